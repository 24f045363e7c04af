use serde::Deserialize;

use crate::{CheckSet, CheckinItemId, TalkId};

/// What the check-in asks, and what to talk about afterwards.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// The items, in the order they are asked.
    #[serde(default, rename = "item")]
    pub items: Vec<CheckinItem>,
    /// The prompts for a talk about it, from easy to deep.
    #[serde(default, rename = "talk")]
    pub talks: Vec<TalkPrompt>,
}

impl CheckIn {
    /// The four items of the weekly pulse.
    pub fn pulse(&self) -> impl Iterator<Item = &CheckinItem> {
        self.items.iter().filter(|item| item.set == CheckSet::Pulse)
    }

    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<&CheckinItem> {
        self.items.iter().find(|item| item.id == *id)
    }
}

/// One sentence the check-in asks about, answered from 0 to 10; higher is closer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckinItem {
    /// Its id, which stays for ever; the items of the pulse have the ids of the signs.
    pub id: CheckinItemId,
    /// Which check-in asks it first; a longer one asks it too.
    pub set: CheckSet,
    /// The sentence.
    pub statement: String,
    /// What 0 means.
    pub low: String,
    /// What 10 means.
    pub high: String,
}

/// One prompt for a talk about a check-in, to be said aloud.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TalkPrompt {
    /// Its id, which stays for ever.
    pub id: TalkId,
    /// The prompt.
    pub text: String,
}
