use domain::desk::{self, Path};
use domain::private;
use domain::{Day, SpaceName, event};
use jiff::tz::TimeZone;

use super::weeks;
use crate::testing::{ALEX, NOW, alone, apply, count, goes, page, read, send, shut, text, together};
use crate::{Item, New, Outcome, World};

fn today() -> Day {
    NOW.day_in(&TimeZone::UTC)
}

fn begun(mut world: World<'static>) -> World<'static> {
    world.desk.as_mut().unwrap().path = Path { began: Some(today()), ..Path::default() };
    world
}

fn carry_out(world: &mut World<'_>, outcome: &Outcome) {
    for event in &outcome.events {
        match event {
            New::Desk(event) => apply(world.desk.as_mut().unwrap(), ALEX, 1, event.clone()),
            New::Private(event) => {
                let seq = 100 + world.items.len() as u64;
                let item = Item { author: ALEX, at: NOW, body: event::encode(event) };
                world.items.insert((SpaceName::Private, seq), item);
                if let Some(private) = &mut world.private {
                    apply(private, ALEX, seq, event.clone());
                }
            }
            New::Shared(_) => panic!("nothing of this is shared"),
        }
    }
}

fn step(step: &str, done: bool) -> New {
    New::Desk(desk::Event::StepMarked { step: step.into(), done })
}

fn shows(world: &World<'_>, path: &str) -> String {
    let (status, page) = page(&read(world, path));
    assert_eq!((status, count(&page, "h1")), (200, 1), "{path}");
    let text = text(&page);
    assert!(!text.contains('⟦'), "{path}: words are missing");
    text
}

#[test]
fn before_the_beginning_it_says_honestly_what_it_is() {
    let text = shows(&shut(alone()), "/me/path");
    assert!(text.contains("It may not change your partner"));
    let begun = send(&shut(alone()), "/me/path/begin", &[]);
    assert_eq!(begun.events, [New::Desk(desk::Event::PathBegan { day: today() })]);
    assert_eq!(goes(&begun), "/me/path/see-1");
}

#[test]
fn every_day_can_be_opened_without_unlocking_and_none_is_behind() {
    let world = shut(begun(alone()));
    for id in weeks().iter().flat_map(|week| &week.steps) {
        let text = shows(&world, &format!("/me/path/{id}")).to_lowercase();
        for word in ["overdue", "missed", "behind", "late ", "still to do"] {
            assert!(!text.contains(word), "{id}: {word}");
        }
    }
    assert_eq!(page(&read(&world, "/me/path/nonsense")).0, 404);
    assert_eq!(page(&send(&world, "/me/path/nonsense", &[("said", "done")])).0, 404);
}

#[test]
fn a_note_is_kept_in_private_even_while_it_is_shut() {
    for world in [begun(alone()), shut(begun(alone()))] {
        let outcome = send(&world, "/me/path/see-1", &[("text", " tired, kind \r\n"), ("said", "done")]);
        let note = private::Event::NoteKept { place: "path/see-1".into(), text: "tired, kind".into() };
        assert_eq!(outcome.events, [step("see-1", true), New::Private(note)]);
        assert_eq!(goes(&outcome), "/me/path");
    }
}

#[test]
fn a_day_is_done_without_writing_or_left_aside_and_written_words_are_never_lost() {
    let world = begun(alone());
    let said = |fields: &[(&str, &str)]| send(&world, "/me/path/see-2", fields).events;
    assert_eq!(said(&[("text", "  "), ("said", "done")]), [step("see-2", true)]);
    assert_eq!(said(&[("said", "aside")]), [step("see-2", false)]);
    let aside = said(&[("said", "aside"), ("text", "half a line")]);
    assert!(matches!(aside.as_slice(), [_, New::Private(private::Event::NoteKept { .. })]));
}

#[test]
fn the_same_mark_twice_is_one() {
    let mut world = begun(alone());
    let first = send(&world, "/me/path/see-3", &[("said", "done")]);
    carry_out(&mut world, &first);
    assert_eq!(send(&world, "/me/path/see-3", &[("said", "done")]).events, []);
    assert_eq!(send(&world, "/me/path/see-3", &[("said", "aside")]).events, [step("see-3", false)]);
}

#[test]
fn whoever_does_a_day_before_the_beginning_begins_with_it() {
    let outcome = send(&alone(), "/me/path/own-life-3", &[("said", "done")]);
    let began = New::Desk(desk::Event::PathBegan { day: today() });
    assert_eq!(outcome.events, [began, step("own-life-3", true)]);
}

#[test]
fn a_text_that_is_too_long_is_still_there() {
    let long = "ü".repeat(20_001);
    let outcome = send(&begun(alone()), "/me/path/see-1", &[("text", &long), ("said", "done")]);
    let (status, page) = page(&outcome);
    assert_eq!((status, outcome.events.len()), (422, 0));
    assert_eq!((count(&page, "[role=alert]"), count(&page, "textarea[aria-invalid=true]")), (1, 1));
    assert!(text(&page).contains(&long));
}

#[test]
fn earlier_words_of_a_day_are_shown_only_while_private_is_open() {
    let mut world = begun(alone());
    let kept = send(&world, "/me/path/see-1", &[("text", "lonely, and <b>fine</b>"), ("said", "done")]);
    carry_out(&mut world, &kept);
    assert!(shows(&world, "/me/path/see-1").contains("lonely, and <b>fine</b>"));
    assert!(!shows(&world, "/me/path/see-2").contains("lonely"));
    let loaded = std::mem::take(&mut world.items);
    let asked = read(&world, "/me/path/see-1").more.unwrap().items;
    assert_eq!(asked, loaded.keys().copied().collect::<Vec<_>>());
    world.items = loaded;
    let shut = shut(world);
    let text = shows(&shut, "/me/path/see-1");
    assert!(!text.contains("lonely") && text.contains("opens with your private space"));
    let (_, page) = page(&read(&shut, "/me/path/see-1"));
    assert_eq!(count(&page, "a[href='/me/open?to=/me/path/see-1']"), 1);
}

#[test]
fn one_step_a_day_is_offered_and_a_silence_changes_nothing() {
    let mut world = begun(alone());
    assert!(shows(&world, "/me/path").contains("Today’s step"));
    let first = send(&world, "/me/path/see-1", &[("said", "done")]);
    carry_out(&mut world, &first);
    assert!(shows(&world, "/me/path").contains("That is enough for today"));
    world.now = NOW.plus_days(90);
    let (_, page) = page(&read(&world, "/me/path"));
    assert_eq!(count(&page, ".card.main a.button[href='/me/path/see-2']"), 1);
    assert_eq!(count(&page, "details[open]"), 1);
}

#[test]
fn beginning_anew_clears_the_marks_and_a_double_click_does_not() {
    let mut world = begun(alone());
    assert_eq!(send(&world, "/me/path/begin", &[]).events, []);
    world.desk.as_mut().unwrap().path.done.push("see-1".into());
    assert_eq!(send(&world, "/me/path/begin", &[]).events.len(), 1);
}

#[test]
fn there_are_five_ways_to_end_and_none_of_them_is_an_invitation() {
    let mut world = begun(alone());
    assert_eq!(goes(&read(&alone(), "/me/path/end")), "/me/path");
    assert_eq!(goes(&send(&alone(), "/me/path/end", &[("ending", "rest")])), "/me/path");
    let (_, five) = page(&read(&world, "/me/path/end"));
    assert_eq!((count(&five, "button[name=ending]"), count(&five, "[href*=invite]")), (5, 0));
    for ending in &content::Library::english().alone.endings {
        let chosen = send(&world, "/me/path/end", &[("ending", ending.id.as_str())]);
        assert_eq!(goes(&chosen), "/me/path/end");
        assert_eq!(chosen.events, [New::Desk(desk::Event::PathEnded { ending: ending.id.to_string() })]);
        carry_out(&mut world, &chosen);
        assert_eq!(send(&world, "/me/path/end", &[("ending", ending.id.as_str())]).events, []);
        let (_, end) = page(&read(&world, "/me/path/end"));
        assert!(text(&end).contains(ending.text.as_str()));
        let guide = ending.guide.as_ref().unwrap();
        assert_eq!(count(&end, &format!("main a[href='/read/{guide}']")), 1);
        assert_eq!((count(&end, "button[name=ending]"), count(&end, "[href*=invite]")), (4, 0));
        assert!(shows(&world, "/me/path").contains(ending.title.as_str()));
    }
    assert_eq!(page(&send(&world, "/me/path/end", &[("ending", "nonsense")])).0, 404);
    assert!(
        !send(&world, "/me/path/see-1", &[("said", "done")]).events.is_empty(),
        "going on stays possible"
    );
}

#[test]
fn looking_back_shows_one_s_own_words_and_needs_private() {
    let mut world = begun(alone());
    assert_eq!(goes(&read(&shut(begun(alone())), "/me/path/back")), "/me/open?to=/me/path/back");
    assert!(shows(&world, "/me/path/back").contains("There is nothing here"));
    for (id, words) in [("reach-1", "a look at the door"), ("see-1", "four words")] {
        let kept = send(&world, &format!("/me/path/{id}"), &[("text", words), ("said", "done")]);
        carry_out(&mut world, &kept);
    }
    let bid = private::Event::NoteKept { place: "bid".into(), text: "the bird".into() };
    carry_out(&mut world, &Outcome::go("/").private(bid));
    let text = shows(&world, "/me/path/back");
    assert!(text.find("four words") < text.find("a look at the door"), "in the order of the path");
    assert!(!text.contains("the bird"));
    world.items.clear();
    assert_eq!(read(&world, "/me/path/back").more.unwrap().items.len(), 2);
}

#[test]
fn older_words_come_from_chapters() {
    let mut world = begun(alone());
    let private = world.private.as_mut().unwrap();
    for n in 0..128 {
        let note = private::Event::NoteKept { place: "path/see-1".into(), text: format!("words {n}") };
        world
            .items
            .insert((SpaceName::Private, n), Item { author: ALEX, at: NOW, body: event::encode(&note) });
        apply(private, ALEX, n, note);
    }
    for (number, bytes) in private.notes.take_chapters() {
        world.chapters.insert((SpaceName::Private, number), bytes);
    }
    let newest = shows(&world, "/me/path/back");
    assert!(newest.contains("words 127") && !newest.contains("words 3 ") && newest.contains("Older words"));
    let older = shows(&world, "/me/path/back?older=0");
    assert!(older.contains("words 3") && !older.contains("words 127") && !older.contains("Older words"));
}

#[test]
fn a_partner_changes_nothing_here() {
    let mut busy = begun(together());
    busy.shared.as_mut().unwrap().minutes = 300;
    assert_eq!(shows(&busy, "/me/path"), shows(&begun(together()), "/me/path"));
}
