//! Words of the stress test.

use super::{Requirement, StressReport};
use crate::calendar::Day;
use crate::findings::Estimate;
use crate::report::block::{Light, Verdict, stranger};
use crate::report::number;
use crate::stress::absorb::Absorbed;
use crate::stress::drill::{Cause, FIRE_DAYS, WATCHED_DAYS};
use crate::stress::multiplier::Multiplier;
use crate::stress::variant::Change;
use crate::text;
use crate::text::Text;

/// Title of the page.
pub fn title(scenario: &Text) -> Text {
    let (de, en) = (&scenario.de, &scenario.en);
    text!("Belastungsprobe: {de}", "Stress test: {en}")
}

/// What kind of page it is.
pub fn kicker() -> Text {
    text!(
        "Wie viele Menschen zusätzlich, wie falsch darf die Prognose sein, was im Notfall geschieht",
        "How many more people, how wrong the forecast may be, what happens in an emergency"
    )
}

/// When the surge begins.
pub fn start() -> Text {
    text!("Beginn des Zustroms", "Start of the surge")
}

/// How sure it must be.
pub fn certainty() -> Text {
    text!("Sicherheit", "Certainty")
}

/// Who comes.
pub fn who_comes() -> Text {
    text!("Wer kommt", "Who comes")
}

/// The groups of the surge with their parts of the households.
pub fn mix(report: &StressReport) -> Text {
    let part = |(group, part): &(crate::ids::GroupId, f64)| {
        let name = stranger(&report.scenario.groups[group.index()].name);
        let Text { de, en } =
            number::with_unit(&number::decimal(part * 100.0, 0), crate::findings::Unit::Share);
        let (name_de, name_en) = (&name.de, &name.en);
        text!("{name_de} {de}", "{name_en} {en}")
    };
    let parts: Vec<Text> = report.question.mix.0.iter().map(part).collect();
    let joined = |pick: fn(&Text) -> &str| parts.iter().map(pick).collect::<Vec<&str>>().join(", ");
    let (de, en) = (joined(|text| &text.de), joined(|text| &text.en));
    text!("{de} (Anteile der Haushalte)", "{en} (parts of the households)")
}

/// A duration as the head of a column: `3 Monate`.
pub fn duration(days: Day) -> Text {
    match months(days) {
        Some(1) => text!("1 Monat", "1 month"),
        Some(months) => text!("{months} Monate", "{months} months"),
        None if days > 7 && days.is_multiple_of(7) => {
            let weeks = days / 7;
            text!("{weeks} Wochen", "{weeks} weeks")
        }
        None => number::counted(u64::from(days), ("Tag", "Tage"), ("day", "days")),
    }
}

/// A duration after „in“: `in 3 Monaten`.
pub fn within(days: Day) -> Text {
    match months(days) {
        Some(1) => text!("in einem Monat", "in one month"),
        Some(months) => text!("in {months} Monaten", "in {months} months"),
        None if days > 7 && days.is_multiple_of(7) => {
            let weeks = days / 7;
            text!("in {weeks} Wochen", "in {weeks} weeks")
        }
        None => {
            let Text { de, en } = number::counted(u64::from(days), ("Tag", "Tagen"), ("day", "days"));
            text!("in {de}", "in {en}")
        }
    }
}

fn months(days: Day) -> Option<u32> {
    let known = [(30, 1), (31, 1), (61, 2), (91, 3), (182, 6), (183, 6), (365, 12)];
    known
        .into_iter()
        .find(|(length, _)| *length == days)
        .map(|(_, months)| months)
}

/// A number of persons absorbed: `140`, `mehr als 16.384`.
pub fn persons(absorbed: &Absorbed) -> Text {
    let Text { de, en } = number::whole(u64::from(absorbed.persons));
    if absorbed.beyond {
        text!("mehr als {de}", "more than {en}")
    } else {
        Text { de, en }
    }
}

/// The interval of a size, or that there is none.
pub fn interval(absorbed: &Absorbed) -> Text {
    match absorbed.interval {
        Some((low, high)) => number::between(&number::whole(u64::from(low)), &number::whole(u64::from(high))),
        None => text!(
            "zu wenige Rechnungen für ein Intervall",
            "too few courses for an interval"
        ),
    }
}

