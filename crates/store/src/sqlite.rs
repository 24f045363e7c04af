//! Opening a SQLite file: who may read it, and whether it is one.

use std::path::Path;
use std::time::Duration;

use sqlx::ConnectOptions as _;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};

use crate::OpenError;
use crate::engine::{Pen, Readers};
use crate::schema::{Part, migrate};

/// How a file is to be opened.
pub(crate) struct Opening<'a> {
    path: &'a Path,
    part: Part,
    synchronous: SqliteSynchronous,
    readers: u32,
}

impl<'a> Opening<'a> {
    /// The store: what it acknowledges survives a loss of power.
    pub(crate) fn store(path: &'a Path) -> Self {
        Self { path, part: Part::Store, synchronous: SqliteSynchronous::Full, readers: 4 }
    }

    /// The sessions: losing the last moment of them means at worst to sign in again.
    pub(crate) fn sessions(path: &'a Path) -> Self {
        Self { path, part: Part::Sessions, synchronous: SqliteSynchronous::Normal, readers: 2 }
    }

    /// Opens the file, making it if it is not there, and brings it to the newest schema.
    pub(crate) async fn open(&self) -> Result<(Pen, Readers), OpenError> {
        look(self.path)?;
        let mut pen = Pen::Sqlite(self.writing().await?);
        migrate(&mut pen, self.part).await?;
        let readers = Readers::Sqlite(self.reading().await?);
        Ok((pen, readers))
    }

    fn options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(self.path)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(256)
            .disable_statement_logging()
    }

    async fn writing(&self) -> Result<SqliteConnection, OpenError> {
        let options = self
            .options()
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(self.synchronous)
            .pragma("secure_delete", "ON");
        Ok(options.connect().await?)
    }

    async fn reading(&self) -> Result<SqlitePool, OpenError> {
        let pool = SqlitePoolOptions::new()
            .max_connections(self.readers)
            .min_connections(1)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(self.options().read_only(true))
            .await?;
        Ok(pool)
    }
}

/// Makes the file private to this user, or looks whether what is there can be a database.
fn look(path: &Path) -> Result<(), OpenError> {
    use std::io::Read as _;

    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| match error.kind() {
        // What can be read but not written is read-only, whatever the system calls it.
        std::io::ErrorKind::PermissionDenied if std::fs::File::open(path).is_ok() => OpenError::ReadOnly,
        _ => error.into(),
    })?;
    let length = file.metadata()?.len();
    let mut magic = [0; 16];
    if length > 0 && (file.read_exact(&mut magic).is_err() || magic != *b"SQLite format 3\0") {
        return Err(OpenError::Damaged);
    }
    Ok(())
}
