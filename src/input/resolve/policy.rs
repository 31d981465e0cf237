//! The policy, and the targets of a fair share.

use super::context::Context;
use super::seats;
use crate::input::file::{BalancedFile, KeyFile, PlacementDays, PresetFile, RuleFile, StageFile};
use crate::input::say;
use crate::placement::Stage;
use crate::policy::{Balance, Policy, Queue, Rhythm, Rule};
use crate::text;
use crate::town::{District, Town};

/// The policy.
pub fn resolve(cx: &mut Context, town: &Town) -> Policy {
    let file = &cx.file.policy;
    let rhythm = match file.placement_days {
        PlacementDays::Weekly => Rhythm::Weekly,
        PlacementDays::Daily => Rhythm::Daily,
    };
    Policy {
        rule: rule(cx, town),
        rhythm,
        patience_days: file.patience_days,
        queue: if file.overtaking {
            Queue::Overtaking
        } else {
            Queue::Strict
        },
    }
}

fn rule(cx: &mut Context, town: &Town) -> Rule {
    match &cx.file.policy.rule {
        RuleFile::FirstFit {} => Rule::FirstFit,
        RuleFile::Cheapest {} => Rule::Cheapest,
        RuleFile::EvenSpread {} => Rule::EvenSpread,
        RuleFile::FairShare(key) => Rule::FairShare(targets(cx, "fair-share", key, town)),
        RuleFile::Balanced(file) => Rule::Balanced(balance(cx, file, town)),
    }
}

fn balance(cx: &mut Context, file: &BalancedFile, town: &Town) -> Balance {
    let key = key(cx, file);
    Balance {
        targets: targets(cx, "balanced", &key, town),
        stages: stages(cx, file.stages.as_deref()),
        max_share: file.max_share_of_residents,
        min_cluster: file.min_cluster_persons,
        relocations: file.relocations_per_placement_day,
        seats: seats::resolve(cx, file, town),
        protected_after: file.protected_after_days,
    }
}

/// The weights, or those of the preset; both at once would contradict each other.
fn key(cx: &mut Context, file: &BalancedFile) -> KeyFile {
    let weights = [
        ("residents", file.residents),
        ("area", file.area),
        ("social_index", file.social_index),
    ];
    let Some(preset) = file.preset else {
        return KeyFile {
            residents: file.residents.unwrap_or(1.0),
            area: file.area.unwrap_or(0.0),
            social_index: file.social_index.unwrap_or(0.0),
        };
    };
    for (name, _) in weights.iter().filter(|(_, weight)| weight.is_some()) {
        let message = text!(
            "Der Schlüssel hat einen Namen (preset) und hier noch ein Gewicht.",
            "The key has a name (preset) and here a weight as well."
        );
        let help = text!("Eines von beiden weglassen.", "Leave out one of the two.");
        cx.complain_with(&["policy", "rule", "balanced", name], message, help);
    }
    match preset {
        PresetFile::Hamburg => KeyFile {
            residents: 40.0,
            area: 20.0,
            social_index: 40.0,
        },
        PresetFile::Nrw => KeyFile {
            residents: 90.0,
            area: 10.0,
            social_index: 0.0,
        },
    }
}

/// The goals in order; persons without a place always come first.
fn stages(cx: &mut Context, named: Option<&[StageFile]>) -> Vec<Stage> {
    const AT: [&str; 4] = ["policy", "rule", "balanced", "stages"];
    let Some(named) = named else {
        return Stage::DEFAULT.to_vec();
    };
    let stages: Vec<Stage> = named.iter().map(stage).collect();
    if stages.first() != Some(&Stage::Unmet) {
        let message = text!(
            "An erster Stelle der Ziele steht immer „unmet“: ohne dieses Ziel bliebe man am billigsten leer.",
            "The first goal is always `unmet`: without it, leaving places empty would be cheapest."
        );
        cx.complain(&AT, message);
    }
    for (at, stage) in stages.iter().enumerate() {
        if stages[..at].contains(stage) {
            let name = stage.code();
            let message = text!(
                "Das Ziel „{name}“ steht zweimal da.",
                "The goal `{name}` stands there twice."
            );
            cx.complain(&AT, message);
        }
    }
    stages
}

