//! `toward device`: the same pages on a person's own computer, in front of a server that never has a key.

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use store::Sessions;
use vault::{Cost, SeenKey};

use crate::config::NEUTRAL;
use crate::host::{Host, Pages, Setup};
use crate::keeper::Https;
use crate::{log, run};

/// What a device is told.
#[derive(Args)]
pub struct Settings {
    /// The address of the server that keeps what is sealed, like https://toward.example
    #[arg(long, env = "TOWARD_STORE", value_name = "URL")]
    store: String,
    /// Where this device keeps its own few things; made if it is not there
    #[arg(long, env = "TOWARD_DEVICE", value_name = "DIR", default_value = "device")]
    data: PathBuf,
    /// The address and port on this computer
    #[arg(long, value_name = "ADDR", default_value_t = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8090))]
    listen: SocketAddr,
    /// Calendars may be fetched from the network this computer stands in
    #[arg(long)]
    fetch_inside: bool,
    /// Where *Leave this page* goes
    #[arg(long, env = "TOWARD_EXIT", value_name = "URL", default_value = NEUTRAL)]
    exit: String,
}

/// Serves until it is asked to stop; `say` prints a line for whoever started it.
pub async fn run(settings: Settings, say: fn(&str)) -> Result<(), String> {
    if !settings.listen.ip().is_loopback() {
        return Err(format!(
            "{} can be reached by others; a device listens on 127.0.0.1 only",
            settings.listen
        ));
    }
    log::start();
    let wire = Https::new(&settings.store)?;
    run::make_dir(&settings.data)?;
    let seen = seen_key(&settings.data.join("seen.key"))?;
    let sessions = Sessions::open(&settings.data.join("sessions.sqlite")).await;
    let sessions = sessions.map_err(|error| error.to_string())?;
    let (listener, address) = run::listen(settings.listen).await?;
    let url = format!("http://{address}");
    let setup = Setup {
        url: url.clone(),
        exit: settings.exit,
        demo: false,
        cost: Cost::FLOOR,
        fetch_inside: settings.fetch_inside,
        devices: false,
        pages: Pages::APP,
    };
    let host = Host::on_device(&settings.store, Box::new(wire), sessions, seen, setup).await;
    let host = host.map_err(|problem| format!("{}: {problem}; look whether it runs", settings.store))?;
    say(&format!("Toward is ready on this computer at {url}"));
    say(&format!("What is sealed lies at {}; its keys stay here.", settings.store));
    run::serve(Arc::new(host), listener).await
}

/// The key that marks what this device has seen of the logs, made at the first start.
fn seen_key(path: &Path) -> Result<SeenKey, String> {
    let problem = |error: std::io::Error| format!("{}: {error}", path.display());
    match std::fs::read(path) {
        Ok(bytes) => {
            let bytes = bytes.try_into().map_err(|_| {
                format!(
                    "{} is damaged; remove it (this device then starts anew to watch the logs)",
                    path.display()
                )
            })?;
            Ok(SeenKey::from_bytes(bytes))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let bytes = crate::random();
            let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
            let mut file = file.map_err(problem)?;
            file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(problem)?;
            Ok(SeenKey::from_bytes(bytes))
        }
        Err(error) => Err(problem(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_a_damaged_one_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seen.key");
        let made = seen_key(&path).unwrap();
        assert!(made == seen_key(&path).unwrap());
        std::fs::write(&path, b"short").unwrap();
        assert!(seen_key(&path).unwrap_err().contains("seen.key is damaged"));
    }
}
