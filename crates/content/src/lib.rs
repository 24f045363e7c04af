//! The library of Toward and all its words: data files per language, one typed loader, and the lints that
//! keep them good.
//!
//! Invariant: nothing here decides anything about a couple, and nothing reads a disk, a clock or chance; the
//! files are part of the program. This crate depends on no other crate of the project: ids and words are
//! mapped by their text.

mod checkin;
mod files;
mod flaw;
mod guide;
mod help;
mod ids;
mod letter;
mod library;
pub mod lint;
mod markdown;
mod path;
mod practice;
mod question;
mod read;
mod sign;
mod terms;
mod tiny;
mod words;

pub use checkin::{CheckIn, CheckinItem, TalkPrompt};
pub use files::{Files, Lang};
pub use flaw::Flaw;
pub use guide::Guide;
pub use help::{HelpCountry, HelpLine};
pub use ids::{
    CheckinItemId, DayId, EndingId, GuideSlug, LetterId, PracticeId, QuestionId, TalkId, TinyId, WeekId,
};
pub use letter::Letter;
pub use library::Library;
pub use path::{Day, Ending, Path, Week};
pub use practice::Practice;
pub use question::Question;
pub use sign::{Cause, Sign};
pub use terms::{CauseId, CheckSet, Depth, Domain, Evidence, HelpKind, Kind, SignId, Who};
pub use tiny::Tiny;
pub use words::{Arg, Words};
