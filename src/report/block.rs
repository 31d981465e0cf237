//! What a page consists of: headings, sentences, tables, charts, maps. No format, no language.
//!
//! Sections build blocks from findings; formats turn blocks into bytes. Everything here may hold
//! words of strangers: escaping is the formats' duty.

use crate::calendar::Date;
use crate::findings::Estimate;
use crate::text::Text;
use geo::MultiPolygon;

/// A page: its head and its sections.
#[derive(Clone, Debug)]
pub struct Page {
    /// The title: the question, or the name of the scenario.
    pub title: Text,
    /// What kind of page it is, above the title.
    pub kicker: Text,
    /// A sentence or two below the title.
    pub lead: Option<Text>,
    /// Facts of the head, name and value.
    pub facts: Vec<(Text, Text)>,
    /// Small facts for those who check: seed, hashes.
    pub small: Vec<(Text, Text)>,
    /// The sections in order.
    pub sections: Vec<Section>,
    /// The last line of the page.
    pub foot: Text,
    /// How the names of the files with the data of charts begin, seen from the page; `None`: there
    /// are none.
    pub chart_files: Option<String>,
}

/// A section with a heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// Stable name, for links to it.
    pub id: &'static str,
    /// Heading.
    pub title: Text,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a page.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading within the section.
    Heading(Text),
    /// A paragraph.
    Paragraph(Text),
    /// Sentences that belong together, each with at most one number to remember.
    Sentences(Vec<Sentence>),
    /// A list.
    List(Vec<Text>),
    /// Terms and what they mean.
    Terms(Vec<(Text, Text)>),
    /// A judgement: word, shape and colour, with a sentence and the rule behind it.
    Verdict(Verdict),
    /// A warning that must be seen.
    Banner(Text),
    /// A table.
    Table(Table),
    /// A chart or a map with its description and its data.
    Figure(Box<Figure>),
    /// What only some will want to read, folded away on a screen.
    Details(Text, Vec<Block>),
}

/// A sentence and the words in it that should be remembered.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The sentence.
    pub text: Text,
    /// The words to remember; they stand in the sentence literally.
    pub key: Option<Text>,
    /// The section that shows more.
    pub more: Option<&'static str>,
}

/// Traffic light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// No reason to act.
    Green,
    /// Open, or too early to say.
    Amber,
    /// Reason to act.
    Red,
}

/// A judgement as word, shape and colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Colour and shape.
    pub light: Light,
    /// The word.
    pub word: Text,
    /// What it rests on: the number in a sentence.
    pub sentence: Text,
    /// The rule by which the word was chosen.
    pub rule: Text,
    /// What stands behind it, on the same page.
    pub behind: Option<Link>,
}

/// A way to a place on the same page.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What is to be found there.
    pub words: Text,
    /// The anchor.
    pub to: String,
}

/// An answer to one of the council's questions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Word, shape and colour, where there is a rule.
    pub verdict: Option<Verdict>,
    /// The answer in one number, or in words.
    pub value: Option<Text>,
    /// How sure it is, and how it differs.
    pub details: Vec<Text>,
    /// What stands behind it.
    pub behind: Option<Link>,
}

/// A table with a caption and a head row. The first cell of each row names it.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Caption.
    pub caption: Option<Text>,
    /// Heads of the columns.
    pub columns: Vec<ColumnHead>,
    /// Rows; each has a cell per column.
    pub rows: Vec<Row>,
    /// What stands below the table.
    pub note: Option<Text>,
}

/// Head of a column.
#[derive(Clone, Debug)]
pub struct ColumnHead {
    /// Its words.
    pub name: Text,
    /// How its cells are set.
    pub align: Align,
}

/// How cells are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words, from the left.
    Words,
    /// Numbers, to the right.
    Numbers,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// A name by which other places link to it.
    pub anchor: Option<String>,
    /// Whether it is the sum of others.
    pub weight: Weight,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// How a row is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// One of many.
    Normal,
    /// The sum of others.
    Sum,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing can be said here.
    Nothing,
    /// Words.
    Words(Text),
    /// Words and smaller words below.
    WithDetail(Text, Text),
    /// Words and several smaller lines below.
    WithDetails(Text, Vec<Text>),
    /// A key or value as a machine writes it.
    Code(String),
    /// A judgement.
    Verdict(Verdict),
    /// An answer.
    Answer(Box<Answer>),
}

impl Cell {
    /// The words, or nothing.
    pub fn words_or_nothing(words: Option<Text>) -> Cell {
        words.map_or(Cell::Nothing, Cell::Words)
    }

    /// A stranger's words, the same in every language.
    pub fn name(name: &str) -> Cell {
        Cell::Words(stranger(name))
    }
}

/// A stranger's words, shortened to something readable.
pub fn stranger(words: &str) -> Text {
    const LONGEST: usize = 300;
    let mut shown: String = words.chars().take(LONGEST).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    Text::same(shown)
}

impl Table {
    /// A table without rows, from its column heads.
    pub fn new(caption: Text, columns: Vec<(Text, Align)>) -> Table {
        Table {
            caption: Some(caption),
            columns: columns
                .into_iter()
                .map(|(name, align)| ColumnHead { name, align })
                .collect(),
            rows: Vec::new(),
            note: None,
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row {
            anchor: None,
            weight: Weight::Normal,
            cells,
        });
    }

