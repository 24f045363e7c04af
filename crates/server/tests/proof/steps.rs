//! First steps: written for oneself, burned for good, offered unannounced, opened once at a talk both agreed on.

use std::collections::BTreeSet;

use server::browser::{Browser, text};
use server::host::Reply;

use crate::forms::Form;
use crate::support::*;

/// The two agree on a talk on this day of the house.
pub async fn agree_on_a_talk(a: &mut Browser<'_>, b: &mut Browser<'_>, title: &str) {
    let day = domain::Instant(a.now).day_in(&jiff::tz::TimeZone::UTC).date().to_string();
    let fields = [
        ("title", title),
        ("every", "once"),
        ("starts", &day),
        ("at", "21:00"),
        ("minutes", "60"),
        ("zone", "UTC"),
    ];
    let ritual = post(a, "/time/new", &fields).await;
    assert_eq!(ritual.status, 303, "{}", main_text(&text(&ritual)));
    assert_eq!(post(b, &format!("{}/agree", goes(&ritual)), &[]).await.status, 303);
}

/// Writes a piece; where it has its page.
pub async fn writes(browser: &mut Browser<'_>, words: &str) -> String {
    let fields = [("text", words), ("rung", "2")];
    let reply = send(browser, "/me/say/new?rung=2", "/me/say/new", &fields).await;
    goes(&reply).strip_suffix("?said=yes").unwrap_or_else(|| panic!("{}", goes(&reply))).to_owned()
}

/// The form on a page of a piece that does this.
fn form_that(html: &str, does: &str) -> Form {
    let does = ("do".to_owned(), does.to_owned());
    let found = forms(html).into_iter().find(|form| form.fields.contains(&does));
    found.unwrap_or_else(|| panic!("no form to {}: {}", does.1, main_text(html)))
}

/// Opens a page of a piece, fills in the form that does this, sends it.
async fn does(browser: &mut Browser<'_>, page: &str, does: &str, fields: &[(&str, &str)]) -> Reply {
    let form = form_that(&text(&browser.get(page).await), does);
    browser.send("POST", &form.action, form.body(fields)).await
}

/// From a piece through the question, the kind and the preview to the offer.
pub async fn offers(browser: &mut Browser<'_>, at: &str) -> Reply {
    let question = text(&does(browser, at, "more", &[]).await);
    let body = form_that(&question, "ask").body(&[("answer", "no")]);
    let kinds = text(&browser.send("POST", at, body).await);
    let body = form_that(&kinds, "offer").body(&[("about", "us")]);
    let preview = text(&browser.send("POST", at, body).await);
    assert!(preview.contains("It is about the two of you."), "{}", main_text(&preview));
    let body = form_that(&preview, "offer").body(&[("sure", "yes")]);
    let reply = browser.send("POST", at, body).await;
    assert_eq!(goes(&reply), format!("{at}?said=yes"));
    reply
}

async fn burns(browser: &mut Browser<'_>, at: &str) {
    assert_eq!(goes(&does(browser, at, "burn", &[]).await), format!("{at}?said=yes"));
}

/// The other one asks at a talk, reads how to listen, and opens the words; where they can be read.
pub async fn receives(browser: &mut Browser<'_>) -> String {
    let asked = send(browser, "/talk/hear", "/talk/hear", &[]).await;
    assert_eq!(goes(&asked), "/talk/hear?said=yes");
    assert!(page(browser, "/talk/hear?said=yes").await.contains("I’m ready to receive"));
    goes(&send(browser, "/talk/hear/listen", "/talk/hear/open", &[]).await).to_owned()
}

async fn gates(house: &House) -> i64 {
    let mut db = House::tamper(&house.data()).await;
    sqlx::query_scalar("SELECT COUNT(*) FROM gate").fetch_one(&mut db).await.unwrap()
}

/// A couple with a talk today.
async fn at_a_talk(house: &House) -> (Browser<'_>, Browser<'_>) {
    let (mut a, mut b) = couple(house).await;
    agree_on_a_talk(&mut a, &mut b, "Our talk").await;
    (a, b)
}

