//! Theil's M split by level: how much separation lies between boroughs, between the districts
//! of a borough, and between the sites of a district.

use super::counts::Counts;
use super::theil::surprise;

/// The parts of M, in nats, each at least 0; they sum to `total`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NestedTheilM {
    /// M between sites, as if there were no levels.
    pub total: f64,
    /// Between the boroughs of the town.
    pub between_boroughs: f64,
    /// Between the districts of the boroughs, weighed by people.
    pub between_districts: f64,
    /// Between the sites of the districts, weighed by people.
    pub between_sites: f64,
}

/// Splits M of a table whose rows are sites. `district_of_site` names the district of each row,
/// `borough_of_district` the borough of each of those districts, as numbers from 0.
///
/// `None` in an empty town and where the levels do not fit the table.
pub fn nested_theil_m(
    sites: &Counts,
    district_of_site: &[usize],
    borough_of_district: &[usize],
) -> Option<NestedTheilM> {
    let districts = merged(sites, district_of_site, borough_of_district.len())?;
    let number_of_boroughs = borough_of_district
        .iter()
        .max()
        .map_or(0, |last| last.saturating_add(1));
    // A higher number than there are districts leaves gaps and is no count from 0.
    if number_of_boroughs > borough_of_district.len() || sites.total() == 0.0 {
        return None;
    }
    let boroughs = merged(&districts, borough_of_district, number_of_boroughs)?;
    let town = merged(&boroughs, &vec![0; number_of_boroughs], 1)?;
    Some(NestedTheilM {
        total: between(sites, &town, &vec![0; sites.districts()]),
        between_boroughs: between(&boroughs, &town, &vec![0; number_of_boroughs]),
        between_districts: between(&districts, &boroughs, borough_of_district),
        between_sites: between(sites, &districts, district_of_site),
    })
}

/// Rows added up by the area they lie in; `None` where a row lies nowhere.
fn merged(rows: &Counts, area_of_row: &[usize], areas: usize) -> Option<Counts> {
    let fits = area_of_row.len() == rows.districts() && area_of_row.iter().all(|area| *area < areas);
    fits.then(|| {
        Counts::of_columns(
            rows.groups()
                .iter()
                .map(|column| add_up(column, area_of_row, areas))
                .collect(),
        )
    })
}

fn add_up(column: &[f64], area_of_row: &[usize], areas: usize) -> Vec<f64> {
    let mut sums = vec![0.0; areas];
    for (count, area) in column.iter().zip(area_of_row) {
        sums[*area] += count;
    }
    sums
}

/// Σ_i t_i/T Σ_k p_ik ln(p_ik / p_{area of i, k})
fn between(rows: &Counts, areas: &Counts, area_of_row: &[usize]) -> f64 {
    let mut sum = 0.0;
    for (column, by_area) in rows.groups().iter().zip(areas.groups()) {
        for (i, area) in area_of_row.iter().enumerate() {
            let all = areas.district_totals()[*area];
            sum += surprise(column[i], rows.district_totals()[i], by_area[*area], all);
        }
    }
    (sum / rows.total()).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_only_between_sites_of_a_district_stays_there() {
        let sites = Counts::new(vec![vec![4.0, 0.0, 2.0, 2.0], vec![0.0, 4.0, 2.0, 2.0]]).expect("a table");
        let split = nested_theil_m(&sites, &[0, 0, 1, 1], &[0, 1]).expect("levels that fit");
        assert_eq!((split.between_boroughs, split.between_districts), (0.0, 0.0));
        assert!((split.between_sites - 0.5 * std::f64::consts::LN_2).abs() < 1e-15);
        assert_eq!(split.total, split.between_sites);
    }

    #[test]
    fn levels_that_do_not_fit_are_refused() {
        let sites = Counts::new(vec![vec![4.0, 0.0], vec![0.0, 4.0]]).expect("a table");
        assert_eq!(nested_theil_m(&sites, &[0], &[0]), None);
        assert_eq!(nested_theil_m(&sites, &[0, 7], &[0]), None);
        assert_eq!(nested_theil_m(&sites, &[0, 0], &[usize::MAX]), None);
        let nobody = Counts::new(vec![vec![0.0], vec![0.0]]).expect("a table");
        assert_eq!(nested_theil_m(&nobody, &[0], &[0]), None);
    }
}
