//! The surge curve: how many people over which duration, by variant, as a picture.

use super::sizes::{letter, lettered, table};
use super::{StressReport, words};
use crate::calendar::Day;
use crate::report::block::{Axis, AxisNumbers, Chart, Drawing, Figure, Ink, Layer, Points};
use crate::stress::absorb::Absorbed;
use crate::text;
use crate::text::Text;

/// Lines of the chart at most: one ink each.
const MOST_LINES: usize = 6;

/// Ink of the interval of the size as planned.
const BAND: Ink = Ink::RiskInterval;

/// Up to so many days a duration is counted in days.
const SHORT: Day = 60;

/// Days of a month on average, 365.25 / 12.
const DAYS_OF_A_MONTH: f64 = 30.4375;

/// The variants that are drawn: the first ones that differ from those drawn before.
fn drawn(report: &StressReport) -> Vec<usize> {
    let sizes = |at: usize| -> Vec<u32> {
        let absorbed = &report.answer.variants[at];
        absorbed.iter().map(|one| one.persons).collect()
    };
    let mut drawn: Vec<usize> = Vec::new();
    for at in 0..report.answer.variants.len() {
        if drawn.len() < MOST_LINES && drawn.iter().all(|other| sizes(*other) != sizes(at)) {
            drawn.push(at);
        }
    }
    drawn
}

/// The figure, with the table of all variants as its data.
pub(super) fn figure(report: &StressReport) -> Figure {
    let drawn = drawn(report);
    let names: Vec<Text> = drawn.iter().map(|at| lettered(report, *at)).collect();
    Figure {
        id: "surge-curve",
        title: text!(
            "Größter aufgenommener Zustrom nach Dauer",
            "Largest surge absorbed by duration"
        ),
        description: description(report),
        reading: text!(
            "Jede Linie ist eine Variante; über der Dauer des Zustroms steht, wie viele Menschen er in dieser Zeit bringen darf. Die Fläche ist der Bereich, in dem die Größe wie geplant mit 95 % Sicherheit liegt. Varianten, die sich von keiner Linie unterscheiden, stehen nur in der Tabelle.",
            "Each line is a variant; above the duration of the surge stands how many people it may bring in that time. The area is the range in which the size as planned lies with 95% certainty. Variants that differ from no line stand in the table only."
        ),
        legend: legend(report, names),
        drawing: Drawing::Chart(chart(report, &drawn)),
        data: table(report),
    }
}

fn description(report: &StressReport) -> Text {
    let part = |absorbed: &Absorbed| {
        let (duration, persons) = (words::duration(absorbed.days), words::persons(absorbed));
        let (a, b, c, d) = (&duration.de, &persons.de, &duration.en, &persons.en);
        text!("{a}: {b}", "{c}: {d}")
    };
    let parts: Vec<Text> = report.as_planned().iter().map(part).collect();
    let joined = |pick: fn(&Text) -> &str| parts.iter().map(pick).collect::<Vec<&str>>().join("; ");
    let (de, en) = (joined(|text| &text.de), joined(|text| &text.en));
    text!(
        "Wie geplant nimmt die Stadt so viele Menschen zusätzlich auf: {de}.",
        "As planned the town absorbs so many more people: {en}."
    )
}

fn chart(report: &StressReport, drawn: &[usize]) -> Chart {
    let values = |at: usize| -> Vec<f64> {
        let absorbed = &report.answer.variants[at];
        absorbed.iter().map(|one| f64::from(one.persons)).collect()
    };
    let band = band(report.as_planned());
    let top = band.iter().flat_map(|(_, upper)| upper.iter().copied());
    let highest = drawn
        .iter()
        .flat_map(|at| values(*at))
        .chain(top)
        .fold(1.0, f64::max);
    let ends: Vec<f64> = drawn
        .iter()
        .map(|at| values(*at).last().copied().unwrap_or(0.0))
        .collect();
    // The line as planned is drawn last, over those that meet it.
    let lines = drawn.iter().enumerate().rev().map(|(ink, at)| Layer::Line {
        values: values(*at),
        ink: line(ink),
        label: has_room(&ends, ink, highest).then(|| Text::same(letter(*at))),
    });
    let area = band.map(|(lower, upper)| Layer::Band {
        lower,
        upper,
        ink: BAND,
    });
    let days = report.question.durations.iter();
    let (at, name) = if report.question.durations.last().is_some_and(|days| *days > SHORT) {
        let months = days.map(|days| f64::from(*days) / DAYS_OF_A_MONTH);
        let name = text!("Dauer des Zustroms in Monaten", "Duration of the surge in months");
        (months.collect(), name)
    } else {
        let name = text!("Dauer des Zustroms in Tagen", "Duration of the surge in days");
        (days.map(|days| f64::from(*days)).collect(), name)
    };
    Chart {
        x: Axis::Numbers {
            at,
            name,
            points: Points::Joined,
        },
        y_name: text!("Personen", "Persons"),
        y_numbers: AxisNumbers::Plain,
        y_range: (0.0, highest),
        layers: area.into_iter().chain(lines).collect(),
    }
}

/// Whether the letter of a line can stand at its end: those drawn before end elsewhere.
fn has_room(ends: &[f64], line: usize, highest: f64) -> bool {
    let room = highest / 16.0;
    ends[..line].iter().all(|end| (end - ends[line]).abs() > room)
}

/// Lines and area in words.
fn legend(report: &StressReport, names: Vec<Text>) -> Vec<(Ink, Text)> {
    let lines = names.into_iter().enumerate();
    let mut legend: Vec<(Ink, Text)> = lines.map(|(at, name)| (line(at), name)).collect();
    if band(report.as_planned()).is_some() {
        let area = text!("95-%-Intervall von A", "95% interval of A");
        legend.push((BAND, area));
    }
    legend
}

/// The ends of the intervals, where all durations have one.
fn band(absorbed: &[Absorbed]) -> Option<(Vec<f64>, Vec<f64>)> {
    let ends: Option<Vec<(u32, u32)>> = absorbed.iter().map(|one| one.interval).collect();
    let ends = ends.filter(|ends| !ends.is_empty())?;
    Some(
        ends.iter()
            .map(|&(low, high)| (f64::from(low), f64::from(high)))
            .unzip(),
    )
}

/// Ink of a line: each dark enough to be told from the paper, also in print.
fn line(number: usize) -> Ink {
    const DARK: [Ink; MOST_LINES] = [
        Ink::Kind(0),
        Ink::Kind(2),
        Ink::Kind(4),
        Ink::Capacity,
        Ink::RiskEstimate,
        Ink::Revenue,
    ];
    DARK[number % MOST_LINES]
}
