//! Where I stand about the two of us, and what I would like back. Both private; neither is ever argued with.
//!
//! Invariant: whoever is unsure or leaning out gets material to think with, never persuasion. Whatever
//! was said, it leads to one address; what stands there is read from the private space, and only while that is open.

use askama::Template;
use content::Guide;
use domain::SpaceName;
use domain::private::{Event, Leaning};
use domain::text::{LONGEST, tidy};

use super::me::refusal_text;
use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates};

pub(crate) const ROUTES: &[Route] = &[
    get("/me/lean", Guard::Person, own, show),
    post("/me/lean", Guard::Person, own, save),
    get("/me/lean/said", Guard::Person, own, after),
    get("/me/wish", Guard::Person, own, wish),
    post("/me/wish", Guard::Person, own, keep_wish),
];

fn own(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Private)
}

/// One of the three answers as it is offered.
struct Choice {
    value: &'static str,
    name: String,
    more: String,
    picked: bool,
}

#[derive(Template)]
#[template(path = "pages/leaning/ask.html")]
struct Page<'a> {
    p: Shell<'a>,
    problem: bool,
    choices: Vec<Choice>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let said = ctx.world.private.as_ref().and_then(|private| private.leaning);
    page(ctx, 200, said)
}

fn page(ctx: &Ctx<'_>, status: u16, said: Option<Leaning>) -> Outcome {
    let choice = |leaning: &Leaning| {
        let value = leaning.as_str();
        Choice {
            value,
            name: ctx.say(&format!("leaning-{value}")),
            more: ctx.say(&format!("leaning-{value}-more")),
            picked: said == Some(*leaning),
        }
    };
    let choices = Leaning::ALL.iter().map(choice).collect();
    ctx.page_with(status, &Page { p: ctx.shell("leaning-title"), problem: status != 200, choices })
}

fn save(ctx: &Ctx<'_>) -> Outcome {
    let Some(leaning) = Leaning::parse(ctx.form.text("leaning")) else { return page(ctx, 422, None) };
    // A browser keeps addresses and a server logs them, so there is one for all three.
    Outcome::go("/me/lean/said").private(Event::LeaningSaid { leaning })
}

#[derive(Template)]
#[template(path = "pages/leaning/after.html")]
struct After<'a> {
    p: Shell<'a>,
    heading: String,
    lead: String,
    guides: Vec<&'a Guide>,
    path: bool,
    /// What was said cannot be read just now.
    shut: bool,
}

/// What goes with what was said. While one's own space is shut it is the same page for everybody.
fn after(ctx: &Ctx<'_>) -> Outcome {
    let said = ctx.world.private.as_ref().map(|private| private.leaning);
    let (key, slugs): (_, &[&str]) = match said {
        None => ("shut", &[]),
        Some(None) => return Outcome::go("/me/lean"),
        Some(Some(Leaning::In)) => ("in", &[]),
        Some(Some(Leaning::Unsure)) => ("unsure", &["starting-alone", "if-you-are-unsure"]),
        Some(Some(Leaning::Out)) => ("out", &["if-you-are-unsure", "parting-well", "when-to-get-help"]),
    };
    ctx.page(&After {
        p: ctx.shell("leaning-title"),
        heading: ctx.say(&format!("leaning-after-{key}-heading")),
        lead: ctx.say(&format!("leaning-after-{key}-lead")),
        guides: slugs.iter().filter_map(|slug| ctx.library.guide(slug)).collect(),
        path: key == "unsure",
        shut: said.is_none(),
    })
}

#[derive(Template)]
#[template(path = "pages/leaning/wish.html")]
struct Wish<'a> {
    p: Shell<'a>,
    kept: bool,
    problem: Option<String>,
    text: &'a str,
    earlier: Option<(String, String)>,
}

fn wish(ctx: &Ctx<'_>) -> Outcome {
    wish_page(ctx, 200, None)
}

fn wish_page(ctx: &Ctx<'_>, status: u16, problem: Option<String>) -> Outcome {
    let place =
        ctx.world.private.as_ref().and_then(|private| private.wish).map(|seq| (SpaceName::Private, seq));
    if let Some(more) = ctx.missing(place) {
        return more;
    }
    let earlier = place.and_then(|(space, seq)| match ctx.world.item::<Event>(space, seq)? {
        (Event::WishedBack { text }, item) => {
            Some((dates::day(ctx.words, item.at.day_in(&ctx.world.zone)), text))
        }
        _ => None,
    });
    let kept = ctx.query.has("kept");
    let text = ctx.form.text("text");
    ctx.page_with(status, &Wish { p: ctx.shell("leaning-wish-title"), kept, problem, text, earlier })
}

fn keep_wish(ctx: &Ctx<'_>) -> Outcome {
    match tidy(ctx.form.text("text"), LONGEST) {
        Ok(text) => Outcome::go("/me/wish?kept=yes").private(Event::WishedBack { text }),
        Err(refusal) => wish_page(ctx, 422, Some(refusal_text(ctx, refusal))),
    }
}

#[cfg(test)]
mod tests {
    use domain::private::{Event, Leaning};
    use domain::{SpaceName, event};

    use crate::testing::{ALEX, NOW, alone, count, goes, html, is_a_page, page, read, send, shut, text};
    use crate::{Item, New, World};

    /// Where each of the three leads.
    const SAID: &str = "/me/lean/said";

