//! What Toward knows about two people: events, the states they fold into, and the rules.
//!
//! Invariant: nothing here reads a clock, draws a random number, does I/O, or fails while folding.
//! Time, chance and identity come in as arguments; an event nobody knows is passed over and kept.

pub mod agreement;
pub mod alone;
pub mod calendars;
pub mod checkin;
pub mod desk;
pub mod event;
pub mod first_step;
pub mod id;
pub mod life;
pub mod look_back;
pub mod meet;
pub mod plan;
pub mod private;
pub mod repair;
pub mod reveal;
pub mod rhythm;
pub mod ritual;
pub mod shared;
pub mod sheet;
pub mod signals;
pub mod talk;
pub mod text;
pub mod time;
pub mod timeline;
pub mod touch;
pub mod trend;
pub mod voice;

pub use event::{Fold, Meta, SpaceName};
pub use id::{
    AgreementId, CalendarId, PersonId, PracticeId, QuestionId, RepairId, RitualId, StepId, TouchId,
};
pub use time::{Day, Instant, Week};
pub use voice::Voice;
