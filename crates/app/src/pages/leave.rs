//! *Leave this page*: ends the session and goes to a neutral site. Works without script.

use crate::routes::{Guard, Route, nothing, post};
use crate::{Answer, Ctx, KeyAct, Outcome};

pub(crate) const ROUTES: &[Route] = &[post("/leave", Guard::Anyone, nothing, leave)];

fn leave(ctx: &Ctx<'_>) -> Outcome {
    let outcome = Outcome { answer: Answer::Leave, ..Outcome::default() };
    if ctx.person().is_some() { outcome.key(KeyAct::Exit) } else { outcome }
}
