//! Words that the two write to each other, in an order in which they can.

use server::browser::Browser;

use super::{Canaries, fill};
use crate::support::{goes, page, post, send};

/// Words for both come after each has written alone.
pub async fn the_life_together<'h>(a: &mut Browser<'h>, b: &mut Browser<'h>, canaries: &mut Canaries) {
    for browser in [&mut *a, &mut *b] {
        let words = canaries.next("/talk/life-1-01/answer", "text");
        post(browser, "/talk/life-1-01/answer", &[("text", &words), ("round", "0")]).await;
    }
    let life = "/us/life/life-1-01".to_owned();
    fill(a, &life, canaries).await;
    assert!(canaries.fields.contains_key(&(life, "text".to_owned())), "words for both were proposed");
}

/// A piece is written, changed, offered, opened at a talk and answered; another one lies offered and unopened.
pub async fn first_steps(a: &mut Browser<'_>, b: &mut Browser<'_>, canaries: &mut Canaries) {
    let title = canaries.next("/time/new", "title");
    crate::steps::agree_on_a_talk(a, b, &title).await;
    let at = crate::steps::writes(a, &canaries.next("/me/say/new", "text")).await;
    let changed = canaries.next("/me/say/d", "text");
    assert_eq!(send(a, &at, &at, &[("text", &changed)]).await.status, 303);
    crate::steps::offers(a, &at).await;
    let told = crate::steps::receives(b).await;
    assert!(page(b, &told).await.contains(&changed));
    let words = [canaries.next("/talk/hear/answer", "text"), canaries.next("/talk/hear/word", "text")];
    let answer = [("answer", "need-time"), ("text", words[0].as_str())];
    assert_eq!(send(b, &told, &format!("{told}/answer"), &answer).await.status, 303);
    let word = [("word", "nearly"), ("text", words[1].as_str())];
    assert_eq!(send(a, &told, &format!("{told}/word"), &word).await.status, 303);
    send(a, "/me/say", "/me/say/done", &[]).await;
    let at = crate::steps::writes(a, &canaries.next("/me/say/new", "text")).await;
    crate::steps::offers(a, &at).await;
}

/// A talk about one thing, and what each writes for it alone.
pub async fn a_talk_about_one_thing<'h>(
    a: &mut Browser<'h>,
    b: &mut Browser<'h>,
    day: &str,
    canaries: &mut Canaries,
) {
    let about = canaries.next("/talk/settle/ask", "about");
    let fields =
        [("kind", "hurt"), ("about", about.as_str()), ("day", day), ("at", "21:00"), ("step", "ask")];
    let talk = goes(&post(a, "/talk/settle/ask", &fields).await).to_owned();
    assert_eq!(post(b, &format!("{talk}/yes"), &[]).await.status, 303);
    for browser in [a, b] {
        let thing = goes(&post(browser, &format!("{talk}/prepare"), &[]).await).to_owned();
        assert_eq!(post(browser, &format!("{thing}/side"), &[("side", "was-hurt")]).await.status, 303);
        for path in [&format!("{thing}/camera"), &thing, &talk] {
            fill(browser, path, canaries).await;
        }
        assert!(page(browser, &talk).await.contains("zq"), "what was written there stands there");
    }
}
