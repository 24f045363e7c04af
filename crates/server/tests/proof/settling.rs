//! Settling something: one's own half stays one's own, and two who act at once end in one place.

use server::browser::{Browser, text};

use crate::support::*;

const SETTLE: &str = "/talk/settle";

/// Alex asks for a talk; its address.
async fn asked(alex: &mut Browser<'_>) -> String {
    let page = "/talk/settle/ask?go=yes";
    let fields = [
        ("kind", "hurt"),
        ("about", "The birthday"),
        ("day", "2026-11-27"),
        ("at", "20:00"),
        ("step", "ask"),
    ];
    goes(&send(alex, page, "/talk/settle/ask", &fields).await).to_owned()
}

/// A talk that both want; its address.
async fn wanted(alex: &mut Browser<'_>, sam: &mut Browser<'_>) -> String {
    let at = asked(alex).await;
    assert_eq!(send(sam, &at, &format!("{at}/yes"), &[]).await.status, 303);
    at
}

/// A form on a talk's page, filled in and not sent yet.
async fn filled(
    browser: &mut Browser<'_>,
    at: &str,
    act: &str,
    fields: &[(&str, &str)],
) -> (String, Vec<u8>) {
    let action = format!("{at}/{act}");
    let html = page(browser, at).await;
    let form = form(&html, &action).unwrap_or_else(|| panic!("no {action}: {}", main_text(&html)));
    (action, form.body(fields))
}

