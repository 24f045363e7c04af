//! The files every page links to, embedded. The host serves them; their version stands in the link, so they may be kept.

use std::sync::OnceLock;

/// A file that anybody may fetch and keep.
pub struct Asset {
    /// Its path.
    pub path: &'static str,
    /// Its media type.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

/// The style sheet: plain files per thing, in a fixed order, as one.
const STYLE: &str = concat!(
    include_str!("../../static/css/tokens.css"),
    include_str!("../../static/css/base.css"),
    include_str!("../../static/css/frame.css"),
    include_str!("../../static/css/forms.css"),
    include_str!("../../static/css/parts.css"),
    include_str!("../../static/css/pages.css"),
    include_str!("../../static/css/down.css"),
    include_str!("../../static/css/us.css"),
    include_str!("../../static/css/settle.css"),
    include_str!("../../static/css/near.css"),
    include_str!("../../static/css/paper.css"),
    include_str!("../../static/css/print.css"),
);
const MAIN: &str = include_str!("../../static/main.js");
const LEAVE: &str = include_str!("../../static/leave.js");
const ONCE: &str = include_str!("../../static/once.js");
const TIMER: &str = include_str!("../../static/timer.js");
const DOWN: &str = include_str!("../../static/down.js");
const PHOTO: &str = include_str!("../../static/photo.js");
const ICON: &str = include_str!("../../static/icon.svg");
const ROBOTS: &str = "User-agent: *\nDisallow: /i/\nDisallow: /enter\nDisallow: /begin\n";

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// All of them.
pub const ALL: &[Asset] = &[
    Asset { path: "/static/style.css", media: "text/css; charset=utf-8", bytes: STYLE.as_bytes() },
    Asset { path: "/static/main.js", media: SCRIPT, bytes: MAIN.as_bytes() },
    Asset { path: "/static/leave.js", media: SCRIPT, bytes: LEAVE.as_bytes() },
    Asset { path: "/static/once.js", media: SCRIPT, bytes: ONCE.as_bytes() },
    Asset { path: "/static/timer.js", media: SCRIPT, bytes: TIMER.as_bytes() },
    Asset { path: "/static/down.js", media: SCRIPT, bytes: DOWN.as_bytes() },
    Asset { path: "/static/photo.js", media: SCRIPT, bytes: PHOTO.as_bytes() },
    Asset { path: "/static/icon.svg", media: "image/svg+xml", bytes: ICON.as_bytes() },
    Asset { path: "/favicon.ico", media: "image/svg+xml", bytes: ICON.as_bytes() },
    Asset { path: "/robots.txt", media: "text/plain; charset=utf-8", bytes: ROBOTS.as_bytes() },
];

/// Changes whenever the style sheet does.
pub fn style_version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| version(&[STYLE]))
}

/// Changes whenever a script does.
pub fn script_version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| version(&[MAIN, LEAVE, ONCE, TIMER, DOWN, PHOTO]))
}

fn version(texts: &[&str]) -> String {
    texts.iter().fold(String::new(), |before, text| {
        format!("{:016x}", domain::talk::shuffle_key(0, &format!("{before}{text}")))
    })
}
