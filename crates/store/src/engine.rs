//! The one place that knows which engine runs a statement; no statement is written twice.

use sqlx::postgres::PgRow;
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteRow};
use sqlx::{Connection as _, Row as _, Sqlite, query::Query, sqlite::SqliteArguments};

use crate::postgres::{Cluster, PgPen};
use crate::schema::Part;
use crate::value::{Value, args};
use crate::{Broken, BrokenKind};

/// Connections that read.
#[derive(Clone)]
pub(crate) enum Readers {
    Sqlite(SqlitePool),
    Postgres(Cluster),
}

/// The connection that writes.
pub(crate) enum Pen {
    Sqlite(SqliteConnection),
    Postgres(PgPen),
}

/// One row of an answer.
pub(crate) enum Cells {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

fn sqlite(sql: &'static str, args: Vec<Value>) -> Query<'static, Sqlite, SqliteArguments> {
    args.into_iter().fold(sqlx::query(sql), |query, value| match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Blob(value) => query.bind(value),
    })
}

fn first<T>(rows: Vec<PgRow>, make: impl Fn(&Cells) -> Result<T, Broken>) -> Result<Option<T>, Broken> {
    rows.into_iter().next().map(|row| make(&Cells::Postgres(row))).transpose()
}

impl Readers {
    /// All rows of an answer, each made into what the caller keeps.
    pub(crate) async fn all<T>(
        &self,
        sql: &'static str,
        args: Vec<Value>,
        make: impl Fn(&Cells) -> Result<T, Broken>,
    ) -> Result<Vec<T>, Broken> {
        match self {
            Self::Sqlite(pool) => {
                let rows = sqlite(sql, args).fetch_all(pool).await?;
                rows.into_iter().map(|row| make(&Cells::Sqlite(row))).collect()
            }
            Self::Postgres(cluster) => {
                let rows = cluster.read(sql, &args).await?;
                rows.into_iter().map(|row| make(&Cells::Postgres(row))).collect()
            }
        }
    }

    /// The first row of an answer, if there is one.
    pub(crate) async fn one<T>(
        &self,
        sql: &'static str,
        args: Vec<Value>,
        make: impl Fn(&Cells) -> Result<T, Broken>,
    ) -> Result<Option<T>, Broken> {
        match self {
            Self::Sqlite(pool) => {
                let row = sqlite(sql, args).fetch_optional(pool).await?;
                row.map(|row| make(&Cells::Sqlite(row))).transpose()
            }
            Self::Postgres(cluster) => first(cluster.read(sql, &args).await?, make),
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(cluster) => cluster.close().await,
        }
    }
}

impl Pen {
    /// Runs a statement and says how many rows it changed.
    pub(crate) async fn run(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64, Broken> {
        match self {
            Self::Sqlite(connection) => Ok(sqlite(sql, args).execute(connection).await?.rows_affected()),
            Self::Postgres(pen) => pen.run(sql, &args).await,
        }
    }

    /// The first row of an answer, read inside the transaction.
    pub(crate) async fn one<T>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        make: impl Fn(&Cells) -> Result<T, Broken>,
    ) -> Result<Option<T>, Broken> {
        match self {
            Self::Sqlite(connection) => {
                let row = sqlite(sql, args).fetch_optional(connection).await?;
                row.map(|row| make(&Cells::Sqlite(row))).transpose()
            }
            Self::Postgres(pen) => first(pen.read(sql, &args).await?, make),
        }
    }

    /// Runs several statements without arguments, such as a migration.
    pub(crate) async fn script(&mut self, sql: &'static str) -> Result<(), Broken> {
        match self {
            Self::Sqlite(connection) => {
                sqlx::raw_sql(sql).execute(connection).await?;
                Ok(())
            }
            Self::Postgres(pen) => pen.script(sql).await,
        }
    }

    /// Begins a transaction that writes; SQLite takes the right to write at once, before anything is read.
    pub(crate) async fn begin(&mut self) -> Result<(), Broken> {
        match self {
            Self::Sqlite(_) => self.run("BEGIN IMMEDIATE", vec![]).await.map(drop),
            Self::Postgres(pen) => pen.begin().await,
        }
    }

    /// Begins a transaction that waits until no other of its kind is under way.
    pub(crate) async fn begin_alone(&mut self) -> Result<(), Broken> {
        match self {
            Self::Sqlite(_) => self.begin().await,
            Self::Postgres(pen) => pen.begin_alone().await,
        }
    }

    pub(crate) async fn commit(&mut self) -> Result<(), Broken> {
        match self {
            Self::Sqlite(_) => self.run("COMMIT", vec![]).await.map(drop),
            Self::Postgres(pen) => pen.commit().await,
        }
    }

    pub(crate) async fn rollback(&mut self) {
        match self {
            // A full disk rolls back by itself, and then there is nothing left to roll back.
            Self::Sqlite(_) => self.run("ROLLBACK", vec![]).await.map_or((), drop),
            Self::Postgres(pen) => pen.rollback().await,
        }
    }

