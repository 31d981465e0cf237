//! Indicators: units, percentages and days of what was counted.

use super::context::Context;
use crate::calendar::Date;
use crate::input::file::IndicatorFile;
use crate::input::say;
use crate::measure::{Concept, Indicator, Measure};
use crate::text;
use crate::text::Text;

/// An indicator with what was counted.
pub fn one(cx: &mut Context, id: &str, file: &IndicatorFile) -> Indicator {
    check_percentage(cx, &["indicators", id, "baseline"], file.baseline, &file.unit);
    let mut actual = Vec::new();
    for (index, value) in file.actual.iter().enumerate() {
        let number = (index + 1).to_string();
        let path = |key| ["indicators", id, "actual", number.as_str(), key];
        check_percentage(cx, &path("value"), Some(value.value), &file.unit);
        check_unit(cx, &path("unit"), value.unit.as_deref(), &file.unit);
        if let Some(before) = file.baseline_date.filter(|before| value.date < *before) {
            cx.complain_with(
                &path("date"),
                text!(
                    "Der Wert liegt vor dem Ausgangswert ({before}).",
                    "The value comes before the baseline ({before})."
                ),
                text!(
                    "Das Datum prüfen oder den früheren Wert als „baseline“ angeben.",
                    "Check the date, or give the earlier value as `baseline`."
                ),
            );
        }
        if actual.iter().any(|(date, _)| *date == value.date) {
            let date = value.date;
            cx.complain(
                &path("date"),
                text!(
                    "Für den {date} gibt es schon einen Wert dieses Indikators.",
                    "There is a value of this indicator for {date} already."
                ),
            );
        }
        actual.push((value.date, value.value));
    }
    actual.sort_by_key(|(date, _)| *date);
    Indicator {
        id: id.to_owned(),
        name: file.name.clone(),
        unit: file.unit.clone(),
        baseline: file.baseline,
        baseline_date: file.baseline_date,
        actual,
        source: file.source.clone(),
    }
}

/// A part of the whole, in per cent.
fn is_percentage(unit: &str) -> bool {
    matches!(unit.trim().to_lowercase().as_str(), "%" | "prozent" | "percent")
}

/// A part of the whole lies between 0 and 100.
pub fn check_percentage(cx: &mut Context, path: &[&str], value: Option<f64>, unit: &str) {
    let Some(value) = value.filter(|value| !(0.0..=100.0).contains(value)) else {
        return;
    };
    if is_percentage(unit) {
        let Text { de, en } = say::number(value);
        cx.complain_with(
            path,
            text!(
                "Ein Anteil von {de}\u{a0}% ist nicht möglich.",
                "A part of {en}% is not possible."
            ),
            text!(
                "Eine Zahl von 0 bis 100 angeben. Kann die Größe über 100 liegen, eine andere Einheit nennen, zum Beispiel „% des Solls“.",
                "Give a number from 0 to 100. Where the quantity can exceed 100, name another unit, for example `% of the duty`."
            ),
        );
    }
}

/// A value has the unit of its indicator.
pub fn check_unit(cx: &mut Context, path: &[&str], written: Option<&str>, unit: &str) {
    if let Some(written) = written.filter(|written| written.trim() != unit.trim()) {
        cx.complain_with(
            path,
            text!(
                "Die Einheit „{written}“ ist nicht die des Indikators („{unit}“).",
                "The unit `{written}` is not that of the indicator (`{unit}`)."
            ),
            text!(
                "Den Wert in „{unit}“ angeben oder einen eigenen Indikator anlegen.",
                "Give the value in `{unit}`, or add an indicator of its own."
            ),
        );
    }
}

/// What was counted before the first measure with this indicator began, is its baseline.
pub fn refuse_counts_before_the_start(cx: &mut Context, concept: &Concept) {
    for (index, indicator) in concept.indicators.iter().enumerate() {
        let Some(start) = first_start(&concept.measures, index) else {
            continue;
        };
        let id = indicator.id.as_str();
        let written = cx.file.indicators.get(id).map_or(&[][..], |file| &file.actual);
        for (number, value) in written.iter().enumerate().filter(|(_, value)| value.date < start) {
            let (number, date) = ((number + 1).to_string(), value.date);
            cx.complain_with(
                &["indicators", id, "actual", number.as_str(), "date"],
                text!(
                    "Der Wert vom {date} liegt vor dem Beginn der ersten Maßnahme mit diesem Indikator ({start}).",
                    "The value of {date} comes before the start of the first measure with this indicator ({start})."
                ),
                text!(
                    "Das Datum prüfen oder den Wert als Ausgangswert („baseline“) angeben.",
                    "Check the date, or give the value as `baseline`."
                ),
            );
        }
    }
}

/// The first day of the first measure with an indicator; `None` where one has no start.
fn first_start(measures: &[Measure], indicator: usize) -> Option<Date> {
    let with_it = measures
        .iter()
        .filter(|measure| measure.indicator == Some(indicator));
    let starts: Option<Vec<Date>> = with_it.map(|measure| measure.start).collect();
    starts?.into_iter().min()
}
