//! Towns so small that the answer can be seen.

use crate::common::{beds, site, units};
use crate::towns::{STEP_FREE, THOROUGH, lives, proposal, sites, town, waits};
use quartier::household::{Composition, HouseholdSet};
use quartier::ids::{DistrictId, KindId};
use quartier::placement::Stage;
use quartier::preference::{Preference, Wants};
use quartier::proposal::{Cause, Choice, Decision, Effect, Obstacle, Orders, ScoreTable, propose};
use quartier::site::{AgeLimit, Opening, Rates, Stock};
use quartier::units::Money;

fn some(id: &str, site: &str) -> (String, Option<String>) {
    (id.into(), Some(site.into()))
}

fn none(id: &str) -> (String, Option<String>) {
    (id.into(), None)
}

#[test]
fn the_only_free_step_free_unit_is_called_that_and_only_then() {
    let mut scenario = town(2);
    let mut one = site("a", 0, units(&[(1, 2)]));
    if let Stock::Units(classes) = &mut one.stock {
        classes[0].offers = STEP_FREE;
    }
    scenario.sites = vec![one, site("b", 1, units(&[(2, 2)]))];
    scenario.households = vec![waits("w", 2)];
    scenario.households[0].needs = Some(STEP_FREE);
    let only = proposal(&scenario);
    assert_eq!(
        only.reasons[0].as_ref().unwrap().choice,
        Choice::OnlyUnitWithNeeds
    );
    // A second one elsewhere, too small for them: no longer the only one, though the only one that suits.
    let mut small = site("c", 1, units(&[(1, 1)]));
    if let Stock::Units(classes) = &mut small.stock {
        classes[0].offers = STEP_FREE;
    }
    scenario.sites.push(small);
    let two = proposal(&scenario);
    assert_eq!(two.reasons[0].as_ref().unwrap().choice, Choice::OnlyUnit);
    // Nobody with needs: a choice between two sites, whatever they offer.
    scenario.households[0].needs = Some(Default::default());
    let free = proposal(&scenario);
    assert_eq!(free.reasons[0].as_ref().unwrap().choice, Choice::Sites(2));
}

#[test]
fn the_second_best_costs_what_the_other_site_costs_more() {
    let mut scenario = town(1);
    let rates = |euros: f64| Rates {
        per_person_day: Money::per_day_from_month(euros),
        ..Rates::default()
    };
    scenario.sites = vec![
        site("dear", 0, units(&[(1, 2)])),
        site("cheap", 0, units(&[(1, 2)])),
    ];
    scenario.sites[0].rates = rates(300.0);
    scenario.sites[1].rates = rates(100.0);
    scenario.households = vec![waits("w", 2)];
    let proposal = proposal(&scenario);
    assert_eq!(sites(&scenario, &proposal), [some("w", "cheap")]);
    let second = proposal.reasons[0].as_ref().unwrap().second_best.unwrap();
    assert_eq!(second.site, Some(0));
    let effect = second.worse.unwrap();
    assert_eq!(effect.stage, Stage::Cost);
    let euros = effect.by as f64 * quartier::proposal::EUR_PER_MONTH;
    // Two persons at 200 € more, rounded to thousandths of a euro a day.
    assert!((euros - 400.0).abs() < 0.1, "{euros}");
    assert!(second.is_proven);
}

#[test]
fn without_another_site_the_second_best_is_no_place() {
    let mut scenario = town(1);
    scenario.sites = vec![site("a", 0, units(&[(1, 3)]))];
    scenario.households = vec![waits("w", 3)];
    let proposal = proposal(&scenario);
    let second = proposal.reasons[0].as_ref().unwrap().second_best.unwrap();
    assert_eq!(second.site, None);
    let three_persons = Effect {
        stage: Stage::Unmet,
        by: 3,
    };
    assert_eq!(second.worse, Some(three_persons));
}

