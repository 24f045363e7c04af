//! What comes in over the wire: cookies, links, codes, forms, calendars.

use app::{Found, Method, Request, Upload};
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use vault::{ActKey, Chance, CookieKey, Pepper, RecoveryCode, SeenKey, Token, act, seen, told};

use crate::world;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A session's cookie, an act id, and the heads that were seen: none is made by guessing.
pub fn cookies(bytes: &[u8]) {
    let text = text(bytes);
    let key = CookieKey::new(&mut Chance::from_seed([1; 32]));
    let _ = CookieKey::parse(&text);
    let acts: ActKey = key.act_key();
    assert!(act::check(&acts, &text).is_none());
    assert!(seen::check(&SeenKey::from_bytes([2; 32]), &[3; 16], &text).is_err());
}

fn token(bytes: &[u8], purpose: &str) {
    let kept = Token::new(&mut Chance::from_seed([4; 32]));
    if let Ok(token) = Token::parse(&text(bytes)) {
        assert_ne!(token.hash(purpose), kept.hash(purpose));
        assert_eq!(token.text().as_bytes(), bytes);
    }
    assert!(kept.open(purpose, bytes).is_err());
}

/// The link of an invitation, and the code that is told.
pub fn invite(bytes: &[u8]) {
    token(bytes, "invite");
    let pepper = Pepper::from_bytes([5; 32]);
    let kept = told::code_mac(&pepper, b"invite", "seven-lamps-ash");
    let _ = told::code_fits(&pepper, b"invite", &text(bytes), &kept);
}

/// The address of a calendar that others subscribe to.
pub fn feed_token(bytes: &[u8]) {
    token(bytes, "feed");
}

/// A code that is read is written as it was read, but for blanks and letters that look alike.
pub fn recovery_code(bytes: &[u8]) {
    if let Ok(code) = RecoveryCode::parse(&text(bytes)) {
        let again = RecoveryCode::parse(&code.text()).unwrap();
        assert_eq!(again.text(), code.text());
    }
}

/// Any form and query, on every page there is, for a stranger, for one alone and for one of two.
pub fn form(bytes: &[u8]) {
    let Some(([which, method], rest)) = bytes.split_first_chunk() else { return };
    let routes: Vec<_> = app::routes().collect();
    let route = routes[usize::from(*which) % routes.len()];
    let cut = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
    let (param, body) = rest.split_at(cut);
    let param = text(param).replace('/', "-");
    let path: Vec<_> =
        route.path.split('/').map(|part| if part.starts_with('{') { param.as_str() } else { part }).collect();
    let method = if method & 1 == 0 { Method::Get } else { Method::Post };
    let files = vec![Upload { field: "file".to_owned(), bytes: body.to_vec() }];
    let request =
        Request { method, path: path.join("/"), query_text: text(body), body: body.to_vec(), files };
    let _ = matches!(app::find(method, &request.path), Found::Nothing);
    for world in world::all() {
        let _ = app::needs(&request, &world.visitor);
        let _ = app::handle(&request, &world);
    }
}

/// Any bytes are a calendar or none, and reading them ends.
pub fn calendar(bytes: &[u8]) {
    let stamp = |seconds| Timestamp::from_second(seconds).unwrap();
    let zones = TimeZoneDatabase::bundled();
    let ask = calendar::Ask {
        attendee: &TimeZone::UTC,
        zones: &zones,
        within: calendar::Interval::new(stamp(1_790_000_000), stamp(1_800_000_000)).unwrap(),
        limits: calendar::Limits::default(),
    };
    if let Ok(read) = calendar::busy(bytes, &ask) {
        assert!(read.busy.windows(2).all(|two| two[0].end() < two[1].start()));
    }
}
