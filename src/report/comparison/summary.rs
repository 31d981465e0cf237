//! In short: what the scenarios change, a few sentences with one number each.

use super::words as said;
use crate::findings::comparison::{Comparison, FigureRow};
use crate::findings::{Estimate, Quantity};
use crate::report::block::{Block, Section, Sentence};
use crate::report::catalogue::{compare as words, summary as summary_words};
use crate::report::{difference, number};
use crate::text::Text;

/// The figures of which a sentence speaks.
const SAID: [&str; 3] = [UNMET, "forced_moves", COST];

const UNMET: &str = "unmet_person_nights";
const COST: &str = "cost_total_eur";

/// The summary.
pub fn section(comparison: &Comparison) -> Option<Section> {
    let mut sentences = rarest_and_commonest(comparison);
    sentences.extend(SAID.iter().filter_map(|id| {
        let row = comparison.rows.iter().find(|row| row.id == *id)?;
        against_the_base(comparison, row)
    }));
    (!sentences.is_empty()).then(|| Section {
        id: "summary",
        title: summary_words::title(),
        blocks: vec![
            Block::Sentences(sentences),
            Block::Paragraph(summary_words::limits()),
        ],
    })
}

/// The scenarios in which a place is missing least and most often; the first of equals.
fn rarest_and_commonest(comparison: &Comparison) -> Vec<Sentence> {
    let risk = |run: &usize| {
        let figure = comparison.runs[*run].figure("probability_of_shortage");
        figure.and_then(|figure| figure.value.number())
    };
    let known: Vec<(usize, f64)> = (0..comparison.runs.len())
        .filter_map(|run| Some((run, risk(&run)?)))
        .collect();
    let first = |is_more: fn(f64, f64) -> bool| {
        let better = |a: (usize, f64), b: (usize, f64)| if is_more(b.1, a.1) { b } else { a };
        known.iter().copied().reduce(better)
    };
    let (Some(rarest), Some(commonest)) = (first(|b, a| b < a), first(|b, a| b > a)) else {
        return Vec::new();
    };
    let told = |run: usize, say: fn(&Text, &Text) -> Text| shortage(comparison, run, say);
    let mut sentences: Vec<Sentence> = told(rarest.0, words::rarest).into_iter().collect();
    if commonest.1 > rarest.1 {
        sentences.extend(told(commonest.0, words::commonest));
    }
    sentences
}

fn shortage(comparison: &Comparison, index: usize, say: fn(&Text, &Text) -> Text) -> Option<Sentence> {
    let run = &comparison.runs[index];
    let figure = run.figure("probability_of_shortage")?;
    let often = number::probability(figure, run.replications);
    Some(Sentence {
        text: say(&said::head(index, run), &often),
        key: Some(number::frequency(figure.count?, run.replications)),
        more: Some("overview"),
    })
}

/// Whether a run leaves more nights without any place than the base, beyond chance.
fn leaves_more_without(comparison: &Comparison, index: usize) -> bool {
    let unmet = comparison.rows.iter().find(|row| row.id == UNMET);
    let difference = unmet.and_then(|row| row.differences[index].as_ref());
    difference
        .and_then(|difference| difference.mean)
        .is_some_and(|mean| mean.low > 0.0)
}

/// The scenario with the least of a figure, compared to the base; else the one with the most.
fn against_the_base(comparison: &Comparison, row: &FigureRow) -> Option<Sentence> {
    let all = row.differences.iter().enumerate();
    let means: Vec<(usize, Estimate)> = all
        .filter_map(|(index, difference)| Some((index, difference.as_ref()?.mean?)))
        .collect();
    let established = |mean: &Estimate| mean.low > 0.0 || mean.high < 0.0;
    let sure = means.iter().filter(|(_, mean)| established(mean));
    let least = sure
        .clone()
        .reduce(|a, b| if b.1.value < a.1.value { b } else { a });
    let most = sure.reduce(|a, b| if b.1.value > a.1.value { b } else { a });
    let told = least.filter(|(_, mean)| mean.value < 0.0).or(most);
    let base = comparison.runs[0].figure(&row.id)?;
    if means.is_empty() || matches!(base.value, Quantity::None) {
        return None;
    }
    Some(match told {
        None => Sentence {
            text: words::nothing_established(&row.name),
            key: None,
            more: Some("differences"),
        },
        Some((index, mean)) => {
            let shown = difference::signed(mean, row.unit);
            let saves = row.id == COST && mean.value < 0.0;
            let say = match saves && leaves_more_without(comparison, *index) {
                true => words::cheaper_but_short,
                false => words::changes_most,
            };
            Sentence {
                text: say(&row.name, &said::head(*index, &comparison.runs[*index]), &shown),
                key: Some(shown),
                more: Some("differences"),
            }
        }
    })
}
