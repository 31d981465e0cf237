//! The workbook of a run: overview, figures, districts, sites, years, days, assumptions.

use super::sheet::{Column, Sheet, Value, bytes};
use crate::findings::{DailySeries, DistrictFindings, Estimate, Figure, SiteFindings, Unit, YearFindings};
use crate::report::block::{Block, Page, stranger};
use crate::report::catalogue::{self, workbook as words};
use crate::report::compose::compose;
use crate::report::number;
use crate::report::results::Results;
use crate::scenario::{Assumption, Origin};
use crate::text::{Lang, Text};
use rust_xlsxwriter::XlsxError;

/// The workbook of a run.
pub fn of_run(results: &Results) -> Result<Vec<u8>, XlsxError> {
    let page = compose(results);
    let findings = results.findings;
    let lang = results.lang;
    let sheets: Vec<Sheet> = [
        overview(&page, lang),
        figures(&findings.figures, lang),
        districts(&findings.districts),
        sites(&findings.sites, results),
        years(&findings.years),
        days(results),
        assumptions(results.assumptions, lang),
    ]
    .into_iter()
    .filter(|sheet| !sheet.rows.is_empty())
    .collect();
    bytes(&sheets, page.title.in_lang(lang), results.date, lang)
}

/// The head of the report and what it says in short, in the same words.
pub fn overview(page: &Page, lang: Lang) -> Sheet {
    let [name, content] = words::overview_columns();
    let row = |name: &Text, value: &Text| vec![Value::text(name, lang), Value::text(value, lang)];
    let mut rows = vec![row(&page.kicker, &page.title)];
    rows.extend(page.facts.iter().map(|(name, value)| row(name, value)));
    let summary = page.sections.iter().find(|section| section.id == "summary");
    for block in summary.iter().flat_map(|section| &section.blocks) {
        rows.extend(said(block).into_iter().map(|(name, words)| row(&name, &words)));
    }
    rows.extend(page.small.iter().map(|(name, value)| row(name, value)));
    rows.push(row(&words::note(), &page.foot));
    Sheet {
        name: words::overview(),
        columns: vec![Column::words(name, 28.0), Column::words(content, 100.0)],
        rows,
    }
}

/// What a block of the summary says, in rows.
fn said(block: &Block) -> Vec<(Text, Text)> {
    let in_short = catalogue::summary::title;
    match block {
        Block::Verdict(verdict) => vec![
            (verdict.word.clone(), verdict.sentence.clone()),
            (catalogue::rule(), verdict.rule.clone()),
        ],
        Block::Sentences(sentences) => sentences
            .iter()
            .map(|sentence| (in_short(), sentence.text.clone()))
            .collect(),
        Block::Paragraph(text) | Block::Banner(text) => vec![(in_short(), text.clone())],
        _ => Vec::new(),
    }
}

fn figures(figures: &[Figure], lang: Lang) -> Sheet {
    let [name, id, unit, value, low, high, level, p05, p95, definition] = words::figure_columns();
    let in_unit = |head| Column::numbers(head, words::unit_of_row());
    Sheet {
        name: words::figures(),
        columns: vec![
            Column::words(name, 36.0),
            Column::words(id, 26.0),
            Column::words(unit, 24.0),
            in_unit(value),
            in_unit(low),
            in_unit(high),
            Column::numbers(level, Text::same("%")),
            in_unit(p05),
            in_unit(p95),
            Column::words(definition, 80.0),
        ],
        rows: figures.iter().map(|figure| figure_row(figure, lang)).collect(),
    }
}

fn figure_row(figure: &Figure, lang: Lang) -> Vec<Value> {
    let shown = |quantity| Value::of(quantity, figure.unit);
    let (p05, p95) = figure
        .spread
        .map_or((Value::Nothing, Value::Nothing), |(low, high)| {
            (shown(low), shown(high))
        });
    vec![
        Value::text(&figure.name, lang),
        Value::Words(figure.id.to_owned()),
        Value::text(&number::unit_name(figure.unit), lang),
        shown(figure.value),
        shown(figure.low),
        shown(figure.high),
        Value::Part(figure.level),
        p05,
        p95,
        Value::text(&figure.definition, lang),
    ]
}

