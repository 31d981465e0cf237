//! What the households of the start are checked against: the town and its sites.

use super::context::Context;
use crate::household::{Group, Track};
use crate::site::{Opening, Site};
use crate::text;
use crate::town::Town;

/// The world around the households.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// The town.
    pub town: &'a Town,
    /// Names of the needs.
    pub needs: &'a [String],
    /// Sites, in order of the file.
    pub sites: &'a [Site],
    /// Tracks, in order of the file.
    pub tracks: &'a [Track],
    /// Groups, in order of the file.
    pub groups: &'a [Group],
}

/// Complains where so many persons cannot live in a site at the start.
pub fn check_site(cx: &mut Context, site: &Site, persons: u32) {
    let (id, places) = (&site.id, site.nominal_places());
    if persons > places {
        let message = text!(
            "In „{id}“ wohnen zu Beginn {persons} Personen, es gibt dort aber nur {places} Plätze.",
            "At the start {persons} persons live in `{id}`, but there are only {places} places."
        );
        let help = text!(
            "Die Plätze berichtigen, oder wer dort nicht wohnt, auf die Warteliste setzen.",
            "Mend the places, or put those who do not live there on the waiting list."
        );
        cx.complain_with(&["sites", id, "places"], message, help);
    }
    if persons > 0 && !there_at_start(&site.opening) {
        let message = text!(
            "In „{id}“ wohnen zu Beginn {persons} Personen, die Unterkunft ist dann aber nicht in Betrieb.",
            "At the start {persons} persons live in `{id}`, but the site is not in use then."
        );
        cx.complain(&["sites", id], message);
    }
}

fn there_at_start(opening: &Opening) -> bool {
    match opening {
        Opening::Fixed { from, until } => *from <= 0 && until.is_none_or(|until| until >= 0),
        Opening::Planned { .. } | Opening::OnNeed { .. } | Opening::Never => false,
    }
}
