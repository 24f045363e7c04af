//! That it leads nowhere: proposed, agreed, put away, ended.

use domain::AgreementId;
use domain::agreement::{Change, MOST};
use domain::checkin::Quiet;
use domain::shared::Event as Shared;

use super::*;
use crate::testing::{ALEX, SAM, alone, apply, count, goes, page, text, together};
use crate::{Method, handle};

const FRESH: &str = "own-0707070707070707";

fn piece() -> &'static content::Agreement {
    Library::english().near.agreement.as_ref().unwrap()
}

fn proposed() -> Change {
    let text = format!("{}\n{}", piece().title, piece().what);
    Change::Proposed { piece: Some(piece().id.as_str().into()), text, look_again: None }
}

fn change(id: &str, change: Change) -> New {
    New::Shared(Shared::AgreementChanged { agreement: AgreementId::from(id), change })
}

fn say(world: &mut World<'static>, by: domain::PersonId, id: &str, change: Change) {
    let event = Shared::AgreementChanged { agreement: AgreementId::from(id), change };
    apply(world.shared.as_mut().unwrap(), by, 1, event);
}

fn send(world: &World<'_>, act: &str, id: &str) -> Outcome {
    let outcome = handle(&Request::post(&format!("/us/near/{act}"), &[("id", id)]), world);
    assert_eq!(goes(&outcome), "/us/near");
    outcome
}

fn buttons(world: &World<'_>) -> Vec<&'static str> {
    let (_, shown) = page(&handle(&Request::get("/us/near"), world));
    let there = |act: &&&str| count(&shown, &format!("form[action='/us/near/{act}'] button")) == 1;
    ["propose", "agree", "away", "end"].iter().filter(there).copied().collect()
}

#[test]
fn its_words_fit_an_agreement() {
    assert!(piece().title.len() + piece().what.len() < domain::agreement::TEXT);
    let presence = &Library::english().presence;
    assert!(presence.zone(piece().id.as_str()).or(presence.time(piece().id.as_str())).is_none());
}

#[test]
fn one_proposes_it_both_agree_and_either_ends_it_alone() {
    let mut world = together();
    assert_eq!(buttons(&world), ["propose"]);
    assert_eq!(send(&world, "propose", "").events, [change(FRESH, proposed())]);
    say(&mut world, ALEX, "n", proposed());
    assert_eq!(buttons(&world), ["end"]);
    assert!(send(&world, "propose", "").events.is_empty(), "once is enough");
    assert!(send(&world, "agree", "n").events.is_empty(), "nobody agrees for the other one");

    let mut theirs = together();
    say(&mut theirs, SAM, "n", proposed());
    assert_eq!(buttons(&theirs), ["agree", "away"]);
    assert_eq!(send(&theirs, "agree", "n").events, [change("n", Change::Agreed)]);
    say(&mut theirs, ALEX, "n", Change::Agreed);
    let (_, shown) = page(&handle(&Request::get("/us/near"), &theirs));
    assert!(text(&shown).contains("You two have agreed on this") && text(&shown).contains(&piece().what));
    assert_eq!(buttons(&theirs), ["end"]);
    assert_eq!(send(&theirs, "end", "n").events, [change("n", Change::Ended)]);
}

#[test]
fn where_both_propose_it_the_second_proposal_is_a_yes() {
    let mut world = together();
    say(&mut world, SAM, "n", proposed());
    assert_eq!(send(&world, "propose", "").events, [change("n", Change::Agreed)]);
}

#[test]
fn putting_it_away_looks_to_the_other_one_as_if_it_had_not_been_seen() {
    let mut world = together();
    say(&mut world, SAM, "n", proposed());
    let outcome = send(&world, "away", "n");
    let [New::Desk(event)] = outcome.events.as_slice() else { panic!("{:?}", outcome.events) };
    apply(world.desk.as_mut().unwrap(), ALEX, 2, event.clone());
    assert_eq!(html(&handle(&Request::get("/us/near"), &world)), read(&mut House::new(), "/us/near"));
}

#[test]
fn it_stands_on_this_page_and_not_among_screens_and_those_not_here() {
    let mut world = together();
    let empty = html(&handle(&Request::get("/time/down"), &world));
    say(&mut world, SAM, "n", proposed());
    assert_eq!(html(&handle(&Request::get("/time/down"), &world)), empty);
    say(&mut world, ALEX, "n", Change::Agreed);
    assert_eq!(html(&handle(&Request::get("/time/down"), &world)), empty);
    let mut screens = together();
    let words = Change::Proposed { piece: None, text: "Tea on the step".into(), look_again: None };
    say(&mut screens, SAM, "s", words);
    assert_eq!(html(&handle(&Request::get("/us/near"), &screens)), read(&mut House::new(), "/us/near"));
}

#[test]
fn while_it_rests_nothing_is_proposed_and_what_stands_can_be_ended() {
    let quiet = Some(Quiet { until: NOW.day_in(&jiff::tz::TimeZone::UTC) });
    let mut world = together();
    world.shared.as_mut().unwrap().quiet = quiet;
    assert!(buttons(&world).is_empty());
    assert!(send(&world, "propose", "").events.is_empty());
    let silent = html(&handle(&Request::get("/us/near"), &world));
    say(&mut world, SAM, "n", proposed());
    assert_eq!(html(&handle(&Request::get("/us/near"), &world)), silent, "nothing is asked");
    say(&mut world, ALEX, "n", Change::Agreed);
    assert_eq!(buttons(&world), ["end"]);
}

#[test]
fn without_room_it_says_so() {
    let mut world = together();
    for n in 0..MOST {
        let words = Change::Proposed { piece: None, text: "x".into(), look_again: None };
        say(&mut world, ALEX, &format!("a{n}"), words);
    }
    assert!(buttons(&world).is_empty());
    assert!(send(&world, "propose", "").events.is_empty());
}

#[test]
fn alone_or_after_leaving_it_can_only_be_read() {
    for world in
        [alone(), in_state(together(), CoupleState::ILeft), in_state(together(), CoupleState::TheyLeft)]
    {
        let mut world = world;
        if world.shared.is_some() {
            say(&mut world, SAM, "n", proposed());
            say(&mut world, ALEX, "n", Change::Agreed);
        }
        assert!(buttons(&world).is_empty());
        let (_, shown) = page(&handle(&Request::get("/us/near"), &world));
        assert!(text(&shown).contains(&piece().what));
        for route in super::super::ROUTES.iter().filter(|route| route.method == Method::Post) {
            if route.path != "/us/near/menu" {
                assert_eq!(page(&handle(&Request::post(route.path, &[("id", "n")]), &world)).0, 403);
            }
        }
    }
}
