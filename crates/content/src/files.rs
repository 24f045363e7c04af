//! The data files as they lie in the content folder.
//!
//! Invariant: the embedded files are read from the program itself, never from a disk.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../content");

/// A language the library is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    English,
}

impl Lang {
    /// Every language there is.
    pub const ALL: &[Self] = &[Self::English];

    /// The tag of the language, which is also the name of its folder.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    /// The language with this tag, if the library has it.
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|lang| lang.as_str() == tag)
    }
}

/// A set of data files by their path below the content folder, such as `en/tiny.toml`.
#[derive(Clone, Debug, Default)]
pub struct Files(BTreeMap<String, Cow<'static, str>>);

impl Files {
    /// The files that are built into the program.
    pub fn embedded() -> Self {
        let mut files = Self::default();
        files.add_all(&EMBEDDED);
        files
    }

    /// The same files with one more, or with one replaced.
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.0.insert(path.to_owned(), Cow::Owned(text.to_owned()));
        self
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(AsRef::as_ref)
    }

    /// The path and text of each file in a folder, in the order of their names.
    pub fn under<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0
            .iter()
            .filter(move |(path, _)| path.starts_with(folder) && path.ends_with(ending))
            .map(|(path, text)| (path.as_str(), text.as_ref()))
    }

    fn add_all(&mut self, dir: &Dir<'static>) {
        for file in dir.files() {
            // A file that is not UTF-8 is left out, and the lints then miss it by name.
            if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                self.0.insert(path.replace('\\', "/"), Cow::Borrowed(text));
            }
        }
        dir.dirs().for_each(|dir| self.add_all(dir));
    }
}

/// The name of a file without its folders and ending.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_lists_only_its_own_files() {
        let files = Files::default().with("en/tiny.toml", "").with("en/guides/why.md", "x");
        let found: Vec<_> = files.under("en/guides/", ".md").collect();
        assert_eq!(found, [("en/guides/why.md", "x")]);
    }

    #[test]
    fn the_stem_is_the_bare_name() {
        assert_eq!(stem("en/questions/fears.toml"), "fears");
        assert_eq!(stem("fears"), "fears");
    }

    #[test]
    fn a_language_is_named_by_its_tag() {
        assert_eq!(Lang::parse(Lang::English.as_str()), Some(Lang::English));
        assert_eq!(Lang::parse("xx"), None);
    }
}
