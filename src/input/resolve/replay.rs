//! A historical series played again, scaled to the town.

use super::context::Context;
use super::course::{process, spread_over_months};
use crate::arrivals::{Course, Process, Shape};
use crate::calendar::Date;
use crate::complaint::{Complaint, Place};
use crate::input::attachments::Series;
use crate::input::file::ReplayFile;
use crate::input::table::Period;
use crate::text;
use crate::text::Text;
use jiff::ToSpan as _;

/// The process. A monthly series is spread evenly over the days of its months, a daily one
/// is taken day by day; days without a row count nothing.
pub fn resolve(cx: &mut Context, path: &[&str], group: &str, file: &ReplayFile, mean: f64) -> Process {
    let attachments = cx.attachments;
    let daily = match attachments.series.get(group) {
        Some(series) => course(cx, path, file, series, mean),
        None => Vec::new(),
    };
    process(Shape::Replay, Course::Daily(daily), file.dispersion, &file.level)
}

fn course(cx: &mut Context, path: &[&str], file: &ReplayFile, series: &Series, mean: f64) -> Vec<f64> {
    check_numbers(cx, series);
    let monthly = is_monthly(series);
    let begin = if monthly {
        first_of_month(file.history_from)
    } else {
        file.history_from
    };
    let mut rows: Vec<(Date, f64, &Place)> = series
        .rows
        .iter()
        .map(|(period, persons, place)| (Date(period.first_day()), persons * file.scale / mean, place))
        .filter(|(date, ..)| *date >= begin)
        .collect();
    rows.sort_by_key(|(date, ..)| *date);
    match rows.first() {
        Some((first, ..)) if !monthly || *first == begin => {}
        _ => {
            does_not_begin(cx, path, series, begin);
            return Vec::new();
        }
    }
    check_order(cx, &rows, monthly);
    if monthly {
        let months: Vec<f64> = rows.iter().map(|(_, households, _)| *households).collect();
        return spread_over_months(&cx.calendar, file.from, &months);
    }
    day_by_day(cx, file, begin, &rows)
}

fn day_by_day(cx: &Context, file: &ReplayFile, begin: Date, rows: &[(Date, f64, &Place)]) -> Vec<f64> {
    let mut daily = vec![0.0; cx.calendar.days as usize];
    for (date, households, _) in rows {
        let day = cx.calendar.day(file.from) + date.days_since(begin);
        if let Some(slot) = usize::try_from(day).ok().and_then(|day| daily.get_mut(day)) {
            *slot += households;
        }
    }
    daily
}

/// Months, or days that are all the first of their month.
pub(super) fn is_monthly(series: &Series) -> bool {
    series.rows.iter().all(|(period, ..)| match period {
        Period::Month(_) => true,
        Period::Day(day) => day.day() == 1,
    })
}

fn first_of_month(date: Date) -> Date {
    Date(date.0.first_of_month())
}

pub(super) fn check_numbers(cx: &mut Context, series: &Series) {
    if let Some((_, persons, place)) = series.rows.iter().find(|(_, persons, _)| *persons < 0.0) {
        let message = text!(
            "Eine Zahl von Personen ist nicht negativ.",
            "A number of persons is not negative."
        );
        let complaint = Complaint::new(place.clone(), message);
        cx.complaints.push(complaint.value(persons.to_string()));
    }
}

/// Each day or month once, and no month left out.
pub(super) fn check_order(cx: &mut Context, rows: &[(Date, f64, &Place)], monthly: bool) {
    for pair in rows.windows(2) {
        let ((before, ..), (date, _, place)) = (&pair[0], &pair[1]);
        let next = Date(before.0.saturating_add(1.month()));
        if date == before {
            return at(
                cx,
                place,
                *date,
                text!(
                    "Dieser Zeitraum kommt in der Reihe mehrfach vor; zu jedem gehört eine Zahl.",
                    "This period stands in the series more than once; each has one number."
                ),
            );
        }
        if monthly && *date != next {
            return at(
                cx,
                place,
                *date,
                text!(
                    "Vor diesem Monat fehlt in der Reihe mindestens einer.",
                    "At least one month is missing in the series before this one."
                ),
            );
        }
    }
}

fn at(cx: &mut Context, place: &Place, date: Date, message: Text) {
    let complaint = Complaint::new(place.clone(), message);
    cx.complaints.push(complaint.value(date.to_string()));
}

fn does_not_begin(cx: &mut Context, path: &[&str], series: &Series, begin: Date) {
    let dates = || series.rows.iter().map(|(period, ..)| Date(period.first_day()));
    let message = match (dates().min(), dates().max()) {
        (Some(first), Some(last)) => text!(
            "Die Reihe reicht von {first} bis {last} und beginnt nicht am {begin}.",
            "The series runs from {first} to {last} and does not begin on {begin}."
        ),
        _ => text!("Die Reihe ist leer.", "The series is empty."),
    };
    cx.complain(&[path, &["history_from"]].concat(), message);
}
