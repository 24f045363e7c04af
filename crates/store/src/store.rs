use std::path::Path;
use std::sync::Arc;

use crate::engine::Readers;
use crate::postgres::Cluster;
use crate::schema::Part;
use crate::sqlite::Opening;
use crate::writer::Writer;
use crate::{Broken, OpenError, Purge, Row, Write, WriteError, Written};

/// The blind store: it keeps what it cannot read, in one SQLite file or in a PostgreSQL database. Cloning gives another
/// handle to the same store.
#[derive(Clone)]
pub struct Store {
    writer: Writer,
    readers: Readers,
    file: Option<Arc<Path>>,
}

impl Store {
    /// Opens the SQLite file at a path, making it if it is not there. Must be called on a tokio runtime.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        let (pen, readers) = Opening::store(path).open().await?;
        Ok(Self { writer: Writer::start(pen), readers, file: Some(path.into()) })
    }

    /// Connects to the PostgreSQL database at an address such as `postgres://toward@one,two/toward`: of several hosts the
    /// one that takes writes is used. Must be called on a tokio runtime.
    pub async fn connect(address: &str) -> Result<Self, OpenError> {
        let (pen, readers) = Cluster::connect(address, Part::Store).await?;
        Ok(Self { writer: Writer::start(pen), readers, file: None })
    }

    /// Applies a write whole or not at all; when this answers, it is on the disk.
    pub async fn write(&self, write: Write) -> Result<Written, WriteError> {
        self.writer.write(write).await
    }

    /// Forgets what has had its time.
    pub async fn purge(&self, purge: Purge) -> Result<(), WriteError> {
        self.write(Write { rows: vec![Row::Purge(purge)], ..Write::default() }).await.map(drop)
    }

    /// Empties the write-ahead log into the database, so that what was erased is on the disk no more. PostgreSQL does so
    /// in its own time.
    pub async fn checkpoint(&self) -> Result<(), Broken> {
        self.writer.checkpoint().await
    }

    /// Finishes every write handed over and closes the store; later calls answer that it is closed.
    pub async fn close(&self) {
        self.writer.close().await;
        self.readers.close().await;
    }

    /// Where the database lies, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    pub(crate) fn readers(&self) -> &Readers {
        &self.readers
    }
}
