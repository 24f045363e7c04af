//! The ladder: one phone lying between two people, one question at a time. Needs no account and keeps nothing:
//! all it knows stands in the address.

use askama::Template;
use content::{Domain, Question, Season, Words};
use domain::talk;

use super::talk::asked::Asked;
use crate::routes::{Guard, Route, get, nothing};
use crate::shell::Shell;
use crate::{Ctx, Form, Outcome};

pub(crate) const ROUTES: &[Route] = &[
    get("/talk/ladder", Guard::Anyone, nothing, show),
    get("/talk/ladder/go", Guard::Anyone, nothing, go),
    get("/talk/ladder/print", Guard::Anyone, nothing, print),
];

/// The rungs, as depths; none is deeper than what may be dealt.
const TURNS_SHORT: &[u8] = &[1, 1, 2, 1, 2];
const TURNS_LONG: &[u8] = &[1, 1, 2, 1, 2, 2, 1, 2, 2];
const DEEPENING_SHORT: &[u8] = &[1, 1, 2, 2, 3];
const DEEPENING_LONG: &[u8] = &[1, 1, 1, 2, 2, 2, 3, 3, 3];

/// What the two have chosen, and how far they are.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Climb {
    long: bool,
    deepening: bool,
    far: bool,
    /// Shuffles the cards.
    deck: u16,
    /// From 1.
    step: usize,
    /// How many cards were passed over.
    passed: usize,
}

impl Climb {
    fn read(query: &Form) -> Self {
        Self {
            long: query.text("minutes") == "45",
            deepening: query.text("kind") == "deepening",
            far: query.text("where") == "far",
            deck: query.number("deck").unwrap_or_default(),
            step: query.number("step").unwrap_or(1).clamp(1, 100),
            passed: query.number("passed").unwrap_or(0).min(100),
        }
    }

    fn rungs(self) -> &'static [u8] {
        match (self.deepening, self.long) {
            (false, false) => TURNS_SHORT,
            (false, true) => TURNS_LONG,
            (true, false) => DEEPENING_SHORT,
            (true, true) => DEEPENING_LONG,
        }
    }

    /// About how long one card may take, in minutes.
    fn each(self) -> u16 {
        if self.long { 5 } else { 2 }
    }

    fn depth(self) -> Option<u8> {
        self.rungs().get(self.step.saturating_sub(1)).copied()
    }

    /// The first card of the deepest rung that may be dealt.
    fn turns_deep(self) -> bool {
        let before = self.rungs().get(self.step.saturating_sub(2)).copied();
        self.depth() == Some(3) && before != Some(3)
    }

    /// The card of this step, if there is one: shuffled within its depth, none twice until all were there.
    fn card(self, questions: &[Question]) -> Option<&Question> {
        let depth = self.depth()?;
        // Nobody knows here in what time of life the two are, or whether they want to plan one.
        let fits = |card: &&Question| card.season == Season::Any && card.domain != Domain::Life;
        let mut cards: Vec<_> =
            questions.iter().filter(fits).filter(|card| card.depth.get() == depth).collect();
        cards.sort_by_cached_key(|card| talk::shuffle_key(self.deck.into(), card.id.as_str()));
        let before =
            self.rungs().iter().take(self.step.saturating_sub(1)).filter(|rung| **rung == depth).count();
        let place = before.saturating_add(self.passed).checked_rem(cards.len())?;
        cards.get(place).copied()
    }

    fn address(self) -> String {
        let minutes = if self.long { 45 } else { 10 };
        let kind = if self.deepening { "deepening" } else { "turns" };
        let place = if self.far { "far" } else { "near" };
        let Self { deck, step, passed, .. } = self;
        format!(
            "/talk/ladder/go?minutes={minutes}&kind={kind}&where={place}&deck={deck}&step={step}&passed={passed}"
        )
    }

    fn next(self) -> String {
        Self { step: self.step.saturating_add(1), ..self }.address()
    }

    fn another(self) -> String {
        Self { passed: self.passed.saturating_add(1), ..self }.address()
    }

    fn end(self) -> String {
        Self { step: 100, ..self }.address()
    }

    /// Whose turn it is, in words.
    fn turn(self, words: &Words) -> String {
        let place = if self.far { "far" } else { "near" };
        let kind = if self.deepening { "deepening" } else { "turns" };
        let hand = if self.step % 2 == 1 { "odd" } else { "even" };
        words.say(&format!("ladder-{place}-{kind}-{hand}")).into_owned()
    }
}

#[derive(Template)]
#[template(path = "pages/ladder.html")]
struct Ladder<'a> {
    p: Shell<'a>,
    deck: u16,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let deck = ctx.world.chance.first_chunk().map_or(0, |bytes| u16::from_le_bytes(*bytes));
    ctx.page(&Ladder { p: ctx.shell("talk-title"), deck })
}

#[derive(Template)]
#[template(path = "pages/ladder/go.html")]
struct Rung<'a> {
    p: Shell<'a>,
    climb: Climb,
    turn: String,
    card: Asked<'a>,
}

#[derive(Template)]
#[template(path = "pages/ladder/end.html")]
struct End<'a> {
    p: Shell<'a>,
}

fn go(ctx: &Ctx<'_>) -> Outcome {
    let climb = Climb::read(&ctx.query);
    match climb.card(&ctx.library.questions) {
        Some(card) => ctx.page(&Rung {
            p: ctx.shell("talk-title"),
            climb,
            turn: climb.turn(ctx.words),
            card: Asked::of_library(card),
        }),
        None => ctx.page(&End { p: ctx.shell("talk-title") }),
    }
}

