//! Leaving: one step, no reason, nothing sent. The leaver sees nothing that was written later; the other sees nothing
//! change until the day.

use server::browser::{Browser, text};

use crate::support::*;

async fn leaves(browser: &mut Browser<'_>, who: Who, days: &str) -> server::host::Reply {
    send(browser, "/us/end", "/us/end", &[("days", days), ("passphrase", who.passphrase)]).await
}

/// Shares words in the shared space.
async fn tells(browser: &mut Browser<'_>, words: &str) {
    let reply = post(browser, "/me/share", &[("words", words), ("wish", "A walk."), ("step", "share")]).await;
    assert_eq!(reply.status, 303, "{}", main_text(&text(&reply)));
}

#[tokio::test]
async fn the_one_who_leaves_reads_what_was_and_nothing_that_came_later() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    tells(&mut b, "Said before it ended.").await;
    assert!(page(&mut a, "/us").await.contains("Said before it ended."));
    assert_eq!(goes(&leaves(&mut a, ALEX, "30").await), "/us");
    tells(&mut b, "Said after it ended.").await;
    for seed in [50, 51] {
        let mut browser = if seed == 50 { a.at(&house.host) } else { ALEX.enters(&house, NOW, seed).await };
        let us = page(&mut browser, "/us").await;
        assert!(!us.contains("Said after it ended."));
        assert_eq!(goes(&read(&mut browser, "/us/end").await), "/us");
        assert_eq!(post(&mut browser, "/me/share", &[("words", "no"), ("wish", "")]).await.status, 403);
        assert_eq!(count(&us, ".trouble"), 0);
    }
    assert!(page(&mut b, "/us").await.contains("Said after it ended."));
}

/// The cookie of what was seen is readable by its owner: it must not count what was written after they left.
#[tokio::test]
async fn the_leavers_cookies_do_not_tell_how_much_the_other_wrote() {
    let house = House::new().await;
    let (mut a, b) = couple(&house).await;
    leaves(&mut a, ALEX, "30").await;
    page(&mut a, "/us").await;
    let silent = house.copy().await;
    let mut writing = b.at(&house.host);
    for n in 0..20 {
        tells(&mut writing, &format!("number {n}")).await;
    }
    let (mut here, mut there) = (a.at(&house.host), a.at(&silent.host));
    for path in SIGNED_IN_PAGES {
        same(&mut here, &mut there, path).await;
    }
}

#[tokio::test]
async fn the_other_sees_no_change_until_the_day() {
    let house = House::new().await;
    let (mut a, b) = couple(&house).await;
    let left = house.copy().await;
    let mut leaver = a.at(&left.host);
    leaves(&mut leaver, ALEX, "14").await;
    page(&mut a, "/us").await;
    let (mut here, mut there) = (b.at(&house.host), b.at(&left.host));
    for path in SIGNED_IN_PAGES {
        same(&mut here, &mut there, path).await;
    }
    // Writing goes on as before, too.
    tells(&mut there, "Still writing.").await;
    assert_eq!(read(&mut there, "/us/end").await.status, 200);

    let (shown, before) = (NOW + 14 * DAY, NOW + 14 * DAY - 1);
    left.host.tidy(before).await.unwrap();
    let mut sam = SAM.enters(&left, before, 30).await;
    assert_eq!(read(&mut sam, "/us/end").await.status, 200);
    let mut sam = SAM.enters(&left, shown, 31).await;
    assert_eq!(goes(&read(&mut sam, "/us/end").await), "/us");
    left.host.tidy(shown).await.unwrap();
    assert_eq!(goes(&read(&mut sam, "/us/end").await), "/us");
    assert_eq!(
        page(&mut sam, "/us").await.matches("Still writing.").count(),
        0,
        "the page says that it is over"
    );
    assert_eq!(post(&mut sam, "/me/share", &[("words", "no"), ("wish", "")]).await.status, 403);
}

#[tokio::test]
async fn it_takes_the_passphrase() {
    let house = House::new().await;
    let (mut a, _) = couple(&house).await;
    assert_eq!(leaves(&mut a, SAM, "0").await.status, 422);
    assert_eq!(read(&mut a, "/us/end").await.status, 200);
}

