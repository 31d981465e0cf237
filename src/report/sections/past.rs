//! Past errors: what was expected for this town and what came, as the scenario records it.

use crate::calendar::Date;
use crate::report::block::{Align, Block, Cell, Table, stranger};
use crate::report::catalogue::uncertainty::{self as words, Off};
use crate::report::number;
use crate::text::Text;
use serde_json::Value;

/// An expectation of the past and what came.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    what: Text,
    unit: Option<Text>,
    expected: f64,
    range: Option<(f64, f64)>,
    expected_on: Date,
    came: f64,
    came_at_least: bool,
    came_on: Date,
    source: Text,
}

/// What is recorded, as a table with what it says; or that nothing is.
pub fn blocks(resolved: &Value) -> Vec<Block> {
    let all = recorded(resolved);
    if all.is_empty() {
        return vec![Block::Paragraph(words::past())];
    }
    let mut said = vec![words::past_lead(all.len())];
    said.extend(largest_miss(&all));
    said.extend(in_range(&all));
    vec![Block::List(said), Block::Table(table(&all))]
}

/// All that the scenario records, in order of the file.
pub fn recorded(resolved: &Value) -> Vec<Past> {
    let entries = resolved["past"].as_object().into_iter().flatten();
    entries.filter_map(|(_, entry)| read(entry)).collect()
}

fn read(entry: &Value) -> Option<Past> {
    let date = |key: &str| entry[key].as_str()?.parse::<Date>().ok();
    let number = |key: &str| entry[key].as_f64();
    Some(Past {
        what: stranger(entry["what"].as_str()?),
        unit: entry["unit"].as_str().map(stranger),
        expected: number("expected")?,
        range: number("expected_low").zip(number("expected_high")),
        expected_on: date("expected_on")?,
        came: number("came")?,
        came_at_least: entry["came_at_least"] == true,
        came_on: date("came_on")?,
        source: stranger(entry["source"].as_str()?),
    })
}

impl Past {
    /// The error as a part of what was expected; `None` where nothing was.
    fn error(&self) -> Option<f64> {
        (self.expected > 0.0).then(|| self.came / self.expected - 1.0)
    }

    /// Whether what came lies in the range that was named; where more may have come, only above
    /// it is certain.
    fn is_in_range(&self) -> Option<bool> {
        let (low, high) = self.range?;
        match self.came_at_least {
            true if self.came <= high => None,
            _ => Some((low..=high).contains(&self.came)),
        }
    }

    /// The error in words.
    fn words(&self) -> Text {
        match self.error() {
            None => words::came_unexpected(),
            Some(0.0) if !self.came_at_least => words::as_expected(),
            Some(error) => {
                let shown = number::percent(libm::round(error.abs() * 100.0) / 100.0);
                let off = match (error >= 0.0, self.came_at_least) {
                    (true, false) => Off::More,
                    (false, false) => Off::Less,
                    (true, true) => Off::AtLeastMore,
                    (false, true) => Off::AtMostLess,
                };
                words::off_by(&shown, off)
            }
        }
    }

    fn amount(&self, value: f64) -> Text {
        let unit = self.unit.clone().unwrap_or_else(words::people);
        words::of_unit(&number::trimmed(value), &unit)
    }
}

/// The expectation that was furthest off: how many times too high or too low.
fn largest_miss(all: &[Past]) -> Option<Text> {
    // Twice as many and half as many are equally far off; none at all is furthest.
    let miss = |past: &Past| past.error().map(|error| libm::log((error + 1.0).max(1e-9)).abs());
    let known = all.iter().filter_map(|past| Some((past, miss(past)?)));
    let (past, size) = known.reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    (size > 0.0).then(|| words::largest_miss(&past.what, &past.words()))
}

fn in_range(all: &[Past]) -> Option<Text> {
    let told: Vec<bool> = all.iter().filter_map(Past::is_in_range).collect();
    let inside = told.iter().filter(|inside| **inside).count();
    (!told.is_empty()).then(|| words::in_named_range(inside, told.len()))
}

fn table(all: &[Past]) -> Table {
    let [what, expected, came, off, source] = words::past_columns();
    let mut table = Table::new(
        words::past_caption(),
        vec![
            (what, Align::Words),
            (expected, Align::Numbers),
            (came, Align::Numbers),
            (off, Align::Words),
            (source, Align::Words),
        ],
    );
    for past in all {
        let mut when_expected = vec![words::on_day(&number::date(past.expected_on))];
        when_expected.extend(past.range.map(|(low, high)| {
            words::range(&number::between(&number::trimmed(low), &number::trimmed(high)))
        }));
        let came = past.amount(past.came);
        let came = if past.came_at_least {
            words::at_least(&came)
        } else {
            came
        };
        table.row(vec![
            Cell::Words(past.what.clone()),
            Cell::WithDetails(past.amount(past.expected), when_expected),
            Cell::WithDetail(came, words::on_day(&number::date(past.came_on))),
            Cell::Words(past.words()),
            Cell::Words(past.source.clone()),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn resolved() -> Value {
        json!({ "past": {
            "a": { "what": "Zugewiesene 2015", "expected": 400, "expected_on": "2014-12-31",
                   "came": 900, "came_at_least": true, "came_on": "2015-06-30", "source": "Vorlage" },
            "b": { "what": "Zugewiesene 2016", "expected": 350, "expected_low": 300, "expected_high": 400,
                   "expected_on": "2015-11-30", "came": 70, "came_on": "2016-11-30", "source": "Presse" },
        }})
    }

    #[test]
    fn an_error_is_told_as_a_part_of_what_was_expected() {
        let all = recorded(&resolved());
        assert_eq!(all[0].words().de, "mindestens 125\u{a0}% mehr als erwartet");
        assert_eq!(all[1].words().de, "80\u{a0}% weniger als erwartet");
        assert_eq!(all[1].words().en, "80% less than expected");
    }

    #[test]
    fn the_largest_miss_is_the_largest_factor_and_ranges_are_counted() {
        // 900 of 400 is 2.25 times; 70 of 350 is one fifth, which is further off.
        let all = recorded(&resolved());
        assert!(largest_miss(&all).unwrap().de.contains("Zugewiesene 2016"));
        assert_eq!(in_range(&all).unwrap(), words::in_named_range(0, 1));
        assert_eq!(in_range(&all[..1]), None);
    }

    #[test]
    fn where_more_may_have_come_a_range_is_missed_only_above_it() {
        let mut past = recorded(&resolved()).remove(0);
        past.range = Some((300.0, 950.0));
        assert_eq!(past.is_in_range(), None);
        past.range = Some((300.0, 800.0));
        assert_eq!(past.is_in_range(), Some(false));
    }

    #[test]
    fn where_nothing_is_recorded_the_page_says_so() {
        let said = format!("{:?}", blocks(&json!({})));
        assert!(said.contains("nicht festgehalten"));
    }
}
