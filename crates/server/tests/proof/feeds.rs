//! Calendars that others subscribe to: served to whoever has the address, opened by nobody else.

use server::browser::{Browser, text};
use server::host::{ALWAYS, Reply};

use crate::own;
use crate::support::*;

const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const OTHER: &str = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA";

async fn subscribe(browser: &mut Browser<'_>, now: &str) -> Reply {
    post(browser, "/own/subscribe", &[("token", TOKEN), ("now", now), ("next", "what comes next")]).await
}

async fn asks(house: &House, token: &str, now: i64) -> Reply {
    let mut program = house.browser(77);
    program.now = now;
    let reply = read(&mut program, &format!("/own/feed/{token}")).await;
    assert!(reply.status != 200 || program.cookies().is_empty(), "a calendar program is given no cookie");
    reply
}

async fn rows(house: &House) -> Vec<Vec<u8>> {
    let mut db = House::tamper(&house.data()).await;
    sqlx::query_scalar("SELECT sealed FROM feed").fetch_all(&mut db).await.unwrap()
}

#[tokio::test]
async fn a_feed_is_served_to_whoever_has_its_address() {
    let house = own::house().await;
    let mut alex = ALEX.begins(&house).await;
    assert_eq!(asks(&house, TOKEN, NOW).await.status, 404);
    subscribe(&mut alex, "what is now").await;
    let reply = asks(&house, TOKEN, NOW).await;
    assert_eq!((reply.status, text(&reply).as_str()), (200, "what is now"));
    assert_eq!(text(&asks(&house, TOKEN, NOW + 2 * MINUTE).await), "what comes next");
    for token in [OTHER, "nonsense", "", &TOKEN.to_lowercase()] {
        assert_eq!(asks(&house, token, NOW).await.status, 404, "{token}");
    }
}

#[tokio::test]
async fn a_file_has_the_headers_of_every_answer_and_a_plain_name() {
    let house = own::house().await;
    let mut alex = ALEX.begins(&house).await;
    subscribe(&mut alex, "what is now").await;
    let reply = asks(&house, TOKEN, NOW).await;
    for (name, value) in ALWAYS {
        assert_eq!(reply.header(name), Some(*value));
    }
    assert_eq!(reply.headers.len(), ALWAYS.len() + 3);
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("content-type"), Some("text/calendar; charset=utf-8"));
    let name = reply.header("content-disposition");
    assert_eq!(name, Some("attachment; filename=\"ber-uns-..-mine.ics\""));
    let unnamed = asks(&house, TOKEN, NOW + 2 * MINUTE).await;
    assert_eq!(unnamed.header("content-disposition"), Some("attachment; filename=\"file\""));
    let mut program = house.browser(78);
    let head = program.send("HEAD", &format!("/own/feed/{TOKEN}"), Vec::new()).await;
    assert_eq!((head.status, head.headers, head.body), (reply.status, reply.headers, Vec::new()));
}

#[tokio::test]
async fn what_is_taken_away_is_gone_and_only_its_owner_may() {
    let house = own::house().await;
    let (mut alex, mut sam) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    subscribe(&mut alex, "what is now").await;
    assert_eq!(subscribe(&mut sam, "forged").await.status, 409);
    post(&mut sam, "/own/drop", &[("token", TOKEN)]).await;
    assert_eq!(text(&asks(&house, TOKEN, NOW).await), "what is now");
    post(&mut alex, "/own/drop", &[("token", TOKEN)]).await;
    assert_eq!(asks(&house, TOKEN, NOW).await.status, 404);
    assert!(rows(&house).await.is_empty());
}

/// A visit keeps a feed fresh, and brings back nothing that was taken away in another tab.
#[tokio::test]
async fn a_visit_renews_what_is_there_and_brings_nothing_back() {
    let house = own::house().await;
    let (mut alex, mut sam) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    let renew = format!("/own/renew?token={TOKEN}&now=renewed&next=later");
    assert_eq!(read(&mut alex, &renew).await.status, 200);
    assert!(rows(&house).await.is_empty());
    subscribe(&mut alex, "what is now").await;
    assert_eq!(read(&mut sam, &renew).await.status, 200);
    assert_eq!(text(&asks(&house, TOKEN, NOW).await), "what is now");
    assert_eq!(read(&mut alex, &renew).await.status, 200);
    assert_eq!(text(&asks(&house, TOKEN, NOW).await), "renewed");
    // A stranger renews nothing either.
    assert_eq!(read(&mut house.browser(79), &renew.replace("renewed", "forged")).await.status, 200);
    assert_eq!(text(&asks(&house, TOKEN, NOW).await), "renewed");
}

/// The store learns neither the address nor what is in it, and its length tells little.
#[tokio::test]
async fn the_store_cannot_open_a_feed_and_an_altered_one_is_none() {
    let house = own::house().await;
    let mut alex = ALEX.begins(&house).await;
    let mut lengths = std::collections::BTreeSet::new();
    for now in ["", "short", "what is now, and a little more of it"] {
        subscribe(&mut alex, now).await;
        lengths.insert(rows(&house).await[0].len());
    }
    assert_eq!(lengths.len(), 1);
    house.store().checkpoint().await.unwrap();
    for file in std::fs::read_dir(house.data()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for words in ["what is now", "what comes next", TOKEN] {
            assert!(!bytes.windows(words.len()).any(|part| part == words.as_bytes()), "{words}");
        }
    }
    let mut db = House::tamper(&house.data()).await;
    sqlx::raw_sql("UPDATE feed SET sealed = CAST(sealed || X'00' AS BLOB)").execute(&mut db).await.unwrap();
    assert_eq!(asks(&house, TOKEN, NOW).await.status, 404);
}