    fn leans(leaning: Leaning) -> World<'static> {
        let mut world = alone();
        world.private.as_mut().unwrap().leaning = Some(leaning);
        world
    }

    fn wished(words: &str) -> World<'static> {
        let mut world = alone();
        world.private.as_mut().unwrap().wish = Some(4);
        let body = event::encode(&Event::WishedBack { text: words.into() });
        world.items.insert((SpaceName::Private, 4), Item { author: ALEX, at: NOW, body });
        world
    }

    #[test]
    fn three_answers_are_offered_and_none_is_picked_before_one_was_given() {
        let (_, page) = page(&read(&alone(), "/me/lean"));
        assert_eq!(count(&page, "input[name=leaning]"), 3);
        assert_eq!(count(&page, "input[checked]"), 0);
        assert_eq!(count(&page, "main a[href='/today']"), 1);
    }

    #[test]
    fn an_earlier_answer_shows_only_while_the_own_space_is_open() {
        let said = || leans(Leaning::Out);
        assert_eq!(count(&page(&read(&said(), "/me/lean")).1, "input[value=out][checked]"), 1);
        assert_eq!(count(&page(&read(&shut(said()), "/me/lean")).1, "input[checked]"), 0);
    }

    #[test]
    fn each_answer_is_kept_and_forks_the_way_without_a_telling_address() {
        for leaning in Leaning::ALL {
            for world in [alone(), shut(alone())] {
                let outcome = send(&world, "/me/lean", &[("leaning", leaning.as_str())]);
                assert_eq!(goes(&outcome), SAID);
                assert_eq!(outcome.events, [New::Private(Event::LeaningSaid { leaning: *leaning })]);
            }
        }
        let words = |leaning| text(&page(&read(&leans(leaning), SAID)).1);
        assert_ne!(words(Leaning::In), words(Leaning::Unsure));
        assert_ne!(words(Leaning::Unsure), words(Leaning::Out));
        for number in 1..=3 {
            assert_eq!(page(&read(&leans(Leaning::Out), &format!("/me/lean/{number}"))).0, 404);
        }
    }

    #[test]
    fn while_the_own_space_is_shut_the_page_is_the_same_whatever_was_said() {
        is_a_page(&shut(alone()), SAID);
        let shown = |leaning| html(&read(&shut(leans(leaning)), SAID)).to_owned();
        assert_eq!(shown(Leaning::In), shown(Leaning::Out));
        assert_eq!(shown(Leaning::Unsure), shown(Leaning::Out));
        let (_, page) = page(&read(&shut(leans(Leaning::Out)), SAID));
        assert_eq!(count(&page, "main a[href='/me/open?to=/me/lean/said']"), 1);
        assert_eq!(count(&page, "main a[href^='/read/']"), 0);
    }

    #[test]
    fn who_wants_this_goes_on_with_the_day_and_who_said_nothing_is_asked() {
        is_a_page(&leans(Leaning::In), SAID);
        let (_, page) = page(&read(&leans(Leaning::In), SAID));
        assert_eq!(count(&page, "main a[href='/today']"), 1);
        assert_eq!(count(&page, "main a[href^='/read/']"), 0);
        assert_eq!(goes(&read(&alone(), SAID)), "/me/lean");
    }

    #[test]
    fn no_answer_is_asked_for_again() {
        for fields in [&[][..], &[("leaning", "sideways")]] {
            let outcome = send(&alone(), "/me/lean", fields);
            assert!(outcome.events.is_empty());
            let (status, page) = page(&outcome);
            assert_eq!((status, count(&page, "[role=alert]")), (422, 1));
        }
    }

    #[test]
    fn leaning_out_gets_material_to_think_with_and_no_exercise() {
        let (_, page) = page(&read(&leans(Leaning::Out), SAID));
        for slug in ["if-you-are-unsure", "parting-well", "when-to-get-help"] {
            assert_eq!(count(&page, &format!("main a[href='/read/{slug}']")), 1, "{slug}");
        }
        assert_eq!(count(&page, "main a[href='/me/path']"), 0);
        assert_eq!(count(&page, "main a[href='/help/safe']"), 1);
    }

    #[test]
    fn being_unsure_leads_to_what_one_can_do_alone() {
        let (_, page) = page(&read(&leans(Leaning::Unsure), SAID));
        assert_eq!(count(&page, "main a[href='/read/starting-alone']"), 1);
        assert_eq!(count(&page, "main a[href='/me/path']"), 1);
    }

    #[test]
    fn what_one_would_like_back_is_kept_in_ones_own_words() {
        for world in [alone(), shut(alone())] {
            let outcome = send(&world, "/me/wish", &[("text", " Our Sundays ")]);
            assert_eq!(goes(&outcome), "/me/wish?kept=yes");
            assert_eq!(outcome.events, [New::Private(Event::WishedBack { text: "Our Sundays".into() })]);
        }
    }

    #[test]
    fn the_earlier_words_are_fetched_and_shown_while_open_and_not_while_shut() {
        let mut world = wished("Our Sundays");
        assert!(text(&page(&read(&world, "/me/wish")).1).contains("Our Sundays"));
        world.items.clear();
        let more = read(&world, "/me/wish").more.unwrap();
        assert_eq!(more.items, [(SpaceName::Private, 4)]);
        assert!(!text(&page(&read(&shut(wished("Our Sundays")), "/me/wish")).1).contains("Our Sundays"));
    }

    #[test]
    fn too_long_a_wish_is_not_thrown_away() {
        let long = "x".repeat(domain::text::LONGEST + 1);
        let outcome = send(&alone(), "/me/wish", &[("text", &long)]);
        assert!(outcome.events.is_empty());
        let (status, page) = page(&outcome);
        assert_eq!((status, count(&page, "textarea[aria-invalid=true]")), (422, 1));
        assert!(text(&page).contains(&long));
    }
}
