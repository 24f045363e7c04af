//! Simulated couples: what they do and when. A host plays them with its clock set, through the pages people use.
//!
//! Invariant: nothing here writes anything anywhere; a step is a page, the form on it, and what is filled in.

mod alex_and_sam;
mod dice;
pub mod wander;
pub mod weekly;

pub use alex_and_sam::{DAYS, hard_talks, ten_weeks};
pub use dice::Dice;

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The one who starts.
    Alex,
    /// The one who is invited.
    Sam,
}

/// The two, with what they sign in with.
pub const PEOPLE: [Login; 2] = [
    Login {
        who: Who::Alex,
        name: "Alex",
        email: "alex@demo.example",
        passphrase: "lantern river cedar morning",
    },
    Login {
        who: Who::Sam,
        name: "Sam",
        email: "sam@demo.example",
        passphrase: "teapot meadow violin harbour",
    },
];

/// How one of the two signs in.
#[derive(Clone, Copy, Debug)]
pub struct Login {
    /// Who.
    pub who: Who,
    /// What they like to be called.
    pub name: &'static str,
    /// Their sign-in name.
    pub email: &'static str,
    /// Their passphrase.
    pub passphrase: &'static str,
}

/// Something one of them does: the page they open, the form on it, what they fill in.
///
/// `{token}`, `{code}` and `{passphrase}` stand for what the player knows by then; `{ritual}` for the ritual that was
/// made last, `{ritual-0}` for the first one; `{talk}`, `{thing}` and `{piece}` for the last talk about one thing, thing
/// on somebody's list and piece of writing; `{date:17}` for the date of a day of the story and `{year:17}` for its year.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Days since the first.
    pub day: u16,
    /// Minutes since midnight.
    pub minute: u16,
    /// Who does it.
    pub who: Who,
    /// The page they open; nothing for the one that came back last.
    pub page: String,
    /// The action of the form they send.
    pub action: String,
    /// What they fill in.
    pub fields: Vec<(&'static str, String)>,
}
