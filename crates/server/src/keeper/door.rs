//! The keeper's door to the network: `POST /store/v1/{question}` with JSON both ways, and one kind of error. What each
//! question is, `docs/store-api.json` says.
//!
//! Invariant: the only thing that tells who asks is the session's token; what may be touched is decided where it is for
//! everybody.

use serde::{Deserialize, Serialize};
use store::{BrokenKind, WriteError};
use vault::Token;

use super::*;
use crate::host::{IDLE_MS, MOST_BODY};

/// Where the door is.
pub(crate) const DOOR: &str = "/store/v1/";
/// The most a question may hold: a page's events, a snapshot, some chapters.
pub(crate) const MOST: usize = 1024 * 1024;
/// What a session's token is for; its hash is bound to it.
pub(crate) const STORE: &str = "toward/v1/store";
/// A session counts as one begun just now for so long, in milliseconds.
const FRESH_MS: i64 = 120_000;
/// How often it is marked that a device was seen, in milliseconds.
const MARKED_MS: i64 = 60_000;

/// What went wrong, as it is said.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Problem {
    /// One word.
    pub(crate) error: String,
    /// More, for some of them: what exists already, or what an act was answered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) what: Option<String>,
}

impl Refusal {
    /// The status and the words.
    fn said(&self) -> (u16, Problem) {
        let problem = |error: &str, what: Option<&str>| Problem {
            error: error.to_owned(),
            what: what.map(str::to_owned),
        };
        match self {
            Self::Forbidden => (403, problem("forbidden", None)),
            Self::SignedOut => (401, problem("signed-out", None)),
            Self::Malformed => (400, problem("malformed", None)),
            Self::Unknown => (404, problem("unknown", None)),
            Self::Write(WriteError::Conflict) => (409, problem("conflict", None)),
            Self::Write(WriteError::AlreadyDone(answer)) => (409, problem("done", Some(answer))),
            Self::Write(WriteError::GateChanged) => (409, problem("gate-changed", None)),
            Self::Write(WriteError::Taken(what)) => (409, problem("taken", Some(what))),
            Self::Write(WriteError::Spent(what)) => (409, problem("spent", Some(what))),
            Self::Write(WriteError::Broken(broken)) => match broken.kind {
                BrokenKind::Away | BrokenKind::Busy | BrokenKind::Closed | BrokenKind::Raced => {
                    (503, problem("away", None))
                }
                BrokenKind::DiskFull => (507, problem("full", None)),
                _ => (500, problem("broken", None)),
            },
        }
    }

    /// The other way round.
    pub(super) fn heard(status: u16, problem: Problem) -> Self {
        const THINGS: &[&str] =
            &["account", "couple", "event", "feed", "invite", "leaving", "letter", "pin", "setting", "space"];
        let what = problem.what.unwrap_or_default();
        let thing = THINGS.iter().find(|thing| **thing == what).copied().unwrap_or("thing");
        match problem.error.as_str() {
            "signed-out" => Self::SignedOut,
            "conflict" => WriteError::Conflict.into(),
            "done" => WriteError::AlreadyDone(what).into(),
            "gate-changed" => WriteError::GateChanged.into(),
            "taken" => WriteError::Taken(thing).into(),
            "spent" => WriteError::Spent(thing).into(),
            "full" => Broken::of(BrokenKind::DiskFull, "the store has no room").into(),
            "away" => Broken::of(BrokenKind::Away, "the store's database is away").into(),
            "broken" => Broken::of(BrokenKind::Other, "the store is broken").into(),
            _ if status >= 500 => Broken::of(BrokenKind::Away, "the store does not answer well").into(),
            _ => Self::Forbidden,
        }
    }
}

/// Every question there is.
macro_rules! questions {
    ($($question:ident)*) => {
        /// The name of each question, as it stands in the log.
        pub(crate) fn route(path: &str) -> Option<&'static str> {
            let name = path.strip_prefix(DOOR)?;
            Some(match name {
                $(name if name == <$question as Question>::NAME => {
                    const ROUTE: &str = <$question as Question>::NAME;
                    ROUTE
                })*
                _ => "store",
            })
        }

        /// The names of all of them.
        pub(crate) const QUESTIONS: &[&str] = &[$(<$question as Question>::NAME),*];

        async fn answer(here: &Here, by: &By, name: &str, body: &[u8]) -> Result<Vec<u8>, Refusal> {
            match name {
                $(name if name == <$question as Question>::NAME => {
                    let question: $question = serde_json::from_slice(body).map_err(|_| Refusal::Malformed)?;
                    let answer = Box::pin(question.answer(here, by)).await?;
                    serde_json::to_vec(&answer).map_err(|_| Refusal::Malformed)
                })*
                _ => Err(Refusal::Unknown),
            }
        }
    };
}

questions! {
    Blocked Challenge Chapter Couples Devices Do Done Enter EventById Events EventsAt Feed Grants HashAt Identity Invitation
    Invites Letters Match MySides OnAccount OpenSide Page PinHere Recover RunBy Salt ShareFor Sides SignIn SignOut Space
    Told Unpin
}

impl Here {
    /// How long a question may be: a long one is read only from somebody who is signed in.
    pub(crate) async fn most_body(&self, bearer: Option<&str>, now: i64) -> usize {
        match self.who(bearer, now, [0; 32]).await {
            Ok(By { who: Some(_), .. }) => MOST,
            _ => MOST_BODY,
        }
    }

    /// Answers a question from elsewhere: the status and the JSON.
    pub(crate) async fn hear(
        &self,
        path: &str,
        bearer: Option<&str>,
        body: &[u8],
        now: i64,
        seed: [u8; 32],
    ) -> (u16, Vec<u8>) {
        let name = path.strip_prefix(DOOR).unwrap_or_default();
        let answered = match self.who(bearer, now, seed).await {
            Ok(by) => answer(self, &by, name, body).await,
            Err(refusal) => Err(refusal),
        };
        match answered {
            Ok(json) => (200, json),
            Err(refusal) => {
                if let Refusal::Write(WriteError::Broken(broken)) = &refusal {
                    tracing::error!(event = "broken", cause = %broken);
                }
                let (status, problem) = refusal.said();
                (status, serde_json::to_vec(&problem).unwrap_or_default())
            }
        }
    }

    /// Who asks, by the token of their session.
    async fn who(&self, bearer: Option<&str>, now: i64, seed: [u8; 32]) -> Result<By, Refusal> {
        let nobody = By { who: None, session: None, fresh: false, now, seed, trusted: false };
        let Some(text) = bearer else { return Ok(nobody) };
        let token = text.strip_prefix("Bearer ").and_then(|text| Token::parse(text).ok());
        let id_hash = token.ok_or(Refusal::SignedOut)?.hash(STORE);
        let session = self.sessions.get(&id_hash).await?.ok_or(Refusal::SignedOut)?;
        let idle = !session.mine && session.seen.saturating_add(IDLE_MS) < now;
        if idle || session.expires < now {
            self.sessions.end(&id_hash).await?;
            return Err(Refusal::SignedOut);
        }
        if session.seen.saturating_add(MARKED_MS) < now {
            self.sessions.mark_seen(&id_hash, now).await?;
        }
        let fresh = session.created.saturating_add(FRESH_MS) >= now;
        Ok(By { who: Some(session.account), session: Some(id_hash), fresh, ..nobody })
    }
}
