//! Two people who try everything: at each page they follow a link or send a form, and what they did least comes first.
//!
//! Invariant: what they do depends on the pages they see and on a number, and on nothing else, so a walk can be told
//! again.

use std::collections::BTreeMap;

use crate::Dice;

/// What a page offers to do.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// Where its links lead.
    pub links: Vec<String>,
    /// Its forms.
    pub forms: Vec<Form>,
}

/// A form.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// What can be filled in.
    pub fields: Vec<Field>,
    /// Its named buttons, one of which is pressed: name and value.
    pub buttons: Vec<(String, String)>,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it takes.
    pub kind: Kind,
    /// What stands in it.
    pub value: String,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing: it is sent as it stands.
    Hidden,
    /// One of several with the same name, or none.
    Radio,
    /// To be ticked or not.
    Tick,
    /// One line of text.
    Line,
    /// Text of any length.
    Text,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A whole number.
    Number,
    /// One of a list; each option is a field of its own.
    Option,
}

/// What somebody does next.
#[derive(Clone, Debug, PartialEq)]
pub enum Move {
    /// They follow a link.
    Follow(String),
    /// They send a form with these fields.
    Send {
        /// Where to.
        action: String,
        /// What is in it.
        fields: Vec<(String, String)>,
    },
    /// There is nothing to do here.
    Nothing,
}

/// Somebody who tries everything.
#[derive(Clone, Debug)]
pub struct Wanderer {
    dice: Dice,
    passphrase: &'static str,
    /// How often each thing was done, by name.
    done: BTreeMap<String, u32>,
    /// The page on which each thing was last seen, by name.
    seen: BTreeMap<String, String>,
}

/// All that can be done on a page, forms still empty.
fn moves(offers: &Offers) -> impl Iterator<Item = Move> {
    let follow = offers.links.iter().map(|link| Move::Follow(link.clone()));
    let send = |form: &Form| Move::Send { action: form.action.clone(), fields: Vec::new() };
    follow.chain(offers.forms.iter().map(send))
}

/// What they write; any of it suits anywhere.
const WORDS: [&str; 8] = [
    "The window was open and nobody said anything for a while.",
    "I was tired, and I came anyway.",
    "Nobody asked me that for years.",
    "Thank you for the tea you did not mention.",
    "There was a smell of rain on the stairs.",
    "You hummed while you looked for the keys.",
    "I would like to sit there again.",
    "Less hurry in the mornings.",
];

impl Wanderer {
    /// Somebody with a passphrase; `seed` is all the chance there is.
    pub fn new(passphrase: &'static str, seed: u64) -> Self {
        Self { dice: Dice::new(seed), passphrase, done: BTreeMap::new(), seen: BTreeMap::new() }
    }

    fn times(&self, what: &str) -> u32 {
        self.done.get(what).copied().unwrap_or(0)
    }

    fn below(&mut self, most: usize) -> usize {
        self.dice.below(most)
    }

    /// They see a page. `name` says what is one and the same thing to do, such as the template of a route, or nothing for
    /// what is not to be done at all.
    pub fn sees(&mut self, page: &str, offers: &Offers, name: impl Fn(&Move) -> Option<String>) {
        self.seen.retain(|_, seen_on| seen_on != page);
        for what in moves(offers) {
            if let Some(name) = name(&what) {
                self.seen.insert(name, page.to_owned());
            }
        }
    }

    /// What they would like to do next, of all they have seen: the thing they did least, and the page it was on. `rare`
    /// says how much it counts to have done it once.
    pub fn wishes(&mut self, rare: impl Fn(&str) -> u32) -> Option<(String, String)> {
        let least = self.seen.keys().map(|name| self.times(name)).min()?;
        let all: Vec<_> = self.seen.iter().filter(|(name, _)| self.times(name) == least).collect();
        let all: Vec<_> = all.into_iter().map(|(name, page)| (name.clone(), page.clone())).collect();
        let at = self.below(all.len());
        let (name, page) = all.into_iter().nth(at)?;
        let times = rare(&name);
        *self.done.entry(name.clone()).or_default() += times;
        Some((name, page))
    }

