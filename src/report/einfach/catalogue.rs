//! Every statement of the page in Einfache Sprache: one enum, one match. A statement without
//! words does not compile.
//!
//! Each has one statement per sentence, at most twelve words, no abbreviation, no chain of
//! genitives, digits for numbers. A linter in the tests holds all of them to it.

use crate::text::Text;

/// Something that the page can say. Numbers and names come in as they are shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Say {
    /// What kind of page it is.
    Kicker,
    /// Title of a run.
    Title,
    /// Title of a comparison.
    TitleOfComparison,
    /// The last line.
    Foot,
    /// Name of a fact.
    NameOfPlan,
    /// Name of a fact.
    NameOfOffice,
    /// Name of a fact.
    NameOfDate,
    /// Heading.
    Important,
    /// Heading.
    Cost,
    /// Heading.
    Districts,
    /// Heading.
    HowSure,
    /// Heading.
    Words,
    /// Heading.
    Checked,
    /// Heading.
    Plans,
    /// There is room.
    Enough,
    /// It may become tight.
    Tight,
    /// There is not enough room.
    NotEnough,
    /// In how many computations a place is missing.
    MissingIn(u32, String),
    /// In none.
    MissingInNone,
    /// In all.
    MissingInAll,
    /// The day by which a place is missing in half of the computations.
    FirstDay(String),
    /// From when on the day may lie.
    FirstDayFrom(String),
    /// Until when the day may lie.
    FirstDayUntil(String),
    /// The day may also be later, or never come.
    FirstDayOpen,
    /// Nights without a place.
    Nights(String),
    /// Persons at the peak.
    Peak(String),
    /// The range of the number before.
    Range(String, String),
    /// What it costs.
    Costs(String),
    /// Where most people live, measured by residents.
    Most(String),
    /// How many there.
    PerThousand(String),
    /// How often was computed.
    Computed(String),
    /// What a computation is.
    WhatIsComputed,
    /// Nobody knows the future.
    NobodyKnows,
    /// The numbers are no promise.
    NoPromise,
    /// The numbers rest on assumptions.
    Assumptions,
    /// The long report says more.
    LongReport,
    /// A word.
    WordSite,
    /// What it means.
    MeaningSite,
    /// A word.
    WordComputation,
    /// What it means.
    MeaningComputation,
    /// A word.
    WordNight,
    /// What it means.
    MeaningNight,
    /// Nobody has checked the page.
    NotChecked,
    /// It is no Leichte Sprache.
    NoEasyLanguage,
    /// Reviewed text: who reviewed it.
    CheckedBy(String),
    /// Reviewed text: when.
    CheckedOn(String),
    /// A plan has a letter.
    PlanIs(char, String),
    /// The first plan is as before.
    AsBefore(char),
    /// A plan, before what is said of it.
    OfPlan(char),
    /// A plan costs less than the first.
    CostsLess(char, char),
    /// A plan costs more than the first.
    CostsMore(char, char),
    /// A plan costs the same.
    CostsSame(char, char),
    /// There is no certain difference in cost.
    CostsUnclear(char, char),
    /// The difference in euros.
    Difference(String),
    /// The plans cannot be compared fairly.
    Unfair(char),
    /// Public edition.
    Public,
}

