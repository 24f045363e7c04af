//! Thanks, kindness in secret and looks on paper: who finds them, and who never hears of them.

use server::browser::{Browser, text};

use crate::support::*;

const THANKS: &str = "/us/thanks";

async fn thank(browser: &mut Browser<'_>, words: &str) -> server::host::Reply {
    send(browser, THANKS, THANKS, &[("text", words)]).await
}

#[tokio::test]
async fn thanks_are_found_on_one_page_and_change_no_word_of_any_other() {
    let house = House::new().await;
    let (a, b) = couple(&house).await;
    let with = house.copy().await;
    assert_eq!(goes(&thank(&mut a.at(&with.host), "You left the lamp on for me.").await), THANKS);
    let (mut here, mut there) = (b.at(&house.host), b.at(&with.host));
    for path in SIGNED_IN_PAGES.iter().filter(|path| **path != THANKS) {
        let (one, other) = (read(&mut here, path).await, read(&mut there, path).await);
        assert_eq!((one.status, text(&one)), (other.status, text(&other)), "{path}");
    }
    assert!(main_text(&page(&mut there, THANKS).await).contains("You left the lamp on for me."));
    assert!(main_text(&page(&mut a.at(&with.host), THANKS).await).contains("You left the lamp on for me."));
}

#[tokio::test]
async fn leaving_thanks_out_changes_no_byte_for_the_one_who_gives_them() {
    let house = House::new().await;
    let (mut a, b) = couple(&house).await;
    assert_eq!(thank(&mut a, "You left the lamp on for me.").await.status, 303);
    let muted = house.copy().await;
    let mut receiver = b.at(&muted.host);
    assert_eq!(send(&mut receiver, THANKS, "/us/thanks/mute", &[("on", "yes")]).await.status, 303);
    assert!(!page(&mut receiver, THANKS).await.contains("You left the lamp on for me."));
    let (mut here, mut there) = (a.at(&house.host), a.at(&muted.host));
    for path in SIGNED_IN_PAGES {
        same(&mut here, &mut there, path).await;
    }
    // The next day, giving goes the same way, too.
    let later = NOW + DAY;
    let (mut here, mut there) = (ALEX.enters(&house, later, 40).await, ALEX.enters(&muted, later, 40).await);
    for words in ["And the warm cup.", "A second one on the same day."] {
        let (one, other) = (thank_anyway(&mut here, words).await, thank_anyway(&mut there, words).await);
        assert_eq!((one.status, text(&one)), (other.status, text(&other)), "{words}");
        same(&mut here, &mut there, THANKS).await;
    }
    let mut receiver = SAM.enters(&muted, later, 41).await;
    assert!(!page(&mut receiver, THANKS).await.contains("And the warm cup."));
    // Let in again, all of them are there.
    send(&mut receiver, THANKS, "/us/thanks/mute", &[("on", "no")]).await;
    let shown = page(&mut receiver, THANKS).await;
    assert!(shown.contains("And the warm cup.") && shown.contains("You left the lamp on for me."));
}

/// Sends the form as a tab does that was opened before.
async fn thank_anyway(browser: &mut Browser<'_>, words: &str) -> server::host::Reply {
    post(browser, THANKS, &[("text", words)]).await
}

#[tokio::test]
async fn of_two_given_in_the_same_moment_one_is_kept_and_the_other_is_still_there_to_copy() {
    let house = House::new().await;
    let (mut a, _) = couple(&house).await;
    let mut other_tab = a.at(&house.host);
    // A page in between, so that the two forms have act ids of their own.
    page(&mut other_tab, "/help").await;
    let form_of = |html: &str| form(html, THANKS).unwrap();
    let (one, two) = (form_of(&page(&mut a, THANKS).await), form_of(&page(&mut other_tab, THANKS).await));
    let (one, two) = (one.body(&[("text", "the lamp")]), two.body(&[("text", "the warm cup")]));
    let (one, two) = tokio::join!(a.send("POST", THANKS, one), other_tab.send("POST", THANKS, two));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    let (refused, words) = if one.status == 422 { (one, "the lamp") } else { (two, "the warm cup") };
    assert!(text(&refused).contains(words));
    assert_eq!(count(&page(&mut a, THANKS).await, "main article"), 1);
}

#[tokio::test]
async fn what_is_taken_back_is_gone_for_both_and_leaves_no_trace_but_its_place() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    thank(&mut b, "the song on the stairs").await;
    thank(&mut a, "words I did not mean like that").await;
    let shown = page(&mut a, THANKS).await;
    let at = forms(&shown).into_iter().find(|form| form.action == "/us/thanks/back").unwrap();
    let seq = at.choices.iter().find(|(name, _)| name == "at").unwrap().1.clone();
    // Nobody takes another's back.
    post(&mut b, "/us/thanks/back", &[("at", &seq)]).await;
    assert!(page(&mut b, THANKS).await.contains("words I did not mean like that"));
    assert_eq!(send(&mut a, THANKS, "/us/thanks/back", &[("at", &seq)]).await.status, 303);
    for browser in [&mut a, &mut b] {
        let shown = page(browser, THANKS).await;
        assert!(
            !shown.contains("words I did not mean like that") && shown.contains("the song on the stairs")
        );
        assert_eq!(count(&shown, ".trouble"), 0);
    }
    // Another one may take its place on the same day.
    assert_eq!(thank(&mut a, "what I meant").await.status, 303);
    assert!(page(&mut b, THANKS).await.contains("what I meant"));
}

/// S3: what one does in secret is secret.
#[tokio::test]
async fn a_kindness_a_small_reach_and_a_look_on_paper_change_no_byte_for_the_other_one() {
    let house = House::new().await;
    let (a, b) = couple(&house).await;
    let with = house.copy().await;
    let mut author = a.at(&with.host);
    assert_eq!(send(&mut author, "/me/small", "/me/small", &[]).await.status, 303);
    send(&mut author, "/me/bid", "/me/bid", &[("text", "I looked up from the pan.")]).await;
    assert_eq!(post(&mut author, "/us/thanks/keep", &[("text", "said aloud")]).await.status, 303);
    let look = [("company", "3"), ("day", "2026-11-10")];
    let kept = send(&mut author, "/me/check/pulse?paper=yes", "/me/check/pulse", &look).await;
    assert_eq!(goes(&kept), "/me/check/done?of=pulse&on=2026-11-10");
    assert!(page(&mut author, goes(&kept)).await.contains("10 November 2026"));
    assert!(page(&mut author, "/me/trend").await.contains("10 November 2026"));
    let (mut here, mut there) = (b.at(&house.host), b.at(&with.host));
    for path in SIGNED_IN_PAGES {
        same(&mut here, &mut there, path).await;
    }
}
