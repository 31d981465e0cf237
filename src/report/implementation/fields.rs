//! One section per action field: goal, measures, indicators with their course, what the
//! simulation says, next steps.

use super::{Progress, owner, words};
use crate::calendar::Date;
use crate::findings::Figure as FoundFigure;
use crate::measure::{Effect, Field, Indicator, Measure, standing};
use crate::report::block::{
    Axis, AxisNumbers, Block, Cell, Chart, Drawing, Figure, Ink, Layer, Section, Sentence, Table, stranger,
};
use crate::report::{figure, number, verdict};
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
        blocks.extend(indicators(progress, &measures, course));
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

/// The indicators of the measures: as small charts where two values are known, and as a table.
fn indicators(progress: &Progress, measures: &[&Measure], id: &'static str) -> Option<Block> {
    let concept = progress.concept();
    let with = |measure: &&Measure| {
        Some((*measure).clone()).zip(measure.indicator.map(|at| &concept.indicators[at]))
    };
    let pairs: Vec<(Measure, &Indicator)> = measures.iter().filter_map(with).collect();
    if pairs.is_empty() {
        return None;
    }
    let table = indicator_table(progress, &pairs);
    let panels: Vec<(Text, Chart)> = pairs
        .iter()
        .filter_map(|(measure, indicator)| {
            Some((stranger(&indicator.name), chart(progress, measure, indicator)?))
        })
        .collect();
    if panels.is_empty() {
        return Some(Block::Table(table));
    }
    Some(Block::Figure(Box::new(Figure {
        id,
        title: text!("Indikatoren und ihre Ziele", "Indicators and their targets"),
        description: description(progress, &pairs),
        reading: text!(
            "Durchgezogen: was gezählt wurde, bis zum letzten Wert. Gestrichelt: der gerade Weg vom Ausgangswert zum Ziel.",
            "Solid: what was counted, up to the last value. Dashed: the straight way from the baseline to the target."
        ),
        legend: vec![
            (Ink::Median, text!("gezählt", "counted")),
            (Ink::Capacity, text!("Weg zum Ziel", "way to the target")),
        ],
        drawing: Drawing::Panels(panels),
        data: table,
    })))
}

fn description(progress: &Progress, pairs: &[(Measure, &Indicator)]) -> Text {
    let sentences: Vec<Text> = pairs
        .iter()
        .map(|(measure, indicator)| {
            let name = stranger(&indicator.name);
            let (de, en) = (&name.de, &name.en);
            let is = indicator.known_on(progress.date).map_or_else(
                || text!("nicht gezählt", "not counted"),
                |(_, value)| words::value(value, indicator),
            );
            let goal = measure.target.map_or_else(
                || text!("kein Ziel", "no target"),
                |target| words::value(target, indicator),
            );
            let (is_de, is_en, goal_de, goal_en) = (is.de, is.en, goal.de, goal.en);
            text!(
                "{de}: {is_de}, Ziel {goal_de}.",
                "{en}: {is_en}, target {goal_en}."
            )
        })
        .collect();
    words::joined(&sentences, " ")
}

fn indicator_table(progress: &Progress, pairs: &[(Measure, &Indicator)]) -> Table {
    let mut table = Table::new(
        text!("Indikatoren", "Indicators"),
        vec![
            words::column("Indikator", "Indicator"),
            words::numbers("Ausgangswert", "Baseline"),
            words::numbers("heute", "today"),
            words::numbers("Ziel", "Target"),
            words::numbers("vom Weg erreicht", "part of the way"),
        ],
    );
    let shown = |value: Option<f64>, indicator: &Indicator, date: Option<Date>| match (value, date) {
        (None, _) => Cell::Nothing,
        (Some(value), None) => Cell::Words(words::value(value, indicator)),
        (Some(value), Some(date)) => Cell::WithDetail(words::value(value, indicator), number::date(date)),
    };
    for (measure, indicator) in pairs {
        let known = indicator.known_on(progress.date);
        let reached = standing::share_reached(measure, indicator, progress.date);
        table.row(vec![
            Cell::WithDetail(
                stranger(&indicator.name),
                words::source(indicator.source.as_deref()),
            ),
            shown(indicator.baseline, indicator, indicator.baseline_date),
            shown(
                known.map(|(_, value)| value),
                indicator,
                known.map(|(date, _)| date),
            ),
            shown(measure.target, indicator, standing::due(measure)),
            Cell::words_or_nothing(reached.map(|share| {
                let Text { de, en } = number::decimal(share * 100.0, 0);
                text!("{de}\u{a0}%", "{en}%")
            })),
        ]);
    }
    match ahead(progress, pairs) {
        Some(words) => table.note(words),
        None => table,
    }
}

