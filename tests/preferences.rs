//! Preferences of households and districts: what they do to the choice of a place, and how well
//! they are met, worked out by hand.
#![allow(clippy::unwrap_used, reason = "a test that cannot play should fail")]

mod folder;

use folder::Folder;
use quartier::findings::{self, Findings};
use quartier::input::Loaded;
use quartier::monte_carlo::{self, Watch};
use quartier::simulation::{Model, Outcome};
use quartier::text::Lang;

/// Two districts of 1,000 residents with a site each, `a` first. Single people come on 5 January,
/// get their place on that day and stay for ten nights; January has 31.
fn town(places: [u32; 2], households: u32, rest: &str) -> String {
    let [a, b] = places;
    format!(
        r#"
schema = 1
name = "Two districts"
start = 2026-01-01
end = 2026-01-31
replications = 2
districts.a.residents = 1000
districts.b.residents = 1000
[kinds.shared]
shared_beds = true
[kinds.hut]
shared_beds = true
[sites.in-a]
district = "a"
kind = "shared"
places = {a}
usable_share = 1.0
[sites.in-b]
district = "b"
kind = "hut"
places = {b}
usable_share = 1.0
[groups.singles]
household_sizes = {{ 1 = 1.0 }}
arrivals.listed = [ {{ date = 2026-01-05, households = {households} }} ]
stay.fixed = {{ days = 10 }}
{rest}
"#
    )
}

fn with(places: [u32; 2], households: u32, prefers: &str, rule: &str, rest: &str) -> String {
    let policy = format!("[policy]\nplacement_days = \"daily\"\nrule.{rule}\n");
    town(places, households, &format!("{prefers}\n{policy}\n{rest}"))
}

fn loaded(text: &str) -> Loaded {
    Folder::new().and("scenario.toml", text).loaded()
}

fn played(text: &str) -> (Outcome, Findings) {
    let scenario = loaded(text).scenario;
    let model = Model::of(&scenario);
    let ensemble = monte_carlo::run(&model, scenario.replications, None, &Watch::default()).unwrap();
    let findings = findings::gather(&scenario, &ensemble);
    (ensemble.outcomes[0].clone(), findings)
}

/// Households that want to live in `b` when they get their place, and those who do.
fn wishes_for_b(text: &str) -> (u32, u32) {
    let [wished, met] = played(text).0.preferences.households[1];
    (wished.households, met.households)
}

fn figure(findings: &Findings, id: &str) -> Option<f64> {
    let found = findings.figures.iter().find(|figure| figure.id == id)?;
    found.value.number()
}

const ALL_WANT_B: &str = "prefers = { b = 1.0 }";

#[test]
fn whoever_has_a_preference_gets_it_where_there_is_room() {
    let text = with([9, 2], 3, ALL_WANT_B, "first-fit = {}", "");
    assert_eq!(wishes_for_b(&text), (3, 2));
    let (outcome, findings) = played(&text);
    assert_eq!(outcome.unmet_nights, 0);
    assert_eq!(figure(&findings, "households_with_preference"), Some(3.0));
    let share = figure(&findings, "preferred_district_share").unwrap();
    assert!((share - 2.0 / 3.0).abs() < 1e-12);
    let section = findings.preferences.unwrap();
    assert_eq!(section.households.len(), 1);
    assert_eq!(section.households[0].district, "b");
}

/// Evenness comes first under the balanced rule: of two people one lives in each district. With
/// the preference before it both live in `b`.
#[test]
fn the_balanced_rule_weighs_a_preference_where_its_goal_stands() {
    assert_eq!(
        wishes_for_b(&with([9, 9], 2, ALL_WANT_B, "balanced = {}", "")),
        (2, 1)
    );
    let first = "balanced = { stages = [\"unmet\", \"distance\", \"overload\", \"mixing\"] }";
    assert_eq!(wishes_for_b(&with([9, 9], 2, ALL_WANT_B, first, "")), (2, 2));
}

#[test]
fn a_part_of_the_households_has_a_preference_and_nothing_else_changes() {
    let none = played(&with([900, 900], 400, "", "first-fit = {}", "")).0;
    let some = played(&with(
        [900, 900],
        400,
        "prefers = { b = 0.25 }",
        "first-fit = {}",
        "",
    ))
    .0;
    let [wished, met] = some.preferences.households[1];
    assert!((75..=125).contains(&wished.households), "{wished:?}");
    assert_eq!(wished, met);
    assert_eq!(none.flow, some.flow);
    assert!(none.preferences.households.is_empty());
}

/// Three come; `a` stands first and takes one, the other two go to `b`.
#[test]
fn at_most_so_many_holds_as_long_as_others_have_room() {
    let asks = "[preferences.few]\ndistrict = \"a\"\nwants.at-most = { persons = 1 }\n";
    for rule in [
        "first-fit = {}",
        "cheapest = {}",
        "even-spread = {}",
        "balanced = {}",
    ] {
        let (outcome, findings) = played(&with([9, 9], 4, "", rule, asks));
        assert_eq!(outcome.preferences.districts, [[31, 31]], "{rule}");
        assert_eq!(outcome.unmet_nights, 0, "{rule}");
        let kept = &findings.preferences.unwrap().districts[0];
        assert_eq!((kept.kept.unwrap().value, kept.always), (1.0, 2), "{rule}");
    }
    // One place in `b`: three live in `a` for ten of the 31 nights, and nobody is left out.
    for rule in ["first-fit = {}", "balanced = {}"] {
        let (outcome, _) = played(&with([9, 1], 4, "", rule, asks));
        assert_eq!(outcome.preferences.districts, [[21, 31]], "{rule}");
        assert_eq!(outcome.unmet_nights, 0, "{rule}");
    }
}

