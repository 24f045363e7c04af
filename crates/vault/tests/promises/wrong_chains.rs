//! One named test per way in which a log can break.

use crate::common::{OTHER_SPACE, SPACE, key, log, sealed};
use vault::{
    Head, Header, Link, Refused, SealedEvent,
    chain::{Body, Break, Broken, verify_chain},
    event,
};

fn follow(events: &[SealedEvent]) -> Result<Head, Broken> {
    verify_chain(Head::START, &SPACE, events.iter().map(Link::from))
}

fn broken(seq: u64, kind: Break) -> Result<Head, Broken> {
    Err(Broken { seq, kind })
}

#[test]
fn an_empty_log_stays_where_it_started() {
    assert_eq!(follow(&[]), Ok(Head::START));
}

#[test]
fn a_whole_log_leads_to_its_head() {
    let events = log(5);
    assert_eq!(follow(&events), Ok(Head { seq: 5, hash: events[4].chain_hash() }));
}

#[test]
fn a_log_can_be_followed_in_two_walks() {
    let events = log(5);
    let middle = follow(&events[..2]).unwrap();
    assert_eq!(verify_chain(middle, &SPACE, events[2..].iter().map(Link::from)), follow(&events));
}

#[test]
fn a_missing_event_is_a_gap() {
    let mut events = log(5);
    events.remove(2);
    assert_eq!(follow(&events), broken(3, Break::Gap));
}

#[test]
fn a_missing_first_event_is_a_gap() {
    assert_eq!(follow(&log(3)[1..]), broken(1, Break::Gap));
}

#[test]
fn a_doubled_event_is_a_gap() {
    let mut events = log(3);
    events.push(events[2].clone());
    assert_eq!(follow(&events), broken(4, Break::Gap));
}

#[test]
fn two_swapped_events_are_a_gap() {
    let mut events = log(4);
    events.swap(1, 2);
    assert_eq!(follow(&events), broken(2, Break::Gap));
}

#[test]
fn a_log_that_lost_its_tail_ends_at_another_head() {
    let events = log(5);
    assert_ne!(follow(&events[..4]), follow(&events));
}

#[test]
fn another_event_in_the_middle_is_a_fork() {
    let mut events = log(4);
    events[1] = sealed(&Head { seq: 1, hash: events[0].chain_hash() }, [77; 16], b"rewritten");
    assert_eq!(follow(&events), broken(3, Break::Fork));
}

#[test]
fn a_changed_ciphertext_is_a_fork() {
    let mut events = log(4);
    events[1].sealed[100] ^= 1;
    assert_eq!(follow(&events), broken(3, Break::Fork));
}

#[test]
fn an_event_replayed_at_another_sequence_is_a_fork() {
    let mut events = log(4);
    let mut header = Header::from_slice(&events[0].header).unwrap();
    header.seq = 5;
    events.push(SealedEvent { header: header.to_bytes(), sealed: events[0].sealed.clone() });
    assert_eq!(follow(&events), broken(5, Break::Fork));
}

#[test]
fn a_changed_last_event_shows_in_the_head_and_when_opened() {
    let mut events = log(4);
    let head = follow(&events).unwrap();
    events[3].sealed[100] ^= 1;
    assert_ne!(follow(&events).unwrap(), head);
    assert_eq!(event::open(&key(), &events[3]).err(), Some(Refused::Altered));
}

#[test]
fn the_log_of_another_space_does_not_follow() {
    let events = log(2);
    let refused = verify_chain(Head::START, &OTHER_SPACE, events.iter().map(Link::from));
    assert_eq!(refused, broken(1, Break::WrongSpace));
}

#[test]
fn an_unreadable_header_is_named() {
    let mut events = log(3);
    events[1].header.pop();
    assert_eq!(follow(&events), broken(2, Break::Unreadable(Refused::Truncated)));
    events[1].header[0] = 9;
    assert_eq!(follow(&events), broken(2, Break::Unreadable(Refused::WrongVersion)));
}

#[test]
fn what_is_broken_is_said_in_words() {
    let events = log(3);
    let Err(broken) = verify_chain(Head::START, &SPACE, [Link::from(&events[1])]) else { panic!() };
    assert_eq!(broken.to_string(), "an event is missing or out of order at 1");
}

#[test]
fn an_erased_event_still_verifies() {
    let events = log(5);
    let hashes: Vec<_> = events.iter().map(SealedEvent::body_hash).collect();
    let links = events
        .iter()
        .zip(&hashes)
        .map(|(event, hash)| Link { header: &event.header, body: Body::Erased(hash) });
    assert_eq!(verify_chain(Head::START, &SPACE, links), follow(&events));
}

#[test]
fn an_event_erased_under_another_hash_is_a_fork() {
    let events = log(3);
    let links = events.iter().enumerate().map(|(n, event)| match n {
        1 => Link { header: &event.header, body: Body::Erased(&[0; 32]) },
        _ => Link::from(event),
    });
    assert_eq!(verify_chain(Head::START, &SPACE, links), broken(3, Break::Fork));
}

#[test]
fn a_log_at_the_end_of_numbers_does_not_overflow() {
    let events = log(1);
    let end = Head { seq: u64::MAX, hash: [0; 32] };
    assert_eq!(verify_chain(end, &SPACE, events.iter().map(Link::from)), broken(u64::MAX, Break::Gap));
}
