//! Folding never fails and never panics, and what it makes stays small, whatever a log holds.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod made;

use std::collections::BTreeSet;
use std::fmt::Debug;

use ciborium::Value;
use domain::checkin::{Answers, Closeness, Score, Set};
use domain::desk::{self, Desk, Mark};
use domain::event::{decode, encode};
use domain::private::{self, NoteRef, Private};
use domain::rhythm::{Places, Rhythm};
use domain::ritual::{self, Plan, Told as How};
use domain::shared::{self, Shared};
use domain::talk::Reply;
use domain::timeline::Timeline;
use domain::touch::Month;
use domain::{AgreementId, CalendarId, RepairId, RitualId, StepId, TouchId};
use domain::{Day, Fold, Instant, Meta, PersonId, PracticeId, QuestionId, Week};
use domain::{agreement, calendars, first_step, life, repair};
use made::{desk_event, meta, private_event, shared_event};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The most bytes of a folded state, written out.
const HOT: usize = 64_000;

/// The kinds a strategy makes, as they are written.
fn kinds<E: Debug + Serialize>(event: BoxedStrategy<E>) -> BTreeSet<String> {
    let mut runner = TestRunner::deterministic();
    let kind = |event: E| {
        let body: Value = ciborium::from_reader(encode(&event).as_slice()).unwrap();
        let fields = body.into_map().unwrap();
        fields.into_iter().find_map(|(name, kind)| kind.into_text().ok().filter(|_| name == "kind".into()))
    };
    (0..3000).filter_map(|_| kind(event.new_tree(&mut runner).unwrap().current())).collect()
}

#[test]
fn every_kind_that_has_a_frozen_sample_is_folded_here() {
    let frozen = |space: &str| -> BTreeSet<String> {
        let folder = format!("{}/tests/frozen/{space}", env!("CARGO_MANIFEST_DIR"));
        let files =
            std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        files
            .map(|name| name.replace(".hex", "").split('-').next().unwrap_or_default().to_owned())
            .chain(["Unknown".to_owned()])
            .collect()
    };
    assert_eq!(kinds(desk_event()), frozen("desk"));
    assert_eq!(kinds(private_event()), frozen("private"));
    assert_eq!(kinds(shared_event()), frozen("shared"));
}

fn folded<S: Fold>(events: Vec<(S::Event, (PersonId, Instant))>) -> S {
    let mut state = S::default();
    for (n, (event, (author, at))) in events.into_iter().enumerate() {
        state.apply(event, &Meta { seq: n as u64 + 1, author, at });
    }
    state
}

fn written(state: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(state, &mut bytes).unwrap();
    bytes
}

/// A snapshot holds all of the state but the chapters that left it.
fn survives<S: Fold + Serialize + DeserializeOwned>(state: &S) -> Result<(), TestCaseError> {
    let bytes = written(state);
    prop_assert!(bytes.len() <= HOT, "{} bytes", bytes.len());
    let again: S = ciborium::from_reader(bytes.as_slice()).unwrap();
    prop_assert_eq!(written(&again), bytes);
    Ok(())
}

fn log<E: Debug>(event: BoxedStrategy<E>) -> impl Strategy<Value = Vec<(E, (PersonId, Instant))>> {
    vec((event, meta()), 0..60)
}

proptest! {
    #[test]
    fn any_desk_folds(log in log(desk_event())) {
        survives(&folded::<Desk>(log))?;
    }

    #[test]
    fn any_private_space_folds(log in log(private_event())) {
        survives(&folded::<Private>(log))?;
    }

    #[test]
    fn any_shared_space_folds(log in log(shared_event())) {
        survives(&folded::<Shared>(log))?;
    }

    #[test]
    fn any_event_is_read_as_it_was_written(
        desk in desk_event(), private in private_event(), shared in shared_event()
    ) {
        prop_assert_eq!(decode(&encode(&desk)), Some(desk));
        prop_assert_eq!(decode(&encode(&private)), Some(private));
        prop_assert_eq!(decode(&encode(&shared)), Some(shared));
    }

    #[test]
    fn any_bytes_are_an_event_or_none(bytes in vec(any::<u8>(), 0..200)) {
        let _ = (decode::<desk::Event>(&bytes), decode::<private::Event>(&bytes), decode::<shared::Event>(&bytes));
    }
}

