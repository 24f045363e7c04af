//! The first page: the story, three doors, who can read what.

use askama::Template;

use super::help;
use crate::routes::{Guard, Route, get, nothing};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

pub(crate) const ROUTES: &[Route] = &[get("/", Guard::Anyone, nothing, show)];

#[derive(Template)]
#[template(path = "pages/landing.html")]
struct Landing<'a> {
    p: Shell<'a>,
    runs: String,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Landing { p: ctx.shell("landing-title"), runs: help::who_runs(ctx) })
}

#[cfg(test)]
mod tests {
    use crate::testing::{alone, count, page, read, stranger, text};
    use crate::{Answer, RunBy};

    #[test]
    fn three_doors_stand_open_to_a_stranger() {
        let (status, page) = page(&read(&stranger(), "/"));
        assert_eq!(status, 200);
        for door in ["/look", "/begin", "/help"] {
            assert_eq!(count(&page, &format!("main .doors a[href='{door}']")), 1, "{door}");
        }
        assert_eq!(count(&page, "main a[href='/help/safe']"), 1);
        assert_eq!(count(&page, "main a[href='/today']"), 0);
        assert!(!text(&page).contains('⟦'));
    }

    #[test]
    fn somebody_signed_in_finds_the_way_to_today() {
        let (_, page) = page(&read(&alone(), "/"));
        assert_eq!(count(&page, "main a[href='/today']"), 1);
    }

    #[test]
    fn it_says_who_runs_this_server() {
        let said = |run_by| {
            let mut world = stranger();
            world.server.run_by = run_by;
            text(&page(&read(&world, "/")).1)
        };
        assert!(said(RunBy::Coach).contains("a coach or a church runs it"));
        assert!(said(RunBy::OneOfYou).contains("one of the two partners runs it"));
        assert!(said(RunBy::Unsaid).contains("Nobody has said yet"));
    }

    #[test]
    fn it_is_small() {
        let Answer::Page { html, .. } = read(&stranger(), "/").answer else { panic!("no page") };
        assert!(html.len() <= 12 * 1024, "{}", html.len());
    }
}
