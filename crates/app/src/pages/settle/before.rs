//! Talks that are over: what each heard, what was agreed, how both found it when they looked again. Both of theirs to read,
//! for good, whoever ended it.
//!
//! Invariant: only talks both wanted. What was only asked for is nobody's but who asked; who ended one is not said.

use std::collections::BTreeSet;

use askama::Template;
use content::Arg;
use domain::{SpaceName, Voice};

use super::{address, between, kind_of, me, repairs, things};
use crate::pages::us::Seat;
use crate::past::{Past, Talk, Words};
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates, leaves, whole};

/// What an address names besides a talk, where another one has taken its name: when it was asked for.
const OF: &str = "of";

pub(super) fn needs(_: &Ask<'_>) -> Needs {
    Needs { whole: vec![SpaceName::Shared], ..Needs::all_spaces() }
}

/// One in the list.
struct Entry {
    href: String,
    about: String,
    when: String,
}

#[derive(Template)]
#[template(path = "pages/settle/before.html")]
struct Page<'a> {
    p: Shell<'a>,
    talks: Vec<Entry>,
    page: usize,
    pages: usize,
}

/// All of them, the newest first, page by page.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    if matches!(Seat::of(ctx), Seat::ToOpen | Seat::Alone) {
        return Outcome::go("/talk/settle");
    }
    // A name may be taken once more: then the older talk is found by its time.
    let mut taken = BTreeSet::new();
    let entry = |talk: &Talk| {
        let another = !taken.insert(talk.id.clone()) || is_open(ctx, talk);
        let of = if another { format!("?{OF}={}", talk.about.at.0) } else { String::new() };
        Entry {
            href: format!("{}{of}", address(&talk.id)),
            about: talk.about.text.clone(),
            when: when(ctx, talk),
        }
    };
    let talks: Vec<_> = over(ctx, &Past::read(ctx)).rev().map(entry).collect();
    let page = leaves::asked(&ctx.query);
    let (talks, pages) = leaves::leaf(talks, page, |talk| talk.about.len() + talk.when.len());
    ctx.page(&Page { p: ctx.shell("settle-title"), talks, page, pages })
}

/// Those that are over, the oldest first. Once one of the two has left, all of them are.
fn over<'a>(ctx: &Ctx<'_>, past: &'a Past) -> impl DoubleEndedIterator<Item = &'a Talk> {
    let all = Seat::of(ctx) == Seat::Over;
    past.talks.iter().filter(move |talk| all || talk.over)
}

/// Whether there is a talk of this name now.
fn is_open(ctx: &Ctx<'_>, talk: &Talk) -> bool {
    repairs(ctx).is_some_and(|repairs| repairs.get(&talk.id).is_some())
}

fn when(ctx: &Ctx<'_>, talk: &Talk) -> String {
    let day = |at: domain::Instant| dates::day(ctx.words, at.day_in(&ctx.world.zone));
    let (from, until) = (day(talk.about.at), day(talk.last));
    ctx.words.say_with("before-when", &[("from", Arg::Text(&from)), ("until", Arg::Text(&until))])
}

/// Whether the address names one that is over, beside one that has its name now.
pub(super) fn is_asked_for(ctx: &Ctx<'_>) -> bool {
    ctx.query.has(OF)
}

/// What one of the two heard.
struct Heard {
    mine: bool,
    words: String,
}

#[derive(Template)]
#[template(path = "pages/settle/past.html")]
struct Record<'a> {
    p: Shell<'a>,
    kind: &'static str,
    about: &'a str,
    when: String,
    left: bool,
    heard: Vec<Heard>,
    agreed: Option<&'a str>,
    /// How the reader found it, and how the other one did.
    looked: Option<[&'static str; 2]>,
    own: Option<String>,
    partner: String,
}

/// The talk of the address, read from the log; or that it is not there.
pub(super) fn read(ctx: &Ctx<'_>) -> Outcome {
    if ctx.world.shared.is_none() || matches!(Seat::of(ctx), Seat::ToOpen | Seat::Alone) {
        return between::gone(ctx);
    }
    if let Some(more) = whole::unread(ctx, SpaceName::Shared, things::items(ctx)) {
        return more;
    }
    let past = Past::read(ctx);
    let of = ctx.query.number::<i64>(OF);
    let is_it = |talk: &&Talk| talk.id.as_str() == ctx.param(0) && of.is_none_or(|at| at == talk.about.at.0);
    over(ctx, &past).rev().find(is_it).map_or_else(|| between::gone(ctx), |talk| record(ctx, &past, talk))
}

fn record(ctx: &Ctx<'_>, past: &Past, talk: &Talk) -> Outcome {
    let own = things::of_talk(ctx, talk.id.as_str()).map(|thing| things::address(&thing.id));
    let mine = me(ctx);
    let heard = |voice: Voice| {
        let words: &Words = voice.of(&talk.heard).as_ref()?;
        Some(Heard { mine: voice == mine, words: words.text.clone() })
    };
    ctx.page(&Record {
        p: ctx.shell("settle-title"),
        kind: ctx.library.repair.path(kind_of(talk.kind)).map_or("", |path| path.title.as_str()),
        about: &talk.about.text,
        when: when(ctx, talk),
        left: Seat::of(ctx) == Seat::Over,
        heard: [mine, mine.other()].into_iter().filter_map(heard).collect(),
        agreed: past.agreed_in(talk).map(|agreed| agreed.words.text.as_str()),
        looked: talk.looked().map(|both| [mine, mine.other()].map(|voice| voice.of(&both).as_str())),
        own,
        partner: crate::pages::hear::other(ctx),
    })
}
