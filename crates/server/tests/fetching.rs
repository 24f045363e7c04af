//! Fetching calendars, over real connections: what is taken, what is refused, and who is never spoken to.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used)]

#[path = "fetching/world.rs"]
mod world;

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use app::{Fetch, FetchFailure, Fetched};
use server::fetch::{Fetcher, Limits, Machine, Net};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto};

use world::*;

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
/// An address in the world, where the tests' own servers seem to be.
const OUTSIDE: &str = "93.184.216.34";
const QUICK: Limits = Limits { bytes: 64 * 1024, time: Duration::from_millis(600) };

fn within(world: &Arc<World>) -> Fetcher {
    Fetcher::with(Box::new(Roads(Arc::clone(world))), false, QUICK)
}

/// Over this machine's own network, which an operator allowed.
fn inside() -> Fetcher {
    Fetcher::with(Box::new(Machine { inside: true }), true, QUICK)
}

async fn get(fetcher: &Fetcher, url: &str) -> Fetched {
    known(fetcher, url, None).await
}

async fn known(fetcher: &Fetcher, url: &str, etag: Option<&str>) -> Fetched {
    let all = fetcher.fetch(&[Fetch { url: url.to_owned(), etag: etag.map(str::to_owned) }]).await;
    assert_eq!(all.keys().collect::<Vec<_>>(), [url]);
    all.into_values().next().unwrap()
}

fn got(body: &str) -> Fetched {
    Fetched::Got { bytes: body.as_bytes().to_vec(), etag: None }
}

fn failed(why: FetchFailure) -> Fetched {
    Fetched::Failed(why)
}

#[tokio::test]
async fn a_calendar_comes_with_its_version_and_nothing_is_told_but_what_is_needed() {
    let server = Server::new(|_| {
        Says::This(format!("HTTP/1.1 200 OK\r\nEtag: \"v7\"\r\nset-cookie: a=b\r\n\r\n{CALENDAR}"))
    })
    .await;
    let fetcher = inside();
    let etag = Some("\"v7\"".to_owned());
    let bytes = CALENDAR.as_bytes().to_vec();
    for _ in 0..2 {
        let fetched = get(&fetcher, &server.url("/mine.ics?key=1#there")).await;
        assert_eq!(fetched, Fetched::Got { bytes: bytes.clone(), etag: etag.clone() });
    }
    let at = server.at;
    let expected = format!(
        "GET /mine.ics?key=1 HTTP/1.1\r\nhost: {at}\r\nuser-agent: Toward\r\naccept: text/calendar, */*;q=0.1\r\n\
         accept-encoding: identity\r\nconnection: close\r\n\r\n"
    );
    assert_eq!(server.heard(), [expected.clone(), expected], "the second time, too: no cookie is kept");
}

#[tokio::test]
async fn a_version_that_is_known_need_not_come_again() {
    let server = Server::new(|head| {
        let known = head.contains("\r\nif-none-match: \"v7\"\r\n");
        if known { Says::This("HTTP/1.1 304 Not Modified\r\n\r\n".into()) } else { ok("new") }
    })
    .await;
    let fetcher = inside();
    assert_eq!(known(&fetcher, &server.url("/"), Some("\"v7\"")).await, Fetched::NotChanged);
    assert_eq!(known(&fetcher, &server.url("/"), Some("\"v6\"")).await, got("new"));
    assert_eq!(known(&fetcher, &server.url("/"), Some("split\r\nx: y")).await, got("new"), "not told at all");
    let always = Server::new(|_| Says::This("HTTP/1.1 304 Not Modified\r\n\r\n".into())).await;
    assert_eq!(get(&fetcher, &always.url("/")).await, failed(FetchFailure::Refused), "nothing was known");
}

