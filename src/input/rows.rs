//! Rows of the tables that a file names become entries of its tree.
//!
//! `districts`, `sites`, `measures` and the like have one entry per row, `units` and `actuals`
//! one entry of a list per row. A column is
//! a key, in dots where it lies deeper (`cost.per_place_month_eur`). What the values mean
//! is left to others, as for the rest of the tree.

use super::listing::{ACTUALS, Listing, UNITS};
use super::read::{self, Location};
use super::reading::{Reading, note_input};
use super::shape::Shape;
use super::table::{self, Column, Gaps, Table, check_columns};
use super::tables::list;
use super::tree::{Content, Node, dotted};
use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet};

/// Largest table, in bytes.
const LARGEST: u64 = 200_000_000;
/// Lists that people read in the order of their sheet. Sites and districts are not among them:
/// runs number them as the file does.
const IN_ORDER_OF_ROWS: [&str; 3] = ["measures", "indicators", "participation"];

/// Fills in what the tables that a file names hold, unless a file above names another one.
pub fn expand(
    own: &mut Node,
    location: &Location,
    replaced: &[String],
    shape: &Shape,
    reading: &mut Reading,
) {
    for name in [
        "districts",
        "sites",
        "units",
        "measures",
        "indicators",
        "actuals",
        "participation",
    ] {
        if replaced.iter().any(|above| above == name) {
            continue;
        }
        let Some(reference) = own.at_path(["tables", name]).cloned() else {
            continue;
        };
        let Some(table) = open(&reference, location, reading) else {
            reading.incomplete = true;
            continue;
        };
        let source = table.comment("source").map(|comment| comment.value.clone());
        let source = source.or(reference.source);
        match name {
            "units" => listed(own, &UNITS, &table, source, shape, reading),
            "actuals" => listed(own, &ACTUALS, &table, source, shape, reading),
            _ => entries(own, name, &table, source, shape, reading),
        }
    }
}

/// Opens a table that a value names, recording it as read; `None` comes with a complaint.
pub fn open(reference: &Node, beside: &Location, reading: &mut Reading) -> Option<Table> {
    let location = beside.beside(reference.text()?);
    note_table(&location, &reference.place(), reading)?;
    let table = table::read_collecting(&location.path, &location.shown(), &mut reading.complaints)?;
    reading.notices.extend(table.notices.iter().cloned());
    Some(table)
}

/// Records a table as read; `None` comes with a complaint.
pub fn note_table(location: &Location, place: &Place, reading: &mut Reading) -> Option<()> {
    let (path, sheet) = table::file_and_sheet(&location.path);
    let suffix = sheet.map(|sheet| format!("#{sheet}")).unwrap_or_default();
    let relative = location.relative.trim_end_matches(&suffix).to_owned();
    let file = Location { path, relative };
    match read::bytes(&file, LARGEST, place) {
        Ok(bytes) => {
            note_input(reading, read::input_file(&file, &bytes));
            Some(())
        }
        Err(complaints) => {
            reading.complaints.0.extend(complaints.0);
            None
        }
    }
}

/// A column of a table with the key that it fills and its values as nodes.
struct Filled {
    path: Vec<String>,
    nodes: Vec<Option<Node>>,
}

/// The columns of a table as keys of one entry, apart from `id`. `rows` says where in the
/// tree each row comes to stand.
fn filled(
    table: &Table,
    id: &str,
    shape: &Shape,
    rows: &[Option<Vec<String>>],
    reading: &mut Reading,
) -> Vec<Filled> {
    let keys = columns_of(shape, &mut Vec::new());
    let names: Vec<String> = keys.iter().map(|(path, _)| path.join(".")).collect();
    let optional: Vec<&str> = names.iter().map(String::as_str).collect();
    check_columns(table, &[id], &optional, &mut reading.complaints);
    let known = keys.into_iter().zip(&names);
    let columns = known.filter_map(|((path, shape), name)| Some((path, shape, table.column(name)?)));
    columns
        .map(|(path, shape, column)| {
            let nodes = nodes(&column, &shape, &mut reading.complaints);
            for ((node, cell), row) in nodes.iter().zip(column.cells()).zip(rows) {
                if let (None, false, Some(row)) = (node, cell.content().is_empty(), row) {
                    reading.faulty.push(dotted(&[row.as_slice(), &path].concat()));
                }
            }
            Filled { path, nodes }
        })
        .collect()
}

/// The keys that a column can fill, as paths with their shapes.
fn columns_of(shape: &Shape, path: &mut Vec<String>) -> Vec<(Vec<String>, Shape)> {
    let mut all = Vec::new();
    for (name, key) in shape.keys().into_iter().flatten() {
        path.push(name.clone());
        match &key.shape {
            Shape::Table(_) => all.extend(columns_of(&key.shape, path)),
            Shape::List { item, .. } if !matches!(**item, Shape::Word(_) | Shape::Text { .. }) => {}
            Shape::Map(_) | Shape::Choice(_) => {}
            shape => all.push((path.clone(), shape.clone())),
        }
        path.pop();
    }
    all
}

