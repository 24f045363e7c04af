//! Granting a space key to a member: a signed statement, and the key sealed to the recipient under its hash.
//!
//! ```text
//! GRANT     = 0x01 ‖ space ‖ epoch ‖ key commitment ‖ recipient ‖ role ‖ expiry ‖ previous ‖ granter
//! signature = Ed25519(granter, frame("toward/v1/grant", GRANT))
//! enc, ct   = HPKE base (X25519, HKDF-SHA256, ChaCha20-Poly1305), info = SHA-256(frame("toward/v1/grant-hash", GRANT))
//! ```
//!
//! Opening checks the signature first, then granter, recipient and expiry, then opens, then compares the
//! commitment: a granter cannot give two members different keys under one commitment unnoticed.

use crate::{
    Chance, Id, Identity, PublicIdentity, Refused, SpaceKey,
    bytes::Reader,
    framed::hash,
    primitives::{hpke_open, hpke_seal, same, sha256},
};

const VERSION: u8 = 1;

/// What a grant states, in plain.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Grant {
    /// The space it opens.
    pub space: Id,
    /// The epoch it opens.
    pub epoch: u32,
    /// [`SpaceKey::commitment`] of the key inside.
    pub key_commitment: [u8; 32],
    /// Who may open it.
    pub recipient: PublicIdentity,
    /// What the recipient may do there; its meaning is the caller's.
    pub role: u8,
    /// When it ends, in milliseconds since 1970, if it ends.
    pub expires_ms: Option<i64>,
    /// [`Grant::hash`] of the grant before this one in the space, or zeros.
    pub previous: [u8; 32],
    /// Who gave it.
    pub granter: PublicIdentity,
}

impl Grant {
    /// The fixed layout that is hashed and signed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (ends, at) = self.expires_ms.map_or((0, 0), |at| (1, at));
        [
            [VERSION].as_slice(),
            &self.space,
            &self.epoch.to_be_bytes(),
            &self.key_commitment,
            &self.recipient.to_bytes(),
            &[self.role, ends],
            &at.to_be_bytes(),
            &self.previous,
            &self.granter.to_bytes(),
        ]
        .concat()
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        if reader.u8()? != VERSION {
            return Err(Refused::WrongVersion);
        }
        Ok(Self {
            space: reader.array()?,
            epoch: reader.u32()?,
            key_commitment: reader.array()?,
            recipient: PublicIdentity::from_slice(reader.take(64)?)?,
            role: reader.u8()?,
            expires_ms: match (reader.u8()?, reader.i64()?) {
                (0, 0) => None,
                (1, at) => Some(at),
                _ => return Err(Refused::Malformed),
            },
            previous: reader.array()?,
            granter: PublicIdentity::from_slice(reader.take(64)?)?,
        })
    }

    /// Reads what [`Grant::to_bytes`] wrote.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let grant = Self::read(&mut reader)?;
        reader.end()?;
        Ok(grant)
    }

    /// The hash that the next grant names and that the key is sealed under.
    pub fn hash(&self) -> [u8; 32] {
        hash("toward/v1/grant-hash", &[&self.to_bytes()])
    }

    /// Signs it; the identity must be the granter.
    pub fn sign(&self, granter: &Identity) -> [u8; 64] {
        granter.sign("toward/v1/grant", &[&self.to_bytes()])
    }

    /// Checks, strictly, that the granter signed it.
    pub fn verify(&self, signature: &[u8; 64]) -> Result<(), Refused> {
        self.granter.verify("toward/v1/grant", &[&self.to_bytes()], signature)
    }
}

/// A grant with its signature and the key sealed to the recipient.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SealedGrant {
    /// What it states.
    pub grant: Grant,
    /// The granter's signature over it.
    pub signature: [u8; 64],
    enc: [u8; 32],
    sealed: Vec<u8>,
}

impl SpaceKey {
    /// Grants this key to a recipient, signed by the granter.
    pub fn grant(
        &self,
        granter: &Identity,
        recipient: &PublicIdentity,
        role: u8,
        expires_ms: Option<i64>,
        previous: [u8; 32],
        chance: &mut Chance,
    ) -> Result<SealedGrant, Refused> {
        let grant = Grant {
            space: *self.space(),
            epoch: self.epoch(),
            key_commitment: self.commitment(),
            recipient: *recipient,
            role,
            expires_ms,
            previous,
            granter: granter.public(),
        };
        let info = grant.hash();
        let mut chance = chance.bound("toward/v1/grant-chance", &[&info, &sha256(&[self.key()])]);
        let (enc, sealed) = hpke_seal(&recipient.receive, &info, &[], self.key(), &mut chance)?;
        Ok(SealedGrant { signature: grant.sign(granter), grant, enc, sealed })
    }
}

impl SealedGrant {
    /// Opens it: from `granter` and nobody else, to this identity, before its expiry.
    pub fn open(
        &self,
        identity: &Identity,
        granter: &PublicIdentity,
        now_ms: i64,
    ) -> Result<SpaceKey, Refused> {
        self.check(granter, now_ms)?;
        if self.grant.recipient != identity.public() {
            return Err(Refused::NotForYou);
        }
        let opened = hpke_open(identity.receive(), &self.enc, &self.grant.hash(), &[], &self.sealed)?;
        let key = opened.as_slice().try_into().map_err(|_| Refused::Malformed)?;
        let key = SpaceKey::from_parts(self.grant.space, self.grant.epoch, key);
        if same(&key.commitment(), &self.grant.key_commitment) {
            Ok(key)
        } else {
            Err(Refused::BadCommitment)
        }
    }

    /// Checks granter, signature and expiry without opening: what a host does that has no identity at hand.
    pub fn check(&self, granter: &PublicIdentity, now_ms: i64) -> Result<(), Refused> {
        self.grant.verify(&self.signature)?;
        if self.grant.granter != *granter {
            return Err(Refused::NotFromThem);
        }
        if self.grant.expires_ms.is_some_and(|end| now_ms >= end) {
            return Err(Refused::Expired);
        }
        Ok(())
    }

    /// Its bytes for the store.
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.grant.to_bytes().as_slice(), &self.signature, &self.enc, &self.sealed].concat()
    }

    /// Reads what [`SealedGrant::to_bytes`] wrote.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let grant = Grant::read(&mut reader)?;
        let (signature, enc) = (reader.array()?, reader.array()?);
        let sealed = reader.take(48)?.to_vec();
        reader.end()?;
        Ok(Self { grant, signature, enc, sealed })
    }
}
