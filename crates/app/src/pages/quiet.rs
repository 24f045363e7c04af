//! Quiet: either one rests everything shared for a while; alone, one's own things rest. Nothing to catch up on afterwards.

use askama::Template;
use domain::checkin::{QUIET_WEEKS, Quiet};
use domain::{Day, SpaceName, desk, shared};

use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates};

pub(crate) const ROUTES: &[Route] =
    &[get("/us/quiet", Guard::Person, between, show), post("/us/quiet", Guard::Person, between, save)];

fn between(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Shared)
}

/// A length that can be asked for.
struct Length {
    weeks: u8,
    name: String,
}

#[derive(Template)]
#[template(path = "pages/quiet.html")]
struct Page<'a> {
    p: Shell<'a>,
    problem: bool,
    until: Option<String>,
    lengths: Vec<Length>,
}

fn together(ctx: &Ctx<'_>) -> bool {
    ctx.person().is_some_and(crate::Person::is_together)
}

fn shared_rest(ctx: &Ctx<'_>) -> Option<Day> {
    let quiet = ctx.world.shared.as_ref().filter(|_| together(ctx)).and_then(|shared| shared.quiet);
    resting(ctx, quiet)
}

fn own_rest(ctx: &Ctx<'_>) -> Option<Day> {
    resting(ctx, ctx.world.desk.as_ref().and_then(|desk| desk.quiet))
}

fn resting(ctx: &Ctx<'_>, quiet: Option<Quiet>) -> Option<Day> {
    quiet.filter(|_| Quiet::rests(quiet, ctx.today())).map(|quiet| quiet.until)
}

/// The last day of the rest this person is in, if they are in one. Needs desk and shared space.
pub(super) fn rests_until(ctx: &Ctx<'_>) -> Option<Day> {
    shared_rest(ctx).max(own_rest(ctx))
}

/// Whether everything rests for this person, by their own wish or the other's. Needs desk and shared space.
pub(super) fn rests(ctx: &Ctx<'_>) -> bool {
    rests_until(ctx).is_some()
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, 200)
}

fn page(ctx: &Ctx<'_>, status: u16) -> Outcome {
    let length = |weeks: &u8| Length { weeks: *weeks, name: ctx.say(&format!("quiet-weeks-{weeks}")) };
    let page = Page {
        p: ctx.shell("quiet-title"),
        problem: status != 200,
        until: rests_until(ctx).map(|day| dates::day(ctx.words, day)),
        lengths: QUIET_WEEKS.iter().map(length).collect(),
    };
    ctx.page_with(status, &page)
}

fn save(ctx: &Ctx<'_>) -> Outcome {
    if ctx.form.text("step") == "end" {
        return end(ctx);
    }
    let asked = ctx.form.number::<u8>("weeks").filter(|weeks| QUIET_WEEKS.contains(weeks));
    let Some(weeks) = asked else { return page(ctx, 422) };
    let until = ctx.today().plus(7 * i32::from(weeks));
    let outcome = Outcome::go("/us/quiet");
    if together(ctx) {
        outcome.shared(shared::Event::QuietBegan { until })
    } else {
        outcome.desk(desk::Event::QuietBegan { until })
    }
}

/// Ends whichever rests: somebody may have begun one alone and be two by now.
fn end(ctx: &Ctx<'_>) -> Outcome {
    let mut outcome = Outcome::go("/us/quiet");
    if shared_rest(ctx).is_some() {
        outcome = outcome.shared(shared::Event::QuietEnded);
    }
    if own_rest(ctx).is_some() {
        outcome = outcome.desk(desk::Event::QuietEnded);
    }
    outcome
}

#[cfg(test)]
mod tests {
    use domain::checkin::Quiet;
    use domain::{desk, shared};

    use crate::testing::{NOW, alone, count, goes, page, read, send, text, together};
    use crate::{CoupleState, New, Visitor, World};

    fn today() -> domain::Day {
        NOW.day_in(&jiff::tz::TimeZone::UTC)
    }

    fn resting(ago: i32) -> World<'static> {
        let mut world = together();
        world.shared.as_mut().unwrap().quiet = Some(Quiet { until: today().plus(-ago) });
        world
    }

    #[test]
    fn three_lengths_are_offered_and_none_is_picked() {
        for world in [alone(), together()] {
            let (_, page) = page(&read(&world, "/us/quiet"));
            assert_eq!(count(&page, "input[name=weeks]"), 3);
            assert_eq!(count(&page, "input[checked]"), 0);
            assert_eq!(count(&page, "button[value=end]"), 0);
        }
    }

    #[test]
    fn together_everything_shared_rests() {
        let outcome = send(&together(), "/us/quiet", &[("weeks", "4")]);
        assert_eq!(goes(&outcome), "/us/quiet");
        let until = today().plus(28);
        assert_eq!(outcome.events, [New::Shared(shared::Event::QuietBegan { until })]);
    }

    #[test]
    fn alone_or_after_leaving_ones_own_things_rest() {
        let mut left = together();
        if let Visitor::Person(person) = &mut left.visitor {
            person.couple.as_mut().unwrap().state = CoupleState::ILeft;
        }
        for world in [alone(), left] {
            let outcome = send(&world, "/us/quiet", &[("weeks", "1")]);
            let until = today().plus(7);
            assert_eq!(outcome.events, [New::Desk(desk::Event::QuietBegan { until })]);
        }
    }

    #[test]
    fn a_length_nobody_offered_is_asked_again() {
        for weeks in ["", "2", "-1", "300"] {
            let outcome = send(&together(), "/us/quiet", &[("weeks", weeks)]);
            assert!(outcome.events.is_empty());
            let (status, page) = page(&outcome);
            assert_eq!((status, count(&page, "[role=alert]")), (422, 1));
        }
    }

    #[test]
    fn while_it_rests_it_says_until_when_and_not_who_asked() {
        let (_, page) = page(&read(&resting(-3), "/us/quiet"));
        assert!(text(&page).contains("26 November 2026"));
        assert!(!text(&page).contains("Sam"));
        assert_eq!(count(&page, "button[value=end]"), 1);
    }

    #[test]
    fn the_last_day_still_rests_and_the_day_after_does_not() {
        assert_eq!(count(&page(&read(&resting(0), "/us/quiet")).1, "button[value=end]"), 1);
        assert_eq!(count(&page(&read(&resting(1), "/us/quiet")).1, "button[value=end]"), 0);
    }

    #[test]
    fn either_may_end_it_early() {
        let outcome = send(&resting(-3), "/us/quiet", &[("step", "end")]);
        assert_eq!(outcome.events, [New::Shared(shared::Event::QuietEnded)]);
        assert!(send(&together(), "/us/quiet", &[("step", "end")]).events.is_empty());
    }

    #[test]
    fn a_rest_begun_alone_can_be_ended_by_two() {
        let mut world = together();
        world.desk.as_mut().unwrap().quiet = Some(Quiet { until: today() });
        let outcome = send(&world, "/us/quiet", &[("step", "end")]);
        assert_eq!(outcome.events, [New::Desk(desk::Event::QuietEnded)]);
    }
}
