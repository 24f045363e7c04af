//! A PostgreSQL of this test program's own, with a database for each test.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{Connection as _, PgConnection};

/// The server; it goes when this program ends, because its input ends then.
struct Server {
    address: String,
    _child: Child,
    _input: ChildStdin,
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../bin/postgres");
        let piped = Command::new(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = piped.expect("bin/postgres runs");
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        assert!(address.starts_with("postgres://"), "bin/postgres did not start; run bin/setup");
        let input = child.stdin.take().unwrap();
        Server { address: address.trim_end().to_owned(), _child: child, _input: input }
    })
}

/// The address of a new, empty database.
pub(crate) async fn database() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("test{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let address = &server().address;
    let mut connection = PgConnection::connect(&format!("{address}postgres")).await.unwrap();
    let sql = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    format!("{address}{name}")
}
