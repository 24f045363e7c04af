//! A menu that each marks alone: drawn once a month however they press, and nothing else of it comes out.

use server::browser::{Browser, text};
use server::host::Reply;

use crate::support::*;

const NEAR: &str = "/us/near";
const MENU: &str = "/us/near/menu";

/// Every thing of the menu.
fn all() -> Vec<&'static str> {
    content::Library::english().touches.iter().map(|it| it.id.as_str()).collect()
}

/// Sends the menu with these things welcome.
async fn welcomes(browser: &mut Browser<'_>, things: &[&str]) -> Reply {
    let fields: Vec<_> = things.iter().map(|id| (*id, "w")).collect();
    let reply = send(browser, MENU, MENU, &fields).await;
    assert_eq!(goes(&reply), "/us/near?kept=yes");
    reply
}

/// What shows to somebody.
async fn shown(browser: &mut Browser<'_>) -> Vec<String> {
    let html = page(browser, NEAR).await;
    let html = scraper::Html::parse_document(&html);
    let titles = scraper::Selector::parse("section[aria-labelledby=shown] dt").unwrap();
    html.select(&titles).map(|title| title.text().collect()).collect()
}

/// How many sides lie in gates, and how long they are.
async fn sides(house: &House) -> Vec<i64> {
    let mut db = House::tamper(&house.data()).await;
    sqlx::query_scalar("SELECT LENGTH(sealed) FROM gate").fetch_all(&mut db).await.unwrap()
}

/// How many entries lie in the log the two share.
async fn entries(house: &House) -> i64 {
    let mut db = House::tamper(&house.data()).await;
    let sql = "SELECT head_seq FROM space WHERE id = (SELECT space FROM couple)";
    sqlx::query_scalar(sql).fetch_one(&mut db).await.unwrap()
}

/// Two who keep the menu at the very same moment, month after month.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_months_both_mark_at_once_and_each_month_is_drawn_once() {
    let house = House::new().await;
    couple(&house).await;
    let before = entries(&house).await;
    let things = all();
    let mut seen = std::collections::BTreeSet::new();
    for month in 0..50u8 {
        // Sessions are over by then, so both sign in anew.
        let now = NOW + 31 * DAY * i64::from(month);
        let mut a = ALEX.enters(&house, now, 50 + month).await;
        let mut b = SAM.enters(&house, now, 150 + month).await;
        let body = async |browser: &mut Browser<'_>, things: &[&str]| {
            let form = form(&page(browser, MENU).await, MENU).unwrap();
            form.body(&things.iter().map(|id| (*id, "w")).collect::<Vec<_>>())
        };
        let (from_a, from_b) = (body(&mut a, &things[..20]).await, body(&mut b, &things[10..]).await);
        let (one, other) = tokio::join!(a.send("POST", MENU, from_a), b.send("POST", MENU, from_b));
        assert_eq!([goes(&one), goes(&other)], ["/us/near?kept=yes"; 2]);
        assert!(sides(&house).await.is_empty(), "{month}");
        assert_eq!(entries(&house).await, before + i64::from(month) + 1, "one draw each month");
        let out = shown(&mut a).await;
        assert_eq!(out, shown(&mut b).await);
        let library = content::Library::english();
        let titles: Vec<_> =
            things[10..20].iter().map(|id| library.touch(id).unwrap().title.clone()).collect();
        assert!(out.len() <= 2 && out.iter().all(|title| titles.contains(title)), "{out:?}");
        // Whoever marks again changes their own desk and nothing else.
        welcomes(&mut a, &things).await;
        welcomes(&mut b, &things).await;
        assert_eq!(shown(&mut a).await, out);
        assert_eq!((sides(&house).await.len(), entries(&house).await), (0, before + i64::from(month) + 1));
        seen.insert(out.len());
    }
    assert_eq!(seen.len(), 3, "none, one and two all come");
}

/// The pages of one of the two, whether the other one has marked or not, as long as nothing shows.
#[tokio::test]
async fn no_byte_tells_whether_the_other_one_has_marked() {
    let house = House::new().await;
    let (alex, sam) = couple(&house).await;
    let things = all();
    for theirs in [&things[..1], &[]] {
        let (never, marked) = (house.copy().await, house.copy().await);
        welcomes(&mut sam.at(&marked.host), theirs).await;
        let (mut here, mut there) = (alex.at(&never.host), alex.at(&marked.host));
        for path in SIGNED_IN_PAGES {
            same(&mut here, &mut there, path).await;
        }
        // Alex welcomes everything else: the two have nothing in common, so nothing can show.
        for mine in [&things[1..], &things[2..5]] {
            let (one, other) = (welcomes(&mut here, mine).await, welcomes(&mut there, mine).await);
            assert_eq!((one.status, goes(&one), text(&one)), (other.status, goes(&other), text(&other)));
            // All but the cookie that says how long the logs were when they were last seen.
            for path in SIGNED_IN_PAGES.iter().chain(&["/us/near?kept=yes"]) {
                let (one, other) = (read(&mut here, path).await, read(&mut there, path).await);
                assert_eq!((one.status, text(&one)), (other.status, text(&other)), "{path}");
            }
        }
        assert_eq!((sides(&never).await.len(), sides(&marked).await.len()), (1, 0));
    }
}

