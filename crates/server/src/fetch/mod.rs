//! Fetching calendars from the addresses people give, while they wait and never else.
//!
//! The name is resolved here, each address it has is checked, and a checked one is connected to: what a name leads to
//! cannot change in between. Every redirect goes the same way from its beginning.
//!
//! Invariant: no address is logged or kept, no cookie is sent or taken, and nothing that was fetched touches the disk.

mod address;
mod guard;
mod net;
mod talk;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use app::{Fetch, FetchFailure, Fetched};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

pub use guard::is_inside;
pub use net::{Machine, Net, Waits};

use address::Address;
use talk::{Said, Talk};

/// How much and how long is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The longest calendar; the largest that issue trackers know of have 14 MB.
    pub bytes: usize,
    /// From the name to the last byte, with every redirect.
    pub time: Duration,
}

impl Limits {
    /// 16 MiB in 15 seconds.
    pub const USUAL: Self = Self { bytes: 16 * 1024 * 1024, time: Duration::from_secs(15) };
}

/// How often an address may lead on.
const REDIRECTS: usize = 4;
/// How many of one request are asked at once.
const AT_ONCE: usize = 4;
/// How many of all requests are: each may hold [`Limits::bytes`].
const OF_ALL: usize = 8;
/// How many addresses of a name are tried, …
const TRIED: usize = 4;
/// … and how long each.
const CONNECTING: Duration = Duration::from_secs(4);

/// Fetches addresses.
#[derive(Clone)]
pub struct Fetcher(Arc<Inner>);

struct Inner {
    net: Box<dyn Net>,
    talk: Talk,
    inside: bool,
    limits: Limits,
    permits: Semaphore,
}

impl Fetcher {
    /// Over this machine's network; into the network it stands in only if `inside` says so.
    pub fn new(inside: bool) -> Self {
        Self::with(Box::new(Machine { inside }), inside, Limits::USUAL)
    }

    /// Over any network, within any limits.
    pub fn with(net: Box<dyn Net>, inside: bool, limits: Limits) -> Self {
        let talk = Talk::default();
        Self(Arc::new(Inner { net, talk, inside, limits, permits: Semaphore::new(OF_ALL) }))
    }

    /// Fetches each of these once; what became of each, by its address as it was given.
    pub async fn fetch(&self, all: &[Fetch]) -> BTreeMap<String, Fetched> {
        let wanted: BTreeMap<_, _> = all.iter().map(|fetch| (&fetch.url, fetch)).collect();
        let wanted: Vec<_> = wanted.into_values().collect();
        let mut fetched = BTreeMap::new();
        for some in wanted.chunks(AT_ONCE) {
            let mut asking = JoinSet::new();
            for fetch in some {
                let (inner, fetch) = (Arc::clone(&self.0), (*fetch).clone());
                asking.spawn(async move { (fetch.url.clone(), inner.one(&fetch).await) });
            }
            while let Some(done) = asking.join_next().await {
                fetched.extend(done);
            }
        }
        for fetch in all {
            // A task that fell is told like a server that did.
            let fell = || Fetched::Failed(FetchFailure::Unreachable);
            fetched.entry(fetch.url.clone()).or_insert_with(fell);
        }
        fetched
    }
}

impl Inner {
    async fn one(&self, fetch: &Fetch) -> Fetched {
        let asking = async {
            let _permit = self.permits.acquire().await;
            self.follow(fetch).await
        };
        match tokio::time::timeout(self.limits.time, asking).await {
            Ok(Ok(fetched)) => fetched,
            Ok(Err(failure)) => Fetched::Failed(failure),
            Err(_) => Fetched::Failed(FetchFailure::Unreachable),
        }
    }

    async fn follow(&self, fetch: &Fetch) -> Result<Fetched, FetchFailure> {
        let first = Address::parse(&fetch.url)?;
        let mut at = first.clone();
        for _ in 0..=REDIRECTS {
            // A name and a passphrase go where they were meant to go, and nowhere a server leads to.
            let login = first.login.as_deref().filter(|_| at.is_of_one_origin_with(&first));
            let stream = self.connect(&at).await?;
            let asked = talk::Asked { at: &at, login, etag: fetch.etag.as_deref() };
            let said = self.talk.ask(&*self.net, stream, &asked, self.limits.bytes).await?;
            match said {
                Said::Elsewhere(location) => at = at.leads_to(&location)?,
                Said::This(fetched) => return Ok(fetched),
            }
        }
        Err(FetchFailure::Redirects)
    }

    /// A connection to an address that was checked.
    async fn connect(&self, at: &Address) -> Result<TcpStream, FetchFailure> {
        let found = match at.ip() {
            Some(ip) => vec![ip],
            None => self.net.resolve(at.name()).await.map_err(|_| FetchFailure::Unreachable)?,
        };
        let allowed: Vec<IpAddr> =
            found.iter().copied().filter(|ip| guard::allows(*ip, self.inside)).collect();
        if allowed.is_empty() && !found.is_empty() {
            return Err(FetchFailure::Inside);
        }
        let mut failure = FetchFailure::Unreachable;
        for ip in allowed.into_iter().take(TRIED) {
            let connecting = self.net.connect(SocketAddr::new(ip, at.port()));
            match tokio::time::timeout(CONNECTING, connecting).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(error)) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                    failure = FetchFailure::Inside;
                }
                Ok(Err(_)) | Err(_) => {}
            }
        }
        Err(failure)
    }
}
