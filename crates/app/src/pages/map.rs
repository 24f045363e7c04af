//! The map: what I know of your inner world, by domain, with how old that knowledge is.
//!
//! Invariant: no numbers. It says what was told and how long ago, never how much.

use askama::Template;
use content::{Depth, Domain, Question};
use domain::shared::Shared;
use domain::{Instant, talk};

use super::talk::asked::{self, Asked};
use crate::routes::{Guard, Route, get};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

pub(crate) const ROUTES: &[Route] = &[get("/talk/map", Guard::Person, super::talk::spaces, show)];

/// How much of a domain the whole map shows; the rest is on the domain's own page.
const SHOWN: usize = 4;
/// The deepest card the map offers to begin with.
const TO_BEGIN: u8 = 2;

#[derive(Template)]
#[template(path = "pages/map.html")]
struct Map<'a> {
    p: Shell<'a>,
    partner: String,
    together: bool,
    whole: bool,
    empty: bool,
    parts: Vec<Part<'a>>,
}

/// One domain of the map.
struct Part<'a> {
    slug: &'static str,
    known: Vec<Known<'a>>,
    more: bool,
    /// The oldest thing known, when it is old enough to be asked anew.
    anew: Option<Asked<'a>>,
    /// A card to begin with, where nothing is known yet.
    begin: Option<Asked<'a>>,
}

/// Something the other one has told.
struct Known<'a> {
    asked: Asked<'a>,
    at: Instant,
    age: String,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let only = part_asked_for(ctx);
    let mut known = known(ctx);
    let empty = known.is_empty();
    let slugs = asked::domains(ctx).map(Some).chain([None]);
    let parts = slugs.filter(|domain| only.is_none_or(|only| only == *domain));
    let parts = parts.map(|domain| {
        let (here, rest) =
            std::mem::take(&mut known).into_iter().partition(|known| known.asked.domain == domain);
        known = rest;
        part(ctx, domain, here, only.is_none())
    });
    let page = Map {
        p: ctx.shell("talk-title"),
        partner: asked::partner(ctx),
        together: asked::together(ctx),
        whole: only.is_none(),
        parts: parts.filter(|part| part.slug != "own" || !part.known.is_empty()).collect(),
        empty,
    };
    ctx.page(&page)
}

/// One domain, when only that was asked for; `Some(None)` are the couple's own questions.
fn part_asked_for(ctx: &Ctx<'_>) -> Option<Option<Domain>> {
    match ctx.query.text("of") {
        "own" => Some(None),
        of => Domain::parse(of).map(Some),
    }
}

/// Everything the other one has told, the newest first.
fn known<'a>(ctx: &'a Ctx<'_>) -> Vec<Known<'a>> {
    let Some(shared) = &ctx.world.shared else { return Vec::new() };
    let other = asked::voice(ctx).map(domain::Voice::other);
    let mut known: Vec<_> = shared
        .reveals
        .open()
        .filter_map(|(question, reveal)| {
            let theirs = reveal.by(other)?;
            let asked = asked::find(ctx, question.as_str())?;
            Some(Known { asked, at: theirs.at, age: asked::age(ctx, theirs.at) })
        })
        .collect();
    known.sort_by_key(|known| std::cmp::Reverse(known.at));
    known
}

fn part<'a>(ctx: &'a Ctx<'_>, domain: Option<Domain>, mut known: Vec<Known<'a>>, short: bool) -> Part<'a> {
    let oldest = known.last().filter(|oldest| talk::aged(oldest.at, ctx.world.now));
    let anew = oldest.map(|oldest| oldest.asked.clone());
    let begin = if known.is_empty() { domain.and_then(|domain| to_begin(ctx, domain)) } else { None };
    let more = short && known.len() > SHOWN;
    if short {
        known.truncate(SHOWN);
    }
    Part { slug: domain.map_or("own", Domain::as_str), known, more, anew, begin }
}

/// A light card of a domain, another one each day.
fn to_begin<'a>(ctx: &'a Ctx<'_>, domain: Domain) -> Option<Asked<'a>> {
    let day = u64::from(ctx.today().0.unsigned_abs());
    let light = Depth::ALL.iter().filter(|depth| depth.get() <= TO_BEGIN);
    let fresh = |card: &&Question| !opened(ctx.world.shared.as_ref(), card);
    let cards = light.flat_map(|depth| asked::at(ctx, domain, *depth)).filter(fresh);
    cards.min_by_key(|card| talk::shuffle_key(day, card.id.as_str())).map(Asked::of_library)
}

fn opened(shared: Option<&Shared>, card: &Question) -> bool {
    shared.is_some_and(|shared| shared.revealed(&card.id.as_str().into()).is_some())
}

#[cfg(test)]
mod tests {
    use crate::pages::talk::fixture::{DEEP, Home, LIGHT, OTHER};
    use crate::testing::{alone, count, page, text};

    #[test]
    fn an_empty_map_offers_light_cards_to_begin_with() {
        for mut home in [Home::new(), Home::of(alone())] {
            let html = page(&home.read("/talk/map")).1;
            assert_eq!(count(&html, "section"), 8);
            assert_eq!(count(&html, "section a"), 8);
            assert_eq!(
                count(&html, "section a[href*='-3-'], section a[href*='-4-'], section a[href*='-5-']"),
                0
            );
        }
    }

    #[test]
    fn it_says_in_words_how_old_each_piece_is() {
        let mut home = Home::new();
        home.reveal(LIGHT, 0);
        home.later(100);
        home.reveal(OTHER, 0);
        home.later(30);
        home.reveal(DEEP, 0);
        let said = |home: &mut Home| text(&page(&home.read("/talk/map")).1);
        let map = said(&mut home);
        for age in ["in November", "in the last few weeks", "this week"] {
            assert!(map.contains(age), "{age}");
        }
        assert!(!map.contains("You could ask it anew"));
        home.later(60);
        assert!(said(&mut home).contains("over half a year ago"));
        assert!(said(&mut home).contains("You could ask it anew"));
    }

    #[test]
    fn the_whole_map_is_short_and_each_part_has_everything() {
        let mut home = Home::new();
        for question in
            content::Library::english().questions.iter().filter(|q| q.domain == content::Domain::Hopes)
        {
            home.reveal(question.id.as_str(), 0);
        }
        let whole = page(&home.read("/talk/map")).1;
        assert_eq!(count(&whole, "section li"), 4);
        assert_eq!(count(&whole, "a[href='/talk/map?of=hopes']"), 1);
        let part = page(&home.read("/talk/map?of=hopes")).1;
        assert_eq!((count(&part, "section"), count(&part, "section li")), (1, 50));
    }
}
