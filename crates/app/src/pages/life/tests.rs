use content::{Domain, Library};
use domain::checkin::Quiet;
use domain::life::Change;
use domain::{Instant, PersonId, desk, private, shared};
use jiff::tz::TimeZone;

use crate::testing::{
    ALEX, NOW, SAM, alone, count, goes, html, in_private, in_shared, is_a_page, over, page, read, send, shut,
    text, together,
};
use crate::{CoupleState, New, World};

const PART: &str = "life-1-01";
const PATH: &str = "/us/life/life-1-01";

fn change(world: &mut World<'static>, by: PersonId, change: Change) -> u64 {
    in_shared(world, by, shared::Event::LifeChanged { part: PART.into(), change })
}

fn writes(world: &mut World<'static>, by: PersonId, text: &str) -> u64 {
    change(world, by, Change::Written { text: text.into() })
}

/// Two who have both written alone about the first part.
fn told() -> World<'static> {
    let mut world = together();
    for (author, text) in [(ALEX, "alex alone"), (SAM, "sam alone")] {
        let (question, text) = (PART.into(), text.into());
        in_shared(&mut world, author, shared::Event::Answered { question, round: 0, text, tell: false });
    }
    world
}

fn happened(change: Change) -> New {
    New::Shared(shared::Event::LifeChanged { part: PART.into(), change })
}

#[test]
fn twelve_questions_each_first_written_alone() {
    let world = together();
    is_a_page(&world, "/us/life");
    let shown = page(&read(&world, "/us/life")).1;
    let parts = Library::english().questions.iter().filter(|question| question.domain == Domain::Life);
    for part in parts {
        assert_eq!(count(&shown, &format!("main a[href='/talk/{}']", part.id)), 1);
    }
    assert_eq!(count(&shown, "main section.part"), 12);
    is_a_page(&world, PATH);
    assert_eq!(count(&page(&read(&world, PATH)).1, "main form"), 0, "first alone");
    assert!(send(&world, PATH, &[("text", "A door that is open")]).events.is_empty());
}

#[test]
fn one_proposes_and_the_other_says_yes_to_these_very_words() {
    let mut world = told();
    let outcome = send(&world, PATH, &[("text", "A door that is open")]);
    assert_eq!(goes(&outcome), PATH);
    assert_eq!(outcome.events, [happened(Change::Written { text: "A door that is open".into() })]);
    let seq = writes(&mut world, SAM, "A door that is open");
    is_a_page(&world, PATH);
    let shown = page(&read(&world, PATH)).1;
    assert!(text(&shown).contains("Sam has proposed these words"));
    assert_eq!(count(&shown, &format!("form[action='{PATH}/agree'] button[value='{}']", NOW.0)), 1);
    let outcome = send(&world, "/us/life/life-1-01/agree", &[("of", &NOW.0.to_string())]);
    assert_eq!(outcome.events, [happened(Change::Agreed { of: seq })]);
    change(&mut world, ALEX, Change::Agreed { of: seq });
    let list = text(&page(&read(&world, "/us/life")).1);
    assert!(list.contains("A door that is open"));
    assert!(text(&page(&read(&world, PATH)).1).contains("The words were Sam’s first."));
}

#[test]
fn words_that_changed_meanwhile_are_not_agreed_to() {
    let mut world = told();
    writes(&mut world, SAM, "A door");
    let of = |at: Instant| [("of", at.0.to_string())];
    let agree = |world: &World<'_>, at: Instant| {
        let of = of(at);
        send(world, "/us/life/life-1-01/agree", &of.each_ref().map(|(name, at)| (*name, at.as_str()))).events
    };
    world.now = Instant(NOW.0 + 1);
    writes(&mut world, SAM, "A door and a moat");
    assert!(agree(&world, NOW).is_empty());
    assert_eq!(agree(&world, world.now).len(), 1);
    // Nor does anybody agree to their own.
    writes(&mut world, ALEX, "A door");
    assert!(agree(&world, world.now).is_empty());
}

#[test]
fn nobody_edits_the_others_words() {
    let mut world = told();
    let theirs = writes(&mut world, SAM, "A door");
    change(&mut world, ALEX, Change::Agreed { of: theirs });
    writes(&mut world, ALEX, "No door at all");
    let shown = text(&page(&read(&world, PATH)).1);
    assert!(shown.contains("A door") && shown.contains("No door at all"));
    assert!(text(&page(&read(&world, "/us/life")).1).contains("A door"), "what was agreed stands");
    let shown = page(&read(&world, &format!("{PATH}?earlier=yes"))).1;
    assert!(text(&shown).contains("These are the first words"));
}

