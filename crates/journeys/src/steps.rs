//! What people do in more than one story, on the pages everybody sees.

use crate::Visitor;

/// Everybody's passphrase in these stories.
pub const PASSPHRASE: &str = "seven lamps along the river";

/// A few words of each of the four statements of the short look.
const SIGNS: [&str; 4] = ["I can tell my partner", "talk about more", "less alone", "affection between us"];

impl Visitor {
    /// Fills in *Begin*, which must be open, and sends it.
    #[track_caller]
    pub fn begin(&self, name: &str) {
        self.fill_in_begin(name);
        self.press("Begin");
    }

    /// Fills in *Begin* and does not send it yet.
    #[track_caller]
    pub fn fill_in_begin(&self, name: &str) {
        self.fill("name", name);
        self.fill("email", &name.to_lowercase());
        self.fill("passphrase", PASSPHRASE);
        self.fill("again", PASSPHRASE);
    }

    /// Signs in.
    #[track_caller]
    pub fn enter(&self, name: &str, passphrase: &str) {
        self.goto("/enter");
        self.fill("email", name);
        self.fill("passphrase", passphrase);
        self.press("Sign in");
    }

    /// Takes the short look.
    #[track_caller]
    pub fn give_a_pulse(&self, values: [u8; 4]) {
        self.goto("/me/check/pulse");
        for (sign, value) in SIGNS.iter().zip(values) {
            self.tick_in(sign, &value.to_string());
        }
        self.tick("overlapping a little");
        self.press("Keep this");
        self.see("Thank you for looking");
    }

    /// Makes a letter with these words; answers its link and the code that is said aloud.
    #[track_caller]
    pub fn write_a_letter(&self, words: &str) -> (String, String) {
        self.goto("/us/invite");
        self.fill("Your letter", words);
        self.press("Make the letter");
        self.see(words);
        let codes = self.ask("[...document.querySelectorAll('.code')].map((it) => it.innerText.trim())");
        let [link, code] = [0, 1].map(|n: usize| codes[n].as_str().unwrap_or_default().to_owned());
        assert!(link.contains("/i/") && code.len() == 6, "{link} {code}");
        (link, code)
    }

    /// The four words on the page *Us*.
    #[track_caller]
    pub fn reads_aloud(&self) -> String {
        self.goto("/us");
        let words = self.ask("document.querySelector('.spoken').innerText");
        words.as_str().unwrap_or_default().to_owned()
    }

    /// Says that the words are the same, with the passphrase.
    #[track_caller]
    pub fn says_they_are_the_same(&self) {
        self.fill("passphrase", PASSPHRASE);
        self.press("They are the same");
    }
}

/// Two people who have begun become a couple: a letter, its link, the told code, and four words said to each other.
/// `sam` has not begun yet, and does so from the letter.
#[track_caller]
pub fn come_together(alex: &Visitor, sam: &Visitor) {
    let (link, code) = alex.write_a_letter("I miss us. Would you look at this with me?");
    sam.goto(&link);
    sam.see("I miss us. Would you look at this with me?");
    sam.see("Who would see what");
    sam.press("Yes, I'd like to begin");
    sam.begin("Sam");
    sam.see("You were asked in");
    sam.fill("code", &code);
    sam.press("Yes, let us begin");
    sam.see("The one who invited you says yes first");
    assert_eq!(alex.reads_aloud(), sam.reads_aloud());
    alex.says_they_are_the_same();
    sam.goto("/us");
    sam.says_they_are_the_same();
    sam.see("Sam and Alex");
    alex.goto("/us");
    alex.see("Alex and Sam");
}
