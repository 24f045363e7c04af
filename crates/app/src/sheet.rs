//! Sheets: pages with a few fields that one fills in for oneself and comes back to.
//!
//! Invariant: a sheet can be written while the private space is shut, and then it goes there as any words do. Burning one
//! takes every version of it, also those the state has no room to name.

use std::collections::{BTreeMap, BTreeSet};

use content::Arg;
use domain::private::{Event, Private};
use domain::sheet::SheetRef;
use domain::text::{Refusal, tidy};
use domain::{Fold, Instant, Meta, SpaceName};

use crate::{Ctx, Outcome, Row, whole};

/// What stands in a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    /// By the name of the field.
    pub(crate) fields: BTreeMap<String, String>,
    /// When it was written.
    pub(crate) at: Instant,
}

impl Sheet {
    /// What stands in a field; nothing, where nothing was written.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}

/// The sheets' events that stand among the notes, because there was no room for them. Needs the private space whole.
pub(crate) fn among_notes(ctx: &Ctx<'_>) -> BTreeSet<u64> {
    let mut private = Private::default();
    let mut sheets = BTreeSet::new();
    for (seq, event, item) in whole::entries::<Event>(ctx, SpaceName::Private) {
        if matches!(event, Event::SheetKept { .. }) {
            sheets.insert(seq);
        }
        private.apply(event, &Meta { seq, author: item.author, at: item.at });
    }
    let older = private.notes.take_full().into_iter().flat_map(|(_, notes)| notes);
    let notes: Vec<u64> = older.chain(private.notes.newest().cloned()).map(|note| note.seq).collect();
    notes.into_iter().filter(|seq| sheets.contains(seq)).collect()
}

/// Whether these words of a sheet stand among the notes: no sheet that is there has them.
pub(crate) fn is_among_notes(ctx: &Ctx<'_>, name: &str, seq: u64) -> bool {
    let sheet = ctx.world.private.as_ref().and_then(|private| private.sheets.get(name));
    sheet.is_none_or(|sheet| sheet.versions().all(|version| version != seq))
}

/// Where a sheet's words lie, while the private space is open.
pub(crate) fn place(ctx: &Ctx<'_>, name: &str) -> Option<(SpaceName, u64)> {
    ctx.world.private.as_ref()?.sheets.get(name).map(|sheet| (SpaceName::Private, sheet.seq))
}

/// A sheet, once its words are loaded.
pub(crate) fn read(ctx: &Ctx<'_>, name: &str) -> Option<Sheet> {
    let (space, seq) = place(ctx, name)?;
    match ctx.world.item::<Event>(space, seq)? {
        (Event::SheetKept { fields, .. }, item) => Some(Sheet { fields, at: item.at }),
        _ => None,
    }
}

/// A field and how many characters it may have.
pub(crate) type Field = (&'static str, usize);

/// What was typed into these fields, those left empty aside; or which one is too long, and why.
pub(crate) fn typed(ctx: &Ctx<'_>, fields: &[Field]) -> Result<BTreeMap<String, String>, Problem> {
    let mut all = BTreeMap::new();
    for (field, most) in fields {
        match tidy(ctx.form.text(field), *most) {
            Ok(text) => drop(all.insert((*field).to_owned(), text)),
            Err(Refusal::Empty) => {}
            Err(Refusal::TooLong { most }) => {
                let text = ctx.words.say_with("text-too-long", &[("most", Arg::from(most))]);
                return Err(Problem { field, text });
            }
        }
    }
    if all.is_empty() { Err(Problem { field: "", text: ctx.say("text-empty") }) } else { Ok(all) }
}

/// Why a sheet was not taken.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem {
    /// The field it is about; none, if it is about all of them.
    pub(crate) field: &'static str,
    /// In words.
    pub(crate) text: String,
}

/// Keeps a sheet, and erases the versions there is no more room for; or says why it cannot be kept.
pub(crate) fn keep(
    ctx: &Ctx<'_>,
    outcome: Outcome,
    name: &str,
    fields: BTreeMap<String, String>,
) -> Result<Outcome, Problem> {
    if !have_room(ctx, name) {
        return Err(Problem { field: "", text: ctx.say("me-sheet-no-room") });
    }
    Ok(write(ctx, outcome, name, fields))
}

/// Keeps a sheet that there is room for, and erases the versions there is no more room for.
pub(crate) fn write(
    ctx: &Ctx<'_>,
    outcome: Outcome,
    name: &str,
    fields: BTreeMap<String, String>,
) -> Outcome {
    let kept = ctx.world.private.as_ref().and_then(|private| private.sheets.get(name));
    let over = kept.map(SheetRef::too_many).unwrap_or_default();
    let outcome = outcome.private(Event::SheetKept { sheet: name.to_owned(), fields });
    erased(outcome, over.to_vec())
}

/// Burns a sheet: its words go, in every version, also those that stand among the notes. Needs the private space whole.
pub(crate) fn burn(ctx: &Ctx<'_>, outcome: Outcome, name: &str) -> Outcome {
    let versions = versions(ctx, name);
    if versions.is_empty() {
        return outcome;
    }
    erased(outcome, versions).private(Event::SheetBurned { sheet: name.to_owned() })
}

/// Where every version of a sheet lies: as far as the log can be read, and those the state names, which may be damaged.
/// Needs the private space whole.
pub(crate) fn versions(ctx: &Ctx<'_>, name: &str) -> Vec<u64> {
    let of_it = |event: &Event| matches!(event, Event::SheetKept { sheet, .. } if sheet == name);
    let all = whole::entries::<Event>(ctx, SpaceName::Private);
    let read = all.filter(|(_, event, _)| of_it(event)).map(|(seq, ..)| seq);
    let kept = ctx.world.private.as_ref().and_then(|private| private.sheets.get(name));
    let all: BTreeSet<u64> = read.chain(kept.into_iter().flat_map(SheetRef::versions)).collect();
    all.into_iter().collect()
}

/// Whether there is room for this one, as far as is known: only while the private space is open.
pub(crate) fn have_room(ctx: &Ctx<'_>, name: &str) -> bool {
    ctx.world.private.as_ref().is_none_or(|private| private.sheets.have_room(name))
}

fn erased(outcome: Outcome, seqs: Vec<u64>) -> Outcome {
    if seqs.is_empty() { outcome } else { outcome.row(Row::Erase { space: SpaceName::Private, seqs }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{alone, in_private};
    use crate::{New, Request};

    fn fields(text: &str) -> BTreeMap<String, String> {
        BTreeMap::from([("when".to_owned(), text.to_owned())])
    }

    fn kept(world: &mut crate::World<'static>, name: &str, text: &str) -> u64 {
        in_private(world, Event::SheetKept { sheet: name.into(), fields: fields(text) })
    }

    #[test]
    fn burning_takes_every_version_also_those_no_state_names() {
        let mut world = alone();
        let mut versions: Vec<u64> = Vec::new();
        for n in 0..20 {
            versions.push(kept(&mut world, "loop", &format!("version {n}")));
            kept(&mut world, "needs", "another one");
        }
        let request = Request::get("/me/loop");
        let ctx = Ctx::bare(&request, &world);
        let outcome = burn(&ctx, Outcome::go("/me"), "loop");
        assert_eq!(outcome.rows, [Row::Erase { space: SpaceName::Private, seqs: versions }]);
        assert_eq!(outcome.events, [New::Private(Event::SheetBurned { sheet: "loop".into() })]);
        assert!(burn(&ctx, Outcome::go("/me"), "back/3").events.is_empty());
    }

    #[test]
    fn what_can_no_longer_be_read_is_burned_all_the_same() {
        let mut world = alone();
        let versions = [kept(&mut world, "loop", "first"), kept(&mut world, "loop", "second")];
        world.items.remove(&(SpaceName::Private, versions[1]));
        let request = Request::get("/me/loop");
        let outcome = burn(&Ctx::bare(&request, &world), Outcome::go("/me"), "loop");
        assert_eq!(outcome.rows, [Row::Erase { space: SpaceName::Private, seqs: versions.to_vec() }]);
        assert_eq!(outcome.events.len(), 1);
    }

    #[test]
    fn the_oldest_version_goes_when_there_is_no_more_room() {
        let mut world = alone();
        let first = kept(&mut world, "loop", "first");
        for n in 0..8 {
            kept(&mut world, "loop", &format!("version {n}"));
        }
        let request = Request::get("/me/loop");
        let ctx = Ctx::bare(&request, &world);
        let outcome = keep(&ctx, Outcome::go("/me"), "loop", fields("newest")).unwrap();
        assert_eq!(outcome.rows, [Row::Erase { space: SpaceName::Private, seqs: vec![first] }]);
    }

    #[test]
    fn where_there_is_no_room_nothing_is_lost_without_a_word() {
        let mut world = alone();
        for n in 0..domain::sheet::MOST {
            kept(&mut world, &format!("step/{n}"), "a draft");
        }
        let request = Request::get("/me/loop");
        let ctx = Ctx::bare(&request, &world);
        assert!(keep(&ctx, Outcome::go("/me"), "loop", fields("newest")).is_err());
        assert!(keep(&ctx, Outcome::go("/me"), "step/1", fields("newest")).is_ok());
    }
}
