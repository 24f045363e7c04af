//! Fetching for a page: once, for what is done and not for what is read, and in no log.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use server::browser::text;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::own;
use crate::support::*;

/// A calendar's server that answers everybody after a moment, and how often it was asked.
async fn calendar() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/mine.ics", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 4096]).await;
                tokio::time::sleep(Duration::from_millis(50)).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\netag: v1\r\n\r\nBEGIN:VCALENDAR").await;
            });
        }
    });
    (url, asked)
}

#[tokio::test]
async fn a_page_is_handled_again_with_what_the_addresses_answered() {
    let house = own::house().await;
    let mut alex = ALEX.begins(&house).await;
    let (url, asked) = calendar().await;
    let fields = [("url", url.as_str()), ("url", "ftp://cal.example/"), ("url", url.as_str())];
    let reply = post(&mut alex, "/own/fetch", &fields).await;
    let expected = format!("ftp://cal.example/ Failed(NotAnAddress)\n{url} BEGIN:VCALENDAR Some(\"v1\")\n");
    assert_eq!(text(&reply), expected);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_page_that_is_read_fetches_nothing_and_writes_nothing() {
    let house = own::house().await;
    let mut alex = ALEX.begins(&house).await;
    let (url, asked) = calendar().await;
    assert_eq!(read(&mut alex, &format!("/own/fetch?url={url}")).await.status, 500);
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    assert_eq!(read(&mut alex, "/own/writes").await.status, 500);
}

/// Eight tabs at once lose races with one another; each asks its address once all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_lost_race_is_handled_again_without_asking_again() {
    let house = own::house().await;
    let mut alex = ALEX.begins(&house).await;
    let (url, asked) = calendar().await;
    let mut tabs = Vec::new();
    for n in 0..8 {
        let mut tab = alex.at(&house.host);
        for _ in 0..n {
            read(&mut tab, "/help").await;
        }
        let act = an_act(&mut tab).await;
        let body = app::Request::post("/", &[("act", &act), ("url", &url), ("writes", "yes")]).body;
        tabs.push((tab, body));
    }
    let mut sending: Vec<_> =
        tabs.iter_mut().map(|(tab, body)| Box::pin(tab.send("POST", "/own/fetch", body.clone()))).collect();
    let [a, b, c, d, e, f, g, h] = sending.as_mut_slice() else { panic!() };
    let replies = tokio::join!(a, b, c, d, e, f, g, h);
    let (a, b, c, d, e, f, g, h) = &replies;
    for reply in [a, b, c, d, e, f, g, h] {
        assert_eq!(goes(reply), "/own/fetched");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 8);
    assert_eq!(page(&mut alex, "/me/notes").await.matches("fetched once").count(), 8);
}
