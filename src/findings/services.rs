//! What the replications say together about each service.

use super::figures::Summary;
use super::gather::{self, Head};
use super::{Estimate, Figure, Unit};
use crate::calendar::Calendar;
use crate::monte_carlo::Ensemble;
use crate::scenario::Scenario;
use crate::service::{Capacity, Offer, Service};
use crate::simulation::ServiceOutcome;
use crate::text;
use crate::text::Text;

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
    /// Person-days of waiting by district of the home, in order of the file.
    pub districts: Vec<Estimate>,
    /// Person-days of waiting by people without a regular place.
    pub without_home: Estimate,
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
        is_known(&self.offer)
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

fn is_known(offer: &Offer) -> bool {
    match offer {
        Offer::Places(places) => match &places.capacity {
            Capacity::Unknown => false,
            Capacity::Districts(counts) => counts.iter().any(Option::is_some),
            Capacity::Unlimited | Capacity::Town(_) => true,
        },
        Offer::Staff(staff) => staff.positions.is_some(),
    }
}

/// A service in one replication.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// What it offers.
    pub offer: &'a Offer,
    /// The replication.
    pub outcome: &'a ServiceOutcome,
    /// The days that were played.
    pub days: u32,
}

/// Which services have a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// All.
    Every,
    /// Those with places.
    Places,
    /// Those with staff.
    Staff,
}

/// A figure of a service.
#[derive(Clone, Copy, Debug)]
pub struct ServiceFigure {
    /// Stable id.
    pub id: &'static str,
    /// Which services have it.
    pub of_which: Of,
    /// Unit.
    pub unit: Unit,
    /// How the replications become one number.
    pub summary: Summary,
    /// Name and definition.
    pub words: fn() -> (Text, Text),
    /// The value of one replication; `None`: it did not happen, or nobody can know.
    pub of: fn(&View<'_>) -> Option<f64>,
}

/// What happens with each service, in order of the file.
pub fn gather(scenario: &Scenario, ensemble: &Ensemble) -> Vec<ServiceFindings> {
    let one = |(index, service): (usize, &Service)| findings(scenario, ensemble, index, service);
    scenario.services.iter().enumerate().map(one).collect()
}

fn findings(scenario: &Scenario, ensemble: &Ensemble, index: usize, service: &Service) -> ServiceFindings {
    let outcomes = of_service(ensemble, index);
    let days = scenario.calendar.days as usize;
    let daily = gather::days(days, |day, values| {
        values.extend(ensemble.services.iter().map(|course| course.at(day, index)));
    });
    let person_days = |home: usize| {
        let of = |outcome: &&ServiceOutcome| outcome.waiting_by_district[home] as f64;
        super::statistics::mean(&outcomes.iter().map(of).collect::<Vec<f64>>())
    };
    let districts = scenario.town.districts.len();
    ServiceFindings {
        id: service.id.clone(),
        name: service.name.clone(),
        offer: service.offer.clone(),
        figures: figures(&service.offer, &outcomes, &scenario.calendar),
        districts: (0..districts).map(person_days).collect(),
        without_home: person_days(districts),
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
    let outcomes: Vec<&ServiceOutcome> = of_service(ensemble, service);
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
            (gather::summed_up(head, &values, calendar), values)
        })
        .collect()
}

fn known(view: &View<'_>, value: impl Fn(&ServiceOutcome) -> f64) -> Option<f64> {
    is_known(view.offer).then(|| value(view.outcome))
}

