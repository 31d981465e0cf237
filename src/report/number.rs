//! Numbers, dates and frequencies as people write them, in both languages.
//!
//! How many digits are shown is decided here and nowhere else: no more than the interval
//! carries. What the numbers mean is left to the catalogue.

use crate::calendar::Date;
use crate::findings::{Figure, Quantity, Unit};
use crate::text;
use crate::text::Text;

/// A number with that many decimals, grouped in thousands: `12.345,6` and `12,345.6`.
pub fn decimal(value: f64, decimals: usize) -> Text {
    if !value.is_finite() {
        return Text::same("–");
    }
    let plain = format!("{:.decimals$}", value.abs());
    let negative = value < 0.0 && plain.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    let sign = if negative { "−" } else { "" };
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    Text {
        de: format!("{sign}{}{}", grouped(whole, '.'), after(',', fraction)),
        en: format!("{sign}{}{}", grouped(whole, ','), after('.', fraction)),
    }
}

fn after(mark: char, fraction: &str) -> String {
    if fraction.is_empty() {
        String::new()
    } else {
        format!("{mark}{fraction}")
    }
}

fn grouped(digits: &str, separator: char) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A whole number: `1.826`.
pub fn whole(value: u64) -> Text {
    let digits = value.to_string();
    Text {
        de: grouped(&digits, '.'),
        en: grouped(&digits, ','),
    }
}

/// A number of things: `1 Tag`, `1.826 Tage`.
pub fn counted(value: u64, de: (&'static str, &'static str), en: (&'static str, &'static str)) -> Text {
    let number = whole(value);
    let one_or_more = |(one, more): (&'static str, &'static str)| if value == 1 { one } else { more };
    Text {
        de: format!("{} {}", number.de, one_or_more(de)),
        en: format!("{} {}", number.en, one_or_more(en)),
    }
}

/// A civil date: `24.02.2025`, `24 February 2025`.
pub fn date(date: Date) -> Text {
    Text {
        de: date.german(),
        en: format!("{} {} {:04}", date.0.day(), month_name(date).en, date.0.year()),
    }
}

/// A month: `Februar 2025`.
pub fn month(date: Date) -> Text {
    let (name, year) = (month_name(date), date.year());
    Text {
        de: format!("{} {year}", name.de),
        en: format!("{} {year}", name.en),
    }
}

fn month_name(date: Date) -> Text {
    const NAMES: [(&str, &str); 12] = [
        ("Januar", "January"),
        ("Februar", "February"),
        ("März", "March"),
        ("April", "April"),
        ("Mai", "May"),
        ("Juni", "June"),
        ("Juli", "July"),
        ("August", "August"),
        ("September", "September"),
        ("Oktober", "October"),
        ("November", "November"),
        ("Dezember", "December"),
    ];
    let index = usize::try_from(date.0.month() - 1).unwrap_or(0).min(11);
    Text {
        de: NAMES[index].0.to_owned(),
        en: NAMES[index].1.to_owned(),
    }
}

/// The unit of the last digit that an interval of this half-width carries: its leading power
/// of ten, so that 12,345 ± 800 is shown in hundreds. `None` for an exact value.
fn step_of(half_width: f64) -> Option<f64> {
    (half_width > 0.0 && half_width.is_finite())
        .then(|| libm::pow(10.0, libm::floor(libm::log10(half_width) + 1e-9)))
}

/// How a number of this unit is shown: the smallest step that makes sense, and its scale.
struct Grain {
    finest: f64,
    scale: f64,
}

fn grain(unit: Unit) -> Grain {
    let (finest, scale) = match unit {
        Unit::Share | Unit::Probability => (0.1, 100.0),
        Unit::Index => (0.001, 1.0),
        Unit::PerThousandResidents => (0.01, 1.0),
        Unit::Days | Unit::Times => (0.1, 1.0),
        Unit::Persons | Unit::Places | Unit::Households | Unit::Moves => (0.1, 1.0),
        Unit::PersonNights | Unit::PersonDays | Unit::BedNights | Unit::Eur | Unit::Date => (1.0, 1.0),
    };
    Grain { finest, scale }
}

/// A number rounded to what its interval carries, without its unit; shares in per cent.
pub fn carried(value: f64, low: f64, high: f64, unit: Unit) -> Text {
    let grain = grain(unit);
    let (value, half_width) = (value * grain.scale, (high - low) / 2.0 * grain.scale);
    match step_of(half_width) {
        Some(step) => in_steps(value, step.max(grain.finest)),
        None => exact(value, grain.finest),
    }
}

fn in_steps(value: f64, step: f64) -> Text {
    let rounded = libm::round(value / step) * step;
    decimal(rounded, decimals_of(step))
}

