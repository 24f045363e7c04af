//! What a host is made of, here or on somebody's own device, and what time does to it by itself.

use std::sync::atomic::AtomicU8;

use app::RunBy;
use jiff::tz::TimeZone;
use store::{Broken, Sessions};
use tokio::sync::Semaphore;
use vault::{Cost, SeenKey};

use super::provers::Provers;
use super::{Host, MINUTE, Pages, visit};
use crate::data::Data;
use crate::fetch::Fetcher;
use crate::keeper::{self, Here, Keeper, There, Wire};
use crate::secrets::Secrets;

/// Each may hold a body of the longest length, and what it is read into.
const UPLOADS: usize = 4;

/// The names of our cookies. Neutral ones, because a browser shows them.
pub(crate) struct Cookies {
    pub(super) session: String,
    pub(super) device: String,
    pub(super) seen: String,
    pub(super) form: String,
    pub(super) secure: bool,
}

impl Cookies {
    /// Under TLS the names are locked to the host; on plain loopback the port tells instances apart.
    fn new(secure: bool, port: u16) -> Self {
        let name = |letter: char| if secure { format!("__Host-{letter}") } else { format!("{letter}{port}") };
        Self { session: name('s'), device: name('d'), seen: name('h'), form: name('f'), secure }
    }

    pub(super) fn set(&self, name: &str, value: &str, keep: Option<i64>) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        let keep = keep.map_or(String::new(), |seconds| format!("; Max-Age={seconds}"));
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{keep}")
    }
}

/// What a host needs to be made.
pub struct Setup {
    /// The address people use, without a slash at the end.
    pub url: String,
    /// Where *Leave this page* goes.
    pub exit: String,
    /// A throw-away instance.
    pub demo: bool,
    /// What the passphrase function costs; only tests and demos go below the floor.
    pub cost: Cost,
    /// Calendars' addresses may lead into the network this machine stands in.
    pub fetch_inside: bool,
    /// People's own devices may ask for what is sealed here.
    pub devices: bool,
    /// What it serves.
    pub pages: Pages,
}

/// Why a host could not be made, with what to do.
pub type StartError = String;

impl Host {
    /// Makes a host of what it keeps and the secrets that belong to it.
    pub async fn new(data: Data, secrets: Secrets, setup: Setup) -> Result<Self, StartError> {
        let Data { store, sessions } = data;
        secrets.are_those_of(&store).await?;
        let seen = secrets.seen.clone();
        let here = Here::new(store, sessions.clone(), secrets, &setup.url, setup.cost);
        Self::with(Keeper::Here(Box::new(here)), sessions, seen, setup).await
    }

    /// Makes a host on a person's own device, for a store at an address: it sees everything, the store nothing.
    pub async fn on_device(
        store: &str,
        wire: Box<dyn Wire>,
        sessions: Sessions,
        seen: SeenKey,
        setup: Setup,
    ) -> Result<Self, StartError> {
        Self::with(Keeper::There(There::new(store, wire)), sessions, seen, setup).await
    }

    async fn with(
        keeper: Keeper,
        sessions: Sessions,
        seen: SeenKey,
        setup: Setup,
    ) -> Result<Self, StartError> {
        let run_by = keeper.line(None, 0, [0; 32]).ask(keeper::RunBy {}).await.map_err(Broken::from);
        let run_by = run_by.map_err(|broken| broken.to_string())?;
        let run_by = RunBy::parse(run_by.as_deref().unwrap_or_default());
        let secure = setup.url.starts_with("https://");
        let port = setup.url.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or(0);
        Ok(Self {
            keeper,
            sessions,
            seen,
            cookies: Cookies::new(secure, port),
            provers: Provers::new(),
            zone: TimeZone::system(),
            fetcher: Fetcher::new(setup.fetch_inside),
            uploads: Semaphore::new(UPLOADS),
            setup,
            run_by: AtomicU8::new(run_by as u8),
        })
    }

    /// Closes what it keeps.
    pub async fn close(&self) {
        if let Some(here) = self.here() {
            here.store.close().await;
        }
        self.sessions.close().await;
    }

    /// What time does by itself: gates go back, sessions end, acts are forgotten.
    pub async fn tidy(&self, now: i64) -> Result<(), Broken> {
        let day = 24 * 60 * MINUTE;
        let purge = store::Purge {
            now,
            acts_before: now.saturating_sub(2 * day),
            attempts_before: now.saturating_sub(30 * day),
            effects_before: now.saturating_sub(7 * day),
            invites_before: now.saturating_sub(30 * day),
        };
        self.sessions.drop_private_before(now.saturating_sub(visit::PRIVATE_IDLE_MS)).await?;
        self.sessions.purge(now, now.saturating_sub(60 * MINUTE)).await?;
        let Some(here) = self.here() else { return Ok(()) };
        here.write_now(vec![store::Row::Purge(purge)]).await?;
        for leaving in here.store.leavings_due(now, 100).await? {
            here.write_now(vec![store::Row::EndCouple { couple: leaving.couple.id }]).await?;
        }
        Ok(())
    }
}
