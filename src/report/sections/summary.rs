//! In short: a judgement and a few sentences with one number each.

use crate::findings::{DistrictFindings, Findings, Unit};
use crate::report::block::{Block, Section, Sentence, stranger};
use crate::report::catalogue::summary as words;
use crate::report::questions::{self, Run};
use crate::report::results::Results;
use crate::report::sections::services;
use crate::report::{number, verdict};

/// The summary.
pub fn section(results: &Results) -> Option<Section> {
    let findings = results.findings;
    let mut blocks: Vec<Block> = questions::room(&Run::of(results))
        .into_iter()
        .map(Block::Verdict)
        .collect();
    blocks.extend(services::short_lights(findings).map(Block::Table));
    blocks.push(Block::Sentences(sentences(findings)));
    blocks.push(Block::Paragraph(words::limits()));
    blocks.push(Block::Paragraph(words::replications_explained(
        findings.replications,
    )));
    Some(Section {
        id: "summary",
        title: words::title(),
        blocks,
    })
}

/// The judgement on the risk of shortage.
pub fn judgement(findings: &Findings) -> Option<crate::report::block::Verdict> {
    let risk = findings.figure("probability_of_shortage")?;
    Some(verdict::room(verdict::Risk {
        any: risk,
        lasting: findings.figure("probability_of_lasting_shortage"),
        replications: findings.replications,
        limits: findings.judgement,
        worst_month: verdict::worst_month(&findings.shortage_by_month),
    }))
}

/// The sentences that the findings carry, in the order in which people ask; the peak only where
/// there is always room.
pub fn sentences(findings: &Findings) -> Vec<Sentence> {
    [first_shortage, unmet, peak, worst_district, cost]
        .iter()
        .filter_map(|sentence| sentence(findings))
        .collect()
}

fn first_shortage(findings: &Findings) -> Option<Sentence> {
    let figure = findings.figure("first_shortage_date")?;
    let (day, interval) = (number::value(figure)?, number::interval(figure)?);
    Some(Sentence {
        text: words::first_shortage(&day, &interval),
        key: Some(day),
        more: Some("risk"),
    })
}

fn unmet(findings: &Findings) -> Option<Sentence> {
    let figure = findings.figure("unmet_person_nights")?;
    if figure.value.number()? <= 0.0 {
        return None;
    }
    let value = number::value(figure)?;
    Some(Sentence {
        text: words::unmet(&value, &number::interval(figure)?),
        key: Some(value),
        more: Some("course"),
    })
}

fn peak(findings: &Findings) -> Option<Sentence> {
    if unmet(findings).is_some() {
        return None;
    }
    let figure = findings.figure("peak_housed")?;
    let value = number::value(figure)?;
    let around = number::spread(figure).or_else(|| number::interval(figure))?;
    Some(Sentence {
        text: words::peak(&value, &around),
        key: Some(value),
        more: Some("course"),
    })
}

/// The district with most persons housed per 1,000 residents; ties by order of the file.
pub fn worst(findings: &Findings) -> Option<&DistrictFindings> {
    let districts = findings.districts.iter();
    let worst = questions::worst(districts.map(|d| (d.name.as_str(), d.residents, d.per_thousand)))?;
    findings.districts.get(worst.position)
}

fn worst_district(findings: &Findings) -> Option<Sentence> {
    let district = worst(findings)?;
    let unit = Unit::PerThousandResidents;
    let value = number::estimate(district.per_thousand, unit);
    Some(Sentence {
        text: words::worst_district(
            &stranger(&district.name).de,
            &value,
            &number::estimate_interval(district.per_thousand, unit),
        ),
        key: Some(value),
        more: Some("districts"),
    })
}

fn cost(findings: &Findings) -> Option<Sentence> {
    let figure = findings.figure("cost_total_eur")?;
    let (shown, ends) = questions::money(figure)?;
    Some(Sentence {
        text: words::cost(&shown, ends.as_ref()),
        key: Some(shown),
        more: Some("cost"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    #[test]
    fn every_key_stands_in_its_sentence() {
        let sentences = sentences(&example::short(6));
        assert_eq!(sentences.len(), 4);
        for sentence in sentences {
            let (text, key) = (sentence.text, sentence.key.unwrap());
            assert!(text.de.contains(&key.de) && text.en.contains(&key.en));
        }
    }

    #[test]
    fn a_calm_run_says_nothing_about_a_first_night_without_room() {
        let sentences = sentences(&example::calm(3));
        assert!(!sentences.iter().any(|s| s.text.de.contains("zum ersten Mal")));
        assert!(!sentences.iter().any(|s| s.text.de.contains("Personennächten")));
    }

    #[test]
    fn the_worst_district_is_the_first_of_equals() {
        let mut findings = example::calm(3);
        for district in &mut findings.districts {
            district.per_thousand.value = 7.0;
        }
        assert_eq!(worst(&findings).unwrap().id, "d001");
    }
}
