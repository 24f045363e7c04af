use domain::checkin::Quiet;
use domain::life::Change as OfLife;
use domain::shared::Event;
use domain::{PersonId, private};
use jiff::tz::TimeZone;

use crate::testing::{
    ALEX, NOW, SAM, alone, count, html, in_private, in_shared, over, page, read, send, shut, stranger, text,
    together,
};
use crate::{Answer, CoupleState, Method, Outcome, Request, World, handle, routes};

/// Words that nobody has written before: a whole sentence in few signs.
const WORDS: &str = "雨が好き。";

/// A form: where it goes, its fields for words, and what else it takes.
type Form = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);

/// Every form that takes words.
const FORMS: &[Form] = &[
    ("/us/agreed", &["text"], &[("day", "2027-01-10")]),
    ("/talk/{id}/answer", &["text"], &[("round", "3")]),
    ("/talk/{id}/keep", &["text"], &[]),
    ("/talk/{id}/guess", &["guess"], &[("round", "3")]),
    ("/talk/{id}/reply", &["text"], &[("reply", "heard")]),
    ("/talk/{id}/word", &["text"], &[("word", "nearly")]),
    ("/talk/ask", &["question"], &[]),
    ("/talk/hear/{step}/answer", &["text"], &[("answer", "heard")]),
    ("/talk/hear/{step}/word", &["text"], &[("word", "nearly")]),
    ("/talk/settle/list", &["about"], &[]),
    ("/talk/settle/t/{thing}/step", &["text"], &[("step", "camera")]),
    ("/talk/settle/t/{thing}/line", &["about"], &[]),
    ("/talk/settle/ask", &["about"], &[("kind", "hurt"), ("step", "ask")]),
    ("/talk/settle/r/{talk}/heard", &["text"], &[]),
    ("/talk/settle/r/{talk}/agree", &["text"], &[("day", "2026-12-10"), ("was", "")]),
    ("/talk/settle/friend", &["which", "as-a-friend", "next-time-round"], &[]),
    ("/us/thanks", &["text"], &[]),
    ("/us/thanks/keep", &["text"], &[]),
    ("/us/life/{part}", &["text"], &[]),
    ("/us/invite", &["letter"], &[]),
    ("/time/down/add", &["text"], &[]),
    ("/time/down/after", &["text"], &[]),
    ("/time/new", &["title"], &[("every", "day"), ("at", "20:00")]),
    ("/time/find/take", &["title"], &[("slot", "1-30")]),
    ("/time/calendars", &["name", "url"], &[]),
    ("/me/bid", &["text"], &[]),
    ("/me/wish", &["text"], &[]),
    ("/me/note", &["text"], &[]),
    ("/me/needs", &["rest", "fun"], &[]),
    ("/me/loop", &["when", "do", "notice"], &[]),
    ("/me/back/{months}", &["different", "thank"], &[]),
    ("/me/path/{step}", &["text"], &[]),
    ("/me/say/new", &["text"], &[("rung", "2")]),
    ("/me/say/d/{draft}", &["text"], &[("rung", "2")]),
    ("/me/share", &["words", "wish"], &[("step", "share")]),
    ("/me/seek", &["words"], &[]),
];

/// What may have happened while somebody wrote.
fn worlds() -> Vec<(&'static str, World<'static>)> {
    let mut rests = together();
    rests.shared.as_mut().unwrap().quiet = Some(Quiet { until: NOW.day_in(&TimeZone::UTC).plus(5) });
    vec![
        ("two", together()),
        ("a rest began", rests),
        ("the space shut", shut(together())),
        ("one left", over(together(), CoupleState::ILeft)),
        ("the other one left", over(together(), CoupleState::TheyLeft)),
        ("not opened yet", over(together(), CoupleState::ToOpen { words: [1, 2, 3, 4] })),
        ("alone", alone()),
        ("alone and shut", shut(alone())),
        ("signed out", stranger()),
    ]
}

