use content::Library;
use domain::agreement::{Change, MOST, TEXT};
use domain::{AgreementId, Day, desk, private, shared};
use jiff::tz::TimeZone;

use super::words_of;
use crate::testing::{ALEX, NOW, SAM, alone, apply, count, goes, page, read, send, shut, text, together};
use crate::{Answer, CoupleState, New, Outcome, Visitor, World};

fn id(text: &str) -> AgreementId {
    text.into()
}

fn proposed(words: &str) -> Change {
    Change::Proposed { piece: None, text: words.into(), look_again: None }
}

/// Something the two have, said by somebody.
fn say(world: &mut World<'static>, by: domain::PersonId, agreement: &str, change: Change) {
    let event = shared::Event::AgreementChanged { agreement: id(agreement), change };
    apply(world.shared.as_mut().unwrap(), by, 1, event);
}

/// Something one has for oneself.
fn choose(world: &mut World<'static>, agreement: &str, words: &str) {
    let event = desk::Event::AgreementChanged { agreement: id(agreement), change: proposed(words) };
    apply(world.desk.as_mut().unwrap(), ALEX, 1, event);
}

fn html(outcome: Outcome) -> String {
    match outcome.answer {
        Answer::Page { html, .. } => html,
        other => panic!("{other:?}"),
    }
}

fn shown(world: &World<'_>, path: &str) -> String {
    html(read(world, path))
}

fn shared_change(agreement: &str, change: Change) -> New {
    New::Shared(shared::Event::AgreementChanged { agreement: id(agreement), change })
}

fn desk_change(agreement: &str, change: Change) -> New {
    New::Desk(desk::Event::AgreementChanged { agreement: id(agreement), change })
}

const FRESH: &str = "own-0707070707070707";

#[test]
fn every_page_has_its_words_one_heading_and_a_title_that_tells_nothing() {
    let mut busy = together();
    say(&mut busy, SAM, "s", proposed("Tea on the step"));
    say(&mut busy, ALEX, "a", proposed("Sundays"));
    let paths = ["", "/add", "/now", "/now?minutes=open", "/after", "/after?kept=yes", "/lines", "/cards"];
    for world in [alone(), together(), busy] {
        for path in paths.map(|path| format!("/time/down{path}")) {
            let outcome = read(&world, &path);
            assert!(outcome.events.is_empty() && outcome.rows.is_empty() && outcome.keys.is_empty());
            let html = html(outcome);
            assert!(!html.contains('⟦'), "{path}: {html}");
            assert!(html.contains("<title>Time · Toward</title>"), "{path}");
            let page = scraper::Html::parse_document(&html);
            assert_eq!((count(&page, "h1"), count(&page, "form[data-leave]")), (1, 1), "{path}");
        }
    }
}

#[test]
fn for_two_a_piece_of_the_library_is_a_proposal_and_for_one_it_holds_at_once() {
    let table = Library::english().presence.zone("dinner-table").unwrap();
    let change =
        Change::Proposed { piece: Some("dinner-table".into()), text: words_of(table), look_again: None };
    let fields = [("piece", "dinner-table")];
    let outcome = send(&together(), "/time/down/add", &fields);
    assert_eq!(goes(&outcome), "/time/down");
    assert_eq!(outcome.events, [shared_change(FRESH, change.clone())]);
    let mut world = alone();
    let outcome = send(&world, "/time/down/add", &fields);
    let [New::Desk(event)] = outcome.events.as_slice() else { panic!("{outcome:?}") };
    assert_eq!(New::Desk(event.clone()), desk_change(FRESH, change));
    apply(world.desk.as_mut().unwrap(), ALEX, 1, event.clone());
    let (_, down) = page(&read(&world, "/time/down"));
    assert!(text(&down).contains(&table.title) && text(&down).contains(&table.what));
    assert_eq!(count(&page(&read(&world, "/time/down/add")).1, "button[value=dinner-table]"), 0);
}

#[test]
fn every_piece_fits_an_agreement_and_can_be_asked_for_with_its_evidence() {
    let presence = &Library::english().presence;
    let (_, add) = page(&read(&alone(), "/time/down/add"));
    for piece in presence.zones.iter().chain(&presence.times) {
        assert!(words_of(piece).len() <= TEXT, "{}", piece.id);
        assert_eq!(count(&add, &format!("button[name=piece][value='{}']", piece.id)), 1);
        assert!(text(&add).contains(&piece.why) && text(&add).contains(&piece.source));
    }
    for label in ["some", "early", "wisdom"] {
        let label = content::Words::english().say(&format!("today-evidence-{label}")).into_owned();
        assert!(text(&add).contains(&label), "{label}");
    }
}

