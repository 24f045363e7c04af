//! What addresses tell, and what stays of words that were opened.

use super::super::fixture::Home;
use super::offers::{SAID, seq};
use super::{count, words};
use crate::testing::{ALEX, SAM, goes, page};

/// A browser keeps addresses, and the other one of the two has the same program: no address tells what was done.
#[test]
fn whatever_is_done_with_a_piece_or_an_offer_leads_to_one_address() {
    let mut home = Home::two();
    home.talk_today();
    let id = home.writes("3", "words of my own");
    let at = format!("/me/say/d/{id}");
    let place = seq(&home, &id);
    let there = format!("{at}?said=yes");
    let offer = [("do", "offer"), ("about", "us"), ("seq", place.as_str()), ("sure", "yes")];
    for fields in [&[("text", "changed"), ("rung", "3")][..], &offer, &[("do", "burn")]] {
        assert_eq!(goes(&home.send(&at, fields)), there, "{fields:?}");
    }
    // What leads on from there is answered where it is, and no link has more than the address of the piece.
    for fields in
        [&[("do", "more")][..], &[("do", "ask"), ("answer", "yes")], &[("do", "ask"), ("answer", "no")]]
    {
        assert_eq!(page(&home.send(&at, fields)).0, 200, "{fields:?}");
    }
    for path in [at.as_str(), there.as_str(), "/me/say", SAID] {
        let html = home.html(path);
        assert_eq!(count(&html, "main a[href*='?']:not([href^='/time/new'])"), 0, "{path}");
        assert_eq!(count(&html, "title"), 1);
        assert!(html.contains("<title>Me"), "{path}");
    }
    // Offers: taken back, opened meanwhile, read and marked, lapsed, over.
    assert_eq!(goes(&home.send("/me/say/back", &[])), SAID);
    assert_eq!(goes(&home.send("/me/say/done", &[])), SAID);
    home.offers_draft(&id);
    assert_eq!(goes(&home.send("/me/say/back", &[])), SAID);
    home.later(30);
    assert_eq!(goes(&home.send("/me/say/back", &[])), SAID);
    assert_eq!(goes(&home.send("/me/say/done", &[])), SAID);
    home.later(-30);
    home.be(SAM);
    home.receives(&id);
    home.be(ALEX);
    for felt in ["well", "ill", ""] {
        assert_eq!(goes(&home.send("/me/say/done", &[("felt", felt)])), SAID);
    }
    assert_eq!(goes(&home.send("/me/say/back", &[])), SAID);
}

#[test]
fn burning_words_that_were_opened_burns_ones_own_copy_and_says_that_the_rest_stays() {
    let mut home = Home::two();
    home.talk_today();
    let id = home.offers("words of my own");
    home.be(SAM);
    home.receives(&id);
    home.be(ALEX);
    let (at, told) = (format!("/me/say/d/{id}"), format!("/talk/hear/{id}"));
    let before = words(&home.html(&at));
    assert!(before.contains("Your own copy goes") && before.contains("What was opened stays with you both."));
    assert!(!before.contains("All of it goes") && !before.contains("Made for nobody’s eyes"));
    let outcome = home.does(&at, &[("do", "burn")]);
    let gone = home.html(goes(&outcome));
    assert!(words(&gone).contains("what was opened stays with you both"));
    assert!(!words(&gone).contains("lies in no file"));
    assert_eq!(count(&gone, &format!("main a[href='{told}']")), 1);
    for who in [ALEX, SAM] {
        home.be(who);
        assert!(home.html(&told).contains("words of my own"));
    }
}

#[test]
fn a_piece_that_was_opened_says_so_for_good_and_is_not_offered_anew() {
    let mut home = Home::two();
    home.talk_today();
    let first = home.offers("the first of many");
    home.be(SAM);
    home.receives(&first);
    for n in 0..26 {
        home.be(ALEX);
        home.does("/me/say/done", &[]);
        let id = home.offers(&format!("piece {n}"));
        home.be(SAM);
        home.receives(&id);
        home.be(ALEX);
        home.does(&format!("/me/say/d/{id}"), &[("do", "burn")]);
    }
    home.does("/me/say/done", &[]);
    assert!(home.world.shared.as_ref().unwrap().steps.get(&first.as_str().into()).is_none(), "forgotten");
    let at = format!("/me/say/d/{first}");
    let piece = home.html(&at);
    assert_eq!(count(&piece, &format!("main a[href='/talk/hear/{first}']")), 1);
    assert_eq!(count(&piece, "main input[name=do][value=more]"), 0);
    assert!(words(&piece).contains("Your own copy goes"));
    assert!(words(&home.asks(&first)).contains("These words have been opened already."));
    let place = seq(&home, &first);
    let fields = [("do", "offer"), ("about", "us"), ("seq", place.as_str()), ("sure", "yes")];
    let outcome = home.send(&at, &fields);
    assert!(outcome.events.is_empty() && outcome.rows.is_empty());
    // One that never was is written and offered as ever.
    let other = home.writes("1", "another one");
    assert_eq!(count(&home.html(&format!("/me/say/d/{other}")), "main input[name=do][value=more]"), 1);
    home.offers_draft(&other);
    let gone = home.does(&at, &[("do", "burn")]);
    assert_eq!(count(&home.html(goes(&gone)), &format!("main a[href='/talk/hear/{first}']")), 1);
}
