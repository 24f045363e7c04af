use domain::agreement::Change;
use domain::checkin::Quiet;
use domain::shared::Event;
use domain::{Day, PersonId, SpaceName, desk};
use jiff::tz::TimeZone;

use crate::testing::{
    ALEX, NOW, SAM, alone, count, goes, html, in_shared, is_a_page, over, page, read, send, text, together,
};
use crate::{Answer, CoupleState, New, Proven, Visitor, World};

const HERE: &str = "/us/book";
const YEAR: &str = "/us/book/2026";
const FRESH: &str = "own-0707070707070707";

fn today() -> Day {
    NOW.day_in(&TimeZone::UTC)
}

fn say(world: &mut World<'static>, by: PersonId, id: &str, change: Change) {
    in_shared(world, by, Event::AgreementChanged { agreement: id.into(), change });
}

fn proposed() -> Change {
    let (piece, text) = (Some("book/2026".into()), "A book of our year 2026".into());
    Change::Proposed { piece, text, look_again: Some(today().plus(90)) }
}

fn happened(id: &str, change: Change) -> New {
    New::Shared(Event::AgreementChanged { agreement: id.into(), change })
}

/// Two with a year behind them, who both said yes to a book of it.
fn agreed() -> World<'static> {
    let mut world = together();
    fill(&mut world);
    say(&mut world, ALEX, "b", proposed());
    say(&mut world, SAM, "b", Change::Agreed);
    world
}

fn fill(world: &mut World<'static>) {
    for (id, alex, sam) in
        [("joys-1-01", "the warm wall", "the lamp"), ("began-1-01", "the green coat", "rain")]
    {
        for (author, text) in [(ALEX, alex), (SAM, sam)] {
            let (question, text) = (id.into(), text.into());
            in_shared(world, author, Event::Answered { question, round: 0, text, tell: false });
        }
    }
    in_shared(world, SAM, Event::Thanked { text: "for the tea".into() });
    let practice = content::Library::english().practices[0].id.as_str().into();
    in_shared(world, ALEX, Event::PracticeDone { practice, minutes: 20, day: Day(today().0 - 40) });
    let change = Change::Proposed { piece: Some("us".into()), text: "Tea at ten".into(), look_again: None };
    say(world, SAM, "t", change);
    say(world, ALEX, "t", Change::Agreed);
    let part: domain::QuestionId = "life-1-01".into();
    let change = domain::life::Change::Written { text: "a door that is open".into() };
    let of = in_shared(world, ALEX, Event::LifeChanged { part: part.clone(), change });
    in_shared(world, SAM, Event::LifeChanged { part, change: domain::life::Change::Agreed { of } });
    // What is not of this book.
    let until = Some(today().plus(14));
    let change = Change::Proposed { piece: None, text: "no more held grudges".into(), look_again: until };
    say(world, SAM, "r", change);
    say(world, ALEX, "r", Change::Agreed);
    let step = domain::first_step::Change::Covered { about: domain::first_step::About::Me, words: 3 };
    in_shared(world, SAM, Event::StepChanged { step: "s".into(), change: step });
    let step = domain::first_step::Change::Said { text: "held back".into() };
    in_shared(world, SAM, Event::StepChanged { step: "s".into(), change: step });
}

/// Alex's world as Sam has it.
fn as_sam(mut world: World<'static>) -> World<'static> {
    if let Visitor::Person(person) = &mut world.visitor {
        person.id = SAM;
        person.couple.as_mut().unwrap().partner = ALEX;
    }
    world
}

/// Everything the book shows on the screen.
fn whole(world: &World<'_>) -> String {
    let parts = ["", "/began", "/life"]
        .map(str::to_owned)
        .into_iter()
        .chain((1..=12).map(|month| format!("/{month}")));
    parts.map(|part| text(&page(&read(world, &format!("{YEAR}{part}"))).1)).collect()
}

#[test]
fn there_is_no_book_before_both_agreed_and_none_after_either_took_it_back() {
    let mut world = together();
    fill(&mut world);
    is_a_page(&world, HERE);
    let none = |world: &World<'_>| {
        for path in [YEAR, "/us/book/2026/11", "/us/book/2026/began"] {
            assert_eq!(page(&read(world, path)).0, 404, "{path}");
        }
        assert_eq!(page(&send(world, "/us/book/2026/file", &[("passphrase", "x")])).0, 404);
    };
    none(&world);
    say(&mut world, SAM, "b", proposed());
    none(&world);
    let shown = page(&read(&world, HERE)).1;
    assert_eq!(count(&shown, "form[action='/us/book/agree'] button[value=b]"), 1);
    say(&mut world, ALEX, "b", Change::Agreed);
    is_a_page(&world, YEAR);
    assert_eq!(count(&page(&read(&world, HERE)).1, &format!("main a[href='{YEAR}']")), 1);
    let outcome = send(&world, "/us/book/end", &[("id", "b")]);
    assert_eq!(outcome.events, [happened("b", Change::Ended)]);
    say(&mut world, SAM, "b", Change::Ended);
    none(&world);
    let mut lapsed = agreed();
    lapsed.now = NOW.plus_days(91);
    none(&lapsed);
}

