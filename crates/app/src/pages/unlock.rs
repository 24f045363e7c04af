//! Opening one's own space, with the passphrase or this device's PIN, and shutting it.

use askama::Template;

use crate::routes::{self, Ask, Found, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, KeyAct, Method, Needs, Outcome, Proof, Proven};

pub(crate) const ROUTES: &[Route] = &[
    get("/me/open", Guard::Person, nothing, show),
    post("/me/open", Guard::Person, proof, open),
    post("/me/shut", Guard::Person, nothing, shut),
];

#[derive(Template)]
#[template(path = "pages/unlock/open.html")]
struct Page<'a> {
    p: Shell<'a>,
    to: &'a str,
    pin_here: bool,
    by_pin: bool,
    problem: Option<String>,
}

/// Where one wanted to go, if it is a page of ours that can be read.
fn onward(to: &str) -> &str {
    let plain =
        to.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '?' | '=' | '&'));
    let path = to.split('?').next().unwrap_or_default();
    let local = plain && to.starts_with('/') && !to.starts_with("//") && path != "/me/open";
    match routes::find(Method::Get, path) {
        Found::Route(..) if local => to,
        _ => "/me",
    }
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let to = onward(ctx.query.text("to"));
    if ctx.person().is_some_and(|person| person.private_open) {
        return Outcome::go(to);
    }
    page(ctx, 200, to, None)
}

fn page(ctx: &Ctx<'_>, status: u16, to: &str, problem: Option<String>) -> Outcome {
    let pin_here = ctx.person().is_some_and(|person| person.pin_here);
    let by_pin = ctx.form.has("pin");
    ctx.page_with(status, &Page { p: ctx.shell("unlock-title"), to, pin_here, by_pin, problem })
}

fn proof(ask: &Ask<'_>) -> Needs {
    let (pin, passphrase) = (ask.form.text("pin").trim(), ask.form.text("passphrase"));
    let proof = match (pin, passphrase) {
        ("", "") => None,
        ("", passphrase) => Some(Proof::Passphrase(passphrase.to_owned())),
        (pin, _) => Some(Proof::Pin(pin.to_owned())),
    };
    Needs { proof, ..Needs::default() }
}

fn open(ctx: &Ctx<'_>) -> Outcome {
    let to = onward(ctx.form.text("to"));
    let sorry = |status, problem| page(ctx, status, to, Some(problem));
    match ctx.world.proven {
        Some(Proven::Yes) => Outcome::go(to).key(KeyAct::OpenPrivate),
        Some(Proven::No | Proven::NotYet(_)) if ctx.form.has("pin") => {
            sorry(422, ctx.say("unlock-wrong-pin"))
        }
        failed => {
            let (status, problem) = passphrase_failed(ctx, failed);
            sorry(status, problem)
        }
    }
}

/// What is said when the passphrase of somebody signed in was not proven, and the status.
pub(super) fn passphrase_failed(ctx: &Ctx<'_>, failed: Option<Proven>) -> (u16, String) {
    match failed {
        Some(Proven::Wait { seconds }) => {
            (429, ctx.words.say_with("enter-wait", &[("seconds", seconds.into())]))
        }
        Some(Proven::Busy) => (429, ctx.say("enter-busy")),
        Some(_) => (422, ctx.say("unlock-wrong")),
        None => (422, ctx.say("unlock-empty")),
    }
}

fn shut(_: &Ctx<'_>) -> Outcome {
    Outcome::go("/today").key(KeyAct::ShutPrivate)
}

#[cfg(test)]
mod tests {
    use super::onward;
    use crate::testing::{alone, count, goes, page, read, send, shut, stranger, text};
    use crate::{KeyAct, Needs, Proof, Proven, Request, Visitor, World, needs};

