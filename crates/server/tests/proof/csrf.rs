//! Forms of other sites do nothing; a form of ours does one thing once; words that were typed are never thrown away.

use server::browser::text;
use server::host::{Incoming, Reply};

use crate::support::*;

const WORDS: &str = "words that took me half the evening";

fn body(act: &str) -> Vec<u8> {
    app::Request::post("/", &[("act", act), ("text", WORDS), ("passphrase", "a secret that is long enough")])
        .body
}

fn refused(reply: &Reply) {
    let shown = text(reply);
    assert_eq!(reply.status, 403, "{}", main_text(&shown));
    assert!(shown.contains(WORDS), "the words are still there");
    assert!(!shown.contains("a secret that is long enough"), "secrets are not");
}

async fn notes(browser: &mut server::browser::Browser<'_>) -> usize {
    page(browser, "/me/notes").await.matches(WORDS).count()
}

#[tokio::test]
async fn without_an_act_id_nothing_is_done() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    for act in ["", "nonsense", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        refused(&alex.send("POST", "/me/note", body(act)).await);
    }
    let none = app::Request::post("/", &[("text", WORDS)]).body;
    refused(&alex.send("POST", "/me/note", none).await);
    assert_eq!(notes(&mut alex).await, 0);
}

#[tokio::test]
async fn the_act_id_of_another_session_is_not_taken() {
    let house = House::new().await;
    let (mut alex, mut sam) = (ALEX.begins(&house).await, SAM.begins(&house).await);
    let mut elsewhere = ALEX.enters(&house, NOW, 30).await;
    for other in [&mut sam, &mut elsewhere, &mut house.browser(31)] {
        let act = an_act(other).await;
        refused(&alex.send("POST", "/me/note", body(&act)).await);
    }
    assert_eq!(notes(&mut alex).await, 0);
}

#[tokio::test]
async fn an_act_id_from_before_signing_in_is_not_taken_afterwards_nor_one_from_within_after_signing_out() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let mut alex = house.browser(30);
    let before = an_act(&mut alex).await;
    ALEX.enter(&mut alex).await;
    refused(&alex.send("POST", "/me/note", body(&before)).await);
    let within = an_act(&mut alex).await;
    send(&mut alex, "/today", "/exit", &[]).await;
    refused(&alex.send("POST", "/me/note", body(&within)).await);
    refused(&alex.send("POST", "/enter", body(&within)).await);
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_even_with_a_good_act_id() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let own = |text: Option<&str>| text.map(str::to_owned);
    for (fetch_site, origin) in [
        (Some("cross-site"), Some(URL)),
        (Some("same-site"), Some(URL)),
        (Some("none"), Some(URL)),
        (Some(""), Some(URL)),
        (None, Some("http://evil.example")),
        (None, Some("null")),
        (None, Some("https://127.0.0.1:8080")),
        (None, Some("http://127.0.0.1:8081")),
        (None, Some("http://127.0.0.1:8080.evil.example")),
        (None, None),
    ] {
        let act = an_act(&mut alex).await;
        let from = Incoming {
            fetch_site: own(fetch_site),
            origin: own(origin),
            ..incoming(&alex, "POST", "/me/note", body(&act))
        };
        refused(&house.host.answer(&from, NOW, [1; 32]).await);
    }
    assert_eq!(notes(&mut alex).await, 0);
    for (fetch_site, origin) in [(Some("same-origin"), None), (None, Some(URL))] {
        let act = an_act(&mut alex).await;
        let from = Incoming {
            fetch_site: own(fetch_site),
            origin: own(origin),
            ..incoming(&alex, "POST", "/me/note", body(&act))
        };
        assert_eq!(house.host.answer(&from, NOW, [1; 32]).await.status, 303);
    }
    assert_eq!(notes(&mut alex).await, 2);
}

#[tokio::test]
async fn a_program_signs_in_with_a_name_and_a_passphrase_and_no_other_site_does() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let nobody = house.browser(40);
    let fields = [("email", ALEX.email), ("passphrase", ALEX.passphrase)];
    for (fetch_site, origin, status) in [
        (None, None, 303),
        (None, Some("http://evil.example"), 403),
        (None, Some("null"), 403),
        (Some("cross-site"), None, 403),
        (Some("same-site"), Some(URL), 403),
    ] {
        let body = app::Request::post("/enter", &fields).body;
        let from = Incoming {
            fetch_site: fetch_site.map(str::to_owned),
            origin: origin.map(str::to_owned),
            ..incoming(&nobody, "POST", "/enter", body)
        };
        let reply = house.host.answer(&from, NOW, [2; 32]).await;
        assert_eq!(reply.status, status, "{fetch_site:?} {origin:?}");
        assert_eq!(reply.header("location").is_some_and(|to| to == "/today"), status == 303);
    }
}

