//! Every red judgement on the pages leads to the month, the day, the district or the site behind
//! it: shown on a run in which everything goes wrong, and on a comparison of it.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read what it wrote should fail"
)]

use assert_cmd::Command as Quartier;
use std::fs;
use std::path::Path;

fn quartier(arguments: &[&str]) {
    Quartier::new(env!("CARGO_BIN_EXE_quartier"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .assert()
        .success();
}

fn run(scenario: &str, out: &Path, more: &[&str]) {
    let out = out.display().to_string();
    let given = [
        "run",
        scenario,
        "--replications",
        "20",
        "--lang",
        "de",
        "--out",
        &out,
    ];
    quartier(&[&given[..], more].concat());
}

/// How many red judgements there are; each leads to a row of a table.
fn red_that_leads_to_a_row(page: &Path) -> usize {
    let page = fs::read_to_string(page).unwrap();
    let cells = page
        .split("<span class=\"verdict-cell red\">")
        .skip(1)
        .map(|cell| cell.split("</td>").next().unwrap());
    let blocks = page
        .split("<div class=\"verdict red\">")
        .skip(1)
        .map(|block| block.split("</div></div>").next().unwrap());
    let mut count = 0;
    for red in cells.chain(blocks) {
        let to = red.split("href=\"#").nth(1).and_then(|to| to.split('"').next());
        let to = to.unwrap_or_else(|| panic!("nothing leads on from {red}"));
        assert!(
            page.contains(&format!("<tr id=\"{to}\"")),
            "{to} is no row of the page: {red}"
        );
        count += 1;
    }
    count
}

#[test]
fn every_red_judgement_leads_to_a_row_behind_it() {
    let room = tempfile::tempdir().unwrap();
    let (bad, calm) = (room.path().join("bad"), room.path().join("calm"));
    run("scenarios/leichlingen-alles-zugleich.toml", &bad, &[]);
    run("scenarios/leichlingen-ruhige-phase.toml", &calm, &[]);
    let in_report = red_that_leads_to_a_row(&bad.join("report.html"));
    assert!(
        in_report > 15,
        "only {in_report} red judgements: the run is not bad enough"
    );

    let page = room.path().join("both.html");
    let shown = |path: &Path| path.display().to_string();
    let (a, b, out) = (shown(&calm), shown(&bad), shown(&page));
    quartier(&["compare", &a, &b, "--lang", "de", "--out", &out]);
    assert!(red_that_leads_to_a_row(&page) > 0);
}

#[test]
fn a_red_judgement_leads_on_in_the_public_edition_too() {
    let room = tempfile::tempdir().unwrap();
    let bad = room.path().join("bad");
    run("scenarios/leichlingen-alles-zugleich.toml", &bad, &["--public"]);
    assert!(red_that_leads_to_a_row(&bad.join("report.html")) > 0);
}
