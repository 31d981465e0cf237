//! The public edition: what of a run or a comparison may leave the house.
//!
//! Counts of real people under five are withheld, and so many more that they cannot be worked
//! out from a total; sites that the scenario marks with `public = false` lose name, id and
//! place. Simulated people are no people, but a number under five that is the same in all
//! replications may be one from the register, and is withheld too. Which files are left out is
//! decided in `folder`.

use super::block::{Block, Section};
use super::catalogue::public as words;
use super::{Edition, Results};
use crate::findings::comparison::{Comparison, StoredRun, compare};
use crate::findings::services::ServiceFindings;
use crate::findings::{Estimate, Findings, Quantity, Unit};
use crate::input::tree::{dotted, segments};
use crate::ladder::Breach;
use crate::scenario::{Assumption, InputFile};
use crate::text::{Lang, Text};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Counts of people from this number on may be told.
const SMALLEST_TOLD: u64 = 5;
/// Shorter names are too easily part of other words to be searched for in free text.
const SHORTEST_NAME: usize = 4;

/// What is withheld.
#[derive(Clone, Debug, PartialEq)]
pub struct Withheld {
    sites: Vec<HiddenSite>,
    /// Dotted keys of counts.
    counts: BTreeSet<String>,
    /// What stands in their place.
    word: String,
}

#[derive(Clone, Debug, PartialEq)]
struct HiddenSite {
    id: String,
    name: String,
    public_id: String,
    public_name: String,
}