#[tokio::test]
async fn an_unopened_answer_leaves_with_its_author() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    let id = content::Library::english().questions[0].id.as_str();
    let (at, action) = (format!("/talk/{id}"), format!("/talk/{id}/answer"));
    post(&mut a, &action, &[("text", "alex was here"), ("round", "0")]).await;
    leaves(&mut a, ALEX, "30").await;
    post(&mut b, &action, &[("text", "sam was here"), ("round", "0")]).await;
    assert!(!page(&mut b, &at).await.contains("alex was here"));
    assert!(!page(&mut a, &at).await.contains("sam was here"));
}

/// Both leave, neither knows of the other: each gets the same answer as if they were the only one.
#[tokio::test]
async fn both_can_leave_and_neither_learns_of_the_other_by_it() {
    let house = House::new().await;
    let (mut a, b) = couple(&house).await;
    let first = house.copy().await;
    leaves(&mut a, ALEX, "30").await;
    // Sam leaves here, where Alex has left, and there, where nobody has.
    let (mut here, mut there) = (b.at(&house.host), b.at(&first.host));
    assert_eq!(goes(&leaves(&mut here, SAM, "7").await), "/us");
    assert_eq!(goes(&leaves(&mut there, SAM, "7").await), "/us");
    for path in SIGNED_IN_PAGES {
        same(&mut here, &mut there, path).await;
    }
    let us = page(&mut a, "/us").await;
    assert!(us.contains("You have left") || count(&us, "h1") == 1);
    // On the day Alex chose, what Alex did shows.
    let mut sam = SAM.enters(&house, NOW + 30 * DAY, 40).await;
    page(&mut sam, "/us").await;
    house.tidy(NOW + 30 * DAY).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn both_can_leave_at_the_same_moment() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    let (one, other) = tokio::join!(leaves(&mut a, ALEX, "14"), leaves(&mut b, SAM, "14"));
    assert_eq!((goes(&one), goes(&other)), ("/us", "/us"));
    for browser in [&mut a, &mut b] {
        assert_eq!(goes(&read(browser, "/us/end").await), "/us");
    }
}

/// Who paired anew must not be served the earlier couple's log, least of all beyond where they left it.
#[tokio::test]
async fn an_earlier_couple_stays_behind_when_one_pairs_anew() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    leaves(&mut a, ALEX, "0").await;
    let later = NOW + MINUTE;
    house.tidy(later).await;
    for browser in [&mut a, &mut b] {
        browser.now = later;
    }
    let mut robin = ROBIN.begins_at(&house, later).await;
    half_pair(&mut robin, ROBIN, &mut a).await;
    // Alex's session still holds the key of the couple with Sam, and has not opened the new one.
    let us = page(&mut a, "/us").await;
    assert_eq!(count(&us, "form[action='/us/open']"), 1);
    assert!(!us.contains("Sam"));
    assert_eq!(goes(&read(&mut a, "/me/share").await), "/us");
    let reply = send(&mut a, "/us", "/us/open", &[("passphrase", ALEX.passphrase)]).await;
    assert_eq!(goes(&reply), "/us?said=too");
    let us = page(&mut a, "/us").await;
    assert!(us.contains("Robin") && !us.contains("Sam"), "{}", main_text(&us));
    tells(&mut a, "To Robin only.").await;
    assert!(page(&mut robin, "/us").await.contains("To Robin only."));
    assert!(!page(&mut b, "/us").await.contains("To Robin only."));
    assert_eq!(count(&page(&mut a, "/us").await, ".trouble"), 0);
}

#[tokio::test]
async fn the_same_two_can_pair_again() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    leaves(&mut a, ALEX, "0").await;
    house.tidy(NOW + MINUTE).await;
    (a.now, b.now) = (NOW + MINUTE, NOW + MINUTE);
    pair(&mut b, SAM, &mut a, ALEX).await;
    for browser in [&mut a, &mut b] {
        let us = page(browser, "/us").await;
        assert!(us.contains("Alex") && us.contains("Sam"), "{}", main_text(&us));
        assert_eq!(count(&us, ".trouble"), 0);
    }
    tells(&mut a, "Once more.").await;
    assert!(page(&mut b, "/us").await.contains("Once more."));
}