    fn with_pin() -> World<'static> {
        let mut world = shut(alone());
        if let Visitor::Person(person) = &mut world.visitor {
            person.pin_here = true;
        }
        world
    }

    fn proven(proven: Proven) -> World<'static> {
        World { proven: Some(proven), ..with_pin() }
    }

    #[test]
    fn the_passphrase_is_asked_for_and_the_pin_where_there_is_one() {
        let (status, shown) = page(&read(&shut(alone()), "/me/open?to=/me/trend"));
        assert_eq!(status, 200);
        assert_eq!(count(&shown, "main form"), 1);
        assert_eq!(count(&shown, "input[name=to][value='/me/trend']"), 1);
        assert!(!text(&shown).contains('⟦'));
        let shown = page(&read(&with_pin(), "/me/open")).1;
        assert_eq!(count(&shown, "main form"), 2);
        assert_eq!(count(&shown, "input[name=pin]"), 1);
        assert!(!text(&shown).contains('⟦'));
    }

    #[test]
    fn either_of_them_is_proven() {
        let asked =
            |fields: &[(&str, &str)]| needs(&Request::post("/me/open", fields), &with_pin().visitor).proof;
        assert_eq!(asked(&[("passphrase", "otter lamp")]), Some(Proof::Passphrase("otter lamp".into())));
        assert_eq!(asked(&[("pin", " 2580 ")]), Some(Proof::Pin("2580".into())));
        assert_eq!(asked(&[("pin", ""), ("passphrase", "")]), None);
        assert_eq!(needs(&Request::post("/me/open", &[("pin", "1")]), &stranger().visitor), Needs::default());
    }

    #[test]
    fn what_was_proven_opens_the_space_and_leads_on() {
        for field in ["pin", "passphrase"] {
            let outcome = send(&proven(Proven::Yes), "/me/open", &[(field, "2580"), ("to", "/me/notes")]);
            assert_eq!(goes(&outcome), "/me/notes");
            assert!(outcome.keys == [KeyAct::OpenPrivate]);
        }
        assert_eq!(goes(&read(&alone(), "/me/open?to=/me/notes")), "/me/notes");
    }

    #[test]
    fn what_is_wrong_is_said_in_words_and_opens_nothing() {
        for (failed, status) in [(Proven::No, 422), (Proven::Wait { seconds: 4 }, 429), (Proven::Busy, 429)] {
            for field in ["pin", "passphrase"] {
                let outcome = send(&proven(failed), "/me/open", &[(field, "2580"), ("to", "/me/notes")]);
                assert!(outcome.keys.is_empty());
                let (shown_status, shown) = page(&outcome);
                assert_eq!(shown_status, status);
                assert_eq!(count(&shown, ".problem[role=alert]"), 1);
                assert_eq!(count(&shown, &format!("input[name={field}][aria-invalid=true]")), 1);
                assert_eq!(count(&shown, "[aria-invalid]"), 1);
                assert_eq!(count(&shown, "input[type=password][value]"), 0);
                assert_eq!(count(&shown, "input[name=to][value='/me/notes']"), 2);
                assert!(!text(&shown).contains('⟦'));
            }
        }
        assert_eq!(page(&send(&with_pin(), "/me/open", &[])).0, 422);
    }

    #[test]
    fn only_a_page_of_ours_is_led_to() {
        for to in ["/me/trend", "/today", "/me/note?kept=yes", "/talk/fears-1-01"] {
            assert_eq!(onward(to), to);
        }
        for to in [
            "",
            "me",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/me/open",
            "/me/open?to=/me",
            "/nowhere",
            "/me/shut",
            "/me/trend\r\nx",
            "/me//trend",
        ] {
            assert_eq!(onward(to), "/me", "{to}");
        }
    }

    #[test]
    fn the_space_can_be_shut_again() {
        let outcome = send(&alone(), "/me/shut", &[]);
        assert_eq!(goes(&outcome), "/today");
        assert!(outcome.keys == [KeyAct::ShutPrivate]);
    }
}
