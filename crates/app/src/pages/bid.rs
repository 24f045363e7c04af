//! Small reaches: one scene a day, and a line about one's own answering.
//!
//! Invariant: scenes have labels and people have none. There is no field, route or event for what the other one did or
//! left undone.

use askama::Template;
use content::{Guide, Mend, Scene};
use domain::plan::{in_turn, tiny_of_day};
use domain::private::Event;
use domain::text::{LONGEST, tidy};

use super::me::refusal_text;
use super::{quiet, today};
use crate::routes::{Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

pub(crate) const ROUTES: &[Route] =
    &[get("/me/bid", Guard::Person, today::needs, show), post("/me/bid", Guard::Person, today::needs, keep)];

/// Where such a note lies among one's own.
const PLACE: &str = "bid";
/// How many lines there are a day that mend a moment which has passed.
const MENDS: i64 = 4;

#[derive(Template)]
#[template(path = "pages/bid.html")]
struct Page<'a> {
    p: Shell<'a>,
    rests: bool,
    scene: Option<&'a Scene>,
    guide: Option<&'a Guide>,
    kept: bool,
    problem: Option<String>,
    text: &'a str,
    mends: Vec<&'a Mend>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None)
}

fn keep(ctx: &Ctx<'_>) -> Outcome {
    match tidy(ctx.form.text("text"), LONGEST) {
        Ok(text) => {
            Outcome::go("/me/bid?kept=yes").private(Event::NoteKept { place: PLACE.to_owned(), text })
        }
        Err(refusal) => page(ctx, Some(refusal_text(ctx, refusal))),
    }
}

fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    let rests = quiet::rests(ctx);
    let page = Page {
        p: ctx.shell("me-title"),
        rests,
        scene: scene(ctx).filter(|_| !rests),
        guide: ctx.library.guide("small-reaches"),
        kept: ctx.query.has("kept"),
        text: ctx.form.text("text"),
        mends: mends(ctx),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

/// The scene of the day, the reader's own: every one comes before one comes again.
fn scene<'a>(ctx: &Ctx<'a>) -> Option<&'a Scene> {
    let scenes = &ctx.library.scenes;
    let ids: Vec<_> = scenes.iter().map(|scene| scene.id.as_str()).collect();
    scenes.get(tiny_of_day(today::plan::seed(ctx), ctx.today(), &ids)?)
}

