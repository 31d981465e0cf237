//! Separators, signs, dates: decided from the whole file or column.

use super::{complaint, csv, only};
use jiff::civil::date;
use quartier::complaint::{Complaint, Complaints};
use quartier::input::table::{DecimalSign, Gaps, Period, Table, check_columns, expect_column, generic_rows};

fn headers(table: &Table) -> Vec<&str> {
    table.headers().collect()
}

fn numbers(table: &Table, name: &str) -> Result<Vec<Option<f64>>, Complaints> {
    let mut complaints = Complaints::default();
    let numbers = table.column(name).unwrap().numbers(Gaps::Empty, &mut complaints);
    complaints.unless_any(numbers)
}

fn number_complaint(text: &str, name: &str) -> Complaint {
    only(numbers(&csv(text), name).unwrap_err())
}

#[test]
fn the_separator_is_the_one_under_which_rows_agree() {
    for text in [
        "a,b\n1,2\n",
        "a;b\n1,5;2,5\n",
        "a\tb\n1,5\t2\n",
        "sep=;\na;b\n1;2\n",
        "a;b, c\n1,0;2\n",
    ] {
        assert_eq!(csv(text).headers().count(), 2, "{text:?}");
    }
}

#[test]
fn separators_in_quotes_do_not_count() {
    let table = csv("name,note\n\"Solingen; Burscheid\",\"a;b;c\"\n\"x,y\",z\n");
    assert_eq!(headers(&table), ["name", "note"]);
    assert_eq!(table.column("name").unwrap().cell(1).unwrap().text(), "x,y");
}

#[test]
fn one_column_with_decimal_commas_stays_one_column() {
    let table = csv("value\n12,5\n13,7\n");
    assert_eq!(numbers(&table, "value").unwrap(), [Some(12.5), Some(13.7)]);
}

#[test]
fn the_column_decides_between_point_and_comma() {
    let german = csv("id;value\na;1.234,5\nb;1.234\nc;12\n");
    assert_eq!(
        numbers(&german, "value").unwrap(),
        [Some(1234.5), Some(1234.0), Some(12.0)]
    );
    let english = csv("id,value\na,\"1,234.5\"\nb,\"1,234\"\nc,0.5\n");
    assert_eq!(
        numbers(&english, "value").unwrap(),
        [Some(1234.5), Some(1234.0), Some(0.5)]
    );
    let swiss = csv("id;value\na;1'234\nb;1 234,5\nc;1\u{a0}234\n");
    assert_eq!(
        numbers(&swiss, "value").unwrap(),
        [Some(1234.0), Some(1234.5), Some(1234.0)]
    );
}

#[test]
fn an_ambiguous_number_is_a_complaint_with_both_readings() {
    let complaint = number_complaint("id,value\na,5\nb,1.234\n", "value");
    assert_eq!((complaint.place.line, complaint.place.column), (Some(3), Some(3)));
    assert_eq!(complaint.value.as_deref(), Some("1.234"));
    assert!(
        complaint.message.de.contains("1234 oder 1,234"),
        "{}",
        complaint.message.de
    );
    assert!(complaint.help.unwrap().en.contains("`1.2340`"));
}

#[test]
fn the_remedy_for_an_ambiguous_number_works() {
    assert_eq!(numbers(&csv("v;w\n1234;x\n"), "v").unwrap(), [Some(1234.0)]);
    assert_eq!(numbers(&csv("v;w\n1.2340;x\n"), "v").unwrap(), [Some(1.234)]);
    assert_eq!(numbers(&csv("v;w\n1,2340;x\n"), "v").unwrap(), [Some(1.234)]);
}

#[test]
fn another_column_of_numbers_can_decide_but_coordinates_cannot() {
    let decided = csv("residents;area\n1.234;12,5\n");
    assert_eq!(numbers(&decided, "residents").unwrap(), [Some(1234.0)]);
    let undecided = csv("residents;lat\n1.234;51.106014\n");
    assert!(numbers(&undecided, "residents").is_err());
    let beside_months = csv("residents;month\n1.234;05.2024\n");
    assert!(numbers(&beside_months, "residents").is_err());
    let contradicting = csv("residents;area;share\n1.234;12,5;0.5\n");
    assert!(numbers(&contradicting, "residents").is_err());
}

#[test]
fn ten_regular_groups_of_three_beside_small_numbers_are_thousands() {
    let regular: String = (1..=10).map(|i| format!("a;{i}.{}0\n", 12 + i)).collect();
    let table = csv(&format!("id;value\n{regular}b;85\n"));
    assert_eq!(
        table.column("value").unwrap().decimal_sign(),
        Some(DecimalSign::Comma)
    );
    assert_eq!(numbers(&table, "value").unwrap()[0], Some(1130.0));
    let without_small = csv(&format!("id;value\n{regular}"));
    assert_eq!(without_small.column("value").unwrap().decimal_sign(), None);
    let with_plain_thousand = csv(&format!("id;value\n{regular}b;85\nc;1234\n"));
    assert_eq!(with_plain_thousand.column("value").unwrap().decimal_sign(), None);
}

