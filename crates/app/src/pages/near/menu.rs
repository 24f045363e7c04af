//! The menu: each thing is welcome, to be asked for first, or not now, and only the one who says so sees it.

use askama::Template;
use content::{Touch, TouchGroup};
use domain::TouchId;
use domain::desk::Event;
use domain::touch::{Marks, ROOM};

use super::{gate, marks, month, month_name};
use crate::pages::{quiet, today};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

#[derive(Template)]
#[template(path = "pages/near/menu.html")]
struct Page<'a> {
    p: Shell<'a>,
    month: String,
    groups: Vec<Group>,
    /// There is something from an earlier month to begin with.
    earlier: bool,
    /// And it stands in the form.
    again: bool,
}

/// Things of one part of the day.
struct Group {
    key: String,
    things: Vec<Thing>,
    /// Something was said in it; or nothing was said at all, and it is the first.
    open: bool,
}

/// One thing, and what was said of it.
struct Thing {
    it: &'static Touch,
    welcome: bool,
    ask: bool,
}

/// GET `/us/near/menu`: as it was said this month. What was said before stands there only for who asks for it.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    if quiet::rests(ctx) {
        return Outcome::go("/us/near");
    }
    let said = &today::desk(ctx).touch;
    let earlier = said.month < month(ctx) && !(said.welcome.is_empty() && said.ask.is_empty());
    let again = earlier && ctx.query.has("again");
    let shown = marks(ctx).or(again.then_some(said));
    let page = Page {
        p: ctx.shell("near-title"),
        month: month_name(ctx),
        groups: groups(ctx, shown),
        earlier,
        again,
    };
    ctx.page(&page)
}

fn groups(ctx: &Ctx<'_>, said: Option<&Marks>) -> Vec<Group> {
    let among = |list: &[TouchId], it: &Touch| list.iter().any(|id| it.id == *id.as_str());
    let thing = |it: &'static Touch| Thing {
        it,
        welcome: said.is_some_and(|said| among(&said.welcome, it)),
        ask: said.is_some_and(|said| among(&said.ask, it)),
    };
    let of = |group: &TouchGroup| {
        let things = ctx.library.touches.iter().filter(|it| it.group == *group);
        let things: Vec<_> = things.map(thing).collect();
        let open = things.iter().any(|each| each.welcome || each.ask);
        Group { key: format!("near-group-{group}"), things, open }
    };
    let mut groups: Vec<_> =
        TouchGroup::ALL.iter().map(of).filter(|group| !group.things.is_empty()).collect();
    if !groups.iter().any(|group| group.open) {
        groups.iter_mut().take(1).for_each(|first| first.open = true);
    }
    groups
}

/// POST `/us/near/menu`: what is said replaces what was said, and nothing keeps what that was.
pub(super) fn save(ctx: &Ctx<'_>) -> Outcome {
    let (welcome, ask) = (said(ctx, "w"), said(ctx, "a"));
    let event = Event::TouchMarked { month: month(ctx), welcome: welcome.clone(), ask };
    gate::compared(ctx, Outcome::go("/us/near?kept=yes").desk(event), &welcome)
}

/// The things of the library of which the form says just this.
fn said(ctx: &Ctx<'_>, what: &str) -> Vec<TouchId> {
    if ctx.form.has("none") {
        return Vec::new();
    }
    let all = ctx.library.touches.iter().map(|it| it.id.as_str());
    all.filter(|id| ctx.form.text(id) == what).map(TouchId::from).take(ROOM).collect()
}
