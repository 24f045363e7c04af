//! The read nearly every page begins with, in two statements.

use crate::couple::maybe_couple;
use crate::engine::Cells;
use crate::event::{EventRow, event};
use crate::space::maybe_space;
use crate::value::{Value, args};
use crate::{Broken, CoupleRow, Head, Id, Instant, Snapshot, Space, Store};
use serde::{Deserialize, Serialize};
use serde_with::serde_as;

/// What a page wants to open with.
#[derive(Clone, Debug)]
pub struct Want<'a> {
    /// Whose page.
    pub account: Id,
    /// Which spaces it reads, and with which version of the fold.
    pub spaces: &'a [(Id, u32)],
    /// How many events after the snapshot are read per space at most.
    pub tail: u32,
}

/// What a page opens with.
#[serde_as]
#[derive(Clone, Serialize, Deserialize)]
pub struct Opened {
    /// What pages need before any key is open; none when there is no such account.
    pub prefs: Option<String>,
    /// The open couple of the account, with who is leaving it.
    pub couple: Option<CoupleRow>,
    /// When somebody asked to use the account's recovery code, if they did: every page says so.
    pub recovery_asked: Option<Instant>,
    /// The spaces that are there, in the order asked.
    pub spaces: Vec<OpenSpace>,
}

/// A space with what a fold of it begins from.
#[serde_as]
#[derive(Clone, Serialize, Deserialize)]
pub struct OpenSpace {
    /// The space with its head, read at one instant with the couple.
    pub space: Space,
    /// The account's snapshot, if it is of the wanted version.
    pub snapshot: Option<Snapshot>,
    /// The events after the snapshot, or from the first; none beyond the head above.
    pub tail: Vec<EventRow>,
    /// Whether letters lie before the space.
    pub has_letters: bool,
}

impl OpenSpace {
    /// Whether the tail reaches the head.
    pub fn complete(&self) -> bool {
        let read = self.tail.last().map(|event| event.seq);
        read.or(self.snapshot.as_ref().map(|s| s.head.seq)).unwrap_or(0) >= self.space.head.seq
    }
}

const HEADS: &str = "SELECT a.prefs, c.id, c.space, c.a, c.b, c.began, c.state, l.leaver, l.cut, l.shows_on, \
    s.id, s.epoch, s.head_seq, s.head_hash, s.drop_public, s.erasures, n.version, n.seq, n.hash, n.sealed, r.requested_at, \
    CAST(CASE WHEN EXISTS (SELECT 1 FROM letter t WHERE t.space = s.id) THEN 1 ELSE 0 END AS BIGINT) \
    FROM account a \
    LEFT JOIN couple c ON (c.a = a.id OR c.b = a.id) AND c.state = 'open' \
    LEFT JOIN leaving l ON l.couple = c.id \
    LEFT JOIN space s ON s.id IN ($2, $3, $4, $5) \
    LEFT JOIN snapshot n ON n.space = s.id AND n.account = a.id \
    LEFT JOIN recovery r ON r.account = a.id \
    WHERE a.id = $1";
// The number of the branch comes last, so that the other columns stand where `event` expects them.
const TAILS: &str = "SELECT * FROM (SELECT seq, id, header, sealed, sealed_hash, hash, CAST(0 AS BIGINT) AS which FROM event \
    WHERE space = $2 AND seq > $3 AND seq <= $4 ORDER BY seq LIMIT $1) AS t0 \
    UNION ALL SELECT * FROM (SELECT seq, id, header, sealed, sealed_hash, hash, CAST(1 AS BIGINT) AS which FROM event \
    WHERE space = $5 AND seq > $6 AND seq <= $7 ORDER BY seq LIMIT $1) AS t1 \
    UNION ALL SELECT * FROM (SELECT seq, id, header, sealed, sealed_hash, hash, CAST(2 AS BIGINT) AS which FROM event \
    WHERE space = $8 AND seq > $9 AND seq <= $10 ORDER BY seq LIMIT $1) AS t2 \
    UNION ALL SELECT * FROM (SELECT seq, id, header, sealed, sealed_hash, hash, CAST(3 AS BIGINT) AS which FROM event \
    WHERE space = $11 AND seq > $12 AND seq <= $13 ORDER BY seq LIMIT $1) AS t3";
