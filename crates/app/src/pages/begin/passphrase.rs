//! What a new passphrase must be: long enough, typed twice the same, and not among the first that anybody tries.

use crate::{Ctx, Form};

/// The fewest characters.
const SHORTEST: usize = 10;
/// The most; anything beyond is hardly typed by hand.
const LONGEST: usize = 1_000;

/// What is tried first, without blanks and in lower case.
const WORST: &[&str] = &[
    "0123456789",
    "1234567890",
    "12345678910",
    "123456789a",
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "abcdefghij",
    "adminadmin",
    "administrator",
    "changemenow",
    "correcthorsebatterystaple",
    "iloveyou123",
    "iloveyou1234",
    "iloveyouforever",
    "letmein123",
    "mypassphrase",
    "mypassword",
    "passphrase",
    "passphrase1",
    "passphrase123",
    "password12",
    "password123",
    "password1234",
    "passwordpassword",
    "q1w2e3r4t5",
    "qwertyuiop",
    "qwerty12345",
    "qwerty123456",
    "qwertyqwerty",
    "secretsecret",
    "sunshine123",
    "welcome123",
    "zxcvbnm123",
];

/// Why a new passphrase was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Fewer characters than there must be, or more than fit.
    Length,
    /// Among the first that anybody tries.
    Worst,
    /// The two times differ.
    Differs,
}

impl Refused {
    /// In words.
    pub(crate) fn text(self, ctx: &Ctx<'_>) -> String {
        ctx.say(match self {
            Refused::Length => "begin-passphrase-length",
            Refused::Worst => "begin-passphrase-worst",
            Refused::Differs => "begin-passphrase-differs",
        })
    }
}

/// Reads a new passphrase from `field` and, a second time, from `again`. `name` is what the account is called.
pub(crate) fn chosen<'a>(form: &'a Form, field: &str, name: &str) -> Result<&'a str, Refused> {
    let passphrase = form.text(field);
    if !(SHORTEST..=LONGEST).contains(&passphrase.chars().count()) {
        return Err(Refused::Length);
    }
    if is_worst(passphrase, name) {
        return Err(Refused::Worst);
    }
    if passphrase != form.text("again") { Err(Refused::Differs) } else { Ok(passphrase) }
}

fn is_worst(passphrase: &str, name: &str) -> bool {
    let fold = |text: &str| text.to_lowercase().split_whitespace().collect::<String>();
    let folded = fold(passphrase);
    let kinds: std::collections::BTreeSet<char> = folded.chars().collect();
    kinds.len() < 4 || folded == fold(name) || WORST.contains(&folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(passphrase: &str, again: &str) -> Option<Refused> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("passphrase", passphrase), ("again", again)])
            .finish();
        chosen(&Form::parse(body.as_bytes()), "passphrase", "alex@example.org").err()
    }

    #[test]
    fn any_script_blanks_and_signs_are_fine() {
        for words in
            ["otter lamp quilt plum", "שלום עליכם חברים", "雨の日に猫が窓で寝ている", "  !?;&=%+  ab "]
        {
            assert_eq!(refused(words, words), None, "{words}");
        }
    }

    #[test]
    fn too_short_too_common_and_mistyped_are_refused() {
        assert_eq!(refused("otterlamp", "otterlamp"), Some(Refused::Length));
        let long = "otter ".repeat(200);
        assert_eq!(refused(&long, &long), Some(Refused::Length));
        for worst in ["Password 123", "aaaaaaaaaaaa", "          ", "Alex@Example.org", "ILOVEYOU123"] {
            assert_eq!(refused(worst, worst), Some(Refused::Worst), "{worst}");
        }
        assert_eq!(refused("otter lamp quilt", "otter lamp quill"), Some(Refused::Differs));
    }
}
