//! In short: what the scenarios change, a few sentences with one number each.

use super::words as said;
use crate::findings::comparison::{Comparison, FigureRow};
use crate::findings::{Estimate, Quantity};
use crate::report::block::{Block, Section, Sentence};
use crate::report::catalogue::{compare as words, summary as summary_words};
use crate::report::{difference, number};

/// The figures of which a sentence speaks.
const SAID: [&str; 3] = ["unmet_person_nights", "forced_moves", "cost_total_eur"];

/// The summary.
pub fn section(comparison: &Comparison) -> Option<Section> {
    let mut sentences: Vec<Sentence> = rarest(comparison).into_iter().collect();
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

/// The scenario in which a place is missing least often; the first of equals.
fn rarest(comparison: &Comparison) -> Option<Sentence> {
    let risks = comparison.runs.iter().enumerate().filter_map(|(index, run)| {
        let figure = run.figure("probability_of_shortage")?;
        Some((index, run, figure, figure.value.number()?))
    });
    let (index, run, figure, _) = risks.reduce(|a, b| if b.3 < a.3 { b } else { a })?;
    let key = number::frequency(figure.count?, run.replications);
    Some(Sentence {
        text: words::rarest(
            &said::head(index, run),
            &number::probability(figure, run.replications),
        ),
        key: Some(key),
        more: Some("overview"),
    })
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
            Sentence {
                text: words::changes_most(&row.name, &said::head(*index, &comparison.runs[*index]), &shown),
                key: Some(shown),
                more: Some("differences"),
            }
        }
    })
}
