//! All cards: to choose one oneself, or to print a deck.

use askama::Template;
use content::{Depth, Domain};

use super::asked::{self, Asked};
use crate::shell::Shell;
use crate::{Ctx, Form, Outcome};

/// From this depth on, cards lie behind words of care.
const DEEPER: u8 = 4;
/// The deepest cards of the deck that is mixed from everything.
const MIXED: u8 = 2;

#[derive(Template)]
#[template(path = "pages/talk/cards.html")]
struct Cards<'a> {
    p: Shell<'a>,
    /// `fears` …, or `own`.
    of: &'static str,
    places: Vec<&'static str>,
    depths: Vec<(u8, Vec<Asked<'a>>)>,
    deeper: Vec<(u8, Vec<Asked<'a>>)>,
    own: Vec<Asked<'a>>,
}

/// All questions of one domain by depth, or the couple's own ones.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let own: Vec<_> = asked::own_questions(ctx).into_iter().map(|(_, asked)| asked).collect();
    let domain = (ctx.query.text("of") != "own").then(|| domain(&ctx.query).unwrap_or(Domain::Joys));
    let (deeper, depths) = by_depth(ctx, domain).into_iter().partition(|(depth, _)| *depth >= DEEPER);
    let mut places: Vec<_> = Domain::ALL.iter().map(|domain| domain.as_str()).collect();
    if !own.is_empty() {
        places.push("own");
    }
    let of = domain.map_or("own", Domain::as_str);
    ctx.page(&Cards { p: ctx.shell("talk-title"), of, places, depths, deeper, own })
}

fn domain(query: &Form) -> Option<Domain> {
    Domain::parse(query.text("of"))
}

fn by_depth<'a>(ctx: &'a Ctx<'_>, domain: Option<Domain>) -> Vec<(u8, Vec<Asked<'a>>)> {
    let Some(domain) = domain else { return Vec::new() };
    let depths = Depth::ALL.iter().map(|depth| {
        let questions = ctx.library.questions_at(domain, *depth);
        (depth.get(), questions.map(Asked::of_library).collect::<Vec<_>>())
    });
    depths.filter(|(_, cards)| !cards.is_empty()).collect()
}

#[derive(Template)]
#[template(path = "pages/talk/print.html")]
struct Print<'a> {
    p: Shell<'a>,
    heading: String,
    of: Option<&'static str>,
    deeper: bool,
    places: Vec<&'static str>,
    cards: Vec<Asked<'a>>,
}

/// A deck for paper: the light cards of everything, or all of one domain.
pub(super) fn print(ctx: &Ctx<'_>) -> Outcome {
    let domain = domain(&ctx.query);
    let deeper = domain.is_some() && ctx.query.has("deeper");
    let deepest = match domain {
        None => MIXED,
        Some(_) if deeper => u8::MAX,
        Some(_) => DEEPER.saturating_sub(1),
    };
    let wanted =
        ctx.library.questions.iter().filter(|card| domain.is_none_or(|domain| card.domain == domain));
    let page = Print {
        p: ctx.shell("talk-title"),
        heading: ctx.say(&format!("talk-of-{}", domain.map_or("all", Domain::as_str))),
        of: domain.map(Domain::as_str),
        deeper,
        places: Domain::ALL.iter().map(|domain| domain.as_str()).collect(),
        cards: wanted.filter(|card| card.depth.get() <= deepest).map(Asked::of_library).collect(),
    };
    ctx.page(&page)
}
