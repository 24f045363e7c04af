//! Who may do what: every route, every kind of visitor. A route without a row here fails.

use std::collections::BTreeSet;

use app::Method;
use server::browser::{Browser, text};
use server::host::Reply;

use crate::rows::{DOES, Let, READS, sample};
use crate::support::*;

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let rows = |rows: &[(&'static str, Let)], method: &str| -> BTreeSet<(String, String, String)> {
        rows.iter().map(|(path, who)| (method.to_owned(), (*path).to_owned(), format!("{who:?}"))).collect()
    };
    let expected: BTreeSet<_> = rows(READS, "GET").union(&rows(DOES, "POST")).cloned().collect();
    let routes = app::routes().map(|route| {
        let method = if route.method == Method::Get { "GET" } else { "POST" };
        (method.to_owned(), route.path.to_owned(), format!("{:?}", route.guard))
    });
    let routes: BTreeSet<_> = routes.collect();
    let missing: Vec<_> = routes.difference(&expected).collect();
    let gone: Vec<_> = expected.difference(&routes).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "routes without a row: {missing:?}; rows without a route: {gone:?}"
    );
}

/// A kind of visitor: what they are let into, by a browser that comes back as it was each time.
struct Kind<'h> {
    name: &'static str,
    browser: Browser<'h>,
    person: bool,
    open: bool,
    together: bool,
}

impl Kind<'_> {
    fn admitted(&self, who: Let) -> bool {
        match who {
            Let::Anyone => true,
            Let::Person => self.person,
            Let::Open => self.open,
            Let::Couple => self.together,
        }
    }

    /// Where whoever is not let in is sent.
    fn elsewhere(&self, who: Let, path: &str) -> String {
        match who {
            _ if !self.person => "/enter".to_owned(),
            Let::Open => format!("/me/open?to={path}"),
            _ => "/us".to_owned(),
        }
    }
}

/// The page that a form stands on: its own address, or the nearest above it that can be read.
fn page_of<'p>(mut pattern: &str, mut page: &'p str) -> &'p str {
    while READS.iter().all(|(reads, _)| *reads != pattern) {
        let above = pattern.rsplit_once('/').zip(page.rsplit_once('/'));
        let Some(((above, _), (page_above, _))) = above else { return "/today" };
        (pattern, page) = (above, page_above);
    }
    page
}

/// Every kind of visitor there is, in one house.
async fn kinds(house: &House) -> Vec<Kind<'_>> {
    let (alex, mut sam) = couple(house).await;
    let mut robin = ROBIN.begins(house).await;
    let mut kim = KIM.begins(house).await;
    half_pair(&mut robin, ROBIN, &mut kim).await;
    let alone = LEE.begins(house).await;
    let shut = NOOR.begins(house).await;
    let mut tab = shut.at(&house.host);
    send(&mut tab, "/me", "/me/shut", &[]).await;
    let (mut left, _) = two(house, ASH, BO).await;
    let reply =
        send(&mut left, "/us/end", "/us/end", &[("days", "30"), ("passphrase", ASH.passphrase)]).await;
    assert_eq!(goes(&reply), "/us");
    // Somebody signed in on a second device before the couple was there.
    page(&mut sam, "/us").await;
    let kind = |name, browser, person, open, together| Kind { name, browser, person, open, together };
    vec![
        kind("a stranger", house.browser(200), false, false, false),
        kind("somebody alone", alone, true, true, false),
        kind("somebody whose own space is shut", shut, true, false, false),
        kind("one of two", alex, true, true, true),
        kind("one of two who has not opened what is shared", kim, true, true, false),
        kind("somebody who left", left, true, true, false),
    ]
}

const LEE: Who =
    Who { name: "Lee", email: "lee@home.example", passphrase: "copper garden silver stone", seed: 5 };
const NOOR: Who =
    Who { name: "Noor", email: "noor@home.example", passphrase: "velvet orange mirror ladder", seed: 6 };
