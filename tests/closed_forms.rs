//! The simulation against queueing theory: two-sided z-tests with replication-level standard
//! errors at α = 10⁻⁴ a check, and against the exact daily chain, with the power to notice
//! an error of 2 %.
#![allow(clippy::unwrap_used)]

mod common;

use common::{beds, empty_town, group, site};
use quartier::arrivals::{Course, Level, Process, RateProcess, Regime, Regimes, Shape};
use quartier::household::StartHousehold;
use quartier::ids::{GroupId, SiteId};
use quartier::monte_carlo::{self, Watch};
use quartier::scenario::Scenario;
use quartier::simulation::{Event, Model, Quantity, Town, TraceEntry};
use quartier::stay::Duration;

/// |z| above this has probability 10⁻⁴.
const CRITICAL: f64 = 3.890_59;

/// Mean stay in days: long against a day.
const STAY: f64 = 1000.0;

fn z(values: &[f64], expected: f64) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    (mean - expected) / (variance / n).sqrt()
}

fn assert_z(values: &[f64], expected: f64, what: &str) {
    let z = z(values, expected);
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    assert!(
        z.abs() < CRITICAL,
        "{what}: mean {mean}, expected {expected}, z = {z}"
    );
}

/// One site with shared beds; `loads` are the offered households per mean stay by size.
fn one_site(count: u32, loads: &[(u8, f64)], days: u32) -> Scenario {
    let mut scenario = empty_town(days);
    scenario.sites = vec![site("s", 0, beds(count))];
    scenario.groups = loads
        .iter()
        .map(|&(size, load)| {
            group(
                &format!("g{size}"),
                load / STAY,
                &[(size, 1.0)],
                Duration::Exponential { mean: STAY },
            )
        })
        .collect();
    scenario.policy.patience_days = Some(0);
    scenario
}

/// Households that are there at the start, so that the beginning is near equilibrium.
fn fill(scenario: &mut Scenario, households: usize) {
    scenario.households = (0..households)
        .map(|i| StartHousehold {
            id: format!("h{i}"),
            group: GroupId(0),
            size: 1,
            sex: None,
            needs: None,
            ages: None,
            track: None,
            since: None,
            site: Some(SiteId(0)),
            unit_beds: None,
            prefers: None,
        })
        .collect();
}

/// For each replication: what a function reads from the log after the warm-up.
fn per_replication(
    scenario: &Scenario,
    replications: u32,
    warm_up: u32,
    read: impl Fn(&[TraceEntry]) -> f64,
) -> Vec<f64> {
    let model = Model::of(scenario);
    let mut town = Town::new(&model);
    (0..replications)
        .map(|replication| {
            let (_, mut trace) = town.play_with_trace(&model, replication);
            trace.retain(|entry| entry.day >= warm_up);
            read(&trace)
        })
        .collect()
}

fn lost_share(trace: &[TraceEntry], group: usize) -> f64 {
    let count = |event: Event| {
        trace
            .iter()
            .filter(|entry| entry.event == event && entry.group == Some(group))
            .count() as f64
    };
    count(Event::Loss) / count(Event::Arrival)
}

#[test]
fn lost_households_are_erlang_b() {
    for (load, count, expected, days, replications) in [
        (8.0, 10, 0.121_661_064_252_951_5, 60_000, 300),
        (90.0, 100, 0.026_957_380_464_359_214, 30_000, 120),
        (950.0, 1000, 0.003_649_293_688_942_409_7, 15_000, 60),
    ] {
        let mut scenario = one_site(count, &[(1, load)], days);
        fill(&mut scenario, load as usize);
        let shares = per_replication(&scenario, replications, 4000, |trace| lost_share(trace, 0));
        assert_z(&shares, expected, &format!("Erlang B ({load}, {count})"));
    }
}

#[test]
fn waiting_is_erlang_c() {
    let mut scenario = one_site(10, &[(1, 8.0)], 60_000);
    scenario.policy.patience_days = None;
    fill(&mut scenario, 8);
    let model = Model::of(&scenario);
    let waits: Vec<f64> = monte_carlo::run(&model, 400, None, &Watch::default())
        .unwrap()
        .courses
        .iter()
        .map(|course| {
            let days = 6000..60_000;
            let nights: u64 = days
                .clone()
                .map(|day| u64::from(course.at(day, Quantity::Waiting)))
                .sum();
            // Little: persons waiting = arrival rate × mean wait.
            nights as f64 / days.len() as f64 / 8.0
        })
        .collect();
    assert_z(
        &waits,
        0.204_590_075_398_221_77,
        "mean wait of Erlang C (8, 10) in mean stays",
    );
}

#[test]
fn families_of_different_sizes_block_as_kaufman_and_roberts_say() {
    let loads = [(1, 17.1), (2, 5.7), (3, 4.56), (4, 5.32), (5, 3.42), (6, 1.9)];
    let expected = [
        0.027_593_847_444_085_527,
        0.055_986_299_569_465_35,
        0.085_119_103_337_309_65,
        0.114_927_293_502_816_47,
        0.145_339_486_219_208_2,
        0.176_278_264_398_714_4,
    ];
    let scenario = one_site(100, &loads, 60_000);
    let model = Model::of(&scenario);
    let mut town = Town::new(&model);
    let mut shares = vec![Vec::new(); loads.len()];
    for replication in 0..150 {
        let (_, mut trace) = town.play_with_trace(&model, replication);
        trace.retain(|entry| entry.day >= 6000);
        for (size, shares) in shares.iter_mut().enumerate() {
            shares.push(lost_share(&trace, size));
        }
    }
    for (size, shares) in shares.iter().enumerate() {
        assert_z(shares, expected[size], &format!("families of {}", size + 1));
    }
}

