//! `quartier compare`: results folders side by side.

use super::dialect::CsvDialect;
use super::{Context, Failure, Format, output};
use crate::complaint::{Complaint, Complaints, Place};
use crate::findings::comparison::{self, Comparison, MOST_RUNS, StoredRun};
use crate::input::results;
use crate::report::block::Page;
use crate::report::catalogue::compare as words;
use crate::report::results::Edition;
use crate::report::tables::Dialect;
use crate::report::{comparison as page, einfach, folder, html, public};
use crate::text::Lang;
use clap::Args;
use std::path::{Path, PathBuf};

/// Which results folders.
#[derive(Args, Debug)]
pub struct CompareArgs {
    /// Results folders that `run` has written; the first is "as before".
    #[arg(required = true, num_args = 2..=MOST_RUNS, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Write the comparison as a page of its own; beside it, in a folder named after it and
    /// `-data`, the numbers as a workbook and as CSV files.
    #[arg(long, value_name = "FILE.html")]
    out: Option<PathBuf>,
    /// Leave out what is not for the public: counts of real people under five, names of sites
    /// with `public = false`, folders.
    #[arg(long)]
    public: bool,
    /// Dialect of the CSV files.
    #[arg(long, value_enum, default_value_t = CsvDialect::Rfc)]
    csv: CsvDialect,
}

/// Compares the runs.
pub fn execute(args: &CompareArgs, context: Context) -> Result<(), Failure> {
    let compared = edition(of_folders(&args.folders)?, args.edition(), context.lang);
    if let Some(file) = &args.out {
        write_page(file, &compared, args.csv.into(), args.edition(), context.lang)?;
    }
    match context.format {
        Format::Json => output::print_json(&page::json::comparison(&compared, context.lang)),
        Format::Text => output::print(&on_terminal(&compared, context)),
    }
}

impl CompareArgs {
    fn edition(&self) -> Edition {
        if self.public {
            Edition::Public
        } else {
            Edition::Internal
        }
    }
}

/// The comparison for those who will read it.
pub(super) fn edition(compared: Comparison, edition: Edition, lang: Lang) -> Comparison {
    match edition {
        Edition::Internal => compared,
        Edition::Public => public::comparison(&compared, lang),
    }
}

/// The runs of these folders side by side.
pub(super) fn of_folders(folders: &[PathBuf]) -> Result<Comparison, Complaints> {
    Ok(comparison::compare(read_all(folders)?))
}

/// The comparison for a terminal.
pub(super) fn on_terminal(compared: &Comparison, context: Context) -> String {
    page::terminal::summary(compared, context.lang, output::screen())
}

/// Reads all folders; what is wrong in any of them is said at once.
fn read_all(folders: &[PathBuf]) -> Result<Vec<StoredRun>, Complaints> {
    let mut complaints = Complaints::default();
    let mut runs = Vec::new();
    if !(2..=MOST_RUNS).contains(&folders.len()) {
        complaints.push(Complaint::new(
            Place::default(),
            words::number_of_folders(MOST_RUNS),
        ));
    }
    for folder in folders {
        match results::read(folder) {
            Ok(run) => runs.push(run),
            Err(found) => complaints.0.extend(found.0),
        }
    }
    complaints.unless_any(runs)
}

/// The folder beside the page: `comparison.html` has `comparison-data`.
fn data_folder(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or(file.as_os_str()).to_string_lossy();
    file.with_file_name(format!("{stem}-data"))
}

/// Writes the comparison as a page of its own, and its numbers beside it.
pub(super) fn write_page(
    file: &Path,
    compared: &Comparison,
    dialect: Dialect,
    edition: Edition,
    lang: Lang,
) -> Result<(), Failure> {
    let data = data_folder(file);
    let name = data.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut page = Page {
        chart_files: name.map(|name| format!("{name}/")),
        ..page::compose(compared)
    };
    if edition == Edition::Public {
        page.facts.push(public::fact());
        page.sections.push(public::section());
    }
    let refused = |error: folder::WriteError| Failure::Other(error.text());
    let files = folder::comparison_files(compared, &page, dialect, lang).map_err(refused)?;
    folder::write_files(&data, &files).map_err(refused)?;
    let html = match lang {
        Lang::De | Lang::En => html::page(&page, lang),
        Lang::DeEinfach => html::page(&einfach::comparison(compared, edition), lang),
    };
    folder::write_file(file, html.as_bytes()).map_err(refused)?;
    let place = file.display().to_string();
    output::remark(&format!("{}\n", words::written_to(&place).in_lang(lang)));
    Ok(())
}
