//! The German words, by the end of a key's path.

mod concept;
mod emergency;
mod people;
mod policy;
mod scenario;
mod services;
mod stock;

/// All of them, room by room: the end of a key's path (`*` for what the user names), and what the
/// key means.
pub(super) fn all() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let rooms = [
        scenario::WORDS,
        concept::WORDS,
        stock::WORDS,
        people::WORDS,
        services::WORDS,
        policy::WORDS,
        emergency::WORDS,
    ];
    rooms.into_iter().flatten()
}
