//! `quartier mixing`: the indices of any table, each beside what chance would give.

mod town;
mod words;

use super::{Context, Failure, Format, output};
use crate::complaint::Complaints;
use crate::mixing::{Contrast, Reading, Verdict, local_shares, location_quotients, measure};
use crate::streams::permutation;
use crate::text;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;
use town::{People, Town, read_town};

/// Which table.
#[derive(Args, Debug)]
#[command(override_usage = "quartier mixing TABLE.csv [--unit COL] --group COL... [--total COL] [OPTIONS]")]
pub struct MixingArgs {
    /// The table: a header row, then one row per district.
    table: Option<PathBuf>,
    /// The column that names the districts; rows of the same district are added up.
    #[arg(long, value_name = "COL")]
    unit: Option<String>,
    /// The columns that count the people of a group; two or more, or one with --total.
    #[arg(long, value_name = "COL", required = true, num_args = 1..)]
    group: Vec<String>,
    /// The column that counts everybody; who is in no group is the rest.
    #[arg(long, value_name = "COL")]
    total: Option<String>,
    /// How many random placements to compare with.
    #[arg(long, value_name = "N", default_value_t = 999, value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    permutations: u32,
    /// Where the random numbers start.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

/// The indices of a table and how they were compared with chance.
struct Measured {
    readings: Vec<Reading>,
    permutations: u32,
    seed: u64,
}

/// Measures the table and prints every index with its random expectation.
pub fn execute(args: &MixingArgs, context: Context) -> Result<(), Failure> {
    let (table, groups) = table_and_groups(args)?;
    let town = read_town(&table, &groups, args)?;
    let notices = Complaints(town.notices.clone());
    output::remark(&notices.to_text(context.lang));
    if let People::Overlapping(_) = town.people {
        output::remark(overlap_words().in_lang(context.lang));
    }
    let measured = Measured {
        readings: town.measure(args.permutations, args.seed),
        permutations: args.permutations,
        seed: args.seed,
    };
    match context.format {
        Format::Text => output::print(&words::page(&town, &measured, context.lang)),
        Format::Json => output::print_json(&as_json(&town, &measured)),
    }
}

/// The table stands before the options, or last after the groups.
fn table_and_groups(args: &MixingArgs) -> Result<(PathBuf, Vec<String>), Failure> {
    let mut groups = args.group.clone();
    let table = args.table.clone().or_else(|| groups.pop().map(PathBuf::from));
    let enough = groups.len() >= 2 || (groups.len() == 1 && args.total.is_some());
    match table {
        Some(table) if enough => Ok((table, groups)),
        _ => Err(Failure::Usage(text!(
            "Gebraucht werden eine Tabelle und zwei Gruppen, oder eine Gruppe und --total: quartier mixing TABELLE.csv --group A --group B",
            "A table and two groups are needed, or one group and --total: quartier mixing TABLE.csv --group A --group B"
        ))),
    }
}

fn overlap_words() -> text::Text {
    text!(
        "Manche Personen gehören zu mehreren Gruppen (zusammen sind es mehr als alle): jede Gruppe ist für sich gemessen, alle zusammen sind es nicht.\n",
        "Some people belong to several groups (together they are more than everybody): each group is measured by itself, all together are not.\n"
    )
}

impl Town {
    /// A group against everybody else.
    fn contrast(&self, group: usize) -> Option<Contrast<'_>> {
        match &self.people {
            People::Exclusive(counts) => counts.contrast(group),
            People::Overlapping(each) => each.get(group)?.contrast(0),
        }
    }

    fn measure(&self, permutations: u32, seed: u64) -> Vec<Reading> {
        let groups: Vec<usize> = (0..self.groups.len()).collect();
        match &self.people {
            People::Exclusive(counts) => measure(counts, &groups, permutations, |n| permutation(seed, n)),
            People::Overlapping(each) => {
                let of_groups = each.iter().enumerate().flat_map(|(group, counts)| {
                    let readings = measure(counts, &[0], permutations, |n| permutation(seed, n));
                    readings
                        .into_iter()
                        .map(move |reading| of_overlapping(group, reading))
                });
                let (of_group, mut of_all): (Vec<_>, Vec<_>) =
                    of_groups.partition(|reading| reading.group.is_some());
                of_all.truncate(of_all.len() / each.len().max(1));
                of_group.into_iter().chain(of_all).collect()
            }
        }
    }

    /// The share of the town's Theil M that each district causes.
    fn local_shares(&self) -> Option<Vec<f64>> {
        match &self.people {
            People::Exclusive(counts) => local_shares(counts),
            People::Overlapping(_) => None,
        }
    }
}

/// A reading of a table of its own becomes one of a group; where groups overlap, all together
/// have no answer.
fn of_overlapping(group: usize, reading: Reading) -> Reading {
    match reading.group {
        Some(_) => Reading {
            group: Some(group),
            ..reading
        },
        None => Reading {
            value: None,
            expected_if_random: None,
            p_value: None,
            ..reading
        },
    }
}

fn as_json(town: &Town, measured: &Measured) -> Value {
    json!({
        "schema": 1,
        "permutations": measured.permutations,
        "seed": measured.seed,
        "indices": measured.readings.iter().map(|reading| index_json(town, reading)).collect::<Vec<_>>(),
        "districts": districts_json(town),
    })
}

fn index_json(town: &Town, reading: &Reading) -> Value {
    json!({
        "name": reading.index.name,
        "group": reading.group.map(|group| &town.groups[group]),
        "value": reading.value,
        "expected_if_random": reading.expected_if_random,
        "p_value": reading.p_value,
        "verdict": Verdict::of(reading).map(Verdict::name),
    })
}

fn districts_json(town: &Town) -> Vec<Value> {
    let Some(units) = &town.units else {
        return Vec::new();
    };
    let quotients: Vec<Vec<Option<f64>>> = (0..town.groups.len())
        .filter_map(|group| town.contrast(group))
        .map(|contrast| location_quotients(&contrast))
        .collect();
    let shares = town.local_shares();
    let of_district = |district: usize, unit: &String| {
        let by_group = town.groups.iter().zip(&quotients);
        json!({
            "unit": unit,
            "location_quotients": by_group.map(|(name, q)| (name.clone(), json!(q[district]))).collect::<serde_json::Map<_, _>>(),
            "local_share": shares.as_ref().map(|shares| shares[district]),
        })
    };
    units
        .iter()
        .enumerate()
        .map(|(district, unit)| of_district(district, unit))
        .collect()
}
