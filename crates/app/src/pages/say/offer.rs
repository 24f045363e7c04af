//! Offering: its author names the kind, sees what the other one would see, and then lays it where only a talk finds it.
//!
//! Invariant: nothing is ticked beforehand; what is offered is what was looked at; and nothing about it enters the
//! shared log.

use askama::Template;
use content::Arg;
use domain::first_step::{self, About, Change};
use domain::{StepId, desk, shared};

use super::draft::{self, Draft, on_known};
use super::offered;
use crate::pages::hear::{self, Cover};
use crate::pages::quiet;
use crate::pages::talk::asked;
use crate::shell::Shell;
use crate::{CoupleState, Ctx, Outcome, Row, dates};

/// What stands in the way of an offer, and where it can be seen to.
#[derive(Template)]
#[template(path = "pages/say/not_now.html")]
struct NotNow<'a> {
    p: Shell<'a>,
    text: String,
    onward: Option<(&'static str, String)>,
    back: String,
}

/// The page that says why a draft cannot be offered now, if it cannot.
pub(super) fn not_now(ctx: &Ctx<'_>, draft: &Draft) -> Option<Outcome> {
    let couple = ctx.person().and_then(|person| person.couple.as_ref()).map(|couple| couple.state);
    let (key, onward) = match couple {
        Some(CoupleState::ToOpen { .. }) => ("say-offer-open", Some(("/us", "say-offer-open-link"))),
        _ if !asked::together(ctx) => ("say-offer-alone", None),
        _ if quiet::rests(ctx) => ("say-offer-rests", None),
        _ if offered::told(ctx, &draft.id).is_some() => ("say-offer-told", None),
        _ if offered::is_in_the_way(ctx) => {
            ("say-offer-another", Some(("/me/say", "say-offer-another-link")))
        }
        _ => return None,
    };
    Some(ctx.page(&NotNow {
        p: ctx.shell("say-title"),
        text: ctx.say(key),
        onward: onward.map(|(href, key)| (href, ctx.say(key))),
        back: draft.address(),
    }))
}

#[derive(Template)]
#[template(path = "pages/say/kinds.html")]
struct Kinds<'a> {
    p: Shell<'a>,
    partner: String,
    here: String,
    seq: u64,
    problem: Option<String>,
}

impl Kinds<'_> {
    fn all(&self) -> &'static [About] {
        About::ALL
    }
}

/// Asks which kind it is.
pub(super) fn kinds(ctx: &Ctx<'_>, status: u16, draft: &Draft, problem: Option<String>) -> Outcome {
    let page = Kinds {
        p: ctx.shell("say-title"),
        partner: asked::partner(ctx),
        here: draft.address(),
        seq: draft.seq,
        problem,
    };
    ctx.page_with(status, &page)
}

#[derive(Template)]
#[template(path = "pages/say/preview.html")]
struct Preview<'a> {
    p: Shell<'a>,
    partner: String,
    about: About,
    cover: Cover,
    text: &'a str,
    seq: u64,
    until: String,
    next: Option<String>,
    suggest: String,
    changed: bool,
    here: String,
}

fn preview(ctx: &Ctx<'_>, status: u16, draft: &Draft, about: About) -> Outcome {
    let words = first_step::words_in(&draft.text);
    let until = first_step::lapses_at(ctx.world.now).day_in(&ctx.world.zone);
    let page = Preview {
        p: ctx.shell("say-title"),
        partner: asked::partner(ctx),
        about,
        cover: Cover::of(ctx, &asked::name(ctx, asked::me(ctx)), about, words),
        text: &draft.text,
        seq: draft.seq,
        until: dates::day(ctx.words, until),
        next: hear::agreed::next_line(ctx, "say-next"),
        suggest: hear::agreed::suggest(ctx),
        changed: status != 200,
        here: draft.address(),
    };
    ctx.page_with(status, &page)
}

/// First what the other one would see, answered in place; then, once that was looked at, the offer itself.
pub(super) fn offer(ctx: &Ctx<'_>) -> Outcome {
    on_known(ctx, |draft| {
        if let Some(page) = not_now(ctx, draft) {
            return page;
        }
        let Some(about) = About::parse(ctx.form.text("about")) else {
            return kinds(ctx, 422, draft, Some(ctx.say("say-kind-choose")));
        };
        match (ctx.form.has("sure"), ctx.form.number("seq") == Some(draft.seq)) {
            (true, true) => offered(ctx, draft, about),
            (true, false) => preview(ctx, 422, draft, about),
            (false, _) => preview(ctx, 200, draft, about),
        }
    })
}

fn offered(ctx: &Ctx<'_>, draft: &Draft, about: About) -> Outcome {
    let step = StepId::from(draft.id.as_str());
    let words = first_step::words_in(&draft.text);
    let changes = [Change::Covered { about, words }, Change::Said { text: draft.text.clone() }];
    let expires = first_step::lapses_at(ctx.world.now);
    let offered = desk::Event::StepOffered { step: step.clone(), about, words, rung: draft.rung };
    let mut outcome = Outcome::go(&draft::done(&draft.id)).desk(offered);
    for (label, change) in first_step::gates(asked::me(ctx)).into_iter().zip(changes) {
        let event = shared::Event::StepChanged { step: step.clone(), change };
        outcome = outcome.row(Row::GatePut { label, expires, event });
    }
    outcome
}

/// `About us`, as its author named it.
pub(super) fn kind(ctx: &Ctx<'_>, about: About) -> String {
    ctx.say(&format!("say-kind-{}", about.as_str()))
}

/// The day an offer made then is destroyed, if nobody opens it.
pub(super) fn until(ctx: &Ctx<'_>, offer: &first_step::Offer) -> String {
    let day = dates::day(ctx.words, first_step::lapses_at(offer.at).day_in(&ctx.world.zone));
    ctx.words.say_with("say-offered-until", &[("day", Arg::Text(&day))])
}
