//! What the replications say together about each service.

mod figures;
mod homes;
mod known;

pub use figures::{FIGURES, Of, ServiceFigure, View};
pub use homes::{AT_HOME, HomeFigure};

use super::days;
use super::quantity::{Estimate, Figure};
use super::summary::{self, Head};
use crate::calendar::Calendar;
use crate::monte_carlo::Ensemble;
use crate::scenario::Scenario;
use crate::service::{Offer, Service};
use crate::simulation::ServiceOutcome;

/// What happens with a service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceFindings {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// What it offers, as the scenario says.
    pub offer: Offer,
    /// Its figures; the ids are those of [`FIGURES`].
    pub figures: Vec<Figure>,
    /// Its figures by district of the home, in order of the file; the ids are those of
    /// [`AT_HOME`]. Staff has none.
    pub districts: Vec<Vec<Figure>>,
    /// The same of people without a regular place.
    pub without_home: Vec<Figure>,
    /// Persons who wait in the evening (of staff: who are looked after), mean of each day.
    pub mean: Vec<f64>,
    /// The same, quantiles 5, 25, 50, 75, 95 % of each day.
    pub quantiles: Vec<[f64; 5]>,
}

impl ServiceFindings {
    /// The figure with this id, if the service has it.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// Whether anybody can say how long people wait.
    pub fn is_known(&self) -> bool {
        known::is_known(&self.offer)
    }

    /// How likely its bottleneck is.
    pub fn risk(&self) -> ServiceRisk {
        let probability = self.figure("probability_of_bottleneck").and_then(|figure| {
            Some(Estimate {
                value: figure.value.number()?,
                low: figure.low.number()?,
                high: figure.high.number()?,
            })
        });
        ServiceRisk {
            name: self.name.clone(),
            probability: probability.filter(|_| self.is_known()),
        }
    }
}

/// How likely a bottleneck of a service is.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceRisk {
    /// Display name.
    pub name: String,
    /// Probability of at least one evening with a bottleneck; `None`: what it offers is not known.
    pub probability: Option<Estimate>,
}

/// What happens with each service, in order of the file.
pub fn gather(scenario: &Scenario, ensemble: &Ensemble) -> Vec<ServiceFindings> {
    let one = |(index, service): (usize, &Service)| findings(scenario, ensemble, index, service);
    scenario.services.iter().enumerate().map(one).collect()
}

fn findings(scenario: &Scenario, ensemble: &Ensemble, index: usize, service: &Service) -> ServiceFindings {
    let outcomes = of_service(ensemble, index);
    let days = scenario.calendar.days as usize;
    let daily = days::days(days, |day, values| {
        values.extend(ensemble.services.iter().map(|course| course.at(day, index)));
    });
    let homes = scenario.town.districts.len() + 1;
    let mut districts = homes::figures(&service.offer, &outcomes, homes, &scenario.calendar);
    let without_home = districts.pop().unwrap_or_default();
    ServiceFindings {
        id: service.id.clone(),
        name: service.name.clone(),
        offer: service.offer.clone(),
        figures: figures(&service.offer, &outcomes, &scenario.calendar),
        districts,
        without_home,
        mean: daily.iter().map(|(mean, _)| *mean).collect(),
        quantiles: daily.into_iter().map(|(_, quantiles)| quantiles).collect(),
    }
}

fn figures(offer: &Offer, outcomes: &[&ServiceOutcome], calendar: &Calendar) -> Vec<Figure> {
    let all = valued_over(offer, outcomes, calendar).into_iter();
    all.map(|(figure, _)| figure).collect()
}

/// A figure, and its value in every replication.
type Valued = (Figure, Vec<Option<f64>>);

/// The figures of one service with their values in every replication; dates are days from the
/// start.
pub fn valued(scenario: &Scenario, ensemble: &Ensemble, service: usize) -> Vec<Valued> {
    let outcomes = of_service(ensemble, service);
    valued_over(&scenario.services[service].offer, &outcomes, &scenario.calendar)
}

fn of_service(ensemble: &Ensemble, service: usize) -> Vec<&ServiceOutcome> {
    let all = ensemble.outcomes.iter();
    all.filter_map(|outcome| outcome.services.get(service)).collect()
}

fn valued_over(offer: &Offer, outcomes: &[&ServiceOutcome], calendar: &Calendar) -> Vec<Valued> {
    let kind = match offer {
        Offer::Places(_) => Of::Places,
        Offer::Staff(_) => Of::Staff,
    };
    let days = calendar.days;
    FIGURES
        .iter()
        .filter(|figure| figure.of_which == kind || figure.of_which == Of::Every)
        .map(|figure| {
            let value = |outcome: &&ServiceOutcome| (figure.of)(&View { offer, outcome, days });
            let values: Vec<Option<f64>> = outcomes.iter().map(value).collect();
            let (name, definition) = (figure.words)();
            let head = Head {
                id: figure.id,
                unit: figure.unit,
                summary: figure.summary,
                name,
                definition,
            };
            (summary::summed_up(head, &values, calendar), values)
        })
        .collect()
}