const ASH: Who =
    Who { name: "Ash", email: "ash@home.example", passphrase: "pepper saddle marble ocean", seed: 7 };
const BO: Who =
    Who { name: "Bo", email: "bo@home.example", passphrase: "cotton anchor wooden piano", seed: 8 };

#[tokio::test]
async fn every_page_is_read_by_those_who_may_and_nobody_else() {
    let house = House::new().await;
    for kind in kinds(&house).await {
        for (pattern, who) in READS {
            let path = sample(pattern);
            let reply = read(&mut kind.browser.at(&house.host), &path).await;
            let what = format!("{} reads {path}", kind.name);
            if kind.admitted(*who) {
                read_by_right(&what, &reply, pattern);
            } else {
                assert_eq!(
                    (reply.status, goes(&reply)),
                    (303, kind.elsewhere(*who, &path).as_str()),
                    "{what}"
                );
            }
        }
    }
}

/// Whoever may read gets a page; or is led on by the page itself, where it has nothing for them.
fn read_by_right(what: &str, reply: &Reply, pattern: &str) {
    let leads_on = ["/enter", "/begin", "/me/open", "/i/{token}", "/i/{token}/later", "/i/{token}/never"];
    let nothing_there = [
        "/i/{token}",
        "/us/invite/letter",
        "/us/join",
        "/us/invite",
        "/us/end",
        "/me/check/done",
        "/me/lean/said",
        "/talk/settle/before",
    ];
    // What two share is opened on Us first.
    let to_open =
        ["/us/agreed", "/us/agreed/before", "/us/began", "/us/given", "/us/life", "/us/life/{part}"];
    match reply.status {
        200 => {}
        303 => {
            let to = goes(reply);
            let own = leads_on.contains(&pattern)
                || nothing_there.contains(&pattern)
                || to_open.contains(&pattern)
                || pattern.starts_with("/me/path");
            assert!(own || !["/enter", "/us"].contains(&to), "{what} → {to}");
            assert!(own || pattern.starts_with("/today") || pattern == "/", "{what} → {to}");
        }
        404 => assert!(pattern.contains('{'), "{what}"),
        status => panic!("{what}: {status} {}", main_text(&text(reply))),
    }
}

#[tokio::test]
async fn everything_is_done_by_those_who_may_and_nobody_else() {
    let house = House::new().await;
    for kind in kinds(&house).await {
        for (pattern, who) in DOES {
            let path = sample(pattern);
            let what = format!("{} does {path}", kind.name);
            if kind.admitted(*who) {
                // In a copy, so that nothing done here changes what comes after.
                let house = house.copy().await;
                let reply = post(&mut kind.browser.at(&house.host), &path, &[]).await;
                assert!(
                    matches!(reply.status, 200 | 303 | 404 | 422),
                    "{what}: {} {}",
                    reply.status,
                    main_text(&text(&reply))
                );
            } else {
                let mut browser = kind.browser.at(&house.host);
                let words = "words that took me half the evening";
                let reply = post(&mut browser, &path, &[("text", words)]).await;
                assert_eq!(reply.status, 403, "{what}");
                let shown = text(&reply);
                assert!(shown.contains(words), "{what}: the words are still there");
                let onward = kind.elsewhere(*who, page_of(pattern, &path));
                assert!(shown.contains(&format!("href=\"{onward}\"")), "{what} → {onward}");
                // Without an act id it is no better.
                assert_eq!(browser.send("POST", &path, Vec::new()).await.status, 403, "{what}");
            }
        }
    }
}