#[tokio::test]
async fn the_other_names_of_this_machine_are_ours_and_no_others() {
    let house = House::new().await;
    let alex = ALEX.begins(&house).await;
    for (host, status) in [
        ("127.0.0.1:8080", 200),
        ("localhost:8080", 200),
        ("[::1]:8080", 200),
        ("localhost", 400),
        ("localhost:80", 400),
        ("127.0.0.1:8080.evil.example", 400),
        ("evil.example", 400),
        ("", 400),
    ] {
        let asked = Incoming { host: Some(host.to_owned()), ..incoming(&alex, "GET", "/today", vec![]) };
        assert_eq!(house.host.answer(&asked, NOW, [1; 32]).await.status, status, "{host}");
    }
    let mut tab = alex.at(&house.host);
    let act = an_act(&mut tab).await;
    let posted = Incoming {
        host: Some("localhost:8080".into()),
        origin: Some("http://localhost:8080".into()),
        fetch_site: None,
        ..incoming(&alex, "POST", "/me/note", body(&act))
    };
    assert_eq!(house.host.answer(&posted, NOW, [1; 32]).await.status, 303);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_does_it_once_and_gets_the_first_answer() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let act = an_act(&mut alex).await;
    let first = alex.send("POST", "/me/note", body(&act)).await;
    for _ in 0..3 {
        let again = alex.send("POST", "/me/note", body(&act)).await;
        assert_eq!((again.status, goes(&again)), (first.status, goes(&first)));
    }
    assert_eq!(notes(&mut alex).await, 1);
    // Even for another form: an act id is good for one act.
    let other = alex.send("POST", "/me/bid", body(&act)).await;
    assert_eq!(goes(&other), goes(&first));
    assert_eq!(notes(&mut alex).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_form_that_is_sent_twice_at_once_does_it_once() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    for n in 1..=10 {
        let act = an_act(&mut alex).await;
        let (mut one, mut two, mut three) =
            (alex.at(&house.host), alex.at(&house.host), alex.at(&house.host));
        // Each has randomness of its own, as every request has.
        let _ =
            (read(&mut two, "/help").await, read(&mut three, "/help").await, read(&mut three, "/help").await);
        let (a, b, c) = tokio::join!(
            one.send("POST", "/me/note", body(&act)),
            two.send("POST", "/me/note", body(&act)),
            three.send("POST", "/me/note", body(&act))
        );
        assert_eq!((goes(&a), goes(&b), goes(&c)), (goes(&a), goes(&a), goes(&a)));
        assert_eq!(notes(&mut alex).await, n);
    }
}

/// Acts are forgotten after two days; the event that bears the act's id is not.
#[tokio::test]
async fn a_form_that_is_sent_again_after_weeks_still_does_nothing_twice() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let mut alex = house.browser(30);
    let fields = [("email", ALEX.email), ("passphrase", ALEX.passphrase), ("mine", "yes")];
    send(&mut alex, "/enter", "/enter", &fields).await;
    let act = an_act(&mut alex).await;
    alex.send("POST", "/me/note", body(&act)).await;
    alex.now = NOW + 5 * DAY;
    house.tidy(alex.now).await;
    // The space has shut meanwhile, so what comes now is a letter; opened, it is not there twice.
    let again = alex.send("POST", "/me/note", body(&act)).await;
    assert!(matches!(again.status, 303 | 409), "{}", again.status);
    let mut open = ALEX.enters(&house, alex.now, 31).await;
    post(&mut open, "/me/note", &[("text", "something else")]).await;
    assert_eq!(notes(&mut open).await, 1);
}

/// What the database keeps of an act says neither who did what nor where it led.
#[tokio::test]
async fn the_database_does_not_tell_what_was_done() {
    let house = House::new().await;
    let (mut alex, _) = couple(&house).await;
    post(&mut alex, "/me/note", &[("text", "x")]).await;
    post(&mut alex, "/me/own", &[("afraid", "yes")]).await;
    let mut db = House::tamper(&house.data()).await;
    let answers: Vec<String> = sqlx::query_scalar("SELECT answer FROM act").fetch_all(&mut db).await.unwrap();
    assert!(answers.len() > 5);
    let lengths: std::collections::BTreeSet<_> = answers.iter().map(String::len).collect();
    assert_eq!(lengths.len(), 1, "all are of one length");
    assert!(answers.iter().all(|answer| !answer.contains('/')));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_tabs_at_once_lose_nothing() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let mut tabs = Vec::new();
    for n in 0..8 {
        let mut tab = alex.at(&house.host);
        for _ in 0..n {
            read(&mut tab, "/help").await;
        }
        tabs.push(tab);
    }
    let mut bodies = Vec::new();
    for (n, tab) in tabs.iter_mut().enumerate() {
        let act = an_act(tab).await;
        let words = format!("tab number {n}.");
        bodies.push(app::Request::post("/", &[("act", act.as_str()), ("text", words.as_str())]).body);
    }
    let [a, b, c, d, e, f, g, h] = tabs.as_mut_slice() else { panic!() };
    let mut bodies = bodies.into_iter();
    let mut next = || bodies.next().unwrap();
    let replies = tokio::join!(
        a.send("POST", "/me/note", next()),
        b.send("POST", "/me/note", next()),
        c.send("POST", "/me/note", next()),
        d.send("POST", "/me/note", next()),
        e.send("POST", "/me/note", next()),
        f.send("POST", "/me/note", next()),
        g.send("POST", "/me/note", next()),
        h.send("POST", "/me/note", next()),
    );
    for status in [replies.0.status, replies.1.status, replies.4.status, replies.7.status] {
        assert_eq!(status, 303);
    }
    let shown = page(&mut alex, "/me/notes").await;
    for n in 0..8 {
        assert_eq!(shown.matches(&format!("tab number {n}.")).count(), 1, "{n}");
    }
}