/// `a` would rather have families, so single people go to `b` while it has room: two of three.
#[test]
fn other_households_go_elsewhere_first() {
    let asks = "[preferences.families]\ndistrict = \"a\"\nwants.rather = { households = [\"families\"] }\n";
    let (outcome, findings) = played(&with([9, 2], 3, "", "first-fit = {}", asks));
    assert_eq!(outcome.preferences.districts, [[0, 1]]);
    assert_eq!(outcome.unmet_nights, 0);
    assert_eq!(figure(&findings, "district_preferences_kept_share"), Some(0.0));
    let nobody = played(&with([9, 3], 3, "", "first-fit = {}", asks));
    assert_eq!(nobody.0.preferences.districts, [[0, 0]]);
    assert_eq!(nobody.1.preferences.unwrap().districts[0].kept, None);
}

/// `b` wants its part first: two of three go there although `a` stands first. They stay ten nights.
#[test]
fn a_district_that_wants_its_part_earlier_comes_first() {
    let asks = "[preferences.early]\ndistrict = \"b\"\nwants.first = { persons = 2 }\n";
    let (outcome, _) = played(&with([9, 9], 3, "", "first-fit = {}", asks));
    assert_eq!(outcome.district_nights, [10, 20]);
    assert_eq!(outcome.preferences.districts, [[10, 31]]);
}

/// `b` wants nobody in huts, and its only site is one: it is used last, by one of three.
#[test]
fn sites_of_an_unwanted_kind_are_used_last() {
    let asks = "[preferences.no-huts]\ndistrict = \"b\"\nwants.without = { kind = \"hut\" }\n";
    for rule in ["first-fit = {}", "even-spread = {}", "balanced = {}"] {
        let (outcome, _) = played(&with([2, 9], 3, "", rule, asks));
        assert_eq!(outcome.district_nights, [20, 10], "{rule}");
        assert_eq!(outcome.preferences.districts, [[21, 31]], "{rule}");
    }
}

#[test]
fn everything_wrong_with_preferences_is_named_at_once() {
    let asks = r#"
[preferences.one]
district = "c"
wants.without = { kind = "hall" }
said_at = "round-table"
[preferences.two]
district = "a"
wants.first = { persons = 20 }
[preferences.three]
district = "a"
wants.at-most = { persons = 10 }
"#;
    let text = with(
        [9, 9],
        1,
        "prefers = { a = 0.7, b = 0.6, d = 0.1 }",
        "first-fit = {}",
        asks,
    );
    let said = Folder::new()
        .and("scenario.toml", text)
        .complaints("scenario.toml", Lang::En);
    for words in [
        "The parts sum to 1.4, which is more than all households",
        "There is no `d`",
        "There is no `c`",
        "There is no `hall`",
        "There is no `round-table`",
        "wants 20 persons first and at the same time at most 10 (`three`)",
    ] {
        assert!(said.contains(words), "{words} is missing in:\n{said}");
    }
}

#[test]
fn the_report_says_what_was_met_and_how_preferences_count() {
    let asks = "[preferences.few]\ndistrict = \"a\"\nwants.at-most = { persons = 1 }\nsource = \"letter\"\n";
    let text = with([9, 9], 4, ALL_WANT_B, "first-fit = {}", asks);
    let folder = Folder::new().and("scenario.toml", text);
    assert_cmd::Command::cargo_bin("quartier")
        .unwrap()
        .args(["run", "scenario.toml", "--lang", "de", "--out", "out"])
        .current_dir(folder.path(""))
        .assert()
        .success();
    let read = |name: &str| std::fs::read_to_string(folder.path(&format!("out/{name}"))).unwrap();
    let page = read("report.html");
    for words in [
        "Wünsche der Haushalte und der Stadtteile",
        "höchstens eine Person in regulären Unterkünften",
        "letter",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let districts = read("districts.csv");
    assert!(
        districts.contains("b,preferred_district_share,share"),
        "{districts}"
    );
}

/// Today's proposal keeps a limit of a district too: nobody is to live in `a`, so all three go to
/// `b`; with two places there one goes to `a` all the same.
#[test]
fn a_proposal_keeps_to_at_most_so_many() {
    let asks = "[preferences.none]\ndistrict = \"a\"\nwants.at-most = { persons = 0 }\n[tables]\nwaiting = \"waiting.csv\"\n";
    for (places, in_a) in [([9, 9], 0), ([9, 2], 1)] {
        let text = with(places, 1, "", "even-spread = {}", asks);
        let list = "household,persons,since\nx,1,2025-12-20\ny,1,2025-12-21\nz,1,2025-12-22\n";
        let folder = Folder::new().and("scenario.toml", text).and("waiting.csv", list);
        let output = assert_cmd::Command::cargo_bin("quartier")
            .unwrap()
            .args(["place", "scenario.toml", "--format", "json"])
            .current_dir(folder.path(""))
            .assert()
            .success();
        let proposal: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
        let placements = proposal["placements"].as_array().unwrap();
        let there = placements.iter().filter(|one| one["site"] == "in-a").count();
        assert_eq!((placements.len(), there), (3, in_a), "{proposal}");
    }
}
