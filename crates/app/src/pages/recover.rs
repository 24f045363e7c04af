//! A lost passphrase: the code from the recovery sheet, 72 hours in which it can be called off, a new passphrase.
//!
//! Invariant: one answer for an unknown name, a wrong code, and an account that has no sheet.

use askama::Template;

use super::begin::passphrase;
use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, KeyAct, Needs, Outcome, Proof, Proven, dates};

pub(crate) const ROUTES: &[Route] =
    &[get("/enter/lost", Guard::Anyone, nothing, show), post("/enter/lost", Guard::Anyone, proof, recover)];

#[derive(Template)]
#[template(path = "pages/recover/ask.html")]
struct Page<'a> {
    p: Shell<'a>,
    name: &'a str,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/recover/wait.html")]
struct Later<'a> {
    p: Shell<'a>,
    opens: String,
    zone: &'a str,
}

#[derive(Template)]
#[template(path = "pages/recover/new.html")]
struct Anew<'a> {
    p: Shell<'a>,
    name: &'a str,
    code: &'a str,
    problem: Option<String>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Page { p: ctx.shell("recover-title"), name: "", problem: None })
}

fn proof(ask: &Ask<'_>) -> Needs {
    let (name, code) = (ask.form.text("email").trim(), ask.form.text("code").trim());
    if name.is_empty() || code.is_empty() {
        return Needs::default();
    }
    let proof = Proof::Recovery { name: name.to_owned(), code: code.to_owned() };
    Needs { proof: Some(proof), ..Needs::default() }
}

fn recover(ctx: &Ctx<'_>) -> Outcome {
    let (status, problem) = match ctx.world.proven {
        Some(Proven::Yes) => return renew(ctx),
        Some(Proven::NotYet(opens)) => {
            let opens = dates::moment(ctx.words, opens, &ctx.world.zone);
            return ctx.page(&Later { p: ctx.shell("recover-title"), opens, zone: &ctx.world.prefs.zone });
        }
        Some(Proven::Wait { seconds }) => {
            (429, ctx.words.say_with("enter-wait", &[("seconds", seconds.into())]))
        }
        Some(Proven::Busy) => (429, ctx.say("enter-busy")),
        Some(Proven::Elsewhere) => (422, super::enter::elsewhere(ctx)),
        Some(Proven::No) => (422, ctx.say("recover-no")),
        None => (422, ctx.say("recover-empty")),
    };
    let name = ctx.form.text("email");
    ctx.page_with(status, &Page { p: ctx.shell("recover-title"), name, problem: Some(problem) })
}

/// The code holds and its time has come: a new passphrase is asked for, then set.
fn renew(ctx: &Ctx<'_>) -> Outcome {
    let (name, code) = (ctx.form.text("email"), ctx.form.text("code"));
    let ask =
        |status, problem| ctx.page_with(status, &Anew { p: ctx.shell("recover-title"), name, code, problem });
    if ctx.form.get("new_passphrase").is_none() {
        return ask(200, None);
    }
    match passphrase::chosen(&ctx.form, "new_passphrase", name) {
        Ok(chosen) => Outcome::go("/enter").key(KeyAct::Recover { passphrase: chosen.to_owned() }),
        Err(why) => ask(422, Some(why.text(ctx))),
    }
}

#[cfg(test)]
mod tests {
    use domain::Instant;

    use crate::testing::{NOW, alone, count, goes, page, read, send, stranger, text};
    use crate::{KeyAct, Needs, Proof, Proven, Request, World, needs};

    const ASKED: [(&str, &str); 2] = [("email", " alex "), ("code", "AAAA-BBBB")];
    const ANEW: [(&str, &str); 4] =
        [ASKED[0], ASKED[1], ("new_passphrase", "quilt plum harbor"), ("again", "quilt plum harbor")];