/// The cells of a column as values; what cannot be read is complained about.
fn nodes(column: &Column, shape: &Shape, complaints: &mut Complaints) -> Vec<Option<Node>> {
    let contents: Vec<Option<Content>> = match shape {
        Shape::Number(_) | Shape::Integer(_) => {
            let numbers = column.numbers(Gaps::Marked, complaints);
            numbers
                .into_iter()
                .map(|number| number.map(number_content))
                .collect()
        }
        Shape::Truth => {
            let truths = column.truths(Gaps::Empty, complaints);
            truths
                .into_iter()
                .map(|truth| truth.map(Content::Truth))
                .collect()
        }
        Shape::Date => {
            let dates = column.dates(Gaps::Marked, complaints);
            dates
                .into_iter()
                .map(|date| date.map(|date| Content::Date(date.to_string())))
                .collect()
        }
        Shape::List { .. } => lists(column, complaints),
        _ => {
            let texts = column.texts(Gaps::Empty, complaints);
            texts
                .into_iter()
                .map(|text| text.map(|text| Content::Text(text.into_owned())))
                .collect()
        }
    };
    let located = contents.into_iter().zip(column.cells());
    located
        .map(|(content, cell)| content.map(|content| Node::at(content, cell.place())))
        .collect()
}

/// Whole numbers are quoted as such.
fn number_content(number: f64) -> Content {
    if number.trunc() == number && libm::fabs(number) < 1e15 {
        Content::Integer(number as i128)
    } else {
        Content::Float(number)
    }
}

fn lists(column: &Column, complaints: &mut Complaints) -> Vec<Option<Content>> {
    let words = column.each(Gaps::Marked, complaints, |content| {
        let text = content.text();
        Ok(list::parts(&text)?
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>())
    });
    let located = words.into_iter().zip(column.cells());
    located
        .map(|(words, cell)| {
            let node = |word| Node::at(Content::Text(word), cell.place());
            words.map(|words| Content::List(words.into_iter().map(node).collect()))
        })
        .collect()
}

/// One entry per row, by id.
fn entries(
    own: &mut Node,
    name: &str,
    table: &Table,
    source: Option<String>,
    shape: &Shape,
    reading: &mut Reading,
) {
    let Some(entry_shape) = shape.below(name).and_then(|map| map.below("")) else {
        return;
    };
    let ids = ids(table, "id", reading);
    table::refuse_doubles(table, "id", &mut reading.complaints);
    let in_tree = |id: &Option<String>| id.as_ref().map(|id| vec![name.to_owned(), id.clone()]);
    let rows: Vec<_> = ids.iter().map(in_tree).collect();
    let columns = filled(table, "id", entry_shape, &rows, reading);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (row, id) in ids.iter().enumerate() {
        let Some(id) = id.as_deref().filter(|id| seen.insert(id)) else {
            continue;
        };
        let Some(entry) = entry(own, &[name.to_owned(), id.to_owned()], table.row_place(row)) else {
            continue;
        };
        let values: Vec<(&[String], Node)> = columns
            .iter()
            .filter_map(|column| Some((column.path.as_slice(), column.nodes.get(row)?.clone()?)))
            .collect();
        let own_source = values.iter().find(|(path, _)| path == &["source"]);
        let source = own_source
            .and_then(|(_, node)| node.text().map(str::to_owned))
            .or(source.clone());
        for (path, node) in values {
            let node = with_source(node, source.as_deref());
            if let Some(complaint) = put(entry, path, node, &[name, id]) {
                reading.complaints.push(complaint);
            }
        }
    }
    if IN_ORDER_OF_ROWS.contains(&name) {
        in_order_of_rows(own, name, &ids);
    }
}

/// What a row says may be completed in the file (the effects of a measure); the sheet's order holds
/// all the same, and what only the file knows follows.
fn in_order_of_rows(own: &mut Node, name: &str, ids: &[Option<String>]) {
    let all = own.table_mut().and_then(|root| root.get_mut(name));
    let Some(all) = all.and_then(Node::table_mut) else {
        return;
    };
    let mut ordered = IndexMap::with_capacity(all.len());
    for id in ids.iter().flatten() {
        if let Some((id, node)) = all.shift_remove_entry(id) {
            ordered.insert(id, node);
        }
    }
    ordered.append(all);
    *all = ordered;
}

fn ids(table: &Table, column: &str, reading: &mut Reading) -> Vec<Option<String>> {
    let Some(column) = table.column(column) else {
        return vec![None; table.len()];
    };
    let texts = column.texts(Gaps::Refused, &mut reading.complaints);
    texts
        .into_iter()
        .map(|text| text.map(std::borrow::Cow::into_owned))
        .collect()
}

fn with_source(node: Node, source: Option<&str>) -> Node {
    Node {
        source: source.map(str::to_owned),
        ..node
    }
}

