//! What is read. Events, snapshots and letters come back as sealed as they lie.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;
use store::{CoupleRow, EventRow, Hash, Id, OpenSpace, Opened, Want};

use super::reach::Role;
use super::reach::{cut_for, is_own, own_space};
use super::{By, Here, Question, Refusal};
use store::B64;

/// At most so many events at a time.
const MANY: u32 = 512;
/// At most so many spaces a page.
const SPACES: usize = 4;
/// About so many sealed bytes at a time, at most.
const BUDGET: usize = 8 * 1024 * 1024;

/// What a page opens with.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    /// Each space with the version of the fold that the host knows.
    #[serde_as(as = "Vec<(B64, _)>")]
    pub(crate) spaces: Vec<(Id, u32)>,
    /// How many events after the snapshot.
    pub(crate) tail: u32,
}

impl Question for Page {
    type Answer = Opened;
    const NAME: &'static str = "page";

    async fn answer(&self, here: &Here, by: &By) -> Result<Opened, Refusal> {
        let account = by.me()?;
        if !by.trusted {
            self.within(here, by).await?;
        }
        let want = Want { account, spaces: &self.spaces, tail: self.tail.min(MANY) };
        let mut page = here.store.open_page(&want).await?;
        if page.couple.is_none() {
            page.couple = here.store.couples(&account).await?.into_iter().next();
        }
        let mut served = Vec::with_capacity(page.spaces.len());
        for open in std::mem::take(&mut page.spaces) {
            let id = open.space.id;
            let shared = page.couple.as_ref().filter(|row| row.couple.space == id);
            match shared {
                Some(row) => served.push(cut(here, open, cut_for(row, &account)).await?),
                None if is_own(&account, &id) => served.push(open),
                None => {
                    let bound = here.served(by, &id).await?;
                    served.push(cut(here, open, Some(bound)).await?);
                }
            }
        }
        // Told last: what is served is cut by what is.
        page.couple = page.couple.map(|row| seen_by(row, by, &account));
        for open in &mut served {
            budget(&mut open.tail);
        }
        page.spaces = served;
        Ok(page)
    }
}

impl Page {
    /// A few spaces, all within reach: looked at before anything is read.
    async fn within(&self, here: &Here, by: &By) -> Result<(), Refusal> {
        if self.spaces.len() > SPACES {
            return Err(Refusal::Malformed);
        }
        for (space, _) in &self.spaces {
            here.served(by, space).await?;
        }
        Ok(())
    }
}

/// A couple as one of the two may know it: of the other's leaving nothing before its day, and if both have left, that one
/// has left oneself.
pub(super) fn seen_by(mut row: CoupleRow, by: &By, me: &Id) -> CoupleRow {
    let hidden = |leaving: &store::Leaving| leaving.leaver != *me && leaving.shows_on > by.now;
    if !by.trusted && row.leaving.as_ref().is_some_and(hidden) {
        row.leaving = match row.couple.state {
            store::CoupleState::Open => None,
            store::CoupleState::Ended => {
                row.couple.state = store::CoupleState::Open;
                row.leaving.map(|leaving| store::Leaving { leaver: *me, cut: u64::from(u32::MAX), ..leaving })
            }
        };
    }
    row
}

/// Longer answers end early; whoever asks goes on from there.
fn budget(rows: &mut Vec<EventRow>) {
    let mut left = BUDGET;
    let fits = rows.iter().take_while(|row| {
        let first = left == BUDGET;
        left = left
            .saturating_sub(row.sealed.as_ref().map_or(0, Vec::len).saturating_add(row.header.len()).max(1));
        first || left > 0
    });
    let fits = fits.count();
    rows.truncate(fits);
}

