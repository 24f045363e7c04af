use super::pieces::{Piece, pieces};
use super::prose;
use crate::{Flaw, Library};

/// How many characters each field may have: file name begins with, field, most.
const MOST: &[(&str, &str, usize)] = &[
    ("en/questions/", "text", 160),
    ("en/questions/", "more", 120),
    ("en/practices/", "title", 50),
    ("en/practices/", "why", 160),
    ("en/practices/", "step", 200),
    ("en/practices/", "takes", 90),
    ("en/practices/", "alone", 260),
    ("en/tiny.toml", "text", 140),
    ("en/signs.toml", "name", 30),
    ("en/guides/", "summary", 160),
    ("en/rituals.toml", "title", 40),
    ("en/rituals.toml", "what", 150),
    ("en/rituals.toml", "try", 150),
    ("en/rituals.toml", "easier", 130),
    ("en/rituals.toml", "why", 160),
    ("en/presence.toml", "title", 40),
    ("en/presence.toml", "what", 170),
    ("en/presence.toml", "why", 160),
    ("en/presence.toml", "courtesy", 90),
    ("en/presence.toml", "card", 150),
    ("en/presence.toml", "closing", 110),
    ("en/needs.toml", "title", 30),
    ("en/needs.toml", "line", 90),
    ("en/scenes.toml", "text", 260),
    ("en/scenes.toml", "reach", 110),
    ("en/scenes.toml", "toward", 170),
    ("en/scenes.toml", "away", 130),
    ("en/scenes.toml", "against", 130),
    ("en/repair.toml", "title", 40),
    ("en/repair.toml", "name", 40),
    ("en/repair.toml", "lead", 260),
    ("en/repair.toml", "not", 290),
    ("en/repair.toml", "human", 180),
    ("en/repair.toml", "why", 230),
    ("en/repair.toml", "speaker", 110),
    ("en/repair.toml", "listener", 110),
    ("en/repair.toml", "ask", 90),
    ("en/repair.toml", "hint", 170),
    ("en/repair.toml", "pause", 110),
    ("en/repair.toml", "heard", 70),
    ("en/repair.toml", "agree", 70),
    ("en/repair.toml", "amends", 90),
    ("en/repair.toml", "day", 190),
    ("en/steps.toml", "title", 40),
    ("en/steps.toml", "what", 150),
    ("en/steps.toml", "why", 180),
    ("en/steps.toml", "opening", 80),
    ("en/steps.toml", "listen", 130),
    ("en/steps.toml", "starter", 80),
    ("en/steps.toml", "prepare", 170),
    ("en/bids.toml", "mend", 110),
    ("en/bids.toml", "noticed", 60),
    ("en/bids.toml", "kindness", 140),
    ("en/bids.toml", "cup", 60),
    ("en/touch.toml", "title", 40),
    ("en/touch.toml", "what", 130),
    ("en/near.toml", "title", 40),
    ("en/near.toml", "what", 240),
    ("en/near.toml", "why", 160),
    ("en/near.toml", "warm", 110),
    ("en/both.toml", "title", 40),
    ("en/both.toml", "why", 160),
    ("en/both.toml", "takes", 90),
    ("en/both.toml", "half", 170),
];

/// Texts that are too long, and lists of steps and minutes out of their bounds.
pub fn lengths(library: &Library) -> Vec<Flaw> {
    let mut flaws: Vec<Flaw> = pieces(library).iter().filter_map(too_long).collect();
    for each in &library.practices {
        let mut flaw = |text: String| flaws.push(Flaw::new(&*each.file, each.id.as_str(), "length", text));
        if !(2..=6).contains(&each.steps.len()) {
            flaw(format!("has {} steps, and may have 2 to 6", each.steps.len()));
        }
        if !(1..=180).contains(&each.minutes) {
            flaw(format!("takes {} minutes, and may take 1 to 180", each.minutes));
        }
    }
    for each in &library.guides {
        let file = format!("en/guides/{}.md", each.slug);
        let mut flaw = |text: String| flaws.push(Flaw::new(&*file, each.slug.as_str(), "length", text));
        let words = prose::words(&each.body).len();
        if !(350..=700).contains(&words) {
            flaw(format!("has {words} words, and may have 350 to 700"));
        }
        // A tired reader takes in 110 to 250 words in a minute.
        let minutes = usize::from(each.minutes);
        if words > minutes * 250 || words < minutes * 80 {
            flaw(format!("{words} words are not read in {minutes} minutes"));
        }
    }
    flaws
}

fn too_long(piece: &Piece) -> Option<Flaw> {
    let fits = |entry: &&(&str, &str, usize)| piece.file.starts_with(entry.0) && piece.field == entry.1;
    let (_, _, most) = MOST.iter().find(fits)?;
    let length = piece.text.chars().count();
    (length > *most).then(|| piece.flaw("length", format!("{length} characters, and {most} are allowed")))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library, practices, questions};
    use super::*;

    #[test]
    fn a_long_question_is_caught() {
        let long = "What is on your mind ".repeat(8);
        assert_eq!(found(&lengths(&questions(&[(1, &long), (2, "Short?")]))), [("fears-1-00", "length")]);
    }

    #[test]
    fn a_practice_has_two_to_six_steps_and_a_sane_time() {
        let library = practices(&["id = 'one'\nsteps = ['Go.']", "id = 'none'\nminutes = 0", "id = 'good'"]);
        assert_eq!(found(&lengths(&library)), [("one", "length"), ("none", "length")]);
    }

    #[test]
    fn a_guide_has_350_to_700_words_and_says_how_long_it_takes() {
        let guide = |words: usize, minutes: u16| {
            let front = "title = ''\nsummary = ''\ntonight = ''\nevidence = 'wisdom'";
            let text =
                format!("+++\n{front}\nshelf = 'hard'\nminutes = {minutes}\n+++\n{}", "word ".repeat(words));
            lengths(&library(&[("guides/a.md", &text)])).len()
        };
        assert_eq!([guide(400, 3), guide(100, 1), guide(400, 1), guide(400, 9)], [0, 1, 1, 1]);
    }
}
