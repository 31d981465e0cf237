//! Early warning, by hand on listed arrivals, and the law that a forecast knows nothing of what
//! comes after its day.
#![allow(clippy::unwrap_used, reason = "a town that cannot be played should fail")]

mod common;
mod folder;

use common::{beds, empty_town, group, realistic_town_with_services, site, units, with_ladder};
use folder::Folder;
use quartier::arrivals::Process;
use quartier::findings::story::Happening;
use quartier::findings::warning::{BottleneckFindings, Means, Scarce};
use quartier::findings::{self, Findings, story};
use quartier::household::AgeBand;
use quartier::ids::SiteId;
use quartier::ladder::preset::Preset;
use quartier::ladder::{Action, Denser, Step, StepCost, Trigger, Withdrawal};
use quartier::monte_carlo::{self, Watch};
use quartier::scenario::Scenario;
use quartier::service::{Capacity, Intake, Offer, Places, Service, Usage};
use quartier::shock::{Effect, Outage, Shock, Struck};
use quartier::simulation::{Forecast, Model, Quantity, Town, WarningOutcome};
use quartier::site::{LostPlaces, OutOfUse};
use quartier::stay::Duration;
use quartier::surge::Start;
use quartier::text::Lang;
use quartier::warning::{Level, Remedy, Warning};

const FOR_GOOD: Duration = Duration::Fixed { days: 5000.0 };

fn rule(horizon_weeks: u32) -> Warning {
    Warning {
        horizon_weeks,
        level: Level::Expected {
            free_places: 0.0,
            free_units: 0.0,
        },
        remedies: Vec::new(),
    }
}

/// A town where households of one size come on listed days, day 0 being Thursday, 1 January:
/// the looks are on days 4, 11, 18, 25, 32, 39, 46, 53, 60, …
fn listed(days: u32, size: u8, arrivals: &[(u32, u32)]) -> Scenario {
    let mut scenario = empty_town(days);
    let mut come = group("g", 0.0, &[(size, 1.0)], FOR_GOOD);
    come.arrivals = vec![Process::Listed(arrivals.to_vec())];
    scenario.groups = vec![come];
    scenario.replications = 1;
    scenario.warning = Some(rule(4));
    scenario
}

fn outcomes(scenario: &Scenario) -> Vec<WarningOutcome> {
    Town::new(&Model::of(scenario))
        .play(&Model::of(scenario), 0)
        .outcome
        .warnings
}

fn findings_of(scenario: &Scenario) -> Findings {
    let model = Model::of(scenario);
    let ensemble = monte_carlo::run(&model, scenario.replications, None, &Watch::default()).unwrap();
    let mut findings = findings::gather(scenario, &ensemble);
    findings.stories = story::tell(scenario, &model, &ensemble);
    findings
}

#[test]
fn announced_arrivals_are_warned_of_as_early_as_the_horizon_reaches() {
    // Ten beds, twelve people announced for day 60. On day 25 the town sees until day 53, on day
    // 32 until day 60: 10 − 12 = −2. On day 60 two wait and no bed is free.
    let mut scenario = listed(120, 1, &[(60, 12)]);
    scenario.sites = vec![site("s", 0, beds(10))];
    let expected = WarningOutcome {
        was_there: false,
        first_warning: Some(32),
        first_bite: Some(60),
        first_lead: Some(28),
        bites: 1,
        warned: 1,
        alarms: 1,
        false_alarms: 0,
    };
    assert_eq!(outcomes(&scenario), [expected]);
}

#[test]
fn a_margin_warns_where_places_are_still_left() {
    // Ten people for ten beds: nothing is missing, and nothing is left either.
    let mut scenario = listed(200, 1, &[(60, 10)]);
    scenario.sites = vec![site("s", 0, beds(10))];
    assert_eq!(outcomes(&scenario), [WarningOutcome::default()]);
    scenario.warning = Some(Warning {
        level: Level::Expected {
            free_places: 1.0,
            free_units: 0.0,
        },
        ..rule(4)
    });
    // Warned on day 32 and, since nothing came within eight weeks, in vain on day 95 (56 days
    // have passed on day 88, more than that on day 95); then anew on days 95 and 158.
    let [seen] = outcomes(&scenario)[..] else { panic!() };
    assert_eq!((seen.first_warning, seen.bites), (Some(32), 0));
    assert_eq!((seen.alarms, seen.false_alarms), (3, 2));
}

