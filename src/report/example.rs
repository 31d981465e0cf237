//! Findings made up for tests: a calm run, one in which everything goes wrong, an empty one.

use super::tables::Dialect;
use super::{MapSketch, Results, Shape, SitePoint};
use crate::calendar::{Calendar, Date};
use crate::complaint::Place;
use crate::findings::*;
use crate::scenario::{Assumption, InputFile, Judgement, Origin};
use crate::text::{Lang, Text};
use geo::{LineString, MultiPolygon, Polygon};
use serde_json::{Value, json};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn around(value: f64, half_width: f64) -> Estimate {
    Estimate {
        value,
        low: value - half_width,
        high: value + half_width,
    }
}

/// A figure with an interval.
#[expect(clippy::too_many_arguments)]
fn figure(
    id: &'static str,
    de: &str,
    en: &str,
    definition: (&str, &str),
    unit: Unit,
    value: Quantity,
    ends: (Quantity, Quantity),
    spread: Option<(Quantity, Quantity)>,
) -> Figure {
    Figure {
        id,
        name: Text {
            de: de.into(),
            en: en.into(),
        },
        definition: Text {
            de: definition.0.into(),
            en: definition.1.into(),
        },
        unit,
        value,
        low: ends.0,
        high: ends.1,
        level: 0.95,
        spread,
        count: None,
    }
}

/// The probability of shortage.
pub fn risk(count: u32, replications: u32, low: f64, high: f64) -> Figure {
    let mut risk = figure(
        "probability_of_shortage",
        "Wahrscheinlichkeit, dass ein Platz fehlt",
        "Probability that a place is missing",
        (
            "Anteil der Rechnungen, in denen mindestens eine Person in mindestens einer Nacht weder einen regulären noch einen Notplatz hat",
            "share of the replications in which at least one person has neither a regular nor an emergency place in at least one night",
        ),
        Unit::Probability,
        Quantity::Number(f64::from(count) / f64::from(replications)),
        (Quantity::Number(low), Quantity::Number(high)),
        None,
    );
    risk.count = Some(count);
    risk
}

fn numbers(value: f64, low: f64, high: f64) -> (Quantity, (Quantity, Quantity)) {
    (
        Quantity::Number(value),
        (Quantity::Number(low), Quantity::Number(high)),
    )
}

fn figures(short: Option<u32>) -> Vec<Figure> {
    let factor = f64::from(short.unwrap_or(0)) / 702.0;
    let (unmet, unmet_ends) = numbers(12_345.0 * factor, 11_545.0 * factor, 13_145.0 * factor);
    let (peak, peak_ends) = numbers(428.3, 425.9, 430.7);
    let (cost, cost_ends) = numbers(12_345_678.0, 12_200_000.0, 12_490_000.0);
    let (index, index_ends) = numbers(0.2314, 0.227, 0.236);
    let first = match short {
        None => (Quantity::None, (Quantity::None, Quantity::None), None),
        Some(_) => (
            Quantity::Date(date("2027-02-24")),
            (
                Quantity::Date(date("2027-02-10")),
                Quantity::Date(date("2027-03-12")),
            ),
            Some((
                Quantity::Date(date("2026-05-03")),
                Quantity::Date(date("2029-08-17")),
            )),
        ),
    };
    let risk = match short {
        Some(count) => risk(count, 1000, 0.672, 0.730),
        None => risk(0, 1000, 0.0, 0.0037),
    };
    vec![
        risk,
        figure(
            "first_shortage_date",
            "Erster Tag ohne Platz",
            "First day of shortage",
            (
                "Median der ersten Nacht, in der jemand keinen Platz hat, über die Rechnungen, in denen das geschieht",
                "median of the first night in which somebody has no place, over the replications in which that happens",
            ),
            Unit::Date,
            first.0,
            first.1,
            first.2,
        ),
        figure(
            "unmet_person_nights",
            "Personennächte ohne Platz",
            "Unmet person-nights",
            (
                "Summe der Personen ohne Platz über alle Nächte, Mittel der Rechnungen",
                "persons without a place summed over all nights, mean of the replications",
            ),
            Unit::PersonNights,
            unmet,
            unmet_ends,
            Some((Quantity::Number(0.0), Quantity::Number(51_234.0 * factor))),
        ),
        figure(
            "peak_housed",
            "Höchste Belegung",
            "Peak of persons housed",
            (
                "Höchste Zahl der Personen, die in einer Nacht untergebracht sind, Mittel der Rechnungen",
                "highest number of persons housed in a night, mean of the replications",
            ),
            Unit::Persons,
            peak,
            peak_ends,
            Some((Quantity::Number(361.0), Quantity::Number(502.0))),
        ),
        figure(
            "dissimilarity_end",
            "Dissimilarität am Ende",
            "Dissimilarity at the end",
            (
                "Index D zwischen Untergebrachten und Einwohnern in der letzten Nacht; rein zufällig wären 0,19 zu erwarten",
                "index D between persons housed and residents in the last night; 0.19 would be expected by chance",
            ),
            Unit::Index,
            index,
            index_ends,
            Some((Quantity::Number(0.15), Quantity::Number(0.33))),
        ),
        figure(
            "cost_total_eur",
            "Kosten im ganzen Zeitraum",
            "Cost over the whole period",
            (
                "Betrieb und Investitionen abzüglich Erstattungen, Mittel der Rechnungen",
                "operation and investment minus reimbursement, mean of the replications",
            ),
            Unit::Eur,
            cost,
            cost_ends,
            Some((Quantity::Number(10_812_345.0), Quantity::Number(14_212_345.0))),
        ),
    ]
}

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
        services: vec![],
        steps: vec![],
        surges: vec![],
        shocks: vec![],
        judgement: Judgement::default(),
        variant: None,
        warning: None,
        stories: vec![],
        parts: vec![],
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

