//! Decisions that a site cannot take, in words.

use crate::complaint::Complaint;
use crate::input::decisions::Decisions;
use crate::proposal::{Draft, Misfit, Trouble};
use crate::scenario::Scenario;
use crate::text;

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
    let place = decided.places.get(misfit.decision).cloned().unwrap_or_default();
    let value = decision.site.map_or("-", |site| name(site).as_str());
    Complaint::new(place, message)
        .key("decided_site")
        .value(value)
        .help(text!(
            "Eine andere Unterkunft eintragen oder die Zelle leer lassen.",
            "Enter another site, or leave the cell empty."
        ))
}
