//! The words of the concept that may be written in German or in English: status, permission, who
//! takes part and how.

use crate::measure::{Feasibility, MeetingState, Part, Status, Who};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Declares words that may be written in English (first) or in other ways, with what they mean.
macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident means $meaning:ty { $($variant:ident = $word:literal $(| $other:literal)* => $means:expr,)+ }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $(
                #[doc = $word]
                #[serde(rename = $word, $(alias = $other),*)]
                $variant,
            )+
        }

        impl $name {
            /// What the word means.
            pub fn meaning(self) -> $meaning {
                match self { $($name::$variant => $means,)+ }
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "oneOf": [ $({ "type": "string", "const": $word }, $({ "type": "string", "const": $other },)*)+ ] })
            }
        }
    };
}

words! {
    /// How a measure stands.
    StatusFile means Status {
        Planned = "planned" | "geplant" => Status::Planned,
        Begun = "begun" | "begonnen" => Status::Begun,
        Running = "running" | "laufend" => Status::Running,
        Completed = "completed" | "abgeschlossen" => Status::Completed,
        Delayed = "delayed" | "verzögert" => Status::Delayed,
        Postponed = "postponed" | "zurückgestellt" => Status::Postponed,
        Dropped = "dropped" | "entfallen" => Status::Dropped,
    }
}

words! {
    /// Who must permit a measure.
    FeasibilityFile means Feasibility {
        Free = "free" | "frei" => Feasibility::Free,
        Council = "council" | "Rat" | "rat" => Feasibility::Council,
        State = "state" | "Land" | "land" => Feasibility::State,
        Blocked = "blocked" | "blockiert" | "rechtlich blockiert" => Feasibility::Blocked,
    }
}

words! {
    /// Who takes part.
    WhoFile means Who {
        Residents = "residents" | "nachbarschaft" | "anwohner" => Who::Residents,
        Refugees = "refugees" | "geflüchtete" => Who::Refugees,
        Associations = "associations" | "vereine" => Who::Associations,
        Churches = "churches" | "kirchen" => Who::Churches,
        Schools = "schools" | "schulen" => Who::Schools,
        Administration = "administration" | "verwaltung" => Who::Administration,
        Council = "council" | "rat" => Who::Council,
    }
}

words! {
    /// What part people have.
    PartFile means Part {
        Informed = "informed" | "informiert" => Part::Informed,
        Heard = "heard" | "angehört" => Part::Heard,
        Decided = "decided" | "entscheidet" | "entschieden" => Part::Decided,
    }
}

words! {
    /// Whether an occasion takes place.
    MeetingStateFile means MeetingState {
        Fixed = "fixed" | "fest" => MeetingState::Fixed,
        Cancelled = "cancelled" | "abgesagt" => MeetingState::Cancelled,
    }
}
