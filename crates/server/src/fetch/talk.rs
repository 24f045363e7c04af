//! One question and its answer over a connection: TLS, one GET, a body within its limit.

use app::{FetchFailure, Fetched};
use http_body_util::{BodyExt, Empty};
use hyper::body::{Body, Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::OnceCell;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::client::Resumption;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use super::Net;
use super::address::Address;

/// About the most a server may say before its body, …
const HEAD: usize = 64 * 1024;
/// … in how many headers, …
const HEADERS: usize = 100;
/// … and the longest name of a version that is kept.
const ETAG: usize = 256;

/// What is asked.
pub(super) struct Asked<'a> {
    pub(super) at: &'a Address,
    pub(super) login: Option<&'a str>,
    pub(super) etag: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// The version that is known, if it can be said.
    fn known(&self) -> Option<&'a str> {
        self.etag.filter(|etag| HeaderValue::from_str(etag).is_ok())
    }
}

/// What a server says.
pub(super) enum Said {
    /// It is somewhere else.
    Elsewhere(String),
    /// This is it.
    This(Fetched),
}

/// How servers are spoken to. Whom to believe is read once, when the first one is.
#[derive(Default)]
pub(super) struct Talk(OnceCell<Option<TlsConnector>>);

trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

impl Talk {
    /// Asks once.
    pub(super) async fn ask(
        &self,
        net: &dyn Net,
        stream: TcpStream,
        asked: &Asked<'_>,
        most: usize,
    ) -> Result<Said, FetchFailure> {
        let wire: Box<dyn Wire> =
            if asked.at.is_closed() { self.close(net, stream, asked.at).await? } else { Box::new(stream) };
        let unreachable = |_| FetchFailure::Unreachable;
        let mut client = http1::Builder::new();
        client.max_buf_size(HEAD).max_headers(HEADERS);
        let (mut sender, connection) = client.handshake(TokioIo::new(wire)).await.map_err(unreachable)?;
        // Dropped with this set, so that nothing goes on once nobody waits for it.
        let mut speaking = JoinSet::new();
        speaking.spawn(connection);
        let response = sender.send_request(question(asked)?).await.map_err(unreachable)?;
        answer(response, asked.known().is_some(), most).await
    }

    /// TLS, under the name the address gives.
    async fn close(
        &self,
        net: &dyn Net,
        stream: TcpStream,
        at: &Address,
    ) -> Result<Box<dyn Wire>, FetchFailure> {
        let unreachable = FetchFailure::Unreachable;
        let tls = self.0.get_or_init(async || trusting(net)).await.as_ref().ok_or(unreachable)?;
        let name = match at.ip() {
            Some(ip) => ServerName::from(ip),
            None => ServerName::try_from(at.name().to_owned()).map_err(|_| unreachable)?,
        };
        let wire = tls.connect(name, stream).await.map_err(|_| unreachable)?;
        Ok(Box::new(wire))
    }
}

/// TLS 1.2 and 1.3 without resumption: two people's questions must not look like one's.
fn trusting(net: &dyn Net) -> Option<TlsConnector> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(net.authorities());
    if roots.is_empty() {
        let cause = "this system names no certificate authorities; install its package of CA certificates";
        tracing::warn!(event = "fetch", cause);
    }
    let provider = Arc::new(crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().ok()?;
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.resumption = Resumption::disabled();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Some(TlsConnector::from(Arc::new(config)))
}

fn question(asked: &Asked<'_>) -> Result<Request<Empty<Bytes>>, FetchFailure> {
    let mut request = Request::new(Empty::new());
    *request.uri_mut() = asked.at.target().parse().map_err(|_| FetchFailure::NotAnAddress)?;
    let mut put = |name: HeaderName, value: &str| {
        let value = HeaderValue::from_str(value).map_err(|_| FetchFailure::NotAnAddress)?;
        request.headers_mut().insert(name, value);
        Ok(())
    };
    put(header::HOST, asked.at.host())?;
    put(header::USER_AGENT, "Toward")?;
    put(header::ACCEPT, "text/calendar, */*;q=0.1")?;
    put(header::ACCEPT_ENCODING, "identity")?;
    put(header::CONNECTION, "close")?;
    if let Some(login) = asked.login {
        put(header::AUTHORIZATION, login)?;
    }
    if let Some(etag) = asked.known() {
        put(header::IF_NONE_MATCH, etag)?;
    }
    Ok(request)
}

async fn answer(response: Response<Incoming>, knows: bool, most: usize) -> Result<Said, FetchFailure> {
    let (head, body) = response.into_parts();
    match head.status {
        StatusCode::NOT_MODIFIED if knows => Ok(Said::This(Fetched::NotChanged)),
        StatusCode::MOVED_PERMANENTLY
        | StatusCode::FOUND
        | StatusCode::SEE_OTHER
        | StatusCode::TEMPORARY_REDIRECT
        | StatusCode::PERMANENT_REDIRECT => {
            text(&head.headers, header::LOCATION).map(Said::Elsewhere).ok_or(FetchFailure::Refused)
        }
        status if status.is_success() => {
            let packed = text(&head.headers, header::CONTENT_ENCODING);
            if packed.is_some_and(|packed| !packed.eq_ignore_ascii_case("identity")) {
                return Err(FetchFailure::Refused);
            }
            let etag = text(&head.headers, header::ETAG).filter(|etag| etag.len() <= ETAG);
            Ok(Said::This(Fetched::Got { bytes: whole(body, most).await?, etag }))
        }
        _ => Err(FetchFailure::Refused),
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// A body to its end, or not at all.
async fn whole(mut body: Incoming, most: usize) -> Result<Vec<u8>, FetchFailure> {
    let too_long = |length: usize| length > most;
    if too_long(usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX)) {
        return Err(FetchFailure::TooLong);
    }
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| FetchFailure::Unreachable)?;
        let Ok(data) = frame.into_data() else { continue };
        if too_long(bytes.len().saturating_add(data.len())) {
            return Err(FetchFailure::TooLong);
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
}
