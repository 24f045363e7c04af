//! The pages: one file for each thing a person can do, its routes at the top.

mod account;
mod agreed;
mod answer;
pub mod assets;
mod away;
mod began;
mod begin;
mod bid;
mod book;
mod both;
mod calendars;
mod care;
mod causes;
mod checkin;
mod down;
mod enter;
pub(crate) mod errors;
pub(crate) mod find;
mod given;
mod guess;
pub(crate) mod hear;
mod help;
mod invite;
mod invited;
mod kindness;
mod ladder;
mod landing;
mod leaning;
mod leave;
mod life;
mod look;
mod map;
mod me;
mod moments;
mod near;
#[cfg(test)]
mod own_half;
mod own_question;
mod pair;
mod paper;
mod part;
mod path;
mod practice;
mod quiet;
mod read;
mod recover;
mod reveal;
mod say;
mod seasons;
mod settings;
mod settle;
mod summary;
mod talk;
mod thanks;
mod time;
mod today;
mod trend;
mod turns;
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
    paper::ROUTES,
    care::ROUTES,
    unlock::ROUTES,
    account::ROUTES,
    settings::ROUTES,
    seasons::ROUTES,
    invite::ROUTES,
    pair::ROUTES,
    us::ROUTES,
    life::ROUTES,
    began::ROUTES,
    given::ROUTES,
    agreed::ROUTES,
    book::ROUTES,
    near::ROUTES,
    both::ROUTES,
    thanks::ROUTES,
    part::ROUTES,
    talk::ROUTES,
    reveal::ROUTES,
    own_question::ROUTES,
    guess::ROUTES,
    map::ROUTES,
    ladder::ROUTES,
    settle::ROUTES,
    turns::ROUTES,
    time::ROUTES,
    hear::ROUTES,
    answer::ROUTES,
    me::ROUTES,
    me::back::ROUTES,
    me::keep::ROUTES,
    say::ROUTES,
    bid::ROUTES,
    kindness::ROUTES,
    find::ROUTES,
    calendars::ROUTES,
];