/// The main sentence: „Die Stadt nimmt in 3 Monaten 140 Menschen zusätzlich auf …“.
pub fn absorbed(absorbed: &Absorbed, certainty: f64) -> Text {
    let (within, persons) = (within(absorbed.days), persons(absorbed));
    let hundred = number::trimmed(certainty * 100.0);
    let interval = interval(absorbed);
    let (a, b) = (&within.de, &within.en);
    let (c, d) = (&hundred.de, &hundred.en);
    let (e, f) = (&interval.de, &interval.en);
    if absorbed.households == 0 {
        return text!(
            "Die Stadt nimmt {a} niemanden zusätzlich mit dieser Sicherheit auf ({c} von 100 Rechnungen; 95-%-Intervall {e}).",
            "The town absorbs nobody more {b} with this certainty ({d} of 100 courses; 95% interval {f})."
        );
    }
    let people = if absorbed.persons == 1 && !absorbed.beyond {
        text!("einen Menschen", "one more person")
    } else {
        let (de, en) = (&persons.de, &persons.en);
        text!("{de} Menschen", "{en} more people")
    };
    let (de, en) = (&people.de, &people.en);
    text!(
        "Die Stadt nimmt {a} {de} zusätzlich auf ({c} von 100 Rechnungen; 95-%-Intervall {e}).",
        "The town absorbs {en} {b} ({d} of 100 courses; 95% interval {f})."
    )
}

/// How many of them sleep in emergency accommodation.
pub fn in_emergency(nights: Estimate) -> Option<Text> {
    (nights.value >= 0.5).then(|| {
        let Text { de, en } = person_nights(nights);
        text!(
            "Dabei kommen im Mittel {de} in Notunterkünften hinzu.",
            "On average this adds {en} in emergency accommodation."
        )
    })
}

fn person_nights(estimate: Estimate) -> Text {
    let unit = crate::findings::Unit::PersonNights;
    number::with_unit(
        &number::carried(estimate.value, estimate.low, estimate.high, unit),
        unit,
    )
}

/// What is already missing without the surge.
pub fn short_before(absorbed: &Absorbed, replications: u32) -> Option<Text> {
    (absorbed.short_before > 0).then(|| {
        let Text { de, en } = number::frequency(absorbed.short_before, replications);
        let days = within(absorbed.days);
        let (a, b) = (&days.de, &days.en);
        text!(
            "Auch ohne den Zustrom fehlt {de} jemandem ein Platz ({a} und in der Zeit danach); gezählt ist nur, was der Zustrom hinzufügt.",
            "Even without the surge somebody lacks a place {en} ({b} and in the time after); only what the surge adds is counted."
        )
    })
}

/// A variant in words.
pub fn variant(report: &StressReport, change: &Change) -> Text {
    let step = |index: &usize| stranger(&report.scenario.ladder[*index].name);
    let site = |id: &crate::ids::SiteId| stranger(&report.scenario.sites[id.index()].name);
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
        Change::Set(typed) => {
            let Text { de, en } = stranger(typed);
            text!("mit {de}", "with {en}")
        }
    }
}

/// A difference in persons with its sign; nothing where there is none.
pub fn gain(more: i64) -> Text {
    match more {
        0 => text!("kein Unterschied", "no difference"),
        _ => {
            let sign = if more > 0 { "+" } else { "−" };
            let Text { de, en } = number::whole(more.unsigned_abs());
            text!("{sign}{de}", "{sign}{en}")
        }
    }
}

/// The judgement on the forecast: word, colour and shape from one rule.
pub fn forecast(report: &StressReport) -> Verdict {
    let multiplier = &report.answer.multiplier;
    let (light, word) = judged(multiplier);
    Verdict {
        light,
        word,
        sentence: break_even(report),
        rule: text!(
            "Grün: der ganze Bereich des Faktors liegt bei 1 oder darüber. Rot: der ganze Bereich liegt unter 1. Gelb: dazwischen, oder zu wenige Rechnungen.",
            "Green: the whole interval of the factor lies at 1 or above. Red: the whole interval lies below 1. Amber: between, or too few courses."
        ),
        behind: None,
    }
}

