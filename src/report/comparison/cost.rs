//! Cost by year and kind in all runs: columns on the same axes, and tables with differences on
//! the same futures.

use super::columns::{heads, heads_of, slug};
use super::parts::{cells, having, last, only_in, stranger_text};
use super::words as said;
use crate::findings::comparison::{Comparison, FigureRow, PartRows, StoredFigure, StoredPart, StoredRun};
use crate::findings::parts::{OF_A_KIND, Sort};
use crate::findings::{Estimate, YearFindings};
use crate::report::block::{Block, Cell, Chart, Drawing, Figure, Section, Table};
use crate::report::catalogue::{compare as words, money};
use crate::report::sections::cost;
use crate::text::Text;

/// Values of a year that are told of the whole town.
const OF_THE_TOWN: [&str; 4] = ["operation", "investment", "revenue", "net"];

/// Chart and tables; left out where no folder says what a year costs.
pub fn section(comparison: &Comparison) -> Option<Section> {
    let years: Vec<&PartRows> = comparison
        .parts
        .iter()
        .filter(|part| part.sort == Sort::Year)
        .collect();
    if years.is_empty() {
        return None;
    }
    let mut blocks: Vec<Block> = figure(comparison, &years).into_iter().collect();
    if blocks.is_empty() {
        blocks.push(Block::Table(of_the_town(comparison, &years)));
    }
    blocks.extend(years.iter().filter_map(|year| {
        let table = of_kinds(comparison, year);
        (!table.rows.is_empty()).then(|| {
            Block::Details(
                words::kinds_of(&stranger_text(&year.name)),
                vec![Block::Table(table)],
            )
        })
    }));
    Some(Section {
        id: "cost",
        title: money::title(),
        blocks,
    })
}

/// The years of each run as columns on the same axes; the table behind them stays open.
fn figure(comparison: &Comparison, rows: &[&PartRows]) -> Option<Block> {
    let runs: Vec<Vec<YearFindings>> = comparison.runs.iter().map(years).collect();
    let all: Vec<&YearFindings> = runs.iter().flatten().collect();
    let kinds = cost::kinds(all.iter().copied());
    let highest = cost::highest(all.iter().copied());
    if kinds.is_empty() || highest <= 0.0 {
        return None;
    }
    let panels: Vec<(Text, Chart)> = comparison
        .runs
        .iter()
        .zip(&runs)
        .enumerate()
        .filter(|(_, (_, years))| !years.is_empty())
        .map(|(index, (run, years))| {
            (
                said::head(index, run),
                cost::chart(years, &kinds, highest, cost::short_name),
            )
        })
        .collect();
    let whole: Vec<Text> = runs
        .iter()
        .enumerate()
        .filter_map(|(index, years)| {
            let dearest = cost::dearest(years)?;
            Some(words::of_letter(
                said::letter(index),
                &cost::dearest_words(dearest),
            ))
        })
        .collect();
    Some(Block::Figure(Box::new(Figure {
        id: "cost-by-year",
        title: money::chart_title(),
        description: said::joined(&whole),
        reading: words::cost_reading(),
        legend: cost::legend(all.iter().copied(), &kinds),
        drawing: Drawing::Panels(panels),
        data: of_the_town(comparison, rows),
    })))
}

fn of_the_town(comparison: &Comparison, years: &[&PartRows]) -> Table {
    let all: Vec<usize> = (0..comparison.runs.len()).collect();
    let mut table = Table::new(words::years_caption(), heads(comparison, words::year()));
    for year in years {
        for id in OF_THE_TOWN {
            if let Some(row) = year.rows.iter().find(|row| last(row) == id) {
                table.row_named(
                    format!("part-{}", slug(&row.id)),
                    cells(comparison, &all, &stranger_text(&year.name), row),
                );
            }
        }
    }
    table.note(money::note())
}

/// What each kind costs in a year, in the runs that play it; without those that cost nothing
/// anywhere.
fn of_kinds(comparison: &Comparison, year: &PartRows) -> Table {
    let costs = |row: &&FigureRow| {
        let cost = |run: &StoredRun| run.figure(&row.id).and_then(|figure| figure.value.number());
        comparison.runs.iter().any(|run| cost(run).unwrap_or(0.0) != 0.0)
    };
    let rows: Vec<&FigureRow> = year
        .rows
        .iter()
        .filter(|row| !OF_THE_TOWN.contains(&last(row)))
        .filter(costs)
        .collect();
    let runs = having(comparison, &rows);
    let caption = only_in(
        comparison,
        &runs,
        words::kinds_caption(&stranger_text(&year.name)),
    );
    let mut table = Table::new(caption, heads_of(comparison, &runs, money::kind()));
    for row in rows {
        let mut all = cells(comparison, &runs, &Text::same(""), row);
        all[0] = Cell::Words(stranger_text(&row.name));
        table.row(all);
    }
    table
}

/// The years of a run as the chart wants them.
fn years(run: &StoredRun) -> Vec<YearFindings> {
    let starts = run.calendar.years();
    let year = |(index, &(first, year)): (usize, &(u32, i16))| {
        let next = starts.get(index + 1);
        let end = next.map_or(run.calendar.days, |(next, _)| *next);
        let mut parts = run.parts.iter().filter(|part| part.sort == Sort::Year);
        let part = parts.find(|part| part.id == year.to_string())?;
        let value = |id: &str| {
            part.figures
                .iter()
                .find(|stored| ends_in(stored, id))
                .map(estimate)
        };
        Some(YearFindings {
            year,
            days: end - first,
            operation_by_kind: by_kind(part),
            operation: value("operation")?,
            investment: value("investment")?,
            revenue: value("revenue")?,
            net: value("net")?,
            unmet_person_nights: Estimate::default(),
        })
    };
    starts.iter().enumerate().filter_map(year).collect()
}

fn ends_in(stored: &StoredFigure, id: &str) -> bool {
    stored.id.rsplit('/').next() == Some(id)
}

fn by_kind(part: &StoredPart) -> Vec<(Text, Estimate)> {
    let is_of_a_kind = |stored: &&StoredFigure| {
        let id = stored.id.rsplit('/').next().unwrap_or_default();
        id.starts_with(OF_A_KIND) || ["ladder", "measures"].contains(&id)
    };
    let kinds = part.figures.iter().filter(is_of_a_kind);
    kinds
        .map(|stored| (stored.figure.name.clone(), estimate(stored)))
        .collect()
}

fn estimate(stored: &StoredFigure) -> Estimate {
    let number = |value: crate::findings::Quantity| value.number().unwrap_or(0.0);
    Estimate {
        value: number(stored.figure.value),
        low: number(stored.figure.low),
        high: number(stored.figure.high),
    }
}