/// Folds a hundred thousand events and answers the most bytes the state took on the way.
fn most_bytes<S: Fold<Event: Debug> + Serialize>(event: BoxedStrategy<S::Event>) -> usize {
    let mut runner = TestRunner::deterministic();
    let (events, meta) = (event, meta().boxed());
    let mut state = S::default();
    let mut most = 0;
    for seq in 1..=100_000 {
        let event = events.new_tree(&mut runner).unwrap().current();
        let (author, at) = meta.new_tree(&mut runner).unwrap().current();
        state.apply(event, &Meta { seq: seq + 1_000_000, author, at });
        if seq % 1000 == 0 {
            state.take_chapters();
            most = most.max(written(&state).len());
        }
    }
    most
}

#[test]
fn a_desk_stays_small_after_a_hundred_thousand_events() {
    let most = most_bytes::<Desk>(desk_event());
    assert!(most <= HOT, "{most} bytes");
}

#[test]
fn a_private_space_stays_small_after_a_hundred_thousand_events() {
    let most = most_bytes::<Private>(private_event());
    assert!(most <= HOT, "{most} bytes");
}

#[test]
fn a_shared_space_stays_small_after_a_hundred_thousand_events() {
    let most = most_bytes::<Shared>(shared_event());
    assert!(most <= HOT, "{most} bytes");
}

/// What leaves the hot state is handed out, and nothing of it is lost on the way.
#[test]
fn whatever_was_written_is_in_the_state_or_in_a_chapter() {
    const MANY: u64 = 1_000;
    let (mut private, mut shared) = (Private::default(), Shared::default());
    let (mut notes, mut moments) = (Vec::new(), Vec::new());
    for seq in 1..=MANY {
        let meta = Meta { seq, author: PersonId([1; 16]), at: Instant(seq as i64) };
        private.apply(private::Event::NoteKept { place: "journal".into(), text: "a note".into() }, &meta);
        shared.apply(shared::Event::Thanked { text: "for the tea".into() }, &meta);
        // As the host does with each snapshot.
        if seq % 37 == 0 {
            for (_, bytes) in private.take_chapters() {
                notes.extend(Timeline::<NoteRef>::read_chapter(&bytes).into_iter().map(|note| note.seq));
            }
            moments.extend(shared.take_chapters().iter().flat_map(|(_, bytes)| shared::moments(bytes)));
            private = ciborium::from_reader(written(&private).as_slice()).unwrap();
            shared = ciborium::from_reader(written(&shared).as_slice()).unwrap();
        }
    }
    notes.extend(private.notes.newest().map(|note| note.seq).collect::<Vec<_>>().into_iter().rev());
    assert_eq!(notes, (1..=MANY).collect::<Vec<_>>());
    assert_eq!(moments.len() + shared.moments.newest().count(), MANY as usize);
    assert!(private.notes.chapters() > 10 && shared.moments.chapters() > 10);
}

