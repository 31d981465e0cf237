//! Districts and sites: how many people live there, and what it costs.

use super::over::over;
use crate::calendar::{Calendar, Date};
use crate::findings::quantity::Estimate;
use crate::findings::town::{DistrictFindings, SiteFindings};
use crate::scenario::Scenario;
use crate::simulation::Outcome;
use crate::site::{Opening, Site};

pub(super) fn districts(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<DistrictFindings> {
    let nights = f64::from(scenario.calendar.days);
    scenario
        .town
        .districts
        .iter()
        .enumerate()
        .map(|(index, district)| {
            let per_thousand = if district.residents > 0.0 {
                1000.0 / district.residents
            } else {
                0.0
            };
            let housed = over(outcomes, |outcome| outcome.district_nights[index] as f64 / nights);
            let housed_end = over(outcomes, |outcome| f64::from(outcome.district_end[index]));
            let places = |when: usize| {
                over(outcomes, |outcome| {
                    f64::from(outcome.district_places[index][when])
                })
                .value
            };
            DistrictFindings {
                id: district.id.clone(),
                name: district.name.clone(),
                residents: district.residents,
                housed,
                housed_end,
                per_thousand: scaled(housed, per_thousand),
                per_thousand_end: scaled(housed_end, per_thousand),
                places: (places(0), places(1)),
                target_share: scenario
                    .policy
                    .rule
                    .targets()
                    .and_then(|targets| targets.get(index).copied()),
            }
        })
        .collect()
}

pub(super) fn sites(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<SiteFindings> {
    scenario
        .sites
        .iter()
        .enumerate()
        // What a measure that is switched off would bring is not there.
        .filter(|(index, _)| !scenario.is_switched_off(*index))
        .map(|(index, site)| {
            let per_open_night = |outcome: &Outcome| {
                outcome.site_nights[index] as f64 / f64::from(outcome.site_open_days[index].max(1))
            };
            let occupied = over(outcomes, per_open_night);
            SiteFindings {
                id: site.id.clone(),
                name: site.name.clone(),
                district: scenario.town.districts[site.district.index()].id.clone(),
                kind: scenario.kinds[site.kind.index()].name.clone(),
                nominal_places: site.nominal_places(),
                usable_places: site.usable_places(),
                occupied,
                occupancy: scaled(occupied, 1.0 / f64::from(site.nominal_places().max(1))),
                peak: over(outcomes, |outcome| f64::from(outcome.site_peak[index])),
                cost_eur: over(outcomes, |outcome| outcome.accounts.by_site[index].eur()),
                dates: dates(site, &scenario.calendar),
            }
        })
        .collect()
}

fn scaled(estimate: Estimate, factor: f64) -> Estimate {
    Estimate {
        value: estimate.value * factor,
        low: estimate.low * factor,
        high: estimate.high * factor,
    }
}

/// First and last night as the scenario says.
fn dates(site: &Site, calendar: &Calendar) -> (Option<Date>, Option<Date>) {
    let date = |day: i64| calendar.start.plus_days(day);
    match &site.opening {
        Opening::Fixed { from, until }
        | Opening::Planned { from, until, .. }
        | Opening::OnNeed { from, until, .. } => ((*from > 0).then(|| date(*from)), until.map(date)),
        Opening::Never => (None, None),
    }
}
