//! Reading: files of other people become values, with all complaints at once.

pub mod map;
