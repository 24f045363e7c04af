//! Calendars that others subscribe to: sealed under their addresses, so that nobody has to be signed in to serve one.
//!
//! Invariant: the store learns neither the address nor what is served, nor when that changes.

use app::FeedView;
use domain::{Instant, SpaceName};
use store::{Append, Broken, Feed, Row};
use vault::{Chance, Refused, Token, primitives};
use zeroize::Zeroizing;

use super::Host;
use super::commit::{Commit, Lost, no_key, sealing};
use super::open::from_head;
use super::visit::Visit;
use crate::keeper;

/// What the tokens of these addresses are for; their hashes and seals are bound to it.
const FEED: &str = "toward/v1/feed";

/// `switches ‖ u32 length of now ‖ now ‖ next`.
fn to_bytes(feed: &FeedView) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let length = u32::try_from(feed.now.len()).map_err(|_| Refused::TooLong)?;
    let parts = [&feed.switches.0.to_be_bytes()[..], &length.to_be_bytes(), &feed.now, &feed.next];
    Ok(Zeroizing::new(parts.concat()))
}

fn from_bytes(bytes: &[u8]) -> Option<FeedView> {
    let (switches, rest) = bytes.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (now, next) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    let switches = Instant(i64::from_be_bytes(*switches));
    Some(FeedView { now: now.to_vec(), next: next.to_vec(), switches })
}

fn seal(token: &str, account: store::Id, feed: &FeedView, chance: &mut Chance) -> Result<Feed, Refused> {
    let token = Token::parse(token)?;
    let sealed = token.seal(FEED, &to_bytes(feed)?, chance)?;
    Ok(Feed { token_hash: token.hash(FEED), account, sealed })
}

impl Host {
    /// The calendar behind an address; whoever has it may read it.
    pub(super) async fn feed_view(&self, token: &str) -> Result<Option<FeedView>, Broken> {
        let Ok(token) = Token::parse(token) else { return Ok(None) };
        let row = self.line(None, 0).ask(keeper::Feed { token_hash: token.hash(FEED) }).await?;
        let opened = row.and_then(|row| token.open(FEED, &row.sealed).ok());
        Ok(opened.and_then(|bytes| from_bytes(&bytes)))
    }

    /// Renews calendars after a mere visit: a cache, not a fact, and only of what is still there.
    pub(super) async fn renew_feeds(
        &self,
        visit: &Visit,
        rows: &[app::Row],
        now: i64,
        seed: [u8; 32],
    ) -> Result<(), Broken> {
        let mut chance = Chance::from_seed(primitives::sha256(&[b"toward/v1/renew-feed", &seed]));
        let mut renewed = Vec::new();
        for row in rows {
            let app::Row::FeedPut { token, feed } = row else { continue };
            if let Ok(feed) = seal(token, visit.account(), feed, &mut chance) {
                renewed.push(Row::RenewFeed(feed));
            }
        }
        self.keep(visit, renewed, now).await
    }
}

impl Commit<'_> {
    pub(super) fn feed_put(&mut self, token: &str, feed: &FeedView) -> Result<(), Lost> {
        let Some((me, _)) = self.author.clone() else { return Err(no_key()) };
        let feed = seal(token, me, feed, &mut self.chance).map_err(sealing)?;
        self.write.rows.push(Row::PutFeed(feed));
        // If its address was taken away while this was on its way, the desk has moved.
        if let (Some(head), Some(key)) = (self.head(SpaceName::Desk), self.key(SpaceName::Desk)) {
            let append = Append { space: *key.space(), expected: from_head(&head), events: Vec::new() };
            self.write.appends.push(append);
        }
        Ok(())
    }

    pub(super) fn feed_drop(&mut self, token: &str) -> Result<(), Lost> {
        let Some((account, _)) = self.author.clone() else { return Err(no_key()) };
        let token_hash = Token::parse(token).map_err(sealing)?.hash(FEED);
        self.write.rows.push(Row::DeleteFeed { token_hash, account });
        Ok(())
    }
}
