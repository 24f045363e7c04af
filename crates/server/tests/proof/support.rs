//! A house with a host in it, and people who come in through its pages.

use std::path::PathBuf;
use std::sync::Arc;

use scraper::Html;
use server::browser::{Browser, text};
use server::data::Data;
use server::host::{Host, Incoming, Pages, Reply, Setup};
use server::secrets::{Secrets, beside};
use store::Sessions;
use tempfile::TempDir;
use vault::Cost;

use crate::forms::select;
pub use crate::forms::{form, forms};
use crate::wire;

/// 2026-11-23 20:00 UTC, a Monday.
pub const NOW: i64 = 1_795_464_000_000;
pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;
pub const URL: &str = "http://127.0.0.1:8080";

/// A data directory and the host that serves it.
pub struct House {
    pub dir: TempDir,
    pub host: Host,
    /// The server behind a host on somebody's own device.
    pub behind: Option<Arc<Host>>,
    url: String,
    pages: Pages,
}

impl House {
    pub async fn new() -> Self {
        Self::of(URL).await
    }

    pub async fn of(url: &str) -> Self {
        Self::furnished(url, Pages::APP).await
    }

    async fn furnished(url: &str, pages: Pages) -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("data")).unwrap();
        Self::open(dir, url, pages, wire::on_devices()).await
    }

    /// A house whose people have their own devices.
    pub async fn of_devices() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("data")).unwrap();
        Self::open(dir, URL, Pages::APP, true).await
    }

    /// A house with pages of a test's own.
    pub async fn with(pages: Pages) -> Self {
        Self::furnished(URL, pages).await
    }

    async fn open(dir: TempDir, url: &str, pages: Pages, on_device: bool) -> Self {
        let data = dir.path().join("data");
        let kept = Data::open(&data, None).await.unwrap();
        let secrets = Secrets::open(&beside(&data), !kept.is_new().await.unwrap()).unwrap();
        let setup = || {
            let exit = "https://example.org/".to_owned();
            Setup {
                url: url.to_owned(),
                exit,
                demo: false,
                cost: Cost::TEST,
                fetch_inside: true,
                devices: true,
                pages,
            }
        };
        let server = Host::new(kept, secrets, setup()).await.unwrap();
        if !on_device {
            return Self { dir, host: server, behind: None, url: url.to_owned(), pages };
        }
        let server = Arc::new(server);
        let sessions = Sessions::open(&dir.path().join("device.sqlite")).await.unwrap();
        let host = wire::on_device(url, &server, sessions, setup()).await;
        Self { dir, host, behind: Some(server), url: url.to_owned(), pages }
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub fn store(&self) -> &store::Store {
        &self.server().here().unwrap().store
    }

    /// Shuts the host and opens it again; `between` may do what it likes with the files.
    pub async fn reopened(self, between: impl AsyncFnOnce(PathBuf)) -> Self {
        self.close().await;
        let data = self.data();
        let Self { dir, host, behind, url, pages } = self;
        let on_device = behind.is_some();
        drop((host, behind));
        between(data).await;
        Self::open(dir, &url, pages, on_device).await
    }

    /// A second house with a copy of everything in this one.
    pub async fn copy(&self) -> Self {
        self.store().checkpoint().await.unwrap();
        self.host.sessions.checkpoint().await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        wire::copy_files(&self.data(), &data);
        std::fs::copy(beside(&self.data()), beside(&data)).unwrap();
        let (here, there) = (self.dir.path().join("device.sqlite"), dir.path().join("device.sqlite"));
        if here.exists() {
            std::fs::copy(here, there).unwrap();
        }
        Self::open(dir, &self.url, self.pages, self.behind.is_some()).await
    }

    pub async fn close(&self) {
        self.host.close().await;
        if let Some(server) = &self.behind {
            server.close().await;
        }
    }

    /// A browser nobody has used; `seed` is its only randomness.
    pub fn browser(&self, seed: u8) -> Browser<'_> {
        Browser::new(&self.host, NOW, [seed; 32])
    }

    /// The database, for whoever would tamper with it.
    pub async fn tamper(data: &std::path::Path) -> sqlx::SqliteConnection {
        use sqlx::Connection;
        let url = format!("sqlite://{}", data.join("toward.sqlite").display());
        sqlx::SqliteConnection::connect(&url).await.unwrap()
    }
}

/// What a person signs in with.
#[derive(Clone, Copy)]
pub struct Who {
    pub name: &'static str,
    pub email: &'static str,
    pub passphrase: &'static str,
    pub seed: u8,
}

