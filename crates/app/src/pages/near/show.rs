//! What shows this month, one's own half, and what the two may agree on.

use askama::Template;
use content::{Guide, Kind, Practice, Touch, Warm, Who};
use domain::Day;

use super::agree::{Agreement, Stands};
use super::{agree, is_shared, marks};
use crate::pages::{practice, quiet};
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates};

/// What there is to read, the nearest first.
const GUIDES: [&str; 4] =
    ["touch-that-leads-nowhere", "both-kinds-at-once", "physical-closeness", "about-sex"];

#[derive(Template)]
#[template(path = "pages/near/show.html")]
struct Page<'a> {
    p: Shell<'a>,
    kept: bool,
    /// The last day of a rest.
    rests: Option<String>,
    /// What both welcome, as it was drawn.
    shown: Vec<&'static Touch>,
    /// The visitor has said something this month.
    said: bool,
    ask_for: Option<&'static Touch>,
    half: Option<Half>,
    warm: &'static [Warm],
    agreement: Option<Agreement<'a>>,
    guides: Vec<&'static Guide>,
}

/// One's own half of something for two.
struct Half {
    words: &'static str,
    title: &'static str,
    href: String,
}

/// GET `/us/near`.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let rests = quiet::rests_until(ctx).map(|day| dates::day(ctx.words, day));
    let page = Page {
        p: ctx.shell("near-title"),
        kept: ctx.query.has("kept"),
        shown: shown(ctx),
        said: marks(ctx).is_some(),
        ask_for: ask_for(ctx),
        half: half(ctx),
        warm: &ctx.library.near.warm,
        agreement: agree::between_us(ctx),
        guides: GUIDES.iter().filter_map(|slug| ctx.library.guide(slug)).collect(),
        rests,
    };
    ctx.page(&page)
}

/// What was drawn for this month, in the order of the menu, so that nothing tells how it was drawn.
fn shown(ctx: &Ctx<'_>) -> Vec<&'static Touch> {
    let drawn = ctx.world.shared.as_ref().filter(|_| is_shared(ctx)).and_then(|shared| shared.drawn.as_ref());
    let items = drawn.map_or(&[][..], |drawn| drawn.shows(ctx.today()));
    ctx.library.touches.iter().filter(|it| items.iter().any(|id| it.id == *id.as_str())).collect()
}

/// Something the visitor welcomes and might ask for: another one each day.
fn ask_for(ctx: &Ctx<'_>) -> Option<&'static Touch> {
    let welcome = &marks(ctx)?.welcome;
    let id = of_the_day(ctx.today(), welcome)?;
    ctx.library.touch(id.as_str())
}

/// The private half of something with touch: another one each day, the same for everybody.
fn half(ctx: &Ctx<'_>) -> Option<Half> {
    let for_two = |each: &&Practice| each.kind == Kind::Touch && each.who != Who::Alone;
    let halves =
        ctx.library.practices.iter().filter(for_two).filter_map(|it| Some((it, it.alone.as_deref()?)));
    let halves: Vec<(&'static Practice, &'static str)> = halves.collect();
    let (it, words) = *of_the_day(ctx.today(), &halves)?;
    Some(Half { words, title: &it.title, href: practice::address(&it.id) })
}

fn of_the_day<T>(today: Day, all: &[T]) -> Option<&T> {
    let many = i32::try_from(all.len()).ok().filter(|many| *many > 0)?;
    all.get(usize::try_from(today.0.rem_euclid(many)).ok()?)
}

impl Page<'_> {
    /// One's own marks may show.
    fn own(&self) -> bool {
        self.p.private_open()
    }
}
