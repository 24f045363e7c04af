use serde::Deserialize;

use crate::{CauseId, GuideSlug, PracticeId, SignId};

/// One of the four signs of distance, in words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// Which sign it is.
    pub id: SignId,
    /// Its name, short.
    pub name: String,
    /// The sentence the check-in asks about.
    pub statement: String,
    /// What it is like when this is low.
    pub low: String,
    /// What to do first.
    pub first: String,
    /// The guide to read about it.
    pub guide: GuideSlug,
    /// The practice to begin with.
    pub practice: PracticeId,
}

/// One of the five causes, in words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// Which cause it is.
    pub id: CauseId,
    /// Its name, short.
    pub name: String,
    /// A card in which one may recognise oneself.
    pub card: String,
    /// A question to reflect on.
    pub ask: String,
    /// What to do first.
    pub first: String,
    /// The guide to read about it.
    pub guide: GuideSlug,
    /// The practice to begin with.
    pub practice: PracticeId,
}

/// The file `signs.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignFile {
    #[serde(default)]
    pub(crate) sign: Vec<Sign>,
}

/// The file `causes.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CauseFile {
    #[serde(default)]
    pub(crate) cause: Vec<Cause>,
}
