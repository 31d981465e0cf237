//! The services: a judgement on each, its figures, what each district lacks, who waits when.

use super::course::{days_drawn, days_told, fan, highest, legend};
use super::districts::with_interval;
use super::overview;
use crate::findings::services::ServiceFindings;
use crate::findings::{Findings, Unit};
use crate::report::block::{Align, Block, Cell, Drawing, Figure, Section, Table, Verdict, stranger};
use crate::report::catalogue::services as words;
use crate::report::{Results, number, verdict};
use crate::service::Offer;
use crate::text::Text;

/// The section; left out where the scenario has no services.
pub fn section(results: &Results) -> Option<Section> {
    let findings = results.findings;
    if findings.services.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Paragraph(words::lead())];
    blocks.push(Block::Table(judged(findings)));
    blocks.extend(districts(findings).map(Block::Table));
    blocks.push(Block::Figure(Box::new(chart(findings))));
    blocks.extend(
        findings
            .services
            .iter()
            .map(|service| Block::Details(caption(service), vec![Block::Table(figures(service))])),
    );
    Some(Section {
        id: "services",
        title: words::title(),
        blocks,
    })
}

/// A judgement on each service, in order of the file.
pub fn judgements(findings: &Findings) -> Vec<Verdict> {
    let of = |service| verdict::service(service, findings.replications, findings.judgement);
    findings.services.iter().map(of).collect()
}

/// What a judgement rests on: the wait, the share in time, the bottleneck.
pub fn sentence(service: &ServiceFindings, frequency: &Text) -> Text {
    if !service.is_known() {
        return words::unknown();
    }
    let shown = |id: &str| service.figure(id).and_then(number::value);
    let first = shown("first_bottleneck_date");
    let mut parts = vec![words::bottleneck(frequency, first.as_ref())];
    match &service.offer {
        Offer::Places(places) => {
            if service.figure("demand").and_then(|figure| figure.value.number()) > Some(0.0) {
                let median = service.figure("waiting_median_days");
                let median = median.and_then(|figure| figure.value.number());
                parts.insert(0, wait(median));
            }
            let share = shown("in_time_share");
            parts.extend(share.map(|share| words::in_time(&share, places.in_time_days)));
        }
        Offer::Staff(staff) => {
            let positions = number::decimal(staff.positions.unwrap_or(0.0), 1);
            let usual = number::decimal(staff.persons_per_position, 0);
            let peak = shown("persons_peak");
            parts.extend(peak.map(|peak| words::ratio(&peak, &positions, &usual)));
        }
    }
    let joined =
        |pick: fn(&Text) -> &String| parts.iter().map(|part| pick(part).as_str()).collect::<Vec<_>>();
    Text {
        de: joined(|text| &text.de).join(" "),
        en: joined(|text| &text.en).join(" "),
    }
}

fn wait(median: Option<f64>) -> Text {
    match median {
        Some(days) if days < 0.5 => words::no_wait(),
        Some(days) => words::wait(Some(&words::weeks(days))),
        None => words::wait(None),
    }
}

/// The judgements as a table; the rule of the light below it.
fn judged(findings: &Findings) -> Table {
    let [service, judgement, bottleneck] = words::judged_columns();
    let mut table = Table::new(
        words::judged_caption(),
        vec![
            (service, Align::Words),
            (judgement, Align::Words),
            (bottleneck, Align::Words),
        ],
    );
    for (service, verdict) in findings.services.iter().zip(judgements(findings)) {
        table.row(vec![
            Cell::WithDetail(stranger(&service.name), words::capacity(&service.offer)),
            Cell::Verdict(verdict),
            Cell::Words(words::bottleneck_is(&service.offer)),
        ]);
    }
    table.note(verdict::rule(findings.judgement))
}

fn caption(service: &ServiceFindings) -> Text {
    words::table_caption(&stranger(&service.name).de, &words::capacity(&service.offer))
}

fn figures(service: &ServiceFindings) -> Table {
    overview::table(
        caption(service),
        &format!("service-{}", service.id),
        &service.figures,
    )
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
        let of = |service: &&ServiceFindings| service.districts.get(index).copied().unwrap_or_default();
        row.extend(
            services
                .iter()
                .map(|service| with_interval(of(service), Unit::PersonDays)),
        );
        table.row(row);
    }
    let mut row = vec![Cell::Words(words::without_home())];
    let cell = |service: &&ServiceFindings| with_interval(service.without_home, Unit::PersonDays);
    row.extend(services.iter().map(cell));
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
            table.row(vec![
                Cell::name(&service.name),
                Cell::Words(number::date(findings.calendar.date(index as u32))),
                Cell::Words(whole(q[2])),
                Cell::Words(number::between(&whole(q[0]), &whole(q[4]))),
            ]);
        }
    }
    table
}
