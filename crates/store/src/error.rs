use std::fmt;

/// Why a file or server failed beneath the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenKind {
    /// The disk has no room left.
    DiskFull,
    /// The file may not be written.
    ReadOnly,
    /// The file does not hold what was written there.
    Damaged,
    /// The file or its folder may not be reached by this user.
    Unreachable,
    /// Another process holds the file.
    Busy,
    /// The database server cannot be reached or is not ready; it may be in a moment.
    Away,
    /// Two nodes wrote at once and one has to try again.
    Raced,
    /// Whoever asked is signed in no more; only a store that is elsewhere says so.
    Ended,
    /// The store has been closed.
    Closed,
    /// The host asked for something that makes no sense, such as events out of order.
    Misused,
    /// Anything else; the detail says more.
    Other,
}

/// The store could not do its work. Nothing of the write concerned was kept; only when a database server went away in the
/// middle of a commit may it have been, which sending the same act again finds out.
#[derive(Clone, Debug)]
pub struct Broken {
    /// What kind of failure it is.
    pub kind: BrokenKind,
    detail: String,
}

impl Broken {
    pub(crate) fn new(kind: BrokenKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }

    /// A failure of a host's own, such as a store that is elsewhere and cannot be reached.
    pub fn of(kind: BrokenKind, detail: &str) -> Self {
        Self::new(kind, detail)
    }

    pub(crate) fn closed() -> Self {
        Self::new(BrokenKind::Closed, "the store is closed")
    }

    /// Something was asked that makes no sense.
    pub fn misused(detail: &str) -> Self {
        Self::new(BrokenKind::Misused, detail)
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.detail)
    }
}

impl std::error::Error for Broken {}

impl From<sqlx::Error> for Broken {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error::{Database, Io, PoolClosed, PoolTimedOut, Tls, WorkerCrashed};
        let kind = match &error {
            Database(from) => match from.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
                Some(postgres) => of_postgres(postgres.code()),
                None => of_sqlite(from.code().and_then(|code| code.parse().ok()).unwrap_or(0)),
            },
            Io(_) | Tls(_) | PoolTimedOut => BrokenKind::Away,
            PoolClosed | WorkerCrashed => BrokenKind::Closed,
            _ => BrokenKind::Other,
        };
        Self::new(kind, error.to_string())
    }
}

/// The low byte of SQLite's extended result codes is the plain [result code](https://sqlite.org/rescode.html).
fn of_sqlite(code: u32) -> BrokenKind {
    match code & 0xff {
        13 => BrokenKind::DiskFull,
        8 => BrokenKind::ReadOnly,
        11 | 26 => BrokenKind::Damaged,
        5 | 6 => BrokenKind::Busy,
        14 => BrokenKind::Unreachable,
        _ => BrokenKind::Other,
    }
}

/// The first two signs of a [SQLSTATE](https://www.postgresql.org/docs/current/errcodes-appendix.html) are its class.
fn of_postgres(code: &str) -> BrokenKind {
    match code {
        "40001" | "40P01" => BrokenKind::Raced,
        "53100" => BrokenKind::DiskFull,
        // A copy says so to whoever tries to write there.
        "25006" | "25P03" | "25P04" | "53300" | "57P01" | "57P02" | "57P03" | "57P05" => BrokenKind::Away,
        "55P03" => BrokenKind::Busy,
        "42501" => BrokenKind::Unreachable,
        _ if code.starts_with("08") => BrokenKind::Away,
        _ if code.starts_with("28") => BrokenKind::Unreachable,
        _ if code.starts_with("XX") => BrokenKind::Damaged,
        _ => BrokenKind::Other,
    }
}

/// Why a write was not applied; in every case nothing of it was.
#[derive(Clone, Debug)]
pub enum WriteError {
    /// Something it built on has changed meanwhile: reload and decide again.
    Conflict,
    /// Its act was carried out before; this is the answer given then.
    AlreadyDone(String),
    /// The other side of a gate is not as expected.
    GateChanged,
    /// Something that may exist once exists already; the word says what.
    Taken(&'static str),
    /// No tries are left; the word says of what.
    Spent(&'static str),
    /// The engine failed.
    Broken(Broken),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict => write!(f, "something this write built on has changed"),
            Self::AlreadyDone(_) => write!(f, "this act was carried out before"),
            Self::GateChanged => write!(f, "the other side of the gate has changed"),
            Self::Taken(what) => write!(f, "this {what} exists already"),
            Self::Spent(what) => write!(f, "no tries are left for this {what}"),
            Self::Broken(broken) => broken.fmt(f),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<Broken> for WriteError {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// Why a store could not be opened; the text says what to do about it.
#[derive(Debug)]
pub enum OpenError {
    /// The file or its folder may only be read.
    ReadOnly,
    /// The disk has no room left.
    DiskFull,
    /// The file is not a database or is damaged.
    Damaged,
    /// A newer version of the program wrote it.
    Newer {
        /// The schema version found in the file.
        found: i64,
        /// The newest schema version this program knows.
        known: i64,
    },
    /// The user running the program may not reach the file, or not use the database.
    Permission,
    /// The address of the database is none.
    Address,
    /// No host of the database could be reached.
    Away(String),
    /// Anything else.
    Other(String),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReadOnly => write!(f, "the data folder may only be read; make it writable for this user"),
            Self::DiskFull => write!(f, "the disk is full; free some space and start again"),
            Self::Damaged => write!(f, "the database file is damaged; restore the newest backup"),
            Self::Newer { found, known } => write!(
                f,
                "the database has version {found}, this program knows up to {known}; start a newer program"
            ),
            Self::Permission => {
                write!(f, "the data folder or database cannot be reached; give this user the right to it")
            }
            Self::Address => write!(f, "the database must be named like postgres://toward@host/toward"),
            Self::Away(detail) => {
                write!(f, "the database cannot be reached ({detail}); look whether it runs and takes writes")
            }
            Self::Other(detail) => write!(f, "the database could not be opened: {detail}"),
        }
    }
}

impl std::error::Error for OpenError {}

impl From<Broken> for OpenError {
    fn from(broken: Broken) -> Self {
        match broken.kind {
            BrokenKind::DiskFull => Self::DiskFull,
            BrokenKind::ReadOnly => Self::ReadOnly,
            BrokenKind::Damaged => Self::Damaged,
            BrokenKind::Unreachable => Self::Permission,
            BrokenKind::Away => Self::Away(broken.detail),
            _ => Self::Other(broken.detail),
        }
    }
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        Broken::from(error).into()
    }
}

impl From<std::io::Error> for OpenError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::PermissionDenied => Self::Permission,
            std::io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            _ => Self::Other(error.to_string()),
        }
    }
}
