use serde::Deserialize;

use crate::{TouchGroup, TouchId};

/// One piece of affection that each may welcome or not. None of them is sexual, and none leads anywhere.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Touch {
    /// Its id, which stays for ever.
    pub id: TouchId,
    /// Its name on the menu.
    pub title: String,
    /// What it is, in one sentence.
    pub what: String,
    /// Where in a day it belongs.
    pub group: TouchGroup,
}

/// The file `touch.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TouchFile {
    #[serde(default)]
    pub(crate) touch: Vec<Touch>,
}
