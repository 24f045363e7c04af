//! What an author signs: both members hold the space key, so only a signature proves who wrote.
//!
//! ```text
//! certificate = session key ‖ not after ‖ Ed25519(identity, frame("toward/v1/session-certificate", identity, key, not after))
//! signature   = Ed25519(session key, frame("toward/v1/event-signature", space, id, author, time, seen, body))
//! inner       = 0x01 ‖ time ‖ seen ‖ signature ‖ certificate ‖ u32 length ‖ body
//! ```
//!
//! Neither sequence nor previous hash is signed: a partner may append the other's signed words at a reveal.
//! *Invariant:* what is signed is the stored bytes of the body, never a re-encoding.

use crate::{
    Chance, Head, Header, Id, Identity, PublicIdentity, Refused,
    bytes::{Reader, put_long},
    framed::{first, frame},
    primitives::{ed25519_public, ed25519_sign, ed25519_verify},
    secret::dots,
};
use zeroize::{Zeroize, ZeroizeOnDrop};

const VERSION: u8 = 1;

/// The head of the space that an author had last seen: its sequence and the first 8 bytes of its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Seen {
    /// The sequence.
    pub seq: u64,
    /// The first 8 bytes of the chain hash there.
    pub hash: [u8; 8],
}

impl From<&Head> for Seen {
    fn from(head: &Head) -> Self {
        Self { seq: head.seq, hash: first(&head.hash) }
    }
}

/// A session's public key, vouched for by the identity until a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Certificate {
    /// The session's Ed25519 key.
    pub key: [u8; 32],
    /// The last instant, in milliseconds, that words signed with it may carry.
    pub not_after_ms: i64,
    /// The identity's signature over both.
    pub signature: [u8; 64],
}

impl Certificate {
    /// How many bytes it takes.
    pub const LENGTH: usize = 104;

    /// Checks, strictly, that this identity vouched for the key.
    pub fn verify(&self, author: &PublicIdentity) -> Result<(), Refused> {
        let parts: [&[u8]; 3] = [&author.to_bytes(), &self.key, &self.not_after_ms.to_be_bytes()];
        author.verify("toward/v1/session-certificate", &parts, &self.signature)
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.key);
        out.extend_from_slice(&self.not_after_ms.to_be_bytes());
        out.extend_from_slice(&self.signature);
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        Ok(Self { key: reader.array()?, not_after_ms: reader.i64()?, signature: reader.array()? })
    }
}

/// The key a session signs with, for its own life only.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SessionSigner {
    seed: [u8; 32],
    #[zeroize(skip)]
    certificate: Certificate,
}

dots!(SessionSigner);

impl SessionSigner {
    /// Draws a key and has the identity vouch for it; afterwards the identity can be dropped.
    pub fn new(identity: &Identity, not_after_ms: i64, chance: &mut Chance) -> Self {
        let seed = chance.bytes();
        let key = ed25519_public(&seed);
        let parts: [&[u8]; 3] = [&identity.public().to_bytes(), &key, &not_after_ms.to_be_bytes()];
        let signature = identity.sign("toward/v1/session-certificate", &parts);
        Self { seed, certificate: Certificate { key, not_after_ms, signature } }
    }

    /// The certificate that goes beside each signature.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    pub(crate) fn seed(&self) -> &[u8; 32] {
        &self.seed
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.seed);
        self.certificate.write(out);
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        // That the key fits the seed needs no check: only what this code sealed is ever read.
        Ok(Self { seed: reader.array()?, certificate: Certificate::read(reader)? })
    }
}

/// The inside of an event: when it was said, what its author had seen, the body, and the proof of who wrote.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedInner {
    /// When it was said, in milliseconds.
    pub time_ms: i64,
    /// What the author had last seen of the space.
    pub seen: Seen,
    /// The stored bytes; their meaning is the caller's.
    pub body: Vec<u8>,
    /// The session's signature.
    pub signature: [u8; 64],
    /// The session's certificate.
    pub certificate: Certificate,
}

