//! What one carries: sheets of one's own, each with a line, the side one prepares from, and what one wrote.
//!
//! Invariant: nothing of it is ever sent. A line becomes the other one's to read only when it is asked with, as seen.

use std::collections::BTreeMap;

use content::{RepairPath, Side};
use domain::SpaceName;
use domain::sheet::{SheetRef, Sheets};

use crate::{Ctx, Outcome, sheet};

/// How the names of these sheets begin.
const PLACE: &str = "settle/";
/// The line that says what it is.
pub(super) const ABOUT: &str = "about";
/// The side one prepares from.
pub(super) const SIDE: &str = "side";
/// The talk that was asked for with it.
pub(super) const TALK: &str = "talk";
/// The most things on the list.
pub(super) const MOST: usize = 12;
/// The longest line, in characters.
pub(super) const LINE: usize = 120;

/// One thing, as it was written last.
pub(super) struct Thing {
    pub(super) id: String,
    seq: u64,
    fields: BTreeMap<String, String>,
}

impl Thing {
    fn read(ctx: &Ctx<'_>, name: &str, place: &SheetRef) -> Option<Self> {
        let fields = sheet::read(ctx, name)?.fields;
        Some(Self { id: name.strip_prefix(PLACE)?.to_owned(), seq: place.seq, fields })
    }

    fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// What it is, in a line.
    pub(super) fn about(&self) -> &str {
        self.field(ABOUT)
    }

    /// The side it is prepared from, with its path, once one was chosen.
    pub(super) fn side(&self, ctx: &Ctx<'_>) -> Option<(&'static RepairPath, &'static Side)> {
        ctx.library.repair.side(self.field(SIDE))
    }

    /// What was written to a step.
    pub(super) fn answer(&self, step: &str) -> &str {
        self.field(step)
    }

    /// Whether it belongs to this talk.
    pub(super) fn is_for(&self, talk: &str) -> bool {
        self.field(TALK) == talk
    }

    /// The same, with another value in a field; an empty one leaves it out.
    fn with(&self, name: &str, value: &str) -> BTreeMap<String, String> {
        let mut fields = self.fields.clone();
        if value.is_empty() {
            fields.remove(name);
        } else {
            fields.insert(name.to_owned(), value.to_owned());
        }
        fields
    }
}

/// Where a thing has its page.
pub(super) fn address(id: &str) -> String {
    format!("/talk/settle/t/{id}")
}

fn sheets<'a>(ctx: &'a Ctx<'_>) -> Option<&'a Sheets> {
    ctx.world.private.as_ref().map(|private| &private.sheets)
}

fn refs<'a>(ctx: &'a Ctx<'_>) -> impl Iterator<Item = (&'a str, &'a SheetRef)> {
    sheets(ctx).into_iter().flat_map(|sheets| sheets.under(PLACE))
}

/// The events that hold them.
pub(super) fn items(ctx: &Ctx<'_>) -> Vec<(SpaceName, u64)> {
    refs(ctx).map(|(_, sheet)| (SpaceName::Private, sheet.seq)).collect()
}

/// All of them, the one written last first.
pub(super) fn all(ctx: &Ctx<'_>) -> Vec<Thing> {
    let mut all: Vec<_> = refs(ctx).filter_map(|(name, sheet)| Thing::read(ctx, name, sheet)).collect();
    all.sort_by_key(|thing| std::cmp::Reverse(thing.seq));
    all
}

/// The one with this id.
pub(super) fn named(ctx: &Ctx<'_>, id: &str) -> Option<Thing> {
    all(ctx).into_iter().find(|thing| thing.id == id)
}

/// The one that belongs to a talk.
pub(super) fn of_talk(ctx: &Ctx<'_>, talk: &str) -> Option<Thing> {
    all(ctx).into_iter().find(|thing| thing.is_for(talk))
}

/// Whether one more finds room, on the list and among all sheets.
pub(super) fn have_room(ctx: &Ctx<'_>) -> bool {
    refs(ctx).count() < MOST && sheet::have_room(ctx, PLACE)
}

/// A new one goes on the list; with a talk, if it is for one.
pub(super) fn add(outcome: Outcome, ctx: &Ctx<'_>, id: &str, about: &str, talk: &str) -> Outcome {
    let fields = [(ABOUT, about), (TALK, talk)].into_iter().filter(|(_, value)| !value.is_empty());
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    keep(outcome, ctx, id, fields)
}

/// It says something else from now on.
pub(super) fn say_anew(outcome: Outcome, ctx: &Ctx<'_>, thing: &Thing, about: &str) -> Outcome {
    keep(outcome, ctx, &thing.id, thing.with(ABOUT, about))
}

/// It is the one for now, prepared from this side.
pub(super) fn pick(outcome: Outcome, ctx: &Ctx<'_>, thing: &Thing, side: &Side) -> Outcome {
    keep(outcome, ctx, &thing.id, thing.with(SIDE, side.id.as_str()))
}

/// Something was written to a step.
pub(super) fn write(outcome: Outcome, ctx: &Ctx<'_>, thing: &Thing, step: &str, text: &str) -> Outcome {
    keep(outcome, ctx, &thing.id, thing.with(step, text))
}

/// A talk was asked for with it.
pub(super) fn asked_with(outcome: Outcome, ctx: &Ctx<'_>, thing: &Thing, talk: &str) -> Outcome {
    keep(outcome, ctx, &thing.id, thing.with(TALK, talk))
}

fn keep(outcome: Outcome, ctx: &Ctx<'_>, id: &str, fields: BTreeMap<String, String>) -> Outcome {
    sheet::write(ctx, outcome, &format!("{PLACE}{id}"), fields)
}

/// It goes, with every word that ever stood in it. Needs the private space whole.
pub(super) fn burn(outcome: Outcome, ctx: &Ctx<'_>, id: &str) -> Outcome {
    sheet::burn(ctx, outcome, &format!("{PLACE}{id}"))
}
