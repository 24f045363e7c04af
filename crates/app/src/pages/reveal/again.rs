//! Opened answers to read again: newest first, older ones by chapter; or all of one part of the inner world.

use askama::Template;
use content::Domain;
use domain::shared::Moment;
use domain::{Instant, QuestionId, SpaceName};

use crate::pages::moments::{self, Part};
use crate::pages::talk::asked;
use crate::past::Past;
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome};

/// A question that opened.
struct Entry {
    href: String,
    text: String,
    month: String,
}

#[derive(Template)]
#[template(path = "pages/reveal/again.html")]
struct Again<'a> {
    p: Shell<'a>,
    entries: Vec<Entry>,
    /// The parts of the inner world of which something opened, and the one that is shown.
    places: Vec<&'static str>,
    of: &'a str,
    newest: bool,
    older: Option<String>,
    /// What they let each other know first lies on a page of its own.
    heard: bool,
}

/// The couple's own questions are so many in time that only the log knows all of them.
const OWN: &str = "own";

pub(super) fn needs(ask: &Ask<'_>) -> Needs {
    match ask.query.text("of") {
        OWN => Needs { whole: vec![SpaceName::Shared], ..Needs::all_spaces() },
        _ => moments::needs(ask),
    }
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let of = ctx.query.text("of");
    if let Some(entries) = of_a_part(ctx, of) {
        return page(ctx, entries, of, None, false);
    }
    let part = Part::of(&ctx.query);
    let (moments, older) = match &ctx.world.shared {
        Some(shared) => moments::read(ctx, shared, part, "/talk/revealed"),
        None => (Vec::new(), None),
    };
    page(ctx, entries(ctx, &moments), "", older, part == Part::Newest)
}

fn page(ctx: &Ctx<'_>, entries: Vec<Entry>, of: &str, older: Option<String>, newest: bool) -> Outcome {
    let places = places(ctx);
    let heard = ctx.world.shared.as_ref().is_some_and(|shared| shared.steps.said().next().is_some());
    ctx.page(&Again { p: ctx.shell("talk-title"), entries, places, of, newest, older, heard })
}

/// The parts of the inner world of which something opened.
fn places(ctx: &Ctx<'_>) -> Vec<&'static str> {
    let Some(shared) = &ctx.world.shared else { return Vec::new() };
    let opened: Vec<Option<Domain>> = shared
        .reveals
        .open()
        .map(|(question, _)| ctx.library.question(question.as_str()).map(|question| question.domain))
        .collect();
    let has = |domain: Option<Domain>| opened.contains(&domain);
    let known = Domain::ALL.iter().filter(|domain| has(Some(**domain))).map(|domain| domain.as_str());
    let own = (has(None) || !shared.own.is_empty()).then_some(OWN);
    known.chain(own).collect()
}

/// Everything of a part of the inner world, newest first; nothing, if no such part is asked for.
fn of_a_part(ctx: &Ctx<'_>, of: &str) -> Option<Vec<Entry>> {
    if of == OWN {
        return Some(own(ctx));
    }
    let domain = Domain::parse(of)?;
    let opened = ctx.world.shared.iter().flat_map(|shared| shared.reveals.open());
    let of_it = opened.filter_map(|(question, reveal)| {
        let known = ctx.library.question(question.as_str()).filter(|known| known.domain == domain)?;
        Some((reveal.at(), entry(ctx, question, known.text.clone(), reveal.at())))
    });
    Some(newest_first(of_it.collect()))
}

/// The couple's own questions that opened, also those that no page asks any more.
fn own(ctx: &Ctx<'_>) -> Vec<Entry> {
    let past = Past::read(ctx);
    let mut opened: Vec<(Instant, Entry)> = Vec::new();
    for (question, text) in &past.own_questions {
        let last = past.told.iter().rev().find(|told| told.question == *question);
        opened.extend(last.map(|told| (told.opened, entry(ctx, question, text.clone(), told.opened))));
    }
    newest_first(opened)
}

fn newest_first(mut entries: Vec<(Instant, Entry)>) -> Vec<Entry> {
    entries.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// Each question once, with when it opened.
fn entries(ctx: &Ctx<'_>, moments: &[Moment]) -> Vec<Entry> {
    let mut seen: Vec<&QuestionId> = Vec::new();
    let mut entries = Vec::new();
    for moment in moments {
        let Moment::Revealed(question, at) = moment else { continue };
        let opened = ctx.world.shared.as_ref().is_some_and(|shared| shared.revealed(question).is_some());
        if !opened || seen.contains(&question) {
            continue;
        }
        seen.push(question);
        let known = asked::find(ctx, question.as_str());
        entries.extend(known.map(|asked| entry(ctx, question, asked.text.to_owned(), *at)));
    }
    entries
}

/// What is still asked has its page; of what is not, the earlier rounds can be read.
fn entry(ctx: &Ctx<'_>, question: &QuestionId, text: String, at: Instant) -> Entry {
    let id = question.as_str();
    let known = asked::find(ctx, id).is_some()
        && ctx.world.shared.as_ref().is_some_and(|shared| shared.revealed(question).is_some());
    let href = if known { format!("/talk/{id}?read=yes") } else { format!("/talk/{id}/earlier") };
    Entry { href, text, month: asked::month(ctx, at) }
}

#[cfg(test)]
mod tests {
    use crate::pages::talk::fixture::{Home, LIGHT, OTHER};
    use crate::testing::{SAM, count, page as shown};

    #[test]
    fn what_opened_is_found_by_its_part_of_the_inner_world() {
        let mut home = Home::new();
        home.reveal(LIGHT, 0);
        home.reveal(OTHER, 0);
        let html = shown(&home.read("/talk/revealed")).1;
        assert_eq!(count(&html, "nav.places a[href='/talk/revealed?of=joys']"), 1);
        assert_eq!(count(&html, "nav.places a[href='/talk/revealed?of=fears']"), 0);
        let html = home.html("/talk/revealed?of=joys");
        assert!(html.contains(LIGHT) && !html.contains(OTHER));
        assert!(!home.html("/talk/revealed?of=fears").contains(LIGHT));
    }

    #[test]
    fn questions_of_ones_own_that_are_asked_no_more_can_still_be_read() {
        let mut home = Home::new();
        for n in 0..40 {
            let id = format!("own-{n}");
            home.adds(SAM, &id);
            home.reveal(&id, 0);
        }
        home.whole();
        assert_eq!(shown(&home.read("/talk/own-0")).0, 404, "no page asks it");
        let html = shown(&home.read("/talk/revealed?of=own")).1;
        assert_eq!(count(&html, "main ul.list li"), 40);
        assert_eq!(count(&html, "main a[href='/talk/own-0/earlier']"), 1);
        assert_eq!(count(&html, "main a[href='/talk/own-39?read=yes']"), 1);
        let html = home.html("/talk/own-0/earlier");
        assert!(html.contains("What about own-0?") && html.contains("sam says"));
    }
}
