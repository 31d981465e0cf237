//! Register, waiting list, scores, districts.

use jiff::civil::date;
use quartier::complaint::Complaints;
use quartier::input::tables::{Sex, districts, register, scores, waiting};
use std::path::PathBuf;

struct File {
    _dir: tempfile::TempDir,
    path: PathBuf,
}

fn file(text: &str) -> File {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.csv");
    std::fs::write(&path, text).unwrap();
    File { _dir: dir, path }
}

fn register_of(text: &str) -> Result<Vec<register::RegisterRow>, Complaints> {
    register::read(&file(text).path, "t.csv").map(|read| read.rows)
}

fn waiting_of(text: &str) -> Result<Vec<waiting::WaitingRow>, Complaints> {
    waiting::read(&file(text).path, "t.csv").map(|read| read.rows)
}

fn scores_of(text: &str) -> Result<scores::Scores, Complaints> {
    scores::read(&file(text).path, "t.csv")
}

fn districts_of(text: &str) -> Result<districts::Districts, Complaints> {
    districts::read(&file(text).path, "t.csv")
}

#[test]
fn a_register_is_read_with_all_its_columns() {
    let rows = register_of(
        "household;site;persons;since;unit_beds;needs;track;ages;sex\n\
         H-1;north;4;01.05.2024;4;step-free|protected;asylum;34 31 5 2;m f f m\n\
         H-2;south;1;2023-11;;;;;\n\
         H-3;south;1;k. A.;;;;40;w\n",
    )
    .unwrap();
    let family = &rows[0];
    assert_eq!(family.household.household.value, "H-1");
    assert_eq!((family.site.value.as_str(), family.unit_beds), ("north", Some(4)));
    assert_eq!(family.household.since, Some(date(2024, 5, 1)));
    let needs: Vec<_> = family
        .household
        .needs
        .iter()
        .map(|need| need.value.as_str())
        .collect();
    assert_eq!(needs, ["step-free", "protected"]);
    assert_eq!(family.household.needs[1].place.column, Some(26));
    assert_eq!(family.household.ages.as_deref(), Some(&[34, 31, 5, 2][..]));
    assert_eq!(family.household.sexes.as_ref().unwrap()[1], Sex::Female);
    assert_eq!(rows[1].household.since, Some(date(2023, 11, 1)));
    assert_eq!(
        (rows[2].household.since, rows[2].household.place.line),
        (None, Some(4))
    );
}

#[test]
fn everything_wrong_with_a_register_is_told_at_once() {
    let complaints = register_of(
        "household,site,persons,since,ages\n\
         H-1,north,0,2024-01-01,\n\
         H-1,,2,31.02.2024,34\n\
         H-3,north,2,2024-01-01,\"34,31\"\n\
         H-4,north,1,2024-01-01,150\n\
         H-5,north\n",
    )
    .unwrap_err();
    let lines: Vec<u32> = complaints.0.iter().filter_map(|c| c.place.line).collect();
    let mut sorted = lines.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [2, 3, 3, 3, 3, 4, 5, 6], "{complaints:?}");
}

#[test]
fn ages_as_many_as_persons() {
    let complaints =
        register_of("household,site,persons,since,ages\nH-1,north,3,2024-01-01,34 31\n").unwrap_err();
    assert_eq!(complaints.0[0].key.as_deref(), Some("ages"));
    assert_eq!(complaints.0[0].place.column, Some(24));
}

#[test]
fn columns_that_name_people_or_their_descent_are_refused() {
    for column in [
        "name",
        "Vorname",
        "nachname",
        "geburtsdatum",
        "staatsangehörigkeit",
        "Religion",
        "x_herkunftsland",
    ] {
        let text = format!("household,persons,since,{column}\nH-1,1,2024-01-01,x\n");
        let complaints = waiting_of(&text).unwrap_err();
        assert_eq!(complaints.0[0].key.as_deref(), Some(column));
        assert!(
            complaints.0[0]
                .help
                .as_ref()
                .unwrap()
                .de
                .contains("Die Spalte löschen")
        );
    }
    let complaints = waiting_of("household,persons,since\n\"Muster, Eva\",1,2024-01-01\n").unwrap_err();
    assert!(complaints.0[0].help.as_ref().unwrap().en.contains("never a name"));
}

