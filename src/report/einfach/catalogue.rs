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
    NameOfCase,
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
    Services,
    /// Heading.
    HowSure,
    /// Heading.
    Words,
    /// Heading.
    Checked,
    /// Heading.
    Cases,
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
    /// How early the day may come: in some of the computations.
    FirstDayEarly(String),
    /// How late the day may come: in some of the computations.
    FirstDayLate(String),
    /// In some of the computations the day does not come.
    FirstDayNever,
    /// Nights without a place.
    Nights(String),
    /// Persons at the peak.
    Peak(String),
    /// Where the number before lies in nine of ten computations.
    Spread(String, String),
    /// How exactly the number before is known.
    About(String, String),
    /// What it costs.
    Costs(String),
    /// What a service is.
    WhatIsAService,
    /// No service becomes short.
    ServicesEnough,
    /// A service may become short.
    ServiceTight(String),
    /// A service is not enough.
    ServiceShort(String),
    /// Nobody knows what a service offers.
    ServiceUnknown(String),
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
    /// A case has a letter.
    CaseIs(char, String),
    /// The first case is as before.
    AsBefore(char),
    /// A case, before what is said of it.
    OfCase(char),
    /// A case costs less than the first.
    CostsLess(char, char),
    /// A case costs more than the first.
    CostsMore(char, char),
    /// A case costs the same.
    CostsSame(char, char),
    /// There is no certain difference in cost.
    CostsUnclear(char, char),
    /// The difference in euros.
    Difference(String),
    /// The cases cannot be compared fairly.
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
            TitleOfComparison => "Wie unterscheiden sich die Fälle?".into(),
            Foot => "Ein Computer hat diese Zahlen berechnet.".into(),
            NameOfCase => "Name".into(),
            NameOfOffice => "Fragen beantwortet".into(),
            NameOfDate => "Datum".into(),
            Important => "Das Wichtigste".into(),
            Cost => "Was kostet das?".into(),
            Districts => "Wo wohnen die Menschen?".into(),
            Services => "Reichen die Angebote?".into(),
            HowSure => "Wie sicher ist das?".into(),
            Words => "Schwere Wörter".into(),
            Checked => "Wer hat den Text geprüft?".into(),
            Cases => "Die Fälle".into(),
            Enough => "Die Plätze reichen.".into(),
            Tight => "Die Plätze können knapp werden.".into(),
            NotEnough => "Die Plätze reichen nicht.".into(),
            MissingIn(some, all) => format!("In {some} von {all} Rechnungen fehlt ein Platz."),
            MissingInNone => {
                "In keiner Rechnung fehlt ein Platz. Trotzdem kann einmal ein Platz fehlen.".into()
            }
            MissingInAll => "In allen Rechnungen fehlt ein Platz.".into(),
            FirstDay(day) => format!("In 5 von 10 Rechnungen fehlt bis zum {day} ein Platz."),
            FirstDayEarly(day) => format!("In manchen Rechnungen fehlt ein Platz schon am {day}."),
            FirstDayLate(day) => format!("In anderen Rechnungen fehlt ein Platz erst am {day}."),
            FirstDayNever => "In anderen Rechnungen fehlt nie ein Platz.".into(),
            Nights(number) => format!(
                "Manche Menschen haben in der Nacht keinen Platz. Wir zählen alle diese Nächte zusammen. Das sind {number} Nächte."
            ),
            Peak(number) => format!(
                "In den Unterkünften wohnen nicht immer gleich viele Menschen. An einem Tag sind es am meisten. Dann sind es {number} Menschen."
            ),
            Spread(low, high) => format!("In 9 von 10 Rechnungen sind es {low} bis {high}."),
            About(low, high) => {
                format!("Diese Zahl ist nicht ganz genau. Sie liegt wohl zwischen {low} und {high}.")
            }
            WhatIsAService => {
                "Menschen brauchen auch Angebote. Ein Angebot ist zum Beispiel ein Sprachkurs.".into()
            }
            ServicesEnough => "Bei den Angeboten gibt es wohl genug Plätze.".into(),
            ServiceTight(name) => format!("Dieses Angebot kann knapp werden: {name}."),
            ServiceShort(name) => format!("Dieses Angebot reicht nicht für alle: {name}."),
            ServiceUnknown(name) => format!("Über dieses Angebot wissen wir zu wenig: {name}."),
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
            CaseIs(letter, name) => format!("Fall {letter} heißt: {name}."),
            AsBefore(letter) => format!("Bei Fall {letter} bleibt alles wie bisher."),
            OfCase(letter) => format!("Fall {letter}"),
            CostsLess(one, base) => format!("Fall {one} kostet weniger als Fall {base}."),
            CostsMore(one, base) => format!("Fall {one} kostet mehr als Fall {base}."),
            CostsSame(one, base) => format!("Fall {one} kostet genau so viel wie Fall {base}."),
            CostsUnclear(one, base) => {
                format!("Fall {one} und Fall {base} kosten ungefähr gleich viel.")
            }
            Difference(number) => format!("Der Unterschied ist {number} Euro."),
            Unfair(letter) => {
                format!("Fall {letter} ist anders gerechnet. Darum kann man ihn nicht genau vergleichen.")
            }
            Public => "Dieser Text ist für alle. Manche Zahlen lassen wir darum weg.".into(),
        }
    }

    /// The words as a text of a page. The page is in German, whatever the language.
    pub fn text(&self) -> Text {
        Text::same(self.words())
    }
}
