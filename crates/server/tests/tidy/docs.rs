//! Documents: promises in the allowed words only, every setting told, every link good.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use clap::Args as _;
use server::config::Settings;

use crate::tree::{File, expect_none, files, line, read, root};

/// What is never said of Toward, with blanks for hyphens: nobody can keep it.
const NEVER: [&str; 13] = [
    "zero knowledge",
    "zero access",
    "military grade",
    "bank grade",
    "unhackable",
    "unbreakable",
    "even we cannot",
    "even we can't",
    "even we can’t",
    "100% private",
    "100 % private",
    "hipaa",
    "end to end",
];

/// Paths that documents may name before they are there.
const TO_BE_WRITTEN: [&str; 2] = ["docs/bench.md", "docs/proof"];

fn documents() -> Vec<File> {
    files(|path| path.ends_with(".md") && !path.starts_with("content/"))
}

#[test]
fn nothing_is_promised_that_nobody_can_keep() {
    let spoken = files(|path| {
        let words = [".html", ".ftl", ".toml", ".md", ".txt", ".svg", ".js", ".css"];
        let says_what_is_not_said = path == "SECURITY.md" || path == "docs/asvs.md";
        words.iter().any(|ending| path.ends_with(ending)) && !says_what_is_not_said
    });
    let mut flaws = Vec::new();
    for file in spoken {
        let one = |c: char| if c.is_whitespace() || "-‐‑–".contains(c) { ' ' } else { c };
        let text: String = file.text.to_lowercase().chars().map(one).collect();
        for phrase in NEVER {
            flaws.extend(
                text.match_indices(phrase)
                    .map(|(at, _)| format!("{}:{}: “{phrase}”", file.path, place(&file, &text, at))),
            );
        }
    }
    expect_none("SECURITY.md says what may be promised, and in which words.", &flaws);
}

/// The line of a place in the flattened text, which has as many characters as the real one.
fn place(file: &File, flat: &str, at: usize) -> usize {
    let characters = flat.get(..at).map_or(0, |before| before.chars().count());
    file.text.chars().take(characters).filter(|c| *c == '\n').count() + 1
}

#[test]
fn every_setting_is_told_in_the_readme_and_no_other() {
    let readme = read("README.md");
    let command = Settings::augment_args(clap::Command::new("toward"));
    let mut flaws = Vec::new();
    let mut real = BTreeSet::new();
    for argument in command.get_arguments() {
        let flag = argument.get_long().map(|long| format!("--{long}")).unwrap();
        let variable = argument.get_env().map(|name| name.to_string_lossy().into_owned()).unwrap();
        if !readme.contains(&format!("| `{flag}` | `{variable}` |")) {
            flaws.push(format!("no row | `{flag}` | `{variable}` |"));
        }
        real.insert(flag);
    }
    let device = server::device::Settings::augment_args(clap::Command::new("device"));
    for flag in device.get_arguments().filter_map(|argument| argument.get_long()) {
        if !readme.contains(&format!("`--{flag}`")) {
            flaws.push(format!("no row for --{flag} of a device"));
        }
        real.insert(format!("--{flag}"));
    }
    let told = readme.lines().filter_map(|row| row.strip_prefix("| `--")?.split('`').next());
    flaws.extend(
        told.map(|flag| format!("--{flag}"))
            .filter(|flag| !real.contains(flag))
            .map(|flag| format!("{flag} is no setting")),
    );
    expect_none("The settings of crates/server/src/config.rs and README.md are the same.", &flaws);
}

#[test]
fn links_in_documents_lead_somewhere() {
    let mut flaws = Vec::new();
    for file in documents() {
        for (at, target) in links(&file.text) {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let full = if path.is_empty() { PathBuf::from(&file.path) } else { beside(&file.path, path) };
            let short = full.to_string_lossy().into_owned();
            let text = read(&short);
            let there = root().join(&full).exists() || TO_BE_WRITTEN.contains(&short.as_str());
            let heading =
                anchor.is_empty() || text.is_empty() || headings(&text).any(|found| found == anchor);
            if !there || !heading {
                flaws.push(format!("{}:{}: {target}", file.path, line(&file.text, at)));
            }
        }
    }
    expect_none("A link in a document leads to a file and a heading that are there.", &flaws);
}

#[test]
fn paths_that_documents_name_are_there() {
    let mut flaws = Vec::new();
    for file in documents() {
        for (number, row) in (1..).zip(file.text.lines()) {
            for ticked in row.split('`').skip(1).step_by(2) {
                let ours = ["crates/", "content/", "docs/", "bin/", ".ci/"]
                    .iter()
                    .any(|folder| ticked.starts_with(folder));
                let plain = !ticked.contains(['*', '…', '<', '{', ' ', ':', '(']);
                let later = TO_BE_WRITTEN.iter().any(|later| ticked.starts_with(later));
                if ours && plain && !later && !root().join(ticked).exists() {
                    flaws.push(format!("{}:{number}: {ticked}", file.path));
                }
            }
        }
    }
    expect_none("A path that a document names is there.", &flaws);
}

#[test]
fn every_test_that_security_names_is_there() {
    let sources = files(|path| path.ends_with(".rs"));
    let text = read("SECURITY.md");
    let named = text.split('`').skip(1).step_by(2).filter(|name| {
        let plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        plain && name.matches('_').count() > 1
    });
    let gone = named.filter(|name| !sources.iter().any(|file| file.text.contains(&format!("fn {name}("))));
    expect_none(
        "A proof that SECURITY.md names is a test that is there.",
        &gone.map(str::to_owned).collect::<Vec<_>>(),
    );
}

/// Links to our own files: what stands between `](` and `)`, unless it leads elsewhere.
fn links(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("](").filter_map(|(at, mark)| {
        let target = text.get(at + mark.len()..)?.split(')').next()?;
        let elsewhere =
            target.contains("://") || target.starts_with("mailto:") || target.contains(char::is_whitespace);
        (!elsewhere).then_some((at, target))
    })
}

/// A path as seen from the document that names it.
fn beside(document: &str, path: &str) -> PathBuf {
    let mut full = Path::new(document).parent().unwrap().to_path_buf();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => drop(full.pop()),
            Component::Normal(name) => full.push(name),
            _ => {}
        }
    }
    full
}

/// The anchors of a document's headings, as readers on the web know them.
fn headings(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter(|row| row.starts_with('#')).map(|row| {
        let kept = row.trim_start_matches('#').trim().to_lowercase();
        let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    })
}
