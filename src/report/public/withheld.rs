//! What a scenario wants withheld: names, ids and places of hidden sites, and small counts; and
//! where in findings, assumptions and the resolved scenario they stand.

use super::counts::{counted, is_of_people, mask, mask_day, mask_figure, occupied, small_counts};
use crate::complaint::Place;
use crate::findings::Findings;
use crate::findings::ladder::TriggerSeen;
use crate::findings::services::ServiceFindings;
use crate::findings::warning::{Means, Scarce, WarningFindings};
use crate::input::tree::{dotted, segments};
use crate::ladder::Breach;
use crate::report::catalogue::public as words;
use crate::scenario::{Assumption, Origin};
use crate::sensitivity::Sensitivity;
use crate::text::{Lang, Text};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

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

    /// Whether a site with this id is hidden.
    pub fn hides(&self, id: &str) -> bool {
        self.hidden(id).is_some()
    }

    /// Id and name that a hidden site has in public.
    pub fn instead_of(&self, id: &str) -> Option<(&str, &str)> {
        let site = self.hidden(id)?;
        Some((&site.public_id, &site.public_name))
    }

    /// Whether the values of an indicator are withheld.
    pub fn hides_values(&self, indicator: &str) -> bool {
        self.counts.contains(&counted(indicator))
    }

    /// What stands in the place of a value that is withheld.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// Free text without the names of hidden sites.
    pub fn said(&self, words: &str) -> String {
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
            if let TriggerSeen::Step(name, _) = &mut step.trigger {
                *name = self.said(name);
            }
            for breach in &mut step.breaks {
                if let Breach::Other(words) = breach {
                    *words = self.said(words);
                }
            }
        }
        for service in &mut findings.services {
            self.service(service);
        }
        for series in findings.daily.iter_mut().filter(|series| is_of_people(series.id)) {
            let days = series.mean.iter_mut().zip(&mut series.quantiles);
            days.for_each(|(mean, quantiles)| mask_day(mean, quantiles));
        }
        for surge in &mut findings.surges {
            surge.name = self.said(&surge.name);
        }
        for shock in &mut findings.shocks {
            shock.name = self.said(&shock.name);
        }
        if let Some(warning) = &mut findings.warning {
            self.warning(warning);
        }
        for part in &mut findings.parts {
            part.name = Text {
                de: self.said(&part.name.de),
                en: self.said(&part.name.en),
            };
            for value in &mut part.values {
                mask_figure(&mut value.figure);
            }
        }
        // Single courses are single replications.
        findings.stories.clear();
        findings
    }

    fn warning(&self, warning: &mut WarningFindings) {
        for bottleneck in &mut warning.bottlenecks {
            if let Scarce::Service(name) | Scarce::Need(name) = &mut bottleneck.what {
                *name = self.said(name);
            }
            for remedy in &mut bottleneck.remedies {
                if let Means::Step(name) | Means::Site(name) | Means::Named(name) = &mut remedy.what {
                    *name = self.said(name);
                }
            }
        }
    }

    /// The assumptions that matter, without those that say what is withheld.
    pub fn sensitivity(&self, sensitivity: &Sensitivity) -> Sensitivity {
        let mut told = sensitivity.clone();
        for measure in &mut told.measures {
            measure
                .swings
                .retain(|swing| !self.counts.contains(&swing.key) && !self.leaves_out(&swing.key));
            for swing in &mut measure.swings {
                swing.key = self.key(&swing.key);
            }
        }
        told
    }

    fn service(&self, service: &mut ServiceFindings) {
        service.name = self.said(&service.name);
        service.figures.iter_mut().for_each(mask_figure);
        service.districts.iter_mut().flatten().for_each(mask_figure);
        service.without_home.iter_mut().for_each(mask_figure);
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
                    origin: told(&assumption.origin),
                    overridden: overridden
                        .map(|(origin, before)| (told(origin), value(before)))
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
                None => json!(self.said(without_folders(text))),
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

/// A place in a file, without folders of the machine.
fn told(origin: &Origin) -> Origin {
    match origin {
        Origin::File(place) => Origin::File(Place {
            file: place.file.as_deref().map(|file| without_folders(file).to_owned()),
            ..place.clone()
        }),
        other => other.clone(),
    }
}

/// Of an absolute path the name of the file; anything else as it is.
pub fn without_folders(words: &str) -> &str {
    let mut start = words.chars();
    let first = start.next().unwrap_or(' ');
    let (second, third) = (start.next(), start.next());
    let separates = |c: Option<char>| matches!(c, Some('/' | '\\'));
    let of_a_drive = first.is_ascii_alphabetic() && second == Some(':') && separates(third);
    let of_a_root = separates(Some(first)) && second.is_some_and(|c| !c.is_whitespace());
    if of_a_drive || of_a_root {
        words.rsplit(['/', '\\']).next().unwrap_or(words)
    } else {
        words
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

#[cfg(test)]
mod tests {
    use super::super::counts::tests::scenario;
    use super::*;

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
    fn of_a_path_of_the_machine_the_name_of_the_file_is_left() {
        for (path, told) in [
            ("/home/maria/Planung/wer.csv", "wer.csv"),
            ("C:\\Users\\maria\\wer.csv", "wer.csv"),
            ("\\\\server\\amt\\wer.csv", "wer.csv"),
            ("maps/town.geojson", "maps/town.geojson"),
            ("Presse, 3/2024", "Presse, 3/2024"),
            ("/ unbekannt", "/ unbekannt"),
        ] {
            assert_eq!(without_folders(path), told);
        }
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
}