#[test]
fn who_has_no_place_learns_the_first_rule_that_leaves_none() {
    let mut scenario = town(1);
    scenario.households = vec![waits("w", 4)];
    let why = |scenario: &quartier::scenario::Scenario| proposal(scenario).obstacles[0].clone().unwrap();
    assert_eq!(why(&scenario), Obstacle::NothingOpen);
    scenario.sites = vec![site("a", 0, units(&[(1, 3)]))];
    scenario.sites[0].accepts = [Composition::SingleMan].into_iter().collect();
    assert_eq!(why(&scenario), Obstacle::NotAdmitted);
    scenario.sites[0].accepts = quartier::household::HouseholdSet::ALL;
    assert_eq!(why(&scenario), Obstacle::NoUnitLargeEnough(3));
    scenario.households[0].needs = Some(STEP_FREE);
    assert_eq!(why(&scenario), Obstacle::NeedNotOffered);
    scenario.households[0].needs = Some(Default::default());
    scenario.sites = vec![site("a", 0, units(&[(1, 4)]))];
    scenario.households.insert(0, lives("b", 2, 0));
    assert_eq!(why(&scenario), Obstacle::NothingFree(vec![0]));
    scenario.households[0] = waits("first", 4);
    let both = proposal(&scenario);
    assert_eq!(sites(&scenario, &both), [some("first", "a"), none("w")]);
    assert_eq!(both.obstacles[1], Some(Obstacle::GoesToOthers(vec![0])));
    assert_eq!(both.shortages.len(), 1);
    assert_eq!(
        (both.shortages[0].units, both.shortages[0].households.len()),
        (1, 2)
    );
}

#[test]
fn one_more_unit_in_the_full_house_gives_the_family_a_place() {
    let mut scenario = town(1);
    scenario.sites = vec![site("a", 0, units(&[(1, 4)]))];
    scenario.households = vec![lives("b", 4, 0), waits("w", 4)];
    let proposal = proposal(&scenario);
    assert_eq!(proposal.scarce.len(), 1);
    let place = &proposal.scarce[0];
    assert_eq!((place.site, place.beds), (0, Some(4)));
    let four_persons = Effect {
        stage: Stage::Unmet,
        by: -4,
    };
    assert_eq!(place.one_more, four_persons);
}

#[test]
fn one_more_unit_in_a_full_house_costs_what_that_house_costs() {
    let mut scenario = town(1);
    scenario.sites = vec![
        site("cheap", 0, units(&[(1, 1)])),
        site("dear", 0, units(&[(1, 1)])),
    ];
    for (site, eur) in scenario.sites.iter_mut().zip([100.0, 300.0]) {
        site.rates.per_person_day = Money::per_day_from_month(eur);
    }
    scenario.households = vec![lives("b", 1, 0), waits("w", 1)];
    let proposal = proposal(&scenario);
    // The free place is the dear one; one more in the cheap house saves the difference.
    let place = &proposal.scarce[0];
    assert_eq!((place.site, place.one_more.stage), (0, Stage::Cost));
    let saved = -(place.one_more.by as f64) * quartier::proposal::EUR_PER_MONTH;
    assert!((saved - 200.0).abs() < 0.1, "{saved}");
    assert!(place.is_proven);
}

#[test]
fn children_count_where_their_places_are_limited() {
    let mut scenario = town(2);
    scenario.sites = vec![site("a", 0, units(&[(2, 4)])), site("b", 1, units(&[(1, 4)]))];
    scenario.sites[0].age_limits = vec![AgeLimit {
        from: 0,
        to: 5,
        places: 3,
    }];
    scenario.households = vec![lives("there", 3, 0), waits("w", 4), waits("v", 4)];
    scenario.households[0].ages = Some(vec![30, 5, 1]);
    scenario.households[1].ages = Some(vec![31, 30, 4, 2]);
    scenario.households[2].ages = Some(vec![31, 30, 6, 5]);
    // Two of the three places are taken: only the second family, with one child of that age, fits.
    let proposal_ = proposal(&scenario);
    assert_eq!(sites(&scenario, &proposal_), [some("v", "a"), some("w", "b")]);
    scenario.sites.truncate(1);
    scenario.town.districts.truncate(1);
    scenario.policy.rule = town(1).policy.rule;
    scenario.households.truncate(2);
    let alone = proposal(&scenario);
    assert_eq!(alone.obstacles[0], Some(Obstacle::TooManyOfAge(vec![0])));
}