/// The table at a path, made on the way where it is not there yet.
fn entry<'a>(own: &'a mut Node, path: &[String], place: Place) -> Option<&'a mut Node> {
    path.iter().try_fold(own, |node, key| {
        let made = || Node::at(Content::Table(IndexMap::new()), place.clone());
        Some(node.table_mut()?.entry(key.clone()).or_insert_with(made))
    })
}

/// Puts a value into an entry; a value that stands there already is complained about.
fn put(entry_node: &mut Node, path: &[String], node: Node, around: &[&str]) -> Option<Complaint> {
    let (key, before) = path.split_last()?;
    let table = entry(entry_node, before, node.place())?.table_mut()?;
    if let Some(there) = table.get(key) {
        let all: Vec<&str> = around
            .iter()
            .copied()
            .chain(path.iter().map(String::as_str))
            .collect();
        return Some(stands_twice(there, &node, &all));
    }
    table.insert(key.clone(), node);
    None
}

fn stands_twice(there: &Node, node: &Node, path: &[&str]) -> Complaint {
    let (first, second) = (there.place(), node.place());
    Complaint::new(
        second.clone(),
        text!(
            "Der Wert steht zweimal: in {first} und in {second}.",
            "The value stands twice: in {first} and in {second}."
        ),
    )
    .key(dotted(path))
    .value(node.written())
    .help(text!(
        "An einer der beiden Stellen streichen.",
        "Drop it in one of the two."
    ))
}

/// One entry of the list per row, added to the entry that the row names.
fn listed(
    own: &mut Node,
    listing: &'static Listing,
    table: &Table,
    source: Option<String>,
    shape: &Shape,
    reading: &mut Reading,
) {
    let item_shape = [listing.entries, "", listing.list, ""]
        .iter()
        .try_fold(shape, |shape, key| shape.below(key));
    let Some(item_shape) = item_shape else { return };
    let sites = ids(table, listing.column, reading);
    let rows = in_their_entries(listing, &sites);
    let columns = filled(table, listing.column, item_shape, &rows, reading);
    let mut by_site: IndexMap<String, Vec<Node>> = IndexMap::new();
    for (row, site) in sites.iter().enumerate() {
        let Some(site) = site else { continue };
        let mut unit = Node::at(Content::Table(IndexMap::new()), table.row_place(row));
        for column in &columns {
            if let Some(node) = column.nodes.get(row).cloned().flatten() {
                put(&mut unit, &column.path, with_source(node, source.as_deref()), &[]);
            }
        }
        by_site.entry(site.clone()).or_default().push(unit);
    }
    for (site, units) in by_site {
        let Some(place) = units.first().map(Node::place) else {
            continue;
        };
        let list = Node::at(Content::List(units), place.clone());
        let row = sites.iter().position(|one| one.as_ref() == Some(&site));
        let cell = row.and_then(|row| table.column(listing.column)?.cell(row));
        let named = cell.map_or_else(|| place.clone(), |cell| cell.place());
        reading.referred.push((listing, site.clone(), named));
        let path = [listing.list.to_owned()];
        let entry = entry(own, &[listing.entries.to_owned(), site.clone()], place);
        if let Some(complaint) = entry.and_then(|entry| put(entry, &path, list, &[listing.entries, &site])) {
            reading.complaints.push(complaint);
        }
    }
}

/// For each row, where in the tree it comes to stand.
fn in_their_entries(listing: &Listing, sites: &[Option<String>]) -> Vec<Option<Vec<String>>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let path = |site: &str, number: usize| {
        [listing.entries, site, listing.list, &number.to_string()]
            .map(str::to_owned)
            .to_vec()
    };
    sites
        .iter()
        .map(|site| {
            let count = counts.entry(site.as_deref()?).or_default();
            *count += 1;
            Some(path(site.as_deref()?, *count))
        })
        .collect()
}

/// Rows for entries that nothing else describes are a misspelling: a complaint each, and out.
pub fn drop_unknown(tree: &mut Node, reading: &mut Reading) {
    if reading.incomplete {
        return;
    }
    for (listing, name, place) in std::mem::take(&mut reading.referred) {
        let Some(entries) = tree
            .table_mut()
            .and_then(|root| root.get_mut(listing.entries))
            .and_then(Node::table_mut)
        else {
            continue;
        };
        let only_rows = |node: &Node| {
            node.table()
                .is_some_and(|keys| keys.keys().all(|key| key == listing.list))
        };
        if !entries.get(&name).is_some_and(only_rows) {
            continue;
        }
        entries.shift_remove(&name);
        let known: Vec<&str> = entries.keys().map(String::as_str).collect();
        let (de, en) = listing.called;
        let complaint = Complaint::new(
            place,
            text!("{de} „{name}“ gibt es nicht.", "There is no {en} `{name}`."),
        )
        .key(listing.column)
        .value(name.clone())
        .help(crate::complaint::names_help(&name, known.iter().copied()));
        reading.complaints.push(complaint);
    }
}
