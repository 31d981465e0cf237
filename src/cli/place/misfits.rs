//! Decisions that a site cannot take, in words.

use crate::complaint::{Complaint, Complaints};
use crate::input::decisions::Decisions;
use crate::proposal::{Decision, Draft, Misfit, Trouble};
use crate::scenario::Scenario;
use crate::text;
use crate::text::Text;

/// Decisions that cannot be put into practice, each with its cell. Where somebody lives already
/// as it was decided, the decision is done.
pub fn complaints(scenario: &Scenario, draft: &Draft, decided: &Decisions) -> Vec<Complaint> {
    let misfits = &draft.misfits;
    let told_later = |misfit: &Misfit| {
        let overbooked = matches!(misfit.trouble, Trouble::Overbooked(..));
        let again = |other: &&Misfit| other.trouble == misfit.trouble && other.decision > misfit.decision;
        overbooked && misfits.iter().any(|other| again(&other))
    };
    let mut complaints: Vec<Complaint> = misfits
        .iter()
        .filter(|misfit| !is_done(scenario, decided, misfit) && !told_later(misfit))
        .map(|misfit| words(scenario, decided, misfit))
        .collect();
    complaints.sort_by(|one, other| one.place.cmp(&other.place));
    complaints
}

/// Sites for which more people are decided than there are places in all, where nothing is said to be
/// wrong with the site itself: that much is sure even while the scenario is wrong elsewhere.
pub fn beyond_all_places(scenario: &Scenario, decided: &Decisions, said: &Complaints) -> Vec<Complaint> {
    let is_in_doubt = |id: &str| {
        let of_the_site = format!("sites.{id}.");
        let mut keys = said.0.iter().filter_map(|complaint| complaint.key.as_deref());
        keys.any(|key| key.starts_with("kinds") || key.starts_with(&of_the_site))
    };
    let sites = scenario.sites.iter().enumerate();
    let full = sites.filter_map(|(index, site)| {
        let here = |decision: &Decision| decision.site.is_some_and(|site| site.index() == index);
        let size = |decision: &Decision| u32::from(scenario.households[decision.household].size);
        let persons: u32 = decided.list.iter().filter(|one| here(one)).map(size).sum();
        let last = decided.list.iter().rposition(here)?;
        let places = site.usable_places();
        (persons > places && !is_in_doubt(&site.id)).then(|| {
            let name = &site.id;
            let message = text!(
                "Für „{name}“ sind {persons} Personen entschieden, es gibt dort aber nur {places} Plätze.",
                "{persons} persons are decided for `{name}`, but there are only {places} places."
            );
            about(decided, last, message, name)
        })
    });
    full.collect()
}

fn is_done(scenario: &Scenario, decided: &Decisions, misfit: &Misfit) -> bool {
    let decision = &decided.list[misfit.decision];
    let lives = scenario.households[decision.household].site;
    misfit.trouble == Trouble::NeedsNone && decision.site.is_some() && lives == decision.site
}

fn words(scenario: &Scenario, decided: &Decisions, misfit: &Misfit) -> Complaint {
    let decision = &decided.list[misfit.decision];
    let household = &scenario.households[decision.household];
    let (id, size) = (&household.id, household.size);
    let name = |site: crate::ids::SiteId| &scenario.sites[site.index()].id;
    let message = match misfit.trouble {
        Trouble::NeedsNone => text!(
            "„{id}“ wartet nicht, sondern wohnt schon in einer Unterkunft.",
            "`{id}` is not waiting but lives in a site already."
        ),
        Trouble::NotOpen(site) => {
            let site = name(site);
            text!(
                "„{site}“ nimmt an diesem Tag niemanden auf.",
                "`{site}` takes nobody in on that day."
            )
        }
        Trouble::Emergency(site) => {
            let site = name(site);
            text!(
                "„{site}“ ist eine Notunterkunft und kein Platz auf Dauer.",
                "`{site}` is emergency accommodation and no regular place."
            )
        }
        Trouble::NothingFree(site) => {
            let site = name(site);
            text!(
                "In „{site}“ ist nichts frei, das für „{id}“ groß genug ist (Personen: {size}).",
                "`{site}` has nothing free that is large enough for `{id}` (persons: {size})."
            )
        }
        Trouble::TooManyOfAge(site) => {
            let site = name(site);
            text!(
                "Die Plätze nach Alter in „{site}“ reichen nicht für „{id}“.",
                "The places by age in `{site}` do not suffice for `{id}`."
            )
        }
        Trouble::Overbooked(site, persons, beyond) => {
            let site = name(site);
            text!(
                "Für „{site}“ sind {persons} Personen entschieden, {beyond} mehr, als dort Platz finden.",
                "{persons} persons are decided for `{site}`, {beyond} more than find room there."
            )
        }
    };
    let value = decision.site.map_or("-", |site| name(site).as_str());
    about(decided, misfit.decision, message, value)
}

fn about(decided: &Decisions, decision: usize, message: Text, value: &str) -> Complaint {
    let place = decided.places.get(decision).cloned().unwrap_or_default();
    Complaint::new(place, message)
        .key("decided_site")
        .value(value)
        .help(text!(
            "Eine andere Unterkunft eintragen oder die Zelle leer lassen.",
            "Enter another site, or leave the cell empty."
        ))
}
