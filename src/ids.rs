//! Ids that exist: positions in the lists of a scenario, one type per list.

/// Declares the id of an entry in one list of the scenario.
macro_rules! index_id {
    ($name:ident, $what:literal) => {
        #[doc = concat!("The position of a ", $what, " in the scenario's list.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u16);

        impl $name {
            /// As an index into the list.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                $name(u16::try_from(index).expect("a scenario holds at most 65,535 entries of a list"))
            }
        }
    };
}

index_id!(DistrictId, "district");
index_id!(KindId, "kind");
index_id!(SiteId, "site");
index_id!(TrackId, "track");
index_id!(GroupId, "group");
index_id!(ServiceId, "service");

/// How many entries a list of the scenario may have.
pub const MOST_ENTRIES: usize = 65_535;

/// A set of needs: bit *i* is need *i* of the scenario. At most [`NeedSet::MOST`] needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NeedSet(pub u8);

impl NeedSet {
    /// How many different needs a scenario may name.
    pub const MOST: usize = 8;

    /// With one more need.
    pub fn with(self, need: usize) -> NeedSet {
        NeedSet(self.0 | 1 << need)
    }

    /// Whether all of these needs are met by what is offered.
    pub fn met_by(self, offered: NeedSet) -> bool {
        self.0 & !offered.0 == 0
    }
}
