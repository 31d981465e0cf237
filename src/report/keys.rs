//! Keys and values of a scenario as people read them: what is meant, and with its unit.

use super::block::stranger;
use super::{json, number};
use crate::calendar::Date;
use crate::findings::Unit;
use crate::input::{docs, tree};
use crate::text;
use crate::text::Text;
use serde_json::Value;

/// Most items of a list that are told.
const MOST_ITEMS: usize = 8;
/// Longest meaning that is told, in characters.
const LONGEST_MEANING: usize = 90;

/// What a key means, in a few words, and of what: `Personen je Monat (Asylsuchende)`.
/// A key that the format does not know stands as it is.
pub fn meaning(key: &str, resolved: &Value) -> Text {
    let parts = tree::segments(&plain(key));
    let path: Vec<&str> = parts.iter().map(String::as_str).collect();
    let Some(Text { de, en }) = docs::meaning(&path) else {
        return stranger(key);
    };
    let (de, en) = (first_words(&de), first_words(&en));
    match owner(&path, resolved) {
        None => text!("{de}", "{en}"),
        Some(owner) => {
            let owner = stranger(&owner).de;
            text!("{de} ({owner})", "{en} ({owner})")
        }
    }
}

/// The display name of what a key belongs to, or the key where nothing has a name.
pub fn name(key: &str, resolved: &Value) -> Text {
    let parts = tree::segments(key);
    let path: Vec<&str> = parts.iter().map(String::as_str).collect();
    owner(&path, resolved).map_or_else(|| stranger(key), |name| stranger(&name))
}

/// A key whose lists are counted in brackets from 0 as one whose lists are counted from 1.
fn plain(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    let mut rest = key;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((index, behind)) = after.split_once(']') else {
            break;
        };
        let Ok(index) = index.parse::<usize>() else {
            break;
        };
        out.push_str(&format!("{before}.{}", index.saturating_add(1)));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The first statement of a meaning, without what follows in brackets or after a semicolon.
fn first_words(meaning: &str) -> String {
    let end = [" (", ";", ". ", ": "]
        .iter()
        .filter_map(|mark| meaning.find(mark))
        .min()
        .unwrap_or(meaning.len());
    let words = meaning[..end].trim_end_matches('.');
    let mut shown: String = words.chars().take(LONGEST_MEANING).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    shown
}

/// The display name of the district, kind, site, track or group that a key belongs to.
fn owner(path: &[&str], resolved: &Value) -> Option<String> {
    let [table, id, ..] = path else { return None };
    let entry = resolved.get(table)?.get(id)?;
    let name = entry.get("name").and_then(Value::as_str);
    Some(name.unwrap_or(id).to_owned())
}

/// A value with its unit, as people write it: `13 Personen im Monat`, `20 %`, `01.09.2025`.
pub fn value(key: &str, value: &Value) -> Text {
    match value {
        Value::Null => super::catalogue::nothing(),
        Value::Bool(true) => text!("ja", "yes"),
        Value::Bool(false) => text!("nein", "no"),
        Value::String(words) => match words.parse::<Date>() {
            Ok(date) if words.len() == 10 => number::date(date),
            _ => stranger(words),
        },
        Value::Array(items) => list(key, items),
        Value::Number(amount) => match amount.as_f64() {
            Some(amount) => with_unit(key, amount),
            None => stranger(&json::written(value)),
        },
        Value::Object(_) => stranger(&json::written(value)),
    }
}

fn list(key: &str, items: &[Value]) -> Text {
    let shown: Vec<Text> = items
        .iter()
        .take(MOST_ITEMS)
        .map(|item| value(key, item))
        .collect();
    let joined = |pick: fn(&Text) -> &str| shown.iter().map(pick).collect::<Vec<&str>>().join("; ");
    let (de, en) = (joined(|text| &text.de), joined(|text| &text.en));
    let more = items.len().saturating_sub(MOST_ITEMS);
    match more {
        0 => text!("{de}", "{en}"),
        more => text!("{de}; … ({more} weitere)", "{en}; … ({more} more)"),
    }
}

/// The unit stands at the end of the key.
fn with_unit(key: &str, amount: f64) -> Text {
    let plain = plain(key);
    let last = plain.rsplit('.').next().unwrap_or_default();
    let is_rate_of_leaving = last == "per_month" && plain.contains("exit-rate");
    let is_part =
        last.contains("share") || last.contains("probability") || last == "cv" || is_rate_of_leaving;
    if is_part || plain.contains("household_sizes.") || plain.contains(".needs.") {
        return number::percent(amount);
    }
    let shown = number::trimmed(amount);
    let Text { de, en } = &shown;
    match last {
        "persons_per_month" => text!("{de}\u{a0}Personen im Monat", "{en}\u{a0}persons a month"),
        "per_day" => text!("{de}\u{a0}Haushalte am Tag", "{en}\u{a0}households a day"),
        "per_month" => text!("{de}\u{a0}im Monat", "{en}\u{a0}a month"),
        "persons" | "total_persons" | "occupied" | "residents" | "profile" => {
            number::with_unit(&shown, Unit::Persons)
        }
        "places" | "beds" => number::with_unit(&shown, Unit::Places),
        last if last.ends_with("_eur") => number::with_unit(&shown, Unit::Eur),
        last if last.ends_with("days") => number::with_unit(&shown, Unit::Days),
        last if last.ends_with("_m2") => text!("{de}\u{a0}m²", "{en}\u{a0}m²"),
        last if last.ends_with("_km2") => text!("{de}\u{a0}km²", "{en}\u{a0}km²"),
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn german(key: &str, of: Value) -> String {
        value(key, &of).de
    }

    #[test]
    fn values_carry_their_unit_and_are_written_as_people_write_them() {
        assert_eq!(
            german("groups.a.arrivals.poisson.persons_per_month", json!(13.0)),
            "13\u{a0}Personen im Monat"
        );
        assert_eq!(german("kinds.a.usable_share", json!(0.95)), "95\u{a0}%");
        assert_eq!(
            german("kinds.a.delay.exponential.mean_days", json!(60.0)),
            "60\u{a0}Tage"
        );
        assert_eq!(
            german("kinds.a.cost.per_place_month_eur", json!(26_700)),
            "26.700\u{a0}€"
        );
        assert_eq!(german("sites.a.from", json!("2027-02-01")), "01.02.2027");
        assert_eq!(
            german("groups.a.stay.exit-rate.per_month", json!(0.03)),
            "3\u{a0}%"
        );
        assert_eq!(
            german("market.flats[0].per_month", json!(1.5)),
            "1,5\u{a0}im Monat"
        );
        assert_eq!(german("tracks.a.market", json!(true)), "ja");
        assert_eq!(german("x.dispersion", json!([1, 2.5])), "1; 2,5");
        assert!(german("x.dispersion", json!(vec![7; 10])).ends_with("; … (2 weitere)"));
    }

    #[test]
    fn keys_are_told_by_their_meaning_and_by_whom_they_concern() {
        let resolved = json!({"groups": {"asyl": {"name": "Asylsuchende"}}});
        let words = meaning("groups.asyl.arrivals.poisson.persons_per_month", &resolved);
        assert_eq!(words.de, "Personen je Monat (Asylsuchende)");
        assert_eq!(meaning("no.such<key>", &resolved).de, "no.such<key>");
        assert_eq!(
            meaning("market.flats[0].per_month", &resolved).de,
            meaning("market.flats.1.per_month", &resolved).de
        );
    }
}
