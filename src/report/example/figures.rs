//! Figures made up.

use crate::calendar::Date;
use crate::findings::*;
use crate::text::Text;

pub(super) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn around(value: f64, half_width: f64) -> Estimate {
    Estimate {
        value,
        low: value - half_width,
        high: value + half_width,
    }
}

/// A figure with an interval.
#[expect(clippy::too_many_arguments)]
fn figure(
    id: &'static str,
    de: &str,
    en: &str,
    definition: (&str, &str),
    unit: Unit,
    value: Quantity,
    ends: (Quantity, Quantity),
    spread: Option<(Quantity, Quantity)>,
) -> Figure {
    Figure {
        id,
        name: Text {
            de: de.into(),
            en: en.into(),
        },
        definition: Text {
            de: definition.0.into(),
            en: definition.1.into(),
        },
        unit,
        value,
        low: ends.0,
        high: ends.1,
        level: 0.95,
        spread,
        count: None,
    }
}

/// The probability of shortage.
pub fn risk(count: u32, replications: u32, low: f64, high: f64) -> Figure {
    let mut risk = figure(
        "probability_of_shortage",
        "Wahrscheinlichkeit, dass ein Platz fehlt",
        "Probability that a place is missing",
        (
            "Anteil der Rechnungen, in denen mindestens eine Person in mindestens einer Nacht weder einen regulären noch einen Notplatz hat",
            "share of the replications in which at least one person has neither a regular nor an emergency place in at least one night",
        ),
        Unit::Probability,
        Quantity::Number(f64::from(count) / f64::from(replications)),
        (Quantity::Number(low), Quantity::Number(high)),
        None,
    );
    risk.count = Some(count);
    risk
}

fn numbers(value: f64, low: f64, high: f64) -> (Quantity, (Quantity, Quantity)) {
    (
        Quantity::Number(value),
        (Quantity::Number(low), Quantity::Number(high)),
    )
}

pub(super) fn figures(short: Option<u32>) -> Vec<Figure> {
    let factor = f64::from(short.unwrap_or(0)) / 702.0;
    let (unmet, unmet_ends) = numbers(12_345.0 * factor, 11_545.0 * factor, 13_145.0 * factor);
    let (peak, peak_ends) = numbers(428.3, 425.9, 430.7);
    let (cost, cost_ends) = numbers(12_345_678.0, 12_200_000.0, 12_490_000.0);
    let (index, index_ends) = numbers(0.2314, 0.227, 0.236);
    let first = match short {
        None => (Quantity::None, (Quantity::None, Quantity::None), None),
        Some(_) => (
            Quantity::Date(date("2027-02-24")),
            (
                Quantity::Date(date("2027-02-10")),
                Quantity::Date(date("2027-03-12")),
            ),
            Some((
                Quantity::Date(date("2026-05-03")),
                Quantity::Date(date("2029-08-17")),
            )),
        ),
    };
    let risk = match short {
        Some(count) => risk(count, 1000, 0.672, 0.730),
        None => risk(0, 1000, 0.0, 0.0037),
    };
    vec![
        risk,
        figure(
            "first_shortage_date",
            "Erster Tag ohne Platz",
            "First day of shortage",
            (
                "Median der ersten Nacht, in der jemand keinen Platz hat, über die Rechnungen, in denen das geschieht",
                "median of the first night in which somebody has no place, over the replications in which that happens",
            ),
            Unit::Date,
            first.0,
            first.1,
            first.2,
        ),
        figure(
            "unmet_person_nights",
            "Personennächte ohne Platz",
            "Unmet person-nights",
            (
                "Summe der Personen ohne Platz über alle Nächte, Mittel der Rechnungen",
                "persons without a place summed over all nights, mean of the replications",
            ),
            Unit::PersonNights,
            unmet,
            unmet_ends,
            Some((Quantity::Number(0.0), Quantity::Number(51_234.0 * factor))),
        ),
        figure(
            "peak_housed",
            "Höchste Belegung",
            "Peak of persons housed",
            (
                "Höchste Zahl der Personen, die in einer Nacht untergebracht sind, Mittel der Rechnungen",
                "highest number of persons housed in a night, mean of the replications",
            ),
            Unit::Persons,
            peak,
            peak_ends,
            Some((Quantity::Number(361.0), Quantity::Number(502.0))),
        ),
        figure(
            "dissimilarity_end",
            "Dissimilarität am Ende",
            "Dissimilarity at the end",
            (
                "Index D zwischen Untergebrachten und Einwohnern in der letzten Nacht; rein zufällig wären 0,19 zu erwarten",
                "index D between persons housed and residents in the last night; 0.19 would be expected by chance",
            ),
            Unit::Index,
            index,
            index_ends,
            Some((Quantity::Number(0.15), Quantity::Number(0.33))),
        ),
        figure(
            "cost_total_eur",
            "Kosten im ganzen Zeitraum",
            "Cost over the whole period",
            (
                "Betrieb und Investitionen abzüglich Erstattungen, Mittel der Rechnungen",
                "operation and investment minus reimbursement, mean of the replications",
            ),
            Unit::Eur,
            cost,
            cost_ends,
            Some((Quantity::Number(10_812_345.0), Quantity::Number(14_212_345.0))),
        ),
    ]
}
