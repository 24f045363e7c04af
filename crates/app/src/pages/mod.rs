//! The pages: one file for each thing a person can do, its routes at the top.

mod account;
mod answer;
pub mod assets;
mod begin;
mod calendars;
mod care;
mod causes;
mod checkin;
mod down;
mod enter;
pub(crate) mod errors;
pub(crate) mod find;
mod guess;
mod help;
mod invite;
mod invited;
mod ladder;
mod landing;
mod leaning;
mod leave;
mod look;
mod map;
mod me;
mod own_question;
mod pair;
mod part;
mod path;
mod practice;
mod quiet;
mod read;
mod recover;
mod reveal;
mod settings;
mod summary;
mod talk;
mod time;
mod today;
mod trend;
mod unlock;
mod us;

pub use errors::{sorry, stale};

use crate::Route;

/// Every route, page by page.
pub(crate) const ROUTES: &[&[Route]] = &[
    landing::ROUTES,
    look::ROUTES,
    read::ROUTES,
    help::ROUTES,
    enter::ROUTES,
    begin::ROUTES,
    recover::ROUTES,
    leave::ROUTES,
    invited::ROUTES,
    today::ROUTES,
    practice::ROUTES,
    path::ROUTES,
    checkin::ROUTES,
    trend::ROUTES,
    causes::ROUTES,
    leaning::ROUTES,
    summary::ROUTES,
    quiet::ROUTES,
    down::ROUTES,
    care::ROUTES,
    unlock::ROUTES,
    account::ROUTES,
    settings::ROUTES,
    invite::ROUTES,
    pair::ROUTES,
    us::ROUTES,
    part::ROUTES,
    talk::ROUTES,
    reveal::ROUTES,
    own_question::ROUTES,
    guess::ROUTES,
    map::ROUTES,
    ladder::ROUTES,
    time::ROUTES,
    answer::ROUTES,
    me::ROUTES,
    find::ROUTES,
    calendars::ROUTES,
];
