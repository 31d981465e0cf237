//! The information sheet for the neighbours of a planned site, in German and English; in Einfache
//! Sprache see [`simple`].

pub mod simple;

use super::{Progress, words};
use crate::calendar::Date;
use crate::findings::DistrictFindings;
use crate::ids::SiteId;
use crate::measure::participation::{self, Opened};
use crate::measure::{Concept, Effect, Measure, Meeting, MeetingState, SiteWords};
use crate::report::block::{Block, Page, Section, stranger};
use crate::report::provenance::VERSION;
use crate::report::{catalogue, number};
use crate::site::{Opening, Site};
use crate::text;
use crate::text::Text;

/// The sites that open after the date of the report, in order of the opening.
pub fn upcoming(progress: &Progress) -> Vec<Opened> {
    let openings = participation::dated_openings(&progress.scenario.sites, progress.scenario.calendar.start);
    openings
        .into_iter()
        .filter(|opened| opened.date > progress.date)
        .filter(|opened| {
            let public = progress.public;
            !public.is_some_and(|public| public.without_sheet.contains(&opened.site))
        })
        .collect()
}

/// The facts of a sheet.
struct Facts<'a> {
    site: &'a Site,
    opened: &'a Opened,
    kind: &'a str,
    district: &'a str,
    words: Option<&'a SiteWords>,
    /// From the day of the report on.
    meetings: Vec<&'a Meeting>,
    /// Before it.
    past: Vec<&'a Meeting>,
}

fn facts<'a>(progress: &'a Progress, opened: &'a Opened) -> Facts<'a> {
    let (scenario, concept) = (progress.scenario, progress.concept());
    let site = &scenario.sites[opened.site.index()];
    let mut meetings: Vec<&Meeting> = concept
        .meetings
        .iter()
        .filter(|meeting| is_about(concept, meeting, opened.site))
        .filter(|meeting| meeting.state == MeetingState::Fixed)
        .collect();
    meetings.sort_by_key(|meeting| meeting.date);
    let (meetings, past) = meetings
        .into_iter()
        .partition(|meeting| meeting.date >= progress.date);
    Facts {
        site,
        opened,
        kind: &scenario.kinds[site.kind.index()].name,
        district: &scenario.town.districts[site.district.index()].name,
        words: concept.sites.iter().find(|words| words.site == opened.site),
        meetings,
        past,
    }
}

/// Whether an occasion is about a site: it names the site, or a measure that brings it.
fn is_about(concept: &Concept, meeting: &Meeting, site: SiteId) -> bool {
    let brings = |measure: &Measure| {
        let own = measure.effects.iter().filter_map(Effect::own_site);
        own.into_iter().any(|(own, _)| own == site)
    };
    let measure = meeting.measure.and_then(|at| concept.measures.get(at));
    meeting.site == Some(site) || (meeting.site.is_none() && measure.is_some_and(brings))
}

/// The sheet in German and English.
pub fn page(progress: &Progress, opened: &Opened) -> Page {
    let facts = facts(progress, opened);
    let name = stranger(&facts.site.name);
    let (de, en) = (&name.de, &name.en);
    Page {
        chart_files: None,
        title: text!("Eine neue Unterkunft: {de}", "A new site: {en}"),
        kicker: text!(
            "Information für die Nachbarschaft",
            "Information for the neighbours"
        ),
        lead: None,
        facts: vec![
            (catalogue::as_of(), number::date(progress.date)),
            (text!("Erste Nacht", "First night"), number::date(opened.date)),
        ],
        small: Vec::new(),
        sections: vec![
            section("what", text!("Was", "What"), what(&facts)),
            section("why", text!("Warum hier", "Why here"), why(progress, &facts)),
            section("many", text!("Wie viele", "How many"), how_many(&facts)),
            section(
                "when",
                text!("Von wann bis wann", "From when to when"),
                when(progress, &facts),
            ),
            section(
                "next",
                text!("Wie es weitergeht", "What happens next"),
                next(&facts),
            ),
            section(
                "ask",
                text!("Wen Sie fragen können", "Whom you can ask"),
                contact(progress, &facts),
            ),
        ],
        foot: catalogue::foot(VERSION),
    }
}

