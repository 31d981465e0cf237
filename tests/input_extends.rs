//! Scenarios on top of each other: what is kept, what is replaced, who set it.

mod folder;

use folder::{Folder, TWO_BEDS};
use proptest::prelude::*;
use quartier::complaint::Place;
use quartier::input::{Changes, Loaded, load};
use quartier::scenario::{Assumption, Origin};
use quartier::site::Stock;
use quartier::stay::Duration;
use serde_json::json;

fn value<'a>(loaded: &'a Loaded, key: &str) -> &'a Assumption {
    let found = loaded.assumptions.iter().find(|value| value.key == key);
    found.unwrap_or_else(|| panic!("{key} is not there"))
}

/// File and line where a value was set.
fn line(origin: &Origin) -> (String, u32) {
    match origin {
        Origin::File(Place {
            file: Some(file),
            line: Some(line),
            ..
        }) => (file.rsplit('/').next().unwrap_or_default().to_owned(), *line),
        other => panic!("{other:?}"),
    }
}

fn on_two_beds(variant: &str) -> Folder {
    let variant = format!("extends = \"scenario.toml\"\n{variant}");
    Folder::with_two_beds(&[]).and("variant.toml", variant)
}

#[test]
fn tables_merge_by_key_and_the_rest_stays() {
    let loaded = on_two_beds("[sites.one]\nplaces = 5\n").loaded_as("variant.toml");
    assert_eq!(loaded.scenario.sites[0].nominal_places(), 5);
    assert_eq!(loaded.scenario.name, "Two beds");
    let places = value(&loaded, "sites.one.places");
    assert_eq!(line(&places.origin), ("variant.toml".into(), 3));
    let (before, old) = &places.overridden[0];
    assert_eq!(line(before), ("scenario.toml".into(), 17));
    assert_eq!(old, &json!(2));
}

#[test]
fn lists_replace_each_other() {
    let loaded = on_two_beds("groups.singles.arrivals.listed = [{ date = 2026-01-07, households = 1 }]\n")
        .loaded_as("variant.toml");
    let [process] = &loaded.scenario.groups[0].arrivals[..] else {
        panic!("one process is expected")
    };
    assert_eq!(process, &quartier::arrivals::Process::Listed(vec![(6, 1)]));
}

#[test]
fn another_kind_of_value_replaces_the_whole() {
    let loaded =
        on_two_beds("groups.singles.stay.exponential = { mean_days = 100 }\n").loaded_as("variant.toml");
    assert_eq!(
        loaded.scenario.groups[0].stay,
        Duration::Exponential { mean: 100.0 }
    );
}

#[test]
fn the_same_kind_of_value_changes_key_by_key() {
    let base = TWO_BEDS.replace(
        "stay.fixed = { days = 10 }",
        "stay.lognormal = { mean_days = 100, cv = 1 }",
    );
    let folder = Folder::new().and("scenario.toml", base).and(
        "variant.toml",
        "extends = \"scenario.toml\"\ngroups.singles.stay.lognormal.cv = 2\n",
    );
    let expected = Duration::lognormal_with_mean(100.0, 2.0);
    assert_eq!(folder.loaded_as("variant.toml").scenario.groups[0].stay, expected);
}

#[test]
fn of_two_alternatives_the_last_one_holds() {
    let base = TWO_BEDS
        .replace("kind = \"shared\"", "kind = \"flat\"")
        .replace("usable_share = 1.0", "")
        .replace("[kinds.shared]", "[kinds.flat]\n[kinds.shared]")
        .replace(
            "arrivals.listed = [",
            "arrivals.poisson = { per_day = 1 }\narrivals.listed = [",
        );
    let variant = "extends = \"scenario.toml\"\nsites.one.units = [{ count = 3, beds = 2 }]\n\
                   groups.singles.arrivals.poisson.persons_per_month = 365\n";
    let folder = Folder::new()
        .and("scenario.toml", base)
        .and("variant.toml", variant);
    let loaded = folder.loaded_as("variant.toml");
    assert!(matches!(&loaded.scenario.sites[0].stock, Stock::Units(units) if units[0].count == 3));
    let rate = value(&loaded, "groups.singles.arrivals.poisson.persons_per_month");
    assert_eq!(rate.overridden.len(), 1, "the rate per day is remembered");
    assert!(
        !loaded
            .assumptions
            .iter()
            .any(|v| v.key.ends_with("per_day") || v.key == "sites.one.places")
    );
}

#[test]
fn overriding_a_default_works_like_overriding_a_set_value() {
    let set = Folder::with_two_beds(&[("placement_days", "closing_stop_days = 28\nplacement_days")]).and(
        "variant.toml",
        "extends = \"scenario.toml\"\npolicy.closing_stop_days = 7\n",
    );
    let unset = on_two_beds("policy.closing_stop_days = 7\n");
    let (set, unset) = (set.loaded_as("variant.toml"), unset.loaded_as("variant.toml"));
    assert_eq!(set.resolved, unset.resolved);
    assert_eq!(unset.scenario.sites[0].closing_stop_days, 7);
}

