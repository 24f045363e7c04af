//! The rules the words must keep. Each lint returns the flaws it finds and changes nothing.
//!
//! `tests/library.rs` runs them over the real files; each has a sample beside it that it must catch.

mod affection;
mod alike;
mod alone_half;
mod bids;
mod both;
mod chains;
mod counts;
mod entries;
mod evidence;
mod guides;
mod help;
mod lengths;
mod marks;
mod needs;
mod phrases;
mod pieces;
mod presence;
mod prose;
mod questions;
mod reading;
mod references;
mod repair;
mod rituals;
mod steps;
mod wording;

pub use affection::affection;
pub use alike::{equal, near};
pub use alone_half::alone_half;
pub use bids::bids;
pub use both::both;
pub use chains::chains;
pub use counts::counts;
pub use entries::ids;
pub use evidence::evidence;
pub use guides::guides;
pub use help::help_lines;
pub use lengths::lengths;
pub use marks::marks;
pub use needs::needs;
pub use pieces::{Piece, pieces, pieces_of_words};
pub use presence::presence;
pub use questions::{danger, intimate, logistics, openings, rating, seasons, shape};
pub use reading::reading;
pub use references::{reachable, references};
pub use repair::repair;
pub use rituals::{harmless, neutral, rituals};
pub use steps::steps;
pub use wording::{blaming, claims, gendered, stale_allowances};

use crate::{Flaw, Library, Words};

/// Every flaw of a library and its words, in the order of the files.
pub fn all(library: &Library, words: &Words) -> Vec<Flaw> {
    let rules: [fn(&Library) -> Vec<Flaw>; 28] = [
        affection, alone_half, bids, both, chains, counts, danger, equal, evidence, guides, harmless,
        help_lines, ids, intimate, logistics, near, needs, neutral, openings, presence, rating, reachable,
        references, repair, rituals, seasons, shape, steps,
    ];
    let mut flaws: Vec<Flaw> = rules.iter().flat_map(|rule| rule(library)).collect();
    let mut pieces = pieces(library);
    flaws.extend(lengths(library));
    pieces.extend(pieces_of_words(words));
    for rule in [blaming, claims, gendered, marks, reading, stale_allowances] {
        flaws.extend(rule(&pieces));
    }
    flaws.sort();
    flaws
}

/// What the unit tests of the lints are fed with.
#[cfg(test)]
mod fixture {
    use crate::{Files, Flaw, Lang, Library};

    /// A library of these files, by their path below `en/`.
    pub(super) fn library(files: &[(&str, &str)]) -> Library {
        let files =
            files.iter().fold(Files::default(), |all, (path, text)| all.with(&format!("en/{path}"), text));
        let (library, flaws) = Library::read(&files, Lang::English);
        assert!(flaws.iter().all(|flaw| flaw.text == "is missing"), "{flaws:?}");
        library
    }

    /// A library of these questions, all in `questions/fears.toml`: depth and text.
    pub(super) fn questions(texts: &[(u8, &str)]) -> Library {
        let entries = texts.iter().enumerate().map(|(at, (depth, text))| {
            format!(
                "[[question]]\nid = 'fears-{depth}-{at:02}'\ndepth = {depth}\ntext = '{text}'\nmore = ''\n"
            )
        });
        library(&[("questions/fears.toml", &entries.collect::<String>())])
    }

    /// One good practice, with these lines in place of its own.
    pub(super) fn practice(lines: &str) -> String {
        let own = [
            "id = 'walk'",
            "title = 'A walk'",
            "kind = 'side-by-side'",
            "who = 'either'",
            "minutes = 15",
            "depth = 1",
            "wordless = true",
            "signs = ['company']",
            "causes = ['busy']",
            "why = 'Side by side is easy.'",
            "steps = ['Go out.', 'Come home.']",
            "takes = 'Shoes'",
            "alone = 'Walk alone.'",
            "evidence = 'early'",
            "source = 'Aron et al. 2000'",
        ];
        entry("practice", &own, lines)
    }

    // An entry of these lines, with the given ones in place of its own.
    fn entry(kind: &str, own: &[&str], lines: &str) -> String {
        let name = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
        let given: Vec<_> = lines.lines().map(name).collect();
        let kept = own.iter().filter(|line| !given.contains(&name(line))).copied();
        format!("[[{kind}]]\n{}\n{lines}\n", kept.collect::<Vec<_>>().join("\n"))
    }

    /// A library of practices.
    pub(super) fn practices(all: &[&str]) -> Library {
        let text: String = all.iter().map(|lines| practice(lines)).collect();
        library(&[("practices/walk.toml", &text)])
    }

    /// One good ritual template, with these lines in place of its own.
    pub(super) fn ritual(lines: &str) -> String {
        let own = [
            "id = 'evening-walk'",
            "title = 'Evening walk'",
            "neutral = 'Walk'",
            "season = 'any'",
            "minutes = 30",
            "rhythm = { every = 'week', on = ['tue'] }",
            "at = '19:30'",
            "kind = 'side-by-side'",
            "signs = ['company']",
            "causes = ['busy']",
            "what = 'A walk that leads nowhere.'",
            "try = ['Look up at the roofs.', 'Walk by the water.', 'Count open windows.', 'Find a new street.']",
            "easier = 'Once round the house.'",
            "why = 'Side by side is easy.'",
            "evidence = 'wisdom'",
            "source = 'Counsellors’ practice'",
        ];
        entry("ritual", &own, lines)
    }

    /// A library of ritual templates.
    pub(super) fn rituals(all: &[&str]) -> Library {
        let text: String = all.iter().map(|lines| ritual(lines)).collect();
        library(&[("rituals.toml", &text)])
    }

    /// The ids and rules of these flaws.
    pub(super) fn found(flaws: &[Flaw]) -> Vec<(&str, &str)> {
        flaws.iter().map(|flaw| (flaw.id.as_str(), flaw.rule)).collect()
    }
}
