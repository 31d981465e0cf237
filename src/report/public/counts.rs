//! Counts of real people that may not be told: those under five, and so many more that they
//! cannot be worked out from a total.

use crate::findings::{Estimate, Figure, Quantity, Unit};
use crate::input::tree::dotted;
use serde_json::Value;
use std::collections::BTreeSet;

/// Counts of people from this number on may be told.
const SMALLEST_TOLD: u64 = 5;

/// Units, in lower case, that certainly count no people. Small values in any other are withheld.
const OF_THINGS: [&str; 26] = [
    "%",
    "prozent",
    "percent",
    "€",
    "eur",
    "euro",
    "euros",
    "tag",
    "tage",
    "days",
    "woche",
    "wochen",
    "weeks",
    "monat",
    "monate",
    "months",
    "jahr",
    "jahre",
    "years",
    "stunden",
    "hours",
    "objekte",
    "objects",
    "wohnungen",
    "flats",
    "m²",
];

/// The key of the people in a site on the first day.
pub fn occupied(site: &str) -> String {
    dotted(&["sites".to_owned(), site.to_owned(), "occupied".to_owned()])
}

/// Keys of the counts of real people to be withheld: those under five, and the next smallest
/// until at least two are withheld that are at least five together; else their total.
pub fn small_counts(resolved: &Value) -> BTreeSet<String> {
    let start = |key: &str| resolved["at_start"][key].as_u64().unwrap_or(0);
    let mut cells: Vec<(Option<String>, u64)> = resolved["sites"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(id, site)| Some((Some(occupied(id)), site["occupied"].as_u64()?)))
        .collect();
    let known: u64 = cells.iter().map(|(_, persons)| persons).sum();
    cells.push((None, start("persons_housed").saturating_sub(known)));
    cells.retain(|(_, persons)| *persons > 0);
    cells.sort_by_key(|(_, persons)| *persons);
    let small = |persons: u64| persons > 0 && persons < SMALLEST_TOLD;
    let mut keys = BTreeSet::new();
    let (mut count, mut sum) = (0, 0);
    for (key, persons) in &cells {
        let enough = count == 0 || (count >= 2 && sum >= SMALLEST_TOLD);
        if !small(*persons) && enough {
            break;
        }
        keys.extend(key.clone());
        (count, sum) = (count + 1, sum + persons);
    }
    if count > 0 && (count < 2 || sum < SMALLEST_TOLD) || small(start("households_housed")) {
        keys.extend(["persons_housed", "households_housed"].map(|key| format!("at_start.{key}")));
    }
    if small(start("persons_waiting")) || small(start("households_waiting")) {
        keys.extend(["persons_waiting", "households_waiting"].map(|key| format!("at_start.{key}")));
    }
    keys.extend(values_of_few(resolved));
    keys
}

/// The key of what was counted for an indicator.
pub fn counted(indicator: &str) -> String {
    dotted(&["indicators".to_owned(), indicator.to_owned(), "actual".to_owned()])
}

/// Keys of the values of indicators that may count people and ever have a value under five. All
/// their values are withheld, since the course would tell the one that is missing.
fn values_of_few(resolved: &Value) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (id, indicator) in resolved["indicators"].as_object().into_iter().flatten() {
        let unit = indicator["unit"].as_str().unwrap_or_default();
        if OF_THINGS.contains(&unit.trim().to_lowercase().as_str()) {
            continue;
        }
        let actual = indicator["actual"].as_array().into_iter().flatten();
        let mut values = actual
            .map(|counted| &counted["value"])
            .chain([&indicator["baseline"]])
            .filter_map(Value::as_f64);
        if values.any(is_small) {
            let baseline = ["indicators", id, "baseline"].map(str::to_owned);
            keys.extend([counted(id), dotted(&baseline)]);
        }
    }
    keys
}

fn is_small(value: f64) -> bool {
    value > 0.0 && value < SMALLEST_TOLD as f64
}

/// Whether a daily series counts people, not places.
pub fn is_of_people(series: &str) -> bool {
    series != "places" && series != "free_usable_places"
}

/// Withholds an estimate under five that is the same in all replications.
pub fn mask(estimate: &mut Estimate) {
    if is_small(estimate.value) && estimate.low == estimate.high {
        *estimate = Estimate {
            value: f64::NAN,
            low: f64::NAN,
            high: f64::NAN,
        };
    }
}

/// The same for a day of a series.
pub fn mask_day(mean: &mut f64, quantiles: &mut [f64; 5]) {
    if is_small(quantiles[0]) && quantiles[0] == quantiles[4] {
        *mean = f64::NAN;
        *quantiles = [f64::NAN; 5];
    }
}

