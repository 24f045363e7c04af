//! Lines that mend without a reason or a reproach, thanks without a hook, kindness that costs nothing and looks through
//! nothing, and slips without sugar.

use super::phrases::Cut;
use crate::{Flaw, Library};

const FILE: &str = "en/bids.toml";

/// Whoever mends speaks of their own half.
const OWN: &str = "i, i m, me, my, mine";

/// What turns a line that mends into a reason or a reproach.
const REASONS: &str = "but, because, only, if you, since you, you made, you should, you always, you never, why did you, \
    why didn t you, you know how, as usual, again and again, not my fault, didn t mean";

/// What turns thanks into a bill.
const HOOKS: &str =
    "but, finally, at last, for once, for a change, even you, unlike, should, more often, next time";

/// What costs money.
const COSTS: &str = "buy*, order*, pay, pays, purchase*, spend*, shop for, expensive, gift card*, book a";

/// What belongs to somebody alone.
const PRIVATE: &str = "phone*, message*, inbox*, e mail*, email*, password*, diary, journal*, wallet*, purse*, bag, handbag*, \
    bank, pocket*, drawer*, search*, look through, read through, open a letter, follow*";

/// What asks to be seen, or to be given something for it.
const SEEN: &str =
    "tell them, show them, mention it, so that they see, in return, they owe, thank you for doing, surprise*";

/// Sugar, and what asks for something.
const SUGAR: &str = "love*, darling*, honey, sweet*, heart*, soul*, forever, kiss*, hug*, beautiful, gorgeous, angel*, dream*, \
    everything to me, my life, complete me, xo*, please, you must, remember to, don t forget";

/// Every small thing around a reach that is not as it should be.
pub fn bids(library: &Library) -> Vec<Flaw> {
    let bids = &library.bids;
    let mut flaws = Vec::new();
    for each in &bids.mends {
        let cut = Cut::new(&each.text);
        let mut flaw = |text: String| flaws.push(Flaw::new(FILE, each.id.as_str(), "mend", text));
        if cut.found(OWN).next().is_none() {
            flaw("speaks of nobody’s own half".to_owned());
        }
        if let Some(word) = cut.found(REASONS).next() {
            flaw(format!("“{word}”: a reason or a reproach mends nothing"));
        }
    }
    for each in &bids.noticed {
        let cut = Cut::new(&each.text);
        let mut flaw = |text: String| flaws.push(Flaw::new(FILE, each.id.as_str(), "noticed", text));
        if !each.text.ends_with('…') || !cut.has("you") {
            flaw("leaves nothing to be said of somebody".to_owned());
        }
        if let Some(word) = cut.found(HOOKS).next() {
            flaw(format!("“{word}”: thanks have no hook"));
        }
    }
    for each in &bids.kindnesses {
        let cut = Cut::new(&each.text);
        let mut flaw = |text: String| flaws.push(Flaw::new(FILE, each.id.as_str(), "kindness", text));
        if !(1..10).contains(&each.minutes) {
            flaw(format!("takes {} minutes, and may take 1 to 9", each.minutes));
        }
        for (list, why) in [
            (COSTS, "it costs nothing, or nearly"),
            (PRIVATE, "nothing of somebody’s own is touched for it"),
            (SEEN, "it asks for nothing"),
        ] {
            if let Some(word) = cut.found(list).next() {
                flaw(format!("“{word}”: {why}"));
            }
        }
    }
    for each in &bids.cups {
        if let Some(word) = Cut::new(&each.text).found(SUGAR).next() {
            flaws.push(Flaw::new(FILE, each.id.as_str(), "cup", format!("“{word}”: sugar, or a request")));
        }
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library};
    use super::*;

    fn lint(text: &str) -> Vec<Flaw> {
        bids(&library(&[("bids.toml", text)]))
    }

    #[test]
    fn a_line_that_mends_owns_its_half_and_gives_no_reason() {
        let mend = |text: &str| lint(&format!("[[mend]]\nid = 'a'\nafter = 'hours'\ntext = '{text}'\n"));
        assert_eq!(mend("I was far away. Say it again?"), []);
        for text in ["You were talking. What was it?", "I was tired, but go on.", "I do that if you shout."] {
            assert_eq!(found(&mend(text)), [("a", "mend")], "{text}");
        }
    }

    #[test]
    fn thanks_begin_without_a_hook_and_leave_room() {
        let noticed = |text: &str| lint(&format!("[[noticed]]\nid = 'a'\ntext = '{text}'\n"));
        assert_eq!(noticed("I noticed when you…"), []);
        for text in ["I noticed when you sang.", "I noticed that at last you…", "Thanks for everything…"]
        {
            assert_eq!(found(&noticed(text)), [("a", "noticed")], "{text}");
        }
    }

    #[test]
    fn a_kindness_is_short_costs_nothing_touches_nothing_private_and_asks_for_nothing() {
        let kindness = |text: &str, minutes: u8| {
            lint(&format!("[[kindness]]\nid = 'a'\ntext = '{text}'\nminutes = {minutes}\n"))
        };
        assert_eq!(kindness("Oil the hinge.", 4), []);
        for (text, minutes) in [
            ("Oil the hinge.", 10),
            ("Buy flowers.", 5),
            ("Charge the other phone.", 1),
            ("Oil the hinge, and mention it.", 4),
        ] {
            assert_eq!(found(&kindness(text, minutes)), [("a", "kindness")], "{text}");
        }
    }

    #[test]
    fn a_slip_has_no_sugar_and_asks_for_nothing() {
        let cup = |text: &str| lint(&format!("[[cup]]\nid = 'a'\ntext = '{text}'\n"));
        assert_eq!(cup("You were right about the blue one."), []);
        assert_eq!(found(&cup("You are my heart.")), [("a", "cup")]);
        assert_eq!(found(&cup("Remember to smile.")), [("a", "cup")]);
    }
}
