//! What PostgreSQL promises beyond the contract: several nodes write at once as if one did, a lost connection is made
//! anew, and nothing lies in the clear that is not on the list.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;

use sqlx::{Connection as _, PgConnection, Row as _};
use store::*;

#[path = "contract/made.rs"]
#[allow(dead_code)]
mod made;
#[path = "support/postgres.rs"]
mod postgres;

use made::*;

/// Runs statements behind the store's back.
async fn tamper(address: &str, sql: &'static str) {
    let mut connection = PgConnection::connect(address).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
}

async fn two_nodes(address: &str) -> [Store; 2] {
    let (one, two) = tokio::join!(Store::connect(address), Store::connect(address));
    [one.unwrap(), two.unwrap()]
}

/// Two nodes do something at once; how many of them could.
async fn at_once(nodes: &[Store; 2], writes: [Write; 2]) -> usize {
    let [first, second] = writes;
    let (one, two) = tokio::join!(nodes[0].write(first), nodes[1].write(second));
    for done in [&one, &two] {
        assert!(!matches!(done, Err(WriteError::Broken(_))), "{done:?}");
    }
    usize::from(one.is_ok()) + usize::from(two.is_ok())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_that_start_together_make_the_tables_once() {
    for _ in 0..5 {
        let nodes = two_nodes(&postgres::database().await).await;
        put(&nodes[0], [setting("a")]).await;
        assert_eq!(nodes[1].setting("a").await.unwrap().as_deref(), Some("set"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_to_be_in_two_couples_through_two_nodes() {
    let nodes = two_nodes(&postgres::database().await).await;
    for n in 0..60 {
        let couple = |which: u8, b: u8| Couple {
            id: id(n * 2 + which),
            space: id(n * 2 + which),
            a: [n; 16],
            b: [b; 16],
            began: 1,
            state: CoupleState::Open,
        };
        let writes = [couple(0, 201), couple(1, 202)].map(|couple| rows([Row::PutCouple(couple)]));
        assert_eq!(at_once(&nodes, writes).await, 1, "round {n}");
        let couple = nodes[0].couple_of(&[n; 16]).await.unwrap().unwrap().couple;
        put(&nodes[0], [Row::EndCouple { couple: couple.id }]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sides_of_a_gate_never_both_come_first() {
    let nodes = two_nodes(&postgres::database().await).await;
    for n in 0..100 {
        let side = |of: u8| {
            let gate =
                Gate { id: id(n), side: id(of), kind: "exchange".into(), expires: 9, sealed: vec![of] };
            rows([Row::PutGate { gate, expect: Expect::OtherAbsent }])
        };
        assert_eq!(at_once(&nodes, [side(201), side(202)]).await, 1, "round {n}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_snapshot_outlives_an_erasure_that_another_node_makes() {
    let address = postgres::database().await;
    let nodes = two_nodes(&address).await;
    for n in 0..60 {
        put(&nodes[0], [Row::PutSpace(space(n))]).await;
        nodes[0].write(appends([append(n, 0, 1)])).await.unwrap();
        let snapshot =
            Snapshot { space: id(n), account: id(9), version: 1, head: head(n, 1), sealed: vec![n] };
        let writes =
            [rows([Row::PutSnapshot { snapshot, erasures: 0 }]), rows([Row::Erase { space: id(n), seq: 1 }])];
        assert_eq!(at_once(&nodes, writes).await, 2);
        assert_eq!(
            nodes[0].snapshot(&id(n), &id(9)).await.unwrap().map(|kept| kept.sealed),
            None,
            "round {n}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn racers_on_two_nodes_lose_nothing() {
    let address = postgres::database().await;
    let nodes = two_nodes(&address).await;
    put(&nodes[0], [Row::PutSpace(space(1))]).await;
    let racers = (0..6_u8).map(|n| {
        let store = nodes[usize::from(n % 2)].clone();
        tokio::spawn(async move {
            for round in 0..10_u8 {
                loop {
                    let from = store.head(&id(1)).await.unwrap().unwrap();
                    let mut next = append(1, from.seq, 1);
                    next.events[0].id = [n, round, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7];
                    match store.write(appends([next])).await {
                        Ok(_) => break,
                        Err(WriteError::Conflict) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            }
        })
    });
    for racer in racers.collect::<Vec<_>>() {
        racer.await.unwrap();
    }
    assert_eq!(nodes[1].head(&id(1)).await.unwrap(), Some(head(1, 60)));
    assert!(nodes[0].check().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_was_cut_is_made_anew() {
    const CUT: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let address = postgres::database().await;
    let store = Store::connect(&address).await.unwrap();
    let sessions = Sessions::connect(&address).await.unwrap();
    for n in 0..5_u8 {
        put(&store, [setting(&format!("a{n}"))]).await;
        tamper(&address, CUT).await;
        assert_eq!(store.settings().await.unwrap().len(), usize::from(n) + 1);
        assert_eq!(sessions.list(&id(1)).await.unwrap().len(), 0);
        sessions.end(&hash(1)).await.unwrap();
    }
}

#[tokio::test]
async fn a_database_that_is_not_there_is_said_to_be_so() {
    for (address, kind) in [
        ("postgres://toward@127.0.0.1:1/none", "cannot be reached"),
        ("sqlite://toward", "must be named like"),
        ("postgres://toward@127.0.0.1:1,127.0.0.1:2/none", "cannot be reached"),
    ] {
        let said = Store::connect(address).await.err().unwrap().to_string();
        assert!(said.contains(kind), "{said}");
    }
}

#[tokio::test]
async fn a_newer_database_is_refused_in_words() {
    let address = postgres::database().await;
    Store::connect(&address).await.unwrap().close().await;
    tamper(&address, "UPDATE version SET number = 99 WHERE part = 'store'").await;
    let refused = Store::connect(&address).await.err().unwrap();
    assert!(matches!(refused, OpenError::Newer { found: 99, .. }), "{refused}");
}

#[tokio::test]
async fn every_column_is_on_the_list() {
    let address = postgres::database().await;
    Store::connect(&address).await.unwrap().close().await;
    drop(Sessions::connect(&address).await.unwrap());
    let mut connection = PgConnection::connect(&address).await.unwrap();
    let sql = "SELECT table_name || '.' || column_name, data_type FROM information_schema.columns \
        WHERE table_schema = 'public'";
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
    let real: BTreeSet<String> = rows.iter().map(|row| row.get(0)).collect();
    let listed =
        include_str!("../columns.txt").lines().map(|line| line.split(" — ").next().unwrap().to_owned());
    // Where both parts lie in one database, it says how new each of them is.
    let ours = ["version.part", "version.number"].map(str::to_owned);
    assert_eq!(real, listed.chain(ours).collect());
    for row in rows.iter().filter(|row| row.get::<String, _>(0).contains(".sealed")) {
        assert_eq!(row.get::<String, _>(1), "bytea");
    }
}
