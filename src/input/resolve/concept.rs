//! The concept: names become positions; dates, units and percentages are checked.

use super::around::Around;
use super::context::Context;
use super::{effects, indicators, meetings};
use crate::findings::figures::FIGURES;
use crate::findings::information::{FIGURE, FOLLOW_UP_FIGURE};
use crate::ids::{MOST_ENTRIES, SiteId};
use crate::input::file::{DemandFile, DemandPreset, FieldFile, FieldPreset, MeasureFile, SiteWordsFile};
use crate::measure::{Concept, Demand, Feasibility, Field, Indicator, Measure, Rules, SiteWords, presets};
use crate::site::Site;
use crate::text;
use crate::text::Text;

/// How many action fields a report can show.
pub const MOST_FIELDS: usize = 40;

/// The whole concept.
pub fn resolve(cx: &mut Context, around: Around) -> Concept {
    let file = cx.file;
    let written = file.concept.clone().unwrap_or_default();
    let fields = fields(cx, written.field_preset, &written.fields);
    let demands = demands(written.demand_preset, &written.demands);
    let indicators = file
        .indicators
        .iter()
        .map(|(id, indicator)| indicators::one(cx, id, indicator))
        .collect();
    let sites = site_words(cx, &written.sites, around.sites);
    let mut concept = Concept {
        fields,
        demands,
        indicators,
        rules: rules(&written),
        contact: written.contact,
        sites,
        last_report: written.last_report,
        notes: written.notes,
        ..Concept::default()
    };
    for (id, measure) in file.measures.iter().take(MOST_ENTRIES) {
        let resolved = one_measure(cx, id, measure, &concept, around);
        concept.measures.push(resolved);
    }
    indicators::refuse_counts_before_the_start(cx, &concept);
    concept.meetings = meetings::resolve(cx, &concept.measures, around.sites);
    concept
}

fn rules(written: &crate::input::file::ConceptFile) -> Rules {
    let usual = Rules::default();
    let Some(file) = &written.information else {
        return usual;
    };
    Rules {
        planned_days_before: file.planned_days.unwrap_or(usual.planned_days_before),
        emergency_days_before: file.emergency_days.unwrap_or(usual.emergency_days_before),
        emergency_follow_up_days: file.follow_up_days.unwrap_or(usual.emergency_follow_up_days),
        source: file.source.clone(),
    }
}

fn site_words(cx: &mut Context, written: &Entries<SiteWordsFile>, sites: &[Site]) -> Vec<SiteWords> {
    let mut all = Vec::new();
    for (id, words) in written {
        match sites.iter().position(|site| site.id == *id) {
            Some(site) => all.push(SiteWords {
                site: SiteId::from(site),
                why_here: words.why_here.clone(),
                alternatives: words.alternatives.clone(),
                contact: words.contact.clone(),
                source: words.source.clone(),
            }),
            None if cx.file.sites.contains_key(id) => {}
            None => {
                let known: Vec<&str> = cx.file.sites.keys().map(String::as_str).collect();
                cx.unknown_name(&["concept", "sites", id], id, known.iter().copied());
            }
        }
    }
    all
}

type Entries<T> = crate::input::file::Entries<T>;

fn fields(cx: &mut Context, preset: Option<FieldPreset>, written: &Entries<FieldFile>) -> Vec<Field> {
    let mut all = match preset {
        Some(FieldPreset::Leverkusen) => presets::leverkusen(),
        Some(FieldPreset::Herzogenrath) => presets::herzogenrath(),
        None => Vec::new(),
    };
    for (id, field) in written {
        check_figures(cx, id, field);
        check_services(cx, id, field);
        if !all.iter().any(|known| known.id == *id) {
            all.push(Field {
                id: id.clone(),
                name: Text::same(id),
                goal: None,
                figures: Vec::new(),
                services: Vec::new(),
            });
        }
        let Some(known) = all.iter_mut().find(|known| known.id == *id) else {
            continue;
        };
        if let Some(name) = &field.name {
            known.name = Text::same(name);
        }
        known.goal = field.goal.clone();
        known.services.clone_from(&field.services);
        if let Some(figures) = &field.figures {
            known.figures.clone_from(figures);
        }
    }
    if all.len() > MOST_FIELDS {
        cx.complain(
            &["concept", "fields"],
            text!(
                "Ein Bericht zeigt höchstens {MOST_FIELDS} Handlungsfelder.",
                "A report shows at most {MOST_FIELDS} action fields."
            ),
        );
    }
    all
}

fn check_figures(cx: &mut Context, id: &str, field: &FieldFile) {
    for (index, figure) in field.figures.iter().flatten().enumerate() {
        let known = || {
            FIGURES
                .iter()
                .map(|kind| kind.id)
                .chain([FIGURE, FOLLOW_UP_FIGURE])
        };
        if !known().any(|known| known == figure) {
            let number = (index + 1).to_string();
            let path = ["concept", "fields", id, "figures", number.as_str()];
            cx.unknown_name(&path, figure, known().collect::<Vec<&str>>());
        }
    }
}

fn check_services(cx: &mut Context, id: &str, field: &FieldFile) {
    for (index, service) in field.services.iter().enumerate() {
        if !cx.file.services.contains_key(service) {
            let number = (index + 1).to_string();
            let path = ["concept", "fields", id, "services", number.as_str()];
            let known: Vec<&str> = cx.file.services.keys().map(String::as_str).collect();
            cx.unknown_name(&path, service, known);
        }
    }
}

