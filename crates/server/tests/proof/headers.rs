//! The headers of every answer, whatever its status. The set is written down once; everything else is compared to it.

use std::collections::BTreeSet;
use std::sync::Arc;

use server::browser::text;
use server::host::{ALWAYS, Incoming, Reply};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::*;

/// Everything but what is allowed to differ: kind of content, place, cookies, what is allowed, caching.
fn always(reply: &Reply) -> Vec<(String, String)> {
    let differ = ["content-type", "location", "set-cookie", "allow", "cache-control"];
    let all = reply.headers.iter().filter(|(name, _)| !differ.contains(name));
    all.map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

fn expected() -> Vec<(String, String)> {
    ALWAYS.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn check(what: &str, reply: &Reply) {
    assert_eq!(always(reply), expected(), "{what} {}", reply.status);
    assert_eq!(reply.header("cache-control"), Some("no-store"), "{what} {}", reply.status);
    let names: Vec<_> =
        reply.headers.iter().map(|(name, _)| *name).filter(|name| *name != "set-cookie").collect();
    assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len(), "{what}: {names:?}");
    for (_, cookie) in reply.headers.iter().filter(|(name, _)| *name == "set-cookie") {
        check_cookie(what, cookie, "");
    }
    if reply.status == 303 {
        assert!(reply.header("location").unwrap().starts_with('/'), "{what}");
        assert!(!reply.header("location").unwrap().starts_with("//"), "{what}");
        assert!(reply.body.is_empty(), "{what}");
    } else {
        assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"), "{what}");
    }
    assert_eq!(reply.header("allow").is_some(), reply.status == 405, "{what}");
}

fn check_cookie(what: &str, cookie: &str, prefix: &str) {
    let (name, rest) = cookie.split_once('=').unwrap();
    let (_, flags) = rest.split_once("; ").unwrap();
    let kept = flags.split("; ").filter(|flag| !flag.starts_with("Max-Age=")).collect::<Vec<_>>();
    if prefix.is_empty() {
        assert!(["s8080", "d8080", "h8080", "f8080"].contains(&name), "{what}: {cookie}");
        assert_eq!(kept, ["Path=/", "HttpOnly", "SameSite=Strict"], "{what}: {cookie}");
    } else {
        assert!(
            name.strip_prefix(prefix).is_some_and(|name| ["s", "d", "h", "f"].contains(&name)),
            "{what}: {cookie}"
        );
        assert_eq!(kept, ["Path=/", "HttpOnly", "SameSite=Strict", "Secure"], "{what}: {cookie}");
    }
}

#[test]
fn the_set_of_headers_is_the_one_that_was_promised() {
    let all: String = ALWAYS.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    insta::assert_snapshot!(all);
}

#[tokio::test]
async fn every_route_has_them_for_everybody() {
    let house = House::new().await;
    let (mut alex, _) = couple(&house).await;
    let mut stranger = house.browser(90);
    for route in app::routes() {
        let path = crate::rows::sample(route.path);
        let method = if route.method == app::Method::Get { "GET" } else { "POST" };
        if ["/leave", "/exit", "/me/shut"].contains(&route.path) {
            continue;
        }
        for browser in [&mut stranger, &mut alex] {
            let what = format!("{method} {path}");
            check(&what, &browser.send(method, &path, Vec::new()).await);
            if method == "POST" {
                check(&what, &post(browser, &path, &[]).await);
                check(&what, &read(browser, &path).await);
            }
        }
    }
}

#[tokio::test]
async fn every_status_has_them() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let mut seen = BTreeSet::new();
    let mut keep = |what: &str, reply: Reply, status: u16| {
        assert_eq!(reply.status, status, "{what}: {}", main_text(&text(&reply)));
        check(what, &reply);
        seen.insert(status);
    };
    keep("a page", read(&mut alex, "/today").await, 200);
    keep("elsewhere", read(&mut alex, "/us/end").await, 303);
    keep(
        "no host",
        house
            .host
            .answer(&Incoming { host: None, ..incoming(&alex, "GET", "/", vec![]) }, NOW, [1; 32])
            .await,
        400,
    );
    let foreign = Incoming { host: Some("evil.example".into()), ..incoming(&alex, "GET", "/", vec![]) };
    keep("another host", house.host.answer(&foreign, NOW, [1; 32]).await, 400);
    let forged =
        Incoming { fetch_site: Some("cross-site".into()), ..incoming(&alex, "POST", "/me/note", vec![]) };
    keep("cross-site", house.host.answer(&forged, NOW, [1; 32]).await, 403);
    keep("stale", alex.send("POST", "/me/note", vec![]).await, 403);
    keep("nothing", read(&mut alex, "/nothing/here").await, 404);
    keep("the other method", read(&mut alex, "/exit").await, 405);
    keep("a strange method", alex.send("DELETE", "/today", vec![]).await, 405);
    keep("not taken", post(&mut alex, "/me/note", &[("text", "")]).await, 422);
    keep("too long", house.host.refuse(&incoming(&alex, "POST", "/me/note", vec![]), 413), 413);
    let mut other = house.browser(40);
    for _ in 0..3 {
        send(&mut other, "/enter", "/enter", &[("email", "x@y.example"), ("passphrase", "no")]).await;
    }
    let wait = send(&mut other, "/enter", "/enter", &[("email", "x@y.example"), ("passphrase", "no")]).await;
    keep("too soon", wait, 429);
    let (token, code) = invite(&mut alex, "Come.").await;
    let (mut sam, mut robin) = (SAM.begins(&house).await, ROBIN.begins(&house).await);
    say_yes(&mut sam, &token, &code).await;
    send(&mut alex, "/us", "/us/pair", &[("passphrase", ALEX.passphrase)]).await;
    let (token, code) = invite(&mut robin, "Come.").await;
    let mut tab = sam.at(&house.host);
    let taken = post(&mut tab, "/us/join", &[("i", &token), ("code", &code)]).await;
    assert!(matches!(taken.status, 303 | 409));
    check("paired already", &taken);
    house.close().await;
    keep("broken", read(&mut alex, "/today").await, 503);
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [200, 303, 400, 403, 404, 405, 413, 422, 429, 503]);
}

