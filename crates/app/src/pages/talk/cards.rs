//! All cards: to choose one oneself, or to print a deck.

use askama::Template;
use content::{Depth, Domain, Question};

use super::asked::{self, Asked};
use crate::pages::paper::deck::{Card, Deck};
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Form, Needs, Outcome};

/// From this depth on, cards lie behind words of care.
const DEEPER: u8 = 4;
/// The deepest cards of the deck that is mixed from everything.
const MIXED: u8 = 2;
/// How many cards it has; another week mixes another deck.
const DECK: usize = 48;
/// The couple's own questions are called so in addresses.
const OWN: &str = "own";

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
    let domain = (ctx.query.text("of") != OWN).then(|| domain(&ctx.query).unwrap_or(Domain::Joys));
    let (deeper, depths) = by_depth(ctx, domain).into_iter().partition(|(depth, _)| *depth >= DEEPER);
    let mut places: Vec<_> = asked::domains(ctx).map(|domain| domain.as_str()).collect();
    if !own.is_empty() {
        places.push(OWN);
    }
    let of = domain.map_or(OWN, Domain::as_str);
    ctx.page(&Cards { p: ctx.shell("talk-title"), of, places, depths, deeper, own })
}

fn domain(query: &Form) -> Option<Domain> {
    Domain::parse(query.text("of"))
}

fn by_depth<'a>(ctx: &'a Ctx<'_>, domain: Option<Domain>) -> Vec<(u8, Vec<Asked<'a>>)> {
    let Some(domain) = domain else { return Vec::new() };
    let depths = Depth::ALL.iter().map(|depth| {
        let questions = asked::at(ctx, domain, *depth);
        (depth.get(), questions.map(Asked::of_library).collect::<Vec<_>>())
    });
    depths.filter(|(_, cards)| !cards.is_empty()).collect()
}

#[derive(Template)]
#[template(path = "pages/talk/print.html")]
struct Print<'a> {
    p: Shell<'a>,
    heading: String,
    /// `fears` …, `own`, or none for the mixed deck.
    of: Option<&'static str>,
    deeper: bool,
    places: Vec<&'static str>,
    /// The address of this very deck, to which how it is printed is added.
    address: String,
    deck: Deck<'a>,
}

/// What the deck of the couple's own questions touches.
pub(super) fn own_deck(ask: &Ask<'_>) -> Needs {
    if ask.query.text("of") == OWN { super::spaces(ask) } else { Needs::default() }
}

/// A deck for paper: the light cards of everything, all of one domain, or the couple's own.
pub(super) fn print(ctx: &Ctx<'_>) -> Outcome {
    let (domain, own) = (domain(&ctx.query), ctx.query.text("of") == OWN);
    let deeper = domain.is_some() && ctx.query.has("deeper");
    let cards = match domain {
        Some(domain) => of_domain(ctx, domain, deeper),
        None if own => own_cards(ctx),
        None => mixed(ctx),
    };
    let of = domain.map(Domain::as_str).or(own.then_some(OWN));
    let mut address = format!("/talk/cards/print?of={}", of.unwrap_or("all"));
    if deeper {
        address.push_str("&deeper=yes");
    }
    let page = Print {
        p: ctx.shell("talk-title"),
        heading: ctx.say(&format!("talk-of-{}", of.unwrap_or("all"))),
        of,
        deeper,
        places: Domain::ALL.iter().map(|domain| domain.as_str()).collect(),
        address,
        deck: Deck::of(&ctx.query, cards, ctx.say("paper-listen")),
    };
    ctx.page(&page)
}

/// All of one domain, or all but its deepest.
fn of_domain<'a>(ctx: &Ctx<'a>, domain: Domain, deeper: bool) -> Vec<Card<'a>> {
    let deepest = if deeper { u8::MAX } else { DEEPER.saturating_sub(1) };
    let wanted = ctx.library.questions.iter().filter(|card| card.domain == domain);
    wanted.filter(|card| card.depth.get() <= deepest).map(|card| paper(ctx, card)).collect()
}

/// The light ones of everything, others each week.
fn mixed<'a>(ctx: &Ctx<'a>) -> Vec<Card<'a>> {
    let wanted = ctx.library.questions.iter();
    let mut cards: Vec<&Question> = wanted
        .filter(|card| !matches!(card.domain, Domain::Life | Domain::Seasons) && card.depth.get() <= MIXED)
        .collect();
    let week = u64::from(ctx.today().week().0.unsigned_abs());
    cards.sort_by_cached_key(|card| domain::talk::shuffle_key(week, card.id.as_str()));
    cards.into_iter().take(DECK).map(|card| paper(ctx, card)).collect()
}

/// A question as a card: what the one who listens may ask next lies on its back.
fn paper<'a>(ctx: &Ctx<'_>, question: &'a Question) -> Card<'a> {
    let depth = question.depth.get();
    let (domain, deep) = (format!("talk-of-{}", question.domain), format!("talk-depth-{depth}"));
    let (domain, deep) = (ctx.say(&domain), ctx.say(&deep));
    Card {
        front: &question.text,
        under: String::new(),
        kind: ctx.words.say_with("paper-kind", &[("kind", (&domain).into()), ("depth", (&deep).into())]),
        depth: Some(depth),
        back: vec![(String::new(), &question.more)],
    }
}

fn own_cards<'a>(ctx: &'a Ctx<'_>) -> Vec<Card<'a>> {
    let card = |asked: Asked<'a>| Card {
        front: asked.text,
        under: String::new(),
        kind: ctx.say("talk-of-own"),
        depth: None,
        back: Vec::new(),
    };
    asked::own_questions(ctx).into_iter().map(|(_, asked)| card(asked)).collect()
}
