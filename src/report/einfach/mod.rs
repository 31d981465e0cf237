//! The page in Einfache Sprache: short German sentences from the same findings.
//!
//! The numbers are rounded by `number` and judged by `verdict`, as on the other page. Reviewed
//! texts in Leichte Sprache come from the scenario, with reviewer and date; without them the
//! page says that nobody has checked it.

mod catalogue;
#[cfg(test)]
pub(in crate::report) mod linter;

pub use catalogue::Say;

use super::block::{Block, Light, Page, Section, stranger};
use super::comparison::words::letter;
use super::questions::{self, Run};
use super::results::{Edition, Results};
use super::sections::summary::worst;
use super::{number, verdict};
use crate::findings::comparison::{Comparison, FigureRow, StoredRun};
use crate::findings::{Estimate, Figure, Quantity, Unit};
use crate::text::Text;
use serde_json::Value;

/// The page of a run.
pub fn compose(results: &Results) -> Page {
    let findings = results.findings;
    let get = |id: &str| findings.figure(id);
    let mut important = room(&Run::of(results));
    important.extend(first_day(get("first_shortage_date")));
    important.extend(nights(get("unmet_person_nights")));
    important.extend(peak(get("peak_housed")));
    let mut sections = vec![
        section("summary", Say::Important, vec![important]),
        section("cost", Say::Cost, vec![costs(get("cost_total_eur"))]),
        section("districts", Say::Districts, vec![district(results)]),
        section("services", Say::Services, vec![services(&Run::of(results))]),
    ];
    sections.extend(ending(results.resolved, findings.replications, results.edition));
    page(Say::Title, facts(results), sections)
}

/// The page of a comparison.
pub fn comparison(comparison: &Comparison, edition: Edition) -> Page {
    let runs = &comparison.runs;
    let base = letter(0);
    let mut named = vec![Say::AsBefore(base)];
    named.extend(
        runs.iter()
            .enumerate()
            .map(|(index, run)| Say::CaseIs(letter(index), stranger(&run.scenario).de)),
    );
    let unfair = comparison.caveats.iter().map(|caveat| letter(caveat.run()));
    let mut unfair: Vec<char> = unfair.collect();
    unfair.dedup();
    let mut sections = vec![section(
        "cases",
        Say::Cases,
        vec![named, unfair.into_iter().map(Say::Unfair).collect()],
    )];
    let mut blocks = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        blocks.push(Block::Heading(Say::OfCase(letter(index)).text()));
        blocks.push(paragraph(&of_run(run)));
    }
    sections.push(Section {
        id: "summary",
        title: Say::Important.text(),
        blocks,
    });
    let costs = comparison
        .rows
        .iter()
        .filter(|row| row.id == "cost_total_eur")
        .map(differences)
        .collect();
    sections.push(section("cost", Say::Cost, costs));
    let first = runs.first();
    let replications = first.map_or(0, |run| run.replications);
    let resolved = first.map_or(&Value::Null, |run| &run.resolved);
    sections.extend(ending(resolved, replications, edition));
    page(Say::TitleOfComparison, Vec::new(), sections)
}

fn page(title: Say, facts: Vec<(Text, Text)>, sections: Vec<Section>) -> Page {
    Page {
        title: title.text(),
        kicker: Say::Kicker.text(),
        lead: None,
        facts,
        small: Vec::new(),
        sections: sections
            .into_iter()
            .filter(|section| !section.blocks.is_empty())
            .collect(),
        foot: Say::Foot.text(),
        chart_files: None,
    }
}

fn facts(results: &Results) -> Vec<(Text, Text)> {
    let mut facts = vec![
        (Say::NameOfCase.text(), stranger(&results.findings.scenario)),
        (Say::NameOfDate.text(), number::date(results.date)),
    ];
    if let Some(office) = results.responsible {
        facts.push((Say::NameOfOffice.text(), stranger(office)));
    }
    facts
}

/// A section of paragraphs, without the empty ones.
fn section(id: &'static str, title: Say, paragraphs: Vec<Vec<Say>>) -> Section {
    Section {
        id,
        title: title.text(),
        blocks: paragraphs
            .iter()
            .filter(|said| !said.is_empty())
            .map(|said| paragraph(said))
            .collect(),
    }
}

/// Sentences below each other, one per line.
fn paragraph(said: &[Say]) -> Block {
    Block::List(
        said.iter()
            .flat_map(|one| sentences(&one.words()))
            .map(Text::same)
            .collect(),
    )
}