fn sketch(findings: &Findings) -> MapSketch {
    let count = findings.districts.len().max(1);
    let side = libm::ceil((count as f64).sqrt()) as usize;
    let shapes = findings
        .districts
        .iter()
        .enumerate()
        .map(|(index, district)| Shape {
            id: district.id.clone(),
            name: district.name.clone(),
            polygon: cell(index % side, index / side, 0.12 / side as f64),
        })
        .chain(std::iter::once(Shape {
            id: "forest".to_owned(),
            name: "Wald".to_owned(),
            polygon: cell(side, 0, 0.12 / side as f64),
        }))
        .collect();
    MapSketch {
        shapes,
        note: Some(Text {
            de: "Schematische Karte: Die Grenzen sind gezeichnet, nicht vermessen.".into(),
            en: "Schematic map: the borders are drawn, not surveyed.".into(),
        }),
    }
}

/// A wobbly square, the same wobble on both sides of a border.
fn cell(column: usize, row: usize, size: f64) -> MultiPolygon {
    let corner = |c: usize, r: usize| {
        let wobble = |seed: usize| ((seed * 7919 % 101) as f64 / 101.0 - 0.5) * 0.45 * size;
        (
            7.0 + c as f64 * size * 1.5 + wobble(c * 31 + r * 17),
            51.13 - r as f64 * size + wobble(c * 13 + r * 71),
        )
    };
    let ring: LineString = vec![
        corner(column, row),
        corner(column + 1, row),
        corner(column + 1, row + 1),
        corner(column, row + 1),
        corner(column, row),
    ]
    .into();
    MultiPolygon(vec![Polygon::new(ring, vec![])])
}

fn assumptions() -> Vec<Assumption> {
    let file = |line| {
        Origin::File(Place {
            file: Some("scenarios/leichlingen.toml".into()),
            line: Some(line),
            ..Place::default()
        })
    };
    let set = |key: &str, value: Value, source: Option<&str>, line| Assumption {
        key: key.to_owned(),
        value,
        source: source.map(str::to_owned),
        origin: file(line),
        overridden: vec![],
    };
    let mut overridden = set("groups.asylum.arrivals.steady.per_month", json!(14.5), None, 61);
    overridden.overridden = vec![(file(12), json!(9.5)), (Origin::Default, json!(0))];
    vec![
        set(
            "districts.witzhelden.residents",
            json!(6412),
            Some("Einwohnerstatistik der Stadt, 31.12.2024"),
            21,
        ),
        set("districts.mitte.residents", json!(11_250), None, 24),
        set(
            "sites.hotel.places",
            json!(60),
            Some("Vorlage 0123/2024, Anlage 2"),
            44,
        ),
        overridden,
        Assumption {
            key: "policy.placement_days".into(),
            value: json!("weekly"),
            source: None,
            origin: Origin::Default,
            overridden: vec![],
        },
    ]
}

/// Calls a function with results around these findings.
pub fn with_results<T>(findings: &Findings, use_them: impl FnOnce(&Results) -> T) -> T {
    let map = sketch(findings);
    let assumptions = assumptions();
    let inputs = vec![InputFile {
        path: "leichlingen.toml".to_owned(),
        sha256: super::sha256_hex(b"leichlingen"),
    }];
    let resolved = json!({ "name": findings.scenario, "seed": findings.seed });
    let notes = vec!["Die Zahl der Plätze im Hotel ist mit der Verwaltung abgestimmt.".to_owned()];
    let points: Vec<SitePoint> = (findings.sites.iter().enumerate())
        .map(|(index, site)| SitePoint {
            site: site.id.clone(),
            position: [7.0 + index as f64 / 100.0, 51.1],
            exact: index % 2 == 0,
        })
        .collect();
    use_them(&Results {
        findings,
        assumptions: &assumptions,
        inputs: &inputs,
        resolved: &resolved,
        map: Some(&map),
        points: &points,
        question: Some("Reichen die Plätze bis 2030, auch wenn die Landeseinrichtung schließt?"),
        description: Some("Grundannahmen der Verwaltung; die Landeseinrichtung schließt im Herbst 2027."),
        responsible: Some("Amt für Soziales"),
        sensitivity: None,
        front: None,
        notes: &notes,
        lang: Lang::De,
        date: date("2026-03-02"),
        dialect: Dialect::Rfc,
        edition: super::Edition::Internal,
    })
}

/// Runs as they are read from their folders: as before, one with fewer people, one with another seed.
pub fn stored(count: usize) -> Vec<crate::findings::comparison::StoredRun> {
    let room = tempfile::tempdir().unwrap();
    (0..count)
        .map(|index| {
            let dir = room.path().join(format!("run-{index}"));
            let mut findings = if index == 1 { calm(3) } else { short(6) };
            if index > 0 {
                findings.scenario = format!("Variante {index}");
            }
            if index == 2 {
                findings.seed = 7;
            }
            with_results(&findings, |results| {
                super::folder::write_to(&dir, results).unwrap()
            });
            crate::input::results::read(&dir).unwrap()
        })
        .collect()
}
