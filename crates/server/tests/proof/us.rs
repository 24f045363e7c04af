//! Words of one's own and of two, after years: found again, taken along, erased; and nobody's but one's own.

use server::browser::{Browser, text};

use crate::own;
use crate::support::*;

/// Writes notes of one's own, numbered from `from`.
async fn notes(browser: &mut Browser<'_>, from: u32, many: u32) {
    for n in from..from + many {
        let words = format!("note number {n}.");
        browser.now += 1;
        assert_eq!(post(browser, "/me/note", &[("text", &words)]).await.status, 303);
    }
}

/// Everything that is reached from a page by its link to what is older.
async fn all_of(browser: &mut Browser<'_>, first: &str) -> String {
    let (mut all, mut path) = (String::new(), first.to_owned());
    for _ in 0..60 {
        let shown = page(browser, &path).await;
        all.push_str(&shown);
        let html = scraper::Html::parse_document(&shown);
        let page = first.split('?').next().unwrap();
        let older = scraper::Selector::parse(&format!(
            "main a[href^='{page}?before'], main a[href^='{page}?chapter'], main a[href^='{page}?rest']"
        ));
        let Some(link) = html.select(&older.unwrap()).next() else { return all };
        path = link.attr("href").unwrap().to_owned();
    }
    panic!("{first} never ends");
}

fn has_note(all: &str, n: u32) -> bool {
    all.contains(&format!("note number {n}."))
}

#[tokio::test]
async fn every_note_is_found_again_however_old_it_is() {
    let house = House::new().await;
    let mut a = ALEX.begins(&house).await;
    notes(&mut a, 0, 150).await;
    let shown = all_of(&mut a, "/me/notes").await;
    assert!((0..150).all(|n| has_note(&shown, n)), "while the newest chapter lies in no snapshot yet");
    notes(&mut a, 150, 150).await;
    for browser in [&mut a, &mut ALEX.enters(&house, NOW, 70).await] {
        let shown = all_of(browser, "/me/notes").await;
        assert_eq!((0..300).filter(|n| has_note(&shown, *n)).count(), 300);
        assert_eq!(count(&shown, ".trouble"), 0);
    }
}

#[tokio::test]
async fn every_moment_is_found_again_also_by_the_one_who_left() {
    let house = House::new().await;
    couple(&house).await;
    let practice = content::Library::english()
        .practices
        .iter()
        .find(|practice| practice.who == content::Who::Together && !practice.is_careful())
        .unwrap();
    let fields = [("practice", practice.id.as_str()), ("mark", "did")];
    let mut last = NOW;
    // A device called *mine* stays signed in for fourteen days.
    let mine = [("email", ALEX.email), ("passphrase", ALEX.passphrase), ("mine", "yes")];
    for seed in 0..14 {
        let mut a = house.browser(100 + seed);
        (a.now, last) = (last, last + 10 * DAY);
        assert_eq!(send(&mut a, "/enter", "/enter", &mine).await.status, 303);
        for day in 0..10 {
            assert_eq!(post(&mut a, "/today/mark", &fields).await.status, 303, "{seed} {day}");
            a.now += DAY;
        }
    }
    let (mut a, mut b) = (ALEX.enters(&house, last, 81).await, SAM.enters(&house, last, 82).await);
    for browser in [&mut a, &mut b] {
        let shown = all_of(browser, "/us/given").await;
        assert_eq!(shown.matches(&format!(": {}<", practice.title)).count(), 140);
    }
    let leaving = [("days", "30"), ("passphrase", ALEX.passphrase)];
    assert_eq!(goes(&send(&mut a, "/us/end", "/us/end", &leaving).await), "/us");
    let shown = all_of(&mut a, "/us/given").await;
    assert_eq!(shown.matches(&format!(": {}<", practice.title)).count(), 140);
}

/// The sealed bytes of an entry, by the words that are on the page of the note behind it.
async fn sealed_bytes(house: &House) -> Vec<Vec<u8>> {
    let mut db = House::tamper(&house.data()).await;
    let all =
        sqlx::query_scalar("SELECT sealed FROM event WHERE sealed IS NOT NULL").fetch_all(&mut db).await;
    all.unwrap()
}

fn lies_in_a_file(house: &House, bytes: &[u8]) -> bool {
    let files =
        std::fs::read_dir(house.data()).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    let first = bytes.get(..32).unwrap();
    files.into_iter().any(|file| file.windows(32).any(|window| window == first))
}

/// Erases the note at a place of one's own log, by the form on its page.
async fn erases(browser: &mut Browser<'_>, seq: u64) {
    let at = format!("/me/notes/{seq}");
    let reply = send(browser, &at, &format!("{at}/erase"), &[]).await;
    assert_eq!(goes(&reply), "/me/notes?erased=yes");
}

