//! Tidiness as tests: what the house rules ask of the whole tree, checked on every file there is.
//!
//! Each test names every place that breaks its rule, so that one run is enough to put all of them right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests are tests")]

#[path = "tidy/code.rs"]
mod code;
#[path = "tidy/docs.rs"]
mod docs;
#[path = "tidy/manifests.rs"]
mod manifests;
#[path = "tidy/markup.rs"]
mod markup;
#[path = "tidy/messages.rs"]
mod messages;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/templates.rs"]
mod templates;
#[path = "tidy/tree.rs"]
mod tree;
