//! Point or comma: what a written number can mean, and what a whole column tells about it.

use super::column::is_missing_mark;
use super::dates::period_in;
use super::{Column, Content};

/// The sign between the whole and the fraction of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalSign {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// What a text means under each convention; both `None` where it is no number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Readings {
    /// Read with a decimal point.
    pub point: Option<f64>,
    /// Read with a decimal comma.
    pub comma: Option<f64>,
}

impl Readings {
    /// The two readings of a text without blanks around it.
    pub fn of(text: &str) -> Self {
        if text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let whole = text.parse().ok();
            return Readings {
                point: whole,
                comma: whole,
            };
        }
        Readings {
            point: value_with(text, DecimalSign::Point),
            comma: value_with(text, DecimalSign::Comma),
        }
    }

    /// The reading under one convention.
    pub fn with(self, sign: DecimalSign) -> Option<f64> {
        match sign {
            DecimalSign::Point => self.point,
            DecimalSign::Comma => self.comma,
        }
    }

    /// Whether both conventions read it, and differently.
    pub fn differ(self) -> bool {
        self.point.is_some() && self.comma.is_some() && self.point != self.comma
    }
}

impl DecimalSign {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            DecimalSign::Point => DecimalSign::Comma,
            DecimalSign::Comma => DecimalSign::Point,
        }
    }

    /// The character.
    pub fn character(self) -> char {
        match self {
            DecimalSign::Point => '.',
            DecimalSign::Comma => ',',
        }
    }
}

/// `-1.234,5e3` under one convention.
fn value_with(text: &str, sign: DecimalSign) -> Option<f64> {
    let (minus, unsigned) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once(sign.character()) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if !fraction.is_none_or(is_digits) || !exponent.is_none_or(is_exponent) {
        return None;
    }
    let whole = match (whole.is_empty(), fraction) {
        (true, Some(_)) => "0".to_owned(),
        _ => without_groups(whole, sign.other().character())?,
    };
    if exponent.is_some() && whole.len() > 1 && !mantissa.starts_with(&whole) {
        return None;
    }
    let (fraction, exponent) = (fraction.unwrap_or("0"), exponent.unwrap_or("0"));
    format!("{minus}{whole}.{fraction}e{exponent}").parse().ok()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_exponent(text: &str) -> bool {
    is_digits(text.strip_prefix(['-', '+']).unwrap_or(text))
}

/// Digits without the signs between groups of three; `None` if the groups are wrong.
fn without_groups(whole: &str, grouping: char) -> Option<String> {
    if is_digits(whole) {
        return Some(whole.to_owned());
    }
    let sign = whole.chars().find(|c| !c.is_ascii_digit())?;
    let blanks_and_ticks = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];
    if sign != grouping && !blanks_and_ticks.contains(&sign) {
        return None;
    }
    let mut groups = whole.split(sign);
    let first = groups.next()?;
    let leads = is_digits(first) && first.len() <= 3 && !first.starts_with('0');
    let follow = groups.all(|group| group.len() == 3 && is_digits(group));
    (leads && follow).then(|| whole.replace(sign, ""))
}

/// What the cells of a column say about the convention.
#[derive(Clone, Debug, Default)]
struct Evidence {
    point: usize,
    comma: usize,
    first: Option<DecimalSign>,
    undecided_point: usize,
    undecided_comma: usize,
    undecided_round: usize,
    bare_small: usize,
    bare_large: usize,
    words: usize,
}

impl Evidence {
    fn of(column: &Column<'_>) -> Self {
        let mut found = Evidence::default();
        for cell in column.cells() {
            if let Content::Text(text) = cell.content() {
                found.weigh(text);
            }
        }
        found
    }

    fn weigh(&mut self, text: &str) {
        let readings = Readings::of(text);
        match (readings.point, readings.comma) {
            (Some(_), None) => {
                self.point += 1;
                self.first.get_or_insert(DecimalSign::Point);
            }
            (None, Some(_)) => {
                self.comma += 1;
                self.first.get_or_insert(DecimalSign::Comma);
            }
            (Some(point), Some(comma)) if point == comma => self.weigh_bare(text, point),
            (Some(_), Some(_)) => self.weigh_undecided(text),
            (None, None) if is_missing_mark(text) => {}
            (None, None) => self.words += 1,
        }
    }

