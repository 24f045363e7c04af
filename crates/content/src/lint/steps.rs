use super::phrases::Cut;
use crate::{FirstSteps, Flaw, Library};

const FILE: &str = "en/steps.toml";

/// The rungs of the ladder.
const RUNGS: usize = 5;
/// The fewest openings on a rung.
const OPENINGS: usize = 6;
/// The ways to answer that the rules know.
const ANSWERS: [&str; 4] = ["heard", "thanks", "did-not-know", "need-time"];
/// The fewest ways to begin each of them.
const STARTERS: usize = 3;
/// How many lines on listening can be taken in before the words.
const LISTEN: std::ops::RangeInclusive<usize> = 5..=7;
/// The fewest lines on preparing what is not for a phone.
const PREPARE: usize = 6;

/// Who speaks in an opening.
const ONESELF: &str = "i, me, my, mine, myself";

/// What would make a duty of telling.
const URGING: &str = "must, have to tell, owe it, owe them, should tell, ought to, the whole truth, no secrets, be brave, be honest \
    with your";

/// A ladder that lacks rungs, listening, answers or ways to begin; openings that accuse or are closed; and duties to tell.
pub fn steps(library: &Library) -> Vec<Flaw> {
    let steps = &library.steps;
    let mut flaws = shape(steps);
    for rung in &steps.rungs {
        let mut flaw = |text: String| flaws.push(Flaw::new(FILE, rung.id.as_str(), "opening", text));
        for opening in &rung.openings {
            let cut = Cut::new(opening);
            if !opening.ends_with('…') || opening.contains('?') {
                flaw(format!("“{opening}” is no open beginning of a sentence"));
            }
            if cut.found(ONESELF).next().is_none() || cut.has("^ you") {
                flaw(format!("“{opening}” does not speak of oneself"));
            }
        }
    }
    let lines = steps.listen.iter().chain(&steps.prepare).map(|line| (line.id.as_str(), &line.text));
    let rungs =
        steps.rungs.iter().flat_map(|rung| [&rung.what, &rung.why].map(|text| (rung.id.as_str(), text)));
    for (id, text) in lines.chain(rungs) {
        if let Some(word) = Cut::new(text).found(URGING).next() {
            flaws.push(Flaw::new(FILE, id, "urging", format!("“{word}”: nobody has to be told")));
        }
    }
    flaws
}

fn shape(steps: &FirstSteps) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut flaw = |id: &str, text: String| flaws.push(Flaw::new(FILE, id, "ladder", text));
    let numbers: Vec<usize> = steps.rungs.iter().map(|rung| usize::from(rung.number)).collect();
    if numbers != (1..=RUNGS).collect::<Vec<_>>() {
        flaw("rungs", format!("has the rungs {numbers:?}, not 1 to {RUNGS} in their order"));
    }
    for rung in steps.rungs.iter().filter(|rung| rung.openings.len() < OPENINGS) {
        flaw(rung.id.as_str(), format!("has {} openings of at least {OPENINGS}", rung.openings.len()));
    }
    let ids: Vec<&str> = steps.answers.iter().map(|answer| answer.id.as_str()).collect();
    if ids != ANSWERS {
        flaw("answers", format!("has the answers {ids:?}, not {ANSWERS:?}"));
    }
    for answer in steps.answers.iter().filter(|answer| answer.starters.len() < STARTERS) {
        flaw(
            answer.id.as_str(),
            format!("has {} ways to begin of at least {STARTERS}", answer.starters.len()),
        );
    }
    if !LISTEN.contains(&steps.listen.len()) {
        flaw("listen", format!("has {} lines on listening, and may have {LISTEN:?}", steps.listen.len()));
    }
    if steps.prepare.len() < PREPARE {
        flaw("prepare", format!("has {} lines on preparing of at least {PREPARE}", steps.prepare.len()));
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library};
    use super::*;

    fn rung(opening: &str) -> String {
        let openings = vec![format!("'{opening}'"); OPENINGS].join(", ");
        format!(
            "[[rung]]\nid = 'small'\nnumber = 1\ntitle = 'A'\nwhat = 'B.'\nwhy = 'C.'\nevidence = 'wisdom'\n\
             source = 'Counsellors’ practice'\nopenings = [{openings}]\n"
        )
    }

    fn lint(text: &str) -> Vec<Flaw> {
        let mut flaws = steps(&library(&[("steps.toml", text)]));
        flaws.dedup();
        flaws
    }

    fn of(flaws: &[Flaw], rule: &str) -> usize {
        flaws.iter().filter(|flaw| flaw.rule == rule).count()
    }

    #[test]
    fn a_ladder_is_whole() {
        let empty = steps(&Library::default());
        assert_eq!(
            found(&empty),
            [("rungs", "ladder"), ("answers", "ladder"), ("listen", "ladder"), ("prepare", "ladder")]
        );
        let short = rung("I …").replace("openings = ['I …', ", "openings = [");
        assert!(found(&lint(&short)).contains(&("small", "ladder")));
        let answer = "[[answer]]\nid = 'heard'\nstarters = ['I …']\n";
        assert!(found(&lint(answer)).contains(&("heard", "ladder")));
    }

    #[test]
    fn an_opening_speaks_of_oneself_and_is_open() {
        assert_eq!(of(&lint(&rung("Something I like is …")), "opening"), 0);
        for wrong in ["You never told me …", "Something I like.", "Do I like it? …", "What you forgot is …"]
        {
            assert_eq!(of(&lint(&rung(wrong)), "opening"), 1, "{wrong}");
        }
    }

    #[test]
    fn nobody_has_to_be_told() {
        let line = |text: &str| format!("[[prepare]]\nid = 'a'\ntext = '{text}'\n");
        assert_eq!(of(&lint(&line("Choose a good hour.")), "urging"), 0);
        assert_eq!(of(&lint(&line("You must tell it all.")), "urging"), 1);
    }
}
