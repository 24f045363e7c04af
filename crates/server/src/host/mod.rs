//! One request, start to end: who asks, what it needs, what `app` says, one transaction, what goes back.

mod acts;
mod after;
mod commit;
mod decide;
mod feeds;
mod gates;
mod incoming;
mod keys;
mod letters;
mod load;
mod matching;
mod open;
mod prove;
mod provers;
mod reply;
mod setup;
mod uploads;
mod visit;
mod wrong;

use std::sync::atomic::{AtomicU8, Ordering};

use app::{Answer, KeyAct, Method, Needs, Outcome, Proof, Request, RunBy, pages::assets};
use jiff::tz::TimeZone;
use store::{Broken, BrokenKind, Sessions};
use tokio::sync::Semaphore;
use vault::{CookieKey, Cost, SeenKey, primitives};

pub use decide::Pages;
pub use incoming::Incoming;
pub use reply::{ALWAYS, POLICY, Reply};
pub(crate) use setup::Cookies;
pub use setup::{Setup, StartError};
pub use uploads::{MOST_BODY, MOST_UPLOAD};

/// The most a question of a device may hold.
pub const MOST_QUESTION: usize = door::MOST;

use acts::{Act, Acts};
use commit::{Commit, Lost};
use decide::Asked;
use prove::Proving;
use provers::Provers;
use visit::Visit;
pub(crate) use visit::{IDLE_MS, LONGEST_MS, MINE_MS};

use crate::fetch::Fetcher;
use crate::keeper::door;
use crate::keeper::{self, Here, Keeper, Line, SignOut};

/// A minute, in milliseconds.
pub(crate) const MINUTE: i64 = 60_000;
/// What invitation tokens are for; their hashes and seals are bound to it.
pub(crate) const INVITE: &str = "toward/v1/invite";
/// How often a lost race is handled again: more tabs and devices than two people have open at once.
const TRIES: u32 = 12;

/// Everything a request is answered with.
pub struct Host {
    pub(crate) keeper: Keeper,
    /// Sessions, apart from it.
    pub sessions: Sessions,
    /// Marks what a person has seen of a log.
    pub(crate) seen: SeenKey,
    pub(crate) cookies: Cookies,
    pub(crate) provers: Provers,
    pub(crate) zone: TimeZone,
    pub(crate) fetcher: Fetcher,
    /// How many long bodies are held at a time.
    pub(crate) uploads: Semaphore,
    setup: Setup,
    run_by: AtomicU8,
}

