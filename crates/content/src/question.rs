use serde::Deserialize;

use crate::{Depth, Domain, QuestionId, Season};

/// One question to ask one's partner.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id, which stays for ever.
    pub id: QuestionId,
    /// The part of the inner world it asks about.
    pub domain: Domain,
    /// The time of life it belongs to.
    pub season: Season,
    /// How much it asks of the one who answers.
    pub depth: Depth,
    /// The question itself.
    pub text: String,
    /// One short follow-up the listener may ask.
    pub more: String,
}

/// One file of `questions/`; the domain is the name of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionFile {
    #[serde(default)]
    question: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: QuestionId,
    depth: Depth,
    #[serde(default)]
    season: Season,
    text: String,
    more: String,
}

impl QuestionFile {
    pub(crate) fn of(self, domain: Domain) -> impl Iterator<Item = Question> {
        self.question.into_iter().map(move |Written { id, depth, season, text, more }| Question {
            id,
            domain,
            season,
            depth,
            text,
            more,
        })
    }
}
