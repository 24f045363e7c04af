//! Two nodes over one PostgreSQL: whoever signed in at one is known at the other, and when the database goes away people
//! are told to wait a moment and keep their words.

use std::path::{Path, PathBuf};

use server::browser::{Browser, text};
use sim::PEOPLE;
use sqlx::{Connection as _, PgConnection};

#[path = "../support/node.rs"]
mod node;
#[path = "../../../store/tests/support/postgres.rs"]
mod postgres;

use node::node;

const NOW: i64 = 1_780_000_000_000;

async fn sign_in(browser: &mut Browser<'_>, login: sim::Login) {
    let fields = [("email", login.email), ("passphrase", login.passphrase), ("mine", "yes")];
    assert_eq!(browser.submit("/enter", "/enter", &fields).await.status, 200);
}

/// The socket that the server listens on.
fn door(address: &str) -> PathBuf {
    let (folder, _) = address.split_once('@').unwrap().1.split_once('/').unwrap();
    Path::new(&folder.replace("%2F", "/")).join(".s.PGSQL.5432")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_node_serves_whoever_signed_in_at_another_and_a_lost_database_loses_no_words() {
    let folder = tempfile::tempdir().unwrap();
    let secrets = folder.path().join("secrets");
    let address = postgres::database().await;
    let one = node(&address, &secrets).await;
    server::demo::play(&one, NOW, [1; 32]).await.unwrap();
    let two = node(&address, &secrets).await;

    let mut sam = Browser::new(&one, NOW, [2; 32]);
    sign_in(&mut sam, PEOPLE[1]).await;
    let here = text(&sam.get("/today").await);
    let mut there = sam.at(&two);
    assert!(here.contains("Sam") && !here.contains("cannot open"), "{here}");
    // Every form has an act id of its own; nothing else differs.
    let plain = |page: &str| {
        page.split("name=\"act\" value=\"")
            .map(|part| part[part.find('"').unwrap_or(0)..].to_owned())
            .collect::<String>()
    };
    assert_eq!(plain(&text(&there.get("/today").await)), plain(&here));

    // Written at one, read at the other.
    let kept = sam.submit("/me/note", "/me/note", &[("text", "A lantern in the window.")]).await;
    assert_eq!(kept.status, 200);
    assert!(text(&there.get("/me/notes").await).contains("A lantern in the window."));

    // The database goes away in the middle of a sentence, and comes back.
    let form = text(&sam.get("/me/note").await);
    let body = sam.prepare(&form, "/me/note", &[("text", "Only one moment.")]).unwrap();
    let door = door(&address);
    let mut last = PgConnection::connect(&address).await.unwrap();
    std::fs::rename(&door, door.with_extension("away")).unwrap();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    sqlx::raw_sql(cut).execute(&mut last).await.unwrap();
    let away = sam.send("POST", "/me/note", body.clone()).await;
    assert_eq!(away.status, 503);
    assert!(text(&away).contains("Only one moment."), "{}", text(&away));
    assert_eq!(sam.get("/today").await.status, 503);
    std::fs::rename(door.with_extension("away"), &door).unwrap();
    assert_eq!(sam.send("POST", "/me/note", body.clone()).await.status, 303);
    // Sent twice, kept once, whichever node gets it.
    assert_eq!(there.send("POST", "/me/note", body).await.status, 303);
    assert_eq!(text(&there.get("/me/notes").await).matches("Only one moment.").count(), 1);
}
