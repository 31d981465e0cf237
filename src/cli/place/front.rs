//! The front for people, for machines and as a table: what evenness costs.

use super::Proposed;
use super::effects::{euros_per_month, persons};
use crate::proposal::{Front, FrontPlan, Step};
use crate::report::catalogue::front;
use crate::report::number;
use crate::report::tables::{Dialect, plain_table};
use crate::text;
use crate::text::Text;
use serde_json::{Value, json};

/// The lines of the front: a table, then what each step costs.
pub fn lines(proposed: &Proposed, front: &Front) -> Vec<Text> {
    if front.plans.len() < 2 {
        return vec![text!(
            "Der günstigste Vorschlag ist zugleich der gleichmäßigste: Mischung kostet hier nichts.",
            "The cheapest plan is also the most even one: mixing costs nothing here."
        )];
    }
    let mut lines = vec![text!(
        "Personen ohne Platz und Bedarf stehen an jedem Punkt zuerst; sie sind überall gleich. Mehr Gleichmaß kostet also keinen Wartetag.",
        "Persons without a place and needs come first at every point and are the same at all. So more evenness costs no day of waiting."
    )];
    lines.extend(
        front
            .plans
            .iter()
            .enumerate()
            .map(|(at, plan)| point(proposed, at, plan)),
    );
    let steps = front.steps();
    lines.extend(steps.iter().enumerate().map(|(at, step)| price(at, step)));
    lines
}

fn point(proposed: &Proposed, at: usize, plan: &FrontPlan) -> Text {
    let measures = &plan.measures;
    let number = at + 1;
    let cost = euros_per_month(measures.cost_eur_per_month);
    let unmet = persons(f64::from(measures.unmet.1));
    let (district, load) = worst(proposed, plan);
    let load = number::decimal(100.0 * load, 1);
    let mixed = optional(measures.dissimilarity, 3);
    let ways = optional(measures.kilometres, 1);
    let moves = plan.moves;
    let sure = proof(plan);
    let [c, u, l, d, w, s] = [&cost, &unmet, &load, &mixed, &ways, &sure];
    let de = format!(
        "{number}. {}; ohne Platz: {}; höchste Belastung {}\u{a0}% ({district}); D {}; Wege {}\u{a0}km; Umzüge {moves}{}",
        c.de, u.de, l.de, d.de, w.de, s.de
    );
    let en = format!(
        "{number}. {}; without a place: {}; highest load {}% ({district}); D {}; ways {}\u{a0}km; moves {moves}{}",
        c.en, u.en, l.en, d.en, w.en, s.en
    );
    text!("{de}", "{en}")
}

fn worst(proposed: &Proposed, plan: &FrontPlan) -> (String, f64) {
    let worst = plan.measures.worst;
    worst.map_or(("–".to_owned(), 0.0), |(district, load)| {
        (proposed.scenario().town.districts[district].name.clone(), load)
    })
}

fn optional(value: Option<f64>, decimals: usize) -> Text {
    value.map_or(Text::same("–"), |value| number::decimal(value, decimals))
}

fn proof(plan: &FrontPlan) -> Text {
    match plan.gap {
        Some(0.0) => text!("; bewiesen", "; proven"),
        Some(gap) => {
            let Text { de, en } = number::decimal(100.0 * gap, 2);
            text!(
                "; höchstens {de}\u{a0}% vom Besten entfernt",
                "; at most {en}% from the best"
            )
        }
        None => text!("; ohne Beweis", "; not proven"),
    }
}

/// What a step costs and brings, in a sentence; what stays as it is has no price.
fn price(at: usize, step: &Step) -> Text {
    let (from, to) = (at + 1, at + 2);
    let mut costs = vec![more_euros(step.euros_per_month)];
    costs.extend(step.kilometres.map(front::longer_ways));
    costs.push(front::days(step.waiting_days));
    let mut brings = vec![highest_load(step)];
    brings.extend(step.euros_per_point().map(front::per_point));
    brings.extend(step.euros_per_person().map(per_person));
    let [costs, brings] = [joined(&costs), joined(&brings)];
    let (c, b) = (&costs, &brings);
    let de = format!("Von {from} zu {to}: {}; {}.", c.de, b.de);
    let en = format!("From {from} to {to}: {}; {}.", c.en, b.en);
    text!("{de}", "{en}")
}

fn more_euros(euros: f64) -> Text {
    let Text { de, en } = euros_per_month(euros.abs());
    if euros < 0.0 {
        text!("{de} weniger", "{en} less")
    } else {
        text!("{de} mehr", "{en} more")
    }
}

