//! Words of the comparison.

use crate::findings::Unit;
use crate::report::number;
use crate::scenario::Variant;
use crate::text;
use crate::text::Text;

/// What kind of page it is.
pub fn kicker() -> Text {
    text!("Vergleich von Szenarien", "Comparison of scenarios")
}

/// Title where the scenarios answer different questions, or none.
pub fn title(scenarios: usize) -> Text {
    text!(
        "{scenarios} Szenarien im Vergleich",
        "{scenarios} scenarios compared"
    )
}

/// The base.
pub fn as_before() -> Text {
    text!("wie bisher", "as before")
}

/// Head of a column: letter and scenario.
pub fn column(letter: char, scenario: &str) -> Text {
    text!("{letter}: {scenario}", "{letter}: {scenario}")
}

/// Head of the base's column.
pub fn base_column(letter: char, scenario: &str) -> Text {
    text!(
        "{letter} (wie bisher): {scenario}",
        "{letter} (as before): {scenario}"
    )
}

/// Heading of the overview.
pub fn overview() -> Text {
    text!("Überblick", "Overview")
}

/// Caption of the overview.
pub fn overview_caption() -> Text {
    text!("Kennzahlen der Szenarien", "Figures of the scenarios")
}

/// How to read the overview.
pub fn overview_lead() -> Text {
    text!(
        "In jeder Zelle steht der Schätzwert, in Klammern sein 95-%-Intervall. Unterschiede sind Rechnung für Rechnung gegen „wie bisher“ gebildet: In beiden Szenarien kommen dieselben Menschen zu denselben Zeiten, darum liegt ein Unterschied an den Annahmen und nicht am Zufall.",
        "Each cell holds the estimate with its 95% interval in brackets. Differences are taken course by course against “as before”: the same people come at the same times in both scenarios, so a difference comes from the assumptions and not from chance."
    )
}

/// A difference of exactly nothing.
pub fn unchanged() -> Text {
    text!("genau gleich", "exactly the same")
}

/// A difference whose interval holds zero.
pub fn undecided() -> Text {
    text!("kein gesicherter Unterschied", "no established difference")
}

/// Less than before, with the amounts; without interval where it is exact.
pub fn less(by: &Text, interval: Option<&Text>) -> Text {
    let (Text { de, en }, ends) = (by, in_brackets(interval));
    let (ends_de, ends_en) = (ends.de, ends.en);
    text!("{de} weniger{ends_de}", "{en} less{ends_en}")
}

/// More than before, with the amounts; without interval where it is exact.
pub fn more(by: &Text, interval: Option<&Text>) -> Text {
    let (Text { de, en }, ends) = (by, in_brackets(interval));
    let (ends_de, ends_en) = (ends.de, ends.en);
    text!("{de} mehr{ends_de}", "{en} more{ends_en}")
}

fn in_brackets(interval: Option<&Text>) -> Text {
    match interval {
        None => Text::same(""),
        Some(Text { de, en }) => text!(" ({de})", " ({en})"),
    }
}

/// The amount of a difference, with its unit.
pub fn amount(number: &Text, unit: Unit) -> Text {
    match unit {
        Unit::Share | Unit::Probability => {
            let Text { de, en } = number;
            if de == "1" {
                return text!("{de}\u{a0}Prozentpunkt", "{en}\u{a0}percentage point");
            }
            text!("{de}\u{a0}Prozentpunkte", "{en}\u{a0}percentage points")
        }
        Unit::Eur | Unit::Days => number::with_unit(number, unit),
        _ => number.clone(),
    }
}

/// How often it is better.
pub fn better(frequency: &Text) -> Text {
    let Text { de, en } = frequency;
    text!("besser {de}", "better {en}")
}

/// How often it is worse.
pub fn worse(frequency: &Text) -> Text {
    let Text { de, en } = frequency;
    text!("schlechter {de}", "worse {en}")
}

