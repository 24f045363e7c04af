use super::phrases::Cut;
use crate::{Flaw, Kind, Library};

const FILE: &str = "en/presence.toml";

/// What a question to oneself does not speak of.
const THE_OTHER: &str = "partner*, they, them, their, other one, other person, each other, we, us, our";

/// What would turn a wish into a rule, or make somebody give up their phone.
const STRICT: &str = "must, forbidden, allowed, rule, rules, hand over, give up, confiscat*, switch off, switched off, \
    turn off, turned off, flight mode, kept count, keep count, penalt*, punish*";

/// Closing questions that ask nothing or ask about the other, cards that talk without words or are drawn for touch or
/// repair, and rules in place of wishes.
pub fn presence(library: &Library) -> Vec<Flaw> {
    let presence = &library.presence;
    let mut flaws = Vec::new();
    for each in &presence.closings {
        let mut flaw = |text: String| flaws.push(Flaw::new(FILE, each.id.as_str(), "closing", text));
        if !each.text.ends_with('?') {
            flaw("is no question".to_owned());
        }
        if let Some(word) = Cut::new(&each.text).found(THE_OTHER).next() {
            flaw(format!("“{word}”: it asks only how it was for oneself"));
        }
    }
    let careful = presence.cards.iter().filter(|each| matches!(each.kind, Kind::Touch | Kind::Repair));
    flaws.extend(careful.map(|each| {
        Flaw::new(FILE, each.id.as_str(), "card", "touch and repair are nobody’s luck: leave them out")
    }));
    let talk = presence.cards.iter().filter(|each| each.wordless && each.kind == Kind::Talk);
    flaws.extend(talk.map(|each| Flaw::new(FILE, each.id.as_str(), "card", "is a talk, and wordless")));
    for each in presence.zones.iter().chain(&presence.times) {
        if let Some(word) = Cut::new(&each.what).found(STRICT).next() {
            let text = format!("“{word}”: it is a wish, and the phone stays with its owner and rings");
            flaws.push(Flaw::new(FILE, each.id.as_str(), "strict", text));
        }
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library};
    use super::*;

    fn lint(text: &str) -> Vec<Flaw> {
        presence(&library(&[("presence.toml", text)]))
    }

    #[test]
    fn a_closing_question_asks_how_it_was_for_oneself() {
        let closing = |text: &str| lint(&format!("[[closing]]\nid = 'a'\ntext = '{text}'\n"));
        assert_eq!(closing("What was easy for you?"), []);
        assert_eq!(found(&closing("What was easy for you.")), [("a", "closing")]);
        assert_eq!(found(&closing("Did your partner look up?")), [("a", "closing")]);
        assert_eq!(found(&closing("Did they listen?")), [("a", "closing")]);
    }

    #[test]
    fn a_talk_needs_words() {
        let card = "[[card]]\nid = 'a'\nkind = 'talk'\nwordless = true\ntext = 'Look.'\n";
        assert_eq!(found(&lint(card)), [("a", "card")]);
        assert_eq!(lint(&card.replace("talk", "rest")), []);
    }

    #[test]
    fn no_card_draws_touch_or_repair() {
        for (kind, count) in [("touch", 1), ("repair", 1), ("rest", 0)] {
            let card = format!("[[card]]\nid = 'a'\nkind = '{kind}'\ntext = 'Look.'\n");
            assert_eq!(lint(&card).len(), count, "{kind}");
        }
    }

    #[test]
    fn a_zone_is_a_wish_and_no_rule() {
        let zone = "[[zone]]\nid = 'a'\ntitle = 'Table'\nwhat = 'Phones rest nearby.'\nwhy = 'It is calm.'\n\
                    evidence = 'wisdom'\nsource = 'Counsellors’ practice'\n";
        assert_eq!(lint(zone), []);
        assert_eq!(found(&lint(&zone.replace("rest nearby", "are forbidden"))), [("a", "strict")]);
    }
}