impl Say {
    /// The words, in German only.
    pub fn words(&self) -> String {
        use Say::*;
        match self {
            Kicker => "In Einfacher Sprache".into(),
            Title => "Haben alle Menschen einen Platz?".into(),
            TitleOfComparison => "Welcher Plan ist besser?".into(),
            Foot => "Ein Computer hat diese Zahlen berechnet.".into(),
            NameOfPlan => "Plan".into(),
            NameOfOffice => "Fragen beantwortet".into(),
            NameOfDate => "Datum".into(),
            Important => "Das Wichtigste".into(),
            Cost => "Was kostet das?".into(),
            Districts => "Wo wohnen die Menschen?".into(),
            HowSure => "Wie sicher ist das?".into(),
            Words => "Schwere Wörter".into(),
            Checked => "Wer hat den Text geprüft?".into(),
            Plans => "Die Pläne".into(),
            Enough => "Die Plätze reichen.".into(),
            Tight => "Die Plätze können knapp werden.".into(),
            NotEnough => "Die Plätze reichen nicht.".into(),
            MissingIn(some, all) => format!("In {some} von {all} Rechnungen fehlt ein Platz."),
            MissingInNone => {
                "In keiner Rechnung fehlt ein Platz. Trotzdem kann einmal ein Platz fehlen.".into()
            }
            MissingInAll => "In allen Rechnungen fehlt ein Platz.".into(),
            FirstDay(day) => format!("In 5 von 10 Rechnungen fehlt bis zum {day} ein Platz."),
            FirstDayFrom(day) => {
                format!("Dieser Tag kann auch früher sein. Früher als {day} ist er wohl nicht.")
            }
            FirstDayUntil(day) => {
                format!("Dieser Tag kann auch später sein. Später als {day} ist er wohl nicht.")
            }
            FirstDayOpen => "Dieser Tag kann auch viel später sein. Vielleicht kommt er nie.".into(),
            Nights(number) => format!(
                "Manche Menschen haben in der Nacht keinen Platz. Wir zählen alle diese Nächte zusammen. Das sind {number} Nächte."
            ),
            Peak(number) => format!(
                "In den Unterkünften wohnen nicht immer gleich viele Menschen. An einem Tag sind es am meisten. Dann sind es {number} Menschen."
            ),
            Range(low, high) => format!("Es können auch {low} bis {high} sein."),
            Costs(number) => format!("Die Unterkünfte kosten zusammen {number} Euro."),
            Most(name) => format!("Für seine Größe trägt dieser Stadtteil am meisten: {name}."),
            PerThousand(number) => format!(
                "Wir vergleichen mit 1.000 Einwohnern. Dazu kommen dort {number} Menschen in Unterkünften."
            ),
            Computed(number) => format!("Ein Computer hat {number} Mal gerechnet."),
            WhatIsComputed => {
                "Jede Rechnung ist eine mögliche Zukunft. In jeder Rechnung kommen andere Menschen.".into()
            }
            NobodyKnows => "Niemand kennt die Zukunft. Darum nennen wir oft 2 Zahlen.".into(),
            NoPromise => "Die Zahlen sind kein Versprechen.".into(),
            Assumptions => {
                "Für die Rechnung braucht man Annahmen. Manche Annahmen sind vielleicht falsch.".into()
            }
            LongReport => "Es gibt auch einen langen Bericht. Dort stehen alle Zahlen.".into(),
            WordSite => "Unterkunft".into(),
            MeaningSite => "Das ist ein Haus oder eine Wohnung von der Stadt.".into(),
            WordComputation => "Rechnung".into(),
            MeaningComputation => {
                "Der Computer denkt sich eine mögliche Zukunft aus. Dann zählt er die Plätze.".into()
            }
            WordNight => "Nacht ohne Platz".into(),
            MeaningNight => "1 Mensch hat in 1 Nacht keinen Platz.".into(),
            NotChecked => "Dieser Text ist noch nicht geprüft.".into(),
            NoEasyLanguage => "Er ist in Einfacher Sprache. Er ist nicht in Leichter Sprache.".into(),
            CheckedBy(name) => format!("Diesen Text in Leichter Sprache hat geprüft: {name}."),
            CheckedOn(day) => format!("Die Prüfung war am {day}."),
            PlanIs(letter, name) => format!("Plan {letter} heißt: {name}."),
            AsBefore(letter) => format!("Bei Plan {letter} bleibt alles wie bisher."),
            OfPlan(letter) => format!("Plan {letter}"),
            CostsLess(one, base) => format!("Plan {one} kostet weniger als Plan {base}."),
            CostsMore(one, base) => format!("Plan {one} kostet mehr als Plan {base}."),
            CostsSame(one, base) => format!("Plan {one} kostet genau so viel wie Plan {base}."),
            CostsUnclear(one, base) => {
                format!("Plan {one} und Plan {base} kosten ungefähr gleich viel.")
            }
            Difference(number) => format!("Der Unterschied ist {number} Euro."),
            Unfair(letter) => {
                format!("Plan {letter} ist anders gerechnet. Darum kann man ihn nicht genau vergleichen.")
            }
            Public => "Dieser Text ist für alle. Manche Zahlen lassen wir darum weg.".into(),
        }
    }

    /// The words as a text of a page. The page is in German, whatever the language.
    pub fn text(&self) -> Text {
        Text::same(self.words())
    }
}
