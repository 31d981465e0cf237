//! Small towns for tests and benchmarks, built in code.
#![allow(dead_code, missing_docs)]

use quartier::arrivals::{Course, Level, Process, RateProcess, Shape};
use quartier::calendar::{Calendar, Date};
use quartier::household::{AgeBand, AgeShares, Group, HouseholdSet, Sizes};
use quartier::ids::{DistrictId, KindId, NeedSet, SiteId};
use quartier::ladder::{Action, Step, StepCost, Trigger, Withdrawal};
use quartier::placement::Stage;
use quartier::policy::{Balance, Policy, Queue, Rhythm, Rule};
use quartier::scenario::Scenario;
use quartier::service::{Capacity, Intake, Offer, Places, Service, Staff, Usage};
use quartier::site::{Kind, Opening, Rates, Site, Stock, UnitClass};
use quartier::stay::Duration;
use quartier::town::{District, Town};

/// A town with one district of 1,000 residents, no sites and no groups, from 2026-01-01 on.
pub fn empty_town(days: u32) -> Scenario {
    let start: Date = "2026-01-01".parse().unwrap();
    Scenario {
        name: "test".into(),
        question: None,
        description: None,
        responsible: None,
        notes: Vec::new(),
        calendar: Calendar { start, days },
        seed: 1,
        replications: 100,
        town: Town {
            districts: vec![district("d0", 1000.0)],
        },
        needs: Vec::new(),
        kinds: vec![Kind {
            id: "shared".into(),
            name: "shared".into(),
            emergency: false,
            scattered: false,
        }],
        sites: Vec::new(),
        tracks: Vec::new(),
        groups: Vec::new(),
        surges: Vec::new(),
        shocks: Vec::new(),
        market: Vec::new(),
        preferences: vec![],
        policy: Policy {
            rule: Rule::FirstFit,
            rhythm: Rhythm::Daily,
            patience_days: None,
            queue: Queue::Overtaking,
        },
        ladder: Vec::new(),
        households: Vec::new(),
        services: Vec::new(),
        concept: quartier::measure::Concept::default(),
        judgement: quartier::scenario::Judgement::default(),
        variant: None,
        warning: None,
    }
}

pub fn district(id: &str, residents: f64) -> District {
    District {
        id: id.into(),
        name: id.into(),
        borough: None,
        residents,
        area_km2: None,
        social_index: None,
        target_share: None,
    }
}

pub fn site(id: &str, district: usize, stock: Stock) -> Site {
    Site {
        id: id.into(),
        name: id.into(),
        district: DistrictId::from(district),
        position: None,
        kind: KindId(0),
        emergency: false,
        stock,
        offers: NeedSet::default(),
        opening: Opening::Fixed { from: 0, until: None },
        closing_stop_days: 28,
        accepts: HouseholdSet::ALL,
        max_household_size: None,
        rates: Rates::default(),
        out_of_use: Vec::new(),
        informed: None,
        lead_time_days: None,
        notice_days: None,
        age_limits: Vec::new(),
    }
}

pub fn beds(count: u32) -> Stock {
    Stock::Beds {
        nominal: count,
        usable: count,
    }
}

pub fn units(classes: &[(u32, u32)]) -> Stock {
    Stock::Units(
        classes
            .iter()
            .map(|&(count, beds)| UnitClass {
                count,
                beds,
                area_m2: None,
                offers: NeedSet::default(),
                reserved: false,
            })
            .collect(),
    )
}

/// A group with steady arrivals.
pub fn group(id: &str, per_day: f64, sizes: &[(u8, f64)], stay: Duration) -> Group {
    Group {
        id: id.into(),
        name: id.into(),
        track: None,
        sizes: Sizes(sizes.to_vec()),
        single_men_share: 0.8,
        needs: Vec::new(),
        priority: 0,
        arrivals: vec![steady(per_day)],
        stay,
        relatives: None,
        private_hosts: None,
        prefers: vec![],
        ages: None,
    }
}

pub fn steady(per_day: f64) -> Process {
    Process::Rate(RateProcess {
        shape: Shape::Poisson,
        course: Course::Constant(per_day),
        dispersion: 1.0,
        level: Level::default(),
    })
}

/// The job "ten sites": 10 × 100 beds, 9.5 arrivals a day, mean stay 100 days, five years.
pub fn ten_sites() -> Scenario {
    let mut scenario = empty_town(1826);
    scenario.sites = (0..10).map(|i| site(&format!("s{i}"), 0, beds(100))).collect();
    scenario.groups = vec![group(
        "all",
        9.5,
        &[(1, 1.0)],
        Duration::Exponential { mean: 100.0 },
    )];
    scenario
}