pub const ALEX: Who =
    Who { name: "Alex", email: "alex@home.example", passphrase: "lantern river cedar morning", seed: 1 };
pub const SAM: Who =
    Who { name: "Sam", email: "sam@home.example", passphrase: "teapot meadow violin harbour", seed: 2 };
pub const ROBIN: Who =
    Who { name: "Robin", email: "robin@home.example", passphrase: "candle forest window summer", seed: 3 };
pub const KIM: Who =
    Who { name: "Kim", email: "kim@home.example", passphrase: "bridge apple thunder quilt", seed: 4 };

impl Who {
    /// What they type to begin.
    pub fn begin_fields(&self) -> Vec<(&'static str, &'static str)> {
        vec![
            ("name", self.name),
            ("email", self.email),
            ("passphrase", self.passphrase),
            ("again", self.passphrase),
            ("run_by", "neither"),
        ]
    }

    /// Begins here, in a fresh browser.
    pub async fn begins<'h>(&self, house: &'h House) -> Browser<'h> {
        self.begins_at(house, NOW).await
    }

    pub async fn begins_at<'h>(&self, house: &'h House, now: i64) -> Browser<'h> {
        let mut browser = house.browser(self.seed);
        browser.now = now;
        let reply = send(&mut browser, "/begin", "/begin", &self.begin_fields()).await;
        assert_eq!(reply.status, 303, "{}", main_text(&text(&reply)));
        browser
    }

    /// Signs in, in a fresh browser of that seed.
    pub async fn enters<'h>(&self, house: &'h House, now: i64, seed: u8) -> Browser<'h> {
        let mut browser = house.browser(seed);
        browser.now = now;
        let reply = self.enter(&mut browser).await;
        assert_eq!(reply.status, 303, "{}", main_text(&text(&reply)));
        browser
    }

    pub async fn enter(&self, browser: &mut Browser<'_>) -> Reply {
        let fields = [("email", self.email), ("passphrase", self.passphrase)];
        send(browser, "/enter", "/enter", &fields).await
    }
}

/// Two people who have begun and paired.
pub async fn couple(house: &House) -> (Browser<'_>, Browser<'_>) {
    two(house, ALEX, SAM).await
}

pub async fn two(house: &House, one: Who, other: Who) -> (Browser<'_>, Browser<'_>) {
    let (mut a, mut b) = (one.begins(house).await, other.begins(house).await);
    pair(&mut a, one, &mut b, other).await;
    (a, b)
}

/// One invites, the other says yes, both confirm the words.
pub async fn pair(a: &mut Browser<'_>, one: Who, b: &mut Browser<'_>, other: Who) {
    half_pair(a, one, b).await;
    let reply = send(b, "/us", "/us/open", &[("passphrase", other.passphrase)]).await;
    assert_eq!(reply.status, 303, "{}", main_text(&text(&reply)));
    b.now += 1;
}

/// As far as the invited one has not opened the shared space yet.
pub async fn half_pair(a: &mut Browser<'_>, one: Who, b: &mut Browser<'_>) {
    let (token, code) = invite(a, "I miss us. Would you try this with me?").await;
    say_yes(b, &token, &code).await;
    let reply = send(a, "/us", "/us/pair", &[("passphrase", one.passphrase)]).await;
    assert_eq!(reply.status, 303, "{}", main_text(&text(&reply)));
}

/// Writes an invitation; gives the token of its link and the code to tell.
pub async fn invite(a: &mut Browser<'_>, letter: &str) -> (String, String) {
    let reply = send(a, "/us/invite", "/us/invite", &[("letter", letter)]).await;
    assert_eq!(reply.status, 303, "{}", main_text(&text(&reply)));
    let shown = text(&a.get("/us/invite/letter").await);
    let token = shown.split_once("/i/").unwrap().1.split(['<', '"']).next().unwrap().to_owned();
    (token, one(&shown, "section .code"))
}

pub async fn say_yes(b: &mut Browser<'_>, token: &str, code: &str) -> Reply {
    let reply = send(b, &format!("/us/join?i={token}"), "/us/join", &[("code", code)]).await;
    assert_eq!(reply.status, 303, "{}", main_text(&text(&reply)));
    reply
}

