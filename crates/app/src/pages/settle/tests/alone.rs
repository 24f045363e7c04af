//! One's own half: the list, preparing step by step, letting go, seven minutes as a friend.

use content::Library;
use domain::private::Event;
use domain::text::LONGEST;

use super::super::fixture::{Home, between};
use crate::testing::{ALEX, count, goes, page, stranger, text};
use crate::{New, Request, Row, handle};

#[test]
fn a_line_goes_on_the_list_and_one_is_picked_at_a_time() {
    let mut home = Home::one();
    let outcome = home.does("/talk/settle/list", &[("about", "  The evening \n your brother came ")]);
    assert_eq!((goes(&outcome), between(&outcome)), ("/talk/settle", vec!["private SheetKept".to_owned()]));
    let (_, first) = page(&home.read("/talk/settle"));
    assert!(text(&first).contains("The evening your brother came"));
    assert_eq!(count(&first, ".card.main"), 0, "nothing is picked by itself");
    home.carries("The keys", "differ");
    let last = home.carries("The holidays", "was-hurt");
    let (_, first) = page(&home.read("/talk/settle"));
    assert_eq!(count(&first, ".card.main"), 1);
    assert_eq!(count(&first, &format!(".card.main a[href='{last}']")), 1, "the one picked last");
    assert_eq!(count(&first, "main ul.list a[href^='/talk/settle/t/']"), 2, "the others stay where they are");
}

#[test]
fn a_line_that_is_empty_or_long_is_asked_for_again_with_its_words() {
    let mut home = Home::one();
    let thing = home.carries("The keys", "differ");
    let long = "y".repeat(121);
    for words in ["  ", long.as_str()] {
        for path in ["/talk/settle/list".to_owned(), format!("{thing}/line")] {
            let outcome = home.send(&path, &[("about", words)]);
            assert!(outcome.events.is_empty());
            let (status, shown) = page(&outcome);
            assert_eq!(
                (status, count(&shown, "#about[aria-invalid][aria-describedby~=problem]")),
                (422, 1),
                "{path}"
            );
            let field = scraper::Selector::parse("#about").unwrap();
            assert_eq!(shown.select(&field).next().unwrap().attr("value"), Some(words));
        }
    }
    assert_eq!(home.done(&format!("{thing}/line"), &[("about", "The door")]), thing);
    assert!(home.html(&thing).contains("The door"));
}

