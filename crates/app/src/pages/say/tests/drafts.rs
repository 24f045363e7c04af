use domain::private::Event;

use super::super::draft::MOST;
use super::super::fixture::Home;
use super::{count, words};
use crate::testing::{goes, page, shut, text};
use crate::{New, Row};

#[test]
fn a_piece_is_kept_listed_changed_and_read_aloud() {
    let mut home = Home::two();
    let id = home.writes("2", "I never thanked you for the winter.");
    let list = home.html("/me/say");
    assert!(list.contains("I never thanked you for the winter."));
    assert!(words(&list).contains("23 November 2026 · Something that did me good"));
    let at = format!("/me/say/d/{id}");
    let outcome = home.does(&at, &[("text", "I never thanked you for that long winter.")]);
    assert_eq!(goes(&outcome), format!("{at}?said=yes"));
    assert!(home.html(&at).contains("that long winter"));
    assert!(home.html(&format!("{at}/aloud")).contains("that long winter"));
    // The same words again are no new version.
    assert!(home.send(&at, &[("text", "I never thanked you for that long winter.")]).events.is_empty());
    // A long one is listed with its first whole words.
    home.writes("1", &"many words ".repeat(20));
    assert!(
        home.html("/me/say")
            .contains(">many words many words many words many words many words many words …</a>")
    );
    assert_eq!(page(&home.read("/me/say/d/0123456789abcdef")).0, 404);
    assert_eq!(page(&home.read("/me/say/d/..")).0, 404);
}

#[test]
fn it_may_be_long_and_what_is_not_taken_stays_on_the_page() {
    let mut home = Home::one();
    let long = "y".repeat(domain::text::LONGEST);
    let id = home.writes("1", &long);
    let too_long = format!("{long}y");
    for (path, text) in
        [("/me/say/new", too_long.as_str()), ("/me/say/new", " "), (&format!("/me/say/d/{id}"), " ")]
    {
        let outcome = home.send(path, &[("text", text), ("rung", "1")]);
        assert!(outcome.events.is_empty() && outcome.rows.is_empty());
        let (status, html) = page(&outcome);
        assert_eq!((status, crate::testing::count(&html, "[role=alert]")), (422, 1));
        assert!(html.html().contains(text));
    }
}

#[test]
fn there_is_room_for_twenty_and_no_word_is_lost_at_the_last() {
    let mut home = Home::one();
    for n in 0..MOST {
        home.writes("1", &format!("piece {n}"));
    }
    let outcome = home.send("/me/say/new", &[("text", "one too many"), ("rung", "1")]);
    assert!(outcome.events.is_empty());
    assert!(page(&outcome).1.html().contains("one too many"));
    let blank = home.html("/me/say/new?rung=1");
    assert_eq!(count(&blank, "main textarea"), 0);
    assert!(words(&blank).contains("no room"));
    assert!(home.html("/me/say").len() < 20_000);
}

#[test]
fn what_is_burned_is_in_the_log_no_more_in_any_version() {
    let mut home = Home::two();
    let id = home.writes("4", "version 0");
    let other = home.writes("4", "another one");
    let at = format!("/me/say/d/{id}");
    for version in 1..15 {
        let outcome = home.does(&at, &[("text", &format!("version {version}"))]);
        let erased = outcome.rows.iter().filter(|row| matches!(row, Row::Erase { .. })).count();
        assert_eq!(erased, usize::from(version > 8), "{version}: versions there is no room for go at once");
    }
    assert_eq!(count(&home.html(&at), "details form input[name=do][value=burn]"), 1);
    let outcome = home.does(&at, &[("do", "burn")]);
    assert_eq!(goes(&outcome), format!("{at}?said=yes"));
    assert!(outcome.events.contains(&New::Private(Event::SheetBurned { sheet: format!("step/{id}") })));
    assert!(!home.holds("version "));
    assert!(home.holds("another one"));
    let list = home.html("/me/say");
    assert!(!list.contains("version") && list.contains("another one"));
    let (status, gone) = page(&home.read(goes(&outcome)));
    assert!(status == 200 && text(&gone).contains("What is burned lies in no file of this server"));
    assert_eq!(page(&home.read(&at)).0, 404);
    assert!(!home.send(&format!("/me/say/d/{other}"), &[("text", "another one, changed")]).events.is_empty());
    // Burned twice, or never there.
    assert!(home.send(&at, &[("do", "burn")]).events.is_empty());
}

#[test]
fn versions_a_state_no_longer_names_are_found_all_the_same() {
    let mut home = Home::two();
    let id = home.writes("4", "version 0");
    // Kept again and again from a page whose space had shut: nothing was erased meanwhile.
    for version in 1..20 {
        let fields = [("rung".to_owned(), "4".to_owned()), ("text".to_owned(), format!("version {version}"))];
        home.private(Event::SheetKept { sheet: format!("step/{id}"), fields: fields.into() });
    }
    home.does(&format!("/me/say/d/{id}"), &[("do", "burn")]);
    assert!(!home.holds("version "));
}

#[test]
fn whoever_writes_longer_than_the_space_is_open_loses_nothing() {
    let mut home = Home::two();
    let id = home.writes("3", "begun");
    home.world = shut(home.world);
    let new = home.send("/me/say/new", &[("rung", "3"), ("text", "written for half an hour")]);
    let [New::Private(Event::SheetKept { sheet, fields })] = new.events.as_slice() else { panic!("{new:?}") };
    assert!(
        sheet.starts_with("step/") && fields["text"] == "written for half an hour" && fields["rung"] == "3"
    );
    assert_eq!(goes(&new), "/me/say?said=yes");
    assert!(words(&home.html("/me/say?said=yes")).contains("What you sent to keep is kept"));
    let at = format!("/me/say/d/{id}");
    let kept = home.send(&at, &[("rung", "3"), ("text", "begun and ended")]);
    assert!(matches!(kept.events.as_slice(), [New::Private(Event::SheetKept { .. })]));
    // Nothing else is done from there: it is opened first.
    for act in ["burn", "more", "ask", "offer"] {
        let outcome = home.send(&at, &[("do", act), ("answer", "no"), ("about", "us"), ("sure", "yes")]);
        assert!(outcome.events.is_empty() && outcome.rows.is_empty());
        assert_eq!(goes(&outcome), goes(&kept), "one address, whatever was wished for");
    }
    // What is not taken stays on the page, as ever.
    let long = "y".repeat(domain::text::LONGEST + 1);
    let (status, html) = page(&home.send(&at, &[("rung", "3"), ("text", &long)]));
    assert_eq!(status, 422);
    assert!(html.html().contains(&long));
}

#[test]
fn what_was_burned_in_another_tab_is_kept_anew_if_it_is_sent_once_more() {
    let mut home = Home::two();
    let id = home.writes("3", "begun");
    let at = format!("/me/say/d/{id}");
    home.does(&at, &[("do", "burn")]);
    let outcome = home.does(&at, &[("rung", "3"), ("text", "no, I want to keep this")]);
    assert_eq!(goes(&outcome), format!("{at}?said=yes"));
    assert!(home.html(&at).contains("no, I want to keep this"));
}
