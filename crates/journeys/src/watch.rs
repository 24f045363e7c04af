//! What happens in one tab: where it is, what it asked for, and what nobody should ever see there.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// A request that a tab made.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) url: String,
    pub(crate) status: u16,
    pub(crate) bytes: u64,
    pub(crate) document: bool,
    pub(crate) headers: Value,
}

/// The record of one tab.
pub(crate) struct Watch {
    frame: String,
    origin: String,
    /// The one other place a tab may go to: where *Leave this page* leads.
    pub(crate) neutral: String,
    /// Changes with every new document.
    pub(crate) document: String,
    pub(crate) loaded: String,
    pub(crate) url: String,
    requests: BTreeMap<String, usize>,
    pub(crate) asked: Vec<Asked>,
    wrong: Vec<String>,
    lines: Vec<Value>,
}

impl Watch {
    pub(crate) fn new(frame: &str, origin: &str) -> Self {
        Self {
            frame: frame.to_owned(),
            origin: origin.to_owned(),
            neutral: String::new(),
            document: String::new(),
            loaded: String::new(),
            url: String::new(),
            requests: BTreeMap::new(),
            asked: Vec::new(),
            wrong: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// The last document that was asked for.
    pub(crate) fn page(&self) -> Option<&Asked> {
        self.asked.iter().rev().find(|asked| asked.document && asked.status != 0)
    }

    /// Everything asked for since this was last called.
    pub(crate) fn take(&mut self) -> Vec<Asked> {
        self.requests.clear();
        std::mem::take(&mut self.asked)
    }

    /// Takes in an event; some want an answer.
    pub(crate) fn hear(&mut self, event: &Value) -> Option<(&'static str, Value)> {
        let it = &event["params"];
        match event["method"].as_str()? {
            "Page.frameNavigated" if it["frame"]["id"] == self.frame.as_str() => {
                self.document = text(&it["frame"]["loaderId"]);
                self.url = text(&it["frame"]["url"]);
            }
            "Page.lifecycleEvent" if it["frameId"] == self.frame.as_str() && it["name"] == "load" => {
                self.loaded = text(&it["loaderId"]);
            }
            "Network.requestWillBeSent" => self.asks(it),
            "Network.responseReceived" => self.is_answered(it),
            // The whole truth; Chromium keeps some headers, such as `Clear-Site-Data`, from the other event.
            "Network.responseReceivedExtraInfo" => {
                if let Some(asked) = self.request(it) {
                    asked.headers = it["headers"].clone();
                }
            }
            "Network.loadingFinished" => {
                if let Some(asked) = self.request(it) {
                    asked.bytes = it["encodedDataLength"].as_f64().unwrap_or_default() as u64;
                }
            }
            "Network.loadingFailed" if it["canceled"] != true && it["errorText"] != "net::ERR_ABORTED" => {
                let url = self.request(it).map(|asked| asked.url.clone());
                self.wrong.push(format!("{} did not load: {}", url.unwrap_or_default(), it["errorText"]));
            }
            "Log.entryAdded" => self.lines.push(it["entry"].clone()),
            "Runtime.consoleAPICalled" => self.wrong.push(format!("the console says: {}", it["args"])),
            "Runtime.exceptionThrown" => {
                self.wrong.push(format!("a script broke: {}", it["exceptionDetails"]))
            }
            "Page.javascriptDialogOpening" => {
                self.wrong.push(format!("a dialog opened: {}", it["message"]));
                return Some(("Page.handleJavaScriptDialog", json!({ "accept": true })));
            }
            "Fetch.requestPaused" => return Some(stand_in(it)),
            _ => {}
        }
        None
    }

    fn asks(&mut self, it: &Value) {
        let url = text(&it["request"]["url"]);
        let ours = url.starts_with(&self.origin) || url.starts_with("data:") || url.starts_with("about:");
        let leaving = !self.neutral.is_empty() && url.starts_with(&self.neutral);
        if !ours && !leaving {
            self.wrong.push(format!("another host was asked: {url}"));
        }
        self.requests.insert(text(&it["requestId"]), self.asked.len());
        let document = it["type"] == "Document";
        self.asked.push(Asked { url, status: 0, bytes: 0, document, headers: Value::Null });
    }

    fn is_answered(&mut self, it: &Value) {
        let status = it["response"]["status"].as_u64().and_then(|status| u16::try_from(status).ok());
        if let Some(asked) = self.request(it) {
            asked.status = status.unwrap_or_default();
        }
    }

    fn request(&mut self, it: &Value) -> Option<&mut Asked> {
        let at = *self.requests.get(it["requestId"].as_str()?)?;
        self.asked.get_mut(at)
    }

    /// What should not have happened; asking takes it away.
    pub(crate) fn faults(&mut self) -> Vec<String> {
        let lines = std::mem::take(&mut self.lines);
        let said = lines.iter().filter(|line| matches!(line["level"].as_str(), Some("warning" | "error")));
        let said = said.filter(|line| !self.is_about_an_answer(line) && !is_about_this_machine(line));
        let said: Vec<_> =
            said.map(|line| format!("the console says: {} ({})", line["text"], line["url"])).collect();
        self.wrong.drain(..).chain(said).collect()
    }

    /// A page that answers *no* (422 and its like) is no fault, though Chromium writes a line about it.
    fn is_about_an_answer(&self, line: &Value) -> bool {
        let page = |asked: &Asked| asked.document && asked.status >= 400 && line["url"] == asked.url.as_str();
        line["source"] == "network" && self.asked.iter().any(page)
    }
}

/// Chromium knows these features on some machines only, and says so elsewhere; the header closes them everywhere.
fn is_about_this_machine(line: &Value) -> bool {
    let about = |feature| format!("Error with Permissions-Policy header: Unrecognized feature: '{feature}'.");
    ["bluetooth", "web-share"].iter().any(|feature| line["text"] == about(feature))
}

/// The neutral site, without a network.
fn stand_in(it: &Value) -> (&'static str, Value) {
    // "<title>Elsewhere</title>"
    let page = json!({ "requestId": it["requestId"], "responseCode": 200, "body": "PHRpdGxlPkVsc2V3aGVyZTwvdGl0bGU+",
        "responseHeaders": [{ "name": "content-type", "value": "text/html" }] });
    ("Fetch.fulfillRequest", page)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