#[tokio::test]
async fn a_path_that_exists_is_not_there_for_the_other_method() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    for (pattern, _) in DOES.iter().filter(|(does, _)| READS.iter().all(|(reads, _)| reads != does)) {
        let path = sample(pattern);
        let reply = read(&mut alex, &path).await;
        // A page that takes any name may lie at the same place.
        assert!(matches!(reply.status, 404 | 405 | 303), "{path}: {}", reply.status);
    }
    for (pattern, _) in READS.iter().filter(|(reads, _)| DOES.iter().all(|(does, _)| reads != does)) {
        let path = sample(pattern);
        let reply = post(&mut alex, &path, &[]).await;
        assert!(matches!(reply.status, 404 | 405 | 422 | 303), "{path}: {}", reply.status);
    }
}

/// Names of other people's things in paths and hidden fields lead nowhere.
#[tokio::test]
async fn what_belongs_to_others_is_not_there() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let mut robin = ROBIN.begins(&house).await;
    // A question of the couple's own.
    let asked =
        send(&mut alex, "/talk/ask", "/talk/ask", &[("question", "Where would you go with me?")]).await;
    assert_eq!(asked.status, 303);
    let mut db = House::tamper(&house.data()).await;
    let talk = page(&mut sam, "/talk").await;
    let own =
        talk.split("/talk/own-").nth(1).map(|rest| rest.split(['"', '/', '?']).next().unwrap().to_owned());
    let own = format!("/talk/own-{}", own.expect("Sam sees the question"));
    assert_eq!(read(&mut sam, &own).await.status, 200);
    assert_eq!(read(&mut robin, &own).await.status, 404);
    assert_eq!(post(&mut robin, &format!("{own}/keep"), &[("text", "mine now")]).await.status, 404);
    assert_eq!(post(&mut robin, &format!("{own}/back"), &[]).await.status, 404);

    // Devices and PINs.
    post(&mut alex, "/me/account/pin", &[("passphrase", ALEX.passphrase), ("pin", "2580")]).await;
    let sessions = page(&mut alex, "/me/account").await;
    let of = |action: &str| {
        let forms = forms(&sessions).into_iter().filter(|form| form.action == action);
        let mut ids = forms.flat_map(|form| form.fields).filter(|(name, _)| name == "id").map(|(_, id)| id);
        ids.next().unwrap()
    };
    let (session, pin) = (of("/me/account/end"), of("/me/account/pin/drop"));
    for other in [&mut robin, &mut sam] {
        assert_eq!(post(other, "/me/account/end", &[("id", &session)]).await.status, 303);
        assert_eq!(post(other, "/me/account/pin/drop", &[("id", &pin)]).await.status, 303);
        post(other, "/me/account/end-others", &[]).await;
    }
    assert_eq!(read(&mut alex, "/today").await.status, 200);
    let pins: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM pin").fetch_one(&mut db).await.unwrap();
    assert_eq!(pins, 1);

    // Another's invitation: only its letter can be seen, and no new code made for it.
    let (token, code) = invite(&mut robin, "Come with me.").await;
    post(&mut sam, "/us/invite/code", &[("i", &token), ("token", &token)]).await;
    let mut kim = KIM.begins(&house).await;
    say_yes(&mut kim, &token, &code).await;
}

/// A PIN opens on its own device and for its own person only.
#[tokio::test]
async fn a_pin_is_good_for_its_device_and_person_only() {
    let house = House::new().await;
    let (mut alex, mut sam) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    post(&mut alex, "/me/account/pin", &[("passphrase", ALEX.passphrase), ("pin", "2580")]).await;
    assert_eq!(goes(&send(&mut alex, "/me", "/me/shut", &[]).await), "/today");
    assert_eq!(goes(&read(&mut alex, "/me/notes").await), "/me/open?to=/me/notes");
    let reply = send(&mut alex, "/me/open?to=/me/notes", "/me/open", &[("pin", "2580")]).await;
    assert_eq!(goes(&reply), "/me/notes");
    assert_eq!(read(&mut alex, "/me/notes").await.status, 200);
    // Elsewhere, or for somebody else, it is nothing.
    let mut elsewhere = ALEX.enters(&house, NOW, 60).await;
    post(&mut elsewhere, "/me/shut", &[]).await;
    assert_eq!(post(&mut elsewhere, "/me/open", &[("pin", "2580")]).await.status, 422);
    post(&mut sam, "/me/shut", &[]).await;
    assert_eq!(post(&mut sam, "/me/open", &[("pin", "2580")]).await.status, 422);
    let fields = [("email", SAM.email), ("passphrase", SAM.passphrase)];
    post(&mut alex, "/enter", &fields).await;
    post(&mut alex, "/me/shut", &[]).await;
    assert_eq!(post(&mut alex, "/me/open", &[("pin", "2580")]).await.status, 422);
}

