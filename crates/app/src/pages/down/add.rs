//! One more place or time without screens: from the library, or in one's own words. Among two it is a proposal.

use askama::Template;
use content::ScreenFree;
use domain::agreement::{Change, TEXT};
use domain::text::{LONGEST, tidy};

use super::between::{fresh_id, have_room, me, mine, of_mine, of_ours, ours};
use super::{evidence, words_of};
use crate::pages::me::refusal_text;
use crate::pages::talk::asked::partner;
use crate::pages::{quiet, today};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// A place or a time, with how well it is known to help.
struct Piece {
    it: &'static ScreenFree,
    evidence: String,
}

#[derive(Template)]
#[template(path = "pages/down/add.html")]
struct Page<'a> {
    p: Shell<'a>,
    partner: String,
    rests: bool,
    room: bool,
    places: Vec<Piece>,
    times: Vec<Piece>,
    typed: &'a str,
    problem: Option<String>,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None)
}

fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    let presence = &ctx.library.presence;
    let page = Page {
        p: ctx.shell("down-title"),
        partner: partner(ctx),
        rests: is_asked_at_rest(ctx),
        room: have_room(ctx),
        places: pieces(ctx, &presence.zones),
        times: pieces(ctx, &presence.times),
        typed: ctx.form.text("text"),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

/// Among two this is a proposal, and while everything rests nothing is asked.
fn is_asked_at_rest(ctx: &Ctx<'_>) -> bool {
    today::together(ctx) && quiet::rests(ctx)
}

/// Those that are not agreed to yet.
fn pieces(ctx: &Ctx<'_>, all: &'static [ScreenFree]) -> Vec<Piece> {
    let new = all.iter().filter(|piece| !is_there(ctx, piece));
    new.map(|it| Piece { it, evidence: evidence(ctx, it.evidence) }).collect()
}

/// Whether this one is agreed to, or proposed by oneself. What the other one proposes changes nothing here.
fn is_there(ctx: &Ctx<'_>, piece: &ScreenFree) -> bool {
    let all = ours(ctx).unwrap_or_else(|| mine(ctx));
    let proposed = all.proposed(ctx.world.now).filter(|(_, it)| Some(it.by) == me(ctx));
    let mut there = all.agreed().chain(proposed);
    there.any(|(_, it)| it.piece.as_deref() == Some(piece.id.as_str()))
}

pub(super) fn add(ctx: &Ctx<'_>) -> Outcome {
    let (piece, text) = match asked(ctx) {
        Ok(asked) => asked,
        Err(problem) => return page(ctx, Some(problem)),
    };
    if is_asked_at_rest(ctx) {
        let key = if ctx.form.text("text").is_empty() { "down-add-rests" } else { "down-add-not-now" };
        return page(ctx, Some(ctx.say(key)));
    }
    if !have_room(ctx) {
        return page(ctx, Some(ctx.say("down-no-room")));
    }
    let (outcome, id) = (Outcome::go("/time/down"), fresh_id(ctx));
    let change = Change::Proposed { piece, text, look_again: None };
    if today::together(ctx) { of_ours(outcome, id, change) } else { of_mine(outcome, id, change) }
}

/// What the form asks for: the id of a piece, if it is one, and the words.
fn asked(ctx: &Ctx<'_>) -> Result<(Option<String>, String), String> {
    let presence = &ctx.library.presence;
    let piece = ctx.form.text("piece");
    if let Some(piece) = presence.zone(piece).or_else(|| presence.time(piece)) {
        return Ok((Some(piece.id.as_str().to_owned()), words_of(piece)));
    }
    let text = tidy(ctx.form.text("text"), LONGEST).map_err(|refusal| refusal_text(ctx, refusal))?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() > TEXT { Err(ctx.say("down-too-long")) } else { Ok((None, text)) }
}
