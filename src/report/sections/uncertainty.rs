//! How sure this is: what is in the intervals, what is not, and what would change the picture.

use super::past;
use crate::report::block::{Block, Section};
use crate::report::catalogue::uncertainty as words;
use crate::report::results::Results;
use crate::report::{keys, number};
use crate::scenario::Origin;
use crate::text::Text;

/// The sources of uncertainty; left out where nothing was counted.
pub fn section(results: &Results) -> Option<Section> {
    let findings = results.findings;
    let risk = findings.figure("probability_of_shortage")?;
    let mut sources = vec![
        words::chance(
            &number::whole(u64::from(findings.replications)),
            &number::probability(risk, findings.replications),
        ),
        words::futures(),
    ];
    let (unsourced, all) = unsourced(results);
    if all > 0 {
        sources.push(words::assumptions(unsourced, all));
    }
    sources.push(words::model());
    let mut blocks = vec![Block::List(sources), Block::Heading(words::past_title())];
    blocks.extend(past::blocks(results.resolved));
    blocks.push(Block::Heading(words::change_title()));
    blocks.push(Block::List(changes(results)));
    Some(Section {
        id: "uncertainty",
        title: words::title(),
        blocks,
    })
}

/// Numbers that somebody set without a source, and all that somebody set.
fn unsourced(results: &Results) -> (usize, usize) {
    let set = results
        .assumptions
        .iter()
        .filter(|value| value.origin != Origin::Default)
        .filter(|value| value.value.is_number() && !is_of_the_past(&value.key));
    set.fold((0, 0), |(without, all), value| {
        (without + usize::from(value.source.is_none()), all + 1)
    })
}

/// Whether a key records what was, on which no number rests.
pub fn is_of_the_past(key: &str) -> bool {
    key.starts_with("past.")
}

/// What would change the picture: the assumptions that matter most where they are known.
fn changes(results: &Results) -> Vec<Text> {
    let mut said: Vec<Text> = results
        .sensitivity
        .into_iter()
        .flat_map(|sensitivity| &sensitivity.measures)
        .filter_map(|measure| {
            let first = measure.swings.first()?;
            let name = results.findings.figure(measure.figure)?.name.clone();
            Some(words::matters_most(
                &name,
                &keys::meaning(&first.key, results.resolved),
            ))
        })
        .collect();
    if said.is_empty() {
        said.push(words::not_computed());
    }
    said.extend(words::always());
    said
}