/// Calls a function with the results as the public may see them.
pub fn with_public<T>(results: &Results, use_them: impl FnOnce(&Results) -> T) -> T {
    let withheld = Withheld::of(&[results.resolved], results.lang);
    let findings = withheld.findings(results.findings);
    let assumptions = withheld.assumptions(results.assumptions);
    let people = tables_of_people(results.resolved);
    let inputs: Vec<InputFile> = results
        .inputs
        .iter()
        .filter(|input| !people.contains(&input.path))
        .cloned()
        .collect();
    let resolved = withheld.resolved(results.resolved);
    let question = results.question.map(|said| withheld.said(said));
    let description = results.description.map(|said| withheld.said(said));
    let notes: Vec<String> = results.notes.iter().map(|note| withheld.said(note)).collect();
    let points: Vec<super::SitePoint> = results
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
        // A waiting list is short, and its steps would tell of single households.
        front: None,
        notes: &notes,
        edition: Edition::Public,
        ..*results
    })
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
        resolved: withheld.resolved(&run.resolved),
        ..run.clone()
    };
    run.inputs.retain(|(path, _)| !people.contains(path));
    for stored in &mut run.figures {
        mask_figure(&mut stored.figure);
    }
    for service in &mut run.services {
        service.name = withheld.said(&service.name);
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

/// Name and value of the fact in the head of the page.
pub fn fact() -> (Text, Text) {
    (words::edition(), words::public())
}

impl Withheld {
    /// What these scenarios want withheld.
    pub fn of(resolved: &[&Value], lang: Lang) -> Withheld {
        Withheld {
            sites: hidden_sites(resolved),
            counts: resolved.iter().flat_map(|one| small_counts(one)).collect(),
            word: words::withheld().in_lang(lang).to_owned(),
        }
    }

    fn hidden(&self, id: &str) -> Option<&HiddenSite> {
        self.sites.iter().find(|site| site.id == id)
    }

    fn hides(&self, id: &str) -> bool {
        self.hidden(id).is_some()
    }

    /// Free text without the names of hidden sites.
    fn said(&self, words: &str) -> String {
        self.sites
            .iter()
            .filter(|site| site.name.chars().count() >= SHORTEST_NAME)
            .fold(words.to_owned(), |words, site| {
                words.replace(&site.name, &site.public_name)
            })
    }

    /// A key without the ids of hidden sites.
    fn key(&self, key: &str) -> String {
        let parts: Vec<String> = segments(key)
            .into_iter()
            .map(|part| self.hidden(&part).map_or(part, |site| site.public_id.clone()))
            .collect();
        dotted(&parts)
    }

    /// Whether a key says something that is left out altogether.
    fn leaves_out(&self, key: &str) -> bool {
        let parts = segments(key);
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["tables", "register" | "waiting", ..] => true,
            ["sites", id, "name" | "lon" | "lat" | "source", ..] => self.hides(id),
            ["sites", id, "occupied_by", ..] => self.counts.contains(&occupied(id)),
            _ => false,
        }
    }

    /// The findings without hidden sites' names and without small counts that are certain.
    pub fn findings(&self, findings: &Findings) -> Findings {
        let mut findings = findings.clone();
        findings.scenario = self.said(&findings.scenario);
        findings.figures.iter_mut().for_each(mask_figure);
        for site in &mut findings.sites {
            if let Some(hidden) = self.hidden(&site.id) {
                site.id.clone_from(&hidden.public_id);
                site.name.clone_from(&hidden.public_name);
            }
            mask(&mut site.occupied);
            mask(&mut site.peak);
        }
        for district in &mut findings.districts {
            mask(&mut district.housed);
            mask(&mut district.housed_end);
        }
        for wish in findings
            .preferences
            .iter_mut()
            .flat_map(|all| &mut all.households)
        {
            mask(&mut wish.wished);
        }
        for wish in findings.preferences.iter_mut().flat_map(|all| &mut all.districts) {
            let said = |words: &String| self.said(words);
            wish.source = wish.source.as_ref().map(said);
            if let Some((meeting, _)) = &mut wish.said_at {
                *meeting = self.said(meeting);
            }
        }
        for step in &mut findings.steps {
            step.name = self.said(&step.name);
            for breach in &mut step.breaks {
                if let Breach::Other(words) = breach {
                    *words = self.said(words);
                }
            }
        }
        for service in &mut findings.services {
            self.service(service);
        }
        for series in &mut findings.daily {
            if series.id != "places" && series.id != "free_usable_places" {
                let days = series.mean.iter_mut().zip(&mut series.quantiles);
                days.for_each(|(mean, quantiles)| mask_day(mean, quantiles));
            }
        }
        findings
    }

    fn service(&self, service: &mut ServiceFindings) {
        service.name = self.said(&service.name);
        service.figures.iter_mut().for_each(mask_figure);
        service.districts.iter_mut().for_each(mask);
        mask(&mut service.without_home);
        let days = service.mean.iter_mut().zip(&mut service.quantiles);
        days.for_each(|(mean, quantiles)| mask_day(mean, quantiles));
    }

    /// The assumptions, without what is left out.
    pub fn assumptions(&self, all: &[Assumption]) -> Vec<Assumption> {
        all.iter()
            .filter(|assumption| !self.leaves_out(&assumption.key))
            .map(|assumption| {
                let withheld = self.counts.contains(&assumption.key);
                let value = |value: &Value| {
                    if withheld {
                        json!(self.word)
                    } else {
                        self.value(value)
                    }
                };
                let overridden = assumption.overridden.iter();
                Assumption {
                    key: self.key(&assumption.key),
                    value: value(&assumption.value),
                    source: assumption.source.as_deref().map(|source| self.said(source)),
                    origin: assumption.origin.clone(),
                    overridden: overridden
                        .map(|(origin, before)| (origin.clone(), value(before)))
                        .collect(),
                }
            })
            .collect()
    }

    /// The resolved scenario, without what is left out.
    pub fn resolved(&self, resolved: &Value) -> Value {
        self.below(resolved, &mut Vec::new())
    }

    fn below(&self, value: &Value, path: &mut Vec<String>) -> Value {
        let key = dotted(path);
        if self.counts.contains(&key) {
            return json!(self.word);
        }
        match value {
            Value::Object(entries) => {
                let mut kept = Map::new();
                for (name, inner) in entries {
                    path.push(name.clone());
                    // The keys of `sources` are dotted keys themselves.
                    let named = if key == "sources" {
                        name.clone()
                    } else {
                        dotted(path)
                    };
                    if !self.leaves_out(&named) {
                        kept.insert(self.key_of(name), self.below(inner, path));
                    }
                    path.pop();
                }
                Value::Object(kept)
            }
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect(),
            single => self.value(single),
        }
    }

    /// A name of an entry: an id, or a dotted key.
    fn key_of(&self, name: &str) -> String {
        match self.hidden(name) {
            Some(site) => site.public_id.clone(),
            None if name.contains('.') => self.key(name),
            None => name.to_owned(),
        }
    }

    /// A value: ids of hidden sites and their names in free text are replaced.
    fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => match self.hidden(text) {
                Some(site) => json!(site.public_id),
                None => json!(self.said(text)),
            },
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::Object(entries) => entries
                .iter()
                .map(|(name, inner)| (self.key_of(name), self.value(inner)))
                .collect::<Map<String, Value>>()
                .into(),
            other => other.clone(),
        }
    }
}

