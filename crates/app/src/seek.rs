//! Looking for words in what somebody wrote, in any script: large or small letters, and however an accent was typed.
//!
//! Invariant: nothing is kept of what was looked for. There is no index; a search opens and scans.

use unicode_normalization::UnicodeNormalization;

use crate::excerpt;

/// The words that are looked for. All of them must be there, in any order.
pub(crate) struct Sought(Vec<String>);

/// Where the first of them stands, with a little of what is around it.
#[derive(Debug, PartialEq)]
pub(crate) struct Hit {
    pub(crate) before: String,
    pub(crate) hit: String,
    pub(crate) after: String,
}

/// How many bytes of what is around a hit are shown, on each side.
const AROUND: usize = 160;

impl Sought {
    /// What a person typed; nothing, if there is no word in it.
    pub(crate) fn new(typed: &str) -> Option<Self> {
        let words: Vec<String> = alike(typed).split_whitespace().map(str::to_owned).collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// Whether all words stand in a text, and where.
    pub(crate) fn within(&self, text: &str) -> Option<Hit> {
        let composed: String = text.nfc().collect();
        let plain = fold(&composed);
        if !self.0.iter().all(|word| plain.contains(word.as_str())) {
            return None;
        }
        let at = self.0.iter().filter_map(|word| Some((plain.find(word.as_str())?, word.len()))).min()?;
        Some(around(&composed, origin(&composed, at.0), origin(&composed, at.0 + at.1)))
    }
}

/// A text as it is compared.
fn alike(text: &str) -> String {
    fold(&text.nfc().collect::<String>())
}

fn fold(composed: &str) -> String {
    composed.chars().flat_map(without_case).collect()
}

/// A sign without its case. By way of the capitals, because some small letters share one: `ß` is `ss`, and both small
/// sigmas are the same.
fn without_case(c: char) -> impl Iterator<Item = char> {
    let space = c.is_whitespace().then_some(' ');
    // The dot that remains of a Turkish capital would set it apart from every other spelling.
    let letters =
        (!c.is_whitespace()).then(|| c.to_uppercase().flat_map(char::to_lowercase)).into_iter().flatten();
    space.into_iter().chain(letters.filter(|c| *c != '\u{307}'))
}

/// The place in a text that a place in its folded form came from, at the beginning of a sign.
fn origin(composed: &str, folded: usize) -> usize {
    let mut passed = 0;
    for (at, c) in composed.char_indices() {
        if passed >= folded {
            return at;
        }
        passed += without_case(c).map(char::len_utf8).sum::<usize>();
    }
    composed.len()
}

fn around(text: &str, from: usize, to: usize) -> Hit {
    let edge =
        |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at) && excerpt::is_edge(text, *at));
    let to = edge(to.max(from)).unwrap_or(text.len());
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    let (before, more_before) = excerpt::ending(part(0..from), AROUND);
    let (after, more_after) = excerpt::beginning(part(to..text.len()), AROUND);
    Hit {
        before: if more_before { format!("… {before}") } else { before },
        hit: part(from..to).to_owned(),
        after: if more_after { format!("{after} …") } else { after },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finds(typed: &str, text: &str) -> Option<String> {
        Sought::new(typed)?.within(text).map(|hit| hit.hit)
    }

    #[test]
    fn large_and_small_letters_are_the_same_in_every_script() {
        for (typed, text, hit) in [
            ("RAIN", "All day rain.", "rain"),
            ("straße", "In der STRASSE", "STRASSE"),
            ("strasse", "unsere Straße", "Straße"),
            ("ΟΔΌΣ", "η οδός μας", "οδός"),
            ("москва", "МОСКВА ночью", "МОСКВА"),
            ("istanbul", "İstanbul’da", "İstanbul"),
            ("שלום", "אמרתי שלום בערב", "שלום"),
            ("مطر", "كان هناك مطر", "مطر"),
            ("下雨", "今天一直下雨", "下雨"),
            ("👩‍👩‍👧", "we three 👩‍👩‍👧 went", "👩‍👩‍👧"),
        ] {
            assert_eq!(finds(typed, text).as_deref(), Some(hit), "{typed} in {text}");
        }
    }

    #[test]
    fn an_accent_is_found_however_it_was_typed() {
        assert!(finds("cafe\u{301}", "the café").is_some());
        assert!(finds("café", "the cafe\u{301}").is_some());
        assert!(finds("각", "\u{1100}\u{1161}\u{11a8}").is_some());
        assert!(finds("cafe", "the café").is_none(), "another letter is another letter");
    }

    #[test]
    fn all_words_must_be_there_in_any_order() {
        assert!(finds("kitchen rain", "Rain, and the light in the\nkitchen").is_some());
        assert!(finds("kitchen snow", "Rain, and the light in the kitchen").is_none());
        assert!(Sought::new(" \n ").is_none());
    }

    #[test]
    fn a_hit_stands_within_a_little_of_what_is_around_it() {
        let text = format!("{} the blue door {}", "before ".repeat(80), "after ".repeat(80));
        let hit = Sought::new("BLUE door").unwrap().within(&text).unwrap();
        assert_eq!(hit.hit, "blue");
        assert!(hit.before.starts_with("… before") && hit.before.ends_with("the "));
        assert!(hit.after.starts_with(" door after") && hit.after.ends_with("after …"));
        assert!(hit.before.len() + hit.after.len() < 2 * AROUND + 12);
    }

    proptest! {
        #[test]
        fn any_text_is_found_in_itself_whatever_it_is_written_in(text in "\\PC{1,40}", around in "\\PC{0,20}") {
            let (lower, upper) = (text.to_lowercase(), text.to_uppercase());
            let whole = format!("{around} {text} {around}");
            prop_assert_eq!(Sought::new(&text).is_some(), !text.trim().is_empty());
            if let Some(sought) = Sought::new(&text) {
                let hit = sought.within(&whole).unwrap();
                prop_assert!(!hit.hit.is_empty());
            }
            let _ = (Sought::new(&lower).map(|it| it.within(&whole)), Sought::new(&upper).map(|it| it.within(&whole)));
        }
    }
}
