//! A year of two people: first the weeks that are told, and then they try everything there is, day after day, through the
//! pages.
//!
//! Whatever they do, each page that comes back is one that explains itself: no fault, no missing words, no link that leads
//! nowhere, no page that is too long. And in the course of a year everything that can be done is done.

mod offers;

use std::collections::BTreeMap;

use app::{Found, Method};
use server::browser::{Browser, text};
use server::data::Data;
use server::host::{Host, Pages, Reply, Setup};
use server::secrets::Secrets;
use sim::wander::{Move, Offers, Wanderer};
use sim::{Login, PEOPLE};
use vault::Cost;

const DAY: i64 = 24 * 3_600_000;
const MINUTE: i64 = 60_000;
/// 2026-11-23, a Monday.
const BEGAN: i64 = 20_780 * DAY;
/// What somebody does in one sitting.
const MOVES: usize = 9;
/// No page is longer.
const LONGEST: usize = 20_000;

/// What nobody does in this year, with the reason.
const NOT_DONE: &[(&str, &str)] = &[
    ("/leave", "it leads to another site"),
    ("/exit", "the walk goes on as somebody who is signed in"),
    ("/enter", "they sign in by themselves when they have to"),
    ("/begin", "both have begun"),
    ("/enter/lost", "nobody loses a passphrase"),
    ("/look", "it is for visitors; nothing is kept of it"),
    ("/i/{token}/never", "both are here"),
    ("/i/{token}/later", "both are here"),
    ("/us/invite", "they are two"),
    ("/us/invite/code", "they are two"),
    ("/us/invite/back", "they are two"),
    ("/us/join", "they are two"),
    ("/us/pair", "they are two"),
    ("/us/open", "they are two"),
    ("/us/unpair", "they are two"),
    ("/us/end", "they stay"),
    ("/me/account/passphrase", "the walk needs to know it"),
    ("/me/account/end", "the walk goes on as somebody who is signed in"),
    ("/me/account/end-others", "the walk goes on as somebody who is signed in"),
    ("/me/account/recovery/stop", "nobody asks to use a code"),
    ("/time/calendars", "it takes a file or the network"),
    ("/time/calendars/remove", "there is none"),
];

struct Person<'h> {
    login: Login,
    browser: Browser<'h>,
    wanderer: Wanderer,
    /// The address of the page they are on, and what it offers.
    page: (String, Offers),
}

/// The template of the route that a path takes.
fn template(method: Method, path: &str) -> Option<&'static str> {
    match app::find(method, path.split(['?', '#']).next()?) {
        Found::Route(route, _) => Some(route.path),
        _ => None,
    }
}

fn same(what: &Move) -> Option<String> {
    match what {
        Move::Follow(path) => template(Method::Get, path).map(|route| format!("GET {route}")),
        Move::Send { action, .. } => {
            let route = template(Method::Post, action)?;
            (!NOT_DONE.iter().any(|(not, _)| *not == route)).then(|| format!("POST {route}"))
        }
        Move::Nothing => None,
    }
}

/// While everything rests there is little to try; and what was begun is mostly let stand, so that the other one sees it.
fn rare(name: &str) -> u32 {
    match name {
        "POST /us/quiet" => 9,
        _ if name.ends_with("/end") => 5,
        _ => 1,
    }
}

