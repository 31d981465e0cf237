//! The places of a site: beds that everybody shares, or units; and what of them is out of use.

use super::context::Context;
use super::needs;
use crate::calendar::Day;
use crate::input::file::{KindFile, OutOfUseFile, SiteFile, UnitsFile};
use crate::site::{LostPlaces, OutOfUse, Stock, UnitClass};
use crate::text;

/// Part of the places that can really be used where nobody knows the rooms.
pub const USABLE_SHARE: f64 = 0.85;

/// More places than any site has.
const MOST_PLACES: u64 = 1_000_000;

/// The places of a site.
pub fn resolve(cx: &mut Context, id: &str, site: &SiteFile, kind: &KindFile, all_needs: &[String]) -> Stock {
    let at = ["sites", id];
    match (site.places, site.units.is_empty()) {
        (Some(nominal), true) => Stock::Beds {
            nominal,
            usable: usable(nominal, usable_share(site, kind)),
        },
        (None, false) => {
            if kind.shared_beds {
                shared_beds_have_no_units(cx, id, site);
            }
            if !site.offers.is_empty() {
                offered_by_units(cx, id);
            }
            Stock::Units(unit_classes(cx, id, site, all_needs))
        }
        (Some(_), false) => {
            cx.complain(
                &[at[0], at[1], "places"],
                text!(
                    "Entweder „places“ oder „units“: beides zusammen widerspricht sich leicht.",
                    "Either `places` or `units`: the two together contradict each other easily."
                ),
            );
            Stock::Beds {
                nominal: 0,
                usable: 0,
            }
        }
        (None, true) => {
            if !cx.is_faulty(&["sites", id, "units"]) && !cx.is_faulty(&["sites", id, "places"]) {
                cx.complain(
                    &at,
                    text!(
                        "Die Unterkunft braucht „places“ oder „units“; null Plätze schreibt man places = 0.",
                        "The site needs `places` or `units`; write places = 0 for none."
                    ),
                );
            }
            Stock::Beds {
                nominal: 0,
                usable: 0,
            }
        }
    }
}

fn shared_beds_have_no_units(cx: &mut Context, id: &str, site: &SiteFile) {
    let kind = &site.kind;
    cx.complain(&["sites", id, "units"], text!(
        "Die Art „{kind}“ zählt Betten, die sich alle teilen („shared_beds“); solche Unterkünfte haben keine Wohneinheiten.",
        "The kind `{kind}` counts beds that everybody shares (`shared_beds`); such sites have no units."
    ));
}

fn offered_by_units(cx: &mut Context, id: &str) {
    let message = text!(
        "Wo die Wohneinheiten bekannt sind, steht „offers“ bei ihnen, nicht bei der Unterkunft.",
        "Where the units are known, `offers` stands with them, not with the site."
    );
    cx.complain(&["sites", id, "offers"], message);
}

/// Part of the places that can be used: the site's, else the kind's, else what is usual.
pub fn usable_share(site: &SiteFile, kind: &KindFile) -> f64 {
    site.usable_share.or(kind.usable_share).unwrap_or(USABLE_SHARE)
}

/// Nominal places times the share, rounded down; what is whole up to rounding stays whole.
pub fn usable(nominal: u32, share: f64) -> u32 {
    libm::floor(f64::from(nominal) * share + 1e-9) as u32
}

fn unit_classes(cx: &mut Context, id: &str, site: &SiteFile, all_needs: &[String]) -> Vec<UnitClass> {
    let places: u64 = site
        .units
        .iter()
        .map(|unit| u64::from(unit.count) * u64::from(unit.beds))
        .sum();
    if places > MOST_PLACES {
        let path = ["sites", id, "units"];
        cx.complain(
            &path,
            text!(
                "{places} Plätze an einem Ort sind mehr, als gerechnet werden kann (1 000 000).",
                "{places} places at one site are more than can be reckoned with (1,000,000)."
            ),
        );
        return Vec::new();
    }
    for (index, unit) in site.units.iter().enumerate() {
        if unit.reserved && unit.offers.is_empty() {
            let number = (index + 1).to_string();
            cx.complain(
                &["sites", id, "units", &number, "reserved"],
                text!(
                    "Freigehalten wird für einen Bedarf; dazu muss „offers“ sagen, für welchen.",
                    "Units are reserved for a need; `offers` must say for which."
                ),
            );
        }
    }
    site.units
        .iter()
        .map(|unit| unit_class(unit, all_needs))
        .collect()
}

fn unit_class(unit: &UnitsFile, all_needs: &[String]) -> UnitClass {
    UnitClass {
        count: unit.count,
        beds: unit.beds,
        area_m2: unit.area_m2,
        offers: needs::set(all_needs, unit.offers.iter().map(String::as_str)),
        reserved: unit.reserved,
    }
}