fn exact(value: f64, finest: f64) -> Text {
    if libm::floor(value) == value {
        decimal(value, 0)
    } else {
        in_steps(value, finest)
    }
}

fn decimals_of(step: f64) -> usize {
    match step {
        s if s >= 1.0 => 0,
        s if s > 0.05 => 1,
        s if s > 0.005 => 2,
        _ => 3,
    }
}

/// A number with its unit, for sentences: `12.300 €`, `34 %`, `7 Personen`.
pub fn with_unit(number: &Text, unit: Unit) -> Text {
    let (de, en) = (&number.de, &number.en);
    match unit {
        Unit::Eur => text!("{de}\u{a0}€", "€{en}"),
        Unit::Share | Unit::Probability => text!("{de}\u{a0}%", "{en}%"),
        Unit::Date | Unit::Index => number.clone(),
        _ => {
            let name = if de == "1" { one(unit) } else { unit_name(unit) };
            let (unit_de, unit_en) = (&name.de, &name.en);
            text!("{de}\u{a0}{unit_de}", "{en}\u{a0}{unit_en}")
        }
    }
}

/// The name of a unit after the number one.
fn one(unit: Unit) -> Text {
    match unit {
        Unit::PersonNights => text!("Personennacht", "person-night"),
        Unit::PersonDays => text!("Personentag", "person-day"),
        Unit::BedNights => text!("Bettnacht", "bed-night"),
        Unit::Persons => text!("Person", "person"),
        Unit::Places => text!("Platz", "place"),
        Unit::Households => text!("Haushalt", "household"),
        Unit::Moves => text!("Umzug", "move"),
        Unit::Days => text!("Tag", "day"),
        Unit::Times => text!("Mal", "time"),
        other => unit_name(other),
    }
}

/// The name of a unit, as it stands in a table.
pub fn unit_name(unit: Unit) -> Text {
    match unit {
        Unit::PersonNights => text!("Personennächte", "person-nights"),
        Unit::PersonDays => text!("Personentage", "person-days"),
        Unit::BedNights => text!("Bettnächte", "bed-nights"),
        Unit::Persons => text!("Personen", "persons"),
        Unit::Places => text!("Plätze", "places"),
        Unit::Households => text!("Haushalte", "households"),
        Unit::Share => text!("Anteil in %", "share in %"),
        Unit::Probability => text!("Wahrscheinlichkeit in %", "probability in %"),
        Unit::Date => text!("Datum", "date"),
        Unit::PerThousandResidents => text!(
            "Personen je 1.000\u{a0}Einwohner",
            "persons per 1,000\u{a0}residents"
        ),
        Unit::Index => text!("Index von 0 bis 1", "index from 0 to 1"),
        Unit::Moves => text!("Umzüge", "moves"),
        Unit::Eur => text!("Euro", "euros"),
        Unit::Days => text!("Tage", "days"),
        Unit::Times => text!("Mal", "times"),
    }
}

/// An amount of money for sentences, in millions from one million on: `12,3 Mio. €`.
pub fn money(value: f64, low: f64, high: f64) -> Text {
    if value.abs() < 1e6 {
        return with_unit(&carried(value, low, high, Unit::Eur), Unit::Eur);
    }
    let millions = step_of((high - low) / 2.0 / 1e6).map_or(0.01, |step| step.max(0.01));
    let Text { de, en } = in_steps(value / 1e6, millions);
    text!("{de}\u{a0}Mio.\u{a0}€", "€{en}\u{a0}million")
}

/// The ends of an interval with their unit: `11.500 bis 13.100 €`.
pub fn between(low: &Text, high: &Text) -> Text {
    let (a, b) = (&low.de, &high.de);
    let (c, d) = (&low.en, &high.en);
    text!("{a} bis {b}", "{c} to {d}")
}

/// A figure's value as it is printed everywhere: rounded to what its interval carries. What was
/// never seen is below the upper end of its interval, not zero.
pub fn value(figure: &Figure) -> Option<Text> {
    if figure.count == Some(0) && figure.unit == Unit::Probability {
        let Text { de, en } = shown(figure, figure.high)?;
        return Some(text!("unter {de}", "below {en}"));
    }
    shown(figure, figure.value)
}

/// A figure's interval, where it has one. A day that may never come has no later end.
pub fn interval(figure: &Figure) -> Option<Text> {
    ends(figure, figure.low, figure.high)
}

/// What the middle 90 % of the replications give, where their number carries it.
pub fn spread(figure: &Figure) -> Option<Text> {
    let (low, high) = figure.spread?;
    ends(figure, low, high)
}

