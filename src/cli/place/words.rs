//! What is said about a household: why it goes there, what is second best, why it has no place.

use super::effects::{Scale, beds, persons};
use crate::ids::NeedSet;
use crate::placement::Room;
use crate::proposal::{Alternative, Cause, Choice, Draft, Obstacle, Reason, Settled};
use crate::report::number;
use crate::scenario::Scenario;
use crate::text;
use crate::text::Text;

/// What sentences are made of.
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'a> {
    pub scenario: &'a Scenario,
    pub draft: &'a Draft,
    pub scale: Scale,
}

impl Speaker<'_> {
    /// „Markt (Mitte)“.
    pub fn site(&self, site: usize) -> String {
        let site_ref = &self.scenario.sites[site];
        format!("{} ({})", site_ref.name, self.district(site))
    }

    pub fn district(&self, site: usize) -> &str {
        let site = &self.scenario.sites[site];
        &self.scenario.town.districts[site.district.index()].name
    }

    fn sites(&self, sites: &[usize]) -> String {
        const SHOWN: usize = 6;
        let mut names: Vec<String> = sites.iter().take(SHOWN).map(|&site| self.site(site)).collect();
        if sites.len() > SHOWN {
            names.push("…".to_owned());
        }
        names.join(", ")
    }

    /// Why a household goes there, in one sentence.
    pub fn reason(&self, row: usize, reason: &Reason) -> Text {
        let mut parts = vec![self.choice(row, reason.choice)];
        parts.push(self.load(reason));
        if reason.as_wished == Some(true) {
            parts.push(text!(
                "der Haushalt möchte in diesen Stadtteil",
                "the household wants to live in this district"
            ));
        }
        if let Some((score, is_best)) = reason.score {
            let Text { de, en } = number::decimal(score, 3);
            parts.push(match is_best {
                true => text!(
                    "Bewertung {de}, die höchste der möglichen",
                    "score {en}, the best possible"
                ),
                false => text!("Bewertung {de}", "score {en}"),
            });
        }
        if reason.beds(&self.draft.batch) == Some(u32::from(self.draft.today.needy[row].seeker.size)) {
            parts.push(text!("kein Bett bleibt leer", "no bed stays empty"));
        }
        if reason.is_cheapest {
            parts.push(text!(
                "kein möglicher Platz ist günstiger",
                "no possible place is cheaper"
            ));
        }
        sentence(&parts)
    }

    fn choice(&self, row: usize, choice: Choice) -> Text {
        let needs = self.needs(row);
        match choice {
            Choice::OnlyUnitWithNeeds => {
                let Text { de, en } = adjective(&needs);
                text!("einzige freie {de}Wohneinheit", "the only free {en}unit")
            }
            Choice::OnlyUnit => text!(
                "einzige freie Wohneinheit, die für den Haushalt in Frage kommt",
                "the only free unit that the household can use"
            ),
            Choice::OnlySite => text!(
                "einzige Unterkunft, in der etwas Passendes frei ist",
                "the only site with something suitable free"
            ),
            Choice::Sites(sites) => text!(
                "beste von {sites} Unterkünften mit passenden freien Plätzen",
                "the best of {sites} sites with suitable free places"
            ),
        }
    }

    fn load(&self, reason: &Reason) -> Text {
        let (before, after) = reason.load;
        let Text { de, en } = number::decimal(100.0 * after, 0);
        if libm::round(100.0 * after) == 100.0 {
            return text!(
                "Stadtteil liegt damit bei seinem Anteil ({de}\u{a0}%)",
                "the district then is at its share ({en}%)"
            );
        }
        if after < 1.0 {
            return text!(
                "Stadtteil bleibt unter seinem Anteil ({de}\u{a0}% davon)",
                "the district stays below its share ({en}% of it)"
            );
        }
        if before < 1.0 {
            return text!(
                "Stadtteil lag unter seinem Anteil und erreicht {de}\u{a0}% davon",
                "the district was below its share and reaches {en}% of it"
            );
        }
        match reason.lower_is_taken {
            None => text!(
                "Stadtteil über seinem Anteil ({de}\u{a0}%), in weniger belasteten ist nichts Passendes frei",
                "the district is above its share ({en}%), in less loaded ones nothing suitable is free"
            ),
            Some(true) => text!(
                "Stadtteil über seinem Anteil ({de}\u{a0}%), in weniger belasteten geht das Passende an andere",
                "the district is above its share ({en}%), in less loaded ones what suits goes to others"
            ),
            Some(false) => text!(
                "Stadtteil über seinem Anteil ({de}\u{a0}%)",
                "the district is above its share ({en}%)"
            ),
        }
    }

    /// Names of what a household needs.
    fn needs(&self, row: usize) -> Vec<&str> {
        self.names_of(self.draft.today.needy[row].seeker.needs)
    }

    fn names_of(&self, needs: NeedSet) -> Vec<&str> {
        let names = self.scenario.needs.iter().enumerate();
        names
            .filter(|(bit, _)| needs.0 & (1 << bit) != 0)
            .map(|(_, name)| name.as_str())
            .collect()
    }

    /// The second best site and what it would have cost.
    pub fn second_best(&self, other: &Alternative) -> Text {
        let Text { de, en } = self.price(other);
        match other.site {
            Some(site) => {
                let site = self.site(site);
                text!("{site}: {de}", "{site}: {en}")
            }
            None => text!("keine; ohne diesen Platz {de}", "none; without this place {en}"),
        }
    }

    /// What a second best would have cost.
    pub fn price(&self, other: &Alternative) -> Text {
        match other.worse {
            None => text!("gleich gut", "equally good"),
            Some(effect) => self.scale.words(effect),
        }
    }

    /// Where the places are, for a household that got one.
    pub fn room(&self, vacancy: usize) -> Text {
        let batch = &self.draft.batch;
        match &batch.vacancies[vacancy].room {
            Room::Units { beds: each, .. } => unit(*each),
            Room::Several { units } => several(units.iter().map(|(_, count)| count).sum()),
            Room::Beds { .. } => match self.draft.places[vacancy].beside {
                Some(_) => text!("Bett in einer geteilten Wohneinheit", "bed in a shared unit"),
                None => text!("Betten", "beds"),
            },
        }
    }

    /// What has been decided about a household.
    pub fn decided(&self, settled: &Settled) -> Text {
        let decision = &settled.decision;
        let by = decision.by.as_deref().unwrap_or("–");
        let mut said = match decision.on {
            Some(on) => {
                let Text { de, en } = number::date(on);
                text!("Entschieden von {by} am {de}.", "Decided by {by} on {en}.")
            }
            None => text!("Entschieden von {by}.", "Decided by {by}."),
        };
        if let Some(reason) = &decision.reason {
            let stop = if reason.ends_with(['.', '!', '?']) {
                ""
            } else {
                "."
            };
            said.de += &format!(" Grund der Abweichung: {reason}{stop}");
            said.en += &format!(" Reason for the override: {reason}{stop}");
        }
        if let Some(set_aside) = self.set_aside(settled) {
            said.de += &format!(" {}", set_aside.de);
            said.en += &format!(" {}", set_aside.en);
        }
        said
    }

    /// What the officer has set aside, so that nobody does so unawares.
    fn set_aside(&self, settled: &Settled) -> Option<Text> {
        let site = settled.decision.site?.index();
        let seeker = settled.needy.seeker;
        if !self.draft.today.layout.sites[site].admits(seeker) {
            return Some(text!(
                "Achtung: Für solche Haushalte ist die Unterkunft nicht vorgesehen.",
                "Note: the site is not meant for such households."
            ));
        }
        if settled.meets_needs {
            return None;
        }
        let names = self.names_of(seeker.needs);
        Some(match names.is_empty() {
            true => text!(
                "Achtung: Die Wohneinheit ist für Haushalte mit besonderem Bedarf vorgesehen.",
                "Note: the unit is meant for households with special needs."
            ),
            false => {
                let Text { de, en } = quoted(&names);
                text!(
                    "Achtung: Was der Haushalt braucht, bietet der Platz nicht ({de}).",
                    "Note: the place does not offer what the household needs ({en})."
                )
            }
        })
    }

    /// Why a household needs a place, where it is not that it waits.
    pub fn cause(&self, cause: Cause) -> Option<Text> {
        let name = |site: crate::ids::SiteId| self.scenario.sites[site.index()].name.as_str();
        match cause {
            Cause::Waits => None,
            Cause::SiteCloses(site) => {
                let site = name(site);
                Some(text!(
                    "muss ausziehen, {site} schließt",
                    "has to leave, {site} closes"
                ))
            }
            Cause::SleepsInEmergency(site) => {
                let site = name(site);
                Some(text!("schläft in {site}", "sleeps in {site}"))
            }
            Cause::NoRoomThere(site) => {
                let site = name(site);
                Some(text!(
                    "steht im Verzeichnis für {site}, dort ist aber kein Platz",
                    "is registered in {site}, which has no room for it"
                ))
            }
        }
    }

    /// Why a household has no place.
    pub fn obstacle(&self, row: usize, obstacle: &Obstacle) -> Text {
        let Text { de, en } = quoted(&self.needs(row));
        let size = persons(f64::from(self.draft.today.needy[row].seeker.size));
        let (size_de, size_en) = (size.de, size.en);
        match obstacle {
            Obstacle::NothingOpen => text!(
                "Keine Unterkunft ist an diesem Tag offen.",
                "No site is open on that day."
            ),
            Obstacle::NotAdmitted => text!(
                "Keine offene Unterkunft nimmt solche Haushalte auf ({size_de}).",
                "No open site takes such households in ({size_en})."
            ),
            Obstacle::NeedNotOffered => text!(
                "Keine offene Unterkunft, die den Haushalt aufnimmt, bietet {de}.",
                "No open site that takes the household in offers {en}."
            ),
            Obstacle::NoUnitLargeEnough(largest) => text!(
                "Keine Wohneinheit ist groß genug für {size_de}; die größte passende hat {largest} Betten.",
                "No unit is large enough for {size_en}; the largest suitable one has {largest} beds."
            ),
            Obstacle::NothingFree(sites) => {
                let sites = self.sites(sites);
                text!(
                    "Alles, was passt, ist belegt: {sites}.",
                    "Everything suitable is occupied: {sites}."
                )
            }
            Obstacle::TooManyOfAge(sites) => {
                let sites = self.sites(sites);
                text!(
                    "Die Plätze für eine Altersgruppe reichen nicht: {sites}.",
                    "The places for an age class do not suffice: {sites}."
                )
            }
            Obstacle::GoesToOthers(sites) => {
                let sites = self.sites(sites);
                text!(
                    "Was passt, reicht nicht für alle und geht an andere: {sites}.",
                    "What suits is not enough for everybody and goes to others: {sites}."
                )
            }
        }
    }

    /// What would help a household without a place.
    pub fn remedy(&self, row: usize, obstacle: &Obstacle) -> Text {
        let needs = self.needs(row);
        let size = u32::from(self.draft.today.needy[row].seeker.size);
        let Text {
            de: wanted_de,
            en: wanted_en,
        } = unit(size);
        let Text {
            de: adj_de,
            en: adj_en,
        } = adjective(&needs);
        match obstacle {
            Obstacle::NothingOpen => text!("eine offene Unterkunft", "a site that is open"),
            Obstacle::NotAdmitted => text!(
                "eine Unterkunft für solche Haushalte öffnen, oder eine Ausnahme entscheiden",
                "a site that takes such households in, or an exception by decision"
            ),
            Obstacle::TooManyOfAge(_) => text!(
                "mehr Plätze für diese Altersgruppe",
                "more places for this age class"
            ),
            _ => text!(
                "eine weitere freie {adj_de}{wanted_de} oder größer",
                "another free {adj_en}{wanted_en} or larger"
            ),
        }
    }
}

