//! The same host on a person's own device, in front of a store that is elsewhere: pages, forms and addresses are the same.

use std::sync::Arc;

use server::browser::{Browser, text};
use server::data::Data;
use server::demo;
use server::host::{Host, Pages, Setup};
use server::secrets::Secrets;
use sim::PEOPLE;
use store::Sessions;
use vault::Cost;

use crate::support::{self, ALEX, House, SAM, Who, goes};
use crate::wire::{Traffic, overheard};

const NOW: i64 = 1_780_000_000_000;

fn setup(url: &str) -> Setup {
    let (url, exit) = (url.to_owned(), "https://example.org/".to_owned());
    Setup { url, exit, demo: false, cost: Cost::TEST, fetch_inside: false, devices: true, pages: Pages::APP }
}

const STORE: &str = "https://store.example";

/// A server.
async fn server(folder: &std::path::Path) -> Arc<Host> {
    let data = folder.join("data");
    std::fs::create_dir(&data).unwrap();
    let data = Data::open(&data, None).await.unwrap();
    let secrets = Secrets::open(&folder.join("secrets"), false).unwrap();
    Arc::new(Host::new(data, secrets, setup(STORE)).await.unwrap())
}

/// A device of somebody's.
async fn device(folder: &std::path::Path, name: &str, server: &Arc<Host>, heard: &Traffic) -> Host {
    let sessions = Sessions::open(&folder.join(name)).await.unwrap();
    overheard(STORE, server, sessions, setup("http://127.0.0.1:9"), Arc::clone(heard)).await
}

/// A page without what differs each time it is made.
fn plain(page: &str) -> String {
    let parts = page.split("name=\"act\" value=\"");
    let acts: String = parts.map(|part| &part[part.find('"').unwrap_or(0)..]).collect();
    // The two words by which a device is known come from what shows it to the store.
    acts.lines().filter(|line| !line.contains("href=\"/me/account\"")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_weeks_on_devices_come_to_the_same_pages() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = server(folder.path()).await;
    let heard = Traffic::default();
    let device = device(folder.path(), "device", &store, &heard).await;
    demo::play(&device, NOW, [1; 32]).await.unwrap();
    let on_server = server(other.path()).await;
    demo::play(&on_server, NOW, [1; 32]).await.unwrap();
    for login in PEOPLE {
        let mut here = Browser::new(&device, NOW, [2; 32]);
        let mut there = Browser::new(&on_server, NOW, [2; 32]);
        let fields = [("email", login.email), ("passphrase", login.passphrase), ("mine", "yes")];
        for browser in [&mut here, &mut there] {
            assert_eq!(browser.submit("/enter", "/enter", &fields).await.status, 200);
        }
        for page in
            ["/today", "/talk", "/time", "/us", "/me", "/me/notes", "/us/answers", "/us/year", "/me/checkin"]
        {
            let (mine, same) = (text(&here.get(page).await), text(&there.get(page).await));
            assert_eq!(plain(&mine), plain(&same), "{page}");
        }
    }
    let mut alex = Browser::new(&device, NOW, [3; 32]);
    rare(&mut alex, PEOPLE[0]).await;
    crate::store_api::is_as_described(&heard.lock().unwrap());
}

/// What the two did not do in ten weeks.
async fn rare(alex: &mut Browser<'_>, login: sim::Login) {
    let pass = ("passphrase", login.passphrase);
    alex.submit("/enter", "/enter", &[("email", login.email), pass]).await;
    let account = "/me/account";
    assert!(text(&alex.get(account).await).contains("/me/account/pin"));
    alex.submit(account, "/me/account/pin", &[pass, ("pin", "2580")]).await;
    alex.now += 11 * 60_000;
    let opened =
        alex.submit("/me/open?to=/me/notes", "/me/open", &[("pin", "2580"), ("to", "/me/notes")]).await;
    assert!(text(&opened).contains("/me/seek"), "{}", text(&opened));
    alex.submit("/me/seek", "/me/seek", &[("words", "evening")]).await;
    alex.submit("/time/calendars", "/time/calendars/address", &[]).await;
    alex.get("/time/calendars").await;
    alex.submit("/us/end", "/us/end", &[("days", "0"), pass]).await;
    alex.submit("/today", "/exit", &[]).await;
    assert_eq!(alex.send("GET", "/today", Vec::new()).await.header("location"), Some("/enter"));
}

/// Keys that were opened at one place are never opened at the other.
#[tokio::test]
async fn an_account_opens_where_it_began_and_nowhere_else() {
    let house = House::of_devices().await;
    let server = house.server();
    let _alex = ALEX.begins(&house).await;
    let pass = |who: Who| [("email", who.email), ("passphrase", who.passphrase)];
    let mut there = Browser::new(server, support::NOW, [9; 32]);
    let said = text(&there.submit("/enter", "/enter", &pass(ALEX)).await);
    assert!(said.contains("opens only on your own device"), "{said}");
    let begins = there.submit("/begin", "/begin", &ALEX.begin_fields()).await;
    assert_eq!(begins.status, 422);
    assert_eq!(goes(&there.send("GET", "/today", Vec::new()).await), "/enter");
    // Nor the other way round.
    let mut sam = Browser::new(server, support::NOW, [8; 32]);
    assert_eq!(sam.submit("/begin", "/begin", &SAM.begin_fields()).await.status, 200);
    let mut here = Browser::new(&house.host, support::NOW, [7; 32]);
    let said = text(&here.submit("/enter", "/enter", &pass(SAM)).await);
    assert!(said.contains("opens in the pages of the server"), "{said}");
    // A wrong passphrase says neither.
    let wrong = [("email", ALEX.email), ("passphrase", "not this one at all")];
    assert!(text(&there.submit("/enter", "/enter", &wrong).await).contains("do not open anything here"));
    // Each account page says where it is.
    let mut alex = Browser::new(&house.host, support::NOW, [6; 32]);
    alex.submit("/enter", "/enter", &pass(ALEX)).await;
    assert!(text(&alex.get("/me/account").await).contains("made on your own device"));
    assert!(text(&sam.get("/me/account").await).contains("watched its memory"));
}
