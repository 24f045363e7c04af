//! Every kind of event has a frozen sample in `tests/frozen`: what was written once is read for ever.
//!
//! The files hold CBOR as hexadecimal digits. They are never changed. A new kind needs a line in `kinds!`,
//! a sample in `samples.rs`, and `cargo test -p toward-domain --test frozen_events -- --ignored`, which writes the file.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod samples;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;

use ciborium::Value;
use domain::event::{decode, encode};
use domain::{agreement, calendars, desk, first_step, life, private, repair, ritual, shared};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The kinds of a space's events: a match without wildcard, so that a new kind does not compile until it
/// is listed, and a list, so that no kind is without a sample.
macro_rules! kinds {
    ($space:ident: $($kind:ident),* $(,)?) => {
        impl Frozen for $space::Event {
            const SPACE: &'static str = stringify!($space);
            const KINDS: &'static [&'static str] = &[$(stringify!($kind)),*];
            fn kind(&self) -> Option<&'static str> {
                match self {
                    $($space::Event::$kind { .. } => Some(stringify!($kind)),)*
                    $space::Event::Unknown => None,
                }
            }
            fn samples() -> Vec<Self> {
                samples::$space()
            }
        }
    };
}

trait Frozen: Sized + Debug + PartialEq + Serialize + DeserializeOwned {
    const SPACE: &'static str;
    const KINDS: &'static [&'static str];
    fn kind(&self) -> Option<&'static str>;
    fn samples() -> Vec<Self>;
}

kinds!(desk:
    Named, CardPutAway, CardsForgotten, AnswerWritten, AnswerTakenBack, Guessed, FeltReceived, PlanMade, PracticeMarked,
    TinyDone, MinutesSaid, PathBegan, StepMarked, PathEnded, InvitationMade, InvitationClosed, Muted,
    IdentityPinned, QuietBegan, QuietEnded, RitualChanged, RitualFelt, AgreementChanged, CalendarChanged,
    TimesTicked, FeedOpened, FeedClosed, StepOffered, OfferClosed, TouchMarked, SeasonsSaid,
);
kinds!(private:
    CheckedIn, CausesMarked, LeaningSaid, WishedBack, NoteKept, CareTaken, SheetKept, SheetBurned, StepFelt,
);
kinds!(shared:
    Named, Paired, Answered, Replied, WordBack, StillTrue, QuestionAdded, SummaryShared, PracticeDone,
    QuietBegan, QuietEnded, RitualChanged, AgreementChanged, TimesFound, StepChanged, Thanked, RepairChanged,
    TouchDrawn, LifeChanged, SeasonsSaid, LeftOut,
);

/// What can happen to a ritual, an agreement and a calendar: matches without wildcard, as above.
macro_rules! changes {
    ($($module:ident: $($what:ident),*;)*) => {$(
        #[allow(dead_code, reason = "it is there to be compiled")]
        fn $module(change: &$module::Change) {
            match change {
                $($module::Change::$what { .. } => {})*
                $module::Change::Unknown => {}
            }
        }
    )*
        const CHANGES: &[&str] = &[$($(concat!(stringify!($module), " ", stringify!($what))),*),*];
    };
}

changes!(
    ritual: Proposed, Agreed, Ended, Paused, Resumed, Skipped, Moved, Restored, Told;
    agreement: Proposed, Agreed, Ended;
    calendars: Added, Read, Unchanged, Failed, Removed;
    first_step: Covered, Said, Answered, WordBack, Received, TakenBack;
    repair: Asked, TimeAsked, Agreed, Paused, Resumed, Heard, Settled, LookedAgain, Ended;
    life: Written, Agreed, Withdrawn;
);

/// The name of a sample's file: its kind and, where something changed, what.
fn sample_name<E: Frozen>(sample: &E) -> String {
    let body = ciborium::from_reader::<Value, _>(encode(sample).as_slice()).unwrap().into_map().unwrap();
    let field = |of: Vec<(Value, Value)>, name: &str| {
        of.into_iter().find(|(key, _)| key.as_text() == Some(name)).map(|(_, value)| value)
    };
    let what = field(body, "change").and_then(|change| field(change.into_map().unwrap(), "what"));
    let what = what.map_or(String::new(), |what| format!("-{}", what.into_text().unwrap()));
    format!("{}{what}", sample.kind().unwrap())
}

fn file(space: &str, kind: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/frozen").join(space).join(format!("{kind}.hex"))
}

fn frozen(space: &str, kind: &str) -> Vec<u8> {
    let text =
        fs::read_to_string(file(space, kind)).unwrap_or_else(|_| panic!("{space} {kind}: no frozen sample"));
    let digits: Vec<u8> =
        text.chars().filter_map(|c| c.to_digit(16)).map(|digit| u8::try_from(digit).unwrap()).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit)).collect()
}

fn hex(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.chunks(48).map(|line| line.concat() + "\n").collect()
}

