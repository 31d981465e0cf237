//! Runs made up: a calm one, one in which everything goes wrong, an empty one.

use super::figures::{around, date, figures};
use crate::calendar::Calendar;
use crate::findings::*;
use crate::scenario::Judgement;
use crate::text::Text;

fn calendar() -> Calendar {
    Calendar::between(date("2026-01-01"), date("2030-12-31")).unwrap()
}

fn series(
    id: &'static str,
    de: &str,
    middle: impl Fn(f64) -> f64,
    spread: impl Fn(f64) -> f64,
) -> DailySeries {
    let days = calendar().days;
    let part = |day: u32| f64::from(day) / f64::from(days);
    DailySeries {
        id,
        name: Text::same(de),
        definition: Text::same(de),
        mean: (0..days).map(|day| middle(part(day)) + 0.3).collect(),
        quantiles: (0..days)
            .map(|day| {
                let (m, s) = (middle(part(day)), spread(part(day)));
                [m - s, m - 0.4 * s, m, m + 0.45 * s, m + 1.3 * s].map(|value| libm::round(value.max(0.0)))
            })
            .collect(),
    }
}

fn steps(part: f64) -> f64 {
    match part {
        p if p < 0.2 => 380.0,
        p if p < 0.45 => 410.0,
        p if p < 0.7 => 352.0,
        _ => 400.0,
    }
}

fn wave(part: f64) -> f64 {
    let bumps = libm::sin(part * 9.0) * 24.0 + libm::sin(part * 31.0) * 5.0;
    300.0 + 120.0 * part + bumps
}

fn daily(short: Option<u32>) -> Vec<DailySeries> {
    let lift = if short.is_some() { 0.0 } else { -150.0 };
    let need = move |part| wave(part) + lift;
    let spread = |part: f64| 8.0 + 95.0 * part.sqrt();
    vec![
        series("needed", "Bedarf", need, spread),
        series("housed", "untergebracht", move |p| need(p).min(steps(p)), spread),
        series(
            "unmet",
            "ohne Platz",
            move |p| (need(p) - steps(p)).max(0.0),
            |p| 30.0 * p,
        ),
        series("places", "nutzbare Plätze", steps, |_| 0.0),
    ]
}

const NAMES: [&str; 6] = [
    "Innenstadt",
    "Witzhelden",
    "Bergisch Neukirchen",
    "Roderbirken",
    "Leysiefen",
    "Metzholz",
];

fn districts(count: usize) -> Vec<DistrictFindings> {
    (0..count)
        .map(|index| {
            let share = 2.0 + 17.0 * ((index * 7 + 3) % 11) as f64 / 10.0;
            let residents = 1800.0 + 917.0 * ((index * 5) % 7) as f64;
            DistrictFindings {
                id: format!("d{:03}", index + 1),
                name: NAMES
                    .get(index)
                    .map_or_else(|| format!("Ortsteil {}", index + 1), |name| (*name).to_owned()),
                residents,
                housed: around(share * residents / 1000.0, 0.9),
                housed_end: around(share * 1.2 * residents / 1000.0, 1.4),
                per_thousand: around(share, 0.3),
                per_thousand_end: around(share * 1.2, 0.4),
                places: (40.0, if index % 2 == 0 { 40.0 } else { 62.0 }),
                target_share: (count < 10).then_some(1.0 / count as f64),
            }
        })
        .collect()
}

fn sites(count: usize) -> Vec<SiteFindings> {
    const KINDS: [&str; 4] = ["Wohnung", "Gemeinschaftsunterkunft", "Modulbau", "Hotelzimmer"];
    (0..count * 2)
        .map(|index| SiteFindings {
            id: format!("s{:02}", index + 1),
            name: format!("{} {}", KINDS[index % 4], index / 4 + 1),
            district: format!("d{:03}", index / 2 + 1),
            kind: KINDS[index % 4].to_owned(),
            nominal_places: 24 + 9 * (index as u32 % 5),
            usable_places: 20 + 8 * (index as u32 % 5),
            occupied: around(18.4 + 7.0 * (index % 5) as f64, 0.4),
            occupancy: around(0.78 + 0.02 * (index % 5) as f64, 0.011),
            peak: around(22.0 + 8.0 * (index % 5) as f64, 0.6),
            cost_eur: around(431_000.0 + 55_000.0 * (index % 5) as f64, 8_200.0),
            dates: match index % 4 {
                1 => (Some(date("2026-09-01")), None),
                2 => (None, Some(date("2028-03-31"))),
                3 => (Some(date("2026-02-01")), Some(date("2029-12-31"))),
                _ => (None, None),
            },
            on_need: false,
        })
        .collect()
}

