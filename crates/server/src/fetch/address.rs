//! An address as a person gives it, read the way browsers do.

use std::net::IpAddr;

use app::FetchFailure;
use base64ct::{Base64, Encoding};
use url::{Host, Position, Url};

/// Where a calendar is.
#[derive(Clone)]
pub(super) struct Address {
    url: Url,
    /// What its server is told about who asks, if the address names a user.
    pub(super) login: Option<String>,
}

impl Address {
    /// Reads `https`, `http` and what calendar programs call `webcal`.
    pub(super) fn parse(text: &str) -> Result<Self, FetchFailure> {
        let text = text.trim();
        let (scheme, rest) = text.split_once(':').ok_or(FetchFailure::NotAnAddress)?;
        // Another scheme would be read by other rules, so this comes first.
        let webcal = ["webcal", "webcals"].iter().any(|name| scheme.eq_ignore_ascii_case(name));
        let url = if webcal { Url::parse(&format!("https:{rest}")) } else { Url::parse(text) };
        let url = url.map_err(|_| FetchFailure::NotAnAddress)?;
        let login = login(&url);
        Self { url, login }.checked()
    }

    /// Where a server leads on to. Nobody is led from a closed way into the open, and who asks is told to nobody new.
    pub(super) fn leads_to(&self, location: &str) -> Result<Self, FetchFailure> {
        let url = self.url.join(location).map_err(|_| FetchFailure::Refused)?;
        let next = Self { url, login: None }.checked().map_err(|_| FetchFailure::Refused)?;
        if self.is_closed() && !next.is_closed() { Err(FetchFailure::Refused) } else { Ok(next) }
    }

    fn checked(mut self) -> Result<Self, FetchFailure> {
        let plain = ["http", "https"].contains(&self.url.scheme()) && self.url.has_host();
        if !plain {
            return Err(FetchFailure::NotAnAddress);
        }
        let _ = self.url.set_username("");
        let _ = self.url.set_password(None);
        Ok(self)
    }

    pub(super) fn is_of_one_origin_with(&self, other: &Self) -> bool {
        self.url.origin() == other.url.origin()
    }

    /// Whether it is spoken to under TLS.
    pub(super) fn is_closed(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The address itself, if it is a number.
    pub(super) fn ip(&self) -> Option<IpAddr> {
        match self.url.host()? {
            Host::Domain(_) => None,
            Host::Ipv4(ip) => Some(ip.into()),
            Host::Ipv6(ip) => Some(ip.into()),
        }
    }

    pub(super) fn name(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    pub(super) fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or_default()
    }

    /// For the `Host` header.
    pub(super) fn host(&self) -> &str {
        &self.url[Position::BeforeHost..Position::AfterPort]
    }

    /// For the first line of the request.
    pub(super) fn target(&self) -> &str {
        &self.url[Position::BeforePath..Position::AfterQuery]
    }
}

/// A user named in the address, as the header that tells it.
fn login(url: &Url) -> Option<String> {
    if url.username().is_empty() && url.password().is_none() {
        return None;
    }
    let mut told = decoded(url.username());
    told.push(b':');
    told.extend(decoded(url.password().unwrap_or_default()));
    Some(format!("Basic {}", Base64::encode_string(&told)))
}

/// A part of an address without its `%XX`.
fn decoded(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_the_way_browsers_do() {
        let read = |text: &str| {
            let at = Address::parse(text).unwrap();
            format!("{} {} {} {}", at.is_closed(), at.host(), at.port(), at.target())
        };
        assert_eq!(read(" https://Cal.example/a b?x=1#y "), "true cal.example 443 /a%20b?x=1");
        assert_eq!(read("webcal://cal.example/mine.ics"), "true cal.example 443 /mine.ics");
        assert_eq!(read("WebCals://cal.example:8443/mine.ics"), "true cal.example:8443 8443 /mine.ics");
        assert_eq!(read("http://cal.example"), "false cal.example 80 /");
        for text in [
            "",
            "cal.example/x",
            "ftp://cal.example/",
            "file:///etc/passwd",
            "https://",
            "https:///",
            "javascript:alert(1)",
            "data:text/calendar,BEGIN",
            "webcal:",
            "http://[::1",
            "http://a b/",
        ] {
            assert_eq!(Address::parse(text).err(), Some(FetchFailure::NotAnAddress), "{text}");
        }
    }

    /// However it is written, it is the number that counts.
    #[test]
    fn numbers_are_numbers_in_every_spelling() {
        for text in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.1/",
            "http://017700000001/",
            "http://0177.0.0.01/",
            "http://127.1/",
            "http://127.0.0.1./",
            "http://%31%32%37.0.0.1/",
            "http://１２７.０.０.１/",
            "http://127。0。0。1/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://cal.example@127.0.0.1/",
            "http://cal.example:80@127.0.0.1:81/",
            "http:127.0.0.1/",
            "http:\\\\127.0.0.1\\",
            "webcal://127.0.0.1/",
            "http://127.0.0.1#@cal.example/",
            "http://127.0.0.1\\@cal.example/",
            "http://127.0.0.1?@cal.example/",
            "ht\ntp://12\t7.0.0.1/",
        ] {
            let at = Address::parse(text).unwrap();
            assert!(super::super::is_inside(at.ip().unwrap()), "{text}");
        }
    }

    #[test]
    fn who_asks_is_told_where_the_address_says_so_and_nowhere_else() {
        let first = Address::parse("https://al%65x:p%40ss%3A@cal.example/mine.ics").unwrap();
        assert_eq!(
            first.login.as_deref(),
            Some(format!("Basic {}", Base64::encode_string(b"alex:p@ss:")).as_str())
        );
        assert!(!first.url.as_str().contains("alex") && first.host() == "cal.example");
        let next = first.leads_to("/other.ics").unwrap();
        assert!(next.is_of_one_origin_with(&first));
        for elsewhere in ["https://cal.example:8443/", "https://other.example/", "//sub.cal.example/"] {
            let next = first.leads_to(elsewhere).unwrap();
            assert!(!next.is_of_one_origin_with(&first) && next.login.is_none(), "{elsewhere}");
        }
        assert_eq!(first.leads_to("https://eve:x@cal.example/").unwrap().login, None);
        for refused in ["http://cal.example/", "file:///etc/passwd", "gopher://x/", "webcal://x/"] {
            assert_eq!(first.leads_to(refused).err(), Some(FetchFailure::Refused), "{refused}");
        }
    }
}
