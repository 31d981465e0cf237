//! The ladder: one row per step, what calls it, how likely it is, whether it comes in time.

use crate::findings::ladder::StepFindings;
use crate::findings::{Estimate, Findings, Unit};
use crate::report::block::{Align, Block, Cell, Section, Table, stranger};
use crate::report::catalogue::{self, ladder as words, money};
use crate::report::number;
use crate::report::results::Results;
use crate::text::Text;

/// The table of the steps; left out where there is no ladder.
pub fn section(results: &Results) -> Option<Section> {
    let findings = results.findings;
    (!findings.steps.is_empty()).then(|| Section {
        id: "ladder",
        title: words::title(),
        blocks: blocks(findings),
    })
}

fn blocks(findings: &Findings) -> Vec<Block> {
    let mut blocks: Vec<Block> = too_late(findings).into_iter().map(Block::Banner).collect();
    blocks.push(Block::Paragraph(words::lead()));
    blocks.push(Block::Table(table(findings)));
    blocks
}

fn too_late(findings: &Findings) -> Vec<Text> {
    let late = findings.steps.iter().filter(|step| step.is_mostly_too_late());
    late.filter_map(|step| {
        let days = step.days_to_unmet?;
        Some(words::mostly_too_late(
            &stranger(&step.name),
            &days_of(step.lead_days),
            &days_of(days),
        ))
    })
    .collect()
}

/// Each step in a sentence: how likely it is, when it comes first, whether in time.
pub fn sentences(findings: &Findings) -> Vec<Text> {
    let one = |step: &StepFindings| {
        let reached = number::frequency(step.reached, findings.replications);
        let day = step.first_date.map(|(day, _)| number::date(day));
        words::sentence(
            &stranger(&step.name),
            &reached,
            day.as_ref(),
            &words::in_time(step),
        )
    };
    findings.steps.iter().map(one).collect()
}

fn days_of(days: f64) -> Text {
    number::with_unit(&number::carried(days, days, days, Unit::Days), Unit::Days)
}

fn table(findings: &Findings) -> Table {
    let [step, trigger, lead, probability, first, long, cost, breaks] = words::columns();
    let mut table = Table::new(
        words::caption(),
        vec![
            (step, Align::Words),
            (trigger, Align::Words),
            (lead, Align::Words),
            (probability, Align::Numbers),
            (first, Align::Numbers),
            (long, Align::Numbers),
            (cost, Align::Numbers),
            (breaks, Align::Words),
        ],
    );
    for (index, step) in findings.steps.iter().enumerate() {
        table.row_named(format!("step-{}", index + 1), row(step, findings.replications));
    }
    table.note(words::note())
}

fn row(step: &StepFindings, replications: u32) -> Vec<Cell> {
    let never = step.reached == 0;
    let or_nothing = |cell: Cell| if never { Cell::Nothing } else { cell };
    vec![
        Cell::WithDetail(stranger(&step.name), words::action(&step.action)),
        Cell::Words(words::trigger(&step.trigger)),
        Cell::WithDetail(days_of(step.lead_days), words::in_time(step)),
        Cell::WithDetail(
            number::frequency(step.reached, replications),
            money::in_brackets(&number::estimate_interval(step.probability, Unit::Probability)),
        ),
        first(step),
        or_nothing(long(step)),
        or_nothing(with_interval(step.cost_eur, Unit::Eur)),
        breaks(step),
    ]
}

fn first(step: &StepFindings) -> Cell {
    match step.first_date {
        None => Cell::Nothing,
        Some((day, None)) => Cell::Words(number::date(day)),
        Some((day, Some((low, high)))) => {
            let ends = if low == high {
                number::this_day_only()
            } else {
                catalogue::from_to(low, high)
            };
            Cell::WithDetail(number::date(day), ends)
        }
    }
}

fn long(step: &StepFindings) -> Cell {
    let with_unit = |value: Estimate, unit: Unit| number::with_unit(&number::estimate(value, unit), unit);
    let mut details = Vec::new();
    if step.person_nights.value > 0.0 {
        details.push(with_unit(step.person_nights, Unit::PersonNights));
    }
    if step.not_taken.value > 0.0 {
        details.push(words::not_taken(&with_unit(step.not_taken, Unit::Persons)));
    }
    Cell::WithDetails(with_unit(step.days_active, Unit::Days), details)
}

fn with_interval(value: Estimate, unit: Unit) -> Cell {
    super::districts::with_interval(value, unit)
}

fn breaks(step: &StepFindings) -> Cell {
    let mut lines: Vec<Text> = step
        .breaks
        .iter()
        .map(|breach| words::breach(breach, step.lead_days))
        .collect();
    if lines.is_empty() {
        return Cell::Nothing;
    }
    let first = lines.remove(0);
    Cell::WithDetails(first, lines)
}
