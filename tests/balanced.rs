//! The balanced rule: as a key of the scenario, week by week, and against the exact placement.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

#[path = "common/batches.rs"]
mod batches;

use batches::Numbers;
use common::{balanced, beds, district, empty_town, group, site, units};
use quartier::allocation::balanced::{Asking, Balanced, Memory, batch_of};
use quartier::arrivals::Process;
use quartier::household::Composition;
use quartier::ids::{DistrictId, NeedSet};
use quartier::input::{self, Changes};
use quartier::occupancy::{Layout, Occupancy, Phase, Seeker};
use quartier::placement::solver::Budget;
use quartier::placement::{Effort, Plan, Stage, solve};
use quartier::policy::{Balance, Rhythm, Rule};
use quartier::scenario::Scenario;
use quartier::simulation::{Event, Model, Town};
use quartier::stay::Duration;
use std::io::Write as _;

/// Three districts whose targets are 1 : 2 : 3, each with a site of shared beds.
fn three_districts(households: u32, size: u8) -> Scenario {
    let mut scenario = empty_town(60);
    scenario.town.districts = (1..=3)
        .map(|part| district(&format!("d{part}"), 1000.0 * f64::from(part)))
        .collect();
    scenario.sites = (0..3).map(|d| site(&format!("s{d}"), d, beds(60))).collect();
    scenario.groups = vec![group("all", 0.0, &[(size, 1.0)], Duration::Fixed { days: 500.0 })];
    scenario.groups[0].arrivals = vec![Process::Listed(vec![(3, households)])];
    scenario.policy.rule = Rule::Balanced(Balance {
        targets: vec![1.0 / 6.0, 2.0 / 6.0, 3.0 / 6.0],
        ..balanced(&scenario)
    });
    scenario
}

fn play(scenario: &Scenario) -> quartier::simulation::Outcome {
    let model = Model::of(scenario);
    Town::new(&model).play(&model, 0).outcome
}

#[test]
fn newcomers_fill_the_districts_by_their_targets() {
    assert_eq!(play(&three_districts(12, 1)).district_end, [2, 4, 6]);
    assert_eq!(play(&three_districts(6, 4)).district_end, [4, 8, 12]);
}

#[test]
fn a_maximum_share_is_kept_before_the_targets() {
    let mut scenario = three_districts(12, 1);
    if let Rule::Balanced(balance) = &mut scenario.policy.rule {
        // At most 3 persons in the third district: 0.1 % of 3,000; 2 and 1 in the others.
        balance.max_share = Some(0.001);
    }
    let end = play(&scenario).district_end;
    // Everybody has a place; of the twelve six are above the limits, wherever they are.
    assert_eq!(end.iter().sum::<u32>(), 12);
    let above = end
        .iter()
        .zip([1, 2, 3])
        .map(|(&persons, most)| persons.max(most) - most);
    assert_eq!(above.sum::<u32>(), 6);
}

#[test]
fn a_smaller_household_makes_room_for_a_larger_one_when_both_cannot_stay() {
    // One unit of four beds: a single man and a family of four come on the same day.
    let mut scenario = empty_town(20);
    scenario.sites = vec![site("one", 0, units(&[(1, 4)]))];
    scenario.groups = vec![
        group("single", 0.0, &[(1, 1.0)], Duration::Fixed { days: 500.0 }),
        group("family", 0.0, &[(4, 1.0)], Duration::Fixed { days: 500.0 }),
    ];
    for group in &mut scenario.groups {
        group.arrivals = vec![Process::Listed(vec![(1, 1)])];
    }
    scenario.policy.rule = Rule::Balanced(balanced(&scenario));
    let outcome = play(&scenario);
    assert_eq!(outcome.flow.housed_end.persons, 4);
    assert_eq!(outcome.flow.waiting_end.persons, 1);
    assert_eq!(outcome.unmet_nights, 19);
}

