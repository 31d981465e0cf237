//! A proposal for machines.

use super::Proposed;
use super::words::Speaker;
use crate::placement::{Method, Room, Solved, solver};
use crate::proposal::{Alternative, Obstacle};
use crate::text::Lang;
use serde_json::{Map, Value, json};

/// The document: the objective, its bounds and proof, the placements, who has no place.
pub fn document(proposed: &Proposed, lang: Lang) -> Value {
    let speaker = proposed.speaker();
    let proposal = &proposed.proposal;
    let solved = &proposal.solved;
    json!({
        "schema": 1,
        "scenario": proposed.scenario().name,
        "date": proposed.date,
        "title": super::title().in_lang(lang),
        "objective": objective(&speaker, solved),
        "proven_optimal": solved.is_proven(),
        "bound": bound(&speaker, solved),
        "stages": stages(&speaker, solved),
        "method": method(solved),
        "placements": placements(proposed, lang),
        "unmet": unmet(proposed, lang),
        "scarce": scarce(proposed, lang),
        "shortages": shortages(proposed),
        "scores": proposed.orders.scores.as_ref().map(|scores| json!({
            "source": scores.source,
            "predictors": scores.predictors,
            "table": scores.file,
        })),
    })
}

fn objective(speaker: &Speaker, solved: &Solved) -> Value {
    let value = |stage: &crate::placement::StageResult| {
        let value = speaker.scale.value(stage.stage, stage.value);
        (stage.stage.code().to_owned(), json!(value))
    };
    Value::Object(solved.stages.iter().map(value).collect::<Map<_, _>>())
}

fn bound(speaker: &Speaker, solved: &Solved) -> Value {
    let bound = |stage: &crate::placement::StageResult| {
        let bound = stage.bound.map(|bound| speaker.scale.value(stage.stage, bound));
        (stage.stage.code().to_owned(), json!(bound))
    };
    Value::Object(solved.stages.iter().map(bound).collect::<Map<_, _>>())
}

fn stages(speaker: &Speaker, solved: &Solved) -> Vec<Value> {
    let stages = solved.stages.iter();
    stages
        .map(|result| {
            json!({
                "stage": result.stage.code(),
                "unit": speaker.scale.unit(result.stage),
                "value": speaker.scale.value(result.stage, result.value),
                "bound": result.bound.map(|bound| speaker.scale.value(result.stage, bound)),
                "gap": result.gap(),
                "proven": result.is_proven(),
                "counted": result.value,
            })
        })
        .collect()
}

fn method(solved: &Solved) -> Value {
    match solved.method {
        Method::Paths => json!("cheapest paths"),
        Method::Exchange => json!("moves and swaps, with bounds"),
        Method::Solver => json!(format!("moves and swaps, and {}", solver::name())),
    }
}

fn placements(proposed: &Proposed, lang: Lang) -> Vec<Value> {
    let speaker = proposed.speaker();
    let scenario = proposed.scenario();
    let draft = &proposed.proposal.draft;
    let decided = draft.decided.iter().filter_map(|settled| {
        let site = settled.decision.site?.index();
        let household = &scenario.households[settled.needy.household];
        Some(json!({
            "household": household.id,
            "persons": household.size,
            "site": scenario.sites[site].id,
            "district": scenario.town.districts[scenario.sites[site].district.index()].id,
            "unit_beds": settled.unit_beds,
            "reason": speaker.decided(settled).in_lang(lang),
            "second_best": null,
            "decided": true,
            "decided_by": settled.decision.by,
            "decided_on": settled.decision.on,
            "override_reason": settled.decision.reason,
        }))
    });
    let proposed_rows = proposed.proposal.reasons.iter().enumerate().filter_map(|(row, reason)| {
        let reason = reason.as_ref()?;
        let household = draft.household(scenario, row);
        let vacancy = &draft.batch.vacancies[reason.vacancy];
        let units: Option<u32> = match &vacancy.room {
            Room::Several { units } => Some(units.iter().map(|(_, count)| count).sum()),
            Room::Units { .. } => Some(1),
            Room::Beds { .. } => None,
        };
        Some(json!({
            "household": household.id,
            "persons": household.size,
            "site": scenario.sites[vacancy.site].id,
            "district": scenario.town.districts[vacancy.district].id,
            "unit_beds": reason.beds(&draft.batch),
            "units": units,
            "reason": speaker.reason(row, reason).in_lang(lang),
            "second_best": reason.second_best.as_ref().and_then(|other| second_best(&speaker, other, lang)),
            "without_this_site": reason.second_best.as_ref().map(|other| price(&speaker, other, lang)),
            "district_load": reason.load.1,
            "score": reason.score.map(|(score, _)| score),
            "decided": false,
        }))
    });
    decided.chain(proposed_rows).collect()
}

