//! Whether a service says what it offers.

use crate::service::{Capacity, Offer};

/// Whether anybody can say how long people wait.
pub(super) fn is_known(offer: &Offer) -> bool {
    match offer {
        Offer::Places(places) => match &places.capacity {
            Capacity::Unknown => false,
            Capacity::Districts(counts) => counts.iter().any(Option::is_some),
            Capacity::Unlimited | Capacity::Town(_) => true,
        },
        Offer::Staff(staff) => staff.positions.is_some(),
    }
}
