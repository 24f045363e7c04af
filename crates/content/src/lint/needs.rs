use super::phrases::Cut;
use crate::{Flaw, Library};

const FILE: &str = "en/needs.toml";

/// What would set one person against the others who are good to somebody, or make a need a duty.
const NARROW: &str =
    "only, instead of, rather than, less, too much, should, must, partner*, husband, wife, marriage, spouse";

/// The deepest practice a need may lead to.
const DEEPEST: u8 = 2;

/// Needs that are said as somebody’s duty or against friends and family, and practices that ask for much at once.
pub fn needs(library: &Library) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for each in &library.needs {
        let mut flaw = |text: String| flaws.push(Flaw::new(FILE, each.id.as_str(), "need", text));
        if let Some(word) = Cut::new(&each.line).found(NARROW).next() {
            flaw(format!("“{word}”: it may be met by anybody, and is nobody’s duty"));
        }
        let practice = library.practice(each.practice.as_str());
        if practice.is_some_and(|practice| practice.depth.get() > DEEPEST) {
            flaw(format!("{} goes too deep to begin with", each.practice));
        }
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library, practice};
    use super::*;

    fn lint(line: &str, of_practice: &str) -> Vec<Flaw> {
        let need = format!("[[need]]\nid = 'rest'\ntitle = 'Rest'\nline = '{line}'\npractice = 'walk'\n");
        needs(&library(&[("needs.toml", &need), ("practices/walk.toml", &practice(of_practice))]))
    }

    #[test]
    fn a_need_is_nobodys_duty_and_takes_nothing_from_friends() {
        assert_eq!(lint("You lie down.", ""), []);
        assert_eq!(found(&lint("Your partner lets you rest.", "")), [("rest", "need")]);
        assert_eq!(found(&lint("You rest instead of going out.", "")), [("rest", "need")]);
    }

    #[test]
    fn it_leads_to_something_one_can_begin_with() {
        assert_eq!(found(&lint("You lie down.", "depth = 4")), [("rest", "need")]);
    }
}
