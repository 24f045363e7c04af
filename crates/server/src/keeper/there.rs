//! A keeper that is elsewhere, asked with JSON over whatever leads there.

use std::pin::Pin;

use store::{Broken, BrokenKind};
use vault::Identity;
use vault::door::Asked;

use super::door::{DOOR, Problem, STORE};
use super::{Access, Challenge, Question, Refusal, SignIn};

/// A question on its way.
pub struct Sent<'a> {
    /// Where to.
    pub path: &'a str,
    /// The session's token, as it stands in the header.
    pub bearer: Option<&'a str>,
    /// The JSON.
    pub body: Vec<u8>,
    /// When it was asked, by the clock of this device; for ways on which time is played.
    pub now: i64,
}

/// The status and the JSON that come back; nothing when the store cannot be reached.
pub type Heard<'a> = Pin<Box<dyn Future<Output = Option<(u16, Vec<u8>)>> + Send + 'a>>;

/// A way to a store.
pub trait Wire: Send + Sync {
    /// Sends a question and waits for what comes back.
    fn post<'a>(&'a self, sent: Sent<'a>) -> Heard<'a>;
}

/// A store at an address.
pub(crate) struct There {
    /// Without a slash at the end.
    address: String,
    wire: Box<dyn Wire>,
}

impl There {
    pub(crate) fn new(address: &str, wire: Box<dyn Wire>) -> Self {
        Self { address: address.trim_end_matches('/').to_owned(), wire }
    }

    /// The address people use.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(super) async fn ask<Q: Question>(
        &self,
        access: Option<&Access>,
        now: i64,
        question: &Q,
    ) -> Result<Q::Answer, Refusal> {
        let away = |cause: &str| Broken::of(BrokenKind::Away, cause);
        let body = serde_json::to_vec(question).map_err(|_| Refusal::Malformed)?;
        let bearer = access.map(|access| format!("Bearer {}", access.signer.store_token().text().as_str()));
        let path = format!("{DOOR}{}", Q::NAME);
        let sent = Sent { path: &path, bearer: bearer.as_deref(), body, now };
        let heard = self.wire.post(sent).await;
        let (status, body) = heard.ok_or_else(|| away("the store cannot be reached"))?;
        let strange = |_| away("the store answers what nobody understands");
        if status == 200 {
            return Ok(serde_json::from_slice(&body).map_err(strange)?);
        }
        let problem: Problem = serde_json::from_slice(&body).map_err(strange)?;
        Err(Refusal::heard(status, problem))
    }

    /// Signs what opens a session there. The identity is at hand only now, while the passphrase was given.
    pub(super) async fn knock(
        &self,
        identity: &Identity,
        access: &Access,
        now: i64,
        mine: bool,
    ) -> Result<SignIn, Refusal> {
        let challenge = self.ask(None, now, &Challenge {}).await?.0;
        let token_hash = access.signer.store_token().hash(STORE);
        let asked = Asked { address: &self.address, challenge: &challenge, token_hash: &token_hash };
        let signature = asked.sign(identity);
        Ok(SignIn { account: access.account, challenge, token_hash, mine, signature })
    }
}
