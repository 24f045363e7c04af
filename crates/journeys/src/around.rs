//! What is around a visitor: the network, the hour, how much may move on a screen.

use serde_json::json;

use crate::Visitor;

impl Visitor {
    /// Takes the network away, or gives it back.
    pub fn offline(&self, offline: bool) {
        let params =
            json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.call("Network.emulateNetworkConditions", &params);
    }

    /// Lets so many minutes pass for the page that is open, as a phone does that slept meanwhile.
    #[track_caller]
    pub fn minutes_later(&self, minutes: u32) {
        self.ask(&format!(
            "void ((then) => {{ Date.now = () => then() + {minutes} * 60_000; }})(Date.now.bind(Date)), \
             document.dispatchEvent(new Event('visibilitychange'))"
        ));
        self.rest(std::time::Duration::from_millis(100));
    }

    /// Asks pages to keep still from now on.
    pub fn keep_still(&self) {
        let features = [json!({ "name": "prefers-reduced-motion", "value": "reduce" })];
        self.call("Emulation.setEmulatedMedia", &json!({ "media": "", "features": features }));
    }

    /// Runs a script in each page to come, before any of its own.
    pub fn before_each_page(&self, script: &str) {
        self.call("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    }
}
