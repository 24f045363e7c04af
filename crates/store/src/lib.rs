//! The blind store of Toward: accounts, sealed logs, gates and what waits to be done.
//!
//! A [`Write`] is applied whole or not at all, and when it is answered it is on the disk. One task writes; writes that
//! wait share a commit. Each statement is written once, for every engine, in the module of its noun.
//!
//! Invariant: nothing here can open what it keeps, knows what a couple does, asks a clock or draws a random number.

mod account;
mod act;
mod apply;
mod attempt;
mod care;
mod couple;
mod dots;
mod engine;
mod erase;
mod error;
mod event;
mod feed;
mod gate;
mod id;
mod invite;
mod letter;
mod outbox;
mod page;
mod pin;
mod postgres;
mod purge;
mod row;
mod schema;
mod sessions;
mod setting;
mod snapshot;
mod space;
mod sqlite;
mod store;
mod txn;
mod value;
mod wire;
mod write;
mod writer;

pub use account::{Account, AccountKind, Wrap, WrapKind};
pub use act::Act;
pub use attempt::Attempts;
pub use care::Fault;
pub use couple::{Couple, CoupleRow, CoupleState, Leaving};
pub use error::{Broken, BrokenKind, OpenError, WriteError};
pub use event::EventRow;
pub use feed::Feed;
pub use gate::{Expect, Gate, SeenSide};
pub use id::{Hash, Head, Id, Instant};
pub use invite::{Invite, InviteState};
pub use letter::Letter;
pub use outbox::{Effect, Reminder};
pub use page::{OpenSpace, Opened, Want};
pub use pin::{Pin, Recovery};
pub use purge::Purge;
pub use row::Row;
pub use sessions::{Session, Sessions};
pub use snapshot::{Chapter, Snapshot};
pub use space::{Grant, Space};
pub use store::Store;
pub use wire::B64;
pub use write::{Append, SealedRow, Write, Written};
