//! The figures of the whole town: one entry each, with name, unit, definition and what it
//! reads from a replication. This list feeds every format.

use super::quantity::Unit;
use crate::calendar::Calendar;
use crate::mixing::{Contrast, dissimilarity};
use crate::scenario::Scenario;
use crate::simulation::Outcome;
use crate::text;
use crate::text::Text;

/// Id of the gap of the balanced policy.
pub const BALANCED_GAP: &str = "balanced_gap";

/// What a figure may look at.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// One replication.
    pub outcome: &'a Outcome,
    /// The days that were played.
    pub calendar: &'a Calendar,
    /// Residents of each district.
    pub residents: &'a [f64],
    /// Part of the person-nights needed that may stay without a place before a shortage lasts.
    pub tolerated: f64,
}

/// How the replications' values become one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Summary {
    /// Their mean.
    Mean,
    /// The part of the replications with the value 1.
    Probability,
    /// The median day, among all replications: a day that at least half of them reach.
    MedianDate,
    /// The same for any number.
    MedianNumber,
}

/// A figure.
#[derive(Clone, Copy, Debug)]
pub struct FigureKind {
    /// Stable id.
    pub id: &'static str,
    /// Unit.
    pub unit: Unit,
    /// How the replications become one number.
    pub summary: Summary,
    /// Name and definition.
    pub words: fn() -> (Text, Text),
    /// The value of one replication; `None`: it did not happen. Dates are days from the start.
    pub of: fn(&View<'_>) -> Option<f64>,
}

/// Whether more stays without a place than is tolerated: of the nights that people needed, or of
/// the households that came.
fn lasts(view: &View<'_>) -> bool {
    let outcome = view.outcome;
    let needed = (outcome.housed_nights + outcome.waiting_nights) as f64;
    let came = f64::from(outcome.flow.start.households) + f64::from(outcome.flow.arrived.households);
    outcome.unmet_nights as f64 > view.tolerated * needed
        || f64::from(outcome.flow.lost.households) > view.tolerated * came
}

/// All figures, in the order in which people ask.
pub const FIGURES: &[FigureKind] = &[
    FigureKind {
        id: "probability_of_shortage",
        unit: Unit::Probability,
        summary: Summary::Probability,
        words: || {
            (
                text!("Wahrscheinlichkeit eines Engpasses", "Probability of a shortage"),
                text!(
                    "Anteil der Rechnungen, in denen in mindestens einer Nacht jemand gar keinen Platz hatte oder ein Haushalt das Warten aufgab.",
                    "Part of the replications in which somebody had no place at all in at least one night, or a household gave up waiting."
                ),
            )
        },
        of: |view| Some(f64::from(u8::from(view.outcome.first_shortage.is_some()))),
    },
    FigureKind {
        id: "probability_of_lasting_shortage",
        unit: Unit::Probability,
        summary: Summary::Probability,
        words: || {
            (
                text!(
                    "Wahrscheinlichkeit eines dauerhaften Engpasses",
                    "Probability of a lasting shortage"
                ),
                text!(
                    "Anteil der Rechnungen, in denen mehr Personennächte ganz ohne Platz bleiben oder mehr Haushalte das Warten aufgeben, als die Regel der Ampel hinnimmt.",
                    "Part of the replications in which more person-nights stay without any place, or more households give up waiting, than the rule of the light tolerates."
                ),
            )
        },
        of: |view| Some(f64::from(u8::from(lasts(view)))),
    },
    FigureKind {
        id: "first_shortage_date",
        unit: Unit::Date,
        summary: Summary::MedianDate,
        words: || {
            (
                text!("Erster Tag eines Engpasses", "First day of a shortage"),
                text!(
                    "Der Tag, bis zu dem in der Hälfte der Rechnungen der erste Engpass eingetreten ist; ohne Angabe, wenn es in weniger als der Hälfte einen gibt.",
                    "The day by which half of the replications have had their first shortage; nothing where fewer than half have one."
                ),
            )
        },
        of: |view| view.outcome.first_shortage.map(f64::from),
    },
    FigureKind {
        id: "unmet_person_nights",
        unit: Unit::PersonNights,
        summary: Summary::Mean,
        words: || {
            (
                text!("Nächte ganz ohne Platz", "Nights without any place"),
                text!(
                    "Summe über alle Nächte der Personen, die weder einen regulären Platz noch einen Notplatz hatten; Mittel der Rechnungen.",
                    "Persons with neither a regular nor an emergency place, summed over all nights; mean of the replications."
                ),
            )
        },
        of: |view| Some(view.outcome.unmet_nights as f64),
    },
    FigureKind {
        id: "emergency_person_nights",
        unit: Unit::PersonNights,
        summary: Summary::Mean,
        words: || {
            (
                text!("Nächte in Notunterkünften", "Nights in emergency sites"),
                text!(
                    "Summe über alle Nächte der Personen, die auf einen regulären Platz warteten und in einer Notunterkunft schliefen; Mittel der Rechnungen.",
                    "Persons who waited for a regular place and slept in emergency accommodation, summed over all nights; mean of the replications."
                ),
            )
        },
        of: |view| Some(view.outcome.emergency_nights as f64),
    },
    FigureKind {
        id: "waiting_person_nights",
        unit: Unit::PersonNights,
        summary: Summary::Mean,
        words: || {
            (
                text!("Nächte ohne regulären Platz", "Nights without a regular place"),
                text!(
                    "Summe über alle Nächte der Personen, die auf einen regulären Platz warteten, mit oder ohne Notplatz; Mittel der Rechnungen.",
                    "Persons who waited for a regular place, in emergency accommodation or not, summed over all nights; mean of the replications."
                ),
            )
        },
        of: |view| Some(view.outcome.waiting_nights as f64),
    },
    FigureKind {
        id: "lost_households_share",
        unit: Unit::Share,
        summary: Summary::Mean,
        words: || {
            (
                text!(
                    "Haushalte, die das Warten aufgaben",
                    "Households that gave up waiting"
                ),
                text!(
                    "Anteil der angekommenen Haushalte, die nach Ablauf ihrer Geduld ohne Platz gingen; Mittel der Rechnungen mit Ankünften.",
                    "Part of the households that arrived and left without a place when their patience was over; mean of the replications with arrivals."
                ),
            )
        },
        of: |view| {
            let flow = &view.outcome.flow;
            (flow.arrived.households > 0)
                .then(|| f64::from(flow.lost.households) / f64::from(flow.arrived.households))
        },
    },
    FigureKind {
        id: "free_usable_places_min",
        unit: Unit::Places,
        summary: Summary::Mean,
        words: || {
            (
                text!(
                    "Freie nutzbare Plätze in der knappsten Nacht",
                    "Free usable places in the tightest night"
                ),
                text!(
                    "Kleinste Zahl der Betten in regulären Unterkünften, die noch jemandem gegeben werden könnten; Mittel der Rechnungen.",
                    "Smallest number of beds in regular sites that could still be given to somebody; mean of the replications."
                ),
            )
        },
        of: |view| Some(f64::from(view.outcome.free_min)),
    },
    FigureKind {
        id: "peak_needed",
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!("Höchster Bedarf", "Highest need"),
                text!(
                    "Größte Zahl der Personen, die in einer Nacht untergebracht waren oder warteten; Mittel der Rechnungen.",
                    "Largest number of persons housed or waiting in a night; mean of the replications."
                ),
            )
        },
        of: |view| Some(f64::from(view.outcome.peak_needed)),
    },
    FigureKind {
        id: "peak_housed",
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!("Höchste Belegung", "Highest occupancy"),
                text!(
                    "Größte Zahl der Personen, die in einer Nacht regulär untergebracht waren; Mittel der Rechnungen.",
                    "Largest number of persons in regular sites in a night; mean of the replications."
                ),
            )
        },
        of: |view| Some(f64::from(view.outcome.peak_housed)),
    },
    FigureKind {
        id: "mean_housed",
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!("Mittlere Belegung", "Mean occupancy"),
                text!(
                    "Personen, die regulär untergebracht waren, im Mittel der Nächte und der Rechnungen.",
                    "Persons in regular sites, mean over the nights and the replications."
                ),
            )
        },
        of: |view| Some(view.outcome.housed_nights as f64 / f64::from(view.calendar.days)),
    },
    FigureKind {
        id: "blocked_bed_nights",
        unit: Unit::BedNights,
        summary: Summary::Mean,
        words: || {
            (
                text!(
                    "Betten, die wegen der Haushaltsgrößen leer bleiben",
                    "Beds blocked by household structure"
                ),
                text!(
                    "Betten, die in belegten Wohneinheiten leer blieben, weil der Haushalt kleiner ist als die Einheit, summiert über alle Nächte; Mittel der Rechnungen.",
                    "Beds that stayed empty in occupied units because the household is smaller than the unit, summed over all nights; mean of the replications."
                ),
            )
        },
        of: |view| Some(view.outcome.blocked_bed_nights as f64),
    },
    FigureKind {
        id: "arrived_persons",
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!("Zugänge", "Arrivals"),
                text!(
                    "Personen, die während der Laufzeit ankamen; Mittel der Rechnungen.",
                    "Persons who arrived during the run; mean of the replications."
                ),
            )
        },
        of: |view| Some(f64::from(view.outcome.flow.arrived.persons)),
    },
    FigureKind {
        id: "moved_to_market_persons",
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!("Umzüge in eine eigene Wohnung", "Moves into a flat of one's own"),
                text!(
                    "Personen, die in eine Wohnung des Wohnungsmarkts umzogen; Mittel der Rechnungen.",
                    "Persons who moved into a flat on the housing market; mean of the replications."
                ),
            )
        },
        of: |view| Some(f64::from(view.outcome.flow.to_market.persons)),
    },
    FigureKind {
        id: "worst_district_share",
        unit: Unit::PerThousandResidents,
        summary: Summary::Mean,
        words: || {
            (
                text!("Höchste Belastung eines Stadtteils", "Highest load of a district"),
                text!(
                    "Untergebrachte Personen je 1.000 Einwohnerinnen und Einwohner, im Mittel der Nächte, in dem Stadtteil, in dem dieser Wert am höchsten ist; Mittel der Rechnungen.",
                    "Persons housed per 1,000 residents, mean over the nights, in the district where this is highest; mean of the replications."
                ),
            )
        },
        of: worst_share,
    },
    FigureKind {
        id: "dissimilarity_end",
        unit: Unit::Index,
        summary: Summary::Mean,
        words: || {
            (
                text!(
                    "Ungleichheit der Verteilung (Dissimilaritätsindex D)",
                    "Unevenness of the spread (dissimilarity index D)"
                ),
                text!(
                    "Anteil der Untergebrachten, die umziehen müssten, damit alle Stadtteile gleich viele je Einwohner hätten, in der letzten Nacht; 0 ist ganz gleichmäßig. Mittel der Rechnungen.",
                    "Part of the people housed who would have to move for every district to have the same share per resident, in the last night; 0 is perfectly even. Mean of the replications."
                ),
            )
        },
        of: end_dissimilarity,
    },
    FigureKind {
        id: "forced_moves",
        unit: Unit::Moves,
        summary: Summary::Mean,
        words: || {
            (
                text!("Erzwungene Umzüge", "Forced moves"),
                text!(
                    "Haushalte, die ihre Unterkunft verlassen mussten, weil sie schloss oder Plätze verlor; Mittel der Rechnungen.",
                    "Households that had to leave their site because it closed or lost places; mean of the replications."
                ),
            )
        },
        of: |view| Some(f64::from(view.outcome.flow.forced.households)),
    },
    FigureKind {
        id: "relocations",
        unit: Unit::Moves,
        summary: Summary::Mean,
        words: || {
            (
                text!("Umzüge nach der Belegungsregel", "Relocations by the policy"),
                text!(
                    "Haushalte, die umziehen, weil die Belegungsregel es für eine gleichmäßigere Verteilung erlaubt; Mittel der Rechnungen.",
                    "Households that move because the policy allows it for a more even spread; mean of the replications."
                ),
            )
        },
        of: |view| Some(f64::from(view.outcome.flow.relocated.households)),
    },
    FigureKind {
        id: "cost_total_eur",
        unit: Unit::Eur,
        summary: Summary::Mean,
        words: || {
            (
                text!("Kosten insgesamt", "Total cost"),
                text!(
                    "Betrieb und Investitionen über die ganze Laufzeit, ohne Abzug der Erstattungen; Mittel der Rechnungen. Unbekannte Kosten zählen nicht mit.",
                    "Operation and investment over the whole time, reimbursement not subtracted; mean of the replications. Unknown costs do not count."
                ),
            )
        },
        of: |view| Some(view.outcome.accounts.cost().eur()),
    },
    FigureKind {
        id: "revenue_total_eur",
        unit: Unit::Eur,
        summary: Summary::Mean,
        words: || {
            (
                text!("Erstattungen und Gebühren", "Reimbursement and fees"),
                text!(
                    "Erstattungen des Landes und Nutzungsgebühren für alle anwesenden Personen über die ganze Laufzeit; Mittel der Rechnungen.",
                    "Reimbursement by the state and fees for all persons present over the whole time; mean of the replications."
                ),
            )
        },
        of: |view| {
            let revenue: crate::units::Money = view.outcome.accounts.revenue.iter().copied().sum();
            Some(revenue.eur())
        },
    },
];

