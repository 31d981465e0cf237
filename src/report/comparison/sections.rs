//! The sections of the comparison: from runs side by side to blocks.

use super::words as said;
use crate::calendar::{Calendar, Date};
use crate::findings::comparison::{Comparison, FigureRow, StoredRun};
use crate::findings::parts::Sort;
use crate::report::block::{
    Align, Answer, Block, Cell, Chart, Drawing, Figure, Ink, Link, Section, Sided, SidedBar, SidedRow, Table,
};
use crate::report::catalogue::{compare as words, course as course_words, questions as question_words};
use crate::report::questions::{QUESTIONS, Question, Run};
use crate::report::sections::{course, risk as risk_sections};
use crate::report::{catalogue, number, verdict};
use crate::text::Text;

/// The sections in the order of the page.
pub const SECTIONS: &[fn(&Comparison) -> Option<Section>] = &[
    super::summary::section,
    overview,
    fans,
    differences,
    risk,
    super::districts::section,
    super::parts::services,
    super::parts::emergency,
    super::cost::section,
    figures,
    super::assumptions::section,
    super::method::section,
    super::assumptions::compared,
];

fn overview(comparison: &Comparison) -> Option<Section> {
    let mut blocks: Vec<Block> = said::caveats(comparison).into_iter().map(Block::Banner).collect();
    blocks.push(Block::Paragraph(words::overview_lead()));
    blocks.push(Block::Table(questions(comparison)));
    Some(Section {
        id: "overview",
        title: words::overview(),
        blocks,
    })
}

/// The heads of a table with a column per run.
pub fn heads(comparison: &Comparison, first: Text) -> Vec<(Text, Align)> {
    let mut columns = vec![(first, Align::Words)];
    columns.extend(
        comparison
            .runs
            .iter()
            .enumerate()
            .map(|(index, run)| (said::head(index, run), Align::Words)),
    );
    columns
}

/// The council's questions, answered by every run.
fn questions(comparison: &Comparison) -> Table {
    let mut table = Table::new(
        question_words::caption(),
        heads(comparison, question_words::question()),
    );
    for question in QUESTIONS {
        let mut cells = vec![Cell::Words((question.words)())];
        cells.extend(
            (0..comparison.runs.len())
                .map(|index| Cell::Answer(Box::new(answer(question, comparison, index)))),
        );
        table.row_named(format!("question-{}", question.id), cells);
    }
    let limits = comparison
        .runs
        .first()
        .map(|run| run.judgement)
        .unwrap_or_default();
    table.note(question_words::rule_of_the_light(&verdict::rule(limits)))
}

/// A run's answer with its difference to the base; links lead where this page has something.
fn answer(question: &Question, comparison: &Comparison, index: usize) -> Answer {
    let run = Run {
        limits: comparison.runs[0].judgement,
        ..Run::stored(&comparison.runs[index])
    };
    let mut answer = (question.answer)(&run);
    let row = question
        .figure
        .and_then(|id| comparison.rows.iter().find(|row| row.id == id));
    if let Some((row, difference)) = row.and_then(|row| Some((row, row.differences[index].as_ref()?))) {
        answer.details.extend(said::difference(row, difference));
    }
    answer.behind = answer.behind.filter(|link| leads_somewhere(link, comparison));
    if let Some(verdict) = &mut answer.verdict {
        verdict.behind = verdict
            .behind
            .take()
            .filter(|link| leads_somewhere(link, comparison));
    }
    answer
}

fn leads_somewhere(link: &Link, comparison: &Comparison) -> bool {
    match link.to.as_str() {
        "course" => comparison.runs.iter().any(|run| need(run).is_some()),
        "services" => comparison.parts.iter().any(|part| part.sort == Sort::Service),
        "districts" => comparison.runs.iter().any(|run| !run.districts.is_empty()),
        to => to.starts_with("month-"),
    }
}

fn figures(comparison: &Comparison) -> Option<Section> {
    let runs = &comparison.runs;
    let mut table = Table::new(words::overview_caption(), heads(comparison, catalogue::figure()));
    for row in &comparison.rows {
        let mut cells = vec![Cell::WithDetail(row.name.clone(), row.definition.clone())];
        cells.extend(runs.iter().enumerate().map(|(index, run)| cell(row, index, run)));
        table.row_named(format!("figure-{}", slug(&row.id)), cells);
    }
    (!table.rows.is_empty()).then(|| Section {
        id: "figures",
        title: crate::report::catalogue::summary::overview(),
        blocks: vec![Block::Table(table)],
    })
}

