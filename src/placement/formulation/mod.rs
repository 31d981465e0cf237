//! A batch as a programme in whole numbers.
//!
//! Sets:       k kinds of households that fit alike (n_k households of p_k persons),
//!             c classes within a kind that cost alike too (n_c households),
//!             v vacancies, z zones: vacancies between which the classes of a kind see one difference,
//!             s sites, d districts, l limits, i whole numbers of persons
//! Variables:  place[k,v]  households of k in v                      0, 1, …, n_k
//!             goes[c,z]   households of c in z, where the classes
//!                         of a kind cost differently                0, 1, …, n_c
//!             unmet[c]    households of c without a place           0, 1, …, n_c
//!             men[v], women[v]  units shared by single men, women   0, 1, …
//!             people[d]   persons in placement in d                 real
//!             worst       highest load                              real
//!             uneven[d]   unevenness of d                           real
//!             above[d], missing[d]  persons outside the limits      real
//!             used[d]     whether anybody is placed in d            0 or 1
//! Rules:
//! (1)  everyone is counted:                  Σ_v place[k,v] + Σ_{c in k} unmet[c] = n_k;
//!                                            with zones Σ_z goes[c,z] + unmet[c] = n_c
//! (2)  who goes to a zone has a place there: Σ_{c in k} goes[c,z] = Σ_{v in z} place[k,v]
//! (3)  no unit is overfilled:                Σ_{k shares with nobody} place[k,v] + men[v] + women[v]
//!                                            + units of v in larger placings ≤ units of v
//! (4)  single people share with their sex:   Σ_{k men} place[k,v] ≤ beds_v men[v], women alike
//! (5)  no bed is taken twice:                Σ_k p_k place[k,v] ≤ beds of v
//! (6)  the limits of sites are kept:         Σ_{k, v in s} takes_kl place[k,v] ≤ most_l
//! (7)  districts add up:                     people[d] = persons_d + Σ_{k, v in d} p_k place[k,v]
//! (8)  the worst district sets the level:    people[d] / share_d ≤ worst
//! (9)  unevenness lies above its chords:     uneven[d] ≥ f_d(i) + (f_d(i+1) − f_d(i)) (people[d] − i)
//! (10) maximum shares are kept or counted:   people[d] − above[d] ≤ most_d
//! (11) clusters are large or counted:        people[d] ≤ M used[d];  people[d] + missing[d] ≥ least_d used[d]
//! (12) relocations stay within their number: Σ_{c housed, v not home} place of c in v ≤ most moves
//! (13) earlier stages are held:              value of the stage ≤ what was reached; where that settles
//!                                            columns, or how many persons a district can have, as bounds
//! Stages, one programme each:                minimise the value of the stage; what a household costs in a
//!                                            place is what the first of its kind costs there (place[k,v])
//!                                            and what its class adds to that in the zone (goes[c,z])
//!
//! For a few districts of a large batch the classes are left out; instead each kind's shifts between
//! nodes are counted and paid, at what they cost in all the town (see `shifts` and `placement::chains`).
//!
//! Counting kinds and classes instead of households leaves the optimum as it is and the programme
//! small. (9) is exact at whole numbers, which persons are; chords are added where they are needed.

mod districts;
mod kinds;
mod places;
mod plans;
mod shifts;
mod stages;

use super::batch::{Batch, Shares};
use super::plan::Plan;
use super::programme::Programme;
use super::stage::Stage;
use kinds::Kind;

/// The programme of a batch, with the meaning of its columns.
#[derive(Clone, Debug)]
pub struct Formulation<'a> {
    batch: &'a Batch,
    /// The programme.
    pub programme: Programme,
    kinds: Vec<Kind>,
    /// Columns of shared units: vacancy × (men, women).
    shared: Vec<[Option<usize>; 2]>,
    people: Vec<usize>,
    /// Persons in each district whom nobody can move.
    start: Vec<i64>,
    worst: Option<usize>,
    uneven: Vec<usize>,
    above: Vec<Option<usize>>,
    missing: Vec<Option<usize>>,
    used: Vec<Option<usize>>,
    /// By district: the whole numbers with a chord.
    chords: Vec<Vec<i64>>,
}

/// Millionths of a load to loads, so that the solver meets numbers of a handy size.
const LOAD: f64 = 1e-6;

impl<'a> Formulation<'a> {
    /// All rules except (13); the objective is empty.
    pub fn of(batch: &'a Batch) -> Formulation<'a> {
        let mut form = Formulation {
            batch,
            programme: Programme::default(),
            kinds: kinds::kinds(batch),
            shared: vec![[None; 2]; batch.vacancies.len()],
            people: Vec::new(),
            start: Plan::empty(batch).district_persons(batch),
            worst: None,
            uneven: Vec::new(),
            above: vec![None; batch.districts.len()],
            missing: vec![None; batch.districts.len()],
            used: vec![None; batch.districts.len()],
            chords: vec![Vec::new(); batch.districts.len()],
        };
        form.add_columns();
        form.everyone_is_counted();
        form.who_goes_to_a_zone_has_a_place_there();
        form.no_unit_is_overfilled();
        form.single_people_share_with_their_sex();
        form.no_bed_is_taken_twice();
        form.the_limits_of_sites_are_kept();
        form.districts_add_up();
        form.relocations_stay_within_their_number();
        for stage in batch.stages.clone() {
            match stage {
                Stage::Overload => form.the_worst_district_sets_the_level(),
                Stage::Mixing | Stage::Trade => form.add_unevenness(),
                Stage::Limits => {
                    form.maximum_shares_are_kept_or_counted();
                    form.clusters_are_large_or_counted();
                }
                _ => {}
            }
        }
        form
    }

    /// The batch.
    pub fn batch(&self) -> &'a Batch {
        self.batch
    }

    /// The classes of households, kind by kind.
    pub fn classes(&self) -> Vec<&[usize]> {
        let kinds = self.kinds.iter();
        kinds
            .flat_map(|kind| kind.classes.iter().map(|class| &class.members[..]))
            .collect()
    }

    fn persons(&self, kind: usize) -> f64 {
        f64::from(self.batch.households[self.kinds[kind].first()].persons)
    }

    fn shares(&self, kind: usize) -> Shares {
        self.batch.households[self.kinds[kind].first()].shares
    }

    /// Suitable kinds of a vacancy with their columns.
    fn in_vacancy(&self, vacancy: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.kinds.len())
            .filter_map(move |kind| self.kinds[kind].place[vacancy].map(|column| (kind, column)))
    }

    fn add_columns(&mut self) {
        let mut number = 0;
        for (at, kind) in self.kinds.iter_mut().enumerate() {
            kind.add_columns(at, &mut number, self.batch, &mut self.programme);
        }
        let everybody = self.batch.persons() as f64;
        for district in 0..self.batch.districts.len() {
            let start = self.start[district] as f64;
            let name = format!("people[d{district}]");
            self.people
                .push(self.programme.column(name, start, start + everybody, false));
        }
    }
}
