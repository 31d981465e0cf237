//! What must hold in every replication of every town.
//!
//! Tests are built with debug assertions, so every replication here also passes the audit
//! at its end: everybody is accounted for, and the books of every site agree with the roll.
#![allow(clippy::unwrap_used)]

mod common;

use common::{beds, empty_town, group, realistic_town, site, units};
use proptest::prelude::*;
use quartier::arrivals::{Level, Process};
use quartier::household::{Change, Composition, HouseholdSet, Relatives, Sizes, StartHousehold, Track};
use quartier::ids::{GroupId, NeedSet, SiteId, TrackId};
use quartier::monte_carlo::{self, Ensemble, Watch};
use quartier::policy::{Balance, Queue, Rhythm, Rule};
use quartier::scenario::{FlatOffer, Scenario};
use quartier::simulation::{Event, History, Model, Quantity, Town, TraceEntry};
use quartier::site::{LostPlaces, Opening, OutOfUse, Rates, Stock};
use quartier::stay::Duration;
use quartier::units::Money;
use std::num::NonZeroUsize;

fn play(scenario: &Scenario, replication: u32) -> (History, Vec<TraceEntry>) {
    let model = Model::of(scenario);
    Town::new(&model).play_with_trace(&model, replication)
}

fn run(scenario: &Scenario, replications: u32, threads: usize) -> Ensemble {
    monte_carlo::run(
        &Model::of(scenario),
        replications,
        NonZeroUsize::new(threads),
        &Watch::default(),
    )
    .unwrap()
}

/// A town in which everything happens: needs, tracks, a market, relatives, sites that come,
/// go, shrink and grow, emergency accommodation, a register.
fn lively_town() -> Scenario {
    let mut scenario = realistic_town();
    scenario.calendar.days = 900;
    scenario.needs = vec!["step-free".into(), "protected-women".into()];
    scenario.tracks = vec![
        Track {
            id: "asylum".into(),
            name: "asylum".into(),
            reimbursement_per_day: Money::from_eur(30.0),
            fee_per_day: Money::default(),
            market: false,
            changes: vec![Change {
                to: TrackId(1),
                probability: 0.5,
                after: Duration::lognormal_with_mean(200.0, 0.5),
            }],
        },
        Track {
            id: "recognised".into(),
            name: "recognised".into(),
            reimbursement_per_day: Money::default(),
            fee_per_day: Money::from_eur(8.0),
            market: true,
            changes: vec![],
        },
    ];
    for group in &mut scenario.groups {
        group.track = Some(TrackId(0));
        group.needs = vec![(0, 0.05), (1, 0.04)];
        group.relatives = Some(Relatives {
            probability: 0.2,
            after: Duration::Exponential { mean: 150.0 },
            sizes: Sizes(vec![(1, 0.3), (3, 0.7)]),
        });
    }
    scenario.groups[1].priority = 1;
    scenario.market = vec![
        FlatOffer {
            min_persons: 1,
            max_persons: 2,
            per_month: 2.0,
        },
        FlatOffer {
            min_persons: 2,
            max_persons: 5,
            per_month: 1.5,
        },
    ];
    let sites = &mut scenario.sites;
    sites[0].opening = Opening::Fixed {
        from: 0,
        until: Some(400),
    };
    sites[1].opening = Opening::Fixed {
        from: 200,
        until: None,
    };
    sites[2].opening = Opening::Planned {
        from: 300,
        until: Some(800),
        delay: Some(Duration::Exponential { mean: 60.0 }),
        cancellation_probability: 0.2,
    };
    sites[3].out_of_use = vec![OutOfUse {
        from: 100,
        until: Some(250),
        places: LostPlaces::Units { class: 1, count: 7 },
    }];
    sites[4].accepts = HouseholdSet::from_iter([Composition::Family]);
    sites[5].max_household_size = Some(3);
    sites[6].stock = beds(40);
    sites[6].out_of_use = vec![OutOfUse {
        from: 50,
        until: None,
        places: LostPlaces::Beds(25),
    }];
    if let Stock::Units(classes) = &mut sites[7].stock {
        classes[0].offers = NeedSet::default().with(0);
        classes[1].offers = NeedSet::default().with(1);
        classes[1].reserved = true;
    }
    for site in sites.iter_mut() {
        site.rates = Rates {
            fixed_per_day: Money::from_eur(11.0),
            per_place_day: Money::from_eur(7.0),
            per_person_day: Money::from_eur(3.0),
            activation: Money::from_eur(500.0),
            investment: Money::from_eur(90_000.0),
        };
    }
    let mut hall = site("hall", 3, beds(60));
    hall.emergency = true;
    hall.opening = Opening::OnNeed {
        from: 0,
        until: None,
        lead_time_days: 2,
    };
    scenario.sites.push(hall);
    scenario.households = (0..90)
        .map(|i| StartHousehold {
            id: format!("r{i}"),
            group: GroupId(i % 2),
            size: 1 + (i % 4) as u8,
            sex: None,
            needs: None,
            track: None,
            since: (i % 3 == 0).then_some(-i64::from(i) * 5),
            site: (i % 9 > 0).then_some(SiteId(i % 12)),
            unit_beds: None,
            prefers: None,
            ages: None,
        })
        .collect();
    scenario
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let scenario = lively_town();
    let (one, two, eight) = (
        run(&scenario, 40, 1),
        run(&scenario, 40, 2),
        run(&scenario, 40, 8),
    );
    assert_eq!(one.outcomes, two.outcomes);
    assert_eq!(one.courses, two.courses);
    assert_eq!(one.outcomes, eight.outcomes);
    assert_eq!(one.courses, eight.courses);
}