#[test]
fn an_empty_waiting_list_is_no_error_but_a_missing_date_is() {
    assert_eq!(waiting_of("household,persons,since\n").unwrap(), []);
    assert!(waiting_of("household,persons,since\nH-1,2,\n").is_err());
    let rows = waiting_of("household,persons,since,prefers\nH-1,2,2024-01-01,mitte nord\n").unwrap();
    assert_eq!(rows[0].prefers[1].value, "nord");
}

#[test]
fn scores_state_their_source_and_what_they_rest_on() {
    let read = scores_of(
        "# source: Fachstelle, Modell 2025\n# predictors: age, household size\nclass,site,score\nfamily,north,0.7\nfamily,south,-1.5\n",
    )
    .unwrap();
    assert_eq!(read.by, scores::ScoredBy::Class);
    assert_eq!(read.predictors.value, "age, household size");
    assert_eq!(read.rows[1].score, Some(-1.5));

    let complaints = scores_of("# source:\nhousehold,site,score\nH-1,north,1\n").unwrap_err();
    let keys: Vec<_> = complaints.0.iter().filter_map(|c| c.key.as_deref()).collect();
    assert_eq!(keys, ["source", "predictors"]);
}

#[test]
fn scores_that_rest_on_descent_are_refused() {
    for predictors in [
        "age, nationality",
        "Alter; Herkunftsland",
        "Muttersprache",
        "first name",
    ] {
        let text = format!("# source: x\n# predictors: {predictors}\nclass,site,score\na,north,1\n");
        let complaints = scores_of(&text).unwrap_err();
        assert!(
            complaints.0[0]
                .message
                .de
                .contains("beruht auf Staatsangehörigkeit"),
            "{predictors}"
        );
    }
    let in_class = "# source: x\n# predictors: age\nclass,site,score\nmuslim families,north,1\n";
    assert_eq!(scores_of(in_class).unwrap_err().0[0].place.line, Some(4));
}

#[test]
fn a_pair_has_one_score() {
    let text = "# source: x\n# predictors: age\nclass,site,score\na,north,1\nb,north,1\na,north,2\n";
    assert_eq!(scores_of(text).unwrap_err().0[0].place.line, Some(6));
}

#[test]
fn districts_keep_ids_and_hand_on_columns_of_others() {
    let read = districts_of(
        "id;name;residents;area_km2;social_index;kita_places\n01;Mitte;12.345;1,5;0,8;20\n02;Nord;800;;k. A.;\n",
    )
    .unwrap();
    assert_eq!(read.rows[0].id.value, "01");
    assert_eq!(read.rows[0].residents.value, 12_345);
    assert_eq!(read.rows[0].area_km2, Some(1.5));
    assert_eq!(read.rows[1].social_index, None);
    assert_eq!(read.other_columns, ["kita_places"]);
    assert_eq!(read.rows[0].others[0].count().unwrap(), 20);
    assert!(read.rows[1].others.is_empty());
}

#[test]
fn districts_need_residents_and_well_spelt_columns() {
    let ambiguous = districts_of("id,name,residents\na,A,1.234\n").unwrap_err();
    assert_eq!(
        (ambiguous.0[0].place.line, ambiguous.0[0].place.column),
        (Some(2), Some(5))
    );
    let misspelt = districts_of("id,name,residents,area_km\na,A,5,1\n").unwrap_err();
    assert_eq!(misspelt.0[0].key.as_deref(), Some("area_km"));
    assert!(districts_of("id,name,residents\n").is_err());
    assert!(districts_of("id,residents,area_km2\na,5,0\n").is_err());
}
