//! How often something was tried, and how long to wait. Never a lock-out: that would be a weapon.

use store::{Broken, Row};

use super::Here;

/// A minute, in milliseconds.
const MINUTE: i64 = 60_000;

/// Tries of a name on devices that are not known.
pub(super) const ANYWHERE: &[u8] = b"";
/// Tries of a name with passphrases that open nothing yet.
pub(super) const BEGINNING: &[u8] = b"begin";
/// Tries of a person who is signed in with passphrases they would like to have.
pub(super) const CHOOSING: &[u8] = b"choose";
/// Tries of a name with recovery codes.
pub(super) const RECOVERING: &[u8] = b"recovery";
/// Failed sign-ins of an account since its last good one: only shown, nobody waits for it.
pub(super) const FAILED: &[u8] = b"failed";
/// Tries are forgotten once nothing was tried for an hour. A good one does not clear them: names are not unique, and
/// whoever has an account of the same name could wipe out the traces of guessing at another's.
const FORGOTTEN_MS: i64 = 60 * MINUTE;

/// Where tries are counted.
pub(super) struct Count {
    pub(super) who: Vec<u8>,
    pub(super) device: Vec<u8>,
}

impl Count {
    pub(super) fn of(who: &[u8], device: &[u8]) -> Self {
        Self { who: who.to_vec(), device: device.to_vec() }
    }
}

/// A way to try a passphrase: where it counts, and which account it may open, if not any of the name.
pub(super) struct Way {
    pub(super) count: Count,
    pub(super) only: Option<store::Id>,
}

impl Here {
    /// The first way that need not wait, or how long to wait.
    pub(super) async fn open_way<'w>(
        &self,
        ways: &'w [Way],
        now: i64,
    ) -> Result<Result<&'w Way, u32>, Broken> {
        let mut shortest = u32::MAX;
        for way in ways {
            match wait(self.tries(&way.count, now).await?, now) {
                None => return Ok(Ok(way)),
                Some(seconds) => shortest = shortest.min(seconds),
            }
        }
        Ok(Err(shortest))
    }

    pub(super) async fn tries(&self, count: &Count, now: i64) -> Result<store::Attempts, Broken> {
        let tries = self.store.attempts(&count.who, &count.device).await?;
        Ok(if tries.last.saturating_add(FORGOTTEN_MS) < now { store::Attempts::default() } else { tries })
    }

    /// The rows that count a try, from the first again once the others are forgotten.
    pub(super) async fn count(&self, count: &Count, now: i64) -> Result<Vec<Row>, Broken> {
        let (who, device) = (count.who.clone(), count.device.clone());
        let anew = self.tries(count, now).await?.fails == 0;
        let clear = anew.then(|| Row::ClearAttempts { who: who.clone(), device: device.clone() });
        Ok(clear.into_iter().chain([Row::CountAttempt { who, device, at: now }]).collect())
    }
}

/// Seconds to wait: none for three tries, then 1, 2, 4 … 30. Never a lock-out: that would be a weapon.
pub(super) fn wait(tries: store::Attempts, now: i64) -> Option<u32> {
    let over = tries.fails.checked_sub(3)?;
    let delay = 1i64.checked_shl(over.min(5)).unwrap_or(30).min(30);
    let left = tries.last.saturating_add(delay.saturating_mul(1000)).saturating_sub(now);
    (left > 0).then(|| u32::try_from(left.saturating_add(999).checked_div(1000).unwrap_or(30)).unwrap_or(30))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_grows_to_half_a_minute_and_is_never_a_lock_out() {
        let waits = |fails| wait(store::Attempts { fails, last: 0 }, 0);
        assert_eq!((waits(2), waits(3), waits(4), waits(6)), (None, Some(1), Some(2), Some(8)));
        for fails in 8..200 {
            assert_eq!(waits(fails), Some(30));
            assert_eq!(wait(store::Attempts { fails, last: 0 }, 30_000), None);
        }
    }
}
