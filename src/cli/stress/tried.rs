//! The variants that are asked for by step, site, measure or value.

use super::{StressArgs, changes, complaint, position, starts};
use crate::complaint::Complaints;
use crate::ids::SiteId;
use crate::input;
use crate::scenario::Scenario;
use crate::stress::Question;
use crate::stress::variant::{self, Change, Variant};
use crate::text;

pub(super) fn variants(
    args: &StressArgs,
    scenario: &Scenario,
    question: &Question,
) -> Result<Vec<Variant>, Complaints> {
    let mut complaints = Complaints::default();
    let asked = [&args.step, &args.site, &args.measure, &args.with]
        .iter()
        .any(|names| !names.is_empty());
    let mut changes = if asked {
        vec![Change::AsPlanned]
    } else {
        variant::usual(scenario)
    };
    for found in args.step.iter().map(|step| without_step(step, scenario)) {
        found.map_or_else(
            |found| complaints.0.extend(found.0),
            |change| changes.push(change),
        );
    }
    for found in args.site.iter().map(|site| with_or_without(site, scenario)) {
        found.map_or_else(
            |found| complaints.0.extend(found.0),
            |change| changes.push(change),
        );
    }
    for found in args.measure.iter().map(|measure| switched(measure, scenario)) {
        found.map_or_else(
            |found| complaints.0.extend(found.0),
            |change| changes.push(change),
        );
    }
    let mut variants = variant::all(scenario, question, changes);
    for typed in &args.with {
        match changed(args, typed, scenario) {
            Ok(variant) => variants.push(variant),
            Err(found) => complaints.0.extend(found.0),
        }
    }
    complaints.unless_any(variants)
}

fn without_step(step: &str, scenario: &Scenario) -> Result<Change, Complaints> {
    let names = scenario.ladder.iter().map(|step| step.id.as_str());
    position(step, "step", names).map(Change::WithoutStep)
}

fn with_or_without(site: &str, scenario: &Scenario) -> Result<Change, Complaints> {
    let names = scenario.sites.iter().map(|site| site.id.as_str());
    let id = SiteId::from(position(site, "site", names)?);
    match variant::step_of(scenario, id) {
        None => Ok(variant::site(scenario, id)),
        Some(step) => {
            let step = &scenario.ladder[step].id;
            Err(complaint(
                site,
                text!(
                    "--site: Diese Unterkunft öffnet die Stufe „{step}“ des Notfallplans.",
                    "--site: this site is opened by the step `{step}` of the emergency plan."
                ),
                text!(
                    "Mit --step {step} zeigen, was sie bringt.",
                    "Show with --step {step} what it buys."
                ),
            ))
        }
    }
}

fn switched(measure: &str, scenario: &Scenario) -> Result<Change, Complaints> {
    let names = scenario
        .concept
        .measures
        .iter()
        .map(|measure| measure.id.as_str());
    let index = position(measure, "measure", names)?;
    variant::measure(scenario, index).ok_or_else(|| {
        complaint(
            measure,
            text!(
                "--measure: Diese Maßnahme wirkt in diesem Szenario nicht.",
                "--measure: this measure does not act in this scenario."
            ),
            text!(
                "Eine Maßnahme mit „effects“ nennen, die im Zeitraum wirken kann; warum sie es nicht kann, sagt „quartier run --only {measure}“.",
                "Name a measure with `effects` that can act within the period; why it cannot, `quartier run --only {measure}` says."
            ),
        )
    })
}

/// The scenario read again with another value; the question stays that of the first.
fn changed(args: &StressArgs, typed: &str, base: &Scenario) -> Result<Variant, Complaints> {
    let changes = changes(args)?.typed(typed)?;
    let scenario = input::load(&args.scenario, &changes)?.scenario;
    let is_like = scenario.calendar == base.calendar
        && scenario.seed == base.seed
        && scenario.replications == base.replications
        && scenario.groups.len() == base.groups.len();
    if is_like {
        return Ok(Variant {
            change: Change::Set(typed.to_owned()),
            starts: starts(args, &changes, scenario.replications)?,
            scenario,
        });
    }
    Err(complaint(
        typed,
        text!(
            "--with: Zeitraum, seed, Zahl der Rechnungen und Gruppen müssen in allen Varianten gleich sein.",
            "--with: period, seed, number of replications and groups must be the same in all variants."
        ),
        text!(
            "Diesen Wert mit --set für alle Varianten setzen.",
            "Set this value for all variants with --set."
        ),
    ))
}