    /// Adds a row that other places can link to.
    pub fn row_named(&mut self, anchor: String, cells: Vec<Cell>) {
        self.rows.push(Row {
            anchor: Some(anchor),
            weight: Weight::Normal,
            cells,
        });
    }

    /// Adds a row that is the sum of those above.
    pub fn sum(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row {
            anchor: None,
            weight: Weight::Sum,
            cells,
        });
    }

    /// Says something below the table.
    pub fn note(mut self, note: Text) -> Table {
        self.note = Some(note);
        self
    }
}

/// A chart or map that can be read in three ways: seen, described, and as a table.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Stable name, unique on the page.
    pub id: &'static str,
    /// Title.
    pub title: Text,
    /// What is to be seen, for those who do not see it.
    pub description: Text,
    /// How to read it, for those who do.
    pub reading: Text,
    /// What the inks mean.
    pub legend: Vec<(Ink, Text)>,
    /// The drawing.
    pub drawing: Drawing,
    /// The data behind it.
    pub data: Table,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub enum Drawing {
    /// Maps side by side, each with its title, with the same classes.
    Maps(Vec<(Text, MapDrawing)>),
    /// One chart.
    Chart(Chart),
    /// Several charts on the same axes, each with a title.
    Panels(Vec<(Text, Chart)>),
    /// A map.
    Map(MapDrawing),
    /// Charts of what is less and what is more, each with a title and a scale of its own.
    Sided(Vec<(Text, Sided)>),
}

/// A chart of differences, centred at zero: each row has bars to the left and right of it.
#[derive(Clone, Debug)]
pub struct Sided {
    /// What lies to the left of zero.
    pub less: Text,
    /// What lies to the right.
    pub more: Text,
    /// The rows, from the top.
    pub rows: Vec<SidedRow>,
}

/// A row of a chart of differences.
#[derive(Clone, Debug)]
pub struct SidedRow {
    /// What it is about.
    pub name: Text,
    /// Its bars.
    pub bars: Vec<SidedBar>,
}

/// A difference and how exactly it is known.
#[derive(Clone, Debug)]
pub struct SidedBar {
    /// The difference.
    pub difference: Estimate,
    /// The difference in words.
    pub words: Text,
    /// Ink.
    pub ink: Ink,
}

/// Inks of charts; formats decide on colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The band that holds 9 of 10.
    WideBand,
    /// The band that holds 5 of 10.
    NarrowBand,
    /// The middle.
    Median,
    /// What there is.
    Capacity,
    /// A risk.
    Risk,
    /// The best estimate of a risk.
    RiskEstimate,
    /// How exactly the risk is known.
    RiskInterval,
    /// An assumption lowered.
    Lowered,
    /// An assumption raised.
    Raised,
    /// A scenario against the base.
    Against,
    /// Money that comes in.
    Revenue,
    /// Money that is invested.
    Investment,
    /// One of several kinds, by position.
    Kind(u8),
    /// One of five classes of a map, 0 the lowest.
    Class(u8),
    /// No data.
    NoData,
}

/// A chart over dates or over years.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What the horizontal axis holds.
    pub x: Axis,
    /// What the vertical axis counts.
    pub y_name: Text,
    /// How its numbers are written.
    pub y_numbers: AxisNumbers,
    /// Lowest and highest value of the vertical axis.
    pub y_range: (f64, f64),
    /// What is drawn, from back to front.
    pub layers: Vec<Layer>,
}

/// What the horizontal axis holds.
#[derive(Clone, Debug)]
pub enum Axis {
    /// Dates, ascending.
    Dates(Vec<Date>),
    /// Named positions.
    Names(Vec<Text>),
    /// Numbers, ascending, at their true distances.
    Numbers {
        /// Where the values stand.
        at: Vec<f64>,
        /// What is counted, with its unit.
        name: Text,
        /// How they are drawn.
        points: Points,
    },
}

/// How the points of an axis of numbers are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Points {
    /// Joined by lines; the axis begins at 0.
    Joined,
    /// Each with a mark and numbered from 1; the axis begins near the first.
    Numbered,
}

/// How the numbers of an axis are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisNumbers {
    /// As they are.
    Plain,
    /// Parts of one in per cent.
    Percent,
    /// Euros in millions.
    Millions,
}

/// One layer of a chart; its values stand at the positions of the axis.
#[derive(Clone, Debug)]
pub enum Layer {
    /// The area between two lines.
    Band {
        /// Lower line.
        lower: Vec<f64>,
        /// Upper line.
        upper: Vec<f64>,
        /// Ink.
        ink: Ink,
    },
    /// A line.
    Line {
        /// Values.
        values: Vec<f64>,
        /// Ink.
        ink: Ink,
        /// Words at its end.
        label: Option<Text>,
    },
    /// Bars, each a stack of parts.
    Stacks {
        /// One list of values per ink, one value per position.
        parts: Vec<(Ink, Vec<f64>)>,
    },
}

/// A map of districts in classes.
#[derive(Clone, Debug)]
pub struct MapDrawing {
    /// The districts.
    pub areas: Vec<MapArea>,
    /// What the map says about itself.
    pub note: Option<Text>,
}

/// A district on a map.
#[derive(Clone, Debug)]
pub struct MapArea {
    /// Its border, longitude and latitude.
    pub border: MultiPolygon,
    /// What stands on it where there is room.
    pub label: String,
    /// Its class, 0 to 4; `None`: no data.
    pub class: Option<u8>,
    /// Its name and value, read out or shown on pointing.
    pub title: Text,
}
