//! Afterwards: one question about how it was for oneself. Said aloud, kept in one's own notes, or left.
//!
//! Invariant: it does not know that there was a while without screens, nor how long.

use askama::Template;
use domain::private::Event;
use domain::text::{LONGEST, tidy};

use super::drawn;
use crate::pages::me::refusal_text;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// Where such a note lies among one's own.
const PLACE: &str = "down";

#[derive(Template)]
#[template(path = "pages/down/after.html")]
struct Page<'a> {
    p: Shell<'a>,
    question: &'a str,
    ask: usize,
    kept: bool,
    typed: &'a str,
    problem: Option<String>,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None)
}

fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    let closings = &ctx.library.presence.closings;
    let asked = ctx.form.number("ask").or_else(|| ctx.query.number("ask"));
    let ask = asked.filter(|ask| *ask < closings.len()).or_else(|| drawn(ctx, closings)).unwrap_or_default();
    let page = Page {
        p: ctx.shell("down-title"),
        question: closings.get(ask).map_or("", |closing| &closing.text),
        ask,
        kept: ctx.query.has("kept"),
        typed: ctx.form.text("text"),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

pub(super) fn keep(ctx: &Ctx<'_>) -> Outcome {
    match tidy(ctx.form.text("text"), LONGEST) {
        Ok(text) => {
            let note = Event::NoteKept { place: PLACE.to_owned(), text };
            Outcome::go("/time/down/after?kept=yes").private(note)
        }
        Err(refusal) => page(ctx, Some(refusal_text(ctx, refusal))),
    }
}

#[cfg(test)]
mod tests {
    use content::Library;
    use domain::private;

    use crate::New;
    use crate::testing::{alone, count, goes, page, read, send, shut, stranger, text, together};

    #[test]
    fn an_answer_goes_to_ones_own_notes_open_or_shut() {
        for world in [alone(), shut(together())] {
            let outcome =
                send(&world, "/time/down/after", &[("ask", "2"), ("text", "My shoulders came down.")]);
            assert_eq!(goes(&outcome), "/time/down/after?kept=yes");
            let note =
                private::Event::NoteKept { place: "down".into(), text: "My shoulders came down.".into() };
            assert_eq!(outcome.events, [New::Private(note)]);
        }
        let (_, kept) = page(&read(&alone(), "/time/down/after?kept=yes"));
        assert_eq!((count(&kept, "[role=status]"), count(&kept, "main form")), (1, 0));
    }

    #[test]
    fn an_empty_answer_is_asked_again_with_its_question() {
        let outcome = send(&alone(), "/time/down/after", &[("ask", "2"), ("text", " ")]);
        assert!(outcome.events.is_empty());
        let (status, after) = page(&outcome);
        assert_eq!(
            (status, count(&after, "[role=alert]"), count(&after, "input[name=ask][value='2']")),
            (422, 1, 1)
        );
        assert!(text(&after).contains(&Library::english().presence.closings[2].text));
    }

    #[test]
    fn whoever_was_signed_out_meanwhile_is_asked_all_the_same() {
        let (status, after) = page(&read(&stranger(), "/time/down/after?ask=1"));
        assert_eq!((status, count(&after, "h1.question"), count(&after, "main form")), (200, 1, 0));
        assert_eq!(goes(&read(&stranger(), "/time/down")), "/enter");
    }
}
