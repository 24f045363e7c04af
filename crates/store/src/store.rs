use std::path::Path;
use std::sync::Arc;

use crate::engine::Readers;
use crate::sqlite::Opening;
use crate::writer::Writer;
use crate::{Broken, OpenError, Purge, Row, Write, WriteError, Written};

/// The blind store: it keeps what it cannot read. Cloning gives another handle to the same store.
#[derive(Clone)]
pub enum Store {
    /// One SQLite file.
    Sqlite(Sqlite),
}

/// A store in one SQLite file.
#[derive(Clone)]
pub struct Sqlite {
    writer: Writer,
    readers: Readers,
    path: Arc<Path>,
}

impl Store {
    /// Opens the SQLite file at a path, making it if it is not there. Must be called on a tokio runtime.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        let (pen, readers) = Opening::store(path).open().await?;
        Ok(Self::Sqlite(Sqlite { writer: Writer::start(pen), readers, path: path.into() }))
    }

    /// Applies a write whole or not at all; when this answers, it is on the disk.
    pub async fn write(&self, write: Write) -> Result<Written, WriteError> {
        self.writer().write(write).await
    }

    /// Forgets what has had its time.
    pub async fn purge(&self, purge: Purge) -> Result<(), WriteError> {
        self.write(Write { rows: vec![Row::Purge(purge)], ..Write::default() }).await.map(drop)
    }

    /// Empties the write-ahead log into the database, so that what was erased is on the disk no more.
    pub async fn checkpoint(&self) -> Result<(), Broken> {
        self.writer().checkpoint().await
    }

    /// Finishes every write handed over and closes the file; later calls answer that the store is closed.
    pub async fn close(&self) {
        self.readers().close().await;
        self.writer().close().await;
    }

    /// Where the database lies, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(sqlite) => Some(&sqlite.path),
        }
    }

    pub(crate) fn readers(&self) -> &Readers {
        match self {
            Self::Sqlite(sqlite) => &sqlite.readers,
        }
    }

    fn writer(&self) -> &Writer {
        match self {
            Self::Sqlite(sqlite) => &sqlite.writer,
        }
    }
}