/// The places of the notes on a page, newest first.
fn places(shown: &str) -> Vec<u64> {
    let html = scraper::Html::parse_document(shown);
    let links = scraper::Selector::parse("main article a[href^='/me/notes/']").unwrap();
    let href = |link: scraper::ElementRef<'_>| {
        link.attr("href").unwrap().rsplit('/').next().unwrap().parse().unwrap()
    };
    html.select(&links).map(href).collect()
}

#[tokio::test]
async fn an_erased_note_is_in_no_file_and_its_place_is_passed_over() {
    let house = House::new().await;
    let mut a = ALEX.begins(&house).await;
    notes(&mut a, 0, 200).await;
    let before = sealed_bytes(&house).await;
    let seq = *places(&page(&mut a, "/me/notes?chapter=0").await).first().unwrap();
    let words = text(&read(&mut a, &format!("/me/notes/{seq}")).await);
    let gone = (0..200).find(|n| has_note(&words, *n)).unwrap();
    erases(&mut a, seq).await;
    let after = sealed_bytes(&house).await;
    let erased: Vec<_> = before.iter().filter(|sealed| !after.contains(sealed)).collect();
    assert_eq!(erased.len(), 1);
    house.store().checkpoint().await.unwrap();
    assert!(!lies_in_a_file(&house, erased[0]), "its sealed words are gone");
    assert!(lies_in_a_file(&house, &after[0]), "the search finds what is there");
    for browser in [&mut a, &mut ALEX.enters(&house, NOW, 71).await] {
        let shown = all_of(browser, "/me/notes").await;
        let missing: Vec<_> = (0..200).filter(|n| !has_note(&shown, *n)).collect();
        assert_eq!(missing, [gone]);
        assert_eq!(count(&shown, ".trouble"), 0, "an empty place is no trouble");
        assert_eq!(read(browser, &format!("/me/notes/{seq}")).await.status, 404);
        let found =
            text(&send(browser, "/me/seek", "/me/seek", &[("words", &format!("number {gone}."))]).await);
        assert!(!has_note(&found, gone), "{}", main_text(&found));
    }
}

#[tokio::test]
async fn words_that_still_lie_as_a_letter_are_erased_as_well_and_the_other_letters_stay() {
    let house = House::new().await;
    let mut a = ALEX.begins(&house).await;
    notes(&mut a, 0, 3).await;
    send(&mut a, "/me", "/me/shut", &[]).await;
    notes(&mut a, 3, 3).await;
    post(&mut a, "/me/open", &[("passphrase", ALEX.passphrase), ("to", "/me/notes")]).await;
    let shown = page(&mut a, "/me/notes").await;
    assert!((0..6).all(|n| has_note(&shown, n)), "{}", main_text(&shown));
    let places = places(&shown);
    erases(&mut a, places[1]).await;
    let shown = page(&mut a, "/me/notes").await;
    let left: Vec<_> = (0..6).filter(|n| has_note(&shown, *n)).collect();
    assert_eq!(left, [0, 1, 2, 3, 5], "the fifth one lay as a letter");
    assert_eq!(count(&shown, ".trouble"), 0);
    let mut db = House::tamper(&house.data()).await;
    let letters: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM letter").fetch_one(&mut db).await.unwrap();
    assert_eq!(letters, 0);
}

#[tokio::test]
async fn a_burned_page_is_gone_in_every_version() {
    let house = House::new().await;
    let mut a = ALEX.begins(&house).await;
    let before = sealed_bytes(&house).await;
    for n in 0..15 {
        let fields = [("under", &*format!("version {n}")), ("do", "go quiet")];
        assert_eq!(goes(&post(&mut a, "/me/loop", &fields).await), "/me/loop");
    }
    assert!(page(&mut a, "/me/loop").await.contains("version 14"));
    assert_eq!(goes(&send(&mut a, "/me/loop", "/me/loop/burn", &[]).await), "/me/loop");
    let shown = page(&mut a, "/me/loop").await;
    assert!(!shown.contains("version") && count(&shown, ".trouble") == 0);
    let after = sealed_bytes(&house).await;
    // Only what was there before, and that it was burned.
    assert_eq!(after.iter().filter(|sealed| !before.contains(sealed)).count(), 1);
}

