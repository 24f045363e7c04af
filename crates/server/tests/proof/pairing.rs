//! Two become a couple: link, code, words, passphrase. Each step with what could go wrong.

use server::browser::text;

use crate::support::*;

#[tokio::test]
async fn two_people_pair_and_see_the_same_words_on_the_way() {
    let house = House::new().await;
    let (mut a, mut b) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    let (token, code) = invite(&mut a, "I miss us.").await;
    let letter = page(&mut b, &format!("/i/{token}")).await;
    assert!(letter.contains("I miss us."));
    say_yes(&mut b, &token, &code).await;
    let words = one(&page(&mut a, "/us").await, ".spoken");
    assert_eq!(words.split(" · ").count(), 4, "{words}");
    assert_eq!(one(&page(&mut b, "/us").await, ".spoken"), words);
    send(&mut a, "/us", "/us/pair", &[("passphrase", ALEX.passphrase)]).await;
    assert_eq!(one(&page(&mut b, "/us").await, ".spoken"), words);
    send(&mut b, "/us", "/us/open", &[("passphrase", SAM.passphrase)]).await;
    for browser in [&mut a, &mut b] {
        let us = page(browser, "/us").await;
        assert_eq!(count(&us, ".trouble"), 0);
        assert!(us.contains("Alex") && us.contains("Sam"), "{}", main_text(&us));
    }
}

#[tokio::test]
async fn a_new_sign_in_opens_the_shared_space_by_itself() {
    let house = House::new().await;
    couple(&house).await;
    for (who, seed) in [(ALEX, 20), (SAM, 21)] {
        let mut browser = who.enters(&house, NOW, seed).await;
        let us = page(&mut browser, "/us").await;
        assert!(us.contains("Alex") && us.contains("Sam"));
        assert_eq!(read(&mut browser, "/us/end").await.status, 200);
    }
}

#[tokio::test]
async fn a_session_that_was_there_before_opens_the_shared_space_with_the_passphrase() {
    let house = House::new().await;
    let (mut a, mut b) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    let mut elsewhere = ALEX.enters(&house, NOW, 30).await;
    pair(&mut a, ALEX, &mut b, SAM).await;
    assert_eq!(goes(&read(&mut elsewhere, "/me/share").await), "/us");
    let reply = send(&mut elsewhere, "/us", "/us/open", &[("passphrase", ALEX.passphrase)]).await;
    assert_eq!(goes(&reply), "/us");
    assert!(page(&mut elsewhere, "/us").await.contains("Sam"));
}

#[tokio::test]
async fn only_the_told_code_says_yes_and_ten_wrong_ones_end_it() {
    let house = House::new().await;
    let (mut a, mut b) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    let (token, code) = invite(&mut a, "I miss us.").await;
    let at = format!("/us/join?i={token}");
    for _ in 0..10 {
        assert_eq!(send(&mut b, &at, "/us/join", &[("code", "WRONG1")]).await.status, 422);
    }
    assert_eq!(send(&mut b, &at, "/us/join", &[("code", &code)]).await.status, 422);
    // The inviter can make a new one in person.
    send(&mut a, "/us/invite/letter", "/us/invite/code", &[]).await;
    let fresh = one(&page(&mut a, "/us/invite/letter").await, "section .code");
    assert_ne!(fresh, code);
    say_yes(&mut b, &token, &fresh).await;
}

#[tokio::test]
async fn the_code_is_good_for_72_hours_from_when_the_invited_one_opened_the_link() {
    let house = House::new().await;
    let mut a = ALEX.begins(&house).await;
    SAM.begins(&house).await;
    let (token, code) = invite(&mut a, "I miss us.").await;
    let at = format!("/us/join?i={token}");
    // Whatever fetches links to preview them, and the inviter, do not count.
    page(&mut house.browser(40), &format!("/i/{token}")).await;
    page(&mut a, &format!("/i/{token}")).await;
    let mut b = SAM.enters(&house, NOW + 20 * DAY, 41).await;
    page(&mut b, &format!("/i/{token}")).await;
    b = SAM.enters(&house, NOW + 23 * DAY + 1, 42).await;
    assert_eq!(send(&mut b, &at, "/us/join", &[("code", &code)]).await.status, 422);
    b = SAM.enters(&house, NOW + 23 * DAY, 43).await;
    assert_eq!(send(&mut b, &at, "/us/join", &[("code", &code)]).await.status, 303);
}

