//! First steps: the ladder from safe to deep, how to listen, ways to answer, and how to prepare what is not for a phone.
//!
//! Invariant: nothing here says that anybody has to be told anything.

use serde::Deserialize;

use crate::{AnswerId, Evidence, RungId, StepLineId};

/// What there is for something one has not said yet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstSteps {
    /// The ladder, from safe to deep.
    #[serde(default, rename = "rung")]
    pub rungs: Vec<Rung>,
    /// How to listen, in the order of reading.
    #[serde(default)]
    pub listen: Vec<StepLine>,
    /// Ways to answer.
    #[serde(default, rename = "answer")]
    pub answers: Vec<WayToAnswer>,
    /// How to prepare to say it in person, with help, in the order of doing.
    #[serde(default)]
    pub prepare: Vec<StepLine>,
}

impl FirstSteps {
    /// The rung with this number, from 1.
    pub fn rung(&self, number: u8) -> Option<&Rung> {
        self.rungs.iter().find(|rung| rung.number == number)
    }

    /// The way to answer with this id.
    pub fn answer(&self, id: &str) -> Option<&WayToAnswer> {
        self.answers.iter().find(|answer| answer.id == *id)
    }
}

/// A rung of the ladder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Its id, which stays for ever.
    pub id: RungId,
    /// Where it stands, 1 for the safest.
    pub number: u8,
    /// Its name.
    pub title: String,
    /// What belongs on it.
    pub what: String,
    /// What it is good for, in one line.
    pub why: String,
    /// How well that is known.
    pub evidence: Evidence,
    /// Who found that out.
    pub source: String,
    /// Ways to begin a sentence; they end in `…`.
    pub openings: Vec<String>,
}

/// One line to go by.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepLine {
    /// Its id, which stays for ever.
    pub id: StepLineId,
    /// The line.
    pub text: String,
}

/// A way to answer, with words to begin with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WayToAnswer {
    /// Its id, as the rules know it.
    pub id: AnswerId,
    /// Ways to begin.
    pub starters: Vec<String>,
}

#[cfg(test)]
mod tests {
    use crate::Library;

    #[test]
    fn each_rung_and_answer_is_found() {
        let steps = &Library::english().steps;
        assert!(steps.rungs.iter().all(|rung| steps.rung(rung.number).is_some_and(|it| it.id == rung.id)));
        assert!(steps.answers.iter().all(|answer| steps.answer(answer.id.as_str()).is_some()));
        assert!(steps.rung(0).is_none() && steps.answer("").is_none());
    }
}
