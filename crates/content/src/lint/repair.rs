use super::phrases::Cut;
use crate::{Flaw, Library, RepairKind};

const FILE: &str = "en/repair.toml";

/// The names under which a page keeps what is no answer to a step.
const TAKEN: [&str; 3] = ["about", "side", "talk"];

/// What would press somebody to forgive, to forget or to decide.
const PRESSING: &str = "must forgive, have to forgive, should forgive, forgive and forget, let it go, get over it, move on, \
    for the sake of, both to blame, must stay, must decide, owe them an answer, calm down";

/// Paths that do not say for whom they are not, broken trust without a person before the page, steps that ask nothing,
/// pressing words, a pause with no coming back, and seven minutes that are none.
pub fn repair(library: &Library) -> Vec<Flaw> {
    let repair = &library.repair;
    let mut flaws = Vec::new();
    let mut flaw = |id: &str, rule: &'static str, text: &str| flaws.push(Flaw::new(FILE, id, rule, text));
    for path in &repair.paths {
        if !Cut::new(&path.not).has("afraid") {
            flaw(path.id.as_str(), "for whom not", "does not say what to do for somebody who is afraid");
        }
        if path.id == RepairKind::Trust && !first_sentence(&path.lead).has("helps more than any page") {
            flaw(path.id.as_str(), "a person first", "the first sentence must say that a person helps more");
        }
    }
    let sides = repair.paths.iter().flat_map(|path| &path.sides);
    let parts = repair.friend.iter().flat_map(|friend| &friend.parts);
    for step in sides.flat_map(|side| &side.steps).chain(parts) {
        if !step.ask.ends_with('?') {
            flaw(step.id.as_str(), "question", "asks nothing");
        }
        if TAKEN.iter().any(|taken| step.id == **taken) || step.id.as_str().len() > 24 {
            flaw(step.id.as_str(), "id", "cannot be kept under this name");
        }
    }
    for line in &repair.pauses {
        let comes_back = ["back", "give me", "tomorrow", "afternoon", "morning", "evening", "o clock"];
        if !comes_back.iter().any(|phrase| Cut::new(&line.text).has(phrase)) {
            flaw(line.id.as_str(), "coming back", "does not say when one comes back");
        }
    }
    if repair.friend.as_ref().is_some_and(|friend| friend.minutes != 7 || friend.parts.len() != 3) {
        flaw("friend", "seven minutes", "has three parts and takes seven minutes, as it was studied");
    }
    flaws.extend(pressing(library));
    flaws
}

fn first_sentence(text: &str) -> Cut {
    Cut::new(text.split('.').next().unwrap_or_default())
}

fn pressing(library: &Library) -> Vec<Flaw> {
    let all = super::pieces(library).into_iter().filter(|piece| piece.file == FILE);
    all.filter_map(|piece| {
        let phrase = Cut::new(&piece.text).found(PRESSING).next().map(str::to_owned)?;
        Some(piece.flaw("pressing", format!("“{phrase}”")))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library};
    use super::*;

    const PATH: &str = "[[path]]\nid = 'hurt'\ntitle = 'A'\nlead = 'A hurt.'\nnot = 'Not if you are afraid.'\nhuman = 'B'\n\
        why = 'C'\nevidence = 'wisdom'\nsource = 'practice'\nspeaker = []\nlistener = []\n\
        [[path.side]]\nid = 'was-hurt'\nname = 'D'\nlead = 'E'\n\
        [[path.side.step]]\nid = 'camera'\nask = 'What was it?'\nhint = 'F'\n";

    fn lint(text: &str) -> Vec<Flaw> {
        repair(&library(&[("repair.toml", text)]))
    }

    #[test]
    fn a_path_says_for_whom_it_is_not() {
        assert_eq!(lint(PATH), []);
        assert_eq!(found(&lint(&PATH.replace("if you are afraid", "today"))), [("hurt", "for whom not")]);
    }

    #[test]
    fn broken_trust_begins_with_a_person() {
        let trust = PATH.replace("'hurt'", "'trust'");
        assert_eq!(found(&lint(&trust)), [("trust", "a person first")]);
        let lead = "lead = 'A person helps more than any page. Go.'";
        assert_eq!(lint(&trust.replace("lead = 'A hurt.'", lead)), []);
    }

    #[test]
    fn a_step_asks_and_has_a_name_of_its_own() {
        assert_eq!(found(&lint(&PATH.replace("What was it?", "Say it."))), [("camera", "question")]);
        assert_eq!(found(&lint(&PATH.replace("'camera'", "'about'"))), [("about", "id")]);
    }

    #[test]
    fn nobody_is_pressed() {
        for words in ["You must forgive.", "Let it go.", "It is time to move on."] {
            assert_eq!(
                found(&lint(&PATH.replace("'E'", &format!("'{words}'")))),
                [("was-hurt", "pressing")],
                "{words}"
            );
        }
    }

    #[test]
    fn a_pause_says_when_one_comes_back() {
        let pause = |text: &str| lint(&format!("[[pause]]\nid = 'p'\ntext = '{text}'\n"));
        assert_eq!(pause("I will be back at eight."), []);
        assert_eq!(found(&pause("I am going.")), [("p", "coming back")]);
    }

    #[test]
    fn seven_minutes_are_seven() {
        let friend = "[friend]\ntitle = 'A'\nlead = 'B'\nnot = 'C'\nminutes = 9\nwhy = 'D'\nevidence = 'wisdom'\n\
                      source = 'practice'\npart = []\n";
        assert_eq!(found(&lint(friend)), [("friend", "seven minutes")]);
    }
}