/// Figures of scenarios with a ladder.
pub const LADDER_FIGURES: &[FigureKind] = &[
    FigureKind {
        id: "below_standard_person_nights",
        unit: Unit::PersonNights,
        summary: Summary::Mean,
        words: || {
            (
                text!("Nächte unter dem Standard", "Nights below standard"),
                text!(
                    "Nächte von Personen in Räumen, in denen mehr Menschen lebten, als dort nach Plan Betten stehen, weil eine Stufe des Notfallplans verdichtet; Mittel der Rechnungen.",
                    "Nights of persons in rooms that held more people than beds on paper because a step of the ladder put more beds in; mean of the replications."
                ),
            )
        },
        of: |view| Some(view.outcome.below_standard_nights as f64),
    },
    FigureKind {
        id: "not_taken_persons",
        unit: Unit::Persons,
        summary: Summary::Mean,
        words: || {
            (
                text!("Nicht aufgenommene Personen", "Persons not taken"),
                text!(
                    "Personen, die nicht zugewiesen wurden, weil die Kommune Überlastung angezeigt hatte; sie zählen nicht als Zugang. Mittel der Rechnungen.",
                    "Persons who were not assigned because the town had reported overload; they do not count as arrivals. Mean of the replications."
                ),
            )
        },
        of: |view| Some(f64::from(view.outcome.not_taken.persons)),
    },
];

/// The figures of a scenario: those of the ladder only where there is one.
pub fn kinds_of(scenario: &Scenario) -> impl Iterator<Item = &'static FigureKind> + use<> {
    let ladder = if scenario.ladder.is_empty() {
        &[]
    } else {
        LADDER_FIGURES
    };
    FIGURES.iter().chain(ladder)
}

fn worst_share(view: &View<'_>) -> Option<f64> {
    let nights = f64::from(view.calendar.days);
    view.outcome
        .district_nights
        .iter()
        .zip(view.residents)
        .filter(|(_, residents)| **residents > 0.0)
        .map(|(person_nights, residents)| 1000.0 * *person_nights as f64 / nights / residents)
        .max_by(f64::total_cmp)
}

fn end_dissimilarity(view: &View<'_>) -> Option<f64> {
    let housed: Vec<f64> = view
        .outcome
        .district_end
        .iter()
        .map(|persons| f64::from(*persons))
        .collect();
    let everybody: Vec<f64> = housed.iter().zip(view.residents).map(|(a, b)| a + b).collect();
    let contrast = Contrast::new(&housed, &everybody).ok()?;
    // One district, or nobody housed: nothing is uneven.
    Some(dissimilarity(&contrast).unwrap_or(0.0))
}