/// Where all that was typed is now: on the page, or in what is written.
fn holds(outcome: &Outcome, words: &str) -> bool {
    let shown = match &outcome.answer {
        Answer::Page { html, .. } => html.contains(words),
        _ => false,
    };
    let written = format!("{:?}{:?}", outcome.events, outcome.rows);
    // While an address is fetched the form waits, and is handled once more.
    shown || written.contains(words) || !outcome.fetch.is_empty()
}

/// Sends a form as a host does: it loads what is asked for, where there is something.
fn sent(world: &mut World<'static>, path: &str, fields: &[(&str, &str)]) -> Outcome {
    let request = Request::post(path, fields);
    let first = handle(&request, world);
    let Some(more) = &first.more else { return first };
    world.gates.extend(more.gates.iter().map(|gate| (gate.clone(), crate::Gate::default())));
    handle(&request, world)
}

#[test]
fn what_somebody_typed_is_kept_or_shown_again_whatever_happened_meanwhile() {
    for (form, names, rest) in FORMS {
        assert!(routes().any(|route| route.method == Method::Post && route.path == *form), "{form}");
        for param in ["joys-1-01", "life-1-01", "gone", "3", "0707070707070707", "see-1"] {
            let path: Vec<&str> =
                form.split('/').map(|part| if part.starts_with('{') { param } else { part }).collect();
            for (what, mut world) in worlds() {
                let typed: Vec<String> = names.iter().map(|name| format!("{WORDS}{name}")).collect();
                let fields = names.iter().zip(&typed).map(|(name, typed)| (*name, typed.as_str()));
                let fields: Vec<(&str, &str)> = fields.chain(rest.iter().copied()).collect();
                let outcome = sent(&mut world, &path.join("/"), &fields);
                for words in &typed {
                    assert!(holds(&outcome, words), "{form} {param}, {what}: {words} is lost: {outcome:?}");
                }
            }
        }
    }
}

#[test]
fn what_was_chosen_or_is_secret_is_not_shown_again() {
    let fields = [
        ("text", WORDS),
        ("act", "act-7"),
        ("id", "own-1"),
        ("day", "2027-01-10"),
        ("passphrase", "river stone lamp"),
        ("new_passphrase", "river stone light"),
        ("again", "river stone again"),
        ("pin", "8305"),
        ("code", "K7QX"),
        ("kind", "hurt"),
        ("word", "nearly"),
        ("i", "3"),
    ];
    for outcome in [
        send(&stranger(), "/me/note", &fields),
        super::stale(&Request::post("/me/note", &fields), &alone()),
        super::sorry(&Request::post("/me/note", &fields), &alone(), 409, "17"),
    ] {
        let shown = page(&outcome).1;
        assert_eq!(count(&shown, "main textarea"), 1);
        assert!(text(&shown).contains(WORDS));
        let html = html(&outcome);
        for (name, value) in &fields[3..] {
            assert!(!html.contains(&format!(">{value}<")), "{name}");
        }
        assert!(!html.contains("river stone") && !html.contains("8305") && !html.contains("K7QX"));
    }
}

#[test]
fn it_is_said_what_happened_and_the_way_on_is_there() {
    let onward = |world: &World<'static>, path: &str| {
        let shown = page(&send(world, path, &[("text", WORDS)])).1;
        let link = scraper::Selector::parse("main a.button").unwrap();
        let href = shown.select(&link).next().unwrap().attr("href").unwrap().to_owned();
        (text(&shown), href)
    };
    let (said, _) = onward(&together(), "/talk/settle/r/gone/heard");
    assert!(said.contains("Something changed meanwhile") && said.contains("Your words are still here"));
    let (said, href) = onward(&shut(together()), "/talk/settle/t/x/step");
    assert!(said.contains("Your own space was shut") && href.starts_with("/me/open"));
    let (said, href) = onward(&over(together(), CoupleState::TheyLeft), "/us/thanks");
    assert!(said.contains("Something changed meanwhile"));
    assert_eq!(href, "/us");
    assert!(onward(&stranger(), "/me/note").0.contains("You were signed out meanwhile"));
}

