//! What the worth of a measure is told in.

use crate::findings::{Estimate, Unit};
use crate::text;
use crate::text::Text;
use crate::worth::{Change, Means};

/// What a night costs that a measure avoids.
pub(super) fn price_name() -> Text {
    text!(
        "Euro je vermiedene Nacht ohne Platz",
        "Euros per night without a place avoided"
    )
}

/// What is compared, most important first.
pub(super) const QUANTITIES: [Quantity; 8] = [
    Quantity {
        id: "unmet_person_nights",
        unit: Unit::PersonNights,
        name: || text!("Nächte ganz ohne Platz", "Nights without any place"),
        of: |change| change.unmet,
        mean: |means| means.unmet,
    },
    Quantity {
        id: "waiting_person_nights",
        unit: Unit::PersonNights,
        name: || text!("Nächte ohne regulären Platz", "Nights without a regular place"),
        of: |change| change.waiting,
        mean: |means| means.waiting,
    },
    Quantity {
        id: "service_waiting_person_days",
        unit: Unit::PersonDays,
        name: || {
            text!(
                "Warten auf Angebote (Personentage)",
                "Waiting for services (person-days)"
            )
        },
        of: |change| change.services,
        mean: |means| means.services,
    },
    Quantity {
        id: "beyond_staff_person_days",
        unit: Unit::PersonDays,
        name: || {
            text!(
                "Menschen über dem Betreuungsschlüssel (Personentage)",
                "People beyond what staff can look after (person-days)"
            )
        },
        of: |change| change.beyond_staff,
        mean: |means| means.beyond_staff,
    },
    Quantity {
        id: "worst_district_share",
        unit: Unit::PerThousandResidents,
        name: || {
            text!(
                "Höchste Belastung eines Stadtteils (je 1.000 Einwohner)",
                "Highest load of a district (per 1,000 residents)"
            )
        },
        of: |change| change.worst_district,
        mean: |means| means.worst_district,
    },
    Quantity {
        id: "openings_without_notice",
        unit: Unit::Times,
        name: || {
            text!(
                "Eröffnungen ohne rechtzeitige Information",
                "Openings without timely information"
            )
        },
        of: |change| change.openings,
        mean: |means| means.openings,
    },
    Quantity {
        id: "openings_without_follow_up",
        unit: Unit::Times,
        name: || {
            text!(
                "Eröffnungen im Notfall ohne Versammlung danach",
                "Emergency openings without a meeting after them"
            )
        },
        of: |change| change.unfollowed,
        mean: |means| means.unfollowed,
    },
    Quantity {
        id: "cost_total_eur",
        unit: Unit::Eur,
        name: || text!("Kosten", "Cost"),
        of: |change| change.cost,
        mean: |means| means.cost,
    },
];

/// Something that measures may change.
pub(super) struct Quantity {
    pub id: &'static str,
    pub unit: Unit,
    pub name: fn() -> Text,
    pub of: fn(&Change) -> Option<Estimate>,
    pub mean: fn(&Means) -> Estimate,
}
