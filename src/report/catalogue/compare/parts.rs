//! Words of services, emergency and cost.

use crate::text;
use crate::text::Text;

/// Caption of the services.
pub fn services_caption() -> Text {
    text!(
        "Die Angebote in allen Szenarien, in Klammern das 95-%-Intervall",
        "The services in all scenarios, with the 95% interval"
    )
}

/// Head of the column of services.
pub fn service() -> Text {
    text!("Angebot", "Service")
}

/// What the chapter on the emergency compares.
pub fn emergency_lead() -> Text {
    text!(
        "Was an Zustrom und Ausfällen eintritt, und welche Stufe des Notfallplans wie oft gebraucht wird. Alle Werte sind Mittel über alle Rechnungen, auch über die, in denen nichts geschieht: Nur so lassen sie sich von Szenario zu Szenario abziehen.",
        "Which surges and shocks happen, and how often each step of the escalation plan is needed. All values are means over all courses, also over those in which nothing happens: only so can they be subtracted from scenario to scenario."
    )
}

/// Caption of the surges and shocks.
pub fn events_caption() -> Text {
    text!("Zustrom und Ausfälle", "Surges and shocks")
}

/// Head of the column of surges and shocks.
pub fn event() -> Text {
    text!("Ereignis", "Event")
}

/// Caption of the steps.
pub fn steps_caption() -> Text {
    text!("Stufen des Notfallplans", "Steps of the escalation plan")
}

/// Head of the column of steps.
pub fn step() -> Text {
    text!("Stufe", "Step")
}

/// A caption of what only some scenarios have.
pub fn only_in(caption: &Text, letters: &Text) -> Text {
    let (a, b, c, d) = (&caption.de, &letters.de, &caption.en, &letters.en);
    text!("{a}; das gibt es nur in {b}", "{c}; only {d} has this")
}

/// A figure of the one scenario that has it.
pub fn figure_of_one(name: &Text, value: &Text) -> Text {
    let (a, b, c, d) = (&name.de, &value.de, &name.en, &value.en);
    text!("{a}: {b}", "{c}: {d}")
}

/// Caption of the years.
pub fn years_caption() -> Text {
    text!(
        "Kosten nach Haushaltsjahr in Euro, in Klammern das 95-%-Intervall",
        "Cost by budget year in euros, with the 95% interval"
    )
}

/// Head of the column of years.
pub fn year() -> Text {
    text!("Jahr", "Year")
}

/// The words that open a year's cost by kind.
pub fn kinds_of(year: &Text) -> Text {
    let Text { de, en } = year;
    text!("{de} nach Unterkunftsart", "{en} by kind")
}

/// Caption of a year's cost by kind.
pub fn kinds_caption(year: &Text) -> Text {
    let Text { de, en } = year;
    text!(
        "Betriebskosten {de} nach Unterkunftsart in Euro",
        "Operating cost of {en} by kind in euros"
    )
}

/// How to read the columns of cost.
pub fn cost_reading() -> Text {
    text!(
        "Alle Bilder haben dieselben Achsen. Jede Säule ist ein Haushaltsjahr; ihre Teile sind die Betriebskosten je Unterkunftsart und die Investitionen (Mittel der Rechnungen). Die Linie zeigt Erstattungen und Gebühren.",
        "All pictures have the same axes. Each column is a budget year; its parts are the operating cost of each kind and the investment (mean of the courses). The line shows reimbursement and fees."
    )
}