#[test]
fn a_replication_played_alone_is_the_same_as_among_many() {
    let scenario = lively_town();
    let all = run(&scenario, 20, 2);
    let (alone, _) = play(&scenario, 17);
    assert_eq!(alone.outcome, all.outcomes[17]);
    assert_eq!(alone.course, all.courses[17]);
}

/// Arrivals as they happened: day, household, persons, group.
fn arrivals(trace: &[TraceEntry]) -> Vec<(u32, u32, Option<usize>)> {
    trace
        .iter()
        .filter(|entry| entry.event == Event::Arrival)
        .map(|entry| (entry.day, entry.persons, entry.group))
        .collect()
}

#[test]
fn policies_alter_no_exogenous_draw() {
    let mut scenario = realistic_town();
    let fair = arrivals(&play(&scenario, 3).1);
    for rule in [Rule::FirstFit, Rule::Cheapest, Rule::EvenSpread] {
        scenario.policy.rule = rule;
        scenario.policy.rhythm = Rhythm::Daily;
        scenario.policy.queue = Queue::Strict;
        assert_eq!(arrivals(&play(&scenario, 3).1), fair);
    }
}

#[test]
fn a_change_that_cannot_matter_shows_exactly_nothing() {
    let mut scenario = realistic_town();
    scenario.policy.rule = Rule::FirstFit;
    let before = run(&scenario, 10, 2);
    // A site that never opens, a group that never arrives, an unused track.
    let mut never = site("never", 0, beds(500));
    never.opening = Opening::Never;
    scenario.sites.push(never);
    scenario.groups.insert(
        0,
        group("nobody", 0.0, &[(2, 1.0)], Duration::Fixed { days: 5.0 }),
    );
    let after = run(&scenario, 10, 2);
    for (before, after) in before.outcomes.iter().zip(&after.outcomes) {
        assert_eq!(before.flow, after.flow);
        assert_eq!(before.waiting_nights, after.waiting_nights);
        assert_eq!(before.district_end, after.district_end);
        assert_eq!(
            before.site_nights[..],
            after.site_nights[..before.site_nights.len()]
        );
    }
    assert_eq!(before.courses, after.courses);
}

#[test]
fn cost_is_nights_times_rate_to_the_millionth_of_a_euro() {
    let mut scenario = lively_town();
    scenario.households.clear();
    for replication in 0..5 {
        let (History { outcome, .. }, trace) = play(&scenario, replication);
        for (index, site) in scenario.sites.iter().enumerate() {
            let openings = trace
                .iter()
                .filter(|entry| entry.event == Event::SiteOpens && entry.site == Some(index))
                .count() as i64;
            let rates = &site.rates;
            let expected = rates.per_person_day * outcome.site_nights[index] as i64
                + (rates.fixed_per_day + rates.per_place_day * i64::from(site.nominal_places()))
                    * i64::from(outcome.site_open_days[index])
                + rates.activation * openings
                + if openings > 0 {
                    rates.investment
                } else {
                    Money::default()
                };
            assert_eq!(outcome.accounts.by_site[index], expected, "{}", site.id);
        }
    }
}

