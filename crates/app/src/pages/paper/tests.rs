use std::collections::BTreeSet;

use content::Library;

use crate::pages::talk::fixture::Home;
use crate::testing::{
    alone, count, page, read, read_with, shut, stranger, text, together, with_scenes, without_scenes,
};
use crate::{Answer, Outcome, World};

fn html(outcome: &Outcome) -> String {
    match &outcome.answer {
        Answer::Page { html, .. } => html.clone(),
        other => panic!("{other:?}"),
    }
}

/// Every address that prints, as far as the pages of paper lead to it.
fn sheets(world: &World<'_>) -> BTreeSet<String> {
    let links = scraper::Selector::parse("main a[href^='/']").unwrap();
    let mut found: BTreeSet<String> = BTreeSet::from(["/paper".to_owned()]);
    let mut next = vec!["/paper".to_owned()];
    let prints = |path: &str| {
        ["/paper", "/talk/cards/print", "/talk/ladder/print", "/time/down/"]
            .iter()
            .any(|at| path.starts_with(at))
    };
    while let Some(path) = next.pop() {
        let shown = page(&read(world, &path)).1;
        for link in shown.select(&links).filter_map(|link| link.value().attr("href")) {
            let link = link.split('#').next().unwrap().to_owned();
            if prints(&link) && found.insert(link.clone()) {
                next.push(link);
            }
        }
    }
    found
}

/// Which card is which, sheet by sheet: fronts and backs.
fn cards(page: &scraper::Html) -> Vec<(Vec<String>, Vec<String>)> {
    let of = |css: &str| scraper::Selector::parse(css).unwrap();
    let words = |list: scraper::ElementRef<'_>| -> Vec<String> {
        list.select(&of("li")).map(|card| card.text().collect()).collect()
    };
    let fronts: Vec<_> = page.select(&of("ul.deck")).map(words).collect();
    let backs: Vec<_> = page.select(&of("ul.backs")).map(words).collect();
    assert_eq!(fronts.len(), backs.len());
    fronts.into_iter().zip(backs).collect()
}

#[test]
fn everything_that_prints_is_found_without_an_account_and_fits() {
    let found = sheets(&stranger());
    for path in [
        "/paper/small",
        "/paper/cups",
        "/paper/thanks",
        "/paper/lines",
        "/paper/pulse",
        "/paper/review",
        "/time/down/cards",
        "/time/down/lines",
        "/time/down/sheet",
        "/talk/cards/print?of=seasons&deeper=yes",
        "/talk/cards/print?of=life",
        "/talk/cards/print?of=all&sides=one",
    ] {
        assert!(found.contains(path), "{path} is not among {found:?}");
    }
    for path in &found {
        let outcome = read(&stranger(), path);
        let html = html(&outcome);
        assert!(html.len() <= 20_000, "{path}: {} bytes", html.len());
        assert!(!html.contains('⟦'), "{path}");
        let (status, shown) = page(&outcome);
        assert_eq!((status, count(&shown, "h1"), count(&shown, ".put-down")), (200, 1, 1), "{path}");
    }
}

#[test]
fn whoever_is_signed_in_finds_what_is_theirs_as_well() {
    let extra = |world: &World<'_>| {
        let index = page(&read(world, "/paper")).1;
        (count(&index, "main a[href='/today/week']"), count(&index, "main a[href='/me/check']"))
    };
    assert_eq!(extra(&stranger()), (0, 0));
    for world in [alone(), shut(alone()), together()] {
        assert_eq!(extra(&world), (1, 1));
    }
}

#[test]
fn backs_lie_in_the_order_of_their_fronts_eight_to_a_sheet() {
    let library = Library::english();
    let shown = page(&read(&stranger(), "/talk/cards/print?of=joys&deeper=yes")).1;
    let sheets = cards(&shown);
    assert_eq!(sheets.iter().map(|(fronts, _)| fronts.len()).collect::<Vec<_>>(), [8, 8, 8, 8, 8, 8, 2]);
    for (fronts, backs) in &sheets {
        assert_eq!(fronts.len(), backs.len());
        for (front, back) in fronts.iter().zip(backs) {
            let question = library.questions.iter().find(|question| question.text == *front).unwrap();
            assert!(back.contains(&question.more), "{front}: {back}");
            let depth = format!("talk-depth-{}", question.depth);
            let kind = format!("Joys · {}", content::Words::english().say(&depth));
            assert!(back.starts_with(&kind), "{back}");
            assert!(!front.contains(&question.more));
        }
    }
    assert_eq!([1, 2, 3, 4, 5].map(|depth| count(&shown, &format!(".backs .depth-{depth}"))), [10; 5]);
    // The style sheet turns each row round. Without these two lines backs would lie behind the wrong fronts.
    let style = include_str!("../../../static/css/paper.css");
    for line in [".backs { direction: rtl; }", ".deck, .backs { grid-template-columns: 88mm 88mm;"] {
        assert!(style.contains(line), "{line}");
    }
}