/// An estimate and the ends of its interval.
fn three(name: &Text, unit: &Text) -> [Column; 3] {
    [name.clone(), words::low_of(name), words::high_of(name)].map(|head| Column::numbers(head, unit.clone()))
}

fn values(estimate: Estimate, unit: Unit) -> [Value; 3] {
    [estimate.value, estimate.low, estimate.high].map(|value| Value::in_unit(value, unit))
}

fn districts(districts: &[DistrictFindings]) -> Sheet {
    let [
        name,
        id,
        residents,
        housed,
        end,
        per_thousand,
        per_thousand_end,
        first,
        last,
        target,
    ] = words::district_columns();
    let unit = number::unit_name;
    let mut columns = vec![
        Column::words(name, 28.0),
        Column::words(id, 20.0),
        Column::numbers(residents, unit(Unit::Persons)),
    ];
    columns.extend(three(&housed, &unit(Unit::Persons)));
    columns.extend(three(&end, &unit(Unit::Persons)));
    columns.extend(three(&per_thousand, &unit(Unit::PerThousandResidents)));
    columns.extend(three(&per_thousand_end, &unit(Unit::PerThousandResidents)));
    columns.push(Column::numbers(first, unit(Unit::Places)));
    columns.push(Column::numbers(last, unit(Unit::Places)));
    columns.push(Column::numbers(target, Text::same("%")));
    Sheet {
        name: words::districts(),
        columns,
        rows: districts.iter().map(district_row).collect(),
    }
}

fn district_row(district: &DistrictFindings) -> Vec<Value> {
    let mut row = vec![
        Value::Words(district.name.clone()),
        Value::Words(district.id.clone()),
        Value::Number(district.residents),
    ];
    row.extend(values(district.housed, Unit::Persons));
    row.extend(values(district.housed_end, Unit::Persons));
    row.extend(values(district.per_thousand, Unit::PerThousandResidents));
    row.extend(values(district.per_thousand_end, Unit::PerThousandResidents));
    row.push(Value::Number(district.places.0));
    row.push(Value::Number(district.places.1));
    row.push(district.target_share.map_or(Value::Nothing, Value::Part));
    row
}

fn sites(sites: &[SiteFindings], results: &Results) -> Sheet {
    let [
        name,
        id,
        district,
        kind,
        from,
        until,
        nominal,
        usable,
        occupied,
        occupancy,
        peak,
        cost,
    ] = words::site_columns();
    let unit = number::unit_name;
    let mut columns = vec![
        Column::words(name, 32.0),
        Column::words(id, 22.0),
        Column::words(district, 22.0),
        Column::words(kind, 22.0),
        Column::numbers(from, words::day()),
        Column::numbers(until, words::day()),
        Column::numbers(nominal, unit(Unit::Places)),
        Column::numbers(usable, unit(Unit::Places)),
    ];
    columns.extend(three(&occupied, &unit(Unit::Persons)));
    columns.extend(three(&occupancy, &Text::same("%")));
    columns.extend(three(&peak, &unit(Unit::Persons)));
    columns.extend(three(&cost, &unit(Unit::Eur)));
    Sheet {
        name: words::sites(),
        columns,
        rows: sites.iter().map(|site| site_row(site, results)).collect(),
    }
}

fn site_row(site: &SiteFindings, results: &Results) -> Vec<Value> {
    let day = |date: Option<crate::calendar::Date>| date.map_or(Value::Nothing, Value::Day);
    let mut row = vec![
        Value::Words(site.name.clone()),
        Value::Words(site.id.clone()),
        Value::Words(results.district_name(&site.district).to_owned()),
        Value::Words(site.kind.clone()),
        day(site.dates.0),
        day(site.dates.1),
        Value::Number(f64::from(site.nominal_places)),
        Value::Number(f64::from(site.usable_places)),
    ];
    row.extend(values(site.occupied, Unit::Persons));
    row.extend(values(site.occupancy, Unit::Share));
    row.extend(values(site.peak, Unit::Persons));
    row.extend(values(site.cost_eur, Unit::Eur));
    row
}

