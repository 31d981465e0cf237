//! What the program says about inputs in which something is wrong, word for word.

mod folder;

use folder::{Folder, TWO_BEDS};
use quartier::text::Lang;

/// Both languages, one after the other.
fn said(folder: &Folder) -> String {
    let german = folder.complaints("scenario.toml", Lang::De);
    let english = folder.complaints("scenario.toml", Lang::En);
    format!("{german}\n{english}")
}

#[test]
fn many_errors_of_one_file_are_all_named() {
    let scenario = r#"
schema = 1
name = "Voller Fehler"
start = 2026-01-01
end = 2025-01-31
replications = 1000000000
sead = 3

[districts.mitte]
residents = "viele"
area_km2 = -1

[districts.nord]

[kinds.shared]
shared_beds = true
usable_share = 1.5

[kinds.flat]
accepts = []

[sites.one]
district = "mite"
kind = "sharde"
places = 2

[sites.two]
district = "nord"
kind = "flat"
from = 2026-05-01
until = 2026-04-01
accepts = ["family"]

[sites.three]
district = "nord"
kind = "flat"
places = 4
units = [{ count = 2, beds = 2 }]
state = "standby"

[groups.singles]
household_sizes = { 1 = 0.5, 2 = 0.6 }
arrivals.poisson = { per_day = 9.5, persons_per_month = 3 }
stay.fixed = { days = inf }

[groups.families]
household_sizes = { vier = 1.0 }
track = "asyl"
arrivals.seasonal = { per_day = 1, months = [1, 2, 3] }
stay.empirical = { days = [3, 2], weights = [1] }

[policy]
rule.first-fit = {}
placement_days = "dayly"

[sources]
"districts.mitte.resident" = "Amt"
"#;
    insta::assert_snapshot!(said(&Folder::new().and("scenario.toml", scenario)));
}

