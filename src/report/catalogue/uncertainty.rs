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
        "Wie weit frühere Planungen und Rechnungen für diese Kommune neben der Wirklichkeit lagen, ist in diesem Szenario nicht festgehalten. Festhalten lässt es sich unter [past]: was erwartet wurde, was kam, an welchem Tag, aus welcher Quelle.",
        "How far earlier plans and computations for this town were from what happened is not recorded in this scenario. It can be recorded under [past]: what was expected, what came, on which day, from which source."
    )
}

/// What the table of past errors is good for.
pub fn past_lead(count: usize) -> Text {
    let cases = match count {
        1 => text!("Ein früherer Fall ist", "One case of the past is"),
        _ => text!("{count} frühere Fälle sind", "{count} cases of the past are"),
    };
    let (de, en) = (cases.de, cases.en);
    text!(
        "{de} festgehalten: was für diese Kommune erwartet wurde und was kam. Solche Fehler können sich wiederholen; die Spannen dieser Seite enthalten sie nur, soweit die Annahmen zum Zugang so weit streuen.",
        "{en} recorded: what was expected for this town and what came. Such errors may happen again; the spreads of this page contain them only as far as the assumptions on arrivals reach."
    )
}

/// The expectation that was furthest off.
pub fn largest_miss(what: &Text, error: &Text) -> Text {
    let (a, b, c, d) = (&what.de, &error.de, &what.en, &error.en);
    text!(
        "Am weitesten daneben lag „{a}“: {b}.",
        "Furthest off was “{c}”: {d}."
    )
}

/// How often what came lay in the range that was named.
pub fn in_named_range(inside: usize, all: usize) -> Text {
    match (inside, all) {
        (0, 1) => text!(
            "In dem einen Fall, in dem eine Spanne genannt war, lag das Ergebnis außerhalb.",
            "In the one case for which a range was named, the outcome lay outside it."
        ),
        (1, 1) => text!(
            "In dem einen Fall, in dem eine Spanne genannt war, lag das Ergebnis darin.",
            "In the one case for which a range was named, the outcome lay in it."
        ),
        _ => text!(
            "Von {all} Fällen, in denen eine Spanne genannt war, lag das Ergebnis in {inside} darin.",
            "Of {all} cases for which a range was named, the outcome lay in it in {inside}."
        ),
    }
}

/// Caption of the table of past errors.
pub fn past_caption() -> Text {
    text!(
        "Was früher erwartet wurde und was kam",
        "What was expected in the past and what came"
    )
}

/// Heads of the table of past errors.
pub fn past_columns() -> [Text; 5] {
    [
        text!("Worum es ging", "What it was about"),
        text!("erwartet", "expected"),
        text!("gekommen", "came"),
        text!("Fehler", "error"),
        text!("Quelle", "source"),
    ]
}

/// What is counted where nothing else is said.
pub fn people() -> Text {
    text!("Menschen", "people")
}

/// A number of something that the scenario names.
pub fn of_unit(number: &Text, unit: &Text) -> Text {
    let (a, b, c, d) = (&number.de, &unit.de, &number.en, &unit.en);
    text!("{a}\u{a0}{b}", "{c}\u{a0}{d}")
}

/// On a day.
pub fn on_day(day: &Text) -> Text {
    let Text { de, en } = day;
    text!("am {de}", "on {en}")
}

/// The range that was named.
pub fn range(ends: &Text) -> Text {
    let Text { de, en } = ends;
    text!("Spanne {de}", "range {en}")
}

/// Perhaps more.
pub fn at_least(amount: &Text) -> Text {
    let Text { de, en } = amount;
    text!("mindestens {de}", "at least {en}")
}

/// Nothing was expected.
pub fn came_unexpected() -> Text {
    text!("erwartet war nichts", "nothing was expected")
}

/// Exactly so many came.
pub fn as_expected() -> Text {
    text!("wie erwartet", "as expected")
}

/// In which direction what came lies from what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off {
    /// So much more.
    More,
    /// So much less.
    Less,
    /// So much more, perhaps still more.
    AtLeastMore,
    /// So much less, perhaps not so much.
    AtMostLess,
}

/// The error as a part of what was expected.
pub fn off_by(part: &Text, off: Off) -> Text {
    let Text { de, en } = part;
    match off {
        Off::More => text!("{de} mehr als erwartet", "{en} more than expected"),
        Off::Less => text!("{de} weniger als erwartet", "{en} less than expected"),
        Off::AtLeastMore => text!(
            "mindestens {de} mehr als erwartet",
            "at least {en} more than expected"
        ),
        Off::AtMostLess => text!(
            "höchstens {de} weniger als erwartet",
            "at most {en} less than expected"
        ),
    }
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
