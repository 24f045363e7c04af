//! A person in front of a page: what they can do, and what they can see.

use std::cell::Cell;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::find::{FIELDS, PRESSED, TICKS, ask};
use crate::keys;
use crate::watch::{Asked, Watch};
use crate::{Browser, PHONE};

/// How long a page may take to come; Argon2 at its real cost, on a busy machine, lies within it.
const PATIENCE: Duration = Duration::from_secs(30);

/// A person with a tab of their own. Dropping it looks once more whether anything went wrong.
pub struct Visitor {
    browser: Browser,
    origin: String,
    context: String,
    session: String,
    pub(crate) width: Cell<u32>,
}

impl Visitor {
    /// Somebody who was never here: no cookies, nothing cached.
    pub fn new(browser: &Browser, origin: &str) -> Self {
        let context = browser.call(None, "Target.createBrowserContext", &json!({}));
        Self::tab(browser, origin, context["browserContextId"].as_str().unwrap())
    }

    /// Another tab of the same person.
    #[must_use]
    #[track_caller]
    pub fn another_tab(&self) -> Self {
        Self::tab(&self.browser, &self.origin, &self.context)
    }

    fn tab(browser: &Browser, origin: &str, context: &str) -> Self {
        let params = json!({ "url": "about:blank", "browserContextId": context });
        let target = browser.call(None, "Target.createTarget", &params)["targetId"].clone();
        let attached =
            browser.call(None, "Target.attachToTarget", &json!({ "targetId": target, "flatten": true }));
        let session = attached["sessionId"].as_str().unwrap().to_owned();
        browser.watch(&session, Watch::new(target.as_str().unwrap(), origin));
        let tab = Self {
            browser: browser.clone(),
            origin: origin.to_owned(),
            context: context.to_owned(),
            session,
            width: Cell::new(PHONE.0),
        };
        for domain in ["Page.enable", "Network.enable", "Log.enable", "Runtime.enable"] {
            tab.call(domain, &json!({}));
        }
        tab.call("Page.setLifecycleEventsEnabled", &json!({ "enabled": true }));
        tab.call("Emulation.setFocusEmulationEnabled", &json!({ "enabled": true }));
        tab.window(PHONE.0, PHONE.1);
        tab
    }

    pub(crate) fn call(&self, method: &str, params: &Value) -> Value {
        self.browser.call(Some(&self.session), method, params)
    }

    /// Lets pages run scripts, or not, from the next page on.
    pub fn scripts(&self, on: bool) {
        self.call("Emulation.setScriptExecutionDisabled", &json!({ "value": !on }));
    }

    /// Lets *Leave this page* lead to this site, which is only pretended.
    pub fn may_leave_to(&self, site: &str) {
        self.browser.seen(&self.session, |watch| site.clone_into(&mut watch.neutral));
        self.call("Fetch.enable", &json!({ "patterns": [{ "urlPattern": format!("{site}*") }] }));
    }

    /// Opens a path; the page must be a good one.
    #[track_caller]
    pub fn goto(&self, path: &str) {
        self.visit(path);
        self.is_fine();
    }

    /// Opens a path or an address, whatever comes of it; answers the status.
    #[track_caller]
    pub fn visit(&self, path: &str) -> u16 {
        let url = if path.starts_with('/') { format!("{}{path}", self.origin) } else { path.to_owned() };
        self.then_a_page(|| {
            let answer = self.call("Page.navigate", &json!({ "url": url }));
            assert!(answer["errorText"].is_null(), "{url}: {}", answer["errorText"]);
        });
        self.status()
    }

    /// Goes back, as the browser's button does.
    #[track_caller]
    pub fn go_back(&self) {
        self.then_a_page(|| {
            let history = self.call("Page.getNavigationHistory", &json!({}));
            let at = usize::try_from(history["currentIndex"].as_u64().unwrap()).unwrap();
            let id = &history["entries"][at.checked_sub(1).expect("nothing to go back to")]["id"];
            self.call("Page.navigateToHistoryEntry", &json!({ "entryId": id }));
        });
    }

    /// Presses a button or follows a link, which leads to a good page.
    #[track_caller]
    pub fn press(&self, name: &str) {
        self.press_in("", name);
    }

    /// Presses a button or a link in the group of that name.
    #[track_caller]
    pub fn press_in(&self, group: &str, name: &str) {
        self.then_a_page(|| self.touch(PRESSED, name, group));
        self.is_fine();
    }

