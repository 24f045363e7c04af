use domain::checkin::{Answers, Score, Set};
use domain::private::Event;
use domain::{Day, desk, repair, shared};

use crate::testing::{
    ALEX, NOW, SAM, alone, count, goes, in_private, in_shared, is_a_page, over, page, read, send, shut, text,
    together,
};
use crate::{Answer, CoupleState, Needs, Outcome, Proof, Proven, Request, World, needs};

fn taken(world: &World<'_>, how: &str) -> (String, &'static str, String) {
    match send(world, "/me/keep", &[("passphrase", "x"), ("as", how)]).answer {
        Answer::File { name, media, bytes } => (name, media, String::from_utf8(bytes).unwrap()),
        other => panic!("{other:?}"),
    }
}

fn proven(world: World<'static>) -> World<'static> {
    World { proven: Some(Proven::Yes), ..world }
}

/// Everything there is, each with words of its own.
fn full() -> World<'static> {
    let mut world = proven(together());
    in_private(&mut world, Event::NoteKept { place: "path/loop-2".into(), text: "zq-note <b>".into() });
    in_private(&mut world, Event::WishedBack { text: "zq-wish".into() });
    let fields = [("rest".to_owned(), "zq-older".to_owned())];
    in_private(&mut world, Event::SheetKept { sheet: "needs".into(), fields: fields.into() });
    let fields = [("rest".to_owned(), "zq-need".to_owned())];
    in_private(&mut world, Event::SheetKept { sheet: "needs".into(), fields: fields.into() });
    let fields = [("under".to_owned(), "zq-half".to_owned())];
    in_private(&mut world, Event::SheetKept { sheet: "loop".into(), fields: fields.into() });
    let fields = [("next".to_owned(), "zq-back".to_owned())];
    in_private(&mut world, Event::SheetKept { sheet: "back/3".into(), fields: fields.into() });
    let fields = [("text".to_owned(), "zq-draft".to_owned())];
    in_private(&mut world, Event::SheetKept { sheet: "step/77".into(), fields: fields.into() });
    let scores = [("company".to_owned(), Score::new(7).unwrap())].into();
    let answers = Answers { scores, closeness: None };
    in_private(&mut world, Event::CheckedIn { set: Set::Pulse, day: Day(20_000), answers });
    in_private(&mut world, Event::CareTaken { solo: true });
    for (author, text) in [(ALEX, "zq-mine"), (SAM, "zq-theirs")] {
        let question = "joys-1-01".into();
        in_shared(
            &mut world,
            author,
            shared::Event::Answered { question, round: 0, text: text.into(), tell: false },
        );
    }
    in_shared(&mut world, SAM, shared::Event::Thanked { text: "zq-thanks".into() });
    in_shared(
        &mut world,
        SAM,
        shared::Event::SummaryShared { words: "zq-sum".into(), wish: "zq-hope".into() },
    );
    let change = domain::life::Change::Written { text: "zq-life".into() };
    let of = in_shared(&mut world, SAM, shared::Event::LifeChanged { part: "life-1-01".into(), change });
    let change = domain::life::Change::Agreed { of };
    in_shared(&mut world, ALEX, shared::Event::LifeChanged { part: "life-1-01".into(), change });
    world
}

const WORDS: [&str; 13] = [
    "zq-note",
    "zq-wish",
    "zq-need",
    "zq-half",
    "zq-back",
    "zq-draft",
    "zq-mine",
    "zq-theirs",
    "zq-thanks",
    "zq-sum",
    "zq-hope",
    "zq-life",
    "2024-10-04",
];

#[test]
fn everything_one_can_read_is_in_both_files_and_nothing_of_the_five_questions() {
    let world = full();
    let (name, media, page) = taken(&world, "page");
    assert_eq!((name.as_str(), media), ("kept-2026-11-23.html", "text/html"));
    let (name, media, data) = taken(&world, "data");
    assert_eq!((name.as_str(), media), ("kept-2026-11-23.json", "application/json"));
    for words in WORDS {
        assert!(data.contains(words), "{words}");
        assert!(words == "2024-10-04" || page.contains(words), "{words}");
    }
    assert!(page.contains("4 October 2024"));
    for file in [&page, &data] {
        assert!(!file.contains("zq-older"), "the newest words of a page count");
        for word in ["solo", "care", "flag", "signature", "prefer"] {
            assert!(!file.to_lowercase().contains(word), "{word}");
        }
    }
    serde_json::from_str::<serde_json::Value>(&data).unwrap();
}

#[test]
fn the_page_is_whole_in_itself_and_escapes_what_was_written() {
    let file = taken(&full(), "page").2;
    assert!(file.contains("zq-note &#60;b&#62;") && !file.contains('⟦'));
    for outside in ["http:", "https:", "<script", "<link", "<img", "url(", "src="] {
        assert!(!file.contains(outside), "{outside}");
    }
}

#[test]
fn it_takes_the_passphrase_once_more_and_ones_own_space_open() {
    is_a_page(&alone(), "/me/keep");
    assert_eq!(goes(&read(&shut(alone()), "/me/keep")), "/me/open?to=/me/keep");
    for (proven, status) in [(None, 422), (Some(Proven::No), 422), (Some(Proven::Busy), 429)] {
        let world = World { proven, ..full() };
        let outcome = send(&world, "/me/keep", &[("as", "page"), ("passphrase", "wrong")]);
        let (found, shown) = page(&outcome);
        assert_eq!((found, count(&shown, "[role=alert]")), (status, 1));
        assert!(!text(&shown).contains("zq-"));
    }
    let asks = |fields: &[(&str, &str)]| needs(&Request::post("/me/keep", fields), &alone().visitor);
    assert_eq!(asks(&[("passphrase", "x")]).proof, Some(Proof::Passphrase("x".into())));
    assert_eq!(asks(&[]).whole, Needs::default().whole, "nothing is opened for nothing");
}

