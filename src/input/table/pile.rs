//! Many complaints of one kind, of which nobody wants to read all.

use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use std::collections::BTreeMap;

/// So many of a kind are told in full.
const SHOWN: usize = 10;

/// Collects complaints by kind and tells how many more there were.
pub struct Pile<'c> {
    complaints: &'c mut Complaints,
    kinds: BTreeMap<&'static str, Kind>,
}

#[derive(Default)]
struct Kind {
    count: usize,
    first_untold: Place,
}

impl<'c> Pile<'c> {
    /// An empty pile on top of what is already known.
    pub fn new(complaints: &'c mut Complaints) -> Self {
        Pile {
            complaints,
            kinds: BTreeMap::new(),
        }
    }

    /// Adds one; it is worded only if it will be told.
    pub fn push(
        &mut self,
        kind: &'static str,
        place: impl FnOnce() -> Place,
        word: impl FnOnce(Place) -> Complaint,
    ) {
        let known = self.kinds.entry(kind).or_default();
        known.count += 1;
        if known.count <= SHOWN {
            self.complaints.push(word(place()));
        } else if known.count == SHOWN + 1 {
            known.first_untold = place();
        }
    }

    /// Says of which kinds there were more.
    pub fn close(self) {
        for kind in self.kinds.into_values().filter(|kind| kind.count > SHOWN) {
            let more = kind.count - SHOWN;
            self.complaints.push(Complaint::new(
                kind.first_untold,
                text!(
                    "… und {more} weitere dieser Art, ab hier.",
                    "… and {more} more of the same kind, from here on."
                ),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lang, Text};

    #[test]
    fn the_eleventh_of_a_kind_and_all_after_it_are_only_counted() {
        let mut complaints = Complaints::default();
        let mut pile = Pile::new(&mut complaints);
        for line in 1..=222 {
            let place = || Place {
                line: Some(line),
                ..Place::file("a.csv")
            };
            pile.push("odd", place, |place| Complaint::new(place, Text::same("odd")));
        }
        pile.close();
        assert_eq!(complaints.0.len(), 11);
        assert_eq!(complaints.0[10].place.line, Some(11));
        assert!(
            complaints
                .to_text(Lang::En)
                .contains("and 212 more of the same kind")
        );
    }
}
