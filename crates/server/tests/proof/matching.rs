//! Match gates: what both say yes to comes out once, and nothing of what only one did.

use server::browser::{Browser, text};
use server::host::Reply;

use crate::own;
use crate::support::*;

async fn says(browser: &mut Browser<'_>, round: u32, items: &str) -> Reply {
    post(browser, "/own/match", &[("round", &round.to_string()), ("items", items)]).await
}

async fn found(browser: &mut Browser<'_>) -> String {
    page(browser, "/own/found").await
}

async fn sides(house: &House) -> Vec<(String, Vec<u8>)> {
    let mut db = House::tamper(&house.data()).await;
    sqlx::query_as("SELECT kind, sealed FROM gate").fetch_all(&mut db).await.unwrap()
}

/// How many entries lie in the log the two share, which is the only one both write.
async fn entries(house: &House) -> i64 {
    let mut db = House::tamper(&house.data()).await;
    let sql = "SELECT head_seq FROM space WHERE id = (SELECT space FROM couple)";
    sqlx::query_scalar(sql).fetch_one(&mut db).await.unwrap()
}

#[tokio::test]
async fn what_both_say_yes_to_comes_out_once_and_the_gate_is_gone() {
    let house = own::house().await;
    let (mut a, mut b) = couple(&house).await;
    assert_eq!(goes(&says(&mut a, 0, "1,2,3").await), "/own/waits");
    assert_eq!((found(&mut a).await, found(&mut b).await), (String::new(), String::new()));
    assert_eq!(goes(&says(&mut b, 0, "9,3,2").await), "/own/found");
    for browser in [&mut a, &mut b] {
        assert_eq!(found(browser).await, "0: 3 2");
    }
    assert!(sides(&house).await.is_empty());
    assert_eq!(goes(&says(&mut a, 0, "1").await), "/own/over");
}

#[tokio::test]
async fn one_side_may_be_changed_while_it_waits_and_nothing_in_common_is_an_answer_too() {
    let house = own::house().await;
    let (mut a, mut b) = couple(&house).await;
    says(&mut a, 0, "1,2").await;
    assert_eq!(goes(&says(&mut a, 0, "5").await), "/own/waits");
    assert_eq!(sides(&house).await.len(), 1);
    assert_eq!(goes(&says(&mut b, 0, "1,2").await), "/own/found");
    assert_eq!(found(&mut a).await, "0: ");
    assert!(sides(&house).await.is_empty());
}

/// Two who say it at the very same moment, again and again: one answer each time, the same for both.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_times_both_say_it_at_once_and_one_answer_comes_out() {
    let house = own::house().await;
    let (mut a, mut b) = couple(&house).await;
    let before = entries(&house).await;
    for round in 0..50u32 {
        let (from_a, from_b) = (an_act(&mut a).await, an_act(&mut b).await);
        let body = |act: &str, items: &str| {
            let round = round.to_string();
            app::Request::post("/", &[("act", act), ("round", &round), ("items", items)]).body
        };
        let (one, other) = tokio::join!(
            a.send("POST", "/own/match", body(&from_a, "1,2,3")),
            b.send("POST", "/own/match", body(&from_b, "2,3,4"))
        );
        let mut both = [goes(&one), goes(&other)];
        both.sort_unstable();
        assert_eq!(both, ["/own/found", "/own/waits"], "{round}");
        assert!([format!("{round}: 2 3")].contains(&found(&mut a).await));
        assert_eq!(found(&mut a).await, found(&mut b).await);
        assert!(sides(&house).await.is_empty(), "{round}");
        assert_eq!(entries(&house).await, before + i64::from(round) + 1, "one entry each time");
    }
}

/// The one who said it first changes it while the other one answers: one of the two is compared, and one answer comes out.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_side_that_is_changed_while_it_is_compared_is_compared_as_one_of_the_two() {
    let house = own::house().await;
    let (mut a, mut b) = couple(&house).await;
    let before = entries(&house).await;
    for round in 0..25u32 {
        says(&mut a, round, "1,2").await;
        let words = round.to_string();
        let (from_a, from_b) = (an_act(&mut a).await, an_act(&mut b).await);
        let body = |act: &str, items: &str| {
            app::Request::post("/", &[("act", act), ("round", &words), ("items", items)]).body
        };
        let (one, other) = tokio::join!(
            a.send("POST", "/own/match", body(&from_a, "3,4")),
            b.send("POST", "/own/match", body(&from_b, "1,3"))
        );
        // On a device one learns only afterwards that both are in, and then the other one may have been faster.
        let late = house.behind.is_some() && goes(&other) == "/own/waits";
        assert!(late || goes(&other) == "/own/found", "{round}");
        assert!(
            ["/own/waits", "/own/over"].contains(&goes(&one))
                || (house.behind.is_some() && goes(&one) == "/own/found"),
            "{round}"
        );
        let out = found(&mut b).await;
        assert!(out == format!("{round}: 1") || out == format!("{round}: 3"), "{round}: {out}");
        assert!(sides(&house).await.is_empty(), "{round}");
        assert_eq!(entries(&house).await, before + i64::from(round) + 1);
    }
}

