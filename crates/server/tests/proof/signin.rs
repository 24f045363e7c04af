//! Signing in: nobody learns who is here, guessing is slow, sessions end.

use server::browser::text;
use server::host::Reply;

use crate::support::*;

/// A page without what is drawn anew each time.
fn without_acts(reply: &Reply) -> String {
    let html = text(reply);
    let acts: Vec<String> = forms(&html).iter().map(|form| form.act().to_owned()).collect();
    acts.iter().fold(html.clone(), |html, act| html.replace(act, "…"))
}

async fn tries(house: &House, seed: u8, email: &str, passphrase: &str) -> Reply {
    let mut browser = house.browser(seed);
    send(&mut browser, "/enter", "/enter", &[("email", email), ("passphrase", passphrase)]).await
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_passphrase_look_the_same() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let name = "alex@home.example";
    let known = tries(&house, 50, name, "not the right one").await;
    let unknown = tries(&house, 50, "nobody@home.example", "not the right one").await;
    assert_eq!((known.status, unknown.status), (422, 422));
    assert_eq!(known.headers, unknown.headers);
    assert_eq!(
        without_acts(&known).replace(name, "name"),
        without_acts(&unknown).replace("nobody@home.example", "name")
    );
}

#[tokio::test]
async fn the_wait_is_the_same_for_a_name_that_nobody_has() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    for email in [ALEX.email, "nobody@home.example"] {
        let mut seen = Vec::new();
        for n in 0..6 {
            seen.push(tries(&house, 60 + n, email, "wrong wrong wrong").await.status);
        }
        assert_eq!(seen, [422, 422, 422, 429, 429, 429], "{email}");
    }
}

#[tokio::test]
async fn the_right_passphrase_waits_too_but_never_longer_than_half_a_minute() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    for n in 0..40 {
        let mut browser = house.browser(100 + n);
        browser.now = NOW + i64::from(n) * 31_000;
        let fields = [("email", ALEX.email), ("passphrase", "wrong wrong wrong")];
        assert_eq!(send(&mut browser, "/enter", "/enter", &fields).await.status, 422);
    }
    let last = NOW + 39 * 31_000;
    let mut browser = house.browser(99);
    browser.now = last + 1000;
    assert_eq!(ALEX.enter(&mut browser).await.status, 429);
    browser.now = last + 30_000;
    assert_eq!(goes(&ALEX.enter(&mut browser).await), "/today");
}

#[tokio::test]
async fn many_tries_at_once_are_not_judged_by_one_count() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let (mut a, mut b, mut c, mut d) =
        (house.browser(1), house.browser(2), house.browser(3), house.browser(4));
    let (mut e, mut f, mut g, mut h) =
        (house.browser(5), house.browser(6), house.browser(7), house.browser(8));
    let wrong = [("email", ALEX.email), ("passphrase", "wrong wrong wrong")];
    let (a, b, c, d, e, f, g, h) = tokio::join!(
        send(&mut a, "/enter", "/enter", &wrong),
        send(&mut b, "/enter", "/enter", &wrong),
        send(&mut c, "/enter", "/enter", &wrong),
        send(&mut d, "/enter", "/enter", &wrong),
        send(&mut e, "/enter", "/enter", &wrong),
        send(&mut f, "/enter", "/enter", &wrong),
        send(&mut g, "/enter", "/enter", &wrong),
        send(&mut h, "/enter", "/enter", &wrong),
    );
    let judged = [a, b, c, d, e, f, g, h].iter().filter(|reply| reply.status == 422).count();
    assert_eq!(judged, 3);
}

/// Names are not unique, so an attacker can have an account under the name they guess at.
#[tokio::test]
async fn an_account_of_the_same_name_does_not_wipe_out_the_count() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let twin = Who { passphrase: "another way into here", seed: 9, ..ALEX };
    twin.begins(&house).await;
    let mut judged = 0;
    for n in 0..12 {
        let wrong = tries(&house, 100 + n, ALEX.email, "wrong wrong wrong").await;
        judged += usize::from(wrong.status == 422);
        twin.enter(&mut house.browser(150 + n)).await;
    }
    assert_eq!(judged, 3);
}

#[tokio::test]
async fn beginning_is_no_faster_way_to_guess() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let mut seen = Vec::new();
    for n in 0..5u8 {
        let guess = format!("guess number {n} of many");
        let mut browser = house.browser(100 + n);
        let fields =
            [("name", "A"), ("email", ALEX.email), ("passphrase", guess.as_str()), ("again", &guess)];
        seen.push(send(&mut browser, "/begin", "/begin", &fields).await.status);
    }
    // Alex's own beginning was the first that opened nothing yet.
    assert_eq!(seen, [303, 303, 429, 429, 429]);
}

