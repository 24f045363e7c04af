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
    /// The store has been closed.
    Closed,
    /// The host asked for something that makes no sense, such as events out of order.
    Misused,
    /// Anything else; the detail says more.
    Other,
}

/// The store could not do its work; nothing of the write concerned was kept.
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

    pub(crate) fn closed() -> Self {
        Self::new(BrokenKind::Closed, "the store is closed")
    }

    pub(crate) fn misused(detail: &str) -> Self {
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
        let code = error.as_database_error().and_then(|e| e.code().and_then(|c| c.parse::<u32>().ok()));
        // The low byte of SQLite's extended result codes is the plain result code.
        let kind = match (code.map(|c| c & 0xff), &error) {
            (Some(13), _) => BrokenKind::DiskFull,
            (Some(8), _) => BrokenKind::ReadOnly,
            (Some(11 | 26), _) => BrokenKind::Damaged,
            (Some(5 | 6), _) => BrokenKind::Busy,
            (Some(14), _) => BrokenKind::Unreachable,
            (None, sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed) => BrokenKind::Closed,
            _ => BrokenKind::Other,
        };
        Self::new(kind, error.to_string())
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
    /// The user running the program may not reach the file.
    Permission,
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
            Self::Permission => write!(f, "the data folder cannot be reached; give it to this user"),
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