#[tokio::test]
async fn a_side_that_has_expired_is_as_good_as_none() {
    let house = own::house().await;
    let (mut a, _) = couple(&house).await;
    says(&mut a, 0, "1,2").await;
    // Signed in anew, because the first session would be over by then.
    let mut b = SAM.enters(&house, NOW + DAY + HOUR, 40).await;
    assert_eq!(goes(&says(&mut b, 0, "1,2").await), "/own/waits", "it is forgotten, tidied or not");
    assert_eq!(sides(&house).await.len(), 2);
    let mut a = ALEX.enters(&house, NOW + DAY + HOUR, 41).await;
    assert_eq!(goes(&says(&mut a, 0, "2").await), "/own/found");
    assert_eq!(found(&mut b).await, "0: 2");
    assert!(sides(&house).await.is_empty());
}

#[tokio::test]
async fn a_side_that_was_altered_counts_as_none_and_blocks_nobody() {
    for (kind, bytes) in
        [("match", "X'00'"), ("match", "CAST(sealed || X'00' AS BLOB)"), ("exchange", "sealed")]
    {
        let house = own::house().await;
        let (mut a, mut b) = couple(&house).await;
        says(&mut a, 0, "1,2").await;
        let mut db = House::tamper(&house.data()).await;
        let sql = format!("UPDATE gate SET kind = '{kind}', sealed = {bytes}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.unwrap();
        assert_eq!(goes(&says(&mut b, 0, "1,2").await), "/own/waits", "{kind} {bytes}");
        // A server that is elsewhere keeps what it can still open, though it is none; nobody is kept waiting by it.
        let kept = usize::from(house.behind.is_some() && kind == "exchange");
        assert_eq!(sides(&house).await.len(), 1 + kept, "mine waits in its place");
        assert_eq!(goes(&says(&mut a, 0, "2,3").await), "/own/found");
        assert_eq!(found(&mut b).await, "0: 2");
    }
}

/// A side of another gate, or the other's own under my name, is not taken for one.
#[tokio::test]
async fn a_side_lies_where_it_was_put_and_nowhere_else() {
    let house = own::house().await;
    let (mut a, mut b) = couple(&house).await;
    says(&mut a, 0, "1,2").await;
    says(&mut b, 0, "1,2").await;
    says(&mut a, 1, "5,6").await;
    let (_, of_one) = sides(&house).await.remove(0);
    says(&mut b, 1, "5").await;
    says(&mut a, 2, "7").await;
    let mut db = House::tamper(&house.data()).await;
    sqlx::query("UPDATE gate SET sealed = $1").bind(of_one).execute(&mut db).await.unwrap();
    assert_eq!(goes(&says(&mut b, 2, "5,6,7").await), "/own/waits", "it is of another round");
}

/// What lies in the store tells neither what was said yes to nor to how much.
#[tokio::test]
async fn a_side_looks_the_same_however_much_is_in_it() {
    let house = own::house().await;
    let (mut a, _) = couple(&house).await;
    let mut lengths = std::collections::BTreeSet::new();
    for items in ["", "1", "1,2,3,4,5,6,7,8", "1,1,1,1,1,1,1,1,1,1"] {
        assert_eq!(goes(&says(&mut a, 0, items).await), "/own/waits");
        let all = sides(&house).await;
        assert_eq!((all.len(), all[0].0.as_str()), (1, "match"));
        lengths.insert(all[0].1.len());
    }
    assert_eq!(lengths.len(), 1);
    let more = says(&mut a, 0, "1,2,3,4,5,6,7,8,9").await;
    assert_eq!(more.status, 500, "more than there is room for is a fault, and nothing is cut off unseen");
}

/// Reading a page compares nothing, whatever the page may ask for.
#[tokio::test]
async fn a_page_that_is_read_learns_nothing_of_the_other_side() {
    let house = own::house().await;
    let (mut a, mut b) = couple(&house).await;
    let at = "/own/peek";
    assert_eq!(page(&mut b, at).await, "None");
    let reply = says(&mut a, 0, "1").await;
    assert_eq!(goes(&reply), "/own/waits", "{}", text(&reply));
    assert_eq!(page(&mut b, at).await, "None");
}

/// Somebody who has left compares nothing any more.
#[tokio::test]
async fn whoever_left_says_and_learns_nothing() {
    let house = own::house().await;
    let (mut a, mut b) = couple(&house).await;
    says(&mut b, 0, "1").await;
    send(&mut a, "/us/end", "/us/end", &[("days", "30"), ("passphrase", ALEX.passphrase)]).await;
    assert_eq!(says(&mut a, 0, "1").await.status, 500);
    assert_eq!(sides(&house).await.len(), 1);
}
