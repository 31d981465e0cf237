//! Words of the council's questions and of their answers.

use crate::text;
use crate::text::Text;

/// Heading.
pub fn title() -> Text {
    text!("Die Fragen des Rates", "The council's questions")
}

/// Head of the column of questions.
pub fn question() -> Text {
    text!("Frage", "Question")
}

/// Head of the column of answers.
pub fn answer() -> Text {
    text!("Antwort", "Answer")
}

/// Is there room?
pub fn is_there_room() -> Text {
    text!("Reicht der Platz?", "Is there room?")
}

/// When not any more?
pub fn when_not() -> Text {
    text!("Ab wann nicht mehr?", "From when on not any more?")
}

/// How much is missing?
pub fn how_much_is_missing() -> Text {
    text!(
        "Wie viele Nächte bleibt jemand ganz ohne Platz?",
        "How many nights does somebody have no place at all?"
    )
}

/// What does it cost?
pub fn what_does_it_cost() -> Text {
    text!(
        "Was kostet es im ganzen Zeitraum?",
        "What does it cost over the whole period?"
    )
}

/// How many must move?
pub fn how_many_must_move() -> Text {
    text!(
        "Wie viele Haushalte müssen umziehen?",
        "How many households must move?"
    )
}

/// Which districts?
pub fn which_districts() -> Text {
    text!(
        "Welcher Stadtteil trägt am meisten?",
        "Which district carries most?"
    )
}

/// Which services?
pub fn which_services() -> Text {
    text!("Welche Angebote fehlen?", "Which services are missing?")
}

/// An interval behind its estimate.
pub fn interval(ends: &Text) -> Text {
    let Text { de, en } = ends;
    text!("95-%-Intervall: {de}", "95% interval: {en}")
}

/// The day by which half of the courses have had a shortage.
pub fn by_day(day: &Text) -> Text {
    let Text { de, en } = day;
    text!(
        "in der Hälfte der Rechnungen bis zum {de}",
        "in half of the courses by {en}"
    )
}

/// Fewer than half of the courses have a shortage.
pub fn not_in_half() -> Text {
    text!(
        "in weniger als der Hälfte der Rechnungen fehlt überhaupt einmal ein Platz",
        "in fewer than half of the courses a place is ever missing"
    )
}

/// No course has a shortage.
pub fn in_none() -> Text {
    text!(
        "in keiner Rechnung fehlt ein Platz",
        "in no course a place is missing"
    )
}

/// What others pay.
pub fn paid_back(amount: &Text, ends: Option<&Text>) -> Text {
    let (ends_de, ends_en) = ends.map_or((String::new(), String::new()), |ends| {
        (format!(" ({})", ends.de), format!(" ({})", ends.en))
    });
    let Text { de, en } = amount;
    text!(
        "Erstattungen und Gebühren: {de}{ends_de}",
        "reimbursement and fees: {en}{ends_en}"
    )
}

/// Moves that the rule makes, beside those that closures force.
pub fn and_relocations(moves: &Text) -> Text {
    let Text { de, en } = moves;
    text!("dazu {de} nach der Belegungsregel", "and {en} by the policy")
}

/// Services are not part of the scenario.
pub fn no_services() -> Text {
    text!("nicht Teil dieses Szenarios", "not part of this scenario")
}

/// Every service suffices, or may.
pub fn no_service_is_short() -> Text {
    text!("keines fehlt sicher", "none is missing for sure")
}

/// Services of which nobody can say that they suffice.
pub fn may_be_short(names: &str) -> Text {
    text!(
        "kann knapp werden oder ist unbekannt: {names}",
        "may become short or is unknown: {names}"
    )
}

/// Link to the services.
pub fn services_behind() -> Text {
    text!("Angebote", "services")
}

/// Link to the course of the days.
pub fn course_behind() -> Text {
    text!("Verlauf ansehen", "see the course")
}

/// Link to the risk of a month.
pub fn risk_in(month: &Text) -> Text {
    let Text { de, en } = month;
    text!("Risiko im {de}", "risk in {en}")
}

/// Link to the cost.
pub fn cost_behind() -> Text {
    text!("Kosten nach Jahr", "cost by year")
}

/// Link to the sites.
pub fn sites_behind() -> Text {
    text!("Unterkünfte, die schließen", "sites that close")
}

/// Link to a district.
pub fn district_behind() -> Text {
    text!("Zeile des Stadtteils", "row of the district")
}

/// Caption of the table.
pub fn caption() -> Text {
    text!(
        "Die Antworten mit ihrer Unsicherheit",
        "The answers with their uncertainty"
    )
}

/// The rule of the light, below the table.
pub fn rule_of_the_light(rule: &Text) -> Text {
    let Text { de, en } = rule;
    text!("Regel der Ampel. {de}", "Rule of the light. {en}")
}
