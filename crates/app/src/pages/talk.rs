//! Talk: the two cards of the day, one's own answer written apart, and the ways to more.
//!
//! Invariant: nothing here looks at a gate, so no page can tell whether the other one has answered.

pub(crate) mod asked;
mod cards;
#[cfg(test)]
pub(crate) mod fixture;

use askama::Template;
use domain::desk::OpenAnswer;
use domain::talk::{self, Standing};
use domain::{Day, SpaceName};

use super::quiet;
use super::seasons;
use crate::routes::{Ask, Guard, Route, get};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates};
use asked::Asked;

pub(crate) const ROUTES: &[Route] = &[
    get("/talk", Guard::Person, spaces, show),
    get("/talk/cards", Guard::Person, spaces, cards::show),
    get("/talk/cards/print", Guard::Anyone, cards::own_deck, cards::print),
];

/// How many past days are listed.
const PAST: i32 = 6;

pub(crate) fn spaces(_: &Ask<'_>) -> Needs {
    Needs::all_spaces()
}

#[derive(Template)]
#[template(path = "pages/talk.html")]
struct Talk<'a> {
    p: Shell<'a>,
    together: bool,
    to_open: bool,
    rests: bool,
    photo: bool,
    revealed: bool,
    cards: Vec<Asked<'a>>,
    past: Vec<(String, Vec<Asked<'a>>)>,
    closed: Option<Written<'a>>,
    back: Option<Written<'a>>,
    added: Vec<(String, Asked<'a>, Option<String>)>,
    aged: Option<(Asked<'a>, String)>,
}

/// An answer of one's own that was written apart.
struct Written<'a> {
    id: &'a str,
    question: String,
    words: Option<String>,
    tell: bool,
    until: String,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let written = asked::written(ctx);
    let own_words =
        written.filter(|_| asked::own_words_show(ctx)).map(|(open, _)| (SpaceName::Desk, open.seq));
    if let Some(more) = ctx.missing(own_words) {
        return more;
    }
    let (together, rests) = (asked::together(ctx), quiet::rests(ctx));
    let of = |wanted| written.filter(|(_, standing)| *standing == wanted).map(|(open, _)| view(ctx, open));
    let page = Talk {
        p: ctx.shell("talk-title"),
        together,
        to_open: !together && to_open(ctx),
        rests,
        photo: together && nothing_shown_yet(ctx),
        revealed: anything_revealed(ctx),
        cards: if rests { Vec::new() } else { dealt(ctx, ctx.today()) },
        past: if rests { Vec::new() } else { past(ctx) },
        closed: of(Standing::Closed),
        back: of(Standing::CameBack),
        added: if rests || !together { Vec::new() } else { added(ctx) },
        aged: if rests || !together { None } else { aged(ctx) },
    };
    ctx.page(&page)
}

fn view<'a>(ctx: &'a Ctx<'_>, open: &'a OpenAnswer) -> Written<'a> {
    let id = open.question.as_str();
    Written {
        id,
        question: asked::find(ctx, id)
            .map_or_else(|| ctx.say("talk-some-question"), |asked| asked.text.to_owned()),
        words: asked::own_words_show(ctx).then(|| asked::desk_words(ctx, open.seq)),
        tell: open.tell,
        until: asked::until(ctx, open.at),
    }
}

fn to_open(ctx: &Ctx<'_>) -> bool {
    let couple = ctx.person().and_then(|person| person.couple.as_ref());
    couple.is_some_and(|couple| matches!(couple.state, crate::CoupleState::ToOpen { .. }))
}

fn anything_revealed(ctx: &Ctx<'_>) -> bool {
    let shared = ctx.world.shared.as_ref();
    shared.is_some_and(|shared| shared.reveals.open().next().is_some())
}

/// Before the first share a page says that what one shows can be photographed.
pub(crate) fn nothing_shown_yet(ctx: &Ctx<'_>) -> bool {
    !anything_revealed(ctx)
}