#[tokio::test]
async fn what_is_offered_is_received_at_a_talk_answered_and_read_again() {
    let house = House::new().await;
    let (mut a, mut b) = at_a_talk(&house).await;
    let at = writes(&mut a, "The house is loud without you.").await;
    offers(&mut a, &at).await;
    assert_eq!(gates(&house).await, 2);
    let told = receives(&mut b).await;
    assert_eq!(gates(&house).await, 0);
    assert!(page(&mut b, &told).await.contains("The house is loud without you."));
    let answer = [("answer", "did-not-know"), ("text", "I had no idea.")];
    assert_eq!(goes(&send(&mut b, &told, &format!("{told}/answer"), &answer).await), told);
    let word = [("word", "got-it")];
    assert_eq!(goes(&send(&mut a, &told, &format!("{told}/word"), &word).await), told);
    for browser in [&mut a, &mut b] {
        let shown = page(browser, &told).await;
        assert!(shown.contains("I had no idea.") && main_text(&shown).contains("you got it"));
        assert!(page(browser, "/talk/heard").await.contains(&told));
        assert_eq!(count(&shown, ".trouble"), 0);
    }
    assert_eq!(goes(&send(&mut a, "/me/say", "/me/say/done", &[("felt", "well")]).await), "/me/say?said=yes");
    assert!(!main_text(&page(&mut a, "/me/say").await).contains("Your words were opened"));
}

/// S3, S5: pieces and an offer that nobody asked for change no byte of anything the other one reads.
#[tokio::test]
async fn pages_are_the_same_with_and_without_the_others_pieces_and_offer() {
    let house = House::new().await;
    let (a, b) = at_a_talk(&house).await;
    let with = house.copy().await;
    let mut author = a.at(&with.host);
    let at = writes(&mut author, "words of my own").await;
    writes(&mut author, "others, kept").await;
    offers(&mut author, &at).await;
    let (mut here, mut there) = (b.at(&house.host), b.at(&with.host));
    for path in SIGNED_IN_PAGES {
        same(&mut here, &mut there, path).await;
    }
}

#[tokio::test]
async fn its_author_cannot_tell_whether_the_other_one_has_asked() {
    let house = House::new().await;
    let (mut a, b) = at_a_talk(&house).await;
    let at = writes(&mut a, "words of my own").await;
    offers(&mut a, &at).await;
    let asked = house.copy().await;
    let mut other = b.at(&asked.host);
    send(&mut other, "/talk/hear", "/talk/hear", &[]).await;
    assert_eq!(gates(&asked).await, 1);
    let (mut here, mut there) = (a.at(&house.host), a.at(&asked.host));
    for path in SIGNED_IN_PAGES.iter().chain([&at.as_str()]) {
        let (one, other) = (read(&mut here, path).await, read(&mut there, path).await);
        assert_eq!((one.status, text(&one)), (other.status, text(&other)), "{path}");
        // What the cookies hold is sealed: how long the log is now cannot be read from them.
        let names =
            |reply: &Reply| reply.headers.iter().map(|(name, it)| (*name, it.len())).collect::<Vec<_>>();
        assert_eq!(names(&one), names(&other), "{path}");
    }
    // Taking it back is answered the same, too.
    let (one, other) = (
        send(&mut here, "/me/say", "/me/say/back", &[]).await,
        send(&mut there, "/me/say", "/me/say/back", &[]).await,
    );
    assert_eq!((one.status, goes(&one), one.body.len()), (other.status, goes(&other), other.body.len()));
    assert_eq!((gates(&house).await, gates(&asked).await), (0, 0));
}

