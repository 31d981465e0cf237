//! Tables whose rows are entries of a list within an entry: units of sites, actuals of indicators.

/// A table whose rows are entries of a list within an entry.
#[derive(Debug)]
pub struct Listing {
    /// The table of entries.
    pub entries: &'static str,
    /// The column that names the entry.
    pub column: &'static str,
    /// The list.
    pub list: &'static str,
    /// What an entry is called, German and English.
    pub called: (&'static str, &'static str),
}

/// Units of sites.
pub const UNITS: Listing = Listing {
    entries: "sites",
    column: "site",
    list: "units",
    called: ("Eine Unterkunft", "site"),
};

/// Values of indicators by date.
pub const ACTUALS: Listing = Listing {
    entries: "indicators",
    column: "indicator",
    list: "actual",
    called: ("Einen Indikator", "indicator"),
};
