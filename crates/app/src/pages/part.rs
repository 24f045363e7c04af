//! Leaving the couple: one person, one step, no reason. Nothing is sent, and nobody can block it.

use askama::Template;
use domain::SpaceName;

use super::say;
use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{CoupleState, Ctx, KeyAct, Needs, Outcome, Proof, Proven};

pub(crate) const ROUTES: &[Route] = &[
    get("/us/end", Guard::Person, crate::routes::nothing, show),
    post("/us/end", Guard::Person, proof, leave),
];

/// When it shows to the other one: at their next visit, or some days later.
const DAYS: [u8; 4] = [0, 7, 14, 30];

fn proof(ask: &Ask<'_>) -> Needs {
    let typed = ask.form.text("passphrase");
    let proof = (!typed.is_empty()).then(|| Proof::Passphrase(typed.to_owned()));
    Needs { proof, ..Needs::space(SpaceName::Shared) }
}

#[derive(Template)]
#[template(path = "pages/part.html")]
struct Part<'a> {
    p: Shell<'a>,
    days: Vec<(u8, String, bool)>,
    problem: Option<String>,
}

/// There is something to leave: also for somebody who has not opened their side yet.
fn is_paired(ctx: &Ctx<'_>) -> bool {
    let couple = ctx.person().and_then(|person| person.couple.as_ref()).map(|couple| couple.state);
    matches!(couple, Some(CoupleState::Together | CoupleState::ToOpen { .. }))
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    if is_paired(ctx) { page(ctx, 200, None) } else { Outcome::go("/us") }
}

fn page(ctx: &Ctx<'_>, status: u16, problem: Option<String>) -> Outcome {
    // Nothing is chosen beforehand: when it shows can matter more than that one leaves.
    let chosen = ctx.form.number::<u8>("days");
    let days = DAYS.map(|days| (days, ctx.say(&format!("part-days-{days}")), chosen == Some(days)));
    ctx.page_with(status, &Part { p: ctx.shell("part-title"), days: days.to_vec(), problem })
}

fn leave(ctx: &Ctx<'_>) -> Outcome {
    if !is_paired(ctx) {
        return Outcome::go("/us");
    }
    let days = ctx.form.number::<u8>("days").filter(|days| DAYS.contains(days));
    let Some(days) = days else { return page(ctx, 422, Some(ctx.say("part-when"))) };
    if ctx.world.proven != Some(Proven::Yes) {
        let (status, problem) = super::pair::passphrase_problem(ctx);
        return page(ctx, status, Some(problem));
    }
    // What lies in a gate goes with its author, and what was seen of it must not tell of the leaving.
    say::uncovered(ctx, Outcome::go("/us"))
        .key(KeyAct::LeaveCouple { shows: ctx.world.now.plus_days(days.into()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::World;
    use crate::testing::{NOW, alone, count, goes, page, read, send, text, together};

    #[test]
    fn help_lines_are_named_before_the_step() {
        let (_, shown) = page(&read(&together(), "/us/end"));
        assert_eq!(count(&shown, "main a[href='/help/lines']"), 1);
        assert_eq!(count(&shown, "main form"), 1);
        assert_eq!(count(&shown, "input[name=days][checked]"), 0);
    }

    #[test]
    fn one_step_with_the_passphrase_and_no_reason() {
        let world = World { proven: Some(Proven::Yes), ..together() };
        let outcome = send(&world, "/us/end", &[("days", "14"), ("passphrase", "x")]);
        assert_eq!(outcome.keys, [KeyAct::LeaveCouple { shows: NOW.plus_days(14) }]);
        assert!(outcome.events.is_empty() && outcome.rows.is_empty());
    }

    #[test]
    fn a_wrong_passphrase_or_an_odd_day_leaves_everything_as_it_is() {
        let world = World { proven: Some(Proven::No), ..together() };
        let outcome = send(&world, "/us/end", &[("days", "7"), ("passphrase", "x")]);
        let (status, shown) = page(&outcome);
        assert_eq!((status, count(&shown, "input[value='7'][checked]")), (422, 1));
        assert!(outcome.keys.is_empty());
        let world = World { proven: Some(Proven::Yes), ..together() };
        assert!(text(&page(&send(&world, "/us/end", &[("days", "90")])).1).len() > 10);
    }

    #[test]
    fn before_their_side_is_open_one_can_leave_too() {
        let mut world = World { proven: Some(Proven::Yes), ..together() };
        if let crate::Visitor::Person(person) = &mut world.visitor {
            person.couple.as_mut().unwrap().state = CoupleState::ToOpen { words: [1, 2, 3, 4] };
        }
        assert_eq!(count(&page(&read(&world, "/us")).1, "main a[href='/us/end']"), 1);
        assert_eq!(count(&page(&read(&world, "/us")).1, "form[action='/us/unpair']"), 0);
        assert_eq!(send(&world, "/us/end", &[("days", "0"), ("passphrase", "x")]).keys.len(), 1);
    }

    #[test]
    fn somebody_alone_has_nothing_to_leave() {
        assert_eq!(goes(&read(&alone(), "/us/end")), "/us");
    }
}
