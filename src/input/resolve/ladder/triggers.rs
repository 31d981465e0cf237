//! Triggers: the steps that they name, circles, and thresholds on the wrong side.

use crate::input::file::{StepStateFile, TriggerFile};
use crate::input::resolve::context::Context;
use crate::ladder::{Step, StepState, Trigger};
use crate::text;

/// The trigger of a step.
pub fn resolve(cx: &mut Context, number: usize, ids: &[&str], file: &TriggerFile) -> Trigger {
    match file {
        TriggerFile::FreePlaces { below, weeks } => Trigger::FreePlaces {
            below: *below,
            weeks: *weeks,
        },
        TriggerFile::Occupied { at_least } => Trigger::Occupied { at_least: *at_least },
        TriggerFile::Unmet { persons, nights } => Trigger::Unmet {
            persons: *persons,
            nights: *nights,
        },
        TriggerFile::Date { from } => Trigger::Date {
            from: cx.calendar.day(*from),
        },
        TriggerFile::Step { step, state } => Trigger::Step {
            step: other_step(cx, number, ids, step.as_deref()),
            state: match state {
                StepStateFile::Active => StepState::Active,
                StepStateFile::Exhausted => StepState::Exhausted,
            },
        },
    }
}

fn other_step(cx: &mut Context, number: usize, ids: &[&str], named: Option<&str>) -> usize {
    let id = ids[number];
    match named {
        Some(name) => ids.iter().position(|other| *other == name).unwrap_or_else(|| {
            let path = ["ladder", id, "trigger", "step", "step"];
            cx.unknown_name(&path, name, ids.iter().copied());
            number
        }),
        None if number == 0 => {
            cx.complain_with(
                &["ladder", id, "trigger", "step"],
                text!(
                    "Vor der ersten Stufe steht keine andere.",
                    "No other step stands before the first one."
                ),
                text!(
                    "Mit „step = …“ eine Stufe nennen oder einen anderen Auslöser wählen.",
                    "Name a step with `step = …` or choose another trigger."
                ),
            );
            number
        }
        None => number - 1,
    }
}

/// Steps that wait for each other are never taken.
pub fn check_circles(cx: &mut Context, steps: &[Step]) {
    let before = |number: usize| match steps[number].trigger {
        Trigger::Step { step, .. } => Some(step),
        _ => None,
    };
    let file = cx.file;
    for (number, step) in steps.iter().enumerate() {
        let mut chain = vec![step.id.as_str()];
        let mut at = number;
        while let Some(next) = before(at).filter(|_| chain.len() <= steps.len()) {
            chain.push(steps[next].id.as_str());
            at = next;
            if at == number {
                break;
            }
        }
        let closes = chain.len() > 1 && at == number;
        let first = steps.iter().position(|step| chain.contains(&step.id.as_str()));
        let names_itself = matches!(
            &file.ladder[number].trigger,
            TriggerFile::Step { step: Some(name), .. } if *name == step.id
        );
        // A step that names none that exists stands for itself; that is said already.
        if closes && first == Some(number) && (chain.len() > 2 || names_itself) {
            let circle = chain.join(" → ");
            cx.complain_with(
                &["ladder", &step.id, "trigger"],
                text!(
                    "Diese Stufen warten aufeinander und werden nie erreicht: {circle}.",
                    "These steps wait for each other and are never reached: {circle}."
                ),
                text!(
                    "Einer von ihnen einen anderen Auslöser geben (free-places, occupied, unmet, date).",
                    "Give one of them another trigger (free-places, occupied, unmet, date)."
                ),
            );
        }
    }
}

/// A withdrawal must ask for more than the trigger leaves, or the step would flap.
pub fn check_withdrawal(cx: &mut Context, step: &Step) {
    let rule = step.withdrawal;
    let id = step.id.as_str();
    if let (Trigger::FreePlaces { below, .. }, Some(least)) = (&step.trigger, rule.free_places_at_least)
        && least < *below
    {
        cx.complain_with(
            &["ladder", id, "withdrawal", "free_places_at_least"],
            text!(
                "Die Stufe wird unter {below} freien Plätzen ausgelöst und schon ab {least} zurückgenommen.",
                "The step is taken below {below} free places and withdrawn from {least} on already."
            ),
            text!(
                "Eine Zahl über {below} angeben: Abstand verhindert, dass die Stufe flattert.",
                "Give a number above {below}: the distance keeps the step from flapping."
            ),
        );
    }
    if let (Trigger::Occupied { at_least }, Some(most)) = (&step.trigger, rule.occupied_at_most)
        && most >= *at_least
    {
        cx.complain_with(
            &["ladder", id, "withdrawal", "occupied_at_most"],
            text!(
                "Die Stufe wird ab einem Anteil von {at_least} ausgelöst und schon bis {most} zurückgenommen.",
                "The step is taken from a share of {at_least} on and withdrawn up to {most} already."
            ),
            text!(
                "Eine Zahl unter {at_least} angeben: Abstand verhindert, dass die Stufe flattert.",
                "Give a number below {at_least}: the distance keeps the step from flapping."
            ),
        );
    }
    if let (Trigger::Date { from }, Some(end)) = (&step.trigger, rule.not_before)
        && end <= *from
    {
        cx.complain(
            &["ladder", id, "withdrawal", "not_before"],
            text!(
                "Die Stufe endet, bevor sie beginnt.",
                "The step ends before it begins."
            ),
        );
    }
}