/// How often it is higher.
pub fn higher(frequency: &Text) -> Text {
    let Text { de, en } = frequency;
    text!("höher {de}", "higher {en}")
}

/// How often it is lower.
pub fn lower(frequency: &Text) -> Text {
    let Text { de, en } = frequency;
    text!("niedriger {de}", "lower {en}")
}

/// Words of a caveat: another seed.
pub fn other_seed(run: &Text, seed: u64, base: u64) -> Text {
    let (de, en) = (&run.de, &run.en);
    text!(
        "{de} hat einen anderen Startwert ({seed} statt {base}): Es treffen andere Menschen ein, und ein Unterschied kann auch Zufall sein.",
        "{en} has another seed ({seed} instead of {base}): other people arrive, and a difference may also be chance."
    )
}

/// Words of a caveat: another number of replications.
pub fn other_replications(run: &Text, count: u32, base: u32) -> Text {
    let (de, en) = (&run.de, &run.en);
    let (now, was) = (number::whole(u64::from(count)), number::whole(u64::from(base)));
    let (now_de, was_de, now_en, was_en) = (now.de, was.de, now.en, was.en);
    text!(
        "{de} hat {now_de} statt {was_de} Rechnungen: Unterschiede lassen sich nicht Rechnung für Rechnung bilden.",
        "{en} has {now_en} instead of {was_en} courses: differences cannot be taken course by course."
    )
}

/// Words of a caveat: another period.
pub fn other_period(run: &Text, period: &Text, base: &Text) -> Text {
    let (de, en) = (&run.de, &run.en);
    let (now_de, was_de, now_en, was_en) = (&period.de, &base.de, &period.en, &base.en);
    text!(
        "{de} reicht über einen anderen Zeitraum ({now_de} statt {was_de}): Summen und Kosten lassen sich nicht vergleichen.",
        "{en} covers another period ({now_en} instead of {was_en}): sums and costs cannot be compared."
    )
}

/// Words of a caveat: another version.
pub fn other_version(run: &Text, version: &str, base: &str) -> Text {
    let (de, en) = (&run.de, &run.en);
    text!(
        "{de} ist mit quartier {version} gerechnet, nicht mit {base}: Das Modell kann sich geändert haben. Beide mit derselben Fassung rechnen.",
        "{en} was computed with quartier {version}, not with {base}: the model may have changed. Run both with the same version."
    )
}

/// Words of a caveat: a changed file.
pub fn changed_input(run: &Text, file: &str) -> Text {
    let (de, en) = (&run.de, &run.en);
    text!(
        "{de} las die Datei „{file}“ mit anderem Inhalt: Ein Unterschied kann auch daher kommen.",
        "{en} read the file “{file}” with another content: a difference may also come from that."
    )
}

/// Title of the panels.
pub fn fans() -> Text {
    text!("Bedarf und Plätze im Vergleich", "Need and places compared")
}

/// Caption of the table of the panels.
pub fn fans_caption() -> Text {
    text!("Bedarf an ausgewählten Tagen", "Need on selected days")
}

/// How to read the panels.
pub fn fans_reading() -> Text {
    text!(
        "Alle Bilder haben dieselben Achsen. Im inneren Band liegen an jedem Tag 5 von 10 Rechnungen, im äußeren 9 von 10; die gestrichelte Linie zeigt die nutzbaren Plätze.",
        "All pictures have the same axes. On each day 5 of 10 courses lie in the inner band, 9 of 10 in the outer one; the dashed line shows the usable places."
    )
}

/// The panels in a sentence.
pub fn fans_description(ends: &[Text]) -> Text {
    let list = |pick: fn(&Text) -> &str| ends.iter().map(pick).collect::<Vec<&str>>().join("; ");
    let (de, en) = (list(|text| &text.de), list(|text| &text.en));
    text!(
        "Bedarf am letzten Tag im mittleren Fall: {de}.",
        "Need on the last day in the middle case: {en}."
    )
}

