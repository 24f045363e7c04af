use super::phrases::Cut;
use crate::{BothWeek, Flaw, Library};

const FILE: &str = "en/both.toml";

/// What would make a duty or a score of it.
const DUTY: &str = "must, have to, has to, should, every day, each day, daily, every evening, how often, count the, keep count, \
    times a week, on time, late, behind, goal*, homework, owe*, deserve*, reward*, in return, in exchange";

/// Weeks that are out of order or not six, halves that are empty, and parts that make a duty of it.
pub fn both(library: &Library) -> Vec<Flaw> {
    let weeks = &library.both.weeks;
    let mut flaws = Vec::new();
    for (at, week) in weeks.iter().enumerate() {
        let id = format!("both-{}", at + 1);
        if week.id != *id.as_str() {
            flaws.push(Flaw::new(FILE, week.id.as_str(), "both", format!("stands where {id} belongs")));
        }
        flaws.extend(halves(week).into_iter().filter_map(|half| duty(week, half)));
    }
    flaws
}

/// What a week asks of somebody: talk and touch, for one and for two.
pub(super) fn halves(week: &BothWeek) -> [&str; 4] {
    [&week.talk.alone, &week.talk.together, &week.touch.alone, &week.touch.together]
}

fn duty(week: &BothWeek, half: &str) -> Option<Flaw> {
    let flaw = |text: String| Some(Flaw::new(FILE, week.id.as_str(), "both", text));
    if half.trim().is_empty() {
        return flaw("a half is empty".to_owned());
    }
    let word = Cut::new(half).found(DUTY).next()?;
    flaw(format!("“{word}”: nothing here is a duty, and nothing is counted"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library};
    use super::*;

    fn lint(id: &str, half: &str) -> Vec<Flaw> {
        let week = format!(
            "title = 'A'\nintro = 'B'\ncare = 'C'\npace = 'D'\nstop = 'E'\n[[week]]\nid = '{id}'\ntitle = 'A'\nwhy = 'B'\n\
             takes = 'C'\nevidence = 'wisdom'\nsource = 'Counsellors’ practice'\n[week.talk]\nalone = '{half}'\n\
             together = 'Talk.'\n[week.touch]\nalone = 'Rest.'\ntogether = 'Sit.'\n"
        );
        both(&library(&[("both.toml", &week)]))
    }

    #[test]
    fn weeks_stand_in_their_order() {
        assert_eq!(lint("both-1", "Say a word."), []);
        assert_eq!(found(&lint("both-2", "Say a word.")), [("both-2", "both")]);
    }

    #[test]
    fn no_half_is_empty_or_a_duty() {
        for half in ["", "You must talk.", "Talk every day.", "Touch in return."] {
            assert_eq!(found(&lint("both-1", half)), [("both-1", "both")], "{half}");
        }
    }
}
