//! The steps that lead to the newest tables, for each engine; never edited after release.

use crate::OpenError;
use crate::engine::Pen;

/// Which tables: those of the store, or those of the sessions, which lie apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Store,
    Sessions,
}

/// One step, written for each engine.
struct Step {
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! step {
    ($name:literal) => {
        Step {
            sqlite: include_str!(concat!("../migrations/sqlite/", $name)),
            postgres: include_str!(concat!("../migrations/postgres/", $name)),
        }
    };
}

const STORE: &[Step] = &[step!("0001_first.sql"), step!("0002_feed.sql"), step!("0003_kind.sql")];
const SESSIONS: &[Step] = &[step!("sessions_0001_first.sql")];

impl Part {
    /// Its name where both parts lie in one database.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Store => "store",
            Self::Sessions => "sessions",
        }
    }

    fn steps(self) -> &'static [Step] {
        match self {
            Self::Store => STORE,
            Self::Sessions => SESSIONS,
        }
    }
}

/// Brings a database to the newest tables. Whoever else starts at the same moment waits, and then finds it done.
pub(crate) async fn migrate(pen: &mut Pen, part: Part) -> Result<(), OpenError> {
    let steps = part.steps();
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    pen.begin_alone().await?;
    let found = pen.version(part).await?;
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    for step in steps.iter().skip(usize::try_from(found).map_err(|_| OpenError::Damaged)?) {
        let sql = match pen {
            Pen::Sqlite(_) => step.sqlite,
            Pen::Postgres(_) => step.postgres,
        };
        pen.script(sql).await?;
    }
    if found < known {
        pen.set_version(part, known).await?;
    }
    Ok(pen.commit().await?)
}