/// Taken back at the very moment of opening, again and again: one of the two wins, and both see a kind page.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn forty_times_it_is_taken_back_while_it_is_opened_and_exactly_one_wins() {
    let house = House::new().await;
    let (mut a, mut b) = at_a_talk(&house).await;
    let (mut opened, mut kept) = (0, 0);
    for n in 0..40 {
        let words = format!("words number {n}.");
        let at = writes(&mut a, &words).await;
        offers(&mut a, &at).await;
        send(&mut b, "/talk/hear", "/talk/hear", &[]).await;
        let back = form(&page(&mut a, &at).await, "/me/say/back").unwrap().body(&[]);
        let open = form(&page(&mut b, "/talk/hear/listen").await, "/talk/hear/open").unwrap().body(&[]);
        let (one, other) =
            tokio::join!(a.send("POST", "/me/say/back", back), b.send("POST", "/talk/hear/open", open));
        let told = at.replace("/me/say/d/", "/talk/hear/");
        assert_eq!(goes(&other), told);
        let shown = read(&mut b, &told).await;
        match (goes(&one), shown.status) {
            ("/me/say?said=yes", 404) => {
                kept += 1;
                let gone = text(&shown);
                assert!(gone.contains("It is not here any more.") && !gone.contains(&words), "{n}");
                assert!(page(&mut a, goes(&one)).await.contains("Nothing of yours lies offered now."), "{n}");
                let now = page(&mut b, "/talk/hear").await;
                assert_eq!(count(&now, "form[action='/talk/hear']"), 1, "{n}: nothing is left to open");
            }
            ("/me/say?said=yes", 200) => {
                opened += 1;
                assert!(text(&shown).contains(&words), "{n}");
                assert!(page(&mut a, goes(&one)).await.contains("It has been opened"), "{n}");
                send(&mut a, "/me/say", "/me/say/done", &[]).await;
            }
            others => panic!("{n}: {others:?}"),
        }
        assert_eq!(gates(&house).await, 0, "{n}");
        // Every piece is burned again, so that there is room.
        burns(&mut a, &at).await;
    }
    assert_eq!(opened + kept, 40);
}

/// Two devices of the same person open at the same moment: the words are told once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn opened_twice_at_once_it_is_told_once() {
    let house = House::new().await;
    let (mut a, mut b) = at_a_talk(&house).await;
    for n in 0..10 {
        let at = writes(&mut a, &format!("words number {n}.")).await;
        offers(&mut a, &at).await;
        let asking = [an_act(&mut b).await, an_act(&mut b).await];
        let mut elsewhere = b.at(&house.host);
        let body = |act: &str| app::Request::post("/", &[("act", act)]).body;
        let (one, other) = tokio::join!(
            b.send("POST", "/talk/hear", body(&asking[0])),
            elsewhere.send("POST", "/talk/hear", body(&asking[1]))
        );
        assert_eq!((goes(&one), goes(&other)), ("/talk/hear?said=yes", "/talk/hear?said=yes"));
        let listen = page(&mut b, "/talk/hear/listen").await;
        let open = form(&listen, "/talk/hear/open").unwrap();
        let acts = [an_act(&mut b).await, an_act(&mut b).await];
        let body = |act: &str| open.body(&[("act", act)]);
        let (one, other) = tokio::join!(
            b.send("POST", "/talk/hear/open", body(&acts[0])),
            elsewhere.send("POST", "/talk/hear/open", body(&acts[1]))
        );
        let told = at.replace("/me/say/d/", "/talk/hear/");
        assert_eq!((goes(&one), goes(&other)), (told.as_str(), told.as_str()));
        assert_eq!(page(&mut b, "/talk/heard").await.matches(&told).count(), 1, "{n}");
        send(&mut a, "/me/say", "/me/say/done", &[]).await;
    }
    assert_eq!(gates(&house).await, 0);
}

