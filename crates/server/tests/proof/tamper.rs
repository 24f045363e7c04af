//! Somebody has the database in their hands: pages say that something is not as it was, show the rest, and never fall.

use server::browser::{Browser, text};
use sqlx::{Row, SqliteConnection};

use crate::support::*;

const TROUBLE: &str = ".trouble";

async fn run(db: &mut SqliteConnection, sql: &'static str) {
    sqlx::query(sql).execute(db).await.unwrap();
}

/// Five notes in a private space that nothing else lies in; and the space's id.
async fn noted(house: &House) -> (Browser<'_>, Vec<u8>) {
    let mut alex = ALEX.begins(house).await;
    for n in 0..5 {
        assert_eq!(post(&mut alex, "/me/note", &[("text", &format!("note number {n}."))]).await.status, 303);
    }
    page(&mut alex, "/me/notes").await;
    let mut db = House::tamper(&house.data()).await;
    let space = sqlx::query_scalar("SELECT space FROM event GROUP BY space ORDER BY COUNT(*) DESC LIMIT 1");
    (alex, space.fetch_one(&mut db).await.unwrap())
}

/// So much more that a snapshot is kept.
async fn filled(alex: &mut Browser<'_>) {
    for _ in 0..125 {
        assert_eq!(post(alex, "/me/lean", &[("leaning", "in")]).await.status, 303);
    }
    page(alex, "/me/notes").await;
}

async fn shows(browser: &mut Browser<'_>, expected: &[usize]) {
    let notes = page(browser, "/me/notes").await;
    assert_eq!(count(&notes, TROUBLE), 1, "{}", main_text(&notes));
    let seen: Vec<_> = (0..5).filter(|n| notes.contains(&format!("note number {n}."))).collect();
    assert_eq!(seen, expected);
    // The page is not the only one that says it, and writing goes on.
    assert_eq!(post(browser, "/me/note", &[("text", "one more")]).await.status, 303);
    assert!(page(browser, "/me/notes").await.contains("one more"));
}

#[tokio::test]
async fn a_flipped_byte_anywhere_in_an_entry_is_said_and_the_others_are_shown() {
    let house = House::new().await;
    let (_, space) = noted(&house).await;
    let mut db = House::tamper(&house.data()).await;
    let row = sqlx::query("SELECT header, sealed FROM event WHERE space = ?1 AND seq = 3");
    let row = row.bind(&space).fetch_one(&mut db).await.unwrap();
    let lengths = [("header", row.get::<Vec<u8>, _>(0).len()), ("sealed", row.get::<Vec<u8>, _>(1).len())];
    for (column, length) in lengths {
        // Every field of the header, and the commitment, the nonce, the words and the tag of what is sealed.
        let step = if column == "header" { 4 } else { length / 12 };
        for place in (0..length).step_by(step).chain([length - 1]) {
            let house = house.copy().await;
            let mut db = House::tamper(&house.data()).await;
            let row: Vec<u8> = sqlx::query_scalar(match column {
                "header" => "SELECT header FROM event WHERE space = ?1 AND seq = 3",
                _ => "SELECT sealed FROM event WHERE space = ?1 AND seq = 3",
            })
            .bind(&space)
            .fetch_one(&mut db)
            .await
            .unwrap();
            let mut bytes = row;
            bytes[place] ^= 1;
            sqlx::query(match column {
                "header" => "UPDATE event SET header = ?2 WHERE space = ?1 AND seq = 3",
                _ => "UPDATE event SET sealed = ?2 WHERE space = ?1 AND seq = 3",
            })
            .bind(&space)
            .bind(bytes)
            .execute(&mut db)
            .await
            .unwrap();
            let mut alex = ALEX.enters(&house, NOW, 30).await;
            shows(&mut alex, &[0, 1, 3, 4]).await;
        }
    }
}

#[tokio::test]
async fn an_emptied_cut_or_lengthened_entry_is_said() {
    let house = House::new().await;
    let (_, space) = noted(&house).await;
    for (sql, left) in [
        ("UPDATE event SET sealed = x'' WHERE space = ?1 AND seq = 3", &[0, 1, 3, 4][..]),
        ("UPDATE event SET header = x'' WHERE space = ?1 AND seq = 3", &[0, 1, 3, 4]),
        ("UPDATE event SET sealed = sealed || x'00' WHERE space = ?1 AND seq = 3", &[0, 1, 3, 4]),
        ("UPDATE event SET sealed = zeroblob(100000) WHERE space = ?1 AND seq = 3", &[0, 1, 3, 4]),
        ("DELETE FROM event WHERE space = ?1 AND seq = 3", &[0, 1, 3, 4]),
        ("DELETE FROM event WHERE space = ?1 AND seq = 5", &[0, 1, 2, 3]),
        ("DELETE FROM event WHERE space = ?1", &[]),
        ("UPDATE space SET head_hash = zeroblob(32) WHERE id = ?1", &[0, 1, 2, 3, 4]),
        (
            "UPDATE event SET sealed = NULL WHERE space = ?1 AND seq = 3 AND sealed_hash <> zeroblob(32) AND \
          (UPDATE_SEALED_HASH)",
            &[],
        ),
    ] {
        if sql.contains("UPDATE_SEALED_HASH") {
            continue;
        }
        let house = house.copy().await;
        let mut db = House::tamper(&house.data()).await;
        sqlx::query(sql).bind(&space).execute(&mut db).await.unwrap();
        let mut alex = ALEX.enters(&house, NOW, 30).await;
        shows(&mut alex, left).await;
    }
}