#[test]
fn of_equals_the_first_in_the_file_and_the_longest_waiting_go_first() {
    let mut scenario = town(1);
    scenario.sites = vec![site("a", 0, units(&[(1, 2)])), site("b", 0, units(&[(1, 2)]))];
    scenario.households = vec![waits("x", 2), waits("y", 2), waits("z", 2)];
    let proposal_ = proposal(&scenario);
    assert_eq!(
        sites(&scenario, &proposal_),
        [some("x", "a"), some("y", "b"), none("z")]
    );
    scenario.households[2].since = Some(-10);
    let proposal_ = proposal(&scenario);
    assert_eq!(
        sites(&scenario, &proposal_),
        [some("x", "b"), none("y"), some("z", "a")]
    );
}

#[test]
fn who_must_leave_a_closing_house_needs_a_place_too() {
    let mut scenario = town(1);
    scenario.sites = vec![site("old", 0, units(&[(1, 2)])), site("new", 0, units(&[(1, 2)]))];
    scenario.sites[0].opening = Opening::Fixed {
        from: 0,
        until: Some(20),
    };
    scenario.households = vec![lives("b", 2, 0)];
    let proposal_ = proposal(&scenario);
    assert_eq!(sites(&scenario, &proposal_), [some("b", "new")]);
    let cause = proposal_.draft.today.needy[0].cause;
    assert_eq!(cause, Cause::SiteCloses(quartier::ids::SiteId::from(0)));
}

#[test]
fn who_must_leave_a_closing_house_comes_before_larger_households_and_the_overdue() {
    let mut scenario = town(1);
    scenario.sites = vec![site("old", 0, units(&[(1, 2)])), site("new", 0, units(&[(1, 4)]))];
    scenario.sites[0].opening = Opening::Fixed {
        from: 0,
        until: Some(20),
    };
    scenario.households = vec![waits("family", 4), lives("leaver", 1, 0)];
    scenario.households[0].since = Some(-300);
    let proposal_ = proposal(&scenario);
    assert_eq!(
        sites(&scenario, &proposal_),
        [none("family"), some("leaver", "new")]
    );
    assert_eq!(proposal_.draft.batch.stages[0], Stage::Leaving);
    // Who stays asks for nothing: the same town without the closing has no such goal.
    scenario.sites[0].opening = Opening::Fixed { from: 0, until: None };
    let proposal_ = proposal(&scenario);
    assert_eq!(sites(&scenario, &proposal_), [some("family", "new")]);
    assert!(!proposal_.draft.batch.stages.contains(&Stage::Leaving));
}

#[test]
fn the_day_decides_what_is_open() {
    let mut scenario = town(1);
    scenario.sites = vec![site("a", 0, units(&[(1, 2)]))];
    scenario.sites[0].opening = Opening::Fixed {
        from: 30,
        until: None,
    };
    scenario.households = vec![waits("w", 2)];
    assert_eq!(sites(&scenario, &proposal(&scenario)), [none("w")]);
    let later = Orders {
        day: 30,
        ..Orders::default()
    };
    let proposal_ = propose(&scenario, &later, THOROUGH);
    assert_eq!(sites(&scenario, &proposal_), [some("w", "a")]);
}

