//! Writing something down for oneself: a note, or a small reach I answered. Never what the other one did not do.

use askama::Template;
use domain::private::Event;
use domain::text::{LONGEST, tidy};

use super::refusal_text;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// The two things that can be written here.
#[derive(Clone, Copy)]
enum What {
    /// Anything.
    Note,
    /// A small reach I answered.
    Bid,
}

impl What {
    /// The last part of its address and of its words' keys.
    fn key(self) -> &'static str {
        match self {
            What::Note => "note",
            What::Bid => "bid",
        }
    }

    /// The place it is kept at.
    fn place(self) -> &'static str {
        match self {
            What::Note => "journal",
            What::Bid => "bid",
        }
    }
}

#[derive(Template)]
#[template(path = "pages/me/note.html")]
struct Page<'a> {
    p: Shell<'a>,
    key: &'static str,
    heading: String,
    lead: String,
    label: String,
    hint: String,
    kept: bool,
    problem: Option<String>,
    text: &'a str,
    mend: Vec<String>,
}

/// How many lines there are that mend a moment which has passed.
const MEND: u8 = 4;

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, What::Note, None)
}

pub(super) fn keep(ctx: &Ctx<'_>) -> Outcome {
    save(ctx, What::Note)
}

pub(super) fn show_bid(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, What::Bid, None)
}

pub(super) fn keep_bid(ctx: &Ctx<'_>) -> Outcome {
    save(ctx, What::Bid)
}

fn save(ctx: &Ctx<'_>, what: What) -> Outcome {
    let text = match tidy(ctx.form.text("text"), LONGEST) {
        Ok(text) => text,
        Err(refusal) => return page(ctx, what, Some(refusal_text(ctx, refusal))),
    };
    let open = ctx.person().is_some_and(|person| person.private_open);
    let onward = match what {
        What::Note if open => "/me/notes",
        What::Note => "/me/note?kept=yes",
        What::Bid => "/me/bid?kept=yes",
    };
    Outcome::go(onward).private(Event::NoteKept { place: what.place().to_owned(), text })
}

fn page(ctx: &Ctx<'_>, what: What, problem: Option<String>) -> Outcome {
    let say = |part: &str| ctx.say(&format!("me-{}-{part}", what.key()));
    let lines = match what {
        What::Note => 0,
        What::Bid => MEND,
    };
    let page = Page {
        p: ctx.shell("me-note-title"),
        key: what.key(),
        heading: say("heading"),
        lead: say("lead"),
        label: say("label"),
        hint: say("hint"),
        kept: ctx.query.has("kept"),
        text: ctx.form.text("text"),
        mend: (1..=lines).map(|n| ctx.say(&format!("me-mend-{n}"))).collect(),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}
