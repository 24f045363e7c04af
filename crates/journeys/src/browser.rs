//! Chromium, started fresh, able to reach nothing but this machine.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::rc::Rc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::pipe::Pipe;
use crate::watch::Watch;

const FLAGS: [&str; 14] = [
    "--headless=new",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--password-store=basic",
    // Whatever a page asks of another host stays here.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    // `element.computedName` and `computedRole`: what a screen reader is told.
    "--enable-blink-features=ComputedAccessibilityInfo",
];

/// A running Chromium; clones are the same one.
#[derive(Clone)]
pub struct Browser {
    inner: Rc<Inner>,
}

struct Inner {
    wire: RefCell<Pipe>,
    watches: RefCell<BTreeMap<String, Watch>>,
    // After the wire, so that Chromium has ended when its folder goes.
    _home: TempDir,
}

impl Browser {
    /// Starts it; without Chromium the story fails and says what to install.
    pub fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let program = std::env::var("CHROMIUM").unwrap_or_else(|_| found());
        let mut arguments: Vec<String> = FLAGS.map(str::to_owned).to_vec();
        arguments.push(format!("--user-data-dir={}", home.path().display()));
        if std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0) {
            // Chromium refuses its sandbox to root; these are our own pages only.
            arguments.push("--no-sandbox".to_owned());
        }
        let wire = RefCell::new(Pipe::start(&program, &arguments).unwrap());
        let browser = Self { inner: Rc::new(Inner { wire, watches: RefCell::default(), _home: home }) };
        browser.call(None, "Browser.getVersion", &json!({}));
        browser
    }

    /// A command that must succeed.
    pub(crate) fn call(&self, session: Option<&str>, method: &str, params: &Value) -> Value {
        self.try_call(session, method, params).unwrap_or_else(|error| panic!("{error}"))
    }

    pub(crate) fn try_call(
        &self,
        session: Option<&str>,
        method: &str,
        params: &Value,
    ) -> Result<Value, String> {
        let result = self.inner.wire.borrow_mut().call(session, method, params);
        self.catch_up(Instant::now());
        result
    }

    /// Begins to watch what happens in a tab.
    pub(crate) fn watch(&self, session: &str, watch: Watch) {
        self.inner.watches.borrow_mut().insert(session.to_owned(), watch);
    }

    /// What was seen in a tab so far.
    pub(crate) fn seen<T>(&self, session: &str, look: impl FnOnce(&mut Watch) -> T) -> T {
        look(self.inner.watches.borrow_mut().get_mut(session).unwrap())
    }

    /// Waits until something holds in a tab, or gives up.
    pub(crate) fn wait(&self, session: &str, longest: Duration, done: impl Fn(&Watch) -> bool) -> bool {
        let until = Instant::now() + longest;
        loop {
            if self.seen(session, |watch| done(watch)) {
                return true;
            }
            if !self.next(until) {
                return false;
            }
        }
    }

    /// Lets everything happen until a moment.
    pub(crate) fn catch_up(&self, until: Instant) {
        while self.next(until) {}
    }

    fn next(&self, until: Instant) -> bool {
        let Some(event) = self.inner.wire.borrow_mut().event(until) else { return false };
        let session = event["sessionId"].as_str().unwrap_or_default();
        let answer = self.inner.watches.borrow_mut().get_mut(session).and_then(|watch| watch.hear(&event));
        if let Some((method, params)) = answer {
            self.inner.wire.borrow_mut().send(Some(session), method, &params);
        }
        true
    }
}

fn found() -> String {
    let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    let path = std::env::var("PATH").unwrap_or_default();
    let places = names.iter().flat_map(|name| path.split(':').map(move |folder| format!("{folder}/{name}")));
    places.into_iter().find(|place| std::path::Path::new(place).is_file()).unwrap_or_else(|| {
        panic!(
            "no Chromium was found. Install it (Debian: apt install chromium; Fedora: dnf install chromium), \
             or say where it is with CHROMIUM=/path/to/chromium, or set TOWARD_NO_BROWSER=1 to leave the journeys out"
        )
    })
}
