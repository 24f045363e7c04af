//! One's own space: where everything of one's own is found, the notes, and writing one.

use askama::Template;
use content::Arg;
use domain::SpaceName;
use domain::text::Refusal;

use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, RunBy};

pub(crate) mod back;
mod half;
pub(crate) mod keep;
mod month;
mod needs;
mod note;
mod notes;
mod one;
pub(crate) mod place;
mod seek;

pub(crate) const ROUTES: &[Route] = &[
    get("/me", Guard::Person, between, show),
    get("/me/notes", Guard::Open, notes::own, notes::show),
    get("/me/notes/{seq}", Guard::Open, one::needs, one::show),
    post("/me/notes/{seq}/erase", Guard::Open, one::needs, one::erase),
    post("/me/notes/{seq}/back", Guard::Open, one::needs, one::keep),
    get("/me/notes/in/{when}", Guard::Open, seek::needs, month::show),
    get("/me/seek", Guard::Open, seek::needs, seek::show),
    post("/me/seek", Guard::Open, seek::needs, seek::find),
    get("/me/needs", Guard::Open, needs::own, needs::show),
    post("/me/needs", Guard::Person, needs::own, needs::keep),
    post("/me/needs/burn", Guard::Open, needs::whole, needs::burn),
    get("/me/loop", Guard::Open, half::own, half::show),
    post("/me/loop", Guard::Person, half::own, half::keep),
    post("/me/loop/burn", Guard::Open, half::whole, half::burn),
    get("/me/note", Guard::Person, nothing, note::show),
    post("/me/note", Guard::Person, nothing, note::keep),
];

/// Why a text was not taken, in words.
pub(super) fn refusal_text(ctx: &Ctx<'_>, refusal: Refusal) -> String {
    match refusal {
        Refusal::Empty => ctx.say("text-empty"),
        Refusal::TooLong { most } => ctx.words.say_with("text-too-long", &[("most", Arg::from(most))]),
    }
}

/// What can be found here under each heading: where, and the key of its words.
const GROUPS: [(&str, &[(&str, &str)]); 3] = [
    (
        "me-group-see",
        &[("/me/check", "check"), ("/me/trend", "trend"), ("/me/causes", "causes"), ("/me/lean", "lean")],
    ),
    (
        "me-group-write",
        &[
            ("/me/path", "path"),
            ("/me/bid", "bid"),
            ("/me/say", "say"),
            ("/me/small", "small"),
            ("/me/note", "note"),
            ("/me/notes", "notes"),
            ("/talk/settle", "settle"),
            ("/me/wish", "wish"),
        ],
    ),
    (
        "me-group-look",
        &[("/me/needs", "needs"), ("/me/loop", "loop"), ("/me/seek", "seek"), ("/me/back", "back")],
    ),
];

struct Link {
    path: &'static str,
    name: String,
    more: String,
}

#[derive(Template)]
#[template(path = "pages/me/hub.html")]
struct Hub<'a> {
    p: Shell<'a>,
    offer: Option<back::Offer>,
    groups: Vec<(String, Vec<Link>)>,
    run_by: String,
}

fn between(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Shared)
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let link = |(path, key): &(&'static str, &str)| Link {
        path,
        name: ctx.say(&format!("me-{key}-name")),
        more: ctx.say(&format!("me-{key}-more")),
    };
    let run_by = match ctx.world.server.run_by {
        RunBy::Unsaid => "me-run-by-unsaid",
        RunBy::OneOfYou => "me-run-by-one-of-you",
        RunBy::Coach => "me-run-by-coach",
        RunBy::Neither => "me-run-by-neither",
    };
    let group = |(heading, links): &(&str, &[_])| (ctx.say(heading), links.iter().map(link).collect());
    let groups = GROUPS.iter().map(group).collect();
    let offer = back::offer(ctx);
    ctx.page(&Hub { p: ctx.shell("me-title"), offer, groups, run_by: ctx.say(run_by) })
}

