use serde::Deserialize;

use crate::{NeedId, PracticeId};

/// Something people need from others. That several people and places give it is good.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Its id, which stays for ever.
    pub id: NeedId,
    /// Its name.
    pub title: String,
    /// How it looks when it is met, in one line.
    pub line: String,
    /// A practice for whoever would like to bring it home.
    pub practice: PracticeId,
}

/// The file `needs.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NeedFile {
    #[serde(default)]
    pub(crate) need: Vec<Need>,
}