/// A few lines that mend, others each day.
fn mends<'a>(ctx: &Ctx<'a>) -> Vec<&'a Mend> {
    let mends = &ctx.library.bids.mends;
    let ids: Vec<_> = mends.iter().map(|mend| mend.id.as_str()).collect();
    let first = MENDS.saturating_mul(ctx.today().0.into());
    let places = (0..MENDS).filter_map(|n| in_turn(today::plan::seed(ctx), first.saturating_add(n), &ids));
    places.filter_map(|place| mends.get(place)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::checkin::Quiet;
    use domain::private::Event;

    use crate::testing::{
        NOW, THREE_SCENES, alone, count, page, read, read_with, send, shut, text, together, with_scenes,
    };
    use crate::{Answer, CoupleState, New, Visitor, World};

    fn html(outcome: &crate::Outcome) -> String {
        match &outcome.answer {
            Answer::Page { html, .. } => html.clone(),
            other => panic!("{other:?}"),
        }
    }

    /// Which of the three scenes is shown.
    fn scene(world: &World<'_>) -> Option<&'static str> {
        let html = html(&read_with(world, "/me/bid", with_scenes()));
        THREE_SCENES.into_iter().find(|(_, scene)| html.contains(scene)).map(|(id, _)| id)
    }

    #[test]
    fn a_scene_is_thought_about_before_it_says_what_was_reached_for() {
        let shown = page(&read_with(&together(), "/me/bid", with_scenes())).1;
        assert_eq!(count(&shown, "main section.card.main p.lead"), 1);
        assert_eq!(count(&shown, "main section.card.main details:not([open])"), 3);
        assert_eq!(count(&shown, "main section.card.main form"), 0, "nobody marks an answer");
        let said = text(&shown);
        for part in ["what was reached", "a way toward", "a way away", "a way against"] {
            assert_eq!(said.matches(part).count(), 1, "{part}");
        }
    }

    #[test]
    fn it_is_the_same_all_day_and_every_one_comes_before_one_comes_again() {
        let mut world = alone();
        let mut seen = BTreeSet::new();
        for _ in 0..3 {
            let now = scene(&world);
            world.now = domain::Instant(world.now.0 + 3_600_000);
            assert_eq!(scene(&world), now);
            seen.extend(now);
            world.now = domain::Instant(world.now.0 + 23 * 3_600_000);
        }
        assert_eq!(seen.len(), 3);
    }

    #[test]
    fn two_people_have_their_own_scenes() {
        let of = |seed: u8| {
            let mut world = alone();
            if let Visitor::Person(person) = &mut world.visitor {
                person.id = domain::PersonId([seed; 16]);
            }
            (0..3)
                .map(|day| {
                    world.now = NOW.plus_days(day);
                    scene(&world).unwrap()
                })
                .collect::<Vec<_>>()
        };
        let all: BTreeSet<_> = (1..40).map(of).collect();
        assert!(all.len() > 3, "{all:?}");
    }

    #[test]
    fn without_scenes_the_page_is_whole() {
        let library = crate::testing::without_scenes();
        let shown = page(&read_with(&alone(), "/me/bid", library)).1;
        assert_eq!((count(&shown, "h1"), count(&shown, "main section.card.main")), (1, 0));
        assert_eq!((count(&shown, "main form textarea"), count(&shown, "main .mend li")), (1, 4));
    }

    #[test]
    fn other_lines_mend_on_other_days_and_all_of_them_come_round() {
        let mut world = alone();
        let mut seen = BTreeSet::new();
        let all = content::Library::english().bids.mends.len();
        for _ in 0..all.div_ceil(4) {
            let said = text(&page(&read(&world, "/me/bid")).1);
            let mends = content::Library::english().bids.mends.iter();
            let shown: Vec<_> = mends.filter(|mend| said.contains(&mend.text)).collect();
            assert_eq!(shown.len(), 4);
            seen.extend(shown.iter().map(|mend| mend.id.as_str()));
            world.now = world.now.plus_days(1);
        }
        assert_eq!(seen.len(), all);
    }

    #[test]
    fn nothing_is_offered_in_a_quiet_time_and_writing_for_oneself_goes_on() {
        let mut world = together();
        let until = NOW.day_in(&world.zone);
        world.shared.as_mut().unwrap().quiet = Some(Quiet { until });
        let shown = page(&read_with(&world, "/me/bid", with_scenes())).1;
        assert_eq!((count(&shown, "main section.card.main"), count(&shown, "main textarea")), (0, 1));
        let mut own = alone();
        own.desk.as_mut().unwrap().quiet = Some(Quiet { until });
        assert!(scene(&own).is_none());
    }

    #[test]
    fn alone_together_shut_or_after_leaving_it_is_the_same_page() {
        let main = |world: &World<'_>| text(&page(&read_with(world, "/me/bid", with_scenes())).1);
        let mut left = together();
        if let Visitor::Person(person) = &mut left.visitor {
            person.couple.as_mut().unwrap().state = CoupleState::TheyLeft;
        }
        let here = main(&together());
        for world in [alone(), shut(together()), left] {
            assert_eq!(main(&world), here);
        }
    }

    #[test]
    fn what_is_noted_is_ones_own_and_nothing_else_comes_of_it() {
        for world in [together(), shut(together())] {
            let fields = [("text", "I put the paper down."), ("partner", "did not look"), ("missed", "yes")];
            let note = Event::NoteKept { place: "bid".into(), text: "I put the paper down.".into() };
            let outcome = send(&world, "/me/bid", &fields);
            assert_eq!(outcome.events, [New::Private(note)]);
            assert!(outcome.rows.is_empty() && outcome.keys.is_empty());
        }
    }
}
