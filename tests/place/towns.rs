//! Small towns with people who wait.

use crate::batches::Numbers;
use crate::common::{beds, district, empty_town, group, site, units};
use quartier::household::{Composition, HouseholdSet, Sex, StartHousehold};
use quartier::ids::{DistrictId, GroupId, NeedSet, SiteId};
use quartier::placement::solver::Budget;
use quartier::placement::{Effort, Stage};
use quartier::policy::{Balance, Rule};
use quartier::proposal::{Diligence, Orders, Proposal, propose};
use quartier::scenario::Scenario;
use quartier::site::{AgeLimit, Rates, Stock};
use quartier::stay::Duration;
use quartier::units::Money;

pub const STEP_FREE: NeedSet = NeedSet(1);

/// A town with equal targets, one district of 1,000 residents each.
pub fn town(districts: usize) -> Scenario {
    let mut scenario = empty_town(365);
    scenario.town.districts = (0..districts)
        .map(|i| district(&format!("d{i}"), 1000.0))
        .collect();
    scenario.needs = vec!["step-free".into()];
    scenario.groups = vec![group("all", 0.0, &[(1, 1.0)], Duration::Fixed { days: 100.0 })];
    scenario.policy.rule = Rule::Balanced(Balance {
        protected_after: Balance::PROTECTED_AFTER,
        seats: None,
        targets: vec![1.0 / districts as f64; districts],
        stages: Stage::DEFAULT.to_vec(),
        max_share: None,
        min_cluster: 0,
        relocations: 0,
    });
    scenario
}

/// Somebody who waits.
pub fn waits(id: &str, size: u8) -> StartHousehold {
    StartHousehold {
        id: id.into(),
        group: GroupId::from(0),
        size,
        sex: (size == 1).then_some(Sex::Male),
        needs: Some(NeedSet::default()),
        ages: None,
        track: None,
        since: Some(0),
        site: None,
        unit_beds: None,
        prefers: None,
    }
}

/// Somebody who lives in a site.
pub fn lives(id: &str, size: u8, site: usize) -> StartHousehold {
    StartHousehold {
        site: Some(SiteId::from(site)),
        ..waits(id, size)
    }
}

pub fn proposal(scenario: &Scenario) -> Proposal {
    propose(scenario, &Orders::default(), Diligence::USUAL)
}

pub const THOROUGH: Diligence = Diligence {
    effort: Effort::THOROUGH,
    budget: Budget::PROPOSAL,
    replanned: 16,
};

/// Where each household goes, by its id; `None`: nowhere. Decided ones among them.
pub fn sites(scenario: &Scenario, proposal: &Proposal) -> Vec<(String, Option<String>)> {
    let draft = &proposal.draft;
    let name = |site: usize| scenario.sites[site].id.clone();
    let decided = draft.decided.iter().map(|settled| {
        let id = scenario.households[settled.needy.household].id.clone();
        (id, settled.decision.site.map(|site| name(site.index())))
    });
    let proposed = proposal.solved.plan.0.iter().enumerate().map(|(row, vacancy)| {
        let id = draft.household(scenario, row).id.clone();
        (
            id,
            vacancy.map(|vacancy| name(draft.batch.vacancies[vacancy].site)),
        )
    });
    let mut all: Vec<_> = decided.chain(proposed).collect();
    all.sort();
    all
}

/// A random town in which a few households wait.
pub fn random(numbers: &mut Numbers) -> Scenario {
    let districts = numbers.between(1, 3) as usize;
    let mut scenario = town(districts);
    let sites = numbers.between(1, 3);
    for index in 0..sites {
        let at = numbers.below(districts as u64) as usize;
        scenario
            .sites
            .push(random_site(numbers, &format!("s{index}"), at));
    }
    for index in 0..numbers.below(4) {
        let size = numbers.between(1, 3) as u8;
        let site = numbers.below(sites) as usize;
        let mut household = lives(&format!("b{index}"), size, site);
        person(numbers, &mut household);
        scenario.households.push(household);
    }
    for index in 0..numbers.between(1, 4) {
        let mut household = waits(&format!("w{index}"), numbers.between(1, 5) as u8);
        person(numbers, &mut household);
        if numbers.chance(40) {
            household.prefers = Some(DistrictId::from(numbers.below(districts as u64) as usize));
        }
        scenario.households.push(household);
    }
    scenario
}

fn person(numbers: &mut Numbers, household: &mut StartHousehold) {
    household.needs = Some(match numbers.chance(25) {
        true => STEP_FREE,
        false => NeedSet::default(),
    });
    household.sex = match household.size {
        1 => numbers.one_of(&[Some(Sex::Male), Some(Sex::Female), None]),
        _ => None,
    };
    household.since = Some(-(numbers.below(50) as i64));
    household.ages = numbers
        .chance(70)
        .then(|| (0..household.size).map(|_| numbers.below(40) as u8).collect());
}

fn random_site(numbers: &mut Numbers, id: &str, at: usize) -> quartier::site::Site {
    let mut site = match numbers.chance(25) {
        true => site(id, at, beds(numbers.below(6) as u32)),
        false => {
            let classes: Vec<(u32, u32)> = (0..numbers.between(1, 2))
                .map(|_| (numbers.between(1, 2) as u32, numbers.between(1, 4) as u32))
                .collect();
            site(id, at, units(&classes))
        }
    };
    if let Stock::Units(classes) = &mut site.stock {
        for class in classes {
            if numbers.chance(40) {
                class.offers = STEP_FREE;
                class.reserved = numbers.chance(30);
            }
        }
    }
    if numbers.chance(20) {
        site.accepts = [Composition::Family, Composition::SingleWoman]
            .into_iter()
            .collect::<HouseholdSet>();
    }
    if numbers.chance(25) {
        site.age_limits = vec![AgeLimit {
            from: 0,
            to: 17,
            places: numbers.below(3) as u32,
        }];
    }
    site.rates = Rates {
        per_person_day: Money::per_day_from_month(numbers.below(10) as f64 * 30.0),
        ..Rates::default()
    };
    site
}
