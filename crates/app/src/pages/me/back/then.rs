//! How it was: one's own words from the beginning, and what came of an earlier look. Never a number.

use domain::checkin::{Point, Sign};
use domain::look_back::LOOKS;
use domain::private::Event;
use domain::{Instant, SpaceName};

use super::{chosen, sheet_of};
use crate::pages::me::place;
use crate::{Ctx, dates, excerpt, sheet};

/// From here on a sign was strong, …
const HIGH: u8 = 7;
/// … and up to here it was faint.
const LOW: u8 = 3;

/// Something of then.
pub(super) struct Then {
    pub(super) heading: String,
    pub(super) day: String,
    pub(super) words: Vec<String>,
    /// One's own words, and not a sentence of ours.
    pub(super) own: bool,
    /// Where all of them stand, if this is only their beginning.
    pub(super) href: Option<String>,
}

/// How much of one's own words of then is shown, in bytes.
const SHOWN: usize = 1_000;

impl Then {
    /// One's own words, cut where they are long.
    fn own(ctx: &Ctx<'_>, heading: String, at: Instant, words: &[String], href: String) -> (Instant, Self) {
        let most = SHOWN.checked_div(words.len()).unwrap_or(SHOWN);
        let cut: Vec<(String, bool)> = words.iter().map(|words| excerpt::beginning(words, most)).collect();
        let href = cut.iter().any(|(_, cut)| *cut).then_some(href);
        let words = cut.into_iter().map(|(words, cut)| if cut { format!("{words} …") } else { words });
        (at, Self { heading, day: day(ctx, at), words: words.collect(), own: true, href })
    }
}

/// Everything the page has to read.
pub(super) fn items(ctx: &Ctx<'_>, months: u8) -> Vec<(SpaceName, u64)> {
    let private = ctx.world.private.as_ref();
    let wish = private.and_then(|private| private.first_wish).map(|seq| (SpaceName::Private, seq));
    let earlier = LOOKS.into_iter().filter(|look| *look <= months);
    let sheets = earlier.filter_map(|look| sheet::place(ctx, &sheet_of(look)));
    let notes = chosen::chosen(ctx).into_iter().map(|seq| (SpaceName::Private, seq));
    wish.into_iter().chain(sheets).chain(notes).collect()
}

/// How it was then, in the order in which it happened.
pub(super) fn then(ctx: &Ctx<'_>, months: u8) -> Vec<Then> {
    let mut all: Vec<(Instant, Then)> = Vec::new();
    all.extend(first_wish(ctx));
    all.extend(first_look(ctx));
    all.extend(LOOKS.into_iter().filter(|look| *look < months).filter_map(|look| earlier(ctx, look)));
    all.extend(chosen::chosen(ctx).into_iter().filter_map(|seq| note(ctx, seq)));
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, then)| then).collect()
}

fn day(ctx: &Ctx<'_>, at: Instant) -> String {
    dates::day(ctx.words, at.day_in(&ctx.world.zone))
}

fn first_wish(ctx: &Ctx<'_>) -> Option<(Instant, Then)> {
    let seq = ctx.world.private.as_ref()?.first_wish?;
    let (Event::WishedBack { text }, item) = ctx.world.item::<Event>(SpaceName::Private, seq)? else {
        return None;
    };
    Some(Then::own(ctx, ctx.say("back-then-wish"), item.at, &[text], format!("/me/notes/{seq}")))
}

/// The first check-in, in words.
fn first_look(ctx: &Ctx<'_>) -> Option<(Instant, Then)> {
    let point = ctx.world.private.as_ref()?.points.first()?;
    let words: Vec<String> = Sign::ALL.iter().filter_map(|sign| said(ctx, point, *sign)).collect();
    let then = Then {
        heading: ctx.say("back-then-look"),
        day: dates::day(ctx.words, point.day),
        words,
        own: false,
        href: None,
    };
    (!then.words.is_empty()).then(|| (point.day.moment(0, &ctx.world.zone), then))
}

fn said(ctx: &Ctx<'_>, point: &Point, sign: Sign) -> Option<String> {
    let how = match point.sign(sign)?.value() {
        ..=LOW => "faint",
        HIGH.. => "strong",
        _ => "partly",
    };
    Some(ctx.say(&format!("back-then-{}-{how}", sign.as_str())))
}

fn earlier(ctx: &Ctx<'_>, look: u8) -> Option<(Instant, Then)> {
    let sheet = sheet::read(ctx, &sheet_of(look))?;
    let words = super::now::FIELDS.iter().map(|(field, _)| sheet.text(field).to_owned());
    let words: Vec<String> = words.filter(|text| !text.is_empty()).collect();
    Some(Then::own(ctx, super::name(ctx, look), sheet.at, &words, format!("/me/back/{look}")))
}

fn note(ctx: &Ctx<'_>, seq: u64) -> Option<(Instant, Then)> {
    let (Event::NoteKept { place, text }, item) = ctx.world.item::<Event>(SpaceName::Private, seq)? else {
        return None;
    };
    Some(Then::own(ctx, place::of_note(ctx, &place), item.at, &[text], format!("/me/notes/{seq}")))
}
