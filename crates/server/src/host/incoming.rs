//! A request as it came over the wire, before anything is believed.

use app::Method;

/// A request as it came over the wire.
#[derive(Clone, Default)]
pub struct Incoming {
    /// The method, in capitals.
    pub method: String,
    /// The path.
    pub path: String,
    /// What stands after `?`.
    pub query: String,
    /// The `Host` header.
    pub host: Option<String>,
    /// The `Cookie` headers, joined.
    pub cookies: String,
    /// The `Origin` header.
    pub origin: Option<String>,
    /// The `Sec-Fetch-Site` header.
    pub fetch_site: Option<String>,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// The `Authorization` header.
    pub bearer: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Incoming {
    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(found, value)| (found == name).then_some(value))
    }

    /// Whether its body is a form with files. It is taken apart later, for pages that take one.
    pub(crate) fn has_files(&self) -> bool {
        let kind = self.content_type.as_deref().and_then(|kind| kind.split(';').next());
        kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("multipart/form-data"))
    }

    /// The request as `app` sees it; HEAD reads like GET.
    pub(crate) fn request(&self) -> Option<app::Request> {
        let method = match self.method.as_str() {
            "GET" | "HEAD" => Method::Get,
            "POST" => Method::Post,
            _ => return None,
        };
        Some(app::Request {
            method,
            path: self.path.clone(),
            query_text: self.query.clone(),
            body: if self.has_files() { Vec::new() } else { self.body.clone() },
            files: Vec::new(),
        })
    }

    /// Whether a POST came from a page of ours: by the browser's word, else by the origin it names.
    pub(crate) fn is_same_origin(&self, origin: &str) -> bool {
        match &self.fetch_site {
            Some(site) => site == "same-origin",
            None => self.origin.as_deref() == Some(origin),
        }
    }

    /// Whether it says nothing of where it came from. Browsers of today say it with every POST, so it comes from a
    /// program.
    pub(crate) fn is_from_a_program(&self) -> bool {
        self.fetch_site.is_none() && self.origin.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let incoming = Incoming { cookies: "as=1; s=2;x".into(), ..Incoming::default() };
        assert_eq!(incoming.cookie("s"), Some("2"));
        assert_eq!(incoming.cookie("x"), None);
    }

    #[test]
    fn only_our_own_pages_may_post() {
        let ours = "https://a.example";
        let from = |site: Option<&str>, origin: Option<&str>| {
            let own = |text: Option<&str>| text.map(str::to_owned);
            Incoming { fetch_site: own(site), origin: own(origin), ..Incoming::default() }
                .is_same_origin(ours)
        };
        assert!(from(Some("same-origin"), None));
        assert!(from(None, Some(ours)));
        assert!(!from(Some("same-site"), Some(ours)));
        assert!(!from(Some("none"), Some(ours)));
        assert!(!from(None, Some("https://b.example")));
        assert!(!from(None, Some("null")));
        assert!(!from(None, None));
    }
}
