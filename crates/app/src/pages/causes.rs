//! Five cards on how closeness fades, to recognise oneself in. Private; each leads to its own guide.

use askama::Template;
use domain::SpaceName;
use domain::checkin::Cause;
use domain::private::Event;

use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome};

pub(crate) const ROUTES: &[Route] =
    &[get("/me/causes", Guard::Person, own, show), post("/me/causes", Guard::Person, own, save)];

fn own(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Private)
}

struct Card<'a> {
    cause: &'a content::Cause,
    marked: bool,
}

#[derive(Template)]
#[template(path = "pages/causes.html")]
struct Page<'a> {
    p: Shell<'a>,
    kept: bool,
    cards: Vec<Card<'a>>,
}

fn marked<'a>(ctx: &'a Ctx<'_>) -> &'a [Cause] {
    ctx.world.private.as_ref().map_or(&[], |private| &private.causes)
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let is_marked =
        |cause: &content::Cause| marked(ctx).iter().any(|marked| marked.as_str() == cause.id.as_str());
    let cards = ctx.library.causes.iter().map(|cause| Card { cause, marked: is_marked(cause) });
    ctx.page(&Page { p: ctx.shell("causes-title"), kept: ctx.query.has("kept"), cards: cards.collect() })
}

fn save(ctx: &Ctx<'_>) -> Outcome {
    let causes: Vec<Cause> = ctx.form.all("cause").filter_map(Cause::parse).collect();
    // Nothing ticked takes earlier marks back, but only where they could be seen.
    if causes.is_empty() && marked(ctx).is_empty() {
        return Outcome::go("/today");
    }
    Outcome::go("/me/causes?kept=yes").private(Event::CausesMarked { causes })
}

#[cfg(test)]
mod tests {
    use domain::checkin::Cause;
    use domain::private::Event;

    use crate::testing::{alone, count, goes, page, read, send, shut};
    use crate::{New, World};

    fn marked() -> World<'static> {
        let mut world = alone();
        world.private.as_mut().unwrap().causes = vec![Cause::Busy];
        world
    }

    #[test]
    fn there_are_five_cards_and_each_leads_to_its_guide() {
        let (status, page) = page(&read(&alone(), "/me/causes"));
        assert_eq!(status, 200);
        assert_eq!(count(&page, "input[name=cause]"), 5);
        assert_eq!(count(&page, "main a[href^='/read/cause-']"), 5);
        assert_eq!(count(&page, "input[name=cause][checked]"), 0);
    }

    #[test]
    fn earlier_marks_show_only_while_the_own_space_is_open() {
        assert_eq!(count(&page(&read(&marked(), "/me/causes")).1, "input[value=busy][checked]"), 1);
        assert_eq!(count(&page(&read(&shut(marked()), "/me/causes")).1, "input[checked]"), 0);
    }

    #[test]
    fn what_is_ticked_is_kept_open_or_shut_and_nonsense_is_passed_over() {
        let fields = [("cause", "elsewhere"), ("cause", "weather"), ("cause", "busy")];
        for world in [alone(), shut(alone())] {
            let outcome = send(&world, "/me/causes", &fields);
            assert_eq!(goes(&outcome), "/me/causes?kept=yes");
            let causes = vec![Cause::Elsewhere, Cause::Busy];
            assert_eq!(outcome.events, [New::Private(Event::CausesMarked { causes })]);
        }
    }

    #[test]
    fn nothing_ticked_takes_back_what_one_can_see_and_nothing_else() {
        let outcome = send(&marked(), "/me/causes", &[]);
        assert_eq!(outcome.events, [New::Private(Event::CausesMarked { causes: vec![] })]);
        for world in [alone(), shut(marked())] {
            let outcome = send(&world, "/me/causes", &[]);
            assert!(outcome.events.is_empty());
            assert_eq!(goes(&outcome), "/today");
        }
    }
}