fn section(id: &'static str, title: Text, blocks: Vec<Block>) -> Section {
    Section { id, title, blocks }
}

fn what(facts: &Facts) -> Vec<Block> {
    let (kind, district) = (stranger(facts.kind), stranger(facts.district));
    let (kind_de, kind_en) = (&kind.de, &kind.en);
    let (district_de, district_en) = (&district.de, &district.en);
    vec![Block::Terms(vec![
        (text!("Art", "Kind"), text!("{kind_de}", "{kind_en}")),
        (
            text!("Stadtteil", "District"),
            text!("{district_de}", "{district_en}"),
        ),
    ])]
}

fn why(progress: &Progress, facts: &Facts) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(why) = facts.words.and_then(|words| words.why_here.as_deref()) {
        blocks.push(Block::Paragraph(stranger(why)));
    }
    blocks.extend(key(progress, facts.opened.site).map(Block::Paragraph));
    blocks.push(Block::Heading(text!(
        "Was sonst erwogen wurde",
        "What else was weighed"
    )));
    let alternatives = alternatives(progress, facts);
    if alternatives.is_empty() {
        blocks.push(Block::Paragraph(text!(
            "Andere Möglichkeiten sind nicht eingetragen.",
            "No other possibilities are entered."
        )));
    } else {
        blocks.push(Block::List(alternatives));
    }
    blocks
}

/// What the town entered; the options of the scenario besides.
fn alternatives(progress: &Progress, facts: &Facts) -> Vec<Text> {
    let entered = facts.words.into_iter().flat_map(|words| &words.alternatives);
    let mut all: Vec<Text> = entered.map(|words| stranger(words)).collect();
    let options = progress
        .scenario
        .sites
        .iter()
        .enumerate()
        .filter(|(index, site)| {
            let id = SiteId::from(*index);
            let is_a_step = progress
                .scenario
                .ladder
                .iter()
                .any(|step| step.own_sites().contains(&id));
            site.opening == Opening::Never && !is_a_step
        })
        .map(|(_, site)| site);
    all.extend(options.map(|site| {
        let name = stranger(&site.name);
        let places = places(site.nominal_places());
        let (de, en, places_de, places_en) = (name.de, name.en, places.de, places.en);
        text!(
            "{de} ({places_de}): weder beschlossen noch angemietet",
            "{en} ({places_en}): neither decided nor rented"
        )
    }));
    all
}

/// The key by which districts take their part, and where this district stands.
fn key(progress: &Progress, site: SiteId) -> Option<Text> {
    let district = progress.scenario.sites[site.index()].district;
    let findings = progress.findings.districts.get(district.index())?;
    let shares = shares(&progress.findings.districts, findings)?;
    let name = stranger(&findings.name);
    let percent = |share: f64| number::decimal(share * 100.0, 0);
    let (residents, housed) = (percent(shares.residents), percent(shares.housed));
    let (name_de, name_en, a, b) = (&name.de, &name.en, &residents.de, &housed.de);
    let (c, d) = (&residents.en, &housed.en);
    Some(match findings.target_share.map(percent) {
        Some(target) => {
            let (t, u) = (&target.de, &target.en);
            text!(
                "In {name_de} leben {a}\u{a0}% der Einwohner der Stadt. Nach dem Schlüssel der Stadt soll der Stadtteil {t}\u{a0}% der untergebrachten Menschen aufnehmen; in der Vorausrechnung sind es im Mittel {b}\u{a0}%.",
                "{c}% of the residents of the town live in {name_en}. By the key of the town the district is to take {u}% of the people housed; in the projection it is {d}% on average."
            )
        }
        None => text!(
            "In {name_de} leben {a}\u{a0}% der Einwohner der Stadt; in der Vorausrechnung sind es im Mittel {b}\u{a0}% der untergebrachten Menschen.",
            "{c}% of the residents of the town live in {name_en}; in the projection it is {d}% of the people housed on average."
        ),
    })
}

struct Shares {
    residents: f64,
    housed: f64,
}

