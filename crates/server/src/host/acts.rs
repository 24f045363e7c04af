//! Act ids: minted for every form, checked on every POST.

use vault::{ActKey, CookieKey, act, primitives};

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
        act::mint(&self.key, super::short(&primitives::sha256(&[b"toward/v1/act", &self.page, &n.to_be_bytes()])))
    }
}
