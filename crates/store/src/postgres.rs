//! A PostgreSQL database, on one host or on several that hold copies of it: finding the one that takes writes, and
//! staying with it until it is gone.
//!
//! Transactions are serializable, so that several nodes writing at once promise no less than the one writer of a SQLite
//! file does.

use std::future::Future;
use std::net::IpAddr;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgPool, PgPoolOptions, PgRow, PgSslMode};
use sqlx::query::Query;
use sqlx::{ConnectOptions as _, Connection as _, Postgres};
use tokio::sync::Mutex;

use crate::engine::{Pen, Readers};
use crate::schema::{Part, migrate};
use crate::value::Value;
use crate::{Broken, BrokenKind, OpenError};

/// How long one host may take to let us in.
const CONNECTING: Duration = Duration::from_secs(3);
/// How long the database may take over one statement; a commit may wait for a second host.
const ANSWERING: Duration = Duration::from_secs(20);
/// How long a migration may take, and waiting for another node's.
const MIGRATION: Duration = Duration::from_secs(600);
/// How long a reader waits for a free connection.
const WAITING: Duration = Duration::from_secs(2);
/// How many connections read at once.
const READERS: u32 = 8;
/// What a connection that writes is told: nobody waits for ever on a node that is gone; what is acknowledged is on the disk,
/// whatever the role was given; and a small table is not locked as a whole for one of its rows.
const WRITING: &str = "SET idle_in_transaction_session_timeout = '30s'; SET lock_timeout = '10s'; \
    SET client_connection_check_interval = '5s'; SET enable_seqscan = off; \
    SELECT set_config('synchronous_commit', 'on', false) \
    WHERE current_setting('synchronous_commit') IN ('off', 'local')";
/// Who migrates holds this lock, so that two nodes that start together do not do it twice.
const MIGRATING: &str = "SELECT pg_advisory_xact_lock(8385272641)";

/// The hosts of a database, and the connections that read from the one that takes writes.
#[derive(Clone)]
pub(crate) struct Cluster {
    hosts: Arc<[PgConnectOptions]>,
    pool: PgPool,
    /// Held while the host that takes writes is looked for, so that many readers look once.
    looking: Arc<Mutex<()>>,
}

impl Cluster {
    /// Connects for reading and writing, and brings the tables of a part to the newest.
    pub(crate) async fn connect(address: &str, part: Part) -> Result<(Pen, Readers), OpenError> {
        let hosts = hosts(address).ok_or(OpenError::Address)?;
        let first = hosts.first().cloned().ok_or(OpenError::Address)?;
        let pool = PgPoolOptions::new()
            // A host that only holds a copy is read from by nobody, however it came to be one.
            .after_connect(|connection, _| {
                Box::pin(async move {
                    if is_copy(connection).await? { Err(sqlx::Error::PoolTimedOut) } else { Ok(()) }
                })
            })
            .max_connections(READERS)
            .acquire_timeout(WAITING)
            .idle_timeout(Duration::from_secs(600))
            .connect_lazy_with(first);
        let cluster = Self { hosts: hosts.into(), pool, looking: Arc::default() };
        let mut pen = Pen::Postgres(PgPen { cluster: cluster.clone(), connection: None, within: false });
        migrate(&mut pen, part).await?;
        Ok((pen, Readers::Postgres(cluster)))
    }

    /// Every row of an answer. When the database went away, it is looked for and asked once more.
    pub(crate) async fn read(&self, sql: &'static str, args: &[Value]) -> Result<Vec<PgRow>, Broken> {
        match self.ask(sql, args).await {
            Err(broken) if broken.kind == BrokenKind::Away => {
                let _one = self.looking.lock().await;
                // Somebody else may have found it meanwhile.
                if let Ok(rows) = self.ask(sql, args).await {
                    return Ok(rows);
                }
                self.primary().await?.close().await?;
                self.ask(sql, args).await
            }
            answered => answered,
        }
    }

    /// Asks once. A connection that does not answer is let go: nobody else should wait on it.
    async fn ask(&self, sql: &'static str, args: &[Value]) -> Result<Vec<PgRow>, Broken> {
        let mut connection = within(CONNECTING, self.pool.acquire()).await?;
        let answered = within(ANSWERING, query(sql, args).fetch_all(&mut *connection)).await;
        if answered.as_ref().is_err_and(|broken| broken.kind == BrokenKind::Away) {
            drop(connection.detach());
        }
        answered
    }

