//! Words about the front: what a more even plan for those who wait would cost.

use crate::report::number;
use crate::text;
use crate::text::Text;

/// Heading.
pub fn title() -> Text {
    text!("Was Mischung kostet", "What mixing costs")
}

/// What is shown.
pub fn lead(plans: usize) -> Text {
    text!(
        "Wer auf der Warteliste steht, kann auf verschiedene Weise untergebracht werden: möglichst günstig, möglichst gleichmäßig über die Stadtteile oder dazwischen. Hier stehen {plans} Vorschläge für den ersten Tag, vom günstigsten zum gleichmäßigsten. Jeder weitere ist gleichmäßiger und teurer als der vorige.",
        "Those on the waiting list can be placed in different ways: as cheaply as possible, as evenly over the districts as possible, or in between. Here are {plans} plans for the first day, from the cheapest to the most even. Each is more even and dearer than the one before."
    )
}

/// Why no plan costs days of waiting.
pub fn no_days() -> Text {
    text!(
        "Mehr Gleichmaß kostet keinen Wartetag, denn in jedem Vorschlag bekommen zuerst so viele Menschen wie möglich einen Platz; verschieden ist nur, wo.",
        "More evenness costs no days of waiting, as in every plan as many people as possible have a place first; only where differs."
    )
}

/// Title of the chart.
pub fn chart_title() -> Text {
    text!(
        "Höchste Belastung eines Stadtteils je nach Kosten",
        "Highest load of a district by cost"
    )
}

/// What is to be seen: highest and mean load, each of the first and the last plan.
pub fn description(highest: [Text; 2], mean: [Text; 2]) -> Text {
    let course = |[first, last]: [Text; 2]| {
        if first == last {
            let Text { de, en } = last;
            return text!("bleibt bei {de}", "stays at {en}");
        }
        let (from_de, to_de, from_en, to_en) = (first.de, last.de, first.en, last.en);
        text!("geht von {from_de} auf {to_de}", "goes from {from_en} to {to_en}")
    };
    let (highest, mean) = (course(highest), course(mean));
    let (highest_de, mean_de, highest_en, mean_en) = (highest.de, mean.de, highest.en, mean.en);
    text!(
        "Von links (günstig) nach rechts (gleichmäßig): Die höchste Belastung eines Stadtteils {highest_de}, die mittlere {mean_de}.",
        "From the left (cheap) to the right (even): the highest load of a district {highest_en}, the mean load {mean_en}."
    )
}

/// How to read it.
pub fn reading() -> Text {
    text!(
        "Nach rechts wird es teurer, nach unten gleichmäßiger. Jeder Punkt ist ein Vorschlag mit seiner Nummer aus der Tabelle. Wo die Linie steil fällt, bringt wenig Geld viel Gleichmaß; wo sie flach ist, kostet es viel. 100\u{a0}% heißt: Der Stadtteil trägt genau seinen Anteil.",
        "To the right it gets dearer, downwards more even. Each point is a plan with its number from the table. Where the line falls steeply, little money brings much evenness; where it is flat, it costs much. 100% means: the district carries exactly its share."
    )
}

/// The vertical axis.
pub fn axis() -> Text {
    text!("Belastung gegenüber dem Anteil", "load against the share")
}

/// The horizontal axis.
pub fn cost_axis() -> Text {
    text!("Kosten in Euro im Monat", "cost in euros a month")
}

/// What the second line is.
pub fn mean_line() -> Text {
    text!(
        "Belastung, die ein untergebrachter Mensch im Mittel antrifft",
        "load that a placed person meets on average"
    )
}

/// What the line is.
pub fn line() -> Text {
    text!(
        "höchste Belastung eines Stadtteils gegenüber seinem Anteil",
        "highest load of a district against its share"
    )
}

/// Caption of the table.
pub fn caption() -> Text {
    text!(
        "Vorschläge vom günstigsten zum gleichmäßigsten",
        "Plans from the cheapest to the most even"
    )
}

/// Heads of the table.
pub fn columns() -> [Text; 8] {
    [
        text!("Vorschlag", "plan"),
        text!("Kosten", "cost"),
        text!("ohne Platz", "without a place"),
        text!("am stärksten belasteter Stadtteil", "worst district"),
        text!("Dissimilarität D", "dissimilarity D"),
        text!("Wege", "ways"),
        text!("Umzüge", "moves"),
        text!("Preis des Schritts", "price of the step"),
    ]
}

/// Below the table.
pub fn note() -> Text {
    text!(
        "Kosten der vergebenen Plätze. Wege: Kilometer zu den Wunschstadtteilen, alle Haushalte zusammen. Preis des Schritts: was der Vorschlag mehr kostet als der vorige.",
        "Cost of the places given. Ways: kilometres to the preferred districts, all households together. Price of the step: what the plan costs more than the one before."
    )
}

/// Euros a month.
pub fn euros(value: f64) -> Text {
    let Text { de, en } = number::decimal(value, 0);
    text!("{de}\u{a0}€ im Monat", "€{en} a month")
}

/// A load in per cent of the share.
pub fn load(value: f64) -> Text {
    let Text { de, en } = number::decimal(100.0 * value, 1);
    text!("{de}\u{a0}%", "{en}%")
}

/// Persons.
pub fn persons(count: u32) -> Text {
    number::counted(u64::from(count), ("Person", "Personen"), ("person", "persons"))
}

/// Kilometres.
pub fn kilometres(value: f64) -> Text {
    let Text { de, en } = number::decimal(value, 1);
    text!("{de}\u{a0}km", "{en}\u{a0}km")
}

/// Longer or shorter ways of a step.
pub fn longer_ways(value: f64) -> Text {
    let Text { de, en } = kilometres(value.abs());
    if value.abs() < 0.05 {
        return text!("Wege gleich lang", "ways as long");
    }
    if value < 0.0 {
        text!("Wege {de} kürzer", "ways {en} shorter")
    } else {
        text!("Wege {de} länger", "ways {en} longer")
    }
}

/// Days of waiting of a step.
pub fn days(count: i64) -> Text {
    let Text { de, en } = number::counted(
        count.unsigned_abs(),
        ("Wartetag", "Wartetage"),
        ("day of waiting", "days of waiting"),
    );
    if count == 0 {
        return text!("kein zusätzlicher Wartetag", "no additional day of waiting");
    }
    if count < 0 {
        text!("{de} weniger", "{en} less")
    } else {
        text!("{de} mehr", "{en} more")
    }
}

/// What a percentage point less costs.
pub fn per_point(euros_per_point: f64) -> Text {
    let Text { de, en } = euros(euros_per_point);
    text!("{de} je Prozentpunkt weniger", "{en} per percentage point less")
}

/// How sure it is that nothing is better.
pub fn proof(gap: Option<f64>) -> Text {
    match gap {
        Some(0.0) => text!("bewiesen", "proven"),
        Some(gap) => {
            let Text { de, en } = number::decimal(100.0 * gap, 2);
            text!(
                "höchstens {de}\u{a0}% vom Besten entfernt",
                "at most {en}% from the best"
            )
        }
        None => text!("ohne Beweis", "not proven"),
    }
}