/// Figures whose differences are drawn.
const DRAWN: [&str; 5] = [
    "unmet_person_nights",
    "emergency_person_nights",
    "peak_needed",
    "forced_moves",
    "cost_total_eur",
];

/// The differences to the base on the same futures, centred at zero.
fn differences(comparison: &Comparison) -> Option<Section> {
    let drawn: Vec<(Text, Sided)> = DRAWN
        .iter()
        .filter_map(|id| {
            let row = comparison.rows.iter().find(|row| row.id == *id)?;
            let chart = against(comparison, row)?;
            Some((row.name.clone(), chart))
        })
        .collect();
    let said: Vec<Text> = drawn
        .iter()
        .flat_map(|(name, chart)| {
            chart
                .rows
                .iter()
                .flat_map(|row| &row.bars)
                .map(|bar| words::named(name, &bar.words))
        })
        .collect();
    (!drawn.is_empty()).then(|| Section {
        id: "differences",
        title: words::differences(),
        blocks: vec![Block::Figure(Box::new(Figure {
            id: "against",
            title: words::differences_chart(),
            description: words::differences_description(),
            reading: words::differences_reading(),
            legend: vec![(Ink::Against, words::differences_ink())],
            data: differences_table(said),
            drawing: Drawing::Sided(drawn),
        }))],
    })
}

fn against(comparison: &Comparison, row: &FigureRow) -> Option<Sided> {
    let rows: Vec<SidedRow> = comparison
        .runs
        .iter()
        .enumerate()
        .filter_map(|(index, run)| {
            let mean = row.differences[index]?.mean?;
            let words = said::signed(&mean, row.unit);
            Some(SidedRow {
                name: said::head(index, run),
                bars: vec![SidedBar {
                    difference: mean,
                    words: words::of_letter(said::letter(index), &words),
                    ink: Ink::Against,
                }],
            })
        })
        .collect();
    let moves = rows
        .iter()
        .flat_map(|row| &row.bars)
        .any(|bar| bar.difference.value != 0.0);
    moves.then(|| Sided {
        less: words::less_than_before(),
        more: words::more_than_before(),
        rows,
    })
}

fn differences_table(said: Vec<Text>) -> Table {
    let mut table = Table::new(
        words::differences_chart(),
        vec![(words::differences(), Align::Words)],
    );
    for row in said {
        table.row(vec![Cell::Words(row)]);
    }
    table
}

/// The risk of shortage in each month, side by side on the same axes.
fn risk(comparison: &Comparison) -> Option<Section> {
    let runs = &comparison.runs;
    let highest = runs.iter().map(|run| risk_sections::highest(&run.months));
    let highest = highest.fold(0.0, f64::max);
    let panels: Vec<(Text, Chart)> = runs
        .iter()
        .enumerate()
        .filter(|(_, run)| !run.months.is_empty())
        .map(|(index, run)| {
            let chart = risk_sections::chart(&run.calendar, &run.months, highest);
            (said::head(index, run), chart)
        })
        .collect();
    (!panels.is_empty()).then(|| Section {
        id: "risk",
        title: course_words::risk_title(),
        blocks: vec![Block::Figure(Box::new(Figure {
            id: "risk-by-month",
            title: course_words::risk_chart(),
            description: words::worst_months(&worst_months(comparison)),
            reading: course_words::risk_reading(),
            legend: risk_sections::legend(),
            drawing: Drawing::Panels(panels),
            data: months(comparison),
        }))],
    })
}

/// The month of each run in which a shortage is most frequent.
fn worst_months(comparison: &Comparison) -> Vec<Text> {
    let runs = comparison.runs.iter().enumerate();
    runs.filter_map(|(index, run)| {
        let worst = verdict::worst_month(&run.months).filter(|month| month.count > 0)?;
        let frequency = number::frequency(worst.count, run.replications);
        Some(words::month_of(
            said::letter(index),
            &number::month(worst.month),
            &frequency,
        ))
    })
    .collect()
}

fn months(comparison: &Comparison) -> Table {
    let mut months: Vec<Date> = comparison
        .runs
        .iter()
        .flat_map(|run| run.months.iter().map(|month| month.month))
        .collect();
    months.sort_unstable();
    months.dedup();
    let [month, ..] = course_words::risk_columns();
    let mut table = Table::new(course_words::risk_chart(), heads(comparison, month));
    for month in months {
        let mut cells = vec![Cell::Words(number::month(month))];
        cells.extend(comparison.runs.iter().map(|run| {
            let found = run.months.iter().find(|risk| risk.month == month);
            Cell::words_or_nothing(found.map(|risk| number::frequency(risk.count, run.replications)))
        }));
        table.row_named(format!("month-{}", &month.to_string()[..7]), cells);
    }
    table
}