#[test]
fn own_words_are_proposed_on_one_line() {
    let outcome = send(&together(), "/time/down/add", &[("text", "  Tea\r\n on the   step ")]);
    assert_eq!(outcome.events, [shared_change(FRESH, proposed("Tea on the step"))]);
}

#[test]
fn empty_or_long_words_are_asked_again_and_still_there() {
    let long = "ü".repeat(TEXT / 2 + 1);
    for words in [" ", long.as_str()] {
        let outcome = send(&together(), "/time/down/add", &[("text", words)]);
        assert!(outcome.events.is_empty());
        let (status, page) = page(&outcome);
        assert_eq!((status, count(&page, "#text[aria-invalid][aria-describedby~=problem]")), (422, 1));
        let field = scraper::Selector::parse("#text").unwrap();
        assert_eq!(page.select(&field).next().unwrap().value().attr("value"), Some(words));
    }
    let fits = "ü".repeat(TEXT / 2);
    assert_eq!(send(&together(), "/time/down/add", &[("text", &fits)]).events.len(), 1);
}

#[test]
fn ten_are_plenty() {
    let (mut two, mut one) = (together(), alone());
    for n in 0..MOST {
        say(&mut two, ALEX, &format!("a{n}"), proposed("x"));
        choose(&mut one, &format!("a{n}"), "x");
    }
    for world in [two, one] {
        let (_, down) = page(&read(&world, "/time/down"));
        assert_eq!(count(&down, "main a[href='/time/down/add']"), 0);
        assert!(text(&down).contains("There are ten already"));
        assert_eq!(count(&page(&read(&world, "/time/down/add")).1, "main form"), 0);
        for field in [("text", "One more"), ("piece", "bedroom")] {
            let outcome = send(&world, "/time/down/add", &[field]);
            assert!(outcome.events.is_empty());
            assert_eq!(page(&outcome).0, 422);
        }
        let html = html(send(&world, "/time/down/add", &[("text", "One more")]));
        assert!(html.contains("value=\"One more\""));
    }
}

#[test]
fn the_other_one_may_agree_or_put_it_away_and_the_author_may_take_it_back() {
    let mut world = together();
    say(&mut world, SAM, "s", proposed("Tea on the step"));
    say(&mut world, ALEX, "a", proposed("Sundays"));
    let (_, down) = page(&read(&world, "/time/down"));
    let button = |action: &str, id: &str| {
        count(&down, &format!("form[action='/time/down/{action}'] button[name=id][value={id}]"))
    };
    assert_eq!((button("agree", "s"), button("away", "s"), button("end", "s")), (1, 1, 0));
    assert_eq!((button("agree", "a"), button("away", "a"), button("end", "a")), (0, 0, 1));
    assert!(text(&down).contains("23 December 2026"));

    let act = |action: &str, id: &str| send(&world, &format!("/time/down/{action}"), &[("id", id)]).events;
    assert_eq!(act("agree", "s"), [shared_change("s", Change::Agreed)]);
    assert_eq!(act("end", "a"), [shared_change("a", Change::Ended)]);
    // Nobody agrees for the other one, nor takes the other one's back.
    for (action, id) in [("agree", "a"), ("away", "a"), ("end", "s"), ("agree", "x"), ("end", "")] {
        assert!(act(action, id).is_empty(), "{action} {id}");
    }
}

#[test]
fn putting_a_proposal_away_stays_on_ones_own_desk() {
    let mut world = together();
    say(&mut world, SAM, "s", proposed("Tea on the step"));
    let outcome = send(&world, "/time/down/away", &[("id", "s")]);
    let [New::Desk(event)] = outcome.events.as_slice() else { panic!("{outcome:?}") };
    apply(world.desk.as_mut().unwrap(), ALEX, 2, event.clone());
    assert!(!shown(&world, "/time/down").contains("Tea on the step"));
    assert!(send(&world, "/time/down/away", &[("id", "s")]).events.is_empty());
}

#[test]
fn a_proposal_lapses_without_a_word() {
    let mut world = together();
    say(&mut world, SAM, "s", proposed("Tea on the step"));
    say(&mut world, ALEX, "a", proposed("Sundays"));
    world.now = NOW.plus_days(30);
    let html = shown(&world, "/time/down");
    assert!(!html.contains("Tea on the step") && !html.contains("Sundays"));
    assert!(send(&world, "/time/down/agree", &[("id", "s")]).events.is_empty());
}