#[test]
fn relocations_happen_only_where_they_are_allowed_and_are_counted() {
    // The second site opens on day 10, when everybody lives in the first district.
    let mut scenario = three_districts(9, 1);
    scenario.policy.rhythm = Rhythm::Daily;
    for later in &mut scenario.sites[1..] {
        later.opening = quartier::site::Opening::Fixed {
            from: 10,
            until: None,
        };
    }
    assert_eq!(play(&scenario).district_end, [9, 0, 0]);
    if let Rule::Balanced(balance) = &mut scenario.policy.rule {
        balance.relocations = 2;
    }
    let model = Model::of(&scenario);
    let (history, trace) = Town::new(&model).play_with_trace(&model, 0);
    let moves: Vec<u32> = trace
        .iter()
        .filter(|entry| entry.event == Event::Relocation)
        .map(|entry| entry.day)
        .collect();
    // 9 persons by 1 : 2 : 3 are 1.5, 3, 4.5: seven or eight move, two a day, and then nobody.
    assert!(moves.iter().all(|day| (10..14).contains(day)), "{moves:?}");
    assert_eq!(history.outcome.flow.relocated.households as usize, moves.len());
    let end = &history.outcome.district_end;
    assert!(end[0] <= 2 && end[1] == 3 && end[2] >= 4, "{end:?}");
    assert_eq!(history.outcome.flow.forced.households, 0);
}

/// A town with families and single people half way through, and a week's newcomers.
fn a_week(numbers: &mut Numbers, singles_only: bool) -> (Scenario, Vec<Asking>) {
    let mut scenario = common::realistic_town();
    scenario.sites.truncate(numbers.between(4, 8) as usize);
    scenario.town.districts.truncate(4);
    for (index, site) in scenario.sites.iter_mut().enumerate() {
        site.district = DistrictId::from(index % 4);
        site.stock = match numbers.below(3) {
            0 => beds(numbers.between(1, 12) as u32),
            1 if singles_only => units(&[(numbers.between(1, 3) as u32, 1)]),
            _ if singles_only => beds(numbers.between(1, 3) as u32),
            1 => units(&[(1, 1), (1, 2), (2, 4)]),
            _ => units(&[(numbers.between(1, 3) as u32, 3), (1, 6)]),
        };
        site.rates.per_person_day = quartier::units::Money(numbers.between(5, 30) as i64 * 1_000_000);
    }
    let targets = (1..=4).map(|part| f64::from(part) / 10.0).collect();
    scenario.policy.rule = Rule::Balanced(Balance {
        targets,
        ..balanced(&scenario)
    });
    let asking = (0..numbers.between(3, 9))
        .map(|_| {
            let size = if singles_only {
                1
            } else {
                numbers.between(1, 6) as u8
            };
            let composition = match (size, numbers.chance(50)) {
                (1, true) => Composition::SingleMan,
                (1, false) => Composition::SingleWoman,
                _ => Composition::Family,
            };
            Asking {
                seeker: Seeker {
                    size,
                    composition,
                    needs: NeedSet::default(),
                },
                prefers: numbers.chance(20).then(|| DistrictId(numbers.below(4) as u16)),
                free: None,
            }
        })
        .collect();
    (scenario, asking)
}

/// Places a week's newcomers as a replication does; gives what that is worth, and the batch.
fn placed(scenario: &Scenario, asking: &[Asking]) -> (Vec<i64>, quartier::placement::Batch) {
    let Rule::Balanced(balance) = &scenario.policy.rule else {
        panic!("the rule is balanced");
    };
    let rule = Balanced::of(scenario, balance);
    let layout = Layout::of(scenario);
    let mut occupancy = Occupancy::new(&layout);
    for site in 0..layout.sites.len() {
        occupancy.set_phase(&layout, site, Phase::Open);
    }
    let (batch, vacancies) = batch_of(&rule, &layout, &occupancy, asking);
    let mut memory = Memory::default();
    rule.place(&layout, &mut occupancy, asking, &mut memory);
    // Which unit of a site it is makes no difference to any stage; any suitable one will do.
    let plan = Plan(
        memory
            .given
            .iter()
            .enumerate()
            .map(|(household, given)| {
                let site = given.as_ref()?.site;
                (0..vacancies.len()).find(|&v| vacancies[v].site == site && batch.suits(household, v))
            })
            .collect(),
    );
    let housed: u32 = occupancy.totals().housed;
    let given: u32 = asking
        .iter()
        .zip(&memory.given)
        .filter(|(_, given)| given.is_some())
        .map(|(ask, _)| u32::from(ask.seeker.size))
        .sum();
    assert_eq!(housed, given, "the books agree with the answers");
    (plan.values(&batch), batch)
}

