//! Words that were typed anywhere are found nowhere: not in the database, its log, the sessions, nor what is logged.

mod between;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

use base64ct::{Base64, Base64Url, Encoding};
use server::browser::{Browser, text};

use crate::support::*;

static LOGGED: Mutex<String> = Mutex::new(String::new());

/// Random words that can be found again.
struct Canaries {
    all: Vec<String>,
    /// Which fields have had one.
    fields: BTreeMap<(String, String), usize>,
}

impl Canaries {
    fn next(&mut self, action: &str, field: &str) -> String {
        let n = self.all.len() as u64;
        let hash = vault::primitives::sha256(&[b"canary", &n.to_be_bytes()]);
        let word: String = hash.iter().take(14).map(|byte| char::from(b'a' + byte % 26)).collect();
        let words = format!("zq{word} ünd");
        self.all.push(words.clone());
        *self.fields.entry((action.to_owned(), field.to_owned())).or_default() += 1;
        words
    }
}

/// Ways in which words could lie about.
fn shapes(words: &str) -> Vec<Vec<u8>> {
    let bytes = words.as_bytes();
    let wide = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    };
    let ascii = words.split(' ').next().unwrap();
    let mut shapes = vec![ascii.as_bytes().to_vec(), wide(ascii, true), wide(ascii, false)];
    shapes.push(ascii.to_uppercase().into_bytes());
    shapes.push(bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect());
    // Base64 at each of the three places its beginning may have; the ends, which depend on what is around, are cut.
    for before in 0..3 {
        let padded = [&vec![b'.'; before], bytes].concat();
        for encoded in [Base64::encode_string(&padded), Base64Url::encode_string(&padded)] {
            let trimmed = encoded.trim_end_matches('=');
            let from = if before == 0 { 0 } else { 4 };
            shapes.push(trimmed.as_bytes()[from..trimmed.len() - 4].to_vec());
        }
    }
    shapes
}

fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect()
}

/// Everything that is looked for, by its first eight bytes; what is shorter would be found anywhere.
struct Wanted(BTreeMap<[u8; 8], Vec<(Vec<u8>, String)>>);

impl Wanted {
    fn of(words: impl IntoIterator<Item = String>) -> Self {
        let mut wanted = BTreeMap::<_, Vec<_>>::new();
        for words in words {
            for shape in shapes(&words) {
                let Some(first) = shape.first_chunk().copied() else { continue };
                wanted.entry(first).or_default().push((shape, words.clone()));
            }
        }
        Self(wanted)
    }

    /// The first that lies in a place.
    fn found(&self, place: &[u8]) -> Option<&str> {
        let firsts: std::collections::HashSet<&[u8; 8]> = self.0.keys().collect();
        (0..place.len()).find_map(|at| {
            let first = place[at..].first_chunk::<8>()?;
            if !firsts.contains(first) {
                return None;
            }
            let all = self.0.get(first)?.iter();
            all.into_iter().find(|(shape, _)| place[at..].starts_with(shape)).map(|(_, words)| words.as_str())
        })
    }
}

const SKIP: &[&str] = &[
    "/leave",
    "/exit",
    "/enter",
    "/enter/lost",
    "/begin",
    "/us/join",
    "/us/pair",
    "/us/open",
    "/us/end",
    "/us/unpair",
];
const SECRET: &[&str] = &["passphrase", "again", "new_passphrase", "pin", "code", "email"];

/// Fills every text field of every form on a page with words of its own, and sends each form.
async fn fill(browser: &mut Browser<'_>, path: &str, canaries: &mut Canaries) {
    let reply = browser.get(path).await;
    let html = text(&reply);
    for (n, shown) in forms(&html).into_iter().enumerate() {
        if SKIP.contains(&shown.action.as_str()) || shown.action.starts_with("/me/account") {
            continue;
        }
        if shown.action == "/me/shut" || shown.action.ends_with("/back") || shown.texts.is_empty() {
            continue;
        }
        // The act id of a form is good once, so each is taken from the page anew.
        let fresh = text(&browser.get(path).await);
        let Some(form) = forms(&fresh).into_iter().nth(n).filter(|form| form.action == shown.action) else {
            continue;
        };
        let mut fields = Vec::new();
        for name in &form.texts {
            if !SECRET.contains(&name.as_str()) {
                fields.push((name.clone(), canaries.next(&form.action, name)));
            }
        }
        let chosen: BTreeSet<&String> = form.fields.iter().map(|(name, _)| name).collect();
        let mut picked = BTreeSet::new();
        for (name, value) in &form.choices {
            if !chosen.contains(name) && picked.insert(name.clone()) && !value.is_empty() {
                fields.push((name.clone(), value.clone()));
            }
        }
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let reply = browser.send("POST", &form.action, form.body(&fields)).await;
        assert!(
            matches!(reply.status, 200 | 303 | 404 | 422),
            "{path} {}: {} {}",
            form.action,
            reply.status,
            main_text(&text(&reply))
        );
    }
}

