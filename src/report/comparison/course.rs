//! Need and places over time, side by side on the same axes.

use super::words as said;
use crate::calendar::Calendar;
use crate::findings::comparison::{Comparison, StoredRun};
use crate::report::block::{Align, Block, Cell, Drawing, Figure, Section, Table};
use crate::report::catalogue::{compare as words, course as course_words};
use crate::report::number;
use crate::report::sections::course;
use crate::text::Text;

pub(super) fn fans(comparison: &Comparison) -> Option<Section> {
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
pub(super) fn need(run: &StoredRun) -> Option<&[[f64; 5]]> {
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