#[tokio::test]
async fn a_link_ends_after_thirty_days() {
    let house = House::new().await;
    let mut a = ALEX.begins(&house).await;
    let (token, _) = invite(&mut a, "I miss us.").await;
    let mut stranger = house.browser(40);
    stranger.now = NOW + 30 * DAY - 1;
    assert_eq!(read(&mut stranger, &format!("/i/{token}")).await.status, 200);
    stranger.now = NOW + 30 * DAY;
    assert_eq!(read(&mut stranger, &format!("/i/{token}")).await.status, 404);
}

#[tokio::test]
async fn an_invitation_that_was_taken_back_or_answered_is_closed() {
    let house = House::new().await;
    let mut a = ALEX.begins(&house).await;
    let (first, _) = invite(&mut a, "One.").await;
    send(&mut a, "/us/invite/letter", "/us/invite/back", &[]).await;
    assert_eq!(read(&mut house.browser(40), &format!("/i/{first}")).await.status, 404);
    let (second, code) = invite(&mut a, "Two.").await;
    let mut b = SAM.begins(&house).await;
    say_yes(&mut b, &second, &code).await;
    assert_eq!(read(&mut house.browser(41), &format!("/i/{second}")).await.status, 404);
}

#[tokio::test]
async fn declined_looks_like_unseen_to_the_inviter() {
    let house = House::new().await;
    let mut a = ALEX.begins(&house).await;
    let (token, _) = invite(&mut a, "I miss us.").await;
    let declined = house.copy().await;
    let mut stranger = declined.browser(40);
    let never = format!("/i/{token}/never");
    send(&mut stranger, &format!("/i/{token}"), &never, &[]).await;
    assert_eq!(read(&mut stranger, &format!("/i/{token}")).await.status, 404);
    let mut there = a.at(&declined.host);
    for path in ["/us", "/us/invite", "/us/invite/letter", "/today", "/me"] {
        let (unseen, declined) = (read(&mut a, path).await, read(&mut there, path).await);
        assert_eq!(text(&unseen), text(&declined), "{path}");
        assert_eq!((unseen.status, unseen.headers), (declined.status, declined.headers), "{path}");
    }
}

#[tokio::test]
async fn never_means_never_for_the_next_link_too() {
    let house = House::new().await;
    let (mut a, mut b) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    let (token, _) = invite(&mut a, "I miss us.").await;
    send(&mut b, &format!("/i/{token}"), &format!("/i/{token}/never"), &[]).await;
    send(&mut a, "/us/invite/letter", "/us/invite/back", &[]).await;
    let (again, code) = invite(&mut a, "I still miss us.").await;
    assert_eq!(read(&mut b, &format!("/i/{again}")).await.status, 404);
    assert_eq!(count(&page(&mut b, &format!("/us/join?i={again}")).await, "main form"), 0);
    post(&mut b, "/us/join", &[("i", &again), ("code", &code)]).await;
    assert_eq!(count(&page(&mut a, "/us").await, ".spoken"), 0, "nothing of it reaches the inviter");
}

#[tokio::test]
async fn one_cannot_answer_ones_own_invitation() {
    let house = House::new().await;
    let mut a = ALEX.begins(&house).await;
    let (token, code) = invite(&mut a, "I miss us.").await;
    post(&mut a, "/us/join", &[("i", &token), ("code", &code)]).await;
    assert_eq!(count(&page(&mut a, "/us").await, ".spoken"), 0);
}

#[tokio::test]
async fn two_who_answer_one_invitation_at_once_are_not_both_taken() {
    let house = House::new().await;
    let (mut a, mut b, mut c) =
        (ALEX.begins(&house).await, SAM.begins(&house).await, ROBIN.begins(&house).await);
    let (token, code) = invite(&mut a, "I miss us.").await;
    let fields = [("i", token.as_str()), ("code", code.as_str())];
    let (one, other) = tokio::join!(post(&mut b, "/us/join", &fields), post(&mut c, "/us/join", &fields));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    // The slower one is told at once: by a page that the code is no good any more, or that it could not be done.
    assert!(matches!(statuses, [303, 409 | 422]), "{statuses:?}");
    let spoken = [count(&page(&mut b, "/us").await, ".spoken"), count(&page(&mut c, "/us").await, ".spoken")];
    assert_eq!(spoken.iter().sum::<usize>(), 1);
}

