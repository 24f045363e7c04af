//! The network: names to addresses, addresses to connections, and whose word about certificates counts.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;

use tokio::net::TcpStream;
use tokio_rustls::rustls::pki_types::CertificateDer;

/// Something the network takes its time for.
pub type Waits<'a, T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send + 'a>>;

/// A network. Tests bring their own.
pub trait Net: Send + Sync {
    /// Every address of a name.
    fn resolve<'a>(&'a self, name: &'a str) -> Waits<'a, Vec<IpAddr>>;
    /// A connection to exactly this address; permission is denied where it leads back to this machine.
    fn connect(&self, to: SocketAddr) -> Waits<'_, TcpStream>;
    /// The authorities whose certificates are believed.
    fn authorities(&self) -> Vec<CertificateDer<'static>>;
}

/// The network this machine is in.
pub struct Machine {
    /// Connections to this very machine are allowed.
    pub inside: bool,
}

impl Net for Machine {
    fn resolve<'a>(&'a self, name: &'a str) -> Waits<'a, Vec<IpAddr>> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }

    fn connect(&self, to: SocketAddr) -> Waits<'_, TcpStream> {
        Box::pin(async move {
            let stream = TcpStream::connect(to).await?;
            // A public address may be this machine's own; then both ends of the connection have it.
            if !self.inside && stream.local_addr()?.ip() == stream.peer_addr()?.ip() {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            Ok(stream)
        })
    }

    /// The operating system's: they are kept fresh with it, and an authority the operator has added counts too.
    fn authorities(&self) -> Vec<CertificateDer<'static>> {
        rustls_native_certs::load_native_certs().certs
    }
}