impl Host {
    /// The address people use, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.setup.url
    }

    /// The keeper, if it is in this program.
    pub fn here(&self) -> Option<&Here> {
        match &self.keeper {
            Keeper::Here(here) => Some(here),
            Keeper::There(_) => None,
        }
    }

    /// A way to ask the keeper for whoever visits.
    pub(crate) fn line(&self, visit: Option<&Visit>, now: i64) -> Line<'_> {
        self.keeper.line(visit.map(Visit::access), now, [0; 32])
    }

    pub(crate) fn cost(&self) -> Cost {
        self.setup.cost
    }

    pub(crate) fn server(&self) -> app::Server {
        // Links lead to where both of them can go.
        let url = match &self.keeper {
            Keeper::Here(_) => self.setup.url.clone(),
            Keeper::There(there) => there.address().to_owned(),
        };
        let on_device = self.here().is_none();
        app::Server { url, run_by: self.run_by(), demo: self.setup.demo, on_device }
    }

    pub(crate) fn run_by(&self) -> RunBy {
        let all = [RunBy::Unsaid, RunBy::OneOfYou, RunBy::Coach, RunBy::Neither];
        let said = self.run_by.load(Ordering::Relaxed);
        all.into_iter().find(|run_by| *run_by as u8 == said).unwrap_or(RunBy::Unsaid)
    }

    pub(crate) fn pages(&self) -> &Pages {
        &self.setup.pages
    }

    /// The template of a request's route, for the log.
    fn route(&self, request: &Request) -> &'static str {
        self.pages().route(request.method, &request.path).map_or("-", |route| route.path)
    }

    fn say_run_by(&self, run_by: RunBy) {
        self.run_by.store(run_by as u8, Ordering::Relaxed);
    }

    /// Answers a request at a time, with 32 random bytes. Never fails: what breaks becomes a page.
    pub async fn answer(&self, incoming: &Incoming, now: i64, chance: [u8; 32]) -> Reply {
        // Nothing that is shown or logged comes from the bytes that keys are made of.
        let number = hex(primitives::sha256(&[b"toward/v1/number", &chance]).get(..4).unwrap_or_default());
        // In boxes, here and on the way down: what is awaited lies on the stack whole, and this is a long way.
        let mut reply = match Box::pin(self.try_answer(incoming, now, chance)).await {
            Ok(reply) => reply,
            Err(broken) if broken.kind == BrokenKind::Ended => self.signed_out(incoming, now, chance).await,
            Err(broken) => {
                tracing::error!(event = "broken", number = %number, cause = %broken);
                let status = match broken.kind {
                    BrokenKind::DiskFull => 507,
                    BrokenKind::Busy | BrokenKind::Closed | BrokenKind::Away | BrokenKind::Raced => 503,
                    _ => 500,
                };
                self.sorry(incoming, status, &number)
            }
        };
        reply.number = number;
        self.finish(incoming, reply)
    }

    /// The headers of every reply as lines, for what is answered before it was read.
    pub fn header_lines(&self) -> std::sync::Arc<str> {
        let reply = self.finish(&Incoming::default(), Reply::new(400, "", Vec::new(), "no-store"));
        reply.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect::<String>().into()
    }

    /// What every reply has, whatever became of the request.
    fn finish(&self, incoming: &Incoming, mut reply: Reply) -> Reply {
        if self.cookies.secure {
            reply = reply.with("strict-transport-security", "max-age=63072000".to_owned());
        }
        if reply.status == 405 {
            let allow = match incoming.method.as_str() {
                "GET" | "HEAD" => "POST",
                "POST" => "GET, HEAD",
                _ => "GET, HEAD, POST",
            };
            reply = reply.with("allow", allow.to_owned());
        }
        if incoming.method == "HEAD" {
            reply.body = Vec::new();
        }
        reply
    }

    async fn try_answer(&self, incoming: &Incoming, now: i64, chance: [u8; 32]) -> Result<Reply, Broken> {
        if let Some(reply) = asset(incoming) {
            return Ok(reply);
        }
        if let (Some(route), Some(here)) = (self.door(&incoming.path), self.here()) {
            return Ok(self.at_the_door(here, incoming, route, now, chance).await);
        }
        let Some(mut request) = incoming.request() else {
            return Ok(self.sorry(incoming, 405, ""));
        };
        if !self.is_ours(incoming) {
            return Ok(self.sorry(incoming, 400, ""));
        }
        let visit = self.visit(incoming, now).await?;
        if request.method == Method::Get {
            return self.handle(incoming, &request, visit.as_ref(), None, now, chance).await;
        }
        let signs_in = request.path == "/enter" && incoming.is_from_a_program();
        if !signs_in && !incoming.is_same_origin(&self.origin(incoming)) {
            return Ok(self.sorry(incoming, 403, ""));
        }
        if self.unpack(incoming, &mut request).await.is_err() {
            return Ok(self.sorry(incoming, 400, ""));
        }
        match self.act(incoming, &request, visit.as_ref()) {
            Some(act) => self.handle(incoming, &request, visit.as_ref(), Some(act), now, chance).await,
            None if does_without_act(&request) => {
                self.handle(incoming, &request, visit.as_ref(), None, now, chance).await
            }
            None => self.stale(incoming, &request, visit.as_ref(), now, chance).await,
        }
    }

    /// The question of a device, if devices may ask.
    pub(crate) fn door(&self, path: &str) -> Option<&'static str> {
        door::route(path).filter(|_| self.setup.devices)
    }

    /// A device asks for what is kept here, sealed.
    async fn at_the_door(
        &self,
        here: &Here,
        incoming: &Incoming,
        route: &'static str,
        now: i64,
        chance: [u8; 32],
    ) -> Reply {
        let seed = primitives::sha256(&[b"toward/v1/door-seed", &chance]);
        let (status, json) = match (incoming.method.as_str(), self.is_ours(incoming)) {
            ("POST", true) => {
                here.hear(&incoming.path, incoming.bearer.as_deref(), &incoming.body, now, seed).await
            }
            ("POST", false) => (400, br#"{"error":"malformed"}"#.to_vec()),
            _ => (405, br#"{"error":"malformed"}"#.to_vec()),
        };
        let mut reply = Reply::new(status, "application/json", json, "no-store");
        reply.route = route;
        reply
    }

    /// The host a request names must be ours, or links and origins could be forged.
    fn is_ours(&self, incoming: &Incoming) -> bool {
        let ours = self.setup.url.split_once("://").map_or("", |(_, host)| host);
        let loopback = |host: &str| {
            let port = ours.rsplit_once(':').map_or("", |(_, port)| port);
            !self.cookies.secure
                && ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host == format!("{name}:{port}"))
        };
        incoming.host.as_deref().is_some_and(|host| host == ours || loopback(host))
    }

    /// The origin of our own pages as this browser names it; the host was checked before.
    fn origin(&self, incoming: &Incoming) -> String {
        let scheme = self.setup.url.split_once("://").map_or("", |(scheme, _)| scheme);
        format!("{scheme}://{}", incoming.host.as_deref().unwrap_or_default())
    }

    /// What the forms of this session were minted under or, before sign-in, those of this browser.
    fn form_key(&self, incoming: &Incoming, visit: Option<&Visit>) -> Option<CookieKey> {
        match visit {
            Some(visit) => Some(visit.cookie.clone()),
            None => CookieKey::parse(incoming.cookie(&self.cookies.form)?).ok(),
        }
    }

    /// The act id a form came with, if it is one of ours.
    fn act(&self, incoming: &Incoming, request: &Request, visit: Option<&Visit>) -> Option<Act> {
        let key = self.form_key(incoming, visit)?;
        let id = Acts::check(&key, request.form().get("act")?)?;
        Some(Act { id, key })
    }

    async fn handle(
        &self,
        incoming: &Incoming,
        request: &Request,
        visit: Option<&Visit>,
        act: Option<Act>,
        now: i64,
        chance: [u8; 32],
    ) -> Result<Reply, Broken> {
        let mut reply =
            match Box::pin(self.carry_out(incoming, request, visit, act.as_ref(), now, chance)).await? {
                Done::Reply(reply) => reply,
                Done::Before(answer) => Reply::go(&answer),
                Done::Refused(status) => self.sorry(incoming, status, ""),
            };
        reply.route = self.route(request);
        Ok(reply)
    }

    async fn carry_out(
        &self,
        incoming: &Incoming,
        request: &Request,
        visit: Option<&Visit>,
        mut act: Option<&Act>,
        now: i64,
        chance: [u8; 32],
    ) -> Result<Done, Broken> {
        let (minted, form_cookie) = self.acts(incoming, visit, &chance);
        // What the session holds tells what may be needed; who may come in is decided on fresh rows, by `handle`.
        let needs = (self.pages().needs)(request, &Visit::supposed(visit));
        // Somebody who pressed *begin* twice is let in by the second form, whose answer is the one they see.
        let begins = matches!(needs.proof, Some(Proof::Begin { .. }));
        if !begins && let Some(answer) = self.done_before(visit, act, now).await? {
            return Ok(Done::Before(answer));
        }
        let mut proving = self.prove_needed(incoming, visit, &needs, now).await?;
        let asked = Asked { incoming, request, visit, acts: &minted, now, chance };
        let (mut fetched, mut first, reads) = (None, None, request.method == Method::Get);
        for attempt in 0..TRIES {
            let considered = Box::pin(self.consider(&asked, &needs, &proving, &mut fetched));
            let (loaded, mut outcome) = considered.await?;
            // The other one was faster, and has opened both.
            if let Some(answer) = first.take_if(|_| !opens_both(&outcome) && loaded.spoiled.is_empty()) {
                return Ok(done_already(answer));
            }
            // What it was decided on moved between two loads, and more is needed now: that is a race like any other.
            if outcome.more.is_some() && attempt + 1 < TRIES {
                continue;
            }
            let seed = primitives::sha256(&[b"toward/v1/commit", &chance, &attempt.to_be_bytes()]);
            let kept = if reads { std::mem::take(&mut outcome.rows) } else { Vec::new() };
            if let Some(cause) = fault(&outcome, reads, &kept) {
                tracing::error!(event = "fault", cause);
                return Ok(Done::Refused(500));
            }
            let mut commit = Commit::new(self, incoming, visit, &loaded, &proving, now, seed);
            commit.early = attempt < TRIES / 2;
            match Box::pin(commit.run(&outcome, act)).await {
                Ok(mut after) => {
                    if let Some(door) = after.door.take() {
                        self.line(None, now).ask(door).await?;
                    }
                    if let Some(access) = after.all_out.take() {
                        self.keeper.line(Some(access), now, [0; 32]).ask(SignOut::All).await?;
                    }
                    // Mine is in, and so is the other's, which nobody could know here before: now both open.
                    if std::mem::take(&mut after.both_in) {
                        (act, first) = (None, Some(outcome.answer));
                        continue;
                    }
                    if let Some(visit) = visit.filter(|_| reads) {
                        self.keep_snapshots(visit, &loaded, now, seed).await?;
                        self.renew_feeds(visit, &kept, now, seed).await?;
                    }
                    let mut reply =
                        self.reply(incoming, &outcome, visit, &loaded, after, (now, chance)).await?;
                    if let Some(form) =
                        form_cookie.filter(|_| !matches!(outcome.answer, Answer::Leave | Answer::File { .. }))
                    {
                        reply = reply.with("set-cookie", form);
                    }
                    return Ok(Done::Reply(reply));
                }
                Err(Lost::Before(_)) if begins && self.opens(&proving) => {
                    let enter = again(&outcome);
                    let commit = Commit::new(self, incoming, visit, &loaded, &proving, now, seed);
                    let Ok(after) = Box::pin(commit.run(&enter, None)).await else {
                        return Ok(Done::Refused(503));
                    };
                    return Ok(Done::Reply(
                        self.reply(incoming, &enter, visit, &loaded, after, (now, chance)).await?,
                    ));
                }
                // Somebody began with the same name and passphrase meanwhile: this is a sign-in now.
                Err(Lost::Before(_) | Lost::Race) if begins => {
                    proving = self.prove_needed(incoming, visit, &needs, now).await?;
                }
                Err(Lost::Before(kept)) => {
                    return Ok(Done::Before(
                        act.map_or_else(|| "/".to_owned(), |act| act.open_answer(&kept)),
                    ));
                }
                Err(Lost::Refused(status)) if first.is_none() => return Ok(Done::Refused(status)),
                Err(Lost::Broken(broken)) => return Err(broken),
                Err(Lost::Race | Lost::Refused(_)) => {}
            }
        }
        Ok(first.map_or(Done::Refused(503), done_already))
    }

    async fn prove_needed(
        &self,
        incoming: &Incoming,
        visit: Option<&Visit>,
        needs: &Needs,
        now: i64,
    ) -> Result<Proving, Broken> {
        match &needs.proof {
            Some(proof) => Box::pin(self.prove(incoming, visit, proof, now)).await,
            None => Ok(Proving::default()),
        }
    }

    /// Whether a proof opened an account that exists.
    fn opens(&self, proving: &Proving) -> bool {
        matches!(proving.unlocked, Some(prove::Unlocked::Account { .. }))
    }

    async fn done_before(
        &self,
        visit: Option<&Visit>,
        act: Option<&Act>,
        now: i64,
    ) -> Result<Option<String>, Broken> {
        let Some(act) = act else { return Ok(None) };
        let done = self.line(visit, now).ask(keeper::Done { act: act.id }).await?;
        Ok(done.map(|answer| act.open_answer(&answer)))
    }

    /// The act ids of the page in the making, and a form cookie for a stranger who has none.
    fn acts(&self, incoming: &Incoming, visit: Option<&Visit>, chance: &[u8; 32]) -> (Acts, Option<String>) {
        let page = primitives::sha256(&[b"toward/v1/page", chance]);
        if let Some(visit) = visit {
            return (Acts::new(&visit.cookie, page), None);
        }
        if let Some(cookie) = incoming.cookie(&self.cookies.form).and_then(|text| CookieKey::parse(text).ok())
        {
            return (Acts::new(&cookie, page), None);
        }
        let seed = primitives::sha256(&[b"toward/v1/form-cookie", chance]);
        let cookie = CookieKey::new(&mut vault::Chance::from_seed(seed));
        let set = self.cookies.set(&self.cookies.form, &cookie.text(), None);
        (Acts::new(&cookie, page), Some(set))
    }
}

