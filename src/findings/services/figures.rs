//! The figures of a service, each with its name, its definition and its value in a replication.

use super::known::is_known;
use crate::findings::figures::Summary;
use crate::findings::quantity::Unit;
use crate::service::Offer;
use crate::simulation::ServiceOutcome;
use crate::text;
use crate::text::Text;

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

fn known(view: &View<'_>, value: impl Fn(&ServiceOutcome) -> f64) -> Option<f64> {
    is_known(view.offer).then(|| value(view.outcome))
}
