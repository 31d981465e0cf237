//! Digits as people write them, grouped and with the mark of the language.

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
