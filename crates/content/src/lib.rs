//! The library of Toward and all its words: data files per language, one typed loader, and the lints that
//! keep them good.
//!
//! Invariant: nothing here decides anything about a couple, and nothing reads a disk, a clock or chance; the
//! files are part of the program. This crate depends on no other crate of the project: ids and words are
//! mapped by their text.

mod bid;
mod both;
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
mod near;
mod need;
mod path;
mod practice;
mod presence;
mod question;
mod read;
mod repair;
mod rhythm;
mod ritual;
mod scene;
mod sign;
mod step;
mod terms;
mod tiny;
mod touch;
mod words;

pub use bid::{Bids, Cup, Kindness, Mend, Noticed};
pub use both::{Both, BothWeek, Halves};
pub use checkin::{CheckIn, CheckinItem, TalkPrompt};
pub use files::{Files, Lang};
pub use flaw::Flaw;
pub use guide::Guide;
pub use help::{HelpCountry, HelpLine};
pub use ids::{
    AnswerId, CardId, CheckinItemId, ClosingId, CourtesyId, CupId, DayId, EndingId, GuideSlug, KindnessId,
    LetterId, LineId, MendId, NearId, NeedId, NoticedId, PracticeId, PrepareId, QuestionId, RungId, SceneId,
    ScreenFreeId, SideId, StepLineId, TalkId, TemplateId, TinyId, TouchId, WeekId,
};
pub use letter::Letter;
pub use library::Library;
pub use near::{Agreement, Near, Warm};
pub use need::Need;
pub use path::{Day, DayPage, Ending, Path, Week};
pub use practice::Practice;
pub use presence::{ClosingQuestion, Courtesy, Presence, ScreenFree, SessionCard};
pub use question::Question;
pub use repair::{AsAFriend, FirstDay, Line, Prepare, Repair, RepairPath, Side};
pub use rhythm::{Rhythm, WallClock};
pub use ritual::Template;
pub use scene::Scene;
pub use sign::{Cause, Sign};
pub use step::{FirstSteps, Rung, StepLine, WayToAnswer};
pub use terms::{
    After, CauseId, CheckSet, Depth, Domain, Evidence, HelpKind, Kind, RepairKind, Season, Shelf, SignId,
    TouchGroup, Weekday, Who,
};
pub use tiny::Tiny;
pub use touch::Touch;
pub use words::{Arg, Words};