#[tokio::test]
async fn a_side_looks_the_same_whatever_is_welcome() {
    let house = House::new().await;
    let (mut alex, _) = couple(&house).await;
    let things = all();
    let mut lengths = std::collections::BTreeSet::new();
    for welcome in [&things[..0], &things[..1], &things[..]] {
        welcomes(&mut alex, welcome).await;
        let sides = sides(&house).await;
        assert_eq!(sides.len(), 1);
        lengths.extend(sides);
    }
    assert_eq!(lengths.len(), 1);
}

#[tokio::test]
async fn marks_lapse_with_the_month_and_nothing_comes_of_them_later() {
    let house = House::new().await;
    let (mut alex, _) = couple(&house).await;
    let (things, before) = (all(), entries(&house).await);
    welcomes(&mut alex, &things).await;
    let mut sam = SAM.enters(&house, NOW + 10 * DAY, 40).await;
    welcomes(&mut sam, &things).await;
    assert_eq!(entries(&house).await, before, "December knows nothing of November");
    let mut alex = ALEX.enters(&house, NOW + 10 * DAY, 41).await;
    assert_eq!(count(&page(&mut alex, MENU).await, "option[selected]"), 0);
    assert_eq!(count(&page(&mut alex, "/us/near/menu?again=yes").await, "option[selected]"), things.len());
    welcomes(&mut alex, &things[..3]).await;
    assert_eq!(entries(&house).await, before + 1);
}

/// Somebody marks and leaves, and it is to show in a month: the other one's marks find nobody, and no page tells.
#[tokio::test]
async fn whoever_leaves_takes_their_marks_along_and_it_does_not_show() {
    let house = House::new().await;
    let (mut alex, sam) = couple(&house).await;
    let things = all();
    let stayed = house.copy().await;
    welcomes(&mut alex, &things).await;
    send(&mut alex, "/us/end", "/us/end", &[("days", "30"), ("passphrase", ALEX.passphrase)]).await;
    let before = entries(&house).await;
    let (mut here, mut there) = (sam.at(&house.host), sam.at(&stayed.host));
    for path in [NEAR, MENU, "/us"] {
        same(&mut here, &mut there, path).await;
    }
    welcomes(&mut here, &things).await;
    welcomes(&mut there, &things).await;
    assert_eq!((entries(&house).await, sides(&house).await.len()), (before, 1));
    for path in [NEAR, MENU, "/us"] {
        same(&mut here, &mut there, path).await;
    }
    // The one who left has a menu of their own, and no gate.
    welcomes(&mut alex, &things).await;
    assert_eq!((entries(&house).await, sides(&house).await.len()), (before, 1));
    assert_eq!(post(&mut alex, "/us/near/propose", &[]).await.status, 403);
}

#[tokio::test]
async fn one_proposes_that_it_leads_nowhere_both_agree_and_either_ends_it() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let copy = house.copy().await;
    assert_eq!(goes(&send(&mut alex, NEAR, "/us/near/propose", &[]).await), NEAR);
    for path in ["/today", "/us", "/time/down"] {
        let (one, other) =
            (read(&mut sam.at(&house.host), path).await, read(&mut sam.at(&copy.host), path).await);
        assert_eq!(text(&one), text(&other), "{path}");
    }
    let id = |html: &str| form(html, "/us/near/agree").unwrap().choices[0].1.clone();
    let id = id(&page(&mut sam, NEAR).await);
    assert_eq!(goes(&send(&mut sam, NEAR, "/us/near/agree", &[("id", &id)]).await), NEAR);
    assert!(main_text(&page(&mut alex, NEAR).await).contains("You two have agreed on this"));
    assert_eq!(goes(&send(&mut alex, NEAR, "/us/near/end", &[("id", &id)]).await), NEAR);
    assert!(!main_text(&page(&mut sam, NEAR).await).contains("You two have agreed on this"));
}
