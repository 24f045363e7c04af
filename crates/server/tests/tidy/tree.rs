//! The files of the project, as text.

use std::fs;
use std::path::{Path, PathBuf};

/// A text file of the project.
pub(crate) struct File {
    /// Its path from the root, with `/`.
    pub(crate) path: String,
    /// What it says.
    pub(crate) text: String,
}

/// The folder that holds everything.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The files whose path fits, in order. Files that are no text are passed over.
pub(crate) fn files(fits: impl Fn(&str) -> bool) -> Vec<File> {
    let (root, mut found) = (root(), Vec::new());
    walk(&root, &root, &fits, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// One file; empty when it is not there.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

fn walk(root: &Path, folder: &Path, fits: &impl Fn(&str) -> bool, found: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            // Built things, the history and somebody's trial data are not the project.
            if !name.starts_with("target") && name != ".git" && !(folder == root && name == "data") {
                walk(root, &path, fits, found);
            }
            continue;
        }
        let short = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        if let (true, Ok(text)) = (fits(&short), fs::read_to_string(&path)) {
            found.push(File { path: short, text });
        }
    }
}

/// Fails with every flaw on a line of its own.
pub(crate) fn expect_none(rule: &str, flaws: &[String]) {
    assert!(flaws.is_empty(), "{rule}\n{} places:\n  {}\n", flaws.len(), flaws.join("\n  "));
}

/// The number of the line that a place in a text is on.
pub(crate) fn line(text: &str, place: usize) -> usize {
    text.get(..place).map_or(0, |before| before.matches('\n').count()) + 1
}