    /// The version of a part's tables; 0 in a new database.
    pub(crate) async fn version(&mut self, part: Part) -> Result<i64, Broken> {
        let version = match self {
            Self::Sqlite(_) => self.one("PRAGMA user_version", vec![], |row| row.int(0)).await?,
            Self::Postgres(_) => {
                let sql = "SELECT 1 WHERE to_regclass('version') IS NOT NULL";
                match self.one(sql, vec![], |_| Ok(())).await? {
                    Some(()) => {
                        let sql = "SELECT number FROM version WHERE part = $1";
                        self.one(sql, args![part.name()], |row| row.int(0)).await?
                    }
                    None => None,
                }
            }
        };
        Ok(version.unwrap_or(0))
    }

    pub(crate) async fn set_version(&mut self, part: Part, version: i64) -> Result<(), Broken> {
        match self {
            // A pragma takes no arguments, and a number needs no quoting.
            Self::Sqlite(connection) => {
                let sql = sqlx::AssertSqlSafe(format!("PRAGMA user_version = {version}"));
                sqlx::raw_sql(sql).execute(connection).await?;
            }
            Self::Postgres(pen) => {
                pen.script(
                    "CREATE TABLE IF NOT EXISTS version (part TEXT NOT NULL PRIMARY KEY, number BIGINT NOT NULL)",
                )
                .await?;
                let sql = "INSERT INTO version (part, number) VALUES ($1, $2) \
                    ON CONFLICT (part) DO UPDATE SET number = excluded.number";
                pen.run(sql, &[part.name().into(), version.into()]).await?;
            }
        }
        Ok(())
    }

    /// Empties the write-ahead log into the database, after readers have ended or at once not at all.
    pub(crate) async fn checkpoint(&mut self, patient: bool) -> Result<(), Broken> {
        let busy = match self {
            Self::Sqlite(_) if patient => {
                self.one("PRAGMA wal_checkpoint(TRUNCATE)", vec![], |row| row.yes(0)).await?
            }
            Self::Sqlite(_) => {
                self.script("PRAGMA busy_timeout = 0").await?;
                let busy = self.one("PRAGMA wal_checkpoint(TRUNCATE)", vec![], |row| row.yes(0)).await;
                self.script("PRAGMA busy_timeout = 10000").await?;
                busy?
            }
            Self::Postgres(_) => None,
        };
        match busy {
            Some(true) => Err(Broken::new(BrokenKind::Busy, "a reader kept the write-ahead log")),
            _ => Ok(()),
        }
    }

    pub(crate) async fn close(self) -> Result<(), Broken> {
        match self {
            Self::Sqlite(connection) => Ok(connection.close().await?),
            Self::Postgres(pen) => pen.close().await,
        }
    }
}

impl Cells {
    pub(crate) fn int(&self, at: usize) -> Result<i64, Broken> {
        match self {
            Self::Sqlite(row) => Ok(row.try_get(at)?),
            Self::Postgres(row) => Ok(row.try_get(at)?),
        }
    }

    pub(crate) fn maybe_int(&self, at: usize) -> Result<Option<i64>, Broken> {
        match self {
            Self::Sqlite(row) => Ok(row.try_get(at)?),
            Self::Postgres(row) => Ok(row.try_get(at)?),
        }
    }

    pub(crate) fn text(&self, at: usize) -> Result<String, Broken> {
        match self {
            Self::Sqlite(row) => Ok(row.try_get(at)?),
            Self::Postgres(row) => Ok(row.try_get(at)?),
        }
    }

    pub(crate) fn blob(&self, at: usize) -> Result<Vec<u8>, Broken> {
        match self {
            Self::Sqlite(row) => Ok(row.try_get(at)?),
            Self::Postgres(row) => Ok(row.try_get(at)?),
        }
    }

    pub(crate) fn maybe_blob(&self, at: usize) -> Result<Option<Vec<u8>>, Broken> {
        match self {
            Self::Sqlite(row) => Ok(row.try_get(at)?),
            Self::Postgres(row) => Ok(row.try_get(at)?),
        }
    }

    pub(crate) fn seq(&self, at: usize) -> Result<u64, Broken> {
        u64::try_from(self.int(at)?).map_err(|_| damaged())
    }

    pub(crate) fn small(&self, at: usize) -> Result<u32, Broken> {
        u32::try_from(self.int(at)?).map_err(|_| damaged())
    }

    pub(crate) fn yes(&self, at: usize) -> Result<bool, Broken> {
        Ok(self.int(at)? != 0)
    }

    /// An id, hash or key of a fixed length.
    pub(crate) fn bytes<const N: usize>(&self, at: usize) -> Result<[u8; N], Broken> {
        match self {
            Self::Sqlite(row) => row.try_get::<&[u8], _>(at)?.try_into().map_err(|_| damaged()),
            Self::Postgres(row) => row.try_get::<&[u8], _>(at)?.try_into().map_err(|_| damaged()),
        }
    }

    pub(crate) fn maybe_bytes<const N: usize>(&self, at: usize) -> Result<Option<[u8; N]>, Broken> {
        let bytes = self.maybe_blob(at)?;
        bytes.map(|bytes| bytes.try_into().map_err(|_| damaged())).transpose()
    }
}

pub(crate) fn damaged() -> Broken {
    Broken::new(BrokenKind::Damaged, "a row does not have its expected shape")
}
