//! The way to a store over HTTPS.

use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::Request;
use hyper::body::Bytes;
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use url::{Host, Url};

use super::there::{Heard, Sent, Wire};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest answer: 512 events of the longest words.
const LONGEST: usize = 64 * 1024 * 1024;

/// A store on the network.
pub struct Https {
    address: String,
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

impl Https {
    /// A store at an `https://` address; plain HTTP only on this very machine. The message says what is wrong.
    pub fn new(address: &str) -> Result<Self, String> {
        let url =
            Url::parse(address).map_err(|_| format!("{address} is no address; it begins with https://"))?;
        let here = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        };
        if url.scheme() != "https" && !(url.scheme() == "http" && here) {
            return Err(format!("{address} must begin with https://, or others could read what is sent"));
        }
        if url.path() != "/" || url.query().is_some() {
            return Err(format!("{address} must name a server and nothing on it"));
        }
        let connector = hyper_rustls::HttpsConnectorBuilder::new().with_native_roots();
        let connector = connector.map_err(|error| error.to_string())?.https_or_http().enable_http1().build();
        let client = Client::builder(TokioExecutor::new()).build(connector);
        Ok(Self { address: address.trim_end_matches('/').to_owned(), client })
    }

    async fn send(&self, sent: Sent<'_>) -> Option<(u16, Vec<u8>)> {
        let mut request = Request::post(format!("{}{}", self.address, sent.path));
        request = request.header("content-type", "application/json");
        if let Some(bearer) = sent.bearer {
            request = request.header("authorization", bearer);
        }
        let reply = self.client.request(request.body(Full::new(Bytes::from(sent.body))).ok()?).await.ok()?;
        let status = reply.status().as_u16();
        let body = Limited::new(reply.into_body(), LONGEST).collect().await.ok()?;
        Some((status, body.to_bytes().to_vec()))
    }
}

impl Wire for Https {
    fn post<'a>(&'a self, sent: Sent<'a>) -> Heard<'a> {
        Box::pin(async move { tokio::time::timeout(PATIENCE, self.send(sent)).await.ok().flatten() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_server_under_tls_or_on_this_machine_is_a_store() {
        for good in
            ["https://a.example", "https://a.example:8443/", "http://127.0.0.1:8080", "http://localhost:1"]
        {
            assert!(Https::new(good).is_ok(), "{good}");
        }
        for bad in
            ["http://a.example", "a.example", "https://a.example/store", "ftp://a.example", "http://10.0.0.1"]
        {
            assert!(Https::new(bad).is_err(), "{bad}");
        }
    }
}
