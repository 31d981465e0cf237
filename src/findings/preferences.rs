//! How well the preferences of households and districts are met, over all replications.

use super::figures::Summary;
use super::quantity::{Estimate, Figure, Unit};
use super::statistics;
use super::summary::{Head, summed_up};
use crate::calendar::Date;
use crate::policy::Rule;
use crate::preference::{Preference, Wants};
use crate::scenario::Scenario;
use crate::simulation::{Count, Outcome};
use crate::text;
use crate::text::Text;

/// Preferences and how well they are met.
#[derive(Clone, Debug, PartialEq)]
pub struct PreferenceFindings {
    /// How they enter the choice of a place under the policy of the scenario.
    pub how: Text,
    /// Districts where households want to live, in order of the file.
    pub households: Vec<HouseholdPreferences>,
    /// What districts ask for, in order of the file.
    pub districts: Vec<DistrictPreference>,
}

/// Households that want to live in a district.
#[derive(Clone, Debug, PartialEq)]
pub struct HouseholdPreferences {
    /// Id of the district.
    pub district: String,
    /// Its display name.
    pub name: String,
    /// Households that want to live there when they get their first place, per replication.
    pub wished: Estimate,
    /// Part of them who get it there; `None`: nobody wanted to.
    pub met: Option<Estimate>,
}

/// What a district asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct DistrictPreference {
    /// Id.
    pub id: String,
    /// Id of the district.
    pub district: String,
    /// Its display name.
    pub name: String,
    /// What for.
    pub wants: Text,
    /// How often it is kept: part of the nights, or of the households placed there; `None`: it
    /// was never tried.
    pub kept: Option<Estimate>,
    /// In how many replications it is always kept.
    pub always: u32,
    /// The occasion on which it was said, and its day.
    pub said_at: Option<(String, Date)>,
    /// Where it stands.
    pub source: Option<String>,
}

/// The findings; `None` where the scenario has no preferences.
pub fn gather(scenario: &Scenario, outcomes: &[Outcome]) -> Option<PreferenceFindings> {
    let knows = scenario.knows_where_households_want_to_live();
    (knows || !scenario.preferences.is_empty()).then(|| PreferenceFindings {
        how: how(&scenario.policy.rule),
        households: (0..scenario.town.districts.len())
            .filter(|_| knows)
            .filter_map(|district| of_households(scenario, outcomes, district))
            .collect(),
        districts: scenario
            .preferences
            .iter()
            .enumerate()
            .map(|(index, preference)| of_district(scenario, outcomes, index, preference))
            .collect(),
    })
}

fn of_households(scenario: &Scenario, outcomes: &[Outcome], district: usize) -> Option<HouseholdPreferences> {
    let counts = || {
        outcomes
            .iter()
            .filter_map(|outcome| outcome.preferences.households.get(district))
    };
    let wished: Vec<f64> = counts().map(|[wished, _]| f64::from(wished.households)).collect();
    wished.iter().any(|households| *households > 0.0).then(|| {
        let place = &scenario.town.districts[district];
        HouseholdPreferences {
            district: place.id.clone(),
            name: place.name.clone(),
            wished: statistics::mean(&wished),
            met: mean_of(counts().filter_map(|counts| share(*counts))),
        }
    })
}

/// Part of the households with a preference that got it.
fn share([wished, met]: [Count; 2]) -> Option<f64> {
    (wished.households > 0).then(|| f64::from(met.households) / f64::from(wished.households))
}

fn mean_of(values: impl Iterator<Item = f64>) -> Option<Estimate> {
    let values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| statistics::mean(&values))
}

fn of_district(
    scenario: &Scenario,
    outcomes: &[Outcome],
    index: usize,
    preference: &Preference,
) -> DistrictPreference {
    let district = &scenario.town.districts[preference.district.index()];
    let counts = || {
        outcomes
            .iter()
            .filter_map(move |outcome| outcome.preferences.districts.get(index))
    };
    let said_at = preference
        .said_at
        .and_then(|at| scenario.concept.meetings.get(at));
    DistrictPreference {
        id: preference.id.clone(),
        district: district.id.clone(),
        name: district.name.clone(),
        wants: wants(scenario, preference.wants),
        kept: mean_of(counts().filter_map(|counts| part(*counts))),
        always: counts().filter(|[kept, of]| kept == of).count() as u32,
        said_at: said_at.map(|meeting| (meeting.name.clone(), meeting.date)),
        source: preference.source.clone(),
    }
}

fn part([kept, of]: [u32; 2]) -> Option<f64> {
    (of > 0).then(|| f64::from(kept) / f64::from(of))
}