#[tokio::test]
async fn a_taken_name_begins_another_account_and_its_own_passphrase_signs_in() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    post(&mut alex, "/me/note", &[("text", "only mine")]).await;
    let twin = Who { name: "Twin", passphrase: "another way into here", seed: 9, ..ALEX };
    let mut other = twin.begins(&house).await;
    assert!(!page(&mut other, "/me/notes").await.contains("only mine"));
    assert_eq!(one(&page(&mut other, "/today").await, ".whose span"), "Twin");

    let mut again = ALEX.begins(&house).await;
    assert!(page(&mut again, "/me/notes").await.contains("only mine"));
}

#[tokio::test]
async fn pressing_begin_twice_begins_once_and_signs_in() {
    let house = House::new().await;
    let mut first = house.browser(1);
    let shown = text(&first.get("/begin").await);
    let body = form(&shown, "/begin").unwrap().body(&ALEX.begin_fields());
    let mut second = first.at(&house.host);
    let one_after_the_other = first.send("POST", "/begin", body.clone()).await;
    let again = second.send("POST", "/begin", body).await;
    assert_eq!((goes(&one_after_the_other), goes(&again)), ("/today", "/today"));
    assert_eq!(read(&mut first, "/today").await.status, 200);
    assert_eq!(read(&mut second, "/today").await.status, 200);
    assert_eq!(accounts(&house).await, 1);
}

#[tokio::test]
async fn pressing_begin_twice_at_once_begins_once_and_signs_in() {
    let house = House::new().await;
    for round in 0..10u8 {
        let email = format!("round{round}@home.example");
        let mut first = house.browser(round);
        let mut second = house.browser(100 + round);
        let mut fields = ALEX.begin_fields();
        fields.retain(|(name, _)| *name != "email");
        fields.push(("email", &email));
        // Two tabs, two forms.
        let (one, other) = tokio::join!(
            send(&mut first, "/begin", "/begin", &fields),
            send(&mut second, "/begin", "/begin", &fields)
        );
        assert_eq!((goes(&one), goes(&other)), ("/today", "/today"));
        assert_eq!(read(&mut first, "/today").await.status, 200);
        assert_eq!(read(&mut second, "/today").await.status, 200);
        assert_eq!(accounts(&house).await, i64::from(round) + 1);
    }
}

async fn accounts(house: &House) -> i64 {
    let mut db = House::tamper(&house.data()).await;
    sqlx::query_scalar("SELECT COUNT(*) FROM account").fetch_one(&mut db).await.unwrap()
}

#[tokio::test]
async fn a_session_ends_after_an_hour_without_a_sign_of_life() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    for hour in 1..=5 {
        alex.now = NOW + hour * 59 * MINUTE;
        assert_eq!(read(&mut alex, "/today").await.status, 200, "{hour}");
    }
    alex.now += 61 * MINUTE;
    assert_eq!(goes(&read(&mut alex, "/today").await), "/enter");
    alex.now -= 60 * MINUTE;
    assert_eq!(goes(&read(&mut alex, "/today").await), "/enter", "an ended session does not come back");
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_busy() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    for half in 1..24 {
        alex.now = NOW + half * 30 * MINUTE;
        assert_eq!(read(&mut alex, "/today").await.status, 200, "{half}");
    }
    alex.now = NOW + 12 * HOUR;
    assert_eq!(goes(&read(&mut alex, "/today").await), "/enter");
}

#[tokio::test]
async fn a_device_of_ones_own_stays_signed_in_for_fourteen_days() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let mut alex = house.browser(9);
    let fields = [("email", ALEX.email), ("passphrase", ALEX.passphrase), ("mine", "yes")];
    let reply = send(&mut alex, "/enter", "/enter", &fields).await;
    let cookie = reply.headers.iter().find(|(_, value)| value.starts_with("s8080=")).unwrap();
    assert!(cookie.1.contains("Max-Age=1209600"), "{}", cookie.1);
    alex.now = NOW + 14 * DAY - 1;
    assert_eq!(read(&mut alex, "/today").await.status, 200);
    alex.now = NOW + 14 * DAY;
    assert_eq!(goes(&read(&mut alex, "/today").await), "/enter");
}

#[tokio::test]
async fn the_private_space_shuts_after_ten_minutes_without_a_sign_of_life() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    for step in 1..=4 {
        alex.now = NOW + step * 9 * MINUTE;
        assert_eq!(read(&mut alex, "/me/notes").await.status, 200, "{step}");
    }
    alex.now += 10 * MINUTE + 1;
    assert_eq!(goes(&read(&mut alex, "/me/notes").await), "/me/open?to=/me/notes");
    assert_eq!(read(&mut alex, "/today").await.status, 200);
    let session = sessions(&house).await;
    assert_eq!(session, [(true, true)], "the private keys are gone from the file as well");
}

