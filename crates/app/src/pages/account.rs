//! The account page one can trust: what is signed in, what opens this account, and how to end each of them.
//!
//! Invariant: a new secret is only set behind the passphrase; ending or calling off something needs none.

use askama::Template;

use super::begin::passphrase;
use super::{help, unlock};
use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{AccountView, Ctx, Form, KeyAct, Needs, Outcome, Proof, Proven, Recovery, RunBy, dates, spoken};

pub(crate) const ROUTES: &[Route] = &[
    get("/me/account", Guard::Person, account, show),
    post("/me/account/end", Guard::Person, account, end),
    post("/me/account/end-others", Guard::Person, account, end_others),
    post("/me/account/pin", Guard::Person, pin_proof, set_pin),
    post("/me/account/pin/drop", Guard::Person, account, drop_pin),
    post("/me/account/recovery", Guard::Person, proof, make_sheet),
    post("/me/account/recovery/drop", Guard::Person, account, drop_sheet),
    post("/me/account/recovery/stop", Guard::Person, account, call_off),
    post("/me/account/passphrase", Guard::Person, change_proof, change),
];

/// What was done just now, as the query of the page may say it.
const DONE: [&str; 7] = ["ended", "others", "pin", "pin-dropped", "sheet-dropped", "stopped", "passphrase"];

/// The form that was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Pin,
    Sheet,
    Passphrase,
}

struct Problem {
    place: Place,
    text: String,
}

struct Device<'a> {
    id: &'a str,
    words: String,
    since: String,
    seen: String,
    mine: bool,
    current: bool,
}

#[derive(Template)]
#[template(path = "pages/account/show.html")]
struct Page<'a> {
    p: Shell<'a>,
    done: Option<String>,
    problem: Option<Problem>,
    devices: Vec<Device<'a>>,
    pins: &'a [(String, bool)],
    pin_here: bool,
    sheet: bool,
    opens: Option<String>,
    failed: u32,
    runs: String,
    one_of_you: bool,
    on_device: bool,
    /// A calendar's address is open, and how many calendars come in.
    address: bool,
    calendars: u32,
}

impl Page<'_> {
    /// What is said at a form that was not taken.
    fn problem(&self, form: &str) -> Option<&str> {
        let place = match form {
            "pin" => Place::Pin,
            "sheet" => Place::Sheet,
            _ => Place::Passphrase,
        };
        self.problem.as_ref().filter(|problem| problem.place == place).map(|problem| problem.text.as_str())
    }
}

fn account(_: &Ask<'_>) -> Needs {
    Needs { account: true, ..Needs::default() }
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, 200, None)
}

fn page(ctx: &Ctx<'_>, status: u16, problem: Option<Problem>) -> Outcome {
    let nothing = AccountView::default();
    let view = ctx.world.account.as_ref().unwrap_or(&nothing);
    let done = DONE.iter().find(|done| **done == ctx.query.text("done"));
    let desk = ctx.world.desk.as_ref();
    ctx.page_with(
        status,
        &Page {
            p: ctx.shell("account-title"),
            done: done.map(|done| ctx.say(&format!("account-done-{done}"))),
            problem,
            devices: devices(ctx, view),
            pins: &view.pins,
            pin_here: view.pins.iter().any(|(_, here)| *here),
            sheet: view.recovery == Recovery::Set,
            opens: match view.recovery {
                Recovery::Asked { opens } => Some(dates::moment(ctx.words, opens, &ctx.world.zone)),
                Recovery::None | Recovery::Set => None,
            },
            failed: view.failed,
            runs: help::who_runs(ctx),
            one_of_you: ctx.world.server.run_by == RunBy::OneOfYou,
            on_device: ctx.world.server.on_device,
            address: desk.is_some_and(|desk| desk.feed.is_some()),
            calendars: desk.map_or(0, |desk| desk.calendars.all().map(|_| 1).sum()),
        },
    )
}

/// The device asking comes first, then the one used last.
fn devices<'a>(ctx: &Ctx<'_>, view: &'a AccountView) -> Vec<Device<'a>> {
    let mut sessions: Vec<_> = view.sessions.iter().collect();
    sessions.sort_by_key(|session| (!session.current, std::cmp::Reverse(session.seen.0)));
    let moment = |at| dates::moment(ctx.words, at, &ctx.world.zone);
    let device = |session: &'a crate::SessionView| Device {
        id: &session.id,
        words: spoken::words(&session.words),
        since: moment(session.since),
        seen: moment(session.seen),
        mine: session.mine,
        current: session.current,
    };
    sessions.into_iter().map(device).collect()
}