/// What shuffles the visitor's cards, and the first day they are dealt.
fn deck(ctx: &Ctx<'_>) -> (u64, Day) {
    if let Some(shared) = ctx.world.shared.as_ref().filter(|_| asked::together(ctx)) {
        return (shared.seed, shared.paired_on);
    }
    let seed = asked::me(ctx).0.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let began = ctx.world.desk.as_ref().and_then(|desk| desk.began_at);
    (seed, began.map_or(ctx.today(), |at| at.day_in(&ctx.world.zone)))
}

/// The two cards of a day.
fn dealt<'a>(ctx: &'a Ctx<'_>, day: Day) -> Vec<Asked<'a>> {
    let (seed, first) = deck(ctx);
    let cards = talk::deal(seed, day, first, &crate::library::cards(seasons::said(ctx)));
    cards.iter().filter_map(|id| ctx.library.question(id.as_str())).map(Asked::of_library).collect()
}

fn past<'a>(ctx: &'a Ctx<'_>) -> Vec<(String, Vec<Asked<'a>>)> {
    let (_, first) = deck(ctx);
    let days = (1..=PAST).map(|back| ctx.today().plus(-back)).filter(|day| *day >= first);
    days.map(|day| (dates::weekday(ctx.words, day), dealt(ctx, day))).collect()
}

/// The couple's own questions that still lie before the two: whose they are, and the other one's name if theirs.
fn added<'a>(ctx: &'a Ctx<'_>) -> Vec<(String, Asked<'a>, Option<String>)> {
    let Some(shared) = &ctx.world.shared else { return Vec::new() };
    let own = asked::own_questions(ctx).into_iter();
    own.filter(|(own, _)| talk::is_fresh(shared, own, ctx.world.now))
        .map(|(own, asked)| {
            let theirs = own.author != asked::me(ctx);
            (asked::whose(ctx, own.author), asked, theirs.then(|| asked::name(ctx, own.author)))
        })
        .collect()
}

/// One older answer of the visitor's own to look at again, another one each day; with the month it is from.
fn aged<'a>(ctx: &'a Ctx<'_>) -> Option<(Asked<'a>, String)> {
    let shared = ctx.world.shared.as_ref()?;
    let me = asked::voice(ctx);
    let mine = shared.reveals.open().filter_map(|(question, reveal)| Some((question, reveal.by(me)?)));
    let old = mine.filter(|(_, answer)| talk::aged(answer.at, ctx.world.now));
    let day = u64::from(ctx.today().0.unsigned_abs());
    let (question, answer) = old.min_by_key(|(question, _)| talk::shuffle_key(day, question.as_str()))?;
    Some((asked::find(ctx, question.as_str())?, asked::month(ctx, answer.at)))
}

#[cfg(test)]
mod tests {
    use domain::checkin::Quiet;

    use super::fixture::{DEEP, Home, LIGHT, OTHER};
    use crate::testing::{ALEX, NOW, SAM, alone, count, page, read, text, together};
    use crate::{Answer, Gate, Method, Outcome, Request, handle, routes};

    fn string(outcome: &Outcome) -> String {
        format!("{:?} {:?} {:?}", outcome.answer, outcome.events, outcome.rows)
    }

    /// Every page of Talk that can be read, for every question in play.
    fn pages() -> Vec<String> {
        let talk = routes().filter(|route| route.method == Method::Get && route.path.starts_with("/talk"));
        let paths = talk.flat_map(|route| match route.path.contains("{id}") {
            true => [LIGHT, OTHER, DEEP, "own-sam"].map(|id| route.path.replace("{id}", id)).to_vec(),
            false => vec![route.path.to_owned()],
        });
        paths.flat_map(|path| [format!("{path}?anew=yes"), format!("{path}?read=yes"), path]).collect()
    }

    /// Homes in which Alex may wonder what Sam has written.
    fn homes() -> Vec<Home> {
        let mut revealed = Home::new();
        revealed.reveal(OTHER, 0);
        revealed.later(200);
        let mut added = Home::new();
        added.adds(SAM, "own-sam");
        let mut answered = Home::new();
        answered.does(&format!("/talk/{LIGHT}/answer"), &[("text", "my words")]);
        let mut back = Home::new();
        back.does(&format!("/talk/{LIGHT}/answer"), &[("text", "my words")]);
        back.later(8);
        vec![Home::new(), Home::new().shut(), revealed, added, answered, back]
    }

