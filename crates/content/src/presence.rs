//! Screens down: where, when, what to say, and what to do with the hands.
//!
//! Invariant: nothing here asks whether it was kept, by anyone.

use serde::Deserialize;

use crate::{CardId, ClosingId, CourtesyId, Evidence, Kind, ScreenFreeId};

/// What there is for a time without screens.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presence {
    /// Places without screens.
    #[serde(default, rename = "zone")]
    pub zones: Vec<ScreenFree>,
    /// Times without screens.
    #[serde(default, rename = "time")]
    pub times: Vec<ScreenFree>,
    /// What to say when the phone is needed.
    #[serde(default, rename = "courtesy")]
    pub courtesies: Vec<Courtesy>,
    /// What to do in a session.
    #[serde(default, rename = "card")]
    pub cards: Vec<SessionCard>,
    /// What to ask oneself after a session: one of them.
    #[serde(default, rename = "closing")]
    pub closings: Vec<ClosingQuestion>,
}

impl Presence {
    /// The zone with this id.
    pub fn zone(&self, id: &str) -> Option<&ScreenFree> {
        self.zones.iter().find(|each| each.id == *id)
    }

    /// The time with this id.
    pub fn time(&self, id: &str) -> Option<&ScreenFree> {
        self.times.iter().find(|each| each.id == *id)
    }

    /// The courtesy line with this id.
    pub fn courtesy(&self, id: &str) -> Option<&Courtesy> {
        self.courtesies.iter().find(|each| each.id == *id)
    }

    /// The session card with this id.
    pub fn card(&self, id: &str) -> Option<&SessionCard> {
        self.cards.iter().find(|each| each.id == *id)
    }

    /// The closing question with this id.
    pub fn closing(&self, id: &str) -> Option<&ClosingQuestion> {
        self.closings.iter().find(|each| each.id == *id)
    }
}

/// A place or a time that two may agree to keep free of screens.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenFree {
    /// Its id, which stays for ever; no zone has the id of a time.
    pub id: ScreenFreeId,
    /// Its name.
    pub title: String,
    /// What it means.
    pub what: String,
    /// What it is good for, in one line.
    pub why: String,
    /// How well it is known to help.
    pub evidence: Evidence,
    /// Who found that out.
    pub source: String,
}

/// A kind sentence to say aloud when the phone is needed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Courtesy {
    /// Its id, which stays for ever.
    pub id: CourtesyId,
    /// The sentence.
    pub text: String,
}

/// What to do while the screens are down.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionCard {
    /// Its id, which stays for ever.
    pub id: CardId,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Whether it needs no words.
    #[serde(default)]
    pub wordless: bool,
    /// Whether one person can do it alone as well.
    #[serde(default)]
    pub alone: bool,
    /// The card.
    pub text: String,
}

/// A question to oneself after a session.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosingQuestion {
    /// Its id, which stays for ever.
    pub id: ClosingId,
    /// The question.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use crate::Library;

    #[test]
    fn each_part_is_found_by_its_id() {
        let presence = &Library::english().presence;
        assert!(presence.zones.iter().all(|each| presence.zone(each.id.as_str()).is_some()));
        assert!(presence.times.iter().all(|each| presence.time(each.id.as_str()).is_some()));
        assert!(presence.courtesies.iter().all(|each| presence.courtesy(each.id.as_str()).is_some()));
        assert!(presence.cards.iter().all(|each| presence.card(each.id.as_str()).is_some()));
        assert!(presence.closings.iter().all(|each| presence.closing(each.id.as_str()).is_some()));
        assert!(presence.zone("nowhere").is_none() && presence.time("").is_none());
    }
}