fn ends(figure: &Figure, low: Quantity, high: Quantity) -> Option<Text> {
    if low == high && low.number().is_some() {
        return Some(all_alike());
    }
    if low == high && matches!(low, Quantity::Date(_)) {
        return Some(this_day_only());
    }
    let first = shown(figure, low)?;
    match (low, high) {
        (Quantity::Date(_), Quantity::None) => {
            let Text { de, en } = first;
            Some(text!("{de} oder später, auch nie", "{en} or later, or never"))
        }
        _ => Some(between(&first, &shown(figure, high)?)),
    }
}

fn shown(figure: &Figure, quantity: Quantity) -> Option<Text> {
    match quantity {
        Quantity::None => None,
        Quantity::Date(day) => Some(date(day)),
        Quantity::Number(number) if !number.is_finite() => None,
        Quantity::Number(number) => {
            let low = figure.low.number().unwrap_or(number);
            let high = figure.high.number().unwrap_or(number);
            Some(carried(number, low, high, figure.unit))
        }
    }
}

/// In how many replications something happens, as a natural frequency.
///
/// Between 5 and 95 %: of 10. Outside: of 1,000, or of as many as were played. Nothing is
/// ever "0 of 10": where none showed it, the bound is given that 95 % of such runs keep.
pub fn frequency(count: u32, replications: u32) -> Text {
    let part = f64::from(count) / f64::from(replications.max(1));
    match count {
        0 => never(replications),
        1 if replications == 1 => text!("in der einzigen Rechnung", "in the only course"),
        all if all >= replications => {
            let Text { de, en } = whole(u64::from(replications));
            text!("in allen {de}\u{a0}Rechnungen", "in all {en} courses")
        }
        _ if (0.05..=0.95).contains(&part) && replications >= 10 => {
            let tenths = libm::round(part * 10.0).clamp(1.0, 9.0) as u32;
            text!("in {tenths} von 10\u{a0}Rechnungen", "in {tenths} of 10 courses")
        }
        _ => rarely(count, replications),
    }
}

/// A probability as a natural frequency, with its interval where one in ten would hide it.
pub fn probability(figure: &Figure, replications: u32) -> Text {
    let count = super::verdict::seen(figure, replications);
    let Text { de, en } = frequency(count, replications);
    let ends = (figure.low.number(), figure.high.number());
    match ends {
        (Some(low), Some(high)) if count > 0 && count < replications && low < high => {
            let (low, high) = (per_mille_or_percent(low), per_mille_or_percent(high));
            let (a, b, c, d) = (low.de, high.de, low.en, high.en);
            text!(
                "{de} (95-%-Intervall {a} bis {b})",
                "{en} (95% interval {c} to {d})"
            )
        }
        _ => text!("{de}", "{en}"),
    }
}

/// A part of one in per cent, with one decimal where it is small.
fn per_mille_or_percent(part: f64) -> Text {
    let decimals = usize::from(!(0.05..=0.95).contains(&part));
    with_unit(&decimal(part * 100.0, decimals), Unit::Probability)
}

/// A part of one in per cent, exactly as it was set.
pub fn percent(part: f64) -> Text {
    with_unit(&trimmed(part * 100.0), Unit::Share)
}

/// A number that was set, with as many decimals as it needs, four at most.
pub fn trimmed(value: f64) -> Text {
    let decimals = (0..4)
        .find(|decimals| {
            let shifted = value * [1.0, 10.0, 100.0, 1000.0][*decimals];
            (shifted - libm::round(shifted)).abs() < 1e-6
        })
        .unwrap_or(4);
    decimal(value, decimals)
}

fn never(replications: u32) -> Text {
    let Text { de, en } = whole(u64::from(replications));
    if replications == 1 {
        return text!(
            "in der einzigen Rechnung nicht; eine allein sagt nichts über seltene Fälle",
            "not in the only course; one alone says nothing about rare cases"
        );
    }
    if replications < 30 {
        return text!(
            "in keiner von {de}\u{a0}Rechnungen; das sind zu wenige für eine Aussage über seltene Fälle",
            "in none of {en} courses; too few to say anything about rare cases"
        );
    }
    let bound = crate::findings::statistics::probability(0, replications).high;
    let most = whole(libm::ceil(bound * 1000.0) as u64);
    let (most_de, most_en) = (most.de, most.en);
    text!(
        "in 0 von {de}\u{a0}Rechnungen, höchstens {most_de} von 1.000",
        "in 0 of {en} courses, at most {most_en} of 1,000"
    )
}

