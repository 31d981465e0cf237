//! Tables of the emergency: steps of the ladder, warnings, surges and shocks.

use super::sheet::{Dialect, Sheet, harmless};
use crate::calendar::Date;
use crate::findings::warning::WarningFindings;
use crate::findings::{Estimate, Findings, Quantity};

/// `steps.csv`: the steps of the ladder. Dates stand in `value`, `low` and `high` as dates.
pub fn steps(findings: &Findings, dialect: Dialect) -> Vec<u8> {
    let mut sheet = Sheet::new(
        dialect,
        &["step", "figure", "unit", "name", "value", "low", "high"],
    );
    for step in &findings.steps {
        let head = |figure: &str, unit: &str| {
            vec![
                harmless(&step.id),
                figure.to_owned(),
                unit.to_owned(),
                harmless(&step.name),
            ]
        };
        for (figure, unit, estimate) in step.values() {
            sheet.estimate(head(figure, unit.code()), estimate);
        }
        let mut first = head("first_date", "date");
        let date = |date: Option<Date>| date.map_or_else(String::new, |date| dialect.date(date));
        let ends = step.first_date.and_then(|(_, ends)| ends);
        first.push(date(step.first_date.map(|(day, _)| day)));
        first.push(date(ends.map(|(low, _)| low)));
        first.push(date(ends.map(|(_, high)| high)));
        sheet.row(first);
        let count = |value: f64| [dialect.number(value), String::new(), String::new()];
        let counts = [
            ("reached", "replications", Some(f64::from(step.reached))),
            ("too_late", "replications", Some(f64::from(step.too_late))),
            ("days_to_unmet", "days", step.days_to_unmet),
        ];
        for (figure, unit, value) in counts {
            let mut row = head(figure, unit);
            row.extend(count(value.unwrap_or(f64::NAN)));
            sheet.row(row);
        }
    }
    sheet.finish()
}

/// `warning.csv`: bottlenecks and how the town was warned of them; a remedy of a bottleneck
/// stands in `remedy`, with the days it takes in `lead_days`.
pub fn warning(findings: &WarningFindings, dialect: Dialect) -> Vec<u8> {
    let columns = [
        "bottleneck",
        "figure",
        "unit",
        "remedy",
        "lead_days",
        "value",
        "low",
        "high",
    ];
    let mut sheet = Sheet::new(dialect, &columns);
    for of in &findings.bottlenecks {
        let head = |figure: &str, unit: &str, remedy: &str, days: String| {
            vec![
                harmless(&of.id),
                figure.to_owned(),
                unit.to_owned(),
                harmless(remedy),
                days,
            ]
        };
        for (figure, unit, value) in of.values() {
            let value = value.unwrap_or(Estimate {
                value: f64::NAN,
                low: f64::NAN,
                high: f64::NAN,
            });
            sheet.estimate(head(figure, unit, "", String::new()), value);
        }
        for (figure, day) in [("begins", of.begins), ("first_warning", of.first_warning)] {
            let mut row = head(figure, "date", "", String::new());
            row.extend([dialect.quantity(day), String::new(), String::new()]);
            sheet.row(row);
        }
        for one in of.remedies.iter().filter(|_| of.count > 0) {
            let days = dialect.number(one.lead_days);
            sheet.estimate(head("in_time_share", "share", one.what.code(), days), one.share);
        }
    }
    sheet.finish()
}

/// `shocks.csv`: what surges and shocks did, over the replications in which they came.
pub fn shocks(findings: &Findings, dialect: Dialect) -> Vec<u8> {
    let columns = ["event", "figure", "unit", "name", "day", "value", "low", "high"];
    let mut sheet = Sheet::new(dialect, &columns);
    let mut rows = |id: &str, name: &str, day: Quantity, all: &[(&str, &str, Estimate)]| {
        for (figure, unit, estimate) in all {
            let cells = [
                harmless(id),
                (*figure).to_owned(),
                (*unit).to_owned(),
                harmless(name),
                dialect.quantity(day),
            ];
            sheet.estimate(cells.to_vec(), *estimate);
        }
    };
    for surge in &findings.surges {
        let all = [
            ("probability", "probability", surge.probability),
            ("came", "persons", surge.came),
            ("hosted", "persons", surge.hosted),
        ];
        rows(&surge.id, &surge.name, surge.begins, &all);
    }
    for shock in &findings.shocks {
        let mut all = vec![
            ("probability", "probability", shock.probability),
            ("sites", "sites", shock.sites),
            ("places", "places", shock.places),
            ("displaced", "persons", shock.displaced),
            ("evacuated", "persons", shock.evacuated),
            ("waiting_peak", "persons", shock.waiting_peak),
            ("waiting_nights", "person-nights", shock.waiting_nights),
        ];
        let nights = shock.nights_until_rehoused;
        all.extend(nights.map(|nights| ("nights_until_rehoused", "nights", nights)));
        rows(&shock.id, &shock.name, shock.day, &all);
    }
    sheet.finish()
}