/// The sentences of a text; a point within a number or a date ends none.
fn sentences(words: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = words;
    while let Some(end) = rest.find(['.', '?', '!']).and_then(|_| end_of_sentence(rest)) {
        let (sentence, after) = rest.split_at(end);
        all.push(sentence.trim().to_owned());
        rest = after;
    }
    if !rest.trim().is_empty() {
        all.push(rest.trim().to_owned());
    }
    all
}

fn end_of_sentence(words: &str) -> Option<usize> {
    words
        .match_indices(['.', '?', '!'])
        .map(|(at, _)| at + 1)
        .find(|end| *end == words.len() || words[*end..].starts_with(' '))
}

fn room(run: &Run) -> Vec<Say> {
    let (Some(verdict), Some(risk)) = (questions::room(run), run.figure("probability_of_shortage")) else {
        return Vec::new();
    };
    let replications = run.replications;
    let word = match verdict.light {
        Light::Green => Say::Enough,
        Light::Amber => Say::Tight,
        Light::Red => Say::NotEnough,
    };
    vec![word, missing(risk.times_seen(replications), replications)]
}

/// In how many computations: of ten where that is fair, else of all.
fn missing(count: u32, replications: u32) -> Say {
    let part = f64::from(count) / f64::from(replications.max(1));
    match count {
        0 => Say::MissingInNone,
        all if all >= replications => Say::MissingInAll,
        _ if (0.05..=0.95).contains(&part) && replications >= 10 => {
            let tenths = libm::round(part * 10.0).clamp(1.0, 9.0) as u32;
            Say::MissingIn(tenths, "10".into())
        }
        _ => Say::MissingIn(count, number::whole(u64::from(replications)).de),
    }
}

fn first_day(figure: Option<&Figure>) -> Vec<Say> {
    let Some(Figure {
        value: Quantity::Date(day),
        spread,
        ..
    }) = figure
    else {
        return Vec::new();
    };
    let mut said = vec![Say::FirstDay(day.german())];
    // How different the futures are; how exactly the median is known would be read as that.
    if let Some((early, late)) = spread {
        if let Quantity::Date(early) = early
            && early < day
        {
            said.push(Say::FirstDayEarly(early.german()));
        }
        match late {
            Quantity::Date(late) if late > day => said.push(Say::FirstDayLate(late.german())),
            Quantity::None => said.push(Say::FirstDayNever),
            _ => {}
        }
    }
    said
}

fn nights(figure: Option<&Figure>) -> Vec<Say> {
    positive(figure).map_or_else(Vec::new, |figure| with_range(figure, Say::Nights))
}

fn peak(figure: Option<&Figure>) -> Vec<Say> {
    positive(figure).map_or_else(Vec::new, |figure| with_range(figure, Say::Peak))
}

fn costs(figure: Option<&Figure>) -> Vec<Say> {
    positive(figure).map_or_else(Vec::new, |figure| with_range(figure, Say::Costs))
}

fn positive(figure: Option<&Figure>) -> Option<&Figure> {
    figure.filter(|figure| figure.value.number().is_some_and(|value| value > 0.0))
}

/// A number, and where it lies in nine of ten computations; how exactly it is known where they
/// are too few to say that.
fn with_range(figure: &Figure, say: fn(String) -> Say) -> Vec<Say> {
    let ends = (figure.value.number(), figure.low.number(), figure.high.number());
    let (Some(value), Some(low), Some(high)) = ends else {
        return Vec::new();
    };
    let spread = figure
        .spread
        .and_then(|(p05, p95)| p05.number().zip(p95.number()));
    let Some((least, most)) = spread else {
        return estimated(Estimate { value, low, high }, figure.unit, say);
    };
    let shown = |number: f64| number::carried(number, low, high, figure.unit).de;
    let mut said = vec![say(shown(value))];
    if least < most {
        said.push(Say::Spread(shown(least), shown(most)));
    }
    said
}

fn estimated(estimate: Estimate, unit: Unit, say: fn(String) -> Say) -> Vec<Say> {
    let Estimate { value, low, high } = estimate;
    let shown = |value: f64| number::carried(value, low, high, unit).de;
    let mut said = vec![say(shown(value))];
    if low < high {
        said.push(Say::About(shown(low), shown(high)));
    }
    said
}

fn district(results: &Results) -> Vec<Say> {
    let Some(district) = worst(results.findings) else {
        return Vec::new();
    };
    let mut said = vec![Say::Most(stranger(&district.name).de)];
    said.extend(estimated(
        district.per_thousand,
        Unit::PerThousandResidents,
        Say::PerThousand,
    ));
    said
}

