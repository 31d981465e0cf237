//! The implementation report as the public may see it: the scenario with its concept.

use super::{Progress, PublicEdition};
use crate::findings::information::Notice;
use crate::ids::SiteId;
use crate::measure::{Concept, Measure};
use crate::report::public::{self, Withheld};
use crate::scenario::{InputFile, Scenario};
use crate::text::{Lang, Text};

/// Calls a function with the report and its inputs as the public may see them.
pub fn with_public_progress<T>(
    progress: &Progress,
    inputs: &[InputFile],
    lang: Lang,
    use_them: impl FnOnce(&Progress, &[InputFile]) -> T,
) -> T {
    let withheld = Withheld::of(&[progress.resolved], lang);
    let hidden = hidden_sites(progress.scenario, &withheld);
    let scenario = scenario(progress.scenario, &withheld);
    let findings = withheld.findings(progress.findings);
    let notice = notice(progress.notice, &withheld);
    let resolved = withheld.resolved(progress.resolved);
    let inputs = public::inputs(progress.resolved, inputs);
    let public = Progress {
        scenario: &scenario,
        findings: &findings,
        notice: &notice,
        resolved: &resolved,
        public: Some(PublicEdition {
            without_sheet: &hidden,
        }),
        ..*progress
    };
    use_them(&public, &inputs)
}

fn hidden_sites(scenario: &Scenario, withheld: &Withheld) -> Vec<SiteId> {
    let sites = scenario.sites.iter().enumerate();
    sites
        .filter(|(_, site)| withheld.hides(&site.id))
        .map(|(index, _)| SiteId::from(index))
        .collect()
}

fn scenario(scenario: &Scenario, withheld: &Withheld) -> Scenario {
    let mut told = scenario.clone();
    told.name = withheld.said(&told.name);
    told.responsible = told.responsible.map(|office| withheld.said(&office));
    for service in &mut told.services {
        service.name = withheld.said(&service.name);
    }
    for step in &mut told.ladder {
        step.name = withheld.said(&step.name);
    }
    concept(&mut told.concept, scenario, withheld);
    for site in &mut told.sites {
        if let Some((id, name)) = withheld.instead_of(&site.id) {
            site.id = id.to_owned();
            site.name = name.to_owned();
            site.position = None;
        }
    }
    told
}

fn concept(concept: &mut Concept, scenario: &Scenario, withheld: &Withheld) {
    let say = |words: &mut String| *words = withheld.said(words);
    let say_both = |words: &mut Text| {
        say(&mut words.de);
        say(&mut words.en);
    };
    for field in &mut concept.fields {
        say_both(&mut field.name);
        field.goal.as_mut().map(say);
    }
    for demand in &mut concept.demands {
        say_both(&mut demand.name);
        demand.source.as_mut().map(say);
    }
    for measure in &mut concept.measures {
        texts(measure).into_iter().for_each(say);
    }
    for indicator in &mut concept.indicators {
        say(&mut indicator.name);
        indicator.source.as_mut().map(say);
        if withheld.hides_values(&indicator.id) {
            indicator.name = format!("{} ({})", indicator.name, withheld.word());
            (indicator.baseline, indicator.baseline_date) = (None, None);
            indicator.actual.clear();
        }
    }
    for meeting in &mut concept.meetings {
        say(&mut meeting.name);
        meeting.source.as_mut().map(say);
    }
    concept.rules.source.as_mut().map(say);
    concept.contact.as_mut().map(say);
    concept.notes.iter_mut().for_each(say);
    let is_hidden = |site: SiteId| withheld.hides(&scenario.sites[site.index()].id);
    concept.sites.retain(|words| !is_hidden(words.site));
    for words in &mut concept.sites {
        words.alternatives.iter_mut().for_each(say);
        let single = [&mut words.why_here, &mut words.contact, &mut words.source];
        single.into_iter().flatten().for_each(say);
    }
}

/// All that people wrote about a measure.
fn texts(measure: &mut Measure) -> Vec<&mut String> {
    let optional = [
        &mut measure.goal,
        &mut measure.owner,
        &mut measure.partners,
        &mut measure.target_group,
        &mut measure.funding,
        &mut measure.risk,
        &mut measure.simple,
        &mut measure.next_step,
        &mut measure.source,
    ];
    let mut all: Vec<&mut String> = optional.into_iter().flatten().collect();
    all.push(&mut measure.name);
    all
}

fn notice(notice: &Notice, withheld: &Withheld) -> Notice {
    let mut told = notice.clone();
    for site in &mut told.sites {
        site.step = site.step.as_ref().map(|step| withheld.said(step));
    }
    told
}
