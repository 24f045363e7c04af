use serde::Deserialize;

use crate::LetterId;

/// A letter that can be edited, copied, printed or never sent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Its id, which stays for ever.
    pub id: LetterId,
    /// What sort of letter it is.
    pub name: String,
    /// Its words: paragraphs with an empty line between them.
    pub text: String,
}

/// The file `letters.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterFile {
    #[serde(default)]
    pub(crate) letter: Vec<Letter>,
}
