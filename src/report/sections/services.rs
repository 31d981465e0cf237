//! The services: a judgement on each, its figures, what each district lacks, who waits when.

use super::course::{days_drawn, days_told, fan, highest, legend};
use super::overview;
use crate::calendar::Date;
use crate::findings::services::ServiceFindings;
use crate::findings::{self, Findings};
use crate::report::block::{
    Align, Block, Cell, Drawing, Figure, Light, Link, Section, Table, Verdict, stranger,
};
use crate::report::catalogue::{money, services as words};
use crate::report::results::Results;
use crate::report::{number, verdict};
use crate::service::Offer;
use crate::text::Text;
use std::cmp::Ordering;

/// The section; left out where the scenario has no services.
pub fn section(results: &Results) -> Option<Section> {
    let findings = results.findings;
    if findings.services.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Paragraph(words::lead())];
    blocks.push(Block::Table(lights(findings)));
    blocks.extend(districts(findings).map(Block::Table));
    blocks.push(Block::Figure(Box::new(chart(findings))));
    blocks.extend(
        findings
            .services
            .iter()
            .map(|service| Block::Details(stranger(&service.name), tables(findings, service))),
    );
    Some(Section {
        id: "services",
        title: words::title(),
        blocks,
    })
}

/// A judgement on each service, in order of the file; each word begins with the service's name.
pub fn judgements(findings: &Findings) -> Vec<Verdict> {
    let named = |service: &ServiceFindings| {
        let verdict = judged(findings, service);
        Verdict {
            word: words::named(&stranger(&service.name).de, &verdict.word),
            ..verdict
        }
    };
    findings.services.iter().map(named).collect()
}

/// The judgement; unless all is well it leads to the time at which most people wait.
fn judged(findings: &Findings, service: &ServiceFindings) -> Verdict {
    let verdict = verdict::service(service, findings.replications, findings.judgement);
    let behind = (verdict.light != Light::Green).then(|| behind(findings, service));
    Verdict {
        behind: behind.flatten(),
        ..verdict
    }
}

/// The month in which most people wait (in the middle case; the first of equals), and the day of
/// the table next before it.
fn behind(findings: &Findings, service: &ServiceFindings) -> Option<Link> {
    let mut worst: Option<(usize, [f64; 5])> = None;
    for (day, quantiles) in service.quantiles.iter().enumerate() {
        let more = |(_, most): &(usize, [f64; 5])| {
            (quantiles[2], quantiles[4]).partial_cmp(&(most[2], most[4])) == Some(Ordering::Greater)
        };
        if worst.as_ref().is_none_or(more) {
            worst = Some((day, *quantiles));
        }
    }
    let (worst, _) = worst?;
    let told = days_told(&findings.calendar);
    let row = told.into_iter().rev().find(|day| *day <= worst)?;
    let date = |day: usize| findings.calendar.date(day as u32);
    Some(Link {
        words: words::worst_month(&service.offer, &number::month(date(worst))),
        to: day_anchor(service, date(row)),
    })
}

/// The anchor of a day of a service in the table behind the chart.
fn day_anchor(service: &ServiceFindings, date: Date) -> String {
    let id = service.id.chars().filter(char::is_ascii_alphanumeric);
    format!("service-{}-{date}", id.collect::<String>())
}

/// The judgements in a short table; nothing where there are no services.
pub fn short_lights(findings: &Findings) -> Option<Table> {
    let [service, judgement, _] = words::lights_columns();
    let columns = vec![(service, Align::Words), (judgement, Align::Words)];
    let mut table = Table::new(words::lights_caption(), columns);
    for service in &findings.services {
        let verdict = judged(findings, service);
        table.row(vec![Cell::name(&service.name), Cell::Verdict(verdict)]);
    }
    table.note = Some(verdict::service_rule(findings.judgement));
    (!findings.services.is_empty()).then_some(table)
}

/// The judgements with what each service's bottleneck is.
fn lights(findings: &Findings) -> Table {
    let columns = words::lights_columns().map(|name| (name, Align::Words));
    let mut table = Table::new(words::lights_caption(), columns.to_vec());
    for service in &findings.services {
        let verdict = judged(findings, service);
        let rule = Cell::Words(verdict.rule.clone());
        table.row(vec![Cell::name(&service.name), Cell::Verdict(verdict), rule]);
    }
    table.note = Some(verdict::service_rule(findings.judgement));
    table
}

/// The figures of a service, for the town and by district.
fn tables(findings: &Findings, service: &ServiceFindings) -> Vec<Block> {
    let by_district = by_district(findings, service).map(Block::Table);
    std::iter::once(Block::Table(figures(service)))
        .chain(by_district)
        .collect()
}