#[tokio::test]
async fn a_broken_file_is_a_page_with_a_number_and_all_headers() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let mut db = House::tamper(&house.data()).await;
    sqlx::query("ALTER TABLE space RENAME TO gone").execute(&mut db).await.unwrap();
    let reply = read(&mut alex, "/today").await;
    assert_eq!(reply.status, 500);
    check("broken", &reply);
    assert!(text(&reply).contains(&reply.number) && reply.number.len() == 8);
}

#[tokio::test]
async fn under_tls_cookies_are_locked_to_the_host_and_the_browser_stays_with_tls() {
    let house = House::of("https://toward.example").await;
    let mut alex = ALEX.begins(&house).await;
    let mut replies = vec![
        read(&mut alex, "/today").await,
        read(&mut alex, "/nothing").await,
        read(&mut alex, "/static/style.css").await,
        alex.send("POST", "/me/note", vec![]).await,
        alex.send("DELETE", "/", vec![]).await,
        house.host.refuse(&Incoming::default(), 413),
        house.host.refuse(&Incoming::default(), 400),
    ];
    replies
        .push(send(&mut house.browser(90), "/enter", "/enter", &[("email", "a"), ("passphrase", "b")]).await);
    replies.push(send(&mut alex, "/today", "/leave", &[]).await);
    let mut cookies = 0;
    for reply in &replies {
        assert_eq!(reply.header("strict-transport-security"), Some("max-age=63072000"), "{}", reply.status);
        for (_, cookie) in reply.headers.iter().filter(|(name, _)| *name == "set-cookie") {
            check_cookie("tls", cookie, "__Host-");
            cookies += 1;
        }
    }
    assert!(cookies > 5);
}

#[tokio::test]
async fn leaving_clears_the_browser_and_moves_on_without_a_redirect() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let session = alex.at(&house.host);
    page(&mut alex, "/me").await;
    let reply = send(&mut alex, "/me", "/leave", &[]).await;
    assert_eq!(reply.status, 200);
    assert!(reply.body.is_empty());
    assert_eq!(reply.header("refresh"), Some("0; url=https://example.org/"));
    assert_eq!(reply.header("clear-site-data"), Some("\"cache\", \"cookies\", \"storage\""));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(alex.cookies(), "");
    assert_eq!(goes(&read(&mut session.at(&house.host), "/today").await), "/enter");
}

