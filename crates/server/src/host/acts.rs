//! Act ids: minted for every form, checked on every POST.

use base64ct::{Base64UrlUnpadded, Encoding};
use vault::{ActKey, Chance, CookieKey, act, primitives, session};

/// What the answer of an act is sealed as.
const ANSWER: &str = "toward/v1/act-answer";
/// Answers are filled up to multiples of this, so that their lengths tell nothing.
const FULL: usize = 128;

/// The act of a form that came back.
pub(crate) struct Act {
    pub(crate) id: store::Id,
    /// What its form was minted under.
    pub(crate) key: CookieKey,
}

impl Act {
    /// An answer as the store keeps it. Addresses tell what a person did, so only their own cookie opens them.
    pub(crate) fn seal_answer(&self, answer: &str, chance: &mut Chance) -> Result<String, vault::Refused> {
        let mut bytes = answer.as_bytes().to_vec();
        bytes.resize(bytes.len().next_multiple_of(FULL).max(FULL), 0);
        let sealed = session::seal_record(&self.key, ANSWER, &bytes, chance)?;
        Ok(Base64UrlUnpadded::encode_string(&sealed))
    }

    /// The answer again; what cannot be opened leads to the first page.
    pub(crate) fn open_answer(&self, kept: &str) -> String {
        let sealed = Base64UrlUnpadded::decode_vec(kept).unwrap_or_default();
        let bytes = session::open_record(&self.key, ANSWER, &sealed).ok();
        let text = bytes.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
        text.map_or("/".to_owned(), |text| text.trim_end_matches('\0').to_owned())
    }
}

/// Mints the act ids of one page.
pub(crate) struct Acts {
    key: ActKey,
    page: [u8; 32],
}

impl Acts {
    /// Under the session's key, or before sign-in under the form cookie's.
    pub(crate) fn new(cookie: &CookieKey, page: [u8; 32]) -> Self {
        Self { key: cookie.act_key(), page }
    }

    /// The act id of a form that came back, if it is one of ours.
    pub(crate) fn check(cookie: &CookieKey, text: &str) -> Option<store::Id> {
        act::check(&cookie.act_key(), text)
    }
}

impl app::Mint for Acts {
    fn act(&self, n: u32) -> String {
        act::mint(
            &self.key,
            super::short(&primitives::sha256(&[b"toward/v1/act", &self.page, &n.to_be_bytes()])),
        )
    }
}
