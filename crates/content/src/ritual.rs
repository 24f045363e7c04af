use serde::Deserialize;

use crate::{CauseId, Evidence, Kind, PracticeId, Rhythm, Season, SignId, TemplateId, WallClock};

/// A ritual to take over as it is or to change: a recurring time that is just for connecting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its id, which stays for ever.
    pub id: TemplateId,
    /// Its name, for the two of them.
    pub title: String,
    /// Its name in a calendar others may see: it tells nothing.
    pub neutral: String,
    /// The time of life it is for.
    pub season: Season,
    /// How long it takes, unless they say otherwise.
    pub minutes: u16,
    /// How often it comes round, unless they say otherwise.
    pub rhythm: Rhythm,
    /// When it begins, unless they say otherwise.
    pub at: WallClock,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Whether it needs no words.
    #[serde(default)]
    pub wordless: bool,
    /// Whether it is for plans and duties, which have no place in any other.
    #[serde(default)]
    pub logistics: bool,
    /// The signs it serves.
    #[serde(default)]
    pub signs: Vec<SignId>,
    /// The causes it answers.
    #[serde(default)]
    pub causes: Vec<CauseId>,
    /// What it is, in one sentence.
    pub what: String,
    /// What to do or ask: one for each time, in turn.
    #[serde(rename = "try")]
    pub tries: Vec<String>,
    /// Practices that suit it.
    #[serde(default)]
    pub practices: Vec<PracticeId>,
    /// What is enough on a tired evening.
    pub easier: String,
    /// What it is good for, in one line.
    pub why: String,
    /// How well it is known to help.
    pub evidence: Evidence,
    /// Who found that out.
    pub source: String,
}

impl Template {
    /// What to do or ask at the nth time, from 0; after the last one they begin anew.
    pub fn suggestion(&self, nth: usize) -> Option<&str> {
        let at = nth.checked_rem(self.tries.len())?;
        self.tries.get(at).map(String::as_str)
    }

    /// Whether it may be found and chosen, and is suggested to nobody: touch and repair.
    pub fn is_careful(&self) -> bool {
        matches!(self.kind, Kind::Repair | Kind::Touch)
    }
}

/// The file `rituals.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RitualFile {
    #[serde(default)]
    pub(crate) ritual: Vec<Template>,
}

#[cfg(test)]
mod tests {
    use crate::Library;

    #[test]
    fn the_suggestions_come_in_turn_and_begin_anew() {
        for template in &Library::english().rituals {
            let count = template.tries.len();
            assert_eq!(template.suggestion(0), template.suggestion(count), "{}", template.id);
            assert_eq!(template.suggestion(count - 1), template.tries.last().map(String::as_str));
        }
    }

    #[test]
    fn a_template_without_suggestions_suggests_nothing() {
        let mut template = Library::english().rituals[0].clone();
        template.tries.clear();
        assert_eq!(template.suggestion(3), None);
    }
}
