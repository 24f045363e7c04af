//! Words that stand for numbers: two people say them to each other, and a device is known by two.

use std::sync::OnceLock;

const LIST: &str = include_str!("../../../content/en/words.txt");

/// The word of a number; numbers beyond the list begin again at its front.
pub(crate) fn word(index: u16) -> &'static str {
    static WORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| LIST.lines().collect());
    words.get(usize::from(index) % words.len().max(1)).copied().unwrap_or_default()
}

/// `harbor · quilt`: several words as they are shown and said.
pub(crate) fn words(indices: &[u16]) -> String {
    indices.iter().map(|index| word(*index)).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_2048_different_short_plain_words() {
        let words: Vec<_> = LIST.lines().collect();
        assert_eq!(words.len(), 2048);
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), 2048);
        for word in words {
            let plain = word.chars().all(|c| c.is_ascii_lowercase());
            assert!(plain && (3..=8).contains(&word.len()), "{word}");
        }
    }

    #[test]
    fn each_number_has_its_word_and_none_is_too_large() {
        let seen: BTreeSet<_> = (0..2048).map(word).collect();
        assert_eq!(seen.len(), 2048);
        assert_eq!(word(2048), word(0));
        assert_eq!(words(&[0, 1]), format!("{} · {}", word(0), word(1)));
    }
}
