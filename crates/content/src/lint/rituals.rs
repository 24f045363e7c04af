//! What a ritual template may say, and what it may tell a stranger.

use super::phrases::Cut;
use super::questions::{DANGER, INTIMATE, LOGISTICS, RATING};
use crate::{Flaw, Kind, Library, Practice, Template, Who};

const FILE: &str = "en/rituals.toml";

/// What a title in a calendar that others may see must not say.
const TELLING: &str = "love*, lover*, intima*, couple*, date, dates, dating, touch*, us, we, our, ours, two, both, together, \
    partner*, spouse*, married, marriage, wedding, anniversary, honeymoon, relationship*, close*, kiss*, hug*, cuddl*, \
    massage*, sex*, sensual*, romant*, romance, heart*, feel*, talk*, ritual*, toward, therap*, counsel*, coach*, repair*, \
    mend*, forgiv*, sorry, thanks, gratitude, bed*, sleep*, night, baby, shift*, secret*, private, safe*, listen*, \
    presence, session, check in, look back, state of";

/// Touch, which is suggested only where both like it.
const TOUCHING: &str =
    "hold hands, holding hands, arm in arm, hug, hugs, kiss*, embrace*, cuddl*, massage*, caress*, lean on";

const LONGEST: usize = 16;

/// Templates with too few or too many suggestions, a length that does not go with how often they come, nothing they
/// serve, words in what is wordless, and practices that nobody may suggest to two.
pub fn rituals(library: &Library) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for each in &library.rituals {
        let mut flaw = |text: String| flaws.push(Flaw::new(FILE, each.id.as_str(), "ritual", text));
        if !(4..=8).contains(&each.tries.len()) {
            flaw(format!("has {} suggestions, and may have 4 to 8", each.tries.len()));
        }
        let most = longest(each);
        if !(2..=most).contains(&each.minutes) {
            flaw(format!("takes {} minutes, and may take 2 to {most} so often", each.minutes));
        }
        if each.signs.is_empty() || each.causes.is_empty() {
            flaw("serves no sign, or answers no cause".to_owned());
        }
        if each.wordless && each.kind == Kind::Talk {
            flaw("is a talk, and wordless".to_owned());
        }
        let named = each.practices.iter().filter_map(|id| library.practice(id.as_str()));
        for practice in named.filter(|practice| !is_for_two(practice)) {
            flaw(format!("names {}, which is not to be suggested to two", practice.id));
        }
    }
    flaws
}

/// Neutral titles that are missing, long, or tell what the time is for.
pub fn neutral(library: &Library) -> Vec<Flaw> {
    let wrong = |each: &Template| {
        let length = each.neutral.chars().count();
        if !(3..=LONGEST).contains(&length) {
            return Some(format!("has {length} characters, and may have 3 to {LONGEST}"));
        }
        let word = Cut::new(&each.neutral).found(TELLING).next()?;
        Some(format!("“{word}” in “{}” tells a stranger what it is", each.neutral))
    };
    let flaw = |each: &Template| Some(Flaw::new(FILE, each.id.as_str(), "neutral", wrong(each)?));
    library.rituals.iter().filter_map(flaw).collect()
}

/// Suggestions and cards that run a household, ask to rate, force talk of sex, are unsafe to answer, or touch unasked.
pub fn harmless(library: &Library) -> Vec<Flaw> {
    let tries = library.rituals.iter().flat_map(|each| {
        let lists: &[&str] =
            if each.logistics { &[RATING, INTIMATE, DANGER] } else { &[LOGISTICS, RATING, INTIMATE, DANGER] };
        let texts = each.tries.iter().chain([&each.easier]);
        texts.filter_map(move |text| harm(FILE, each.id.as_str(), text, lists))
    });
    let presence = "en/presence.toml";
    let all: &[&str] = &[LOGISTICS, RATING, INTIMATE, DANGER];
    let cards = &library.presence.cards;
    let cards = cards.iter().filter_map(|each| harm(presence, each.id.as_str(), &each.text, all));
    let closings = &library.presence.closings;
    let closings = closings.iter().filter_map(|each| harm(presence, each.id.as_str(), &each.text, all));
    tries.chain(cards).chain(closings).collect()
}