fn shares(all: &[DistrictFindings], one: &DistrictFindings) -> Option<Shares> {
    let residents: f64 = all.iter().map(|district| district.residents).sum();
    let housed: f64 = all.iter().map(|district| district.housed.value).sum();
    (residents > 0.0 && housed > 0.0).then(|| Shares {
        residents: one.residents / residents,
        housed: one.housed.value / housed,
    })
}

fn places(count: u32) -> Text {
    number::counted(u64::from(count), ("Platz", "Plätze"), ("place", "places"))
}

fn how_many(facts: &Facts) -> Vec<Block> {
    let most = places(facts.site.nominal_places());
    let usable = number::whole(u64::from(facts.site.usable_places()));
    let (de, en, usable_de, usable_en) = (most.de, most.en, usable.de, usable.en);
    if facts.site.usable_places() == facts.site.nominal_places() {
        return vec![Block::Paragraph(text!(
            "Die Unterkunft hat {de}. Ein Haushalt bleibt zusammen, deshalb ist selten jeder Platz belegt.",
            "The site has {en}. Households stay together, so rarely every place is taken."
        ))];
    }
    vec![Block::Paragraph(text!(
        "Die Unterkunft hat {de}; {usable_de} davon sind auf Dauer nutzbar. Ein Haushalt bleibt zusammen, deshalb ist selten jeder Platz belegt.",
        "The site has {en}; {usable_en} of them can be used for good. Households stay together, so rarely every place is taken."
    ))]
}

fn until(progress: &Progress, site: &Site) -> Option<Date> {
    match site.opening {
        Opening::Fixed { until, .. } | Opening::Planned { until, .. } => {
            until.map(|day| progress.scenario.calendar.start.plus_days(day))
        }
        Opening::OnNeed { .. } | Opening::Never => None,
    }
}

fn when(progress: &Progress, facts: &Facts) -> Vec<Block> {
    let first = number::date(facts.opened.date);
    let (de, en) = (&first.de, &first.en);
    let span = match until(progress, facts.site).map(number::date) {
        Some(last) => {
            let (last_de, last_en) = (&last.de, &last.en);
            text!(
                "Genutzt wird sie vom {de} bis zum {last_de}.",
                "It is used from {en} to {last_en}."
            )
        }
        None => text!(
            "Genutzt wird sie ab dem {de}; ein Ende ist nicht festgelegt.",
            "It is used from {en} on; no end is fixed."
        ),
    };
    let mut blocks = vec![Block::Paragraph(span)];
    if matches!(facts.site.opening, Opening::Planned { .. }) {
        blocks.push(Block::Paragraph(text!(
            "Das ist der Plan. Er kann sich verschieben oder aufgegeben werden; dann sagen wir Ihnen Bescheid.",
            "This is the plan. It may be put off or given up; we will tell you."
        )));
    }
    blocks
}

fn next(facts: &Facts) -> Vec<Block> {
    let mut blocks = vec![if facts.meetings.is_empty() {
        Block::Paragraph(text!(
            "Termine sind noch nicht eingetragen.",
            "No dates are entered yet."
        ))
    } else {
        dates(&facts.meetings)
    }];
    if !facts.past.is_empty() {
        blocks.push(Block::Heading(text!("Was schon war", "What has been")));
        blocks.push(dates(&facts.past));
    }
    blocks
}

fn dates(meetings: &[&Meeting]) -> Block {
    let terms = meetings.iter().map(|meeting| {
        let (name, who) = (stranger(&meeting.name), words::who(meeting));
        let (de, en, who_de, who_en) = (name.de, name.en, who.de, who.en);
        (
            number::date(meeting.date),
            text!("{de} ({who_de})", "{en} ({who_en})"),
        )
    });
    Block::Terms(terms.collect())
}

fn contact(progress: &Progress, facts: &Facts) -> Vec<Block> {
    let of_site = facts.words.and_then(|words| words.contact.as_deref());
    let contact = of_site.or(progress.concept().contact.as_deref());
    vec![match contact {
        Some(contact) => Block::Paragraph(stranger(contact)),
        None => Block::Banner(text!(
            "Hier fehlt die Stelle, bei der man fragen kann („concept.contact“).",
            "The office to ask is missing here (`concept.contact`)."
        )),
    }]
}