fn judged(multiplier: &Multiplier) -> (Light, Text) {
    let ends = multiplier.interval;
    if multiplier.factor.is_none() || ends.is_some_and(|(_, high)| high < 1.0) {
        let word = text!(
            "Schon die Prognose ist zu viel",
            "The forecast itself is too much"
        );
        return (Light::Red, word);
    }
    if ends.is_some_and(|(low, _)| low >= 1.0) {
        return (
            Light::Green,
            text!("Die Prognose darf falsch sein", "The forecast may be wrong"),
        );
    }
    (
        Light::Amber,
        text!("Die Prognose muss stimmen", "The forecast must be right"),
    )
}

/// The break-even factor in a sentence.
fn break_even(report: &StressReport) -> Text {
    let multiplier = &report.answer.multiplier;
    let now = number::frequency(multiplier.as_forecast, report.question.replications);
    let hundred = number::trimmed(report.question.certainty * 100.0);
    let (a, b, c, d) = (&now.de, &now.en, &hundred.de, &hundred.en);
    let Some(factor) = multiplier.factor else {
        return text!(
            "Selbst wenn niemand mehr käme, hätten nicht in {c} von 100 Rechnungen alle über den ganzen Zeitraum einen Platz. Mit den angenommenen Zugängen reicht es {a}.",
            "Even if nobody came any more, not everybody would have a place over the whole period in {d} of 100 courses. With the arrivals assumed it is enough {b}."
        );
    };
    let factor = number::trimmed(factor);
    let (e, f) = (&factor.de, &factor.en);
    let more = if multiplier.beyond {
        text!("mehr als das {e}fache", "more than {f} times")
    } else {
        text!("das {e}fache", "{f} times")
    };
    let (g, h) = (&more.de, &more.en);
    let ends = multiplier.interval.map_or_else(
        || {
            text!(
                "zu wenige Rechnungen für ein Intervall",
                "too few courses for an interval"
            )
        },
        |(low, high)| {
            let Text { de, en } = number::between(&number::trimmed(low), &number::trimmed(high));
            text!("95-%-Intervall {de}", "95% interval {en}")
        },
    );
    let (i, j) = (&ends.de, &ends.en);
    text!(
        "In {c} von 100 Rechnungen haben alle über den ganzen Zeitraum einen Platz, solange {g} der angenommenen Zugänge kommt ({i}). Mit den angenommenen Zugängen selbst reicht es {a}.",
        "In {d} of 100 courses everybody has a place over the whole period as long as {h} the arrivals assumed come ({j}). With the arrivals assumed themselves it is enough {b}."
    )
}

/// What strikes in the drill.
pub fn cause(report: &StressReport, cause: &Cause) -> Text {
    match cause {
        Cause::Named(index) => stranger(&report.scenario.shocks[*index].name),
        Cause::Fire => text!(
            "Brand in der größten Unterkunft, {FIRE_DAYS} Nächte (Annahme)",
            "Fire in the largest site, {FIRE_DAYS} nights (assumption)"
        ),
        Cause::LeaseLost(site) => {
            let Text { de, en } = stranger(&report.scenario.sites[site.index()].name);
            text!(
                "Mietvertrag von „{de}“ fällt weg (Annahme)",
                "The lease of “{en}” is lost (assumption)"
            )
        }
    }
}

/// What the drill is.
pub fn drill_lead() -> Text {
    text!(
        "Jeder Ausfall trifft die Stadt zu mehreren Zeiten des Jahres, in denselben Rechnungen wie ohne ihn. Gezählt sind die Unterschiede bis {WATCHED_DAYS} Nächte danach, im Mittel der Rechnungen, mit 95-%-Intervall. Die schlimmste Woche ist die mit den meisten zusätzlichen Menschen ohne reguläres Bett.",
        "Each shock strikes the town at several times of the year, in the same courses as without it. The differences up to {WATCHED_DAYS} nights later are counted, on average over the courses, with their 95% interval. The worst week is the one with the most additional people without a regular bed."
    )
}

