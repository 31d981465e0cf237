//! Whatever the bytes, reading ends with a scenario or with complaints.

mod folder;

use folder::{Folder, TWO_BEDS};
use proptest::prelude::*;
use quartier::input::{Changes, load};

/// A scenario that uses most of the format, to be spoilt.
const RICH: &str = r#"schema = 1
name = "Rich"
start = 2026-01-01
end = 2026-12-31
seed = 3
replications = 10
tables = { sites = "sites.csv", units = "units.csv", register = "register.csv", waiting = "waiting.csv" }

[districts.mitte]
residents = { value = 1000, source = "Register" }
area_km2 = 1.5
[districts.nord]
residents = 500

[kinds.flat]
lead_time_days = 30
delay.lognormal = { mean_days = 60, cv = 0.5 }
cost = { per_place_month_eur = 200 }
[kinds.hall]
emergency = true

[sites.hall]
district = "nord"
kind = "hall"
state = "standby"
places = 40
out_of_use = [{ from = 2026-03-01, until = 2026-03-31, places = 10 }]
[sites.house]
district = "mitte"
kind = "flat"
units = [{ count = 3, beds = 2 }, { count = 2, beds = 5, offers = ["step-free"], reserved = true }]
occupied = 9
occupied_by = { people = 1.0 }

[tracks.asylum]
reimbursement_per_person_month_eur = 1000
changes = [{ to = "free", probability = 0.5, after.weibull = { shape = 1.5, mean_days = 300 } }]
[tracks.free]
market = true

[groups.people]
track = "asylum"
household_sizes = { 1 = 0.6, 2 = 0.1, 4 = 0.3 }
needs = { step-free = 0.05 }
stay.exit-rate = { per_month = 0.05 }
relatives = { probability = 0.1, after.exponential = { mean_days = 200 }, household_sizes = { 2 = 1.0 } }
[groups.people.arrivals]
listed = [{ date = 2026-02-01, households = 3 }]
negative_binomial = { persons_per_month = 6, dispersion = 2, level = { cv = 0.3, drift_per_year = 0.1 } }
seasonal = { per_day = 0.1, months = [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1] }
wave = { from = 2026-06-01, profile = [1, 2, 3], total_persons = 30 }

[market]
flats = [{ min_persons = 1, max_persons = 3, per_month = 0.5 }]

[policy]
rule.fair-share = { residents = 1 }
patience_days = 90

[sources]
"sites.hall.places" = "Inspection"
"#;

const SITES: &str = "id;district;kind;places;usable_share;from\nold;mitte;flat;20;0,9;01.02.2025\n";
const UNITS: &str = "site;count;beds;offers;reserved\nhouse2;3;2;;\n";
const REGISTER: &str = "household,site,persons,since,track\nA,old,2,2025-05-01,asylum\n";
const WAITING: &str = "household,persons,since,prefers\nB,1,2025-12-01,nord\n";

fn rich(scenario: &[u8], sites: &[u8]) -> Folder {
    Folder::new()
        .and("scenario.toml", scenario)
        .and("sites.csv", sites)
        .and("units.csv", UNITS.replace("house2", "two"))
        .and("register.csv", REGISTER)
        .and("waiting.csv", WAITING)
}

fn with_second_house() -> String {
    RICH.replace(
        "[tracks.asylum]",
        "[sites.two]\ndistrict = \"nord\"\nkind = \"flat\"\n[tracks.asylum]",
    )
}

#[test]
fn the_rich_scenario_itself_is_right() {
    let loaded = rich(with_second_house().as_bytes(), SITES.as_bytes()).loaded();
    assert_eq!(loaded.scenario.sites.len(), 4);
    assert_eq!(
        loaded
            .scenario
            .households
            .iter()
            .map(|h| u32::from(h.size))
            .sum::<u32>(),
        12
    );
}

