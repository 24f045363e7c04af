//! Where a server keeps what it must keep: the blind store and the sessions, in two files of the data directory or in one
//! PostgreSQL database.

use std::path::Path;

use store::{OpenError, Sessions, Store};

use crate::secrets::PEPPER;

/// The store and the sessions, opened.
pub struct Data {
    /// The blind store.
    pub store: Store,
    /// Sessions, which no backup holds.
    pub sessions: Sessions,
}

impl Data {
    /// Opens the files in a data directory, or the database if there is an address of one; the message says what to do.
    pub async fn open(directory: &Path, database: Option<&str>) -> Result<Self, String> {
        let opened = match database {
            Some(address) => Self::connect(address).await,
            None => Self::files(directory).await,
        };
        opened.map_err(|error| error.to_string())
    }

    async fn files(directory: &Path) -> Result<Self, OpenError> {
        let store = Store::open(&directory.join("toward.sqlite")).await?;
        Ok(Self { store, sessions: Sessions::open(&directory.join("sessions.sqlite")).await? })
    }

    async fn connect(address: &str) -> Result<Self, OpenError> {
        Ok(Self { store: Store::connect(address).await?, sessions: Sessions::connect(address).await? })
    }

    /// Whether no secrets were ever used with it.
    pub async fn is_new(&self) -> Result<bool, String> {
        let named = self.store.setting(PEPPER).await;
        named.map(|named| named.is_none()).map_err(|broken| broken.to_string())
    }
}