/// The page shows the words in a place to copy them from.
fn to_copy(outcome: &Outcome) -> bool {
    let shown = page(outcome).1;
    let areas = scraper::Selector::parse("main textarea[readonly]").unwrap();
    let found = shown.select(&areas).any(|area| area.text().collect::<String>() == WORDS);
    found && outcome.events.is_empty() && outcome.rows.is_empty()
}

#[test]
fn what_was_written_for_a_talk_that_ended_meanwhile_can_be_copied() {
    for path in ["/talk/settle/r/gone/heard", "/talk/settle/r/gone/agree"] {
        assert!(to_copy(&send(&together(), path, &[("text", WORDS), ("was", "")])), "{path}");
    }
}

#[test]
fn what_was_written_to_a_thing_let_go_in_another_tab_can_be_copied() {
    for path in ["/talk/settle/t/gone/step", "/talk/settle/t/gone/line"] {
        let field = if path.ends_with("step") { "text" } else { "about" };
        assert!(to_copy(&send(&alone(), path, &[(field, WORDS), ("step", "camera")])), "{path}");
    }
}

#[test]
fn a_short_answer_sent_after_the_space_shut_can_be_copied() {
    let outcome = send(&shut(alone()), "/talk/settle/t/gone/step", &[("text", WORDS), ("step", "camera")]);
    assert!(to_copy(&outcome));
    assert!(to_copy(&send(&stranger(), "/talk/joys-1-01/answer", &[("text", WORDS), ("round", "0")])));
}

#[test]
fn who_typed_nothing_is_led_on_as_ever() {
    assert_eq!(page(&send(&together(), "/talk/settle/r/gone/heard", &[("text", " ")])).0, 404);
    let outcome = send(&together(), "/us/life/life-1-01", &[]);
    assert_eq!(crate::testing::goes(&outcome), "/us/life/life-1-01");
}

fn told(world: &mut World<'static>, author: PersonId) {
    let (question, text) = ("life-1-01".into(), "alone".into());
    in_shared(world, author, Event::Answered { question, round: 0, text, tell: false });
}

#[test]
fn in_a_rest_words_for_both_are_still_in_their_form_with_a_kind_line() {
    let mut world = together();
    told(&mut world, ALEX);
    told(&mut world, SAM);
    let change = OfLife::Written { text: "A door".into() };
    in_shared(&mut world, SAM, Event::LifeChanged { part: "life-1-01".into(), change });
    world.shared.as_mut().unwrap().quiet = Some(Quiet { until: NOW.day_in(&TimeZone::UTC).plus(5) });
    for path in ["/us/life/life-1-01", "/us/agreed"] {
        let outcome = send(&world, path, &[("text", WORDS), ("day", "2027-01-10")]);
        assert!(outcome.events.is_empty());
        let (status, shown) = page(&outcome);
        assert_eq!((status, count(&shown, "main [role=alert]")), (422, 1), "{path}");
        let area = scraper::Selector::parse(&format!("form[action='{path}'] textarea")).unwrap();
        assert_eq!(shown.select(&area).next().unwrap().text().collect::<String>(), WORDS);
        assert!(text(&shown).contains("Everything rests just now, so this was not proposed."));
        assert_eq!(count(&page(&read(&world, path)).1, &format!("form[action='{path}']")), 0);
    }
}

#[test]
fn words_that_are_kept_already_are_not_given_back() {
    let mut world = alone();
    let fields = [("rung".to_owned(), "2".to_owned()), ("text".to_owned(), WORDS.to_owned())].into();
    let sheet = "step/0707070707070707".to_owned();
    in_private(&mut world, private::Event::SheetKept { sheet, fields });
    let outcome = send(&world, "/me/say/d/0707070707070707", &[("text", WORDS), ("rung", "2")]);
    assert!(outcome.events.is_empty());
    assert_eq!(crate::testing::goes(&outcome), "/me/say/d/0707070707070707?said=yes");
}