/// How those fare who live in each district; services by staff have no queue.
fn by_district(findings: &Findings, service: &ServiceFindings) -> Option<Table> {
    let first = service.districts.first().filter(|figures| !figures.is_empty())?;
    let mut columns = vec![(words::district(), Align::Words)];
    columns.extend(first.iter().map(|figure| (figure.name.clone(), Align::Numbers)));
    let mut table = Table::new(words::by_district_caption(&stranger(&service.name).de), columns);
    let names = findings
        .districts
        .iter()
        .map(|district| Cell::name(&district.name));
    for (name, figures) in names.zip(&service.districts) {
        table.row(std::iter::once(name).chain(figures.iter().map(told)).collect());
    }
    let last = std::iter::once(Cell::Words(words::without_home()));
    table.row(last.chain(service.without_home.iter().map(told)).collect());
    table.note = Some(words::by_district_note());
    Some(table)
}

fn person_days(figures: Option<&Vec<findings::Figure>>) -> Cell {
    let mut all = figures.into_iter().flatten();
    all.find(|figure| figure.id == "waiting_person_days")
        .map_or(Cell::Nothing, told)
}

/// The value of a figure with its interval.
fn told(figure: &findings::Figure) -> Cell {
    let Some(value) = overview::value_with_unit(figure) else {
        return Cell::Nothing;
    };
    match number::interval(figure) {
        Some(interval) if figure.low != figure.high => Cell::WithDetail(value, money::in_brackets(&interval)),
        _ => Cell::Words(value),
    }
}

fn figures(service: &ServiceFindings) -> Table {
    let caption = words::table_caption(&stranger(&service.name).de, &words::capacity(&service.offer));
    overview::table(caption, &format!("service-{}", service.id), &service.figures)
}

/// Who waits where; services by staff have no queue.
fn districts(findings: &Findings) -> Option<Table> {
    let with_places = |service: &&ServiceFindings| matches!(service.offer, Offer::Places(_));
    let services: Vec<&ServiceFindings> = findings.services.iter().filter(with_places).collect();
    if services.is_empty() {
        return None;
    }
    let mut columns = vec![(words::district(), Align::Words)];
    columns.extend(
        services
            .iter()
            .map(|service| (stranger(&service.name), Align::Numbers)),
    );
    let mut table = Table::new(words::districts_caption(), columns);
    for (index, district) in findings.districts.iter().enumerate() {
        let mut row = vec![Cell::name(&district.name)];
        let of = |service: &&ServiceFindings| person_days(service.districts.get(index));
        row.extend(services.iter().map(of));
        table.row(row);
    }
    let mut row = vec![Cell::Words(words::without_home())];
    row.extend(
        services
            .iter()
            .map(|service| person_days(Some(&service.without_home))),
    );
    table.row(row);
    Some(table)
}

fn chart(findings: &Findings) -> Figure {
    let drawn = days_drawn(findings.calendar.days);
    let panel = |service: &ServiceFindings| {
        let quantiles = &service.quantiles;
        let chart = fan(
            &findings.calendar,
            quantiles,
            None,
            &drawn,
            highest(quantiles, None),
        );
        (stranger(&service.name), chart)
    };
    Figure {
        id: "services-fan",
        title: words::chart_title(),
        description: description(findings),
        reading: words::chart_reading(),
        legend: legend(None),
        drawing: Drawing::Panels(findings.services.iter().map(panel).collect()),
        data: data(findings),
    }
}

fn description(findings: &Findings) -> Text {
    let told = findings.services.iter().filter_map(|service| {
        let last = service.quantiles.last()?;
        let whole = |value: f64| number::decimal(value, 0);
        let range = number::between(&whole(last[0]), &whole(last[4]));
        Some(words::chart_description(
            &stranger(&service.name).de,
            &whole(last[2]),
            &range,
        ))
    });
    let told: Vec<Text> = told.collect();
    let joined = |pick: fn(&Text) -> &String| told.iter().map(|text| pick(text).as_str()).collect::<Vec<_>>();
    Text {
        de: joined(|text| &text.de).join(" "),
        en: joined(|text| &text.en).join(" "),
    }
}

fn data(findings: &Findings) -> Table {
    let [service_name, day, middle, nine] = words::chart_columns();
    let mut table = Table::new(
        words::chart_title(),
        vec![
            (service_name, Align::Words),
            (day, Align::Words),
            (middle, Align::Numbers),
            (nine, Align::Numbers),
        ],
    );
    let whole = |value: f64| number::decimal(value, 0);
    for service in &findings.services {
        for index in days_told(&findings.calendar) {
            let q = service.quantiles[index];
            let date = findings.calendar.date(index as u32);
            let cells = vec![
                Cell::name(&service.name),
                Cell::Words(number::date(date)),
                Cell::Words(whole(q[2])),
                Cell::Words(number::between(&whole(q[0]), &whole(q[4]))),
            ];
            table.row_named(day_anchor(service, date), cells);
        }
    }
    table
}
