//! Where a cell stands in its file, found only when somebody asks.

use crate::complaint::Place;

/// What the rows were read from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A text with line ends `\n` and this separator.
    Text {
        /// The whole text, decoded.
        text: String,
        /// The byte between two cells.
        separator: u8,
    },
    /// A sheet of a workbook.
    Sheet {
        /// The name of the sheet.
        name: String,
    },
}

/// Where a row begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowAt {
    /// Line of the text or row of the sheet, from 1.
    pub line: u32,
    /// Byte of the text where the row begins; 0 in a sheet.
    pub offset: usize,
}

impl Source {
    /// The place of a row of text.
    pub fn row_of_text(file: &str, at: RowAt) -> Place {
        Place {
            line: Some(at.line),
            ..Place::file(file)
        }
    }

    /// The place of a cell of text.
    pub fn cell_of_text(text: &str, separator: u8, file: &str, at: RowAt, column: usize) -> Place {
        let (below, characters) = cell_start(text.get(at.offset..).unwrap_or(""), separator, column);
        Place {
            line: Some(at.line.saturating_add(below)),
            column: Some(characters),
            ..Place::file(file)
        }
    }

    /// The place of a whole row.
    pub fn row_place(&self, file: &str, at: RowAt) -> Place {
        match self {
            Source::Text { .. } => Source::row_of_text(file, at),
            Source::Sheet { name } => Place {
                cell: Some(format!("{}!{}", quoted_sheet(name), at.line)),
                ..Place::file(file)
            },
        }
    }

    /// The place of one cell; `column` counts from 0.
    pub fn cell_place(&self, file: &str, at: RowAt, column: usize) -> Place {
        match self {
            Source::Text { text, separator } => Source::cell_of_text(text, *separator, file, at, column),
            Source::Sheet { name } => Place {
                cell: Some(format!(
                    "{}!{}{}",
                    quoted_sheet(name),
                    column_letters(column),
                    at.line
                )),
                ..Place::file(file)
            },
        }
    }
}

/// A sheet name as Excel writes it in a reference: quoted unless it is one plain word.
fn quoted_sheet(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !name.starts_with(|c: char| c.is_ascii_digit());
    if plain {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "''"))
    }
}

/// 0 is A, 25 is Z, 26 is AA.
pub fn column_letters(column: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).expect("a remainder of 26 fits"));
    match column / 26 {
        0 => letter.to_string(),
        more => column_letters(more - 1) + &letter.to_string(),
    }
}

/// Lines below the start of the row, and column in characters from 1, where a cell begins.
fn cell_start(row: &str, separator: u8, column: usize) -> (u32, u32) {
    let mut cells = Walk::new(separator);
    let mut below = 0;
    let mut characters = 1;
    for c in row.chars() {
        if cells.index == column && !(cells.at_start && c == ' ') {
            break;
        }
        if cells.step(c) == Step::RowEnds {
            break;
        }
        (below, characters) = if c == '\n' {
            (below + 1, 1)
        } else {
            (below, characters + 1)
        };
    }
    (below, characters)
}

/// The cell (from 0) whose quotation mark is open when the text ends, if one is.
pub fn unclosed_quote(row: &str, separator: u8) -> Option<usize> {
    let mut cells = Walk::new(separator);
    for c in row.chars() {
        if cells.step(c) == Step::RowEnds {
            return None;
        }
    }
    (cells.state == State::Quoted).then_some(cells.index)
}

/// Number of cells in the row that a text begins with, and the bytes the row takes.
pub fn count_cells(text: &str, separator: u8) -> (usize, usize) {
    let mut cells = Walk::new(separator);
    for (at, c) in text.char_indices() {
        if cells.step(c) == Step::RowEnds {
            return (cells.index + 1, at + 1);
        }
    }
    (cells.index + 1, text.len())
}

/// Walks over one row as the CSV grammar of RFC 4180 does.
struct Walk {
    separator: char,
    index: usize,
    at_start: bool,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Plain,
    Quoted,
    QuoteInQuoted,
}

#[derive(PartialEq, Eq)]
enum Step {
    Goes,
    RowEnds,
}

impl Walk {
    fn new(separator: u8) -> Self {
        Walk {
            separator: char::from(separator),
            index: 0,
            at_start: true,
            state: State::Plain,
        }
    }

    fn step(&mut self, c: char) -> Step {
        let was_start = std::mem::replace(&mut self.at_start, false);
        match (self.state, c) {
            (State::Quoted, '"') => self.state = State::QuoteInQuoted,
            (State::Quoted, _) => {}
            (State::QuoteInQuoted, '"') => self.state = State::Quoted,
            (_, '\n') => return Step::RowEnds,
            (_, c) if c == self.separator => {
                self.index += 1;
                self.at_start = true;
                self.state = State::Plain;
            }
            (State::Plain, '"') if was_start => self.state = State::Quoted,
            _ => self.state = State::Plain,
        }
        Step::Goes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_sheet_are_lettered_as_in_excel() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702, 16383].map(column_letters).into();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn a_cell_is_found_behind_quotes_and_line_breaks() {
        let row = "ä;\"b;\nc\";d\nnext";
        assert_eq!(cell_start(row, b';', 0), (0, 1));
        assert_eq!(cell_start(row, b';', 1), (0, 3));
        assert_eq!(cell_start(row, b';', 2), (1, 4));
    }

    #[test]
    fn sheet_names_are_quoted_as_excel_does() {
        assert_eq!(quoted_sheet("Sites"), "Sites");
        assert_eq!(quoted_sheet("Stand 2025"), "'Stand 2025'");
        assert_eq!(quoted_sheet("Max's"), "'Max''s'");
    }
}