#[tokio::test]
async fn what_is_no_success_is_refused_and_a_login_page_is_for_the_page_to_judge() {
    let fetcher = inside();
    for status in [
        "401 Unauthorized",
        "403 Forbidden",
        "404 Not Found",
        "410 Gone",
        "500 Oh",
        "300 Many",
        "302 Nowhere",
    ] {
        let server =
            Server::new(move |_| Says::This(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n"))).await;
        assert_eq!(get(&fetcher, &server.url("/")).await, failed(FetchFailure::Refused), "{status}");
    }
    let packed =
        Server::new(|_| Says::This("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\nx".into())).await;
    assert_eq!(get(&fetcher, &packed.url("/")).await, failed(FetchFailure::Refused));
    let login = Server::new(|_| ok("<!doctype html><form>Sign in</form>")).await;
    assert_eq!(get(&fetcher, &login.url("/")).await, got("<!doctype html><form>Sign in</form>"));
}

#[tokio::test]
async fn what_is_no_answer_is_told_like_a_server_that_is_not_there() {
    let fetcher = inside();
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for url in [format!("http://{nobody}/"), "http://no-such-name.invalid/".to_owned()] {
        assert_eq!(get(&fetcher, &url).await, failed(FetchFailure::Unreachable), "{url}");
    }
    for answer in [
        "",
        "nonsense\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\ncut",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc",
        "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\nabcde",
        "RTSP/1.0 200 OK\r\n\r\n",
    ] {
        let server = Server::new(move |_| Says::This(answer.to_owned())).await;
        assert_eq!(get(&fetcher, &server.url("/")).await, failed(FetchFailure::Unreachable), "{answer:?}");
    }
}

#[tokio::test]
async fn a_body_without_end_and_one_that_is_too_long_are_given_up() {
    let fetcher = inside();
    let endless = "x".repeat(10_000);
    let server = Server::new(move |_| {
        Says::EverMore("HTTP/1.1 200 OK\r\n\r\n".into(), endless.clone(), Duration::ZERO)
    })
    .await;
    assert_eq!(get(&fetcher, &server.url("/")).await, failed(FetchFailure::TooLong));
    let told = QUICK.bytes + 1;
    let server = Server::new(move |_| {
        let first = format!("HTTP/1.1 200 OK\r\ncontent-length: {told}\r\n\r\nx");
        Says::EverMore(first, String::new(), Duration::from_secs(1))
    })
    .await;
    assert_eq!(
        get(&fetcher, &server.url("/")).await,
        failed(FetchFailure::TooLong),
        "without waiting for it"
    );
    let most = "y".repeat(QUICK.bytes);
    let server = Server::new(move |_| ok(&most)).await;
    assert!(
        matches!(get(&fetcher, &server.url("/")).await, Fetched::Got { bytes, .. } if bytes.len() == QUICK.bytes)
    );
}

#[tokio::test]
async fn a_server_that_takes_its_time_is_given_up() {
    let fetcher = inside();
    for (first, more) in [
        ("HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n", "z"),
        ("HTTP/1.1 200 OK\r\nx: ", "z"),
        ("H", ""),
        ("", ""),
    ] {
        let server = Server::new(move |_| {
            Says::EverMore(first.to_owned(), more.to_owned(), Duration::from_millis(20))
        })
        .await;
        assert_eq!(get(&fetcher, &server.url("/")).await, failed(FetchFailure::Unreachable), "{first}");
    }
}

#[tokio::test]
async fn more_head_than_anybody_needs_is_given_up() {
    let fetcher = inside();
    let long = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "h".repeat(300_000));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "a: b\r\n".repeat(500));
    for answer in [long, many] {
        let what = answer.len();
        let server = Server::new(move |_| Says::This(answer.clone())).await;
        assert_eq!(get(&fetcher, &server.url("/")).await, failed(FetchFailure::Unreachable), "{what}");
    }
    let etag = "e".repeat(300);
    let server = Server::new(move |_| Says::This(format!("HTTP/1.1 200 OK\r\netag: {etag}\r\n\r\nx"))).await;
    assert_eq!(get(&fetcher, &server.url("/")).await, got("x"), "a version of that length is not kept");
}

#[tokio::test]
async fn it_is_led_on_four_times_and_no_more() {
    let fetcher = inside();
    let server = Server::new(|head| {
        let n: u32 = head.split(['/', ' ']).nth(2).unwrap().parse().unwrap();
        if n == 0 { ok("there") } else { leads_to(&format!("/{}", n - 1)) }
    })
    .await;
    assert_eq!(get(&fetcher, &server.url("/4")).await, got("there"));
    assert_eq!(get(&fetcher, &server.url("/5")).await, failed(FetchFailure::Redirects));
    let round = Server::new(|_| leads_to("/")).await;
    assert_eq!(get(&fetcher, &round.url("/")).await, failed(FetchFailure::Redirects));
    assert_eq!(round.heard().len(), 5);
}

