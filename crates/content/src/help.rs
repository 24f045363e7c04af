use serde::Deserialize;

use crate::HelpKind;

/// The help lines of one country.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpCountry {
    /// Its two letters.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The number to call in an emergency.
    pub emergency: String,
    /// Its lines.
    #[serde(default, rename = "line")]
    pub lines: Vec<HelpLine>,
}

/// One help line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// Its own name.
    pub name: String,
    /// What it helps with.
    pub kind: HelpKind,
    /// Its number, as one dials it in that country.
    pub number: String,
    /// When somebody answers.
    #[serde(default)]
    pub hours: Option<String>,
    /// Its own page.
    #[serde(default)]
    pub url: Option<String>,
    /// What it costs, and whom it is for.
    #[serde(default)]
    pub note: Option<String>,
    /// The page the number was seen on.
    #[serde(default)]
    pub source: Option<String>,
    /// The month in which it was seen there, as in `2026-11`; a line without it is not confirmed.
    #[serde(default)]
    pub checked: Option<String>,
}

/// The file `help/lines.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HelpFile {
    #[serde(default)]
    pub(crate) country: Vec<HelpCountry>,
}
