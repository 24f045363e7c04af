use serde::Deserialize;

use crate::{DayId, EndingId, GuideSlug, WeekId};

/// A path of several weeks, a small thing each day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Path {
    /// Its title.
    pub title: String,
    /// What it is, and what it may not change.
    pub intro: String,
    /// Its weeks, in order.
    #[serde(default, rename = "week")]
    pub weeks: Vec<Week>,
    /// The ways to go on afterwards.
    #[serde(default, rename = "ending")]
    pub endings: Vec<Ending>,
}

impl Path {
    /// Each day with its week, in order.
    pub fn days(&self) -> impl Iterator<Item = (&Week, &Day)> {
        self.weeks.iter().flat_map(|week| week.days.iter().map(move |day| (week, day)))
    }

    /// The day with this id, and its week.
    pub fn day(&self, id: &str) -> Option<(&Week, &Day)> {
        self.days().find(|(_, day)| day.id == *id)
    }

    /// The ending with this id.
    pub fn ending(&self, id: &str) -> Option<&Ending> {
        self.endings.iter().find(|ending| ending.id == *id)
    }
}

/// One week of a path.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Week {
    /// Its id, which stays for ever.
    pub id: WeekId,
    /// Its place on the path, from 1.
    pub number: u8,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub why: String,
    /// Its days, in order.
    #[serde(default, rename = "day")]
    pub days: Vec<Day>,
}

/// One day of a path.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day {
    /// Its id, which stays for ever.
    pub id: DayId,
    /// Its title.
    pub title: String,
    /// What to do.
    pub text: String,
    /// The beginning of something to write in private, if there is anything to write.
    #[serde(default)]
    pub write: Option<String>,
    /// The page of one's own that it leads to, if it leads to one.
    #[serde(default)]
    pub page: Option<DayPage>,
    /// Whether it takes two minutes or less.
    #[serde(default)]
    pub tiny: bool,
}

/// A page of one's own that a day can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayPage {
    /// One's own half of the loop.
    Loop,
    /// Where one's needs are met.
    Needs,
}

/// One way to go on after a path.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// Its id, which stays for ever.
    pub id: EndingId,
    /// Its title.
    pub title: String,
    /// What it means.
    pub text: String,
    /// A guide to read about it.
    #[serde(default)]
    pub guide: Option<GuideSlug>,
}