    /// Presses a button and is told no, with this status.
    #[track_caller]
    pub fn press_for(&self, status: u16, name: &str) {
        self.then_a_page(|| self.touch(PRESSED, name, ""));
        assert_eq!(self.status(), status, "{name}\n{}", self.text());
    }

    /// Presses twice, as an impatient thumb does, and lets everything come that comes.
    #[track_caller]
    pub fn press_twice(&self, name: &str) {
        let at = self.ask(&format!("f.point(f.find({}, {}))", json!(PRESSED), json!(name)));
        self.then_a_page(|| {
            self.click(&at, 1);
            self.click(&at, 2);
        });
        self.rest(Duration::from_millis(700));
        self.is_fine();
    }

    /// Opens what is folded, or touches what changes only this page.
    #[track_caller]
    pub fn open(&self, name: &str) {
        self.touch(PRESSED, name, "");
        self.rest(Duration::from_millis(50));
    }

    /// Types into the field of that label (or `name=`), instead of what stood there.
    #[track_caller]
    pub fn fill(&self, label: &str, text: &str) {
        self.touch(FIELDS, label, "");
        let typed = self.ask("document.activeElement.type");
        if matches!(
            typed.as_str(),
            Some("date" | "time" | "datetime-local" | "number" | "range" | "select-one")
        ) {
            self.ask(&format!("void (document.activeElement.value = {})", json!(text)));
            return;
        }
        self.ask("document.activeElement.select?.()");
        self.call("Input.insertText", &json!({ "text": text }));
    }

    /// Ticks a box or chooses a round button.
    #[track_caller]
    pub fn tick(&self, label: &str) {
        self.tick_in("", label);
    }

    /// Ticks within the group (a legend or a heading) of that name.
    #[track_caller]
    pub fn tick_in(&self, group: &str, label: &str) {
        self.touch(TICKS, label, group);
    }

    /// Chooses from a list.
    #[track_caller]
    pub fn choose(&self, label: &str, option: &str) {
        let list = format!("f.find({}, {})", json!(FIELDS), json!(label));
        let pick = format!("[...list.options].find((it) => f.tidy(it.label).includes({}))", json!(option));
        self.ask(&format!(
            "((list) => {{ const it = {pick}; it.selected = true; return it.value; }})({list})"
        ));
    }

    /// Presses a key and lets it go: `Tab`, `Shift+Tab`, `Enter`, `Space`, `ArrowRight`, `Shift`, `a`.
    #[track_caller]
    pub fn key(&self, key: &str) {
        for stroke in keys::strokes(key) {
            self.call("Input.dispatchKeyEvent", &stroke);
        }
    }

    /// Presses a key that leads to a good page.
    #[track_caller]
    pub fn key_to_a_page(&self, key: &str) {
        self.then_a_page(|| self.key(key));
        self.is_fine();
    }

    /// Types with the keyboard, wherever the focus is.
    pub fn type_keys(&self, text: &str) {
        for letter in text.chars() {
            self.key(&letter.to_string());
        }
    }

    #[track_caller]
    fn touch(&self, kinds: &[&str], name: &str, group: &str) {
        let at = self.ask(&format!("f.point(f.find({}, {}, {}))", json!(kinds), json!(name), json!(group)));
        self.click(&at, 1);
    }

    fn click(&self, at: &Value, count: u32) {
        for kind in ["mousePressed", "mouseReleased"] {
            let params =
                json!({ "type": kind, "x": at["x"], "y": at["y"], "button": "left", "clickCount": count });
            self.call("Input.dispatchMouseEvent", &params);
        }
    }

    /// Lets a while pass.
    pub fn rest(&self, while_: Duration) {
        self.browser.catch_up(Instant::now() + while_);
    }

    /// Does something and waits for the page it leads to.
    #[track_caller]
    pub fn then_a_page(&self, act: impl FnOnce()) {
        let before = self.seen(|watch| watch.document.clone());
        act();
        let came = |watch: &Watch| watch.document != before && watch.loaded == watch.document;
        if !self.browser.wait(&self.session, PATIENCE, came) {
            panic!("no page came; still at {}\n{}", self.url(), self.text());
        }
    }

    /// Waits until the address begins so.
    #[track_caller]
    pub fn arrives_at(&self, url: &str) {
        let there = |watch: &Watch| watch.url.starts_with(url) && watch.loaded == watch.document;
        assert!(self.browser.wait(&self.session, PATIENCE, there), "at {} instead of {url}", self.url());
    }

