//! A test of several pages at once: small reaches, kindness, thanks and what is entered from paper take down one's own
//! half, and there is no field, route or event for what the other one did not do.

use std::collections::BTreeSet;

use domain::{Fold, Meta, desk, private, shared};

use crate::testing::{ALEX, NOW, SAM, alone, page, read, send, shut, together};
use crate::{Item, Method, New, World};

/// Every page of these that can be read.
const PAGES: [&str; 6] = [
    "/me/bid",
    "/me/small",
    "/us/thanks",
    "/paper",
    "/me/check/pulse?paper=yes",
    "/me/check/review?paper=yes",
];

/// Every form they have, with every field that it sends. A new field has to be thought about here.
const FORMS: [(&str, &[&str]); 7] = [
    // One's own line.
    ("/me/bid", &["text"]),
    // Which kindness one did.
    ("/me/small", &["small"]),
    // Words of thanks.
    ("/us/thanks", &["text"]),
    ("/us/thanks/keep", &["text"]),
    // Which words of one's own are taken back.
    ("/us/thanks/back", &["at"]),
    // Whether one leaves them out.
    ("/us/thanks/mute", &["on"]),
    // The day, and how it is for oneself.
    (
        "/me/check",
        &[
            "accepted",
            "again",
            "closeness",
            "company",
            "day",
            "depth-of-talk",
            "inner-world",
            "known-by-me",
            "our-time",
            "play",
            "safe-honest",
            "screens",
            "settling",
            "thanks",
            "warmth",
        ],
    ),
];

/// Alex’s worlds, with thanks of both and a look in the week before last.
fn worlds() -> Vec<World<'static>> {
    let mut busy = together();
    for (seq, by, days) in [(3, SAM, 4), (4, ALEX, 0)] {
        let (at, event) = (NOW.plus_days(-days), shared::Event::Thanked { text: "the lamp".into() });
        let item = Item { author: by, at, body: domain::event::encode(&event) };
        busy.items.insert((domain::SpaceName::Shared, seq), item);
        busy.shared.as_mut().unwrap().apply(event, &Meta { seq, author: by, at });
    }
    vec![alone(), shut(alone()), together(), shut(together()), busy]
}

fn attribute(element: scraper::ElementRef<'_>, name: &str) -> Option<String> {
    element.value().attr(name).map(str::to_owned)
}

/// The forms of these pages: where each goes, and what it sends. Ways of one check-in count as one.
fn forms() -> BTreeSet<(String, String)> {
    let of = |css: &str| scraper::Selector::parse(css).unwrap();
    let (form_of, field_of) = (of("main form[method=post]"), of("input, textarea, select, button"));
    let mut found = BTreeSet::new();
    for world in worlds() {
        for path in PAGES {
            let shown = page(&read(&world, path)).1;
            for form in shown.select(&form_of) {
                let action = attribute(form, "action").unwrap();
                let fields: Vec<_> = form.select(&field_of).collect();
                let others = fields.iter().filter_map(|field| attribute(*field, "formaction"));
                for action in std::iter::once(action).chain(others) {
                    let action = if action.starts_with("/me/check/") { "/me/check".into() } else { action };
                    let names = fields.iter().filter_map(|field| attribute(*field, "name"));
                    found.extend(names.filter(|name| name != "act").map(|name| (action.clone(), name)));
                }
            }
        }
    }
    found
}

#[test]
fn no_form_asks_what_the_other_one_did_or_left_undone() {
    let mut wanted: BTreeSet<_> = FORMS
        .iter()
        .flat_map(|(action, fields)| fields.iter().map(|field| ((*action).to_owned(), (*field).to_owned())))
        .collect();
    // It stands only on a form that came back.
    assert!(wanted.remove(&("/me/check".to_owned(), "again".to_owned())));
    assert_eq!(forms(), wanted);
}

#[test]
fn no_route_is_for_what_the_other_one_did_or_left_undone() {
    let mine = |path: &str| {
        ["/me/bid", "/me/small", "/us/thanks", "/paper"].iter().any(|begin| path.starts_with(begin))
    };
    let does: BTreeSet<_> = crate::routes()
        .filter(|route| route.method == Method::Post && mine(route.path))
        .map(|route| route.path)
        .collect();
    let known: BTreeSet<_> = FORMS.iter().map(|(action, _)| *action).filter(|action| mine(action)).collect();
    assert_eq!(does, known);
}

/// Whatever is sent, under whatever names, nothing comes of it but one's own words, thanks, and what one leaves out.
#[test]
fn nothing_but_ones_own_half_ever_comes_of_them() {
    let extra = [
        ("partner", "ignored me"),
        ("missed", "yes"),
        ("theirs", "away"),
        ("turned", "against"),
        ("who", "Sam"),
        ("count", "3"),
    ];
    for world in worlds() {
        for (action, fields) in FORMS {
            let action = if action == "/me/check" { "/me/check/review" } else { action };
            for value in ["yes", "no", "5", "2026-11-10", "squeaky-hinge", "words of mine"] {
                let all: Vec<_> = fields.iter().map(|field| (*field, value)).chain(extra).collect();
                let outcome = send(&world, action, &all);
                for event in &outcome.events {
                    assert!(is_own_half(event), "{action}: {event:?}");
                    let said = format!("{event:?}");
                    assert!(
                        extra.iter().all(|(_, words)| words.len() < 4 || !said.contains(words)),
                        "{said}"
                    );
                }
                assert!(outcome.keys.is_empty() && outcome.rows.len() <= 1, "{action}");
            }
        }
    }
}

fn is_own_half(event: &New) -> bool {
    match event {
        New::Private(private::Event::NoteKept { place, .. }) => {
            ["bid", "thanks"].contains(&place.as_str()) || place.starts_with("small/")
        }
        New::Private(private::Event::CheckedIn { .. }) | New::Shared(shared::Event::Thanked { .. }) => true,
        New::Desk(desk::Event::Muted { what, .. }) => what == "thanks",
        _ => false,
    }
}
