//! Days and months as people write them.

use crate::calendar::Date;
use crate::text::Text;

/// A civil date: `24.02.2025`, `24 February 2025`.
pub fn date(date: Date) -> Text {
    Text {
        de: date.german(),
        en: format!("{} {} {:04}", date.0.day(), month_name(date).en, date.0.year()),
    }
}

/// A month: `Februar 2025`.
pub fn month(date: Date) -> Text {
    let (name, year) = (month_name(date), date.year());
    Text {
        de: format!("{} {year}", name.de),
        en: format!("{} {year}", name.en),
    }
}

fn month_name(date: Date) -> Text {
    const NAMES: [(&str, &str); 12] = [
        ("Januar", "January"),
        ("Februar", "February"),
        ("März", "March"),
        ("April", "April"),
        ("Mai", "May"),
        ("Juni", "June"),
        ("Juli", "July"),
        ("August", "August"),
        ("September", "September"),
        ("Oktober", "October"),
        ("November", "November"),
        ("Dezember", "December"),
    ];
    let index = usize::try_from(date.0.month() - 1).unwrap_or(0).min(11);
    Text {
        de: NAMES[index].0.to_owned(),
        en: NAMES[index].1.to_owned(),
    }
}
