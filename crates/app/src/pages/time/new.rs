//! A ritual of one's own: suggested to the other one, or alone simply made. Also another time for one there is, from
//! a day on.

use askama::Template;
use content::{Arg, Template as Ritual};
use domain::RitualId;
use domain::ritual::{Change, MOST, TITLE};

use super::typed::{EVERY, Problem, Typed};
use super::{circle, ideas};
use crate::pages::talk::asked;
use crate::pages::{quiet, settings, today};
use crate::shell::Shell;
use crate::{Ctx, Outcome, when};

#[derive(Template)]
#[template(path = "pages/time/new.html")]
struct Page<'a> {
    p: Shell<'a>,
    two: bool,
    partner: String,
    full: bool,
    idea: Option<&'static Ritual>,
    instead: Option<Instead>,
    typed: Typed,
    problems: Vec<Problem>,
    every: [(&'static str, String); 9],
    weekdays: Vec<(u8, String)>,
    zones: &'static [&'static str],
    longest: usize,
}

/// The ritual whose place the new one takes.
struct Instead {
    id: String,
    title: String,
    plan: String,
}

impl Page<'_> {
    /// Whether a field could not be taken.
    fn bad(&self, field: &str) -> bool {
        self.problems.iter().any(|problem| problem.field == field)
    }
}

/// The form.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    if let Some(own) = today::desk(ctx).rituals.get(&ctx.query.text("own").into()) {
        return page(ctx, 200, Typed::of_plan(ctx, &own.plan), Vec::new());
    }
    let typed = match (instead(ctx, ctx.query.text("instead")), idea(ctx, ctx.query.text("from"))) {
        (Some((_, ritual)), _) => Typed::of_plan(ctx, &ritual.plan),
        (None, Some(template)) => Typed::of_template(ctx, template),
        (None, None) => Typed::blank(ctx),
    };
    page(ctx, 200, typed.with(&ctx.query), Vec::new())
}

fn page(ctx: &Ctx<'_>, status: u16, typed: Typed, problems: Vec<Problem>) -> Outcome {
    let fields = if status == 200 { &ctx.query } else { &ctx.form };
    let instead = instead(ctx, fields.text("instead")).map(|(id, ritual)| Instead {
        id: id.as_str().to_owned(),
        title: ritual.plan.title.clone(),
        plan: when::plan(ctx, &ritual.plan),
    });
    let page = Page {
        p: ctx.shell("time-title"),
        two: circle::two(ctx),
        partner: asked::partner(ctx),
        full: !circle::rituals(ctx).have_room(ctx.world.now),
        idea: idea(ctx, fields.text("from")).or_else(|| idea_of_own(ctx, fields.text("own"))),
        instead,
        typed,
        problems,
        every: EVERY.map(|each| (each, ctx.say(&format!("time-every-{each}")))),
        weekdays: (0..7).map(|day| (day, when::weekday(ctx.words, day))).collect(),
        zones: settings::ZONES,
        longest: TITLE,
    };
    ctx.page_with(status, &page)
}

fn idea(ctx: &Ctx<'_>, name: &str) -> Option<&'static Ritual> {
    if name.is_empty() { None } else { ideas::named(ctx, name) }
}

/// The template of a ritual that one has kept for oneself.
fn idea_of_own(ctx: &Ctx<'_>, id: &str) -> Option<&'static Ritual> {
    let own = today::desk(ctx).rituals.get(&id.into())?;
    ctx.library.ritual(own.plan.template.as_deref()?)
}

/// A ritual that both agreed to and that nothing takes the place of yet.
fn instead<'a>(ctx: &Ctx<'a>, id: &str) -> Option<(RitualId, &'a domain::ritual::Ritual)> {
    let ritual = circle::rituals(ctx).get(&id.into())?;
    (ritual.agreed && ritual.until.is_none()).then(|| (id.into(), ritual))
}

/// Suggests it; alone, makes it.
pub(super) fn save(ctx: &Ctx<'_>) -> Outcome {
    let typed = Typed::of_form(&ctx.form);
    let idea = idea(ctx, ctx.form.text("from"));
    let instead = instead(ctx, ctx.form.text("instead"));
    let template = idea.or_else(|| {
        let id = instead.as_ref()?.1.plan.template.as_deref()?;
        ctx.library.ritual(id)
    });
    let plan = match typed.plan(ctx, template) {
        Ok(plan) => plan,
        Err(problems) => return page(ctx, 422, typed, problems),
    };
    if circle::two(ctx) && quiet::rests(ctx) {
        return page(ctx, 422, typed, vec![Problem { field: "room", text: ctx.say("time-new-rests") }]);
    }
    if !circle::rituals(ctx).have_room(ctx.world.now) {
        let text = ctx.words.say_with("time-new-full", &[("most", Arg::from(MOST))]);
        return page(ctx, 422, typed, vec![Problem { field: "room", text }]);
    }
    let id = fresh_id(ctx);
    let change = Change::Proposed { plan, instead_of: instead.map(|(id, _)| id) };
    circle::change(Outcome::go(&circle::address(&id)), ctx, &id, change)
}

fn fresh_id(ctx: &Ctx<'_>) -> RitualId {
    RitualId(ctx.world.chance.iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}
