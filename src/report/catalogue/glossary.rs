//! The words of the report explained, subject by subject: only those that a page uses.

use crate::text;
use crate::text::Text;

/// What a page speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// What every page speaks of.
    Always,
    /// Several scenarios.
    Comparison,
    /// Services.
    Services,
    /// Surges, shocks and the escalation plan.
    Emergency,
    /// Early warning.
    Warning,
}

/// Heading.
pub fn title() -> Text {
    text!("Wörter, kurz erklärt", "Words explained")
}

/// The words of these subjects with what they mean.
pub fn terms(subjects: &[Subject]) -> Vec<(Text, Text)> {
    subjects.iter().flat_map(|subject| of(*subject)).collect()
}

fn of(subject: Subject) -> Vec<(Text, Text)> {
    match subject {
        Subject::Always => [computing(), housing()].concat(),
        Subject::Comparison => comparison(),
        Subject::Services => services(),
        Subject::Emergency => emergency(),
        Subject::Warning => warning(),
    }
}

fn computing() -> Vec<(Text, Text)> {
    vec![
        (
            text!("Rechnung", "Course"),
            text!(
                "ein möglicher Verlauf der Ereignisse vom ersten bis zum letzten Tag",
                "one possible course of events from the first to the last day"
            ),
        ),
        (
            text!("Mitte, mittlerer Fall (Median)", "Middle, middle case (median)"),
            text!(
                "Die Hälfte der Rechnungen liegt darunter, die Hälfte darüber.",
                "Half of the courses lie below it, half above."
            ),
        ),
        (
            text!("95-%-Intervall", "95% interval"),
            text!(
                "so genau ist der Schätzwert: Bei 95 von 100 Wiederholungen der ganzen Berechnung enthält es den wahren Wert des Modells",
                "how exact the estimate is: in 95 of 100 repetitions of the whole computation it contains the model's true value"
            ),
        ),
        (
            text!("Spanne", "Spread"),
            text!(
                "so verschieden sind die Rechnungen: 9 von 10 liegen darin",
                "how different the courses are: 9 of 10 lie within it"
            ),
        ),
        (
            text!("Startwert, Prüfsumme", "Seed, hash"),
            text!(
                "Mit demselben Szenario (gleiche Prüfsumme) und demselben Startwert erhält jeder dieselben Zahlen.",
                "With the same scenario (same hash) and the same seed everybody gets the same numbers."
            ),
        ),
    ]
}

fn housing() -> Vec<(Text, Text)> {
    vec![
        (
            text!("Platz", "Place"),
            text!(
                "ein Bett; nutzbar ist ein Platz, wenn ihn jemand belegen kann",
                "one bed; a place is usable if somebody can occupy it"
            ),
        ),
        (
            text!("Wohneinheit", "Unit"),
            text!(
                "ein Zimmer oder eine Wohnung für einen Haushalt oder für mehrere Alleinstehende",
                "a room or flat for one household or for several single people"
            ),
        ),
        (
            text!("Bedarf", "Need"),
            text!(
                "Personen, die untergebracht sind oder auf einen Platz warten",
                "persons who are housed or wait for a place"
            ),
        ),
        (
            text!("Engpass", "Shortage"),
            text!(
                "In mindestens einer Nacht ist mindestens eine Person ohne Platz, oder ein Haushalt gibt das Warten auf. Dauerhaft ist er, wenn mehr Nächte ohne Platz bleiben, als die Regel der Ampel hinnimmt.",
                "In at least one night at least one person is without a place, or a household gives up waiting. It is lasting when more nights stay without a place than the rule of the light tolerates."
            ),
        ),
        (
            text!("Personennacht", "Person-night"),
            text!("eine Person in einer Nacht", "one person in one night"),
        ),
        (
            text!("Wartend", "Waiting"),
            text!("hat keinen regulären Platz", "has no regular place"),
        ),
        (
            text!("Ohne Platz", "Unmet"),
            text!(
                "hat weder einen regulären Platz noch einen Notplatz",
                "has neither a regular place nor an emergency place"
            ),
        ),
        (
            text!("Belegungsregel", "Policy"),
            text!(
                "die Regel, nach der wartende Haushalte einen Platz erhalten",
                "the rule by which waiting households are given a place"
            ),
        ),
        (
            text!("Erzwungener Umzug", "Forced move"),
            text!(
                "Ein Haushalt muss umziehen, weil seine Unterkunft schließt oder Plätze verliert.",
                "A household has to move because its site closes or loses places."
            ),
        ),
        (
            text!("Dissimilarität", "Dissimilarity"),
            text!(
                "Anteil der Untergebrachten, der umziehen müsste, damit jeder Stadtteil seinen Teil nach Einwohnern trägt; bei wenigen Personen ist der Wert schon durch Zufall hoch",
                "share of those housed who would have to move so that each district carries its part by residents; with few persons the value is high by chance alone"
            ),
        ),
    ]
}

