//! Both at once or neither: answers open together, whoever is faster, and come back after seven days.

use server::browser::{Browser, text};

use crate::support::*;

/// Questions of the library that open to everybody: not the deep ones, which begin with a note of one's own.
fn questions() -> Vec<&'static str> {
    let light = content::Library::english().questions.iter().filter(|question| !question.depth.is_deep());
    light.map(|question| question.id.as_str()).collect()
}

async fn answer(browser: &mut Browser<'_>, id: &str, words: &str) -> server::host::Reply {
    let at = format!("/talk/{id}");
    send(browser, &at, &format!("{at}/answer"), &[("text", words)]).await
}

#[tokio::test]
async fn an_answer_opens_with_the_other_and_not_before() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    let id = questions()[0];
    let at = format!("/talk/{id}");
    assert_eq!(goes(&answer(&mut a, id, "Alex’s very own words").await), at);
    assert!(!page(&mut b, &at).await.contains("very own words"));
    assert!(
        page(&mut a, &at).await.contains("Alex’s very own words"),
        "one’s own, while one’s space is open"
    );
    assert_eq!(goes(&answer(&mut b, id, "Sam’s very own words").await), at);
    for browser in [&mut a, &mut b] {
        let shown = page(browser, &at).await;
        assert!(shown.contains("Alex’s very own words") && shown.contains("Sam’s very own words"));
        assert_eq!(count(&shown, ".trouble"), 0);
    }
}

/// Two who answer at the very same moment, again and again: one reveal with both, and nothing is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_times_both_answer_at_once_and_both_answers_open() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    for (n, id) in questions().into_iter().cycle().take(50).enumerate() {
        let at = format!("/talk/{id}");
        let action = format!("{at}/answer");
        let at_anew = format!("{at}?anew=yes");
        let from_a = form(&page(&mut a, &at_anew).await, &action).unwrap();
        let from_b = form(&page(&mut b, &at_anew).await, &action).unwrap();
        let (alexs, sams) = (format!("alex {n} words"), format!("sam {n} words"));
        let (body_a, body_b) = (from_a.body(&[("text", &alexs)]), from_b.body(&[("text", &sams)]));
        let (one, other) = tokio::join!(a.send("POST", &action, body_a), b.send("POST", &action, body_b));
        assert_eq!(
            (one.status, other.status),
            (303, 303),
            "{n}: {} {}",
            main_text(&text(&one)),
            main_text(&text(&other))
        );
        for browser in [&mut a, &mut b] {
            let shown = page(browser, &format!("{at}?read=yes")).await;
            assert_eq!(shown.matches(&alexs).count(), 1, "{n} {id}: {}", main_text(&shown));
            assert_eq!(shown.matches(&sams).count(), 1, "{n} {id}: {}", main_text(&shown));
            assert_eq!(count(&shown, ".trouble"), 0);
        }
    }
    assert_eq!(gates(&house).await, 0);
}

async fn gates(house: &House) -> i64 {
    let mut db = House::tamper(&house.data()).await;
    sqlx::query_scalar("SELECT COUNT(*) FROM gate").fetch_one(&mut db).await.unwrap()
}