#[test]
fn nights_are_the_same_counted_by_day_by_site_and_by_household() {
    let scenario = lively_town();
    for replication in 0..10 {
        let (History { outcome, course }, trace) = play(&scenario, replication);
        let days = 0..scenario.calendar.days as usize;
        let by_day: u64 = days
            .clone()
            .map(|day| u64::from(course.at(day, Quantity::Housed)))
            .sum();
        let by_site: u64 = (0..scenario.sites.len())
            .filter(|&site| !scenario.sites[site].emergency)
            .map(|site| outcome.site_nights[site])
            .sum();
        assert_eq!(by_day, outcome.housed_nights);
        assert_eq!(by_day, by_site);
        // Of each household: nights from moving in to moving out, from the log alone.
        let mut by_household = 0u64;
        let mut since = std::collections::BTreeMap::new();
        for entry in &trace {
            let Some(household) = entry.household else {
                continue;
            };
            match entry.event {
                Event::Placement => {
                    since.insert(household, entry.day);
                }
                Event::Departure | Event::MoveToMarket | Event::ForcedMove => {
                    if let Some(from) = since.remove(&household) {
                        by_household += u64::from(entry.persons) * u64::from(entry.day - from);
                    } else if entry.site.is_some() {
                        by_household += u64::from(entry.persons) * u64::from(entry.day);
                    }
                }
                _ => {}
            }
        }
        let mut housed_since_start = 0;
        for entry in trace.iter().filter(|entry| entry.event == Event::Start) {
            let number = entry.household.unwrap();
            let left = trace.iter().any(|later| {
                later.household == Some(number)
                    && matches!(
                        later.event,
                        Event::Departure | Event::MoveToMarket | Event::ForcedMove | Event::Placement
                    )
            });
            if !left && entry.site.is_some() {
                housed_since_start += u64::from(entry.persons) * u64::from(scenario.calendar.days);
            }
        }
        let persons: std::collections::BTreeMap<u32, u32> = trace
            .iter()
            .filter_map(|entry| Some((entry.household?, entry.persons)))
            .collect();
        let still: u64 = since
            .iter()
            .map(|(household, from)| u64::from(persons[household]) * u64::from(scenario.calendar.days - from))
            .sum();
        assert_eq!(
            by_household + still + housed_since_start,
            by_day,
            "replication {replication}"
        );
    }
}

#[test]
fn waiting_is_emergency_plus_unmet_on_every_day() {
    for replication in 0..10 {
        let (History { outcome, course }, _) = play(&lively_town(), replication);
        assert_eq!(
            outcome.waiting_nights,
            outcome.emergency_nights + outcome.unmet_nights
        );
        assert!((0..900).all(|day| course.at(day, Quantity::Emergency) <= course.at(day, Quantity::Waiting)));
    }
}

#[test]
fn a_family_of_three_in_a_room_for_four_blocks_one_bed() {
    let mut scenario = empty_town(10);
    scenario.sites = vec![site("s", 0, units(&[(1, 4)]))];
    scenario.groups = vec![group("g", 0.0, &[(3, 1.0)], Duration::Fixed { days: 4.0 })];
    scenario.groups[0].arrivals = vec![Process::Listed(vec![(2, 1), (3, 1)])];
    let (History { outcome, course }, _) = play(&scenario, 0);
    // The second family waits from day 3 until the first leaves on day 6, then stays to the end.
    assert_eq!(outcome.blocked_bed_nights, 8);
    assert_eq!(outcome.waiting_nights, 9);
    assert_eq!(course.at(4, Quantity::Free), 0);
    assert_eq!(outcome.peak_housed, 3);
}