fn years() -> Vec<YearFindings> {
    (2026..=2030)
        .map(|year| {
            let grow = 1.0 + 0.08 * f64::from(year - 2026);
            let kinds: Vec<(Text, Estimate)> = [
                ("Wohnung", 0.52e6),
                ("Gemeinschaftsunterkunft", 1.1e6),
                ("Modulbau", 0.71e6),
                ("Hotelzimmer", 0.33e6),
            ]
            .iter()
            .map(|(kind, cost)| (Text::same(*kind), around(cost * grow, 21_000.0)))
            .collect();
            let operation: f64 = kinds.iter().map(|(_, cost)| cost.value).sum();
            let investment = if year == 2027 { 1.4e6 } else { 0.0 };
            YearFindings {
                year,
                days: if year == 2028 { 366 } else { 365 },
                operation_by_kind: kinds,
                operation: around(operation, 52_000.0),
                investment: around(investment, 0.0),
                revenue: around(1.62e6 * grow, 31_000.0),
                net: around(operation + investment - 1.62e6 * grow, 61_000.0),
                unmet_person_nights: around(2100.0 * (grow - 0.9), 240.0),
            }
        })
        .collect()
}

fn months(short: Option<u32>) -> Vec<MonthRisk> {
    let calendar = calendar();
    let most = f64::from(short.unwrap_or(0)) / 1000.0;
    calendar
        .months()
        .iter()
        .enumerate()
        .map(|(index, day)| {
            let part = index as f64 / 60.0;
            let value = (most * part * (0.75 + 0.25 * libm::sin(part * 20.0))).max(0.0);
            MonthRisk {
                month: calendar.date(*day),
                count: libm::round(value * 1000.0) as u32,
                probability: Estimate {
                    value,
                    low: (value - 0.028).max(0.0),
                    high: (value + 0.03).clamp(0.0037, 1.0),
                },
            }
        })
        .collect()
}

fn columns(short: Option<u32>) -> Vec<Column> {
    let missing = |replication: u32| short.is_some_and(|count| replication % 1000 < count);
    vec![
        Column {
            id: "unmet_person_nights",
            unit: Unit::PersonNights,
            values: (0..1000)
                .map(|r| Some(if missing(r) { f64::from(r * 13 % 4001) } else { 0.0 }))
                .collect(),
        },
        Column {
            id: "first_shortage_date",
            unit: Unit::Date,
            values: (0..1000)
                .map(|r| missing(r).then(|| 20_600.0 + f64::from(r * 17 % 1500)))
                .collect(),
        },
        Column {
            id: "cost_total_eur",
            unit: Unit::Eur,
            values: (0..1000)
                .map(|r| Some(1.2e7 + f64::from(r * 7919 % 100_003) * 3.5))
                .collect(),
        },
    ]
}

fn run(scenario: &str, count: usize, short: Option<u32>) -> Findings {
    Findings {
        scenario: scenario.to_owned(),
        seed: 20_260_101,
        replications: 1000,
        calendar: calendar(),
        figures: figures(short),
        daily: daily(short),
        districts: districts(count),
        sites: sites(count.min(40)),
        years: years(),
        columns: columns(short),
        shortage_by_month: months(short),
        ..empty()
    }
}

/// A run in which there is always room.
pub fn calm(count: usize) -> Findings {
    run("Ruhige Jahre", count, None)
}

/// A run in which places are missing in seven of ten replications.
pub fn short(count: usize) -> Findings {
    run(
        "Grundszenario mit Wegfall der Landeseinrichtung",
        count,
        Some(702),
    )
}

/// A run of one day of which nothing is known.
pub fn empty() -> Findings {
    Findings {
        scenario: "leer".to_owned(),
        seed: 0,
        replications: 1,
        calendar: Calendar::between(date("2026-01-01"), date("2026-01-01")).unwrap(),
        figures: vec![],
        daily: vec![],
        districts: vec![],
        sites: vec![],
        years: vec![],
        columns: vec![],
        shortage_by_month: vec![],
        services: vec![],
        steps: vec![],
        surges: vec![],
        shocks: vec![],
        judgement: Judgement::default(),
        variant: None,
        warning: None,
        preferences: None,
        stories: vec![],
        parts: vec![],
    }
}

/// Puts a stranger's evil words wherever a stranger can write.
pub fn poison(findings: &mut Findings) {
    let long = "überlang".repeat(1250);
    findings.scenario = format!("<script>alert(1)</script>\u{202e}{long}");
    findings.districts[0].name = "</title><script>alert(2)</script>".to_owned();
    findings.districts[1].name = "\" onload=\"alert(3)\u{202e}".to_owned();
    findings.sites[0].name = "=cmd()|'/C calc'!A0".to_owned();
    findings.sites[1].kind = "</style><script>".to_owned();
    findings.years[0].operation_by_kind[0].0 = Text::same("$x$</svg><script>");
}
