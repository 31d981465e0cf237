//! The public edition: what of a run, a comparison or an implementation report may leave the house.
//!
//! Counts of real people under five are withheld, and so many more that they cannot be worked
//! out from a total; sites that the scenario marks with `public = false` lose name, id and
//! place; paths of the machine lose their folders. Simulated people are no people, but a number under five that is the same in all
//! replications may be one from the register, and is withheld too. Which files are left out is
//! decided in `folder`.

mod counts;
mod withheld;

pub use withheld::Withheld;

use super::block::{Block, Section};
use super::catalogue::public as words;
use super::results::{Edition, Results, SitePoint};
use crate::findings::comparison::{Comparison, StoredRun, compare};
use crate::scenario::InputFile;
use crate::text::{Lang, Text};
use counts::{mask_day, mask_figure};
use serde_json::Value;
use std::path::Path;
use withheld::without_folders;

/// Calls a function with the results as the public may see them.
pub fn with_public<T>(results: &Results, use_them: impl FnOnce(&Results) -> T) -> T {
    let withheld = Withheld::of(&[results.resolved], results.lang);
    let findings = withheld.findings(results.findings);
    let assumptions = withheld.assumptions(results.assumptions);
    let inputs = inputs(results.resolved, results.inputs);
    let resolved = withheld.resolved(results.resolved);
    let sensitivity = results.sensitivity.map(|found| withheld.sensitivity(found));
    let responsible = results.responsible.map(|said| withheld.said(said));
    let question = results.question.map(|said| withheld.said(said));
    let description = results.description.map(|said| withheld.said(said));
    let notes: Vec<String> = results.notes.iter().map(|note| withheld.said(note)).collect();
    let points: Vec<SitePoint> = results
        .points
        .iter()
        .filter(|point| !withheld.hides(&point.site))
        .cloned()
        .collect();
    use_them(&Results {
        findings: &findings,
        assumptions: &assumptions,
        inputs: &inputs,
        resolved: &resolved,
        points: &points,
        question: question.as_deref(),
        description: description.as_deref(),
        responsible: responsible.as_deref(),
        sensitivity: sensitivity.as_ref(),
        // A waiting list is short, and its steps would tell of single households.
        front: None,
        notes: &notes,
        edition: Edition::Public,
        ..*results
    })
}

/// The inputs without lists of people and without folders of the machine.
pub(super) fn inputs(resolved: &Value, inputs: &[InputFile]) -> Vec<InputFile> {
    let people = tables_of_people(resolved);
    inputs
        .iter()
        .filter(|input| !people.contains(&input.path))
        .map(|input| InputFile {
            path: without_folders(&input.path).to_owned(),
            sha256: input.sha256.clone(),
        })
        .collect()
}

/// The comparison as the public may see it. What any run withholds is withheld in all.
pub fn comparison(comparison: &Comparison, lang: Lang) -> Comparison {
    let resolved: Vec<&Value> = comparison.runs.iter().map(|run| &run.resolved).collect();
    let withheld = Withheld::of(&resolved, lang);
    compare(
        comparison
            .runs
            .iter()
            .map(|run| public_run(run, &withheld))
            .collect(),
    )
}

fn public_run(run: &StoredRun, withheld: &Withheld) -> StoredRun {
    let people = tables_of_people(&run.resolved);
    let folder = Path::new(&run.folder).file_name();
    let mut run = StoredRun {
        folder: folder.map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        scenario: withheld.said(&run.scenario),
        question: run.question.as_deref().map(|said| withheld.said(said)),
        responsible: run.responsible.as_deref().map(|said| withheld.said(said)),
        resolved: withheld.resolved(&run.resolved),
        ..run.clone()
    };
    run.inputs.retain(|(path, _)| !people.contains(path));
    for (path, _) in &mut run.inputs {
        *path = without_folders(path).to_owned();
    }
    for series in run
        .daily
        .iter_mut()
        .filter(|series| counts::is_of_people(&series.id))
    {
        let days = series.mean.iter_mut().zip(&mut series.quantiles);
        days.for_each(|(mean, quantiles)| mask_day(mean, quantiles));
    }
    for stored in &mut run.figures {
        mask_figure(&mut stored.figure);
    }
    for service in &mut run.services {
        service.name = withheld.said(&service.name);
    }
    for part in &mut run.parts {
        part.name = Text {
            de: withheld.said(&part.name.de),
            en: withheld.said(&part.name.en),
        };
        for stored in &mut part.figures {
            mask_figure(&mut stored.figure);
        }
    }
    run
}

/// What the page says about itself.
pub fn section() -> Section {
    Section {
        id: "public",
        title: words::title(),
        blocks: vec![
            Block::Paragraph(words::counts()),
            Block::Paragraph(words::sites()),
            Block::Paragraph(words::files()),
        ],
    }
}

/// The same in an implementation report.
pub fn section_of_progress() -> Section {
    let mut section = section();
    section.blocks.push(Block::Paragraph(words::indicators()));
    section
}

/// Name and value of the fact in the head of the page.
pub fn fact() -> (Text, Text) {
    (words::edition(), words::public())
}

/// Files with people in them, as they are named among the inputs.
fn tables_of_people(resolved: &Value) -> Vec<String> {
    ["register", "waiting"]
        .iter()
        .filter_map(|table| resolved["tables"][table].as_str())
        .map(|path| path.split('#').next().unwrap_or(path).to_owned())
        .collect()
}
