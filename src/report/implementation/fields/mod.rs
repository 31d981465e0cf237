//! One section per action field: goal, measures, indicators with their course, what the
//! simulation says, next steps.

mod indicators;

use super::{Progress, owner, words};
use crate::calendar::Date;
use crate::findings::Figure as FoundFigure;
use crate::measure::{Effect, Field, Measure, standing};
use crate::report::block::{Block, Cell, Section, Sentence, Table, stranger};
use crate::report::{number, verdict};
use crate::text;
use crate::text::Text;

/// Ids of the sections and of their figures; no more fields are allowed.
const IDS: [(&str, &str); 40] = [
    ("field-1", "course-1"),
    ("field-2", "course-2"),
    ("field-3", "course-3"),
    ("field-4", "course-4"),
    ("field-5", "course-5"),
    ("field-6", "course-6"),
    ("field-7", "course-7"),
    ("field-8", "course-8"),
    ("field-9", "course-9"),
    ("field-10", "course-10"),
    ("field-11", "course-11"),
    ("field-12", "course-12"),
    ("field-13", "course-13"),
    ("field-14", "course-14"),
    ("field-15", "course-15"),
    ("field-16", "course-16"),
    ("field-17", "course-17"),
    ("field-18", "course-18"),
    ("field-19", "course-19"),
    ("field-20", "course-20"),
    ("field-21", "course-21"),
    ("field-22", "course-22"),
    ("field-23", "course-23"),
    ("field-24", "course-24"),
    ("field-25", "course-25"),
    ("field-26", "course-26"),
    ("field-27", "course-27"),
    ("field-28", "course-28"),
    ("field-29", "course-29"),
    ("field-30", "course-30"),
    ("field-31", "course-31"),
    ("field-32", "course-32"),
    ("field-33", "course-33"),
    ("field-34", "course-34"),
    ("field-35", "course-35"),
    ("field-36", "course-36"),
    ("field-37", "course-37"),
    ("field-38", "course-38"),
    ("field-39", "course-39"),
    ("field-40", "course-40"),
];

/// A section for every field with measures or figures.
pub fn sections(progress: &Progress) -> Vec<Section> {
    let fields = progress.concept().fields.iter().enumerate().zip(IDS);
    fields
        .filter_map(|((index, field), ids)| section(progress, index, field, ids))
        .collect()
}

fn section(
    progress: &Progress,
    index: usize,
    field: &Field,
    (id, course): (&'static str, &'static str),
) -> Option<Section> {
    let measures: Vec<&Measure> = progress.concept().measures_of(index).collect();
    if measures.is_empty() && (field.figures.is_empty() || progress.concept().measures.is_empty()) {
        return None;
    }
    let mut blocks = Vec::new();
    if let Some(goal) = &field.goal {
        let goal = stranger(goal);
        let (de, en) = (&goal.de, &goal.en);
        blocks.push(Block::Paragraph(text!("Ziel: {de}", "Goal: {en}")));
    }
    if measures.is_empty() {
        blocks.push(Block::Paragraph(text!(
            "In diesem Feld ist keine Maßnahme eingetragen.",
            "No measure is entered in this field."
        )));
    } else {
        blocks.push(Block::Table(table(&measures)));
        blocks.extend(indicators::block(progress, &measures, course));
    }
    blocks.extend(bottlenecks(progress, field, &measures));
    blocks.extend(next_steps(progress, &measures));
    Some(Section {
        id,
        title: field.name.clone(),
        blocks,
    })
}

fn table(measures: &[&Measure]) -> Table {
    let mut table = Table::new(
        text!("Maßnahmen", "Measures"),
        vec![
            words::column("Maßnahme", "Measure"),
            words::column("Stand", "Standing"),
            words::column("Zuständig", "Owner"),
            words::column("Kosten", "Cost"),
        ],
    );
    for measure in measures {
        table.row_named(
            format!("measure-{}", measure.id),
            vec![
                Cell::WithDetails(stranger(&measure.name), about(measure)),
                Cell::WithDetails(measure.status.name(), dates_and_permission(measure)),
                Cell::WithDetails(owner(measure), partners(measure)),
                cost(measure),
            ],
        );
    }
    table
}

