//! A historical series cut into blocks: its rows become days.

use super::context::Context;
use super::course::{months_later, process};
use super::replay::{check_numbers, check_order, is_monthly};
use crate::arrivals::{Blocks, Course, Process, Shape};
use crate::calendar::{Date, Day};
use crate::complaint::Place;
use crate::input::attachments::Series;
use crate::input::file::BlocksFile;
use crate::text;

/// The process. A month of the series is spread evenly over its days; in a daily series days
/// without a row count nothing.
pub fn resolve(cx: &mut Context, path: &[&str], group: &str, file: &BlocksFile, mean: f64) -> Process {
    let attachments = cx.attachments;
    let series = match attachments.histories.get(group) {
        Some(series) => days(cx, path, file, series, mean),
        None => Vec::new(),
    };
    let from = file.from.map_or(0, |date| cx.calendar.day(date).max(0));
    let course = Course::Blocks(Blocks {
        series,
        length: file.block_days,
        from: Day::try_from(from).unwrap_or(Day::MAX),
    });
    process(Shape::Blocks, course, file.dispersion, &file.level)
}

fn days(cx: &mut Context, path: &[&str], file: &BlocksFile, series: &Series, mean: f64) -> Vec<f64> {
    check_numbers(cx, series);
    let monthly = is_monthly(series);
    let is_used = |date: Date| {
        file.history_from.is_none_or(|from| date >= from)
            && file.history_until.is_none_or(|until| date <= until)
    };
    let mut rows: Vec<(Date, f64, &Place)> = series
        .rows
        .iter()
        .map(|(period, persons, place)| (Date(period.first_day()), persons * file.scale / mean, place))
        .filter(|(date, ..)| is_used(*date))
        .collect();
    rows.sort_by_key(|(date, ..)| *date);
    check_order(cx, &rows, monthly);
    let (Some((first, ..)), Some((last, ..))) = (rows.first(), rows.last()) else {
        let message = text!(
            "Aus der Reihe bleibt in diesem Zeitraum keine Zeile übrig.",
            "No row of the series is left in this period."
        );
        cx.complain(path, message);
        return Vec::new();
    };
    let end = if monthly { months_later(*last, 1) } else { *last };
    let length = end.days_since(*first) + i64::from(!monthly);
    let mut days = vec![0.0; usize::try_from(length).unwrap_or(0)];
    for (date, households, _) in &rows {
        let end = if monthly {
            months_later(*date, 1).days_since(*date).max(1)
        } else {
            1
        };
        for day in 0..end {
            let at = usize::try_from(date.days_since(*first) + day).ok();
            if let Some(slot) = at.and_then(|at| days.get_mut(at)) {
                *slot += households / end as f64;
            }
        }
    }
    notice_short_history(cx, path, file, days.len());
    days
}

/// One block as long as the series is the series itself, begun somewhere.
fn notice_short_history(cx: &mut Context, path: &[&str], file: &BlocksFile, days: usize) {
    let block = file.block_days;
    if block as usize > days {
        let message = text!(
            "Ein Block von {block} Tagen ist länger als die Reihe ({days} Tage); sie wiederholt sich in jedem Block.",
            "A block of {block} days is longer than the series ({days} days), which repeats itself in every block."
        );
        cx.notice(&[path, &["block_days"]].concat(), message);
    }
}