#[test]
fn a_value_that_two_bases_share_is_no_conflict_and_a_change_wins() {
    let folder = Folder::with_two_beds(&[])
        .and("more.toml", "extends = \"scenario.toml\"\nsites.one.places = 3\n")
        .and("longer.toml", "extends = \"scenario.toml\"\nend = 2026-03-31\n")
        .and("both.toml", "extends = [\"more.toml\", \"longer.toml\"]\n")
        .and("other.toml", "extends = [\"longer.toml\", \"more.toml\"]\n");
    for name in ["both.toml", "other.toml"] {
        let scenario = folder.loaded_as(name).scenario;
        assert_eq!(
            (scenario.sites[0].nominal_places(), scenario.calendar.days),
            (3, 90),
            "{name}"
        );
    }
}

#[test]
fn what_the_scenario_decides_its_bases_may_differ_about() {
    let folder = Folder::with_two_beds(&[])
        .and(
            "three.toml",
            "extends = \"scenario.toml\"\nsites.one.places = 3\n",
        )
        .and("four.toml", "extends = \"scenario.toml\"\nsites.one.places = 4\n")
        .and(
            "five.toml",
            "extends = [\"three.toml\", \"four.toml\"]\nsites.one.places = 5\n",
        );
    assert_eq!(
        folder.loaded_as("five.toml").scenario.sites[0].nominal_places(),
        5
    );
    let folder = folder.and("open.toml", "extends = [\"three.toml\", \"four.toml\"]\n");
    assert!(folder.load("open.toml").is_err());
}

#[test]
fn files_of_a_base_are_sought_beside_the_base() {
    let base = TWO_BEDS.replace(
        "replications = 1",
        "replications = 1\ntables.districts = \"tables/d.csv\"",
    );
    let folder = Folder::new()
        .and("town/scenario.toml", base)
        .and("town/tables/d.csv", "id,residents\nnord,500\n")
        .and(
            "ideas/variant.toml",
            "extends = \"../town/scenario.toml\"\nname = \"Idea\"\n",
        );
    let loaded = folder.loaded_as("ideas/variant.toml");
    assert_eq!(loaded.scenario.town.residents(), 1500.0);
    let paths: Vec<&str> = loaded.inputs.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        ["variant.toml", "../town/scenario.toml", "../town/tables/d.csv"]
    );
}

#[test]
fn a_table_named_above_replaces_the_one_below() {
    let base = TWO_BEDS.replace(
        "replications = 1",
        "replications = 1\ntables.districts = \"old.csv\"",
    );
    let folder = Folder::new()
        .and("scenario.toml", base)
        .and("old.csv", "id,residents\nnord,500\n")
        .and("new.csv", "id,residents\nost,700\n")
        .and(
            "variant.toml",
            "extends = \"scenario.toml\"\ntables.districts = \"new.csv\"\n",
        );
    let town = folder.loaded_as("variant.toml").scenario.town;
    let ids: Vec<&str> = town
        .districts
        .iter()
        .map(|district| district.id.as_str())
        .collect();
    assert_eq!(ids, ["mitte", "ost"]);
}

#[test]
fn a_file_above_changes_what_a_table_below_says() {
    let base = TWO_BEDS.replace(
        "replications = 1",
        "replications = 1\ntables.districts = \"d.csv\"",
    );
    let folder = Folder::new()
        .and("scenario.toml", base)
        .and("d.csv", "id,residents\nnord,500\n")
        .and(
            "variant.toml",
            "extends = \"scenario.toml\"\ndistricts.nord.residents = 600\n",
        );
    let loaded = folder.loaded_as("variant.toml");
    let residents = value(&loaded, "districts.nord.residents");
    assert_eq!(residents.value, json!(600));
    let (before, old) = &residents.overridden[0];
    assert_eq!((line(before), old), (("d.csv".into(), 2), &json!(500)));
}

#[test]
fn sources_cover_what_stands_beside_them_in_their_own_file() {
    let base = TWO_BEDS
        .replace("residents = 1000", "residents = 1000\nsource = \"Register of residents\"\narea_km2 = { value = 2, source = \"Survey\", note = \"rounded\" }")
        .replace("places = 2", "places = { value = 2, source = \"Inspection\" }")
        + "\n[sources]\n\"kinds.shared.shared_beds\" = \"Decision\"\n\"groups.singles\" = \"Guess\"\n";
    let variant = "extends = \"scenario.toml\"\ndistricts.mitte.residents = 1200\n";
    let folder = Folder::new()
        .and("scenario.toml", base)
        .and("variant.toml", variant);
    let loaded = folder.loaded();
    let source = |loaded: &Loaded, key: &str| value(loaded, key).source.clone();
    for (key, expected) in [
        ("districts.mitte.residents", Some("Register of residents")),
        ("districts.mitte.area_km2", Some("Survey")),
        ("sites.one.places", Some("Inspection")),
        ("sites.one.kind", None),
        ("kinds.shared.shared_beds", Some("Decision")),
        ("groups.singles.stay.fixed.days", Some("Guess")),
    ] {
        assert_eq!(source(&loaded, key).as_deref(), expected, "{key}");
    }
    assert_eq!(loaded.scenario.sites[0].nominal_places(), 2);
    let changed = folder.loaded_as("variant.toml");
    assert_eq!(source(&changed, "districts.mitte.residents"), None);
    assert_eq!(
        source(&changed, "districts.mitte.area_km2").as_deref(),
        Some("Survey")
    );
}

