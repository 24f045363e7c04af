//! Looking after the file: a copy for the backup, and a look whether all is well.

use std::path::Path;

use crate::engine::Readers;
use crate::value::args;
use crate::{Broken, Id, Store};

/// What is wrong with a store, in words for whoever runs the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The engine found its own file damaged.
    File(String),
    /// A space's head is not its last event.
    Head {
        /// Which space.
        space: Id,
    },
    /// Events are missing in the middle of a log.
    Gap {
        /// Which space.
        space: Id,
    },
}

// A space may begin with a head the host gave it and no events yet.
const HEADS: &str = "SELECT s.id FROM space s \
    JOIN (SELECT space, MAX(seq) AS top FROM event GROUP BY space) m ON m.space = s.id \
    JOIN event e ON e.space = m.space AND e.seq = m.top \
    WHERE e.seq <> s.head_seq OR e.hash <> s.head_hash \
    UNION SELECT s.id FROM space s WHERE s.head_seq > 0 \
    AND NOT EXISTS (SELECT 1 FROM event e WHERE e.space = s.id)";
const GAPS: &str = "SELECT e.space FROM event e GROUP BY e.space \
    HAVING COUNT(*) <> MAX(e.seq) - MIN(e.seq) + 1 OR MIN(e.seq) > 1 \
    UNION SELECT e.space FROM event e WHERE NOT EXISTS (SELECT 1 FROM space s WHERE s.id = e.space)";

impl Store {
    /// Looks through the whole store; an empty answer means that nothing is wrong. Takes time on a large one.
    pub async fn check(&self) -> Result<Vec<Fault>, Broken> {
        let mut faults = match self.readers() {
            Readers::Sqlite(_) => {
                let lines = self.readers().all("PRAGMA quick_check", args![], |row| row.text(0)).await?;
                lines.into_iter().filter(|line| line != "ok").map(Fault::File).collect::<Vec<_>>()
            }
            // PostgreSQL looks after its own files.
            Readers::Postgres(_) => Vec::new(),
        };
        let heads = self.readers().all(HEADS, args![], |row| row.bytes(0)).await?;
        faults.extend(heads.into_iter().map(|space| Fault::Head { space }));
        let gaps = self.readers().all(GAPS, args![], |row| row.bytes(0)).await?;
        faults.extend(gaps.into_iter().map(|space| Fault::Gap { space }));
        Ok(faults)
    }

    /// Writes a whole copy of the store to a new file that only this user may read, while others go on writing.
    pub async fn vacuum_into(&self, path: &Path) -> Result<(), Broken> {
        if matches!(self.readers(), Readers::Postgres(_)) {
            return Err(Broken::misused("a PostgreSQL database is copied with pg_dump"));
        }
        let io = |error: std::io::Error| Broken::new(crate::BrokenKind::Other, error.to_string());
        let name = path.to_str().ok_or_else(|| Broken::misused("the path of a copy must be UTF-8"))?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(io)?;
        self.readers().all("VACUUM INTO $1", args![name], |_| Ok(())).await?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).to_owned();
        let synced = tokio::task::spawn_blocking(move || {
            file.sync_all()?;
            // The file's name lasts only when its folder is on the disk as well.
            std::fs::File::open(folder)?.sync_all()
        });
        synced.await.map_err(|_| Broken::closed())?.map_err(io)
    }
}