#[tokio::test]
async fn a_pin_is_gone_after_five_wrong_tries() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    post(&mut alex, "/me/account/pin", &[("passphrase", ALEX.passphrase), ("pin", "2580")]).await;
    post(&mut alex, "/me/shut", &[]).await;
    assert_eq!(count(&page(&mut alex, "/me/open").await, "input[name=pin]"), 1);
    for _ in 0..4 {
        assert_eq!(post(&mut alex, "/me/open", &[("pin", "1111")]).await.status, 422);
    }
    // A good one in time begins the count anew.
    assert_eq!(post(&mut alex, "/me/open", &[("pin", "2580")]).await.status, 303);
    post(&mut alex, "/me/shut", &[]).await;
    for _ in 0..5 {
        assert_eq!(post(&mut alex, "/me/open", &[("pin", "1111")]).await.status, 422);
    }
    assert_eq!(post(&mut alex, "/me/open", &[("pin", "2580")]).await.status, 422);
    assert_eq!(
        count(&page(&mut alex, "/me/open").await, "input[name=pin]"),
        0,
        "only the passphrase opens now"
    );
    let reply = post(&mut alex, "/me/open", &[("passphrase", ALEX.passphrase)]).await;
    assert_eq!(goes(&reply), "/me");
}

#[tokio::test]
async fn a_link_in_the_address_never_leads_to_another_site() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    for to in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/%2f/evil.example",
        "javascript:1",
        "/me/../..//evil",
        "/exit",
    ] {
        let encoded = app::Request::post("/", &[("to", to)]).body;
        let path = format!("/me/open?{}", String::from_utf8(encoded).unwrap());
        let open = read(&mut alex, &path).await;
        assert!(matches!(goes(&open), "/me" | "/today"), "{to} → {}", goes(&open));
        let opened = post(&mut alex, "/me/open", &[("passphrase", ALEX.passphrase), ("to", to)]).await;
        assert_eq!(goes(&opened), "/me", "{to}");
    }
    for i in ["//evil.example", "x\r\nset-cookie: a=b", "https://evil.example/"] {
        let encoded = app::Request::post("/", &[("i", i)]).body;
        let path = format!("/begin?{}", String::from_utf8(encoded).unwrap());
        let to = goes(&read(&mut alex, &path).await).to_owned();
        assert!(to.starts_with('/') && !to.starts_with("//") && !to.contains(['\r', '\n']), "{to}");
    }
}

/// Reading writes nothing: links may be fetched ahead, reloaded and gone back to.
#[tokio::test]
async fn reading_writes_nothing() {
    let house = House::new().await;
    let all = kinds(&house).await;
    let mut db = House::tamper(&house.data()).await;
    let version = "PRAGMA data_version";
    let before: i64 = sqlx::query_scalar(version).fetch_one(&mut db).await.unwrap();
    for kind in all {
        let mut browser = kind.browser.at(&house.host);
        browser.now += 2 * MINUTE;
        for (pattern, _) in READS {
            let path = sample(pattern);
            read(&mut browser, &path).await;
            browser.send("HEAD", &path, Vec::new()).await;
            let after: i64 = sqlx::query_scalar(version).fetch_one(&mut db).await.unwrap();
            assert_eq!(before, after, "{} reads {path}", kind.name);
        }
    }
}
