//! Sessions lie in a file or table of their own, which no backup holds.

use std::path::Path;

use crate::engine::{Cells, Pen, Readers};
use crate::postgres::Cluster;
use crate::schema::Part;
use crate::sqlite::Opening;
use crate::value::{Value, args};
use crate::{Broken, Hash, Id, Instant, OpenError};

/// One signed-in device, with its keys sealed by a key that only its cookie holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The hash of the identity in the cookie.
    pub id_hash: Hash,
    /// Who is signed in.
    pub account: Id,
    /// The sealed keys.
    pub sealed_keys: Vec<u8>,
    /// The sealed keys of the private space, while it is open.
    pub sealed_private: Option<Vec<u8>>,
    /// When it began.
    pub created: Instant,
    /// When it was last used.
    pub seen: Instant,
    /// When the private space was last used in it.
    pub private_seen: Option<Instant>,
    /// When it ends in any case.
    pub expires: Instant,
    /// Whether the person called the device their own.
    pub mine: bool,
    /// The two words that name it, as the host's numbers.
    pub words: u32,
}

/// The sessions of a server.
#[derive(Clone)]
pub struct Sessions {
    readers: Readers,
    pen: std::sync::Arc<tokio::sync::Mutex<Pen>>,
}

const GET: &str = "SELECT id_hash, account, sealed_keys, sealed_private, created, seen, private_seen, expires, \
    mine, words FROM session WHERE id_hash = $1";
const LIST: &str = "SELECT id_hash, account, sealed_keys, sealed_private, created, seen, private_seen, expires, \
    mine, words FROM session WHERE account = $1 ORDER BY created";
const PUT: &str = "INSERT INTO session (id_hash, account, sealed_keys, sealed_private, created, seen, \
    private_seen, expires, mine, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
    ON CONFLICT (id_hash) DO UPDATE SET account = excluded.account, sealed_keys = excluded.sealed_keys, \
    sealed_private = excluded.sealed_private, created = excluded.created, seen = excluded.seen, \
    private_seen = excluded.private_seen, expires = excluded.expires, mine = excluded.mine, words = excluded.words";
const SEEN: &str = "UPDATE session SET seen = $2 WHERE id_hash = $1 AND seen < $2";
const PRIVATE_SEEN: &str = "UPDATE session SET private_seen = $2 \
    WHERE id_hash = $1 AND sealed_private IS NOT NULL AND private_seen < $2";
const SET_KEYS: &str = "UPDATE session SET sealed_keys = $2 WHERE id_hash = $1";
const SET_PRIVATE: &str = "UPDATE session SET sealed_private = $2, private_seen = $3 WHERE id_hash = $1";
const DROP_PRIVATE: &str = "UPDATE session SET sealed_private = NULL, private_seen = NULL WHERE id_hash = $1";
const DROP_STALE_PRIVATE: &str = "UPDATE session SET sealed_private = NULL, private_seen = NULL \
    WHERE sealed_private IS NOT NULL AND private_seen < $1";
const END: &str = "DELETE FROM session WHERE id_hash = $1";
const END_LISTED: &str = "DELETE FROM session WHERE id_hash = $1 AND account = $2";
const END_ALL: &str = "DELETE FROM session WHERE account = $1";
const END_OTHERS: &str = "DELETE FROM session WHERE account = $1 AND id_hash <> $2";
const PURGE: &str = "DELETE FROM session WHERE expires < $1 OR (mine = 0 AND seen < $2)";

fn session(row: &Cells) -> Result<Session, Broken> {
    Ok(Session {
        id_hash: row.bytes(0)?,
        account: row.bytes(1)?,
        sealed_keys: row.blob(2)?,
        sealed_private: row.maybe_blob(3)?,
        created: row.int(4)?,
        seen: row.int(5)?,
        private_seen: row.maybe_int(6)?,
        expires: row.int(7)?,
        mine: row.yes(8)?,
        words: row.small(9)?,
    })
}