/// Whatever a page may ask for: of the shared log, only what one wrote oneself is erased.
#[tokio::test]
async fn nobody_erases_the_others_words() {
    let house = own::house().await;
    let (mut a, mut b) = couple(&house).await;
    for (browser, words) in [(&mut a, "Alex told this."), (&mut b, "Sam told this.")] {
        let fields = [("words", words), ("wish", "A walk."), ("step", "share")];
        assert_eq!(post(browser, "/me/share", &fields).await.status, 303);
    }
    let everything = (1..=40).map(|seq| seq.to_string()).collect::<Vec<_>>().join(",");
    let reply = post(&mut a, "/own/erase", &[("space", "shared"), ("seqs", &everything)]).await;
    assert_eq!(goes(&reply), "/");
    for browser in [&mut a, &mut b] {
        let us = page(browser, "/us").await;
        assert!(us.contains("Sam told this.") && !us.contains("Alex told this."), "{}", main_text(&us));
        assert_eq!(count(&us, ".trouble"), 0);
    }
    // Nor is anything of the other one's own space within reach.
    notes(&mut b, 0, 3).await;
    post(&mut a, "/own/erase", &[("space", "private"), ("seqs", &everything)]).await;
    let shown = page(&mut b, "/me/notes").await;
    assert!((0..3).all(|n| has_note(&shown, n)));
}

/// Both answer a question; `round` is the one that comes next.
async fn both_answer<'h>(a: &mut Browser<'h>, b: &mut Browser<'h>, id: &str, round: &str, words: [&str; 2]) {
    for (browser, text) in [a, b].into_iter().zip(words) {
        let fields = [("text", text), ("round", round)];
        assert_eq!(post(browser, &format!("/talk/{id}/answer"), &fields).await.status, 303);
    }
}

#[tokio::test]
async fn what_is_taken_along_holds_ones_own_words_and_what_was_shared_and_nothing_of_the_other_space() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    notes(&mut a, 0, 3).await;
    post(&mut b, "/me/note", &[("text", "only Sam’s, in Sam’s own space")]).await;
    both_answer(&mut a, &mut b, "joys-1-01", "0", ["the warm wall", "the lamp"]).await;
    post(&mut b, "/talk/hopes-2-01/answer", &[("text", "not opened by anybody"), ("round", "0")]).await;
    let take = |how: &'static str| [("passphrase", ALEX.passphrase), ("as", how)];
    for (how, media) in [("page", "text/html; charset=utf-8"), ("data", "application/json; charset=utf-8")] {
        let reply = send(&mut a, "/me/keep", "/me/keep", &take(how)).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(media)));
        assert!(
            reply
                .header("content-disposition")
                .unwrap()
                .starts_with("attachment; filename=\"kept-2026-11-23.")
        );
        let file = text(&reply);
        assert!(
            (0..3).all(|n| has_note(&file, n)) && file.contains("the warm wall") && file.contains("the lamp")
        );
        assert!(!file.contains("only Sam") && !file.contains("not opened"), "{how}");
    }
    // The same form again: taking along is no act that counts once.
    let shown = page(&mut a, "/me/keep").await;
    let form = form(&shown, "/me/keep").unwrap();
    for _ in 0..2 {
        assert_eq!(a.send("POST", "/me/keep", form.body(&take("data"))).await.status, 200);
    }
    let wrong = send(&mut a, "/me/keep", "/me/keep", &[("passphrase", SAM.passphrase), ("as", "data")]).await;
    assert_eq!(wrong.status, 422);
    assert!(!text(&wrong).contains("warm wall"));
}

#[tokio::test]
async fn after_leaving_nothing_that_was_said_later_is_found_taken_along_or_searched() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    both_answer(&mut a, &mut b, "joys-1-01", "0", ["alex first", "sam first"]).await;
    both_answer(&mut a, &mut b, "joys-1-01", "1", ["alex second", "sam second"]).await;
    let leaving = [("days", "30"), ("passphrase", ALEX.passphrase)];
    assert_eq!(goes(&send(&mut a, "/us/end", "/us/end", &leaving).await), "/us");
    let later = [("reply", "heard"), ("text", "said after the end"), ("round", "1")];
    assert_eq!(post(&mut b, "/talk/joys-1-01/reply", &later).await.status, 303);
    assert_eq!(
        post(&mut b, "/us/agreed", &[("text", "agreed after the end"), ("day", "2027-01-10")]).await.status,
        303
    );
    let mut fresh = ALEX.enters(&house, NOW, 72).await;
    for browser in [&mut a, &mut fresh] {
        let mut seen = String::new();
        for path in [
            "/talk/joys-1-01/earlier",
            "/talk/joys-1-01/earlier?round=1",
            "/us/given",
            "/us/life",
            "/us/began",
            "/us/agreed",
            "/us/agreed/before",
            "/talk/revealed",
        ] {
            seen.push_str(&page(browser, path).await);
        }
        let reply =
            send(browser, "/me/keep", "/me/keep", &[("passphrase", ALEX.passphrase), ("as", "data")]).await;
        seen.push_str(&text(&reply));
        assert!(seen.contains("sam first") && seen.contains("sam second"));
        assert!(!seen.contains("after the end"));
        assert_eq!(goes(&read(browser, "/us/book").await), "/us");
    }
}

