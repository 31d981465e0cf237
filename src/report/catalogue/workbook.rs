//! Words of the workbooks: names of sheets and heads of columns.

use crate::text;
use crate::text::Text;

/// Name of a sheet.
pub fn overview() -> Text {
    text!("Übersicht", "Overview")
}

/// Heads of its columns.
pub fn overview_columns() -> [Text; 2] {
    [text!("Angabe", "Statement"), text!("Inhalt", "Content")]
}

/// What is to be kept in mind.
pub fn note() -> Text {
    text!("Hinweis", "Note")
}

/// Name of a sheet.
pub fn figures() -> Text {
    text!("Kennzahlen", "Figures")
}

/// Heads of its columns.
pub fn figure_columns() -> [Text; 10] {
    [
        text!("Kennzahl", "Figure"),
        text!("Kennung", "Id"),
        text!("Einheit", "Unit"),
        text!("Schätzwert", "Estimate"),
        text!("Intervall von", "Interval from"),
        text!("Intervall bis", "Interval to"),
        text!("Sicherheit des Intervalls", "Level of the interval"),
        text!("5\u{a0}% der Rechnungen darunter", "5% of the courses below"),
        text!("5\u{a0}% der Rechnungen darüber", "5% of the courses above"),
        text!("Was gezählt wird", "What is counted"),
    ]
}

/// In the second row, where each row has a unit of its own.
pub fn unit_of_row() -> Text {
    text!("in der Einheit der Zeile", "in the unit of the row")
}

/// The lower end of the interval of a quantity.
pub fn low_of(name: &Text) -> Text {
    let (de, en) = (&name.de, &name.en);
    text!("{de}: Intervall von", "{en}: interval from")
}

/// The upper end of the interval of a quantity.
pub fn high_of(name: &Text) -> Text {
    let (de, en) = (&name.de, &name.en);
    text!("{de}: Intervall bis", "{en}: interval to")
}

/// Name of a sheet.
pub fn districts() -> Text {
    text!("Stadtteile", "Districts")
}

/// Heads of its columns.
pub fn district_columns() -> [Text; 10] {
    [
        text!("Stadtteil", "District"),
        text!("Kennung", "Id"),
        text!("Einwohner", "Residents"),
        text!("Untergebracht im Mittel", "Housed on average"),
        text!("Untergebracht am Ende", "Housed at the end"),
        text!("Je 1.000 im Mittel", "Per 1,000 on average"),
        text!("Je 1.000 am Ende", "Per 1,000 at the end"),
        text!("Plätze am ersten Tag", "Places on the first day"),
        text!("Plätze am letzten Tag", "Places on the last day"),
        text!("Zielanteil", "Target share"),
    ]
}

/// Name of a sheet.
pub fn sites() -> Text {
    text!("Unterkünfte", "Sites")
}

/// Heads of its columns.
pub fn site_columns() -> [Text; 12] {
    [
        text!("Unterkunft", "Site"),
        text!("Kennung", "Id"),
        text!("Stadtteil", "District"),
        text!("Unterkunftsart", "Kind"),
        text!("Offen ab", "Open from"),
        text!("Offen bis", "Open until"),
        text!("Plätze auf dem Papier", "Nominal places"),
        text!("Nutzbare Plätze", "Usable places"),
        text!("Belegt im Mittel", "Occupied on average"),
        text!("Auslastung", "Occupancy"),
        text!("Spitze", "Peak"),
        text!("Kosten", "Cost"),
    ]
}

/// Name of a sheet.
pub fn years() -> Text {
    text!("Jahre", "Years")
}

/// Heads of its columns.
pub fn year_columns() -> [Text; 7] {
    [
        text!("Jahr", "Year"),
        text!("Gerechnete Tage", "Days computed"),
        text!("Betrieb", "Operation"),
        text!("Investition", "Investment"),
        text!("Einnahmen", "Revenue"),
        text!("Saldo", "Net"),
        text!("Nächte ganz ohne Platz", "Nights without any place"),
    ]
}

/// Name of a sheet.
pub fn days() -> Text {
    text!("Tage", "Days")
}

/// Head of the column of days.
pub fn date() -> Text {
    text!("Tag", "Day")
}

/// Unit of a column of days.
pub fn day() -> Text {
    text!("Datum", "date")
}

/// Mean and quantiles of a series.
pub fn of_series(name: &Text) -> [Text; 6] {
    let (de, en) = (&name.de, &name.en);
    [
        text!("{de}: Mittel", "{en}: mean"),
        text!("{de}: 5\u{a0}%", "{en}: 5%"),
        text!("{de}: 25\u{a0}%", "{en}: 25%"),
        text!("{de}: Median", "{en}: median"),
        text!("{de}: 75\u{a0}%", "{en}: 75%"),
        text!("{de}: 95\u{a0}%", "{en}: 95%"),
    ]
}

/// Persons who need a place in a run.
pub fn need_in(letter: char) -> Text {
    text!("Bedarf in {letter}", "Need in {letter}")
}

/// Places of a run.
pub fn places_of(letter: char) -> Text {
    text!("Nutzbare Plätze in {letter}", "Usable places in {letter}")
}

/// Name of a sheet.
pub fn assumptions() -> Text {
    text!("Annahmen", "Assumptions")
}

/// Name of a sheet.
pub fn differing() -> Text {
    text!("Verschiedene Annahmen", "Assumptions that differ")
}

/// Name of a sheet.
pub fn runs() -> Text {
    text!("Läufe", "Runs")
}

/// First and last day.
pub fn period_columns() -> [Text; 2] {
    [text!("Erster Tag", "First day"), text!("Letzter Tag", "Last day")]
}

/// The difference of a run to the base.
pub fn difference(run: char, base: char) -> Text {
    text!("{run} − {base}", "{run} − {base}")
}

/// Name of the sheet of services, emergency and years.
pub fn parts() -> Text {
    text!("Angebote, Notfall, Jahre", "Services, emergency, years")
}
