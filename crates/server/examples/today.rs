//! What *Today* costs, beside the bare limit measured in the same run. Run it with `bin/bench`.
//!
//! One table: in-server time at 500 requests a second, open loop; cost at 100 and at 100,000 events; requests a second
//! over TCP beside axum serving the same bytes; whole acts beside the same store; sizes; start and idle memory.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a benchmark measures with a clock, and may stop with a panic"
)]

use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use server::browser::{Browser, text};
use server::data::Data;
use server::host::{Host, Incoming, Pages, Setup};
use server::secrets::Secrets;
use server::{demo, http};
use vault::{CookieKey, Cost, act};

#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

const RATE: u32 = 500;
const SECONDS: u32 = 10;

fn main() {
    let dir = std::env::temp_dir().join(format!("toward-bench-{}", std::process::id()));
    let _ = std::fs::create_dir_all(&dir);
    let most: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    match runtime {
        Ok(runtime) => runtime.block_on(bench(&dir, most)),
        Err(error) => show(&error.to_string()),
    }
    let _ = std::fs::remove_dir_all(&dir);
}

fn show(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

async fn open(dir: &Path) -> Result<Host, String> {
    let secrets = Secrets::open(&dir.join("bench.secrets"), false).map_err(|error| error.to_string())?;
    let data = dir.join("data");
    std::fs::create_dir_all(&data).map_err(|error| error.to_string())?;
    let setup = Setup {
        url: "http://127.0.0.1:8299".to_owned(),
        exit: "https://example.org/".to_owned(),
        demo: true,
        cost: Cost::TEST,
        fetch_inside: false,
        devices: true,
        pages: Pages::APP,
    };
    Host::new(Data::open(&data, None).await?, secrets, setup).await
}

async fn bench(dir: &Path, most: usize) {
    let host = match open(dir).await {
        Ok(host) => Arc::new(host),
        Err(problem) => return show(&problem),
    };
    if let Err(problem) = demo::play(&host, http::now(), [7; 32]).await {
        return show(&problem);
    }
    let mut alex = Browser::new(&host, http::now(), server::random());
    let login = sim::PEOPLE[0];
    let fields = [("email", login.email), ("passphrase", login.passphrase), ("mine", "yes")];
    alex.submit("/enter", "/enter", &fields).await;
    let cookies = alex.cookies();
    show(&format!("machine: {} cores; events are real ones, sealed, signed and chained", cores()));

    let few = cost(&host, &cookies).await;
    show(&format!("Today, about 200 events:      {few:>8.1} µs each, one after the other"));
    let acts = fill(&host, &cookies, 10_000.min(most)).await;
    show(&format!("whole acts, one person:       {acts:>8.0} per second, each durable"));
    alex.get("/today").await;
    let cookies = alex.cookies();
    let (p50, p99) = open_loop(&host, &cookies).await;
    show(&format!(
        "Today, 10,000 events more:    p50 {p50:.2} ms, p99 {p99:.2} ms in server at {RATE}/s (limit 2 ms)"
    ));
    let some = cost(&host, &cookies).await;
    show(&format!("Today, 10,000 events more:    {some:>8.1} µs each, {:.2} × the first", some / few));
    if most > 10_000 {
        fill(&host, &cookies, most - 10_000).await;
        alex.get("/today").await;
        let cookies = alex.cookies();
        let many = cost(&host, &cookies).await;
        show(&format!(
            "Today, {most} events more:   {many:>8.1} µs each, {:.2} × the first (limit 1.3)",
            many / few
        ));
    }
    beside_bare(&host, &cookies).await;
    sizes(&mut alex).await;
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn request(path: &str, cookies: &str) -> Incoming {
    Incoming {
        method: "GET".to_owned(),
        path: path.to_owned(),
        host: Some("127.0.0.1:8299".to_owned()),
        cookies: cookies.to_owned(),
        ..Incoming::default()
    }
}

/// The median in-server time of *Today*, in microseconds.
async fn cost(host: &Host, cookies: &str) -> f64 {
    let incoming = request("/today", cookies);
    let mut times = Vec::new();
    for _ in 0..600 {
        let begun = Instant::now();
        let reply = host.answer(&incoming, http::now(), server::random()).await;
        times.push(begun.elapsed().as_secs_f64() * 1e6);
        assert_eq!(reply.status, 200);
    }
    percentile(&mut times, 0.5)
}

/// Writes events by real acts, half on the desk and half in the shared space; acts a second.
async fn fill(host: &Host, cookies: &str, events: usize) -> f64 {
    let key = cookies
        .split("; ")
        .find_map(|pair| pair.strip_prefix("s8299="))
        .and_then(|text| CookieKey::parse(text).ok());
    let Some(key) = key.map(|key| key.act_key()) else { return 0.0 };
    let begun = Instant::now();
    for n in 0..events {
        let act = act::mint(&key, server::random()[..16].try_into().unwrap_or([0; 16]));
        let (path, fields) = match n % 4 {
            0 => ("/talk/mute", vec![("on", "yes")]),
            1 => ("/talk/mute", vec![("on", "no")]),
            2 => ("/us/quiet", vec![("weeks", "1")]),
            _ => ("/us/quiet", vec![("step", "end")]),
        };
        let all: Vec<_> = [("act", act.as_str())].into_iter().chain(fields).collect();
        let body = app::Request::post(path, &all).body;
        let post = Incoming {
            method: "POST".to_owned(),
            fetch_site: Some("same-origin".to_owned()),
            body,
            ..request(path, cookies)
        };
        let reply = host.answer(&post, http::now(), server::random()).await;
        assert_eq!(reply.status, 303, "{path}: {}", text(&reply));
    }
    events as f64 / begun.elapsed().as_secs_f64()
}

/// Requests at fixed times whatever the answers take; the time counts from when each was due.
async fn open_loop(host: &Arc<Host>, cookies: &str) -> (f64, f64) {
    let gap = Duration::from_secs(1) / RATE;
    let start = Instant::now() + Duration::from_millis(50);
    let mut tasks = Vec::new();
    for n in 0..RATE * SECONDS {
        let due = start + gap * n;
        tokio::time::sleep_until(due.into()).await;
        let (host, incoming) = (Arc::clone(host), request("/today", cookies));
        tasks.push(tokio::spawn(async move {
            let begun = Instant::now();
            host.answer(&incoming, http::now(), server::random()).await;
            begun.elapsed().as_secs_f64() * 1e3
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.ok());
    }
    (percentile(&mut times.clone(), 0.5), percentile(&mut times, 0.99))
}

fn percentile(times: &mut [f64], part: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    times
        .get(((times.len() as f64 * part) as usize).min(times.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}

/// *Today* over TCP beside axum serving the same bytes, with the same clients.
async fn beside_bare(host: &Arc<Host>, cookies: &str) {
    let bytes = host.answer(&request("/today", cookies), http::now(), server::random()).await.body;
    let page = axum::Router::new().fallback(move || std::future::ready(bytes.clone()));
    let ours = throughput(http::router(Arc::clone(host)), cookies).await;
    let bare = throughput(page, cookies).await;
    show(&format!(
        "Today over TCP:               {ours:>8.0}/s; axum with the same bytes {bare:.0}/s; ratio {:.3}",
        ours / bare
    ));
}

async fn throughput(service: axum::Router, cookies: &str) -> f64 {
    let Ok(listener) = tokio::net::TcpListener::bind("127.0.0.1:0").await else { return 0.0 };
    let Ok(address) = listener.local_addr() else { return 0.0 };
    let serving = tokio::spawn(async move { axum::serve(listener, service).await });
    let head = format!("GET /today HTTP/1.1\r\nHost: 127.0.0.1:8299\r\nCookie: {cookies}\r\n\r\n");
    let clients: Vec<_> = (0..4)
        .map(|_| {
            let head = head.clone();
            tokio::task::spawn_blocking(move || client(address, &head).unwrap_or(0))
        })
        .collect();
    let mut all = 0;
    for client in clients {
        all += client.await.unwrap_or(0);
    }
    serving.abort();
    all as f64 / 3.0
}

fn client(address: std::net::SocketAddr, head: &str) -> std::io::Result<u64> {
    let mut stream = std::net::TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let (begun, mut done, mut buffer) = (Instant::now(), 0, vec![0; 64 * 1024]);
    while begun.elapsed() < Duration::from_secs(3) {
        stream.write_all(head.as_bytes())?;
        let mut read = 0;
        loop {
            read += stream.read(&mut buffer[read..])?;
            let shown = String::from_utf8_lossy(&buffer[..read]);
            let Some((headers, body)) = shown.split_once("\r\n\r\n") else { continue };
            let length = headers
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0usize) {
                break;
            }
        }
        done += 1;
    }
    Ok(done)
}

async fn sizes(alex: &mut Browser<'_>) {
    let mut first = 0;
    for path in [
        "/static/style.css",
        "/static/main.js",
        "/static/leave.js",
        "/static/once.js",
        "/static/timer.js",
        "/static/down.js",
        "/static/icon.svg",
    ] {
        first += alex.get(path).await.body.len();
    }
    let pages = [
        "/today",
        "/talk",
        "/talk/cards",
        "/us",
        "/me",
        "/me/trend",
        "/me/check/review",
        "/me/path",
        "/read",
        "/help/lines",
    ];
    let mut largest = (0, "");
    for path in pages {
        largest = largest.max((alex.get(path).await.body.len(), path));
    }
    alex.get("/exit").await;
    let landing = alex.get("/").await.body.len();
    show(&format!("first visit, uncompressed:    {:>8.1} KB (limit 60)", (first + landing) as f64 / 1000.0));
    show(&format!(
        "largest later page:           {:>8.1} KB, {} (limit 20)",
        largest.0 as f64 / 1000.0,
        largest.1
    ));
}
