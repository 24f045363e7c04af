//! The wire: axum in front of [`Host::answer`], limits, one log line per request.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Limited};

use crate::host::{Host, Incoming, MOST_QUESTION, Reply};

/// The longest path and query.
const MOST_TARGET: usize = 2048;
/// A body that takes longer than this to arrive is not waited for.
const BODY_TIME: Duration = Duration::from_secs(20);
/// A file may come over a slow line.
const UPLOAD_TIME: Duration = Duration::from_secs(120);

/// The one service there is; `app` knows the routes.
pub fn router(host: Arc<Host>) -> Router {
    Router::new().fallback(serve).with_state(host)
}

#[allow(clippy::disallowed_methods, reason = "how long an answer took is logged")]
async fn serve(State(host): State<Arc<Host>>, request: Request<Body>) -> Response<Body> {
    let begun = Instant::now();
    let (head, body) = request.into_parts();
    let mut incoming = Incoming {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        host: text(&head.headers, header::HOST.as_str()),
        cookies: cookies(&head.headers),
        origin: text(&head.headers, header::ORIGIN.as_str()),
        fetch_site: text(&head.headers, "sec-fetch-site"),
        content_type: text(&head.headers, header::CONTENT_TYPE.as_str()),
        bearer: text(&head.headers, header::AUTHORIZATION.as_str()),
        body: Vec::new(),
    };
    let reply = if incoming.path.len().saturating_add(incoming.query.len()) > MOST_TARGET {
        host.refuse(&incoming, 400)
    } else {
        let most = host.most_body(&incoming, now()).await;
        let long = most > MOST_QUESTION;
        let _held = if long { host.uploads.acquire().await.ok() } else { None };
        let time = if long { UPLOAD_TIME } else { BODY_TIME };
        match tokio::time::timeout(time, Limited::new(body, most).collect()).await {
            Ok(Ok(bytes)) => {
                incoming.body = bytes.to_bytes().to_vec();
                answer(&host, incoming).await
            }
            Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => host.refuse(&incoming, 413),
            _ => host.refuse(&incoming, 400),
        }
    };
    // The allow-list: event, route template, status, duration, a random number. Nothing else, ever.
    tracing::info!(
        event = "request",
        route = reply.route,
        status = reply.status,
        micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX),
        number = %reply.number,
    );
    respond(reply)
}

/// Answers to the end even if the browser goes away meanwhile: what is done in the store and what follows from it for
/// sessions belong together, and a failed try is counted whoever waits for the answer.
async fn answer(host: &Arc<Host>, incoming: Incoming) -> Reply {
    let incoming = Arc::new(incoming);
    let (own, asked) = (Arc::clone(host), Arc::clone(&incoming));
    let answering = tokio::spawn(async move { own.answer(&asked, now(), crate::random()).await });
    match answering.await {
        Ok(reply) => reply,
        Err(_) => host.refuse(&incoming, 500),
    }
}

fn respond(reply: Reply) -> Response<Body> {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in reply.headers {
        if let Ok(value) = value.parse() {
            response.headers_mut().append(name, value);
        }
    }
    response
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

fn cookies(headers: &HeaderMap) -> String {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.collect::<Vec<_>>().join("; ")
}

/// The clock, in milliseconds since 1970.
#[allow(clippy::disallowed_methods, reason = "the one place where time comes in")]
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