/// A town with room for everybody; households housed in the night of each replication's last day.
fn housed_at_the_end(stay: Duration, per_day: f64, days: u32, replications: u32) -> Vec<f64> {
    let mut scenario = empty_town(days);
    scenario.sites = vec![site("s", 0, beds(60_000))];
    scenario.groups = vec![group("g", per_day, &[(1, 1.0)], stay)];
    let model = Model::of(&scenario);
    monte_carlo::run(&model, replications, None, &Watch::default())
        .unwrap()
        .outcomes
        .iter()
        .map(|outcome| f64::from(outcome.flow.housed_end.households))
        .collect()
}

#[test]
fn a_town_with_room_for_all_is_m_g_infinity_in_mean_and_variance() {
    // Ten arrivals and a mean stay of 100 in the table are 1 a day and 1,000 days here.
    for (stay, expected) in [
        (Duration::Exponential { mean: STAY }, 632.120_558_828_557_7),
        (Duration::Fixed { days: STAY }, 1000.0),
        (Duration::lognormal_with_mean(STAY, 1.0), 677.207_097_173_326_8),
    ] {
        let housed = housed_at_the_end(stay.clone(), 1.0, 1000, 600);
        assert_z(&housed, expected, &format!("mean of {stay:?}"));
        let mean = housed.iter().sum::<f64>() / 600.0;
        let squares: Vec<f64> = housed.iter().map(|x| (x - mean) * (x - mean)).collect();
        assert_z(&squares, expected, &format!("variance of {stay:?}"));
    }
}

#[test]
fn an_error_of_two_percent_would_be_noticed() {
    let housed = housed_at_the_end(Duration::Exponential { mean: STAY }, 1.02, 1000, 600);
    assert!(z(&housed, 632.120_558_828_557_7) > CRITICAL);
    let housed = housed_at_the_end(Duration::Exponential { mean: STAY * 1.02 }, 1.0, 1000, 1200);
    assert!(
        z(&housed, 632.120_558_828_557_7) > 0.5 * CRITICAL,
        "stays 2 % too long"
    );
}

#[test]
fn the_night_of_one_bed_is_the_exact_daily_chain() {
    // Free in the morning: last night was free, or the guest left; then somebody comes with
    // probability a. π = a / (1 − p (1 − a)).
    let (rate, mean) = (0.3, 5.0);
    let a = -libm::expm1(-rate);
    let p = libm::exp(-1.0 / mean);
    let expected = a / (1.0 - p * (1.0 - a));
    let mut scenario = empty_town(3000);
    scenario.sites = vec![site("s", 0, beds(1))];
    scenario.groups = vec![group("g", rate, &[(1, 1.0)], Duration::Exponential { mean })];
    scenario.policy.patience_days = Some(0);
    let model = Model::of(&scenario);
    let occupied: Vec<f64> = monte_carlo::run(&model, 400, None, &Watch::default())
        .unwrap()
        .courses
        .iter()
        .map(|course| {
            (100..3000)
                .map(|day| f64::from(course.at(day, Quantity::Housed)))
                .sum::<f64>()
                / 2900.0
        })
        .collect();
    assert_z(&occupied, expected, "one bed");
}

/// Calm and surge by turns in a town without a place; households that come in each of many years.
fn a_year_of_regimes(regimes: Regimes) -> Vec<f64> {
    let mut scenario = empty_town(365);
    let mut come = group("g", 0.0, &[(1, 1.0)], Duration::Fixed { days: 1.0 });
    come.arrivals = vec![Process::Rate(RateProcess {
        shape: Shape::Regimes,
        course: Course::Regimes(regimes),
        dispersion: 1.0,
        level: Level::default(),
    })];
    scenario.groups = vec![come];
    scenario.sites = vec![site("s", 0, beds(1))];
    scenario.policy.patience_days = Some(0);
    let model = Model::of(&scenario);
    monte_carlo::run(&model, 2000, None, &Watch::default())
        .unwrap()
        .outcomes
        .iter()
        .map(|outcome| f64::from(outcome.flow.arrived.households))
        .collect()
}

#[test]
fn arrivals_by_regimes_have_the_mean_and_the_variance_of_the_reference() {
    let reference: serde_json::Value = serde_json::from_str(include_str!("reference/queueing.json")).unwrap();
    let of = |name: &str| {
        reference["regime_switching_poisson_daily"][name]
            .as_f64()
            .unwrap()
    };
    let regime = |rate: &str, leaves: &str| Regime {
        per_day: of(rate),
        mean_days: 1.0 / of(leaves),
    };
    let regimes = |first| Regimes {
        states: vec![regime("l1", "p12"), regime("l2", "p21")],
        first,
    };
    assert!((regimes(None).mean_per_day() - of("mean_per_day")).abs() < 1e-12);
    let expected = 365.0 * of("mean_per_day");
    let years = a_year_of_regimes(regimes(None));
    assert_z(&years, expected, "mean of a year");
    let squares =
        |years: &[f64]| -> Vec<f64> { years.iter().map(|x| (x - expected) * (x - expected)).collect() };
    assert_z(&squares(&years), of("var_annual_count"), "variance of a year");
    // Surges of twice the length, half as often, would be noticed in the variance; years that all
    // begin with a surge in the mean (by 640 households).
    let mut longer = regimes(None);
    longer.states.iter_mut().for_each(|state| state.mean_days *= 2.0);
    assert!(z(&squares(&a_year_of_regimes(longer)), of("var_annual_count")) > CRITICAL);
    assert!(z(&a_year_of_regimes(regimes(Some(1))), expected) > CRITICAL);
}
