//! What the calendar promises, tested from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "helpers of tests are tests"
)]

mod ask;
mod feed;
mod files;
mod hostile;
mod lines;
mod overrides;
mod rules;
mod zones;
