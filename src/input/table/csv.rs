//! CSV text to rows: comment lines, separator, quotes. What a row means is left to
//! `assemble`.

use super::assemble::{Grid, GridRow};
use super::bytes::Decoded;
use super::source::{RowAt, Source, count_cells, unclosed_quote};
use super::{Comment, Content, is_blank};
use crate::complaint::{Complaint, Complaints, Place};
use crate::text;

/// More cells than this are refused before memory is asked for them.
pub const MAX_CELLS: usize = 10_000_000;

/// So many rows decide on the separator.
const SAMPLE_ROWS: usize = 200;

/// Preferred first where nothing else decides.
const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

/// The rows of a CSV text, cells still as written.
pub fn grid(decoded: Decoded, shown_as: &str, complaints: &mut Complaints) -> Option<Grid> {
    let text = decoded.text;
    let preamble = preamble(&text, shown_as);
    let body = &text[preamble.end..];
    let separator = preamble.separator.unwrap_or_else(|| sniff_separator(body));
    if cells_at_most(body, separator) > MAX_CELLS {
        complaints.push(too_many_cells(shown_as));
        return None;
    }
    let start = preamble.end_at();
    let mut comments = preamble.comments;
    let rows = records(&text, &start, separator, shown_as, &mut comments, complaints);
    Some(Grid {
        rows,
        comments,
        notices: decoded.notice.into_iter().collect(),
        source: Source::Text { text, separator },
    })
}

/// The refusal of a table that is too large to be one.
pub fn too_many_cells(shown_as: &str) -> Complaint {
    let millions = MAX_CELLS / 1_000_000;
    Complaint::new(
        Place::file(shown_as),
        text!(
            "Die Tabelle hat mehr als {millions} Millionen Zellen.",
            "The table has more than {millions} million cells."
        ),
    )
    .help(text!(
        "Nur die benötigten Zeilen und Spalten speichern.",
        "Save only the rows and columns that are needed."
    ))
}

fn cells_at_most(body: &str, separator: u8) -> usize {
    body.bytes()
        .filter(|byte| *byte == separator || *byte == b'\n')
        .count()
        + 1
}

/// What stands above the header: comment lines and Excel's `sep=` line.
#[derive(Default)]
struct Preamble {
    end: usize,
    lines: u32,
    separator: Option<u8>,
    comments: Vec<Comment>,
}

impl Preamble {
    fn end_at(&self) -> RowAt {
        RowAt {
            line: self.lines + 1,
            offset: self.end,
        }
    }
}

fn preamble(text: &str, shown_as: &str) -> Preamble {
    let mut found = Preamble::default();
    for line in text.split_inclusive('\n') {
        let place = Place {
            line: Some(found.lines + 1),
            ..Place::file(shown_as)
        };
        let rest = &text[found.end + line.len()..];
        if let Some(separator) = separator_line(line) {
            found.separator = Some(separator);
        } else if let Some(comment) = comment_line(line, place.clone()) {
            found.comments.push(comment);
        } else if let Some(remark) = remark_line(line, rest, place) {
            found.comments.push(remark);
        } else if !line.trim_matches(is_blank).is_empty() {
            break;
        }
        found.end += line.len();
        found.lines += 1;
    }
    found
}

/// `sep=;`, which Excel writes and believes.
fn separator_line(line: &str) -> Option<u8> {
    let named = line
        .trim_matches('"')
        .trim_end_matches(['\n', '"'])
        .strip_prefix("sep=")?;
    match named.as_bytes() {
        [separator] if SEPARATORS.contains(separator) => Some(*separator),
        _ => None,
    }
}

/// `# key: value`, also as Excel saves it: in quotes, with separators behind.
fn comment_line(line: &str, place: Place) -> Option<Comment> {
    let (key, value) = commented(line)?.split_once(':')?;
    let key = key.trim().to_lowercase();
    let is_a_word = !key.is_empty()
        && key.chars().count() <= 40
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'));
    is_a_word.then(|| Comment {
        key,
        value: super::nfc(value.trim_matches(is_blank)).into_owned(),
        place,
    })
}

/// `# words` above a table whose rows have several cells, while the words are one.
fn remark_line(line: &str, rest: &str, place: Place) -> Option<Comment> {
    let words = commented(line)?;
    let next = rest.lines().find(|next| !next.starts_with('#'))?;
    let separated = |text: &str| text.bytes().any(|byte| SEPARATORS.contains(&byte));
    (words.starts_with(' ') && !separated(words) && separated(next)).then(|| Comment {
        key: String::new(),
        value: words.trim().to_owned(),
        place,
    })
}

