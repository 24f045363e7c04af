//! What a question may ask, and how.

use std::collections::BTreeMap;

use super::phrases::Cut;
use super::prose;
use crate::{Domain, Flaw, Library, Question, Season};

pub(super) const LOGISTICS: &str = "chore*, housework, household, laundry, dishes, dishwasher, groceries, shopping list, errand*, to do \
    list, calendar*, schedule*, appointment*, pick up the children, picks up, school run, childcare, \
    babysit*, budget*, bill, bills, mortgage, rent, savings, insurance, tax, taxes, salary, income, \
    debt*, pension*, bank account*, money plan*, holiday plan*, whose turn, clean the, cleaning the, the \
    bins, repairs, renovat*, dentist";

pub(super) const RATING: &str = "rate, rating, out of ten, scale of, from 0 to, from 1 to, score, criticise, criticize, annoys you \
    about me, annoy you about me, annoying about me, wrong with me, bad at, worst thing about, change \
    about me, dislike about me, hate about me, better partner, my faults, my flaws, complain about me";

pub(super) const INTIMATE: &str = "sex*, in bed with, naked, orgasm*, turns you on, turn on, fantas*, erotic, my ex, your ex, an ex, \
    exes, past partner*, former partner*, earlier partner*, previous partner*, partners before, old \
    flame*, first love, slept with, past lover*, former lover*, past relationship*";

/// What would be dangerous to answer to somebody one is a little afraid of.
pub(super) const DANGER: &str = "afraid of me, scared of me, scare you, frighten you, angry with me, angry at me, leave me, leave us, \
    leaving me, divorce, separat*, affair*, cheat*, betray*, lied, lie to me, lies to me, keep from me, \
    hide from me, hidden from me, hiding from me, not told me, never told me, secret from, ashamed of, \
    doubt us, doubt about us, regret marrying, jealous of, attracted to, hurt you, without me, said only \
    to yourself, told nobody";

/// Questions about running a household.
pub fn logistics(library: &Library) -> Vec<Flaw> {
    search(library.questions.iter(), "logistics", LOGISTICS)
}

/// Questions that ask to rate or to criticise.
pub fn rating(library: &Library) -> Vec<Flaw> {
    search(library.questions.iter(), "rating", RATING)
}

/// Questions that force talk of sex or of past partners.
pub fn intimate(library: &Library) -> Vec<Flaw> {
    search(library.questions.iter(), "intimate", INTIMATE)
}

/// Questions of depth 1 and 2 that ask for something unsafe.
pub fn danger(library: &Library) -> Vec<Flaw> {
    search(library.questions.iter().filter(|each| each.depth.get() <= 2), "danger", DANGER)
}

/// Questions that are no question, and those that can be answered with yes or no.
pub fn shape(library: &Library) -> Vec<Flaw> {
    library.questions.iter().filter_map(|each| Some(flaw(each, "shape", misshapen(each)?))).collect()
}

/// Questions of a time of life that name none, and others that name one.
pub fn seasons(library: &Library) -> Vec<Flaw> {
    let wrong = |each: &&Question| (each.domain == Domain::Seasons) != (each.season != Season::Any);
    let text = "questions of a time of life name it, and no others do";
    library.questions.iter().filter(wrong).map(|each| flaw(each, "season", text)).collect()
}

/// Domains in which too many questions begin alike: the same word in half, or the same three in four.
pub fn openings(library: &Library) -> Vec<Flaw> {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    let mut three: BTreeMap<_, usize> = BTreeMap::new();
    let mut sizes: BTreeMap<_, usize> = BTreeMap::new();
    for each in &library.questions {
        let words = prose::words(&each.text);
        *sizes.entry(each.domain).or_default() += 1;
        *first.entry((each.domain, words.first().cloned().unwrap_or_default())).or_default() += 1;
        let opening = words.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(" ");
        if opening != "tell me about" {
            *three.entry((each.domain, opening)).or_default() += 1;
        }
    }
    let many = |domain| sizes.get(domain).copied().unwrap_or_default() / 2;
    let halves = first.iter().filter(|((domain, _), count)| **count > 3 && **count > many(domain));
    let fours = three.iter().filter(|(_, count)| **count > 3);
    halves
        .chain(fours)
        .map(|((domain, opening), count)| {
            let file = format!("en/questions/{domain}.toml");
            Flaw::new(file, domain.as_str(), "opening", format!("{count} questions begin with “{opening}”"))
        })
        .collect()
}

