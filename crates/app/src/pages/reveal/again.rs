//! Opened answers to read again, newest first; older ones by chapter.

use askama::Template;
use domain::shared::{Moment, Shared};
use domain::{QuestionId, SpaceName};

use crate::pages::talk::asked::{self, Asked};
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Form, Needs, Outcome};

/// How many moments the first page looks at.
const FIRST: usize = 64;

#[derive(Template)]
#[template(path = "pages/reveal/again.html")]
struct Again<'a> {
    p: Shell<'a>,
    entries: Vec<(Asked<'a>, String)>,
    newest: bool,
    older: Option<String>,
}

/// Which part of what was.
#[derive(Clone, Copy)]
enum Part {
    Newest,
    Rest,
    Chapter(u32),
}

fn part(query: &Form) -> Part {
    match query.number("chapter") {
        Some(number) => Part::Chapter(number),
        None if query.has("rest") => Part::Rest,
        None => Part::Newest,
    }
}

pub(super) fn needs(ask: &Ask<'_>) -> Needs {
    let chapters = match part(ask.query) {
        Part::Chapter(number) => vec![(SpaceName::Shared, number)],
        _ => Vec::new(),
    };
    Needs { chapters, ..Needs::all_spaces() }
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let part = part(&ctx.query);
    let (moments, older) = match &ctx.world.shared {
        Some(shared) => read(ctx, shared, part),
        None => (Vec::new(), None),
    };
    let page = Again {
        p: ctx.shell("talk-title"),
        entries: entries(ctx, &moments),
        newest: matches!(part, Part::Newest),
        older,
    };
    ctx.page(&page)
}

/// The moments of a part, newest first, and where the older ones are.
fn read(ctx: &Ctx<'_>, shared: &Shared, part: Part) -> (Vec<Moment>, Option<String>) {
    let before = |number: u32| number.checked_sub(1).map(|older| format!("/talk/revealed?chapter={older}"));
    let last_chapter = before(shared.moments.chapters());
    let hot = shared.moments.newest().cloned();
    match part {
        Part::Newest if shared.moments.newest().nth(FIRST).is_some() => {
            (hot.take(FIRST).collect(), Some("/talk/revealed?rest=yes".to_owned()))
        }
        Part::Newest => (hot.collect(), last_chapter),
        Part::Rest => (hot.skip(FIRST).collect(), last_chapter),
        Part::Chapter(number) => {
            let chapter = ctx.world.chapters.get(&(SpaceName::Shared, number));
            let mut moments = chapter.map(|bytes| domain::shared::moments(bytes)).unwrap_or_default();
            moments.reverse();
            (moments, before(number))
        }
    }
}

/// Each question once, with when it opened.
fn entries<'a>(ctx: &'a Ctx<'_>, moments: &[Moment]) -> Vec<(Asked<'a>, String)> {
    let mut seen: Vec<&QuestionId> = Vec::new();
    let mut entries = Vec::new();
    for moment in moments {
        let Moment::Revealed(question, at) = moment else { continue };
        let opened = ctx.world.shared.as_ref().is_some_and(|shared| shared.revealed(question).is_some());
        if !opened || seen.contains(&question) {
            continue;
        }
        seen.push(question);
        entries.extend(asked::find(ctx, question.as_str()).map(|asked| (asked, asked::month(ctx, *at))));
    }
    entries
}
