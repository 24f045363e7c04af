use serde::Deserialize;

use crate::{CauseId, Depth, Evidence, Kind, PracticeId, Season, SignId, Who};

/// Something to do, together or alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// Its id, which stays for ever.
    pub id: PracticeId,
    /// The file it was read from, for whoever mends it.
    #[serde(skip)]
    pub file: String,
    /// Its name on a card.
    pub title: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Whom it takes.
    pub who: Who,
    /// How long it takes.
    pub minutes: u16,
    /// How much it asks.
    pub depth: Depth,
    /// The time of life it is for.
    #[serde(default)]
    pub season: Season,
    /// Whether it needs no words.
    #[serde(default)]
    pub wordless: bool,
    /// The signs it serves.
    #[serde(default)]
    pub signs: Vec<SignId>,
    /// The causes it answers.
    #[serde(default)]
    pub causes: Vec<CauseId>,
    /// What it is good for, in one line.
    pub why: String,
    /// What to do, step by step.
    pub steps: Vec<String>,
    /// What it takes, in one line.
    pub takes: String,
    /// The private half: what one person can do of it alone.
    #[serde(default)]
    pub alone: Option<String>,
    /// A practice that asks less.
    #[serde(default)]
    pub easier: Option<PracticeId>,
    /// A practice that asks more.
    #[serde(default)]
    pub deeper: Option<PracticeId>,
    /// How well it is known to help.
    pub evidence: Evidence,
    /// Who found that out.
    pub source: String,
}

impl Practice {
    /// Whether only the private half may be suggested: from depth 3, and for repair and touch.
    pub fn is_careful(&self) -> bool {
        self.depth.is_deep() || matches!(self.kind, Kind::Repair | Kind::Touch)
    }
}

/// One file of `practices/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PracticeFile {
    #[serde(default)]
    pub(crate) practice: Vec<Practice>,
}
