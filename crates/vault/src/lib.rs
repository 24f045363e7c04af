//! Keys, sealing and opening: the only crate of Toward that names a cryptographic primitive.
//!
//! Every verb is a total function of its arguments. Randomness comes in as a [`Chance`], time as
//! milliseconds, and each failure is a named [`Refused`]. Nothing here knows what a couple is.
//!
//! *Invariants, what is absent:* no I/O, no clock, no hidden randomness, no threads, no `unsafe`; no
//! primitive is used without a label of its own (`toward/v1/…`), and no secret prints itself.

mod boxed;
mod bytes;
mod framed;
mod secret;

pub mod act;
pub mod chain;
mod chance;
pub mod door;
pub mod event;
pub mod gate;
pub mod grant;
pub mod host;
pub mod identity;
pub mod letter;
pub mod padding;
pub mod passphrase;
pub mod pepper;
pub mod pin;
pub mod primitives;
pub mod recovery;
mod refused;
pub mod seen;
pub mod session;
pub mod signed;
pub mod snapshot;
mod space;
pub mod token;
pub mod told;
pub mod words;
pub mod wrap;

pub use act::ActKey;
pub use chain::{Head, Link};
pub use chance::Chance;
pub use event::{Header, Opened, Place, SealedEvent};
pub use gate::GateSecret;
pub use grant::{Grant, SealedGrant};
pub use host::HostKey;
pub use identity::{Identity, PublicIdentity};
pub use letter::{DropKey, DropPublic};
pub use passphrase::{Cost, Proof, Root, Share};
pub use pepper::{NameKey, Pepper};
pub use pin::DeviceSecret;
pub use recovery::RecoveryCode;
pub use refused::Refused;
pub use seen::SeenKey;
pub use session::{CookieKey, PrivateKeys, SessionKeys};
pub use signed::{Certificate, Seen, SessionSigner, SignedInner, Verifier};
pub use snapshot::SnapshotKey;
pub use space::SpaceKey;
pub use token::Token;
pub use wrap::Kek;

/// Sixteen bytes that name a space, an event, an account, a gate or an act.
pub type Id = [u8; 16];