/// A scenario and its number.
pub fn named_number(letter: char, number: &Text) -> Text {
    let Text { de, en } = number;
    text!("{letter}\u{a0}{de}", "{letter}\u{a0}{en}")
}

/// Heads of the table of the panels: middle and range of a scenario.
pub fn need_of(letter: char) -> Text {
    text!(
        "{letter}: Mitte (9 von 10 Rechnungen)",
        "{letter}: middle (9 of 10 courses)"
    )
}

/// Heading of the differences.
pub fn differences() -> Text {
    text!(
        "Was sich gegenüber „wie bisher“ ändert",
        "What changes against “as before”"
    )
}

/// The scenario in which a place is missing least often.
pub fn rarest(scenario: &Text, frequency: &Text) -> Text {
    let (a, b, c, d) = (&scenario.de, &frequency.de, &scenario.en, &frequency.en);
    text!(
        "Am seltensten fehlt ein Platz in „{a}“: {b}.",
        "A place is missing least often in “{c}”: {d}."
    )
}

/// The scenario that changes a figure most.
pub fn changes_most(figure: &Text, scenario: &Text, difference: &Text) -> Text {
    let (a, b, c) = (&figure.de, &scenario.de, &difference.de);
    let (d, e, f) = (&figure.en, &scenario.en, &difference.en);
    text!(
        "{a}: Gegenüber „wie bisher“ sind es in „{b}“ {c}.",
        "{d}: against “as before”, “{e}” has {f}."
    )
}

/// No scenario changes a figure so that it could be told from chance.
pub fn nothing_established(figure: &Text) -> Text {
    let Text { de, en } = figure;
    text!(
        "{de}: Kein Szenario unterscheidet sich gesichert von „wie bisher“.",
        "{en}: no scenario differs from “as before” beyond chance."
    )
}

/// A scenario's worst month.
pub fn month_of(letter: char, month: &Text, frequency: &Text) -> Text {
    let (a, b, c, d) = (&month.de, &frequency.de, &month.en, &frequency.en);
    text!("{letter}\u{a0}{a} ({b})", "{letter}\u{a0}{c} ({d})")
}

/// The worst months in a sentence.
pub fn worst_months(months: &[Text]) -> Text {
    if months.is_empty() {
        return text!(
            "In keinem Monat fehlt in einer der Rechnungen ein Platz.",
            "No course lacks a place in any month."
        );
    }
    let list = |pick: fn(&Text) -> &str| months.iter().map(pick).collect::<Vec<&str>>().join("; ");
    let (de, en) = (list(|text| &text.de), list(|text| &text.en));
    text!(
        "Am häufigsten fehlt ein Platz im Monat: {de}.",
        "A place is missing most often in the month: {en}."
    )
}

/// The maps in a sentence.
pub fn maps_description() -> Text {
    text!(
        "Eine Karte je Szenario, alle mit denselben Klassen. Die Ziffern sind die der Tabelle.",
        "One map per scenario, all with the same classes. The numbers are those of the table."
    )
}

/// How differences are sure.
pub fn paired() -> Text {
    text!(
        "Unterschiede zwischen Szenarien: Wo beide Rechnung für Rechnung dieselben Menschen haben, hebt sich der Zufall der Ankünfte weg. Das 95-%-Intervall sagt, wie genau der Unterschied mit so vielen Rechnungen bekannt ist; mit viermal so vielen ist es halb so breit.",
        "Differences between scenarios: where both have the same people course by course, the chance of arrivals cancels out. The 95% interval says how exactly the difference is known from so many courses; with four times as many it is half as wide."
    )
}

/// Title of the differences.
pub fn differences_chart() -> Text {
    text!("Unterschiede zu „wie bisher“", "Differences to “as before”")
}

