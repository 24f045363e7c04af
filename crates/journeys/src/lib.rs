//! Stories of two people in a real browser: the program `toward` on a free port, Chromium, and a person per context.
//!
//! The driver speaks the Chrome `DevTools` Protocol over two pipes (`--remote-debugging-pipe`): one JSON text after
//! another, each ended by a zero byte. That needs no WebSocket, no async and no port that others could reach, so the
//! only crate it takes is `serde_json`. The ready-made drivers weigh more than this folder: `chromiumoxide` brings an
//! async runtime, a WebSocket and 60,000 generated lines, `headless_chrome` a WebSocket, an HTTP client and threads,
//! and both would still leave out what is watched here (console, other hosts, bytes).
//!
//! Things are found on a page the way a screen reader finds them: by role and by computed name.
//!
//! To look at a story, say `TOWARD_SHOTS=folder`: every page it comes to is kept there as a picture.
//!
//! *Invariant*: no visitor may make the console say anything or reach another host; [`Visitor`] fails the story.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a story that cannot go on says why by panicking"
)]
#![allow(clippy::disallowed_methods, reason = "who waits for a browser needs a clock")]

mod around;
mod browser;
mod find;
mod keys;
mod pipe;
mod shot;
mod steps;
mod toward;
mod visitor;
mod walk;
mod watch;

pub use browser::Browser;
pub use shot::{Look, PHONE};
pub use steps::{PASSPHRASE, come_together};
pub use toward::Toward;
pub use visitor::Visitor;
pub use walk::Walk;

/// A server, a browser, and nobody in it yet.
pub struct Stage {
    /// The program under test.
    pub toward: Toward,
    /// The browser all people of a story share; each has their own cookies.
    pub browser: Browser,
}

impl Stage {
    /// Sets the stage; `None` if stories are not wanted here (`TOWARD_NO_BROWSER=1`).
    pub fn set() -> Option<Self> {
        Self::with(Toward::start)
    }

    /// Sets the stage where Alex and Sam have ten weeks behind them.
    pub fn ten_weeks() -> Option<Self> {
        Self::with(Toward::demo)
    }

    fn with(toward: fn() -> Toward) -> Option<Self> {
        if std::env::var_os("TOWARD_NO_BROWSER").is_some_and(|set| set == "1") {
            eprintln!("TOWARD_NO_BROWSER=1: this story was not played");
            return None;
        }
        let browser = Browser::start();
        Some(Self { toward: toward(), browser })
    }

    /// Alex or Sam of the ten weeks, signed in.
    #[track_caller]
    pub fn person(&self, name: &str) -> Visitor {
        let visitor = self.somebody();
        let (sign_in, passphrase) = self.toward.login(name);
        visitor.enter(&sign_in, &passphrase);
        visitor
    }

    /// Somebody with a phone who was never here.
    pub fn somebody(&self) -> Visitor {
        Visitor::new(&self.browser, &self.toward.url)
    }
}
