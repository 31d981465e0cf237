//! The ladder: names become positions, blocks of hotel rooms become sites, and what cannot work
//! is said.

mod actions;
mod triggers;

use super::context::Context;
use super::durations;
use crate::ids::SiteId;
use crate::input::file::{ActionFile, BreachFile, StepCostFile, StepFile, StepPreset};
use crate::ladder::preset::Preset;
use crate::ladder::{Action, Breach, Step, StepCost, Trigger, Withdrawal};
use crate::measure::Rules;
use crate::scenario::Scenario;
use crate::site::Opening;
use crate::stay::Duration;
use crate::text;
use crate::units::Money;

/// Steps without a lead time of their own take the longest of their sites; what has none at all
/// is complained about.
pub fn resolve(cx: &mut Context, scenario: &mut Scenario) {
    let file = cx.file;
    let ids: Vec<&str> = file.ladder.keys().map(String::as_str).collect();
    let mut steps = Vec::new();
    for (number, (id, step)) in file.ladder.iter().enumerate() {
        let trigger = triggers::resolve(cx, number, &ids, &step.trigger);
        let action = actions::resolve(cx, id, step, scenario);
        let lead_time = lead_time(cx, id, step, &action, scenario);
        let resolved = Step {
            id: id.clone(),
            name: step.name.clone().unwrap_or_else(|| id.clone()),
            trigger,
            lead_time,
            cost: cost(&step.cost),
            withdrawal: withdrawal(cx, step),
            breaks: step.breaks.iter().map(|file| breach(cx, file)).collect(),
            action,
        };
        triggers::check_withdrawal(cx, &resolved);
        say_what_comes_too_late(cx, &resolved);
        steps.push(resolved);
    }
    triggers::check_circles(cx, &steps);
    check_shared_sites(cx, &steps, scenario);
    scenario.ladder = steps;
}

/// The preset as the world knows it.
pub fn preset(preset: StepPreset) -> Preset {
    match preset {
        StepPreset::Hall => Preset::Hall,
        StepPreset::Hotel => Preset::Hotel,
        StepPreset::Flat => Preset::Flat,
        StepPreset::Container => Preset::Container,
    }
}

fn lead_time(cx: &mut Context, id: &str, step: &StepFile, action: &Action, scenario: &Scenario) -> Duration {
    if let Some(lead) = &step.lead_time {
        return durations::resolve(cx, &["ladder", id, "lead_time"], lead);
    }
    if let Some(usual) = step.preset {
        return preset(usual).lead_time();
    }
    let of_sites = match action {
        Action::Activate { sites, .. } => sites
            .iter()
            .filter_map(|site| scenario.sites[site.index()].lead_time_days)
            .max(),
        _ => None,
    };
    if of_sites.is_none() {
        cx.complain_with(
            &["ladder", id],
            text!(
                "Die Stufe braucht eine Vorlaufzeit.",
                "The step needs a lead time."
            ),
            text!(
                "„lead_time.fixed = {{ days = … }}“ angeben oder „preset“ (hall, hotel, flat, container); 0 Tage, wenn sie sofort wirkt.",
                "Give `lead_time.fixed = {{ days = … }}` or `preset` (hall, hotel, flat, container); 0 days if it takes effect at once."
            ),
        );
    }
    Duration::Fixed {
        days: f64::from(of_sites.unwrap_or(0)),
    }
}

fn cost(file: &StepCostFile) -> StepCost {
    let money = |eur: Option<f64>| Money::from_eur(eur.unwrap_or(0.0));
    StepCost {
        once: money(file.once_eur),
        per_day: money(file.per_day_eur),
        per_place_day: money(file.per_place_day_eur),
    }
}

