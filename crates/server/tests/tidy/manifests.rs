//! The crates' manifests: what each crate needs is said with its reason, and the pure ones stay pure.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::without_tests;
use crate::tree::{expect_none, files, line, read};

/// Crates without I/O, clock, threads or hidden randomness: they run in a browser, too.
const PURE: [&str; 5] = ["app", "calendar", "content", "domain", "vault"];

/// What a pure crate never names.
const IMPURE: [&str; 13] = [
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "std::time",
    "tokio",
    "getrandom",
    "Instant::now",
    "SystemTime",
    "Timestamp::now",
];

type Needs = BTreeSet<(String, String)>;

fn crates() -> BTreeMap<String, toml::Table> {
    let manifests = files(|path| path.starts_with("crates/") && path.ends_with("/Cargo.toml"));
    let manifests = manifests.into_iter().filter(|file| file.path.matches('/').count() == 2);
    let named = manifests.map(|file| {
        let name = file.path.split('/').nth(1).unwrap().to_owned();
        (name, file.text.parse().unwrap())
    });
    named.collect()
}

/// Every direct dependency of every crate, those of tests and of other targets too.
fn needed() -> Needs {
    fn collect(table: &toml::Table, of: &str, needs: &mut Needs) {
        for (key, value) in table {
            let Some(inner) = value.as_table() else { continue };
            if key.ends_with("dependencies") {
                needs.extend(inner.keys().map(|name| (of.to_owned(), name.clone())));
            } else if key == "target" || table.contains_key("dependencies") || key.starts_with("cfg(") {
                collect(inner, of, needs);
            }
        }
    }
    let mut needs = Needs::new();
    for (name, manifest) in crates() {
        collect(&manifest, &name, &mut needs);
    }
    needs
}

/// The words in backticks of a table's cell.
fn ticked(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The rows of the table `| crate | needs | for |`, with their line; a row may name several on both sides.
fn table() -> Vec<(usize, Needs, String)> {
    let text = read("ARCHITECTURE.md");
    let lines =
        (1..).zip(text.lines()).skip_while(|(_, row)| !row.starts_with("| crate | needs | for |")).skip(2);
    let rows = lines.take_while(|(_, row)| row.starts_with('|'));
    let rows = rows.map(|(number, row)| {
        let cells: Vec<_> = row.trim_matches('|').split(" | ").collect();
        let [of, needs, reason] = cells.as_slice() else {
            panic!("ARCHITECTURE.md:{number}: not three cells")
        };
        let pairs = ticked(of)
            .into_iter()
            .flat_map(|of| ticked(needs).into_iter().map(move |needs| (of.to_owned(), needs.to_owned())));
        (number, pairs.collect(), reason.trim().to_owned())
    });
    rows.collect()
}

#[test]
fn every_dependency_stands_in_the_architecture_with_its_reason() {
    let needed = needed();
    let mut flaws = Vec::new();
    let mut told = Needs::new();
    for (number, pairs, reason) in table() {
        if reason.is_empty() {
            flaws.push(format!("ARCHITECTURE.md:{number}: no reason"));
        }
        for (of, needs) in pairs {
            if !needed.contains(&(of.clone(), needs.clone())) {
                flaws.push(format!("ARCHITECTURE.md:{number}: {of} does not need {needs}"));
            }
            if !told.insert((of.clone(), needs.clone())) {
                flaws.push(format!("ARCHITECTURE.md:{number}: {of} and {needs} stand there twice"));
            }
        }
    }
    flaws
        .extend(needed.difference(&told).map(|(of, needs)| format!("{of} needs {needs}, which is not told")));
    expect_none("The table `crate | needs | for` of ARCHITECTURE.md and the manifests say the same.", &flaws);
}

#[test]
fn every_crate_stands_in_the_map() {
    let map = read("ARCHITECTURE.md");
    let missing = crates().into_keys().filter(|name| !map.contains(&format!("| `{name}` |")));
    expect_none("Every crate has a row in ARCHITECTURE.md.", &missing.collect::<Vec<_>>());
}

#[test]
fn pure_crates_name_no_clock_no_file_no_socket_and_no_chance() {
    let pure = |path: &str| {
        path.ends_with(".rs") && PURE.iter().any(|name| path.starts_with(&format!("crates/{name}/src/")))
    };
    let mut flaws = Vec::new();
    for file in files(pure) {
        let code = without_tests(&file.text);
        for word in IMPURE {
            for (at, _) in code.match_indices(word) {
                let begin = code.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
                let spoken = code.get(begin..at).is_some_and(|before| before.trim_start().starts_with("//"));
                if !spoken {
                    flaws.push(format!("{}:{}: {word}", file.path, line(code, at)));
                }
            }
        }
    }
    expect_none("Time, chance and everything read come in as arguments.", &flaws);
}

#[test]
fn imports_point_one_way() {
    let may: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("domain", &[][..]),
        ("content", &["domain"]),
        ("vault", &[]),
        ("calendar", &[]),
        ("store", &[]),
        ("app", &["calendar", "content", "domain"]),
        ("sim", &["app", "content", "domain"]),
    ]);
    let ours = crates();
    let wrong = needed().into_iter().filter(|(of, needs)| {
        ours.contains_key(needs) && may.get(of.as_str()).is_some_and(|may| !may.contains(&needs.as_str()))
    });
    expect_none(
        "Nothing points back.",
        &wrong.map(|(of, needs)| format!("{of} needs {needs}")).collect::<Vec<_>>(),
    );
}
