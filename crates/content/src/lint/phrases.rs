//! Finding words and phrases in a text, whatever marks stand between them.

use super::prose;

/// A text cut for looking up phrases; `.` stands for the end of a sentence.
pub(crate) struct Cut(Vec<String>);

impl Cut {
    pub(crate) fn new(text: &str) -> Self {
        let mut cut = vec![".".to_owned()];
        for part in text.split_inclusive(['.', '!', '?', '…', ':', ';', '“', '”', '\n', '%']) {
            cut.extend(prose::words(part).iter().flat_map(|word| word.split('\'')).map(ToOwned::to_owned));
            cut.push(if part.ends_with('%') { "%" } else { "." }.to_owned());
        }
        Self(cut)
    }

    /// Which of these phrases, set apart by commas, the text has. `^` stands for the beginning of a sentence, `#`
    /// for a number, and a word that ends in `*` for all that begin with it.
    pub(crate) fn found<'p>(&self, phrases: &'p str) -> impl Iterator<Item = &'p str> {
        phrases.split(", ").filter(|phrase| self.has(phrase))
    }

    /// Whether the text has this phrase.
    pub(crate) fn has(&self, phrase: &str) -> bool {
        let parts: Vec<&str> = phrase.split(' ').collect();
        self.0
            .windows(parts.len())
            .any(|window| window.iter().zip(&parts).all(|(word, part)| fits(word, part)))
    }
}

fn fits(word: &str, part: &str) -> bool {
    match part {
        "^" => word == ".",
        "#" => word.chars().all(|letter| letter.is_ascii_digit()),
        _ => part.strip_suffix('*').map_or(word == part, |beginning| word.starts_with(beginning)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_whatever_stands_between_its_words() {
        let cut = Cut::new("It’s zero-knowledge. You always say that. In 86 % of cases, they’re “healed”");
        assert!(cut.has("zero knowledge") && cut.has("^ you always") && cut.has("# %") && cut.has("heal*"));
        assert!(cut.has("they"));
    }

    #[test]
    fn a_phrase_does_not_reach_over_the_end_of_a_sentence() {
        assert!(!Cut::new("Say it to you. Always be kind.").has("you always"));
        assert!(!Cut::new("What you always liked").has("^ you always"));
        assert_eq!(Cut::new("The other day").found("he, her, day").collect::<Vec<_>>(), ["day"]);
    }
}
