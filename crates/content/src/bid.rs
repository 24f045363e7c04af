//! Small reaches: what to say when one went by, how a thank-you may begin, kindnesses in secret, slips to hide.
//!
//! Invariant: nothing here speaks of what the other one did not do.

use serde::Deserialize;

use crate::{After, CupId, KindnessId, MendId, NoticedId};

/// What helps to answer small reaches, and to say thanks.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bids {
    /// Lines that mend a moment which has passed.
    #[serde(default, rename = "mend")]
    pub mends: Vec<Mend>,
    /// Ways to begin a thank-you.
    #[serde(default)]
    pub noticed: Vec<Noticed>,
    /// Kindnesses in secret.
    #[serde(default, rename = "kindness")]
    pub kindnesses: Vec<Kindness>,
    /// Slips to cut out and hide.
    #[serde(default, rename = "cup")]
    pub cups: Vec<Cup>,
}

impl Bids {
    /// The kindness with this id.
    pub fn kindness(&self, id: &str) -> Option<&Kindness> {
        self.kindnesses.iter().find(|each| each.id == *id)
    }

    /// The beginning of a thank-you with this id.
    pub fn beginning(&self, id: &str) -> Option<&Noticed> {
        self.noticed.iter().find(|each| each.id == *id)
    }

    /// The lines for a moment that passed so long ago.
    pub fn mends_after(&self, after: After) -> impl Iterator<Item = &Mend> {
        self.mends.iter().filter(move |each| each.after == after)
    }
}

/// A line that mends a moment which has passed: it owns one’s own half, and gives no reasons.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mend {
    /// Its id, which stays for ever.
    pub id: MendId,
    /// How long ago the moment was.
    pub after: After,
    /// What to say.
    pub text: String,
}

/// A way to begin a thank-you; whoever writes it goes on from there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noticed {
    /// Its id, which stays for ever.
    pub id: NoticedId,
    /// The beginning; it ends in three dots.
    pub text: String,
}

/// A kindness in secret.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kindness {
    /// Its id, which stays for ever.
    pub id: KindnessId,
    /// What to do.
    pub text: String,
    /// How long it takes, below ten.
    pub minutes: u16,
    /// It comes to light some day, by itself.
    #[serde(default)]
    pub found: bool,
}

/// A slip to cut out and hide.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cup {
    /// Its id, which stays for ever.
    pub id: CupId,
    /// What it says.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use crate::{After, Library};

    #[test]
    fn each_part_is_found_by_its_id() {
        let bids = &Library::english().bids;
        assert!(bids.kindnesses.iter().all(|each| bids.kindness(each.id.as_str()).is_some()));
        assert!(bids.noticed.iter().all(|each| bids.beginning(each.id.as_str()).is_some()));
        assert!(After::ALL.iter().all(|after| bids.mends_after(*after).next().is_some()));
        assert!(bids.kindness("nothing").is_none() && bids.beginning("").is_none());
    }
}