/// Nobody is spoken to on this machine or in its network, however it is written.
#[tokio::test]
async fn inside_addresses_are_refused_and_nobody_there_hears_of_it() {
    let server = Server::new(|_| ok("the operator’s own")).await;
    let port = server.at.port();
    let fetcher = Fetcher::new(false);
    for host in [
        "127.0.0.1",
        "localhost",
        "LOCALHOST",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "2130706433",
        "0x7f.1",
        "017700000001",
        "127.1",
        "0.0.0.0",
        "cal.example@127.0.0.1",
        "0",
        "[::]",
        "10.0.0.1",
        "192.168.0.1",
        "172.16.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "[fe80::1]",
        "[fd00::1]",
    ] {
        for scheme in ["http", "https", "webcal"] {
            let fetched = get(&fetcher, &format!("{scheme}://{host}:{port}/")).await;
            assert_eq!(fetched, failed(FetchFailure::Inside), "{scheme} {host}");
        }
    }
    assert!(server.heard().is_empty());
    assert_eq!(get(&inside(), &server.url("/")).await, got("the operator’s own"), "unless it is allowed");
    // A public address of this very machine is noticed by the connection itself.
    let back = Machine { inside: false }.connect(server.at).await.unwrap_err();
    assert_eq!(back.kind(), io::ErrorKind::PermissionDenied);
}

#[tokio::test]
async fn a_name_leads_where_each_of_its_addresses_may() {
    let server = Server::new(|_| ok("outside")).await;
    let names: &[(&str, &[&str])] = &[
        ("inside.example", &["10.0.0.1", "fd00::1", "::1"]),
        ("both.example", &["127.0.0.1", OUTSIDE]),
        ("nobody.example", &[]),
    ];
    let world =
        World::of(names, &[(OUTSIDE, 80, &server), ("127.0.0.1", 80, &server), ("10.0.0.1", 80, &server)]);
    let fetcher = within(&world);
    assert_eq!(get(&fetcher, "http://inside.example/").await, failed(FetchFailure::Inside));
    assert_eq!(get(&fetcher, "http://nobody.example/").await, failed(FetchFailure::Unreachable));
    assert!(world.went().is_empty());
    assert_eq!(get(&fetcher, "http://both.example/").await, got("outside"));
    assert_eq!(world.went(), [format!("{OUTSIDE}:80")]);
}

/// What was checked is what is connected to: the name is asked once, whatever it says the next time.
#[tokio::test]
async fn a_name_that_changes_its_mind_gains_nothing() {
    let server =
        Server::new(|head| if head.starts_with("GET /first ") { leads_to("/second") } else { ok("inside") })
            .await;
    let names: &[(&str, &[&str])] = &[("turns.example", &[OUTSIDE]), ("turns.example", &["127.0.0.1"])];
    let world = World::of(names, &[(OUTSIDE, 80, &server), ("127.0.0.1", 80, &server)]);
    assert_eq!(get(&within(&world), "http://turns.example/first").await, failed(FetchFailure::Inside));
    assert_eq!(world.went(), [format!("{OUTSIDE}:80")], "led on to itself, it is checked anew");
}

#[tokio::test]
async fn nobody_outside_leads_inside() {
    for to in [
        "http://127.0.0.1/",
        "http://127.0.0.1:8080/",
        "//localhost/",
        "http://[::1]/",
        "http://2130706433/",
        "https://192.168.0.1/",
        "http://inside.example/",
        "http://[::ffff:10.0.0.1]/",
        "http://x@169.254.169.254/",
    ] {
        let server = Server::new(move |_| leads_to(to)).await;
        let names: &[(&str, &[&str])] =
            &[("cal.example", &[OUTSIDE]), ("inside.example", &["10.1.2.3"]), ("localhost", &["127.0.0.1"])];
        let world = World::of(names, &[(OUTSIDE, 80, &server)]);
        assert_eq!(get(&within(&world), "http://cal.example/").await, failed(FetchFailure::Inside), "{to}");
        assert_eq!(world.went(), [format!("{OUTSIDE}:80")], "{to}");
    }
    for to in ["file:///etc/passwd", "ftp://cal.example/", "http://", "gopher://127.0.0.1/"] {
        let server = Server::new(move |_| leads_to(to)).await;
        let world = World::of(&[("cal.example", &[OUTSIDE])], &[(OUTSIDE, 80, &server)]);
        assert_eq!(get(&within(&world), "http://cal.example/").await, failed(FetchFailure::Refused), "{to}");
    }
}

