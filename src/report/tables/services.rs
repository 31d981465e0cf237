//! Tables of the services.

use super::sheet::{Dialect, Sheet, harmless};
use crate::findings::{Figure, Findings, Quantity};

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