#[test]
fn single_men_and_single_women_share_units_only_among_themselves() {
    let mut scenario = empty_town(6);
    scenario.sites = vec![site("s", 0, units(&[(1, 3)]))];
    for (id, share, day) in [("men", 1.0, 0), ("women", 0.0, 1)] {
        let mut singles = group(id, 0.0, &[(1, 1.0)], Duration::Fixed { days: 3.0 });
        singles.single_men_share = share;
        singles.arrivals = vec![Process::Listed(vec![(day, 2)])];
        scenario.groups.push(singles);
    }
    let (History { outcome, course }, _) = play(&scenario, 0);
    assert_eq!(
        (0..6)
            .map(|day| course.at(day, Quantity::Housed))
            .collect::<Vec<_>>(),
        [2, 2, 2, 2, 2, 2]
    );
    // The women wait for the nights of days 1 and 2; a bed in the men's room stays free for a man.
    assert_eq!(outcome.waiting_nights, 4);
    assert_eq!(outcome.blocked_bed_nights, 0);
}

#[test]
fn a_large_family_takes_neighbouring_units() {
    let mut scenario = empty_town(3);
    scenario.sites = vec![site("s", 0, units(&[(3, 2)]))];
    scenario.groups = vec![group("g", 0.0, &[(5, 1.0)], Duration::Fixed { days: 9.0 })];
    scenario.groups[0].arrivals = vec![Process::Listed(vec![(0, 1)])];
    let (History { outcome, course }, _) = play(&scenario, 0);
    assert_eq!(
        (course.at(0, Quantity::Housed), course.at(0, Quantity::Free)),
        (5, 0)
    );
    assert_eq!(outcome.blocked_bed_nights, 3);
}

#[test]
fn when_a_site_closes_its_people_are_rehoused_first() {
    let mut scenario = empty_town(10);
    scenario.sites = vec![site("closing", 0, beds(3)), site("other", 0, beds(3))];
    scenario.sites[0].opening = Opening::Fixed {
        from: 0,
        until: Some(4),
    };
    scenario.sites[0].closing_stop_days = 0;
    scenario.groups = vec![group("g", 0.0, &[(3, 1.0)], Duration::Fixed { days: 30.0 })];
    scenario.groups[0].arrivals = vec![Process::Listed(vec![(0, 1), (5, 1)])];
    let (History { outcome, .. }, trace) = play(&scenario, 0);
    assert_eq!(
        (outcome.flow.forced.households, outcome.flow.forced.persons),
        (1, 3)
    );
    let last = trace
        .iter()
        .rfind(|entry| entry.event == Event::Placement)
        .unwrap();
    assert_eq!((last.day, last.household, last.site), (5, Some(0), Some(1)));
    assert_eq!(outcome.waiting_nights, 3 * 5);
}

#[test]
fn emergency_accommodation_opens_after_its_lead_time() {
    let mut scenario = empty_town(8);
    let mut hall = site("hall", 0, beds(1));
    hall.emergency = true;
    hall.opening = Opening::OnNeed {
        from: 0,
        until: None,
        lead_time_days: 2,
    };
    scenario.sites = vec![hall];
    scenario.groups = vec![group("g", 0.0, &[(1, 1.0)], Duration::Fixed { days: 30.0 })];
    scenario.groups[0].arrivals = vec![Process::Listed(vec![(1, 2)])];
    let (History { outcome, .. }, _) = play(&scenario, 0);
    // Two people wait for seven nights; from day 3 on one of them sleeps in the hall.
    assert_eq!(
        (
            outcome.waiting_nights,
            outcome.emergency_nights,
            outcome.unmet_nights
        ),
        (14, 5, 9)
    );
    assert_eq!(outcome.first_shortage, Some(1));
}

#[test]
fn in_a_strict_queue_nobody_overtakes() {
    let mut scenario = empty_town(5);
    scenario.sites = vec![site("s", 0, beds(2))];
    let mut family = group("family", 0.0, &[(3, 1.0)], Duration::Fixed { days: 30.0 });
    family.arrivals = vec![Process::Listed(vec![(0, 1)])];
    let mut single = group("single", 0.0, &[(1, 1.0)], Duration::Fixed { days: 30.0 });
    single.arrivals = vec![Process::Listed(vec![(1, 1)])];
    scenario.groups = vec![family, single];
    assert_eq!(play(&scenario, 0).0.outcome.flow.placed.households, 1);
    scenario.policy.queue = Queue::Strict;
    assert_eq!(play(&scenario, 0).0.outcome.flow.placed.households, 0);
}