/// Opens a page, fills in the form with that action, sends it. Gives the answer itself, not where it leads.
pub async fn send(browser: &mut Browser<'_>, page: &str, action: &str, fields: &[(&str, &str)]) -> Reply {
    let shown = text(&browser.get(page).await);
    let form =
        form(&shown, action).unwrap_or_else(|| panic!("no form {action} on {page}:\n{}", main_text(&shown)));
    browser.send("POST", action, form.body(fields)).await
}

/// Sends fields with an act id of this browser's that was never used, whatever form it was minted for.
pub async fn post(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Reply {
    let act = an_act(browser).await;
    let all: Vec<_> = [("act", act.as_str())].into_iter().chain(fields.iter().copied()).collect();
    browser.send("POST", path, app::Request::post(path, &all).body).await
}

/// A fresh act id, from the form that stands on every page.
pub async fn an_act(browser: &mut Browser<'_>) -> String {
    let shown = text(&browser.send("GET", "/help", Vec::new()).await);
    form(&shown, "/leave").unwrap().act().to_owned()
}

/// Reads a page without following anything.
pub async fn read(browser: &mut Browser<'_>, path: &str) -> Reply {
    browser.send("GET", path, Vec::new()).await
}

pub async fn page(browser: &mut Browser<'_>, path: &str) -> String {
    let reply = read(browser, path).await;
    assert_eq!(reply.status, 200, "{path}: {:?} {}", reply.header("location"), main_text(&text(&reply)));
    text(&reply)
}

/// Where an answer leads.
pub fn goes(reply: &Reply) -> &str {
    reply.header("location").unwrap_or_else(|| panic!("{}: {}", reply.status, main_text(&text(reply))))
}

/// The text of the first element that fits.
pub fn one(html: &str, css: &str) -> String {
    let html = Html::parse_document(html);
    let found = html.select(&select(css)).next();
    found.unwrap_or_else(|| panic!("no {css}")).text().collect::<String>().trim().to_owned()
}

pub fn count(html: &str, css: &str) -> usize {
    Html::parse_document(html).select(&select(css)).count()
}

/// The words of a page's main part, for messages of tests.
pub fn main_text(html: &str) -> String {
    let html = Html::parse_document(html);
    let words = html.select(&select("main")).flat_map(|main| main.text()).collect::<String>();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A request from a page of ours, before anybody spoils it.
pub fn incoming(browser: &Browser<'_>, method: &str, path: &str, body: Vec<u8>) -> Incoming {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    Incoming {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        host: Some("127.0.0.1:8080".to_owned()),
        cookies: browser.cookies(),
        origin: Some(URL.to_owned()),
        fetch_site: Some("same-origin".to_owned()),
        content_type: None,
        bearer: None,
        body,
    }
}

/// Pages that somebody of a couple reads, for comparing them whole.
pub const SIGNED_IN_PAGES: &[&str] = &[
    "/today",
    "/today/week",
    "/talk",
    "/talk/cards",
    "/talk/revealed",
    "/talk/map",
    "/talk/ladder",
    "/talk/ask",
    "/talk/settle",
    "/talk/settle/ask",
    "/talk/settle/before",
    "/talk/settle/friend",
    "/talk/turns",
    "/talk/hear",
    "/talk/hear/listen",
    "/talk/heard",
    "/time",
    "/time/ideas",
    "/time/new",
    "/us",
    "/us/near",
    "/us/near/menu",
    "/us/both",
    "/us/quiet",
    "/us/season",
    "/us/end",
    "/us/invite",
    "/us/life",
    "/us/life/life-1-01",
    "/us/began",
    "/us/given",
    "/us/agreed",
    "/us/agreed/before",
    "/us/book",
    "/us/book/2026/mine",
    "/us/thanks",
    "/paper",
    "/time/down/sheet",
    "/me",
    "/me/check",
    "/me/check/pulse",
    "/me/notes",
    "/me/note",
    "/me/trend",
    "/me/causes",
    "/me/lean",
    "/me/wish",
    "/me/share",
    "/me/path",
    "/me/own",
    "/me/seek",
    "/me/needs",
    "/me/loop",
    "/me/back",
    "/me/keep",
    "/me/say",
    "/me/say/r/2",
    "/me/say/new",
    "/me/bid",
    "/me/small",
    "/help",
    "/",
];

/// The same page of two hosts, to the last byte and header.
pub async fn same(here: &mut Browser<'_>, there: &mut Browser<'_>, path: &str) {
    let (one, other) = (read(here, path).await, read(there, path).await);
    assert_eq!(text(&one), text(&other), "{path}");
    assert_eq!((one.status, one.headers), (other.status, other.headers), "{path}");
}