/// Whether each session's private record is gone, and its last use with it.
async fn sessions(house: &House) -> Vec<(bool, bool)> {
    use sqlx::{Connection, Row};
    let url = format!("sqlite://{}", house.data().join("sessions.sqlite").display());
    let mut db = sqlx::SqliteConnection::connect(&url).await.unwrap();
    let rows =
        sqlx::query("SELECT sealed_private IS NULL, private_seen IS NULL FROM session").fetch_all(&mut db);
    rows.await.unwrap().iter().map(|row| (row.get::<bool, _>(0), row.get::<bool, _>(1))).collect()
}

#[tokio::test]
async fn tidying_shuts_what_is_idle_and_ends_what_is_over() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    house.tidy(NOW + 11 * MINUTE).await;
    assert_eq!(sessions(&house).await, [(true, true)]);
    house.tidy(NOW + 61 * MINUTE).await;
    assert_eq!(sessions(&house).await, []);
}

#[tokio::test]
async fn signing_in_makes_a_new_session_and_ends_the_one_before() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let before = alex.at(&house.host);
    let again = [("email", ALEX.email), ("passphrase", ALEX.passphrase)];
    assert_eq!(goes(&post(&mut alex, "/enter", &again).await), "/today");
    assert_ne!(before.cookies(), alex.cookies());
    assert_eq!(read(&mut alex, "/today").await.status, 200);
    assert_eq!(goes(&read(&mut before.at(&house.host), "/today").await), "/enter");
}

#[tokio::test]
async fn somebody_else_can_sign_in_where_one_is_signed_in() {
    let house = House::new().await;
    SAM.begins(&house).await;
    let mut alex = ALEX.begins(&house).await;
    post(&mut alex, "/me/note", &[("text", "only mine")]).await;
    let sam = [("email", SAM.email), ("passphrase", SAM.passphrase)];
    assert_eq!(goes(&post(&mut alex, "/enter", &sam).await), "/today");
    assert_eq!(one(&page(&mut alex, "/today").await, ".whose span"), "Sam");
    assert!(!page(&mut alex, "/me/notes").await.contains("only mine"));
    assert_eq!(post(&mut alex, "/me/note", &[("text", "Sam’s")]).await.status, 303);
}

#[tokio::test]
async fn signing_out_forgets_every_cookie_but_the_devices() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let before = alex.at(&house.host);
    assert_eq!(goes(&send(&mut alex, "/today", "/exit", &[]).await), "/enter");
    assert_eq!(alex.cookies(), "");
    assert_eq!(goes(&read(&mut before.at(&house.host), "/today").await), "/enter");
}

#[tokio::test]
async fn names_are_one_however_they_are_typed() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let typed = Who { email: "  ALEX@Home.Example ", ..ALEX };
    assert_eq!(goes(&typed.enter(&mut house.browser(9)).await), "/today");
}

/// A wrong grant, as after tampering: no going round in circles, but a page that says something broke.
#[tokio::test]
async fn keys_that_cannot_be_opened_are_said_and_not_sent_round_in_circles() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let house = house
        .reopened(async |data| {
            let mut db = House::tamper(&data).await;
            let flip = "UPDATE space_grant SET sealed = substr(sealed, 1, 40) || x'00' || substr(sealed, 42)";
            sqlx::query(flip).execute(&mut db).await.unwrap();
        })
        .await;
    let mut browser = house.browser(9);
    let reply = ALEX.enter(&mut browser).await;
    assert_eq!(reply.status, 500);
    assert!(main_text(&text(&reply)).contains("Something broke"));
}

#[tokio::test]
async fn who_runs_this_server_is_said_once() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let mut sam = house.browser(2);
    let mut fields = SAM.begin_fields();
    fields.retain(|(name, _)| *name != "run_by");
    fields.push(("run_by", "coach"));
    send(&mut sam, "/begin", "/begin", &fields).await;
    assert_eq!(house.store().setting("run-by").await.unwrap().unwrap(), "neither");
    let house = house.reopened(async |_| {}).await;
    let shown = text(&house.browser(3).get("/begin").await);
    assert_eq!(count(&shown, "input[name=run_by]"), 0, "nobody is asked again after a restart");
}

#[tokio::test]
async fn a_program_signs_in_with_a_name_and_a_passphrase_and_no_form() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let fields = [("email", ALEX.email), ("passphrase", ALEX.passphrase)];
    let body = || app::Request::post("/", &fields).body;
    let mut program = house.browser(40);
    assert_eq!(goes(&program.send("POST", "/enter", body()).await), "/today");
    assert_eq!(read(&mut program, "/today").await.status, 200);

    let elsewhere = server::host::Incoming {
        fetch_site: Some("cross-site".to_owned()),
        ..incoming(&house.browser(41), "POST", "/enter", body())
    };
    assert_eq!(house.host.answer(&elsewhere, NOW, [1; 32]).await.status, 403);
}