    fn proven(proven: Proven) -> World<'static> {
        World { proven: Some(proven), ..stranger() }
    }

    #[test]
    fn the_page_is_for_anybody_and_says_how_long_it_takes() {
        for world in [stranger(), alone()] {
            let (status, page) = page(&read(&world, "/enter/lost"));
            assert_eq!(status, 200);
            assert_eq!(count(&page, "form[action='/enter/lost'] input[name=code]"), 1);
            assert!(text(&page).contains("72 hours") && !text(&page).contains('⟦'));
        }
    }

    #[test]
    fn name_and_code_are_proven_each_time() {
        let asked =
            |fields: &[(&str, &str)]| needs(&Request::post("/enter/lost", fields), &stranger().visitor);
        let proof = Proof::Recovery { name: "alex".into(), code: "AAAA-BBBB".into() };
        for fields in [&ASKED[..], &ANEW] {
            assert_eq!(asked(fields), Needs { proof: Some(proof.clone()), ..Needs::default() });
        }
        assert_eq!(asked(&[("email", "alex"), ("code", " ")]), Needs::default());
        assert_eq!(page(&send(&stranger(), "/enter/lost", &[("email", "alex")])).0, 422);
    }

    #[test]
    fn every_wrong_reason_gets_the_same_answer() {
        let outcome = send(&proven(Proven::No), "/enter/lost", &ASKED);
        assert!(outcome.keys.is_empty());
        let (status, shown) = page(&outcome);
        assert_eq!(status, 422);
        assert_eq!(count(&shown, ".problem[role=alert]"), 1);
        assert_eq!(count(&shown, "input[name=email][value=' alex ']"), 1);
        assert_eq!(count(&shown, "input[name=code][value]"), 0);
        let with_new = send(&proven(Proven::No), "/enter/lost", &ANEW);
        assert_eq!(format!("{:?}", outcome.answer), format!("{:?}", with_new.answer));
        for busy in [Proven::Busy, Proven::Wait { seconds: 8 }] {
            assert_eq!(page(&send(&proven(busy), "/enter/lost", &ASKED)).0, 429);
        }
    }

    #[test]
    fn before_its_time_the_code_sets_nothing() {
        let world = proven(Proven::NotYet(Instant(NOW.0 + 72 * 3_600_000)));
        for fields in [&ASKED[..], &ANEW] {
            let outcome = send(&world, "/enter/lost", fields);
            assert!(outcome.keys.is_empty() && outcome.events.is_empty());
            let (status, page) = page(&outcome);
            assert_eq!(status, 200);
            assert_eq!(count(&page, "input[type=password]"), 0);
            assert!(text(&page).contains("26 November 2026, 20:00") && !text(&page).contains('⟦'));
        }
    }

    #[test]
    fn in_its_time_a_new_passphrase_is_asked_for_and_set() {
        let world = proven(Proven::Yes);
        let outcome = send(&world, "/enter/lost", &ASKED);
        assert!(outcome.keys.is_empty());
        let (status, shown) = page(&outcome);
        assert_eq!(status, 200);
        assert_eq!(count(&shown, "input[type=hidden][name=code][value='AAAA-BBBB']"), 1);
        assert_eq!(count(&shown, "input[name=new_passphrase]"), 1);
        assert!(!text(&shown).contains('⟦'));
        let outcome = send(&world, "/enter/lost", &ANEW);
        assert_eq!(goes(&outcome), "/enter");
        assert!(outcome.keys == [KeyAct::Recover { passphrase: "quilt plum harbor".into() }]);
    }

    #[test]
    fn a_new_passphrase_that_will_not_do_is_said() {
        for (new, again) in [("", ""), ("short", "short"), ("quilt plum harbor", "quilt plum")] {
            let fields = [ASKED[0], ASKED[1], ("new_passphrase", new), ("again", again)];
            let outcome = send(&proven(Proven::Yes), "/enter/lost", &fields);
            assert!(outcome.keys.is_empty());
            let (status, page) = page(&outcome);
            assert_eq!(status, 422);
            assert_eq!(count(&page, ".problem[role=alert]"), 1);
            assert_eq!(count(&page, "input[type=password][value]"), 0);
        }
    }
}
