//! Preferences: where households want to live, and what districts ask for.

use super::context::Context;
use super::{shares, sites};
use crate::ids::{DistrictId, KindId};
use crate::input::file::{Entries, PreferenceFile, WantsFile};
use crate::input::say;
use crate::measure::Meeting;
use crate::preference::{Preference, Wants};
use crate::site::Kind;
use crate::text;
use crate::town::Town;

/// Parts of a group's households that want to live in a district.
pub fn of_group(
    cx: &mut Context,
    path: &[&str],
    parts: &Entries<f64>,
    town: &Town,
) -> Vec<(DistrictId, f64)> {
    let named: Vec<(&str, f64)> = parts.iter().map(|(name, part)| (name.as_str(), *part)).collect();
    shares::check_parts(cx, path, &named);
    let sum: f64 = parts.values().sum();
    if sum > 1.0 + 1e-6 {
        let shown = say::number(sum);
        let (de, en) = (shown.de, shown.en);
        cx.complain_with(
            path,
            text!(
                "Die Anteile ergeben zusammen {de}, also mehr als alle Haushalte.",
                "The parts sum to {en}, which is more than all households."
            ),
            text!(
                "Zusammen sind sie höchstens 1; der Rest hat keinen Wunsch.",
                "Together they are at most 1; the rest has no preference."
            ),
        );
    }
    let district = |(name, part): &(&str, f64)| {
        let found = district(cx, &[path, &[*name]].concat(), name, town)?;
        (*part > 0.0).then_some((found, *part))
    };
    named.iter().filter_map(district).collect()
}

/// What the districts ask for, in order of the file.
pub fn of_districts(cx: &mut Context, town: &Town, kinds: &[Kind], meetings: &[Meeting]) -> Vec<Preference> {
    let file = cx.file;
    let mut all = Vec::with_capacity(file.preferences.len());
    for (id, written) in &file.preferences {
        let district = district(cx, &["preferences", id, "district"], &written.district, town);
        let wants = wants(cx, id, written, kinds);
        let said_at = written
            .said_at
            .as_ref()
            .and_then(|name| said_at(cx, id, name, meetings));
        if let (Some(district), Some(wants)) = (district, wants) {
            all.push(Preference {
                id: id.clone(),
                district,
                wants,
                said_at,
                source: written.source.clone(),
            });
        }
    }
    refuse_contradictions(cx, &all);
    all
}

fn district(cx: &mut Context, path: &[&str], name: &str, town: &Town) -> Option<DistrictId> {
    let found = town.districts.iter().position(|district| district.id == name);
    if found.is_none() {
        let known: Vec<&str> = town
            .districts
            .iter()
            .map(|district| district.id.as_str())
            .collect();
        cx.unknown_name(path, name, known.iter().copied());
    }
    found.map(DistrictId::from)
}

fn wants(cx: &mut Context, id: &str, written: &PreferenceFile, kinds: &[Kind]) -> Option<Wants> {
    match &written.wants {
        WantsFile::Rather { households } => Some(Wants::Rather(sites::accepts(Some(households)))),
        WantsFile::AtMost { persons } => Some(Wants::AtMost(*persons)),
        WantsFile::First { persons } => Some(Wants::First(*persons)),
        WantsFile::Without { kind } => {
            let found = kinds.iter().position(|known| known.id == *kind);
            if found.is_none() {
                let known: Vec<&str> = kinds.iter().map(|kind| kind.id.as_str()).collect();
                let path = ["preferences", id, "wants", "without", "kind"];
                cx.unknown_name(&path, kind, known.iter().copied());
            }
            found.map(KindId::from).map(Wants::Without)
        }
    }
}

fn said_at(cx: &mut Context, id: &str, name: &str, meetings: &[Meeting]) -> Option<usize> {
    let found = meetings.iter().position(|meeting| meeting.id == name);
    if found.is_none() {
        let known: Vec<&str> = meetings.iter().map(|meeting| meeting.id.as_str()).collect();
        cx.unknown_name(&["preferences", id, "said_at"], name, known.iter().copied());
    }
    found
}

/// A district cannot want its part first, and fewer people than that.
fn refuse_contradictions(cx: &mut Context, all: &[Preference]) {
    for preference in all {
        let Wants::First(first) = preference.wants else {
            continue;
        };
        let most = all.iter().filter_map(|other| match other.wants {
            Wants::AtMost(most) if other.district == preference.district => Some((most, &other.id)),
            _ => None,
        });
        if let Some((most, other)) = most.min().filter(|(most, _)| *most < first) {
            cx.complain_with(
                &["preferences", &preference.id, "wants", "first", "persons"],
                text!(
                    "Der Stadtteil will zuerst {first} Personen und zugleich höchstens {most} („{other}“).",
                    "The district wants {first} persons first and at the same time at most {most} (`{other}`)."
                ),
                text!("Eine der beiden Zahlen ändern.", "Change one of the two numbers."),
            );
        }
    }
}