fn sorry(ctx: &Ctx<'_>, status: u16, place: Place, text: String) -> Outcome {
    page(ctx, status, Some(Problem { place, text }))
}

fn done(what: &str) -> Outcome {
    Outcome::go(&format!("/me/account?done={what}"))
}

fn end(ctx: &Ctx<'_>) -> Outcome {
    let id = ctx.form.text("id");
    let sessions = ctx.world.account.iter().flat_map(|view| &view.sessions);
    match sessions.into_iter().find(|session| session.id == id) {
        Some(session) if session.current => Outcome::go("/enter").key(KeyAct::Exit),
        Some(_) => done("ended").key(KeyAct::EndSession(id.to_owned())),
        // It has ended by itself meanwhile.
        None => done("ended"),
    }
}

fn end_others(_: &Ctx<'_>) -> Outcome {
    done("others").key(KeyAct::EndOtherSessions)
}

/// The passphrase, where one was typed.
fn proof(ask: &Ask<'_>) -> Needs {
    let passphrase = ask.form.text("passphrase");
    let proof = (!passphrase.is_empty()).then(|| Proof::Passphrase(passphrase.to_owned()));
    Needs { proof, ..account(ask) }
}

/// What a passphrase that was not proven comes to; `None` when it was.
fn unproven(ctx: &Ctx<'_>, place: Place) -> Option<Outcome> {
    if ctx.world.proven == Some(Proven::Yes) {
        return None;
    }
    let (status, text) = unlock::passphrase_failed(ctx, ctx.world.proven);
    Some(sorry(ctx, status, place, text))
}

fn pin(form: &Form) -> Option<&str> {
    let pin = form.text("pin").trim();
    let digits = pin.chars().all(|c| c.is_ascii_digit());
    (digits && (4..=12).contains(&pin.len())).then_some(pin)
}

fn pin_proof(ask: &Ask<'_>) -> Needs {
    if pin(ask.form).is_some() { proof(ask) } else { account(ask) }
}

fn set_pin(ctx: &Ctx<'_>) -> Outcome {
    let Some(pin) = pin(&ctx.form) else { return sorry(ctx, 422, Place::Pin, ctx.say("account-pin-digits")) };
    match unproven(ctx, Place::Pin) {
        Some(sorry) => sorry,
        None => done("pin").key(KeyAct::SetPin(pin.to_owned())),
    }
}

fn drop_pin(ctx: &Ctx<'_>) -> Outcome {
    let id = ctx.form.text("id");
    let known = ctx.world.account.iter().flat_map(|view| &view.pins).any(|(pin, _)| pin == id);
    let outcome = done("pin-dropped");
    if known { outcome.key(KeyAct::DropPin(id.to_owned())) } else { outcome }
}

#[derive(Template)]
#[template(path = "pages/account/sheet.html")]
struct Sheet<'a> {
    p: Shell<'a>,
    code: &'a str,
    made: String,
    place: String,
}

/// Answers in place: the code is shown this once and kept nowhere that it could be read again.
fn make_sheet(ctx: &Ctx<'_>) -> Outcome {
    if let Some(sorry) = unproven(ctx, Place::Sheet) {
        return sorry;
    }
    let code = &ctx.world.fresh_recovery;
    let page = ctx.page(&Sheet {
        p: ctx.shell("account-title"),
        code,
        made: dates::day(ctx.words, ctx.today()),
        place: format!("{}/enter/lost", ctx.world.server.url),
    });
    page.key(KeyAct::KeepRecovery(code.clone()))
}

fn drop_sheet(_: &Ctx<'_>) -> Outcome {
    done("sheet-dropped").key(KeyAct::DropRecovery)
}

fn call_off(_: &Ctx<'_>) -> Outcome {
    done("stopped").key(KeyAct::CallOffRecovery)
}

fn change_proof(ask: &Ask<'_>) -> Needs {
    if passphrase::chosen(ask.form, "new_passphrase", "").is_ok() { proof(ask) } else { account(ask) }
}

fn change(ctx: &Ctx<'_>) -> Outcome {
    let chosen = match passphrase::chosen(&ctx.form, "new_passphrase", "") {
        Ok(chosen) => chosen,
        Err(why) => return sorry(ctx, 422, Place::Passphrase, why.text(ctx)),
    };
    match unproven(ctx, Place::Passphrase) {
        Some(sorry) => sorry,
        None => done("passphrase").key(KeyAct::ChangePassphrase(chosen.to_owned())),
    }
}

#[cfg(test)]
mod tests;