async fn everywhere(browser: &mut Browser<'_>, canaries: &mut Canaries) {
    let library = content::Library::english();
    let mut paths: Vec<String> = SIGNED_IN_PAGES.iter().map(|path| (*path).to_owned()).collect();
    paths.extend(
        [
            "/me/settings",
            "/look",
            "/me/lean/said",
            "/me/check/checkup",
            "/today/week",
            "/time/down/add",
            "/time/down/after",
            "/me/notes/1",
            "/me/back/3",
        ]
        .map(str::to_owned),
    );
    paths.extend(
        library
            .questions
            .iter()
            .step_by(9)
            .take(12)
            .map(|question| format!("/talk/{}", question.id.as_str())),
    );
    paths.extend(library.practices.iter().step_by(7).take(6).flat_map(|practice| {
        let id = practice.id.as_str();
        [format!("/today/{id}"), format!("/today/after/{id}")]
    }));
    for path in &paths {
        fill(browser, path, canaries).await;
    }
}

#[tokio::test]
async fn two_hundred_random_words_through_every_field_leave_no_trace() {
    server::log::start_into(|line| LOGGED.lock().unwrap().push_str(&format!("{line}\n")));
    let house = House::new().await;
    let mut canaries = Canaries { all: Vec::new(), fields: BTreeMap::new() };
    // Names and addresses are words, too.
    let names = ["zqnameone", "zqnametwo"];
    let emails = ["zqmailone@zqmail.example", "zqmailtwo@zqmail.example"];
    let passphrases = ["zqphraseone meadow", "zqphrasetwo lantern"];
    let mut people = Vec::new();
    for n in 0..2 {
        let mut browser = house.browser(10 + n as u8);
        let fields = [
            ("name", names[n]),
            ("email", emails[n]),
            ("passphrase", passphrases[n]),
            ("again", passphrases[n]),
        ];
        assert_eq!(send(&mut browser, "/begin", "/begin", &fields).await.status, 303);
        people.push(browser);
    }
    let [a, b] = people.as_mut_slice() else { panic!() };
    let letter = canaries.next("/us/invite", "letter");
    let (token, code) = invite(a, &letter).await;
    say_yes(b, &token, &code).await;
    send(a, "/us", "/us/pair", &[("passphrase", passphrases[0])]).await;
    send(b, "/us", "/us/open", &[("passphrase", passphrases[1])]).await;
    post(a, "/me/account/pin", &[("passphrase", passphrases[0]), ("pin", "73519")]).await;
    let sheet = text(&post(a, "/me/account/recovery", &[("passphrase", passphrases[0])]).await);
    let recovery = one(&sheet, ".code");
    // A time has a name, and dates that random words are not.
    let title = canaries.next("/time/new", "title");
    let starts = domain::Instant(NOW).plus_days(3).day_in(&jiff::tz::TimeZone::UTC).date().to_string();
    let fields = [
        ("title", title.as_str()),
        ("every", "once"),
        ("starts", &starts),
        ("at", "19:30"),
        ("minutes", "60"),
        ("zone", "Europe/Berlin"),
    ];
    let ritual = post(a, "/time/new", &fields).await;
    let agreed = post(b, &format!("{}/agree", goes(&ritual)), &[]).await;
    assert_eq!((ritual.status, agreed.status), (303, 303));
    between::the_life_together(a, b, &mut canaries).await;
    between::a_talk_about_one_thing(a, b, &starts, &mut canaries).await;
    between::first_steps(a, b, &mut canaries).await;
    // Alone as well, because some fields are for those who are alone.
    let mut alone = ROBIN.begins(&house).await;
    everywhere(&mut alone, &mut canaries).await;
    let mut round = 0;
    while canaries.all.len() < 200 && round < 6 {
        everywhere(&mut people[0], &mut canaries).await;
        everywhere(&mut people[1], &mut canaries).await;
        round += 1;
    }
    assert!(canaries.all.len() >= 200, "{}", canaries.all.len());
    // With the own space shut, words go another way.
    people[0].now += 11 * MINUTE;
    read(&mut people[0], "/today").await;
    everywhere(&mut people[0], &mut canaries).await;
    // After some months one can look back.
    let mut later = ROBIN.enters(&house, NOW + 100 * DAY, 77).await;
    fill(&mut later, "/me/back/3", &mut canaries).await;
    assert!(canaries.fields.contains_key(&("/me/back/3".to_owned(), "different".to_owned())));
    // Failed sign-ins, mistakes and breakages are logged; none of the words are.
    for email in emails {
        send(&mut house.browser(99), "/enter", "/enter", &[("email", email), ("passphrase", passphrases[0])])
            .await;
    }
    let secrets: Vec<String> = [names.as_slice(), &emails, &["zqphraseone", "zqphrasetwo"]]
        .concat()
        .into_iter()
        .map(str::to_owned)
        .chain([token.clone(), code.clone(), recovery.clone()])
        .collect();

    let mut db = House::tamper(&house.data()).await;
    sqlx::query("ALTER TABLE gate RENAME TO gone").execute(&mut db).await.unwrap();
    for path in ["/us", "/talk"] {
        read(&mut people[1], path).await;
    }
    let question = content::Library::english().questions[0].id.as_str();
    let broken = canaries.next("/broken", "text");
    post(&mut people[1], &format!("/talk/{question}/answer"), &[("text", &broken), ("round", "0")]).await;
    sqlx::query("ALTER TABLE gone RENAME TO gate").execute(&mut db).await.unwrap();

    // Everything is looked at as it lies there now, with the write-ahead log, and again after it was emptied.
    for look in 0..2 {
        let mut places = files(&house.data());
        places.push(("the log".to_owned(), LOGGED.lock().unwrap().clone().into_bytes()));
        assert!(places.iter().any(|(name, _)| name.ends_with("-wal")), "{look}");
        let wanted = Wanted::of(canaries.all.iter().chain(&secrets).cloned());
        for (name, place) in &places {
            if let Some(words) = wanted.found(place) {
                panic!("{words} lies in {name} ({look})");
            }
        }
        house.store().checkpoint().await.unwrap();
        house.host.sessions.checkpoint().await.unwrap();
    }
    assert!(LOGGED.lock().unwrap().contains("event=\"broken\""), "something was logged");

    // Every field there is was among them.
    let fields: BTreeSet<&str> = canaries.fields.keys().map(|(_, field)| field.as_str()).collect();
    for field in [
        "text",
        "words",
        "wish",
        "letter",
        "guess",
        "name",
        "title",
        "rest",
        "under",
        "about",
        "as-a-friend",
        "which",
    ] {
        assert!(fields.contains(field), "{field} of {fields:?}");
    }
}

