//! Six weeks for when talk and touch have both faded: a little of each, at one's own pace.
//!
//! Invariant: every part has a half for one alone, and nothing counts or is ever behind.

use serde::Deserialize;

use crate::{Evidence, WeekId};

/// The six weeks, and what is said before them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// What they are called.
    pub title: String,
    /// What they are, and for whom.
    pub intro: String,
    /// For whom they are not.
    pub care: String,
    /// Who sets the pace.
    pub pace: String,
    /// How to stop.
    pub stop: String,
    /// The weeks, in order.
    #[serde(default, rename = "week")]
    pub weeks: Vec<BothWeek>,
}

impl Both {
    /// The week with this id.
    pub fn week(&self, id: &str) -> Option<&BothWeek> {
        self.weeks.iter().find(|week| week.id == *id)
    }
}

/// One of the weeks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BothWeek {
    /// Its id, which stays for ever.
    pub id: WeekId,
    /// Its name.
    pub title: String,
    /// What it is good for, in one line.
    pub why: String,
    /// What it takes.
    pub takes: String,
    /// Something small to say.
    pub talk: Halves,
    /// Something small to touch.
    pub touch: Halves,
    /// How well it is known to help.
    pub evidence: Evidence,
    /// Who found that out.
    pub source: String,
}

/// The same thing for one, and for two.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Halves {
    /// One's own half of it.
    pub alone: String,
    /// For two who both like to.
    pub together: String,
}

#[cfg(test)]
mod tests {
    use crate::Library;

    #[test]
    fn each_week_is_found_by_its_id() {
        let both = &Library::english().both;
        assert!(both.weeks.iter().all(|week| both.week(week.id.as_str()).is_some()));
        assert!(both.week("both-0").is_none());
    }
}