dots!(SignedInner);

impl SignedInner {
    /// Signs a body for one event of one space.
    ///
    /// Misuse: an `author` that is not the account of the session's identity: it will not verify.
    pub fn sign(
        signer: &SessionSigner,
        space: &Id,
        id: &Id,
        author: &Id,
        time_ms: i64,
        seen: Seen,
        body: Vec<u8>,
    ) -> Self {
        let message = message(space, id, author, time_ms, &seen, &body);
        let signature = ed25519_sign(&signer.seed, &message);
        Self { time_ms, seen, body, signature, certificate: signer.certificate }
    }

    /// Checks certificate and signature, strictly, and that the time lies within the certificate.
    pub fn verify(&self, by: &PublicIdentity, space: &Id, id: &Id, author: &Id) -> Result<(), Refused> {
        self.certificate.verify(by)?;
        self.verify_signature(space, id, author)
    }

    fn verify_signature(&self, space: &Id, id: &Id, author: &Id) -> Result<(), Refused> {
        let message = message(space, id, author, self.time_ms, &self.seen, &self.body);
        ed25519_verify(&self.certificate.key, &message, &self.signature)?;
        if self.time_ms <= self.certificate.not_after_ms { Ok(()) } else { Err(Refused::Expired) }
    }

    /// Its bytes, to be kept sealed until a reveal.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Refused> {
        let mut out = Vec::with_capacity(self.body.len() + 197);
        out.push(VERSION);
        out.extend_from_slice(&self.time_ms.to_be_bytes());
        out.extend_from_slice(&self.seen.seq.to_be_bytes());
        out.extend_from_slice(&self.seen.hash);
        out.extend_from_slice(&self.signature);
        self.certificate.write(&mut out);
        put_long(&mut out, &self.body)?;
        Ok(out)
    }

    /// Reads what [`SignedInner::to_bytes`] wrote; nothing is verified yet.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        if reader.u8()? != VERSION {
            return Err(Refused::WrongVersion);
        }
        let time_ms = reader.i64()?;
        let seen = Seen { seq: reader.u64()?, hash: reader.array()? };
        let signature = reader.array()?;
        let certificate = Certificate::read(&mut reader)?;
        let body = reader.long()?.to_vec();
        reader.end()?;
        Ok(Self { time_ms, seen, body, signature, certificate })
    }
}

fn message(
    space: &Id,
    id: &Id,
    author: &Id,
    time_ms: i64,
    seen: &Seen,
    body: &[u8],
) -> zeroize::Zeroizing<Vec<u8>> {
    let (time, seq) = (time_ms.to_be_bytes(), seen.seq.to_be_bytes());
    frame("toward/v1/event-signature", &[space, id, author, &time, &seq, &seen.hash, body])
}

/// Verifies many events and remembers the certificates it has checked: n events of one session cost n + 1 checks.
#[derive(Debug, Default)]
pub struct Verifier {
    checked: Vec<(PublicIdentity, Certificate)>,
}

impl Verifier {
    /// More sessions than this are checked again rather than remembered.
    const REMEMBERED: usize = 64;

    /// Starts without any certificate.
    pub fn new() -> Self {
        Self::default()
    }

    /// Checks one opened event against the identity of its author.
    ///
    /// Misuse: taking the identity from anywhere but what was pinned for `header.author`.
    pub fn verify(
        &mut self,
        by: &PublicIdentity,
        header: &Header,
        inner: &SignedInner,
    ) -> Result<(), Refused> {
        if !self.checked.iter().any(|(who, what)| who == by && *what == inner.certificate) {
            inner.certificate.verify(by)?;
            if self.checked.len() >= Self::REMEMBERED {
                self.checked.clear();
            }
            self.checked.push((*by, inner.certificate));
        }
        inner.verify_signature(&header.space, &header.id, &header.author)
    }
}
