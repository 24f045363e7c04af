//! Two who look for a time and subscribe to what came of it, from the pages down to the store.

use server::browser::{Browser, text};

use crate::support::*;

/// Some days that lie ahead, as the form says them: this Tuesday's evening and Wednesday's.
const TUESDAY: &str = "20781-evening";
const WEDNESDAY: &str = "20782-evening";

/// Fills in the form as a browser does, with one tick.
async fn ticks(browser: &mut Browser<'_>, tick: &str) {
    let how = [("at", tick), ("least", "60"), ("notice", "12"), ("rises", "07:00"), ("sleeps", "22:30")];
    let reply = send(browser, "/time/find?anew=yes", "/time/find", &how).await;
    assert_eq!(goes(&reply), "/time/find");
}

#[tokio::test]
async fn what_suits_both_stands_there_for_both_and_no_byte_before() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let copy = house.copy().await;
    ticks(&mut sam, TUESDAY).await;
    for path in ["/time/find", "/time/find?wish=evenings"] {
        same(&mut alex.at(&house.host), &mut alex.at(&copy.host), path).await;
    }
    assert!(main_text(&page(&mut sam, "/time/find").await).contains("Kept. When both of you have"));
    ticks(&mut alex, TUESDAY).await;
    for browser in [&mut alex, &mut sam] {
        let found = main_text(&page(browser, "/time/find").await);
        assert!(found.contains("Tuesday 24 November, 18:30 to 20:30"), "{found}");
        assert!(count(&page(browser, "/time/find?anew=yes").await, "[name=at]") == 0, "the same all day");
    }
}

#[tokio::test]
async fn ticks_that_were_replaced_or_taken_back_open_nothing() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    ticks(&mut sam, TUESDAY).await;
    ticks(&mut sam, WEDNESDAY).await;
    assert_eq!(goes(&send(&mut sam, "/time/find", "/time/find/back", &[]).await), "/time/find");
    ticks(&mut alex, TUESDAY).await;
    assert!(main_text(&page(&mut alex, "/time/find").await).contains("Kept."));
    ticks(&mut sam, WEDNESDAY).await;
    assert!(main_text(&page(&mut alex, "/time/find").await).contains("Nothing suits you both"));
}

#[tokio::test]
async fn an_address_gives_the_dates_to_whoever_has_it_and_a_change_only_from_the_next_morning_on() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    ticks(&mut sam, TUESDAY).await;
    ticks(&mut alex, TUESDAY).await;
    let made = send(&mut sam, "/time/calendars", "/time/calendars/address", &[("titles", "neutral")]).await;
    assert_eq!(goes(&made), "/time/calendars?done=made");
    let shown = page(&mut sam, "/time/calendars").await;
    let address = shown.split("id=\"address\"").nth(1).unwrap();
    let path = address.split(URL).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let serve = async |now: i64| {
        let mut stranger = house.browser(99);
        stranger.now = now;
        text(&read(&mut stranger, &path).await)
    };
    assert!(serve(NOW).await.starts_with("BEGIN:VCALENDAR") && !serve(NOW).await.contains("VEVENT"));
    let slot = page(&mut alex, "/time/find").await;
    let slot = slot.split("name=\"slot\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [("slot", slot.as_str()), ("title", "Evening walk")];
    let proposed = goes(&send(&mut alex, "/time/find", "/time/find/take", &fields).await).to_owned();
    let ritual = proposed.strip_prefix("/time/r/").unwrap();
    assert_eq!(read(&mut sam, &format!("/time/o/{ritual}/2026-11-24/file")).await.status, 404, "not agreed");
    page(&mut sam, "/time/calendars").await;
    assert!(!serve(NOW + DAY).await.contains("VEVENT"), "a proposal stands in no calendar");
    send(&mut sam, &proposed, &format!("{proposed}/agree"), &[]).await;
    page(&mut sam, "/today").await;
    assert!(!serve(NOW).await.contains("VEVENT"), "nothing of today shows");
    let tomorrow = serve(NOW + DAY).await;
    assert_eq!(tomorrow.matches("BEGIN:VEVENT").count(), 1);
    assert!(tomorrow.contains("20261124T183000") && tomorrow.contains("SUMMARY:Walk\r\n"), "{tomorrow}");
    let file = read(&mut sam, &format!("/time/o/{ritual}/2026-11-24/file")).await;
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"calendar.ics\""));
    let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
    assert_eq!(uid(&text(&file)), uid(&tomorrow));
    // Closed, the address answers as one that never was.
    assert_eq!(
        goes(&send(&mut sam, "/time/calendars", "/time/calendars/address/end", &[]).await),
        "/time/calendars?done=ended"
    );
    let reply = read(&mut house.browser(98), &path).await;
    let never = read(&mut house.browser(98), &path.replace("/c/", "/c/A")).await;
    assert_eq!((reply.status, never.status), (404, 404));
}
