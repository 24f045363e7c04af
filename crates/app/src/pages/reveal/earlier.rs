//! Earlier rounds of a question: what both said then, one round at a time. People change, and what was said stays said.

use askama::Template;
use content::Arg;
use domain::SpaceName;

use crate::pages::errors;
use crate::pages::talk::asked;
use crate::past::{Past, Told, Words};
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates};

/// Words of one of the two.
struct Said {
    label: String,
    words: String,
}

#[derive(Template)]
#[template(path = "pages/reveal/earlier.html")]
struct Page<'a> {
    p: Shell<'a>,
    question: String,
    opened: String,
    answers: Vec<Said>,
    replies: Vec<Said>,
    before: Option<String>,
    now: Option<String>,
}

pub(super) fn needs(_: &Ask<'_>) -> Needs {
    Needs { whole: vec![SpaceName::Shared], ..Needs::all_spaces() }
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let id = ctx.param(0);
    let past = Past::read(ctx);
    let rounds: Vec<&Told> = past.told.iter().filter(|told| told.question.as_str() == id).collect();
    let Some(place) = place(ctx, &rounds) else { return errors::not_found(ctx) };
    let Some(told) = rounds.get(place) else { return errors::not_found(ctx) };
    let before = place.checked_sub(1).and_then(|place| rounds.get(place));
    let page = Page {
        p: ctx.shell("talk-title"),
        question: past.question(ctx, id),
        opened: dates::day(ctx.words, told.opened.day_in(&ctx.world.zone)),
        answers: told.answers.iter().map(|words| answer(ctx, words)).collect(),
        replies: told.replies.iter().map(|(way, words)| reply(ctx, way, words)).collect(),
        before: before.map(|told| format!("/talk/{id}/earlier?round={}", told.round)),
        now: is_asked(ctx, id).then(|| format!("/talk/{id}?read=yes")),
    };
    ctx.page(&page)
}

/// Whether the question has a page of its own, with the newest round on it.
fn is_asked(ctx: &Ctx<'_>, id: &str) -> bool {
    let opened = ctx.world.shared.as_ref().is_some_and(|shared| shared.revealed(&id.into()).is_some());
    opened && asked::find(ctx, id).is_some()
}

/// The round that is asked for; else the newest that has no page of its own.
fn place(ctx: &Ctx<'_>, rounds: &[&Told]) -> Option<usize> {
    match ctx.query.number::<u32>("round") {
        Some(round) => rounds.iter().position(|told| told.round == round),
        None => rounds.len().checked_sub(if is_asked(ctx, ctx.param(0)) { 2 } else { 1 }),
    }
}

fn answer(ctx: &Ctx<'_>, words: &Words) -> Said {
    let mine = words.by == asked::me(ctx);
    let name = asked::name(ctx, words.by);
    let label = if mine { ctx.say("reveal-mine") } else { said(ctx, "reveal-theirs", &name) };
    let words = match (words.text.is_empty(), mine) {
        (true, true) => said(ctx, "reveal-mine-tell", &asked::partner(ctx)),
        (true, false) => said(ctx, "reveal-theirs-tell", &name),
        (false, _) => words.text.clone(),
    };
    Said { label, words }
}

fn reply(ctx: &Ctx<'_>, way: &str, words: &Words) -> Said {
    let side = if words.by == asked::me(ctx) { "mine" } else { "theirs" };
    let label = said(ctx, &format!("reveal-{side}-{way}"), &asked::name(ctx, words.by));
    Said { label, words: words.text.clone() }
}

fn said(ctx: &Ctx<'_>, key: &str, name: &str) -> String {
    ctx.words.say_with(key, &[("name", Arg::Text(name))])
}

#[cfg(test)]
mod tests {
    use crate::pages::talk::fixture::{Home, LIGHT};
    use crate::testing::{count, page as shown, text};

    const PATH: &str = "/talk/joys-1-01";

    #[test]
    fn words_of_earlier_rounds_can_be_read_again() {
        let mut home = Home::new();
        home.reveal(LIGHT, 0);
        assert!(!home.html(PATH).contains("/earlier"), "there was none");
        home.reveal(LIGHT, 1);
        home.reveal(LIGHT, 2);
        home.whole();
        let last = shown(&home.read(PATH)).1;
        assert_eq!(count(&last, "main a[href='/talk/joys-1-01/earlier']"), 1);
        for (path, before) in [("/earlier", 1), ("/earlier?round=1", 1), ("/earlier?round=0", 0)] {
            let html = shown(&home.read(&format!("{PATH}{path}"))).1;
            assert!(text(&html).contains("sam says") && text(&html).contains("alex says"));
            assert_eq!(count(&html, "main a[href='/talk/joys-1-01/earlier?round=0']"), before, "{path}");
            assert_eq!(count(&html, "main a[href='/talk/joys-1-01?read=yes']"), 1);
        }
        assert_eq!(shown(&home.read(&format!("{PATH}/earlier?round=9"))).0, 404);
        assert_eq!(shown(&home.read("/talk/hopes-2-01/earlier")).0, 404);
    }
}
