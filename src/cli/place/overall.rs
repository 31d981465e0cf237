//! What is said about the plan as a whole: what is scarce, what is proven, what districts ask for.

use super::words::{Speaker, unit};
use crate::placement::{Solved, Stage};
use crate::preference::Wants;
use crate::proposal::ScarcePlace;
use crate::report::number;
use crate::text;
use crate::text::Text;

impl Speaker<'_> {
    /// What one more place would bring.
    pub fn scarce(&self, place: &ScarcePlace) -> Text {
        let site = self.site(place.site);
        let Text { de, en } = self.scale.words(place.one_more);
        let families = place.beds.is_some_and(|beds| beds >= 2);
        let what = match place.beds {
            None => text!("ein weiterer Platz", "one more place"),
            Some(beds) => {
                let Text { de, en } = unit(beds);
                match families {
                    true => text!(
                        "ein weiterer Platz für Familien ({de})",
                        "one more place for families ({en})"
                    ),
                    false => text!("eine weitere {de}", "one more {en}"),
                }
            }
        };
        let special = match place.offers_needs {
            true => text!(" mit besonderer Ausstattung", " with special features"),
            false => Text::same(""),
        };
        let Text {
            de: what_de,
            en: what_en,
        } = what.capitalised();
        let (special_de, special_en) = (special.de, special.en);
        text!(
            "{what_de}{special_de} in {site}: {de}.",
            "{what_en}{special_en} in {site}: {en}."
        )
    }

    /// How what districts ask for is weighed, where they ask for something.
    pub fn preferences(&self) -> Option<Text> {
        if self.scenario.preferences.is_empty() {
            return None;
        }
        let is_goal = |stage: Stage| self.draft.balance.stages.contains(&stage);
        let is_number = |wants: Wants| matches!(wants, Wants::AtMost(_));
        let asked = || {
            self.scenario
                .preferences
                .iter()
                .map(|preference| preference.wants)
        };
        let weighs_numbers = is_goal(Stage::Limits) || !asked().any(is_number);
        let weighs_others = is_goal(Stage::Distance) || asked().all(is_number);
        Some(match (weighs_numbers, weighs_others) {
            (true, true) => text!(
                "Wünsche der Stadtteile zählen mit: Höchstzahlen beim Ziel „Höchstanteil“, jeder andere offene Wunsch eins, wie der eines Haushalts. Ob ein Stadtteil zuerst an der Reihe ist, richtet sich nach dem Stand vor dem Vorschlag. Ohne Platz bleibt deshalb niemand.",
                "What districts ask for counts: largest numbers in the goal on maximum shares, every other preference left unmet one, like that of a household. Whether a district comes first is seen before the proposal. Nobody is left without a place for it."
            ),
            _ => text!(
                "Nicht alle Wünsche der Stadtteile zählen: In der Reihenfolge der Ziele dieses Szenarios fehlt „limits“ (Höchstzahlen) oder „distance“ (alle anderen).",
                "Not everything that districts ask for counts: the scenario's order of goals lacks `limits` (largest numbers) or `distance` (all others)."
            ),
        })
    }

    /// What is proven about the plan.
    pub fn proof(&self, solved: &Solved) -> Text {
        let goals = solved.stages.len();
        let proven = solved.proven_from_the_first();
        if proven == goals {
            return text!(
                "Bewiesen: Kein anderer Plan ist besser, Ziel für Ziel in dieser Reihenfolge.",
                "Proven: no other plan is better, goal by goal in this order."
            );
        }
        let stage = self.scale.name(solved.stages[proven].stage);
        let (name_de, name_en) = (stage.de, stage.en);
        let gap = solved.stages[proven].gap();
        let gap = gap.map_or(Text::same("?"), |gap| number::decimal(100.0 * gap, 1));
        let (de, en) = (gap.de, gap.en);
        text!(
            "Bewiesen sind die ersten {proven} von {goals} Zielen. Beim Ziel „{name_de}“ könnte ein anderer Plan um höchstens {de}\u{a0}% besser sein.",
            "The first {proven} of {goals} goals are proven. In “{name_en}” another plan could be better by at most {en}%."
        )
    }
}
