//! What stands in the book of a year, part by part.

use content::Domain;
use domain::shared::Moment;
use domain::{Day, Instant, PersonId};

use crate::pages::agreed::{BOOK, is_of_a_talk};
use crate::pages::talk::asked;
use crate::pages::today;
use crate::past::{Agreed, Past, Told, Words};
use crate::{Ctx, dates, excerpt};

/// A part of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// How we began.
    Began,
    /// A month, 1 to 12.
    Month(i8),
    /// The life together we want.
    Life,
}

impl Part {
    /// The part that an address names.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "began" => Some(Part::Began),
            "life" => Some(Part::Life),
            _ => text.parse().ok().filter(|month| (1..=12).contains(month)).map(Part::Month),
        }
    }

    /// How it stands in an address.
    pub(super) fn address(self) -> String {
        match self {
            Part::Began => "began".to_owned(),
            Part::Life => "life".to_owned(),
            Part::Month(month) => month.to_string(),
        }
    }

    /// What it is called.
    pub(super) fn name(self, ctx: &Ctx<'_>) -> String {
        match self {
            Part::Began => ctx.say("began-heading"),
            Part::Life => ctx.say("life-heading"),
            Part::Month(month) => ctx.say(&format!("month-{month}")),
        }
    }
}

/// Something in it: when it was, what it is about, and what was said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) on: Day,
    pub(super) day: String,
    pub(super) heading: String,
    pub(super) said: Vec<Said>,
}

/// Words in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) seq: u64,
    pub(super) by: PersonId,
    /// Whose they are; empty where they are both’s.
    pub(super) name: String,
    pub(super) words: String,
}

impl Piece {
    fn new(ctx: &Ctx<'_>, on: Day, heading: String, said: Vec<Said>) -> Self {
        Self { on, day: dates::day(ctx.words, on), heading, said }
    }

    /// How many bytes of a page it takes.
    pub(super) fn bytes(&self) -> usize {
        let said = self.said.iter().map(|said| said.name.len() + excerpt::bytes(&said.words) + 60);
        self.heading.len() + said.sum::<usize>()
    }
}

/// The book of a year.
pub(super) struct Book {
    /// Its parts with what stands in each, in their order; none is empty.
    pub(super) parts: Vec<(Part, Vec<Piece>)>,
}

impl Book {
    /// What both would find in it if nothing were left out.
    pub(super) fn whole(ctx: &Ctx<'_>, past: &Past, year: i16) -> Self {
        let mut all: Vec<(Part, Piece)> = Vec::new();
        all.extend(past.told.iter().map(|told| self::told(ctx, past, told)));
        all.extend(past.thanks.iter().map(|words| thanks(ctx, words)));
        all.extend(past.done.iter().filter_map(|moment| done(ctx, moment)));
        all.extend(past.agreed.iter().filter_map(|agreed| self::agreed(ctx, agreed)));
        all.retain(|(_, piece)| piece.on.date().year() == year);
        all.extend(life(ctx, past, year));
        all.sort_by_key(|(part, piece)| (*part, piece.on));
        let mut parts: Vec<(Part, Vec<Piece>)> = Vec::new();
        for (part, piece) in all {
            match parts.last_mut() {
                Some((last, pieces)) if *last == part => pieces.push(piece),
                _ => parts.push((part, vec![piece])),
            }
        }
        Self { parts }
    }

    /// What stands in it: the same for both, but for thanks that somebody muted, which stay unseen by them. What lost all
    /// its words stands there no more.
    pub(super) fn gather(ctx: &Ctx<'_>, year: i16) -> Self {
        let past = Past::read(ctx);
        let unheard = today::desk(ctx).mutes("thanks");
        let muted: Vec<u64> = past
            .thanks
            .iter()
            .filter(|words| unheard && words.by != asked::me(ctx))
            .map(|it| it.seq)
            .collect();
        let stays = |said: &Said| !past.left_out.contains(&said.seq) && !muted.contains(&said.seq);
        let mut book = Self::whole(ctx, &past, year);
        for (_, pieces) in &mut book.parts {
            pieces.retain_mut(|piece| {
                let had_words = !piece.said.is_empty();
                piece.said.retain(stays);
                !had_words || !piece.said.is_empty()
            });
        }
        book.parts.retain(|(_, pieces)| !pieces.is_empty());
        book
    }