fn every_kind_has_a_sample<E: Frozen>() {
    let sampled: BTreeSet<&str> = E::samples().iter().filter_map(E::kind).collect();
    assert_eq!(sampled, E::KINDS.iter().copied().collect(), "{}", E::SPACE);
    let files = fs::read_dir(file(E::SPACE, "").parent().unwrap()).unwrap();
    let files = files.map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned());
    assert_eq!(files.collect::<BTreeSet<_>>(), E::samples().iter().map(sample_name).collect());
}

fn samples_read_as_they_were_written<E: Frozen>() {
    for sample in E::samples() {
        let name = sample_name(&sample);
        assert_eq!(decode::<E>(&frozen(E::SPACE, &name)), Some(sample), "{} {name}", E::SPACE);
    }
}

fn what_is_written_now_reads_the_same<E: Frozen>() {
    for sample in E::samples() {
        let bytes = encode(&sample);
        assert_eq!(decode::<E>(&bytes), Some(sample));
        let Value::Map(fields) = ciborium::from_reader::<Value, _>(bytes.as_slice()).unwrap() else {
            panic!("a body is a map");
        };
        let names: Vec<&str> = fields.iter().filter_map(|(name, _)| name.as_text()).collect();
        assert_eq!(names.get(..2), Some(["v", "kind"].as_slice()));
    }
}

fn unknown_fields_and_another_order_change_nothing<E: Frozen>() {
    for sample in E::samples() {
        let bytes = frozen(E::SPACE, &sample_name(&sample));
        let mut fields = ciborium::from_reader::<Value, _>(bytes.as_slice()).unwrap().into_map().unwrap();
        let nested = Value::Map(vec![("deep".into(), Value::Array(vec![1.into(), Value::Bytes(vec![2])]))]);
        fields.insert(0, ("later".into(), nested.clone()));
        fields.push(("much-later".into(), nested));
        assert_eq!(decode::<E>(&cbor(fields.clone())).as_ref(), Some(&sample), "{}", E::SPACE);
        fields.reverse();
        assert_eq!(decode::<E>(&cbor(fields)), Some(sample), "{}", E::SPACE);
    }
}

fn a_kind_from_later_is_passed_over<E: Frozen>() {
    let bare = vec![("v".into(), 9.into()), ("kind".into(), "FromLater".into())];
    let full =
        [bare.clone(), vec![("text".into(), "…".into()), ("list".into(), Value::Array(vec![0.into()]))]];
    for fields in [bare, full.concat()] {
        let event = decode::<E>(&cbor(fields));
        assert!(event.is_some_and(|event| event.kind().is_none()), "{}", E::SPACE);
    }
}

fn what_is_no_event_is_none<E: Frozen>() {
    for bytes in [&[][..], &[0xff], &[0xa0], &[0x81; 4000], b"\xa1\x64kind\x01"] {
        assert_eq!(decode::<E>(bytes), None, "{}", E::SPACE);
    }
    for sample in E::samples() {
        let bytes = frozen(E::SPACE, &sample_name(&sample));
        for length in 0..bytes.len() {
            assert_eq!(decode::<E>(bytes.get(..length).unwrap()), None, "cut at {length}: {sample:?}");
        }
    }
}

fn cbor(fields: Vec<(Value, Value)>) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(&Value::Map(fields), &mut bytes).unwrap();
    bytes
}

fn freeze<E: Frozen>() {
    for sample in E::samples() {
        let file = file(E::SPACE, &sample_name(&sample));
        if !file.exists() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, hex(&encode(&sample))).unwrap();
        }
    }
}

macro_rules! in_every_space {
    ($($promise:ident as $name:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                $promise::<desk::Event>();
                $promise::<private::Event>();
                $promise::<shared::Event>();
            }
        )*
    };
}

in_every_space!(
    every_kind_has_a_sample as every_kind_of_event_has_a_frozen_sample,
    samples_read_as_they_were_written as frozen_samples_are_read_as_they_were_written,
    what_is_written_now_reads_the_same as what_is_written_now_is_read_the_same,
    unknown_fields_and_another_order_change_nothing as fields_from_later_are_passed_over,
    a_kind_from_later_is_passed_over as kinds_from_later_are_passed_over,
    what_is_no_event_is_none as what_is_no_event_is_passed_over,
);

#[test]
fn every_change_has_a_frozen_sample() {
    let samples: BTreeSet<String> =
        samples::desk().iter().map(sample_name).chain(samples::shared().iter().map(sample_name)).collect();
    let kinds = [
        ("ritual", "RitualChanged"),
        ("agreement", "AgreementChanged"),
        ("calendars", "CalendarChanged"),
        ("first_step", "StepChanged"),
        ("repair", "RepairChanged"),
        ("life", "LifeChanged"),
    ];
    for change in CHANGES {
        let (module, what) = change.split_once(' ').unwrap();
        let kind = kinds.iter().find(|(of, _)| *of == module).unwrap().1;
        assert!(samples.contains(&format!("{kind}-{what}")), "{change}");
    }
}

#[test]
#[ignore = "writes the samples of new kinds, and never over an old one"]
fn freeze_new_kinds() {
    freeze::<desk::Event>();
    freeze::<private::Event>();
    freeze::<shared::Event>();
}
