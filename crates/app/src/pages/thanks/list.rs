//! Thanks given and received, newest first; older ones by stretches of chapters.

use domain::shared::{Event, Moment, Shared, moments};
use domain::{Instant, SpaceName, Voice};

use crate::pages::talk::asked;
use crate::routes::Ask;
use crate::{Ctx, Form, Needs, dates};

/// How many stand on one page.
const PAGE: usize = 12;
/// So long may one be taken back, in milliseconds: a quarter of an hour.
const BACK: i64 = 15 * 60_000;
/// So many chapters are looked through at once: most of what lies in one is something else.
const STRETCH: u32 = 6;

/// Thanks as they are shown.
pub(super) struct Given {
    /// Who gave them, and when.
    pub(super) who: String,
    pub(super) text: String,
    /// Its place, if it may be taken back.
    pub(super) back: Option<i64>,
}

/// Those a page shows.
pub(super) struct Part {
    shown: Vec<Place>,
    pub(super) newest: bool,
    pub(super) older: Option<String>,
}

impl Part {
    /// Where their words lie.
    pub(super) fn items(&self) -> impl Iterator<Item = (SpaceName, u64)> {
        self.shown.iter().map(|place| (SpaceName::Shared, place.seq))
    }

    /// They, once their words are loaded.
    pub(super) fn read(&self, ctx: &Ctx<'_>) -> Vec<Given> {
        self.shown.iter().filter_map(|place| given(ctx, place)).collect()
    }
}

/// A thank-you in the log.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) seq: u64,
    pub(super) at: Instant,
    by: Voice,
}

fn chapter(query: &Form) -> Option<u32> {
    query.number("chapter")
}

/// The chapters of a stretch, the newest first.
fn stretch(from: u32) -> impl Iterator<Item = u32> {
    (from.saturating_sub(STRETCH - 1)..=from).rev()
}

pub(super) fn needs(ask: &Ask<'_>) -> Needs {
    let chapters = chapter(ask.query).into_iter().flat_map(stretch);
    let chapters = chapters.map(|number| (SpaceName::Shared, number)).collect();
    Needs { chapters, spaces: vec![SpaceName::Desk, SpaceName::Shared], ..Needs::default() }
}

fn thanks(moment: &Moment) -> Option<Place> {
    match moment {
        Moment::Thanked(seq, at, by) => Some(Place { seq: *seq, at: *at, by: *by }),
        _ => None,
    }
}

/// What the visitor gave a moment ago: it may be taken back, as a slip of the pen is. Words that could be made to
/// vanish later would be a way to frighten somebody and leave nothing behind.
pub(super) fn just_now(ctx: &Ctx<'_>) -> Option<Place> {
    let fresh = |place: &Place| ctx.world.now.0.saturating_sub(place.at.0) < BACK;
    mine(ctx).find(fresh)
}

/// What the visitor gave today.
pub(super) fn today(ctx: &Ctx<'_>) -> Option<u64> {
    mine(ctx).find(|place| place.at.day_in(&ctx.world.zone) == ctx.today()).map(|place| place.seq)
}

/// The visitor has given some, as far as is remembered at once.
pub(super) fn any_of_mine(ctx: &Ctx<'_>) -> bool {
    mine(ctx).next().is_some()
}

fn mine<'a>(ctx: &Ctx<'a>) -> impl Iterator<Item = Place> + use<'a> {
    let me = asked::voice(ctx);
    let moments = ctx.world.shared.as_ref().into_iter().flat_map(|shared| shared.moments.newest());
    moments.filter_map(thanks).filter(move |place| Some(place.by) == me)
}

/// Those of the asked-for stretch, a page of them.
pub(super) fn part(ctx: &Ctx<'_>) -> Part {
    let (from, before) = (chapter(&ctx.query), ctx.query.number::<i64>("before"));
    let newest = from.is_none() && before.is_none();
    let Some(shared) = &ctx.world.shared else { return Part { shown: Vec::new(), newest, older: None } };
    let all = places(ctx, shared, from).into_iter();
    let mut rest = all.filter(|place| before.is_none_or(|before| place.at.0 < before));
    let shown: Vec<Place> = rest.by_ref().take(PAGE).collect();
    let next = rest.next().and_then(|_| shown.last()).map(|place| place.at);
    Part { shown, newest, older: older(shared, from, next) }
}

/// Those of a stretch, or the hot ones, newest first. What is left out is left out here.
fn places(ctx: &Ctx<'_>, shared: &Shared, from: Option<u32>) -> Vec<Place> {
    let me = asked::voice(ctx);
    let shows = |place: &Place| Some(place.by) == me || !super::mutes(ctx);
    let Some(from) = from else {
        return shared.moments.newest().filter_map(thanks).filter(shows).collect();
    };
    let of = |number| {
        let bytes = ctx.world.chapters.get(&(SpaceName::Shared, number));
        let mut moments = bytes.map(|bytes| moments(bytes)).unwrap_or_default();
        moments.reverse();
        moments
    };
    stretch(from).flat_map(of).filter_map(|moment| thanks(&moment)).filter(shows).collect()
}

/// Where the ones before these are: further on in the same stretch, else in the one before it.
fn older(shared: &Shared, from: Option<u32>, next: Option<Instant>) -> Option<String> {
    match (next, from) {
        (Some(at), None) => Some(format!("/us/thanks?before={}", at.0)),
        (Some(at), Some(number)) => Some(format!("/us/thanks?chapter={number}&before={}", at.0)),
        (None, _) => {
            let first = from.map_or(shared.moments.chapters(), |from| stretch(from).last().unwrap_or(0));
            first.checked_sub(1).map(|number| format!("/us/thanks?chapter={number}"))
        }
    }
}

/// Its words. One that was taken back has none, and is passed over.
fn given(ctx: &Ctx<'_>, place: &Place) -> Option<Given> {
    let (Event::Thanked { text }, item) = ctx.world.item::<Event>(SpaceName::Shared, place.seq)? else {
        return None;
    };
    let day = dates::day(ctx.words, place.at.day_in(&ctx.world.zone));
    let mine = item.author == asked::me(ctx);
    let who = if mine {
        ctx.words.say_with("thanks-from-me", &[("day", (&day).into())])
    } else {
        let name = asked::name(ctx, item.author);
        ctx.words.say_with("thanks-from", &[("name", (&name).into()), ("day", (&day).into())])
    };
    let fresh = mine && asked::together(ctx) && just_now(ctx).is_some_and(|now| now.seq == place.seq);
    Some(Given { who, text, back: fresh.then_some(place.at.0) })
}
