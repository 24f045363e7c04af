//! Words people write: any script and direction, bounded, never altered beyond line ends.

/// The longest text a person may write in one place, in characters.
pub const LONGEST: usize = 20_000;

/// Why a text was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing but blanks.
    Empty,
    /// Longer than allowed, in characters.
    TooLong {
        /// How long it may be.
        most: usize,
    },
}

/// Takes a text of at most `most` characters; line ends become `\n`, control characters go, outer blanks are trimmed.
pub fn tidy(text: &str, most: usize) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n");
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    if text.chars().count() > most {
        return Err(Refusal::TooLong { most });
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_script_and_emoji_are_kept() {
        for words in ["שלום עליכם", "你好 👩‍👩‍👧", "e\u{301}té", "a\nb"] {
            assert_eq!(tidy(words, LONGEST).as_deref(), Ok(words));
        }
    }

    #[test]
    fn blank_and_too_long_are_refused() {
        assert_eq!(tidy(" \r\n ", 5), Err(Refusal::Empty));
        assert_eq!(tidy("éééééé", 5), Err(Refusal::TooLong { most: 5 }));
        assert_eq!(tidy("ééééé", 5).as_deref(), Ok("ééééé"));
    }
}
