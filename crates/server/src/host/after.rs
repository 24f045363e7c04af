//! What goes back once something was done: the page or where it leads, the cookies, and what follows for sessions.

use app::{Answer, KeyAct, Outcome};
use store::Broken;

use super::commit::{After, SessionAct};
use super::load::Loaded;
use super::visit::{self, Visit};
use super::{Host, Incoming, Reply, primitives};
use crate::keeper::{self, Keeper, SignOut};

impl Host {
    pub(super) async fn reply(
        &self,
        incoming: &Incoming,
        outcome: &Outcome,
        visit: Option<&Visit>,
        loaded: &Loaded,
        after: After,
        (now, chance): (i64, [u8; 32]),
    ) -> Result<Reply, Broken> {
        let mut reply = match &outcome.answer {
            Answer::Page { status, html } => Reply::page(*status, html.clone()),
            Answer::File { name, media, bytes } => Reply::file(name, media, bytes.clone()),
            Answer::Go(path) => Reply::go(path),
            // `form-action 'self'` forbids a redirect to another site, so the page itself moves on.
            Answer::Leave => self.leave(),
        };
        if let Some(run_by) = after.run_by {
            self.say_run_by(run_by);
        }
        let goes = |key: &KeyAct| matches!(key, KeyAct::Exit | KeyAct::Begin { .. } | KeyAct::Enter { .. });
        let stays = !outcome.keys.iter().any(goes) && !matches!(outcome.answer, Answer::Leave);
        if let Some(visit) = visit.filter(|_| stays && loaded.desk.is_some()) {
            let seed = primitives::sha256(&[b"toward/v1/seen-cookie", &chance]);
            let seen = self.seen_cookie(incoming, visit, loaded, &mut vault::Chance::from_seed(seed));
            let keep = visit.session.mine.then_some(visit::MINE_MS / 1000);
            if let Some(seen) = seen {
                reply = reply.with("set-cookie", self.cookies.set(&self.cookies.seen, &seen, keep));
            }
        }
        for act in after.sessions {
            self.session_act(act, visit, now).await?;
        }
        for (name, value, keep) in after.cookies {
            reply = reply.with("set-cookie", self.cookies.set(&name, &value, keep));
        }
        Ok(reply)
    }

    /// `form-action 'self'` forbids a redirect to another site, so the page itself moves on. Cookies are named one by
    /// one as well, for browsers that do not know the header that clears them all.
    fn leave(&self) -> Reply {
        let names = [&self.cookies.session, &self.cookies.device, &self.cookies.seen, &self.cookies.form];
        let reply = Reply::page(200, String::new())
            .with("refresh", format!("0; url={}", self.setup.exit))
            .with("clear-site-data", "\"cache\", \"cookies\", \"storage\"".to_owned());
        names
            .into_iter()
            .fold(reply, |reply, name| reply.with("set-cookie", self.cookies.set(name, "", Some(0))))
    }

    pub(super) async fn session_act(
        &self,
        act: SessionAct,
        visit: Option<&Visit>,
        now: i64,
    ) -> Result<(), Broken> {
        let elsewhere = match (&act, &self.keeper) {
            (SessionAct::End, Keeper::There(_)) => Some(SignOut::This),
            (SessionAct::EndOf(id), Keeper::There(_)) => Some(SignOut::One(*id)),
            (SessionAct::EndOthers, Keeper::There(_)) => Some(SignOut::Others),
            _ => None,
        };
        if let (Some(question), Some(_)) = (elsewhere, visit) {
            match self.line(visit, now).ask(question).await {
                // Whoever is signed out there already has what they asked for.
                Ok(()) | Err(keeper::Refusal::SignedOut) => {}
                Err(refusal) => return Err(refusal.into()),
            }
        }
        let here = visit.map(|visit| (visit.session.id_hash, visit.account()));
        match (act, here) {
            (SessionAct::Put(session), _) => {
                if let Some((before, _)) = here {
                    self.sessions.end(&before).await?;
                }
                self.sessions.put(&session).await
            }
            (SessionAct::EndAll(account), _) => self.sessions.end_all(&account).await.map(drop),
            (SessionAct::SetKeys(sealed), Some((id, _))) => {
                self.sessions.set_keys(&id, &sealed).await.map(drop)
            }
            (SessionAct::SetPrivate(sealed), Some((id, _))) => {
                self.sessions.set_private(&id, &sealed, now).await.map(drop)
            }
            (SessionAct::DropPrivate, Some((id, _))) => self.sessions.drop_private(&id).await,
            (SessionAct::End, Some((id, _))) => self.sessions.end(&id).await,
            (SessionAct::EndOf(other), Some((_, account))) => {
                self.sessions.end_of(&account, &other).await.map(drop)
            }
            (SessionAct::EndOthers, Some((id, account))) => {
                self.sessions.end_others(&account, &id).await.map(drop)
            }
            (_, None) => Ok(()),
        }
    }
}