#[test]
fn the_odd_decimal_sign_in_a_column_is_complained_about() {
    let complaint = number_complaint("id;value\na;1,5\nb;2,5\nc;3.5\n", "value");
    assert_eq!(complaint.place.line, Some(4));
    assert!(complaint.message.en.contains("`3.5` is written with `.`"));
}

#[test]
fn percent_signs_units_and_marks_are_refused_each_with_its_remedy() {
    let help = |cell: &str| {
        number_complaint(&format!("id;v\na;{cell}\n"), "v")
            .help
            .unwrap()
            .en
    };
    assert!(help("12 %").contains("shares run from 0 to 1"));
    assert!(help("12 m²").contains("unit"));
    assert!(help("€ 12").contains("unit"));
    assert!(help("k. A.").contains("empty"));
    assert!(help("viele").contains("Enter a number"));
    assert!(help("1e999").contains("Check"));
}

#[test]
fn marks_for_unknown_are_gaps_only_where_the_caller_says_so() {
    let table = csv("id;v\na;:\nb;k. A.\nc;-\nd;\ne;3\n");
    let column = table.column("v").unwrap();
    let read = |gaps| {
        let mut complaints = Complaints::default();
        let values = column.numbers(gaps, &mut complaints);
        (values, complaints.0.len())
    };
    assert_eq!(read(Gaps::Marked), (vec![None, None, None, None, Some(3.0)], 0));
    assert_eq!(read(Gaps::Empty).1, 3);
    assert_eq!(read(Gaps::Refused).1, 4);
}

#[test]
fn counts_are_whole_and_not_negative() {
    let table = csv("a;b;c\n1023101.0;-1;1,5\n5;2;3,5\n");
    let count = |name: &str| {
        let mut complaints = Complaints::default();
        let counts = table.column(name).unwrap().counts(Gaps::Refused, &mut complaints);
        (counts, complaints.0.len())
    };
    assert_eq!(count("a"), (vec![Some(1_023_101), Some(5)], 0));
    assert_eq!(count("b"), (vec![None, Some(2)], 1));
    assert_eq!(count("c"), (vec![None, None], 2));
}

#[test]
fn leading_zeros_stay_in_texts() {
    let table = csv("ags,ewz\n05378016,27937\n");
    let texts = table
        .column("ags")
        .unwrap()
        .texts(Gaps::Refused, &mut Complaints::default());
    assert_eq!(texts[0].as_deref(), Some("05378016"));
}

#[test]
fn text_is_trimmed_and_composed() {
    let table = csv("name;v\n \u{a0}Mu\u{308}ller ;1\n");
    assert_eq!(table.column("name").unwrap().cell(0).unwrap().text(), "Müller");
}

#[test]
fn dates_and_truths_are_read_by_column() {
    let table = csv("d;t\n31.12.2025;ja\n2025-12;0\n2025-01-02;\n");
    let mut complaints = Complaints::default();
    let periods = table.column("d").unwrap().periods(Gaps::Refused, &mut complaints);
    let truths = table.column("t").unwrap().truths(Gaps::Empty, &mut complaints);
    assert!(complaints.is_empty());
    assert_eq!(periods[0], Some(Period::Day(date(2025, 12, 31))));
    assert_eq!(periods[1], Some(Period::Month(date(2025, 12, 1))));
    assert_eq!(truths, [Some(true), Some(false), None]);
}

#[test]
fn comment_lines_are_collected_wherever_they_stand() {
    let text = "# source: Amt für Statistik, 2024\n\"# predictors: age, size\"\n# Stand Mai;;\n# just words\na;b\n1;2\n# note: late;\n3;4\n";
    let table = csv(text);
    assert_eq!(table.comment("source").unwrap().value, "Amt für Statistik, 2024");
    assert_eq!(table.comment("predictors").unwrap().value, "age, size");
    assert_eq!(table.comment("note").unwrap().place.line, Some(7));
    assert_eq!(headers(&table), ["a", "b"]);
    assert_eq!(table.len(), 2);
    assert_eq!(table.row_place(1).line, Some(8));
}

#[test]
fn a_header_may_begin_with_a_hash() {
    let table = csv("#date,migrants\n2018-01-01,0\n");
    assert_eq!(headers(&table), ["date", "migrants"]);
}

#[test]
fn blank_rows_and_trailing_separators_are_nothing() {
    let table = csv("a;b;;\n\n1;2;;\n;;;\n\n3;4;;\n;;\n");
    assert_eq!(headers(&table), ["a", "b"]);
    assert_eq!(table.len(), 2);
    assert_eq!(table.row_place(0).line, Some(3));
    assert_eq!(table.row_place(1).line, Some(6));
}

#[test]
fn every_line_end_gives_the_same_lines() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["a;b", "1;2", "\"x", "y\";zwölf"].join(end);
        let complaint = number_complaint(&text, "b");
        assert_eq!(
            (complaint.place.line, complaint.place.column),
            (Some(4), Some(4)),
            "{end:?}"
        );
    }
}

