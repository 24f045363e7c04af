//! Messages: every key that is said exists, and every key that exists is said somewhere.

use content::Words;

use crate::code::{Literal, literals, without_tests};
use crate::markup::cut;
use crate::tree::{expect_none, files, line};

/// What takes the key of a message first.
const SAYS: [&str; 6] = [".t(", ".t1(", ".tn(", ".say(", ".say_with(", ".shell("];

/// Beginnings of keys that code puts together in a way no literal shows. Say here where, and better do not.
const COMPUTED: &[(&str, &str)] = &[];

/// A string in the code that could be a key, or the beginning of several.
struct Said {
    place: String,
    literal: Literal,
}

fn said() -> Vec<Said> {
    let mut found = Vec::new();
    let rust = |path: &str| {
        let within = ["crates/app/src/", "crates/server/src/", "crates/sim/src/"];
        path.ends_with(".rs") && within.iter().any(|folder| path.starts_with(folder))
    };
    for file in files(rust) {
        let code = without_tests(&file.text);
        found.extend(literals(code).into_iter().map(|literal| {
            let place = format!("{}:{}", file.path, line(code, literal.at));
            Said { place, literal }
        }));
    }
    for file in files(|path| path.starts_with("crates/app/templates/")) {
        for (at, code) in cut(&file.text).code {
            let place = format!("{}:{}", file.path, line(&file.text, at));
            found.extend(literals(&code).into_iter().map(|literal| Said { place: place.clone(), literal }));
        }
    }
    found
}

/// The fixed parts of a key that is put together: `"month-{}"` is `["month-", ""]`. A text that ends in a hyphen
/// is the beginning of a key, too. What does not begin like a key is none.
fn pattern(text: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        parts.push(before);
        rest = after.split_once('}')?.1;
    }
    parts.push(rest);
    if parts.len() == 1 && text.ends_with('-') {
        parts.push("");
    }
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.' || c == '_';
    let begins = parts.first().is_some_and(|first| first.len() > 2 && first.contains('-'));
    (parts.len() > 1 && begins && parts.iter().all(|part| part.chars().all(plain))).then_some(parts)
}

/// The end that is put after another key: `"{key}-heading"` is `-heading`.
fn ending(text: &str) -> Option<&str> {
    let (_, end) = text.strip_prefix('{')?.split_once('}')?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (end.starts_with('-') && end.len() > 2 && end.chars().all(plain)).then_some(end)
}

fn fits(parts: &[&str], key: &str) -> bool {
    let Some((first, others)) = parts.split_first() else { return false };
    let Some(mut rest) = key.strip_prefix(first) else { return false };
    for (n, part) in (1..).zip(others) {
        let last = n == others.len();
        let found = if last {
            rest.strip_suffix(part).map(|_| "")
        } else {
            rest.split_once(part).map(|(_, after)| after)
        };
        match found {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

#[test]
fn every_message_that_is_said_exists() {
    let words = Words::english();
    let mut flaws = Vec::new();
    for Said { place, literal } in said() {
        let text = literal.text.as_str();
        let before = literal.before.trim_end_matches(['&', ' ']);
        let direct = SAYS.iter().any(|call| before.ends_with(call));
        let computed = SAYS.iter().any(|call| {
            before
                .strip_suffix("format!(")
                .is_some_and(|before| before.trim_end_matches(['&', ' ']).ends_with(call))
        });
        let some = |parts: Vec<&str>| words.keys().any(|key| fits(&parts, key));
        if direct && !words.has(text) && !pattern(text).is_some_and(some) {
            flaws.push(format!("{place}: “{text}” is no message"));
        }
        if computed && !text.starts_with('{') && !pattern(text).is_some_and(some) {
            flaws.push(format!("{place}: no message is like “{text}”"));
        }
    }
    expect_none("A key that is said stands in content/en/messages.", &flaws);
}

#[test]
fn every_message_is_said_somewhere() {
    let unwritten = files(|path| path.starts_with("crates/app/src/pages/")).into_iter();
    let unwritten: Vec<_> =
        unwritten.filter(|file| file.text.starts_with("//! (to come)")).map(|file| file.path).collect();
    if !unwritten.is_empty() {
        println!("not asked while these pages are still to come: {}", unwritten.join(", "));
        return;
    }
    let said = said();
    let patterns: Vec<_> = said.iter().filter_map(|said| pattern(&said.literal.text)).collect();
    let endings: Vec<_> = said.iter().filter_map(|said| ending(&said.literal.text)).collect();
    let referred = files(|path| path.starts_with("content/en/messages/"));
    let refers =
        |key: &str| referred.iter().any(|file| file.text.replace(' ', "").contains(&format!("{{{key}}}")));
    let unsaid = Words::english().keys().filter(|key| {
        let whole = said.iter().any(|said| said.literal.text == *key);
        let computed = COMPUTED.iter().any(|(prefix, _)| key.starts_with(prefix));
        let longer = endings.iter().filter_map(|end| key.strip_suffix(end));
        let longer = longer.into_iter().any(|key| said.iter().any(|said| said.literal.text == key));
        !(whole || computed || longer || patterns.iter().any(|parts| fits(parts, key)) || refers(key))
    });
    let mut unsaid: Vec<_> =
        unsaid.map(|key| format!("{}: {key}", Words::english().file_of(key).unwrap_or_default())).collect();
    unsaid.sort();
    expect_none("A message that nothing says is not needed.", &unsaid);
}

#[test]
fn every_computed_key_that_is_allowed_for_is_needed() {
    let needed = |prefix: &str| Words::english().keys().any(|key| key.starts_with(prefix));
    let stale = COMPUTED.iter().filter(|(prefix, _)| !needed(prefix));
    expect_none(
        "COMPUTED names keys that are gone.",
        &stale.map(|(prefix, why)| format!("{prefix}: {why}")).collect::<Vec<_>>(),
    );
}

#[test]
fn a_computed_key_is_known_by_its_fixed_parts() {
    let parts = pattern("month-{}").unwrap();
    assert!(fits(&parts, "month-12") && !fits(&parts, "weekday-1"));
    let parts = pattern("kind-{kind}-name").unwrap();
    assert!(fits(&parts, "kind-talk-name") && !fits(&parts, "kind-talk"));
    assert!(pattern("why-sign-").is_some_and(|parts| fits(&parts, "why-sign-warmth")));
    assert!(
        pattern("{key}-heading").is_none()
            && pattern("a text with {}").is_none()
            && pattern("whole-key").is_none()
    );
}
