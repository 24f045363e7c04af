//! Writing for oneself: an empty page, or half a sentence to begin with.
//!
//! Which sentence that is stands in no address, because a browser keeps addresses. Whoever writes for a long time may
//! find their own space shut meanwhile: what they send is kept all the same.

use askama::Template;
use content::{Arg, Rung};
use domain::first_step;
use domain::text::LONGEST;

use super::draft::{self, MOST};
use super::{SAID, rung};
use crate::pages::errors;
use crate::pages::talk::asked;
use crate::shell::Shell;
use crate::{Ctx, Form, Outcome};

#[derive(Template)]
#[template(path = "pages/say/new.html")]
struct Page<'a> {
    p: Shell<'a>,
    rung: &'static Rung,
    /// Where the words go; nowhere while there is no room for more.
    action: Option<&'a str>,
    back: String,
    problem: Option<String>,
    text: String,
}

/// The rung a field names; without one, where one's own marks say to begin.
pub(super) fn rung_of(ctx: &Ctx<'_>, fields: &Form) -> Option<&'static Rung> {
    rung::named(ctx, fields.text("rung")).or_else(|| {
        let marks = ctx.world.private.as_ref().map(|private| private.rungs).unwrap_or_default();
        ctx.library.steps.rung(first_step::rung(&marks))
    })
}

/// The page to write on.
pub(super) fn blank(ctx: &Ctx<'_>) -> Outcome {
    match rung_of(ctx, &ctx.query) {
        Some(rung) => begun(ctx, rung, String::new()),
        None => errors::not_found(ctx),
    }
}

fn begun(ctx: &Ctx<'_>, rung: &'static Rung, text: String) -> Outcome {
    let problem = no_room(ctx, "say-full-empty");
    let action = if problem.is_none() { Some("/me/say/new") } else { None };
    page(ctx, 200, rung, action, problem, text)
}

/// Half a sentence to begin with: the page is answered in place, and nothing is written yet.
fn half_a_sentence(ctx: &Ctx<'_>, rung: &'static Rung) -> Outcome {
    if !asked::own_words_show(ctx) {
        return Outcome::go(&format!("/me/open?to=/me/say/r/{}", rung.number));
    }
    let with = ctx.form.number::<usize>("with").and_then(|with| with.checked_sub(1));
    let opening = with.and_then(|with| rung.openings.get(with));
    let text = opening.map(|opening| format!("{} ", opening.trim_end_matches(['…', ' '])));
    begun(ctx, rung, text.unwrap_or_default())
}

/// The page once more, with what was typed and why it was not taken.
pub(super) fn again(ctx: &Ctx<'_>, rung: &'static Rung, action: &str, problem: String) -> Outcome {
    page(ctx, 422, rung, Some(action), Some(problem), ctx.form.text("text").to_owned())
}

fn page(
    ctx: &Ctx<'_>,
    status: u16,
    rung: &'static Rung,
    action: Option<&str>,
    problem: Option<String>,
    text: String,
) -> Outcome {
    let back = format!("/me/say/r/{}", rung.number);
    ctx.page_with(status, &Page { p: ctx.shell("say-title"), rung, action, back, problem, text })
}

/// Why nothing more can be kept, if so. Known only while one's own space is open; the empty page is shown only then.
pub(super) fn no_room(ctx: &Ctx<'_>, key: &str) -> Option<String> {
    let private = ctx.world.private.as_ref()?;
    let room = draft::count(ctx) < MOST && private.sheets.have_room("step/new");
    (!room).then(|| ctx.words.say_with(key, &[("most", Arg::from(MOST))]))
}

/// POST: a new piece is kept; or one begins with half a sentence.
pub(super) fn begin(ctx: &Ctx<'_>) -> Outcome {
    let id = draft::fresh(ctx);
    let (Some(rung), Some(sheet)) = (rung_of(ctx, &ctx.form), draft::sheet(&id)) else {
        return errors::not_found(ctx);
    };
    if ctx.form.has("with") {
        return half_a_sentence(ctx, rung);
    }
    if let Some(problem) = no_room(ctx, "say-full") {
        return again(ctx, rung, "/me/say/new", problem);
    }
    match asked::typed(ctx, "text", LONGEST) {
        Ok(text) => draft::keep(ctx, kept(ctx, &id), &sheet, rung.number, text),
        Err((_, problem)) => again(ctx, rung, "/me/say/new", problem),
    }
}

/// Where one is led after keeping something.
pub(super) fn kept(ctx: &Ctx<'_>, id: &str) -> Outcome {
    if asked::own_words_show(ctx) { Outcome::go(&draft::done(id)) } else { Outcome::go(SAID) }
}
