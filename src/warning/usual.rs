//! What towns usually do when a service becomes scarce: how long each takes, and where the
//! figure comes from. A quick makeshift and the thing itself, for each sort of service.

use crate::household::AgeBand;
use crate::service::{Offer, Service, Usage};

/// A usual way to get more of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// A play group beside the Kitas, until there are places.
    PlayGroup,
    /// One more group of a Kita in rooms that are there.
    KitaGroup,
    /// Pupils join regular classes, with German lessons beside.
    RegularClasses,
    /// One more reception class of a school.
    ReceptionClass,
    /// A course given by volunteers.
    VolunteerCourse,
    /// One more class of a language course.
    CourseClass,
    /// Staff lent by another office.
    LentStaff,
    /// A position more.
    NewStaff,
}

/// What a usual way takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Takes {
    /// Days from the decision to the first person served, as often as each.
    pub lead_days: &'static [f64],
    /// Where the lead time comes from.
    pub source: &'static str,
}

impl Help {
    /// All of them.
    pub const ALL: [Help; 8] = [
        Help::PlayGroup,
        Help::KitaGroup,
        Help::RegularClasses,
        Help::ReceptionClass,
        Help::VolunteerCourse,
        Help::CourseClass,
        Help::LentStaff,
        Help::NewStaff,
    ];

    /// How long it takes.
    pub fn takes(self) -> Takes {
        let (lead_days, source): (&[f64], _) = match self {
            Help::PlayGroup => (
                &[42.0, 84.0],
                "Annahme: Raum, Trägerin und zwei Kräfte finden, sechs bis zwölf Wochen",
            ),
            Help::KitaGroup => (
                &[180.0, 270.0, 365.0],
                "Annahme: Betriebserlaubnis und Personal in vorhandenen Räumen, ein halbes bis ein ganzes Jahr",
            ),
            Help::RegularClasses => (
                &[14.0],
                "Annahme: zwei Wochen; so nehmen in Mönchengladbach die meisten teil (RP aid-86394799)",
            ),
            Help::ReceptionClass => (
                &[60.0, 90.0, 120.0],
                "Annahme: Lehrkraft und Raum, zwei bis vier Monate",
            ),
            Help::VolunteerCourse => (
                &[14.0, 28.0],
                "Annahme: Ehrenamtliche und Raum finden, zwei bis vier Wochen",
            ),
            Help::CourseClass => (
                &[63.0, 119.0],
                "Beschluss bis Kursbeginn 9 Wochen (2022) und 17 Wochen (2023), finanznachrichten.de 2024-07",
            ),
            Help::LentStaff => (
                &[14.0, 28.0],
                "Annahme: Abordnung aus einem anderen Dienst, zwei bis vier Wochen",
            ),
            Help::NewStaff => (
                &[90.0, 135.0, 180.0],
                "Annahme: Ausschreibung, Auswahl und Kündigungsfrist, drei bis sechs Monate",
            ),
        };
        Takes { lead_days, source }
    }

    /// Days from the decision to the first person served, on average.
    pub fn lead_days(self) -> f64 {
        let each = self.takes().lead_days;
        each.iter().sum::<f64>() / each.len() as f64
    }

    /// Whether it helps where this service is scarce.
    pub fn serves(self, service: &Service) -> bool {
        match (self, &service.offer) {
            (Help::LentStaff | Help::NewStaff, Offer::Staff(_)) => true,
            (_, Offer::Staff(_)) => false,
            (Help::VolunteerCourse | Help::CourseClass, Offer::Places(places)) => {
                matches!(places.usage, Usage::Class { .. })
            }
            (_, Offer::Places(places)) if matches!(places.usage, Usage::Class { .. }) => false,
            (Help::PlayGroup | Help::KitaGroup, Offer::Places(places)) => places.ages.1 <= AgeBand::From3To5,
            (Help::RegularClasses | Help::ReceptionClass, Offer::Places(places)) => {
                places.ages == (AgeBand::From6To17, AgeBand::From6To17)
            }
            (Help::LentStaff | Help::NewStaff, Offer::Places(_)) => false,
        }
    }
}
