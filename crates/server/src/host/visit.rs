//! Who asks: from the session cookie to the keys in use. Nothing opened is kept between requests.

use app::{Couple, CoupleState, Person, Visitor};
use domain::PersonId;
use store::Session;
use vault::{CookieKey, DeviceSecret, PrivateKeys, SessionKeys, SpaceKey};

use super::{Host, Incoming, MINUTE};
use crate::keeper::{Access, Role, own_space};

/// A device marked *mine* stays signed in for fourteen days.
pub(crate) const MINE_MS: i64 = 14 * 24 * 60 * MINUTE;
/// Any other for twelve hours at most, …
pub(crate) const LONGEST_MS: i64 = 12 * 60 * MINUTE;
/// … and no longer than an hour without a sign of life.
pub(crate) const IDLE_MS: i64 = 60 * MINUTE;
/// The private space shuts after ten minutes without a sign of life.
pub(crate) const PRIVATE_IDLE_MS: i64 = 10 * MINUTE;

/// What a device keeps for its PIN.
pub(crate) struct Device {
    pub(crate) id: store::Id,
    pub(crate) secret: DeviceSecret,
}

/// A person with a live session.
pub(crate) struct Visit {
    pub(crate) cookie: CookieKey,
    pub(crate) session: Session,
    pub(crate) keys: SessionKeys,
    pub(crate) private: Option<PrivateKeys>,
}

impl Visit {
    pub(crate) fn account(&self) -> store::Id {
        self.session.account
    }

    /// What shows a keeper who this is.
    pub(crate) fn access(&self) -> Access {
        Access { account: self.session.account, signer: self.keys.signer.clone() }
    }

    /// Who this probably is, from the session alone.
    pub(crate) fn supposed(visit: Option<&Self>) -> Visitor {
        let Some(visit) = visit else { return Visitor::Stranger };
        let couple =
            visit.shared_key().map(|_| Couple { partner: PersonId([0; 16]), state: CoupleState::Together });
        Visitor::Person(Person {
            id: PersonId(visit.account()),
            private_open: visit.private_key().is_some(),
            pin_here: false,
            mine: visit.session.mine,
            device: super::split_words(visit.session.words),
            recovery_opens: None,
            couple,
        })
    }

    pub(crate) fn desk_key(&self) -> Option<&SpaceKey> {
        self.keys.newest(&own_space(&self.session.account, Role::Desk))
    }

    pub(crate) fn private_key(&self) -> Option<&SpaceKey> {
        self.private.as_ref()?.newest(&own_space(&self.session.account, Role::Private))
    }

    /// The key of the newest couple's space, if this session has opened it.
    pub(crate) fn shared_key(&self) -> Option<&SpaceKey> {
        let desk = own_space(&self.session.account, Role::Desk);
        self.keys.spaces.iter().rev().find(|key| *key.space() != desk)
    }
}

impl Host {
    /// The live session behind a request's cookie. Ends or shuts what has been idle too long.
    pub(crate) async fn visit(&self, incoming: &Incoming, now: i64) -> Result<Option<Visit>, store::Broken> {
        let Some(text) = incoming.cookie(&self.cookies.session) else { return Ok(None) };
        let Ok(cookie) = CookieKey::parse(text) else { return Ok(None) };
        let id_hash = cookie.id_hash();
        let Some(session) = self.sessions.get(&id_hash).await? else { return Ok(None) };
        let idle = !session.mine && session.seen.saturating_add(IDLE_MS) < now;
        let Ok(keys) = SessionKeys::open(&cookie, &session.sealed_keys, now) else {
            self.sessions.end(&id_hash).await?;
            return Ok(None);
        };
        if idle || session.expires < now {
            self.sessions.end(&id_hash).await?;
            return Ok(None);
        }
        if session.seen.saturating_add(MINUTE) < now {
            self.sessions.mark_seen(&id_hash, now).await?;
        }
        let private = self.private_of(&cookie, &session, now).await?;
        Ok(Some(Visit { cookie, session, keys, private }))
    }

    async fn private_of(
        &self,
        cookie: &CookieKey,
        session: &Session,
        now: i64,
    ) -> Result<Option<PrivateKeys>, store::Broken> {
        let Some(sealed) = &session.sealed_private else { return Ok(None) };
        let seen = session.private_seen.unwrap_or_default();
        let keys = PrivateKeys::open(cookie, sealed).ok();
        if seen.saturating_add(PRIVATE_IDLE_MS) < now || keys.is_none() {
            self.sessions.drop_private(&session.id_hash).await?;
            return Ok(None);
        }
        if seen.saturating_add(MINUTE) < now {
            self.sessions.mark_private_seen(&session.id_hash, now).await?;
        }
        Ok(keys)
    }

    /// What this device keeps for its PIN, from its own cookie.
    pub(crate) fn device(&self, incoming: &Incoming) -> Option<Device> {
        let (id, secret) = incoming.cookie(&self.cookies.device)?.split_once('.')?;
        Some(Device { id: super::unhex(id)?, secret: DeviceSecret::from_bytes(super::unhex(secret)?) })
    }
}