fn withdrawal(cx: &Context, step: &StepFile) -> Withdrawal {
    let file = &step.withdrawal;
    let usual = step.preset.map_or(0, |usual| preset(usual).usual().minimum_days);
    let contract = match step.action {
        ActionFile::Hotel { minimum_days, .. } => minimum_days,
        _ => 0,
    };
    let said = file.minimum_days.or((contract > 1).then_some(0));
    Withdrawal {
        quiet_days: file.quiet_days,
        minimum_days: said.unwrap_or(usual).max(contract),
        free_places_at_least: file.free_places_at_least,
        occupied_at_most: file.occupied_at_most,
        not_before: file.not_before.map(|date| cx.calendar.day(date)),
    }
}

/// One rule of notice for all: where a step says nothing else, that of the concept.
fn breach(cx: &Context, file: &BreachFile) -> Breach {
    match file {
        BreachFile::Notice { days } => {
            let information = cx
                .file
                .concept
                .as_ref()
                .and_then(|concept| concept.information.as_ref());
            let rule = information.and_then(|rules| rules.emergency_days);
            Breach::Notice {
                days: days.or(rule).unwrap_or(Rules::default().emergency_days_before),
            }
        }
        BreachFile::Area {
            m2_per_person,
            standard_m2,
        } => Breach::Area {
            m2_per_person: *m2_per_person,
            standard_m2: *standard_m2,
        },
        BreachFile::Other { what } => Breach::Other(what.clone()),
    }
}

/// A step that takes longer than the town looks ahead, or begins only when people are without a
/// place, helps those who are there now too late.
fn say_what_comes_too_late(cx: &mut Context, step: &Step) {
    const A_WEEK: f64 = 7.0;
    let lead = step.lead_time.mean();
    let days = libm::ceil(lead);
    let (id, help) = (
        step.id.as_str(),
        text!(
            "Früher auslösen, zum Beispiel mit „trigger.free-places“ und mehr Wochen, oder eine schnellere Stufe davor setzen.",
            "Trigger it earlier, for example with `trigger.free-places` and more weeks, or put a quicker step before it."
        ),
    );
    match step.trigger {
        Trigger::FreePlaces { weeks, .. } if lead > f64::from(weeks) * A_WEEK => cx.notice_with(
            &["ladder", id, "trigger"],
            text!(
                "Die Stufe braucht im Mittel {days} Tage, vorausgeschaut werden nur {weeks} Wochen: Sie kommt meist zu spät.",
                "The step takes {days} days on average and the town looks only {weeks} weeks ahead: it mostly comes too late."
            ),
            help,
        ),
        Trigger::Unmet { .. } if lead > A_WEEK => cx.notice_with(
            &["ladder", id, "trigger"],
            text!(
                "Die Stufe beginnt erst, wenn Menschen ohne Platz sind, und braucht dann im Mittel noch {days} Tage.",
                "The step begins only when people are without a place and then takes {days} days on average."
            ),
            help,
        ),
        _ => {}
    }
}

/// No two steps open the same site.
fn check_shared_sites(cx: &mut Context, steps: &[Step], scenario: &Scenario) {
    for (number, step) in steps.iter().enumerate() {
        for site in step.own_sites() {
            let earlier = steps[..number]
                .iter()
                .find(|earlier| earlier.own_sites().contains(site));
            if let Some(earlier) = earlier {
                let (name, before) = (&scenario.sites[site.index()].id, &earlier.id);
                cx.complain_with(
                    &["ladder", &step.id, "action"],
                    text!(
                        "„{name}“ wird schon von der Stufe „{before}“ geöffnet.",
                        "`{name}` is opened by the step `{before}` already."
                    ),
                    text!(
                        "Jede Unterkunft gehört zu höchstens einer Stufe.",
                        "Every site belongs to one step at most."
                    ),
                );
            }
        }
    }
}

/// Whether a site is not there until somebody opens it.
fn can_be_opened(scenario: &Scenario, site: SiteId) -> bool {
    matches!(
        scenario.sites[site.index()].opening,
        Opening::OnNeed { .. } | Opening::Never
    )
}