#[tokio::test]
async fn leaving_works_from_the_oldest_page_and_for_strangers_and_leaves_no_cookie() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let session = alex.at(&house.host);
    assert_eq!(alex.send("POST", "/leave", b"act=nonsense".to_vec()).await.status, 200);
    assert_eq!(goes(&read(&mut session.at(&house.host), "/today").await), "/enter");
    let mut stranger = house.browser(90);
    assert_eq!(stranger.send("POST", "/leave", Vec::new()).await.status, 200);
    assert_eq!(stranger.cookies(), "");
    let mut one_more = house.browser(91);
    send(&mut one_more, "/help", "/leave", &[]).await;
    assert_eq!(one_more.cookies(), "");
    // From another site nobody can be thrown out.
    let robin = ROBIN.begins(&house).await;
    let forged =
        Incoming { fetch_site: Some("cross-site".into()), ..incoming(&robin, "POST", "/leave", vec![]) };
    assert_eq!(house.host.answer(&forged, NOW, [1; 32]).await.status, 403);
    assert_eq!(read(&mut robin.at(&house.host), "/today").await.status, 200);
}

#[tokio::test]
async fn files_may_be_kept_and_nothing_else() {
    let house = House::new().await;
    let mut stranger = house.browser(90);
    for asset in app::pages::assets::ALL {
        for (path, cache) in [
            (asset.path.to_owned(), "public, max-age=3600"),
            (format!("{}?1", asset.path), "public, max-age=31536000, immutable"),
        ] {
            let reply = read(&mut stranger, &path).await;
            assert_eq!(always(&reply), expected(), "{path}");
            assert_eq!((reply.status, reply.header("cache-control")), (200, Some(cache)));
            assert_eq!(reply.header("set-cookie"), None);
        }
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    for path in ["/today", "/nothing", "/static/style.css", "/exit"] {
        let (get, head) = (read(&mut alex, path).await, alex.send("HEAD", path, Vec::new()).await);
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(get.status, head.status, "{path}");
        assert_eq!(always(&get), always(&head), "{path}");
    }
}

/// Over the wire: what is refused before anybody looks at it has the same headers.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_the_wire_too() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let house = House::of(&format!("http://{address}")).await;
    let House { dir: _dir, host, .. } = house;
    let host = Arc::new(host);
    let (service, headers) = (server::http::router(Arc::clone(&host)), host.header_lines());
    let grace = std::time::Duration::from_secs(1);
    tokio::spawn(server::connections::serve(listener, service, headers, std::future::pending(), grace));
    let long = "x".repeat(3000);
    let big = format!("text={}", "y".repeat(server::host::MOST_BODY + 1));
    let post = |path: &str, body: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    let get =
        |path: &str, host: &str| format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    let ours = address.to_string();
    let asked = [
        (get("/", &ours), 200),
        (get("/today", &ours), 303),
        (get("/nothing", &ours), 404),
        (get(&format!("/{long}"), &ours), 400),
        (get("/", "evil.example"), 400),
        (post("/look", &big), 413),
        (post("/look", "a=b"), 403),
        (format!("BREW / HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"), 405),
        ("nonsense\r\n\r\n".to_owned(), 400),
        (get("/", &format!("{address}\r\nx: {}", "y".repeat(1 << 20))), 431),
    ];
    for (request, status) in asked {
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        // A server that refuses a long body may close before all of it is sent.
        let _ = stream.write_all(request.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let head = answer.split("\r\n\r\n").next().unwrap();
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{status}: {head}");
        for (name, value) in ALWAYS {
            assert!(head.contains(&format!("\r\n{name}: {value}")), "{status} {name}: {head}");
        }
        assert!(head.contains("\r\ncache-control: no-store"), "{status}: {head}");
        assert!(!head.contains("\r\nserver:"), "{head}");
    }
}