/// The fields with free text of a page that one fills in, by its address.
pub(super) fn fields_of(ctx: &Ctx<'_>, path: &str) -> Vec<&'static str> {
    match path {
        "/me/loop" => half::ORDER.to_vec(),
        "/me/needs" => ctx.library.needs.iter().map(|need| need.id.as_str()).collect(),
        _ if path.starts_with("/me/back/") => back::fields().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use domain::private::Event;
    use domain::{SpaceName, event};

    use crate::testing::{ALEX, NOW, alone, apply, count, goes, page, read, send, shut, text, together};
    use crate::{Item, New, RunBy, World};

    /// Notes numbered from 1, oldest first; every odd one is a small reach.
    fn noted(many: u64) -> World<'static> {
        let mut world = alone();
        for seq in 1..=many {
            let place = if seq % 2 == 1 { "bid" } else { "journal" };
            let note = Event::NoteKept { place: place.into(), text: format!("note {seq}.") };
            let item = Item { author: ALEX, at: NOW, body: event::encode(&note) };
            world.items.insert((SpaceName::Private, seq), item);
            apply(world.private.as_mut().unwrap(), ALEX, seq, note);
        }
        world
    }

    #[test]
    fn everything_of_ones_own_is_found_here() {
        let (status, page) = page(&read(&alone(), "/me"));
        assert_eq!(status, 200);
        for path in [
            "check", "trend", "causes", "lean", "wish", "path", "say", "notes", "note", "bid", "account",
            "settings",
        ] {
            assert_eq!(count(&page, &format!("main a[href='/me/{path}']")), 1, "{path}");
        }
        assert_eq!(count(&page, "main .circle"), 1);
    }

    #[test]
    fn every_page_of_ones_own_has_its_words_and_one_heading() {
        let paths = [
            "/me",
            "/me/check",
            "/me/check/pulse",
            "/me/check/checkup",
            "/me/check/done",
            "/me/check/done?of=checkup",
            "/me/check/talk",
            "/me/trend",
            "/me/causes?kept=yes",
            "/me/lean",
            "/me/wish?kept=yes",
            "/me/share?done=yes",
            "/me/own",
            "/me/note?kept=yes",
            "/me/bid",
            "/me/notes",
            "/us/quiet",
        ];
        for path in paths {
            let outcome = read(&together(), path);
            let crate::Answer::Page { html, .. } = &outcome.answer else { panic!("{path}") };
            assert!(!html.contains('⟦'), "{path}: {html}");
            assert_eq!(count(&page(&outcome).1, "h1"), 1, "{path}");
        }
    }

    #[test]
    fn the_own_space_can_be_shut_or_opened_from_here() {
        assert_eq!(count(&page(&read(&alone(), "/me")).1, "form[action='/me/shut']"), 1);
        let shut = page(&read(&shut(alone()), "/me")).1;
        assert_eq!(count(&shut, "form[action='/me/shut']"), 0);
        assert_eq!(count(&shut, "main a[href='/me/open?to=/me']"), 1);
    }

    #[test]
    fn telling_the_other_one_is_offered_to_two_and_not_to_one() {
        let link = "main a[href='/me/share']";
        assert_eq!(count(&page(&read(&together(), "/me")).1, link), 1);
        assert_eq!(count(&page(&read(&alone(), "/me")).1, link), 0);
    }

    #[test]
    fn who_runs_the_server_is_said_to_both_alike() {
        let mut world = together();
        world.server.run_by = RunBy::OneOfYou;
        assert!(text(&page(&read(&world, "/me")).1).contains("one of you"));
    }

    #[test]
    fn a_note_is_kept_open_or_shut() {
        for (world, onward) in [(alone(), "/me/notes"), (shut(alone()), "/me/note?kept=yes")] {
            let outcome = send(&world, "/me/note", &[("text", "Rain all day.")]);
            assert_eq!(goes(&outcome), onward);
            let note = Event::NoteKept { place: "journal".into(), text: "Rain all day.".into() };
            assert_eq!(outcome.events, [New::Private(note)]);
        }
    }

    #[test]
    fn a_small_reach_is_kept_at_its_own_place() {
        let outcome = send(&shut(alone()), "/me/bid", &[("text", "I looked up from the pan.")]);
        assert_eq!(goes(&outcome), "/me/bid?kept=yes");
        let note = Event::NoteKept { place: "bid".into(), text: "I looked up from the pan.".into() };
        assert_eq!(outcome.events, [New::Private(note)]);
    }

    #[test]
    fn one_can_only_note_ones_own_answering_and_finds_words_that_mend() {
        let (_, page) = page(&read(&alone(), "/me/bid"));
        assert_eq!(count(&page, "main form textarea"), 1);
        assert_eq!(count(&page, "main form input:not([type=hidden])"), 0);
        assert_eq!(count(&page, "main .mend li"), 4);
    }

    #[test]
    fn an_empty_or_endless_note_is_asked_again_with_its_words() {
        let long = "y".repeat(domain::text::LONGEST + 1);
        for (path, words) in [("/me/note", " "), ("/me/bid", long.as_str())] {
            let outcome = send(&alone(), path, &[("text", words)]);
            assert!(outcome.events.is_empty());
            let (status, page) = page(&outcome);
            assert_eq!((status, count(&page, "[role=alert]")), (422, 1));
            assert!(text(&page).contains(words));
        }
    }

    #[test]
    fn notes_need_the_own_space_open() {
        assert_eq!(goes(&read(&shut(alone()), "/me/notes")), "/me/open?to=/me/notes");
    }

    #[test]
    fn with_no_notes_it_explains_itself() {
        let (_, page) = page(&read(&alone(), "/me/notes"));
        assert_eq!(count(&page, "main article"), 0);
        assert_eq!(count(&page, "main a.button[href='/me/note']"), 1);
    }

    #[test]
    fn the_words_of_the_newest_notes_are_fetched_and_shown_newest_first() {
        let mut world = noted(3);
        let shown = text(&page(&read(&world, "/me/notes")).1);
        assert!(shown.find("note 3.").unwrap() < shown.find("note 1.").unwrap());
        world.items.clear();
        let items = read(&world, "/me/notes").more.unwrap().items;
        assert_eq!(items, [3, 2, 1].map(|seq| (SpaceName::Private, seq)));
    }

    #[test]
    fn older_notes_lie_on_their_own_page() {
        let world = noted(45);
        let first = page(&read(&world, "/me/notes")).1;
        assert_eq!(count(&first, "main article"), 20);
        assert_eq!(count(&first, "main a[href='/me/notes?before=26']"), 1);
        let last = page(&read(&world, "/me/notes?before=6")).1;
        assert_eq!(count(&last, "main article"), 5);
        assert_eq!(count(&last, "main a[href*='before=']"), 0);
    }

    #[test]
    fn notes_from_years_ago_are_reached_chapter_by_chapter() {
        let mut world = noted(130);
        let chapters = world.private.as_mut().unwrap().notes.take_chapters();
        let chapters = chapters.into_iter().map(|(number, bytes)| ((SpaceName::Private, number), bytes));
        world.chapters = chapters.collect();
        let mut seen = 0;
        let mut path = "/me/notes".to_owned();
        for _ in 0..20 {
            let shown = page(&read(&world, &path)).1;
            seen += count(&shown, "main article");
            let older = scraper::Selector::parse("main a[href^='/me/notes?']").unwrap();
            let Some(link) = shown.select(&older).next() else { break };
            path = link.value().attr("href").unwrap().to_owned();
        }
        assert_eq!(seen, 130);
    }

    #[test]
    fn a_note_that_was_erased_is_passed_over() {
        let mut world = noted(3);
        world.items.insert((SpaceName::Private, 2), Item { author: ALEX, at: NOW, body: vec![] });
        assert_eq!(count(&page(&read(&world, "/me/notes")).1, "main article"), 2);
    }
}