/// The worst there is: every id as long as may be, every list full.
#[test]
fn a_state_full_to_the_brim_stays_small() {
    let id = |n: usize| format!("{n:0>36}");
    let meta = |n: usize, author: u8| Meta {
        seq: 5_000_000 + n as u64,
        author: PersonId([author; 16]),
        at: Instant(1_900_000_000_000 + n as i64),
    };
    let (mut desk, mut private, mut shared) = (Desk::default(), Private::default(), Shared::default());
    let score = Score::new(10).unwrap();
    let mut most = [0; 3];
    for n in 0..2000 {
        let full = Plan {
            title: "語".repeat(26),
            template: Some(id(n)),
            rhythm: Rhythm::Cycle { days: 56, on: Places::of(0..56) },
            at: 1439,
            minutes: 10_000,
            zone: id(n),
            starts: Day(20_000),
        };
        let proposed = ritual::Change::Proposed { plan: full, instead_of: Some(RitualId(id(0))) };
        let look_again = Some(Day(2_000_000));
        let agreement =
            agreement::Change::Proposed { piece: Some(id(n)), text: "語".repeat(100), look_again };
        let calendar = calendars::Change::Added { name: "語".repeat(600), url: Some(id(n)) };
        let (of_ritual, of_agreement) = (RitualId(id(n)), AgreementId(id(n)));
        let mut changes = vec![proposed, ritual::Change::Agreed];
        changes.extend((0..20).map(|on| ritual::Change::Moved {
            on: Day(20_000 + on),
            to: Day(40_000),
            at: 1439,
        }));
        changes.extend((0..20).map(|on| ritual::Change::Told { on: Day(20_000 + on), how: How::Did }));
        for change in changes {
            let author = if change == ritual::Change::Agreed { 254 } else { 255 };
            let ritual = of_ritual.clone();
            desk.apply(
                desk::Event::RitualChanged { ritual: ritual.clone(), change: change.clone() },
                &meta(n, 255),
            );
            shared.apply(shared::Event::RitualChanged { ritual, change }, &meta(n, author));
        }
        desk.apply(
            desk::Event::AgreementChanged { agreement: of_agreement.clone(), change: agreement.clone() },
            &meta(n, 255),
        );
        shared.apply(
            shared::Event::AgreementChanged { agreement: of_agreement, change: agreement },
            &meta(n, 255),
        );
        desk.apply(
            desk::Event::CalendarChanged { calendar: CalendarId(id(n)), change: calendar },
            &meta(n, 255),
        );
        let short = |n: usize| QuestionId(format!("{n:0>24}"));
        let (question, practice, day) = (short(n), PracticeId(id(n)), Day(20_000 + n as i32));
        let touches = |from: usize| (0..40).map(|n| TouchId(id(from + n))).collect::<Vec<_>>();
        let seasons: Vec<String> = (0..9).map(id).collect();
        let step = StepId(id(n));
        let text = "語".repeat(600);
        let round = 70_000;
        for event in [
            desk::Event::Named { name: text.clone() },
            desk::Event::CardPutAway { card: id(n) },
            desk::Event::AnswerWritten { question: question.clone(), round, text: text.clone(), tell: true },
            desk::Event::Guessed { question: question.clone(), round, text: text.clone() },
            desk::Event::FeltReceived { question: question.clone(), understood: true, accepted: true },
            desk::Event::PlanMade {
                week: Week(3000),
                practices: vec![practice.clone(); 4],
                ritual: Some(id(n)),
            },
            desk::Event::PracticeMarked { practice: practice.clone(), mark: Mark::Did, day },
            desk::Event::PracticeMarked { practice: practice.clone(), mark: Mark::Easier, day },
            desk::Event::TinyDone { tiny: id(n), day },
            desk::Event::StepMarked { step: id(2 * n), done: true },
            desk::Event::StepMarked { step: id(2 * n + 1), done: false },
            desk::Event::Muted { what: id(n), on: true },
            desk::Event::IdentityPinned { person: PersonId([n as u8; 16]), public: vec![200; 128] },
            desk::Event::StepOffered {
                step: step.clone(),
                about: first_step::About::Thanks,
                words: 9_000,
                rung: 5,
            },
            desk::Event::TouchMarked { month: Month(24_000), welcome: touches(0), ask: touches(40) },
            desk::Event::SeasonsSaid { seasons: seasons.clone() },
        ] {
            desk.apply(event, &meta(n, 255));
        }
        let scores = (0..60).map(|item| (id(item), score)).chain(
            ["inner-world", "depth-of-talk", "company", "warmth"].map(|sign| (sign.to_owned(), score)),
        );
        let answers = Answers { scores: scores.collect(), closeness: Closeness::new(6) };
        private.apply(private::Event::CheckedIn { set: Set::Checkup, day, answers }, &meta(n, 255));
        private.apply(private::Event::NoteKept { place: id(n), text: text.clone() }, &meta(n, 255));
        for version in 0..12 {
            let kept = private::Event::SheetKept { sheet: id(n), fields: Default::default() };
            private.apply(kept, &meta(n + version, 255));
        }
        private.apply(private::Event::WishedBack { text: text.clone() }, &meta(n, 255));
        (1..6).for_each(|rung| private.apply(private::Event::StepFelt { rung, well: false }, &meta(n, 255)));
        let own = short(10_000 + n);
        let added = shared::Event::QuestionAdded { question: own.clone(), text: "語".repeat(83) };
        shared.apply(added, &meta(n, 254));
        let change = |change| shared::Event::StepChanged { step: step.clone(), change };
        shared.apply(
            change(first_step::Change::Covered { about: first_step::About::Thanks, words: 9_000 }),
            &meta(n, 254),
        );
        shared.apply(change(first_step::Change::Said { text: String::new() }), &meta(n, 254));
        for _ in 0..9 {
            let back = first_step::Change::WordBack { got_it: false, text: String::new() };
            shared.apply(change(back), &meta(n, 254));
        }
        let repaired = |change| shared::Event::RepairChanged { repair: RepairId(id(n)), change };
        let about = "語".repeat(120);
        let ritual = Some(RitualId(id(n)));
        let asked = repair::Change::Asked { kind: repair::Kind::Disagreement, about, ritual };
        let until = Instant(1_900_000_000_000);
        let settled = repair::Change::Settled { agreement: AgreementId(id(n)), look_again: Day(2_000_000) };
        let heard = || repair::Change::Heard { text: String::new() };
        let again = repair::Change::LookedAgain { how: repair::Again::Harder };
        for (author, event) in [
            (254, asked),
            (255, repair::Change::Agreed),
            (255, heard()),
            (254, heard()),
            (254, settled),
            (254, repair::Change::Paused { until }),
            (254, again),
        ] {
            shared.apply(repaired(event), &meta(n, author));
        }
        for change in
            [life::Change::Written { text: String::new() }, life::Change::Agreed { of: 5_000_000 + n as u64 }]
        {
            let author = if matches!(change, life::Change::Agreed { .. }) { 255 } else { 254 };
            shared.apply(shared::Event::LifeChanged { part: question.clone(), change }, &meta(n, author));
        }
        let anew = life::Change::Written { text: String::new() };
        shared.apply(shared::Event::LifeChanged { part: question.clone(), change: anew }, &meta(n, 254));
        for event in [
            shared::Event::TouchDrawn { month: Month(24_000 + n as i32), on: day, items: touches(0) },
            shared::Event::SeasonsSaid { seasons: seasons.clone() },
            shared::Event::LeftOut { seq: 5_000_000 + n as u64, out: true },
            shared::Event::Thanked { text: String::new() },
        ] {
            shared.apply(event, &meta(n, 254));
        }
        for author in [254, 255, 253] {
            let named = shared::Event::Named { name: text.clone() };
            let done = shared::Event::PracticeDone { practice: practice.clone(), minutes: 500, day };
            shared.apply(named, &meta(n, author));
            shared.apply(done, &meta(n, author));
            for question in [question.clone(), own.clone()] {
                let answered = shared::Event::Answered { question, round, text: String::new(), tell: true };
                shared.apply(answered, &meta(n, author));
            }
        }
        let earlier = short(n.saturating_sub(300));
        for question in std::iter::repeat_n([question, own, earlier], 4).flatten() {
            let replied =
                shared::Event::Replied { question, round, reply: Reply::Heard, text: String::new() };
            shared.apply(replied, &meta(n, 254));
        }
        let bytes = [written(&desk).len(), written(&private).len(), written(&shared).len()];
        most = std::array::from_fn(|at| bytes[at].max(most[at]));
    }
    assert!(most.iter().all(|bytes| *bytes <= HOT), "{most:?} bytes");
}