#[test]
fn a_type_of_unit_can_be_missing_while_places_are_free() {
    // One unit of three beds and twenty single rooms that take nobody else; two families of three
    // announced for day 60. One finds the unit, the other waits.
    let mut scenario = listed(120, 3, &[(60, 2)]);
    scenario.sites = vec![site("s", 0, units(&[(1, 3)])), site("t", 0, units(&[(20, 1)]))];
    scenario.sites[1].max_household_size = Some(1);
    let [places, large] = outcomes(&scenario)[..] else {
        panic!()
    };
    assert_eq!(places, WarningOutcome::default());
    assert_eq!((large.first_warning, large.first_bite), (Some(32), Some(60)));
    assert_eq!(large.first_lead, Some(28));
}

#[test]
fn a_closing_that_is_fixed_is_foreseen() {
    // Ten beds, six of them out of use from day 60 on, eight people live there: four must wait.
    let mut scenario = listed(120, 1, &[(0, 8)]);
    scenario.sites = vec![site("s", 0, beds(10))];
    scenario.sites[0].out_of_use = vec![OutOfUse {
        from: 60,
        until: None,
        places: LostPlaces::Beds(6),
    }];
    let [seen] = outcomes(&scenario)[..] else { panic!() };
    assert_eq!((seen.first_warning, seen.first_bite), (Some(32), Some(60)));
}

fn fire(day: i64, days: u32) -> Shock {
    Shock {
        id: "fire".into(),
        name: "Fire".into(),
        start: Start::On(day),
        effect: Effect::Outage(Outage {
            sites: Struck::These(vec![SiteId(0)]),
            share: 1.0,
            days: Some(days),
            evacuated: None,
        }),
    }
}

#[test]
fn a_warning_is_withdrawn_when_the_forecast_recovers_and_is_no_warning_of_a_later_fire() {
    // Ten beds, eight people for 40 days, six beds out of use from day 60 on: on day 32 the town
    // expects 2 − 6 = −4. On day 40 all eight leave, which it could not know. The looks of days 46,
    // 53, 60 and 67 see enough beds; with the fourth the warning is withdrawn. Three people come
    // on day 85, four beds are left; on day 90 the house burns, day 95 is the next look.
    let mut scenario = listed(160, 1, &[(0, 8), (85, 3)]);
    scenario.groups[0].stay = Duration::Fixed { days: 40.0 };
    scenario.sites = vec![site("s", 0, beds(10))];
    scenario.sites[0].out_of_use = vec![OutOfUse {
        from: 60,
        until: None,
        places: LostPlaces::Beds(6),
    }];
    scenario.shocks = vec![fire(90, 10)];
    let expected = WarningOutcome {
        was_there: false,
        first_warning: Some(32),
        first_bite: Some(95),
        first_lead: None,
        bites: 1,
        warned: 0,
        alarms: 1,
        false_alarms: 1,
    };
    assert_eq!(outcomes(&scenario), [expected]);
}

#[test]
fn a_warning_that_stands_is_no_warning_of_a_fire_that_comes_before() {
    // Ten beds, three people, twelve more announced for day 60; the town looks twelve weeks ahead
    // and is warned on day 4. Without a fire that is 56 days before.
    let mut scenario = listed(120, 1, &[(0, 3), (60, 12)]);
    scenario.sites = vec![site("s", 0, beds(10))];
    scenario.warning = Some(rule(12));
    let seen = |scenario: &Scenario| {
        let seen = outcomes(scenario)[0];
        (seen.first_warning, seen.first_bite, seen.first_lead, seen.warned)
    };
    assert_eq!(seen(&scenario), (Some(4), Some(60), Some(56), 1));
    // The house burns on day 34; on day 39 three people have no bed. The forecast of day 32 knew of
    // day 60 and of nothing before.
    scenario.shocks = vec![fire(34, 10)];
    assert_eq!(seen(&scenario), (Some(4), Some(39), None, 0));
    // On the day after those announced have come it burns once more, and this look was foreseen.
    scenario.shocks = vec![fire(59, 10)];
    assert_eq!(seen(&scenario), (Some(4), Some(60), Some(56), 1));
}

