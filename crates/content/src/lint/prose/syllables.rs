/// About how many syllables an English word has, by its vowels and the usual exceptions.
pub(crate) fn syllables(word: &str) -> usize {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits > 0 {
        return digits;
    }
    if let Some((_, count)) = KNOWN.iter().find(|(known, _)| *known == word) {
        return *count;
    }
    let spoken: String = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    let heard =
        groups(&spoken) + apart(&spoken) + usize::from(word.ends_with("dn't") || word.ends_with("sn't"));
    heard.saturating_sub(silent_inside(&spoken) + usize::from(silent_end(&spoken))).max(1)
}

const KNOWN: &[(&str, usize)] = &[
    ("anyone", 3),
    ("area", 3),
    ("aren't", 1),
    ("client", 2),
    ("cruel", 2),
    ("create", 2),
    ("created", 3),
    ("evening", 2),
    ("evenings", 2),
    ("everyone", 3),
    ("favourite", 3),
    ("fuel", 2),
    ("hundred", 2),
    ("idea", 3),
    ("ideas", 3),
    ("interest", 2),
    ("loneliness", 3),
    ("marriage", 2),
    ("people", 2),
    ("poem", 2),
    ("science", 2),
    ("someone", 2),
    ("tired", 2),
    ("weren't", 1),
    ("whoever", 3),
];

fn is_vowel(letter: char) -> bool {
    "aeiouyéèêàüöä".contains(letter)
}

fn groups(word: &str) -> usize {
    word.split(|letter| !is_vowel(letter)).filter(|group| !group.is_empty()).count()
}

// Vowels that stand together and are yet spoken apart: qui-et, di-ary, us-u-al, see-ing.
fn apart(word: &str) -> usize {
    const PAIRS: &[&str] = &["ia", "io", "iu", "ua", "eo", "iet", "ier", "iest"];
    const JOINED: &[&str] = &[
        "tia", "cia", "gia", "tio", "sio", "gio", "xio", "cio", "tie", "cie", "gua", "qua", "geo", "nion",
        "llion",
    ];
    let count = |parts: &[&str]| parts.iter().map(|part| word.matches(part).count()).sum::<usize>();
    let ing = word
        .strip_suffix("ings")
        .or_else(|| word.strip_suffix("ing"))
        .is_some_and(|rest| rest.ends_with(is_vowel));
    count(PAIRS).saturating_sub(count(JOINED)) + usize::from(ing)
}

// An e in the middle that nobody hears: lone-ly, care-ful, some-thing, ev(e)ry.
fn silent_inside(word: &str) -> usize {
    const ENDINGS: &[&str] = &["ly", "ful", "fully", "less", "ment", "ments", "ness", "times", "time"];
    const BEGINNINGS: &[&str] = &["some", "home", "every", "elsewhere"];
    let ending = ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .any(|rest| rest.len() > 2 && silent_end(rest) && rest.ends_with('e'));
    let beginning = BEGINNINGS.iter().any(|beginning| {
        word.strip_prefix(beginning).is_some_and(|rest| {
            rest.starts_with(|letter| !is_vowel(letter)) || !["some", "home"].contains(beginning)
        })
    });
    usize::from(ending || beginning)
}

// An e at the end that nobody hears: lik(e), lik(e)s, lik(e)d; but ta-ble, fa-ces, nee-ded.
fn silent_end(word: &str) -> bool {
    let consonant = |rest: &str| rest.ends_with(|letter| !is_vowel(letter));
    let spoken_l =
        |rest: &str| rest.strip_suffix('l').is_some_and(|rest| consonant(rest) && !rest.ends_with('l'));
    let hissing = |rest: &str| ["s", "z", "x", "ch", "sh", "c", "g"].iter().any(|end| rest.ends_with(end));
    if let Some(rest) = word.strip_suffix('e') {
        return consonant(rest) && !spoken_l(rest);
    }
    if let Some(rest) = word.strip_suffix("es") {
        return consonant(rest) && !spoken_l(rest) && !hissing(rest);
    }
    if let Some(rest) = word.strip_suffix("ed") {
        return consonant(rest) && !spoken_l(rest) && !rest.ends_with(['t', 'd']);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::syllables;

    #[test]
    fn words_have_the_syllables_one_hears() {
        for (count, words) in [
            (
                1,
                "a the hope hoped hopes smile smiled while whole eight friend through you've they're don't changed",
            ),
            (
                2,
                "table tables faces needed quiet lonely careful something sometimes every being trying playing \
                 didn't isn't people partner someone poem evening settled moment kindness saying closer",
            ),
            (
                3,
                "everyone everything usual diary easier idea area together another tomorrow remember yesterday \
                 anyone anything opinion attention",
            ),
            (4, "conversation intimacy vulnerable january emotional responsible"),
        ] {
            for word in words.split_whitespace() {
                assert_eq!(syllables(word), count, "{word}");
            }
        }
    }

    #[test]
    fn a_number_is_read_aloud() {
        assert_eq!(syllables("10"), 2);
    }

    #[test]
    fn every_word_has_at_least_one() {
        assert_eq!(syllables("hm"), 1);
        assert_eq!(syllables("'"), 1);
    }
}
