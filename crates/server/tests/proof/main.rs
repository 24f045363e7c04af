//! What is promised about this host, proven through its pages. One program, so that it is linked once.

#![allow(unreachable_pub)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what is wrong by panicking"
)]

mod account;
mod authorisation;
mod canary;
mod csrf;
mod device;
mod feeds;
mod fetching;
mod forms;
mod gates;
mod headers;
mod insider;
mod leaving;
mod letters;
mod matching;
mod near;
mod nodes;
mod own;
mod pairing;
mod program;
mod rituals;
mod robber;
mod rows;
mod settling;
mod signin;
mod steps;
mod store_api;
mod support;
mod tamper;
mod thanks;
mod times;
mod uploads;
mod us;
mod wire;
mod year;
