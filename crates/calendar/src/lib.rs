//! Calendars: when somebody is busy, when two people are free, and a feed of their own times.
//!
//! - [`busy`] reads an iCalendar file and says when its owner is busy, and nothing else of it.
//! - [`free`] finds the times at which neither of two people is.
//! - [`merge`], [`intersect`], [`subtract`] and [`clip`] do sums with stretches of time.
//! - [`feed`] writes times of ours for other programs to subscribe to.
//!
//! Own code where crates exist: those that expand recurrences keep time with chrono, know no other zones than their
//! own, step from an event's beginning however long ago that was, and have no bounds that count.
//!
//! *Invariant:* no I/O, no clock, no tables of time zones: the database and the stretch of time come in as arguments.
//! Nothing here panics, whatever bytes it is given, and every loop over a file or a rule is bounded by a count.

mod bits;
mod busy;
mod civil;
mod event;
mod fold;
mod free;
mod interval;
mod limits;
mod lines;
mod names;
mod observed;
mod parse;
mod problem;
mod properties;
mod read;
mod recur;
mod rule;
mod series;
mod sink;
mod text;
mod value;
mod vtimezone;
mod windows;
mod write;
mod zone;

pub use free::{BadDaily, Daily, free};
pub use interval::{Interval, clip, intersect, merge, subtract};
pub use limits::Limits;
pub use problem::{Problem, Unreadable};
pub use read::{Ask, Read, busy};
pub use write::{Entry, Feed, Transparency, Unwritable, feed};
