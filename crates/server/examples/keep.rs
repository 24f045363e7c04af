//! What it costs to read a space whole: finding a word, and taking everything along. Run it with `bin/bench`.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a benchmark measures with a clock, and may stop with a panic"
)]

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use server::browser::Browser;
use server::data::Data;
use server::host::{Host, Pages, Reply, Setup};
use server::secrets::Secrets;
use server::{demo, http};
use vault::{CookieKey, Cost, act};

#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// How many notes there are, each of about 200 letters, and how many entries between the two besides.
const MANY: usize = 10_000;

fn main() {
    let dir = std::env::temp_dir().join(format!("toward-keep-{}", std::process::id()));
    std::fs::create_dir_all(dir.join("data")).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(measure(&dir));
    let _ = std::fs::remove_dir_all(&dir);
}

fn show(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

async fn measure(dir: &Path) {
    let secrets = Secrets::open(&dir.join("keep.secrets"), false).unwrap();
    let (url, exit) = ("http://127.0.0.1:8299".to_owned(), "https://example.org/".to_owned());
    let setup = Setup {
        url,
        exit,
        demo: true,
        cost: Cost::TEST,
        fetch_inside: false,
        devices: true,
        pages: Pages::APP,
    };
    let data = Data::open(&dir.join("data"), None).await.unwrap();
    let host = Host::new(data, secrets, setup).await.unwrap();
    demo::play(&host, http::now(), [7; 32]).await.unwrap();
    let mut alex = Browser::new(&host, http::now(), server::random());
    let login = sim::PEOPLE[0];
    let fields = [("email", login.email), ("passphrase", login.passphrase), ("mine", "yes")];
    alex.submit("/enter", "/enter", &fields).await;
    for n in 0..MANY {
        let words = format!("Note {n}. {}", "It rained all day, and we sat by the window. ".repeat(4));
        assert_eq!(sends(&mut alex, "/me/note", &[("text", &words)]).await.status, 303);
        let quiet = if n % 2 == 0 { ("weeks", "1") } else { ("step", "end") };
        assert_eq!(sends(&mut alex, "/us/quiet", &[quiet]).await.status, 303);
    }
    alex.get("/me/notes").await;
    let pass = ("passphrase", login.passphrase);
    timed(&mut alex, "finding a word in 10,000 notes", "/me/seek", &[("words", "window 9999")]).await;
    timed(&mut alex, "taking 20,000 entries along, to read", "/me/keep", &[pass, ("as", "page")]).await;
    timed(&mut alex, "taking 20,000 entries along, as data", "/me/keep", &[pass, ("as", "data")]).await;
    let erased = [("written", written(&mut alex).await)];
    let erased = erased.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
    timed(&mut alex, "erasing one of them", "/me/notes/5000/erase", &erased).await;
    let begun = Instant::now();
    alex.get("/me/notes").await;
    show(&format!("the first page after that:               {:>6.2} s", begun.elapsed().as_secs_f64()));
}

/// When the note that is to be erased was written, as its page says it.
async fn written(browser: &mut Browser<'_>) -> String {
    let shown = server::browser::text(&browser.get("/me/notes/5000").await);
    shown.split("name=\"written\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn sends(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Reply {
    let cookies = browser.cookies();
    let key = cookies.split("; ").find_map(|pair| pair.strip_prefix("s8299=")).unwrap();
    let key = CookieKey::parse(key).ok().unwrap().act_key();
    let act = act::mint(&key, server::random()[..16].try_into().unwrap());
    let all: Vec<_> = [("act", act.as_str())].into_iter().chain(fields.iter().copied()).collect();
    browser.send("POST", path, app::Request::post(path, &all).body).await
}

async fn timed(browser: &mut Browser<'_>, what: &str, path: &str, fields: &[(&str, &str)]) {
    let begun = Instant::now();
    let reply = sends(browser, path, fields).await;
    let seconds = begun.elapsed().as_secs_f64();
    assert!(matches!(reply.status, 200 | 303), "{path}: {}", reply.status);
    let size = reply.body.len() as f64 / 1e6;
    show(&format!("{:<41}{seconds:>6.2} s, {size:.1} MB", format!("{what}:")));
}
