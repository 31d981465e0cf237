//! Words about how sure the numbers are.

use crate::report::number;
use crate::text;
use crate::text::Text;

/// Heading.
pub fn title() -> Text {
    text!("Wie sicher das ist", "How sure this is")
}

/// Source: the number of replications.
pub fn chance(replications: &Text, risk: &Text) -> Text {
    let (a, b, c, d) = (&replications.de, &risk.de, &replications.en, &risk.en);
    text!(
        "Zahl der Rechnungen: Es sind {a}. Mit mehr Rechnungen werden die 95-%-Intervalle enger, mit viermal so vielen halb so breit. Heute heißt das für einen Engpass: {b}.",
        "Number of courses: {c}. With more courses the 95% intervals become narrower, half as wide with four times as many. For a shortage this means today: {d}."
    )
}

/// Source: the futures.
pub fn futures() -> Text {
    text!(
        "Zufall der Zukunft: Wie viele Menschen wann kommen, wie lange sie bleiben und ob ein Bau sich verspätet, ist in jeder Rechnung anders. Das zeigt die Spanne; mehr Rechnungen machen sie nicht kleiner.",
        "Chance of the future: how many people come when, how long they stay and whether a building is late differs from course to course. The spread shows it; more courses do not make it smaller."
    )
}

/// Source: values without a source.
pub fn assumptions(unsourced: usize, all: usize) -> Text {
    let (without, all) = (number::whole(unsourced as u64), number::whole(all as u64));
    let (a, b, c, d) = (&without.de, &all.de, &without.en, &all.en);
    text!(
        "Annahmen: Von {b} gesetzten Zahlen haben {a} keine Quelle. Kein Intervall enthält den Fehler, der entsteht, wenn eine davon falsch ist.",
        "Assumptions: of {d} numbers that were set, {c} have no source. No interval contains the error that arises when one of them is wrong."
    )
}

/// Source: the model.
pub fn model() -> Text {
    text!(
        "Das Modell selbst: Es kennt nur, was im Szenario steht. Neue Gesetze, neue Kriege, Klagen und Entscheidungen des Rates, die dort nicht stehen, kommen nicht vor.",
        "The model itself: it knows only what stands in the scenario. New laws, new wars, court cases and decisions of the council that do not stand there do not occur."
    )
}

/// Heading of past errors.
pub fn past_title() -> Text {
    text!("Frühere Fehler", "Past errors")
}

/// Past errors, where none are recorded.
pub fn past() -> Text {
    text!(
        "Wie weit frühere Rechnungen für diese Kommune neben der Wirklichkeit lagen, ist hier nicht festgehalten. Wer das wissen will, rechnet von einem vergangenen Tag an mit dem damaligen Wissen und hält die Belegung der Monate danach daneben.",
        "How far earlier computations for this town were from what happened is not recorded here. Whoever wants to know it computes from a past day with the knowledge of that day and compares with the occupancy of the months after."
    )
}

/// Heading of what would change the picture.
pub fn change_title() -> Text {
    text!("Was das Bild ändern würde", "What would change the picture")
}

/// The assumption that moves a figure most.
pub fn matters_most(figure: &Text, assumption: &Text) -> Text {
    let (a, b, c, d) = (&figure.de, &assumption.de, &figure.en, &assumption.en);
    text!(
        "{a}: am meisten eine andere Annahme zu „{b}“.",
        "{c}: most of all another assumption on “{d}”."
    )
}

/// It was not computed which assumptions matter.
pub fn not_computed() -> Text {
    text!(
        "Welche Annahmen am meisten ausmachen, wurde in diesem Lauf nicht gerechnet (quartier run --tornado).",
        "Which assumptions matter most was not computed in this run (quartier run --tornado)."
    )
}

/// What would always change it.
pub fn always() -> Vec<Text> {
    vec![
        text!(
            "Eine Unterkunft, die früher wegfällt oder später kommt, als im Szenario steht.",
            "A site that goes earlier or comes later than the scenario says."
        ),
        text!(
            "Ein Zustrom, wie ihn keine der Gruppen im Szenario kennt.",
            "A surge such as none of the groups of the scenario knows."
        ),
    ]
}
