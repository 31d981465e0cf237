//! What a difference between two plans means, in words and in the unit that people know.

use crate::placement::{Plan, Stage};
use crate::proposal::{Draft, EUR_PER_MONTH, Effect, Ways};
use crate::report::number;
use crate::text;
use crate::text::Text;

/// What the whole numbers of the stages are worth in units for people.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Persons in placement with the plan, at least 1.
    persons: f64,
    ways: Ways,
    score_step: f64,
    /// What [`Stage::Mixing`] leaves out: persons² by target part before the plan.
    uneven_before: f64,
}

impl Scale {
    pub fn of(draft: &Draft, plan: &Plan) -> Scale {
        let batch = &draft.batch;
        let before = |district: &crate::placement::District| {
            let persons = f64::from(district.persons);
            persons * persons * district.inverse as f64
        };
        Scale {
            persons: plan.district_persons(batch).iter().sum::<i64>().max(1) as f64,
            ways: draft.ways,
            score_step: draft.score_step(),
            uneven_before: batch.districts.iter().map(before).sum(),
        }
    }

    /// A value of a stage in the unit of [`Scale::unit`].
    pub fn value(&self, stage: Stage, value: i64) -> f64 {
        match stage {
            Stage::Mixing => (value as f64 + self.uneven_before) / 1e6 / (self.persons * self.persons),
            _ => self.difference(stage, value),
        }
    }

    /// A difference of two values of a stage in its unit; of scores, smaller is worse.
    pub fn difference(&self, stage: Stage, by: i64) -> f64 {
        let by = by as f64;
        match stage {
            Stage::Overload => by / 1e6 / self.persons,
            Stage::Mixing => by / 1e6 / (self.persons * self.persons),
            Stage::Score => 0.0 - by * self.score_step,
            Stage::Distance if self.ways == Ways::Metres => by / 1000.0,
            Stage::Cost => by * EUR_PER_MONTH,
            _ => by,
        }
    }

    /// The name of a stage, for values in these units.
    pub fn name(&self, stage: Stage) -> Text {
        match stage {
            Stage::Cost => text!("Kosten der vergebenen Plätze", "cost of the places given"),
            Stage::Score => text!("Summe der Bewertungen", "sum of the scores"),
            Stage::Distance if self.ways == Ways::Unmet => text!(
                "offene Wünsche von Haushalten und Stadtteilen",
                "preferences of households and districts left unmet"
            ),
            other => other.name(),
        }
    }