#[test]
fn an_officer_may_set_aside_whom_a_house_is_meant_for_but_not_its_size() {
    let mut scenario = town(1);
    scenario.sites = vec![site("women", 0, units(&[(1, 1)])), site("all", 0, beds(4))];
    scenario.sites[0].accepts = [Composition::SingleWoman].into_iter().collect();
    scenario.households = vec![waits("man", 1), waits("family", 3)];
    let decide = |household: usize, site: usize| Orders {
        decisions: vec![Decision {
            household,
            site: Some(quartier::ids::SiteId::from(site)),
            by: Some("SG 12".into()),
            on: None,
            reason: Some("…".into()),
        }],
        ..Orders::default()
    };
    let man = propose(&scenario, &decide(0, 0), THOROUGH);
    assert_eq!(man.draft.misfits, []);
    assert_eq!(
        sites(&scenario, &man),
        [some("family", "all"), some("man", "women")]
    );
    let family = propose(&scenario, &decide(1, 0), THOROUGH);
    assert_eq!(family.draft.misfits.len(), 1);
}

#[test]
fn scores_decide_after_the_districts_or_first_of_all_if_the_town_says_so() {
    let mut scenario = town(2);
    scenario.sites = vec![site("a", 0, units(&[(2, 2)])), site("b", 1, units(&[(2, 2)]))];
    scenario.households = vec![waits("v", 2), waits("w", 2)];
    let orders = Orders {
        scores: Some(ScoreTable {
            file: "scores.csv".into(),
            source: "s".into(),
            predictors: "p".into(),
            scores: vec![vec![Some(0.2), Some(0.9)], vec![Some(0.1), Some(0.5)]],
        }),
        ..Orders::default()
    };
    let even = propose(&scenario, &orders, THOROUGH);
    assert_eq!(sites(&scenario, &even), [some("v", "b"), some("w", "a")]);
    let (score, is_best) = even.reasons[0].as_ref().unwrap().score.unwrap();
    assert!((score - 0.9).abs() < 1e-9 && is_best);
    if let quartier::policy::Rule::Balanced(balance) = &mut scenario.policy.rule {
        balance.stages = vec![Stage::Unmet, Stage::Score];
    }
    let best = propose(&scenario, &orders, THOROUGH);
    assert_eq!(sites(&scenario, &best), [some("v", "b"), some("w", "b")]);
}

/// Two districts with one bed each; one single man waits, and one district asks for something.
fn asked(district: usize, wants: Wants) -> Vec<(String, Option<String>)> {
    let mut scenario = town(2);
    scenario.sites = vec![site("a", 0, units(&[(1, 1)])), site("b", 1, units(&[(1, 1)]))];
    scenario.sites[1].kind = KindId(1);
    scenario.households = vec![waits("w", 1)];
    scenario.preferences = vec![Preference {
        id: "p".into(),
        district: DistrictId::from(district),
        wants,
        said_at: None,
        source: None,
    }];
    sites(&scenario, &proposal(&scenario))
}

#[test]
fn what_districts_ask_for_decides_where_nothing_before_it_does() {
    // Of equals the first in the file is taken.
    assert_eq!(asked(1, Wants::Rather(HouseholdSet::ALL)), [some("w", "a")]);
    let families: HouseholdSet = [Composition::Family].into_iter().collect();
    assert_eq!(asked(0, Wants::Rather(families)), [some("w", "b")]);
    assert_eq!(asked(0, Wants::AtMost(0)), [some("w", "b")]);
    assert_eq!(asked(1, Wants::First(5)), [some("w", "b")]);
    assert_eq!(asked(0, Wants::Without(KindId(0))), [some("w", "b")]);
    // A kind that stands elsewhere.
    assert_eq!(asked(0, Wants::Without(KindId(1))), [some("w", "a")]);
}

#[test]
fn of_units_that_help_alike_only_the_smallest_is_called_scarce() {
    let mut scenario = town(1);
    scenario.sites = vec![site("a", 0, units(&[(1, 4), (1, 5)]))];
    scenario.households = vec![lives("l1", 4, 0), lives("l2", 5, 0), waits("w", 4)];
    let proposal = proposal(&scenario);
    let beds: Vec<Option<u32>> = proposal.scarce.iter().map(|place| place.beds).collect();
    assert_eq!(beds, [Some(4)]);
}