#[derive(Template)]
#[template(path = "pages/ladder/print.html")]
struct Sheet<'a> {
    p: Shell<'a>,
    climb: Climb,
    /// Each with whether it goes deeper from there.
    rungs: Vec<(Asked<'a>, bool)>,
}

/// All rungs on one sheet of paper, for two people without a phone.
fn print(ctx: &Ctx<'_>) -> Outcome {
    let climb = Climb { step: 1, passed: 0, ..Climb::read(&ctx.query) };
    let steps = (1..=climb.rungs().len()).map(|step| Climb { step, ..climb });
    let rung = |at: Climb| Some((Asked::of_library(at.card(&ctx.library.questions)?), at.turns_deep()));
    ctx.page(&Sheet { p: ctx.shell("talk-title"), climb, rungs: steps.filter_map(rung).collect() })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use content::Library;

    use super::*;
    use crate::testing::{alone, count, page, read, stranger, text};

    const ANY: Climb = Climb { long: true, deepening: true, far: false, deck: 77, step: 1, passed: 0 };

    #[test]
    fn the_whole_ladder_prints_with_the_cards_it_would_have_shown() {
        let world = stranger();
        let html = page(&read(&world, "/talk/ladder")).1;
        assert_eq!(count(&html, "form button[formaction='/talk/ladder/print']"), 1);
        for (query, rungs) in [
            ("minutes=10&kind=turns&where=near&deck=7", 5),
            ("minutes=45&kind=deepening&where=far&deck=9&step=4&passed=2", 9),
            ("", 5),
        ] {
            let html = page(&read(&world, &format!("/talk/ladder/print?{query}"))).1;
            assert_eq!(count(&html, "ol.rungs > li"), rungs, "{query}");
            assert!(!text(&html).contains("phone"), "{query}");
        }
        let climb = Climb { step: 1, ..ANY };
        let printed = text(&page(&read(&world, &climb.address().replace("/go", "/print"))).1);
        for step in 1..=9 {
            let card = Climb { step, ..climb }.card(&Library::english().questions).unwrap();
            assert!(printed.contains(&card.text), "{step}");
        }
        assert_eq!(printed.matches("goes deeper").count(), 1);
    }

    #[test]
    fn a_stranger_can_climb_from_the_first_rung_to_the_end() {
        let world = stranger();
        let html = page(&read(&world, "/talk/ladder")).1;
        assert_eq!(count(&html, "form[action='/talk/ladder/go'] input[name=deck]"), 1);
        let mut path = "/talk/ladder/go?minutes=10&kind=deepening&where=near&deck=7".to_owned();
        let mut questions = BTreeSet::new();
        let next = scraper::Selector::parse("main a.button:not(.second)").unwrap();
        let question = scraper::Selector::parse("h1.question").unwrap();
        loop {
            let outcome = read(&world, &path);
            assert!(outcome.events.is_empty() && outcome.rows.is_empty());
            let html = page(&outcome).1;
            let Some(link) = html.select(&next).next() else { break };
            assert_eq!(count(&html, "[data-timer='2'][hidden]"), 1);
            questions.insert(html.select(&question).next().unwrap().inner_html());
            path = link.value().attr("href").unwrap().to_owned();
        }
        assert_eq!(questions.len(), DEEPENING_SHORT.len());
        assert!(text(&page(&read(&world, &path)).1).contains("put this down"));
    }

    #[test]
    fn no_rung_is_deeper_than_what_may_be_dealt() {
        for rungs in [TURNS_SHORT, TURNS_LONG, DEEPENING_SHORT, DEEPENING_LONG] {
            assert!(rungs.iter().all(|depth| *depth <= 3));
        }
        assert!(DEEPENING_LONG.is_sorted() && DEEPENING_SHORT.is_sorted());
        assert!(TURNS_LONG.iter().all(|depth| *depth <= 2));
    }

    #[test]
    fn a_card_that_was_passed_over_does_not_come_again() {
        let questions = &Library::english().questions;
        let mut seen = BTreeSet::new();
        let mut climb = ANY;
        for _ in 0..10 {
            assert!(seen.insert(climb.card(questions).unwrap().id.as_str()));
            climb.passed += 1;
        }
        climb.step = 2;
        assert!(seen.insert(climb.card(questions).unwrap().id.as_str()));
    }

    #[test]
    fn it_says_where_it_goes_deeper_and_whose_turn_it_is() {
        let at = |step| {
            let path = Climb { step, ..ANY }.address();
            text(&page(&read(&alone(), &path)).1)
        };
        assert!(!at(1).contains("goes deeper") && !at(1).contains("Pass the phone"));
        assert!(at(2).contains("Pass the phone"));
        assert!(at(7).contains("goes deeper") && !at(8).contains("goes deeper"));
        let far = Climb { far: true, ..ANY }.address();
        assert!(text(&page(&read(&alone(), &far)).1).contains("The one who listens"));
    }

    #[test]
    fn any_nonsense_in_the_address_is_a_page_all_the_same() {
        for query in
            ["", "?step=-1&deck=x", "?step=99999999999999999999&passed=7", "?step=0&passed=101&minutes=45"]
        {
            assert_eq!(page(&read(&stranger(), &format!("/talk/ladder/go{query}"))).0, 200, "{query}");
        }
    }
}