/// What becomes of the highest load, or, where it stays, of the mean one.
fn highest_load(step: &Step) -> Text {
    let points = |part: f64| {
        let Text { de, en } = number::decimal(100.0 * part, 1);
        text!("{de}\u{a0}Prozentpunkte", "{en} percentage points")
    };
    let Text { de, en } = points(step.load);
    if step.load >= 5e-4 {
        return text!("höchste Belastung {de} niedriger", "highest load {en} lower");
    }
    let Text { de, en } = points(step.mean_load);
    if step.mean_load >= 5e-4 {
        return text!(
            "höchste Belastung unverändert, mittlere {de} niedriger",
            "highest load unchanged, mean load {en} lower"
        );
    }
    text!(
        "höchste Belastung unverändert, mittlere kaum niedriger",
        "highest load unchanged, mean load hardly lower"
    )
}

fn per_person(euros: f64) -> Text {
    let Text { de, en } = euros_per_month(euros);
    text!(
        "{de} je Person, die im höchstbelasteten Stadtteil weniger lebt",
        "{en} for each person fewer in the worst district"
    )
}

fn joined(parts: &[Text]) -> Text {
    let list = |lang: fn(&Text) -> &str| parts.iter().map(lang).collect::<Vec<&str>>().join(", ");
    let (de, en) = (list(|part| &part.de), list(|part| &part.en));
    text!("{de}", "{en}")
}

/// The front for machines.
pub fn document(proposed: &Proposed, front: &Front) -> Vec<Value> {
    let scenario = proposed.scenario();
    let draft = &proposed.proposal.draft;
    let steps = front.steps();
    let point = |(at, plan): (usize, &FrontPlan)| {
        let measures = &plan.measures;
        let placements = plan.plan.placed().map(|(row, vacancy)| {
            let site = draft.batch.vacancies[vacancy].site;
            json!({ "household": draft.household(scenario, row).id, "site": scenario.sites[site].id })
        });
        let step = at.checked_sub(1).map(|before| {
            let step = &steps[before];
            json!({
                "cost_eur_per_month": step.euros_per_month,
                "kilometres": step.kilometres,
                "waiting_days": step.waiting_days,
                "load": -step.load,
                "persons_in_worst_district": -step.persons,
                "eur_per_percentage_point": step.euros_per_point(),
                "eur_per_person": step.euros_per_person(),
                "mean_load": -step.mean_load,
            })
        });
        json!({
            "unmet_persons": measures.unmet.1,
            "worst_district": measures.worst.map(|(district, _)| &scenario.town.districts[district].id),
            "worst_load": measures.worst.map(|(_, load)| load),
            "mean_load": measures.mean_load,
            "dissimilarity": measures.dissimilarity,
            "moves": plan.moves,
            "cost_eur_per_month": measures.cost_eur_per_month,
            "kilometres": measures.kilometres,
            "outside_wish": measures.outside_wish,
            "score": measures.score,
            "proven": plan.gap == Some(0.0),
            "gap": plan.gap,
            "price": step,
            "placements": placements.collect::<Vec<_>>(),
        })
    };
    front.plans.iter().enumerate().map(point).collect()
}

/// The front as a table, one row per plan.
pub fn bytes(proposed: &Proposed, front: &Front, dialect: Dialect) -> Vec<u8> {
    const HEADINGS: [[&str; 9]; 2] = [
        [
            "point",
            "cost_eur_per_month",
            "unmet_persons",
            "worst_district",
            "worst_load",
            "dissimilarity",
            "kilometres",
            "moves",
            "gap",
        ],
        [
            "Punkt",
            "Kosten im Monat (EUR)",
            "Personen ohne Platz",
            "höchstbelasteter Stadtteil",
            "höchste Belastung",
            "Dissimilarität",
            "Kilometer",
            "Umzüge",
            "Lücke",
        ],
    ];
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| decimal(value, dialect));
    let rows = front.plans.iter().enumerate().map(|(at, plan)| {
        let measures = &plan.measures;
        let (district, load) = worst(proposed, plan);
        vec![
            (at + 1).to_string(),
            number(Some(measures.cost_eur_per_month)),
            measures.unmet.1.to_string(),
            crate::report::tables::harmless(&district),
            number(Some(load)),
            number(measures.dissimilarity),
            number(measures.kilometres),
            plan.moves.to_string(),
            number(plan.gap),
        ]
    });
    let headings = match dialect {
        Dialect::Rfc => HEADINGS[0],
        Dialect::DeExcel => HEADINGS[1],
    };
    plain_table(dialect, &headings, rows.collect())
}

fn decimal(value: f64, dialect: Dialect) -> String {
    let written = format!("{value:.4}");
    match dialect {
        Dialect::Rfc => written,
        Dialect::DeExcel => written.replace('.', ","),
    }
}