#[tokio::test]
async fn a_book_takes_both_and_each_leaves_their_own_words_out() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    both_answer(&mut a, &mut b, "joys-1-01", "0", ["the warm wall", "the lamp"]).await;
    let (year, month) = ("/us/book/2026", "/us/book/2026/11");
    assert_eq!(goes(&post(&mut a, "/us/book", &[("year", "2026")]).await), "/us/book");
    for browser in [&mut a, &mut b] {
        assert_eq!(read(browser, year).await.status, 404);
    }
    assert_eq!(goes(&post(&mut b, "/us/book", &[("year", "2026")]).await), "/us/book");
    for browser in [&mut a, &mut b] {
        let shown = page(browser, month).await;
        assert!(shown.contains("the warm wall") && shown.contains("the lamp"));
    }
    let mine = page(&mut a, "/us/book/2026/mine").await;
    let form = form(&mine, "/us/book/2026/mine").unwrap();
    let words = form.choices.iter().find(|(name, _)| name == "words").unwrap().1.clone();
    let body = form.body(&[("words", &words)]);
    assert_eq!(a.send("POST", "/us/book/2026/mine", body).await.status, 303);
    for browser in [&mut a, &mut b] {
        let shown = page(browser, month).await;
        assert!(!shown.contains("the warm wall") && shown.contains("the lamp"));
    }
    // Nobody leaves the other one's words out, whatever they send.
    let theirs = page(&mut b, "/us/book/2026/mine").await;
    let theirs = self::form(&theirs, "/us/book/2026/mine").unwrap();
    for (_, words) in theirs.choices.iter().filter(|(name, _)| name == "words") {
        for n in 0..5 {
            let words = format!("{}-{n}", words.split('-').next().unwrap());
            post(&mut a, "/us/book/2026/mine", &[("words", &words), ("out", "yes")]).await;
        }
    }
    assert!(page(&mut b, month).await.contains("the lamp"));
    let file = send(&mut b, year, "/us/book/2026/file", &[("passphrase", SAM.passphrase)]).await;
    assert!(file.header("content-disposition").unwrap().contains("book-2026.html"));
    assert!(text(&file).contains("the lamp") && !text(&file).contains("the warm wall"));
    // Either takes it back, and it is there no more.
    assert_eq!(
        goes(&send(&mut b, "/us/book", "/us/book/end", &[("id", &book_id(&mut a).await)]).await),
        "/us/book"
    );
    for browser in [&mut a, &mut b] {
        assert_eq!(read(browser, year).await.status, 404);
    }
}

/// The agreement behind the open book, as the page names it.
async fn book_id(browser: &mut Browser<'_>) -> String {
    let shown = page(browser, "/us/book").await;
    let form = form(&shown, "/us/book/end").unwrap();
    form.choices.iter().find(|(name, _)| name == "id").unwrap().1.clone()
}

/// S5: what one puts away, leaves unanswered or leaves out changes no byte of what the other one reads.
#[tokio::test]
async fn what_is_put_away_is_seen_by_nobody_else() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    both_answer(&mut a, &mut b, "life-1-01", "0", ["a door", "a bench"]).await;
    post(&mut a, "/us/agreed", &[("text", "Less work on Sundays"), ("day", "2027-01-10")]).await;
    post(&mut a, "/us/life/life-1-01", &[("text", "A door and a bench")]).await;
    post(&mut a, "/us/book", &[("year", "2026")]).await;
    let away = house.copy().await;
    let mut other = b.at(&away.host);
    for (path, action) in [
        ("/us/agreed", "/us/agreed/away"),
        ("/us/life/life-1-01", "/us/life/life-1-01/away"),
        ("/us/book", "/us/book/away"),
    ] {
        let shown = page(&mut other, path).await;
        let form = form(&shown, action).unwrap();
        let id =
            form.choices.iter().find(|(name, _)| name == "id").map(|(_, id)| id.clone()).unwrap_or_default();
        assert_eq!(other.send("POST", action, form.body(&[("id", &id)])).await.status, 303);
        assert!(form_is_gone(&mut other, path, action).await, "{path}");
    }
    let (mut here, mut there) = (a.at(&house.host), a.at(&away.host));
    for path in SIGNED_IN_PAGES {
        same(&mut here, &mut there, path).await;
    }
}

async fn form_is_gone(browser: &mut Browser<'_>, path: &str, action: &str) -> bool {
    form(&page(browser, path).await, action).is_none()
}
