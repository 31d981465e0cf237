//! The front: plans for those who wait, from the cheapest to the most even, and the price of each step.

use crate::placement::Stage;
use crate::proposal::{Front, FrontPlan, Step};
use crate::report::block::{
    Align, Axis, AxisNumbers, Block, Cell, Chart, Drawing, Figure, Ink, Layer, Points, Section, Table,
    stranger,
};
use crate::report::catalogue::front as words;
use crate::report::number;
use crate::report::results::Results;
use crate::text::Text;

/// The section; left out where nobody waits, places cost the same, or the cheapest plan is the
/// most even one.
pub fn section(results: &Results) -> Option<Section> {
    let is_a_choice = |front: &&Front| front.price == Stage::Cost && front.plans.len() > 1;
    let front = results.front.filter(is_a_choice)?;
    let loads: Vec<f64> = front.plans.iter().map(load).collect();
    let means = front.plans.iter().map(|plan| plan.measures.mean_load);
    let means: Vec<f64> = means.collect();
    let ends = |loads: &[f64]| [loads[0], loads[loads.len() - 1]].map(words::load);
    let table = table(results, front);
    Some(Section {
        id: "front",
        title: words::title(),
        blocks: vec![
            Block::Paragraph(words::lead(front.plans.len())),
            Block::Paragraph(words::no_days()),
            Block::Figure(Box::new(Figure {
                id: "front-line",
                title: words::chart_title(),
                description: words::description(ends(&loads), ends(&means)),
                reading: words::reading(),
                legend: vec![(Ink::Against, words::mean_line()), (Ink::Median, words::line())],
                drawing: Drawing::Chart(chart(front, loads, means)),
                data: table.clone(),
            })),
            Block::Table(table),
        ],
    })
}

fn load(plan: &FrontPlan) -> f64 {
    plan.measures.worst.map_or(0.0, |(_, load)| load)
}

/// Cost against load, both at true distances. No plan can have less than 100 % as its highest or
/// mean load, so the axis begins there.
fn chart(front: &Front, loads: Vec<f64>, means: Vec<f64>) -> Chart {
    let plans = || front.plans.iter();
    let highest = loads.iter().copied().fold(1.0, f64::max);
    let lowest = means.iter().copied().fold(1.0, f64::min);
    let line = |values: Vec<f64>, ink: Ink| Layer::Line {
        values,
        ink,
        label: None,
    };
    Chart {
        x: Axis::Numbers {
            at: plans().map(|plan| plan.measures.cost_eur_per_month).collect(),
            name: words::cost_axis(),
            points: Points::Numbered,
        },
        y_name: words::axis(),
        y_numbers: AxisNumbers::Percent,
        y_range: (lowest, highest),
        layers: vec![line(means, Ink::Against), line(loads, Ink::Median)],
    }
}

fn table(results: &Results, front: &Front) -> Table {
    let [plan, cost, unmet, worst, mixed, ways, moves, price] = words::columns();
    let mut table = Table::new(
        words::caption(),
        vec![
            (plan, Align::Words),
            (cost, Align::Numbers),
            (unmet, Align::Numbers),
            (worst, Align::Words),
            (mixed, Align::Numbers),
            (ways, Align::Numbers),
            (moves, Align::Numbers),
            (price, Align::Words),
        ],
    );
    let steps = front.steps();
    for (at, plan) in front.plans.iter().enumerate() {
        let step = at.checked_sub(1).and_then(|before| steps.get(before));
        table.row(row(results, at, plan, step));
    }
    table.note(words::note())
}

fn row(results: &Results, at: usize, plan: &FrontPlan, step: Option<&Step>) -> Vec<Cell> {
    let measures = &plan.measures;
    let which = Text::same((at + 1).to_string());
    let optional = |value: Option<Text>| Cell::words_or_nothing(value);
    vec![
        Cell::WithDetail(which, words::proof(plan.gap)),
        Cell::Words(words::euros(measures.cost_eur_per_month)),
        Cell::Words(words::persons(measures.unmet.1)),
        worst(results, plan),
        optional(measures.dissimilarity.map(|d| number::decimal(d, 3))),
        optional(measures.kilometres.map(words::kilometres)),
        Cell::Words(number::whole(u64::from(plan.moves))),
        step.map_or(Cell::Nothing, price),
    ]
}

fn worst(results: &Results, plan: &FrontPlan) -> Cell {
    let Some((district, load)) = plan.measures.worst else {
        return Cell::Nothing;
    };
    match results.findings.districts.get(district) {
        Some(found) => Cell::WithDetail(stranger(&found.name), words::load(load)),
        None => Cell::Words(words::load(load)),
    }
}

fn price(step: &Step) -> Cell {
    let mut details: Vec<Text> = step.kilometres.map(words::longer_ways).into_iter().collect();
    details.push(words::days(step.waiting_days));
    details.extend(step.euros_per_point().map(words::per_point));
    Cell::WithDetails(words::euros(step.euros_per_month), details)
}