#[tokio::test]
async fn a_name_and_a_passphrase_in_an_address_go_to_its_own_server_only() {
    let other = Server::new(|_| ok("elsewhere")).await;
    let server = Server::new(|head| {
        if head.starts_with("GET /here ") {
            leads_to("/there")
        } else {
            leads_to("http://eve:x@other.example/")
        }
    })
    .await;
    let names: &[(&str, &[&str])] = &[("cal.example", &[OUTSIDE]), ("other.example", &["1.1.1.1"])];
    let world = World::of(names, &[(OUTSIDE, 80, &server), ("1.1.1.1", 80, &other)]);
    assert_eq!(get(&within(&world), "http://alex:p%40ss@cal.example/here").await, got("elsewhere"));
    let told = |head: &String| head.contains("\r\nauthorization: Basic YWxleDpwQHNz\r\n");
    assert!(server.heard().len() == 2 && server.heard().iter().all(told));
    assert!(other.heard().iter().all(|head| !head.contains("authorization")));
    assert!(
        server
            .heard()
            .iter()
            .all(|head| head.contains("\r\nhost: cal.example\r\n") && !head.contains("alex"))
    );
}

fn closed() -> TlsAcceptor {
    let own = CertificateDer::from_pem_slice(include_bytes!("fetching/calendar.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("fetching/calendar.key.pem")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    TlsAcceptor::from(Arc::new(config.with_single_cert(vec![own], key).unwrap()))
}

#[tokio::test]
async fn under_tls_a_server_must_show_that_it_is_the_one_that_was_named() {
    let server = Server::under(Some(closed()), |head| {
        if head.starts_with("GET /open ") { leads_to("http://cal.example/") } else { ok("closed") }
    })
    .await;
    let open = Server::new(|_| ok("open")).await;
    let names: &[(&str, &[&str])] = &[("cal.example", &[OUTSIDE]), ("other.example", &[OUTSIDE])];
    let world = World::of(names, &[(OUTSIDE, 443, &server), (OUTSIDE, 80, &open), (OUTSIDE, 444, &open)]);
    let fetcher = within(&world);
    for url in ["https://cal.example/", "webcal://cal.example/", "webcals://cal.example:443/"] {
        assert_eq!(get(&fetcher, url).await, got("closed"), "{url}");
    }
    for url in ["https://other.example/", &format!("https://{OUTSIDE}/"), "https://cal.example:444/"] {
        assert_eq!(get(&fetcher, url).await, failed(FetchFailure::Unreachable), "{url}");
    }
    assert_eq!(
        get(&fetcher, "https://cal.example/open").await,
        failed(FetchFailure::Refused),
        "not into the open"
    );
    assert!(open.heard().is_empty());
    // The operating system has never heard of this authority.
    let machine = Fetcher::with(Box::new(Machine { inside: true }), true, QUICK);
    let url = format!("https://localhost:{}/", server.at.port());
    assert_eq!(get(&machine, &url).await, failed(FetchFailure::Unreachable));
}

#[tokio::test]
async fn each_address_is_asked_once_and_four_at_a_time() {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
    let server = Server::new(move |_| Says::Later(Duration::from_millis(60), answer.to_owned())).await;
    let urls: Vec<_> = (0..9).map(|n| server.url(&format!("/{}", n % 7))).collect();
    let all: Vec<_> = urls.iter().map(|url| Fetch { url: url.clone(), etag: None }).collect();
    let fetched = inside().fetch(&all).await;
    assert_eq!(fetched.len(), 7);
    assert!(fetched.values().all(|fetched| *fetched == got("ok")), "{fetched:?}");
    assert_eq!(server.heard().len(), 7);
    assert!(server.most_at_once.load(Ordering::SeqCst) <= 4);
    assert!(inside().fetch(&[]).await.is_empty());
}

#[tokio::test]
async fn what_is_no_address_is_told_so() {
    for text in
        ["", "mine.ics", "ftp://cal.example/x", "file:///etc/passwd", "/etc/passwd", "https://", "http://a b"]
    {
        assert_eq!(get(&inside(), text).await, failed(FetchFailure::NotAnAddress), "{text}");
    }
}
