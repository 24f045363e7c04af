//! The page behind an invitation's link, before any account.
//!
//! Invariant: nothing here reaches the one who invites. A link that is closed looks the same for every reason.

use askama::Template;

use super::help;
use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, InviteView, KeyAct, Needs, Outcome};

pub(crate) const ROUTES: &[Route] = &[
    get("/i/{token}", Guard::Anyone, invite, show),
    get("/i/{token}/later", Guard::Anyone, nothing, thanks),
    post("/i/{token}/later", Guard::Anyone, nothing, later),
    get("/i/{token}/never", Guard::Anyone, invite, done),
    post("/i/{token}/never", Guard::Anyone, invite, never),
];

#[derive(Template)]
#[template(path = "pages/invited/letter.html")]
struct Invited<'a> {
    p: Shell<'a>,
    token: &'a str,
    letter: &'a str,
    yes: String,
    runs: String,
}

#[derive(Template)]
#[template(path = "pages/invited/calm.html")]
struct Calm<'a> {
    p: Shell<'a>,
    heading: String,
    text: String,
}

fn invite(ask: &Ask<'_>) -> Needs {
    Needs { invite: ask.params.first().cloned(), ..Needs::default() }
}

fn letter<'a>(ctx: &Ctx<'a>) -> Option<&'a str> {
    match &ctx.world.invite {
        Some(InviteView::Open { letter }) => Some(letter),
        Some(InviteView::Closed) | None => None,
    }
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some(letter) = letter(ctx) else { return calm(ctx, 404, "invited-closed") };
    let token = ctx.param(0);
    let begin = if ctx.person().is_some() { "/us/join" } else { "/begin" };
    ctx.page(&Invited {
        p: ctx.shell("invited-title"),
        token,
        letter,
        yes: format!("{begin}?i={token}"),
        runs: help::who_runs(ctx),
    })
}

/// Not now: nothing is sent, and nothing noted down.
fn later(ctx: &Ctx<'_>) -> Outcome {
    Outcome::go(&format!("/i/{}/later", ctx.param(0)))
}

fn thanks(ctx: &Ctx<'_>) -> Outcome {
    calm(ctx, 200, "invited-later")
}

fn never(ctx: &Ctx<'_>) -> Outcome {
    let token = ctx.param(0);
    let outcome = Outcome::go(&format!("/i/{token}/never"));
    if letter(ctx).is_some() { outcome.key(KeyAct::NeverAsk { token: token.to_owned() }) } else { outcome }
}

/// Says that it is done; while the letter is open it is not, so the letter is shown.
fn done(ctx: &Ctx<'_>) -> Outcome {
    match letter(ctx) {
        Some(_) => Outcome::go(&format!("/i/{}", ctx.param(0))),
        None => calm(ctx, 200, "invited-never"),
    }
}

fn calm(ctx: &Ctx<'_>, status: u16, key: &str) -> Outcome {
    let (heading, text) = (ctx.say(&format!("{key}-heading")), ctx.say(&format!("{key}-text")));
    ctx.page_with(status, &Calm { p: ctx.shell("invited-title"), heading, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{alone, count, goes, page, read, send, stranger, text};
    use crate::{Request, World, needs};

    fn with(mut world: World<'static>) -> World<'static> {
        world.invite = Some(InviteView::Open { letter: "I miss us.\n\nSam <3".into() });
        world
    }

    fn closed(mut world: World<'static>) -> World<'static> {
        world.invite = Some(InviteView::Closed);
        world
    }

    #[test]
    fn the_letter_is_shown_with_who_will_see_what_before_any_account() {
        let (status, page) = page(&read(&with(stranger()), "/i/tok"));
        assert_eq!(status, 200);
        assert_eq!(count(&page, "table.who tbody th[scope=row]"), 3);
        assert_eq!(count(&page, ".words[dir=auto]"), 1);
        assert_eq!(count(&page, "[data-runs]"), 1);
        assert_eq!(count(&page, "main a[href='/read/practices']"), 1);
        let said = text(&page);
        assert!(said.contains("I miss us.") && said.contains("Sam <3") && !said.contains('⟦'));
    }

    #[test]
    fn yes_leads_a_stranger_to_begin_and_a_person_to_join() {
        let yes =
            |world, href| count(&page(&read(&world, "/i/tok")).1, &format!("main a.button[href='{href}']"));
        assert_eq!(yes(with(stranger()), "/begin?i=tok"), 1);
        assert_eq!(yes(with(alone()), "/us/join?i=tok"), 1);
    }

    #[test]
    fn not_now_does_nothing_at_all() {
        for world in [with(stranger()), closed(stranger()), with(alone())] {
            let outcome = send(&world, "/i/tok/later", &[]);
            assert_eq!(goes(&outcome), "/i/tok/later");
            assert!(outcome.events.is_empty() && outcome.rows.is_empty() && outcome.keys.is_empty());
            assert!(text(&page(&read(&world, "/i/tok/later")).1).contains("Nothing was sent"));
        }
    }

    #[test]
    fn never_ask_again_is_kept_and_said() {
        let outcome = send(&with(stranger()), "/i/tok/never", &[]);
        assert_eq!(goes(&outcome), "/i/tok/never");
        assert!(outcome.keys == [KeyAct::NeverAsk { token: "tok".into() }]);
        assert!(outcome.events.is_empty() && outcome.rows.is_empty());
        let (status, page) = page(&read(&closed(stranger()), "/i/tok/never"));
        assert_eq!(status, 200);
        assert!(text(&page).contains("closed for good"));
    }

    #[test]
    fn never_is_not_said_while_it_is_not_done() {
        assert_eq!(goes(&read(&with(stranger()), "/i/tok/never")), "/i/tok");
        assert!(send(&closed(stranger()), "/i/tok/never", &[]).keys.is_empty());
    }

    #[test]
    fn a_closed_link_looks_the_same_for_every_reason() {
        let html = |world: World<'_>| page(&read(&world, "/i/tok")).1.html();
        assert_eq!(html(closed(stranger())), html(stranger()));
        let (status, page) = page(&read(&closed(stranger()), "/i/tok"));
        assert_eq!((status, count(&page, "main form")), (404, 0));
        assert_eq!(count(&page, "main a[href='/help']"), 1);
    }

    #[test]
    fn looking_at_a_letter_changes_nothing() {
        for path in ["/i/tok", "/i/tok/later"] {
            let outcome = read(&with(stranger()), path);
            assert!(outcome.events.is_empty() && outcome.rows.is_empty() && outcome.keys.is_empty());
        }
    }

    #[test]
    fn the_title_tells_nothing() {
        let (_, page) = page(&read(&with(stranger()), "/i/tok"));
        let title = scraper::Selector::parse("title").unwrap();
        assert_eq!(page.select(&title).next().unwrap().inner_html(), "A note · Toward");
    }

    #[test]
    fn only_the_invitation_is_asked_for() {
        let asked = needs(&Request::get("/i/tok"), &stranger().visitor);
        assert_eq!(asked, Needs { invite: Some("tok".into()), ..Needs::default() });
        assert_eq!(needs(&Request::post("/i/tok/later", &[]), &stranger().visitor), Needs::default());
    }
}