#[test]
fn what_is_forgotten_is_the_oldest() {
    let mut shared = Shared::default();
    let mut desk = Desk::default();
    for n in 0..600_i32 {
        let question = QuestionId(format!("q-{n}"));
        let at = Instant(i64::from(n));
        for author in [1, 2] {
            let answered = shared::Event::Answered {
                question: question.clone(),
                round: 0,
                text: String::new(),
                tell: false,
            };
            shared.apply(answered, &Meta { seq: n as u64, author: PersonId([author; 16]), at });
        }
        let meta = Meta { seq: n as u64, author: PersonId([1; 16]), at };
        desk.apply(desk::Event::Guessed { question: question.clone(), round: 0, text: String::new() }, &meta);
        let practice = PracticeId(format!("p-{n}"));
        desk.apply(
            desk::Event::PracticeMarked { practice: practice.clone(), mark: Mark::Did, day: Day(n) },
            &meta,
        );
        assert!(shared.revealed(&question).is_some());
        assert!(desk.guesses.contains_key(&question) && desk.marks.contains_key(&practice));
    }
    assert!((400..600).all(|n| shared.revealed(&QuestionId(format!("q-{n}"))).is_some()));
    assert!((400..600).all(|n| desk.guesses.contains_key(&QuestionId(format!("q-{n}")))));
    assert!((450..600).all(|n| desk.marks.contains_key(&PracticeId(format!("p-{n}")))));
}