/// An id of a file as a name for links.
pub fn slug(id: &str) -> String {
    id.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(60)
        .collect()
}

/// A run's value of a figure with its interval and its difference to the base.
pub fn cell(row: &FigureRow, index: usize, run: &StoredRun) -> Cell {
    let Some(figure) = run.figure(&row.id) else {
        return Cell::Nothing;
    };
    let (value, interval) = said::value(figure);
    let mut details: Vec<Text> = interval.into_iter().collect();
    if let Some(difference) = &row.differences[index] {
        details.extend(said::difference(row, difference));
    }
    Cell::WithDetails(value.unwrap_or_else(catalogue::not_seen), details)
}

fn fans(comparison: &Comparison) -> Option<Section> {
    let with_need: Vec<(usize, &StoredRun)> = comparison
        .runs
        .iter()
        .enumerate()
        .filter(|(_, run)| need(run).is_some())
        .collect();
    (!with_need.is_empty()).then(|| Section {
        id: "course",
        title: words::fans(),
        blocks: vec![Block::Figure(Box::new(figure(&with_need)))],
    })
}

/// The need of each day, where the folder has it for every day.
fn need(run: &StoredRun) -> Option<&[[f64; 5]]> {
    let days = run.calendar.days as usize;
    run.series("needed")
        .filter(|series| series.quantiles.len() == days)
        .map(|series| series.quantiles.as_slice())
}

fn places(run: &StoredRun) -> Option<&[f64]> {
    let days = run.calendar.days as usize;
    run.series("places")
        .filter(|series| series.mean.len() == days)
        .map(|series| series.mean.as_slice())
}

fn figure(runs: &[(usize, &StoredRun)]) -> Figure {
    let highest = runs
        .iter()
        .filter_map(|(_, run)| Some(course::highest(need(run)?, places(run))))
        .fold(1.0, f64::max);
    let panels = runs
        .iter()
        .filter_map(|(index, run)| {
            let days = course::days_drawn(run.calendar.days);
            let chart = course::fan(&run.calendar, need(run)?, places(run), &days, highest);
            Some((said::head(*index, run), chart))
        })
        .collect();
    let ends: Vec<Text> = runs
        .iter()
        .filter_map(|(index, run)| {
            let last = need(run)?.last()?[2];
            Some(words::named_number(
                said::letter(*index),
                &number::decimal(last, 0),
            ))
        })
        .collect();
    Figure {
        id: "fans",
        title: course_words::fan_title(),
        description: words::fans_description(&ends),
        reading: words::fans_reading(),
        legend: course::legend(runs.iter().find_map(|(_, run)| places(run))),
        drawing: Drawing::Panels(panels),
        data: data(runs),
    }
}

/// The need of all runs at the days of the base.
fn data(runs: &[(usize, &StoredRun)]) -> Table {
    let [day, ..] = course_words::fan_columns();
    let mut columns = vec![(day, Align::Words)];
    columns.extend(
        runs.iter()
            .map(|(index, _)| (words::need_of(said::letter(*index)), Align::Numbers)),
    );
    let mut table = Table::new(words::fans_caption(), columns);
    let calendar: &Calendar = &runs[0].1.calendar;
    for day in course::days_told(calendar) {
        let date = calendar.date(day as u32);
        let mut cells = vec![Cell::Words(number::date(date))];
        cells.extend(runs.iter().map(|(_, run)| {
            let at = usize::try_from(run.calendar.day(date)).ok();
            let quantiles = at.zip(need(run)).and_then(|(at, need)| need.get(at));
            Cell::words_or_nothing(quantiles.map(middle_and_range))
        }));
        table.row(cells);
    }
    table
}

fn middle_and_range(quantiles: &[f64; 5]) -> Text {
    let whole = |value: f64| number::decimal(value, 0);
    let middle = whole(quantiles[2]);
    let range = number::between(&whole(quantiles[0]), &whole(quantiles[4]));
    let (a, b, c, d) = (middle.de, range.de, middle.en, range.en);
    crate::text!("{a} ({b})", "{c} ({d})")
}
