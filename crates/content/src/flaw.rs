use std::fmt;

/// Something in a data file that must be mended before it may reach a reader.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flaw {
    /// The file, as a path below the content folder.
    pub file: String,
    /// The entry in the file, or nothing when the file as a whole is meant.
    pub id: String,
    /// The rule that was broken, in one or two words.
    pub rule: &'static str,
    /// What was found, for the person who mends it.
    pub text: String,
}

impl Flaw {
    /// A flaw of one entry.
    pub fn new(
        file: impl Into<String>,
        id: impl Into<String>,
        rule: &'static str,
        text: impl Into<String>,
    ) -> Self {
        Self { file: file.into(), id: id.into(), rule, text: text.into() }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}] {}: {}", self.file, self.id, self.rule, self.text)
    }
}
