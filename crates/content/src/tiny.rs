use serde::Deserialize;

use crate::{TinyId, Who};

/// A small act of two minutes or less.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tiny {
    /// Its id, which stays for ever.
    pub id: TinyId,
    /// The act.
    pub text: String,
    /// Whom it takes.
    pub who: Who,
}

/// The file `tiny.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TinyFile {
    #[serde(default)]
    pub(crate) tiny: Vec<Tiny>,
}
