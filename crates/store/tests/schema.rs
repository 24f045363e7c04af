//! Nothing is kept in the clear without a reason: `columns.txt` and the real tables say the same, both ways.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Row as _};
use store::{Sessions, Store};

/// Every column of a file with its type.
async fn columns(path: &Path) -> BTreeMap<String, String> {
    let mut connection = SqliteConnectOptions::new().filename(path).connect().await.unwrap();
    let sql = "SELECT m.name, c.name, c.type FROM sqlite_schema m, pragma_table_info(m.name) c \
        WHERE m.type IN ('table', 'view')";
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
    let column = |row: &sqlx::sqlite::SqliteRow| {
        let name = format!("{}.{}", row.get::<String, _>(0), row.get::<String, _>(1));
        (name, row.get::<String, _>(2))
    };
    rows.iter().map(column).collect()
}

async fn real() -> BTreeMap<String, String> {
    let dir = tempfile::tempdir().unwrap();
    let (store, sessions) = (dir.path().join("store"), dir.path().join("sessions"));
    Store::open(&store).await.unwrap().close().await;
    Sessions::open(&sessions).await.unwrap().close().await;
    let mut all = columns(&store).await;
    all.append(&mut columns(&sessions).await);
    all
}

#[tokio::test]
async fn every_column_is_on_the_list_with_its_reason_and_the_list_has_no_other() {
    let list = include_str!("../columns.txt");
    let lines: Vec<_> = list.lines().map(|line| line.split_once(" — ").unwrap()).collect();
    assert!(lines.iter().all(|(_, reason)| !reason.trim().is_empty()));
    let listed: BTreeSet<_> = lines.iter().map(|(column, _)| (*column).to_owned()).collect();
    assert_eq!(listed.len(), lines.len(), "a column is listed twice");
    assert_eq!(listed, real().await.into_keys().collect());
}

#[tokio::test]
async fn what_is_called_sealed_is_bytes() {
    for (column, kind) in real().await {
        if column.contains(".sealed") {
            assert_eq!(kind, "BLOB", "{column}");
        }
    }
}

#[test]
fn both_engines_are_given_the_same_tables() {
    let pairs = [
        (
            include_str!("../migrations/sqlite/0001_first.sql"),
            include_str!("../migrations/postgres/0001_first.sql"),
        ),
        (
            include_str!("../migrations/sqlite/0002_feed.sql"),
            include_str!("../migrations/postgres/0002_feed.sql"),
        ),
        (
            include_str!("../migrations/sqlite/0003_kind.sql"),
            include_str!("../migrations/postgres/0003_kind.sql"),
        ),
        (
            include_str!("../migrations/sqlite/sessions_0001_first.sql"),
            include_str!("../migrations/postgres/sessions_0001_first.sql"),
        ),
    ];
    for (sqlite, postgres) in pairs {
        assert_eq!(sqlite.replace(" BLOB", " BYTEA").replace(" INTEGER", " BIGINT"), postgres);
    }
}
