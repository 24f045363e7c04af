//! What is taken along, in the shape in which it is written down: the names of the fields are those of the data file.

use domain::Instant;
use serde::{Serialize, Serializer};

use super::{between, own};
use crate::pages::today;
use crate::{Ctx, dates};

/// Everything one can read.
#[derive(Serialize)]
pub(super) struct Kept {
    /// The day it was made.
    pub(super) made: String,
    /// How one likes to be called.
    pub(super) name: String,
    #[serde(flatten)]
    pub(super) own: own::Own,
    /// What two people shared; nothing, where there never were two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) between: Option<between::Between>,
}

impl Kept {
    /// Gathers it. Needs all spaces, whole.
    pub(super) fn gather(ctx: &Ctx<'_>) -> Self {
        Self {
            made: ctx.today().date().to_string(),
            name: today::desk(ctx).name.clone(),
            own: own::Own::gather(ctx),
            between: between::Between::gather(ctx),
        }
    }
}

/// A moment: for programs by the world's clock, for people by their own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct When {
    at: Instant,
    pub(super) said: String,
}

impl When {
    pub(super) fn of(ctx: &Ctx<'_>, at: Instant) -> Self {
        Self { at, said: dates::moment(ctx.words, at, &ctx.world.zone) }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let stamp = jiff::Timestamp::from_millisecond(self.at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        serializer.collect_str(&stamp)
    }
}

/// A day: for programs as a date, for people as they say it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OnDay {
    date: String,
    pub(super) said: String,
}

impl OnDay {
    pub(super) fn of(ctx: &Ctx<'_>, day: domain::Day) -> Self {
        Self { date: day.date().to_string(), said: dates::day(ctx.words, day) }
    }
}

impl Serialize for OnDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.date)
    }
}

/// Words, when they were written and where.
#[derive(Serialize)]
pub(super) struct Piece {
    pub(super) at: When,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) about: String,
    pub(super) words: String,
}

/// Words of one of the two.
#[derive(Serialize)]
pub(super) struct Said {
    pub(super) by: String,
    pub(super) at: When,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) how: String,
    pub(super) words: String,
}

/// A page one filled in: what stands in each of its fields.
#[derive(Serialize)]
pub(super) struct Filled {
    pub(super) at: When,
    pub(super) name: String,
    pub(super) fields: Vec<Field>,
}

/// A field, with what it asks for.
#[derive(Serialize)]
pub(super) struct Field {
    pub(super) asked: String,
    pub(super) words: String,
}