/// Values that were entered for days after the report: they are not shown, and that is said.
fn ahead(progress: &Progress, pairs: &[(Measure, &Indicator)]) -> Option<Text> {
    let mut all: Vec<(&str, Date)> = pairs
        .iter()
        .flat_map(|(_, indicator)| {
            indicator
                .after(progress.date)
                .map(|date| (indicator.name.as_str(), date))
        })
        .collect();
    all.dedup();
    let named: Vec<Text> = all
        .into_iter()
        .map(|(name, date)| {
            let (name, date) = (stranger(name), number::date(date));
            let (a, b, c, d) = (name.de, date.de, name.en, date.en);
            text!("{a} ({b})", "{c} ({d})")
        })
        .collect();
    (!named.is_empty()).then(|| {
        let Text { de, en } = words::joined(&named, ", ");
        text!(
            "Eingetragen, aber nach dem Datum dieses Berichts und deshalb nicht gezählt: {de}. Stimmt das Datum?",
            "Entered, but after the date of this report and therefore not counted: {en}. Is the date right?"
        )
    })
}

/// Baseline, values and target over time; `None` where nothing was counted yet or only one day
/// is known.
fn chart(progress: &Progress, measure: &Measure, indicator: &Indicator) -> Option<Chart> {
    indicator.known_on(progress.date)?;
    let baseline = indicator.baseline_date.or(measure.start).zip(indicator.baseline);
    let mut points: Vec<(Date, f64)> = baseline.into_iter().collect();
    let known = indicator.actual.iter().filter(|(date, _)| *date <= progress.date);
    points.extend(known.filter(|(date, _)| baseline.is_none_or(|(first, _)| *date > first)));
    let target = standing::due(measure).zip(measure.target);
    let last = points.last()?.0;
    let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
    let mut dates: Vec<Date> = points.iter().map(|(date, _)| *date).collect();
    if let Some((due, _)) = target.filter(|(due, _)| *due > last) {
        dates.push(due);
    }
    if dates.len() < 2 {
        return None;
    }
    let mut layers = Vec::new();
    if let Some(way) = target.and_then(|target| way(points[0], target, &dates)) {
        layers.push(Layer::Line {
            values: way,
            ink: Ink::Capacity,
            label: None,
        });
    }
    let all = values.iter().copied().chain(measure.target);
    let (least, most) = all.fold((0.0_f64, 0.0_f64), |(least, most), value| {
        (least.min(value), most.max(value))
    });
    layers.push(Layer::Line {
        values,
        ink: Ink::Median,
        label: None,
    });
    Some(Chart {
        x: Axis::Dates(dates),
        y_name: stranger(&indicator.unit),
        y_numbers: AxisNumbers::Plain,
        y_range: (least, if most > least { most } else { least + 1.0 }),
        layers,
    })
}

/// The straight way from the first value to the target; level after it.
fn way(first: (Date, f64), (due, target): (Date, f64), dates: &[Date]) -> Option<Vec<f64>> {
    let days = due.days_since(first.0);
    (days > 0).then(|| {
        dates
            .iter()
            .map(|date| {
                let part = (date.days_since(first.0) as f64 / days as f64).clamp(0.0, 1.0);
                first.1 + part * (target - first.1)
            })
            .collect()
    })
}

/// What the simulation says about the field: its figures, and whether its services suffice.
fn bottlenecks(progress: &Progress, field: &Field, measures: &[&Measure]) -> Vec<Block> {
    let services = services(progress, field, measures);
    let figures: Vec<&FoundFigure> = field
        .figures
        .iter()
        .filter_map(|id| figure(progress.findings, id))
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