#[test]
fn one_proposes_it_and_who_proposes_the_same_has_said_yes() {
    let outcome = send(&together(), HERE, &[("year", "2026")]);
    assert_eq!(goes(&outcome), HERE);
    assert_eq!(outcome.events, [happened(FRESH, proposed())]);
    let mut world = together();
    say(&mut world, SAM, "b", proposed());
    world.desk.as_mut().unwrap().cards_away.push("agreement/b".into());
    assert_eq!(count(&page(&read(&world, HERE)).1, "form[action='/us/book/agree']"), 0, "put away");
    assert_eq!(send(&world, HERE, &[("year", "2026")]).events, [happened("b", Change::Agreed)]);
    for year in ["2019", "2027", "x", ""] {
        assert!(send(&together(), HERE, &[("year", year)]).events.is_empty(), "{year}");
    }
}

#[test]
fn putting_it_away_stays_on_ones_own_desk() {
    let mut world = together();
    say(&mut world, SAM, "b", proposed());
    let outcome = send(&world, "/us/book/away", &[("id", "b")]);
    assert_eq!(outcome.events, [New::Desk(desk::Event::CardPutAway { card: "agreement/b".into() })]);
    world.desk.as_mut().unwrap().cards_away.push("agreement/b".into());
    assert_eq!(html(&read(&world, HERE)), html(&read(&together(), HERE)));
}

#[test]
fn nothing_is_asked_while_everything_rests_and_the_book_can_be_read() {
    let mut world = agreed();
    world.shared.as_mut().unwrap().quiet = Some(Quiet { until: today() });
    is_a_page(&world, YEAR);
    let mut open = together();
    say(&mut open, SAM, "b", proposed());
    open.shared.as_mut().unwrap().quiet = Some(Quiet { until: today() });
    let shown = page(&read(&open, HERE)).1;
    assert_eq!(count(&shown, "form[action='/us/book/agree']") + count(&shown, "form[action='/us/book']"), 0);
    assert!(send(&open, HERE, &[("year", "2026")]).events.is_empty());
}

#[test]
fn the_year_stands_in_it_part_by_part_and_nothing_held_back_does() {
    let world = agreed();
    let contents = page(&read(&world, YEAR)).1;
    for part in ["began", "10", "11", "life"] {
        assert_eq!(count(&contents, &format!("main a[href='{YEAR}/{part}']")), 1, "{part}");
        is_a_page(&world, &format!("{YEAR}/{part}"));
    }
    assert_eq!(count(&contents, "main .contents a"), 4);
    let november = text(&page(&read(&world, "/us/book/2026/11")).1);
    for words in ["the warm wall", "the lamp", "for the tea", "Tea at ten"] {
        assert!(november.contains(words), "{words}");
    }
    assert!(!november.contains("the green coat"));
    let all = whole(&world);
    for words in ["the green coat", "a door that is open", &content::Library::english().practices[0].title] {
        assert!(all.contains(words), "{words}");
    }
    assert!(!all.contains("held") && !all.contains("A book of our year 2026"));
}

#[test]
fn each_leaves_words_of_their_own_out_and_nothing_says_so() {
    let mut world = agreed();
    is_a_page(&world, "/us/book/2026/mine");
    let mine = text(&page(&read(&world, "/us/book/2026/mine")).1);
    assert!(mine.contains("the warm wall") && mine.contains("a door that is open"));
    assert!(!mine.contains("the lamp") && !mine.contains("for the tea"), "only one's own");
    let leave = |world: &World<'_>, seq: u64, out: &str| {
        let item = &world.items[&(SpaceName::Shared, seq)];
        let before = |(of, other): &&(SpaceName, u64)| *of == SpaceName::Shared && *other < seq;
        let same = |key: &&(SpaceName, u64)| {
            world.items[*key].author == item.author && world.items[*key].at == item.at
        };
        let before = world.items.keys().filter(before).filter(same).count();
        let words = format!("{}-{before}", item.at.0);
        send(world, "/us/book/2026/mine", &[("words", &words), ("out", out)]).events
    };
    assert_eq!(leave(&world, 1, "yes"), [New::Shared(Event::LeftOut { seq: 1, out: true })]);
    // The other one's words are theirs to leave out.
    world.items.get_mut(&(SpaceName::Shared, 2)).unwrap().at.0 += 1;
    assert!(leave(&world, 2, "yes").is_empty());
    in_shared(&mut world, ALEX, Event::LeftOut { seq: 1, out: true });
    for world in [agreed(), agreed()].map(|mut world| {
        in_shared(&mut world, ALEX, Event::LeftOut { seq: 1, out: true });
        world
    }) {
        let all = whole(&as_sam(world));
        assert!(!all.contains("the warm wall") && all.contains("the lamp"));
        assert!(!all.to_lowercase().contains("left out"));
    }
    let shown = page(&read(&world, "/us/book/2026/mine")).1;
    assert!(text(&shown).contains("Left out.") && text(&shown).contains("the warm wall"));
    in_shared(&mut world, SAM, Event::LeftOut { seq: 2, out: true });
    let all = whole(&world);
    assert!(!all.contains("the lamp") && !all.contains("1 joys"));
    let question = &content::Library::english().question("joys-1-01").unwrap().text;
    assert!(!all.contains(question.as_str()), "where nothing is left, the question goes as well");
    assert_eq!(leave(&world, 1, "no").len(), 1);
}