/// Either way is fine; a panic is not, nor an error that says nothing.
fn read(folder: &Folder) {
    if let Err(complaints) = folder.load("scenario.toml") {
        assert!(!complaints.is_empty());
        for complaint in &complaints.0 {
            assert!(!complaint.message.de.is_empty() && !complaint.message.en.is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_end_in_complaints(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&Folder::new().and("scenario.toml", bytes));
    }

    #[test]
    fn any_text_that_looks_like_toml_ends_in_complaints(text in "([a-z.\\[\\]{}=\"', \n0-9-]|schema|districts|value|source){0,120}") {
        read(&Folder::new().and("scenario.toml", text));
    }

    #[test]
    fn a_spoilt_scenario_ends_in_complaints(
        at in any::<prop::sample::Index>(),
        length in 0_usize..40,
        put in prop::sample::select(vec![
            "", "\"", "{", "}", "[", "]", "=", "-1", "1e999", "nan", "0", "99999999999999999999999", "2026-13-45",
            "\"\"", "{ value = 1 }", "{ value = {}, source = 1 }", "{}", "[]", "[[]]", "true", "\n[sites.old]\n", "\u{0}",
            "2026-01-01T00:00:00", ".", "source = \"x\"\n", "'''", "\u{202e}", "9223372036854775808", "9999-12-31",
        ]),
    ) {
        let text = with_second_house();
        let from = at.index(text.len());
        let to = (from + length).min(text.len());
        let spoilt = [text.get(..from).unwrap_or(&text), put, text.get(to..).unwrap_or("")].concat();
        read(&rich(spoilt.as_bytes(), SITES.as_bytes()));
    }

    #[test]
    fn a_value_of_any_kind_at_any_key_ends_in_complaints(
        line in any::<prop::sample::Index>(),
        put in prop::sample::select(vec![
            "-1", "0", "1e308", "nan", "inf", "\"x\"", "true", "[]", "[1, 2]", "{}", "{ value = 3 }", "2026-05-05", "1999-01-01",
            "[{}]", "[{ from = 2026-01-01 }]", "{ fixed = {} }", "{ x = 1 }", "100000", "\"\"", "{ 1 = 1 }", "{ 99 = 1 }",
        ]),
    ) {
        let text = with_second_house();
        let keys: Vec<usize> = text.lines().enumerate().filter(|(_, l)| l.contains(" = ")).map(|(at, _)| at).collect();
        let chosen = keys[line.index(keys.len())];
        let changed: Vec<String> = text
            .lines()
            .enumerate()
            .map(|(at, l)| if at == chosen { format!("{} = {put}", l.split(" = ").next().unwrap_or("")) } else { l.to_owned() })
            .collect();
        read(&rich(changed.join("\n").as_bytes(), SITES.as_bytes()));
    }

    #[test]
    fn a_spoilt_table_ends_in_complaints(bytes in prop::collection::vec(any::<u8>(), 0..40), at in any::<prop::sample::Index>()) {
        let mut table = SITES.as_bytes().to_vec();
        let at = at.index(table.len());
        let to = (at + bytes.len()).min(table.len());
        table.splice(at..to, bytes);
        read(&rich(with_second_house().as_bytes(), &table));
    }

    #[test]
    fn anything_on_the_command_line_ends_in_complaints(key in "[a-z.\"0-9-]{0,30}", value in ".{0,20}") {
        let folder = Folder::with_two_beds(&[]);
        let _ = load(&folder.path("scenario.toml"), &Changes::none().with(&key, value));
    }
}

#[test]
fn dates_at_the_end_of_time_end_in_complaints() {
    for (start, end) in [
        ("0001-01-01", "0001-02-01"),
        ("9999-12-01", "9999-12-31"),
        ("0000-01-01", "9999-12-31"),
    ] {
        let text = TWO_BEDS.replace("2026-01-01", start).replace("2026-01-31", end);
        read(&Folder::new().and("scenario.toml", text));
    }
}

#[test]
fn a_scenario_that_doubles_at_every_step_is_cut_off() {
    let mut folder = Folder::with_two_beds(&[]);
    for step in 1..30 {
        let below = if step == 1 {
            "scenario".to_owned()
        } else {
            format!("s{}", step - 1)
        };
        let text = format!("extends = [\"{below}.toml\", \"{below}.toml\"]\n");
        folder = folder.and(&format!("s{step}.toml"), text);
    }
    let complaints = folder.load("s29.toml").map(|_| ()).unwrap_err();
    assert_eq!(complaints.0.len(), 1);
    assert!(complaints.0[0].message.en.contains("more than 100 files"));
}

#[test]
fn ids_with_dots_and_spaces_are_ids_like_others() {
    let text = TWO_BEDS
        .replace("[sites.one]", "[sites.\"St. Anna\"]")
        .replace("[districts.mitte]", "[districts.\"05 3.16\"]")
        .replace("\"mitte\"", "\"05 3.16\"");
    let loaded = Folder::new().and("scenario.toml", text).loaded();
    assert!(
        loaded
            .assumptions
            .iter()
            .any(|value| value.key == "sites.\"St. Anna\".places")
    );
}