fn demands(preset: Option<DemandPreset>, written: &Entries<DemandFile>) -> Vec<Demand> {
    let mut all = match preset {
        Some(DemandPreset::Leichlingen) => presets::leichlingen(),
        None => Vec::new(),
    };
    for (id, demand) in written {
        let name = demand.name.as_ref().map(Text::same);
        match all.iter_mut().find(|known| known.id == *id) {
            Some(known) => {
                known.name = name.unwrap_or_else(|| known.name.clone());
                known.source = demand.source.clone().or(known.source.take());
            }
            None => all.push(Demand {
                id: id.clone(),
                name: name.unwrap_or_else(|| Text::same(id)),
                source: demand.source.clone(),
            }),
        }
    }
    all
}

fn one_measure(cx: &mut Context, id: &str, file: &MeasureFile, concept: &Concept, around: Around) -> Measure {
    let field = concept.fields.iter().position(|field| field.id == file.field);
    if field.is_none() {
        cx.unknown_name(
            &["measures", id, "field"],
            &file.field,
            concept.fields.iter().map(|field| field.id.as_str()),
        );
    }
    check_dates(cx, id, file);
    check_effect_dates(cx, id, file);
    let indicator = indicator(cx, id, file, &concept.indicators);
    Measure {
        id: id.to_owned(),
        name: file.measure.clone(),
        field: field.unwrap_or(0),
        goal: file.goal.clone(),
        owner: file.owner.clone(),
        partners: file.partners.clone(),
        target_group: file.target_group.clone(),
        start: file.start,
        end: file.end,
        cost_once_eur: file.cost_once_eur,
        cost_per_year_eur: file.cost_per_year_eur,
        funding: file.funding.clone(),
        indicator,
        target: file.target,
        target_date: file.target_date,
        status: file.status.meaning(),
        status_since: file.status_since,
        status_before: file.status_before.map(crate::input::file::StatusFile::meaning),
        feasibility: file
            .feasibility
            .map_or(Feasibility::Free, crate::input::file::FeasibilityFile::meaning),
        risk: file.risk.clone(),
        last_report: file.last_report,
        simple: file.simple.clone(),
        next_step: file.next_step.clone(),
        next_date: file.next_date,
        covers: covers(cx, id, file, &concept.demands),
        effects: effects::resolve(cx, id, &file.effects, around),
        effects_from: file.effects_from,
        effects_end: file.effects_until,
        acts: false,
        ramp_up_days: file.ramp_up_days.unwrap_or(0),
        delay: effects::delay(cx, id, file.delay.as_ref()),
        failure_probability: file.failure_probability.unwrap_or(0.0),
        source: file.source.clone(),
    }
}

fn check_dates(cx: &mut Context, id: &str, file: &MeasureFile) {
    let Some(start) = file.start else { return };
    let later = [("end", file.end), ("target_date", file.target_date)];
    for (key, date) in later {
        if let Some(date) = date.filter(|date| *date < start) {
            let message = if key == "end" {
                text!(
                    "Das Ende ({date}) liegt vor dem Beginn ({start}).",
                    "The end ({date}) comes before the start ({start})."
                )
            } else {
                text!(
                    "Das Ziel soll vor dem Beginn ({start}) erreicht sein.",
                    "The target is to be reached before the start ({start})."
                )
            };
            cx.complain_with(
                &["measures", id, key],
                message,
                text!("Eines der beiden Daten ändern.", "Change one of the two dates."),
            );
        }
    }
}

/// Effects cannot end before they begin.
fn check_effect_dates(cx: &mut Context, id: &str, file: &MeasureFile) {
    let Some(from) = file.effects_from.or(file.start) else {
        return;
    };
    if let Some(until) = file.effects_until.filter(|until| *until < from) {
        cx.complain_with(
            &["measures", id, "effects_until"],
            text!(
                "Die Wirkung endet am {until}, bevor sie am {from} beginnt.",
                "The effects end on {until} before they begin on {from}."
            ),
            text!("Eines der beiden Daten ändern.", "Change one of the two dates."),
        );
    }
}

fn indicator(cx: &mut Context, id: &str, file: &MeasureFile, all: &[Indicator]) -> Option<usize> {
    let Some(name) = &file.indicator else {
        if file.target.is_some() {
            cx.complain_with(
                &["measures", id, "target"],
                text!(
                    "Das Ziel hat keinen Indikator, an dem es gemessen wird.",
                    "The target has no indicator by which it is measured."
                ),
                text!(
                    "Mit „indicator“ einen Indikator nennen.",
                    "Name one with `indicator`."
                ),
            );
        }
        return None;
    };
    let found = all.iter().position(|indicator| indicator.id == *name);
    let Some(indicator) = found.map(|index| &all[index]) else {
        cx.unknown_name(
            &["measures", id, "indicator"],
            name,
            all.iter().map(|indicator| indicator.id.as_str()),
        );
        return None;
    };
    indicators::check_unit(
        cx,
        &["measures", id, "target_unit"],
        file.target_unit.as_deref(),
        &indicator.unit,
    );
    indicators::check_percentage(cx, &["measures", id, "target"], file.target, &indicator.unit);
    found
}

fn covers(cx: &mut Context, id: &str, file: &MeasureFile, demands: &[Demand]) -> Vec<usize> {
    let mut all = Vec::new();
    for (index, name) in file.covers.iter().enumerate() {
        match demands.iter().position(|demand| demand.id == *name) {
            Some(demand) if all.contains(&demand) => {}
            Some(demand) => all.push(demand),
            None => {
                let number = (index + 1).to_string();
                cx.unknown_name(
                    &["measures", id, "covers", number.as_str()],
                    name,
                    demands.iter().map(|demand| demand.id.as_str()),
                );
            }
        }
    }
    all
}