#[test]
fn weeks_of_single_people_are_placed_as_well_as_can_be() {
    let mut numbers = Numbers(31);
    for case in 0..400 {
        let (scenario, asking) = a_week(&mut numbers, true);
        let (values, batch) = placed(&scenario, &asking);
        let solved = solve(&batch, Effort::THOROUGH, Budget::PROPOSAL);
        let best: Vec<i64> = solved.stages.iter().map(|result| result.value).collect();
        assert!(solved.is_proven(), "case {case}");
        assert_eq!(values, best, "case {case}: {asking:?} {batch:?}");
    }
}

#[test]
fn weeks_of_families_are_placed_nearly_as_well_and_never_better_than_the_bound() {
    let mut numbers = Numbers(32);
    let (mut all_placed, mut within) = (0, 0);
    let cases = 100;
    let effort = Effort {
        changes: 200_000,
        restarts: 10,
    };
    let budget = Budget {
        work: 4_000_000,
        ..Budget::PROPOSAL
    };
    for case in 0..cases {
        let (scenario, asking) = a_week(&mut numbers, false);
        let (values, batch) = placed(&scenario, &asking);
        let solved = solve(&batch, effort, budget);
        let unmet = solved.stages[0];
        assert!(unmet.bound.is_some_and(|bound| values[0] >= bound), "case {case}");
        if values[0] == unmet.value {
            all_placed += 1;
            let at = batch
                .stages
                .iter()
                .position(|stage| *stage == Stage::Overload)
                .unwrap();
            let (load, best) = (values[at] as f64, solved.stages[at].value as f64);
            within += u32::from(load <= 1.25 * best);
        }
    }
    assert!(
        all_placed * 100 >= cases * 95,
        "nobody is left out needlessly in only {all_placed} of {cases}"
    );
    assert!(within * 100 >= all_placed * 90, "{within} of {all_placed}");
}

fn loaded(rule: &str) -> Result<Scenario, String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("scenario.toml");
    let text = format!(
        "schema = 1\nname = \"x\"\nstart = 2026-01-01\nend = 2026-01-31\n\
         [districts.a]\nresidents = 3000\narea_km2 = 1\nsocial_index = 1\n\
         [districts.b]\nresidents = 1000\narea_km2 = 3\nsocial_index = 3\n\
         [policy]\n{rule}\n"
    );
    std::fs::File::create(&path)
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    input::load(&path, &Changes::none())
        .map(|loaded| loaded.scenario)
        .map_err(|complaints| complaints.to_text(quartier::text::Lang::En))
}

#[test]
fn the_rule_is_read_with_its_presets() {
    let targets = |rule: &str| loaded(rule).unwrap().policy.rule.targets().unwrap().to_vec();
    assert_eq!(targets("rule.balanced = {}"), [0.75, 0.25]);
    // Hamburg: 0.4 × (3/4, 1/4) + 0.2 × (1/4, 3/4) + 0.4 × (3/6, 3/6).
    for (target, expected) in targets("rule.balanced = { preset = \"hamburg\" }")
        .iter()
        .zip([0.55, 0.45])
    {
        assert!((target - expected).abs() < 1e-12);
    }
    for (target, expected) in targets("rule.balanced = { preset = \"nrw\" }")
        .iter()
        .zip([0.7, 0.3])
    {
        assert!((target - expected).abs() < 1e-12);
    }
    let Rule::Balanced(balance) = loaded("rule.balanced = { stages = [\"unmet\", \"cost\"], max_share_of_residents = 0.02, min_cluster_persons = 8, relocations_per_placement_day = 1 }").unwrap().policy.rule else {
        panic!("the rule is balanced");
    };
    assert_eq!(balance.stages, [Stage::Unmet, Stage::Cost]);
    assert_eq!(
        (balance.max_share, balance.min_cluster, balance.relocations),
        (Some(0.02), 8, 1)
    );
}

#[test]
fn what_contradicts_itself_in_the_rule_is_named_all_at_once() {
    let said =
        loaded("rule.balanced = { preset = \"nrw\", area = 2, stages = [\"cost\", \"unmet\", \"cost\"] }")
            .unwrap_err();
    assert!(said.contains("policy.rule.balanced.area"), "{said}");
    assert!(said.contains("The first goal is always `unmet`"), "{said}");
    assert!(said.contains("`cost` stands there twice"), "{said}");
}