/// Sites that any of the scenarios hides, numbered in order of appearance.
fn hidden_sites(resolved: &[&Value]) -> Vec<HiddenSite> {
    let mut sites: Vec<HiddenSite> = Vec::new();
    for scenario in resolved {
        for (id, site) in scenario["sites"].as_object().into_iter().flatten() {
            if site["public"] != json!(false) || sites.iter().any(|known| known.id == *id) {
                continue;
            }
            let kind = site["kind"].as_str().unwrap_or_default();
            let number = sites.len() + 1;
            sites.push(HiddenSite {
                id: id.clone(),
                name: site["name"].as_str().unwrap_or_default().to_owned(),
                public_id: free_id(number, scenario),
                public_name: format!(
                    "{} {number}",
                    scenario["kinds"][kind]["name"].as_str().unwrap_or(kind)
                ),
            });
        }
    }
    sites
}

/// An id that no site has.
fn free_id(number: usize, scenario: &Value) -> String {
    let mut id = format!("withheld-{number}");
    while scenario["sites"].get(&id).is_some() {
        id.push('x');
    }
    id
}

fn occupied(site: &str) -> String {
    dotted(&["sites".to_owned(), site.to_owned(), "occupied".to_owned()])
}

/// Keys of the counts of real people to be withheld: those under five, and the next smallest
/// until at least two are withheld that are at least five together; else their total.
fn small_counts(resolved: &Value) -> BTreeSet<String> {
    let start = |key: &str| resolved["at_start"][key].as_u64().unwrap_or(0);
    let mut cells: Vec<(Option<String>, u64)> = resolved["sites"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(id, site)| Some((Some(occupied(id)), site["occupied"].as_u64()?)))
        .collect();
    let known: u64 = cells.iter().map(|(_, persons)| persons).sum();
    cells.push((None, start("persons_housed").saturating_sub(known)));
    cells.retain(|(_, persons)| *persons > 0);
    cells.sort_by_key(|(_, persons)| *persons);
    let small = |persons: u64| persons > 0 && persons < SMALLEST_TOLD;
    let mut keys = BTreeSet::new();
    let (mut count, mut sum) = (0, 0);
    for (key, persons) in &cells {
        let enough = count == 0 || (count >= 2 && sum >= SMALLEST_TOLD);
        if !small(*persons) && enough {
            break;
        }
        keys.extend(key.clone());
        (count, sum) = (count + 1, sum + persons);
    }
    if count > 0 && (count < 2 || sum < SMALLEST_TOLD) || small(start("households_housed")) {
        keys.extend(["persons_housed", "households_housed"].map(|key| format!("at_start.{key}")));
    }
    if small(start("persons_waiting")) || small(start("households_waiting")) {
        keys.extend(["persons_waiting", "households_waiting"].map(|key| format!("at_start.{key}")));
    }
    keys
}

/// Files with people in them, as they are named among the inputs.
fn tables_of_people(resolved: &Value) -> Vec<String> {
    ["register", "waiting"]
        .iter()
        .filter_map(|table| resolved["tables"][table].as_str())
        .map(|path| path.split('#').next().unwrap_or(path).to_owned())
        .collect()
}

fn is_small(value: f64) -> bool {
    value > 0.0 && value < SMALLEST_TOLD as f64
}

/// An estimate that is the same in all replications.
fn mask(estimate: &mut Estimate) {
    if is_small(estimate.value) && estimate.low == estimate.high {
        *estimate = Estimate {
            value: f64::NAN,
            low: f64::NAN,
            high: f64::NAN,
        };
    }
}

fn mask_day(mean: &mut f64, quantiles: &mut [f64; 5]) {
    if is_small(quantiles[0]) && quantiles[0] == quantiles[4] {
        *mean = f64::NAN;
        *quantiles = [f64::NAN; 5];
    }
}

