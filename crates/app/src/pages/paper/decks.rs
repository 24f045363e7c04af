//! The decks beside the questions: scenes, kindnesses, slips to hide, slips for thanks.

use askama::Template;
use content::{Cup, Kindness, Scene};

use super::deck::{Card, Deck};
use crate::pages::today::thing;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// So many scenes make one part: three sheets of fronts, and three of backs.
const SCENES: usize = 24;
/// So many slips for thanks: two sheets.
const SLIPS: usize = 16;

#[derive(Template)]
#[template(path = "pages/paper/deck_page.html")]
struct Page<'a> {
    p: Shell<'a>,
    heading: String,
    lead: String,
    /// Its address, without what it asks for.
    path: &'static str,
    /// Which part this is.
    part: u16,
    /// All of them.
    parts: std::ops::RangeInclusive<u16>,
    deck: Deck<'a>,
}

/// The scenes, a part at a time.
pub(super) fn scenes(ctx: &Ctx<'_>) -> Outcome {
    let all = &ctx.library.scenes;
    let parts = u16::try_from(all.len().div_ceil(SCENES)).unwrap_or(u16::MAX).max(1);
    let part = ctx.query.number::<u16>("part").unwrap_or(1).clamp(1, parts);
    let before = usize::from(part.saturating_sub(1)).saturating_mul(SCENES);
    let cards = all.iter().skip(before).take(SCENES).map(|scene| scene_card(ctx, scene));
    let page = Page {
        p: ctx.shell("paper-title"),
        heading: ctx.say("paper-scenes"),
        lead: ctx.say(if all.is_empty() { "paper-none" } else { "paper-scenes-lead" }),
        path: "/paper/scenes",
        part,
        parts: 1..=parts,
        deck: Deck::of(&ctx.query, cards, String::new()),
    };
    ctx.page(&page)
}

fn scene_card<'a>(ctx: &Ctx<'_>, scene: &'a Scene) -> Card<'a> {
    let label = |key: &str| ctx.say(key);
    Card {
        front: &scene.text,
        under: ctx.say("bid-reach"),
        kind: String::new(),
        depth: None,
        back: vec![
            (label("paper-reach"), &scene.reach),
            (label("paper-toward"), &scene.toward),
            (label("bid-away"), &scene.away),
            (label("bid-against"), &scene.against),
        ],
    }
}

/// The kindnesses: one is drawn, and nobody is told which.
pub(super) fn kindnesses(ctx: &Ctx<'_>) -> Outcome {
    let card = |it: &'static Kindness| Card {
        front: &it.text,
        under: String::new(),
        kind: ctx.say(if it.found { "paper-small-found" } else { "paper-small-back" }),
        depth: None,
        back: vec![(thing::minutes(ctx, it.minutes), "")],
    };
    let cards = ctx.library.bids.kindnesses.iter().map(card);
    let page = Page {
        p: ctx.shell("paper-title"),
        heading: ctx.say("paper-small"),
        lead: ctx.say("paper-small-lead"),
        path: "/paper/small",
        part: 1,
        parts: 1..=1,
        deck: Deck::of(&ctx.query, cards, String::new()),
    };
    ctx.page(&page)
}

#[derive(Template)]
#[template(path = "pages/paper/cups.html")]
struct Cups<'a> {
    p: Shell<'a>,
    cups: &'a [Cup],
}

/// Slips to hide: small, and on one side.
pub(super) fn cups(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Cups { p: ctx.shell("paper-title"), cups: &ctx.library.bids.cups })
}

#[derive(Template)]
#[template(path = "pages/paper/thanks.html")]
struct Thanks<'a> {
    p: Shell<'a>,
    sheets: Vec<Vec<&'a str>>,
}

/// Slips for thanks, to be filled in with a pen.
pub(super) fn thanks(ctx: &Ctx<'_>) -> Outcome {
    let beginnings = ctx.library.bids.noticed.iter().map(|each| each.text.as_str());
    let all: Vec<&str> = beginnings.cycle().take(SLIPS).collect();
    let sheets = all.chunks(super::deck::ON_A_SHEET).map(<[&str]>::to_vec).collect();
    ctx.page(&Thanks { p: ctx.shell("paper-title"), sheets })
}