/// What a district asks for, in words.
fn wants(scenario: &Scenario, wants: Wants) -> Text {
    use crate::household::Composition::{Family, SingleMan, SingleWoman};
    match wants {
        Wants::Rather(households) => {
            let named = [
                (Family, text!("Familien", "families")),
                (SingleMan, text!("alleinstehende Männer", "single men")),
                (SingleWoman, text!("alleinstehende Frauen", "single women")),
            ];
            let named = named.into_iter().filter(|(one, _)| households.contains(*one));
            let (de, en): (Vec<String>, Vec<String>) = named.map(|(_, Text { de, en })| (de, en)).unzip();
            let (de, en) = (de.join(" und "), en.join(" and "));
            text!("lieber {de}", "rather {en}")
        }
        Wants::AtMost(1) => text!(
            "höchstens eine Person in regulären Unterkünften",
            "at most one person in regular sites"
        ),
        Wants::AtMost(persons) => text!(
            "höchstens {persons} Personen in regulären Unterkünften",
            "at most {persons} persons in regular sites"
        ),
        Wants::First(1) => text!(
            "früher als andere eine Person aufnehmen",
            "take one person in earlier than others"
        ),
        Wants::First(persons) => text!(
            "früher als andere {persons} Personen aufnehmen",
            "take {persons} persons in earlier than others"
        ),
        Wants::Without(kind) => {
            let name = &scenario.kinds[kind.index()].name;
            text!("niemand in: {name}", "nobody in: {name}")
        }
    }
}

/// How preferences enter the choice of a place.
fn how(rule: &Rule) -> Text {
    match rule {
        Rule::Balanced(_) => text!(
            "Wie Wünsche zählen: Zuerst bekommen so viele Menschen wie möglich einen Platz. „Höchstens so viele“ gilt wie ein Höchstanteil (Ziel „limits“). Was Haushalte und Stadtteile sonst möchten, entscheidet unter Plätzen, die nach den wichtigeren Zielen gleich gut sind (Ziel „distance“).",
            "How preferences count: first as many people as possible get a place. `At most so many` holds like a maximum share (goal `limits`). What else households and districts want decides among places that are equally good by the more important goals (goal `distance`)."
        ),
        _ => text!(
            "Wie Wünsche zählen: Ein Haushalt bekommt den freien Platz, der die wenigsten Wünsche offenlässt, seinen eigenen und die der Stadtteile; unter gleichen entscheidet die Belegungsregel. Niemand bleibt wegen eines Wunsches ohne Platz.",
            "How preferences count: a household gets the free place that leaves fewest preferences unmet, its own and those of the districts; among equals the policy decides. Nobody stays without a place because of a preference."
        ),
    }
}

/// Figures of the preferences; none where the scenario has none.
pub(super) fn figures(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<Figure> {
    let mut figures = Vec::new();
    if scenario.knows_where_households_want_to_live() {
        let sums: Vec<[Count; 2]> = outcomes.iter().map(in_all).collect();
        let wished = sums.iter().map(|[wished, _]| Some(f64::from(wished.households)));
        let met = sums.iter().map(|counts| share(*counts));
        figures.push(summed_up(
            wished_head(),
            &wished.collect::<Vec<_>>(),
            &scenario.calendar,
        ));
        figures.push(summed_up(
            met_head(),
            &met.collect::<Vec<_>>(),
            &scenario.calendar,
        ));
    }
    if !scenario.preferences.is_empty() {
        let kept = |outcome: &Outcome| {
            let parts: Vec<f64> = outcome
                .preferences
                .districts
                .iter()
                .filter_map(|counts| part(*counts))
                .collect();
            (!parts.is_empty()).then(|| parts.iter().sum::<f64>() / parts.len() as f64)
        };
        let kept: Vec<Option<f64>> = outcomes.iter().map(kept).collect();
        figures.push(summed_up(kept_head(), &kept, &scenario.calendar));
    }
    figures
}

fn in_all(outcome: &Outcome) -> [Count; 2] {
    let mut all = [Count::default(); 2];
    for counts in &outcome.preferences.households {
        for (sum, count) in all.iter_mut().zip(counts) {
            sum.households += count.households;
            sum.persons += count.persons;
        }
    }
    all
}

fn wished_head() -> Head {
    Head {
        id: "households_with_preference",
        unit: Unit::Households,
        summary: Summary::Mean,
        name: text!("Haushalte mit einem Wunsch", "Households with a preference"),
        definition: text!(
            "Haushalte, die in einem bestimmten Stadtteil wohnen möchten und ihren ersten regulären Platz bekommen; Mittel der Rechnungen. Angehörige, die nachkommen, möchten dort wohnen, wo ihre Familie wohnt.",
            "Households that want to live in a certain district and get their first regular place; mean of the replications. Relatives who follow want to live where their family lives."
        ),
    }
}

fn met_head() -> Head {
    Head {
        id: "preferred_district_share",
        unit: Unit::Share,
        summary: Summary::Mean,
        name: text!("Im gewünschten Stadtteil", "In the preferred district"),
        definition: text!(
            "Teil der Haushalte mit einem Wunsch, deren erster regulärer Platz in diesem Stadtteil liegt; Mittel der Rechnungen.",
            "Part of the households with a preference whose first regular place lies in that district; mean of the replications."
        ),
    }
}

fn kept_head() -> Head {
    Head {
        id: "district_preferences_kept_share",
        unit: Unit::Share,
        summary: Summary::Mean,
        name: text!("Wünsche der Stadtteile erfüllt", "Preferences of districts kept"),
        definition: text!(
            "Wie oft die Wünsche der Stadtteile erfüllt sind: Teil der Nächte, bei Wünschen nach bestimmten Haushalten Teil der Haushalte, die dort ihren ersten Platz bekommen; Mittel der Wünsche und der Rechnungen.",
            "How often the preferences of districts are kept: part of the nights; of preferences for certain households, part of the households that get their first place there; mean of the preferences and of the replications."
        ),
    }
}