fn years(years: &[YearFindings]) -> Sheet {
    let [year, days, operation, investment, revenue, net, unmet] = words::year_columns();
    let unit = number::unit_name;
    let mut columns = vec![Column::words(year, 10.0), Column::numbers(days, unit(Unit::Days))];
    for money in [&operation, &investment, &revenue, &net] {
        columns.extend(three(money, &unit(Unit::Eur)));
    }
    columns.extend(three(&unmet, &unit(Unit::PersonNights)));
    Sheet {
        name: words::years(),
        columns,
        rows: years.iter().map(year_row).collect(),
    }
}

fn year_row(year: &YearFindings) -> Vec<Value> {
    let mut row = vec![
        u64::try_from(year.year).map_or(Value::Nothing, Value::Whole),
        Value::Number(f64::from(year.days)),
    ];
    for money in [year.operation, year.investment, year.revenue, year.net] {
        row.extend(values(money, Unit::Eur));
    }
    row.extend(values(year.unmet_person_nights, Unit::PersonNights));
    row
}

/// A row per day; of every series the mean and five quantiles.
fn days(results: &Results) -> Sheet {
    let findings = results.findings;
    let series = &findings.daily;
    let mut columns = vec![Column {
        width: 12.0,
        ..Column::words(words::date(), 12.0)
    }];
    for one in series {
        columns.extend(words::of_series(&one.name).map(|head| Column::numbers(head, unit_of(one))));
    }
    let length = series.iter().map(|one| one.mean.len()).max().unwrap_or(0);
    let rows = (0..length)
        .map(|day| {
            let mut row = vec![Value::Day(findings.calendar.start.plus_days(day as i64))];
            row.extend(series.iter().flat_map(|one| on_day(one, day)));
            row
        })
        .collect();
    Sheet {
        name: words::days(),
        columns,
        rows,
    }
}

fn unit_of(series: &DailySeries) -> Text {
    number::unit_name(match series.id {
        "free_usable_places" | "places" => Unit::Places,
        _ => Unit::Persons,
    })
}

fn on_day(series: &DailySeries, day: usize) -> [Value; 6] {
    let number = |value: Option<f64>| value.map_or(Value::Nothing, Value::Number);
    let quantile = |at: usize| number(series.quantiles.get(day).map(|quantiles| quantiles[at]));
    [
        number(series.mean.get(day).copied()),
        quantile(0),
        quantile(1),
        quantile(2),
        quantile(3),
        quantile(4),
    ]
}

fn assumptions(all: &[Assumption], lang: Lang) -> Sheet {
    let [key, value, source, origin] = catalogue::method::assumption_columns();
    Sheet {
        name: words::assumptions(),
        columns: vec![
            Column::words(key, 44.0),
            Column::words(value, 24.0),
            Column::words(source, 60.0),
            Column::words(origin, 32.0),
        ],
        rows: all
            .iter()
            .map(|assumption| assumption_row(assumption, lang))
            .collect(),
    }
}

fn assumption_row(assumption: &Assumption, lang: Lang) -> Vec<Value> {
    let source = match (&assumption.source, &assumption.origin) {
        (Some(source), _) => Value::Words(source.clone()),
        (None, Origin::Default) => Value::Nothing,
        (None, _) => Value::text(&catalogue::method::assumption(), lang),
    };
    let origin = match &assumption.origin {
        Origin::Default => catalogue::method::by_default(),
        Origin::CommandLine => catalogue::method::on_command_line(),
        Origin::File(place) => stranger(&place.to_string()),
    };
    vec![
        Value::Words(assumption.key.clone()),
        Value::of_json(&assumption.value),
        source,
        Value::text(&origin, lang),
    ]
}
