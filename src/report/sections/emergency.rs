//! The emergency: what surges and shocks did, and a middling and a bad course.

use super::districts::with_interval;
use super::story::story;
use crate::findings::{Estimate, Findings, Quantity, ShockFindings, SurgeFindings, Unit};
use crate::report::block::{Align, Block, Cell, Section, Table, stranger};
use crate::report::catalogue::{self, emergency as words, money};
use crate::report::number;
use crate::report::results::{Edition, Results};

/// The chapter; left out where there is no emergency. Single courses are not for the public.
pub fn section(results: &Results) -> Option<Section> {
    let findings = results.findings;
    let mut blocks = tables(findings);
    if results.edition == Edition::Internal {
        blocks.extend(findings.stories.iter().flat_map(story));
    }
    if blocks.is_empty() {
        return None;
    }
    blocks.insert(0, Block::Paragraph(words::lead()));
    Some(Section {
        id: "emergency",
        title: words::title(),
        blocks,
    })
}

fn tables(findings: &Findings) -> Vec<Block> {
    let surges = (!findings.surges.is_empty()).then(|| Block::Table(surges(findings)));
    let shocks = (!findings.shocks.is_empty()).then(|| Block::Table(shocks(findings)));
    surges.into_iter().chain(shocks).collect()
}

fn surges(findings: &Findings) -> Table {
    let [name, comes, begins, people, hosted] = words::surges_columns();
    let mut table = Table::new(
        words::surges_caption(),
        vec![
            (name, Align::Words),
            (comes, Align::Numbers),
            (begins, Align::Numbers),
            (people, Align::Numbers),
            (hosted, Align::Numbers),
        ],
    );
    for surge in &findings.surges {
        table.row(surge_row(surge, findings.replications));
    }
    table.note(words::note())
}

fn surge_row(surge: &SurgeFindings, replications: u32) -> Vec<Cell> {
    let seen = |cell: Cell| if surge.count == 0 { Cell::Nothing } else { cell };
    vec![
        Cell::name(&surge.name),
        often(surge.count, replications, surge.probability),
        day(surge.begins),
        seen(with_interval(surge.came, Unit::Persons)),
        seen(with_interval(surge.hosted, Unit::Persons)),
    ]
}

fn shocks(findings: &Findings) -> Table {
    let [name, strikes, places, people, waiting, nights] = words::shocks_columns();
    let mut table = Table::new(
        words::shocks_caption(),
        vec![
            (name, Align::Words),
            (strikes, Align::Numbers),
            (places, Align::Numbers),
            (people, Align::Numbers),
            (waiting, Align::Numbers),
            (nights, Align::Numbers),
        ],
    );
    for shock in &findings.shocks {
        table.row(shock_row(shock, findings.replications));
    }
    table.note(words::note())
}

fn shock_row(shock: &ShockFindings, replications: u32) -> Vec<Cell> {
    let seen = |cell: Cell| if shock.count == 0 { Cell::Nothing } else { cell };
    vec![
        match shock.day {
            Quantity::Date(day) => Cell::WithDetail(stranger(&shock.name), number::date(day)),
            _ => Cell::name(&shock.name),
        },
        often(shock.count, replications, shock.probability),
        seen(with_interval(shock.places, Unit::Places)),
        seen(affected(shock)),
        seen(with_interval(shock.waiting_peak, Unit::Persons)),
        seen(nights(shock)),
    ]
}

/// Occupants and residents together; the interval of a sum of two is left to the table behind.
fn affected(shock: &ShockFindings) -> Cell {
    match (shock.displaced, shock.evacuated) {
        (displaced, evacuated) if evacuated.value <= 0.0 => with_interval(displaced, Unit::Persons),
        (displaced, evacuated) if displaced.value <= 0.0 => with_interval(evacuated, Unit::Persons),
        (displaced, evacuated) => {
            let value = displaced.value + evacuated.value;
            let sum = Estimate {
                value,
                low: displaced.low + evacuated.low,
                high: displaced.high + evacuated.high,
            };
            with_interval(sum, Unit::Persons)
        }
    }
}

fn nights(shock: &ShockFindings) -> Cell {
    let mut details = Vec::new();
    if let Some(most) = shock.nights_until_rehoused_p95.filter(|most| *most > 0.0) {
        details.push(words::at_most(&number::decimal(most, 0)));
    }
    if shock.still_waiting > 0 {
        details.push(words::still_waiting(&number::frequency(
            shock.still_waiting,
            shock.count,
        )));
    }
    match shock.nights_until_rehoused {
        Some(nights) => Cell::WithDetails(number::estimate(nights, Unit::Days), details),
        None if details.is_empty() => Cell::Nothing,
        None => Cell::WithDetails(catalogue::nothing(), details),
    }
}

fn often(count: u32, replications: u32, probability: Estimate) -> Cell {
    let often = number::frequency(count, replications);
    if count == replications {
        return Cell::Words(often);
    }
    let ends = number::estimate_interval(probability, Unit::Probability);
    Cell::WithDetail(often, money::in_brackets(&ends))
}

fn day(day: Quantity) -> Cell {
    match day {
        Quantity::Date(date) => Cell::Words(number::date(date)),
        _ => Cell::Nothing,
    }
}
