//! The workbook of a comparison: overview with differences, days, assumptions that differ, runs.

use super::sheet::{Column, Sheet, Value, bytes};
use crate::calendar::Date;
use crate::findings::comparison::{Comparison, Difference, FigureRow, PartRows, StoredRun};
use crate::findings::{Quantity, Unit};
use crate::report::catalogue::{compare as compared_words, method, workbook as words};
use crate::report::comparison::{compose, words as said};
use crate::report::number;
use crate::report::provenance::scenario_hash;
use crate::text::{Lang, Text};
use rust_xlsxwriter::XlsxError;

/// The workbook of a comparison, as of the newest run.
pub fn of_comparison(comparison: &Comparison, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let sheets: Vec<Sheet> = [
        overview(comparison, lang),
        parts(comparison, lang),
        days(&comparison.runs),
        assumptions(comparison),
        runs(&comparison.runs, lang),
    ]
    .into_iter()
    .filter(|sheet| !sheet.rows.is_empty())
    .collect();
    let title = compose(comparison).title;
    bytes(&sheets, title.in_lang(lang), as_of(comparison), lang)
}

/// The date of the newest run.
fn as_of(comparison: &Comparison) -> Date {
    let newest = comparison.runs.iter().map(|run| run.date).max();
    newest.unwrap_or(Date(jiff::civil::Date::constant(2000, 1, 1)))
}

fn overview(comparison: &Comparison, lang: Lang) -> Sheet {
    Sheet {
        name: compared_words::overview(),
        columns: columns(comparison),
        rows: comparison
            .rows
            .iter()
            .map(|row| figure_row(row, comparison, lang))
            .collect(),
    }
}

/// Services, emergency and years.
fn parts(comparison: &Comparison, lang: Lang) -> Sheet {
    let row = |part: &PartRows, row: &FigureRow| {
        let mut cells = figure_row(row, comparison, lang);
        let name = compared_words::named(&part.name, &row.name);
        cells[0] = Value::text(&name, lang);
        cells
    };
    let parts = comparison.parts.iter();
    Sheet {
        name: words::parts(),
        columns: columns(comparison),
        rows: parts
            .flat_map(|part| part.rows.iter().map(move |of| (part, of)))
            .map(|(part, of)| row(part, of))
            .collect(),
    }
}

/// The columns of a sheet with a row per figure.
fn columns(comparison: &Comparison) -> Vec<Column> {
    let [name, id, unit, ..] = words::figure_columns();
    let mut columns = vec![
        Column::words(name, 36.0),
        Column::words(id, 26.0),
        Column::words(unit, 24.0),
    ];
    for (index, run) in comparison.runs.iter().enumerate() {
        columns.extend(run_columns(index, run));
    }
    columns
}

/// Value and interval of a run; except for the base also the difference to it.
fn run_columns(index: usize, run: &StoredRun) -> Vec<Column> {
    let name = said::name(index);
    let scenario = &run.scenario;
    let (de, en) = (&name.de, &name.en);
    let head = crate::text!("{de} ({scenario})", "{en} ({scenario})");
    let mut heads = vec![head, words::low_of(&name), words::high_of(&name)];
    if index > 0 {
        let difference = words::difference(said::letter(index), said::letter(0));
        let (low, high) = (words::low_of(&difference), words::high_of(&difference));
        heads.extend([difference, low, high]);
    }
    heads
        .into_iter()
        .map(|head| Column::numbers(head, words::unit_of_row()))
        .collect()
}

fn figure_row(row: &FigureRow, comparison: &Comparison, lang: Lang) -> Vec<Value> {
    let mut cells = vec![
        Value::text(&row.name, lang),
        Value::Words(row.id.clone()),
        Value::text(&number::unit_name(row.unit), lang),
    ];
    for (index, run) in comparison.runs.iter().enumerate() {
        let figure = run.figure(&row.id);
        let shown = |pick: fn(&crate::findings::Figure) -> Quantity| {
            figure.map_or(Value::Nothing, |figure| Value::of(pick(figure), figure.unit))
        };
        cells.extend([
            shown(|figure| figure.value),
            shown(|figure| figure.low),
            shown(|figure| figure.high),
        ]);
        if index > 0 {
            let difference = row.differences.get(index).and_then(Option::as_ref);
            cells.extend(difference_cells(difference, row.unit));
        }
    }
    cells
}