#[test]
fn rows_of_the_wrong_length_are_named_by_line_and_the_rest_is_read() {
    let (table, complaints) = super::csv_with_complaints(b"a,b\n1\n1,2\n1,2,3\n");
    let lines: Vec<_> = complaints.0.iter().map(|c| c.place.line).collect();
    assert_eq!(lines, [Some(2), Some(4)]);
    assert_eq!(complaints.0[1].value.as_deref(), Some("3"));
    assert_eq!(table.unwrap().len(), 1);
}

#[test]
fn names_twice_nameless_data_and_titles_are_refused() {
    assert!(complaint("a;b;a\n1;2;3\n").message.en.contains("occurs twice"));
    assert!(complaint("a;;b\n1;2;3\n").message.en.contains("has no name"));
    assert!(
        complaint("Unterkünfte 2025;;\na;b;c\n1;2;3\n")
            .message
            .en
            .contains("title")
    );
    assert!(
        complaint("Unterkünfte 2025\na;b;c\n1;2;3\n")
            .message
            .en
            .contains("title")
    );
    assert_eq!(csv("a;;b\n1;;3\n").headers().count(), 2);
}

#[test]
fn an_open_quotation_mark_is_found_where_it_opens() {
    let complaint = complaint("a;b\n1;2\n3;\"4\n5;6\n7;8\n");
    assert_eq!((complaint.place.line, complaint.place.column), (Some(3), Some(3)));
}

#[test]
fn error_values_are_complained_about_once() {
    let (table, complaints) = super::csv_with_complaints("a;b\n#BEZUG!;1\n".as_bytes());
    assert_eq!(complaints.0.len(), 1);
    let mut more = Complaints::default();
    assert_eq!(
        table
            .unwrap()
            .column("a")
            .unwrap()
            .numbers(Gaps::Refused, &mut more),
        [None]
    );
    assert!(more.is_empty());
}

#[test]
fn a_row_of_units_is_left_out_with_a_notice() {
    let table = csv("name;places;area\n-;Plätze;[m²]\nNord;20;300\n");
    assert_eq!((table.len(), table.notices.len()), (1, 1));
    assert_eq!(csv("name;kind\nPersonen;hotel\n").len(), 1);
    assert_eq!(csv("unit;note\nPersonen;\n").len(), 1);
}

#[test]
fn hundreds_of_wrong_cells_are_ten_complaints_and_a_count() {
    let rows = "viele\n".repeat(222);
    let complaints = numbers(&csv(&format!("v\n{rows}")), "v").unwrap_err();
    assert_eq!(complaints.0.len(), 11);
    assert!(complaints.0[10].message.de.contains("212 weitere"));
}

#[test]
fn columns_are_checked_against_what_is_known() {
    let table = csv("Household;person;site;x_note;colour\n1;2;3;4;5\n");
    let mut complaints = Complaints::default();
    check_columns(
        &table,
        &["household", "persons", "site", "since"],
        &[],
        &mut complaints,
    );
    let told: Vec<_> = complaints
        .0
        .iter()
        .map(|c| (c.key.clone().unwrap(), c.place.column))
        .collect();
    let told: Vec<_> = told.iter().map(|(key, column)| (key.as_str(), *column)).collect();
    assert_eq!(
        told,
        [
            ("since", None),
            ("Household", Some(1)),
            ("person", Some(11)),
            ("colour", Some(30))
        ]
    );
    assert!(complaints.0[1].help.as_ref().unwrap().en.contains("`household`"));
    assert!(expect_column(&table, "sites", &mut complaints).is_none());
    assert!(complaints.0[4].help.as_ref().unwrap().en.contains("`site`"));
}

#[test]
fn generic_rows_keep_ids_places_and_filled_cells() {
    let table = csv("id;places;area;x_note\n001;12;3,5;ignored\n002;;4,25;\n");
    let mut complaints = Complaints::default();
    let rows = generic_rows(&table, "id", &mut complaints);
    assert!(complaints.is_empty());
    assert_eq!(rows[0].id.text(), "001");
    assert_eq!(rows[0].entries.len(), 2);
    assert_eq!(rows[0].entries[0].count().unwrap(), 12);
    assert_eq!(rows[1].entries.len(), 1);
    assert_eq!(rows[1].entries[0].number().unwrap(), 4.25);
    assert_eq!(rows[1].entries[0].place.column, Some(6));
    assert!(
        rows[1].entries[0]
            .count()
            .unwrap_err()
            .message
            .en
            .contains("not a whole number")
    );
}

#[test]
fn doubled_and_missing_ids_are_complained_about() {
    let table = csv("id;places\na;1\n;2\na;3\n");
    let mut complaints = Complaints::default();
    assert_eq!(generic_rows(&table, "id", &mut complaints).len(), 2);
    let lines: Vec<_> = complaints.0.iter().map(|c| c.place.line).collect();
    assert_eq!(lines, [Some(3), Some(4)]);
}
