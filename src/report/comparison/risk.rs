//! The risk of shortage by month, side by side.

use super::columns::heads;
use super::words as said;
use crate::calendar::Date;
use crate::findings::comparison::Comparison;
use crate::report::block::{Block, Cell, Chart, Drawing, Figure, Section, Table};
use crate::report::catalogue::{compare as words, course as course_words};
use crate::report::sections::risk as of_run;
use crate::report::{number, verdict};
use crate::text::Text;

/// The risk of shortage in each month, side by side on the same axes.
pub(super) fn risk(comparison: &Comparison) -> Option<Section> {
    let runs = &comparison.runs;
    let highest = runs.iter().map(|run| of_run::highest(&run.months));
    let highest = highest.fold(0.0, f64::max);
    let panels: Vec<(Text, Chart)> = runs
        .iter()
        .enumerate()
        .filter(|(_, run)| !run.months.is_empty())
        .map(|(index, run)| {
            let chart = of_run::chart(&run.calendar, &run.months, highest);
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
            legend: of_run::legend(),
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
