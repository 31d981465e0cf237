//! A proposal on a terminal or on paper.

use super::Proposed;
use super::effects::{households, persons};
use super::words::Speaker;
use crate::complaint::printable;
use crate::proposal::Settled;
use crate::report::number;
use crate::report::terminal::wrapped;
use crate::text;
use crate::text::{Lang, Text};
use std::fmt::Write as _;

/// Kinds of scarce places that are told.
const SCARCE_SHOWN: usize = 8;

/// A page being written.
struct Page {
    out: String,
    lang: Lang,
    width: usize,
}

impl Page {
    /// A paragraph, indented; lines after the first a little more.
    fn say(&mut self, indent: usize, words: &Text) {
        let words = words.in_lang(self.lang);
        for (number, line) in wrapped(words, self.width - indent - 2).iter().enumerate() {
            let indent = if number == 0 { indent } else { indent + 2 };
            let _ = writeln!(self.out, "{:indent$}{line}", "");
        }
    }

    fn heading(&mut self, words: &Text) {
        let _ = writeln!(self.out, "\n{}", words.in_lang(self.lang));
    }
}

/// The whole proposal.
pub fn page(proposed: &Proposed, lang: Lang, width: usize) -> String {
    let speaker = proposed.speaker();
    let mut page = Page {
        out: String::new(),
        lang,
        width: width.clamp(40, 120),
    };
    title(&mut page, proposed);
    decided(&mut page, proposed, &speaker);
    placements(&mut page, proposed, &speaker);
    left_out(&mut page, proposed, &speaker);
    goals(&mut page, proposed, &speaker);
    scarce(&mut page, proposed, &speaker);
    front(&mut page, proposed);
    scores(&mut page, proposed);
    closing(&mut page);
    printable(&page.out)
}

fn title(page: &mut Page, proposed: &Proposed) {
    let Text { de, en } = super::title();
    let name = &proposed.scenario().name;
    let date = number::date(proposed.date);
    let (date_de, date_en) = (date.de, date.en);
    page.say(0, &text!("{de}: {name}, {date_de}", "{en}: {name}, {date_en}"));
    let draft = &proposed.proposal.draft;
    let asking = draft.today.needy.len() + draft.decided.len();
    let promised = draft
        .decided
        .iter()
        .filter(|settled| settled.decision.site.is_none());
    let unmet = proposed.proposal.measures.unmet.0 as usize + promised.count();
    let all = households(asking as f64);
    let with = number::whole((asking - unmet) as u64);
    let without = number::whole(unmet as u64);
    let (all_de, all_en, with_de, with_en) = (all.de, all.en, with.de, with.en);
    let (without_de, without_en) = (without.de, without.en);
    page.say(
        0,
        &text!(
            "{all_de} auf der Suche: {with_de} mit Platz, {without_de} ohne.",
            "{all_en} in search of a place: {with_en} with one, {without_en} without."
        ),
    );
}

fn front(page: &mut Page, proposed: &Proposed) {
    let Some(front) = &proposed.front else { return };
    page.heading(&text!(
        "Der Preis der Mischung: vom günstigsten zum gleichmäßigsten Vorschlag",
        "The price of mixing: from the cheapest plan to the most even one"
    ));
    for line in super::front::lines(proposed, front) {
        page.say(2, &line);
    }
}

fn who(proposed: &Proposed, household: usize) -> Text {
    let household = &proposed.scenario().households[household];
    let id = &household.id;
    let Text { de, en } = persons(f64::from(household.size));
    text!("{id} ({de})", "{id} ({en})")
}

fn decided(page: &mut Page, proposed: &Proposed, speaker: &Speaker) {
    let settled = &proposed.proposal.draft.decided;
    if settled.is_empty() {
        return;
    }
    page.heading(&text!("Schon entschieden", "Decided already"));
    for one in settled {
        page.say(2, &decided_line(proposed, speaker, one));
        page.say(4, &speaker.decided(one));
    }
}

fn decided_line(proposed: &Proposed, speaker: &Speaker, settled: &Settled) -> Text {
    let Text { de, en } = who(proposed, settled.needy.household);
    match settled.decision.site {
        Some(site) => {
            let site = speaker.site(site.index());
            text!("{de} → {site}", "{en} → {site}")
        }
        None => text!("{de}: vorerst kein Platz", "{en}: no place for now"),
    }
}

fn placements(page: &mut Page, proposed: &Proposed, speaker: &Speaker) {
    let draft = &proposed.proposal.draft;
    let reasons = proposed.proposal.reasons.iter().enumerate();
    let placed: Vec<_> = reasons
        .filter_map(|(row, reason)| Some((row, reason.as_ref()?)))
        .collect();
    if placed.is_empty() {
        return;
    }
    page.heading(&text!("Wer wohin", "Who goes where"));
    for (row, reason) in placed {
        let Text { de, en } = who(proposed, draft.today.needy[row].household);
        let site = speaker.site(draft.batch.vacancies[reason.vacancy].site);
        let room = speaker.room(reason.vacancy);
        let (room_de, room_en) = (room.de, room.en);
        page.say(2, &text!("{de} → {site}, {room_de}", "{en} → {site}, {room_en}"));
        if let Some(Text { de, en }) = speaker.cause(draft.today.needy[row].cause) {
            page.say(4, &text!("Anlass: {de}.", "Occasion: {en}."));
        }
        let Text { de, en } = speaker.reason(row, reason);
        page.say(4, &text!("Warum: {de}", "Why: {en}"));
        if let Some(other) = &reason.second_best {
            let Text { de, en } = speaker.second_best(other);
            let sure = match other.is_proven {
                true => Text::same(""),
                false => text!(" (nicht bewiesen)", " (not proven)"),
            };
            let (sure_de, sure_en) = (sure.de, sure.en);
            page.say(
                4,
                &text!(
                    "Zweitbeste Unterkunft: {de}{sure_de}.",
                    "Second best site: {en}{sure_en}."
                ),
            );
        }
        page.say(
            4,
            &text!(
                "☐ angenommen  ☐ anders: ________  von ________ am ________  Grund: ________",
                "☐ accepted  ☐ other: ________  by ________ on ________  reason: ________"
            ),
        );
    }
}