/// What is said of the services: which are not enough, which may become short.
fn services(run: &Run) -> Vec<Say> {
    if run.services.is_empty() {
        return Vec::new();
    }
    let mut said = vec![Say::WhatIsAService];
    for risk in &run.services {
        let name = stranger(&risk.name).de;
        match verdict::service_light(risk, run.limits) {
            _ if risk.probability.is_none() => said.push(Say::ServiceUnknown(name)),
            Light::Red => said.push(Say::ServiceShort(name)),
            Light::Amber => said.push(Say::ServiceTight(name)),
            Light::Green => {}
        }
    }
    if said.len() == 1 {
        said.push(Say::ServicesEnough);
    }
    said
}

fn of_run(run: &StoredRun) -> Vec<Say> {
    let mut said = room(&Run::stored(run));
    said.extend(first_day(run.figure("first_shortage_date")));
    said.extend(nights(run.figure("unmet_person_nights")));
    said.extend(costs(run.figure("cost_total_eur")));
    said.extend(services(&Run::stored(run)).into_iter().skip(1));
    said
}

/// What the runs cost more or less than the base.
fn differences(row: &FigureRow) -> Vec<Say> {
    let base = letter(0);
    let mut said = Vec::new();
    for (index, difference) in row.differences.iter().enumerate() {
        let Some(difference) = difference else { continue };
        let run = letter(index);
        let Some(mean) = difference.mean else { continue };
        let sides = difference.sides;
        if sides.equal == sides.all() {
            said.push(Say::CostsSame(run, base));
        } else if mean.low <= 0.0 && mean.high >= 0.0 {
            said.push(Say::CostsUnclear(run, base));
        } else {
            let less = mean.value < 0.0;
            said.push(if less {
                Say::CostsLess(run, base)
            } else {
                Say::CostsMore(run, base)
            });
            let (low, high) = (
                mean.low.abs().min(mean.high.abs()),
                mean.low.abs().max(mean.high.abs()),
            );
            let amount = Estimate {
                value: mean.value.abs(),
                low,
                high,
            };
            said.extend(estimated(amount, row.unit, Say::Difference));
        }
    }
    said
}

fn ending(resolved: &Value, replications: u32, edition: Edition) -> Vec<Section> {
    let computed = Say::Computed(number::whole(u64::from(replications)).de);
    let mut sure = vec![computed, Say::WhatIsComputed, Say::NobodyKnows];
    sure.extend([Say::NoPromise, Say::Assumptions, Say::LongReport]);
    if edition == Edition::Public {
        sure.push(Say::Public);
    }
    let words = [
        (Say::WordSite, Say::MeaningSite),
        (Say::WordComputation, Say::MeaningComputation),
        (Say::WordNight, Say::MeaningNight),
    ];
    vec![
        section("certainty", Say::HowSure, vec![sure]),
        Section {
            id: "words",
            title: Say::Words.text(),
            blocks: vec![Block::Terms(
                words
                    .map(|(word, meaning)| (word.text(), meaning.text()))
                    .to_vec(),
            )],
        },
        checked(resolved),
    ]
}

/// Reviewed texts with reviewer and date, or that there are none. No label either way: that is
/// for those to give who have checked the whole page.
fn checked(resolved: &Value) -> Section {
    let mut blocks = Vec::new();
    if let Some(reviewed) = Reviewed::of(resolved) {
        blocks.push(Block::List(
            reviewed.texts.iter().map(|text| stranger(text)).collect(),
        ));
        blocks.push(paragraph(&[
            Say::CheckedBy(stranger(&reviewed.reviewer).de),
            Say::CheckedOn(reviewed.day),
        ]));
    } else {
        blocks.push(paragraph(&[Say::NotChecked, Say::NoEasyLanguage]));
    }
    Section {
        id: "checked",
        title: Say::Checked.text(),
        blocks,
    }
}

/// Texts in Leichte Sprache that somebody has reviewed.
struct Reviewed {
    texts: Vec<String>,
    reviewer: String,
    day: String,
}

impl Reviewed {
    fn of(resolved: &Value) -> Option<Reviewed> {
        let entry = resolved.get("easy_language")?;
        let texts = entry.get("texts")?.as_array()?;
        let day: crate::calendar::Date = entry.get("reviewed_on")?.as_str()?.parse().ok()?;
        Some(Reviewed {
            texts: texts
                .iter()
                .filter_map(|text| text.as_str().map(str::to_owned))
                .collect(),
            reviewer: entry.get("reviewed_by")?.as_str()?.to_owned(),
            day: day.german(),
        })
    }
}
