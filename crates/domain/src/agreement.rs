//! Agreements: zones and times without screens, and whatever else two people both say yes to.
//!
//! Invariant: either ends one alone, without a reason, and nothing records whether it was kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::desk::fits;
use crate::event::Meta;
use crate::id::AgreementId;
use crate::ritual::{LAPSES, Seats};
use crate::{Day, Instant, PersonId};

/// What can happen to an agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what")]
pub enum Change {
    /// Somebody proposes it; alone, it is simply there.
    Proposed {
        /// The piece of the library it came from, if it did.
        piece: Option<String>,
        /// What is agreed, in words.
        text: String,
        /// The day to look again; it lapses then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        look_again: Option<Day>,
    },
    /// The other one agrees.
    Agreed,
    /// It ends, or the proposal is taken back or put away.
    Ended,
    /// A change from a newer version.
    #[serde(other)]
    Unknown,
}

/// An agreement, as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// The piece of the library it came from.
    pub piece: Option<String>,
    /// What is agreed.
    pub text: String,
    /// Who proposed it.
    #[serde(with = "crate::id::person_bytes")]
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// Both said yes (or there is only one).
    pub agreed: bool,
    /// The day to look again.
    #[serde(default)]
    pub look_again: Option<Day>,
}

impl Agreement {
    /// A proposal nobody agreed to goes by itself.
    pub fn lapsed(&self, now: Instant) -> bool {
        !self.agreed && now >= self.at.plus_days(LAPSES)
    }

    /// It is agreed, and its day to look again has not passed.
    pub fn stands(&self, today: Day) -> bool {
        self.agreed && self.look_again.is_none_or(|day| today <= day)
    }

    /// Its day to look again has passed long ago, or nobody agreed to it.
    fn is_over(&self, now: Instant) -> bool {
        let today = now.day_in(&jiff::tz::TimeZone::UTC);
        self.lapsed(now) || self.look_again.is_some_and(|day| day.plus(AFTERWARDS) < today)
    }
}

/// Days for which an agreement that lapsed is still shown, to be agreed anew.
const AFTERWARDS: i32 = 60;

/// The most agreements and proposals at a time.
pub const MOST: usize = 12;
/// The most bytes of an agreement's words.
pub const TEXT: usize = 300;

/// All agreements of a couple, or of one person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Agreements(BTreeMap<AgreementId, Agreement>);

impl Agreements {
    /// One of them.
    pub fn get(&self, id: &AgreementId) -> Option<&Agreement> {
        self.0.get(id)
    }

    /// Those both agreed to.
    pub fn agreed(&self) -> impl Iterator<Item = (&AgreementId, &Agreement)> {
        self.0.iter().filter(|(_, agreement)| agreement.agreed)
    }

    /// Proposals that are still open.
    pub fn proposed(&self, now: Instant) -> impl Iterator<Item = (&AgreementId, &Agreement)> {
        self.0.iter().filter(move |(_, agreement)| !agreement.agreed && !agreement.lapsed(now))
    }

    /// Whether there is room for one more.
    pub fn have_room(&self, now: Instant) -> bool {
        self.0.values().filter(|agreement| !agreement.is_over(now)).count() < MOST
    }

    /// Takes a change in.
    pub fn apply(&mut self, id: AgreementId, change: Change, meta: &Meta, seats: Seats) {
        match change {
            Change::Proposed { piece, text, look_again } => {
                self.0.retain(|_, agreement| !agreement.is_over(meta.at));
                let small = fits(id.as_str()) && piece.as_deref().is_none_or(fits) && text.len() <= TEXT;
                if small && self.0.len() < MOST {
                    let agreed = seats == Seats::One;
                    let (by, at) = (meta.author, meta.at);
                    self.0.entry(id).or_insert(Agreement { piece, text, by, at, agreed, look_again });
                }
            }
            Change::Agreed => {
                let others = |it: &&mut Agreement| it.by != meta.author && !it.lapsed(meta.at);
                if let Some(agreement) = self.0.get_mut(&id).filter(others) {
                    agreement.agreed = true;
                }
            }
            Change::Ended => drop(self.0.remove(&id)),
            Change::Unknown => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: PersonId = PersonId([1; 16]);
    const B: PersonId = PersonId([2; 16]);

    fn meta(author: PersonId, days: i64) -> Meta {
        Meta { seq: 1, author, at: Instant(0).plus_days(days) }
    }

    fn proposed() -> Change {
        let text = "No screens at the table".into();
        Change::Proposed { piece: Some("dinner-table".into()), text, look_again: None }
    }

    #[test]
    fn it_takes_two_to_agree_and_one_to_end() {
        let mut all = Agreements::default();
        all.apply("z".into(), proposed(), &meta(A, 0), Seats::Two);
        all.apply("z".into(), Change::Agreed, &meta(A, 1), Seats::Two);
        assert_eq!(all.agreed().count(), 0);
        all.apply("z".into(), Change::Agreed, &meta(B, 1), Seats::Two);
        assert_eq!(all.agreed().count(), 1);
        all.apply("z".into(), Change::Ended, &meta(B, 2), Seats::Two);
        assert!(all.get(&"z".into()).is_none());
    }

    #[test]
    fn a_proposal_lapses_and_makes_room() {
        let mut all = Agreements::default();
        for n in 0..=MOST {
            all.apply(AgreementId(format!("z{n}")), proposed(), &meta(A, 0), Seats::Two);
        }
        assert_eq!(all.proposed(Instant(0)).count(), MOST);
        all.apply("z1".into(), Change::Agreed, &meta(B, 30), Seats::Two);
        assert_eq!(all.agreed().count(), 0, "too late");
        all.apply("new".into(), proposed(), &meta(A, 31), Seats::Two);
        assert_eq!(all.proposed(Instant(0).plus_days(31)).count(), 1);
    }

    #[test]
    fn one_with_a_day_to_look_again_stands_until_that_day_and_makes_room_long_after() {
        let mut all = Agreements::default();
        let until = |day| Change::Proposed {
            piece: None,
            text: "Less work on Sundays".into(),
            look_again: Some(Day(day)),
        };
        all.apply("z".into(), until(30), &meta(A, 0), Seats::Two);
        all.apply("z".into(), Change::Agreed, &meta(B, 1), Seats::Two);
        let stands = |all: &Agreements, day| all.get(&"z".into()).is_some_and(|it| it.stands(Day(day)));
        assert!(stands(&all, 30) && !stands(&all, 31));
        assert_eq!(all.agreed().count(), 1, "it is still there, to be agreed anew");
        all.apply("y".into(), until(200), &meta(A, 30 + 61), Seats::Two);
        assert!(all.get(&"z".into()).is_none());
    }

    #[test]
    fn alone_it_is_simply_there() {
        let mut all = Agreements::default();
        all.apply("z".into(), proposed(), &meta(A, 0), Seats::One);
        assert_eq!(all.agreed().count(), 1);
    }
}