#[test]
fn what_was_agreed_before_can_be_read_again() {
    let mut world = told();
    for (by, other, text) in [(SAM, ALEX, "A door"), (ALEX, SAM, "An open door")] {
        let of = writes(&mut world, by, text);
        change(&mut world, other, Change::Agreed { of });
    }
    let shown = text(&page(&read(&world, &format!("{PATH}?earlier=yes"))).1);
    assert!(shown.contains("An open door") && shown.contains("The words were Sam’s first."));
    assert!(!html(&read(&world, PATH)).contains(">A door<"));
}

#[test]
fn putting_a_proposal_away_stays_on_ones_own_desk_and_ones_own_is_taken_back() {
    let mut world = told();
    let seq = writes(&mut world, SAM, "A door");
    let outcome = send(&world, "/us/life/life-1-01/away", &[]);
    assert_eq!(
        outcome.events,
        [New::Desk(desk::Event::CardPutAway { card: format!("life/{seq}-{}", NOW.0) })]
    );
    world.desk.as_mut().unwrap().cards_away.push(format!("life/{seq}-{}", NOW.0));
    let shown = html(&read(&world, PATH)).to_owned() + html(&read(&world, "/us/life"));
    assert!(!shown.contains("A door") && !shown.contains("has proposed"));
    writes(&mut world, ALEX, "My door");
    let outcome = send(&world, "/us/life/life-1-01/away", &[]);
    assert_eq!(outcome.events, [happened(Change::Withdrawn)]);
}

#[test]
fn a_proposal_goes_by_itself() {
    let mut world = told();
    writes(&mut world, SAM, "A door");
    world.now = NOW.plus_days(30);
    assert!(!html(&read(&world, PATH)).contains("A door"));
    assert!(send(&world, "/us/life/life-1-01/agree", &[("of", &NOW.0.to_string())]).events.is_empty());
}

#[test]
fn nothing_is_asked_while_everything_rests_and_what_is_agreed_can_be_read() {
    let mut world = told();
    let of = writes(&mut world, SAM, "A door");
    change(&mut world, ALEX, Change::Agreed { of });
    writes(&mut world, SAM, "Two doors");
    world.shared.as_mut().unwrap().quiet = Some(Quiet { until: NOW.day_in(&TimeZone::UTC) });
    let shown = page(&read(&world, PATH)).1;
    assert!(text(&shown).contains("A door") && !text(&shown).contains("Two doors"));
    assert_eq!(count(&shown, "main form"), 0);
    assert!(send(&world, PATH, &[("text", "Three doors")]).events.is_empty());
    is_a_page(&world, "/us/life");
}

#[test]
fn words_that_are_empty_or_too_long_are_asked_again() {
    let world = told();
    for typed in [" ".to_owned(), "y".repeat(901), "語".repeat(301)] {
        let outcome = send(&world, PATH, &[("text", &typed)]);
        let (status, shown) = page(&outcome);
        assert_eq!((status, outcome.events.len(), count(&shown, "[role=alert]")), (422, 0, 1));
        assert!(text(&shown).contains(typed.trim()));
    }
}

#[test]
fn alone_it_is_for_oneself_and_after_leaving_it_can_be_read() {
    let mut world = alone();
    let place = format!("talk/{PART}");
    in_private(&mut world, private::Event::NoteKept { place, text: "A bench by the door".into() });
    is_a_page(&world, "/us/life");
    assert!(html(&read(&world, "/us/life")).contains("A bench by the door"));
    assert!(!html(&read(&shut(world), "/us/life")).contains("A bench by the door"));
    for state in [CoupleState::ILeft, CoupleState::TheyLeft] {
        let mut world = told();
        let of = writes(&mut world, SAM, "A door");
        change(&mut world, ALEX, Change::Agreed { of });
        writes(&mut world, SAM, "Two doors");
        let world = over(world, state);
        for path in ["/us/life", PATH] {
            is_a_page(&world, path);
            let shown = page(&read(&world, path)).1;
            assert!(text(&shown).contains("A door") && !text(&shown).contains("Two doors"));
            assert_eq!(count(&shown, "main form"), 0, "{path}");
        }
    }
    let world = over(told(), CoupleState::ToOpen { words: [1, 2, 3, 4] });
    assert_eq!(goes(&read(&world, "/us/life")), "/us");
}

#[test]
fn a_full_page_stays_small() {
    let mut world = together();
    for question in Library::english().questions.iter().filter(|question| question.domain == Domain::Life) {
        let part: domain::QuestionId = question.id.as_str().into();
        let text = "語".repeat(300);
        let written = shared::Event::LifeChanged { part: part.clone(), change: Change::Written { text } };
        let of = in_shared(&mut world, SAM, written);
        in_shared(&mut world, ALEX, shared::Event::LifeChanged { part, change: Change::Agreed { of } });
    }
    is_a_page(&world, "/us/life");
}
