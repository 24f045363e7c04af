//! The account page one can trust: devices, passphrase, recovery, and what others tried.

use server::browser::{Browser, text};

use crate::support::*;

const NEW: &str = "harbour violin meadow teapot";

async fn changes(browser: &mut Browser<'_>, from: &str, to: &str) -> server::host::Reply {
    let fields = [("passphrase", from), ("new_passphrase", to), ("again", to)];
    send(browser, "/me/account", "/me/account/passphrase", &fields).await
}

async fn enters(house: &House, seed: u8, now: i64, passphrase: &str) -> u16 {
    let mut browser = house.browser(seed);
    browser.now = now;
    send(&mut browser, "/enter", "/enter", &[("email", ALEX.email), ("passphrase", passphrase)]).await.status
}

#[tokio::test]
async fn a_new_passphrase_signs_in_and_the_old_one_and_other_devices_are_out() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let mut elsewhere = ALEX.enters(&house, NOW, 30).await;
    post(&mut alex, "/me/note", &[("text", "from before")]).await;
    assert_eq!(changes(&mut alex, "not the right one", NEW).await.status, 422);
    assert_eq!(goes(&changes(&mut alex, ALEX.passphrase, NEW).await), "/me/account?done=passphrase");
    assert_eq!(read(&mut alex, "/today").await.status, 200);
    assert_eq!(goes(&read(&mut elsewhere, "/today").await), "/enter");
    assert_eq!(enters(&house, 31, NOW, ALEX.passphrase).await, 422);
    let mut again = Who { passphrase: NEW, ..ALEX }.enters(&house, NOW, 32).await;
    assert!(page(&mut again, "/me/notes").await.contains("from before"));
}

/// Names are not unique and the passphrase tells accounts apart, so two of one name cannot have the same one.
#[tokio::test]
async fn a_passphrase_that_opens_another_account_of_the_name_is_not_taken_and_trying_is_slow() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let twin = Who { passphrase: "another way into here", seed: 9, ..ALEX };
    let mut twins = twin.begins(&house).await;
    let taken = changes(&mut twins, twin.passphrase, ALEX.passphrase).await;
    assert_eq!(taken.status, 409);
    assert_eq!(enters(&house, 31, NOW, twin.passphrase).await, 303);
    let mut statuses = Vec::new();
    for n in 0..4 {
        let guess = format!("a guess at another’s {n}");
        statuses.push(changes(&mut twins, twin.passphrase, &guess).await.status);
        changes(&mut twins, &guess, twin.passphrase).await;
    }
    assert!(statuses.contains(&429), "{statuses:?}");
    // Alex is not held up by that.
    let mut alex = ALEX.enters(&house, NOW, 32).await;
    assert_eq!(changes(&mut alex, ALEX.passphrase, NEW).await.status, 303);
}

#[tokio::test]
async fn every_device_is_listed_and_can_be_ended() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let mut phone = ALEX.enters(&house, NOW, 30).await;
    let mut tablet = ALEX.enters(&house, NOW, 31).await;
    let shown = page(&mut alex, "/me/account").await;
    assert_eq!(count(&shown, "#devices .spoken"), 3);
    // The words by which the phone is named are those the phone shows of itself.
    let foot = one(&page(&mut phone, "/today").await, "footer");
    let named = scraper::Html::parse_document(&shown);
    let words = scraper::Selector::parse("#devices .spoken").unwrap();
    assert!(named.select(&words).any(|words| foot.contains(&words.text().collect::<String>())), "{foot}");
    let ends = forms(&shown).into_iter().filter(|form| form.action == "/me/account/end").nth(1).unwrap();
    alex.send("POST", "/me/account/end", ends.body(&[])).await;
    let (one, other) = (read(&mut phone, "/today").await.status, read(&mut tablet, "/today").await.status);
    assert_eq!([one, other].iter().filter(|status| **status == 303).count(), 1);
    assert_eq!(post(&mut alex, "/me/account/end-others", &[]).await.status, 303);
    for browser in [&mut phone, &mut tablet] {
        assert_eq!(goes(&read(browser, "/today").await), "/enter");
    }
    assert_eq!(read(&mut alex, "/today").await.status, 200);
}

#[tokio::test]
async fn failed_sign_ins_are_shown_to_whose_account_it_is_and_no_twin_wipes_them_away() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let twin = Who { passphrase: "another way into here", seed: 9, ..ALEX };
    twin.begins(&house).await;
    for n in 0..2 {
        assert_eq!(enters(&house, 40 + n, NOW, "wrong wrong wrong").await, 422);
    }
    twin.enters(&house, NOW, 50).await;
    assert!(main_text(&page(&mut alex, "/me/account").await).contains("2 tries"));
    // One's own good sign-in begins the count anew.
    let mut again = ALEX.enters(&house, NOW, 51).await;
    assert!(!main_text(&page(&mut again, "/me/account").await).contains("2 tries"));
}

/// A known device is not held up by what is tried elsewhere.
#[tokio::test]
async fn nobody_can_keep_a_person_out_of_their_own_device() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    post(&mut alex, "/me/account/pin", &[("passphrase", ALEX.passphrase), ("pin", "2580")]).await;
    send(&mut alex, "/today", "/exit", &[]).await;
    for n in 0..8 {
        enters(&house, 40 + n, NOW, "wrong wrong wrong").await;
    }
    assert_eq!(enters(&house, 60, NOW, ALEX.passphrase).await, 429);
    assert_eq!(ALEX.enter(&mut alex).await.status, 303);
    // Nor out of what asks for the passphrase again.
    let reply = send(
        &mut alex,
        "/me/account",
        "/me/account/pin",
        &[("passphrase", ALEX.passphrase), ("pin", "1470")],
    );
    assert_eq!(reply.await.status, 303);
}

