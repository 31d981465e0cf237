//! Participation: who is informed, heard or decides, about which site or measure.

use super::context::Context;
use crate::ids::SiteId;
use crate::input::file::{MeetingFile, MeetingStateFile, WhoFile};
use crate::measure::{Measure, Meeting, MeetingState, Who};
use crate::site::Site;

/// All occasions, in order of the file.
pub fn resolve(cx: &mut Context, measures: &[Measure], sites: &[Site]) -> Vec<Meeting> {
    let file = cx.file;
    let all = file.participation.iter();
    all.map(|(id, meeting)| one(cx, id, meeting, measures, sites))
        .collect()
}

fn one(cx: &mut Context, id: &str, file: &MeetingFile, measures: &[Measure], sites: &[Site]) -> Meeting {
    Meeting {
        id: id.to_owned(),
        name: file.name.clone(),
        date: file.date,
        who: who(&file.who),
        part: file.part.meaning(),
        site: file.site.as_ref().and_then(|name| site(cx, id, name, sites)),
        measure: file
            .measure
            .as_ref()
            .and_then(|name| measure(cx, id, name, measures)),
        state: file.state.map_or(MeetingState::Fixed, MeetingStateFile::meaning),
        source: file.source.clone(),
    }
}

fn who(written: &[WhoFile]) -> Vec<Who> {
    let mut all: Vec<Who> = written.iter().map(|who| who.meaning()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn site(cx: &mut Context, id: &str, name: &str, sites: &[Site]) -> Option<SiteId> {
    let found = sites.iter().position(|site| site.id == name);
    // A site that could not be resolved has been complained about already.
    if found.is_none() && !cx.file.sites.contains_key(name) {
        let known: Vec<&str> = cx.file.sites.keys().map(String::as_str).collect();
        cx.unknown_name(&["participation", id, "site"], name, known.iter().copied());
    }
    found.map(SiteId::from)
}

fn measure(cx: &mut Context, id: &str, name: &str, measures: &[Measure]) -> Option<usize> {
    let found = measures.iter().position(|measure| measure.id == name);
    if found.is_none() {
        cx.unknown_name(
            &["participation", id, "measure"],
            name,
            measures.iter().map(|measure| measure.id.as_str()),
        );
    }
    found
}
