//! Names of variants and of what strikes in the drill.

use crate::report::block::stranger;
use crate::report::stress::StressReport;
use crate::stress::drill::{Cause, FIRE_DAYS, ILL_DAYS};
use crate::stress::variant::Change;
use crate::text;
use crate::text::Text;

/// A variant in words.
pub fn variant(report: &StressReport, change: &Change) -> Text {
    let step = |index: &usize| stranger(&report.scenario.ladder[*index].name);
    let site = |id: &crate::ids::SiteId| stranger(&report.scenario.sites[id.index()].name);
    let measure = |index: &usize| stranger(&report.scenario.concept.measures[*index].name);
    match change {
        Change::AsPlanned => text!("wie geplant", "as planned"),
        Change::NoSteps => text!("ohne Notfallplan", "without the emergency plan"),
        Change::AtOnce => text!(
            "alle Stufen am ersten Tag beschlossen",
            "all steps decided on the first day"
        ),
        Change::WithoutStep(index) => {
            let Text { de, en } = step(index);
            text!("ohne Stufe „{de}“", "without step “{en}”")
        }
        Change::WithSite(id) => {
            let Text { de, en } = site(id);
            text!("mit „{de}“ vom ersten Tag an", "with “{en}” from the first day")
        }
        Change::WithoutSite(id) => {
            let Text { de, en } = site(id);
            text!("„{de}“ fällt aus", "“{en}” is lost")
        }
        Change::WithoutMeasure(index) => {
            let Text { de, en } = measure(index);
            text!("ohne Maßnahme „{de}“", "without measure “{en}”")
        }
        Change::WithMeasure(index) => {
            let Text { de, en } = measure(index);
            text!("mit Maßnahme „{de}“", "with measure “{en}”")
        }
        Change::Set(typed) => {
            let Text { de, en } = stranger(typed);
            text!("mit {de}", "with {en}")
        }
    }
}

/// What strikes in the drill.
pub fn cause(report: &StressReport, cause: &Cause) -> Text {
    match cause {
        Cause::Named(index) => stranger(&report.scenario.shocks[*index].name),
        Cause::Fire(site) => {
            let Text { de, en } = stranger(&report.scenario.sites[site.index()].name);
            text!(
                "Brand in der größten Unterkunft, „{de}“, {FIRE_DAYS} Nächte (Annahme)",
                "Fire in the largest site, “{en}”, {FIRE_DAYS} nights (assumption)"
            )
        }
        Cause::StaffIll(kind) => {
            let Text { de, en } = stranger(&report.scenario.kinds[kind.index()].name);
            text!(
                "Die Hälfte des Personals fehlt {ILL_DAYS} Nächte, „{de}“ (Annahme)",
                "Half of the staff is missing for {ILL_DAYS} nights, “{en}” (assumption)"
            )
        }
        Cause::LeaseLost(site) => {
            let Text { de, en } = stranger(&report.scenario.sites[site.index()].name);
            text!(
                "Mietvertrag von „{de}“ fällt weg (Annahme)",
                "The lease of “{en}” is lost (assumption)"
            )
        }
    }
}
