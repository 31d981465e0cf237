//! Words about assumptions and about how the numbers came about.

use crate::report::number;
use crate::text;
use crate::text::Text;

/// Heading of the assumptions.
pub fn assumptions() -> Text {
    text!("Worauf es beruht", "What it rests on")
}

/// Introduction of the assumptions.
pub fn assumptions_lead(with_source: usize, all: usize) -> Text {
    let (a, b) = (
        number::whole(with_source as u64),
        number::whole((all - with_source) as u64),
    );
    let (source_de, assumed_de, source_en, assumed_en) = (a.de, b.de, a.en, b.en);
    text!(
        "Das Szenario setzt Werte, die man prüfen kann: Zu {source_de} ist eine Quelle genannt, {assumed_de} sind Annahmen. Werte, die niemand gesetzt hat und die das Programm vorgibt, stehen am Schluss.",
        "The scenario sets values that can be checked: for {source_en} a source is named, {assumed_en} are assumptions. Values that nobody set and that the program provides stand at the end."
    )
}

/// Words instead of a source.
pub fn assumption() -> Text {
    text!("Annahme", "Assumption")
}

/// Heads of a table of assumptions.
pub fn assumption_columns() -> [Text; 4] {
    [
        text!("Schlüssel", "Key"),
        text!("Wert", "Value"),
        text!("Quelle", "Source"),
        text!("gesetzt in", "set in"),
    ]
}

/// Name of the group of assumptions with this first part of the key.
pub fn group(key: &str) -> Text {
    match key {
        "districts" => text!("Stadtteile", "Districts"),
        "kinds" => text!("Unterkunftsarten", "Kinds"),
        "sites" => text!("Unterkünfte", "Sites"),
        "tracks" => text!("Rechtliche Wege", "Tracks"),
        "groups" => text!("Gruppen von Haushalten", "Groups of households"),
        "market" => text!("Wohnungsmarkt", "Housing market"),
        "policy" => text!("Belegungsregel", "Policy"),
        "measures" => text!("Wirkung der Maßnahmen", "Effects of measures"),
        "report" => text!("Regel der Ampel", "Rule of the light"),
        "tables" => text!("Tabellen", "Tables"),
        _ => text!("Allgemeines", "General"),
    }
}

/// Caption of the table of a group.
pub fn group_caption(name: &Text, count: usize) -> Text {
    let (de, en) = (&name.de, &name.en);
    text!("{de}: {count} Werte", "{en}: {count} values")
}

/// Heading of the defaults.
pub fn defaults(count: usize) -> Text {
    text!(
        "Vorgaben des Programms, die niemand geändert hat: {count}",
        "Defaults of the program that nobody changed: {count}"
    )
}

/// What stood there before.
pub fn instead_of(value: &str, origin: &Text) -> Text {
    let (de, en) = (&origin.de, &origin.en);
    text!("statt {value} ({de})", "instead of {value} ({en})")
}

/// Origin: a default.
pub fn by_default() -> Text {
    text!("Vorgabe des Programms", "default of the program")
}

/// Origin: the command line.
pub fn on_command_line() -> Text {
    text!("Befehlszeile", "command line")
}

/// Heading of the notes.
pub fn notes() -> Text {
    text!("Hinweise zum Szenario", "Notes on the scenario")
}

/// Words when more rows exist than are printed.
pub fn rows_left_out(left_out: usize, file: &str) -> Text {
    let Text { de, en } = number::whole(left_out as u64);
    text!(
        "{de} weitere Zeilen stehen in {file}.",
        "{en} more rows stand in {file}."
    )
}

/// Heading of the method.
pub fn title() -> Text {
    text!("Wie gerechnet wurde", "How it was computed")
}

/// The method in paragraphs.
pub fn paragraphs() -> Vec<Text> {
    vec![
        text!(
            "Das Programm spielt jeden Tag des Zeitraums durch, immer in dieser Reihenfolge: Unterkünfte öffnen, schließen oder ändern sich; Menschen ziehen aus; Menschen kommen an und warten; die Belegungsregel vergibt Plätze; die Nacht wird gezählt.",
            "The program plays each day of the period, always in this order: sites open, close or change; people move out; people arrive and wait; the policy assigns places; the night is counted."
        ),
        text!(
            "Das wird viele Male mit anderem Zufall wiederholt. Jeder Zufallszug hängt nur vom Startwert, von der Nummer der Rechnung und von dem ab, wofür er gezogen wird. Darum treffen zwei Szenarien mit gleichem Startwert auf dieselben Menschen zu denselben Zeiten, und wer die Rechnung wiederholt, erhält dieselben Zahlen.",
            "This is repeated many times with other chance. Each draw depends only on the seed, on the number of the course and on what it is drawn for. So two scenarios with the same seed meet the same people at the same times, and whoever repeats the computation gets the same numbers."
        ),
        text!(
            "Schätzwerte sind Mittel über die Rechnungen. Intervalle für Wahrscheinlichkeiten sind nach Clopper und Pearson berechnet. Gedruckt werden nur so viele Stellen, wie das Intervall trägt.",
            "Estimates are means over the courses. Intervals for probabilities are computed after Clopper and Pearson. No more digits are printed than the interval carries."
        ),
    ]
}

/// How near the balanced policy comes to a bound.
pub fn gap_of_the_policy(gap: f64) -> Text {
    const LEAST: f64 = 0.0005;
    let (least, shown) = match gap < LEAST {
        true => (("weniger als ", "less than "), 2.0 * LEAST),
        false => (("", ""), gap),
    };
    let Text { de, en } = number::decimal(100.0 * shown, 1);
    let (least_de, least_en) = least;
    text!(
        "Die ausgewogene Belegung vergibt die Plätze einer Woche zusammen; ganze Haushalte lassen sich dabei nicht beliebig aufteilen. Die höchste Belastung eines Stadtteils liegt nach einer Belegung im Mittel höchstens {least_de}{de}\u{a0}% über dem, was mit ebenso vielen einzelnen Personen erreichbar wäre.",
        "The balanced policy assigns the places of a week together, and whole households cannot be divided at will. After a placement the highest load of a district lies on average at most {least_en}{en}% above what as many single persons could reach."
    )
}

/// Heading of the files read.
pub fn inputs() -> Text {
    text!("Gelesene Dateien", "Files read")
}

/// Heads of the table of files read.
pub fn input_columns() -> [Text; 2] {
    [
        text!("Datei", "File"),
        text!("Prüfsumme (SHA-256)", "Hash (SHA-256)"),
    ]
}