    fn weigh_bare(&mut self, text: &str, value: f64) {
        if value.abs() < 1000.0 {
            self.bare_small += 1;
        } else if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            self.bare_large += 1;
        }
    }

    fn weigh_undecided(&mut self, text: &str) {
        if text.contains('.') {
            self.undecided_point += 1;
        } else {
            self.undecided_comma += 1;
        }
        self.undecided_round += usize::from(text.ends_with('0'));
    }

    /// What cells with one reading only decide.
    fn certain(&self) -> Option<DecimalSign> {
        match self.point.cmp(&self.comma) {
            std::cmp::Ordering::Greater => Some(DecimalSign::Point),
            std::cmp::Ordering::Less => Some(DecimalSign::Comma),
            std::cmp::Ordering::Equal => self.first,
        }
    }

    /// Whether nothing depends on the convention.
    fn is_indifferent(&self) -> bool {
        self.undecided_point + self.undecided_comma == 0
    }

    /// Ten or more times `1.234` or `12.340`, below a thousand no sign at all, above always
    /// one: nobody writes decimals like that. A writer of fixed decimals would not write
    /// `85`, one who drops zeros would not write `18,420`.
    fn thousands_pattern(&self) -> Option<DecimalSign> {
        let regular =
            self.undecided_round > 0 && self.bare_small > 0 && self.bare_large == 0 && self.words == 0;
        match (self.undecided_point, self.undecided_comma) {
            (10.., 0) if regular => Some(DecimalSign::Comma),
            (0, 10..) if regular => Some(DecimalSign::Point),
            _ => None,
        }
    }
}

impl Column<'_> {
    /// The decimal sign of this column: from its own cells, else from the other columns of
    /// numbers. `None` where cells depend on it and nothing decides.
    pub fn decimal_sign(&self) -> Option<DecimalSign> {
        let own = Evidence::of(self);
        if let Some(sign) = own.certain() {
            return Some(sign);
        }
        if own.is_indifferent() {
            return Some(DecimalSign::Point);
        }
        own.thousands_pattern().or_else(|| self.sign_elsewhere())
    }

    /// The convention of the file's other numbers, if they agree. Coordinates do not count:
    /// they are pasted from maps with a point, whatever the table around them does. Nor do
    /// months such as `05.2024`.
    fn sign_elsewhere(&self) -> Option<DecimalSign> {
        let mut point = 0;
        let mut comma = 0;
        let others = self.table.columns();
        for column in others.filter(|column| !is_coordinate(column.name()) && !column.is_a_calendar()) {
            let found = Evidence::of(&column);
            if found.words == 0 {
                point += found.point;
                comma += found.comma;
            }
        }
        match (point, comma) {
            (1.., 0) => Some(DecimalSign::Point),
            (0, 1..) => Some(DecimalSign::Comma),
            _ => None,
        }
    }

    fn is_a_calendar(&self) -> bool {
        self.cells()
            .all(|cell| cell.content().is_empty() || period_in(cell.content()).is_ok())
    }
}

fn is_coordinate(name: &str) -> bool {
    const COORDINATES: [&str; 12] = [
        "lat",
        "lon",
        "lng",
        "latitude",
        "longitude",
        "breite",
        "länge",
        "breitengrad",
        "längengrad",
        "x",
        "y",
        "coordinates",
    ];
    COORDINATES.contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<f64>, Option<f64>) {
        let readings = Readings::of(text);
        (readings.point, readings.comma)
    }

    #[test]
    fn a_number_has_the_readings_that_its_signs_allow() {
        assert_eq!(read("123"), (Some(123.0), Some(123.0)));
        assert_eq!(read("1.234"), (Some(1.234), Some(1234.0)));
        assert_eq!(read("1,234"), (Some(1234.0), Some(1.234)));
        assert_eq!(read("1.234,5"), (None, Some(1234.5)));
        assert_eq!(read("1,234.5"), (Some(1234.5), None));
        assert_eq!(read("1.234.567"), (None, Some(1_234_567.0)));
        assert_eq!(read("0.123"), (Some(0.123), None));
        assert_eq!(read("1234.567"), (Some(1234.567), None));
        assert_eq!(read("12,5"), (None, Some(12.5)));
        assert_eq!(read("−12,5"), (None, Some(-12.5)));
        assert_eq!(read("1 234"), (Some(1234.0), Some(1234.0)));
        assert_eq!(read("1\u{a0}234,5"), (None, Some(1234.5)));
        assert_eq!(read("1'234'567.5"), (Some(1_234_567.5), None));
        assert_eq!(read("1e-3"), (Some(0.001), Some(0.001)));
        assert_eq!(read("+7"), (Some(7.0), Some(7.0)));
        assert_eq!(read(",5"), (None, Some(0.5)));
    }

    #[test]
    fn what_is_no_number_has_no_reading() {
        for text in [
            "",
            "-",
            ".",
            ",",
            "nan",
            "inf",
            "1,23,4",
            "12 34",
            "31.12.2024",
            "1.2.3",
            "5-",
            "0x10",
            "1e",
            "e5",
            "12 %",
            "½",
            "1.234 567",
            "٣",
        ] {
            assert_eq!(read(text), (None, None), "{text}");
        }
    }
}
