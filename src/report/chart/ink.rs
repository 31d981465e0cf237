//! The colours of inks.

use crate::report::block::Ink;

/// The colour of an ink, as a property of the page's style.
pub fn colour(ink: Ink) -> String {
    let name = match ink {
        Ink::WideBand => "wide",
        Ink::NarrowBand => "narrow",
        Ink::Median => "median",
        Ink::Capacity => "capacity",
        Ink::Risk => "risk",
        Ink::RiskEstimate => "risk-estimate",
        Ink::RiskInterval => "risk-interval",
        Ink::Lowered => "wide",
        Ink::Raised => "class-3",
        Ink::Against => "narrow",
        Ink::Revenue => "revenue",
        Ink::Investment => "investment",
        Ink::Kind(index) => return format!("var(--kind-{})", index % 6),
        Ink::Class(index) => return format!("var(--class-{})", index.min(4)),
        Ink::NoData => "no-data",
    };
    format!("var(--{name})")
}