fn second_best(speaker: &Speaker, other: &Alternative, lang: Lang) -> Option<Value> {
    let site = &speaker.scenario.sites[other.site?];
    let mut value = price(speaker, other, lang);
    if let Some(entries) = value.as_object_mut() {
        let district = &speaker.scenario.town.districts[site.district.index()].id;
        entries.insert("site".to_owned(), json!(site.id));
        entries.insert("district".to_owned(), json!(district));
    }
    Some(value)
}

fn price(speaker: &Speaker, other: &Alternative, lang: Lang) -> Value {
    let worse = other.worse.map(|effect| {
        json!({
            "stage": effect.stage.code(),
            "by": speaker.scale.difference(effect.stage, effect.by),
            "counted": effect.by,
            "unit": speaker.scale.unit(effect.stage),
        })
    });
    json!({
        "price": worse,
        "price_in_words": speaker.price(other).in_lang(lang),
        "proven": other.is_proven,
    })
}

fn unmet(proposed: &Proposed, lang: Lang) -> Vec<Value> {
    let speaker = proposed.speaker();
    let scenario = proposed.scenario();
    let draft = &proposed.proposal.draft;
    let decided = draft
        .decided
        .iter()
        .filter(|settled| settled.decision.site.is_none());
    let decided = decided.map(|settled| {
        let household = &scenario.households[settled.needy.household];
        json!({
            "household": household.id,
            "persons": household.size,
            "obstacle": "decided",
            "reason": speaker.decided(settled).in_lang(lang),
            "remedy": null,
        })
    });
    let left_out = proposed
        .proposal
        .obstacles
        .iter()
        .enumerate()
        .filter_map(|(row, obstacle)| {
            let obstacle = obstacle.as_ref()?;
            let household = draft.household(scenario, row);
            Some(json!({
                "household": household.id,
                "persons": household.size,
                "obstacle": code(obstacle),
                "reason": speaker.obstacle(row, obstacle).in_lang(lang),
                "remedy": speaker.remedy(row, obstacle).in_lang(lang),
            }))
        });
    decided.chain(left_out).collect()
}

fn code(obstacle: &Obstacle) -> &'static str {
    match obstacle {
        Obstacle::NothingOpen => "nothing-open",
        Obstacle::NotAdmitted => "not-admitted",
        Obstacle::NeedNotOffered => "need-not-offered",
        Obstacle::NoUnitLargeEnough(_) => "no-unit-large-enough",
        Obstacle::NothingFree(_) => "nothing-free",
        Obstacle::TooManyOfAge(_) => "too-many-of-age",
        Obstacle::GoesToOthers(_) => "goes-to-others",
    }
}

fn scarce(proposed: &Proposed, lang: Lang) -> Vec<Value> {
    let speaker = proposed.speaker();
    let scenario = proposed.scenario();
    let places = proposed.proposal.scarce.iter();
    places
        .map(|place| {
            json!({
                "site": scenario.sites[place.site].id,
                "unit_beds": place.beds,
                "one_more": {
                    "stage": place.one_more.stage.code(),
                    "by": speaker.scale.difference(place.one_more.stage, place.one_more.by),
                    "counted": place.one_more.by,
                    "unit": speaker.scale.unit(place.one_more.stage),
                },
                "in_words": speaker.scarce(place).in_lang(lang),
                "proven": place.is_proven,
            })
        })
        .collect()
}

fn shortages(proposed: &Proposed) -> Vec<Value> {
    let scenario = proposed.scenario();
    let draft = &proposed.proposal.draft;
    let shortages = proposed.proposal.shortages.iter();
    shortages
        .map(|shortage| {
            let households = shortage.households.iter();
            let sites = shortage.sites.iter();
            json!({
                "households": households.map(|&row| &draft.household(scenario, row).id).collect::<Vec<_>>(),
                "sites": sites.map(|&site| &scenario.sites[site].id).collect::<Vec<_>>(),
                "free_units": shortage.units,
                "free_beds": shortage.beds,
            })
        })
        .collect()
}