impl Person<'_> {
    async fn open(&mut self, path: &str) {
        let (at, reply) = self.goes_to(path).await;
        self.look(&at, &reply);
    }

    /// Where they end up, and what is there.
    async fn goes_to(&mut self, path: &str) -> (String, Reply) {
        let mut at = path.to_owned();
        let mut reply = self.browser.send("GET", path, Vec::new()).await;
        while let Some(to) = reply.header("location").map(str::to_owned) {
            reply = self.browser.send("GET", &to, Vec::new()).await;
            at = to;
        }
        (at, reply)
    }

    /// Opens a page they were on before. What was there may be gone by now; then they are told so.
    async fn comes_back_to(&mut self, path: &str) -> bool {
        let (at, reply) = self.goes_to(path).await;
        let gone = reply.status == 404;
        if gone {
            assert!(text(&reply).contains("<h1"), "{path}");
            self.wanderer.sees(path, &Offers::default(), same);
        } else {
            self.look(&at, &reply);
        }
        !gone
    }

    /// Looks at what came back, and stays on that page.
    fn look(&mut self, at: &str, reply: &Reply) {
        let who = format!("{} coming from {}", self.login.name, self.page.0);
        assert!(matches!(reply.status, 200 | 422), "{who} at {at}: {}\n{}", reply.status, text(reply));
        if reply.header("content-disposition").is_some() {
            return;
        }
        let html = text(reply);
        assert!(html.contains("<h1"), "{who} at {at}: no heading");
        assert!(!html.contains('⟦'), "{who} at {at}: words are missing");
        assert!(!html.contains("class=\"trouble\""), "{who} at {at}: {html}");
        assert!(html.len() <= LONGEST, "{who} at {at}: {} bytes", html.len());
        let offers = offers::of(&html);
        self.wanderer.sees(at, &offers, same);
        self.page = (at.to_owned(), offers);
    }

    async fn signs_in(&mut self) {
        let fields = [("email", self.login.email), ("passphrase", self.login.passphrase), ("mine", "yes")];
        self.browser.submit("/enter", "/enter", &fields).await;
    }

    /// One sitting.
    async fn sits_down(&mut self, now: i64, done: &mut BTreeMap<&'static str, u32>) {
        self.browser.now = now;
        self.open("/today").await;
        if self.page.0.starts_with("/enter") {
            self.signs_in().await;
            self.open("/today").await;
        }
        for _ in 0..MOVES {
            self.browser.now += MINUTE;
            if self.page.0.starts_with("/me/open") {
                let fields = [("to", "/me"), ("passphrase", self.login.passphrase)];
                self.browser.submit("/me/open", "/me/open", &fields).await;
                self.open("/me").await;
            }
            let Some((wished, page)) = self.wanderer.wishes(rare) else { continue };
            if page != self.page.0 && !self.comes_back_to(&page).await {
                continue;
            }
            let today = domain::Instant(self.browser.now).day_in(&jiff::tz::TimeZone::UTC).date().to_string();
            match self.wanderer.does(&wished, &self.page.1, &today, same) {
                Move::Follow(path) => self.open(&path).await,
                Move::Send { action, fields } => self.sends(&action, &fields, done).await,
                Move::Nothing => {}
            }
        }
    }

    async fn sends(
        &mut self,
        action: &str,
        fields: &[(String, String)],
        done: &mut BTreeMap<&'static str, u32>,
    ) {
        let all: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let reply = self.browser.send("POST", action, app::Request::post(action, &all).body).await;
        let route = template(Method::Post, action).unwrap_or("-");
        match reply.header("location").map(str::to_owned) {
            Some(to) => {
                *done.entry(route).or_default() += 1;
                if route == "/me/open" {
                    self.comes_back_to(&to).await;
                } else {
                    self.open(&to).await;
                }
            }
            None => {
                assert!(reply.status != 404, "{action} {all:?}");
                if reply.status == 200 {
                    *done.entry(route).or_default() += 1;
                }
                // A form that was not taken comes back on the page it was sent from.
                let page = self.page.0.clone();
                self.look(&page, &reply);
            }
        }
    }
}

async fn host(folder: &std::path::Path) -> Host {
    let data = folder.join("data");
    std::fs::create_dir(&data).unwrap();
    let secrets = Secrets::open(&folder.join("secrets"), false).unwrap();
    let setup = Setup {
        url: "http://127.0.0.1:8080".into(),
        exit: "https://example.org/".into(),
        demo: false,
        cost: Cost::TEST,
        fetch_inside: false,
        devices: true,
        pages: Pages::APP,
    };
    Host::new(Data::open(&data, None).await.unwrap(), secrets, setup).await.unwrap()
}

/// Everything that can be done, but for what is not done here.
fn everything() -> impl Iterator<Item = &'static str> {
    let posts = app::routes().filter(|route| route.method == Method::Post).map(|route| route.path);
    posts.filter(|route| NOT_DONE.iter().all(|(not, _)| not != route))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_year_goes_by_and_everything_there_is_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let host = host(folder.path()).await;
    let mut story = sim::ten_weeks(0);
    story.extend(sim::hard_talks());
    let told = i64::from(story.iter().map(|step| step.day).max().unwrap());
    server::demo::tell(&host, BEGAN, [1; 32], &story).await.unwrap();
    let mut done: BTreeMap<_, _> =
        story.iter().filter_map(|step| Some((template(Method::Post, &step.action)?, 1))).collect();
    let mut people: Vec<_> = PEOPLE
        .into_iter()
        .map(|login| Person {
            login,
            browser: Browser::new(&host, BEGAN, [login.email.len() as u8; 32]),
            wanderer: Wanderer::new(login.passphrase, 0x5eed + login.email.len() as u64),
            page: ("/".to_owned(), Offers::default()),
        })
        .collect();
    for day in told + 1..365 {
        for (n, person) in people.iter_mut().enumerate() {
            let evening = BEGAN + day * DAY + (19 * 60 + 30 * n as i64) * MINUTE;
            person.sits_down(evening, &mut done).await;
        }
    }
    let missing: Vec<_> = everything().filter(|route| !done.contains_key(route)).collect();
    let stale: Vec<_> =
        NOT_DONE.iter().filter(|(not, _)| app::routes().all(|route| route.path != *not)).collect();
    assert!(stale.is_empty(), "no longer there: {stale:?}");
    assert!(missing.is_empty(), "in a whole year nobody did: {missing:#?}");
}
