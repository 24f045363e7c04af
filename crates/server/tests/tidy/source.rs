//! Source files: nothing left for later, and no file that outgrew one thought.

use crate::tree::{expect_none, files};

/// A file is one thought. Longer ones are listed here with the reason why they are still one.
const LONG: usize = 400;

/// Nothing is allowed to be longer than this, for whatever reason.
const TOO_LONG: usize = 700;

/// Files over the limit, and why each is still one thought.
const ALLOWED: &[(&str, &str)] = &[
    ("crates/store/src/row.rs", "one list: all that may change beside the logs"),
    ("crates/app/src/pages/answer.rs", "one page, and half of it its tests"),
    ("crates/app/src/world.rs", "one type for each thing a request may know, most of it their documentation"),
    ("crates/domain/src/ritual.rs", "one thing, all that can happen to it, and its fold"),
    ("crates/domain/src/desk.rs", "the events of one space, their one state and its fold"),
    ("crates/domain/src/shared.rs", "the events of one space, their one state and its fold"),
    ("crates/domain/tests/plan.rs", "one test for each rule of the plan"),
    ("crates/server/src/host/commit.rs", "from an outcome to one transaction"),
    ("crates/server/src/host/keys.rs", "one function for each act on keys"),
    ("crates/server/src/host/load.rs", "one function for each thing a request may need"),
    ("crates/server/src/host/mod.rs", "one request from its arrival to its answer"),
];

fn written(path: &str) -> bool {
    [".rs", ".html", ".css", ".js", ".sql", ".ftl"].iter().any(|ending| path.ends_with(ending))
        || path.starts_with("bin/")
        || path.starts_with(".ci/")
}

#[test]
fn nothing_is_left_for_later_in_the_tree() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME")];
    let mut flaws = Vec::new();
    for file in files(|path| written(path) || path.ends_with(".toml") || path.ends_with(".md")) {
        for (number, text) in (1..).zip(file.text.lines()) {
            if text.split(|c: char| !c.is_alphanumeric()).any(|word| marks.contains(&word)) {
                flaws.push(format!("{}:{number}: {}", file.path, text.trim()));
            }
        }
    }
    expect_none("What is left to do is an issue, or is done now; it is no note in the tree.", &flaws);
}

#[test]
fn a_file_is_one_thought() {
    let mut flaws = Vec::new();
    let mut long = Vec::new();
    for file in files(written) {
        let lines = file.text.lines().count();
        if lines > LONG {
            println!("{lines} lines: {}", file.path);
            long.push(file.path.clone());
        }
        let allowed = ALLOWED.iter().any(|(path, _)| *path == file.path);
        if lines > TOO_LONG || (lines > LONG && !allowed) {
            flaws.push(format!("{}: {lines} lines; look for the second noun in it", file.path));
        }
    }
    for (path, why) in ALLOWED.iter().filter(|(path, _)| !long.iter().any(|long| long == path)) {
        flaws.push(format!("{path} is short now; take it off the list ({why})"));
    }
    expect_none("Files stay under 400 lines, or say here why they are still one thought.", &flaws);
}