/// „Wohneinheit mit 4 Betten“.
pub fn unit(count: u32) -> Text {
    let Text { de, en } = beds(count);
    text!("Wohneinheit mit {de}", "unit with {en}")
}

fn several(count: u32) -> Text {
    text!("{count} Wohneinheiten", "{count} units")
}

/// A need in front of „Wohneinheit“, with a blank; others than the usual ones are quoted.
fn adjective(needs: &[&str]) -> Text {
    let words = needs.iter().map(|need| match *need {
        "step-free" => text!("stufenlose ", "step-free "),
        other => text!("als „{other}“ geführte ", "`{other}` "),
    });
    words.fold(Text::same(""), |all, word| Text {
        de: all.de + &word.de,
        en: all.en + &word.en,
    })
}

fn quoted(needs: &[&str]) -> Text {
    let list = |open: &str, close: &str| {
        let quoted: Vec<String> = needs.iter().map(|need| format!("{open}{need}{close}")).collect();
        quoted.join(", ")
    };
    Text {
        de: list("„", "“"),
        en: list("`", "`"),
    }
}

/// Parts of a sentence, with a capital and a full stop.
fn sentence(parts: &[Text]) -> Text {
    let joined = |lang: fn(&Text) -> &String| {
        let parts: Vec<&str> = parts.iter().map(|part| lang(part).as_str()).collect();
        parts.join("; ") + "."
    };
    let joined = Text {
        de: joined(|text| &text.de),
        en: joined(|text| &text.en),
    };
    joined.capitalised()
}