    /// They do on a page on a day (`2027-03-01`) what they wished for, if it can be done there.
    pub fn does(
        &mut self,
        wished: &str,
        offers: &Offers,
        today: &str,
        name: impl Fn(&Move) -> Option<String>,
    ) -> Move {
        let fits: Vec<_> = moves(offers).filter(|what| name(what).as_deref() == Some(wished)).collect();
        let at = self.below(fits.len());
        match fits.into_iter().nth(at) {
            Some(Move::Send { action, .. }) => {
                let forms: Vec<_> = offers.forms.iter().filter(|form| form.action == action).collect();
                let at = self.below(forms.len());
                let fields = forms.get(at).map(|form| self.fill(form, today)).unwrap_or_default();
                Move::Send { action, fields }
            }
            Some(follow) => follow,
            None => {
                self.seen.remove(wished);
                Move::Nothing
            }
        }
    }

    fn fill(&mut self, form: &Form, today: &str) -> Vec<(String, String)> {
        let mut filled: Vec<(String, String)> = Vec::new();
        let mut chosen: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for field in &form.fields {
            let said = |text: String| (field.name.clone(), text);
            match field.kind {
                Kind::Hidden => filled.push(said(field.value.clone())),
                Kind::Radio | Kind::Option => chosen.entry(&field.name).or_default().push(&field.value),
                Kind::Tick => filled.extend((self.below(5) < 2).then(|| said(field.value.clone()))),
                Kind::Line | Kind::Text => filled.push(said(self.words(field))),
                Kind::Date => {
                    filled.push(said(if field.value.is_empty() { today } else { &field.value }.to_owned()))
                }
                Kind::Time => {
                    filled.push(said(if field.value.is_empty() { "20:30" } else { &field.value }.to_owned()))
                }
                Kind::Number => {
                    filled.push(said(if field.value.is_empty() { "30" } else { &field.value }.to_owned()))
                }
            }
        }
        for (name, values) in chosen {
            // A rest is short here: while everything rests there is little to try.
            let at = if name == "weeks" { 0 } else { self.below(values.len()) };
            filled.extend(values.get(at).map(|value| (name.to_owned(), (*value).to_owned())));
        }
        let button = self.below(form.buttons.len());
        filled.extend(form.buttons.get(button).cloned());
        filled
    }

    fn words(&mut self, field: &Field) -> String {
        let name = field.name.as_str();
        match name {
            "passphrase" => self.passphrase.to_owned(),
            "pin" | "again" => "482913".to_owned(),
            "zone" => "Europe/Berlin".to_owned(),
            "name" => field.value.clone(),
            // Most of what stands there already stays.
            _ if !field.value.is_empty() && self.below(3) > 0 => field.value.clone(),
            _ => {
                let at = self.below(WORDS.len());
                let words = WORDS.get(at).copied().unwrap_or_default();
                if field.kind == Kind::Text {
                    format!("{words} ({})", self.below(1_000))
                } else {
                    words.to_owned()
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(what: &Move) -> Option<String> {
        match what {
            Move::Follow(to) | Move::Send { action: to, .. } if to != "/leave" => Some(to.clone()),
            _ => None,
        }
    }

    #[test]
    fn everything_that_was_seen_is_tried_before_one_thing_is_tried_often() {
        let form = |action: &str| Form { action: action.into(), ..Form::default() };
        let links = vec!["/a".into(), "/b".into(), "/leave".into()];
        let offers = Offers { links, forms: vec![form("/c"), form("/d")] };
        let mut somebody = Wanderer::new("words", 7);
        somebody.sees("/", &offers, name);
        let mut done = BTreeMap::new();
        for _ in 0..32 {
            let (wished, page) = somebody.wishes(|_| 1).unwrap();
            assert_eq!(page, "/");
            let what = somebody.does(&wished, &offers, "2027-01-01", name);
            *done.entry(format!("{what:?}")).or_insert(0) += 1;
        }
        assert_eq!(done.into_values().collect::<Vec<_>>(), [8; 4]);
    }

    #[test]
    fn what_is_no_longer_there_is_forgotten() {
        let offers = Offers { links: vec!["/a".into()], ..Offers::default() };
        let mut somebody = Wanderer::new("words", 7);
        somebody.sees("/", &offers, name);
        assert_eq!(somebody.does("/a", &Offers::default(), "2027-01-01", name), Move::Nothing);
        assert_eq!(somebody.wishes(|_| 1), None);
    }
}