/// How the numbers are defined.
pub fn definitions(report: &StressReport) -> Vec<(Text, Text)> {
    let weeks = report.question.aftermath / 7;
    let tolerated = number::percent(report.question.tolerated);
    let (a, b) = (&tolerated.de, &tolerated.en);
    vec![
        (
            text!("Zustrom", "Surge"),
            text!(
                "Haushalte, die zusätzlich zu allen anderen kommen, gleichmäßig über den Zeitraum. Ein größerer Zustrom enthält die Haushalte des kleineren. Personen: im Mittel der Haushaltsgrößen; Angehörige, die später nachziehen, kommen hinzu.",
                "Households that come besides all others, evenly over the duration. A larger surge holds the households of the smaller one. Persons: by the mean size of the households; relatives who follow later come on top."
            ),
        ),
        (
            text!("Aufgenommen", "Absorbed"),
            text!(
                "Vom ersten Tag bis {weeks} Wochen nach der letzten Ankunft gibt es nicht mehr Personennächte ohne jeden Platz als in derselben Rechnung ohne den Zustrom; wer die Geduld verliert oder wegen eines Aufnahmestopps nicht kommt, zählt wie eine solche Nacht. Toleriert sind {a} der nötigen Personennächte. Nächte in Notunterkünften der Stufen gelten als Platz und stehen daneben.",
                "From the first day to {weeks} weeks after the last arrival there are no more person-nights without any place than in the same course without the surge; whoever loses patience or is turned away by a pause of arrivals counts as one such night. {b} of the person-nights needed are tolerated. Nights in emergency accommodation of the plan count as a place and are shown beside it."
            ),
        ),
        (
            text!("Belegung", "Placement"),
            text!(
                "In der Belastungsprobe werden Plätze täglich vergeben, auch wenn die Belegungsregel sonst wöchentlich gilt.",
                "In the stress test places are assigned daily, even where the policy does so weekly."
            ),
        ),
        (
            text!("Suche", "Search"),
            text!(
                "Halbierung auf einen Haushalt genau, in denselben Rechnungen. Wer einen Zustrom aufnimmt, gilt auch bei einem kleineren als ausreichend; die gefundene Größe wird in jeder Rechnung nachgespielt.",
                "Bisection down to one household, on the same courses. Whoever absorbs a surge is taken to absorb a smaller one; the size found is played again in every course."
            ),
        ),
        (
            text!("95-%-Intervall", "95% interval"),
            text!(
                "Zwischen zwei Ordnungsstatistiken dessen, was die einzelnen Rechnungen aufnehmen (Binomialverteilung).",
                "Between two order statistics of what single courses absorb (binomial distribution)."
            ),
        ),
    ]
}

/// What is said where a threshold was not met.
pub fn missed(requirement: Requirement, absorbed: &Absorbed) -> Text {
    let persons = number::whole(u64::from(requirement.persons));
    let found = number::whole(u64::from(absorbed.persons));
    let days = within(requirement.days);
    let (a, b, c) = (&persons.de, &found.de, &days.de);
    let (d, e, f) = (&persons.en, &found.en, &days.en);
    text!(
        "Verlangt war, dass die Stadt {c} {a} Menschen zusätzlich aufnimmt; es sind {b}.",
        "The town was required to absorb {d} more people {f}; it absorbs {e}."
    )
}

/// Durations for which the scenario is too short.
pub fn left_out(days: &[Day]) -> Text {
    let joined = |pick: fn(&Text) -> &str| {
        let names: Vec<Text> = days.iter().map(|days| duration(*days)).collect();
        names.iter().map(pick).collect::<Vec<&str>>().join(", ")
    };
    let (de, en) = (joined(|text| &text.de), joined(|text| &text.en));
    text!(
        "Für diese Zeiträume ist das Szenario zu kurz: {de}.",
        "The scenario is too short for these durations: {en}."
    )
}

/// Where the page was written.
pub fn written_to(place: &str) -> Text {
    text!("Belastungsprobe: {place}", "Stress test: {place}")
}
