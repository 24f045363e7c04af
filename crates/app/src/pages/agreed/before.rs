//! What was agreed and is no more: what it was, and who ended it when.

use askama::Template;
use domain::SpaceName;

use crate::pages::talk::asked;
use crate::pages::us::Seat;
use crate::past::{Agreed, Past};
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates, leaves};

pub(super) fn needs(_: &Ask<'_>) -> Needs {
    Needs { whole: vec![SpaceName::Shared], ..Needs::all_spaces() }
}

/// An agreement that is no more.
struct Gone {
    words: String,
    /// From when to when, and by whom it was ended.
    when: String,
}

#[derive(Template)]
#[template(path = "pages/agreed/before.html")]
struct Page<'a> {
    p: Shell<'a>,
    gone: Vec<Gone>,
    page: usize,
    pages: usize,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    if matches!(Seat::of(ctx), Seat::ToOpen | Seat::Alone) {
        return Outcome::go("/us");
    }
    let gone: Vec<Gone> =
        Past::read(ctx).agreed.iter().rev().filter_map(|agreed| gone(ctx, agreed)).collect();
    let page = leaves::asked(&ctx.query);
    let (gone, pages) = leaves::leaf(gone, page, |gone| gone.words.len() + gone.when.len());
    ctx.page(&Page { p: ctx.shell("us-title"), gone, page, pages })
}

fn gone(ctx: &Ctx<'_>, agreed: &Agreed) -> Option<Gone> {
    let zone = &ctx.world.zone;
    let day = |at: domain::Instant| dates::day(ctx.words, at.day_in(zone));
    let from = day(agreed.on);
    let by = asked::name(ctx, agreed.words.by);
    let (key, until, name) = match (agreed.ended, agreed.look_again) {
        (Some((at, who)), _) => ("agreed-ended", day(at), asked::name(ctx, who)),
        (None, Some(last)) if last < ctx.today() => {
            ("agreed-lapsed-on", dates::day(ctx.words, last), String::new())
        }
        // After a leaving nothing stands any more, whoever ended it.
        _ if Seat::of(ctx) == Seat::Over => ("agreed-over", String::new(), String::new()),
        _ => return None,
    };
    let fields = [("from", &from), ("until", &until), ("name", &name), ("by", &by)];
    let fields = fields.map(|(field, text)| (field, text.as_str().into()));
    Some(Gone { words: agreed.words.text.clone(), when: ctx.words.say_with(key, &fields) })
}