#[test]
fn who_waits_for_a_service_is_seen_to_wait_too_long() {
    // Two places, five people on day 60, in time are 14 days. On day 60 three wait; they will have
    // waited longer on day 75. Day 74 sees them at 14 days, day 81 too late: 21 days of warning.
    let mut scenario = listed(120, 1, &[(60, 5)]);
    scenario.sites = vec![site("s", 0, beds(10))];
    scenario.services = vec![Service {
        id: "school".into(),
        name: "School".into(),
        tracks: None,
        offer: Offer::Places(Places {
            ages: (AgeBand::Under3, AgeBand::From65),
            share: 1.0,
            capacity: Capacity::Town(2),
            intake: Intake::AnyDay,
            usage: Usage::Open,
            met_at_start: 0.0,
            in_time_days: 14,
            patience_days: None,
            tolerated_late: 0,
        }),
    }];
    let [_, school] = outcomes(&scenario)[..] else {
        panic!()
    };
    assert_eq!((school.first_warning, school.first_bite), (Some(60), Some(81)));
    assert_eq!(school.first_lead, Some(21));
}

#[test]
fn a_warning_is_compared_with_the_lead_time_of_the_remedy() {
    // 28 days of warning: in time for what takes 28 days, not for 29, nor for a flat (75) or
    // containers (335).
    let mut scenario = listed(120, 1, &[(60, 12)]);
    scenario.sites = vec![site("s", 0, beds(10))];
    let remedy = |id: &str, lead_days: f64| Remedy {
        id: id.into(),
        name: id.into(),
        lead_days,
        services: Vec::new(),
    };
    scenario.warning = Some(Warning {
        remedies: vec![remedy("slow", 29.0), remedy("quick", 28.0)],
        ..rule(4)
    });
    let findings = findings_of(&scenario);
    let places: &BottleneckFindings = &findings.warning.as_ref().unwrap().bottlenecks[0];
    assert_eq!(
        (&places.what, places.count, places.warned),
        (&Scarce::Places, 1, 1)
    );
    assert_eq!(places.lead_days.unwrap().value, 28.0);
    let in_time: Vec<(&Means, u32)> = places
        .remedies
        .iter()
        .map(|one| (&one.what, one.in_time))
        .collect();
    assert_eq!(
        in_time,
        [
            (&Means::Usual(Preset::Hall), 1),
            (&Means::Usual(Preset::Hotel), 1),
            (&Means::Named("quick".into()), 1),
            (&Means::Named("slow".into()), 0),
            (&Means::Usual(Preset::Flat), 0),
            (&Means::Usual(Preset::Container), 0),
        ]
    );
}

/// Forecasts up to a day.
fn forecasts(scenario: &Scenario, replication: u32, until: u32) -> Vec<Forecast> {
    let model = Model::of(scenario);
    let mut town = Town::new(&model);
    town.play_with_trace(&model, replication);
    let all = town.forecasts().iter();
    all.filter(|forecast| forecast.day < until).copied().collect()
}

#[test]
fn a_forecast_knows_nothing_of_what_comes_after_its_day() {
    let mut calm = with_ladder(realistic_town_with_services());
    calm.calendar.days = 700;
    calm.warning = Some(rule(26));
    let mut struck = calm.clone();
    struck.shocks = vec![Shock {
        id: "fire".into(),
        name: "Fire".into(),
        start: Start::On(400),
        effect: Effect::Outage(Outage {
            sites: Struck::Largest,
            share: 1.0,
            days: Some(60),
            evacuated: None,
        }),
    }];
    for replication in 0..3 {
        let until = |scenario: &Scenario| forecasts(scenario, replication, 400);
        assert!(until(&calm).len() > 100);
        assert_eq!(until(&calm), until(&struck));
        let all = |scenario: &Scenario| forecasts(scenario, replication, 700);
        assert_ne!(all(&calm), all(&struck));
    }
}

#[test]
fn who_is_watched_lives_as_before() {
    let mut scenario = with_ladder(realistic_town_with_services());
    scenario.calendar.days = 500;
    scenario.replications = 10;
    // People leave while they wait, for a home and for a place: what is written down of them is
    // read every week, or once at the end.
    scenario.policy.patience_days = Some(20);
    for service in &mut scenario.services {
        if let Offer::Places(places) = &mut service.offer {
            places.patience_days = Some(90);
        }
    }
    let before = findings_of(&scenario);
    scenario.warning = Some(rule(12));
    let after = findings_of(&scenario);
    assert_eq!(before.figures, after.figures);
    assert_eq!(before.services, after.services);
    assert!(before.warning.is_none() && after.warning.is_some());
}

