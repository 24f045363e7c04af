//! Times that two keep: agreed by both, and changed by both at once.

use server::browser::text;

use crate::support::*;

const FRIDAY: &str = "2026-11-27";

/// Alex suggests a Friday evening and Sam says yes: where its first date is.
async fn a_friday(house: &House) -> (server::browser::Browser<'_>, server::browser::Browser<'_>, String) {
    let (mut alex, mut sam) = couple(house).await;
    let fields = [
        ("title", "Date night"),
        ("every", "week"),
        ("weeks", "1"),
        ("on", "4"),
        ("starts", FRIDAY),
        ("at", "19:30"),
        ("minutes", "60"),
        ("zone", "UTC"),
    ];
    let suggested = send(&mut alex, "/time/new", "/time/new", &fields).await;
    let ritual = goes(&suggested).to_owned();
    let agree = format!("{ritual}/agree");
    assert_eq!(send(&mut sam, "/time", &agree, &[]).await.status, 303);
    let id = ritual.rsplit('/').next().unwrap();
    (alex, sam, format!("/time/o/{id}/{FRIDAY}"))
}

#[tokio::test]
async fn when_both_move_a_date_in_the_same_moment_one_does_and_the_other_hears_of_it() {
    let house = House::new().await;
    let (alex, sam, date) = a_friday(&house).await;
    for _ in 0..12 {
        // Each time in a copy, because who is first is chance.
        let house = house.copy().await;
        let (mut alex, mut sam) = (alex.at(&house.host), sam.at(&house.host));
        let action = format!("{date}/move");
        let body = |html: &str, to: &str| form(html, &action).unwrap().body(&[("to", to), ("at", "18:00")]);
        let first = body(&page(&mut alex, &date).await, "2026-11-28");
        let second = body(&page(&mut sam, &date).await, "2026-11-29");
        let (one, other) = tokio::join!(alex.send("POST", &action, first), sam.send("POST", &action, second));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
        let (told, who, day) = if one.status == 303 {
            (other, "Alex", "Saturday 28 November")
        } else {
            (one, "Sam", "Sunday 29 November")
        };
        assert!(main_text(&text(&told)).contains(&format!("Meanwhile {who} moved it to {day}, 18:00.")));
        for reader in [&mut alex, &mut sam] {
            let shown = page(reader, "/time").await;
            assert_eq!(count(&shown, &format!("a[href='{date}']")), 1);
            assert!(shown.contains(day));
        }
    }
}

#[tokio::test]
async fn when_both_say_that_they_did_it_it_counts_once() {
    let house = House::new().await;
    let (mut alex, mut sam, date) = a_friday(&house).await;
    alex.now += 5 * 24 * 60 * MINUTE;
    sam.now = alex.now;
    ALEX.enter(&mut alex).await;
    SAM.enter(&mut sam).await;
    let action = format!("{date}/told");
    let body = |html: &str| form(html, &action).unwrap().body(&[("how", "did")]);
    let (first, second) = (body(&page(&mut alex, &date).await), body(&page(&mut sam, &date).await));
    let (one, other) = tokio::join!(alex.send("POST", &action, first), sam.send("POST", &action, second));
    assert_eq!((one.status, other.status), (303, 303));
    for reader in [&mut alex, &mut sam] {
        let us = page(reader, "/us").await;
        assert_eq!(main_text(&us).matches("Date night").count(), 1);
        assert!(main_text(&us).contains("About one hour"));
    }
}
