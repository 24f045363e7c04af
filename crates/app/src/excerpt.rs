//! A piece of somebody's words, where all of them would make a page too long.
//!
//! Invariant: no piece ends inside of what a reader sees as one sign, and words that fit are shown as they are.

/// The beginning of a text, as much as costs no more than so many bytes on a page, and whether that is not all of it.
pub(crate) fn beginning(text: &str, most: usize) -> (String, bool) {
    let mut left = most;
    let fits = |(_, c): &(usize, char)| {
        let rest = left.checked_sub(cost(*c));
        left = rest.unwrap_or_default();
        rest.is_some()
    };
    let end = text.char_indices().take_while(fits).last().map_or(0, |(at, c)| at + c.len_utf8());
    if end == text.len() {
        return (text.to_owned(), false);
    }
    let end = back_to_a_gap(text, end);
    (text.get(..end).unwrap_or_default().trim_end().to_owned(), true)
}

/// The end of a text, as much as costs no more than so many bytes.
pub(crate) fn ending(text: &str, most: usize) -> (String, bool) {
    let mut left = most;
    let fits = |(_, c): &(usize, char)| {
        let rest = left.checked_sub(cost(*c));
        left = rest.unwrap_or_default();
        rest.is_some()
    };
    let begin = text.char_indices().rev().take_while(fits).last().map_or(text.len(), |(at, _)| at);
    if begin == 0 {
        return (text.to_owned(), false);
    }
    let begin = on_to_a_gap(text, begin);
    (text.get(begin..).unwrap_or_default().trim_start().to_owned(), true)
}

/// How many bytes a page needs for a text.
pub(crate) fn bytes(text: &str) -> usize {
    text.chars().map(cost).sum()
}

/// How many bytes a page needs for a sign.
fn cost(c: char) -> usize {
    if matches!(c, '<' | '>' | '&' | '"' | '\'') { 5 } else { c.len_utf8() }
}

/// How far a cut may move to find a gap between words; some scripts have none.
const GAP: usize = 24;

fn back_to_a_gap(text: &str, end: usize) -> usize {
    let before = text.get(..end).unwrap_or_default();
    let from = before.floor_char_boundary(end.saturating_sub(GAP));
    let near = before.get(from..).unwrap_or_default();
    let gap = near.rfind(char::is_whitespace).map(|at| from + at).filter(|at| *at > 0);
    gap.unwrap_or_else(|| {
        before
            .char_indices()
            .rev()
            .map(|(at, c)| at + c.len_utf8())
            .find(|at| is_edge(text, *at))
            .unwrap_or(0)
    })
}

fn on_to_a_gap(text: &str, begin: usize) -> usize {
    let after = text.get(begin..).unwrap_or_default();
    let near = after.get(..after.floor_char_boundary(GAP)).unwrap_or_default();
    let gap = near.find(char::is_whitespace).map(|at| begin + at);
    let edge = || after.char_indices().map(|(at, _)| begin + at).find(|at| is_edge(text, *at));
    gap.or_else(edge).unwrap_or(text.len())
}

/// Whether a text may be cut here: not between two parts of one sign.
pub(crate) fn is_edge(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|after| after.chars().next());
    let last = text.get(..at).and_then(|before| before.chars().next_back());
    !next.is_some_and(goes_on)
        && last != Some(JOINER)
        && !(next.is_some_and(is_flag) && last.is_some_and(is_flag))
}

/// Joins two signs into one.
const JOINER: char = '\u{200d}';

/// Belongs to the sign before it: marks, joiners, the skin of a hand.
fn goes_on(c: char) -> bool {
    matches!(c,
        JOINER | '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20f0}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
        || unicode_normalization::char::is_combining_mark(c)
}

fn is_flag(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_shown_as_it_is_and_what_does_not_is_cut_between_words() {
        assert_eq!(beginning("a short note", 40), ("a short note".into(), false));
        assert_eq!(beginning("rain on the roof all night", 14), ("rain on the".into(), true));
        assert_eq!(ending("rain on the roof all night", 14), ("all night".into(), true));
        assert_eq!(beginning("", 10), (String::new(), false));
        assert_eq!(beginning("語語語語", 7), ("語語".into(), true));
    }

    #[test]
    fn no_sign_is_cut_in_two() {
        let family = "👩\u{200d}👩\u{200d}👧";
        for text in [family.repeat(3), "e\u{301}".repeat(9), "🇧🇷".repeat(3), "👍🏽".repeat(4), "क्षि".repeat(6)]
        {
            for most in 0..text.len() {
                let (begin, end) = (beginning(&text, most).0, ending(&text, most).0);
                assert!(text.starts_with(&begin) && is_edge(&text, begin.len()), "{begin}");
                assert!(text.ends_with(&end) && is_edge(&text, text.len() - end.len()), "{end}");
            }
        }
    }

    #[test]
    fn what_is_written_out_on_a_page_counts_as_it_is_written_there() {
        let text = "<".repeat(100);
        let most = beginning(&text, 50).0;
        assert!(most.len() <= 10, "{most}");
    }
}
