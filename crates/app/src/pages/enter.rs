//! Signing in, and out. One answer for an unknown name and a wrong passphrase.

use askama::Template;

use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, KeyAct, Needs, Outcome, Proof, Proven};

pub(crate) const ROUTES: &[Route] = &[
    get("/enter", Guard::Anyone, nothing, show),
    post("/enter", Guard::Anyone, proof, enter),
    post("/exit", Guard::Person, nothing, exit),
];

#[derive(Template)]
#[template(path = "pages/enter.html")]
struct Enter<'a> {
    p: Shell<'a>,
    name: &'a str,
    mine: bool,
    problem: Option<String>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    if ctx.person().is_some() {
        return Outcome::go("/today");
    }
    ctx.page(&Enter { p: ctx.shell("enter-title"), name: "", mine: false, problem: None })
}

fn proof(ask: &Ask<'_>) -> Needs {
    let (name, passphrase) = (ask.form.text("email").trim(), ask.form.text("passphrase"));
    if name.is_empty() || passphrase.is_empty() {
        return Needs::default();
    }
    let proof = Proof::Enter { name: name.to_owned(), passphrase: passphrase.to_owned() };
    Needs { proof: Some(proof), ..Needs::default() }
}

fn enter(ctx: &Ctx<'_>) -> Outcome {
    let mine = ctx.form.has("mine");
    let (status, problem) = match ctx.world.proven {
        Some(Proven::Yes) => return Outcome::go("/today").key(KeyAct::Enter { mine }),
        Some(Proven::Wait { seconds }) => {
            (429, ctx.words.say_with("enter-wait", &[("seconds", seconds.into())]))
        }
        Some(Proven::Busy) => (429, ctx.say("enter-busy")),
        Some(Proven::Elsewhere) => (422, elsewhere(ctx)),
        Some(Proven::No | Proven::NotYet(_)) => (422, ctx.say("enter-no")),
        None => (422, ctx.say("enter-empty")),
    };
    let name = ctx.form.text("email");
    ctx.page_with(status, &Enter { p: ctx.shell("enter-title"), name, mine, problem: Some(problem) })
}

/// Where an account that exists is to be opened instead.
pub(super) fn elsewhere(ctx: &Ctx<'_>) -> String {
    ctx.say(if ctx.world.server.on_device { "enter-at-server" } else { "enter-on-device" })
}

fn exit(_: &Ctx<'_>) -> Outcome {
    Outcome::go("/enter").key(KeyAct::Exit)
}
