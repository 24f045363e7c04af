//! Nothing acknowledged is lost: neither when the process is killed, nor when the power goes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod kill;
mod power;
mod writing;