    /// The unit of a stage, for machines.
    pub fn unit(&self, stage: Stage) -> &'static str {
        match stage {
            Stage::Overdue => "days",
            Stage::Trade => "",
            Stage::Leaving | Stage::Unmet | Stage::Limits => "persons",
            Stage::Needs | Stage::Moves => "households",
            Stage::Overload | Stage::Mixing => "load (1 = the district's share)",
            Stage::Score => "score",
            Stage::Distance if self.ways == Ways::Metres => "km",
            Stage::Distance if self.ways == Ways::Unmet => "preferences left unmet",
            Stage::Distance => "households outside the preferred district",
            Stage::Cost => "EUR per month",
        }
    }

    /// A value of a stage for people.
    pub fn shown(&self, stage: Stage, value: i64) -> Text {
        let value = self.value(stage, value);
        match stage {
            Stage::Leaving | Stage::Unmet | Stage::Limits => persons(value),
            Stage::Needs | Stage::Moves => households(value),
            Stage::Overload | Stage::Mixing => {
                let Text { de, en } = number::decimal(100.0 * value, 1);
                text!("{de}\u{a0}%", "{en}%")
            }
            Stage::Overdue => {
                let days = rounded(value);
                number::counted(days, ("Tag", "Tage"), ("day", "days"))
            }
            Stage::Trade => number::decimal(value, 0),
            Stage::Score => number::decimal(value, 3),
            Stage::Distance if self.ways == Ways::Metres => {
                let Text { de, en } = number::decimal(value, 1);
                text!("{de}\u{a0}km", "{en}\u{a0}km")
            }
            Stage::Distance if self.ways == Ways::Unmet => wishes(value),
            Stage::Distance => households(value),
            Stage::Cost => euros_per_month(value),
        }
    }

    /// A difference in words: „4 Personen mehr ohne Platz“, „um 120 € im Monat günstiger“.
    pub fn words(&self, effect: Effect) -> Text {
        let by = self.difference(effect.stage, effect.by);
        let size = by.abs();
        let (more_de, more_en) = if by > 0.0 {
            ("mehr", "more")
        } else {
            ("weniger", "fewer")
        };
        let (up_de, up_en) = if by > 0.0 {
            ("höher", "higher")
        } else {
            ("niedriger", "lower")
        };
        match effect.stage {
            Stage::Unmet => {
                let Text { de, en } = persons(size);
                text!("{de} {more_de} ohne Platz", "{en} {more_en} without a place")
            }
            Stage::Leaving => {
                let Text { de, en } = persons(size);
                text!(
                    "{de} aus schließenden Unterkünften {more_de} ohne neuen Platz",
                    "{en} {more_en} from closing sites without a new place"
                )
            }
            Stage::Overdue | Stage::Trade => {
                let Text { de, en } = number::decimal(size, 0);
                text!(
                    "{de} Tage über der geschützten Wartezeit {more_de}",
                    "{en} {more_en} days beyond the protected waiting time"
                )
            }
            Stage::Needs => {
                let Text { de, en } = households(size);
                text!(
                    "{de} mit besonderem Bedarf {more_de} ohne Platz",
                    "{en} with special needs {more_en} without a place"
                )
            }
            Stage::Limits => {
                let Text { de, en } = persons(size);
                text!(
                    "{de} {more_de} über dem Höchstanteil oder unter der Mindestgruppe",
                    "{en} {more_en} above the maximum share or below the smallest cluster"
                )
            }
            Stage::Overload => {
                let Text { de, en } = points(size);
                text!(
                    "höchste Belastung eines Stadtteils {de} seines Anteils {up_de}",
                    "highest load of a district {en} of its share {up_en}"
                )
            }
            Stage::Mixing => {
                let Text { de, en } = points(size);
                text!(
                    "mittlere Belastung der Stadtteile {de} {up_de}",
                    "mean load of the districts {en} {up_en}"
                )
            }
            Stage::Score => {
                let Text { de, en } = number::decimal(size, 3);
                text!("Summe der Bewertungen {de} {up_de}", "sum of scores {en} {up_en}")
            }
            Stage::Distance if self.ways == Ways::Metres => {
                let Text { de, en } = number::decimal(size, 1);
                let (far_de, far_en) = if by > 0.0 {
                    ("weiter", "longer")
                } else {
                    ("kürzer", "shorter")
                };
                text!(
                    "Wege zum Wunschstadtteil zusammen {de}\u{a0}km {far_de}",
                    "ways to the preferred districts {en}\u{a0}km {far_en} in all"
                )
            }
            Stage::Distance if self.ways == Ways::Unmet => {
                let Text { de, en } = wishes(size);
                text!("{de} {more_de} offen", "{en} {more_en} left unmet")
            }
            Stage::Distance => {
                let Text { de, en } = households(size);
                text!(
                    "{de} {more_de} außerhalb des Wunschstadtteils",
                    "{en} {more_en} outside the preferred district"
                )
            }
            Stage::Cost => {
                let Text { de, en } = euros_per_month(size);
                let (dear_de, dear_en) = if by > 0.0 {
                    ("teurer", "dearer")
                } else {
                    ("günstiger", "cheaper")
                };
                text!("{de} {dear_de}", "{en} {dear_en}")
            }
            Stage::Moves => {
                let Text { de, en } = households(size);
                text!("Umzüge: {de} {more_de}", "moves: {en} {more_en}")
            }
        }
    }
}

fn wishes(value: f64) -> Text {
    number::counted(
        rounded(value),
        ("Wunsch", "Wünsche"),
        ("preference", "preferences"),
    )
}

pub fn persons(value: f64) -> Text {
    number::counted(rounded(value), ("Person", "Personen"), ("person", "persons"))
}

pub fn households(value: f64) -> Text {
    number::counted(
        rounded(value),
        ("Haushalt", "Haushalte"),
        ("household", "households"),
    )
}

pub fn beds(value: u32) -> Text {
    number::counted(u64::from(value), ("Bett", "Betten"), ("bed", "beds"))
}

fn rounded(value: f64) -> u64 {
    libm::round(value.max(0.0)) as u64
}

pub fn euros_per_month(value: f64) -> Text {
    let Text { de, en } = number::decimal(value, 2);
    text!("{de}\u{a0}€ im Monat", "€{en} a month")
}

/// A load in percentage points; what would be shown as nought is said to be less than that.
fn points(value: f64) -> Text {
    let points = 100.0 * value;
    if points < 0.05 {
        return text!(
            "um weniger als 0,1\u{a0}Prozentpunkte",
            "by less than 0.1 percentage points"
        );
    }
    let Text { de, en } = number::decimal(points, 1);
    text!("um {de}\u{a0}Prozentpunkte", "by {en} percentage points")
}
