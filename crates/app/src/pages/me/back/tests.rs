use domain::checkin::{Answers, Quiet, Score, Set};
use domain::private::Event;
use domain::{Day, desk};

use crate::testing::{
    NOW, alone, count, goes, in_private, is_a_page, page, read, send, shut, text, together,
};
use crate::{New, World};

fn today() -> Day {
    NOW.day_in(&jiff::tz::TimeZone::UTC)
}

/// Two who paired so many days ago.
fn paired(days: i32) -> World<'static> {
    let mut world = together();
    world.shared.as_mut().unwrap().paired_on = today().plus(-days);
    world
}

/// With a first wish, a first check-in and a note from the beginning.
fn with_a_beginning(mut world: World<'static>) -> World<'static> {
    let days = 200;
    world.now = NOW.plus_days(-days);
    in_private(&mut world, Event::WishedBack { text: "Laughing in the kitchen.".into() });
    let scores = [("inner-world", 2), ("depth-of-talk", 5), ("company", 9)];
    let scores = scores.map(|(sign, score)| (sign.to_owned(), Score::new(score).unwrap())).into();
    let answers = Answers { scores, closeness: None };
    in_private(&mut world, Event::CheckedIn { set: Set::Pulse, day: today().plus(-200), answers });
    in_private(&mut world, Event::NoteKept { place: "journal".into(), text: "Rain all day.".into() });
    world.now = NOW;
    world
}

fn offered(world: &World<'_>, path: &str) -> Option<String> {
    let shown = page(&read(world, path)).1;
    let link = scraper::Selector::parse("main .card h2 a[href^='/me/back/']").unwrap();
    shown.select(&link).next().map(|link| link.value().attr("href").unwrap().to_owned())
}

#[test]
fn a_look_is_offered_on_me_and_us_alone_and_only_for_a_while() {
    for (days, wanted) in [
        (80, None),
        (95, Some("/me/back/3")),
        (190, Some("/me/back/6")),
        (370, Some("/me/back/12")),
        (800, None),
    ] {
        let world = paired(days);
        for path in ["/me", "/us"] {
            assert_eq!(offered(&world, path).as_deref(), wanted, "{path} after {days} days");
        }
        for path in ["/today", "/talk", "/time"] {
            assert!(!crate::testing::html(&read(&world, path)).contains("/me/back"), "{path}");
        }
    }
}

#[test]
fn it_is_not_offered_once_it_was_written_or_put_away_or_while_everything_rests() {
    // One that is written is put away by that as well.
    let outcome = send(&paired(95), "/me/back/3", &[("different", "We laugh again.")]);
    assert_eq!(outcome.events[1], New::Desk(desk::Event::CardPutAway { card: "back/3".into() }));
    let mut away = paired(95);
    let outcome = send(&away, "/me/back/3/away", &[]);
    assert_eq!(outcome.events, [New::Desk(desk::Event::CardPutAway { card: "back/3".into() })]);
    away.desk.as_mut().unwrap().cards_away.push("back/3".into());
    let mut rests = paired(95);
    rests.shared.as_mut().unwrap().quiet = Some(Quiet { until: today() });
    let mut own_rest = paired(95);
    own_rest.desk.as_mut().unwrap().quiet = Some(Quiet { until: today() });
    for world in [away, rests, own_rest] {
        assert_eq!((offered(&world, "/me"), offered(&world, "/us")), (None, None));
    }
    assert!(offered(&shut(paired(95)), "/me").is_some(), "it is no secret of one’s own space");
}

#[test]
fn alone_it_counts_from_when_one_began() {
    let mut world = alone();
    world.desk.as_mut().unwrap().began_at = Some(NOW.plus_days(-95));
    assert_eq!(offered(&world, "/me").as_deref(), Some("/me/back/3"));
    is_a_page(&world, "/me/back/3");
    assert_eq!(count(&page(&read(&world, "/me/back/3")).1, "main a[href='/me/share']"), 0);
}

#[test]
fn it_shows_then_in_ones_own_words_and_no_number() {
    let world = with_a_beginning(paired(190));
    is_a_page(&world, "/me/back/6");
    let shown = text(&page(&read(&world, "/me/back/6")).1);
    assert!(shown.contains("Laughing in the kitchen."));
    assert!(shown.contains("You could hardly tell your partner") && shown.contains("you felt less alone"));
    assert!(!shown.contains("affection"), "what was skipped is not spoken of");
    assert!(!shown.contains("Rain all day."), "only what was chosen");
}

#[test]
fn a_note_that_was_chosen_stands_there_and_two_have_room() {
    let mut world = with_a_beginning(paired(190));
    let mut seqs = vec![3];
    for text in ["Snow.", "Sun."] {
        seqs.push(in_private(&mut world, Event::NoteKept { place: "journal".into(), text: text.into() }));
    }
    let shows = |world: &World<'_>| {
        let shown = text(&page(&read(world, "/me/back/6")).1);
        ["Rain all day.", "Snow.", "Sun."].map(|words| shown.contains(words))
    };
    let press = |world: &mut World<'static>, seq: u64| {
        let outcome = send(world, &format!("/me/notes/{seq}/back"), &[]);
        assert_eq!(goes(&outcome), format!("/me/notes/{seq}"));
        for event in outcome.events {
            let New::Private(event) = event else { panic!("{event:?}") };
            in_private(world, event);
        }
    };
    press(&mut world, seqs[0]);
    assert_eq!(shows(&world), [true, false, false]);
    press(&mut world, seqs[1]);
    press(&mut world, seqs[2]);
    assert_eq!(shows(&world), [false, true, true], "the one chosen first gives way");
    press(&mut world, seqs[2]);
    assert_eq!(shows(&world), [false, true, false]);
    // One that was erased meanwhile is passed over.
    world.items.get_mut(&(domain::SpaceName::Private, seqs[1])).unwrap().body = Vec::new();
    assert_eq!(shows(&world), [false, false, false]);
}