fn about(measure: &Measure) -> Vec<Text> {
    let named = |de: &str, en: &str, words: &Option<String>| {
        words.as_deref().map(|words| {
            let words = stranger(words);
            let (words_de, words_en) = (words.de, words.en);
            text!("{de}: {words_de}", "{en}: {words_en}")
        })
    };
    let simple = measure.simple.as_deref().map(stranger);
    [
        named("Ziel", "Goal", &measure.goal),
        named("Für", "For", &measure.target_group),
        named("Risiko", "Risk", &measure.risk),
        simple,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn dates_and_permission(measure: &Measure) -> Vec<Text> {
    let dates = words::dates(measure.start, measure.end);
    let permission = standing::waits_for(measure).map(crate::measure::Feasibility::name);
    let reported = measure.last_report.map(|date| {
        let Text { de, en } = number::date(date);
        text!("berichtet am {de}", "reported on {en}")
    });
    dates.into_iter().chain(permission).chain(reported).collect()
}

fn partners(measure: &Measure) -> Vec<Text> {
    measure
        .partners
        .as_deref()
        .map(|partners| {
            let partners = stranger(partners);
            let (de, en) = (partners.de, partners.en);
            text!("beteiligt: {de}", "partners: {en}")
        })
        .into_iter()
        .collect()
}

fn cost(measure: &Measure) -> Cell {
    let once = measure.cost_once_eur.map(|eur| {
        let Text { de, en } = words::euros(eur);
        text!("{de} einmalig", "{en} once")
    });
    let yearly = measure.cost_per_year_eur.map(|eur| {
        let Text { de, en } = words::euros(eur);
        text!("{de} im Jahr", "{en} a year")
    });
    let amounts: Vec<Text> = once.into_iter().chain(yearly).collect();
    match (amounts.is_empty(), measure.funding.as_deref()) {
        (true, None) => Cell::Nothing,
        (true, Some(funding)) => Cell::name(funding),
        (false, funding) => Cell::WithDetails(
            words::joined(&amounts, ", "),
            funding.map(stranger).into_iter().collect(),
        ),
    }
}

/// What the simulation says about the field: its figures, and whether its services suffice.
fn bottlenecks(progress: &Progress, field: &Field, measures: &[&Measure]) -> Vec<Block> {
    let services = services(progress, field, measures);
    let figures: Vec<&FoundFigure> = field
        .figures
        .iter()
        .filter_map(|id| progress.findings.figure(id))
        .collect();
    if figures.is_empty() && services.is_none() {
        return vec![Block::Paragraph(text!(
            "Zu diesem Feld rechnet die Simulation dieses Szenarios nichts; Engpässe sind deshalb nicht bekannt.",
            "The simulation of this scenario computes nothing about this field; bottlenecks are therefore not known."
        ))];
    }
    let mut table = Table::new(
        text!(
            "Was die Simulation zu diesem Feld sagt",
            "What the simulation says about this field"
        ),
        vec![
            words::column("Kennzahl", "Figure"),
            words::numbers("Schätzwert", "Estimate"),
            words::numbers("so genau ist er (95\u{a0}%)", "how exact it is (95%)"),
        ],
    );
    for figure in figures {
        let value = number::value(figure).map(|value| number::with_unit(&value, figure.unit));
        table.row(vec![
            Cell::WithDetail(figure.name.clone(), figure.definition.clone()),
            Cell::Words(value.unwrap_or_else(crate::report::catalogue::not_seen)),
            Cell::words_or_nothing(number::interval(figure)),
        ]);
    }
    let figures = (!table.rows.is_empty()).then_some(table);
    figures.into_iter().chain(services).map(Block::Table).collect()
}

/// The services of the field: those that it names, and those on which its measures act.
fn services(progress: &Progress, field: &Field, measures: &[&Measure]) -> Option<Table> {
    let acted_on = |id: &str| {
        let effects = measures.iter().flat_map(|measure| &measure.effects);
        effects.filter_map(Effect::service).any(|service| {
            let service = progress.scenario.services.get(service.index());
            service.is_some_and(|service| service.id == id)
        })
    };
    let findings = progress.findings;
    let mut table = Table::new(
        text!(
            "Reichen die Angebote dieses Feldes?",
            "Are the services of this field enough?"
        ),
        vec![
            words::column("Angebot", "Service"),
            words::column("Urteil", "Judgement"),
        ],
    );
    for service in &findings.services {
        if field.services.contains(&service.id) || acted_on(&service.id) {
            let verdict = verdict::service(service, findings.replications, findings.judgement);
            table.row(vec![Cell::name(&service.name), Cell::Verdict(verdict)]);
        }
    }
    (!table.rows.is_empty()).then(|| table.note(verdict::service_rule(findings.judgement)))
}

fn next_steps(progress: &Progress, measures: &[&Measure]) -> Option<Block> {
    let mut steps: Vec<(Option<Date>, Sentence)> = measures
        .iter()
        .filter(|measure| measure.status.is_open())
        .filter(|measure| standing::step_done(progress.concept(), measure, progress.date).is_none())
        .filter_map(|measure| {
            let step = stranger(measure.next_step.as_deref()?);
            Some((measure.next_date, step_sentence(progress, measure, &step)))
        })
        .collect();
    steps.sort_by_key(|(date, _)| (date.is_none(), *date));
    if steps.is_empty() {
        return None;
    }
    Some(Block::Sentences(
        steps.into_iter().map(|(_, sentence)| sentence).collect(),
    ))
}

fn step_sentence(progress: &Progress, measure: &Measure, step: &Text) -> Sentence {
    let who = owner(measure);
    let (step_de, step_en, who_de, who_en) = (&step.de, &step.en, &who.de, &who.en);
    let Some(date) = measure.next_date else {
        return Sentence {
            text: text!(
                "Nächster Schritt, ohne Termin: {step_de} ({who_de})",
                "Next step, no date: {step_en} ({who_en})"
            ),
            key: None,
            more: None,
        };
    };
    let shown = number::date(date);
    let (de, en) = (&shown.de, &shown.en);
    let text = if date < progress.date {
        text!(
            "War fällig bis {de}: {step_de} ({who_de})",
            "Was due by {en}: {step_en} ({who_en})"
        )
    } else {
        text!(
            "Nächster Schritt bis {de}: {step_de} ({who_de})",
            "Next step by {en}: {step_en} ({who_en})"
        )
    };
    Sentence {
        text,
        key: Some(shown),
        more: None,
    }
}
