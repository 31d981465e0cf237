//! Preferences: which households got their district, and what districts ask for was kept.

use super::districts::with_interval;
use crate::findings::Unit;
use crate::findings::preferences::{DistrictPreference, HouseholdPreferences, PreferenceFindings};
use crate::report::block::{Align, Block, Cell, Section, Table, stranger};
use crate::report::catalogue::preferences as words;
use crate::report::number;
use crate::report::results::Results;
use crate::text;

/// The section; left out where the scenario has no preferences.
pub fn section(results: &Results) -> Option<Section> {
    let found = results.findings.preferences.as_ref()?;
    let mut blocks = vec![Block::Paragraph(found.how.clone())];
    blocks.extend(
        tables(found, results.findings.replications)
            .into_iter()
            .map(Block::Table),
    );
    Some(Section {
        id: "preferences",
        title: words::title(),
        blocks,
    })
}

/// The tables of households and of districts, those that have rows.
pub fn tables(found: &PreferenceFindings, replications: u32) -> Vec<Table> {
    let mut all = Vec::new();
    if !found.households.is_empty() {
        all.push(households(&found.households));
    }
    if !found.districts.is_empty() {
        all.push(districts(&found.districts, replications));
    }
    all
}

fn households(found: &[HouseholdPreferences]) -> Table {
    let [district, wished, met] = words::households_columns();
    let mut table = Table::new(
        words::households_caption(),
        vec![
            (district, Align::Words),
            (wished, Align::Numbers),
            (met, Align::Numbers),
        ],
    );
    for wish in found {
        table.row(vec![
            Cell::name(&wish.name),
            with_interval(wish.wished, Unit::Households),
            wish.met
                .map_or(Cell::Nothing, |met| with_interval(met, Unit::Share)),
        ]);
    }
    table
}

fn districts(found: &[DistrictPreference], replications: u32) -> Table {
    let [district, wants, kept, always, source] = words::districts_columns();
    let mut table = Table::new(
        words::districts_caption(),
        vec![
            (district, Align::Words),
            (wants, Align::Words),
            (kept, Align::Numbers),
            (always, Align::Words),
            (source, Align::Words),
        ],
    );
    for wish in found {
        table.row(vec![
            Cell::name(&wish.name),
            Cell::Words(wish.wants.clone()),
            wish.kept.map_or(Cell::Words(words::never_tried()), |kept| {
                with_interval(kept, Unit::Share)
            }),
            Cell::Words(number::frequency(wish.always, replications)),
            origin(wish),
        ]);
    }
    table.note(words::districts_note())
}

fn origin(wish: &DistrictPreference) -> Cell {
    let source = wish
        .source
        .as_deref()
        .map_or_else(|| text!("Annahme", "assumption"), stranger);
    match &wish.said_at {
        Some((name, date)) => Cell::WithDetails(stranger(name), vec![number::date(*date), source]),
        None => Cell::Words(source),
    }
}
