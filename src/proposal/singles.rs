//! Single people of whom it is not known with whom they may share.

use super::today::Needy;
use crate::allocation::balanced::VacancyOf;
use crate::placement::{Batch, Shares};

/// Who shares with whom is not guessed: a single person of unknown sex gets a unit alone.
pub fn leave_unknown_singles_alone(batch: &mut Batch, places: &[VacancyOf], needy: &[Needy]) {
    let vacancies = batch.vacancies.len();
    for (row, _) in needy.iter().enumerate().filter(|(_, needy)| !needy.sex_is_known) {
        batch.households[row].shares = Shares::Nothing;
        for (vacancy, place) in places.iter().enumerate() {
            batch.suits[row * vacancies + vacancy] &= place.beside.is_none();
        }
    }
}
