//! The CSV files of a results folder, in two dialects.

use crate::calendar::Date;
use crate::findings::warning::WarningFindings;
use crate::findings::{Estimate, Figure, Findings, Quantity};

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Comma, decimal point, UTF-8 without mark, LF, ISO dates.
    #[default]
    Rfc,
    /// Semicolon, decimal comma, UTF-8 with mark, CRLF, `dd.mm.yyyy`.
    DeExcel,
}

impl Dialect {
    /// Its name on the command line and in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Rfc => "rfc",
            Dialect::DeExcel => "de-excel",
        }
    }

    /// A number; nothing for what is none.
    pub(super) fn number(self, value: f64) -> String {
        if !value.is_finite() {
            return String::new();
        }
        let plain = format!("{}", if value == 0.0 { 0.0 } else { value });
        match self {
            Dialect::Rfc => plain,
            Dialect::DeExcel => plain.replace('.', ","),
        }
    }

    /// A date in this dialect.
    pub fn date(self, date: Date) -> String {
        match self {
            Dialect::Rfc => date.to_string(),
            Dialect::DeExcel => date.german(),
        }
    }

    fn quantity(self, quantity: Quantity) -> String {
        match quantity {
            Quantity::Number(value) => self.number(value),
            Quantity::Date(date) => self.date(date),
            Quantity::None => String::new(),
        }
    }
}

/// A table being written.
pub(super) struct Sheet {
    dialect: Dialect,
    writer: csv::Writer<Vec<u8>>,
}

impl Sheet {
    /// A table with its head row.
    pub(super) fn new(dialect: Dialect, columns: &[&str]) -> Sheet {
        let (delimiter, terminator) = match dialect {
            Dialect::Rfc => (b',', csv::Terminator::Any(b'\n')),
            Dialect::DeExcel => (b';', csv::Terminator::CRLF),
        };
        let start = match dialect {
            Dialect::Rfc => Vec::new(),
            Dialect::DeExcel => vec![0xef, 0xbb, 0xbf],
        };
        let writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(terminator)
            .from_writer(start);
        let mut sheet = Sheet { dialect, writer };
        sheet.row(columns.iter().map(|column| (*column).to_owned()).collect());
        sheet
    }

    /// Adds a row with a cell per column.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.writer
            .write_record(cells)
            .expect("rows have as many cells as the head, and memory takes them");
    }

    fn estimate(&mut self, mut before: Vec<String>, estimate: Estimate) {
        before.extend([estimate.value, estimate.low, estimate.high].map(|value| self.dialect.number(value)));
        self.row(before);
    }

    /// The bytes of the file.
    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner().expect("memory takes what is left")
    }
}

/// A table of finished cells.
pub fn plain_table(dialect: Dialect, headings: &[&str], rows: Vec<Vec<String>>) -> Vec<u8> {
    let mut sheet = Sheet::new(dialect, headings);
    for row in rows {
        sheet.row(row);
    }
    sheet.finish()
}

