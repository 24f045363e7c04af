//! A very small browser without a network: it keeps cookies, finds a form on a page and sends it.
//!
//! The demo and the tests act through it, so they take the same way as people: pages, forms, act ids.

use crate::host::{Host, Incoming, Reply};

/// One person's browser.
pub struct Browser<'a> {
    host: &'a Host,
    origin: String,
    cookies: Vec<(String, String)>,
    /// The time it says it is, in milliseconds; whoever plays moves it on.
    pub now: i64,
    chances: u64,
    seed: [u8; 32],
}

impl<'a> Browser<'a> {
    /// A fresh browser at a time. `seed` is its only randomness.
    pub fn new(host: &'a Host, now: i64, seed: [u8; 32]) -> Self {
        Self { origin: host.url().to_owned(), host, cookies: Vec::new(), now, chances: 0, seed }
    }

    /// The same browser in front of another host, with the same cookies and the same randomness to come.
    pub fn at<'b>(&self, host: &'b Host) -> Browser<'b> {
        Browser {
            host,
            origin: self.origin.clone(),
            cookies: self.cookies.clone(),
            now: self.now,
            chances: self.chances,
            seed: self.seed,
        }
    }

    /// The cookies it holds, as a header.
    pub fn cookies(&self) -> String {
        let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// Reads a page; follows redirects.
    pub async fn get(&mut self, path: &str) -> Reply {
        let reply = self.send("GET", path, Vec::new()).await;
        self.follow(reply).await
    }

    /// Opens a page, fills in the form with that action on it, and sends it; follows redirects.
    /// A page without such a form gives the page itself.
    pub async fn submit(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Reply {
        let shown = self.get(page).await;
        match self.prepare(&text(&shown), action, fields) {
            Some(body) => {
                let reply = self.send("POST", action, body).await;
                self.follow(reply).await
            }
            None => shown,
        }
    }

    /// The body a form on a page would send with these fields and those that the page fills in unseen.
    pub fn prepare(&self, html: &str, action: &str, fields: &[(&str, &str)]) -> Option<Vec<u8>> {
        let form = form(html, action)?;
        let unseen = unseen(form).chain(id_pressed(form));
        let unseen = unseen.filter(|(name, _)| fields.iter().all(|(given, _)| given != name));
        let all: Vec<_> = unseen.chain(fields.iter().copied()).collect();
        Some(app::Request::post(action, &all).body)
    }

    /// Sends exactly this; follows nothing.
    pub async fn send(&mut self, method: &str, path: &str, body: Vec<u8>) -> Reply {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let incoming = Incoming {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            host: self.origin.split_once("://").map(|(_, host)| host.to_owned()),
            cookies: self.cookies(),
            origin: Some(self.origin.clone()),
            fetch_site: Some("same-origin".to_owned()),
            content_type: None,
            bearer: None,
            body,
        };
        self.chances = self.chances.saturating_add(1);
        let chance = vault::primitives::sha256(&[&self.seed, &self.chances.to_be_bytes()]);
        let reply = self.host.answer(&incoming, self.now, chance).await;
        self.keep(&reply);
        reply
    }

    async fn follow(&mut self, mut reply: Reply) -> Reply {
        for _ in 0..5 {
            let Some(path) = reply.header("location").map(str::to_owned) else { break };
            reply = self.send("GET", &path, Vec::new()).await;
        }
        reply
    }

    fn keep(&mut self, reply: &Reply) {
        for (name, header) in &reply.headers {
            let Some((cookie, value)) = header.split(';').next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            if *name != "set-cookie" {
                continue;
            }
            self.cookies.retain(|(held, _)| held != cookie);
            if !header.contains("Max-Age=0") {
                self.cookies.push((cookie.to_owned(), value.to_owned()));
            }
        }
    }
}

/// The text of a reply.
pub fn text(reply: &Reply) -> String {
    String::from_utf8_lossy(&reply.body).into_owned()
}

/// The first form with this action, up to its end.
fn form<'h>(html: &'h str, action: &str) -> Option<&'h str> {
    let (_, form) = html.split_once(&format!("action=\"{action}\""))?;
    form.split("</form>").next()
}

/// The hidden fields of a form, name and value. Values are ids and days, which need no unescaping; others are left out.
fn unseen(form: &str) -> impl Iterator<Item = (&str, &str)> {
    let fields = form.split("<input type=\"hidden\" name=\"").skip(1);
    let named = fields.filter_map(|field| field.split_once("\" value=\""));
    named
        .filter_map(|(name, rest)| Some((name, rest.split('"').next()?)))
        .filter(|(_, value)| !value.contains('&'))
}

/// The id that a form's button sends.
fn id_pressed(form: &str) -> Option<(&str, &str)> {
    let (_, value) = form.split_once(" name=\"id\" value=\"")?;
    Some(("id", value.split('"').next()?))
}

/// The act id of the first form with this action.
pub fn act_of<'h>(html: &'h str, action: &str) -> Option<&'h str> {
    unseen(form(html, action)?).find(|(name, _)| *name == "act").map(|(_, act)| act)
}
