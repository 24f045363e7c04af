//! What a check-in shows, before anything is asked again: a word, what was answered, one thing to do.

use askama::Template;
use domain::Day;
use domain::checkin::{Answers, Point, Set, Sign};
use domain::private::Private;
use domain::trend::{Of, Word, trend};

use super::circles::Circles;
use crate::pages::trend::word_text;
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates, when};

#[derive(Template)]
#[template(path = "pages/checkin/done.html")]
struct Done<'a> {
    p: Shell<'a>,
    set: &'static str,
    seen: Option<Seen<'a>>,
    first: First<'a>,
    change: Option<Change<'a>>,
    down: bool,
    /// The day of one that was filled in on paper.
    paper: Option<String>,
}

/// What the check-in of the day says; there is one only while *private* is open.
struct Seen<'a> {
    /// The word of the trend; none where later ones are there already.
    word: Option<String>,
    signs: Vec<(&'a str, u8)>,
    circles: Option<Circles>,
}

/// One thing to do.
struct First<'a> {
    text: String,
    guide: Option<&'a str>,
}

/// What changed since the long look before.
struct Change<'a> {
    since: String,
    higher: Vec<&'a str>,
    lower: Vec<&'a str>,
}

#[derive(Template)]
#[template(path = "pages/checkin/nothing.html")]
struct Nothing<'a> {
    p: Shell<'a>,
}

/// A sign above this asks for nothing, even when it is the lowest.
const LOW: u8 = 7;
/// A step of one is a shrug; two is a change.
const STEP: u8 = 2;

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some(set) = Set::parse(ctx.query.text("of")) else {
        return ctx.page(&Nothing { p: ctx.shell("checkin-title") });
    };
    let private = ctx.world.private.as_ref();
    let points = private.map_or(&[][..], |private| &private.points);
    let paper = when::day_typed(ctx.query.text("on")).filter(|day| *day < ctx.today());
    let day = paper.unwrap_or(ctx.today());
    let given = points.iter().rev().find(|point| point.day == day);
    // What it says of now is about the last one there is.
    let latest = given.filter(|_| points.last().is_some_and(|point| point.day == day));
    let word = latest.and_then(|_| trend(points, Of::Overall).word);
    ctx.page(&Done {
        p: ctx.shell("checkin-title"),
        set: set.as_str(),
        seen: given.map(|point| seen(ctx, point, latest.map(|_| word_text(ctx, word)))),
        first: first(ctx, latest),
        change: private.filter(|_| set >= Set::Review).and_then(|private| change(ctx, private)),
        down: word == Some(Word::ClearlyDown),
        paper: paper.map(|day| dates::day(ctx.words, day)),
    })
}

fn seen<'a>(ctx: &'a Ctx<'_>, point: &Point, word: Option<String>) -> Seen<'a> {
    let signs =
        Sign::ALL.iter().filter_map(|sign| Some((sign_of(ctx, *sign)?.name.as_str(), point.sign(*sign)?)));
    Seen {
        word,
        signs: signs.map(|(name, score)| (name, score.value())).collect(),
        circles: point.closeness.map(|closeness| Circles::of(ctx, closeness)),
    }
}

fn first<'a>(ctx: &'a Ctx<'_>, latest: Option<&Point>) -> First<'a> {
    let Some(point) = latest else { return First { text: ctx.say("checkin-first-thing-shut"), guide: None } };
    let given = Sign::ALL.iter().filter_map(|sign| Some((point.sign(*sign)?.value(), *sign)));
    let lowest = given.filter(|(score, _)| *score <= LOW).min_by_key(|(score, _)| *score);
    match lowest.and_then(|(_, sign)| sign_of(ctx, sign)) {
        Some(sign) => First { text: sign.first.clone(), guide: Some(sign.guide.as_str()) },
        None => First { text: ctx.say("checkin-first-thing-well"), guide: None },
    }
}

fn sign_of<'a>(ctx: &'a Ctx<'_>, sign: Sign) -> Option<&'a content::Sign> {
    content::SignId::parse(sign.as_str()).and_then(|id| ctx.library.sign(id))
}

fn change<'a>(ctx: &'a Ctx<'_>, private: &Private) -> Option<Change<'a>> {
    let [(day, before), (latest, now)] = private.reviews.as_slice() else { return None };
    (*latest == ctx.today()).then(|| Change {
        since: since(ctx, *day),
        higher: moved(ctx, before, now),
        lower: moved(ctx, now, before),
    })
}

fn since(ctx: &Ctx<'_>, day: Day) -> String {
    ctx.words.say_with("checkin-since", &[("day", (&dates::day(ctx.words, day)).into())])
}

/// The items that stand clearly higher in the second than in the first.
fn moved<'a>(ctx: &'a Ctx<'_>, from: &Answers, to: &Answers) -> Vec<&'a str> {
    let moved = |id: &str| {
        let (from, to) = (from.scores.get(id)?, to.scores.get(id)?);
        Some(to.value() >= from.value().saturating_add(STEP))
    };
    let items = ctx.library.checkin.items.iter();
    items.filter(|item| moved(item.id.as_str()) == Some(true)).map(|item| item.statement.as_str()).collect()
}