#[test]
fn words_can_be_left_out_however_many_there_are_and_before_anything_is_agreed() {
    let mut world = together();
    for round in 0..150 {
        for author in [ALEX, SAM] {
            let text = format!("words {round}");
            in_shared(
                &mut world,
                author,
                Event::Answered { question: "joys-1-01".into(), round, text, tell: false },
            );
        }
    }
    for seq in (1..=300).step_by(2) {
        in_shared(&mut world, ALEX, Event::LeftOut { seq, out: true });
    }
    say(&mut world, ALEX, "b", proposed());
    say(&mut world, SAM, "b", Change::Agreed);
    let pages: String = (0..20)
        .map(|page| html(&read(&world, &format!("/us/book/2026/11?page={page}"))).to_owned())
        .collect();
    assert!(!pages.contains("<p class=\"by\">Alex</p>") && pages.contains("<p class=\"by\">Sam</p>"));
    is_a_page(&world, "/us/book/2026/mine?page=3");
}

#[test]
fn a_full_month_has_several_pages_and_both_see_the_same() {
    let mut world = agreed();
    let long = "Once upon a time. ".repeat(40);
    for round in 1..40 {
        for author in [ALEX, SAM] {
            let (question, text) = ("joys-1-01".into(), format!("{long} {round}."));
            in_shared(&mut world, author, Event::Answered { question, round, text, tell: false });
        }
    }
    let mut seen = 0;
    for number in 0..20 {
        let path = format!("/us/book/2026/11?page={number}");
        is_a_page(&world, &path);
        seen += count(&page(&read(&world, &path)).1, "main section.piece");
    }
    assert_eq!(seen, 39 + 3);
    let alex = whole(&agreed());
    assert_eq!(alex, whole(&as_sam(agreed())).replace("Sam and Alex", "Alex and Sam"));
}

#[test]
fn the_whole_book_is_a_file_that_takes_the_passphrase() {
    let world = World { proven: Some(Proven::Yes), ..agreed() };
    let outcome = send(&world, "/us/book/2026/file", &[("passphrase", "x")]);
    let Answer::File { name, media, bytes } = &outcome.answer else { panic!("{outcome:?}") };
    assert_eq!((name.as_str(), *media), ("book-2026.html", "text/html"));
    let file = String::from_utf8(bytes.clone()).unwrap();
    for words in
        ["the warm wall", "the green coat", "for the tea", "a door that is open", "break-before: page"]
    {
        assert!(file.contains(words), "{words}");
    }
    for outside in ["http:", "https:", "<script", "<link", "<img", "url(", "src=", "held back", "⟦"] {
        assert!(!file.contains(outside), "{outside}");
    }
    let world = World { proven: Some(Proven::No), ..agreed() };
    let outcome = send(&world, "/us/book/2026/file", &[("passphrase", "x")]);
    assert_eq!((page(&outcome).0, count(&page(&outcome).1, "[role=alert]")), (422, 1));
}

#[test]
fn thanks_that_somebody_muted_stay_unseen_by_them_alone() {
    let mut world = agreed();
    world.desk.as_mut().unwrap().muted.push("thanks".into());
    assert!(!whole(&world).contains("for the tea"));
    assert!(whole(&as_sam(agreed())).contains("for the tea"));
}

#[test]
fn alone_or_after_somebody_left_there_is_no_book() {
    for world in [alone(), over(agreed(), CoupleState::ILeft), over(agreed(), CoupleState::TheyLeft)] {
        for path in [HERE, YEAR, "/us/book/2026/mine", "/us/book/2026/11"] {
            assert_eq!(goes(&read(&world, path)), "/us", "{path}");
        }
    }
}
