//! The figures of a service by district of the home, and of people without a regular place.

use crate::calendar::Calendar;
use crate::findings::figures::Summary;
use crate::findings::quantity::{Figure, Unit};
use crate::findings::summary::{Head, summed_up};
use crate::service::{Capacity, Offer};
use crate::simulation::{ServiceAtHome, ServiceOutcome};
use crate::text;
use crate::text::Text;

/// A figure of a service in a district.
#[derive(Clone, Copy, Debug)]
pub struct HomeFigure {
    /// Stable id, that of the town's figure of the same meaning.
    pub id: &'static str,
    /// Unit.
    pub unit: Unit,
    /// How the replications become one number.
    pub summary: Summary,
    /// Name and definition.
    pub words: fn() -> (Text, Text),
    /// The value of one replication; `None`: it did not happen.
    pub of: fn(&ServiceAtHome) -> Option<f64>,
}

/// All figures of a service in a district, in the order in which people ask.
pub const AT_HOME: &[HomeFigure] = &[
    HomeFigure {
        id: "waiting_mean_days",
        unit: Unit::Days,
        summary: Summary::Mean,
        words: || {
            (
                text!("Wartezeit", "Wait"),
                text!(
                    "Mittlere Wartezeit derer, die hier wohnten, als sie einen Platz bekamen, in Tagen; Mittel der Rechnungen.",
                    "Mean wait of those who lived here when they got a place, in days; mean of the replications."
                ),
            )
        },
        of: |home| (home.served > 0).then(|| home.waited_days as f64 / f64::from(home.served)),
    },
    HomeFigure {
        id: "in_time_share",
        unit: Unit::Share,
        summary: Summary::Mean,
        words: || {
            (
                text!("Rechtzeitig versorgt", "Served in time"),
                text!(
                    "Anteil derer, die hier wohnten, als sie rechtzeitig einen Platz bekamen, an ihnen und allen, die hier zu lange warteten; Mittel der Rechnungen.",
                    "Part of those who lived here when they got a place in time, among them and all who came to wait too long here; mean of the replications."
                ),
            )
        },
        of: |home| {
            let (in_time, late) = (f64::from(home.in_time), f64::from(home.late));
            (in_time + late > 0.0).then(|| in_time / (in_time + late))
        },
    },
    HomeFigure {
        id: "probability_of_bottleneck",
        unit: Unit::Probability,
        summary: Summary::Probability,
        words: || {
            (
                text!("Engpass wahrscheinlich zu", "Probability of a bottleneck"),
                text!(
                    "Anteil der Rechnungen, in denen an mindestens einem Abend mehr Menschen aus diesem Stadtteil, als das Szenario hinnimmt, länger als rechtzeitig gewartet haben.",
                    "Part of the replications in which on at least one evening more people of this district than the scenario tolerates have waited longer than is in time."
                ),
            )
        },
        of: |home| Some(f64::from(u8::from(home.bottleneck.is_some()))),
    },
    HomeFigure {
        id: "first_bottleneck_date",
        unit: Unit::Date,
        summary: Summary::MedianDate,
        words: || {
            (
                text!("Erster Tag des Engpasses", "First day of the bottleneck"),
                text!(
                    "Der Tag, bis zu dem in der Hälfte der Rechnungen der erste Engpass des Stadtteils eingetreten ist; ohne Angabe, wenn es in weniger als der Hälfte einen gibt.",
                    "The day by which half of the replications have had the district's first bottleneck; nothing where fewer than half have one."
                ),
            )
        },
        of: |home| home.bottleneck.map(f64::from),
    },
    HomeFigure {
        id: "waiting_person_days",
        unit: Unit::PersonDays,
        summary: Summary::Mean,
        words: || {
            (
                text!("Tage des Wartens", "Days of waiting"),
                text!(
                    "Menschen von hier, die am Abend auf einen Platz warten, über alle Tage summiert; Mittel der Rechnungen.",
                    "People from here who wait for a place in the evening, summed over the days; mean of the replications."
                ),
            )
        },
        of: |home| Some(home.waiting_person_days as f64),
    },
];

/// The figures of each home, the one of people without a regular place last; nothing for staff,
/// for whom nobody waits, and no values where nobody knows how many places there are.
pub(super) fn figures(
    offer: &Offer,
    outcomes: &[&ServiceOutcome],
    homes: usize,
    calendar: &Calendar,
) -> Vec<Vec<Figure>> {
    let Offer::Places(places) = offer else {
        return vec![Vec::new(); homes];
    };
    let is_known = |home: usize| match &places.capacity {
        Capacity::Unknown => false,
        Capacity::Districts(counts) => counts.get(home) != Some(&None),
        Capacity::Unlimited | Capacity::Town(_) => true,
    };
    let figure = |of: &HomeFigure, home: usize| {
        let (name, definition) = (of.words)();
        let head = Head {
            id: of.id,
            unit: of.unit,
            summary: of.summary,
            name,
            definition,
        };
        let books = outcomes.iter().filter_map(|outcome| outcome.by_home.get(home));
        let value = |books| if is_known(home) { (of.of)(books) } else { None };
        summed_up(head, &books.map(value).collect::<Vec<Option<f64>>>(), calendar)
    };
    let at = |home: usize| AT_HOME.iter().map(|of| figure(of, home)).collect();
    (0..homes).map(at).collect()
}