#[tokio::test]
async fn after_thirty_days_an_offer_is_in_no_gate_any_more_and_the_piece_is_still_there() {
    let house = House::new().await;
    let (mut a, _) = couple(&house).await;
    let at = writes(&mut a, "words of my own").await;
    offers(&mut a, &at).await;
    let later = NOW + 30 * DAY;
    let (mut a, mut b) = (ALEX.enters(&house, later, 40).await, SAM.enters(&house, later, 41).await);
    agree_on_a_talk(&mut a, &mut b, "Our talk").await;
    // Tidied or not, it counts for nothing.
    send(&mut b, "/talk/hear", "/talk/hear", &[]).await;
    assert!(page(&mut b, "/talk/hear?said=yes").await.contains("There is nothing for you here"));
    house.tidy(later + MINUTE).await;
    assert_eq!(gates(&house).await, 0);
    assert!(page(&mut a, "/me/say").await.contains("The thirty days are over"));
    assert!(page(&mut a, &at).await.contains("words of my own"));
    assert_eq!(goes(&send(&mut a, "/me/say", "/me/say/done", &[]).await), "/me/say?said=yes");
    offers(&mut a, &at).await;
    assert!(page(&mut b, "/talk/hear").await.contains("form") && !receives(&mut b).await.is_empty());
}

#[tokio::test]
async fn an_offer_leaves_with_its_author_and_the_words_stay_theirs() {
    let house = House::new().await;
    let (mut a, mut b) = at_a_talk(&house).await;
    let at = writes(&mut a, "words of my own").await;
    offers(&mut a, &at).await;
    send(&mut b, "/talk/hear", "/talk/hear", &[]).await;
    let open = form(&page(&mut b, "/talk/hear/listen").await, "/talk/hear/open").unwrap().body(&[]);
    send(&mut a, "/us/end", "/us/end", &[("days", "30"), ("passphrase", ALEX.passphrase)]).await;
    let opened = b.send("POST", "/talk/hear/open", open).await;
    assert_eq!(read(&mut b, goes(&opened)).await.status, 404);
    assert!(page(&mut a, "/me/say").await.contains("Nobody can open what you offered any more"));
    assert_eq!(goes(&send(&mut a, "/me/say", "/me/say/done", &[]).await), "/me/say?said=yes");
    assert!(page(&mut a, &at).await.contains("words of my own"));
}

/// S7: leaving while the other one has seen that there is something looks to them like taking it back.
#[tokio::test]
async fn leaving_with_an_offer_that_was_seen_looks_like_taking_it_back() {
    let house = House::new().await;
    let (mut a, mut b) = at_a_talk(&house).await;
    let at = writes(&mut a, "words of my own").await;
    offers(&mut a, &at).await;
    send(&mut b, "/talk/hear", "/talk/hear", &[]).await;
    let left = house.copy().await;
    assert_eq!(goes(&send(&mut a, "/me/say", "/me/say/back", &[]).await), "/me/say?said=yes");
    let mut leaver = a.at(&left.host);
    send(&mut leaver, "/us/end", "/us/end", &[("days", "30"), ("passphrase", ALEX.passphrase)]).await;
    let (mut here, mut there) = (b.at(&house.host), b.at(&left.host));
    for path in SIGNED_IN_PAGES {
        let (one, other) = (read(&mut here, path).await, read(&mut there, path).await);
        assert_eq!((one.status, text(&one)), (other.status, text(&other)), "{path}");
    }
    assert!(!page(&mut there, "/talk/hear").await.contains("would like you to hear"));
}

/// The question before an offer: whatever is answered, nothing is written.
#[tokio::test]
async fn the_answer_to_the_question_is_written_nowhere() {
    let house = House::new().await;
    let (mut a, _) = couple(&house).await;
    let at = writes(&mut a, "words of my own").await;
    let mut db = House::tamper(&house.data()).await;
    let version = "PRAGMA data_version";
    let before: i64 = sqlx::query_scalar(version).fetch_one(&mut db).await.unwrap();
    let mut seen = BTreeSet::new();
    for answer in ["yes", "unsure", "no"] {
        let question = text(&does(&mut a, &at, "more", &[]).await);
        let reply = a.send("POST", &at, form_that(&question, "ask").body(&[("answer", answer)])).await;
        assert_eq!((reply.status, reply.header("location")), (200, None));
        seen.insert(main_text(&text(&reply)));
    }
    assert_eq!(seen.len(), 2, "not sure is answered like yes");
    let after: i64 = sqlx::query_scalar(version).fetch_one(&mut db).await.unwrap();
    assert_eq!(before, after);
}