/// Leaving must work from the oldest page there is; it can do no harm. Signing in may come from a program that was
/// given a name and a passphrase and no form; that it comes from no other site was seen before.
fn does_without_act(request: &Request) -> bool {
    match request.path.as_str() {
        "/leave" => true,
        "/enter" => request.form().get("act").is_none(),
        _ => false,
    }
}

/// Whether an outcome opens both sides of a gate.
fn opens_both(outcome: &Outcome) -> bool {
    outcome.rows.iter().any(|row| matches!(row, app::Row::GateRelease { .. } | app::Row::MatchEnd { .. }))
}

/// What was answered when one's own side went in.
fn done_already(answer: Answer) -> Done {
    match answer {
        Answer::Go(path) => Done::Before(path),
        _ => Done::Before("/today".to_owned()),
    }
}

/// What became of a request.
enum Done {
    /// It is answered.
    Reply(Reply),
    /// The same form was sent before; this was its answer.
    Before(String),
    /// It cannot be done, and trying again would not change that.
    Refused(u16),
}

/// The sign-in that a second *begin* comes down to.
fn again(outcome: &Outcome) -> Outcome {
    let mine = outcome.keys.iter().any(|key| matches!(key, KeyAct::Begin { mine: true }));
    match &outcome.answer {
        Answer::Go(path) => Outcome::go(path),
        _ => Outcome::default(),
    }
    .key(KeyAct::Enter { mine })
}