    /// What stands in a part.
    pub(super) fn part(self, wanted: Part) -> Vec<Piece> {
        let found = self.parts.into_iter().find(|(part, _)| *part == wanted);
        found.map(|(_, pieces)| pieces).unwrap_or_default()
    }
}

fn month(day: Day) -> Part {
    Part::Month(day.date().month())
}

fn day_of(ctx: &Ctx<'_>, at: Instant) -> Day {
    at.day_in(&ctx.world.zone)
}

/// Words of one of the two, under their name.
fn said(ctx: &Ctx<'_>, words: &Words) -> Said {
    let text = if words.text.is_empty() { ctx.say("began-told") } else { words.text.clone() };
    Said { seq: words.seq, by: words.by, name: asked::name(ctx, words.by), words: text }
}

/// Words that are both’s by now, whoever wrote them first.
fn both(ctx: &Ctx<'_>, words: &Words) -> Said {
    Said { name: String::new(), ..said(ctx, words) }
}

fn told(ctx: &Ctx<'_>, past: &Past, told: &Told) -> (Part, Piece) {
    let on = day_of(ctx, told.opened);
    let known = ctx.library.question(told.question.as_str());
    let began = known.is_some_and(|question| question.domain == Domain::Began);
    let heading = past.question(ctx, told.question.as_str());
    let answers = told.answers.iter().map(|words| said(ctx, words)).collect();
    (if began { Part::Began } else { month(on) }, Piece::new(ctx, on, heading, answers))
}

fn thanks(ctx: &Ctx<'_>, words: &Words) -> (Part, Piece) {
    let on = day_of(ctx, words.at);
    (month(on), Piece::new(ctx, on, ctx.say("book-thanks"), vec![said(ctx, words)]))
}

fn done(ctx: &Ctx<'_>, moment: &Moment) -> Option<(Part, Piece)> {
    let (heading, on) = match moment {
        Moment::Did(practice, day, _) => (ctx.library.practice(practice.as_str())?.title.clone(), *day),
        Moment::Kept(title, day, _) => (title.clone(), *day),
        Moment::Revealed(..) | Moment::Thanked(..) | Moment::Said(..) => return None,
    };
    Some((month(on), Piece::new(ctx, on, heading, Vec::new())))
}

/// What they agreed; that there is to be a book is no news in it, and what they settled stays where they settled it.
fn agreed(ctx: &Ctx<'_>, agreed: &Agreed) -> Option<(Part, Piece)> {
    let piece = agreed.piece.as_deref();
    if piece.is_some_and(|piece| piece.starts_with(BOOK)) || is_of_a_talk(piece, agreed.look_again) {
        return None;
    }
    let on = day_of(ctx, agreed.on);
    Some((month(on), Piece::new(ctx, on, ctx.say("book-agreed"), vec![both(ctx, &agreed.words)])))
}

/// The life together, in the words that stood at the end of the year.
fn life(ctx: &Ctx<'_>, past: &Past, year: i16) -> Vec<(Part, Piece)> {
    let by_then = |on: &Instant| day_of(ctx, *on).date().year() <= year;
    let part = |(question, versions): (&domain::QuestionId, &Vec<(Instant, Words)>)| {
        let (on, words) = versions.iter().rfind(|(on, _)| by_then(on))?;
        let heading = ctx.library.question(question.as_str())?.text.clone();
        Some((Part::Life, Piece::new(ctx, day_of(ctx, *on), heading, vec![both(ctx, words)])))
    };
    past.life.iter().filter_map(part).collect()
}