fn mask_figure(figure: &mut crate::findings::Figure) {
    let people = matches!(figure.unit, Unit::Persons | Unit::Households);
    if people && figure.value.number().is_some_and(is_small) && figure.low == figure.high {
        (figure.value, figure.low, figure.high) = (Quantity::None, Quantity::None, Quantity::None);
        figure.spread = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(occupied_by_site: &[(&str, u64)], housed: u64, waiting: u64) -> Value {
        let sites: Map<String, Value> = occupied_by_site
            .iter()
            .map(|(id, persons)| {
                let site = json!({ "kind": "flat", "occupied": persons, "occupied_by": { "a": 1.0 } });
                ((*id).to_owned(), site)
            })
            .collect();
        json!({
            "kinds": { "flat": { "name": "Wohnung" } },
            "sites": sites,
            "tables": { "register": "wer.xlsx#Blatt", "waiting": "liste.csv" },
            "at_start": {
                "persons_housed": housed, "households_housed": housed,
                "persons_waiting": waiting, "households_waiting": waiting,
            },
        })
    }

    fn withheld(resolved: &Value) -> Vec<String> {
        small_counts(resolved).into_iter().collect()
    }

    #[test]
    fn a_single_small_count_takes_the_next_smallest_with_it() {
        let town = scenario(&[("a", 3), ("b", 40), ("c", 12)], 55, 9);
        assert_eq!(withheld(&town), ["sites.a.occupied", "sites.c.occupied"]);
    }

    #[test]
    fn two_small_counts_whose_sum_would_tell_take_a_third() {
        let town = scenario(&[("a", 1), ("b", 1), ("c", 12), ("d", 20)], 34, 0);
        assert_eq!(
            withheld(&town),
            ["sites.a.occupied", "sites.b.occupied", "sites.c.occupied"]
        );
        let town = scenario(&[("a", 3), ("b", 4), ("c", 12)], 19, 0);
        assert_eq!(withheld(&town), ["sites.a.occupied", "sites.b.occupied"]);
    }

    #[test]
    fn a_register_that_could_be_worked_out_as_the_rest_is_a_count_too() {
        // 52 people in all, 50 of them told by site: two stand in the register.
        let town = scenario(&[("a", 20), ("b", 30)], 52, 0);
        assert_eq!(withheld(&town), ["sites.a.occupied"]);
    }

    #[test]
    fn where_nothing_else_can_hide_it_the_total_goes() {
        let town = scenario(&[("a", 3)], 3, 2);
        assert_eq!(
            withheld(&town),
            [
                "at_start.households_housed",
                "at_start.households_waiting",
                "at_start.persons_housed",
                "at_start.persons_waiting",
                "sites.a.occupied"
            ]
        );
    }

    #[test]
    fn nothing_is_withheld_where_nothing_is_small() {
        assert!(withheld(&scenario(&[("a", 5), ("b", 0)], 30, 0)).is_empty());
    }

    #[test]
    fn a_hidden_site_leaves_neither_name_nor_id_nor_place() {
        let mut town = scenario(&[("frauenhaus", 30), ("b", 40)], 70, 0);
        town["sites"]["frauenhaus"]["public"] = json!(false);
        town["sites"]["frauenhaus"]["name"] = json!("Haus Sonnenschein");
        town["sites"]["frauenhaus"]["lon"] = json!(7.1);
        town["notes"] = json!(["Haus Sonnenschein schließt 2027."]);
        town["sources"] = json!({ "sites.frauenhaus.occupied": "Register" });
        let kept = Withheld::of(&[&town], Lang::De).resolved(&town).to_string();
        for banned in ["frauenhaus", "Sonnenschein", "7.1", "wer.xlsx", "liste.csv"] {
            assert!(!kept.contains(banned), "{banned} in {kept}");
        }
        assert!(kept.contains("Wohnung 1 schließt 2027.") && kept.contains("withheld-1"));
    }

    #[test]
    fn what_one_run_withholds_is_withheld_in_all() {
        let few = scenario(&[("a", 3), ("b", 40)], 43, 0);
        let many = scenario(&[("a", 30), ("b", 40)], 70, 0);
        let kept = Withheld::of(&[&few, &many], Lang::En).resolved(&many);
        assert_eq!(kept["sites"]["a"]["occupied"], "withheld");
        assert_eq!(kept["sites"]["b"]["occupied"], "withheld");
        assert!(kept["sites"]["a"].get("occupied_by").is_none());
    }

    #[test]
    fn a_small_number_that_is_certain_is_no_simulation() {
        let mut certain = Estimate {
            value: 3.0,
            low: 3.0,
            high: 3.0,
        };
        mask(&mut certain);
        assert!(certain.value.is_nan());
        let mut open = Estimate {
            value: 3.0,
            low: 2.0,
            high: 4.0,
        };
        mask(&mut open);
        assert_eq!(open.value, 3.0);
        let (mut mean, mut quantiles) = (2.0, [2.0; 5]);
        mask_day(&mut mean, &mut quantiles);
        assert!(mean.is_nan());
    }
}