#[tokio::test]
async fn pairing_anew_before_it_shows_is_refused_without_saying_why() {
    let house = House::new().await;
    let (mut a, _) = couple(&house).await;
    leaves(&mut a, ALEX, "30").await;
    let mut robin = ROBIN.begins(&house).await;
    let (token, code) = invite(&mut robin, "Hello.").await;
    let reply = post(&mut a, "/us/join", &[("i", &token), ("code", &code)]).await;
    assert_eq!(reply.status, 409);
    assert_eq!(count(&page(&mut robin, "/us").await, ".spoken"), 0);
}

/// Somebody who said yes and never opened their side can leave as well.
#[tokio::test]
async fn one_can_leave_before_one_has_opened_what_is_shared() {
    let house = House::new().await;
    let (mut a, mut b) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    half_pair(&mut a, ALEX, &mut b).await;
    assert_eq!(goes(&leaves(&mut b, SAM, "0").await), "/us");
    assert_eq!(goes(&read(&mut b, "/us/end").await), "/us");
    assert_eq!(count(&page(&mut b, "/us").await, "form[action='/us/open']"), 0);
    assert_eq!(goes(&read(&mut a, "/us/end").await), "/us", "it shows at the next visit");
}

/// Two who have opened a question to each other, and what Sam answers Alex later.
async fn opened<'h>(a: &mut Browser<'h>, b: &mut Browser<'h>) -> String {
    let questions = content::Library::english().questions.iter();
    let id = questions.map(|question| question.id.as_str()).next().unwrap();
    for (browser, words) in [(a, "alex opens"), (b, "sam opens")] {
        let fields = [("text", words), ("round", "0")];
        assert_eq!(post(browser, &format!("/talk/{id}/answer"), &fields).await.status, 303);
    }
    format!("/talk/{id}")
}

async fn replies(b: &mut Browser<'_>, at: &str, words: &str) {
    let fields = [("reply", "heard"), ("text", words), ("round", "0")];
    let reply = post(b, &format!("{at}/reply"), &fields).await;
    assert_eq!(reply.status, 303, "{}", main_text(&text(&reply)));
    let shown = page(b, &format!("{at}?read=yes")).await;
    assert!(shown.contains(words), "{}", main_text(&shown));
}

#[tokio::test]
async fn what_opened_stays_and_what_was_answered_later_does_not_come() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    let at = opened(&mut a, &mut b).await;
    leaves(&mut a, ALEX, "30").await;
    replies(&mut b, &at, "an answer after the end").await;
    for seed in [50, 51] {
        let mut browser = if seed == 50 { a.at(&house.host) } else { ALEX.enters(&house, NOW, seed).await };
        let shown = page(&mut browser, &format!("{at}?read=yes")).await;
        assert!(shown.contains("alex opens") && shown.contains("sam opens"));
        assert!(!shown.contains("an answer after the end"));
        assert_eq!(count(&shown, ".trouble"), 0);
    }
}

/// A session of before still holds the earlier couple's key: it must not serve what was written after the cut.
#[tokio::test]
async fn pairing_anew_opens_no_way_back_beyond_the_cut() {
    let house = House::new().await;
    let (a, mut b) = couple(&house).await;
    let mut a = {
        drop(a);
        let mut mine = house.browser(60);
        let fields = [("email", ALEX.email), ("passphrase", ALEX.passphrase), ("mine", "yes")];
        send(&mut mine, "/enter", "/enter", &fields).await;
        mine
    };
    let at = opened(&mut a, &mut b).await;
    leaves(&mut a, ALEX, "7").await;
    replies(&mut b, &at, "an answer after the end").await;
    let later = NOW + 8 * DAY;
    house.tidy(later).await;
    a.now = later;
    let mut robin = ROBIN.begins_at(&house, later).await;
    half_pair(&mut robin, ROBIN, &mut a).await;
    for path in [at.clone(), format!("{at}?read=yes"), "/talk/revealed".to_owned(), "/talk/map".to_owned()] {
        let shown = page(&mut a, &path).await;
        assert!(!shown.contains("an answer after the end") && !shown.contains("sam opens"), "{path}");
    }
}
