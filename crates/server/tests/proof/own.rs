//! Pages of the tests' own, as small as can be: what a host promises to any page is proven with them, whatever the real
//! pages make of it.

use app::{
    Ask, Ctx, FeedView, Fetch, Fetched, Found, Guard, Matching, Method, Needs, Outcome, Request, Route, Row,
    Visitor, World,
};
use domain::meet::Slot;
use domain::{Instant, SpaceName, shared};
use server::host::Pages;

use crate::support::{DAY, House, MINUTE};

pub async fn house() -> House {
    House::with(Pages { needs, handle, find }).await
}

const fn route(method: Method, path: &'static str, files: bool) -> Route {
    fn needs(_: &Ask<'_>) -> Needs {
        Needs::default()
    }
    fn run(_: &Ctx<'_>) -> Outcome {
        Outcome::default()
    }
    Route { method, path, guard: Guard::Anyone, needs, run, files }
}

static ROUTES: [Route; 2] =
    [route(Method::Post, "/own/upload", true), route(Method::Post, "/own/form", false)];

fn find(method: Method, path: &str) -> Found {
    match ROUTES.iter().find(|route| route.method == method && route.path == path) {
        Some(route) => Found::Route(route, Vec::new()),
        None => app::find(method, path),
    }
}

fn label(request: &Request) -> String {
    format!("times/{}", request.form().text("round"))
}

fn items(request: &Request) -> Vec<Vec<u8>> {
    let form = request.form();
    let all = form.text("items").split(',').filter(|item| !item.is_empty());
    all.map(|item| item.as_bytes().to_vec()).collect()
}

fn needs(request: &Request, visitor: &Visitor) -> Needs {
    match request.path.as_str() {
        "/own/match" => Needs { gates: vec![label(request)], ..Needs::all_spaces() },
        "/own/peek" => {
            let matching = Matching { label: "times/0".into(), items: vec![b"1".to_vec()] };
            Needs { matching: Some(matching), ..Needs::all_spaces() }
        }
        path if path.starts_with("/own/feed/") => {
            Needs { feed: path.strip_prefix("/own/feed/").map(str::to_owned), ..Needs::default() }
        }
        path if path.starts_with("/own/") => Needs::all_spaces(),
        _ => app::needs(request, visitor),
    }
}

fn handle(request: &Request, world: &World<'_>) -> Outcome {
    match (request.method, request.path.as_str()) {
        (Method::Post, "/own/match") => matching(request, world),
        (Method::Get, "/own/found") => found(world),
        (Method::Get, "/own/peek") => Outcome::page(format!("{:?}", world.matched)),
        (Method::Post, "/own/erase") => Outcome::go("/").row(erasing(request)),
        (Method::Post, "/own/fetch") => fetching(request, world),
        (Method::Post, "/own/upload" | "/own/form") => Outcome::page(received(request)),
        (Method::Get, "/own/fetch") => fetching(request, world),
        (Method::Get, "/own/writes") => {
            Outcome::go("/").desk(domain::desk::Event::MinutesSaid { minutes: 5 })
        }
        (_, path) if path.starts_with("/own/") => feed(request, world),
        _ => app::handle(request, world),
    }
}

fn matching(request: &Request, world: &World<'_>) -> Outcome {
    let form = request.form();
    let (round, room) = (form.number("round").unwrap(), form.number("room").unwrap_or(8));
    let (label, items) = (label(request), items(request));
    if world.shared.as_ref().unwrap().next_search() != round {
        return Outcome::go("/own/over");
    }
    match &world.matched {
        Some(both) => {
            let slot = |item: &Vec<u8>| Slot {
                half_hour: String::from_utf8_lossy(item).parse().unwrap(),
                minutes: 60,
            };
            let slots = both.iter().map(slot).collect();
            Outcome::go("/own/found")
                .shared(shared::Event::TimesFound { round, slots })
                .row(Row::MatchEnd { label })
        }
        None if world.gates[&label].theirs => {
            Outcome::more(Needs { matching: Some(Matching { label, items }), ..Needs::default() })
        }
        None => {
            let expires = Instant(world.now.0 + DAY);
            Outcome::go("/own/waits").row(Row::MatchPut { label, expires, items, room })
        }
    }
}

/// Erases whatever the form names, whoever wrote it.
fn erasing(request: &Request) -> Row {
    let form = request.form();
    let space = if form.text("space") == "shared" { SpaceName::Shared } else { SpaceName::Private };
    Row::Erase { space, seqs: form.text("seqs").split(',').filter_map(|seq| seq.parse().ok()).collect() }
}

/// The round that was found last, and what.
fn found(world: &World<'_>) -> Outcome {
    let found = world.shared.as_ref().unwrap().found.as_ref();
    let all = found.map(|found| {
        let slots: Vec<_> = found.slots.iter().map(|slot| slot.half_hour.to_string()).collect();
        format!("{}: {}", found.round, slots.join(" "))
    });
    Outcome::page(all.unwrap_or_default())
}

fn fetching(request: &Request, world: &World<'_>) -> Outcome {
    let form = if request.method == Method::Post { request.form() } else { request.query() };
    let urls: Vec<_> = form.all("url").map(str::to_owned).collect();
    if world.fetched.is_empty() {
        let etag = form.get("etag").map(str::to_owned);
        return Outcome::fetching(urls.into_iter().map(|url| Fetch { url, etag: etag.clone() }).collect());
    }
    let told = |(url, fetched): (&String, &Fetched)| match fetched {
        Fetched::Got { bytes, etag } => format!("{url} {} {etag:?}\n", String::from_utf8_lossy(bytes)),
        other => format!("{url} {other:?}\n"),
    };
    let all: String = world.fetched.iter().map(told).collect();
    let note = domain::private::Event::NoteKept { place: "bid".into(), text: "fetched once".into() };
    if form.has("writes") { Outcome::go("/own/fetched").private(note) } else { Outcome::page(all) }
}

fn received(request: &Request) -> String {
    let form = request.form();
    let fields = form.fields().filter(|(name, _)| *name != "act");
    let fields: String = fields.map(|(name, value)| format!("{name}={value}\n")).collect();
    let files = request.files.iter();
    let files: String = files.map(|file| format!("{}: {} bytes\n", file.field, file.bytes.len())).collect();
    fields + &files
}

fn feed(request: &Request, world: &World<'_>) -> Outcome {
    let form = if request.method == Method::Post { request.form() } else { request.query() };
    let token = form.text("token").to_owned();
    let view = || FeedView {
        now: form.text("now").as_bytes().to_vec(),
        next: form.text("next").as_bytes().to_vec(),
        switches: Instant(world.now.0 + MINUTE),
    };
    match (request.method, request.path.as_str()) {
        (Method::Post, "/own/subscribe") => Outcome::go("/").row(Row::FeedPut { token, feed: view() }),
        (Method::Get, "/own/renew") => {
            Outcome::page("renewed".into()).row(Row::FeedPut { token, feed: view() })
        }
        (Method::Post, "/own/drop") => Outcome::go("/").row(Row::FeedDrop { token }),
        _ => match &world.feed {
            Some(feed) if world.now < feed.switches => {
                Outcome::file("Über uns/../mine.ICS\"", "text/calendar", feed.now.clone())
            }
            Some(feed) => Outcome::file("..", "text/calendar", feed.next.clone()),
            None => Outcome::page_with(404, "nothing".into()),
        },
    }
}