/// The differences in a sentence.
pub fn differences_description() -> Text {
    text!(
        "Für jede Kennzahl und jedes Szenario der Unterschied zu „wie bisher“, Rechnung für Rechnung gebildet und gemittelt.",
        "For each figure and each scenario the difference to “as before”, taken course by course and averaged."
    )
}

/// How to read the differences.
pub fn differences_reading() -> Text {
    text!(
        "Die Mitte ist „wie bisher“. Der Strich auf dem Balken ist das 95-%-Intervall; reicht er über die Mitte, ist kein Unterschied gesichert. Jede Kennzahl hat ihren eigenen Maßstab.",
        "The middle is “as before”. The line on the bar is the 95% interval; where it reaches across the middle no difference is established. Each figure has a scale of its own."
    )
}

/// Legend of the differences.
pub fn differences_ink() -> Text {
    text!(
        "mittlerer Unterschied zu „wie bisher“",
        "mean difference to “as before”"
    )
}

/// Left of zero.
pub fn less_than_before() -> Text {
    text!("weniger als bisher", "less than before")
}

/// Right of zero.
pub fn more_than_before() -> Text {
    text!("mehr als bisher", "more than before")
}

/// A scenario and what is said of it.
pub fn of_letter(letter: char, words: &Text) -> Text {
    let Text { de, en } = words;
    text!("{letter}: {de}", "{letter}: {en}")
}

/// A figure and what is said of it.
pub fn named(figure: &Text, words: &Text) -> Text {
    let (a, b, c, d) = (&figure.de, &words.de, &figure.en, &words.en);
    text!("{a}, {b}", "{c}, {d}")
}

/// Head of the column of assumptions.
pub fn assumption() -> Text {
    text!("Annahme", "Assumption")
}

/// Heading of the assumptions that differ.
pub fn assumptions() -> Text {
    text!(
        "Worin sich die Annahmen unterscheiden",
        "Which assumptions differ"
    )
}

/// Caption of the table of assumptions.
pub fn assumptions_caption() -> Text {
    text!(
        "Werte, die nicht überall gleich sind",
        "Values that are not the same everywhere"
    )
}

/// Nothing differs.
pub fn no_assumption_differs() -> Text {
    text!(
        "Die Szenarien unterscheiden sich in keiner Annahme.",
        "The scenarios differ in no assumption."
    )
}

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

/// A scenario does not have what the row is about.
pub fn not_there() -> Text {
    text!("gibt es hier nicht", "is not there")
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

/// The row of measures switched on or off.
pub fn switched() -> Text {
    text!("Maßnahmen, die wirken", "Measures that act")
}

/// No measure is switched off.
pub fn all_measures() -> Text {
    text!("alle, die wirken können", "all that can act")
}

/// Which measures are switched on or off; their names follow.
pub fn variant(variant: &Variant) -> Text {
    match variant {
        Variant::Without(_) => text!("alle außer:", "all except:"),
        Variant::Only(_) => text!("nur:", "only:"),
    }
}

/// Heading of what was compared.
pub fn compared() -> Text {
    text!("Was verglichen wurde", "What was compared")
}

/// Caption of the table of what was compared.
pub fn compared_caption() -> Text {
    text!("Die gelesenen Ergebnisordner", "The results folders read")
}

/// Heads of the table of what was compared.
pub fn compared_columns() -> [Text; 6] {
    [
        text!("Szenario", "Scenario"),
        text!("Ordner", "Folder"),
        text!("Zeitraum", "Period"),
        text!("Rechnungen", "Courses"),
        text!("Startwert", "Seed"),
        text!("Fassung", "Version"),
    ]
}

/// Too few or too many folders.
pub fn number_of_folders(most: usize) -> Text {
    text!(
        "Zu vergleichen sind zwei bis {most} Ergebnisordner.",
        "Two to {most} results folders can be compared."
    )
}

/// Where the page lies.
pub fn written_to(file: &str) -> Text {
    text!("Vergleich: {file}", "Comparison: {file}")
}
