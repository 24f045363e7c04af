//! What is written while one's own space is shut, when there is no more room for it.

use domain::SpaceName;
use domain::sheet::MOST;

use crate::testing::{alone, count, goes, in_private, page, read, send, shut, text};
use crate::{Answer, New, Proven, Row, World};

/// As many pieces as are sent while the space is shut, and then it is opened.
fn written(many: usize) -> World<'static> {
    let mut world = alone();
    for n in 0..many {
        let mut away = shut(alone());
        away.chance = [u8::try_from(n).unwrap(); 32];
        let outcome = send(&away, "/me/say/new", &[("text", &format!("piece p{n}p.")), ("rung", "2")]);
        assert_eq!(goes(&outcome), "/me/say?said=yes", "{n}");
        let [New::Private(event)] = outcome.events.as_slice() else { panic!("{outcome:?}") };
        in_private(&mut world, event.clone());
    }
    world
}

/// How many pieces are listed, page after page; none of these pages is long.
fn listed(world: &World<'static>) -> usize {
    let older = scraper::Selector::parse("main a[href^='/me/say?page=']").unwrap();
    let (mut path, mut many) = ("/me/say".to_owned(), 0);
    loop {
        let shown = page(&read(world, &path)).1;
        assert!(shown.html().len() <= 20_000, "{path}: {}", shown.html().len());
        many += count(&shown, "main a[href^='/me/say/d/']");
        let Some(link) = shown.select(&older).next() else { return many };
        path = link.attr("href").unwrap().to_owned();
    }
}

/// All notes there are, page after page and chapter after chapter.
fn notes(world: &mut World<'static>) -> (usize, String) {
    let chapters = world.private.as_mut().unwrap().notes.take_chapters();
    let chapters = chapters.into_iter().map(|(number, bytes)| ((SpaceName::Private, number), bytes));
    world.chapters.extend(chapters);
    let (mut path, mut many, mut said) = ("/me/notes".to_owned(), 0, String::new());
    for _ in 0..40 {
        let shown = page(&read(world, &path)).1;
        many += count(&shown, "main article");
        said += &text(&shown);
        let older = scraper::Selector::parse("main a[href^='/me/notes?']").unwrap();
        let Some(link) = shown.select(&older).next() else { break };
        path = link.attr("href").unwrap().to_owned();
    }
    (many, said)
}

#[test]
fn every_word_written_while_the_space_was_shut_is_on_a_page_found_and_taken_along() {
    let many = MOST + 150;
    let mut world = written(many);
    let private = world.private.as_ref().unwrap();
    assert_eq!(private.sheets.under("step/").count(), MOST, "the state stays small");
    assert_eq!(listed(&world), MOST);
    let beyond = page(&read(&world, "/me/say?page=99")).1;
    assert!(count(&beyond, "main a[href^='/me/say/d/']") > 0, "the last of them");
    let list = page(&read(&world, "/me/say")).1;
    assert_eq!(count(&list, "main a[href='/me/notes']"), 1, "where the others are");
    assert_eq!(count(&page(&read(&alone(), "/me/say")).1, "main a[href='/me/notes']"), 0);
    let (shown, said) = notes(&mut world);
    assert_eq!(shown, many - MOST);
    assert!(said.contains("Something you have not said yet"));
    for n in MOST..many {
        assert!(said.contains(&format!("piece p{n}p.")), "{n}");
    }
    let month = text(&page(&read(&world, "/me/notes/in/2026-11")).1);
    assert!(month.contains(&format!("piece p{}p.", many - 1)));
    for n in [0, MOST, many - 1] {
        let found = page(&send(&world, "/me/seek", &[("words", &format!("piece p{n}p."))])).1;
        assert_eq!(count(&found, "main article mark"), 1, "{n}");
    }
    let world = World { proven: Some(Proven::Yes), ..world };
    for how in ["page", "data"] {
        let outcome = send(&world, "/me/keep", &[("passphrase", "x"), ("as", how)]);
        let Answer::File { bytes, .. } = outcome.answer else { panic!() };
        let file = String::from_utf8(bytes).unwrap();
        for n in 0..many {
            assert!(file.contains(&format!("piece p{n}p.")), "{how} {n}");
        }
    }
}

#[test]
fn a_piece_among_the_notes_is_read_whole_and_erased_there() {
    let world = written(MOST + 1);
    let seq = MOST as u64 + 1;
    let at = format!("/me/notes/{seq}");
    let shown = page(&read(&world, &at)).1;
    assert!(text(&shown).contains(&format!("piece p{MOST}p.")));
    let written = world.now.0.to_string();
    let outcome = send(&world, &format!("{at}/erase"), &[("written", &written)]);
    assert_eq!(outcome.rows, [Row::Erase { space: SpaceName::Private, seqs: vec![seq] }]);
    // What lies on the list has its own page.
    assert_eq!(page(&read(&world, "/me/notes/1")).0, 404);
}

#[test]
fn older_words_of_a_page_that_has_room_do_not_come_back_among_the_notes() {
    let mut world = alone();
    for text in ["in the garden", "on the train"] {
        let fields = [("rest".to_owned(), text.to_owned())].into();
        let sheet = "needs".to_owned();
        in_private(&mut world, domain::private::Event::SheetKept { sheet, fields });
    }
    assert_eq!(notes(&mut world).0, 0);
    assert_eq!(count(&page(&send(&world, "/me/seek", &[("words", "garden")])).1, "main article"), 0);
}