#[tokio::test]
async fn somebody_who_is_paired_by_then_cannot_be_paired_again_and_nothing_tells_why() {
    let house = House::new().await;
    let (mut a, mut b, mut c) =
        (ALEX.begins(&house).await, SAM.begins(&house).await, ROBIN.begins(&house).await);
    let (from_a, code_a) = invite(&mut a, "From Alex.").await;
    let (from_c, code_c) = invite(&mut c, "From Robin.").await;
    // Sam says yes to both before either hears the words; pages stop that, two open tabs do not.
    let fields_a = [("i", from_a.as_str()), ("code", code_a.as_str())];
    let fields_c = [("i", from_c.as_str()), ("code", code_c.as_str())];
    let mut tab = b.at(&house.host);
    let (_, _) = tokio::join!(post(&mut b, "/us/join", &fields_a), post(&mut tab, "/us/join", &fields_c));
    let words = |html: &str| count(html, ".spoken");
    let both = words(&page(&mut a, "/us").await) + words(&page(&mut c, "/us").await);
    if both == 2 {
        assert_eq!(send(&mut a, "/us", "/us/pair", &[("passphrase", ALEX.passphrase)]).await.status, 303);
        let late = send(&mut c, "/us", "/us/pair", &[("passphrase", ROBIN.passphrase)]).await;
        assert_eq!(late.status, 409);
        assert!(!text(&late).contains("Alex") && !text(&late).contains("Sam"));
    }
}

#[tokio::test]
async fn the_words_differ_and_nothing_was_shared() {
    let house = House::new().await;
    let (mut a, mut b) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    let (token, code) = invite(&mut a, "I miss us.").await;
    say_yes(&mut b, &token, &code).await;
    assert_eq!(goes(&send(&mut a, "/us", "/us/unpair", &[]).await), "/us");
    for browser in [&mut a, &mut b] {
        assert_eq!(count(&page(browser, "/us").await, ".spoken"), 0);
    }
    let late = post(&mut a, "/us/pair", &[("passphrase", ALEX.passphrase)]).await;
    assert_eq!(goes(&late), "/us");
    assert_eq!(goes(&read(&mut a, "/us/end").await), "/us");
}

#[tokio::test]
async fn pairing_asks_for_the_right_passphrase() {
    let house = House::new().await;
    let (mut a, mut b) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    let (token, code) = invite(&mut a, "I miss us.").await;
    say_yes(&mut b, &token, &code).await;
    assert_eq!(send(&mut a, "/us", "/us/pair", &[("passphrase", SAM.passphrase)]).await.status, 422);
    assert_eq!(send(&mut a, "/us", "/us/pair", &[]).await.status, 422);
    let reply = send(&mut a, "/us", "/us/pair", &[("passphrase", ALEX.passphrase)]).await;
    assert_eq!(goes(&reply), "/us?said=first");
    assert_eq!(send(&mut b, "/us", "/us/open", &[("passphrase", ALEX.passphrase)]).await.status, 422);
}

/// An identity that was swapped in the database after the words were said does not open the shared space.
#[tokio::test]
async fn a_grant_from_somebody_else_is_not_opened() {
    let house = House::new().await;
    let (mut a, mut b) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    KIM.begins(&house).await;
    half_pair(&mut a, ALEX, &mut b).await;
    let mut db = House::tamper(&house.data()).await;
    let swap = "UPDATE account SET public = (SELECT public FROM account WHERE id NOT IN \
        (SELECT a FROM couple UNION SELECT b FROM couple)) WHERE id = (SELECT a FROM couple)";
    sqlx::query(swap).execute(&mut db).await.unwrap();
    let reply = send(&mut b, "/us", "/us/open", &[("passphrase", SAM.passphrase)]).await;
    assert_eq!(reply.status, 500);
    assert_eq!(goes(&read(&mut b, "/me/share").await), "/us");
}
