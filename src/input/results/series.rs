//! `daily.csv` and `replications.parquet`: days and replications.

use super::folder::{broken, unchanged};
use crate::complaint::Complaints;
use crate::findings::comparison::{StoredColumn, StoredSeries};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The courses of the days.
pub(super) fn daily(folder: &Path, manifest: &Value) -> Result<Vec<StoredSeries>, Complaints> {
    let bytes = unchanged(folder, "daily.csv", manifest)?;
    series(&bytes).ok_or_else(|| broken(&folder.join("daily.csv")))
}

/// The series of `daily.csv` in either dialect; days stand in order, each series in one piece.
fn series(bytes: &[u8]) -> Option<Vec<StoredSeries>> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let (delimiter, point) = if bytes.starts_with(b"date;") {
        (b';', ',')
    } else {
        (b',', '.')
    };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let mut all: Vec<StoredSeries> = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).ok()? {
        let id = record.get(1)?;
        if all.last().is_none_or(|series| series.id != id) {
            all.push(StoredSeries {
                id: id.to_owned(),
                mean: Vec::new(),
                quantiles: Vec::new(),
            });
        }
        let series = all.last_mut()?;
        let number = |column: usize| number(record.get(column)?, point);
        series.mean.push(number(2)?);
        series
            .quantiles
            .push([number(3)?, number(4)?, number(5)?, number(6)?, number(7)?]);
    }
    Some(all)
}

/// A number with this decimal sign; what was none when it was written is nothing.
fn number(cell: &str, point: char) -> Option<f64> {
    if cell.is_empty() {
        return Some(0.0);
    }
    cell.replace(point, ".").parse().ok()
}

/// The values of every replication; the public edition has none.
pub(super) fn columns(folder: &Path, manifest: &Value) -> Result<Vec<StoredColumn>, Complaints> {
    if manifest["edition"] == "public" {
        return Ok(Vec::new());
    }
    // Checked first: what we wrote ourselves cannot hurt the reader.
    unchanged(folder, "replications.parquet", manifest)?;
    let path = folder.join("replications.parquet");
    read_columns(&path).ok_or_else(|| broken(&path))
}

fn read_columns(path: &Path) -> Option<Vec<StoredColumn>> {
    let reader = SerializedFileReader::new(fs::File::open(path).ok()?).ok()?;
    let mut columns: Vec<StoredColumn> = Vec::new();
    for row in reader.get_row_iter(None).ok()? {
        let row = row.ok()?;
        for (index, (name, field)) in row.get_column_iter().enumerate() {
            if index >= columns.len() {
                columns.push(StoredColumn {
                    id: name.clone(),
                    values: Vec::new(),
                });
            }
            columns[index].values.push(value(field));
        }
    }
    Some(columns)
}

fn value(field: &Field) -> Option<f64> {
    match field {
        Field::Double(value) => Some(*value),
        Field::Long(value) => Some(*value as f64),
        Field::Date(days) => Some(f64::from(*days)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_tables_are_not_guessed_at() {
        assert_eq!(
            series(b"date,figure,mean,p05,p25,p50,p75,p95\n2026-01-01,a,1,2,3,4,5\n"),
            None
        );
        assert_eq!(
            series(b"date,figure,mean,p05,p25,p50,p75,p95\n2026-01-01,a,x,2,3,4,5,6\n"),
            None
        );
        assert_eq!(series(b"").map(|all| all.len()), Some(0));
    }
}