/// All figures of services, in the order in which people ask.
pub const FIGURES: &[ServiceFigure] = &[
    ServiceFigure {
        id: "probability_of_bottleneck",
        of_which: Of::Every,
        unit: Unit::Probability,
        summary: Summary::Probability,
        words: || {
            (
                text!(
                    "Wahrscheinlichkeit eines Engpasses",
                    "Probability of a bottleneck"
                ),
                text!(
                    "Anteil der Rechnungen, in denen an mindestens einem Abend mehr Menschen, als das Szenario hinnimmt, länger als rechtzeitig gewartet haben; bei Personal: mehr Menschen je Stelle da sind, als sie betreuen kann.",
                    "Part of the replications in which on at least one evening more people than the scenario tolerates have waited longer than is in time; of staff: there are more people per position than it can look after."
                ),
            )
        },
        of: |view| known(view, |outcome| f64::from(u8::from(outcome.bottleneck.is_some()))),
    },
    ServiceFigure {
        id: "first_bottleneck_date",
        of_which: Of::Every,
        unit: Unit::Date,
        summary: Summary::MedianDate,
        words: || {
            (
                text!("Erster Tag des Engpasses", "First day of the bottleneck"),
                text!(
                    "Der Tag, bis zu dem in der Hälfte der Rechnungen der erste Engpass eingetreten ist; ohne Angabe, wenn es in weniger als der Hälfte einen gibt.",
                    "The day by which half of the replications have had their first bottleneck; nothing where fewer than half have one."
                ),
            )
        },
        of: |view| view.outcome.bottleneck.map(f64::from),
    },
    ServiceFigure {
        id: "bottleneck_days",
        of_which: Of::Every,
        unit: Unit::Days,
        summary: Summary::Mean,
        words: || {
            (
                text!("Tage mit Engpass", "Days with a bottleneck"),
                text!(
                    "Tage, an denen es einen Engpass gibt; Mittel der Rechnungen.",
                    "Days on which there is a bottleneck; mean of the replications."
                ),
            )
        },
        of: |view| known(view, |outcome| f64::from(outcome.bottleneck_days)),
    },
    ServiceFigure {
        id: "waiting_median_days",
        of_which: Of::Places,
        unit: Unit::Days,
        summary: Summary::MedianNumber,
        words: || {
            (
                text!("Wartezeit, mittlere", "Wait, median"),
                text!(
                    "Tage, nach denen die Hälfte der Menschen mit Bedarf einen Platz hat; wer noch wartet oder aufgab, zählt mit den Tagen bis dahin (Kaplan–Meier). Median der Rechnungen; ohne Angabe, wenn in der Hälfte der Rechnungen nicht einmal die Hälfte einen Platz bekommt.",
                    "Days after which half of the people in need have a place; who still waits or gave up counts with the days so far (Kaplan–Meier). Median of the replications; nothing where in half of the replications not even half get a place."
                ),
            )
        },
        of: |view| view.outcome.median_wait.map(f64::from),
    },
    ServiceFigure {
        id: "waiting_p90_days",
        of_which: Of::Places,
        unit: Unit::Days,
        summary: Summary::MedianNumber,
        words: || {
            (
                text!(
                    "Wartezeit, bis 9 von 10 einen Platz haben",
                    "Wait until 9 in 10 have a place"
                ),
                text!(
                    "Tage, nach denen neun von zehn Menschen mit Bedarf einen Platz haben; gerechnet wie die mittlere Wartezeit.",
                    "Days after which nine in ten of the people in need have a place; computed like the median wait."
                ),
            )
        },
        of: |view| view.outcome.p90_wait.map(f64::from),
    },
    ServiceFigure {
        id: "waiting_mean_days",
        of_which: Of::Places,
        unit: Unit::Days,
        summary: Summary::Mean,
        words: || {
            (
                text!(
                    "Wartezeit derer, die einen Platz bekamen",
                    "Wait of those who got a place"
                ),
                text!(
                    "Mittlere Wartezeit der Menschen, die im Zeitraum einen Platz bekamen, in Tagen; Mittel der Rechnungen.",
                    "Mean wait of the people who got a place during the run, in days; mean of the replications."
                ),
            )
        },
        of: |view| {
            let served = view.outcome.served;
            (served > 0).then(|| view.outcome.waited_days as f64 / f64::from(served))
        },
    },
    ServiceFigure {
        id: "in_time_share",
        of_which: Of::Places,
        unit: Unit::Share,
        summary: Summary::Mean,
        words: || {
            (
                text!("Rechtzeitig versorgt", "Served in time"),
                text!(
                    "Anteil derer, die innerhalb der rechtzeitigen Wartezeit einen Platz bekamen, an ihnen und allen, die länger warteten; Mittel der Rechnungen.",
                    "Part of those who got a place within the wait that is in time, among them and all who waited longer; mean of the replications."
                ),
            )
        },
        of: |view| {
            let (in_time, late) = (f64::from(view.outcome.in_time), f64::from(view.outcome.late));
            (in_time + late > 0.0).then(|| in_time / (in_time + late))
        },
    },
    ServiceFigure {
        id: "demand",
        of_which: Of::Places,
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!("Menschen mit Bedarf", "People in need"),
                text!(
                    "Menschen, die zu Beginn oder im Zeitraum einen Platz brauchen, jede Zeit des Bedarfs einmal gezählt; Mittel der Rechnungen.",
                    "People who need a place at the start or during the run, each time of need counted once; mean of the replications."
                ),
            )
        },
        of: |view| Some(f64::from(view.outcome.demand)),
    },
    ServiceFigure {
        id: "served",
        of_which: Of::Places,
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!("Bekommen einen Platz", "Get a place"),
                text!(
                    "Menschen, die im Zeitraum einen Platz bekommen; Mittel der Rechnungen.",
                    "People who get a place during the run; mean of the replications."
                ),
            )
        },
        of: |view| known(view, |outcome| f64::from(outcome.served)),
    },
    ServiceFigure {
        id: "without_place",
        of_which: Of::Places,
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!("Gehen ohne Platz", "Go without a place"),
                text!(
                    "Menschen, die aufgeben, fortziehen oder zu alt werden, ehe sie einen Platz bekommen; Mittel der Rechnungen.",
                    "People who give up, leave town or become too old before they get a place; mean of the replications."
                ),
            )
        },
        of: |view| {
            known(view, |outcome| {
                f64::from(outcome.gave_up + outcome.left + outcome.outgrew)
            })
        },
    },
    ServiceFigure {
        id: "waiting_end",
        of_which: Of::Places,
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!("Warten am letzten Tag", "Waiting on the last day"),
                text!(
                    "Menschen, die am letzten Abend auf einen Platz warten; Mittel der Rechnungen.",
                    "People who wait for a place on the last evening; mean of the replications."
                ),
            )
        },
        of: |view| known(view, |outcome| f64::from(outcome.waiting_end)),
    },
    ServiceFigure {
        id: "waiting_person_days",
        of_which: Of::Places,
        unit: Unit::PersonDays,
        summary: Summary::Mean,
        words: || {
            (
                text!("Tage des Wartens", "Days of waiting"),
                text!(
                    "Menschen, die am Abend auf einen Platz warten, über alle Tage summiert; Mittel der Rechnungen.",
                    "People who wait for a place in the evening, summed over the days; mean of the replications."
                ),
            )
        },
        of: |view| known(view, |outcome| outcome.waiting_person_days as f64),
    },
    ServiceFigure {
        id: "persons_mean",
        of_which: Of::Staff,
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!("Zu betreuende Menschen", "People to look after"),
                text!(
                    "Menschen in der Stadt, für die das Angebot da ist, Mittel der Tage und der Rechnungen.",
                    "People in town whom the service is for, mean of the days and the replications."
                ),
            )
        },
        of: |view| Some(view.outcome.person_days as f64 / f64::from(view.days.max(1))),
    },
    ServiceFigure {
        id: "persons_peak",
        of_which: Of::Staff,
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!(
                    "Zu betreuende Menschen, höchstens",
                    "People to look after, at the peak"
                ),
                text!(
                    "Höchste Zahl an einem Tag; Mittel der Rechnungen.",
                    "Highest number in a day; mean of the replications."
                ),
            )
        },
        of: |view| Some(f64::from(view.outcome.peak_persons)),
    },
    ServiceFigure {
        id: "crisis_days",
        of_which: Of::Staff,
        unit: Unit::Days,
        summary: Summary::Mean,
        words: || {
            (
                text!("Tage nur mit Krisenarbeit", "Days with crisis work only"),
                text!(
                    "Tage, an denen mehr Menschen auf eine Stelle kommen als die Grenze, ab der nur noch Krisen bearbeitet werden; Mittel der Rechnungen.",
                    "Days on which there are more people per position than the limit above which only crises are dealt with; mean of the replications."
                ),
            )
        },
        of: |view| known(view, |outcome| f64::from(outcome.crisis_days)),
    },
];
