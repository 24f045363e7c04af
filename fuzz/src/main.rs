//! Everything that reads what came from outside, one target each. `TOWARD_FUZZ` names the one to run; bin/fuzz runs
//! them one after the other.
#![no_main]

mod outside;
mod sealed;
mod states;
mod world;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

type Target = fn(&[u8]);

/// By name, as bin/fuzz lists them.
const TARGETS: &[(&str, Target)] = &[
    ("event-header", sealed::event_header),
    ("sealed-event", sealed::sealed_event),
    ("signed-words", sealed::signed_words),
    ("grant", sealed::grant),
    ("session-record", sealed::session_record),
    ("cookies", outside::cookies),
    ("invite", outside::invite),
    ("feed-token", outside::feed_token),
    ("recovery-code", outside::recovery_code),
    ("form", outside::form),
    ("calendar", outside::calendar),
    ("events", states::events),
    ("snapshot", states::snapshot),
];

fuzz_target!(|bytes: &[u8]| {
    static CHOSEN: OnceLock<Target> = OnceLock::new();
    let chosen = CHOSEN.get_or_init(|| {
        let name = std::env::var("TOWARD_FUZZ").unwrap_or_default();
        let found = TARGETS.iter().find(|(target, _)| *target == name);
        found.unwrap_or_else(|| panic!("TOWARD_FUZZ names no target: {name:?}")).1
    });
    chosen(bytes);
});
