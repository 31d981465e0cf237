//! Early warning: how long before each bottleneck the town is warned, and for which remedy that
//! is early enough.

use crate::findings::warning::{BottleneckFindings, RemedyFindings, WarningFindings};
use crate::findings::{Estimate, Findings, MonthRisk, Quantity, Unit};
use crate::report::block::{Align, Block, Cell, Light, Link, Section, Table, Verdict};
use crate::report::catalogue::{money, warning as words};
use crate::report::results::Results;
use crate::report::{number, verdict};
use crate::text::Text;

/// The section; left out where nothing is watched.
pub fn section(results: &Results) -> Option<Section> {
    let findings = results.findings;
    let warning = findings.warning.as_ref()?;
    Some(Section {
        id: "warning",
        title: words::title(),
        blocks: blocks(findings, warning),
    })
}

fn blocks(findings: &Findings, warning: &WarningFindings) -> Vec<Block> {
    let mut blocks = vec![
        Block::Paragraph(words::lead(warning.horizon_weeks, warning.level)),
        Block::List(sentences(findings)),
        Block::Table(table(findings, warning)),
    ];
    let remedies = remedies(warning, &findings.shortage_by_month);
    if !remedies.rows.is_empty() {
        blocks.push(Block::Table(remedies));
        blocks.extend(sources(warning).map(Block::Paragraph));
    }
    blocks
}

/// Each bottleneck in a sentence.
pub fn sentences(findings: &Findings) -> Vec<Text> {
    let Some(warning) = &findings.warning else {
        return Vec::new();
    };
    let one = |of: &BottleneckFindings| sentence(of, findings.replications);
    warning.bottlenecks.iter().map(one).collect()
}

fn sentence(of: &BottleneckFindings, replications: u32) -> Text {
    let what = words::scarce(&of.what);
    if of.count == 0 {
        return words::calm(&what, &number::estimate(of.false_alarms, Unit::Times));
    }
    let often = number::frequency(of.count, replications);
    let days = of.lead_days.map_or(0.0, |lead| lead.value);
    if days <= 0.0 {
        return words::unwarned(&what, &often);
    }
    let told = |remedy: &RemedyFindings| {
        let (name, lead) = (words::means(&remedy.what), weeks(remedy.lead_days));
        [name, lead, words::cases_in_time(remedy)]
    };
    let remedies: Vec<_> = telling(&of.remedies).map(told).collect();
    words::sentence(&what, &often, &weeks(days), &remedies)
}

/// The slowest remedy that mostly comes in time, and the quickest that mostly does not.
fn telling(remedies: &[RemedyFindings]) -> impl Iterator<Item = &RemedyFindings> {
    let light = |remedy: &&RemedyFindings| verdict::remedy(remedy).light;
    let in_time = remedies.iter().rev().find(|remedy| light(remedy) == Light::Green);
    let too_late = remedies.iter().find(|remedy| light(remedy) != Light::Green);
    too_late.into_iter().chain(in_time)
}

/// Days as weeks; under two weeks as days.
fn weeks(days: f64) -> Text {
    const A_WEEK: f64 = 7.0;
    if days < 2.0 * A_WEEK && days % A_WEEK != 0.0 {
        return number::with_unit(&number::trimmed(days), Unit::Days);
    }
    words::weeks_of(libm::round(days / A_WEEK) as u32)
}

fn table(findings: &Findings, warning: &WarningFindings) -> Table {
    let [what, occurs, before, lead, missed, vain] = words::columns();
    let mut table = Table::new(
        words::caption(),
        vec![
            (what, Align::Words),
            (occurs, Align::Numbers),
            (before, Align::Numbers),
            (lead, Align::Numbers),
            (missed, Align::Numbers),
            (vain, Align::Numbers),
        ],
    );
    for of in &warning.bottlenecks {
        table.row(row(of, findings.replications));
    }
    table.note(words::note(warning.horizon_weeks))
}

fn row(of: &BottleneckFindings, replications: u32) -> Vec<Cell> {
    let with = |value: Estimate, unit: Unit| {
        Cell::WithDetail(
            number::estimate(value, unit),
            money::in_brackets(&number::estimate_interval(value, unit)),
        )
    };
    let frequency = |count: u32, of: u32, value: Estimate| {
        Cell::WithDetail(
            number::frequency(count, of),
            money::in_brackets(&number::estimate_interval(value, Unit::Probability)),
        )
    };
    let before = match of.count {
        0 => Cell::Nothing,
        count => frequency(of.warned, count, of.warned_share),
    };
    let in_weeks = |lead: Estimate| Estimate {
        value: lead.value / 7.0,
        low: lead.low / 7.0,
        high: lead.high / 7.0,
    };
    vec![
        Cell::Words(words::scarce(&of.what)),
        frequency(of.count, replications, of.probability),
        before,
        of.lead_days
            .map_or(Cell::Nothing, |lead| with(in_weeks(lead), Unit::Times)),
        with(of.missed, Unit::Times),
        with(of.false_alarms, Unit::Times),
    ]
}

/// Where the lead times of what is usual come from, each once.
fn sources(warning: &WarningFindings) -> Option<Text> {
    let mut all: Vec<(Text, &'static str)> = Vec::new();
    let occurring = warning.bottlenecks.iter().filter(|of| of.count > 0);
    for means in occurring.flat_map(|of| &of.remedies).map(|one| &one.what) {
        let Some(source) = means.source() else { continue };
        let named = (words::means(means), source);
        if !all.contains(&named) {
            all.push(named);
        }
    }
    (!all.is_empty()).then(|| words::sources(&all))
}

/// The month in which the bottleneck mostly begins.
fn begins(of: &BottleneckFindings, months: &[MonthRisk]) -> Option<Link> {
    let Quantity::Date(day) = of.begins else {
        return None;
    };
    let month = months.iter().rev().find(|risk| risk.month <= day)?;
    Some(Link {
        words: words::begins(&number::month(month.month)),
        to: verdict::month_anchor(month),
    })
}

fn remedies(warning: &WarningFindings, months: &[MonthRisk]) -> Table {
    let [what, remedy, takes, in_time] = words::remedies_columns();
    let mut table = Table::new(
        words::remedies_caption(),
        vec![
            (what, Align::Words),
            (remedy, Align::Words),
            (takes, Align::Numbers),
            (in_time, Align::Words),
        ],
    );
    for of in warning.bottlenecks.iter().filter(|of| of.count > 0) {
        for one in &of.remedies {
            table.row(vec![
                Cell::Words(words::scarce(&of.what)),
                Cell::Words(words::means(&one.what)),
                Cell::Words(weeks(one.lead_days)),
                Cell::Verdict(Verdict {
                    behind: begins(of, months),
                    ..verdict::remedy(one)
                }),
            ]);
        }
    }
    table.note(words::rule())
}
