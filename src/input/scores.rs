//! A planner's scores, joined to the households and sites of a scenario.

use super::tables::Located;
use super::tables::scores::{Score, ScoredBy, Scores, read_as_far_as_possible};
use crate::complaint::{Complaint, Complaints, Place, names_help};
use crate::proposal::ScoreTable;
use crate::scenario::Scenario;
use crate::text;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Households with missing scores that are told one by one.
const TOLD: usize = 10;

/// Reads a score table for a scenario, with everything that is wrong with it; where anything is,
/// the table is only good for asking what is [`missing`], when it is known who needs a score. No
/// table where it has no row that can be read.
pub fn read(path: &Path, scenario: &Scenario) -> (Option<ScoreTable>, Complaints) {
    let (scores, mut complaints) = read_as_far_as_possible(path, &path.display().to_string());
    let scores = scores.filter(|scores| !scores.rows.is_empty());
    let table = scores.map(|scores| joined(&scores, scenario, &mut complaints));
    (table, complaints)
}

/// Reads a score table without a scenario: its form, source and predictors, and its numbers.
pub fn form(path: &Path) -> Result<Scores, Complaints> {
    super::tables::scores::read(path, &path.display().to_string())
}

/// The scores by household and site. Every household that waits needs one for every site.
pub(super) fn resolve(
    scores: &Scores,
    scenario: &Scenario,
    complaints: &mut Complaints,
) -> Option<ScoreTable> {
    let before = complaints.0.len();
    let table = joined(scores, scenario, complaints);
    let waiting = 0..scenario.households.len();
    let waiting = waiting.filter(|&index| scenario.households[index].site.is_none());
    complaints.0.extend(missing(&table, scenario, waiting));
    (complaints.0.len() == before).then_some(table)
}

/// The scores by household and site, as far as the names exist.
fn joined(scores: &Scores, scenario: &Scenario, complaints: &mut Complaints) -> ScoreTable {
    let whose = whose(scores.by, scenario);
    let sites: BTreeMap<&str, usize> = scenario
        .sites
        .iter()
        .enumerate()
        .map(|(index, site)| (site.id.as_str(), index))
        .collect();
    let mut table = vec![vec![None; scenario.sites.len()]; scenario.households.len()];
    let (mut unknown_who, mut unknown_site) = (BTreeSet::new(), BTreeSet::new());
    for Score { who, site, score } in &scores.rows {
        let households = whose.get(who.value.as_str());
        let site_index = sites.get(site.value.as_str());
        if households.is_none() && unknown_who.insert(&who.value) {
            complaints.push(unknown(who, scores.by.column(), likely(scores.by, scenario)));
        }
        if site_index.is_none() && unknown_site.insert(&site.value) {
            complaints.push(unknown(site, "site", sites.keys().copied()));
        }
        if let (Some(households), Some(&site)) = (households, site_index) {
            for &household in households {
                // One that cannot be read is wrong, but not missing.
                table[household][site] = Some(score.unwrap_or(0.0));
            }
        }
    }
    ScoreTable {
        source: scores.source.value.clone(),
        predictors: scores.predictors.value.clone(),
        file: scores.source.place.file.clone().unwrap_or_default(),
        scores: table,
    }
}

/// Complaints about households without a score for some site where they might go.
pub fn missing(
    table: &ScoreTable,
    scenario: &Scenario,
    households: impl IntoIterator<Item = usize>,
) -> Vec<Complaint> {
    let incomplete: Vec<(usize, Vec<usize>)> = households
        .into_iter()
        .map(|household| (household, table.missing_for(scenario, household)))
        .filter(|(_, sites)| !sites.is_empty())
        .collect();
    let mut complaints: Vec<Complaint> = incomplete
        .iter()
        .take(TOLD)
        .map(|(household, sites)| {
            let id = &scenario.households[*household].id;
            let names: Vec<&str> = sites
                .iter()
                .map(|&site| scenario.sites[site].id.as_str())
                .collect();
            let names = names.join(", ");
            let message = text!(
                "Für „{id}“ fehlt die Bewertung von: {names}.",
                "`{id}` has no score for: {names}."
            );
            lacking(table, message)
        })
        .collect();
    let rest = incomplete.len().saturating_sub(TOLD);
    if rest > 0 {
        complaints.push(lacking(
            table,
            text!(
                "Für {rest} weitere Haushalte fehlen Bewertungen.",
                "Scores are missing for {rest} more households."
            ),
        ));
    }
    complaints
}

fn lacking(table: &ScoreTable, message: Text) -> Complaint {
    Complaint::new(Place::file(&table.file), message)
        .key("score")
        .help(text!(
            "Jeder wartende Haushalt (oder seine Gruppe) braucht eine Zeile für jede Unterkunft.",
            "Every waiting household (or its group) needs a row for every site."
        ))
}

/// Words that may be meant by one that stands for nobody, the likeliest first.
fn likely(by: ScoredBy, scenario: &Scenario) -> Vec<&str> {
    match by {
        ScoredBy::Household => waiting_first(scenario),
        ScoredBy::Class => scenario.groups.iter().map(|group| group.id.as_str()).collect(),
    }
}

/// All households, those first that have no site, in order of their lists.
pub(super) fn waiting_first(scenario: &Scenario) -> Vec<&str> {
    let those = |waits: bool| {
        let households = scenario.households.iter();
        households
            .filter(move |household| household.site.is_none() == waits)
            .map(|household| household.id.as_str())
    };
    those(true).chain(those(false)).collect()
}

/// Households by the word that stands for them: their id, or that of their group.
fn whose(by: ScoredBy, scenario: &Scenario) -> BTreeMap<&str, Vec<usize>> {
    let mut whose: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    if by == ScoredBy::Class {
        for group in &scenario.groups {
            whose.entry(&group.id).or_default();
        }
    }
    for (index, household) in scenario.households.iter().enumerate() {
        let word = match by {
            ScoredBy::Household => Some(household.id.as_str()),
            ScoredBy::Class => scenario
                .groups
                .get(household.group.index())
                .map(|group| group.id.as_str()),
        };
        if let Some(word) = word {
            whose.entry(word).or_default().push(index);
        }
    }
    whose
}

/// A name in a table that stands for nothing in the scenario.
pub(super) fn unknown<'n>(
    name: &Located<String>,
    key: &str,
    known: impl IntoIterator<Item = &'n str> + Clone,
) -> Complaint {
    let written = &name.value;
    Complaint::new(
        name.place.clone(),
        text!("„{written}“ gibt es nicht.", "There is no `{written}`."),
    )
    .key(key)
    .value(written)
    .help(names_help(written, known))
}