fn commented(line: &str) -> Option<&str> {
    let line = line
        .trim_matches(is_blank)
        .trim_end_matches([',', ';', '\t', ' ']);
    let unquoted = line.strip_prefix('"').and_then(|l| l.strip_suffix('"'));
    unquoted.unwrap_or(line).strip_prefix('#')
}

/// The separator under which most rows have the same number of cells, more than one.
fn sniff_separator(body: &str) -> u8 {
    let mut best = (0, 0, missing_separator(body));
    for separator in SEPARATORS {
        let counts = sample_counts(body, separator);
        let usual = most_common(&counts);
        let agreeing = counts.iter().filter(|count| **count == usual).count();
        let decimals = separator == b',' && usual == 2 && counts.first() == Some(&1);
        if usual > 1 && !decimals && (agreeing, usual) > (best.0, best.1) {
            best = (agreeing, usual, separator);
        }
    }
    best.2
}

/// For a single column: a separator that does not occur, so that `12,5` stays one cell.
fn missing_separator(body: &str) -> u8 {
    let header = body.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let absent = |separator: &u8| !body.as_bytes().contains(separator);
    let in_header = |separator: &u8| header.as_bytes().contains(separator);
    SEPARATORS
        .into_iter()
        .find(in_header)
        .or_else(|| SEPARATORS.into_iter().find(absent))
        .unwrap_or(b';')
}

fn sample_counts(body: &str, separator: u8) -> Vec<usize> {
    let mut rest = body;
    let mut counts = Vec::new();
    while !rest.is_empty() && counts.len() < SAMPLE_ROWS {
        let (count, length) = count_cells(rest, separator);
        if !rest[..length].trim_matches(is_blank).is_empty() {
            counts.push(count);
        }
        rest = &rest[length..];
    }
    counts
}

fn most_common(counts: &[usize]) -> usize {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .max_by_key(|run| (run.len(), run[0]))
        .map_or(0, |run| run[0])
}

/// Every row from `start` on that is neither blank nor a comment.
fn records(
    text: &str,
    start: &RowAt,
    separator: u8,
    shown_as: &str,
    comments: &mut Vec<Comment>,
    complaints: &mut Complaints,
) -> Vec<GridRow> {
    let body = &text[start.offset..];
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(body.as_bytes());
    let mut record = ::csv::StringRecord::new();
    let mut rows: Vec<GridRow> = Vec::new();
    while let Ok(true) = reader.read_record(&mut record) {
        let at = begin(body, start, &record);
        let line = text[at.offset..].lines().next().unwrap_or("");
        let comment = line
            .trim_start_matches('"')
            .starts_with('#')
            .then(|| comment_line(line, Source::row_of_text(shown_as, at)))
            .flatten();
        match comment {
            Some(comment) => comments.push(comment),
            None => rows.push(GridRow {
                at,
                cells: record.iter().map(Content::of_text).collect(),
            }),
        }
    }
    refuse_open_quote(text, separator, shown_as, &mut rows, complaints);
    rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    rows
}

/// Where a record begins. The reader counts blank lines above a record as part of it.
fn begin(body: &str, start: &RowAt, record: &::csv::StringRecord) -> RowAt {
    let (byte, line) = record.position().map_or((0, 1), |at| (at.byte(), at.line()));
    let byte = usize::try_from(byte).unwrap_or(0).min(body.len());
    let blank = body.as_bytes()[byte..]
        .iter()
        .take_while(|b| **b == b'\n')
        .count();
    RowAt {
        offset: start.offset + byte + blank,
        line: u32::try_from(line as usize + blank - 1)
            .map_or(u32::MAX, |below| below.saturating_add(start.line)),
    }
}

/// A quotation mark that nobody closes swallows the rest of the file into the last row.
fn refuse_open_quote(
    text: &str,
    separator: u8,
    shown_as: &str,
    rows: &mut Vec<GridRow>,
    complaints: &mut Complaints,
) {
    let Some(last) = rows.last().map(|row| row.at) else {
        return;
    };
    let Some(column) = unclosed_quote(&text[last.offset..], separator) else {
        return;
    };
    rows.pop();
    complaints.push(
        Complaint::new(
            Source::cell_of_text(text, separator, shown_as, last, column),
            text!(
                "Das Anführungszeichen, das diese Zelle öffnet, wird nirgends geschlossen.",
                "The quotation mark that opens this cell is never closed."
            ),
        )
        .help(text!(
            "Das Zeichen streichen oder am Ende der Zelle ein zweites setzen.",
            "Remove the mark, or put a second one at the end of the cell."
        )),
    );
}