    pub(crate) async fn close(&self) {
        let _ = tokio::time::timeout(CONNECTING, self.pool.close()).await;
    }

    /// Connects to the host that takes writes, and sends those who read there as well.
    async fn primary(&self) -> Result<PgConnection, Broken> {
        let mut problem = Broken::new(BrokenKind::Away, "no host of the database takes writes");
        for host in self.hosts.iter() {
            match within(CONNECTING, writing(host)).await {
                Ok(Some(connection)) => {
                    self.pool.set_connect_options(host.clone());
                    return Ok(connection);
                }
                Ok(None) => {}
                Err(broken) => problem = broken,
            }
        }
        Err(problem)
    }
}

/// The one connection that writes; made anew when it is lost, but never in the middle of a transaction.
pub(crate) struct PgPen {
    cluster: Cluster,
    connection: Option<PgConnection>,
    within: bool,
}

impl PgPen {
    /// Runs a statement and says how many rows it changed.
    pub(crate) async fn run(&mut self, sql: &'static str, args: &[Value]) -> Result<u64, Broken> {
        let mut again = self.may_repeat();
        loop {
            let connection = self.connected().await?;
            match within(ANSWERING, query(sql, args).execute(connection)).await {
                Ok(done) => return Ok(done.rows_affected()),
                Err(broken) => self.look_at(broken, &mut again)?,
            }
        }
    }

    /// Every row of an answer, read inside the transaction.
    pub(crate) async fn read(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<PgRow>, Broken> {
        let mut again = self.may_repeat();
        loop {
            let connection = self.connected().await?;
            match within(ANSWERING, query(sql, args).fetch_all(connection)).await {
                Ok(rows) => return Ok(rows),
                Err(broken) => self.look_at(broken, &mut again)?,
            }
        }
    }

    /// Runs several statements without arguments.
    pub(crate) async fn script(&mut self, sql: &'static str) -> Result<(), Broken> {
        let connection = self.connected().await?;
        within(MIGRATION, sqlx::raw_sql(sql).execute(connection)).await.map(drop)
    }

    pub(crate) async fn begin(&mut self) -> Result<(), Broken> {
        self.run("BEGIN ISOLATION LEVEL SERIALIZABLE", &[]).await?;
        self.within = true;
        Ok(())
    }

    /// Begins a migration: each statement sees what the one before us in the line has done.
    pub(crate) async fn begin_alone(&mut self) -> Result<(), Broken> {
        self.run("BEGIN ISOLATION LEVEL READ COMMITTED", &[]).await?;
        self.within = true;
        // The lock of whoever migrates is waited for; those of everybody else's tables only for a moment, because who waits
        // for a table keeps others out of it.
        self.run("SET LOCAL lock_timeout = 0", &[]).await?;
        let connection = self.connected().await?;
        within(MIGRATION, sqlx::raw_sql(MIGRATING).execute(connection)).await?;
        self.run("SET LOCAL lock_timeout = '5s'", &[]).await.map(drop)
    }

    /// After a failure nobody knows whether it was done; only who asks again with the same act can tell.
    pub(crate) async fn commit(&mut self) -> Result<(), Broken> {
        let done = self.run("COMMIT", &[]).await;
        self.within = false;
        done.map(drop)
    }

    pub(crate) async fn rollback(&mut self) {
        if self.run("ROLLBACK", &[]).await.is_err() {
            self.connection = None;
        }
        self.within = false;
    }

    pub(crate) async fn close(self) -> Result<(), Broken> {
        match self.connection {
            Some(connection) => Ok(connection.close().await?),
            None => Ok(()),
        }
    }

    /// What is asked outside a transaction may be asked again on a new connection; inside one the rest is lost with it.
    fn may_repeat(&self) -> bool {
        !self.within && self.connection.is_some()
    }

    /// Content when a statement may be asked again.
    fn look_at(&mut self, broken: Broken, again: &mut bool) -> Result<(), Broken> {
        if broken.kind != BrokenKind::Away {
            return Err(broken);
        }
        self.connection = None;
        if std::mem::take(again) { Ok(()) } else { Err(broken) }
    }

    async fn connected(&mut self) -> Result<&mut PgConnection, Broken> {
        if self.connection.is_none() {
            if self.within {
                return Err(Broken::new(BrokenKind::Away, "the database went away in the middle of a write"));
            }
            let mut connection = self.cluster.primary().await?;
            within(CONNECTING, sqlx::raw_sql(WRITING).execute(&mut connection)).await?;
            self.connection = Some(connection);
        }
        self.connection.as_mut().ok_or_else(Broken::closed)
    }
}

fn query<'q>(sql: &'static str, args: &'q [Value]) -> Query<'q, Postgres, PgArguments> {
    args.iter().fold(sqlx::query(sql), |query, value| match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value.as_deref()),
        Value::Blob(value) => query.bind(value.as_deref()),
    })
}