/// A space as it is served to somebody who left.
async fn cut(here: &Here, mut open: OpenSpace, cut: Option<u64>) -> Result<OpenSpace, Refusal> {
    let Some(cut) = cut.filter(|cut| *cut < open.space.head.seq) else { return Ok(open) };
    open.space.head = here.served_head(&open.space.id, open.space.head, cut).await?;
    open.tail.retain(|row| row.seq <= cut);
    open.snapshot = open.snapshot.filter(|snapshot| snapshot.head.seq <= cut);
    Ok(open)
}

/// Events of a space, in order.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Events {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
    pub(crate) from: u64,
    pub(crate) limit: u32,
}

impl Question for Events {
    type Answer = Vec<EventRow>;
    const NAME: &'static str = "events";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<EventRow>, Refusal> {
        let served = here.served(by, &self.space).await?;
        let mut rows = here.store.events(&self.space, self.from, self.limit.min(MANY)).await?;
        rows.retain(|row| row.seq <= served);
        budget(&mut rows);
        Ok(rows)
    }
}

/// Single events of a space.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventsAt {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
    pub(crate) seqs: Vec<u64>,
}

impl Question for EventsAt {
    type Answer = Vec<EventRow>;
    const NAME: &'static str = "events-at";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<EventRow>, Refusal> {
        let served = here.served(by, &self.space).await?;
        if !by.trusted && self.seqs.len() > MANY as usize {
            return Err(Refusal::Malformed);
        }
        let within: Vec<u64> = self.seqs.iter().copied().filter(|seq| *seq <= served).collect();
        Ok(here.store.events_at(&self.space, &within).await?)
    }
}

/// Whether an event lies in a space already.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventById {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
    #[serde_as(as = "B64")]
    pub(crate) id: Id,
}

impl Question for EventById {
    type Answer = bool;
    const NAME: &'static str = "event-by-id";

    async fn answer(&self, here: &Here, by: &By) -> Result<bool, Refusal> {
        let served = here.served(by, &self.space).await?;
        let found = here.store.event_by_id(&self.space, &self.id).await?;
        Ok(found.is_some_and(|row| row.seq <= served))
    }
}

/// The chain hash of a space at a number.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HashAt {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
    pub(crate) seq: u64,
}

/// A hash that may not be there.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct MaybeHash(#[serde_as(as = "Option<B64>")] pub(crate) Option<Hash>);

impl Question for HashAt {
    type Answer = MaybeHash;
    const NAME: &'static str = "hash-at";

    async fn answer(&self, here: &Here, by: &By) -> Result<MaybeHash, Refusal> {
        let within = self.seq <= here.served(by, &self.space).await?;
        Ok(MaybeHash(if within { here.store.hash_at(&self.space, self.seq).await? } else { None }))
    }
}

/// A chapter of a space.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Chapter {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
    pub(crate) no: u32,
}

impl Question for Chapter {
    type Answer = Option<store::Chapter>;
    const NAME: &'static str = "chapter";

    async fn answer(&self, here: &Here, by: &By) -> Result<Option<store::Chapter>, Refusal> {
        here.served(by, &self.space).await?;
        Ok(here.store.chapter(&self.space, &by.me()?, self.no).await?)
    }
}

/// A space, as it is served.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Space {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
}

impl Question for Space {
    type Answer = Option<store::Space>;
    const NAME: &'static str = "space";

    async fn answer(&self, here: &Here, by: &By) -> Result<Option<store::Space>, Refusal> {
        // Before one's own spaces are made, there is nothing to see.
        let served = here.served(by, &self.space).await?;
        let Some(mut space) = here.store.space(&self.space).await? else { return Ok(None) };
        space.head = here.served_head(&self.space, space.head, served).await?;
        Ok(Some(space))
    }
}

/// The letters before one's private space.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Letters {}

impl Question for Letters {
    type Answer = Vec<store::Letter>;
    const NAME: &'static str = "letters";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<store::Letter>, Refusal> {
        Ok(here.store.letters(&own_space(&by.me()?, Role::Private)).await?)
    }
}
