use store::{Broken, Hash, Row, Sessions, Store, Write, WriteError};
use tokio::sync::Mutex;
use vault::Cost;

use crate::secrets::Secrets;

/// The keeper in the same program: the blind store, and the server's secrets.
pub struct Here {
    /// The blind store.
    pub store: Store,
    /// The devices that ask from elsewhere are listed with the sessions.
    pub(super) sessions: Sessions,
    /// The address people use.
    pub(super) address: String,
    pub(crate) secrets: Secrets,
    /// What the passphrase function costs here.
    pub(crate) cost: Cost,
    /// Held while a try is judged and counted, so that many at once are not judged by one count.
    counting: [Mutex<()>; 64],
}

impl Here {
    pub(crate) fn new(store: Store, sessions: Sessions, secrets: Secrets, address: &str, cost: Cost) -> Self {
        let address = address.to_owned();
        Self { store, sessions, address, secrets, cost, counting: [const { Mutex::const_new(()) }; 64] }
    }

    /// What is held while a name is tried; others wait for nobody.
    pub(super) fn counting(&self, name_mac: &Hash) -> &Mutex<()> {
        let [first, rest @ ..] = &self.counting;
        let at = usize::from(name_mac.first().copied().unwrap_or(0) % 64);
        at.checked_sub(1).and_then(|at| rest.get(at)).unwrap_or(first)
    }

    /// Writes rows of the keeper's own; what was lost to somebody faster is as good as done.
    pub(crate) async fn write_now(&self, rows: Vec<Row>) -> Result<(), Broken> {
        match self.try_write(rows).await {
            Err(WriteError::Broken(broken)) => Err(broken),
            _ => Ok(()),
        }
    }

    pub(super) async fn try_write(&self, rows: Vec<Row>) -> Result<(), WriteError> {
        self.store.write(Write { rows, ..Write::default() }).await.map(drop)
    }

    pub(super) fn cost_text(&self) -> String {
        format!("argon2id m={} t={} p={}", self.cost.mem_kib, self.cost.passes, self.cost.lanes)
    }
}