#[test]
fn a_missing_file_is_named_where_it_is_referred_to() {
    let folder = Folder::with_two_beds(&[(
        "replications = 1",
        "replications = 1\nmap = \"karte.geojson\"\ntables.sites = \"haeuser.csv\"\ntables.register = \"belegung.csv\"",
    )]);
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn a_scenario_that_is_not_there_is_named() {
    insta::assert_snapshot!(said(&Folder::new()));
}

#[test]
fn a_folder_is_no_file() {
    let folder = Folder::new().and("scenario.toml/file", "x");
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn an_empty_file_is_called_empty() {
    insta::assert_snapshot!(said(&Folder::new().and("scenario.toml", " \n")));
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let folder = Folder::new().and("scenario.toml", b"schema = 1\nname = \"B\xfccher\"\n");
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn several_syntax_errors_are_named_at_once() {
    let folder = Folder::with_two_beds(&[
        ("name = \"Two beds\"", "name = Two beds"),
        ("places = 2", "places = 2\nplaces = 3"),
        ("residents = 1000", "residents ="),
    ]);
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn a_table_that_stands_twice_is_named_with_both_lines() {
    let folder = Folder::with_two_beds(&[("[groups.singles]", "[sites.one]\n[groups.singles]")]);
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn a_circle_of_scenarios_is_named_with_its_whole_chain() {
    let folder = Folder::with_two_beds(&[("schema = 1", "schema = 1\nextends = \"a.toml\"")])
        .and("a.toml", "extends = \"sub/b.toml\"")
        .and("sub/b.toml", "extends = \"../scenario.toml\"");
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn two_bases_that_differ_are_named_with_both_places() {
    let folder = Folder::with_two_beds(&[("schema = 1", "schema = 1\nextends = [\"a.toml\", \"b.toml\"]")])
        .and("a.toml", "[kinds.shared]\nlead_time_days = 10\nname = \"a\"\n")
        .and("b.toml", "[kinds.shared]\nlead_time_days = 20\nname = \"a\"\n");
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn a_missing_base_does_not_bring_a_flood_of_complaints() {
    let folder = Folder::new().and(
        "scenario.toml",
        "extends = \"grundfall.toml\"\nname = \"Variante\"\n",
    );
    insta::assert_snapshot!(said(&folder));
}

const SQUARES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"mitte","name":"Mitte"},"geometry":{"type":"Polygon","coordinates":[[[7,51],[7.01,51],[7.01,51.01],[7,51.01],[7,51]]]}},
{"type":"Feature","properties":{"id":"nord","name":"Nord"},"geometry":{"type":"Polygon","coordinates":[[[7,51.01],[7.01,51.01],[7.01,51.02],[7,51.02],[7,51.01]]]}}
]}"#;

fn on_squares(replacements: &[(&str, &str)]) -> Folder {
    let map = ("replications = 1", "replications = 1\nmap = \"karte.geojson\"");
    let nord = (
        "[kinds.shared]",
        "[districts.nord]\nresidents = 500\n\n[kinds.shared]",
    );
    Folder::with_two_beds(&[&[map, nord], replacements].concat()).and("karte.geojson", SQUARES)
}

#[test]
fn a_site_outside_every_district_hears_the_nearest_one() {
    let folder = on_squares(&[("district = \"mitte\"", "lon = 7.005\nlat = 51.03")]);
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn swapped_coordinates_are_recognised() {
    let folder = on_squares(&[("district = \"mitte\"", "lon = 51.005\nlat = 7.005")]);
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn a_district_that_contradicts_the_coordinates_is_named_with_both() {
    let folder = on_squares(&[(
        "district = \"mitte\"",
        "district = \"mitte\"\nlon = 7.005\nlat = 51.015",
    )]);
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn ids_that_do_not_join_are_listed_on_both_sides() {
    let folder = on_squares(&[("[districts.nord]", "[districts.süd]")]);
    // An umlaut needs quotes in TOML.
    let text = std::fs::read_to_string(folder.path("scenario.toml")).unwrap();
    let folder = folder.and(
        "scenario.toml",
        text.replace("[districts.süd]", "[districts.nrod]"),
    );
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn ids_of_another_kind_are_told_once() {
    let folder = Folder::with_two_beds(&[(
        "replications = 1",
        "replications = 1\nmap = \"karte.geojson\"\nmap_id = \"name\"",
    )])
    .and("karte.geojson", SQUARES);
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn cells_are_named_like_values_of_the_file() {
    let tables = "replications = 1\ntables.sites = \"haeuser.csv\"\ntables.units = \"zimmer.csv\"";
    let folder = Folder::with_two_beds(&[("replications = 1", tables)])
        .and(
            "haeuser.csv",
            "id;district;kind;places;usable_share;from\n\
             one;mitte;shared;5;;\n\
             two;mite;shared;viele;1,5;31.02.2026\n\
             two;mitte;shared;4;;\n",
        )
        .and("zimmer.csv", "site;count;beds;bedds\nnoe;2;2;\nthree;x;2;\n");
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn register_and_waiting_list_are_checked_against_the_town() {
    let tables = "replications = 1\ntables.register = \"belegung.csv\"\ntables.waiting = \"warteliste.csv\"";
    let folder = Folder::with_two_beds(&[
        ("replications = 1", tables),
        ("places = 2", "places = 2\noccupied = 1"),
    ])
    .and(
        "belegung.csv",
        "household,site,persons,since,track\nH1,one,3,2025-01-01,\nH2,two,1,2026-02-01,asyl\n",
    )
    .and(
        "warteliste.csv",
        "household,persons,since,prefers\nH1,1,2025-12-01,nord\n",
    );
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn a_windows_file_is_read_with_a_notice() {
    let folder = Folder::with_two_beds(&[(
        "replications = 1",
        "replications = 1\ntables.districts = \"s.csv\"",
    )])
    .and("s.csv", b"id;name;residents\nsued;S\xfcdstadt;1234\n");
    let loaded = folder.loaded();
    assert_eq!(loaded.scenario.town.districts[1].name, "Südstadt");
    let notices = quartier::complaint::Complaints(loaded.notices);
    insta::assert_snapshot!(folder.without_folder(&notices.to_text(Lang::De)));
}

#[test]
fn too_many_replications_of_too_long_a_period_are_refused() {
    let folder = Folder::with_two_beds(&[
        ("replications = 1", "replications = 100_000"),
        ("end = 2026-01-31", "end = 2126-01-31"),
    ]);
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn shares_that_remain_from_a_base_are_pointed_out() {
    let folder = Folder::with_two_beds(&[]).and(
        "variante.toml",
        "extends = \"scenario.toml\"\n[groups.singles]\nhousehold_sizes = { 2 = 1.0 }\n",
    );
    insta::assert_snapshot!(folder.complaints("variante.toml", Lang::De));
}

#[test]
fn complaints_for_machines_have_the_fixed_fields() {
    let folder = Folder::with_two_beds(&[("kind = \"shared\"", "kind = \"sharde\"")]);
    let complaints = folder.load("scenario.toml").unwrap_err().to_json(Lang::En);
    let first = &complaints["complaints"][0];
    assert_eq!(first["line"], 16);
    assert_eq!(first["column"], 8);
    assert_eq!(first["key"], "sites.one.kind");
    assert_eq!(first["value"], "\"sharde\"");
    assert_eq!(first["message"], "There is no `sharde`.");
    assert_eq!(first["help"], "Did you mean `shared`?");
    assert!(first["file"].as_str().unwrap().ends_with("scenario.toml"));
}

#[test]
fn the_minimal_scenario_is_right_as_it_stands() {
    assert!(TWO_BEDS.starts_with("schema = 1"));
    assert!(Folder::with_two_beds(&[]).load("scenario.toml").is_ok());
}

#[test]
fn past_expectations_that_contradict_themselves_are_named() {
    let scenario = format!(
        r#"{TWO_BEDS}
[past.zugang]
what = "Zugewiesene Menschen 2015"
expected = 400
expected_low = 500
expected_high = 600
expected_on = 2015-12-31
came = 900
came_on = 2015-06-30
source = "Vorlage"

[past.halb]
what = "Bedarf"
expected = 10
expected_low = 5
expected_on = 2015-01-01
came = -1
came_on = 2015-06-30
"#
    );
    let folder = Folder::new().and("scenario.toml", scenario);
    let said = folder.complaints("scenario.toml", Lang::De);
    for told in [
        "die Spanne von 500 bis 600 enthält das nicht",
        "Was am 2015-12-31 erwartet wurde, kann nicht schon am 2015-06-30 eingetreten sein.",
        "Zur Spanne fehlt ihr anderes Ende „expected_high“.",
        "past.halb.came",
        "source",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
}

/// What a preset says stands in no file; the complaint points to where the preset was chosen.
#[test]
fn a_value_of_a_preset_is_named_where_the_preset_was_chosen() {
    let children = "[services.kita]\npreset = \"kita-3-5\"\nplaces.town = { count = 5 }\n\n[groups.singles.ages]\nunder-3 = 0\n3-5 = 0\n6-17 = 0\n18-64 = 1\n65-plus = 0\n";
    let folder = Folder::new().and("scenario.toml", format!("{}\n{children}", folder::TWO_BEDS));
    let said = folder.complaints("scenario.toml", Lang::En);
    let line = folder::TWO_BEDS.lines().count() + 2;
    assert!(said.contains(&format!("scenario.toml:{line}")), "{said}");
    assert!(said.contains("services.kita.ages"), "{said}");
}