#[test]
fn alone_and_after_leaving_there_is_what_can_still_be_read() {
    let mut world = proven(alone());
    in_private(&mut world, Event::NoteKept { place: "bid".into(), text: "zq-note".into() });
    let data = taken(&world, "data").2;
    assert!(data.contains("zq-note") && !data.contains("between"));
    for state in [CoupleState::ILeft, CoupleState::TheyLeft] {
        let data = taken(&over(full(), state), "data").2;
        assert!(data.contains("zq-theirs") && data.contains("zq-note"));
    }
    let mut world = full();
    world.shared = None;
    let data = taken(&world, "data").2;
    assert!(data.contains("zq-note") && !data.contains("zq-theirs"));
}

#[test]
fn what_lies_closed_comes_along_and_thanks_that_are_muted_do_not() {
    let mut world = full();
    let written = desk::Event::AnswerWritten {
        question: "hopes-2-01".into(),
        round: 0,
        text: "zq-closed".into(),
        tell: false,
    };
    let item = crate::Item { author: ALEX, at: NOW, body: domain::event::encode(&written) };
    world.items.insert((domain::SpaceName::Desk, 9), item);
    crate::testing::apply(world.desk.as_mut().unwrap(), ALEX, 9, written);
    assert!(taken(&world, "page").2.contains("zq-closed"));
    world.desk.as_mut().unwrap().muted.push("thanks".into());
    assert!(!taken(&world, "data").2.contains("zq-thanks"));
}

#[test]
fn talks_about_one_thing_come_along_as_they_stand_but_for_what_is_only_asked() {
    let mut world = full();
    let happens = |world: &mut World<'static>, by, talk: &str, change| {
        in_shared(world, by, shared::Event::RepairChanged { repair: talk.into(), change });
    };
    let asked =
        |about: &str| repair::Change::Asked { kind: repair::Kind::Hurt, about: about.into(), ritual: None };
    happens(&mut world, SAM, "a", asked("zq-about"));
    happens(&mut world, ALEX, "a", repair::Change::Agreed);
    happens(&mut world, SAM, "a", repair::Change::Heard { text: "zq-heard".into() });
    happens(&mut world, ALEX, "b", asked("zq-my-ask"));
    happens(&mut world, SAM, "c", asked("zq-their-ask"));
    for how in ["page", "data"] {
        let file = taken(&world, how).2;
        assert!(["zq-about", "zq-heard", "zq-my-ask"].iter().all(|words| file.contains(words)), "{how}");
        assert!(!file.contains("zq-their-ask"), "{how}");
    }
    let fields =
        [("about", "zq-thing"), ("side", "zq-differ")].map(|(of, text)| (of.to_owned(), text.to_owned()));
    in_private(&mut world, Event::SheetKept { sheet: "settle/1".into(), fields: fields.into() });
    let data = taken(&world, "data").2;
    assert!(data.contains("zq-thing") && !data.contains("zq-differ"));
}

#[test]
fn a_talk_that_was_ended_comes_along_whole_and_one_that_was_only_asked_for_does_not() {
    let mut world = full();
    let happens = |world: &mut World<'static>, by, talk: &str, change| {
        in_shared(world, by, shared::Event::RepairChanged { repair: talk.into(), change });
    };
    let asked =
        |about: &str| repair::Change::Asked { kind: repair::Kind::Hurt, about: about.into(), ritual: None };
    happens(&mut world, SAM, "a", asked("zq-about"));
    happens(&mut world, ALEX, "a", repair::Change::Agreed);
    happens(&mut world, SAM, "a", repair::Change::Heard { text: "zq-first-thoughts".into() });
    happens(&mut world, SAM, "a", repair::Change::Heard { text: "zq-heard".into() });
    let look_again = Day(30_000);
    let proposed =
        domain::agreement::Change::Proposed { piece: None, text: "zq-agreed".into(), look_again: None };
    for (by, change) in [(SAM, proposed), (ALEX, domain::agreement::Change::Agreed)] {
        in_shared(&mut world, by, shared::Event::AgreementChanged { agreement: "g".into(), change });
    }
    happens(&mut world, SAM, "a", repair::Change::Settled { agreement: "g".into(), look_again });
    happens(&mut world, SAM, "a", repair::Change::LookedAgain { how: repair::Again::Harder });
    happens(&mut world, ALEX, "a", repair::Change::Ended);
    happens(&mut world, SAM, "b", asked("zq-their-ask"));
    happens(&mut world, SAM, "b", repair::Change::Ended);
    for how in ["page", "data"] {
        let file = taken(&world, how).2;
        assert!(["zq-about", "zq-heard", "zq-agreed"].iter().all(|words| file.contains(words)), "{how}");
        for hidden in ["zq-first-thoughts", "zq-their-ask", "Harder"] {
            assert!(!file.contains(hidden), "{how}: {hidden}");
        }
    }
}

#[test]
fn taking_it_along_changes_nothing() {
    let Outcome { events, rows, keys, .. } = send(&full(), "/me/keep", &[("passphrase", "x")]);
    assert!(events.is_empty() && rows.is_empty() && keys.is_empty());
}