/// A stranger's text: a spreadsheet must not take it for a formula.
pub fn harmless(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

/// `figures.csv`.
pub fn figures(findings: &Findings, dialect: Dialect) -> Vec<u8> {
    let mut sheet = Sheet::new(
        dialect,
        &[
            "figure",
            "unit",
            "value",
            "low",
            "high",
            "level",
            "p05",
            "p95",
            "definition",
        ],
    );
    for figure in &findings.figures {
        let (p05, p95) = figure.spread.unwrap_or((Quantity::None, Quantity::None));
        sheet.row(vec![
            figure.id.to_owned(),
            figure.unit.code().to_owned(),
            dialect.quantity(figure.value),
            dialect.quantity(figure.low),
            dialect.quantity(figure.high),
            dialect.number(figure.level),
            dialect.quantity(p05),
            dialect.quantity(p95),
            figure.definition.en.clone(),
        ]);
    }
    sheet.finish()
}

/// `daily.csv`.
pub fn daily(findings: &Findings, dialect: Dialect) -> Vec<u8> {
    let mut sheet = Sheet::new(
        dialect,
        &["date", "figure", "mean", "p05", "p25", "p50", "p75", "p95"],
    );
    for series in &findings.daily {
        for (day, (mean, quantiles)) in series.mean.iter().zip(&series.quantiles).enumerate() {
            let date = findings.calendar.start.plus_days(day as i64);
            let mut cells = vec![dialect.date(date), series.id.to_owned(), dialect.number(*mean)];
            cells.extend(quantiles.iter().map(|value| dialect.number(*value)));
            sheet.row(cells);
        }
    }
    sheet.finish()
}

/// `districts.csv`.
pub fn districts(findings: &Findings, dialect: Dialect) -> Vec<u8> {
    let mut sheet = Sheet::new(
        dialect,
        &["district", "figure", "unit", "name", "value", "low", "high"],
    );
    for district in &findings.districts {
        let exact = |value: f64| Estimate {
            value,
            low: value,
            high: value,
        };
        let mut rows = vec![
            ("residents", "persons", exact(district.residents)),
            ("housed_mean", "persons", district.housed),
            ("housed_end", "persons", district.housed_end),
            ("per_thousand_mean", "per 1000 residents", district.per_thousand),
            (
                "per_thousand_end",
                "per 1000 residents",
                district.per_thousand_end,
            ),
            ("usable_places_start", "places", exact(district.places.0)),
            ("usable_places_end", "places", exact(district.places.1)),
        ];
        if let Some(share) = district.target_share {
            rows.push(("target_share", "share", exact(share)));
        }
        let of_households = findings.preferences.iter().flat_map(|all| &all.households);
        for wish in of_households.filter(|wish| wish.district == district.id) {
            rows.push(("households_with_preference", "households", wish.wished));
            rows.extend(wish.met.map(|met| ("preferred_district_share", "share", met)));
        }
        for (figure, unit, estimate) in rows {
            sheet.estimate(
                vec![
                    harmless(&district.id),
                    figure.to_owned(),
                    unit.to_owned(),
                    harmless(&district.name),
                ],
                estimate,
            );
        }
    }
    sheet.finish()
}

/// `sites.csv`.
pub fn sites(findings: &Findings, dialect: Dialect) -> Vec<u8> {
    let mut sheet = Sheet::new(
        dialect,
        &[
            "site", "figure", "unit", "name", "district", "kind", "from", "until", "value", "low", "high",
        ],
    );
    for site in &findings.sites {
        let exact = |places: u32| Estimate {
            value: f64::from(places),
            low: f64::from(places),
            high: f64::from(places),
        };
        let day = |date: Option<Date>| date.map_or_else(String::new, |date| dialect.date(date));
        for (figure, unit, estimate) in [
            ("nominal_places", "places", exact(site.nominal_places)),
            ("usable_places", "places", exact(site.usable_places)),
            ("occupied_mean", "persons", site.occupied),
            ("occupancy_mean", "share", site.occupancy),
            ("peak", "persons", site.peak),
            ("cost", "EUR", site.cost_eur),
        ] {
            sheet.estimate(
                vec![
                    harmless(&site.id),
                    figure.to_owned(),
                    unit.to_owned(),
                    harmless(&site.name),
                    harmless(&site.district),
                    harmless(&site.kind),
                    day(site.dates.0),
                    day(site.dates.1),
                ],
                estimate,
            );
        }
    }
    sheet.finish()
}

/// `services.csv`: figures of each service, then what each district lacks.
pub fn services(findings: &Findings, dialect: Dialect) -> Vec<u8> {
    let mut sheet = Sheet::new(
        dialect,
        &[
            "service", "figure", "unit", "name", "district", "value", "low", "high", "p05", "p95",
        ],
    );
    for service in &findings.services {
        let mut row = |figure: &Figure, district: &str| {
            let (p05, p95) = figure.spread.unwrap_or((Quantity::None, Quantity::None));
            let mut cells = vec![
                harmless(&service.id),
                figure.id.to_owned(),
                figure.unit.code().to_owned(),
                harmless(&service.name),
                harmless(district),
            ];
            let numbers = [figure.value, figure.low, figure.high, p05, p95];
            cells.extend(numbers.map(|number| dialect.quantity(number)));
            sheet.row(cells);
        };
        service.figures.iter().for_each(|of| row(of, ""));
        for (district, figures) in findings.districts.iter().zip(&service.districts) {
            figures.iter().for_each(|of| row(of, &district.id));
        }
    }
    sheet.finish()
}

/// `services_daily.csv`: who waits in the evening (of staff: who is looked after).
pub fn services_daily(findings: &Findings, dialect: Dialect) -> Vec<u8> {
    let mut sheet = Sheet::new(
        dialect,
        &["date", "service", "mean", "p05", "p25", "p50", "p75", "p95"],
    );
    for service in &findings.services {
        for (day, (mean, quantiles)) in service.mean.iter().zip(&service.quantiles).enumerate() {
            let date = findings.calendar.start.plus_days(day as i64);
            let mut cells = vec![dialect.date(date), harmless(&service.id), dialect.number(*mean)];
            cells.extend(quantiles.iter().map(|value| dialect.number(*value)));
            sheet.row(cells);
        }
    }
    sheet.finish()
}

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

/// `years.csv`.
pub fn years(findings: &Findings, dialect: Dialect) -> Vec<u8> {
    let mut sheet = Sheet::new(
        dialect,
        &["year", "figure", "unit", "days", "kind", "value", "low", "high"],
    );
    for year in &findings.years {
        let rows = [
            ("operation", "EUR", year.operation),
            ("investment", "EUR", year.investment),
            ("revenue", "EUR", year.revenue),
            ("net", "EUR", year.net),
            ("unmet_person_nights", "person-nights", year.unmet_person_nights),
        ];
        let of_kinds = year
            .operation_by_kind
            .iter()
            .map(|(kind, cost)| ("operation_of_kind", "EUR", *cost, kind.de.as_str()));
        for (figure, unit, estimate, kind) in rows.map(|(f, u, e)| (f, u, e, "")).into_iter().chain(of_kinds)
        {
            sheet.estimate(
                vec![
                    year.year.to_string(),
                    figure.to_owned(),
                    unit.to_owned(),
                    year.days.to_string(),
                    harmless(kind),
                ],
                estimate,
            );
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_first_dialect_has_points_commas_and_iso_dates() {
        let table = text(daily(&example::calm(3), Dialect::Rfc));
        let mut lines = table.split('\n');
        assert_eq!(lines.next(), Some("date,figure,mean,p05,p25,p50,p75,p95"));
        assert!(lines.next().unwrap().starts_with("2026-01-01,needed,"));
        assert!(table.ends_with('\n') && !table.contains('\r'));
    }

    #[test]
    fn the_second_dialect_opens_in_a_german_spreadsheet() {
        let table = text(daily(&example::calm(3), Dialect::DeExcel));
        assert!(table.starts_with("\u{feff}date;figure;mean;p05"));
        assert!(
            table
                .split("\r\n")
                .nth(1)
                .unwrap()
                .starts_with("01.01.2026;needed;")
        );
        assert!(Dialect::DeExcel.number(1234.5) == "1234,5");
    }

    #[test]
    fn a_formula_in_a_name_stays_text() {
        assert_eq!(harmless("=cmd()"), "'=cmd()");
        assert_eq!(harmless("+1"), "'+1");
        assert_eq!(harmless("Haus = Heim"), "Haus = Heim");
        let mut findings = example::calm(3);
        example::poison(&mut findings);
        let table = text(sites(&findings, Dialect::Rfc));
        assert!(!table.contains(",=cmd") && table.contains("'=cmd"));
    }

    #[test]
    fn what_is_no_number_is_an_empty_cell() {
        assert_eq!(Dialect::Rfc.number(f64::NAN), "");
        assert_eq!(Dialect::Rfc.number(0.1 + 0.2), "0.30000000000000004");
    }
}
