//! The programme of a small batch, rule by rule, as people would write it.
#![allow(missing_docs)]

use quartier::placement::{
    Batch, District, Formulation, Limit, Plan, Programme, Room, Seeking, Shares, Stage, Vacancy,
    inverse_of_share,
};

/// Two families of three and two single men, one single woman; a flat class with 2 units of 4
/// beds and a hall with 5 beds in two districts of equal shares. One of the families has a
/// special need and may only live in the flats.
fn small() -> Batch {
    let seeking = |persons, shares, has_needs| Seeking {
        persons,
        shares,
        has_needs,
        home: None,
        leaves: false,
        overdue: 0,
    };
    Batch {
        households: vec![
            seeking(3, Shares::Nothing, false),
            seeking(3, Shares::Nothing, true),
            seeking(1, Shares::WithMen, false),
            seeking(1, Shares::WithMen, false),
            seeking(1, Shares::WithWomen, false),
        ],
        vacancies: vec![
            Vacancy {
                site: 0,
                district: 0,
                room: Room::Units { count: 2, beds: 4 },
            },
            Vacancy {
                site: 1,
                district: 1,
                room: Room::Beds { count: 5 },
            },
        ],
        districts: vec![
            District {
                persons: 10,
                inverse: inverse_of_share(0.5),
                most: Some(14),
                least: 0,
            },
            District {
                persons: 0,
                inverse: inverse_of_share(0.5),
                most: None,
                least: 4,
            },
        ],
        limits: vec![Limit {
            site: 1,
            takes: vec![1, 2, 0, 0, 0],
            most: 2,
        }],
        stages: Stage::DEFAULT.to_vec(),
        suits: vec![true, true, true, false, true, true, true, true, true, true],
        costs: vec![30, 20, 30, 20, 10, 5, 10, 5, 10, 5],
        ..Batch::default()
    }
}

/// The rows of one rule, as text.
fn rule(programme: &Programme, rule: &str) -> Vec<String> {
    let text = programme.to_string();
    let mut lines = text.lines().skip_while(|line| line.trim() != rule).skip(1);
    let mut rows = Vec::new();
    for line in lines.by_ref() {
        match line.strip_prefix("    ") {
            Some(row) => rows.push(row.to_owned()),
            None => break,
        }
    }
    rows
}

#[track_caller]
fn assert_rule(name: &str, rows: &[&str]) {
    let batch = small();
    assert_eq!(rule(&Formulation::of(&batch).programme, name), rows);
}

#[test]
fn households_that_are_alike_are_one_class() {
    let batch = small();
    assert_eq!(Formulation::of(&batch).classes(), [&[0][..], &[1], &[2, 3], &[4]]);
}

#[test]
fn everyone_is_counted() {
    assert_rule(
        "everyone is counted",
        &[
            "k0: place[k0,v0] + place[k0,v1] + unmet[c0] = 1",
            "k1: place[k1,v0] + unmet[c1] = 1",
            "k2: place[k2,v0] + place[k2,v1] + unmet[c2] = 2",
            "k3: place[k3,v0] + place[k3,v1] + unmet[c3] = 1",
        ],
    );
}

/// The second family may live where the first may, but one place costs it more.
fn with_different_costs() -> Batch {
    let mut batch = small();
    batch.suits[3] = true;
    batch.households[1].has_needs = false;
    batch.limits.clear();
    batch.costs = vec![30, 20, 30, 25, 10, 5, 10, 5, 10, 5];
    batch
}

#[test]
fn classes_that_cost_differently_are_counted_by_zone() {
    let batch = with_different_costs();
    let programme = Formulation::of(&batch).programme;
    assert_eq!(
        rule(&programme, "everyone is counted"),
        [
            "c0: goes[c0,z0] + goes[c0,z1] + unmet[c0] = 1",
            "c1: goes[c1,z0] + goes[c1,z1] + unmet[c1] = 1",
            "k1: place[k1,v0] + place[k1,v1] + unmet[c2] = 2",
            "k2: place[k2,v0] + place[k2,v1] + unmet[c3] = 1",
        ]
    );
}

#[test]
fn who_goes_to_a_zone_has_a_place_there() {
    let batch = with_different_costs();
    let programme = Formulation::of(&batch).programme;
    assert_eq!(
        rule(&programme, "who goes to a zone has a place there"),
        [
            "k0 in z0: goes[c0,z0] + goes[c1,z0] - place[k0,v0] = 0",
            "k0 in z1: goes[c0,z1] + goes[c1,z1] - place[k0,v1] = 0",
        ]
    );
}

#[test]
fn a_household_costs_what_its_kind_costs_there_and_what_its_class_adds() {
    let batch = with_different_costs();
    let mut form = Formulation::of(&batch);
    form.minimise(Stage::Cost);
    let text = form.programme.to_string();
    assert_eq!(
        text.lines().nth(1),
        Some(
            "  30 place[k0,v0] + 20 place[k0,v1] + 5 goes[c1,z1] + 10 place[k1,v0] + 5 place[k1,v1] + 10 place[k2,v0] + 5 place[k2,v1]"
        )
    );
}