/// Everything that is sealed in a log.
async fn sealed(house: &House) -> BTreeSet<Vec<u8>> {
    let mut db = House::tamper(&house.data()).await;
    let all =
        sqlx::query_scalar("SELECT sealed FROM event WHERE sealed IS NOT NULL").fetch_all(&mut db).await;
    all.unwrap().into_iter().collect()
}

async fn letters(house: &House) -> Vec<Vec<u8>> {
    let mut db = House::tamper(&house.data()).await;
    sqlx::query_scalar("SELECT sealed FROM letter").fetch_all(&mut db).await.unwrap()
}

/// How many of these lie in any file of the house.
fn lie_in_files(house: &House, sealed: impl IntoIterator<Item = Vec<u8>>) -> usize {
    let files = std::fs::read_dir(house.data()).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> =
        files.filter(|path| path.is_file()).map(|path| std::fs::read(path).unwrap()).collect();
    // A long one is cut into pages: its beginning is enough to know it by.
    let lies = |sealed: &Vec<u8>| {
        let begins = &sealed[..sealed.len().min(64)];
        files.iter().any(|file| file.windows(begins.len()).any(|at| at == begins))
    };
    sealed.into_iter().filter(lies).count()
}

#[tokio::test]
async fn burned_words_are_in_no_file_any_more_in_none_of_their_versions() {
    let house = House::new().await;
    let (mut a, _) = couple(&house).await;
    let before = sealed(&house).await;
    let at = writes(&mut a, "version 0").await;
    for version in 1..=3 {
        send(&mut a, &at, &at, &[("text", &format!("version {version} {}", "long ".repeat(500)))]).await;
    }
    let versions: Vec<_> = sealed(&house).await.difference(&before).cloned().collect();
    assert_eq!((versions.len(), lie_in_files(&house, versions.clone())), (4, 4));
    burns(&mut a, &at).await;
    house.store().checkpoint().await.unwrap();
    assert_eq!(lie_in_files(&house, versions.clone()), 0);
    assert!(sealed(&house).await.is_disjoint(&versions.into_iter().collect()));
    assert_eq!(read(&mut a, &at).await.status, 404);
    let left = page(&mut a, "/me/say").await;
    assert_eq!(count(&left, ".trouble"), 0, "a log with empty places is whole");
}

/// What was kept while the space was shut lies before it; burned before it ever went in, it is gone all the same.
#[tokio::test]
async fn words_kept_while_the_space_was_shut_burn_as_well() {
    let house = House::new().await;
    let (mut a, _) = couple(&house).await;
    let at = writes(&mut a, "version 0").await;
    let shown = page(&mut a, &at).await;
    let form = form(&shown, &at).unwrap();
    a.now += 11 * MINUTE;
    for version in 1..=12 {
        let act = an_act(&mut a).await;
        a.now += 1000;
        let fields = [("act", act.as_str()), ("text", &format!("version {version}"))];
        assert_eq!(goes(&a.send("POST", &at, form.body(&fields)).await), "/me/say?said=yes");
    }
    let lying = letters(&house).await;
    assert_eq!(lying.len(), 12);
    assert!(page(&mut a, "/me/say?said=yes").await.contains("shows once it is open."));
    let mut a = ALEX.enters(&house, a.now + 1000, 50).await;
    assert!(page(&mut a, &at).await.contains("version 12"));
    let before = sealed(&house).await;
    burns(&mut a, &at).await;
    house.store().checkpoint().await.unwrap();
    assert_eq!((letters(&house).await.len(), lie_in_files(&house, lying)), (0, 0));
    let after: Vec<_> = sealed(&house).await.difference(&before).cloned().collect();
    assert_eq!(after.len(), 1, "only that it was burned is new in the log");
    let list = page(&mut a, "/me/say").await;
    assert!(!list.contains("version ") && count(&list, ".trouble") == 0, "{}", main_text(&list));
}
