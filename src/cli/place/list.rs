//! The proposal as a list for the file, with columns for what is decided.

use super::Proposed;
use crate::input::tables::decisions::COLUMNS;
use crate::report::tables::{Dialect, harmless, plain_table};
use crate::scenario::Scenario;
use crate::text::{Lang, Text};

/// The list as CSV: English headings, or German ones where it is for Excel.
pub fn bytes(proposed: &Proposed, dialect: Dialect, lang: Lang) -> Vec<u8> {
    let names = COLUMNS.iter();
    let (headings, lang): (Vec<&str>, Lang) = match dialect {
        Dialect::Rfc => (names.map(|(name, _)| *name).collect(), lang),
        Dialect::DeExcel => (names.map(|(_, german)| *german).collect(), Lang::De),
    };
    let mut rows = decided(proposed, dialect);
    rows.extend(proposed_rows(proposed, lang));
    plain_table(dialect, &headings, rows)
}

/// What was decided already stands in the list again.
fn decided(proposed: &Proposed, dialect: Dialect) -> Vec<Vec<String>> {
    let scenario = proposed.scenario();
    let settled = proposed.proposal.draft.decided.iter();
    settled
        .map(|settled| {
            let decision = &settled.decision;
            let household = &scenario.households[settled.needy.household];
            let site = decision.site.map(|site| site.index());
            let (id, district) = site.map_or(("-", ""), |site| names(scenario, site));
            let said = |text: &Option<String>| harmless(text.as_deref().unwrap_or_default());
            vec![
                harmless(&household.id),
                household.size.to_string(),
                id.to_owned(),
                harmless(district),
                String::new(),
                String::new(),
                String::new(),
                id.to_owned(),
                said(&decision.by),
                decision.on.map_or_else(String::new, |date| dialect.date(date)),
                said(&decision.reason),
            ]
        })
        .collect()
}

fn names(scenario: &Scenario, site: usize) -> (&str, &str) {
    let site = &scenario.sites[site];
    let district = &scenario.town.districts[site.district.index()];
    (&site.id, &district.name)
}

fn proposed_rows(proposed: &Proposed, lang: Lang) -> Vec<Vec<String>> {
    let (speaker, scenario) = (proposed.speaker(), proposed.scenario());
    let draft = &proposed.proposal.draft;
    let shown = |text: Text| harmless(text.in_lang(lang));
    (0..draft.today.needy.len())
        .map(|row| {
            let household = draft.household(scenario, row);
            let mut cells = vec![harmless(&household.id), household.size.to_string()];
            match (&proposed.proposal.reasons[row], &proposed.proposal.obstacles[row]) {
                (Some(reason), _) => {
                    let site = draft.batch.vacancies[reason.vacancy].site;
                    let (id, district) = names(scenario, site);
                    let second = reason.second_best.as_ref();
                    let other = second.and_then(|other| other.site);
                    cells.extend([
                        harmless(id),
                        harmless(district),
                        shown(speaker.reason(row, reason)),
                        other.map_or_else(String::new, |site| harmless(names(scenario, site).0)),
                        second.map_or_else(String::new, |other| shown(speaker.price(other))),
                    ]);
                }
                (None, Some(obstacle)) => cells.extend([
                    String::new(),
                    String::new(),
                    shown(speaker.obstacle(row, obstacle)),
                    String::new(),
                    String::new(),
                ]),
                (None, None) => cells.extend(vec![String::new(); 5]),
            }
            cells.extend(vec![String::new(); 4]);
            cells
        })
        .collect()
}