fn left_out(page: &mut Page, proposed: &Proposed, speaker: &Speaker) {
    let draft = &proposed.proposal.draft;
    let obstacles = proposed.proposal.obstacles.iter().enumerate();
    let left_out: Vec<_> = obstacles
        .filter_map(|(row, one)| Some((row, one.as_ref()?)))
        .collect();
    if left_out.is_empty() {
        return;
    }
    page.heading(&text!("Ohne Platz", "Without a place"));
    for (row, obstacle) in left_out {
        let Text { de, en } = who(proposed, draft.today.needy[row].household);
        let why = speaker.obstacle(row, obstacle);
        let (why_de, why_en) = (why.de, why.en);
        page.say(2, &text!("{de}: {why_de}", "{en}: {why_en}"));
        let Text { de, en } = speaker.remedy(row, obstacle);
        page.say(4, &text!("Was helfen würde: {de}.", "What would help: {en}."));
    }
    for shortage in &proposed.proposal.shortages {
        if shortage.sites.is_empty() {
            continue;
        }
        let all = households(shortage.households.len() as f64);
        let (units, beds) = (shortage.units, shortage.beds);
        let sites: Vec<String> = shortage.sites.iter().map(|&site| speaker.site(site)).collect();
        let sites = sites.join(", ");
        let (de, en) = (all.de, all.en);
        page.say(
            2,
            &text!(
                "Zusammen zu viele: {de} kommen nur für {units} freie Wohneinheiten und {beds} freie Betten in Frage ({sites}).",
                "Too many together: {en} can only use {units} free units and {beds} free beds ({sites})."
            ),
        );
    }
}

fn goals(page: &mut Page, proposed: &Proposed, speaker: &Speaker) {
    let solved = &proposed.proposal.solved;
    page.heading(&text!(
        "Ziele, die wichtigsten zuerst",
        "Goals, most important first"
    ));
    for (number, result) in solved.stages.iter().enumerate() {
        let number = number + 1;
        let Text { de, en } = speaker.scale.name(result.stage);
        let value = speaker.scale.shown(result.stage, result.value);
        let (value_de, value_en) = (value.de, value.en);
        let bound = match (result.is_proven(), result.bound) {
            (true, _) => text!("bewiesen", "proven"),
            (false, Some(bound)) => {
                let Text { de, en } = speaker.scale.shown(result.stage, bound);
                text!("besser als {de} geht es nicht", "no better than {en} is possible")
            }
            (false, None) => text!("nicht bewiesen", "not proven"),
        };
        let (bound_de, bound_en) = (bound.de, bound.en);
        page.say(
            2,
            &text!(
                "{number}. {de}: {value_de} ({bound_de})",
                "{number}. {en}: {value_en} ({bound_en})"
            ),
        );
    }
    page.say(2, &speaker.proof(solved));
    if let Some(preferences) = speaker.preferences() {
        page.say(2, &preferences);
    }
}

fn scarce(page: &mut Page, proposed: &Proposed, speaker: &Speaker) {
    page.heading(&text!("Was knapp ist", "What is scarce"));
    let scarce = &proposed.proposal.scarce;
    for place in scarce.iter().take(SCARCE_SHOWN) {
        page.say(2, &speaker.scarce(place));
    }
    if scarce.is_empty() {
        page.say(
            2,
            &text!(
                "Nichts: Ein Platz mehr in einer der vollen Unterkünfte machte keinen Plan besser.",
                "Nothing: one place more in a full site would make no plan better."
            ),
        );
    }
}

fn scores(page: &mut Page, proposed: &Proposed) {
    let Some(table) = &proposed.orders.scores else {
        return;
    };
    let (file, source, predictors) = (&table.file, &table.source, &table.predictors);
    page.heading(&text!("Bewertungen", "Scores"));
    page.say(2, &text!("Tabelle: {file}", "Table: {file}"));
    page.say(2, &text!("Quelle: {source}", "Source: {source}"));
    page.say(2, &text!("Beruht auf: {predictors}", "Rests on: {predictors}"));
}

fn closing(page: &mut Page) {
    page.out.push('\n');
    page.say(
        0,
        &text!(
            "Dies ist ein Vorschlag; es entscheidet die zuständige Person. „--out DATEI.csv“ schreibt ihn als Liste mit Feldern für die Entscheidung, „--decisions DATEI.csv“ liest sie zurück.",
            "This is a proposal; the officer in charge decides. `--out FILE.csv` writes it as a list with fields for the decision, `--decisions FILE.csv` reads them back."
        ),
    );
}
