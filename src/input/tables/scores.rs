//! A planner's scores: `household|class,site,score` with `# source:` and `# predictors:`.
//!
//! A table that rests on nationality, religion, ethnicity or a stand-in for them is refused.

use super::descent::{mentions_descent, source_mentions_descent};
use super::personal::refuse_personal_columns;
use super::{Located, read_and_collect, require_rows, texts, values};
use crate::complaint::{Complaint, Complaints, Place};
use crate::input::table::{Comment, Gaps, Pile, Table, check_columns};
use crate::text;
use std::collections::BTreeMap;
use std::path::Path;

/// How good each site is for whom, larger is better.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// Where the numbers come from, as the planner states it.
    pub source: Located<String>,
    /// What the numbers were predicted from.
    pub predictors: Located<String>,
    /// Whether rows name households or classes of them.
    pub by: ScoredBy,
    /// The scores, in file order; each pair occurs once.
    pub rows: Vec<Score>,
    /// What is worth knowing about how the table was read.
    pub notices: Vec<Complaint>,
}

/// Whom the rows of a score table name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoredBy {
    /// One household each.
    Household,
    /// A class of households.
    Class,
}

impl ScoredBy {
    /// The column that names them.
    pub fn column(self) -> &'static str {
        match self {
            ScoredBy::Household => "household",
            ScoredBy::Class => "class",
        }
    }
}

/// One score.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The household or class.
    pub who: Located<String>,
    /// The site.
    pub site: Located<String>,
    /// Any finite number; `None`: what stands there is none, which has been said.
    pub score: Option<f64>,
}

/// Reads a score table.
pub fn read(path: &Path, shown_as: &str) -> Result<Scores, Complaints> {
    match read_as_far_as_possible(path, shown_as) {
        (Some(scores), complaints) => complaints.unless_any(scores),
        (None, complaints) => Err(complaints),
    }
}

/// What can be read of a score table beside what is wrong with it; a source or predictors that are
/// missing are empty. Nothing where there is no table.
pub fn read_as_far_as_possible(path: &Path, shown_as: &str) -> (Option<Scores>, Complaints) {
    let (read, complaints) = read_and_collect(path, shown_as, judge);
    let or_empty = |said: Statement| {
        said.unwrap_or_else(|| Located {
            value: String::new(),
            place: Place::file(shown_as),
        })
    };
    let scores = read.map(|((by, rows, source, predictors), notices)| Scores {
        source: or_empty(source),
        predictors: or_empty(predictors),
        by,
        rows,
        notices,
    });
    (scores, complaints)
}

type Statement = Option<Located<String>>;

fn judge(table: &Table, complaints: &mut Complaints) -> (ScoredBy, Vec<Score>, Statement, Statement) {
    let by = match table.column("class") {
        Some(_) => ScoredBy::Class,
        None => ScoredBy::Household,
    };
    let who = by.column();
    refuse_personal_columns(table, complaints);
    check_columns(table, &[who, "site", "score"], &[], complaints);
    require_rows(table, complaints);
    let source = statement(table, "source", complaints);
    let predictors = statement(table, "predictors", complaints);
    refuse_descent(&source, source_mentions_descent, complaints);
    refuse_descent(&predictors, mentions_descent, complaints);
    let rows = scores(table, who, complaints);
    refuse_descent_in_classes(&rows, by, complaints);
    refuse_double_pairs(&rows, complaints);
    (by, rows, source, predictors)
}

fn scores(table: &Table, who: &str, complaints: &mut Complaints) -> Vec<Score> {
    let whose = texts(table, who, Gaps::Refused, complaints);
    let sites = texts(table, "site", Gaps::Refused, complaints);
    let numbers = values(table, "score", |column| column.numbers(Gaps::Refused, complaints));
    whose
        .zip(sites)
        .zip(numbers)
        .filter_map(|((who, site), score)| {
            Some(Score {
                who: who?,
                site: site?,
                score,
            })
        })
        .collect()
}

/// The comment line with this key, which has to say something.
fn statement(table: &Table, key: &str, complaints: &mut Complaints) -> Statement {
    let said = |comment: &&Comment| !comment.value.is_empty();
    match table.comment(key).filter(said) {
        Some(comment) => Some(Located {
            value: comment.value.clone(),
            place: comment.place.clone(),
        }),
        None => {
            let place = table
                .comment(key)
                .map_or_else(|| table.place(), |comment| comment.place.clone());
            complaints.push(statement_missing(place, key));
            None
        }
    }
}

fn statement_missing(place: Place, key: &str) -> Complaint {
    Complaint::new(
        place,
        text!(
            "Eine Tabelle mit Bewertungen muss angeben, woher sie stammt und worauf sie beruht; die Zeile „# {key}: …“ fehlt oder ist leer.",
            "A table of scores has to state where it comes from and what it rests on; the line `# {key}: …` is missing or empty."
        ),
    )
    .key(key)
    .help(text!(
        "Über die Kopfzeile schreiben: „# source: Quelle“ und „# predictors: Alter, Haushaltsgröße, …“.",
        "Write above the header: `# source: where from` and `# predictors: age, household size, …`."
    ))
}

fn refuse_descent(said: &Statement, says_so: fn(&str) -> bool, complaints: &mut Complaints) {
    if let Some(said) = said.as_ref().filter(|said| says_so(&said.value)) {
        complaints.push(rests_on_descent(said.place.clone(), &said.value));
    }
}

fn refuse_descent_in_classes(rows: &[Score], by: ScoredBy, complaints: &mut Complaints) {
    if by == ScoredBy::Household {
        return;
    }
    let mut pile = Pile::new(complaints);
    for row in rows.iter().filter(|row| mentions_descent(&row.who.value)) {
        let place = || row.who.place.clone();
        pile.push("descent", place, |place| rests_on_descent(place, &row.who.value));
    }
    pile.close();
}

fn rests_on_descent(place: Place, value: &str) -> Complaint {
    Complaint::new(
        place,
        text!(
            "Diese Bewertung beruht auf Staatsangehörigkeit, Religion, Herkunft oder einem Ersatz dafür; danach darf niemand verteilt werden.",
            "These scores rest on nationality, religion, descent or a stand-in for them; nobody may be placed by that."
        ),
    )
    .value(value)
    .help(text!(
        "Die Bewertung ohne diese Merkmale neu berechnen und nur nennen, was verwendet wurde.",
        "Compute the scores again without these attributes, and state only what was used."
    ))
}

fn refuse_double_pairs(rows: &[Score], complaints: &mut Complaints) {
    let mut pile = Pile::new(complaints);
    let mut seen = BTreeMap::new();
    for row in rows {
        let (who, site) = (row.who.value.as_str(), row.site.value.as_str());
        if let Some(first) = seen.insert((who, site), &row.who.place) {
            pile.push(
                "pair",
                || row.who.place.clone(),
                |place| {
                    Complaint::new(
                        place,
                        text!(
                            "„{who}“ und „{site}“ haben schon eine Bewertung (in {first}).",
                            "`{who}` and `{site}` have a score already (in {first})."
                        ),
                    )
                    .help(text!(
                        "Eine der beiden Zeilen löschen.",
                        "Remove one of the two rows."
                    ))
                },
            );
        }
    }
    pile.close();
}