/// The files every page links to; they carry their version in the link, so they may be kept.
fn asset(incoming: &Incoming) -> Option<Reply> {
    if !matches!(incoming.method.as_str(), "GET" | "HEAD") {
        return None;
    }
    let asset = assets::ALL.iter().find(|asset| asset.path == incoming.path)?;
    let versioned = !incoming.query.is_empty();
    let cache = if versioned { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    let mut reply = Reply::new(200, asset.media, asset.bytes.to_vec(), cache);
    reply.route = asset.path;
    Some(reply)
}

/// What a page of ours may not come to: a question that was answered already; or, if it is only read, a change. What it
/// keeps for others to subscribe to is a cache.
fn fault(outcome: &Outcome, reads: bool, kept: &[app::Row]) -> Option<&'static str> {
    let cache = |row: &app::Row| matches!(row, app::Row::FeedPut { .. });
    let writes = !outcome.events.is_empty() || !outcome.keys.is_empty() || !kept.iter().all(cache);
    if outcome.more.is_some() || !outcome.fetch.is_empty() {
        Some("a page asked for more than once")
    } else if reads && writes {
        Some("a page that is read wants to write")
    } else {
        None
    }
}

pub(crate) fn short(hash: &[u8; 32]) -> store::Id {
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(hash) {
        *to = *from;
    }
    id
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != N.checked_mul(2)? || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0; N];
    for (n, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * n..2 * n + 2)?, 16).ok()?;
    }
    Some(bytes)
}

pub(crate) fn split_words(words: u32) -> [u16; 2] {
    [(words >> 16) as u16, (words & 0xffff) as u16]
}