/// What is out of use when; entries that end before the start are left out.
pub fn out_of_use(cx: &mut Context, id: &str, site: &SiteFile, stock: &Stock) -> Vec<OutOfUse> {
    let mut all = Vec::new();
    for (index, entry) in site.out_of_use.iter().enumerate() {
        let number = (index + 1).to_string();
        let path = ["sites", id, "out_of_use", number.as_str()];
        let lost = lost_places(cx, &path, entry, stock);
        if let Some((from, until)) = period(cx, &path, entry) {
            all.extend(lost.into_iter().map(|places| OutOfUse { from, until, places }));
        }
    }
    all
}

/// First and last night from the start on; nothing, where all of it is over.
fn period(cx: &mut Context, path: &[&str], entry: &OutOfUseFile) -> Option<(Day, Option<Day>)> {
    if let Some(until) = entry.until.filter(|until| *until < entry.from) {
        let from = entry.from;
        cx.complain(
            &[path, &["until"]].concat(),
            text!(
                "Der letzte Tag ({until}) liegt vor dem ersten ({from}).",
                "The last day ({until}) comes before the first ({from})."
            ),
        );
    }
    let from = Day::try_from(cx.calendar.day(entry.from).max(0)).ok()?;
    match entry.until {
        None => Some((from, None)),
        Some(until) => Some((from, Some(Day::try_from(cx.calendar.day(until)).ok()?))),
    }
}

fn lost_places(cx: &mut Context, path: &[&str], entry: &OutOfUseFile, stock: &Stock) -> Vec<LostPlaces> {
    match (stock, entry.places, entry.units, entry.beds) {
        (Stock::Beds { nominal, usable: now }, Some(places), None, None) => {
            if places > *nominal {
                cx.complain(
                    &[path, &["places"]].concat(),
                    text!(
                        "Es können nicht {places} von {nominal} Plätzen ausfallen.",
                        "{places} of {nominal} places cannot be out of use."
                    ),
                );
            }
            vec![LostPlaces::Beds(lost_beds(*nominal, *now, places))]
        }
        (Stock::Units(classes), None, Some(units), Some(beds)) => lost_units(cx, path, classes, units, beds),
        (Stock::Beds { .. }, ..) => {
            cx.complain(
                path,
                text!(
                    "Diese Unterkunft hat keine Wohneinheiten: „places“ angeben, ohne „units“ und „beds“.",
                    "This site has no units: give `places`, without `units` and `beds`."
                ),
            );
            Vec::new()
        }
        (Stock::Units(_), ..) => {
            cx.complain(
                path,
                text!(
                    "Diese Unterkunft hat Wohneinheiten: „units“ und „beds“ angeben, ohne „places“.",
                    "This site has units: give `units` and `beds`, without `places`."
                ),
            );
            Vec::new()
        }
    }
}

/// Usable beds that go with nominal places, in the proportion in which they were there.
fn lost_beds(nominal: u32, now: u32, places: u32) -> u32 {
    if nominal == 0 {
        return 0;
    }
    let left = f64::from(nominal.saturating_sub(places)) / f64::from(nominal);
    now - usable(now, left)
}

/// Units with so many beds, from the first class of the site on.
fn lost_units(
    cx: &mut Context,
    path: &[&str],
    classes: &[UnitClass],
    units: u32,
    beds: u32,
) -> Vec<LostPlaces> {
    let mut left = units;
    let mut lost = Vec::new();
    for (class, unit) in classes.iter().enumerate().filter(|(_, unit)| unit.beds == beds) {
        let count = left.min(unit.count);
        if count > 0 {
            lost.push(LostPlaces::Units { class, count });
            left -= count;
        }
    }
    if left > 0 {
        let there = units - left;
        cx.complain(&[path, &["units"]].concat(), text!(
            "Von den Wohneinheiten mit {beds} Betten gibt es hier {there}; es können nicht {units} ausfallen.",
            "There are {there} units with {beds} beds here; {units} cannot be out of use."
        ));
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usable_places_are_rounded_down_but_not_by_rounding_errors() {
        assert_eq!(usable(100, 0.85), 85);
        assert_eq!(usable(10, 0.7), 7);
        assert_eq!(usable(3, 0.5), 1);
        assert_eq!(usable(100_000, 1.0), 100_000);
    }

    #[test]
    fn beds_are_lost_in_proportion() {
        assert_eq!(lost_beds(100, 85, 10), 9);
        assert_eq!(lost_beds(100, 85, 100), 85);
        assert_eq!(lost_beds(100, 100, 10), 10);
        assert_eq!(lost_beds(0, 0, 0), 0);
    }
}