#[test]
fn twelve_things_are_plenty_and_letting_one_go_makes_room() {
    let mut home = Home::one();
    for n in 0..12 {
        home.carries(&format!("Thing {n}"), "differ");
    }
    assert_eq!(count(&page(&home.read("/talk/settle")).1, "form[action='/talk/settle/list']"), 0);
    let outcome = home.send("/talk/settle/list", &[("about", "One more")]);
    assert!(outcome.events.is_empty());
    let (status, shown) = page(&outcome);
    assert_eq!((status, count(&shown, "#about[value='One more']")), (422, 1));
    let html = home.html("/talk/settle");
    let at = html.split("/talk/settle/t/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    home.done(&format!("/talk/settle/t/{at}/gone"), &[]);
    home.done("/talk/settle/list", &[("about", "One more")]);
}

#[test]
fn each_side_is_prepared_question_by_question_and_every_answer_is_kept_at_once() {
    for path in &Library::english().repair.paths {
        for side in &path.sides {
            let mut home = Home::one();
            let thing = home.carries("The keys", side.id.as_str());
            let (_, overview) = page(&home.read(&thing));
            assert!(text(&overview).contains(&path.not), "for whom it is not");
            assert_eq!(count(&overview, &format!("a.button[href='{thing}/{}']", side.steps[0].id)), 1);
            for (n, step) in side.steps.iter().enumerate() {
                let (_, asked) = page(&home.read(&format!("{thing}/{}", step.id)));
                assert!(text(&asked).contains(&step.ask) && text(&asked).contains(&step.hint));
                let words = format!("words {n}");
                let onward =
                    home.done(&format!("{thing}/step"), &[("step", step.id.as_str()), ("text", &words)]);
                let next = side.steps.get(n + 1).map_or(thing.clone(), |next| format!("{thing}/{}", next.id));
                assert_eq!(onward, next);
            }
            let said = text(&page(&home.read(&thing)).1);
            assert!((0..side.steps.len()).all(|n| said.contains(&format!("words {n}"))), "{}", side.id);
        }
    }
}

#[test]
fn an_answer_can_be_left_out_changed_or_emptied() {
    let mut home = Home::one();
    let thing = home.carries("The keys", "differ");
    let step = |text| [("step", "really-about"), ("text", text)];
    assert!(home.send(&format!("{thing}/step"), &step(" ")).events.is_empty(), "nothing to keep");
    home.done(&format!("{thing}/step"), &step("Being let in."));
    assert!(home.html(&format!("{thing}/really-about")).contains("Being let in."));
    assert!(home.send(&format!("{thing}/step"), &step("Being let in.")).events.is_empty(), "it is there");
    home.done(&format!("{thing}/step"), &step("Being greeted."));
    assert!(home.html(&thing).contains("Being greeted.") && !home.html(&thing).contains("Being let in."));
    home.done(&format!("{thing}/step"), &step(""));
    assert!(!home.html(&thing).contains("Being greeted."));
    let long = "y".repeat(4_001);
    let outcome = home.send(&format!("{thing}/step"), &step(&long));
    let (status, shown) = page(&outcome);
    assert_eq!((status, count(&shown, "[role=alert]")), (422, 1));
    assert!(text(&shown).contains(&long));
    assert_eq!(page(&home.send(&format!("{thing}/step"), &[("step", "camera"), ("text", "x")])).0, 404);
}

#[test]
fn what_was_written_from_another_side_is_still_there_when_one_comes_back_to_it() {
    let mut home = Home::one();
    let thing = home.carries("The keys", "was-hurt");
    home.done(&format!("{thing}/step"), &[("step", "camera"), ("text", "The door was shut.")]);
    home.done(&format!("{thing}/side"), &[("side", "did-hurt")]);
    assert!(!home.html(&thing).contains("The door was shut."));
    home.done(&format!("{thing}/side"), &[("side", "was-hurt")]);
    assert!(home.html(&thing).contains("The door was shut."));
    let outcome = home.send(&format!("{thing}/side"), &[("side", "nobody")]);
    assert_eq!((page(&outcome).0, outcome.events.len()), (422, 0));
}

#[test]
fn letting_go_erases_every_word_there_ever_was() {
    let mut home = Home::one();
    let thing = home.carries("The secret keys", "differ");
    for n in 0..30 {
        let words = format!("secret {n}");
        home.done(&format!("{thing}/step"), &[("step", "really-about"), ("text", &words)]);
    }
    let versions = home.private_words(ALEX).matches("SheetKept").count();
    assert!(versions <= 9, "earlier versions do not pile up: {versions}");
    let outcome = home.does(&format!("{thing}/gone"), &[]);
    assert_eq!((goes(&outcome), between(&outcome)), ("/talk/settle", vec!["private SheetBurned".to_owned()]));
    assert!(matches!(outcome.rows.as_slice(), [Row::Erase { .. }]));
    assert!(!home.private_words(ALEX).contains("secret"));
    assert_eq!(page(&home.read(&thing)).0, 404);
}

#[test]
fn seven_minutes_are_written_gone_on_with_read_and_let_go() {
    let mut home = Home::one();
    let (_, shown) = page(&home.read("/talk/settle/friend"));
    assert_eq!((count(&shown, "textarea"), count(&shown, "[data-timer='7'][hidden]")), (3, 1));
    let outcome = home.send("/talk/settle/friend", &[("as-a-friend", " ")]);
    assert_eq!((page(&outcome).0, outcome.events.len()), (422, 0));
    let at =
        home.done("/talk/settle/friend", &[("which", "The keys"), ("as-a-friend", "They are both tired.")]);
    assert!(home.html(&at).contains("They are both tired.") && home.html(&at).contains("The keys"));
    // The same day it is gone on with.
    assert!(home.html("/talk/settle/friend").contains("They are both tired."));
    let fields =
        [("which", "The keys"), ("as-a-friend", "They are both tired."), ("in-the-moment", "Haste.")];
    assert_eq!(home.done("/talk/settle/friend", &fields), at);
    home.later(1);
    let (_, later) = page(&home.read("/talk/settle/friend"));
    assert!(!text(&later).contains("tired"));
    assert_eq!(count(&later, &format!("main a[href='{at}']")), 1);
    assert_eq!(home.done(&format!("{at}/gone"), &[]), "/talk/settle/friend");
    assert!(!home.private_words(ALEX).contains("tired"));
    let long = "y".repeat(LONGEST);
    let outcome = home.send("/talk/settle/friend", &[("in-the-moment", &long)]);
    assert_eq!(page(&outcome).0, 422);
    assert!(text(&page(&outcome).1).contains(&long));
}

#[test]
fn seven_minutes_are_offered_three_times_a_year_and_never_due() {
    let mut home = Home::one();
    let offered = |home: &mut Home| home.html("/talk/settle").contains("Today would be a good day");
    assert!(offered(&mut home));
    home.done("/talk/settle/friend", &[("as-a-friend", "Both are tired.")]);
    assert!(!offered(&mut home));
    assert!(home.html("/talk/settle").contains("/talk/settle/friend"), "it can be done on any day");
    home.later(119);
    assert!(!offered(&mut home));
    home.later(1);
    assert!(offered(&mut home));
    home.world.desk.as_mut().unwrap().quiet = Some(domain::checkin::Quiet { until: home.today().plus(2) });
    assert!(!offered(&mut home));
}

#[test]
fn twelve_times_seven_minutes_are_kept() {
    let mut home = Home::one();
    for _ in 0..12 {
        home.done("/talk/settle/friend", &[("as-a-friend", "Both are tired.")]);
        home.later(121);
    }
    let outcome = home.send("/talk/settle/friend", &[("as-a-friend", "Again.")]);
    assert_eq!((page(&outcome).0, outcome.events.len()), (422, 0));
    assert!(text(&page(&outcome).1).contains("Again."));
}

#[test]
fn the_three_ways_and_the_first_days_are_there_for_anybody_and_print() {
    let repair = &Library::english().repair;
    for (n, path) in (1..).zip(&repair.paths) {
        let outcome = handle(&Request::get(&format!("/talk/settle/way/{n}")), &stranger());
        let (status, shown) = page(&outcome);
        let said = text(&shown);
        assert_eq!(status, 200);
        for words in [&path.title, &path.lead, &path.not, &path.human, &path.why] {
            assert!(said.contains(words.as_str()), "{words}");
        }
        let steps: usize = path.sides.iter().map(|side| side.steps.len()).sum();
        assert_eq!(count(&shown, "details.on-paper ol.sheet > li"), steps);
        assert_eq!(count(&shown, "main form"), 0);
        assert!(said.contains("evidence: first small studies"), "{n}");
    }
    let (status, days) = page(&handle(&Request::get("/talk/settle/days"), &stranger()));
    assert_eq!(status, 200);
    assert!(repair.days.iter().all(|day| text(&days).contains(&day.text)));
    assert_eq!(count(&days, "main a[href='/help/lines']"), 1);
}

#[test]
fn two_tabs_of_one_person_lose_nothing() {
    let mut home = Home::one();
    let thing = home.carries("The keys", "differ");
    let fresh = home.send(&format!("{thing}/step"), &[("step", "my-half"), ("text", "I explain.")]);
    home.done(&format!("{thing}/step"), &[("step", "can-give"), ("text", "An evening.")]);
    // What the first tab sent is handled again with what the second one wrote.
    let again = home.does(&format!("{thing}/step"), &[("step", "my-half"), ("text", "I explain.")]);
    assert_ne!(format!("{:?}", fresh.events), format!("{:?}", again.events));
    let [New::Private(Event::SheetKept { fields, .. })] = again.events.as_slice() else { panic!() };
    assert_eq!((fields["my-half"].as_str(), fields["can-give"].as_str()), ("I explain.", "An evening."));
}
