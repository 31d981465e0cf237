//! The clock: asked once, for the date of a report that names none.

use crate::calendar::Date;

/// Today, in UTC.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line is the place that may ask the clock"
)]
pub fn today() -> Date {
    let since_1970 = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    let days = i64::try_from(since_1970.as_secs() / 86_400).unwrap_or(0);
    Date(jiff::civil::date(1970, 1, 1)).plus_days(days)
}