/// A realistic town: 30 sites with units in 12 districts, families, two groups with uncertain
/// levels, weekly fair share, a waiting list, daily records.
pub fn realistic_town() -> Scenario {
    let mut scenario = empty_town(1826);
    scenario.town.districts = (0..12)
        .map(|i| district(&format!("d{i}"), 1500.0 + 700.0 * f64::from(i)))
        .collect();
    scenario.sites = (0..30)
        .map(|i| {
            let stock = match i % 3 {
                0 => units(&[(6, 1), (10, 2), (6, 4), (2, 6)]),
                1 => units(&[(12, 2), (10, 3)]),
                _ => units(&[(25, 2), (4, 4)]),
            };
            site(&format!("s{i}"), i % 12, stock)
        })
        .collect();
    let total: f64 = scenario.town.residents();
    scenario.policy = Policy {
        rule: Rule::FairShare(
            scenario
                .town
                .districts
                .iter()
                .map(|d| d.residents / total)
                .collect(),
        ),
        rhythm: Rhythm::Weekly,
        patience_days: None,
        queue: Queue::Overtaking,
    };
    let level = Level {
        cv: 0.3,
        drift_per_year: 0.3,
    };
    let sizes = [(1, 0.62), (2, 0.08), (3, 0.09), (4, 0.1), (5, 0.06), (6, 0.05)];
    scenario.groups = vec![
        group("asylum", 2.2, &sizes, Duration::Exponential { mean: 330.0 }),
        group(
            "protection",
            0.8,
            &[(1, 0.4), (2, 0.3), (3, 0.2), (4, 0.1)],
            Duration::lognormal_with_mean(200.0, 1.0),
        ),
    ];
    for group in &mut scenario.groups {
        if let Process::Rate(rate) = &mut group.arrivals[0] {
            rate.level = level;
        }
    }
    scenario
}

/// The realistic town with a kita, school reception, language courses and social work.
pub fn realistic_town_with_services() -> Scenario {
    let mut scenario = realistic_town();
    for group in &mut scenario.groups {
        group.ages = Some(AgeShares::of([0.09, 0.08, 0.14, 0.68, 0.01], group.sizes.mean()));
    }
    let places = |ages: AgeBand, share, capacity, intake, usage| {
        Offer::Places(Places {
            ages: (ages, ages),
            share,
            capacity,
            intake,
            usage,
            met_at_start: 0.0,
            in_time_days: 42,
            patience_days: None,
            tolerated_late: 5,
        })
    };
    let class = Usage::Class {
        size: 25,
        minimum: 15,
        days: 245,
    };
    let year = Intake::Year {
        starts: vec![212, 577, 942, 1308, 1673],
        during_year: 1,
    };
    let offers = [
        places(
            AgeBand::From3To5,
            0.6,
            Capacity::Districts(vec![Some(4); 12]),
            year,
            Usage::Open,
        ),
        places(
            AgeBand::From6To17,
            1.0,
            Capacity::Town(200),
            Intake::AnyDay,
            Usage::For(Duration::Fixed { days: 730.0 }),
        ),
        places(
            AgeBand::From18To64,
            0.7,
            Capacity::Town(300),
            Intake::Days((0..44).map(|number| number * 42).collect()),
            class,
        ),
        Offer::Staff(Staff {
            positions: Some(9.0),
            persons_per_position: 110.0,
            crisis_above: 200.0,
        }),
    ];
    scenario.services = ["kita", "school", "course", "social-work"]
        .into_iter()
        .zip(offers)
        .map(|(id, offer)| Service {
            id: id.into(),
            name: id.into(),
            tracks: None,
            offer,
        })
        .collect();
    scenario
}

/// A town with three more sites that the steps of a ladder open: two with foresight, one that is
/// called by people without a place.
pub fn with_ladder(mut scenario: Scenario) -> Scenario {
    let first = scenario.sites.len();
    let triggers = [
        Trigger::FreePlaces {
            below: 20.0,
            weeks: 8,
        },
        Trigger::FreePlaces { below: 0.0, weeks: 4 },
        Trigger::Unmet {
            persons: 5,
            nights: 2,
        },
    ];
    for (number, trigger) in triggers.into_iter().enumerate() {
        let id = format!("step{number}");
        scenario.sites.push(Site {
            opening: Opening::Never,
            ..site(&id, number, units(&[(10, 2), (5, 4)]))
        });
        scenario.ladder.push(Step {
            name: id.clone(),
            id,
            trigger,
            action: Action::Activate {
                sites: vec![SiteId::from(first + number)],
                at_most_days: None,
            },
            lead_time: Duration::Fixed { days: 14.0 },
            cost: StepCost::default(),
            withdrawal: Withdrawal {
                quiet_days: 14,
                minimum_days: 30,
                free_places_at_least: None,
                occupied_at_most: None,
                not_before: None,
            },
            breaks: Vec::new(),
        });
    }
    scenario
}

/// The realistic town with some ten households a week.
pub fn ten_households_a_week() -> Scenario {
    let mut scenario = realistic_town();
    for (group, per_day) in scenario.groups.iter_mut().zip([1.1, 0.4]) {
        if let Process::Rate(rate) = &mut group.arrivals[0] {
            rate.course = Course::Constant(per_day);
        }
    }
    scenario
}

/// The balanced rule with the targets that the scenario's rule has, or with equal ones.
pub fn balanced(scenario: &Scenario) -> Balance {
    let districts = scenario.town.districts.len();
    let equal = vec![1.0 / districts as f64; districts];
    Balance {
        targets: scenario.policy.rule.targets().map_or(equal, <[f64]>::to_vec),
        stages: Stage::DEFAULT.to_vec(),
        max_share: None,
        min_cluster: 0,
        relocations: 0,
        seats: None,
        protected_after: Balance::PROTECTED_AFTER,
    }
}
