/// The stem of an English word: enough to see that *walks*, *walked* and *walking* are one.
pub(crate) fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    for (ending, instead, keep) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= *keep
            && stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        {
            return finish(&format!("{stem}{instead}"));
        }
    }
    finish(word)
}

// What ends a word, what takes its place, and how much must be left before it.
const ENDINGS: &[(&str, &str, usize)] = &[
    ("iness", "y", 2),
    ("ness", "", 3),
    ("ments", "", 3),
    ("ment", "", 3),
    ("ings", "", 2),
    ("ing", "", 2),
    ("ied", "y", 2),
    ("ies", "y", 2),
    ("edly", "", 3),
    ("ed", "", 2),
    ("sses", "ss", 1),
    ("ss", "ss", 1),
    ("ches", "ch", 1),
    ("shes", "sh", 1),
    ("xes", "x", 1),
    ("us", "us", 1),
    ("s", "", 2),
    ("ily", "y", 2),
    ("ly", "", 3),
];

// Takes off what differs between *hope* and *hoping*, *stop* and *stopping*, *try* and *tries*.
fn finish(stem: &str) -> String {
    let mut letters: Vec<char> = stem.chars().collect();
    if let [.., before, last] = letters.as_slice()
        && before == last
        && !"aeiouls".contains(*last)
    {
        letters.pop();
    }
    if letters.len() > 3 && letters.last() == Some(&'e') {
        letters.pop();
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn the_forms_of_a_word_share_a_stem() {
        for family in [
            &["walk", "walks", "walked", "walking"][..],
            &["hope", "hopes", "hoped", "hoping"],
            &["worry", "worries", "worried", "worrying"],
            &["stop", "stopped", "stopping"],
            &["happy", "happiness", "happily"],
            &["kind", "kindly", "kindness"],
            &["watch", "watches"],
            &["partner", "partner's", "partners"],
        ] {
            let stems: Vec<_> = family.iter().map(|word| stem(word)).collect();
            assert!(stems.iter().all(|each| *each == stems[0]), "{stems:?}");
        }
    }

    #[test]
    fn short_words_and_double_letters_stay() {
        assert_eq!(stem("sing"), "sing");
        assert_eq!(stem("bed"), "bed");
        assert_eq!(stem("kiss"), "kiss");
        assert_eq!(stem("feelings"), "feel");
    }
}