/// The search finds what is there: otherwise it would prove nothing.
#[tokio::test]
async fn the_search_finds_what_is_there() {
    let words = "zqfindmeplease ünd";
    for place in [
        b"before zqfindmeplease after".to_vec(),
        "zqfindmeplease".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "zqfindmeplease".encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Base64::encode_string(format!("x{words}").as_bytes()).into_bytes(),
        Base64::encode_string(format!("xy{words} and more").as_bytes()).into_bytes(),
        Base64Url::encode_string(format!("xyz{words}").as_bytes()).into_bytes(),
    ] {
        assert_eq!(Wanted::of([words.to_owned()]).found(&place), Some(words));
    }
}

/// S3: what one writes for oneself changes no byte of anything the other one reads.
#[tokio::test]
async fn pages_are_the_same_with_none_and_with_five_hundred_private_entries() {
    let house = House::new().await;
    let (a, b) = couple(&house).await;
    let with = house.copy().await;
    let mut author = a.at(&with.host);
    for n in 0..500 {
        let place = ["/me/note", "/me/bid"][n % 2];
        assert_eq!(post(&mut author, place, &[("text", &format!("entry number {n}"))]).await.status, 303);
    }
    // Pages one filled in, each in several versions; a note that was erased, and one that is kept for looking back.
    for n in 0..12 {
        let words = format!("version {n}");
        for (place, field) in [("/me/needs", "rest"), ("/me/loop", "under")] {
            assert_eq!(post(&mut author, place, &[(field, &words)]).await.status, 303);
        }
    }
    post(&mut author, "/me/notes/7/back", &[]).await;
    send(&mut author, "/me/notes/9", "/me/notes/9/erase", &[]).await;
    post(&mut author, "/me/loop/burn", &[]).await;
    for path in SIGNED_IN_PAGES.iter().filter(|path| path.starts_with("/me")) {
        read(&mut author, path).await;
    }
    let (mut here, mut there) = (b.at(&house.host), b.at(&with.host));
    for path in SIGNED_IN_PAGES {
        same(&mut here, &mut there, path).await;
    }
    // Writing goes the same way, too.
    for (path, fields) in [("/me/note", [("text", "mine")]), ("/today/minutes", [("minutes", "15")])] {
        let (one, other) = (post(&mut here, path, &fields).await, post(&mut there, path, &fields).await);
        assert_eq!((one.status, one.headers, one.body), (other.status, other.headers, other.body), "{path}");
    }
}
