//! Services in small towns whose figures are worked out by hand, against queueing theory, and
//! their laws.
#![allow(clippy::unwrap_used, reason = "a scenario that cannot be played should fail")]

mod common;
mod folder;

use common::{beds, empty_town, group, site};
use folder::Folder;
use quartier::calendar::Day;
use quartier::household::{AgeBand, AgeShares};
use quartier::ids::ServiceId;
use quartier::monte_carlo::{self, Ensemble, Watch};
use quartier::placement::Stage;
use quartier::policy::{Rule, Seats};
use quartier::scenario::Scenario;
use quartier::service::{Capacity, Intake, Offer, Places, Service, Staff, Usage};
use quartier::simulation::{Model, ServiceAtHome, ServiceOutcome};
use quartier::stay::Duration;

const TOWN: &str = r#"
schema = 1
name = "Services"
start = 2026-01-01
end = 2026-12-31
replications = 1

[districts.mitte]
residents = 1000
[districts.nord]
residents = 500

[kinds.shared]
shared_beds = true

[sites.one]
district = "mitte"
kind = "shared"
places = 100
usable_share = 1.0

[groups.all]
household_sizes = { 1 = 1.0 }
stay.fixed = { days = 1000 }

[policy]
rule.first-fit = {}
placement_days = "daily"
"#;

