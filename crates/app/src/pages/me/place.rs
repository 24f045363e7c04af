//! Where something of one's own was written, in words, and the page it belongs to.

use std::collections::BTreeMap;

use content::Arg;

use crate::Ctx;
use crate::pages::settle::told;

/// The field with the words of what one has not said yet.
const STEP_WORDS: &str = "text";

/// How long a place may be in a list, in bytes.
const LONGEST: usize = 110;

/// Where a note was written.
pub(crate) fn of_note(ctx: &Ctx<'_>, place: &str) -> String {
    let (kind, of) = place.split_once('/').unwrap_or((place, ""));
    let named = match kind {
        "path" => ctx.library.alone.day(of).map(|(_, day)| ("me-place-path-of", day.title.as_str())),
        "talk" => ctx.library.question(of).map(|question| ("me-place-talk-of", question.text.as_str())),
        _ => None,
    };
    if let Some((key, name)) = named {
        let (short, cut) = crate::excerpt::beginning(name, LONGEST);
        let name = if cut { format!("{short} …") } else { short };
        return ctx.words.say_with(key, &[("name", Arg::Text(&name))]);
    }
    ctx.say(match kind {
        "journal" => "me-place-journal",
        "bid" => "me-place-bid",
        "path" => "me-place-path",
        "down" => "me-place-down",
        "small" => "me-place-small",
        "thanks" => "me-place-thanks",
        _ => "me-place-other",
    })
}

/// The pages one fills in, by how their names begin.
#[derive(Clone, Copy)]
enum Sheet<'a> {
    Needs,
    Loop,
    /// Looking back, after so many months.
    Back(u8),
    /// What one has not said yet.
    Step(&'a str),
    /// A thing one carries, and one's own half of it.
    Thing(&'a str),
    /// Seven minutes as a friend of both, on a day.
    Friend(&'a str),
    Other,
}

impl<'a> Sheet<'a> {
    fn of(name: &'a str) -> Self {
        match name.split_once('/') {
            None if name == "needs" => Self::Needs,
            None if name == "loop" => Self::Loop,
            Some(("back", months)) => months.parse().map_or(Self::Other, Self::Back),
            Some(("step", step)) => Self::Step(step),
            Some(("settle", thing)) => Self::Thing(thing),
            Some(("friend", day)) => Self::Friend(day),
            _ => Self::Other,
        }
    }

    /// Its fields in the order of the page; none, where any order will do.
    fn order(self, ctx: &Ctx<'_>) -> Vec<&'static str> {
        match self {
            Self::Needs => super::needs::order(ctx),
            Self::Loop => super::half::ORDER.to_vec(),
            Self::Thing(_) | Self::Friend(_) => told::order(ctx),
            _ => Vec::new(),
        }
    }

    /// Whether a field holds words: others hold what the page needs to go on.
    fn has_words(self, field: &str) -> bool {
        match self {
            Self::Step(_) => field == STEP_WORDS,
            Self::Thing(_) => told::has_words(field),
            _ => true,
        }
    }
}

/// What a sheet is, and where it lies open, if it has a page here.
pub(crate) fn of_sheet(ctx: &Ctx<'_>, sheet: &str) -> (String, Option<String>) {
    let (name, href) = match Sheet::of(sheet) {
        Sheet::Needs => ("needs-heading", "/me/needs".to_owned()),
        Sheet::Loop => ("loop-heading", "/me/loop".to_owned()),
        Sheet::Back(months) => return (super::back::name(ctx, months), Some(format!("/me/back/{months}"))),
        Sheet::Step(step) => ("me-say-name", format!("/me/say/d/{step}")),
        Sheet::Thing(thing) => ("settle-heading", told::thing(thing)),
        Sheet::Friend(day) => ("settle-friend", told::friend(day)),
        Sheet::Other => return (ctx.say("me-place-sheet"), None),
    };
    (ctx.say(name), Some(href))
}

/// The words of a sheet in one text, in the order of its page.
pub(crate) fn words(ctx: &Ctx<'_>, name: &str, fields: BTreeMap<String, String>) -> String {
    let words = written(ctx, name, fields).into_iter().map(|(_, words)| words);
    words.collect::<Vec<_>>().join("\n")
}

/// What stands in a sheet: what each field asks for and what was written, in the order of the page.
pub(crate) fn written(ctx: &Ctx<'_>, name: &str, fields: BTreeMap<String, String>) -> Vec<(String, String)> {
    let sheet = Sheet::of(name);
    let order = sheet.order(ctx);
    let place = |field: &str| order.iter().position(|known| *known == field).unwrap_or(order.len());
    let mut all: Vec<_> = fields.into_iter().filter(|(field, _)| sheet.has_words(field)).collect();
    all.sort_by_cached_key(|(field, _)| place(field));
    all.into_iter().map(|(field, text)| named(ctx, sheet, field, text)).collect()
}

fn named(ctx: &Ctx<'_>, sheet: Sheet<'_>, field: String, text: String) -> (String, String) {
    let need = |id: &str| ctx.library.need(id).map(|need| need.title.clone());
    let asked = match sheet {
        Sheet::Needs if field == "home" => return (ctx.say("needs-home"), need(&text).unwrap_or(text)),
        Sheet::Needs => need(&field),
        Sheet::Loop => Some(ctx.say(&format!("loop-{field}"))),
        Sheet::Back(_) => Some(ctx.say(&format!("back-now-{field}"))),
        Sheet::Step(_) => Some(ctx.say("me-note-label")),
        Sheet::Thing(_) | Sheet::Friend(_) => told::asks(ctx, &field),
        Sheet::Other => None,
    };
    (asked.unwrap_or(field), text)
}
