//! What is asked of the stress test, and all that is wrong with the question.

use super::{StressArgs, complaint, position};
use crate::calendar::Day;
use crate::complaint::{Complaint, Complaints, Place};
use crate::household::Starts;
use crate::ids::GroupId;
use crate::scenario::Scenario;
use crate::stress::Question;
use crate::stress::crowd::Mix;
use crate::text;

/// What is asked, and the durations that do not fit into the scenario; all that is wrong with it
/// is said at once.
pub(super) fn question(
    args: &StressArgs,
    scenario: &Scenario,
    starts: Starts,
) -> Result<(Question, Vec<Day>), Complaints> {
    let mut complaints = Complaints::default();
    let wrong = [certainty(args.certainty), args.tolerated.and_then(tolerated)];
    for found in wrong.into_iter().flatten() {
        complaints.0.extend(found.0);
    }
    let start = start(args, scenario, &mut complaints);
    let (durations, left_out): (Vec<Day>, Vec<Day>) = args
        .durations()
        .into_iter()
        .partition(|days| start.saturating_add(*days) <= scenario.calendar.days);
    complaints.0.extend(
        too_short(args, scenario, start, &durations, &left_out)
            .into_iter()
            .flat_map(|found| found.0),
    );
    let mix = match &args.group {
        Some(group) => position(
            group,
            "group",
            scenario.groups.iter().map(|group| group.id.as_str()),
        )
        .map(|index| Mix::of_group(GroupId::from(index))),
        None => Mix::of_arrivals(scenario).ok_or_else(nobody),
    };
    let mix = mix.unwrap_or_else(|found| {
        complaints.0.extend(found.0);
        Mix(Vec::new())
    });
    let question = Question {
        certainty: args.certainty,
        mix,
        start,
        durations,
        aftermath: args.aftermath_weeks * 7,
        tolerated: args.tolerated.unwrap_or(scenario.judgement.tolerated),
        replications: scenario.replications,
        starts,
    };
    complaints.unless_any((question, left_out))
}

/// A certainty that is none.
fn certainty(part: f64) -> Option<Complaints> {
    let is_one = part > 0.0 && part < 1.0;
    (!is_one).then(|| {
        complaint(
            &part.to_string(),
            text!(
                "--certainty muss zwischen 0 und 1 liegen, ohne die Enden.",
                "--certainty must lie between 0 and 1, without the ends."
            ),
            text!(
                "Zum Beispiel --certainty 0.95: In 95 von 100 Rechnungen haben alle einen Platz.",
                "For example --certainty 0.95: in 95 of 100 courses everybody has a place."
            ),
        )
    })
}

/// A part of the nights that is none.
fn tolerated(part: f64) -> Option<Complaints> {
    let is_one = (0.0..1.0).contains(&part);
    (!is_one).then(|| {
        complaint(
            &part.to_string(),
            text!(
                "--tolerated muss mindestens 0 und kleiner als 1 sein.",
                "--tolerated must be 0 at least and less than 1."
            ),
            text!(
                "Zum Beispiel --tolerated 0.001: Von 1.000 nötigen Personennächten darf eine ohne Platz bleiben.",
                "For example --tolerated 0.001: of 1,000 person-nights needed one may stay without a place."
            ),
        )
    })
}

fn start(args: &StressArgs, scenario: &Scenario, complaints: &mut Complaints) -> Day {
    let calendar = &scenario.calendar;
    let Some(date) = args.start else { return 0 };
    match Day::try_from(calendar.day(date)) {
        Ok(day) if day < calendar.days => day,
        _ => {
            let (first, last) = (calendar.start, calendar.end());
            complaints.0.extend(
                complaint(
                    &date.to_string(),
                    text!(
                        "Der Zustrom beginnt nicht im Zeitraum des Szenarios.",
                        "The surge does not begin within the scenario."
                    ),
                    text!(
                        "Einen Tag von {first} bis {last} nennen.",
                        "Name a day from {first} to {last}."
                    ),
                )
                .0,
            );
            0
        }
    }
}

/// The scenario is too short for every duration, or for the one that is required.
fn too_short(
    args: &StressArgs,
    scenario: &Scenario,
    start: Day,
    durations: &[Day],
    left_out: &[Day],
) -> Option<Complaints> {
    let required = args.requirement().map(|requirement| requirement.days);
    let missing = match required.filter(|days| left_out.contains(days)) {
        Some(days) => Some(days),
        None if durations.is_empty() => left_out.first().copied(),
        None => None,
    }?;
    let room = scenario.calendar.days.saturating_sub(start);
    let end = scenario.calendar.date(start).plus_days(i64::from(missing) - 1);
    Some(complaint(
        &missing.to_string(),
        text!(
            "Vom Beginn des Zustroms an spielt das Szenario nur {room} Tage.",
            "From the start of the surge the scenario plays only {room} days."
        ),
        text!(
            "Mit --days kürzere Zeiträume nennen oder mit --set end={end} länger spielen.",
            "Name shorter durations with --days or play longer with --set end={end}."
        ),
    ))
}

fn nobody() -> Complaints {
    Complaint::new(
        Place::default(),
        text!(
            "In diesem Szenario kommt niemand an; wer bei einem Zustrom kommt, ist nicht bekannt.",
            "Nobody arrives in this scenario; who would come in a surge is not known."
        ),
    )
    .help(text!(
        "Mit --group eine Gruppe nennen oder einer Gruppe Zugänge (arrivals) geben.",
        "Name a group with --group or give arrivals to a group."
    ))
    .into()
}