#[test]
fn a_course_is_told_day_by_day() {
    // Two beds, three people on day 5, fire on day 10 for ten days: three without a place, one
    // until the fire and all from it on.
    let mut scenario = listed(40, 1, &[(5, 3)]);
    scenario.warning = None;
    scenario.sites = vec![site("s", 0, beds(2))];
    scenario.shocks = vec![Shock {
        id: "fire".into(),
        name: "Fire".into(),
        start: Start::On(10),
        effect: Effect::Outage(Outage {
            sites: Struck::These(vec![SiteId(0)]),
            share: 1.0,
            days: Some(10),
            evacuated: None,
        }),
    }];
    let findings = findings_of(&scenario);
    let [story] = &findings.stories[..] else { panic!() };
    let told: Vec<(String, usize)> = story
        .days
        .iter()
        .map(|day| (day.date.to_string(), day.happenings.len()))
        .collect();
    assert_eq!(
        told,
        [
            ("2026-01-06".into(), 1),
            ("2026-01-11".into(), 1),
            ("2026-01-21".into(), 2)
        ]
    );
    // 5 nights of one, 10 of three, 20 of one.
    let Happening::Unmet(nights) = &story.days[0].happenings[0] else {
        panic!()
    };
    assert_eq!(
        (nights.first, nights.most, nights.person_nights),
        (1, 3, 5 + 30 + 20)
    );
    assert_eq!(nights.most_on.to_string(), "2026-01-11");
    let Happening::Shock { displaced, .. } = &story.days[1].happenings[0] else {
        panic!()
    };
    assert_eq!(*displaced, 2);
}

/// A course tells the places that open: those of a site less what is out of use on the day. Two
/// single rooms and three of four beds; one of these from day 10 to 19, another from day 15 on.
#[test]
fn what_is_out_of_use_on_a_day_cannot_be_used_on_it() {
    let out = |from, until| OutOfUse {
        from,
        until,
        places: LostPlaces::Units { class: 1, count: 1 },
    };
    let mut house = site("s", 0, units(&[(2, 1), (3, 4)]));
    house.out_of_use = vec![out(10, Some(19)), out(15, None)];
    let usable = [9, 10, 15, 19, 20].map(|day| house.usable_places_on(day));
    assert_eq!(usable, [14, 10, 6, 6, 10]);
}

#[test]
fn beds_that_were_lost_come_back_beside_those_that_a_step_put_in() {
    // Ten beds, four out of use on days 10 to 19, five more from a step from day 0 on: 15, 11, 15.
    let mut scenario = listed(30, 1, &[]);
    scenario.sites = vec![site("s", 0, beds(10))];
    scenario.sites[0].out_of_use = vec![OutOfUse {
        from: 10,
        until: Some(19),
        places: LostPlaces::Beds(4),
    }];
    scenario.ladder = vec![Step {
        id: "more".into(),
        name: "more".into(),
        trigger: Trigger::Date { from: 0 },
        action: Action::Densify {
            rooms: vec![Denser::Beds {
                site: SiteId(0),
                more: 5,
            }],
        },
        lead_time: Duration::Fixed { days: 0.0 },
        cost: StepCost::default(),
        withdrawal: Withdrawal {
            quiet_days: 1,
            minimum_days: 0,
            free_places_at_least: None,
            occupied_at_most: None,
            not_before: None,
        },
        breaks: Vec::new(),
    }];
    let model = Model::of(&scenario);
    let course = Town::new(&model).play(&model, 0).course;
    let places = |day: usize| course.at(day, Quantity::Places);
    assert_eq!([places(5), places(15), places(25)], [15, 11, 15]);
}

#[test]
fn a_remedy_for_an_unknown_service_is_complained_about() {
    let warning = "[warning]\nhorizon_weeks = 3\nlevel.likely = { probability = 0.3 }\n\
        [warning.remedies.class]\nlead_time_days = 30\nservices = [\"schol\"]\n[groups.singles]";
    let folder = Folder::with_two_beds(&[("[groups.singles]", warning)]);
    let complaint = folder.complaints("scenario.toml", Lang::En);
    assert!(complaint.contains("schol"), "{complaint}");
}

#[test]
fn the_keys_of_the_warning_are_read() {
    let warning = "[warning]\nhorizon_weeks = 3\nlevel.likely = { probability = 0.3 }\n\
        [warning.remedies.flat]\nname = \"A flat\"\nlead_time_days = 30\n[groups.singles]";
    let scenario = Folder::with_two_beds(&[("[groups.singles]", warning)])
        .loaded()
        .scenario;
    let rule = scenario.warning.unwrap();
    assert_eq!(
        (rule.horizon_weeks, rule.level),
        (3, Level::Likely { probability: 0.3 })
    );
    assert_eq!(
        (rule.remedies[0].name.as_str(), rule.remedies[0].lead_days),
        ("A flat", 30.0)
    );
}
