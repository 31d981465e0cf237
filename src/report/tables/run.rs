//! Tables of the run: figures, days, districts, sites, years.

use super::sheet::{Dialect, Sheet, harmless};
use crate::calendar::Date;
use crate::findings::{Estimate, Findings, Quantity};

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