fn stage(file: &StageFile) -> Stage {
    match file {
        StageFile::Unmet => Stage::Unmet,
        StageFile::Needs => Stage::Needs,
        StageFile::Limits => Stage::Limits,
        StageFile::Overload => Stage::Overload,
        StageFile::Mixing => Stage::Mixing,
        StageFile::Score => Stage::Score,
        StageFile::Distance => Stage::Distance,
        StageFile::Cost => Stage::Cost,
        StageFile::Moves => Stage::Moves,
    }
}

type Attribute = fn(&District) -> Option<f64>;

/// What each district should take of all placements, by the key; what the council has
/// decided stays, and the rest is scaled so that all sum to 1.
fn targets(cx: &mut Context, rule: &str, key: &KeyFile, town: &Town) -> Vec<f64> {
    let attributes: [(&str, f64, Attribute); 3] = [
        ("residents", key.residents, |d| Some(d.residents)),
        ("area_km2", key.area, |d| d.area_km2),
        ("social_index", key.social_index, |d| {
            d.social_index.map(|index| index * d.residents)
        }),
    ];
    let weights: f64 = attributes.iter().map(|(_, weight, _)| weight).sum();
    if weights <= 0.0 {
        let message = text!(
            "Mindestens ein Gewicht des Schlüssels muss größer als null sein.",
            "At least one weight of the key must be larger than zero."
        );
        cx.complain(&["policy", "rule", rule], message);
    }
    let mut targets = vec![0.0; town.districts.len()];
    for (name, weight, attribute) in attributes.into_iter().filter(|(_, weight, _)| *weight > 0.0) {
        let shares = shares(cx, town, name, attribute);
        for (target, share) in targets.iter_mut().zip(shares) {
            *target += weight / weights * share;
        }
    }
    with_decided(cx, town, targets)
}

/// Each district's part of an attribute.
fn shares(cx: &mut Context, town: &Town, name: &str, attribute: Attribute) -> Vec<f64> {
    for district in &town.districts {
        if attribute(district).is_none() {
            let message = text!(
                "Der Verteilschlüssel braucht „{name}“ für jeden Stadtteil.",
                "The key needs `{name}` for every district."
            );
            cx.complain(&["districts", &district.id, name], message);
        }
    }
    let values: Vec<f64> = town
        .districts
        .iter()
        .map(|d| attribute(d).unwrap_or(0.0))
        .collect();
    let sum: f64 = values.iter().sum();
    // Unknown is not zero: where it is missing, that has been said.
    let is_known = town
        .districts
        .iter()
        .all(|district| attribute(district).is_some());
    if sum <= 0.0 && is_known && !town.districts.is_empty() {
        let message = text!(
            "Der Verteilschlüssel braucht „{name}“, aber alle Stadtteile haben dort null.",
            "The key needs `{name}`, but all districts have zero there."
        );
        cx.complain(&["districts"], message);
    }
    values
        .iter()
        .map(|value| if sum > 0.0 { value / sum } else { 0.0 })
        .collect()
}

fn with_decided(cx: &mut Context, town: &Town, targets: Vec<f64>) -> Vec<f64> {
    let decided: f64 = town.districts.iter().filter_map(|d| d.target_share).sum();
    let open: f64 = town
        .districts
        .iter()
        .zip(&targets)
        .filter(|(d, _)| d.target_share.is_none())
        .map(|(_, target)| target)
        .sum();
    let all_decided = town.districts.iter().all(|d| d.target_share.is_some());
    let left = 1.0 - decided;
    if left < -1e-6 || (all_decided && left > 1e-6) {
        do_not_sum(cx, decided);
    }
    let scale = if open > 0.0 { left.max(0.0) / open } else { 0.0 };
    town.districts
        .iter()
        .zip(targets)
        .map(|(district, target)| district.target_share.unwrap_or(target * scale))
        .collect()
}

fn do_not_sum(cx: &mut Context, decided: f64) {
    let shown = say::number(decided);
    let (de, en) = (shown.de, shown.en);
    let message = text!(
        "Die festgelegten Anteile der Stadtteile („target_share“) ergeben zusammen {de}.",
        "The decided shares of the districts (`target_share`) sum to {en}."
    );
    let help = text!(
        "Zusammen sind sie höchstens 1, und genau 1, wenn alle Stadtteile einen haben.",
        "Together they are at most 1, and exactly 1 if every district has one."
    );
    cx.complain_with(&["districts"], message, help);
}