impl Sessions {
    /// Opens the file of sessions, making it if it is not there.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        let (pen, readers) = Opening::sessions(path).open().await?;
        Ok(Self { readers, pen: std::sync::Arc::new(tokio::sync::Mutex::new(pen)) })
    }

    /// Connects to the sessions in a PostgreSQL database, as [`Store::connect`](crate::Store::connect) does.
    pub async fn connect(address: &str) -> Result<Self, OpenError> {
        let (pen, readers) = Cluster::connect(address, Part::Sessions).await?;
        Ok(Self { readers, pen: std::sync::Arc::new(tokio::sync::Mutex::new(pen)) })
    }

    /// Keeps a session, in place of an earlier one with the same hash.
    pub async fn put(&self, s: &Session) -> Result<(), Broken> {
        let args = args![
            &s.id_hash,
            &s.account,
            &s.sealed_keys,
            &s.sealed_private,
            s.created,
            s.seen,
            s.private_seen,
            s.expires,
            s.mine,
            s.words,
        ];
        self.run(PUT, args).await.map(drop)
    }

    /// The session whose cookie has this hash; whether it is still good is the host's to judge.
    pub async fn get(&self, id_hash: &Hash) -> Result<Option<Session>, Broken> {
        self.readers.one(GET, args![id_hash], session).await
    }

    /// Marks a session as used; an earlier instant never replaces a later.
    pub async fn mark_seen(&self, id_hash: &Hash, at: Instant) -> Result<(), Broken> {
        self.run(SEEN, args![id_hash, at]).await.map(drop)
    }

    /// Marks the private space as used in a session, if it is open there.
    pub async fn mark_private_seen(&self, id_hash: &Hash, at: Instant) -> Result<(), Broken> {
        self.run(PRIVATE_SEEN, args![id_hash, at]).await.map(drop)
    }

    /// Keeps new keys in a session, as after a new grant; false when the session is gone.
    pub async fn set_keys(&self, id_hash: &Hash, sealed: &[u8]) -> Result<bool, Broken> {
        Ok(self.run(SET_KEYS, args![id_hash, sealed]).await? > 0)
    }

    /// Opens the private space in a session; false when the session is gone.
    pub async fn set_private(&self, id_hash: &Hash, sealed: &[u8], at: Instant) -> Result<bool, Broken> {
        Ok(self.run(SET_PRIVATE, args![id_hash, sealed, at]).await? > 0)
    }

    /// Shuts the private space in a session.
    pub async fn drop_private(&self, id_hash: &Hash) -> Result<(), Broken> {
        self.run(DROP_PRIVATE, args![id_hash]).await.map(drop)
    }

    /// Shuts the private space wherever it was last used before an instant.
    pub async fn drop_private_before(&self, before: Instant) -> Result<u64, Broken> {
        self.run(DROP_STALE_PRIVATE, args![before]).await
    }

    /// Every session of an account, the oldest first.
    pub async fn list(&self, account: &Id) -> Result<Vec<Session>, Broken> {
        self.readers.all(LIST, args![account], session).await
    }

    /// Ends a session.
    pub async fn end(&self, id_hash: &Hash) -> Result<(), Broken> {
        self.run(END, args![id_hash]).await.map(drop)
    }

    /// Ends a session only if it is this account's, as from a list of devices; false when there was none.
    pub async fn end_of(&self, account: &Id, id_hash: &Hash) -> Result<bool, Broken> {
        Ok(self.run(END_LISTED, args![id_hash, account]).await? > 0)
    }

    /// Ends every session of an account.
    pub async fn end_all(&self, account: &Id) -> Result<(), Broken> {
        self.run(END_ALL, args![account]).await.map(drop)
    }

    /// Ends every session of an account but this one.
    pub async fn end_others(&self, account: &Id, but: &Hash) -> Result<(), Broken> {
        self.run(END_OTHERS, args![account, but]).await.map(drop)
    }

    /// Forgets sessions that expired before now, and those not marked as mine that were last used before `idle`.
    pub async fn purge(&self, now: Instant, idle: Instant) -> Result<u64, Broken> {
        self.run(PURGE, args![now, idle]).await
    }

    /// Empties the write-ahead log, so that what was ended is on the disk no more.
    pub async fn checkpoint(&self) -> Result<(), Broken> {
        self.pen.lock().await.checkpoint(true).await
    }

    /// Empties the write-ahead log and lets no more be read; the file itself closes with the last handle.
    pub async fn close(&self) {
        self.readers.close().await;
        let _ = self.checkpoint().await;
    }

    async fn run(&self, sql: &'static str, args: Vec<Value>) -> Result<u64, Broken> {
        self.pen.lock().await.run(sql, args).await
    }
}