#[test]
fn what_one_writes_is_kept_and_read_again_in_the_next_look() {
    let mut world = with_a_beginning(paired(190));
    let outcome = send(&world, "/me/back/3", &[("different", "We laugh again."), ("thank", "For the tea.")]);
    assert_eq!(goes(&outcome), "/me/back/3");
    let [New::Private(event), New::Desk(_)] = outcome.events.as_slice() else { panic!("{outcome:?}") };
    in_private(&mut world, event.clone());
    is_a_page(&world, "/me/back/3");
    let now = page(&read(&world, "/me/back/3")).1;
    assert!(text(&now).contains("We laugh again.") && text(&now).contains("You wrote it on"));
    assert_eq!(count(&now, "main a[href='/me/share']"), 1);
    let next = text(&page(&read(&world, "/me/back/6")).1);
    assert!(
        next.contains("We laugh again.") && next.contains("For the tea.") && next.contains("After 3 months")
    );
    assert!(text(&page(&read(&world, "/me/back")).1).contains("You wrote it on"));
    let burned = send(&world, "/me/back/3/burn", &[]);
    assert_eq!((goes(&burned), burned.rows.len()), ("/me/back", 1));
}

#[test]
fn a_full_one_stays_small_and_long_words_lead_to_all_of_them() {
    let mut world = with_a_beginning(paired(370));
    let long = "語".repeat(800);
    in_private(&mut world, Event::NoteKept { place: "journal".into(), text: "語".repeat(9_000) });
    let full = |world: &mut World<'static>, path: &str, fields: &[(&str, &str)]| {
        for event in send(world, path, fields).events {
            if let New::Private(event) = event {
                in_private(world, event);
            }
        }
    };
    full(&mut world, "/me/notes/4/back", &[]);
    for look in ["3", "6", "12"] {
        let fields = [("different", long.as_str()), ("next", &long), ("thank", &long)];
        full(&mut world, &format!("/me/back/{look}"), &fields);
    }
    for path in ["/me/back/12", "/me/back/12?paper=yes"] {
        is_a_page(&world, path);
    }
    let shown = page(&read(&world, "/me/back/12")).1;
    assert_eq!(count(&shown, "main section.card a[href='/me/notes/4']"), 1);
    assert_eq!(count(&shown, "main section.card a[href='/me/back/6']"), 1);
    let paper = page(&read(&world, "/me/back/12?paper=yes")).1;
    assert_eq!(count(&paper, "main textarea"), 0);
}

#[test]
fn before_its_day_it_says_when_it_opens_and_takes_nothing() {
    let world = paired(30);
    is_a_page(&world, "/me/back/3");
    is_a_page(&world, "/me/back");
    let shown = page(&read(&world, "/me/back/3")).1;
    assert_eq!(count(&shown, "main form"), 0);
    assert!(text(&shown).contains("24 January 2027"));
    assert_eq!(page(&send(&world, "/me/back/3", &[("different", "x")])).0, 404);
    for path in ["/me/back/4", "/me/back/x"] {
        assert_eq!(page(&read(&world, path)).0, 404);
    }
}

#[test]
fn nothing_and_too_much_are_asked_again() {
    let world = paired(95);
    let long = "y".repeat(801);
    for typed in ["", long.as_str()] {
        let outcome = send(&world, "/me/back/3", &[("next", typed)]);
        assert_eq!((page(&outcome).0, outcome.events.len()), (422, 0));
        assert!(text(&page(&outcome).1).contains(typed));
    }
    assert_eq!(goes(&read(&shut(paired(95)), "/me/back/3")), "/me/open?to=/me/back/3");
    assert_eq!(send(&shut(paired(95)), "/me/back/3", &[("next", "x")]).events.len(), 2);
}
