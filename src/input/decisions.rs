//! What officers have decided, joined to the households and sites of a scenario.

use super::scores::{unknown, waiting_first};
use super::tables::Located;
use super::tables::decisions::{DecisionRow, read as read_rows};
use crate::calendar::Date;
use crate::complaint::{Complaint, Complaints, Place};
use crate::ids::SiteId;
use crate::proposal::Decision;
use crate::scenario::Scenario;
use crate::text;
use std::path::Path;

/// Decisions with the cells where they stand.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// What was decided.
    pub list: Vec<Decision>,
    /// Where each decision stands.
    pub places: Vec<Place>,
    /// What is worth knowing.
    pub notices: Vec<Complaint>,
}

/// Words for: no place for now.
const NOWHERE: [&str; 8] = ["-", "–", "—", "keine", "keiner", "kein", "none", "ohne"];

/// Reads a list that was decided upon; rows about which nothing was decided are passed over.
/// Beside what can be used stands everything that is wrong.
pub fn read(path: &Path, scenario: &Scenario) -> (Decisions, Complaints) {
    let (rows, mut complaints) = read_rows(path, &path.display().to_string());
    let mut decisions = Decisions {
        notices: rows.notices,
        ..Decisions::default()
    };
    for row in &rows.rows {
        complaints.0.extend(ill_founded(row));
        enter(row, scenario, &mut decisions, &mut complaints);
    }
    (decisions, complaints)
}

/// What is wrong with a list, seen without a scenario: its form, and decisions that are half made
/// or give no reason.
pub fn form(path: &Path) -> Complaints {
    let (rows, mut complaints) = read_rows(path, &path.display().to_string());
    complaints.0.extend(rows.rows.iter().filter_map(ill_founded));
    complaints
}

/// A decision that says too little of itself.
fn ill_founded(row: &DecisionRow) -> Option<Complaint> {
    let Some(decided) = &row.decided else {
        let something = row.by.is_some() || row.on.is_some() || row.reason.is_some();
        return something.then(|| half_decided(row));
    };
    let proposed = row.proposed.as_deref().unwrap_or("-");
    let agrees = proposed == decided.value || (is_nowhere(proposed) && is_nowhere(&decided.value));
    (!agrees && row.reason.is_none()).then(|| unfounded(row, decided))
}

/// Whether a word says: no place.
fn is_nowhere(word: &str) -> bool {
    NOWHERE.contains(&word.trim().to_lowercase().as_str())
}

fn enter(row: &DecisionRow, scenario: &Scenario, decisions: &mut Decisions, complaints: &mut Complaints) {
    let household = household(row, scenario, complaints);
    let Some(decided) = &row.decided else {
        return;
    };
    let site = match is_nowhere(&decided.value) {
        true => Some(None),
        false => site(decided, scenario, complaints).map(Some),
    };
    if row.by.is_none() {
        decisions.notices.push(unsigned(row, decided));
    }
    if let (Some(household), Some(site)) = (household, site) {
        decisions.places.push(decided.place.clone());
        decisions.list.push(Decision {
            household,
            site,
            by: row.by.clone(),
            on: row.on.map(Date),
            reason: row.reason.clone(),
        });
    }
}

fn household(row: &DecisionRow, scenario: &Scenario, complaints: &mut Complaints) -> Option<usize> {
    let id = &row.household;
    let found = scenario
        .households
        .iter()
        .position(|household| household.id == id.value);
    if found.is_none() {
        complaints.push(unknown(id, "household", waiting_first(scenario)));
    }
    found
}

fn site(decided: &Located<String>, scenario: &Scenario, complaints: &mut Complaints) -> Option<SiteId> {
    let found = scenario.sites.iter().position(|site| site.id == decided.value);
    if found.is_none() {
        let known = scenario.sites.iter().map(|site| site.id.as_str());
        complaints.push(unknown(decided, "decided_site", known));
    }
    found.map(SiteId::from)
}

fn half_decided(row: &DecisionRow) -> Complaint {
    let id = &row.household.value;
    Complaint::new(
        row.household.place.clone(),
        text!(
            "Über „{id}“ wurde etwas eingetragen, aber keine Unterkunft.",
            "Something was entered about `{id}`, but no site."
        ),
    )
    .key("decided_site")
    .help(text!(
        "Die Unterkunft eintragen, auch wenn es die vorgeschlagene ist; „-“ bedeutet: vorerst ohne Platz.",
        "Enter the site, even if it is the proposed one; `-` means: no place for now."
    ))
}

fn unfounded(row: &DecisionRow, decided: &Located<String>) -> Complaint {
    let message = match row.proposed.as_deref().filter(|proposed| !is_nowhere(proposed)) {
        Some(proposed) => text!(
            "Die Entscheidung weicht vom Vorschlag („{proposed}“) ab und nennt keinen Grund.",
            "The decision differs from the proposal (`{proposed}`) and gives no reason."
        ),
        None => text!(
            "Die Entscheidung weicht vom Vorschlag (kein Platz) ab und nennt keinen Grund.",
            "The decision differs from the proposal (no place) and gives no reason."
        ),
    };
    Complaint::new(decided.place.clone(), message)
        .key("override_reason")
        .value(&decided.value)
        .help(text!(
            "Den Grund in einem Satz eintragen.",
            "Enter the reason in one sentence."
        ))
}

fn unsigned(row: &DecisionRow, decided: &Located<String>) -> Complaint {
    let id = &row.household.value;
    Complaint::new(
        decided.place.clone(),
        text!(
            "Wer über „{id}“ entschieden hat, steht nicht da.",
            "It is not said who decided about `{id}`."
        ),
    )
    .key("decided_by")
}