fn comparison() -> Vec<(Text, Text)> {
    vec![
        (
            text!("Wie bisher", "As before"),
            text!(
                "das erste Szenario; an ihm werden alle anderen gemessen",
                "the first scenario; all others are measured against it"
            ),
        ),
        (
            text!("Besser, schlechter", "Better, worse"),
            text!(
                "so oft liegt das Szenario auf dieser Seite, wenn man Rechnung für Rechnung dieselben Menschen eintreffen lässt",
                "so often the scenario lies on this side when the same people arrive course by course"
            ),
        ),
        (
            text!("Kein gesicherter Unterschied", "No established difference"),
            text!(
                "Das 95-%-Intervall des Unterschieds enthält die Null: Er kann Zufall sein.",
                "The 95% interval of the difference contains zero: it may be chance."
            ),
        ),
        (
            text!("Prozentpunkt", "Percentage point"),
            text!(
                "Abstand zweier Prozentwerte: Von 20 % auf 30 % sind es 10 Prozentpunkte.",
                "distance of two values in per cent: from 20% to 30% it is 10 percentage points"
            ),
        ),
    ]
}

fn services() -> Vec<(Text, Text)> {
    vec![
        (
            text!("Angebot", "Service"),
            text!(
                "was Menschen neben dem Bett brauchen und was begrenzt ist: Kita, Schule, Sprachkurs, Betreuung",
                "what people need beside the bed and what is limited: kita, school, language course, care"
            ),
        ),
        (
            text!("Engpass eines Angebots", "Bottleneck of a service"),
            text!(
                "Zu viele Menschen warten zu lange; ab wie vielen und ab wann, steht bei jedem Angebot.",
                "Too many people wait too long; from how many and from when on stands with each service."
            ),
        ),
        (
            text!("Rechtzeitig versorgt", "Served in time"),
            text!(
                "erhält das Angebot spätestens nach der Zeit, die das Szenario als zumutbar nennt",
                "gets the service at the latest after the time that the scenario calls acceptable"
            ),
        ),
    ]
}

fn emergency() -> Vec<(Text, Text)> {
    vec![
        (
            text!("Zustrom", "Surge"),
            text!("Zugänge über das Gewohnte hinaus", "arrivals above the usual"),
        ),
        (
            text!("Ausfall", "Shock"),
            text!(
                "ein Ereignis, das Plätze nimmt: Brand, Hochwasser, gekündigter Vertrag",
                "an event that takes places away: fire, flood, a contract cancelled"
            ),
        ),
        (
            text!("Notfallplan, Stufe", "Escalation plan, step"),
            text!(
                "was die Kommune der Reihe nach tut, wenn es eng wird; jede Stufe hat einen Auslöser und einen Vorlauf",
                "what the town does one after the other when it becomes tight; each step has a trigger and a lead time"
            ),
        ),
        (
            text!("Auslöser", "Trigger"),
            text!(
                "woran die Kommune erkennt, dass sie eine Stufe beschließen muss",
                "the sign by which the town knows that it has to decide a step"
            ),
        ),
        (
            text!("Vorlauf", "Lead time"),
            text!(
                "Zeit vom Beschluss bis zur Wirkung",
                "time from the decision until it takes effect"
            ),
        ),
        (
            text!("Notunterkunft", "Emergency accommodation"),
            text!(
                "Platz, den eine Stufe des Notfallplans schafft; wer dort schläft, wartet weiter auf einen regulären Platz",
                "a place that a step of the plan creates; whoever sleeps there still waits for a regular place"
            ),
        ),
    ]
}

fn warning() -> Vec<(Text, Text)> {
    vec![
        (
            text!("Frühwarnung", "Early warning"),
            text!(
                "Die Kommune schaut jede Woche voraus, nur mit dem, was sie an dem Tag weiß, und wird vor einem Engpass gewarnt.",
                "Every week the town looks ahead, with nothing but what it knows on that day, and is warned of a bottleneck."
            ),
        ),
        (
            text!("Vorlauf der Warnung", "Weeks of warning"),
            text!(
                "Zeit von der Warnung bis zum Engpass; so lange ist Gelegenheit, etwas zu tun",
                "time from the warning until the bottleneck; so long there is time to act"
            ),
        ),
        (
            text!("Fehlalarm", "False alarm"),
            text!(
                "eine Warnung, auf die kein Engpass folgt, auch weil die Kommune ihn abgewendet hat",
                "a warning that no bottleneck follows, also because the town averted it"
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_explained_twice() {
        let all = [
            Subject::Always,
            Subject::Comparison,
            Subject::Services,
            Subject::Emergency,
            Subject::Warning,
        ];
        let mut words: Vec<String> = terms(&all).into_iter().map(|(word, _)| word.de).collect();
        let count = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}
