//! The table of points for a draft: CSV in any dialect, every bad cell named.

use super::json::decoded;
use crate::complaint::{Complaint, Complaints, Place, names_help};
use crate::text;
use crate::text::Text;
use csv::StringRecord;
use geo::Coord;

/// One point of the table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Its line in the file.
    pub line: u32,
    /// The id of its district.
    pub id: String,
    /// Longitude and latitude.
    pub at: Coord,
    /// The other columns in the order of the table; empty cells are left out.
    pub columns: Vec<(String, String)>,
}

impl Row {
    /// Where it stands.
    pub fn place(&self, file: &str) -> Place {
        at_line(file, Some(self.line))
    }
}

/// Reads the table.
pub(super) fn rows(file: &str, bytes: &[u8]) -> Result<Vec<Row>, Complaints> {
    let (text, _) = decoded(bytes);
    let header = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let separator = separator(header.unwrap_or_default());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_owned).collect(),
        Err(error) => return Err(unreadable(file, &error).into()),
    };
    check_header(file, &header)?;
    let mut complaints = Complaints::default();
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = Line {
                    file,
                    header: &header,
                    record: &record,
                    separator,
                };
                match line.row() {
                    Ok(row) => rows.push(row),
                    Err(wrong) => complaints.0.extend(wrong),
                }
            }
            Err(error) => complaints.push(unreadable(file, &error)),
        }
    }
    if rows.is_empty() && complaints.is_empty() {
        complaints.push(Complaint::new(
            Place::file(file),
            text!("Die Tabelle enthält keine Punkte.", "The table holds no points."),
        ));
    }
    complaints.unless_any(rows)
}

/// The separator that the header has most of.
fn separator(header: &str) -> u8 {
    let count = |separator: u8| header.bytes().filter(|byte| *byte == separator).count();
    let most = b",;\t".iter().rev().max_by_key(|separator| count(**separator));
    most.copied().unwrap_or(b',')
}

fn unreadable(file: &str, error: &csv::Error) -> Complaint {
    let line = error
        .position()
        .and_then(|position| u32::try_from(position.line()).ok());
    Complaint::new(
        at_line(file, line),
        text!(
            "Die Zeile lässt sich nicht lesen: {error}.",
            "The line cannot be read: {error}."
        ),
    )
}

fn check_header(file: &str, header: &[String]) -> Result<(), Complaints> {
    let mut complaints = Complaints::default();
    for needed in ["id", "lon", "lat"] {
        if !header.iter().any(|name| name == needed) {
            let message = text!(
                "Die Spalte „{needed}“ fehlt.",
                "The column `{needed}` is missing."
            );
            let help = names_help(
                needed,
                header.iter().map(String::as_str).filter(|name| !name.is_empty()),
            );
            complaints.push(Complaint::new(at_line(file, Some(1)), message).help(help));
        }
    }
    for (i, name) in header.iter().enumerate() {
        if header[..i].contains(name) {
            let message = text!(
                "Die Spalte „{name}“ steht zweimal da.",
                "The column `{name}` stands twice."
            );
            complaints.push(Complaint::new(at_line(file, Some(1)), message));
        }
    }
    complaints.unless_any(())
}

/// A line of the table with all that is needed to read it.
struct Line<'a> {
    file: &'a str,
    header: &'a [String],
    record: &'a StringRecord,
    separator: u8,
}

impl Line<'_> {
    fn row(&self) -> Result<Row, Vec<Complaint>> {
        let checks = [
            self.bad_angle("lon"),
            self.bad_angle("lat"),
            self.missing_id(),
            self.bad_residents(),
            self.too_many_fields(),
        ];
        let wrong: Vec<Complaint> = checks.into_iter().flatten().collect();
        match (self.angle("lon"), self.angle("lat")) {
            (Some(x), Some(y)) if wrong.is_empty() => Ok(Row {
                line: self.number().unwrap_or(0),
                id: self.cell("id").to_owned(),
                at: Coord { x, y },
                columns: self.columns(),
            }),
            _ => Err(wrong),
        }
    }

    fn number(&self) -> Option<u32> {
        u32::try_from(self.record.position()?.line()).ok()
    }

    fn cell(&self, column: &str) -> &str {
        let position = self.header.iter().position(|name| name == column);
        position.and_then(|i| self.record.get(i)).unwrap_or_default()
    }

    fn columns(&self) -> Vec<(String, String)> {
        let is_key = |column: &str| ["", "id", "lon", "lat"].contains(&column);
        let cells = self.header.iter().zip(self.record);
        cells
            .filter(|(name, value)| !is_key(name) && !value.is_empty())
            .map(|(name, value)| (name.clone(), value.to_owned()))
            .collect()
    }

    fn complain(&self, column: &str, message: Text) -> Complaint {
        Complaint::new(at_line(self.file, self.number()), message)
            .key(column)
            .value(self.cell(column))
    }

    fn angle(&self, column: &str) -> Option<f64> {
        decimal(self.cell(column), self.separator).filter(|degrees| degrees.abs() <= largest(column))
    }

    fn bad_angle(&self, column: &str) -> Option<Complaint> {
        if self.angle(column).is_some() {
            return None;
        }
        let limit = largest(column);
        let message = text!(
            "Das ist kein Winkel von −{limit} bis {limit} Grad.",
            "This is no angle from −{limit} to {limit} degrees."
        );
        Some(self.complain(column, message).help(text!(
            "Dezimalgrad schreiben, etwa lon 7.014 und lat 51.106.",
            "Write decimal degrees, such as lon 7.014 and lat 51.106."
        )))
    }

    fn missing_id(&self) -> Option<Complaint> {
        let missing = self.cell("id").is_empty();
        missing.then(|| self.complain("id", text!("Die Kennung fehlt.", "The id is missing.")))
    }

    fn bad_residents(&self) -> Option<Complaint> {
        let residents = self.cell("residents");
        let bad = !residents.is_empty() && residents.parse::<u32>().is_err();
        bad.then(|| {
            let message = text!("Das ist keine Einwohnerzahl.", "This is no number of residents.");
            self.complain("residents", message).help(text!(
                "Eine ganze Zahl ohne Tausenderpunkt schreiben, etwa 28078.",
                "Write a whole number without separators, such as 28078."
            ))
        })
    }

    fn too_many_fields(&self) -> Option<Complaint> {
        let first_beyond = self.record.get(self.header.len())?;
        let message = text!(
            "Die Zeile hat mehr Felder als der Kopf der Tabelle.",
            "The line has more fields than the header of the table."
        );
        Some(Complaint::new(at_line(self.file, self.number()), message).value(first_beyond))
    }
}

/// The largest angle in a column, in degrees.
fn largest(column: &str) -> f64 {
    if column == "lat" { 90.0 } else { 180.0 }
}

fn at_line(file: &str, line: Option<u32>) -> Place {
    Place {
        line,
        ..Place::file(file)
    }
}

/// A finite number; with a decimal comma where the comma does not separate the columns.
fn decimal(written: &str, separator: u8) -> Option<f64> {
    let plain = if separator == b',' || written.contains('.') {
        written.to_owned()
    } else {
        written.replace(',', ".")
    };
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}