    #[test]
    fn no_page_tells_whether_the_other_one_has_answered() {
        for mut home in homes() {
            for path in pages() {
                let request = Request::get(&path);
                let more = handle(&request, &home.world).more;
                assert!(more.is_none_or(|more| more.gates.is_empty()), "{path} looks at a gate");
                let mut seen = Vec::new();
                for theirs in [false, true] {
                    home.theirs = theirs;
                    for id in [LIGHT, OTHER, DEEP, "own-sam"] {
                        for round in 0..3 {
                            let label = domain::talk::gate(&id.into(), round);
                            home.world.gates.insert(label, Gate { mine: false, theirs });
                        }
                    }
                    seen.push(string(&home.ask(&request)));
                }
                assert_eq!(seen[0], seen[1], "{path}");
            }
        }
    }

    #[test]
    fn what_a_form_answers_does_not_tell_it_either() {
        let answer = format!("/talk/{LIGHT}/answer");
        let forms: [(&str, &[(&str, &str)]); 5] = [
            (&answer, &[("text", "first")]),
            (&answer, &[("text", "")]),
            (&answer, &[("tell", "yes")]),
            (&answer, &[("text", "words"), ("round", "7")]),
            ("/talk/joys-1-01/guess", &[("guess", "")]),
        ];
        for (path, fields) in forms {
            let seen = [false, true].map(|theirs| {
                let mut home = Home::new();
                home.theirs = theirs;
                format!("{:?}", home.send(path, fields).answer)
            });
            assert_eq!(seen[0], seen[1], "{path} {fields:?}");
        }
    }

    #[test]
    fn two_cards_lie_there_and_the_days_before_are_folded() {
        let (status, html) = page(&read(&together(), "/talk"));
        assert_eq!(status, 200);
        assert_eq!(count(&html, "article h2.question"), 2);
        assert_eq!(count(&html, "details h3"), 6);
        assert_eq!(count(&html, "details[open]"), 0);
        assert!(text(&html).contains("can be photographed"));
    }