/// The town with more below it and some words replaced.
fn town(more: &str, replacements: &[(&str, &str)]) -> Folder {
    let mut text = format!("{TOWN}\n{more}");
    for (from, to) in replacements {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    Folder::new().and("scenario.toml", &text)
}

fn played(scenario: &Scenario) -> Ensemble {
    let model = Model::of(scenario);
    monte_carlo::run(&model, scenario.replications, None, &Watch::default()).unwrap()
}

fn outcome(folder: &Folder) -> ServiceOutcome {
    played(&folder.loaded().scenario).outcomes[0].services[0].clone()
}

const COURSE: &str = r#"
[services.course]
places.town = { count = 4 }
class = { size = 2, units = 40, units_per_week = 20 }
intake.dates = [2026-01-12, 2026-01-19, 2026-01-26, 2026-02-02]
in_time_days = 10
"#;

/// Singles on these days.
fn arrivals(days: &str) -> (&'static str, String) {
    (
        "stay.fixed = { days = 1000 }",
        format!("stay.fixed = {{ days = 1000 }}\narrivals.listed = [{days}]"),
    )
}

#[test]
fn classes_of_two_for_fourteen_days_are_worked_out_by_hand() {
    // Seven come on 5 January; two classes of two can run at once, each for 14 days.
    // 12 January: two classes begin, four people have waited 7 days. 19 January: no seats.
    // 26 January: both ended today, 14 days after; two classes for the other three would need
    // two each: one begins full, the last one waits on. 2 February: alone, the class needs two.
    let (from, to) = arrivals("{ date = 2026-01-05, households = 7 }");
    let found = outcome(&town(COURSE, &[(from, &to)]));
    assert_eq!((found.demand, found.served, found.waiting_end), (7, 6, 1));
    assert_eq!(found.waited_days, 4 * 7 + 2 * 21);
    assert_eq!((found.in_time, found.late), (4, 3));
    // 5 January + 11 days: 16 January is the first evening on which somebody has waited longer
    // than 10 days.
    assert_eq!(found.bottleneck, Some(15));
    assert_eq!(found.median_wait, Some(7));
    assert_eq!(found.p90_wait, None);
    // Seven people in the evenings of 5 to 11 January, three on the 14 to the 25th, one from the
    // 26th to 31 December.
    assert_eq!(found.waiting_person_days, 7 * 7 + 3 * 14 + 340);
}

#[test]
fn a_seat_stays_empty_where_somebody_leaves_town() {
    // Two begin on 12 January and leave town on the 15th; their seats are taken until the 26th.
    let more = COURSE.replace("count = 4", "count = 2");
    let (from, to) = arrivals("{ date = 2026-01-05, households = 2 }, { date = 2026-01-14, households = 2 }");
    let to = to.replace("days = 1000", "days = 10");
    let found = outcome(&town(&more, &[(from, &to)]));
    // The other two come on 14 January and leave on the 24th, before there are seats again.
    assert_eq!((found.served, found.left), (2, 2));
}

#[test]
fn a_class_begins_with_fewer_where_the_scenario_allows_it() {
    let more = COURSE.replace("size = 2,", "size = 4, minimum = 1,");
    let (from, to) = arrivals("{ date = 2026-01-05, households = 3 }");
    let found = outcome(&town(&more, &[(from, &to)]));
    assert_eq!((found.served, found.waited_days), (3, 21));
}

const KITA: &str = r#"
[services.kita]
ages = ["3-5"]
places.town = { count = 3 }
intake.year = { month = 8, places_during_year = 1 }
in_time_days = 100
"#;

/// Households of two from a register: an adult and a child of the age given.
fn with_children(more: &str, households: &[(&str, u8)]) -> Folder {
    let text = format!("{TOWN}\n{more}").replace(
        "household_sizes = { 1 = 1.0 }",
        "household_sizes = { 1 = 0.5, 2 = 0.5 }",
    );
    let text = text.replace(
        "[districts.mitte]",
        "[tables]\nwaiting = \"waiting.csv\"\n\n[districts.mitte]",
    );
    let mut rows = "household,persons,since,ages\n".to_owned();
    for (id, age) in households {
        rows += &format!("{id},2,2025-12-01,30 {age}\n");
    }
    Folder::new()
        .and("scenario.toml", &text)
        .and("waiting.csv", &rows)
}

#[test]
fn a_kita_gives_one_place_in_the_year_and_the_rest_in_august() {
    // Five children come on 2 January.
    let scenario = listed_children(
        5,
        Intake::Year {
            starts: vec![212],
            during_year: 1,
        },
    );
    let found = played(&scenario).outcomes[0].services[0].clone();
    // One place on 2 January; on 1 August (day 212) the other two. 31 December is day 364.
    assert_eq!((found.demand, found.served, found.waiting_end), (5, 3, 2));
    assert_eq!(found.waited_days, 2 * 211);
    assert_eq!((found.in_time, found.late), (1, 4));
    assert_eq!(found.bottleneck, Some(1 + 101));
    assert_eq!(found.waiting_person_days, 4 * 211 + 2 * 153);
}

/// Households of an adult and a child of school age, all on 2 January; three places.
fn listed_children(households: u32, intake: Intake) -> Scenario {
    let mut scenario = empty_town(365);
    scenario.replications = 1;
    scenario.sites = vec![site("s", 0, beds(1000))];
    let mut families = group("g", 0.0, &[(2, 1.0)], Duration::Fixed { days: 1000.0 });
    families.arrivals = vec![quartier::arrivals::Process::Listed(vec![(1, households)])];
    families.ages = Some(AgeShares {
        first: [0.0, 0.0, 0.0, 1.0, 0.0],
        others: [0.0, 0.0, 1.0, 0.0, 0.0],
    });
    scenario.groups = vec![families];
    scenario.services = vec![
        ByPlaces {
            ages: (AgeBand::From6To17, AgeBand::From6To17),
            ..service(Capacity::Town(3), intake, Usage::Open, 100)
        }
        .into(),
    ];
    scenario
}

/// A service by places for everybody.
struct ByPlaces {
    ages: (AgeBand, AgeBand),
    capacity: Capacity,
    intake: Intake,
    usage: Usage,
    in_time_days: u32,
}

fn service(capacity: Capacity, intake: Intake, usage: Usage, in_time_days: u32) -> ByPlaces {
    ByPlaces {
        ages: (AgeBand::Under3, AgeBand::From65),
        capacity,
        intake,
        usage,
        in_time_days,
    }
}

impl From<ByPlaces> for Service {
    fn from(by: ByPlaces) -> Service {
        Service {
            id: "service".into(),
            name: "service".into(),
            tracks: None,
            offer: Offer::Places(Places {
                ages: by.ages,
                share: 1.0,
                capacity: by.capacity,
                intake: by.intake,
                usage: by.usage,
                met_at_start: 0.0,
                in_time_days: by.in_time_days,
                patience_days: None,
                tolerated_late: 0,
            }),
        }
    }
}

#[test]
fn children_of_the_register_hold_the_places_at_the_start_and_the_others_wait_for_august() {
    // Five children of four: three have the places, two wait; all are still under six in August.
    let folder = with_children(KITA, &[("a", 3), ("b", 3), ("c", 3), ("d", 3), ("e", 3)]);
    let found = outcome(&folder);
    assert_eq!((found.demand, found.held_at_start), (5, 3));
    assert_eq!((found.served, found.waiting_end), (0, 2));
    assert_eq!(found.waiting_person_days, 2 * 365);
    assert_eq!(found.bottleneck, Some(101));
}

#[test]
fn a_queue_for_places_is_as_long_as_erlang_says() {
    // M/M/10 with 8 Erlang: 1.6366805 wait on average. Means of 1,000 days, so that a day is short.
    let mut scenario = empty_town(60_000);
    scenario.replications = 120;
    scenario.sites = vec![site("s", 0, beds(60_000))];
    scenario.groups = vec![group(
        "g",
        0.008,
        &[(1, 1.0)],
        Duration::Fixed { days: 100_000.0 },
    )];
    let usage = Usage::For(Duration::Exponential { mean: 1000.0 });
    scenario.services = vec![service(Capacity::Town(10), Intake::AnyDay, usage, 0).into()];
    let ensemble = played(&scenario);
    let lengths: Vec<f64> = ensemble
        .services
        .iter()
        .map(|course| {
            (12_000..60_000)
                .map(|day| f64::from(course.at(day, 0)))
                .sum::<f64>()
                / 48_000.0
        })
        .collect();
    let n = lengths.len() as f64;
    let mean = lengths.iter().sum::<f64>() / n;
    let variance = lengths.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    let z = (mean - 1.636_680_603_185_782_4) / (variance / n).sqrt();
    assert!(z.abs() < 3.890_59, "mean {mean}, z = {z}");
    assert!((variance / n).sqrt() < 0.15, "the check notices 10 %");
}

#[test]
fn everybody_who_needs_a_place_is_counted_once() {
    let mut scenario = common::realistic_town();
    scenario.calendar.days = 900;
    scenario.replications = 6;
    for group in &mut scenario.groups {
        group.ages = Some(AgeShares::of([0.09, 0.08, 0.14, 0.68, 0.01], group.sizes.mean()));
    }
    let days = |step: u32| Intake::Days((0..900 / step).map(|number| number * step).collect());
    let districts = Capacity::Districts((0..12).map(|at| (at != 3).then_some(at)).collect());
    let class = Usage::Class {
        size: 25,
        minimum: 15,
        days: 245,
    };
    scenario.services = vec![
        service(Capacity::Town(100), days(42), class, 42).into(),
        Service::from(ByPlaces {
            ages: (AgeBand::From3To5, AgeBand::From3To5),
            ..service(
                districts,
                Intake::Year {
                    starts: vec![212, 577],
                    during_year: 1,
                },
                Usage::Open,
                180,
            )
        }),
        service(Capacity::Unknown, Intake::AnyDay, Usage::Open, 1).into(),
        service(Capacity::Unlimited, Intake::AnyDay, Usage::Open, 0).into(),
        service(Capacity::Town(0), Intake::AnyDay, Usage::Open, 0).into(),
    ];
    if let Offer::Places(places) = &mut scenario.services[4].offer {
        places.patience_days = Some(30);
    }
    for history in played(&scenario).outcomes {
        assert!(history.services.iter().all(ServiceOutcome::is_balanced));
        let [course, kita, unknown, unlimited, none] = &history.services[..] else {
            panic!("five services");
        };
        assert!(course.served > 50 && kita.served > 10, "{course:?} {kita:?}");
        assert!(kita.unclear > 0 && kita.outgrew > 0);
        assert_eq!((unknown.demand, unknown.bottleneck), (unknown.unclear, None));
        assert_eq!((unlimited.waiting_person_days, unlimited.late), (0, 0));
        assert_eq!(unlimited.in_time, unlimited.served);
        assert_eq!((none.served, none.in_time), (0, 0));
        assert!(none.gave_up > 0);
        for service in [course, kita, unlimited, none] {
            let sum = |of: fn(&ServiceAtHome) -> u64| service.by_home.iter().map(of).sum::<u64>();
            assert_eq!(sum(|home| home.waiting_person_days), service.waiting_person_days);
            assert_eq!(sum(|home| home.waited_days), service.waited_days);
            assert_eq!(sum(|home| u64::from(home.served)), u64::from(service.served));
            assert_eq!(sum(|home| u64::from(home.in_time)), u64::from(service.in_time));
            assert_eq!(sum(|home| u64::from(home.late)), u64::from(service.late));
            // Nobody is tolerated: the first district is the town's first day.
            let first = service.by_home.iter().filter_map(|home| home.bottleneck).min();
            assert_eq!(first, service.bottleneck);
        }
    }
}

#[test]
fn services_change_nothing_about_beds() {
    let plain = common::realistic_town();
    let mut with = plain.clone();
    with.replications = 3;
    with.services = vec![service(Capacity::Town(20), Intake::AnyDay, Usage::Open, 7).into()];
    let (plain, with) = (
        played(&Scenario {
            replications: 3,
            ..plain
        }),
        played(&with),
    );
    assert_eq!(plain.courses, with.courses);
    for (one, mut other) in plain.outcomes.into_iter().zip(with.outcomes) {
        other.services.clear();
        assert_eq!(one, other);
    }
}

#[test]
fn another_service_changes_nothing_about_the_first() {
    let mut one = common::realistic_town();
    one.replications = 2;
    one.calendar.days = 700;
    let duration = Usage::For(Duration::Exponential { mean: 90.0 });
    one.services = vec![service(Capacity::Town(50), Intake::AnyDay, duration, 7).into()];
    let mut two = one.clone();
    let mut second: Service = service(Capacity::Town(5), Intake::AnyDay, Usage::Open, 7).into();
    second.id = "second".into();
    two.services.insert(0, second);
    for (one, two) in played(&one).outcomes.iter().zip(&played(&two).outcomes) {
        assert_eq!(one.services[0], two.services[1]);
    }
}

#[test]
fn staff_has_too_many_people_on_the_days_on_which_there_are_more_than_the_ratio() {
    // 0.1 positions: 11 persons at 1:110, 20 at 1:200. Twelve people from day 10 on for 30 days,
    // ten more from day 20 on for 30 days: 12 of them on days 10 to 19, 22 on 20 to 39, 10 later.
    let mut scenario = empty_town(100);
    scenario.replications = 1;
    scenario.sites = vec![site("s", 0, beds(100))];
    let mut people = group("g", 0.0, &[(1, 1.0)], Duration::Fixed { days: 30.0 });
    people.arrivals = vec![quartier::arrivals::Process::Listed(vec![(10, 12), (20, 10)])];
    scenario.groups = vec![people];
    scenario.services = vec![Service {
        id: "social".into(),
        name: "social".into(),
        tracks: None,
        offer: Offer::Staff(Staff {
            positions: Some(0.1),
            persons_per_position: 110.0,
            crisis_above: 200.0,
        }),
    }];
    let found = &played(&scenario).outcomes[0].services[0];
    assert_eq!((found.bottleneck, found.bottleneck_days), (Some(10), 30));
    assert_eq!((found.crisis_days, found.peak_persons), (20, 22));
    assert_eq!(found.person_days, 22 * 30);
}

#[test]
fn in_a_district_without_places_people_wait_until_they_live_elsewhere() {
    let more = r#"
[services.course]
places.districts = { mitte = 0, nord = 5 }
intake.any-day = {}
"#;
    let (from, to) = arrivals("{ date = 2026-01-05, households = 2 }");
    // The only site lies in mitte and closes on 1 March; from then on they live in nord.
    let found = outcome(&town(
        more,
        &[
            (from, &to),
            (
                "usable_share = 1.0",
                "usable_share = 1.0\nuntil = 2026-02-28\n[sites.two]\ndistrict = \"nord\"\nkind = \"shared\"\nplaces = 9\nusable_share = 1.0\nfrom = 2026-02-15",
            ),
        ],
    ));
    assert_eq!(found.served, 2);
    // 5 January to 28 February.
    assert_eq!(found.waited_days, 2 * 55);
    let days: Vec<u64> = found
        .by_home
        .iter()
        .map(|home| home.waiting_person_days)
        .collect();
    assert_eq!(days, [110, 0, 0]);
    // They live in nord when they get their places, and take the 55 days along; too late they were
    // in mitte.
    let [mitte, nord, nowhere] = found.by_home[..] else {
        panic!("two districts and those without a home");
    };
    assert_eq!((mitte.served, mitte.late, mitte.waited_days), (0, 2, 0));
    assert_eq!((nord.served, nord.late, nord.waited_days), (2, 0, 110));
    assert_eq!(nowhere, ServiceAtHome::default());
}

#[test]
fn a_service_of_the_town_tells_who_waits_by_where_they_live() {
    // One site of two beds in mitte, one of ten in nord; six come on 5 January (day 4), so two live
    // in mitte and four in nord. There are six places for good.
    let more = r#"
[sites.two]
district = "nord"
kind = "shared"
places = 10
usable_share = 1.0

[services.course]
places.town = { count = 6 }
intake.dates = [2026-01-12, 2026-02-09]
in_time_days = 10
"#;
    let (from, to) = arrivals("{ date = 2026-01-05, households = 6 }, { date = 2026-01-20, households = 2 }");
    let folder = town(more, &[(from, &to), ("places = 100", "places = 2")]);
    let ensemble = played(&folder.loaded().scenario);
    let found = &ensemble.outcomes[0].services[0];
    let [mitte, nord, nowhere] = found.by_home[..] else {
        panic!("two districts and those without a home");
    };
    // 12 January: the six get all six places. The two of 20 January live in nord and wait on: late
    // from the 31st (day 30) on, to 31 December: 346 evenings each.
    let of = |served, waited_days, late, waiting_person_days, bottleneck| ServiceAtHome {
        waiting_person_days,
        waited_days,
        served,
        in_time: served,
        late,
        bottleneck,
    };
    assert_eq!(mitte, of(2, 14, 0, 14, None));
    assert_eq!(nord, of(4, 28, 2, 28 + 2 * 346, Some(30)));
    assert_eq!(nowhere, ServiceAtHome::default());
}

#[test]
fn without_its_staff_a_service_lets_nobody_new_in_until_they_are_back() {
    let more = r#"
[services.course]
places.town = { count = 4 }
intake.any-day = {}

[services.social]
staff = { positions = 0.04, persons_per_position = 110, crisis_above_persons_per_position = 200 }

[shocks.flu]
date = 2026-01-15
event.staff-lost = { service = "course", share = 0.5, days = 30 }

[shocks.leave]
date = 2026-01-15
event.staff-lost = { service = "social", share = 0.5, days = 30 }
"#;
    let (from, to) = arrivals("{ date = 2026-01-05, households = 2 }, { date = 2026-01-20, households = 2 }");
    let folder = town(more, &[(from, &to)]);
    let [course, social] = &played(&folder.loaded().scenario).outcomes[0].services[..] else {
        panic!("two services");
    };
    // Of four seats two are left, and taken; two people wait from 20 January to 14 February.
    assert_eq!((course.served, course.waited_days), (4, 2 * 25));
    // 0.04 positions look after 4.4 persons, half of them after 2.2: four are too many on the
    // same 25 days.
    assert_eq!((social.bottleneck, social.bottleneck_days), (Some(19), 25));
}

#[test]
fn a_shock_names_the_kind_or_the_service_whose_staff_are_missing() {
    let more = r#"
[services.course]
places.town = { count = 4 }
intake.any-day = {}

[shocks.typo]
date = 2026-01-15
event.staff-lost = { service = "curse", share = 0.5, days = 30 }

[shocks.nobody]
date = 2026-01-15
event.staff-lost = { share = 0.5, days = 30 }
"#;
    let complaints = town(more, &[]).load("scenario.toml").unwrap_err().0;
    let said = |key: &str, words: &str| {
        let mut all = complaints.iter();
        assert!(
            all.any(|c| c.key.as_deref() == Some(key) && c.message.en.contains(words)),
            "{key}: {words} in {complaints:#?}"
        );
    };
    said("shocks.typo.event.staff-lost.service", "no `curse`");
    said("shocks.nobody.event.staff-lost", "Whose staff are missing?");
}

const WITH_HOSTS: &str = r#"
[services.course]
places.town = { count = 1 }
intake.any-day = {}
in_time_days = 3
"#;

#[test]
fn people_with_private_hosts_wait_from_their_arrival_and_are_counted_once() {
    // Two come to hosts on 5 January, who fall away after 20 days: one has the only place from the
    // first day on, the other waits to the end of the year, 361 evenings from the 5th on, and is
    // late from the 9th on.
    let (from, to) = arrivals("{ date = 2026-01-05, households = 2 }");
    let hosts = "private_hosts = { share = 1.0, falls_away_share = 1.0, stay.fixed = { days = 20 } }";
    let folder = town(WITH_HOSTS, &[(from, &format!("{to}\n{hosts}"))]);
    let played = played(&folder.loaded().scenario);
    let found = &played.outcomes[0].services[0];
    assert_eq!((found.demand, found.served, found.waiting_end), (2, 1, 1));
    assert_eq!((found.waited_days, found.waiting_person_days), (0, 361));
    assert_eq!(found.bottleneck, Some(4 + 4));
    // In a district for 20 days, with the only site in mitte from 25 January on.
    let by_district = &found.by_home;
    let days = by_district.iter().map(|home| home.waiting_person_days);
    assert_eq!(days.sum::<u64>(), 361);
    assert!(by_district[0].waiting_person_days >= 341, "{by_district:?}");
    assert_eq!(played.outcomes[0].flow.arrived.persons, 2);
}

#[test]
fn people_whose_hosts_stay_leave_at_the_end_of_their_stay() {
    // The stay is 10 days: one has the place, the other leaves without.
    let (from, to) = arrivals("{ date = 2026-01-05, households = 2 }");
    let to = to.replace("days = 1000", "days = 10");
    let hosts = "private_hosts = { share = 1.0, falls_away_share = 0.0, stay.fixed = { days = 20 } }";
    let found = outcome(&town(WITH_HOSTS, &[(from, &format!("{to}\n{hosts}"))]));
    assert_eq!((found.demand, found.served, found.left), (2, 1, 1));
    assert_eq!(found.waiting_person_days, 10);
}

#[test]
fn bad_services_are_named_all_at_once() {
    let more = r#"
[services.a]
places.town = { count = 10 }
class = { size = 25, units = 700, units_per_week = 1 }
tracks = ["asyl"]

[services.b]
ages = ["3-5", "18-64"]
places.districts = { mitte = 5, norden = 3 }
share = 0

[services.c]
ages = ["under-3"]
places.unlimited = {}

[services.d]
places.town = { count = 5 }
class = { size = 0, units = 700, units_per_week = 20 }
intake.dates = []

[services.e]
preset = "social-work"
places.town = { count = 5 }
"#;
    let complaints = town(more, &[]).load("scenario.toml").unwrap_err().0;
    let said = |key: &str, words: &str| {
        let mut all = complaints.iter();
        assert!(
            all.any(|c| c.key.as_deref() == Some(key) && c.message.en.contains(words)),
            "{key}: {words} in {complaints:#?}"
        );
    };
    said("services.a.places.town.count", "too few for a single class");
    said("services.a.class.units_per_week", "161 months");
    said("services.a.tracks.1", "no `asyl`");
    said("services.a.intake", "when classes begin");
    said("services.b.ages", "do not follow");
    said("services.b.places.districts.norden", "no `norden`");
    said("services.b.share", "Nobody needs");
    said("services.c.ages", "No group has people of this age");
    said("services.d.class.size", "");
    said("services.d.intake.dates", "No day of intake");
    said("services.e.places", "looks after all people");
}

#[test]
fn a_preset_fills_what_the_scenario_leaves_out() {
    let more = r#"
[services.course]
preset = "language-course"
places.town = { count = 50 }
class.minimum = 20
intake.dates = [2026-02-02]
"#;
    let scenario = town(more, &[]).loaded().scenario;
    let Offer::Places(course) = &scenario.services[0].offer else {
        panic!("a course has places");
    };
    assert_eq!(
        course.usage,
        Usage::Class {
            size: 25,
            minimum: 20,
            days: 245
        }
    );
    assert_eq!(course.intake, Intake::Days(vec![32 as Day]));
    assert_eq!(scenario.services[0].name, "Sprachkurs");
}

#[test]
fn families_that_wait_for_a_place_live_near_one() {
    // Two districts; the only place is in the second. First fit by cost would take the first.
    let mut scenario = listed_children(1, Intake::AnyDay);
    scenario.town.districts = vec![common::district("d0", 1000.0), common::district("d1", 1000.0)];
    scenario.sites = vec![site("s0", 0, beds(10)), site("s1", 1, beds(10))];
    if let Offer::Places(places) = &mut scenario.services[0].offer {
        places.capacity = Capacity::Districts(vec![Some(0), Some(1)]);
    }
    let mut balance = common::balanced(&scenario);
    balance.stages = vec![Stage::Unmet, Stage::Distance];
    scenario.policy.rule = Rule::Balanced(balance.clone());
    let home = |scenario: &Scenario| played(scenario).outcomes[0].district_end.clone();
    assert_eq!(home(&scenario), [2, 0]);
    balance.seats = Some(Seats {
        service: ServiceId(0),
        metres: vec![vec![0, 1000], vec![1000, 0]],
    });
    scenario.policy.rule = Rule::Balanced(balance);
    assert_eq!(home(&scenario), [0, 2]);
}
