use super::pieces::Piece;
use crate::Flaw;

/// Marks that do not belong in these texts: exclamation marks, straight quotes, HTML, double gaps, capitals that shout.
pub fn marks(pieces: &[Piece]) -> Vec<Flaw> {
    pieces.iter().filter_map(|piece| Some(piece.flaw("mark", wrong(&piece.text)?))).collect()
}

fn wrong(text: &str) -> Option<&'static str> {
    let shouts = |word: &str| word.len() > 5 && word.chars().all(|letter| letter.is_ascii_uppercase());
    match text {
        _ if text.contains('!') => Some("an exclamation mark"),
        _ if text.contains('\'') => Some("a straight apostrophe"),
        _ if text.contains('"') => Some("a straight quote"),
        _ if text.contains(['<', '>']) => Some("a sign of HTML"),
        _ if text.contains("...") => Some("three dots in place of …"),
        _ if text.trim() != text => Some("a gap at its end"),
        _ if text.lines().any(|line| line.trim_start().contains("  ")) => Some("a double gap"),
        _ if text.matches('…').count() > 4 => Some("too many …"),
        _ if text.split(|letter: char| !letter.is_alphanumeric()).any(shouts) => Some("a word in capitals"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_do_not_belong_are_caught() {
        for text in [
            "Go!",
            "Don't",
            "say \"so\"",
            "and...",
            "two  gaps",
            "gap ",
            "REALLY",
            "a… b… c… d… e…",
            "a <b>c</b>",
        ] {
            let piece = Piece { file: "a".into(), id: "b".into(), field: "text", text: text.into() };
            assert_eq!(marks(&[piece]).len(), 1, "{text}");
        }
    }

    #[test]
    fn good_marks_are_left_alone() {
        for text in ["Don’t say “so” …", "- one\n  - two", "TLS", "7.30"] {
            assert_eq!(wrong(text), None, "{text}");
        }
    }
}
