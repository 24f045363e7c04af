//! What goes with the menu of affection: an agreement for two, and warmth that needs nobody else.
//!
//! Invariant: nothing here is sexual, and nothing asks whether anything was done.

use serde::Deserialize;

use crate::{Evidence, NearId};

/// What there is besides the menu.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Near {
    /// What two may agree on.
    pub agreement: Option<Agreement>,
    /// Warmth that one person can have without a partner.
    #[serde(default)]
    pub warm: Vec<Warm>,
}

/// Something that two may agree on, in words of the library.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Its id, which stays for ever; no place or time without screens has it.
    pub id: NearId,
    /// Its name.
    pub title: String,
    /// What it means.
    pub what: String,
    /// What it is good for, in one line.
    pub why: String,
    /// How well it is known to help.
    pub evidence: Evidence,
    /// Who found that out.
    pub source: String,
}

/// Some warmth for oneself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warm {
    /// Its id, which stays for ever.
    pub id: NearId,
    /// What it is.
    pub text: String,
}