    #[test]
    fn both_see_the_same_two_cards_all_day() {
        let cards = |world: &crate::World<'_>| {
            let selector = scraper::Selector::parse("article h2").unwrap();
            let html = page(&read(world, "/talk")).1;
            html.select(&selector).flat_map(|card| card.text()).map(str::to_owned).collect::<Vec<_>>()
        };
        let alex = together();
        let mut sam = together();
        if let crate::Visitor::Person(person) = &mut sam.visitor {
            person.id = SAM;
            person.couple.as_mut().unwrap().partner = ALEX;
        }
        sam.now = domain::Instant(NOW.0 + 3_000_000);
        assert_eq!(cards(&alex), cards(&sam));
        sam.now = NOW.plus_days(1);
        assert_ne!(cards(&alex), cards(&sam));
    }

    #[test]
    fn somebody_alone_has_cards_to_ask_or_to_answer_for_themselves() {
        let (status, html) = page(&read(&alone(), "/talk"));
        assert_eq!((status, count(&html, "article h2.question")), (200, 2));
        assert!(text(&html).contains("for yourself"));
        assert_eq!(count(&html, "a[href='/talk/ask']"), 0);
        let mut home = Home::of(alone());
        let (status, html) = page(&home.read(&format!("/talk/{LIGHT}")));
        assert_eq!(
            (status, count(&html, "form[action$='/keep']"), count(&html, "form[action$='/answer']")),
            (200, 1, 0)
        );
        home.does(&format!("/talk/{LIGHT}/keep"), &[("text", "only mine")]);
        assert!(home.html(&format!("/talk/{LIGHT}")).contains("only mine"));
        let mut home = home.shut();
        assert!(!home.html(&format!("/talk/{LIGHT}")).contains("only mine"));
    }

    #[test]
    fn nothing_is_dealt_while_they_rest() {
        let mut home = Home::new();
        home.adds(SAM, "own-sam");
        home.world.shared.as_mut().unwrap().quiet =
            Some(Quiet { until: NOW.day_in(&home.world.zone).plus(3) });
        let html = page(&home.read("/talk")).1;
        assert_eq!((count(&html, "article"), count(&html, "details")), (0, 0));
        home.later(4);
        assert_eq!(count(&page(&home.read("/talk")).1, "article h2"), 3);
    }

    #[test]
    fn ones_own_closed_answer_shows_its_words_only_while_private_is_open() {
        let mut home = Home::new();
        home.does(&format!("/talk/{LIGHT}/answer"), &[("text", "my words")]);
        assert!(home.html("/talk").contains("my words"));
        assert!(home.html(&format!("/talk/{LIGHT}")).contains("my words"));
        let mut home = home.shut();
        for path in ["/talk".to_owned(), format!("/talk/{LIGHT}")] {
            let html = home.html(&path);
            assert!(!html.contains("my words"), "{path}");
            assert!(html.contains("/me/open?to=/talk"), "{path}");
        }
    }

    #[test]
    fn an_older_answer_is_offered_and_only_one() {
        let mut home = Home::new();
        home.reveal(LIGHT, 0);
        home.reveal(OTHER, 0);
        assert_eq!(count(&page(&home.read("/talk")).1, "a[href$='?read=yes']"), 0);
        home.later(181);
        let html = page(&home.read("/talk")).1;
        assert_eq!(count(&html, "a[href$='?read=yes']"), 1);
        assert!(text(&html).contains("You said this in November 2026"));
    }

    #[test]
    fn no_page_says_waiting_or_counts_anything() {
        for mut home in homes() {
            for path in pages() {
                let html = home.html(&path).to_lowercase();
                for word in ["waiting", "overdue", "missed", "has not answered", "has answered", "⟦"] {
                    assert!(!html.contains(word), "{path}: {word}");
                }
            }
        }
    }

    #[test]
    fn a_page_of_talk_stays_small() {
        let mut home = Home::new();
        for question in content::Library::english().questions.iter().take(70) {
            home.reveal(question.id.as_str(), 0);
        }
        for path in pages() {
            let size = home.html(&path).len();
            assert!(size <= 20_000, "{path}: {size} bytes");
        }
    }

    #[test]
    fn every_heading_follows_the_one_before_and_there_is_one_h1() {
        for mut home in homes() {
            for path in pages() {
                let outcome = home.read(&path);
                if !matches!(outcome.answer, Answer::Page { .. }) {
                    continue;
                }
                let html = page(&outcome).1;
                assert_eq!(count(&html, "h1"), 1, "{path}");
                let selector = scraper::Selector::parse("h1, h2, h3").unwrap();
                let levels: Vec<_> =
                    html.select(&selector).map(|heading| heading.value().name().to_owned()).collect();
                assert!(
                    levels.windows(2).all(|two| two[1] <= two[0] || two != ["h1", "h3"]),
                    "{path}: {levels:?}"
                );
                assert_eq!(count(&html, "textarea:not([id])"), 0, "{path}");
            }
        }
    }

    #[test]
    fn the_deepest_cards_lie_behind_words_of_care() {
        let world = together();
        let html = page(&read(&world, "/talk/cards?of=fears")).1;
        assert_eq!(count(&html, "details a[href*='fears-5-']"), 10);
        assert_eq!(
            count(&html, "main > ul a[href*='fears-5-']") + count(&html, "main > ul a[href*='fears-4-']"),
            0
        );
        assert!(text(&html).contains("feel safe"));
        assert_eq!(count(&page(&read(&world, "/talk/cards")).1, "main > ul a[href*='joys-1-']"), 10);
    }

    #[test]
    fn a_deck_can_be_printed_without_an_account() {
        let world = crate::testing::stranger();
        let html = page(&read(&world, "/talk/cards/print")).1;
        assert_eq!(count(&html, ".deck li"), 48);
        assert_eq!(count(&page(&read(&world, "/talk/cards/print?of=fears")).1, ".deck li"), 30);
        assert_eq!(count(&page(&read(&world, "/talk/cards/print?of=fears&deeper=yes")).1, ".deck li"), 50);
    }
}
