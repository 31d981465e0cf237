//! The money of one replication: nights and days times rates, exact to a millionth of a euro.

use super::model::Model;
use crate::occupancy::Ledger;
use crate::units::Money;

/// Cost and revenue of a replication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts {
    /// By year and kind: operating cost.
    pub operation: Vec<Money>,
    /// By year: investment.
    pub investment: Vec<Money>,
    /// By year: reimbursement and fees.
    pub revenue: Vec<Money>,
    /// By site: operating cost and investment over the whole time.
    pub by_site: Vec<Money>,
    /// By year: what the steps of the ladder cost beyond their sites.
    pub ladder: Vec<Money>,
    /// By year: what the measures that act cost themselves.
    pub measures: Vec<Money>,
}

/// What happened that costs money and does not stand in the ledger.
#[derive(Clone, Debug, Default)]
pub(super) struct Occasions {
    /// By year and site: how often it opened after the first day.
    pub openings: Vec<u32>,
    /// By year and track: person-nights of people housed or waiting.
    pub track_nights: Vec<u64>,
}

impl Accounts {
    /// Operating cost and investment together, those of the ladder and of measures included.
    pub fn cost(&self) -> Money {
        let beside = self.ladder.iter().chain(&self.measures);
        self.by_site.iter().chain(beside).copied().sum()
    }
}

/// Draws up the accounts.
pub(super) fn draw_up(model: &Model, ledger: &Ledger, occasions: &Occasions) -> Accounts {
    let (years, sites) = (model.layout.years, model.layout.sites.len());
    let mut accounts = Accounts {
        operation: vec![Money::default(); years * model.kinds],
        investment: vec![Money::default(); years],
        revenue: vec![Money::default(); years],
        by_site: vec![Money::default(); sites],
        ladder: Vec::new(),
        measures: Vec::new(),
    };
    for site in 0..sites {
        let mut invested = false;
        for year in 0..years {
            let plan = &model.rates[site];
            let openings = occasions.openings[year * sites + site];
            let operation = plan.per_open_day * i64::from(ledger.open_days(year, site))
                + plan.rates.per_person_day * whole(ledger.nights(year, site))
                + plan.rates.activation * i64::from(openings);
            let investment = if openings > 0 && !invested {
                plan.rates.investment
            } else {
                Money::default()
            };
            invested |= openings > 0;
            accounts.operation[year * model.kinds + plan.kind] += operation;
            accounts.investment[year] += investment;
            accounts.by_site[site] += operation + investment;
        }
    }
    for year in 0..years {
        for (track, &per_day) in model.revenue_per_day.iter().enumerate() {
            let nights = occasions.track_nights[year * model.revenue_per_day.len() + track];
            accounts.revenue[year] += per_day * whole(nights);
        }
    }
    accounts
}

/// What prices rose by from a day on: what was in the books when they did, and the part added.
#[derive(Clone, Debug)]
pub(super) struct PriceRise {
    /// Sites of this kind; `None`: all.
    pub kind: Option<usize>,
    /// Part of the price that is added, in millionths.
    pub millionths: i64,
    /// By year and site: days open, person-nights and openings before.
    pub before: Vec<(u32, u64, u32)>,
}

/// Adds what costs more since prices rose; several rises add up, each on the first price.
pub(super) fn add_price_rises(
    model: &Model,
    ledger: &Ledger,
    occasions: &Occasions,
    rises: &[PriceRise],
    accounts: &mut Accounts,
) {
    let sites = model.layout.sites.len();
    for rise in rises {
        for site in (0..sites).filter(|&site| rise.kind.is_none_or(|kind| model.rates[site].kind == kind)) {
            let mut invested = false;
            for year in 0..model.layout.years {
                let plan = &model.rates[site];
                let (days, nights, openings) = rise.before[year * sites + site];
                invested |= openings > 0;
                let opened = occasions.openings[year * sites + site] - openings;
                let operation = plan.per_open_day * i64::from(ledger.open_days(year, site) - days)
                    + plan.rates.per_person_day * whole(ledger.nights(year, site) - nights)
                    + plan.rates.activation * i64::from(opened);
                let investment = if opened > 0 && !invested {
                    plan.rates.investment
                } else {
                    Money::default()
                };
                invested |= opened > 0;
                let (operation, investment) =
                    (operation.part(rise.millionths), investment.part(rise.millionths));
                accounts.operation[year * model.kinds + plan.kind] += operation;
                accounts.investment[year] += investment;
                accounts.by_site[site] += operation + investment;
            }
        }
    }
}

fn whole(nights: u64) -> i64 {
    i64::try_from(nights).unwrap_or(i64::MAX)
}