fn rarely(count: u32, replications: u32) -> Text {
    if replications <= 1000 {
        let Text { de, en } = whole(u64::from(replications));
        return text!(
            "in {count} von {de}\u{a0}Rechnungen",
            "in {count} of {en} courses"
        );
    }
    let part = f64::from(count) / f64::from(replications) * 1000.0;
    if part < 1.0 {
        return text!(
            "in weniger als 1 von 1.000\u{a0}Rechnungen",
            "in fewer than 1 of 1,000 courses"
        );
    }
    let thousandths = (libm::round(part) as u32).min(999);
    text!(
        "in {thousandths} von 1.000\u{a0}Rechnungen",
        "in {thousandths} of 1,000 courses"
    )
}

/// Instead of an interval or spread: nothing varies.
fn this_day_only() -> Text {
    text!("nur dieser Tag", "this day only")
}

fn all_alike() -> Text {
    text!("alle Rechnungen gleich", "all courses alike")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_decimals_follow_the_language() {
        let number = decimal(12345.64, 1);
        assert_eq!((number.de.as_str(), number.en.as_str()), ("12.345,6", "12,345.6"));
        assert_eq!(decimal(-1234.0, 0).de, "−1.234");
        assert_eq!(decimal(-0.04, 1).de, "0,0");
        assert_eq!(decimal(999.0, 0).de, "999");
        assert_eq!(decimal(f64::NAN, 1).de, "–");
    }

    #[test]
    fn no_more_digits_are_shown_than_the_interval_carries() {
        assert_eq!(
            carried(12345.0, 11545.0, 13145.0, Unit::PersonNights).de,
            "12.300"
        );
        assert_eq!(
            carried(12345.0, 12344.0, 12346.0, Unit::PersonNights).de,
            "12.345"
        );
        assert_eq!(carried(12345.0, 2345.0, 22345.0, Unit::PersonNights).de, "10.000");
        assert_eq!(carried(0.123, 0.113, 0.133, Unit::Index).de, "0,12");
        assert_eq!(carried(0.7312, 0.70, 0.76, Unit::Probability).de, "73");
        assert_eq!(carried(42.0, 42.0, 42.0, Unit::Persons).de, "42");
    }

    #[test]
    fn one_of_anything_is_named_in_the_singular() {
        assert_eq!(with_unit(&Text::same("1"), Unit::Places).de, "1\u{a0}Platz");
        assert_eq!(with_unit(&Text::same("2"), Unit::Places).en, "2\u{a0}places");
    }

    #[test]
    fn money_is_shown_in_millions_where_it_is_that_much() {
        assert_eq!(
            money(12_345_678.0, 12_000_000.0, 12_700_000.0).de,
            "12,3\u{a0}Mio.\u{a0}€"
        );
        assert_eq!(money(12_345.0, 12_300.0, 12_390.0).de, "12.350\u{a0}€");
    }

    #[test]
    fn frequencies_are_of_ten_in_the_middle_and_of_a_thousand_at_the_ends() {
        assert_eq!(frequency(702, 1000).de, "in 7 von 10\u{a0}Rechnungen");
        assert_eq!(frequency(50, 1000).de, "in 1 von 10\u{a0}Rechnungen");
        assert_eq!(frequency(949, 1000).de, "in 9 von 10\u{a0}Rechnungen");
        assert_eq!(frequency(3, 1000).de, "in 3 von 1.000\u{a0}Rechnungen");
        assert_eq!(frequency(3, 200).de, "in 3 von 200\u{a0}Rechnungen");
        assert_eq!(frequency(32, 10_000).de, "in 3 von 1.000\u{a0}Rechnungen");
        assert_eq!(
            frequency(1, 10_000).de,
            "in weniger als 1 von 1.000\u{a0}Rechnungen"
        );
        assert_eq!(frequency(9_999, 10_000).de, "in 999 von 1.000\u{a0}Rechnungen");
        assert_eq!(frequency(1000, 1000).de, "in allen 1.000\u{a0}Rechnungen");
    }

    #[test]
    fn what_was_never_seen_is_bounded_and_never_zero_of_ten() {
        assert_eq!(
            frequency(0, 1000).de,
            "in 0 von 1.000\u{a0}Rechnungen, höchstens 3 von 1.000"
        );
        assert!(frequency(0, 10).de.contains("zu wenige"));
    }

    #[test]
    fn a_probability_that_was_never_seen_is_not_printed_as_zero() {
        let never = crate::report::example::risk(0, 1000, 0.0, 0.0037);
        assert_eq!(value(&never).map(|text| text.de), Some("unter 0,4".to_owned()));
    }

    #[test]
    fn dates_are_written_as_people_write_them() {
        let day: Date = "2025-02-04".parse().unwrap();
        assert_eq!(date(day).de, "04.02.2025");
        assert_eq!(date(day).en, "4 February 2025");
        assert_eq!(month(day).de, "Februar 2025");
    }
}
