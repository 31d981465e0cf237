//! Legal tracks and the changes between them.

use super::context::Context;
use super::durations;
use crate::household::{Change, Track};
use crate::ids::TrackId;
use crate::input::file::TrackFile;
use crate::input::say;
use crate::text;
use crate::units::Money;

/// All tracks, in order of the file.
pub fn resolve(cx: &mut Context) -> Vec<Track> {
    let file = cx.file;
    file.tracks.iter().map(|(id, track)| one(cx, id, track)).collect()
}

/// The track with this id.
pub fn by_id(cx: &mut Context, path: &[&str], id: &str) -> Option<TrackId> {
    let file = cx.file;
    let found = file.tracks.get_index_of(id).map(TrackId::from);
    if found.is_none() {
        cx.unknown_name(path, id, file.tracks.keys().map(String::as_str));
    }
    found
}

fn one(cx: &mut Context, id: &str, track: &TrackFile) -> Track {
    let changes = changes(cx, id, track);
    Track {
        id: id.to_owned(),
        name: track.name.clone().unwrap_or_else(|| id.to_owned()),
        reimbursement_per_day: per_day(track.reimbursement_per_person_month_eur),
        fee_per_day: per_day(track.fee_per_person_month_eur),
        market: track.market,
        changes,
    }
}

fn per_day(eur_per_month: Option<f64>) -> Money {
    Money::per_day_from_month(eur_per_month.unwrap_or(0.0))
}

fn changes(cx: &mut Context, id: &str, track: &TrackFile) -> Vec<Change> {
    let sum: f64 = track.changes.iter().map(|change| change.probability).sum();
    if sum > 1.0 + 1e-9 {
        let shown = say::number(sum);
        let (de, en) = (shown.de, shown.en);
        let message = text!(
            "Die Wahrscheinlichkeiten der Statuswechsel ergeben zusammen {de}; mehr als 1 geht nicht.",
            "The probabilities of the changes sum to {en}; more than 1 is not possible."
        );
        cx.complain(&["tracks", id, "changes"], message);
    }
    let mut changes = Vec::new();
    for (index, change) in track.changes.iter().enumerate() {
        let number = (index + 1).to_string();
        let path = ["tracks", id, "changes", number.as_str()];
        let to = by_id(cx, &[&path[..], &["to"]].concat(), &change.to);
        let after = durations::resolve(cx, &[&path[..], &["after"]].concat(), &change.after);
        if let Some(to) = to {
            changes.push(Change {
                to,
                probability: change.probability,
                after,
            });
        }
    }
    changes
}