#[test]
fn no_unit_is_overfilled() {
    assert_rule(
        "no unit is overfilled",
        &["v0: place[k0,v0] + place[k1,v0] + men[v0] + women[v0] ≤ 2"],
    );
}

#[test]
fn units_of_larger_placings_count_where_they_are() {
    let mut batch = small();
    batch.vacancies.push(Vacancy {
        site: 0,
        district: 0,
        room: Room::Several { units: vec![(0, 2)] },
    });
    batch.suits = vec![
        true, true, true, true, false, false, true, true, false, true, true, false, true, true, false,
    ];
    batch.costs.clear();
    assert_eq!(
        rule(&Formulation::of(&batch).programme, "no unit is overfilled"),
        ["v0: place[k0,v0] + place[k1,v0] + 2 place[k0,v2] + men[v0] + women[v0] ≤ 2"]
    );
}

#[test]
fn single_people_share_with_their_sex() {
    assert_rule(
        "single people share with their sex",
        &[
            "v0: place[k2,v0] - 4 men[v0] ≤ 0",
            "v0: place[k3,v0] - 4 women[v0] ≤ 0",
        ],
    );
}

#[test]
fn no_bed_is_taken_twice() {
    assert_rule(
        "no bed is taken twice",
        &["v1: 3 place[k0,v1] + place[k2,v1] + place[k3,v1] ≤ 5"],
    );
}

#[test]
fn the_limits_of_sites_are_kept() {
    assert_rule("the limits of sites are kept", &["l0: place[k0,v1] ≤ 2"]);
}

#[test]
fn districts_add_up() {
    assert_rule(
        "districts add up",
        &[
            "d0: people[d0] - 3 place[k0,v0] - 3 place[k1,v0] - place[k2,v0] - place[k3,v0] = 10",
            "d1: people[d1] - 3 place[k0,v1] - place[k2,v1] - place[k3,v1] = 0",
        ],
    );
}

#[test]
fn the_worst_district_sets_the_level() {
    assert_rule(
        "the worst district sets the level",
        &["d0: 2 people[d0] - worst ≤ 0", "d1: 2 people[d1] - worst ≤ 0"],
    );
}

#[test]
fn unevenness_lies_above_its_chords() {
    let batch = small();
    let mut form = Formulation::of(&batch);
    assert!(form.unevenness_lies_above_its_chord(1, 4));
    assert!(
        !form.unevenness_lies_above_its_chord(1, 4),
        "a chord is laid once"
    );
    // f(4) = 2·16/19, f(5) = 2·25/19: slope 18/19, and at 0 the chord is at −40/19.
    let rows = rule(&form.programme, "unevenness lies above its chords");
    let slope = 18.0 / 19.0;
    assert_eq!(rows.len(), 1);
    assert!(
        rows[0].starts_with(&format!("d1 at 4: uneven[d1] - {:.6}", slope)),
        "{rows:?}"
    );
    let (_, right) = rows[0].split_once(" ≥ ").expect("a right side");
    assert!(
        (right.parse::<f64>().expect("a number") + 40.0 / 19.0).abs() < 1e-9,
        "{rows:?}"
    );
}

#[test]
fn maximum_shares_are_kept_or_counted() {
    assert_rule(
        "maximum shares are kept or counted",
        &["d0: people[d0] - above[d0] ≤ 14"],
    );
}

#[test]
fn clusters_are_large_or_counted() {
    assert_rule(
        "clusters are large or counted",
        &[
            "d1: people[d1] - 9 used[d1] ≤ 0",
            "d1: people[d1] + missing[d1] - 4 used[d1] ≥ 0",
        ],
    );
}

#[test]
fn relocations_stay_within_their_number() {
    let mut batch = small();
    batch.households[0].home = Some(1);
    batch.most_moves = Some(0);
    assert_eq!(
        rule(
            &Formulation::of(&batch).programme,
            "relocations stay within their number"
        ),
        ["all: place[k0,v0] ≤ 0"]
    );
}

#[test]
fn earlier_stages_are_held() {
    let batch = small();
    let mut form = Formulation::of(&batch);
    form.earlier_stage_is_held(Stage::Unmet, 3);
    assert_eq!(
        rule(&form.programme, "earlier stages are held"),
        [
            "unmet: unmet[c0] + unmet[c1] + 0.3333333333333333 unmet[c2] + 0.3333333333333333 unmet[c3] ≤ 1.0833333333333333"
        ]
    );
    form.earlier_stage_is_held(Stage::Overload, 26_000_000);
    let text = form.programme.to_string();
    assert!(text.contains("10 ≤ people[d0] ≤ 13, real"), "{text}");
}

#[test]
fn a_plan_and_its_values_say_the_same() {
    let batch = small();
    let form = Formulation::of(&batch);
    let plan = Plan(vec![Some(1), Some(0), Some(0), Some(1), None]);
    assert_eq!(plan.violations(&batch), []);
    let values = form.values(&plan);
    assert!(
        form.programme.is_kept_by(&values, 1e-9),
        "{}\n{values:?}",
        form.programme
    );
    assert_eq!(form.plan(&values), Some(plan));
}
