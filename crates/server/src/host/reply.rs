//! What goes back, with exactly the headers that were promised.

/// What goes back over the wire.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// All headers but the length.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The template of the route, for the log; never the path.
    pub route: &'static str,
    /// A short number that stands in the log and, when something broke, on the page.
    pub number: String,
}

/// One policy for every response. Each part names what it lets in, and why.
/// `'none'` first; our own script, style, images, form targets; nothing may frame us; no script may make markup.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
    object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types sw";

/// The headers of every response, whatever its status.
pub const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), clipboard-read=(), \
         display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), \
         idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), \
         picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(self), serial=(), usb=(), \
         web-share=(), xr-spatial-tracking=()",
    ),
];

impl Reply {
    /// A response with the headers every response has.
    pub(crate) fn new(status: u16, media: &str, body: Vec<u8>, cache: &str) -> Self {
        let mut headers: Vec<_> = ALWAYS.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        headers.push(("cache-control", cache.to_owned()));
        if !media.is_empty() {
            headers.push(("content-type", media.to_owned()));
        }
        Self { status, headers, body, route: "-", number: String::new() }
    }

    /// A page: never kept by anybody.
    pub(crate) fn page(status: u16, html: String) -> Self {
        Self::new(status, "text/html; charset=utf-8", html.into_bytes(), "no-store")
    }

    /// A file to keep; what it is called says nothing but letters, digits, dots and hyphens.
    pub(crate) fn file(name: &str, media: &str, bytes: Vec<u8>) -> Self {
        let plain =
            |c: char| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '-' };
        let name: String = name.chars().take(64).map(plain).collect();
        let name = name.trim_matches(['.', '-']);
        let name = if name.is_empty() { "file" } else { name };
        Self::new(200, &format!("{media}; charset=utf-8"), bytes, "no-store")
            .with("content-disposition", format!("attachment; filename=\"{name}\""))
    }

    /// Go there now.
    pub(crate) fn go(path: &str) -> Self {
        Self::new(303, "", Vec::new(), "no-store").with("location", path.to_owned())
    }

    /// And this header.
    pub(crate) fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| *header == name).map(|(_, value)| value.as_str())
    }
}