#[test]
fn either_ends_what_was_agreed_in_one_step() {
    let mut world = together();
    for (by, other, id) in [(SAM, ALEX, "s"), (ALEX, SAM, "a")] {
        say(&mut world, by, id, proposed("Tea on the step"));
        say(&mut world, other, id, Change::Agreed);
        let (_, down) = page(&read(&world, "/time/down"));
        assert_eq!(count(&down, &format!("form[action='/time/down/end'] button[value={id}]")), 1);
        let outcome = send(&world, "/time/down/end", &[("id", id)]);
        assert_eq!(goes(&outcome), "/time/down");
        assert_eq!(outcome.events, [shared_change(id, Change::Ended)]);
    }
}

#[test]
fn alone_or_after_leaving_only_ones_own_is_there() {
    let mut left = together();
    say(&mut left, SAM, "s", proposed("Tea on the step"));
    say(&mut left, ALEX, "s", Change::Agreed);
    if let Visitor::Person(person) = &mut left.visitor {
        person.couple.as_mut().unwrap().state = CoupleState::ILeft;
    }
    for mut world in [alone(), left] {
        choose(&mut world, "m", "My own phone sleeps in the hall");
        let html = shown(&world, "/time/down");
        assert!(html.contains("sleeps in the hall") && !html.contains("Tea on the step"));
        let events = send(&world, "/time/down/end", &[("id", "m")]).events;
        assert_eq!(events, [desk_change("m", Change::Ended)]);
        assert!(send(&world, "/time/down/end", &[("id", "s")]).events.is_empty());
        assert_eq!(page(&send(&world, "/time/down/agree", &[("id", "s")])).0, 403);
    }
}

#[test]
fn what_was_chosen_before_there_were_two_stays_ones_own_and_can_be_ended() {
    let mut world = together();
    choose(&mut world, "m", "My own phone sleeps in the hall");
    assert!(shown(&world, "/time/down").contains("sleeps in the hall"));
    let events = send(&world, "/time/down/end", &[("id", "m")]).events;
    assert_eq!(events, [desk_change("m", Change::Ended)]);
}

#[test]
fn a_proposal_is_named_on_no_other_page() {
    let mut asked = together();
    say(&mut asked, SAM, "s", proposed("Tea on the step"));
    let paths =
        ["/today", "/today/week", "/talk", "/us", "/me", "/me/settings", "/time/down/add", "/time/down/now"];
    for path in paths {
        assert_eq!(shown(&asked, path), shown(&together(), path), "{path}");
    }
}

#[test]
fn nothing_is_asked_while_everything_rests() {
    let mut world = together();
    say(&mut world, SAM, "s", proposed("Tea on the step"));
    let until = NOW.day_in(&TimeZone::UTC);
    world.shared.as_mut().unwrap().quiet = Some(domain::checkin::Quiet { until });
    assert!(!shown(&world, "/time/down").contains("Tea on the step"));
    let add = page(&send(&world, "/time/down/add", &[("text", "No phones at breakfast")]));
    assert!(add.0 == 422 && text(&add.1).contains("Everything rests just now"));
    assert_eq!(count(&add.1, "input[value='No phones at breakfast']"), 1);
    assert_eq!(count(&page(&read(&world, "/time/down/add")).1, "form[action='/time/down/add']"), 0);
    world.shared.as_mut().unwrap().quiet = Some(domain::checkin::Quiet { until: Day(until.0 - 1) });
    assert!(shown(&world, "/time/down").contains("Tea on the step"));
}

#[test]
fn what_is_private_changes_no_byte_of_these_pages() {
    let mut world = together();
    let care = private::Event::CareTaken { solo: true };
    apply(world.private.as_mut().unwrap(), ALEX, 1, care);
    for path in ["/time/down", "/time/down/add", "/time/down/now", "/time/down/lines", "/time/down/cards"] {
        assert_eq!(shown(&world, path), shown(&together(), path), "{path}");
        assert_eq!(shown(&shut(together()), path), shown(&together(), path), "{path}");
    }
}

#[test]
fn what_is_known_is_said_with_its_label() {
    let (_, down) = page(&read(&together(), "/time/down"));
    assert_eq!(count(&down, "main a[href='/read/screens-down']"), 1);
    assert!(text(&down).contains("evidence: first small studies"));
}