/// How many spaces the statements above read at once.
const AT_ONCE: usize = 4;

struct First {
    prefs: String,
    couple: Option<CoupleRow>,
    recovery_asked: Option<Instant>,
    space: Option<(Space, Option<Snapshot>, bool)>,
}

fn first(row: &Cells, account: &Id) -> Result<First, Broken> {
    let space = match maybe_space(row, 10)? {
        Some(space) => {
            let snapshot = snapshot(row, space.id, *account)?;
            Some((space, snapshot, row.int(21)? != 0))
        }
        None => None,
    };
    Ok(First {
        prefs: row.text(0)?,
        couple: maybe_couple(row, 1)?,
        recovery_asked: row.maybe_int(20)?,
        space,
    })
}

fn snapshot(row: &Cells, space: Id, account: Id) -> Result<Option<Snapshot>, Broken> {
    let Some(sealed) = row.maybe_blob(19)? else { return Ok(None) };
    let head = Head { seq: row.seq(17)?, hash: row.bytes(18)? };
    Ok(Some(Snapshot { space, account, version: row.small(16)?, head, sealed }))
}

impl Store {
    /// Reads what a page opens with: preferences, couple, heads, snapshots and the events after them.
    pub async fn open_page(&self, want: &Want<'_>) -> Result<Opened, Broken> {
        let mut opened = Opened {
            prefs: None,
            couple: None,
            recovery_asked: None,
            spaces: Vec::with_capacity(want.spaces.len()),
        };
        let (now, later) = want.spaces.split_at(want.spaces.len().min(AT_ONCE));
        self.open_some(want, now, &mut opened).await?;
        for some in later.chunks(AT_ONCE) {
            self.open_some(want, some, &mut opened).await?;
        }
        Ok(opened)
    }

    async fn open_some(&self, want: &Want<'_>, some: &[(Id, u32)], into: &mut Opened) -> Result<(), Broken> {
        let mut args = args![&want.account];
        args.extend(some.iter().map(|(id, _)| Value::from(id)));
        args.resize(1 + AT_ONCE, Value::Blob(None));
        let rows = self.readers().all(HEADS, args, |row| first(row, &want.account)).await?;
        let mut spaces = Vec::with_capacity(rows.len());
        for row in rows {
            into.prefs = Some(row.prefs);
            into.couple = row.couple;
            into.recovery_asked = row.recovery_asked;
            spaces.extend(row.space);
        }
        let asked = some.iter().filter_map(|(id, version)| {
            let at = spaces.iter().position(|(space, ..)| space.id == *id)?;
            let (space, snapshot, has_letters) = spaces.swap_remove(at);
            let snapshot = snapshot.filter(|s| s.version == *version && s.head.seq <= space.head.seq);
            Some(OpenSpace { space, snapshot, tail: Vec::new(), has_letters })
        });
        let mut asked: Vec<_> = asked.collect();
        self.read_tails(want.tail, &mut asked).await?;
        into.spaces.append(&mut asked);
        Ok(())
    }

    async fn read_tails(&self, most: u32, spaces: &mut [OpenSpace]) -> Result<(), Broken> {
        let mut args = args![most];
        for open in spaces.iter() {
            let from = open.snapshot.as_ref().map_or(0, |s| s.head.seq);
            args.extend(args![&open.space.id, from, open.space.head.seq]);
        }
        if spaces.iter().all(OpenSpace::complete) {
            return Ok(());
        }
        for _ in spaces.len()..AT_ONCE {
            args.extend([Value::Blob(None), Value::Int(None), Value::Int(None)]);
        }
        let events = self.readers().all(TAILS, args, |row| Ok((row.small(6)?, event(row)?))).await?;
        for (which, event) in events {
            let open = usize::try_from(which).ok().and_then(|which| spaces.get_mut(which));
            open.ok_or_else(crate::engine::damaged)?.tail.push(event);
        }
        Ok(())
    }
}