/// Differences of days are days, not dates.
fn difference_cells(difference: Option<&Difference>, unit: Unit) -> [Value; 3] {
    let Some(mean) = difference.and_then(|difference| difference.mean) else {
        return [Value::Nothing, Value::Nothing, Value::Nothing];
    };
    [mean.value, mean.low, mean.high].map(|value| Value::in_unit(value, unit))
}

/// A row per day of any run: who needs a place, and how many places there are.
fn days(runs: &[StoredRun]) -> Sheet {
    let persons = number::unit_name(Unit::Persons);
    let mut columns = vec![Column::words(words::date(), 12.0)];
    for index in 0..runs.len() {
        let letter = said::letter(index);
        columns.extend(
            words::of_series(&words::need_in(letter))
                .into_iter()
                .map(|head| Column::numbers(head, persons.clone())),
        );
        columns.push(Column::numbers(
            words::places_of(letter),
            number::unit_name(Unit::Places),
        ));
    }
    let first = runs.iter().map(|run| run.calendar.start).min();
    let last = runs.iter().map(|run| run.calendar.end()).max();
    let length = first
        .zip(last)
        .map_or(0, |(first, last)| last.days_since(first) + 1);
    let rows = (0..length)
        .filter_map(|day| Some(first?.plus_days(day)))
        .map(|date| day_row(date, runs))
        .collect();
    Sheet {
        name: words::days(),
        columns,
        rows,
    }
}

fn day_row(date: Date, runs: &[StoredRun]) -> Vec<Value> {
    let mut row = vec![Value::Day(date)];
    for run in runs {
        let at = usize::try_from(run.calendar.day(date)).ok();
        let number = |value: Option<f64>| value.map_or(Value::Nothing, Value::Number);
        let needed = run.series("needed");
        row.push(number(at.zip(needed).and_then(|(at, s)| s.mean.get(at).copied())));
        let quantiles = at.zip(needed).and_then(|(at, s)| s.quantiles.get(at));
        row.extend((0..5).map(|each| number(quantiles.map(|quantiles| quantiles[each]))));
        let places = at.zip(run.series("places"));
        row.push(number(places.and_then(|(at, s)| s.mean.get(at).copied())));
    }
    row
}

fn assumptions(comparison: &Comparison) -> Sheet {
    let [key, ..] = method::assumption_columns();
    let mut columns = vec![Column::words(key, 44.0)];
    columns.extend((0..comparison.runs.len()).map(|run| Column::words(said::name(run), 28.0)));
    let rows = comparison.assumptions.iter().map(|row| {
        let mut cells = vec![Value::Words(row.key.clone())];
        cells.extend(
            row.values
                .iter()
                .map(|value| value.as_ref().map_or(Value::Nothing, Value::of_json)),
        );
        cells
    });
    Sheet {
        name: words::differing(),
        columns,
        rows: rows.collect(),
    }
}

fn runs(runs: &[StoredRun], lang: Lang) -> Sheet {
    let [scenario, folder, _, replications, seed, hash, version] = compared_words::compared_columns();
    let [from, until] = words::period_columns();
    Sheet {
        name: words::runs(),
        columns: vec![
            Column::words(scenario, 40.0),
            Column::words(folder, 40.0),
            Column::numbers(from, words::day()),
            Column::numbers(until, words::day()),
            Column::numbers(replications, Text::same("")),
            Column::numbers(seed, Text::same("")),
            Column::words(hash, 16.0),
            Column::words(version, 12.0),
        ],
        rows: runs
            .iter()
            .enumerate()
            .map(|(index, run)| {
                vec![
                    Value::text(&said::head(index, run), lang),
                    Value::Words(run.folder.clone()),
                    Value::Day(run.calendar.start),
                    Value::Day(run.calendar.end()),
                    Value::Whole(u64::from(run.replications)),
                    Value::Whole(run.seed),
                    Value::Words(scenario_hash(&run.resolved)),
                    Value::Words(run.version.clone()),
                ]
            })
            .collect(),
    }
}