#[test]
fn a_flat_of_the_market_goes_to_those_who_may_rent_it() {
    let mut scenario = empty_town(400);
    scenario.sites = vec![site("s", 0, beds(100))];
    scenario.tracks = vec![Track {
        id: "recognised".into(),
        name: "recognised".into(),
        reimbursement_per_day: Money::default(),
        fee_per_day: Money::default(),
        market: true,
        changes: vec![],
    }];
    let mut recognised = group("r", 0.0, &[(2, 1.0)], Duration::Fixed { days: 1000.0 });
    recognised.track = Some(TrackId(0));
    let mut others = group("o", 0.0, &[(2, 1.0)], Duration::Fixed { days: 1000.0 });
    recognised.arrivals = vec![Process::Listed(vec![(0, 20)])];
    others.arrivals = vec![Process::Listed(vec![(0, 20)])];
    scenario.groups = vec![recognised, others];
    scenario.market = vec![FlatOffer {
        min_persons: 1,
        max_persons: 3,
        per_month: 30.0,
    }];
    let (History { outcome, .. }, _) = play(&scenario, 0);
    assert_eq!(outcome.flow.to_market.households, 20);
    assert_eq!(outcome.flow.housed_end.households, 20);
}

#[test]
fn people_from_the_register_stay_as_long_as_their_elapsed_stay_says() {
    let mut scenario = empty_town(40);
    scenario.sites = vec![site("s", 0, beds(10))];
    scenario.groups = vec![group("g", 0.0, &[(1, 1.0)], Duration::Fixed { days: 30.0 })];
    scenario.households = vec![StartHousehold {
        id: "a".into(),
        group: GroupId(0),
        size: 1,
        sex: None,
        needs: None,
        track: None,
        since: Some(-20),
        site: Some(SiteId(0)),
        unit_beds: None,
        prefers: None,
        ages: None,
    }];
    assert_eq!(play(&scenario, 0).0.outcome.housed_nights, 10);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any mixture of all that can happen passes the audit of every replication.
    #[test]
    fn the_books_balance_in_any_town(
        seed in any::<u64>(),
        rate in 0.0f64..6.0,
        mean in 1.0f64..400.0,
        patience in prop::option::of(0u32..60),
        rule in 0usize..6,
        strict in any::<bool>(),
        weekly in any::<bool>(),
        cv in 0.0f64..1.5,
    ) {
        let mut scenario = lively_town();
        scenario.seed = seed;
        scenario.calendar.days = 500;
        scenario.policy.patience_days = patience;
        scenario.policy.queue = if strict { Queue::Strict } else { Queue::Overtaking };
        scenario.policy.rhythm = if weekly { Rhythm::Weekly } else { Rhythm::Daily };
        scenario.policy.rule = match rule {
            0 => Rule::FirstFit,
            1 => Rule::Cheapest,
            2 => Rule::EvenSpread,
            3 => Rule::FairShare(vec![1.0 / 12.0; 12]),
            4 => Rule::Balanced(common::balanced(&scenario)),
            _ => Rule::Balanced(Balance {
                max_share: Some(0.01),
                min_cluster: 4,
                relocations: 1,
                ..common::balanced(&scenario)
            }),
        };
        scenario.groups[0].arrivals = vec![common::steady(rate)];
        if let Process::Rate(process) = &mut scenario.groups[0].arrivals[0] {
            process.level = Level { cv, drift_per_year: cv / 2.0 };
        }
        scenario.groups[0].stay = Duration::weibull_with_mean(1.3, mean);
        let (History { outcome, course }, _) = play(&scenario, 0);
        prop_assert!(outcome.flow.is_balanced());
        prop_assert_eq!(outcome.waiting_nights, outcome.emergency_nights + outcome.unmet_nights);
        for day in 0..500 {
            prop_assert!(course.at(day, Quantity::Housed) + course.at(day, Quantity::Free) <= course.at(day, Quantity::Places));
        }
    }
}