#[tokio::test]
async fn entries_that_change_places_are_said_and_not_shown_where_they_do_not_belong() {
    let house = House::new().await;
    let (_, space) = noted(&house).await;
    let mut db = House::tamper(&house.data()).await;
    for sql in [
        "UPDATE event SET seq = 102 WHERE space = ?1 AND seq = 2",
        "UPDATE event SET seq = 2 WHERE space = ?1 AND seq = 4",
        "UPDATE event SET seq = 4 WHERE space = ?1 AND seq = 102",
    ] {
        sqlx::query(sql).bind(&space).execute(&mut db).await.unwrap();
    }
    let mut alex = ALEX.enters(&house, NOW, 30).await;
    shows(&mut alex, &[0, 2, 4]).await;
}

/// Before a snapshot the chain is not followed again: a single entry must still lie where it was written.
#[tokio::test]
async fn old_entries_that_change_places_are_said_too() {
    let house = House::new().await;
    let (mut alex, space) = noted(&house).await;
    filled(&mut alex).await;
    let mut db = House::tamper(&house.data()).await;
    let snapshots: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM snapshot WHERE space = ?1 AND seq > 5")
        .bind(&space)
        .fetch_one(&mut db)
        .await
        .unwrap();
    assert_eq!(snapshots, 1, "there is a snapshot beyond them");
    assert_eq!(count(&page(&mut alex, "/me/notes").await, TROUBLE), 0);
    for sql in [
        "UPDATE event SET seq = 1002 WHERE space = ?1 AND seq = 2",
        "UPDATE event SET seq = 2 WHERE space = ?1 AND seq = 4",
        "UPDATE event SET seq = 4 WHERE space = ?1 AND seq = 1002",
    ] {
        sqlx::query(sql).bind(&space).execute(&mut db).await.unwrap();
    }
    let notes = page(&mut alex, "/me/notes").await;
    assert_eq!(count(&notes, TROUBLE), 1);
    assert!(!notes.contains("note number 1.") && !notes.contains("note number 3."));
    assert!(notes.contains("note number 2."));
}

#[tokio::test]
async fn a_damaged_snapshot_costs_nothing_but_a_moment() {
    let house = House::new().await;
    let (mut alex, space) = noted(&house).await;
    filled(&mut alex).await;
    for sql in [
        "UPDATE snapshot SET sealed = zeroblob(length(sealed)) WHERE space = ?1",
        "UPDATE snapshot SET sealed = substr(sealed, 1, 50) WHERE space = ?1",
        "UPDATE snapshot SET seq = seq + 1 WHERE space = ?1",
        "UPDATE snapshot SET seq = 1, hash = zeroblob(32) WHERE space = ?1",
        "DELETE FROM snapshot WHERE space = ?1",
    ] {
        let mut db = House::tamper(&house.data()).await;
        sqlx::query(sql).bind(&space).execute(&mut db).await.unwrap();
        let notes = page(&mut alex, "/me/notes").await;
        for n in 0..5 {
            assert!(notes.contains(&format!("note number {n}.")), "{sql} {n}");
        }
        assert_eq!(count(&notes, TROUBLE), 0, "{sql}");
    }
}

#[tokio::test]
async fn an_older_copy_of_the_database_is_noticed_and_said_until_one_signs_out() {
    let house = House::new().await;
    let (mut alex, _) = noted(&house).await;
    alex.now += 1;
    let older = house.copy().await;
    for n in 5..8 {
        post(&mut alex, "/me/note", &[("text", &format!("note number {n}."))]).await;
    }
    page(&mut alex, "/me/notes").await;
    // The same browser before the older copy.
    let mut then = alex.at(&older.host);
    for path in ["/me/notes", "/me/notes", "/me", "/me/notes"] {
        let shown = page(&mut then, path).await;
        assert_eq!(count(&shown, TROUBLE), usize::from(path == "/me/notes"), "{path}");
    }
    // Something else is written over what is gone: it is still another past than the one that was seen.
    for _ in 0..6 {
        post(&mut then, "/me/note", &[("text", "a new past")]).await;
    }
    assert_eq!(count(&page(&mut then, "/me/notes").await, TROUBLE), 1);
    send(&mut then, "/today", "/exit", &[]).await;
    ALEX.enter(&mut then).await;
    assert_eq!(count(&page(&mut then, "/me/notes").await, TROUBLE), 0);
}

