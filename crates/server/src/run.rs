//! Starting and stopping: open the data, listen, tidy every few minutes, stop gracefully.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use vault::Cost;

use crate::config::Config;
use crate::connections;
use crate::data::Data;
use crate::host::{Host, Pages, Setup};
use crate::http;
use crate::secrets::Secrets;

/// How often time's own work is done.
const TIDY: Duration = Duration::from_secs(300);
/// How long requests that are under way may take once it was asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Opens the data directory; the message says what to do.
pub async fn open(config: &Config, listen: SocketAddr, cost: Cost) -> Result<Host, String> {
    make_dir(&config.data)?;
    if !config.demo && crate::demo::is_one(&config.data) {
        return Err(format!(
            "{} is a throw-away instance’s, and the next one clears it; choose another --data",
            config.data.display()
        ));
    }
    let data = Data::open(&config.data, config.database.as_deref()).await?;
    let secrets = Secrets::open(&config.secrets, !data.is_new().await?).map_err(|error| error.to_string())?;
    let url = config.url.clone().unwrap_or_else(|| format!("http://{listen}"));
    let setup = Setup {
        url,
        exit: config.exit.clone(),
        demo: config.demo,
        cost,
        fetch_inside: config.fetch_inside,
        devices: config.devices,
        pages: Pages::APP,
    };
    Host::new(data, secrets, setup).await
}

pub(crate) fn make_dir(data: &Path) -> Result<(), String> {
    use std::os::unix::fs::DirBuilderExt;
    if data.is_dir() {
        return Ok(());
    }
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(data);
    made.map_err(|error| {
        format!("{}: {error}; choose a directory you may write to with --data", data.display())
    })
}

/// Takes the port, before anything else is done.
pub async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), String> {
    let listener = TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!("{address} is taken by another program; choose another with --listen 127.0.0.1:8081")
        }
        std::io::ErrorKind::PermissionDenied => {
            format!("{address} may not be used by this user; choose a port above 1023 with --listen")
        }
        _ => format!("{address}: {error}; choose another with --listen"),
    })?;
    let local = listener.local_addr().map_err(|error| error.to_string())?;
    Ok((listener, local))
}

/// Serves until it is asked to stop.
pub async fn serve(host: Arc<Host>, listener: TcpListener) -> Result<(), String> {
    let tidier = tokio::spawn(tidy(Arc::clone(&host)));
    let service = http::router(Arc::clone(&host));
    connections::serve(listener, service, host.header_lines(), asked_to_stop(), GRACE).await;
    tidier.abort();
    host.close().await;
    tracing::info!(event = "stopped");
    Ok(())
}

async fn tidy(host: Arc<Host>) {
    let mut clock = tokio::time::interval(TIDY);
    loop {
        clock.tick().await;
        if let Err(broken) = host.tidy(http::now()).await {
            tracing::error!(event = "tidy", cause = %broken);
        }
    }
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
