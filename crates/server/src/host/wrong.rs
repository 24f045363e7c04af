//! What goes back when something is wrong. Words that were typed stand on the page, never lost.

use app::{Answer, Method, Needs, Request};
use store::Broken;
use vault::CookieKey;

use super::commit::After;
use super::load::Loaded;
use super::prove::Proving;
use super::visit::Visit;
use super::{Host, Incoming, Reply};

impl Host {
    /// Refuses a request that never came to be answered: too long, too slow, or nothing that can be read.
    pub fn refuse(&self, incoming: &Incoming, status: u16) -> Reply {
        self.finish(incoming, self.sorry(incoming, status, ""))
    }

    /// This device was signed out from elsewhere: what it keeps goes, and whoever typed something gets it back.
    pub(super) async fn signed_out(&self, incoming: &Incoming, now: i64, chance: [u8; 32]) -> Reply {
        let cookie = incoming.cookie(&self.cookies.session).and_then(|text| CookieKey::parse(text).ok());
        if let Some(cookie) = cookie
            && self.sessions.end(&cookie.id_hash()).await.is_err()
        {
            return self.sorry(incoming, 500, "");
        }
        match incoming.request() {
            Some(request) if request.method == Method::Post => {
                let stale = self.stale(incoming, &request, None, now, chance).await;
                stale.unwrap_or_else(|_| self.sorry(incoming, 503, ""))
            }
            _ => Reply::go("/enter"),
        }
    }

    /// The page for a form that is no longer good; what was typed stands on it.
    pub(super) async fn stale(
        &self,
        incoming: &Incoming,
        request: &Request,
        visit: Option<&Visit>,
        now: i64,
        chance: [u8; 32],
    ) -> Result<Reply, Broken> {
        let mut loaded = self.load(incoming, visit, &Needs::default(), now).await?;
        let (acts, form_cookie) = self.acts(incoming, visit, &chance);
        let outcome =
            app::pages::stale(request, &loaded.world(self, &acts, &Proving::default(), now, chance));
        let mut reply =
            self.reply(incoming, &outcome, None, &loaded, After::default(), (now, chance)).await?;
        if let Some(form) = form_cookie {
            reply = reply.with("set-cookie", form);
        }
        reply.route = self.route(request);
        Ok(reply)
    }

    /// A page that needs no store: something is wrong, and the words that were typed stand on it.
    pub(super) fn sorry(&self, incoming: &Incoming, status: u16, number: &str) -> Reply {
        let request = incoming.request().unwrap_or_else(|| Request::get(&incoming.path));
        let (acts, _) = self.acts(incoming, None, &[0; 32]);
        let mut loaded = Loaded::stranger();
        let world = loaded.world(self, &acts, &Proving::default(), 0, [0; 32]);
        match app::pages::sorry(&request, &world, status, number).answer {
            Answer::Page { status, html } => Reply::page(status, html),
            _ => Reply::page(status, String::new()),
        }
    }
}
