//! Plain tools for English prose, only for the lints.

mod stem;
mod syllables;

pub(crate) use stem::stem;
pub(crate) use syllables::syllables;

/// The words of a text, in small letters, with straight apostrophes.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.replace('’', "'")
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// How many sentences a text has; a text without a full stop is one.
pub(crate) fn sentences(text: &str) -> usize {
    let mut sentences = 0;
    let mut open = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        open |= letter.is_alphanumeric();
        // Only a mark before a gap ends a sentence: 7.30 and 9.5 go on.
        let gap = letters.peek().is_none_or(|next| !next.is_alphanumeric());
        if open && gap && matches!(letter, '.' | '!' | '?' | '…') {
            sentences += 1;
            open = false;
        }
    }
    sentences + usize::from(open)
}

/// The school grade by Flesch and Kincaid at which these blocks can be read.
#[expect(clippy::cast_precision_loss, reason = "texts are far shorter than 2^52 words")]
pub(crate) fn grade<T: AsRef<str>>(blocks: &[T]) -> f64 {
    let sentence_count: usize = blocks.iter().map(|block| sentences(block.as_ref())).sum();
    let all: Vec<String> = blocks.iter().flat_map(|block| words(block.as_ref())).collect();
    let syllable_count: usize = all.iter().map(|word| syllables(word)).sum();
    let (word_count, sentence_count) = (all.len().max(1) as f64, sentence_count.max(1) as f64);
    0.39 * (word_count / sentence_count) + 11.8 * (syllable_count as f64 / word_count) - 15.59
}

/// The stems of the words that carry the meaning of a text, each once, in order of the alphabet.
pub(crate) fn content(text: &str) -> Vec<String> {
    let mut stems: Vec<String> =
        words(text).iter().filter(|word| !is_small(word)).map(|word| stem(word)).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

// The words that hold a sentence together and say nothing of what it is about.
fn is_small(word: &str) -> bool {
    const SMALL: &str = " a about after again all also am an and any are aren't as at be been before being but \
        by can can't could did didn't do does doesn't doing don't down each ever for from get gets give go got \
        had has have haven't having here how i i'd i'll i'm i've if in into is isn't it it's its just let like \
        make makes me more most much my of off on once one only or other our out over own please really s say \
        she he so some someone something somebody still such t tell than that that's the their them then there \
        these they thing things this those through to too two until up us very was way we were what what's when \
        where which while who whom whose why will with without won't would you you'd you'll you're you've your \
        yours yourself ";
    word.len() < 2 || SMALL.contains(&format!(" {word} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_apostrophes() {
        assert_eq!(words("Don’t – “say” it; 7.30 then."), ["don't", "say", "it", "7", "30", "then"]);
    }

    #[test]
    fn sentences_are_counted_by_their_ends() {
        assert_eq!(sentences("One. Two? “Three!” And four"), 4);
        assert_eq!(sentences("At 7.30 we eat… and rest."), 2);
        assert_eq!(sentences(""), 0);
    }

    #[test]
    fn a_plain_text_reads_at_a_low_grade_and_a_heavy_one_at_a_high_grade() {
        let plain = "The cat sat on the mat. It was a good day. We had some tea and then we went for a walk.";
        let heavy = "Contemporary psychological investigation increasingly emphasises interpersonal \
                     responsiveness as a predominant determinant of relational satisfaction.";
        assert!(grade(&[plain]) < 2.0, "{}", grade(&[plain]));
        assert!(grade(&[heavy]) > 20.0, "{}", grade(&[heavy]));
    }

    // Counted by hand: the opening of the Gettysburg address has 30 words, 1 sentence and 48 syllables.
    #[test]
    fn the_grade_follows_the_formula() {
        let text = "Four score and seven years ago our fathers brought forth on this continent, a new nation, \
                    conceived in Liberty, and dedicated to the proposition that all men are created equal.";
        let by_hand = 0.39 * 30.0 + 11.8 * (48.0 / 30.0) - 15.59;
        assert!((grade(&[text]) - by_hand).abs() < 1.0, "{} or {by_hand}", grade(&[text]));
    }

    #[test]
    fn content_words_leave_out_what_only_holds_the_sentence_together() {
        assert_eq!(content("What are you afraid of losing these days?"), ["afraid", "day", "los"]);
    }
}