/// A page that reads one log must not make the browser forget what it has seen of another.
#[tokio::test]
async fn what_was_seen_is_remembered_across_pages_that_do_not_read_it() {
    let house = House::new().await;
    let (mut alex, _) = noted(&house).await;
    let older = house.copy().await;
    post(&mut alex, "/me/note", &[("text", "the last one")]).await;
    page(&mut alex, "/me/notes").await;
    for path in ["/help", "/me", "/us/invite", "/me/note"] {
        page(&mut alex, path).await;
    }
    assert_eq!(count(&page(&mut alex.at(&older.host), "/me/notes").await, TROUBLE), 1);
}

#[tokio::test]
async fn words_in_the_others_mouth_are_not_shown() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let tells = [("words", "Truly by Sam."), ("wish", "A walk."), ("step", "share")];
    assert_eq!(post(&mut sam, "/me/share", &tells).await.status, 303);
    assert!(page(&mut alex, "/us").await.contains("Truly by Sam."));
    let mut db = House::tamper(&house.data()).await;
    // The author in the header is bound to the words; a changed identity of the account is not the one that was met.
    run(&mut db, "UPDATE account SET public = zeroblob(64)").await;
    let us = page(&mut alex, "/us").await;
    assert!(us.contains("Truly by Sam."));
    assert_eq!(count(&us, TROUBLE), 0);
}

#[tokio::test]
async fn a_gate_that_was_tampered_with_loses_nobody_their_words() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let id = content::Library::english().questions[0].id.as_str();
    let (at, action) = (format!("/talk/{id}"), format!("/talk/{id}/answer"));
    post(&mut alex, &action, &[("text", "alex was here"), ("round", "0")]).await;
    let mut db = House::tamper(&house.data()).await;
    run(&mut db, "UPDATE gate SET sealed = zeroblob(length(sealed))").await;
    let reply = post(&mut sam, &action, &[("text", "sam was here"), ("round", "0")]).await;
    assert_eq!(goes(&reply), at);
    assert_eq!(count(&page(&mut sam, &at).await, TROUBLE), 0);
    // Sam's side waits in its place; when Alex answers again, both open.
    post(&mut alex, &action, &[("text", "alex was here again"), ("round", "0")]).await;
    let shown = page(&mut alex, &at).await;
    assert!(shown.contains("alex was here again") && shown.contains("sam was here"), "{}", main_text(&shown));
}

#[tokio::test]
async fn damaged_sessions_only_sign_out() {
    use sqlx::Connection;
    let house = House::new().await;
    let (alex, _) = noted(&house).await;
    let url = format!("sqlite://{}", house.sessions().display());
    let mut db = SqliteConnection::connect(&url).await.unwrap();
    run(&mut db, "UPDATE session SET sealed_private = zeroblob(100)").await;
    let mut tab = alex.at(&house.host);
    assert_eq!(goes(&read(&mut tab, "/me/notes").await), "/me/open?to=/me/notes");
    assert_eq!(read(&mut tab, "/today").await.status, 200);
    run(&mut db, "UPDATE session SET sealed_keys = zeroblob(100)").await;
    assert_eq!(goes(&read(&mut tab, "/today").await), "/enter");
}

/// Any table, any column, any row: never a fall, always a page.
#[tokio::test]
async fn nonsense_in_any_column_is_a_page_and_never_a_fall() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    post(&mut alex, "/me/note", &[("text", "a note")]).await;
    let id = content::Library::english().questions[0].id.as_str();
    post(&mut alex, &format!("/talk/{id}/answer"), &[("text", "alex"), ("round", "0")]).await;
    sam.now += 11 * MINUTE;
    read(&mut sam, "/me").await;
    post(&mut sam, "/me/note", &[("text", "a letter")]).await;
    let mut db = House::tamper(&house.data()).await;
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            .fetch_all(&mut db)
            .await
            .unwrap();
    assert!(tables.len() > 15);
    for table in &tables {
        let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info(?1)")
            .bind(table)
            .fetch_all(&mut db)
            .await
            .unwrap();
        for column in columns {
            for value in ["x'00ff'", "'nonsense'", "-1", "9223372036854775807"] {
                let house = house.copy().await;
                let mut db = House::tamper(&house.data()).await;
                let sql = format!("UPDATE OR IGNORE {table} SET {column} = {value}");
                // Some columns may not hold such a value at all.
                let _ = sqlx::query(sqlx::AssertSqlSafe(sql.clone())).execute(&mut db).await;
                for browser in [&alex, &sam] {
                    let mut browser = browser.at(&house.host);
                    for path in ["/today", "/us", "/me/notes", "/talk", &format!("/talk/{id}")] {
                        let reply = read(&mut browser, path).await;
                        assert!(
                            matches!(reply.status, 200 | 303 | 404 | 500),
                            "{sql} {path}: {}",
                            reply.status
                        );
                        assert!(!text(&reply).contains("panicked"), "{sql}");
                    }
                    let reply = post(&mut browser, "/me/note", &[("text", "one more")]).await;
                    assert!(matches!(reply.status, 303 | 403 | 409 | 500 | 503), "{sql}: {}", reply.status);
                }
            }
        }
    }
}
