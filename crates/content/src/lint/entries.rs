use std::collections::BTreeSet;

use super::pieces::pieces;
use crate::{Flaw, Library};

/// Ids that are not kebab-case ASCII or stand twice, and question ids that do not say their domain and depth.
pub fn ids(library: &Library) -> Vec<Flaw> {
    let mut flaws: Vec<Flaw> = pieces(library)
        .iter()
        .filter(|piece| !is_kebab(&piece.id))
        .map(|piece| piece.flaw("id", "is not kebab-case"))
        .collect();
    flaws.dedup_by(|one, other| one.id == other.id);
    for question in &library.questions {
        let begins = format!("{}-{}-", question.domain, question.depth);
        if !question.id.as_str().starts_with(&begins) {
            let file = format!("en/questions/{}.toml", question.domain);
            flaws.push(Flaw::new(file, question.id.as_str(), "id", format!("must begin with {begins}")));
        }
    }
    twice("en/signs.toml", library.signs.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/causes.toml", library.causes.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/paths/alone.toml", library.alone.weeks.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/paths/alone.toml", library.alone.days().map(|(_, day)| day.id.as_str()), &mut flaws);
    twice("en/paths/alone.toml", library.alone.endings.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/checkin.toml", library.checkin.items.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/checkin.toml", library.checkin.talks.iter().map(|each| each.id.as_str()), &mut flaws);
    let presence = &library.presence;
    let screen_free = presence.zones.iter().chain(&presence.times);
    twice("en/presence.toml", screen_free.map(|each| each.id.as_str()), &mut flaws);
    twice("en/presence.toml", presence.courtesies.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/presence.toml", presence.cards.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/presence.toml", presence.closings.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/needs.toml", library.needs.iter().map(|each| each.id.as_str()), &mut flaws);
    let repair = &library.repair;
    let sides = || repair.paths.iter().flat_map(|path| &path.sides);
    let steps =
        sides().flat_map(|side| &side.steps).chain(repair.friend.iter().flat_map(|friend| &friend.parts));
    twice("en/repair.toml", repair.paths.iter().map(|path| path.id.as_str()), &mut flaws);
    twice("en/repair.toml", sides().map(|side| side.id.as_str()), &mut flaws);
    twice("en/repair.toml", steps.map(|step| step.id.as_str()), &mut flaws);
    let lists = [&repair.pauses, &repair.heard, &repair.agree, &repair.amends];
    let lines = lists.into_iter().flatten().map(|line| line.id.as_str());
    twice("en/repair.toml", lines.chain(repair.days.iter().map(|day| day.id.as_str())), &mut flaws);
    let near = library.near.agreement.iter().map(|each| each.id.as_str());
    let near = near.chain(library.near.warm.iter().map(|each| each.id.as_str()));
    twice("en/near.toml", near, &mut flaws);
    let steps = &library.steps;
    let lines = steps.listen.iter().chain(&steps.prepare);
    twice("en/steps.toml", steps.rungs.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/steps.toml", steps.answers.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/steps.toml", lines.map(|each| each.id.as_str()), &mut flaws);
    let bids = &library.bids;
    twice("en/bids.toml", bids.mends.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/bids.toml", bids.noticed.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/bids.toml", bids.kindnesses.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/bids.toml", bids.cups.iter().map(|each| each.id.as_str()), &mut flaws);
    twice("en/letters.toml", library.letters.iter().map(|each| each.id.as_str()), &mut flaws);
    flaws
}

// Questions, practices, tiny things, guides and rituals are looked at when the library is read.
fn twice<'a>(file: &str, ids: impl Iterator<Item = &'a str>, flaws: &mut Vec<Flaw>) {
    let mut seen = BTreeSet::new();
    flaws.extend(ids.filter(|id| !seen.insert(*id)).map(|id| Flaw::new(file, id, "id", "is used twice")));
}

fn is_kebab(id: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    id.split('-').all(|part| !part.is_empty() && part.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library, practices};
    use super::*;

    #[test]
    fn an_id_is_kebab_case() {
        assert!(is_kebab("walk-without-phones") && is_kebab("fears-1-01"));
        assert!(!is_kebab("Walk") && !is_kebab("walk--on") && !is_kebab("a b") && !is_kebab(""));
        assert_eq!(found(&ids(&practices(&["id = 'Walk_On'"]))), [("Walk_On", "id")]);
    }

    #[test]
    fn an_id_stands_once() {
        let letter = "[[letter]]\nid = 'short'\nname = 'Short'\ntext = 'Dear you.'\n";
        assert_eq!(found(&ids(&library(&[("letters.toml", &letter.repeat(2))]))), [("short", "id")]);
        let card = "[[card]]\nid = 'a'\nkind = 'rest'\ntext = 'Look.'\n";
        assert_eq!(found(&ids(&library(&[("presence.toml", &card.repeat(2))]))), [("a", "id")]);
    }

    #[test]
    fn a_question_id_says_its_domain_and_depth() {
        let text = "[[question]]\nid = 'fears-2-01'\ndepth = 1\ntext = 'A?'\nmore = 'B?'\n";
        assert_eq!(found(&ids(&library(&[("questions/fears.toml", text)]))), [("fears-2-01", "id")]);
        assert_eq!(ids(&library(&[("questions/hopes.toml", &text.replace("fears-2", "hopes-1"))])), []);
    }
}