    #[track_caller]
    fn is_fine(&self) {
        let status = self.status();
        assert!(status < 400, "{} at {}\n{}", status, self.url(), self.text());
        self.nothing_is_wrong();
        let out = self.sticks_out();
        assert!(out.is_empty(), "at {} this is wider than the window:\n{}", self.url(), out.join("\n"));
        self.picture_for_the_book();
    }

    /// Nothing was said in the console, nobody else was asked, everything loaded.
    #[track_caller]
    pub fn nothing_is_wrong(&self) {
        let faults = self.seen(Watch::faults);
        assert!(faults.is_empty(), "at {}:\n{}", self.url(), faults.join("\n"));
    }

    /// The value of an expression in the page; `f` has the finders.
    #[track_caller]
    pub fn ask(&self, expression: &str) -> Value {
        match ask(&self.browser, &self.session, expression) {
            Ok(value) => value,
            Err(error) => panic!("at {}: {error}", self.url()),
        }
    }

    /// All the words that can be seen, on one line.
    pub fn text(&self) -> String {
        let text = self.ask("f.tidy(document.body.innerText)");
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Whether these words can be seen.
    pub fn sees(&self, words: &str) -> bool {
        let words = words.replace(['’', '‘'], "'").to_lowercase();
        self.text().to_lowercase().contains(&words)
    }

    /// These words can be seen.
    #[track_caller]
    pub fn see(&self, words: &str) {
        assert!(self.sees(words), "“{words}” is not to be seen at {}:\n{}", self.url(), self.text());
    }

    /// These words are nowhere to be seen.
    #[track_caller]
    pub fn see_no(&self, words: &str) {
        assert!(!self.sees(words), "“{words}” is to be seen at {}:\n{}", self.url(), self.text());
    }

    /// The value of the field of that label.
    #[track_caller]
    pub fn value(&self, label: &str) -> String {
        let value = self.ask(&format!("f.find({}, {}).value", json!(FIELDS), json!(label)));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// The whole address.
    pub fn url(&self) -> String {
        self.seen(|watch| watch.url.clone())
    }

    /// The path of the address.
    pub fn path(&self) -> String {
        let url = self.url();
        let path = url.strip_prefix(&self.origin).unwrap_or(&url);
        path.split(['?', '#']).next().unwrap_or_default().to_owned()
    }

    /// The status of the page.
    pub fn status(&self) -> u16 {
        self.seen(|watch| watch.page().map_or(0, |page| page.status))
    }

    /// Everything this tab asked for so far: address and bytes that travelled. Asking begins anew.
    pub fn traffic(&self) -> Vec<(String, u64)> {
        self.rest(Duration::from_millis(30));
        self.seen(|watch| watch.take().into_iter().map(|asked| (asked.url, asked.bytes)).collect())
    }

    /// A header of the last page at this path.
    pub fn header_of(&self, path: &str, name: &str) -> Option<String> {
        let url = format!("{}{path}", self.origin);
        self.seen(|watch| {
            let page =
                watch.asked.iter().rev().find(|asked: &&Asked| asked.url == url && asked.status != 0)?;
            let headers = page.headers.as_object()?;
            headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?.1.as_str().map(str::to_owned)
        })
    }

    /// The paths of this place that the page leads to, by links and by forms that only ask.
    pub fn links(&self) -> Vec<String> {
        self.strings("f.ways()")
    }

    /// What makes the page scroll sideways, if anything does.
    pub fn sticks_out(&self) -> Vec<String> {
        self.strings(&format!("f.sticksOut({})", self.width.get()))
    }

    /// Buttons, boxes and fields that are smaller than this either way.
    pub fn tiny(&self, least: u32) -> Vec<String> {
        self.strings(&format!("f.tiny({least})"))
    }

    fn strings(&self, expression: &str) -> Vec<String> {
        let found = self.ask(expression);
        found.as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)).collect()
    }

    /// How many cookies this person's browser holds.
    pub fn cookies(&self) -> usize {
        let all = self.browser.call(None, "Storage.getCookies", &json!({ "browserContextId": self.context }));
        all["cookies"].as_array().map_or(0, Vec::len)
    }

    fn seen<T>(&self, look: impl FnOnce(&mut Watch) -> T) -> T {
        self.browser.seen(&self.session, look)
    }
}

impl Drop for Visitor {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.rest(Duration::from_millis(100));
            self.nothing_is_wrong();
        }
    }
}