/// Something on one's list, with every question of its side answered; its address.
async fn prepared(browser: &mut Browser<'_>, words: &str) -> String {
    send(browser, SETTLE, "/talk/settle/list", &[("about", words)]).await;
    let html = page(browser, SETTLE).await;
    let id = html.split("/talk/settle/t/").skip(1).map(|rest| rest.split('"').next().unwrap());
    let mut at = String::new();
    for id in id {
        at = format!("/talk/settle/t/{id}");
        if page(browser, &at).await.contains(words) {
            break;
        }
    }
    send(browser, &at, &format!("{at}/side"), &[("side", "was-hurt")]).await;
    let (_, side) = content::Library::english().repair.side("was-hurt").unwrap();
    for step in &side.steps {
        let page = format!("{at}/{}", step.id);
        assert_eq!(send(browser, &page, &format!("{at}/step"), &[("text", words)]).await.status, 303);
    }
    at
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_yes_and_a_taking_back_at_once_end_in_one_of_the_two_and_both_are_told() {
    let house = House::new().await;
    let (mut alex, sam) = couple(&house).await;
    let at = asked(&mut alex).await;
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..16 {
        let house = house.copy().await;
        let (mut alex, mut sam) = (alex.at(&house.host), sam.at(&house.host));
        let (end, back) = filled(&mut alex, &at, "end", &[]).await;
        let (yes, agree) = filled(&mut sam, &at, "yes", &[]).await;
        let (one, other) = tokio::join!(alex.send("POST", &end, back), sam.send("POST", &yes, agree));
        let outcome = (one.status, other.status);
        seen.insert(outcome);
        match outcome {
            (303, 404) => {
                assert!(main_text(&text(&other)).contains("Either of two people can end such a talk"));
                for browser in [&mut alex, &mut sam] {
                    assert_eq!(read(browser, &at).await.status, 404);
                }
            }
            (422, 303) => {
                assert!(main_text(&text(&one)).contains("Meanwhile this has gone on a step"));
                for browser in [&mut alex, &mut sam] {
                    assert!(page(browser, &at).await.contains("Taking turns"));
                }
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(!seen.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_write_down_what_they_agree_at_once_have_one_and_the_other_words_are_not_lost() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let at = wanted(&mut alex, &mut sam).await;
    for _ in 0..12 {
        let house = house.copy().await;
        let (mut alex, mut sam) = (alex.at(&house.host), sam.at(&house.host));
        let day = ("day", "2026-12-10");
        let (action, first) = filled(&mut alex, &at, "agree", &[("text", "Alex says tea."), day]).await;
        let (_, second) = filled(&mut sam, &at, "agree", &[("text", "Sam says cake."), day]).await;
        let (one, other) = tokio::join!(alex.send("POST", &action, first), sam.send("POST", &action, second));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
        let (late, theirs, stands) = if one.status == 422 {
            (one, "Alex says tea.", "Sam says cake.")
        } else {
            (other, "Sam says cake.", "Alex says tea.")
        };
        let shown = main_text(&text(&late));
        assert!(shown.contains("Meanwhile") && shown.contains(theirs) && shown.contains(stands), "{shown}");
        for browser in [&mut alex, &mut sam] {
            let html = page(browser, &at).await;
            assert!(html.contains(stands) && !html.contains(theirs));
            assert_eq!(count(&html, ".trouble"), 0);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn both_write_what_they_heard_at_once_and_both_stand_there() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let at = wanted(&mut alex, &mut sam).await;
    for n in 0..12 {
        let (alexs, sams) = (format!("alex heard {n}"), format!("sam heard {n}"));
        let (action, first) = filled(&mut alex, &at, "heard", &[("text", &alexs)]).await;
        let (_, second) = filled(&mut sam, &at, "heard", &[("text", &sams)]).await;
        let (one, other) = tokio::join!(alex.send("POST", &action, first), sam.send("POST", &action, second));
        assert_eq!((one.status, other.status), (303, 303));
        for browser in [&mut alex, &mut sam] {
            let html = page(browser, &at).await;
            assert!(html.contains(&alexs) && html.contains(&sams), "{n}: {}", main_text(&html));
        }
    }
}

/// A yes is to the words that stood on the page: never to others that came meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_yes_while_the_words_change_is_to_the_words_that_stood_there_or_to_none() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let at = wanted(&mut alex, &mut sam).await;
    send(&mut alex, &at, &format!("{at}/agree"), &[("text", "Tea on Sundays."), ("day", "2026-12-10")]).await;
    alex.now += MINUTE;
    sam.now += MINUTE;
    for _ in 0..12 {
        let house = house.copy().await;
        let (mut alex, mut sam) = (alex.at(&house.host), sam.at(&house.host));
        let (anew, words) = filled(&mut alex, &at, "agree", &[("text", "Cake on Sundays.")]).await;
        let (agreed, yes) = filled(&mut sam, &at, "agreed", &[]).await;
        let (one, other) = tokio::join!(alex.send("POST", &anew, words), sam.send("POST", &agreed, yes));
        let html = page(&mut sam, &at).await;
        match (one.status, other.status) {
            (303, 422) => {
                assert!(html.contains("Cake on Sundays.") && html.contains("Alex wrote this"));
            }
            (303 | 409 | 422, 303) => {
                assert!(html.contains("Tea on Sundays.") && html.contains("You both said yes to this"));
                // What was typed meanwhile is given back.
                assert!(one.status == 303 || text(&one).contains("Cake on Sundays."));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn both_look_again_at_once_and_both_see_both() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let at = wanted(&mut alex, &mut sam).await;
    send(&mut alex, &at, &format!("{at}/agree"), &[("text", "Tea on Sundays."), ("day", "2026-12-10")]).await;
    let later = NOW + 20 * DAY;
    for n in 0..6 {
        let house = house.copy().await;
        let mut alex = ALEX.enters(&house, later, 40 + n).await;
        let mut sam = SAM.enters(&house, later, 60 + n).await;
        let (action, first) = filled(&mut alex, &at, "again", &[("how", "better")]).await;
        let (_, second) = filled(&mut sam, &at, "again", &[("how", "harder")]).await;
        let (one, other) = tokio::join!(alex.send("POST", &action, first), sam.send("POST", &action, second));
        assert_eq!((one.status, other.status), (303, 303));
        for (browser, words) in [(&mut alex, "Sam said: Harder"), (&mut sam, "Alex said: Better")] {
            let shown = main_text(&page(browser, &at).await);
            assert!(shown.contains(words), "{shown}");
        }
    }
}

/// S3: twelve things prepared to the last question, an exercise, and earlier versions of each, change no byte of
/// anything the other one reads; not even of the talk they are for.
#[tokio::test]
async fn nothing_of_a_preparation_can_be_inferred_from_the_other_ones_pages() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let at = wanted(&mut alex, &mut sam).await;
    let with = house.copy().await;
    let mut author = alex.at(&with.host);
    post(&mut author, &format!("{at}/prepare"), &[]).await;
    for n in 0..11 {
        prepared(&mut author, &format!("thing number {n}")).await;
    }
    post(&mut author, "/talk/settle/friend", &[("as-a-friend", "Both are tired.")]).await;
    assert!(main_text(&page(&mut author, SETTLE).await).contains("thing number 3"));
    let (mut here, mut there) = (sam.at(&house.host), sam.at(&with.host));
    for path in SIGNED_IN_PAGES.iter().chain(&[at.as_str()]) {
        same(&mut here, &mut there, path).await;
    }
    // Writing goes the same way, too.
    let fields = [("text", "That you are tired.")];
    let action = format!("{at}/heard");
    let (one, other) =
        (send(&mut here, &at, &action, &fields).await, send(&mut there, &at, &action, &fields).await);
    assert_eq!((one.status, one.headers, one.body), (other.status, other.headers, other.body));
}

/// S5: whoever asked finds every page the same whether it was seen, put away, left out with all others, or neither.
#[tokio::test]
async fn putting_an_ask_away_changes_no_byte_for_who_asked() {
    let house = House::new().await;
    let (mut alex, sam) = couple(&house).await;
    let at = asked(&mut alex).await;
    for fields in [&[][..], &[("all", "yes")]] {
        let away = house.copy().await;
        let mut other = sam.at(&away.host);
        page(&mut other, SETTLE).await;
        let form = filled(&mut other, &at, "away", fields).await;
        assert_eq!(goes(&other.send("POST", &form.0, form.1).await), SETTLE);
        assert_eq!(read(&mut other, &at).await.status, 404);
        let (mut here, mut there) = (alex.at(&house.host), alex.at(&away.host));
        for path in SIGNED_IN_PAGES.iter().chain(&[at.as_str()]) {
            same(&mut here, &mut there, path).await;
        }
    }
}

/// S14: the five questions about being safe change nothing on the pages of settling, for nobody.
#[tokio::test]
async fn the_five_questions_change_no_byte_of_settling() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let at = wanted(&mut alex, &mut sam).await;
    let with = house.copy().await;
    let afraid = [("1", "yes"), ("2", "yes"), ("3", "yes"), ("4", "yes"), ("5", "no")];
    assert_eq!(post(&mut alex.at(&with.host), "/me/own", &afraid).await.status, 200);
    let own = [SETTLE, "/talk/settle/ask", "/talk/settle/friend", "/talk/turns", at.as_str()];
    for path in own {
        // What was seen of one's own log lies in a cookie; the page itself is the same.
        let (one, other) =
            (page(&mut alex.at(&house.host), path).await, page(&mut alex.at(&with.host), path).await);
        assert_eq!(without_acts(&one), without_acts(&other), "{path}");
    }
    let (mut here, mut there) = (sam.at(&house.host), sam.at(&with.host));
    for path in SIGNED_IN_PAGES.iter().chain(&[at.as_str()]) {
        same(&mut here, &mut there, path).await;
    }
}

/// A page without the act ids of its forms, which are never the same twice.
fn without_acts(html: &str) -> String {
    html.split("name=\"act\" value=\"")
        .map(|part| part.split_once("\">").map_or(part, |(_, rest)| rest))
        .collect()
}

#[tokio::test]
async fn who_leaves_in_the_middle_keeps_their_half_and_the_other_one_sees_nothing_until_the_day() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let at = wanted(&mut alex, &mut sam).await;
    send(&mut sam, &at, &format!("{at}/heard"), &[("text", "That the day mattered.")]).await;
    let prepare = format!("{at}/prepare");
    let (alexs, sams) = (
        goes(&post(&mut alex, &prepare, &[]).await).to_owned(),
        goes(&post(&mut sam, &prepare, &[]).await).to_owned(),
    );
    let before = page(&mut sam, &at).await;
    send(&mut alex, "/us/end", "/us/end", &[("days", "14"), ("passphrase", ALEX.passphrase)]).await;
    let past = page(&mut alex, &at).await;
    assert!(
        past.contains("That the day mattered.") && count(&past, "main form") == 0,
        "{}",
        main_text(&past)
    );
    assert_eq!(post(&mut alex, &format!("{at}/heard"), &[("text", "no")]).await.status, 403);
    assert!(page(&mut alex, &alexs).await.contains("The birthday"), "one’s own half stays");
    assert_eq!(without_acts(&before), without_acts(&page(&mut sam, &at).await));
    let mut sam = SAM.enters(&house, NOW + 14 * DAY, 31).await;
    let past = page(&mut sam, &at).await;
    assert!(past.contains("The space you shared has ended") && count(&past, "main form") == 0);
    assert!(page(&mut sam, &sams).await.contains("The birthday"));
}

#[tokio::test]
async fn a_path_left_half_way_for_a_year_opens_where_it_was() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let at = wanted(&mut alex, &mut sam).await;
    send(&mut sam, &at, &format!("{at}/heard"), &[("text", "That the day mattered.")]).await;
    let thing = prepared(&mut alex, "what it meant to me").await;
    let later = NOW + 366 * DAY;
    house.tidy(later).await;
    let mut alex = ALEX.enters(&house, later, 40).await;
    assert!(page(&mut alex, &at).await.contains("That the day mattered."));
    assert!(page(&mut alex, &thing).await.contains("what it meant to me"));
    let reply = send(&mut alex, &at, &format!("{at}/heard"), &[("text", "That you were alone.")]).await;
    assert_eq!(reply.status, 303);
    let mut sam = SAM.enters(&house, later, 41).await;
    assert!(page(&mut sam, &at).await.contains("That you were alone."));
}

#[tokio::test]
async fn what_one_lets_go_is_erased_and_the_rest_of_ones_space_is_whole() {
    let house = House::new().await;
    let mut alex = ALEX.begins(&house).await;
    let thing = prepared(&mut alex, "what it meant to me").await;
    let kept = prepared(&mut alex, "something else").await;
    let erased = async || -> i64 {
        let mut db = House::tamper(&house.data()).await;
        sqlx::query_scalar("SELECT COUNT(*) FROM event WHERE sealed IS NULL")
            .fetch_one(&mut db)
            .await
            .unwrap()
    };
    let before = erased().await;
    assert_eq!(goes(&send(&mut alex, &thing, &format!("{thing}/gone"), &[]).await), SETTLE);
    assert!(erased().await >= before + 9, "its line, its side and each answer");
    assert_eq!(read(&mut alex, &thing).await.status, 404);
    let html = page(&mut alex, &kept).await;
    assert!(html.contains("something else") && count(&html, ".trouble") == 0, "{}", main_text(&html));
}

/// Names of other people's talks and things lead nowhere.
#[tokio::test]
async fn what_two_settle_is_nobody_elses() {
    let house = House::new().await;
    let (mut alex, mut sam) = couple(&house).await;
    let at = wanted(&mut alex, &mut sam).await;
    let thing = prepared(&mut alex, "what it meant to me").await;
    let (mut robin, mut kim) = two(&house, ROBIN, KIM).await;
    for other in [&mut robin, &mut kim] {
        assert_eq!(read(other, &at).await.status, 404);
        for act in ["yes", "heard", "agree", "end", "pause"] {
            let fields = [("text", "mine now"), ("for", "hour")];
            let theirs = post(other, &format!("{at}/{act}"), &fields).await;
            let nothing = post(other, &format!("/talk/settle/r/0000000000000000/{act}"), &fields).await;
            assert!(matches!(theirs.status, 404 | 409), "{act}: {}", theirs.status);
            assert!(main_text(&text(&theirs)).contains("mine now"), "{act}: their words come back");
            assert_eq!(
                (theirs.status, main_text(&text(&theirs))),
                (nothing.status, main_text(&text(&nothing)))
            );
        }
    }
    for other in [&mut robin, &mut kim, &mut sam] {
        assert_eq!(read(other, &thing).await.status, 404);
        assert_eq!(post(other, &format!("{thing}/gone"), &[]).await.status, 404);
        assert_eq!(
            post(other, &format!("{thing}/step"), &[("step", "camera"), ("text", "x")]).await.status,
            404
        );
    }
    assert!(page(&mut alex, &thing).await.contains("what it meant to me"));
    assert!(page(&mut alex, &at).await.contains("Taking turns"));
}
