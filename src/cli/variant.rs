//! `--without` and `--only`: measures of the concept switched off and on for a run.

use super::Failure;
use crate::complaint::names_help;
use crate::scenario::{Scenario, Variant};
use crate::text;
use crate::text::{Lang, Text};

/// Switches the measures of a scenario, and names the variant wherever the scenario is named.
///
/// Fails, with all reasons at once, where a measure does not exist or cannot act.
pub fn switch(scenario: &mut Scenario, variant: Option<&Variant>, lang: Lang) -> Result<(), Failure> {
    let Some(variant) = variant else {
        return Ok(());
    };
    let wrong: Vec<Text> = variant
        .ids()
        .iter()
        .filter_map(|id| complaint(scenario, id))
        .collect();
    if !wrong.is_empty() {
        return Err(Failure::Usage(joined(&wrong)));
    }
    let able = scenario.able_measures();
    let is_named = |index: usize| variant.ids().contains(&scenario.concept.measures[index].id);
    let on: Vec<bool> = (0..able.len())
        .map(|index| match variant {
            Variant::Without(_) => !is_named(index),
            Variant::Only(_) => is_named(index),
        })
        .collect();
    let words = variant.words();
    let (name, here) = (scenario.name.clone(), words.in_lang(lang));
    *scenario = scenario.with_measures(&on);
    scenario.name = format!("{name} ({here})");
    let (de, en) = (&words.de, &words.en);
    let note = text!(
        "Dieser Lauf ist eine Variante: {de}.",
        "This run is a variant: {en}."
    );
    scenario.notes.insert(0, note.in_lang(lang).to_owned());
    scenario.variant = Some(variant.clone());
    Ok(())
}

/// Why a measure cannot be switched.
fn complaint(scenario: &Scenario, id: &str) -> Option<Text> {
    let measures = &scenario.concept.measures;
    let Some(measure) = measures.iter().find(|measure| measure.id == *id) else {
        let known = measures.iter().map(|measure| measure.id.as_str());
        let help = names_help(id, known);
        let (de, en) = (&help.de, &help.en);
        return Some(text!(
            "Die Maßnahme „{id}“ gibt es nicht. {de}",
            "There is no measure `{id}`. {en}"
        ));
    };
    if measure.effects.is_empty() {
        return Some(text!(
            "Die Maßnahme „{id}“ hat keine Wirkung im Modell; ob sie an oder aus ist, ändert nichts.",
            "The measure `{id}` has no effect on the model; whether it is on or off changes nothing."
        ));
    }
    let why = scenario.obstacle(measure)?.words();
    let (de, en) = (&why.de, &why.en);
    Some(text!(
        "Die Maßnahme „{id}“ wirkt in diesem Szenario nicht: {de}.",
        "The measure `{id}` does not act in this scenario: {en}."
    ))
}

fn joined(all: &[Text]) -> Text {
    let of = |pick: fn(&Text) -> &str| all.iter().map(pick).collect::<Vec<&str>>().join("\n");
    let (de, en) = (of(|text| &text.de), of(|text| &text.en));
    text!("{de}", "{en}")
}
