//! Connections: how many there may be, how long one may take to say what it wants, and how they end.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::unread::Dressed;

/// The most connections at once; the next one waits until another ends. Well below what a process may hold open.
const MOST: usize = 512;
/// Whoever has not said what they want by then is not waited for. An idle connection ends after as long.
pub const HEADERS_TIME: Duration = Duration::from_secs(15);
/// How long to rest when a connection cannot be taken, as when no file handle is left.
const REST: Duration = Duration::from_millis(100);

/// Serves until `stop`, then lets what is under way end, at most for `grace`. What cannot be read is answered with
/// `headers`, which are lines.
pub async fn serve(
    listener: TcpListener,
    service: Router,
    headers: Arc<str>,
    stop: impl Future<Output = ()>,
    grace: Duration,
) {
    let graceful = GracefulShutdown::new();
    let seats = Arc::new(Semaphore::new(MOST));
    tokio::pin!(stop);
    loop {
        let taken = tokio::select! {
            taken = next(&listener, &seats) => taken,
            () = &mut stop => break,
        };
        let Some((stream, seat)) = taken else {
            tokio::time::sleep(REST).await;
            continue;
        };
        let mut http = http1::Builder::new();
        let http = http.timer(TokioTimer::new()).header_read_timeout(HEADERS_TIME);
        let service = TowerToHyperService::new(service.clone());
        let served = graceful
            .watch(http.serve_connection(TokioIo::new(Dressed::new(stream, Arc::clone(&headers))), service));
        tokio::spawn(async move {
            // A connection that breaks off is the other end's business.
            let _ = served.await;
            drop(seat);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(grace, graceful.shutdown()).await;
}

/// The next connection, once there is a seat for it.
async fn next(
    listener: &TcpListener,
    seats: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let seat = Arc::clone(seats).acquire_owned().await.ok()?;
    let (stream, _) = listener.accept().await.ok()?;
    // A page is one write, and nobody should wait for a second.
    let _ = stream.set_nodelay(true);
    Some((stream, seat))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    async fn started() -> (std::net::SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let slow = axum::routing::get(|| async {
            tokio::time::sleep(Duration::from_secs(2)).await;
            "done"
        });
        let service = Router::new().route("/slow", slow).fallback(|| async { "here" });
        let asked = async move { drop(stopped.await) };
        let serving =
            tokio::spawn(serve(listener, service, "x-ours: yes\r\n".into(), asked, Duration::from_secs(10)));
        (address, stop, serving)
    }

    async fn ask(address: std::net::SocketAddr, text: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer).await;
        answer
    }

    const BYE: &str = "host: x\r\nconnection: close\r\n\r\n";

    #[tokio::test]
    async fn whoever_never_says_what_they_want_is_let_go_and_the_others_are_served() {
        tokio::time::pause();
        let (address, _stop, _serving) = started().await;
        let slow = tokio::spawn(async move { ask(address, "GET / HTTP/1.1\r\nhost:").await });
        assert!(ask(address, &format!("GET / HTTP/1.1\r\n{BYE}")).await.ends_with("here"));
        // Time runs by itself while everybody waits; without a limit this would wait for ever.
        assert!(!slow.await.unwrap().contains("200 OK"));
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_answered_with_our_headers() {
        let (address, _stop, _serving) = started().await;
        let long = format!("GET / HTTP/1.1\r\nx: {}\r\n{BYE}", "y".repeat(1 << 20));
        for (sent, status) in
            [("\u{1}\u{2} nonsense\r\n\r\n", 400), ("GET / HTTP/9.9\r\n\r\n", 400), (&long, 431)]
        {
            let answer = ask(address, sent).await;
            assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
            assert!(answer.contains("\r\nx-ours: yes\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
        }
        assert!(!ask(address, &format!("GET / HTTP/1.1\r\n{BYE}")).await.contains("x-ours"));
    }

    #[tokio::test]
    async fn what_is_under_way_ends_well_and_nobody_new_is_let_in() {
        let (address, stop, serving) = started().await;
        let under_way =
            tokio::spawn(async move { ask(address, &format!("GET /slow HTTP/1.1\r\n{BYE}")).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        stop.send(()).unwrap();
        serving.await.unwrap();
        assert!(under_way.await.unwrap().ends_with("done"));
        assert!(TcpStream::connect(address).await.is_err());
    }
}