#[test]
fn the_command_line_stands_above_all_files() {
    let folder = on_two_beds("sites.one.places = 5\n");
    let changes = Changes::none()
        .with("sites.one.places", 7)
        .with("groups.singles.arrivals.listed.1.households", 9)
        .typed("name=Seven beds")
        .unwrap();
    let loaded = load(&folder.path("variant.toml"), &changes).unwrap();
    let places = value(&loaded, "sites.one.places");
    assert_eq!((&places.origin, &places.value), (&Origin::CommandLine, &json!(7)));
    assert_eq!(places.overridden.len(), 2);
    assert_eq!(loaded.scenario.name, "Seven beds");
    let listed = value(&loaded, "groups.singles.arrivals.listed.1.households");
    assert_eq!(listed.value, json!(9));
}

#[test]
fn the_command_line_invents_no_entries() {
    let folder = on_two_beds("");
    for (key, near) in [
        ("sites.onne.places", "one"),
        ("sedd", "seed"),
        ("sites.one.place", "places"),
    ] {
        let complaints = load(&folder.path("variant.toml"), &Changes::none().with(key, 1)).unwrap_err();
        let help = complaints.0[0].help.as_ref().unwrap();
        assert_eq!(help.en, format!("Did you mean `{near}`?"), "{key}");
    }
}

/// Assignments to keys of the minimal scenario.
fn assignments() -> impl Strategy<Value = Vec<(&'static str, u32)>> {
    let keys = [
        "sites.one.places",
        "districts.mitte.residents",
        "seed",
        "policy.closing_stop_days",
        "kinds.shared.lead_time_days",
    ];
    prop::collection::btree_map(prop::sample::select(keys.to_vec()), 1_u32..100, 0..5)
        .prop_map(|map| map.into_iter().collect())
}

fn as_toml(assignments: &[(&str, u32)]) -> String {
    assignments
        .iter()
        .map(|(key, value)| format!("{key} = {value}\n"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_chain_of_variants_is_the_last_word_on_every_key(layers in prop::collection::vec(assignments(), 1..4)) {
        let mut folder = Folder::with_two_beds(&[]).and("v0.toml", "extends = \"scenario.toml\"\n");
        let mut last = std::collections::BTreeMap::new();
        for (index, layer) in layers.iter().enumerate() {
            let text = format!("extends = \"v{index}.toml\"\n{}", as_toml(layer));
            folder = folder.and(&format!("v{}.toml", index + 1), text);
            last.extend(layer.iter().copied());
        }
        let flat: Vec<(&str, u32)> = last.into_iter().collect();
        let folder = folder.and("flat.toml", format!("extends = \"scenario.toml\"\n{}", as_toml(&flat)));
        let chain = folder.loaded_as(&format!("v{}.toml", layers.len()));
        prop_assert_eq!(&chain.resolved, &folder.loaded_as("flat.toml").resolved);
        for (key, _) in flat {
            let set_in = layers.iter().filter(|layer| layer.iter().any(|(other, _)| *other == key)).count();
            let in_base = usize::from(folder.loaded().assumptions.iter().any(|v| v.key == key && v.origin != Origin::Default));
            prop_assert_eq!(value(&chain, key).overridden.len(), set_in - 1 + in_base, "{}", key);
        }
    }
}

/// A part that a variant changes spoils the sum: the complaint points there, and what still holds
/// from below is named.
#[test]
fn a_sum_spoilt_by_a_variant_is_named_where_the_variant_changes_it() {
    let ages = "groups.singles.ages = { under-3 = 0, 3-5 = 0, 6-17 = 0, 18-64 = 0.5, 65-plus = 0.5 }";
    let base = format!("extends = \"scenario.toml\"\n{ages}\n");
    let variant = "extends = \"base.toml\"\n\n[groups.singles.ages]\n18-64 = 0.4\n";
    let said = Folder::with_two_beds(&[])
        .and("base.toml", base)
        .and("variant.toml", variant)
        .complaints("variant.toml", quartier::text::Lang::En);
    assert!(said.contains("variant.toml:4"), "{said}");
    assert!(said.contains("sum to 0.9"), "{said}");
    assert!(said.contains("65-plus (") && !said.contains("18-64 ("), "{said}");
}
