//! What a session keeps: sealed under a key that exists only in the visitor's cookie.
//!
//! Two records, sealed apart: the session's own (desk, shared, care, the signing key) and the private keys, so
//! that these can be dropped when the private space shuts. *Invariant:* no identity, no passphrase, no kek.

use crate::{
    ActKey, Chance, DropPublic, Id, Refused, SessionSigner, SpaceKey, boxed,
    bytes::{Reader, put_long},
    framed::{derive, hash},
    secret::secret,
    token,
};
use zeroize::Zeroizing;

const VERSION: u8 = 1;

/// The label of the session's own record.
pub const KEYS: &str = "toward/v1/record-session";
/// The label of the private keys' record.
pub const PRIVATE: &str = "toward/v1/record-private";

secret! {
    /// The key in the cookie.
    CookieKey, 32
}

impl CookieKey {
    /// Draws the key of a new session.
    pub fn new(chance: &mut Chance) -> Self {
        Self(chance.bytes())
    }

    /// What the store knows the session by: a hash, so that a copy of the store opens no session.
    pub fn id_hash(&self) -> [u8; 32] {
        hash("toward/v1/session-id", &[&self.0])
    }

    /// The key under which this session's forms carry their act ids.
    pub fn act_key(&self) -> ActKey {
        ActKey::from_bytes(*derive(&self.0, "toward/v1/session-act-key", &[]))
    }

    /// The cookie's value: 43 URL-safe characters.
    pub fn text(&self) -> Zeroizing<String> {
        token::text(&self.0)
    }

    /// Reads a cookie's value.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        token::parse(text).map(|bytes| Self(*bytes))
    }
}

/// Seals a record of a session under its cookie.
pub fn seal_record(
    key: &CookieKey,
    label: &str,
    bytes: &[u8],
    chance: &mut Chance,
) -> Result<Vec<u8>, Refused> {
    boxed::seal(key.bytes(), "toward/v1/record", &[label.as_bytes()], bytes, chance)
}

/// Opens a record that was sealed under the same cookie and label.
pub fn open_record(key: &CookieKey, label: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refused> {
    boxed::open(key.bytes(), "toward/v1/record", &[label.as_bytes()], sealed)
}

/// The session's own record.
#[derive(Debug, Clone)]
pub struct SessionKeys {
    /// The account that signed in.
    pub account: Id,
    /// When the session ends, in milliseconds, whatever the store's row says.
    pub expires_ms: i64,
    /// The signing key and its certificate.
    pub signer: SessionSigner,
    /// The space keys in use, without the private ones.
    pub spaces: Vec<SpaceKey>,
    /// What letters for the private space are sealed to while it is shut, as its own key said it.
    pub private_drop: Option<DropPublic>,
}

impl SessionKeys {
    /// The key of a space in an epoch, if this session holds it.
    pub fn find(&self, space: &Id, epoch: u32) -> Option<&SpaceKey> {
        find(&self.spaces, space, epoch)
    }

    /// The key of the newest epoch of a space that this session holds.
    pub fn newest(&self, space: &Id) -> Option<&SpaceKey> {
        newest(&self.spaces, space)
    }

    /// Seals the record under the cookie.
    pub fn seal(&self, key: &CookieKey, chance: &mut Chance) -> Result<Vec<u8>, Refused> {
        // Room for all at once, so that no growing vector leaves keys behind.
        let mut out = Zeroizing::new(Vec::with_capacity(200 + 56 * self.spaces.len()));
        out.push(VERSION);
        out.extend_from_slice(&self.account);
        out.extend_from_slice(&self.expires_ms.to_be_bytes());
        self.signer.write(&mut out);
        write_keys(&mut out, &self.spaces)?;
        if let Some(drop) = self.private_drop {
            put_long(&mut out, &[drop.epoch.to_be_bytes().as_slice(), &drop.key].concat())?;
        }
        seal_record(key, KEYS, &out, chance)
    }

    /// Opens the record with the cookie; refuses one whose time is over.
    pub fn open(key: &CookieKey, sealed: &[u8], now_ms: i64) -> Result<Self, Refused> {
        let bytes = open_record(key, KEYS, sealed)?;
        let mut reader = Reader::new(&bytes);
        if reader.u8()? != VERSION {
            return Err(Refused::WrongVersion);
        }
        let (account, expires_ms) = (reader.array()?, reader.i64()?);
        let signer = SessionSigner::read(&mut reader)?;
        let (spaces, private_drop) = read_keys(reader)?;
        let keys = Self { account, expires_ms, signer, spaces, private_drop };
        if now_ms < keys.expires_ms { Ok(keys) } else { Err(Refused::Expired) }
    }
}

/// The private spaces' keys, in a record that is dropped when they shut.
#[derive(Debug, Clone)]
pub struct PrivateKeys {
    /// The keys.
    pub spaces: Vec<SpaceKey>,
}

impl PrivateKeys {
    /// The key of a private space in an epoch.
    pub fn find(&self, space: &Id, epoch: u32) -> Option<&SpaceKey> {
        find(&self.spaces, space, epoch)
    }

    /// The key of the newest epoch of a private space.
    pub fn newest(&self, space: &Id) -> Option<&SpaceKey> {
        newest(&self.spaces, space)
    }

    /// Seals the record under the cookie.
    pub fn seal(&self, key: &CookieKey, chance: &mut Chance) -> Result<Vec<u8>, Refused> {
        let mut out = Zeroizing::new(Vec::with_capacity(8 + 56 * self.spaces.len()));
        out.push(VERSION);
        write_keys(&mut out, &self.spaces)?;
        seal_record(key, PRIVATE, &out, chance)
    }

    /// Opens the record with the cookie.
    pub fn open(key: &CookieKey, sealed: &[u8]) -> Result<Self, Refused> {
        let bytes = open_record(key, PRIVATE, sealed)?;
        let mut reader = Reader::new(&bytes);
        if reader.u8()? != VERSION {
            return Err(Refused::WrongVersion);
        }
        Ok(Self { spaces: read_keys(reader)?.0 })
    }
}

fn find<'a>(keys: &'a [SpaceKey], space: &Id, epoch: u32) -> Option<&'a SpaceKey> {
    keys.iter().find(|key| key.space() == space && key.epoch() == epoch)
}

fn newest<'a>(keys: &'a [SpaceKey], space: &Id) -> Option<&'a SpaceKey> {
    keys.iter().filter(|key| key.space() == space).max_by_key(|key| key.epoch())
}

fn write_keys(out: &mut Vec<u8>, keys: &[SpaceKey]) -> Result<(), Refused> {
    keys.iter().try_for_each(|key| put_long(out, &key.to_bytes()))
}

/// The keys, and behind them the drop key's public half, where there is one; its length tells it apart.
fn read_keys(mut reader: Reader<'_>) -> Result<(Vec<SpaceKey>, Option<DropPublic>), Refused> {
    let (mut keys, mut drop) = (Vec::new(), None);
    while !reader.is_empty() {
        let bytes = reader.long()?;
        match bytes.split_first_chunk::<4>() {
            Some((epoch, key)) if bytes.len() == 36 => {
                let key = key.try_into().map_err(|_| Refused::Malformed)?;
                drop = Some(DropPublic { epoch: u32::from_be_bytes(*epoch), key });
            }
            _ => keys.push(SpaceKey::from_slice(bytes)?),
        }
    }
    Ok((keys, drop))
}
