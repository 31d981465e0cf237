//! `replications.parquet`: one row per replication, one column per figure. The same findings
//! give the same bytes.

use crate::findings::parts::path;
use crate::findings::{Findings, Unit};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use std::sync::Arc;

/// What becomes a column of the file.
#[derive(Clone, Debug)]
struct Stored<'a> {
    name: String,
    unit: Unit,
    values: &'a [Option<f64>],
    definition: &'a str,
}

/// A column per figure of the town, then one per value of its parts (`year/2026/net`).
fn stored(findings: &Findings) -> Vec<Stored<'_>> {
    let of_the_town = findings.columns.iter().map(|column| Stored {
        name: column.id.to_owned(),
        unit: column.unit,
        values: &column.values,
        definition: definition(findings, column.id),
    });
    let of_parts = findings.parts.iter().flat_map(|part| {
        part.values.iter().map(|value| Stored {
            name: path(part.sort, &part.id, &value.id),
            unit: value.figure.unit,
            values: &value.values,
            definition: &value.figure.definition.en,
        })
    });
    of_the_town.chain(of_parts).collect()
}

/// How the values of a column are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Double,
    Whole,
    Date,
}

/// Counted things are whole numbers, dates are dates, the rest are measured.
fn kind(column: &Stored) -> Kind {
    let all_whole = || {
        let mut present = column.values.iter().flatten();
        present.all(|value| libm::floor(*value) == *value && value.abs() < 9e15)
    };
    match column.unit {
        Unit::Date => Kind::Date,
        Unit::PersonNights | Unit::BedNights | Unit::Moves if all_whole() => Kind::Whole,
        _ => Kind::Double,
    }
}

/// The file as bytes.
pub fn replications(findings: &Findings) -> Result<Vec<u8>> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by("quartier".to_owned())
        .set_key_value_metadata(Some(documentation(findings)))
        .build();
    let mut bytes = Vec::new();
    let columns = stored(findings);
    let mut writer = SerializedFileWriter::new(&mut bytes, schema(&columns)?, Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    write_number(&mut group, rows(findings))?;
    for column in &columns {
        write_column(&mut group, column, rows(findings))?;
    }
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

fn rows(findings: &Findings) -> usize {
    findings
        .columns
        .iter()
        .map(|column| column.values.len())
        .max()
        .unwrap_or(findings.replications as usize)
}

fn definition<'a>(findings: &'a Findings, id: &str) -> &'a str {
    findings
        .figure(id)
        .map_or("", |figure| figure.definition.en.as_str())
}

/// Unit and definition of each column, under `column:ID`.
fn documentation(findings: &Findings) -> Vec<KeyValue> {
    let head = [
        ("quartier:scenario".to_owned(), findings.scenario.clone()),
        ("quartier:seed".to_owned(), findings.seed.to_string()),
    ];
    head.into_iter()
        .chain(stored(findings).iter().map(|column| {
            let words = format!("{}; {}", column.unit.code(), column.definition);
            (format!("column:{}", column.name), words)
        }))
        .map(|(key, value)| KeyValue::new(key, value))
        .collect()
}

fn schema(columns: &[Stored]) -> Result<TypePtr> {
    let mut fields = vec![field("replication", Kind::Whole, Repetition::REQUIRED)?];
    for column in columns {
        fields.push(field(&column.name, kind(column), Repetition::OPTIONAL)?);
    }
    let root = Type::group_type_builder("replications")
        .with_fields(fields)
        .build()?;
    Ok(Arc::new(root))
}

fn field(name: &str, kind: Kind, repetition: Repetition) -> Result<TypePtr> {
    let (physical, logical) = match kind {
        Kind::Double => (Physical::DOUBLE, None),
        Kind::Whole => (Physical::INT64, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .build()
        .map(Arc::new)
}

type Group<'a, 'b> = SerializedRowGroupWriter<'a, &'b mut Vec<u8>>;

fn write_number(group: &mut Group, rows: usize) -> Result<()> {
    let numbers: Vec<i64> = (0..rows as i64).collect();
    if let Some(mut writer) = group.next_column()? {
        writer.typed::<Int64Type>().write_batch(&numbers, None, None)?;
        writer.close()?;
    }
    Ok(())
}

fn write_column(group: &mut Group, column: &Stored, rows: usize) -> Result<()> {
    let value = |row: usize| {
        column
            .values
            .get(row)
            .copied()
            .flatten()
            .filter(|v| v.is_finite())
    };
    let levels: Vec<i16> = (0..rows).map(|row| i16::from(value(row).is_some())).collect();
    let present: Vec<f64> = (0..rows).filter_map(value).collect();
    let Some(mut writer) = group.next_column()? else {
        return Ok(());
    };
    match kind(column) {
        Kind::Double => {
            writer
                .typed::<DoubleType>()
                .write_batch(&present, Some(&levels), None)?;
        }
        Kind::Whole => {
            let whole: Vec<i64> = present.iter().map(|value| *value as i64).collect();
            writer
                .typed::<Int64Type>()
                .write_batch(&whole, Some(&levels), None)?;
        }
        Kind::Date => {
            let days: Vec<i32> = present.iter().map(|value| *value as i32).collect();
            writer
                .typed::<Int32Type>()
                .write_batch(&days, Some(&levels), None)?;
        }
    }
    writer.close()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::Field;
    use std::io::Write as _;

    #[test]
    fn what_is_written_is_read_again() {
        let findings = example::short(3);
        let bytes = replications(&findings).unwrap();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let rows: Vec<_> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap())
            .collect();
        assert_eq!(rows.len(), findings.replications as usize);
        let at = findings
            .columns
            .iter()
            .position(|c| c.unit == Unit::Date)
            .unwrap();
        let read = rows[0].get_column_iter().nth(at + 1).unwrap();
        assert_eq!(read.0, findings.columns[at].id);
        match (findings.columns[at].values[0], read.1) {
            (None, Field::Null) => {}
            (Some(day), Field::Date(read)) => assert_eq!(day as i32, *read),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_same_findings_give_the_same_bytes() {
        let findings = example::short(3);
        assert_eq!(replications(&findings).unwrap(), replications(&findings).unwrap());
    }

    #[test]
    fn a_run_without_columns_still_counts_its_replications() {
        let mut findings = example::calm(2);
        findings.columns.clear();
        assert!(replications(&findings).is_ok());
    }
}