/// The same for a figure that counts people.
pub fn mask_figure(figure: &mut Figure) {
    let people = matches!(figure.unit, Unit::Persons | Unit::Households);
    if people && figure.value.number().is_some_and(is_small) && figure.low == figure.high {
        (figure.value, figure.low, figure.high) = (Quantity::None, Quantity::None, Quantity::None);
        figure.spread = None;
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use serde_json::{Map, json};

    /// A town with so many people in each site, in all and waiting.
    pub fn scenario(occupied_by_site: &[(&str, u64)], housed: u64, waiting: u64) -> Value {
        let sites: Map<String, Value> = occupied_by_site
            .iter()
            .map(|(id, persons)| {
                let site = json!({ "kind": "flat", "occupied": persons, "occupied_by": { "a": 1.0 } });
                ((*id).to_owned(), site)
            })
            .collect();
        json!({
            "kinds": { "flat": { "name": "Wohnung" } },
            "sites": sites,
            "tables": { "register": "wer.xlsx#Blatt", "waiting": "liste.csv" },
            "at_start": {
                "persons_housed": housed, "households_housed": housed,
                "persons_waiting": waiting, "households_waiting": waiting,
            },
        })
    }

    #[test]
    fn small_values_are_withheld_unless_their_unit_counts_no_people() {
        let of = |unit: &str, values: [f64; 2]| {
            let actual = values.map(|value| json!({ "date": "2026-01-01", "value": value }));
            withheld(&json!({ "indicators": { "a": { "unit": unit, "baseline": 9.0, "actual": actual } } }))
        };
        let both = ["indicators.a.actual", "indicators.a.baseline"];
        assert_eq!(of("Vermittlungen", [12.0, 4.0]), both);
        assert!(of("Vermittlungen", [12.0, 5.0]).is_empty());
        assert!(of("Vermittlungen", [12.0, 0.0]).is_empty());
        assert!(of("Wochen", [4.0, 3.0]).is_empty());
        assert!(of(" % ", [4.0, 3.0]).is_empty());
    }

    fn withheld(resolved: &Value) -> Vec<String> {
        small_counts(resolved).into_iter().collect()
    }

    #[test]
    fn a_single_small_count_takes_the_next_smallest_with_it() {
        let town = scenario(&[("a", 3), ("b", 40), ("c", 12)], 55, 9);
        assert_eq!(withheld(&town), ["sites.a.occupied", "sites.c.occupied"]);
    }

    #[test]
    fn two_small_counts_whose_sum_would_tell_take_a_third() {
        let town = scenario(&[("a", 1), ("b", 1), ("c", 12), ("d", 20)], 34, 0);
        assert_eq!(
            withheld(&town),
            ["sites.a.occupied", "sites.b.occupied", "sites.c.occupied"]
        );
        let town = scenario(&[("a", 3), ("b", 4), ("c", 12)], 19, 0);
        assert_eq!(withheld(&town), ["sites.a.occupied", "sites.b.occupied"]);
    }

    #[test]
    fn a_register_that_could_be_worked_out_as_the_rest_is_a_count_too() {
        // 52 people in all, 50 of them told by site: two stand in the register.
        let town = scenario(&[("a", 20), ("b", 30)], 52, 0);
        assert_eq!(withheld(&town), ["sites.a.occupied"]);
    }

    #[test]
    fn where_nothing_else_can_hide_it_the_total_goes() {
        let town = scenario(&[("a", 3)], 3, 2);
        assert_eq!(
            withheld(&town),
            [
                "at_start.households_housed",
                "at_start.households_waiting",
                "at_start.persons_housed",
                "at_start.persons_waiting",
                "sites.a.occupied"
            ]
        );
    }

    #[test]
    fn nothing_is_withheld_where_nothing_is_small() {
        assert!(withheld(&scenario(&[("a", 5), ("b", 0)], 30, 0)).is_empty());
    }

    #[test]
    fn a_small_number_that_is_certain_is_no_simulation() {
        let mut certain = Estimate {
            value: 3.0,
            low: 3.0,
            high: 3.0,
        };
        mask(&mut certain);
        assert!(certain.value.is_nan());
        let mut open = Estimate {
            value: 3.0,
            low: 2.0,
            high: 4.0,
        };
        mask(&mut open);
        assert_eq!(open.value, 3.0);
        let (mut mean, mut quantiles) = (2.0, [2.0; 5]);
        mask_day(&mut mean, &mut quantiles);
        assert!(mean.is_nan());
    }
}