fn harm(file: &str, id: &str, text: &str, lists: &[&str]) -> Option<Flaw> {
    let cut = Cut::new(text);
    let unasked = || cut.found(TOUCHING).find(|_| !cut.has("if both"));
    let phrase = lists.iter().find_map(|list| cut.found(list).next()).or_else(unasked)?;
    Some(Flaw::new(file, id, "harmless", format!("“{phrase}” in “{text}”")))
}

// What comes every day must be short enough to happen; a whole day is for what is rare.
fn longest(template: &Template) -> u16 {
    match template.rhythm.days_between() {
        0..=3 => 90,
        4..=13 => 300,
        _ => 1440,
    }
}

fn is_for_two(practice: &Practice) -> bool {
    practice.who != Who::Alone && !practice.is_careful()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library, practice, ritual, rituals as of};
    use super::*;

    #[test]
    fn a_good_template_is_left_alone() {
        let good = of(&["id = 'walk'"]);
        assert_eq!((rituals(&good), neutral(&good), harmless(&good)), (vec![], vec![], vec![]));
    }

    #[test]
    fn each_way_to_be_wrong_is_caught() {
        for lines in [
            "try = ['One.', 'Two.', 'Three.']",
            "minutes = 1",
            "minutes = 301",
            "minutes = 91\nrhythm = { every = 'day' }",
            "signs = []",
            "causes = []",
            "kind = 'talk'\nwordless = true",
        ] {
            assert_eq!(found(&rituals(&of(&[lines]))), [("evening-walk", "ritual")], "{lines}");
        }
        assert_eq!(rituals(&of(&["minutes = 1440\nrhythm = { every = 'month', day = 1 }"])), []);
    }

    #[test]
    fn a_template_names_only_what_may_be_suggested_to_two() {
        let named = ritual("practices = ['walk']");
        for (lines, count) in [
            ("who = 'together'", 0),
            ("who = 'either'", 0),
            ("who = 'alone'", 1),
            ("who = 'together'\ndepth = 3", 1),
            ("who = 'together'\nkind = 'touch'", 1),
        ] {
            let library =
                library(&[("rituals.toml", &named), ("practices/side-by-side.toml", &practice(lines))]);
            assert_eq!(rituals(&library).len(), count, "{lines}");
        }
    }

    #[test]
    fn a_neutral_title_tells_nothing() {
        for text in [
            "Date night",
            "Our walk",
            "Intimacy",
            "Time for us",
            "Couple time",
            "Touch",
            "",
            "A very long title",
        ] {
            let lines = format!("neutral = '{text}'");
            assert_eq!(found(&neutral(&of(&[&lines]))), [("evening-walk", "neutral")], "{text}");
        }
        assert_eq!(neutral(&of(&["neutral = 'Evening out'"])), []);
    }

    #[test]
    fn logistics_have_their_own_place() {
        let asks = "try = ['Go through the calendar.', 'B.', 'C.', 'D.']";
        assert_eq!(found(&harmless(&of(&[asks]))), [("evening-walk", "harmless")]);
        assert_eq!(harmless(&of(&[&format!("{asks}\nlogistics = true")])), []);
    }

    #[test]
    fn nothing_asks_to_rate_or_is_unsafe_to_answer() {
        for text in ["Rate the evening.", "What have you not told me?", "What turns you on?", "Hold hands."] {
            let lines = format!("try = ['{text}', 'B.', 'C.', 'D.']");
            assert_eq!(harmless(&of(&[&lines])).len(), 1, "{text}");
            let card = format!("[[card]]\nid = 'a'\nkind = 'talk'\ntext = '{text}'\n");
            assert_eq!(harmless(&library(&[("presence.toml", &card)])).len(), 1, "{text}");
        }
        assert_eq!(harmless(&of(&["try = ['If both like it, hold hands.', 'B.', 'C.', 'D.']"])), []);
    }
}
