//! The server's secrets: one file outside the data directory and outside backups, readable by its owner only.
//!
//! A thief of the database or a backup does not have it, and cannot even try passphrases without it.

use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};
use store::{Row, Store, Write, WriteError};
use vault::{GateSecret, NameKey, Pepper, SeenKey};

/// The secrets, parsed.
pub struct Secrets {
    /// The id of the pepper in use; accounts name the one they need.
    pub pepper_id: String,
    /// Stretches every proof.
    pub pepper: Pepper,
    /// Turns names into what is kept of them.
    pub names: NameKey,
    /// Holds one side of a gate until the other is there.
    pub gates: GateSecret,
    /// Marks what a person has seen of a log.
    pub seen: SeenKey,
}

/// Why the secrets could not be read or made, with what to do.
#[derive(Debug)]
pub enum SecretsError {
    /// The file can be read by others.
    TooOpen(PathBuf),
    /// The file is not one of ours.
    Damaged(PathBuf),
    /// The data directory holds data, but the file is gone.
    Gone(PathBuf),
    /// It could not be read or written.
    Io(PathBuf, std::io::Error),
}

impl std::fmt::Display for SecretsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooOpen(path) => {
                write!(
                    f,
                    "{0} can be read by other users of this machine; run: chmod 400 {0}",
                    path.display()
                )
            }
            Self::Damaged(path) => {
                write!(f, "{} is damaged; put back your copy of it (nothing was changed)", path.display())
            }
            Self::Gone(path) => write!(
                f,
                "{} is missing, and without it nobody can sign in to the data there is; put back your copy of it, \
                 or choose another --data",
                path.display()
            ),
            Self::Io(path, error) => {
                write!(f, "{}: {error}; check who may read and write there", path.display())
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
struct File {
    about: String,
    pepper_id: String,
    pepper: String,
    names: String,
    gates: String,
    seen: String,
}

/// Where the secrets of a data directory lie by default: beside it, never inside.
pub fn beside(data: &Path) -> PathBuf {
    let mut name = data.file_name().unwrap_or_default().to_owned();
    name.push(".secrets");
    data.with_file_name(name)
}

impl Secrets {
    /// Reads the secrets, or makes them where there is no data yet.
    pub fn open(path: &Path, data_exists: bool) -> Result<Self, SecretsError> {
        match std::fs::metadata(path) {
            Ok(meta) if meta.permissions().mode() & 0o077 != 0 => Err(SecretsError::TooOpen(path.to_owned())),
            Ok(_) => Self::read(path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if data_exists {
                    return Err(SecretsError::Gone(path.to_owned()));
                }
                make(path).map_err(|error| SecretsError::Io(path.to_owned(), error))?;
                Self::read(path)
            }
            Err(error) => Err(SecretsError::Io(path.to_owned(), error)),
        }
    }

    fn read(path: &Path) -> Result<Self, SecretsError> {
        let text = std::fs::read_to_string(path).map_err(|error| SecretsError::Io(path.to_owned(), error))?;
        let damaged = || SecretsError::Damaged(path.to_owned());
        let file: File = toml::from_str(&text).map_err(|_| damaged())?;
        let key = |text: &str| -> Result<[u8; 32], SecretsError> {
            let mut bytes = [0; 32];
            let read = Base64UrlUnpadded::decode(text, &mut bytes).map_err(|_| damaged())?.len();
            if read == 32 { Ok(bytes) } else { Err(damaged()) }
        };
        Ok(Self {
            pepper: Pepper::from_bytes(key(&file.pepper)?),
            names: NameKey::from_bytes(key(&file.names)?),
            gates: GateSecret::from_bytes(key(&file.gates)?),
            seen: SeenKey::from_bytes(key(&file.seen)?),
            pepper_id: file.pepper_id,
        })
    }

    /// Refuses data that other secrets were used with: every passphrase would be a wrong one. From the first time on the
    /// data names its secrets.
    pub(crate) async fn are_those_of(&self, store: &Store) -> Result<(), String> {
        let named = store.setting(PEPPER).await.map_err(|broken| broken.to_string())?;
        match named {
            Some(id) if id == self.pepper_id => Ok(()),
            Some(id) => Err(format!(
                "these are not the secrets of this data: it needs those in which pepper_id is {id}, and here it is {}; \
                 put back your copy of them, or choose another --secrets (nothing was changed)",
                self.pepper_id
            )),
            None => {
                let rows =
                    vec![Row::PutFirstSetting { key: PEPPER.to_owned(), value: self.pepper_id.clone() }];
                match store.write(Write { rows, ..Write::default() }).await {
                    // Another node was first; whether its secrets are these is seen by looking again.
                    Err(WriteError::Taken(_)) => Box::pin(self.are_those_of(store)).await,
                    written => written.map(drop).map_err(|refused| refused.to_string()),
                }
            }
        }
    }
}

/// The setting that names the pepper of the data.
pub(crate) const PEPPER: &str = "pepper";

fn make(path: &Path) -> std::io::Result<()> {
    let text = |bytes: [u8; 32]| Base64UrlUnpadded::encode_string(&bytes);
    let [a, b, c, d, ..] = crate::random();
    let file = File {
        about: "Toward's secrets. Keep a copy apart from the backups: without it nobody can sign in."
            .to_owned(),
        pepper_id: format!("{a:02x}{b:02x}{c:02x}{d:02x}"),
        pepper: text(crate::random()),
        names: text(crate::random()),
        gates: text(crate::random()),
        seen: text(crate::random()),
    };
    let text = toml::to_string(&file).map_err(std::io::Error::other)?;
    let mut out = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o400).open(path)?;
    out.write_all(text.as_bytes())?;
    out.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_made_once_and_readable_by_their_owner_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = beside(&dir.path().join("data"));
        let first = Secrets::open(&path, false).unwrap();
        let second = Secrets::open(&path, true).unwrap();
        assert_eq!(first.pepper_id, second.pepper_id);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o400);
    }

    #[test]
    fn open_permissions_a_missing_and_a_damaged_file_are_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("data.secrets");
        assert!(matches!(Secrets::open(&path, true), Err(SecretsError::Gone(_))));
        std::fs::write(&path, "nonsense").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(Secrets::open(&path, true), Err(SecretsError::TooOpen(_))));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o400)).unwrap();
        assert!(matches!(Secrets::open(&path, true), Err(SecretsError::Damaged(_))));
    }
}
