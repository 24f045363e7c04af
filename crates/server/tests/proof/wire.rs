//! Hosts on somebody's own device, in front of a server in the same test.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use server::host::{Host, Incoming, Setup};
use server::keeper::{Heard, Sent, Wire};
use store::Sessions;
use vault::SeenKey;
use vault::primitives::sha256;

use crate::support::House;

/// The way to a server without a network between, on which time is played.
struct Near {
    server: Arc<Host>,
    host: String,
    sent: AtomicU64,
    heard: Traffic,
}

/// What went over a wire: path, question, status, answer.
pub type Traffic = Arc<Mutex<Vec<(String, Vec<u8>, u16, Vec<u8>)>>>;

impl Wire for Near {
    fn post<'a>(&'a self, sent: Sent<'a>) -> Heard<'a> {
        let incoming = Incoming {
            method: "POST".into(),
            path: sent.path.to_owned(),
            host: Some(self.host.clone()),
            bearer: sent.bearer.map(str::to_owned),
            body: sent.body,
            ..Incoming::default()
        };
        let chance = sha256(&[b"near", &self.sent.fetch_add(1, Ordering::Relaxed).to_be_bytes()]);
        // A task of its own, as on another machine: two hosts on one stack would be too much for it.
        let server = Arc::clone(&self.server);
        Box::pin(async move {
            let answering = tokio::spawn(async move {
                let reply = server.answer(&incoming, sent.now, chance).await;
                (incoming, reply)
            });
            let (incoming, reply) = answering.await.unwrap();
            let said = (incoming.path, incoming.body, reply.status, reply.body.clone());
            self.heard.lock().unwrap().push(said);
            Some((reply.status, reply.body))
        })
    }
}

/// A host on somebody's own device, for a server at an address.
pub async fn on_device(url: &str, server: &Arc<Host>, sessions: Sessions, setup: Setup) -> Host {
    overheard(url, server, sessions, setup, Traffic::default()).await
}

/// Whatever a test says over a wire is as it is described.
impl Drop for Near {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            crate::store_api::fits(&self.heard.lock().unwrap());
        }
    }
}

/// The same, with somebody who writes down what goes over the wire.
pub async fn overheard(
    url: &str,
    server: &Arc<Host>,
    sessions: Sessions,
    setup: Setup,
    heard: Traffic,
) -> Host {
    let (_, host) = url.split_once("://").unwrap();
    let near = Near { server: Arc::clone(server), host: host.to_owned(), sent: AtomicU64::new(0), heard };
    Host::on_device(url, Box::new(near), sessions, SeenKey::from_bytes([7; 32]), setup).await.unwrap()
}

/// Whether every promise is asked of hosts on people's own devices.
pub fn on_devices() -> bool {
    std::env::var_os("TOWARD_TEST_ON_DEVICE").is_some()
}

pub fn copy_files(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

impl House {
    /// The server, wherever the pages are made.
    pub fn server(&self) -> &Host {
        self.behind.as_deref().unwrap_or(&self.host)
    }

    /// The file of the sessions that these browsers have.
    pub fn sessions(&self) -> PathBuf {
        match self.behind {
            Some(_) => self.dir.path().join("device.sqlite"),
            None => self.data().join("sessions.sqlite"),
        }
    }

    /// What time does by itself, wherever it does it.
    pub async fn tidy(&self, now: i64) {
        for host in self.behind.as_deref().into_iter().chain([&self.host]) {
            host.tidy(now).await.unwrap();
        }
    }
}
