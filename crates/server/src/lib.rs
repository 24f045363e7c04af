//! The host: loads and opens what a request touches, lets `app` answer, seals and appends what happened.
//!
//! Invariant: no decision about couples is made here.

pub mod browser;
pub mod calendar;
pub mod config;
pub mod connections;
pub mod data;
pub mod demo;
pub mod device;
pub mod fetch;
pub mod host;
pub mod http;
pub mod keeper;
pub mod library;
pub mod log;
pub mod run;
pub mod secrets;
pub mod signals;
mod unread;

/// 32 bytes from the operating system.
///
/// # Panics
/// When the operating system has no randomness to give: nothing safe can be done then.
#[allow(clippy::expect_used, clippy::disallowed_methods, reason = "the one place where chance comes in")]
pub fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}