fn misshapen(question: &Question) -> Option<&'static str> {
    const YES_OR_NO: &[&str] = &[
        "do", "does", "did", "are", "is", "was", "were", "have", "has", "had", "can", "could", "would",
        "will", "should",
    ];
    let words = prose::words(&question.text);
    let first = words.first().map(String::as_str).unwrap_or_default();
    let asks = question.text.ends_with('?') || matches!(first, "tell" | "name" | "describe");
    if !asks {
        return Some("neither asks nor says “tell me”");
    }
    if YES_OR_NO.contains(&first) && !words.iter().any(|word| word == "or") {
        return Some("can be answered with yes or no");
    }
    question.more.trim().is_empty().then_some("has nothing more to ask")
}

fn search<'a>(questions: impl Iterator<Item = &'a Question>, rule: &'static str, phrases: &str) -> Vec<Flaw> {
    questions
        .filter_map(|each| {
            let phrase = Cut::new(&format!("{}\n{}", each.text, each.more)).found(phrases).next()?;
            Some(flaw(each, rule, &format!("“{phrase}” in “{}”", each.text)))
        })
        .collect()
}

fn flaw(question: &Question, rule: &'static str, text: &str) -> Flaw {
    Flaw::new(format!("en/questions/{}.toml", question.domain), question.id.as_str(), rule, text)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library, questions};
    use super::*;

    #[test]
    fn logistics_are_caught() {
        let library = questions(&[(1, "Who picks up the children on Friday?"), (1, "What do you long for?")]);
        assert_eq!(found(&logistics(&library)), [("fears-1-00", "logistics")]);
    }

    #[test]
    fn rating_and_criticising_are_caught() {
        let library =
            questions(&[(1, "How would you rate us?"), (1, "What annoys you about me?"), (1, "Why?")]);
        assert_eq!(rating(&library).len(), 2);
    }

    #[test]
    fn talk_of_sex_and_of_past_partners_is_not_forced() {
        let library =
            questions(&[(4, "What did your ex do well?"), (4, "Which sexual wish?"), (4, "Example?")]);
        assert_eq!(intimate(&library).len(), 2);
    }

    #[test]
    fn what_is_dangerous_waits_for_depth_three() {
        let library = questions(&[(2, "When were you afraid of me?"), (3, "When were you afraid of me?")]);
        assert_eq!(found(&danger(&library)), [("fears-2-00", "danger")]);
    }

    #[test]
    fn a_question_asks_and_cannot_be_answered_with_yes() {
        let text = |text: &str, more: &str| {
            let entry = format!("[[question]]\nid = 'a'\ndepth = 1\ntext = '{text}'\nmore = '{more}'\n");
            shape(&library(&[("questions/fears.toml", &entry)])).len()
        };
        assert_eq!(text("Do you like rain?", "More?"), 1);
        assert_eq!(text("Do you like rain or snow?", "More?"), 0);
        assert_eq!(text("I like rain.", "More?"), 1);
        assert_eq!(text("Tell me about rain.", "More?"), 0);
        assert_eq!(text("What about rain?", " "), 1);
    }

    #[test]
    fn a_question_of_a_time_of_life_names_it() {
        let entry = |season: &str| {
            format!("[[question]]\nid = 'a'\ndepth = 1\n{season}text = 'Why?'\nmore = 'And?'\n")
        };
        let lint = |file: &str, season: &str| seasons(&library(&[(file, &entry(season))])).len();
        assert_eq!(lint("questions/seasons.toml", ""), 1);
        assert_eq!(lint("questions/seasons.toml", "season = 'grief'\n"), 0);
        assert_eq!(lint("questions/fears.toml", "season = 'grief'\n"), 1);
    }

    #[test]
    fn openings_vary() {
        let alike =
            questions(&[(1, "What a?"), (1, "What b?"), (1, "What c?"), (1, "What d?"), (1, "Why e?")]);
        assert_eq!(openings(&alike).len(), 1);
        let three = questions(&[
            (1, "If you could a?"),
            (1, "If you could b?"),
            (1, "If you could c?"),
            (1, "If you could d?"),
            (1, "Why?"),
            (1, "How?"),
            (1, "Who?"),
            (1, "Where?"),
        ]);
        assert_eq!(openings(&three).len(), 1);
        assert_eq!(
            openings(&questions(&[(1, "What a?"), (1, "How b?"), (1, "Who c?"), (1, "Where d?")])),
            []
        );
    }
}