#[test]
fn on_one_side_everything_stands_on_the_front() {
    let shown = page(&read(&stranger(), "/talk/cards/print?of=joys&sides=one")).1;
    assert_eq!((count(&shown, "ul.backs"), count(&shown, "ul.deck > li")), (0, 30));
    let question =
        Library::english().questions.iter().find(|question| question.domain.as_str() == "joys").unwrap();
    assert!(text(&shown).contains(&question.more));
}

#[test]
fn the_couples_own_questions_print_for_the_two_of_them() {
    let mut home = Home::new();
    home.adds(crate::testing::SAM, "own-sam");
    let own = "/talk/cards/print?of=own";
    assert!(home.html("/paper").contains(own));
    assert!(home.html(own).contains("What about own-sam?"));
    assert_eq!(count(&page(&read(&stranger(), own)).1, ".deck"), 0);
    assert!(!html(&read(&stranger(), "/paper")).contains(own));
}

#[test]
fn the_scenes_have_their_ways_on_the_back() {
    let shown = page(&read_with(&stranger(), "/paper/scenes", with_scenes())).1;
    let sheets = cards(&shown);
    assert_eq!(sheets.len(), 1);
    let (fronts, backs) = &sheets[0];
    assert_eq!((fronts.len(), backs.len()), (3, 3));
    assert!(fronts.iter().all(|front| front.contains("There was") && !front.contains("a way")));
    let ways = ["what was reached", "a way toward", "a way away", "a way against"];
    assert!(backs.iter().all(|back| ways.iter().all(|way| back.contains(way))));
    let none = page(&read_with(&stranger(), "/paper/scenes", without_scenes())).1;
    assert_eq!((count(&none, "h1"), count(&none, ".deck")), (1, 0));
    assert_eq!(
        count(&page(&read_with(&stranger(), "/paper", without_scenes())).1, "a[href='/paper/scenes']"),
        0
    );
    assert_eq!(
        count(&page(&read_with(&stranger(), "/paper", with_scenes())).1, "a[href='/paper/scenes']"),
        1
    );
}

#[test]
fn every_scene_there_is_lies_in_one_part_and_every_part_fits() {
    let all = &Library::english().scenes;
    let mut seen = Vec::new();
    for part in 1..=all.len().div_ceil(24).max(1) {
        for sides in ["", "&sides=one"] {
            let outcome = read(&stranger(), &format!("/paper/scenes?part={part}{sides}"));
            assert!(html(&outcome).len() <= 20_000, "part {part}: {}", html(&outcome).len());
            if sides.is_empty() {
                seen.extend(cards(&page(&outcome).1).into_iter().flat_map(|(fronts, _)| fronts));
            }
        }
    }
    assert_eq!(seen.len(), all.len());
    assert!(seen.iter().zip(all).all(|(front, scene)| front.starts_with(&scene.text)));
    for nonsense in ["0", "99", "x"] {
        assert_eq!(page(&read(&stranger(), &format!("/paper/scenes?part={nonsense}"))).0, 200);
    }
}

#[test]
fn every_kindness_slip_and_line_is_on_paper() {
    let bids = &Library::english().bids;
    let said = |path: &str| text(&page(&read(&stranger(), path)).1);
    let small = said("/paper/small");
    assert!(bids.kindnesses.iter().all(|each| small.contains(&each.text)));
    let cups = said("/paper/cups");
    assert!(bids.cups.iter().all(|each| cups.contains(&each.text)));
    let lines = said("/paper/lines");
    assert!(bids.mends.iter().all(|each| lines.contains(&each.text)));
    let thanks = said("/paper/thanks");
    assert!(bids.noticed.iter().all(|each| thanks.contains(&each.text)));
}

#[test]
fn a_look_on_paper_asks_what_a_look_on_a_screen_asks() {
    for (path, times, items) in [("/paper/pulse", 2, 4), ("/paper/review", 1, 12)] {
        let shown = page(&read(&stranger(), path)).1;
        assert_eq!(count(&shown, ".look-sheet"), times);
        assert_eq!(count(&shown, ".rings"), times * items);
        assert_eq!(count(&shown, ".rings > span"), times * items * 11);
        assert_eq!(count(&shown, ".look-pairs svg"), times * 7);
        assert_eq!(count(&shown, ".look-fold"), times);
        assert_eq!(count(&shown, "main form"), 0, "nothing of it is sent anywhere");
    }
    assert_eq!(count(&page(&read(&alone(), "/paper/pulse")).1, "a[href='/me/check/pulse?paper=yes']"), 1);
    assert_eq!(count(&page(&read(&alone(), "/paper/review")).1, "a[href='/me/check/review?paper=yes']"), 1);
}