/// A connection to a host, unless it only holds a copy.
async fn writing(host: &PgConnectOptions) -> Result<Option<PgConnection>, sqlx::Error> {
    let mut connection = host.connect().await?;
    Ok((!is_copy(&mut connection).await?).then_some(connection))
}

async fn is_copy(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let sql = "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'";
    sqlx::query_scalar(sql).fetch_one(connection).await
}

async fn within<T>(time: Duration, work: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, Broken> {
    match tokio::time::timeout(time, work).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(Broken::new(BrokenKind::Away, "the database takes too long to answer")),
    }
}

/// What an address means: one host after another, as libpq reads `postgres://user@one:5432,two:5433/name`.
///
/// A database on another machine is spoken to under TLS and must prove its name, unless the address says `sslmode`.
fn hosts(address: &str) -> Option<Vec<PgConnectOptions>> {
    let rest = address.strip_prefix("postgres://").or_else(|| address.strip_prefix("postgresql://"))?;
    let (rest, asked) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, name) = rest.split_once('/').unwrap_or((rest, ""));
    let (user, names) = authority.rsplit_once('@').unwrap_or(("", authority));
    let at = if user.is_empty() { "" } else { "@" };
    let said = asked.split('&').any(|pair| pair.starts_with("sslmode=") || pair.starts_with("ssl-mode="));
    let options = |host: &str| {
        let options =
            PgConnectOptions::from_str(&format!("postgres://{user}{at}{host}/{name}?{asked}")).ok()?;
        // An address in brackets is looked up without them.
        let plain = options.get_host().trim_matches(['[', ']']).to_owned();
        let here = options.get_socket().is_some()
            || plain.starts_with('/')
            || plain == "localhost"
            || plain.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let options = options.host(&plain).application_name("toward").statement_cache_capacity(256);
        let options = options.disable_statement_logging();
        Some(if here || said { options } else { options.ssl_mode(PgSslMode::VerifyFull) })
    };
    names.split(',').map(options).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_name_several_hosts() {
        let two = hosts("postgres://toward:a%2Fb@one:5433,two/kept?application_name=x").unwrap();
        let seen: Vec<_> = two.iter().map(|host| (host.get_host(), host.get_port())).collect();
        assert_eq!(seen, [("one", 5433), ("two", 5432)]);
        for host in &two {
            assert_eq!((host.get_username(), host.get_database()), ("toward", Some("kept")));
        }
        let six = hosts("postgres://a@[::1]:5433/kept").unwrap();
        assert_eq!((six[0].get_host(), six[0].get_port()), ("::1", 5433));
        for wrong in ["", "sqlite://a", "postgres://a:b/c", "toward.sqlite"] {
            assert!(hosts(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_database_elsewhere_must_prove_its_name_unless_the_address_says_otherwise() {
        let mode = |address: &str| hosts(address).unwrap()[0].get_ssl_mode();
        assert!(matches!(mode("postgres://db.example/toward"), PgSslMode::VerifyFull));
        assert!(matches!(mode("postgres://10.0.0.1/toward"), PgSslMode::VerifyFull));
        assert!(matches!(mode("postgres://10.0.0.1/toward?sslmode=disable"), PgSslMode::Disable));
        for each in hosts("postgres://u:sslmode=x@one,two?application_name=y").unwrap() {
            assert!(matches!(each.get_ssl_mode(), PgSslMode::VerifyFull));
        }
        for each in hosts("postgres://u@one,two?sslmode=verify-ca").unwrap() {
            assert!(matches!(each.get_ssl_mode(), PgSslMode::VerifyCa));
        }
        for here in ["localhost", "127.0.0.1", "[::1]", "%2Fvar%2Frun%2Fpostgresql"] {
            let address = format!("postgres://{here}/toward");
            assert!(matches!(mode(&address), PgSslMode::Prefer), "{here}");
        }
    }
}