/// The answer is changed in one tab while the other one answers: what opens is one of the two, nothing stays behind.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_answer_that_is_changed_while_both_open_leaves_nothing_behind() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    for (n, id) in questions().into_iter().take(25).enumerate() {
        let at = format!("/talk/{id}");
        let action = format!("{at}/answer");
        assert_eq!(answer(&mut a, id, &format!("alex first {n}")).await.status, 303);
        let changed =
            form(&page(&mut a, &at).await, &action).unwrap().body(&[("text", &format!("alex second {n}"))]);
        let answered =
            form(&page(&mut b, &at).await, &action).unwrap().body(&[("text", &format!("sam {n}"))]);
        let (one, other) = tokio::join!(a.send("POST", &action, changed), b.send("POST", &action, answered));
        assert_eq!(other.status, 303);
        assert!(matches!(one.status, 303 | 422), "{}", text(&one));
        if one.status == 422 {
            assert!(text(&one).contains(&format!("alex second {n}")), "the words are still there");
        }
        let shown = page(&mut b, &at).await;
        let (first, second) = (format!("alex first {n}"), format!("alex second {n}"));
        assert_eq!(
            shown.matches(&first).count() + shown.matches(&second).count(),
            1,
            "{n}: {}",
            main_text(&shown)
        );
        assert_eq!(gates(&house).await, 0, "{n}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_answer_is_taken_back_or_opened_and_never_both() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    for (n, id) in questions().into_iter().take(25).enumerate() {
        let at = format!("/talk/{id}");
        let (back, action) = (format!("{at}/back"), format!("{at}/answer"));
        let alexs = format!("alex {n} words");
        assert_eq!(answer(&mut a, id, &alexs).await.status, 303);
        let back_body = form(&page(&mut a, &at).await, &back).unwrap().body(&[]);
        let answered =
            form(&page(&mut b, &at).await, &action).unwrap().body(&[("text", &format!("sam {n} words"))]);
        let (one, other) = tokio::join!(a.send("POST", &back, back_body), b.send("POST", &action, answered));
        assert_eq!((one.status, other.status), (303, 303));
        let shown = page(&mut b, &at).await;
        if shown.contains(&alexs) {
            assert_eq!(goes(&one), at, "{n}: whoever was too late is shown what opened");
        } else {
            assert_eq!(goes(&one), "/talk");
            // Sam's side waits now and can be taken back.
            assert_eq!(send(&mut b, &at, &back, &[]).await.status, 303);
        }
        assert_eq!(gates(&house).await, 0, "{n}");
    }
}

#[tokio::test]
async fn an_answer_goes_back_after_seven_days_and_can_be_let_go_after_tidying() {
    let house = House::new().await;
    couple(&house).await;
    let id = questions()[0];
    let at = format!("/talk/{id}");
    let mut a = ALEX.enters(&house, NOW, 20).await;
    answer(&mut a, id, "Alex’s very own words").await;
    let later = NOW + 7 * DAY + MINUTE;
    let mut b = SAM.enters(&house, later, 21).await;
    answer(&mut b, id, "Sam’s very own words").await;
    assert!(!page(&mut b, &at).await.contains("Alex’s very own words"), "it went back");
    house.tidy(later).await;
    assert_eq!(gates(&house).await, 1);
    let mut a = ALEX.enters(&house, later, 22).await;
    assert!(page(&mut a, "/talk").await.contains("Alex’s very own words"), "it came back to its author");
    assert!(!page(&mut a, &at).await.contains("Sam’s very own words"));
    assert_eq!(goes(&send(&mut a, "/talk", &format!("{at}/back"), &[]).await), "/talk");
    // Writing anew opens both now.
    answer(&mut a, id, "Alex again").await;
    let shown = page(&mut a, &at).await;
    assert!(shown.contains("Alex again") && shown.contains("Sam’s very own words"), "{}", main_text(&shown));
}

#[tokio::test]
async fn an_answer_that_is_taken_back_is_gone_for_the_other() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    let id = questions()[0];
    let at = format!("/talk/{id}");
    answer(&mut a, id, "Alex’s very own words").await;
    assert_eq!(goes(&send(&mut a, &at, &format!("{at}/back"), &[]).await), "/talk");
    answer(&mut b, id, "Sam’s very own words").await;
    assert!(!page(&mut b, &at).await.contains("Alex’s"));
    assert_eq!(gates(&house).await, 1);
}

/// S5: an unopened answer changes no byte of anything the other one reads.
#[tokio::test]
async fn pages_are_the_same_with_and_without_the_others_unopened_answer() {
    let house = House::new().await;
    let (mut a, mut b) = couple(&house).await;
    let ids = questions();
    // Something opened before, so that there is more to read than on the first day.
    answer(&mut a, ids[0], "alex first").await;
    answer(&mut b, ids[0], "sam first").await;
    let with = house.copy().await;
    let mut author = a.at(&with.host);
    answer(&mut author, ids[1], "Alex’s very own words").await;
    let at = format!("/talk/{}", ids[1]);
    post(&mut author, &format!("{at}/guess"), &[("guess", "Sam will say the sea"), ("round", "0")]).await;
    let (mut here, mut there) = (b.at(&house.host), b.at(&with.host));
    let own = format!("/talk/{}", ids[0]);
    let asked = [at.as_str(), own.as_str()];
    for path in SIGNED_IN_PAGES.iter().chain(&asked) {
        same(&mut here, &mut there, path).await;
    }
}
