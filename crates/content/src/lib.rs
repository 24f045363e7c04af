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
mod presence;
mod question;
mod read;
mod rhythm;
mod ritual;
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
    CardId, CheckinItemId, ClosingId, CourtesyId, DayId, EndingId, GuideSlug, LetterId, PracticeId,
    QuestionId, ScreenFreeId, TalkId, TemplateId, TinyId, WeekId,
};
pub use letter::Letter;
pub use library::Library;
pub use path::{Day, Ending, Path, Week};
pub use practice::Practice;
pub use presence::{ClosingQuestion, Courtesy, Presence, ScreenFree, SessionCard};
pub use question::Question;
pub use rhythm::{Rhythm, WallClock};
pub use ritual::Template;
pub use sign::{Cause, Sign};
pub use terms::{CauseId, CheckSet, Depth, Domain, Evidence, HelpKind, Kind, Season, SignId, Weekday, Who};
pub use tiny::Tiny;
pub use words::{Arg, Words};