/// A device of somebody who has an account of the same name gives no tries at another's.
#[tokio::test]
async fn ones_own_device_gives_no_more_tries_at_anothers_account() {
    let house = House::new().await;
    ALEX.begins(&house).await;
    let twin = Who { passphrase: "another way into here", seed: 9, ..ALEX };
    let mut twins = twin.begins(&house).await;
    post(&mut twins, "/me/account/pin", &[("passphrase", twin.passphrase), ("pin", "2580")]).await;
    send(&mut twins, "/today", "/exit", &[]).await;
    for n in 0..4 {
        enters(&house, 40 + n, NOW, "wrong wrong wrong").await;
    }
    // Held up everywhere else: from here only the twin’s own account can be opened.
    assert_ne!(ALEX.enter(&mut twins).await.status, 303);
    assert_eq!(twin.enter(&mut twins).await.status, 303);
}

/// Makes a sheet; gives its code.
async fn sheet(browser: &mut Browser<'_>) -> String {
    let made = send(browser, "/me/account", "/me/account/recovery", &[("passphrase", ALEX.passphrase)]).await;
    assert_eq!(made.status, 200);
    one(&text(&made), ".code")
}

async fn asks(house: &House, seed: u8, now: i64, fields: &[(&str, &str)]) -> server::host::Reply {
    let mut browser = house.browser(seed);
    browser.now = now;
    post(&mut browser, "/enter/lost", fields).await
}

#[tokio::test]
async fn the_recovery_sheet_opens_after_72_hours_visibly_and_once() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    post(&mut alex, "/me/note", &[("text", "from before")]).await;
    let code = sheet(&mut alex).await;
    let ask = [("email", ALEX.email), ("code", code.as_str())];
    let wait = asks(&house, 40, NOW, &ask).await;
    assert_eq!((wait.status, goes_nowhere(&wait)), (200, true));
    // Said on every page of whoever is signed in.
    assert!(main_or_all(&page(&mut alex, "/today").await).contains("26 November 2026"));
    let anew = [ask[0], ask[1], ("new_passphrase", NEW), ("again", NEW)];
    assert_eq!(asks(&house, 41, NOW + 72 * HOUR - 1, &anew).await.status, 200);
    assert_eq!(enters(&house, 42, NOW + 72 * HOUR - 1, NEW).await, 422);
    let mut here = ALEX.enters(&house, NOW + 72 * HOUR - 1, 43).await;
    assert_eq!(goes(&asks(&house, 44, NOW + 72 * HOUR, &anew).await), "/enter");
    assert_eq!(goes(&read(&mut here, "/today").await), "/enter", "whoever was signed in is out");
    assert_eq!(enters(&house, 45, NOW + 72 * HOUR, ALEX.passphrase).await, 422);
    let mut again = Who { passphrase: NEW, ..ALEX }.enters(&house, NOW + 72 * HOUR, 46).await;
    assert!(page(&mut again, "/me/notes").await.contains("from before"));
    assert_eq!(asks(&house, 47, NOW + 80 * HOUR, &anew).await.status, 422, "a code is good once");
}

fn goes_nowhere(reply: &server::host::Reply) -> bool {
    reply.header("location").is_none()
}

fn main_or_all(html: &str) -> String {
    scraper::Html::parse_document(html).root_element().text().collect()
}

#[tokio::test]
async fn a_recovery_that_was_called_off_waits_from_the_start_again() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let code = sheet(&mut alex).await;
    let anew = [("email", ALEX.email), ("code", code.as_str()), ("new_passphrase", NEW), ("again", NEW)];
    asks(&house, 40, NOW, &anew).await;
    assert_eq!(post(&mut alex, "/me/account/recovery/stop", &[]).await.status, 303);
    assert_eq!(asks(&house, 41, NOW + 73 * HOUR, &anew).await.status, 200);
    assert_eq!(enters(&house, 42, NOW + 73 * HOUR, NEW).await, 422);
    assert_eq!(goes(&asks(&house, 43, NOW + 145 * HOUR, &anew).await), "/enter");
}

#[tokio::test]
async fn a_sheet_that_was_made_worthless_and_an_older_one_open_nothing() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let first = sheet(&mut alex).await;
    let second = sheet(&mut alex).await;
    assert_ne!(first, second);
    let ask = |code: &str| [("email", ALEX.email.to_owned()), ("code", code.to_owned())];
    for (seed, code, status) in [(40, &first, 422), (41, &second, 200)] {
        let fields = ask(code);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(asks(&house, seed, NOW, &fields).await.status, status);
    }
    assert_eq!(post(&mut alex, "/me/account/recovery/drop", &[]).await.status, 303);
    let fields = ask(&second);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(asks(&house, 42, NOW + 100 * HOUR, &fields).await.status, 422);
}

#[tokio::test]
async fn a_wrong_code_an_unknown_name_and_no_sheet_look_the_same() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    sheet(&mut alex).await;
    SAM.begins(&house).await;
    let foreign = vault::RecoveryCode::new(&mut vault::Chance::from_seed([9; 32])).text().to_string();
    let mut seen = Vec::new();
    for email in [ALEX.email, SAM.email, "nobody@home.example"] {
        let reply = asks(&house, 40, NOW, &[("email", email), ("code", &foreign)]).await;
        let html = text(&reply);
        let acts: Vec<String> = forms(&html).iter().map(|form| form.act().to_owned()).collect();
        let html = acts.iter().fold(html.replace(email, "name"), |html, act| html.replace(act, "…"));
        seen.push((reply.status, html));
    }
    assert_eq!(seen[0].0, 422);
    assert!(seen.iter().all(|other| *other == seen[0]));
}
