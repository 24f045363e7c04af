//! An opened answer as a page shows it, with what was said about it.

use content::Arg;
use domain::reveal::{AnswerRef, Reveal};
use domain::{Instant, SpaceName, Voice, shared};

use crate::pages::talk::asked::{self, Asked};
use crate::{Ctx, Item, dates};

/// One of the two answers.
#[derive(Default)]
pub(super) struct AnswerView {
    /// The words; empty when their author would rather tell it.
    pub(super) words: String,
    /// Their author would rather tell it.
    pub(super) tell: bool,
    /// What was said about it, oldest first.
    pub(super) notes: Vec<Note>,
}

/// A reply to an answer, or a word back.
pub(super) struct Note {
    /// Written by the visitor.
    pub(super) mine: bool,
    /// Who says what.
    pub(super) label: String,
    /// In their own words.
    pub(super) words: String,
}

/// Everything the page of an opened question has to read.
pub(super) fn items(ctx: &Ctx<'_>, asked: &Asked<'_>, reveal: &Reveal) -> Vec<(SpaceName, u64)> {
    let answers = reveal.answers.iter().flatten().map(|answer| answer.seq);
    let shared = answers.chain(reveal.replies.iter().copied()).map(|seq| (SpaceName::Shared, seq));
    let own = guess(ctx, asked, reveal).map(|seq| (SpaceName::Desk, seq));
    shared.chain(own).chain(asked::note(ctx, asked.id).map(|seq| (SpaceName::Private, seq))).collect()
}

/// The visitor's guess about this very round; shown to nobody else, and only while their private space is open.
pub(super) fn guess(ctx: &Ctx<'_>, asked: &Asked<'_>, reveal: &Reveal) -> Option<u64> {
    let guesses = &ctx.world.desk.as_ref().filter(|_| asked::own_words_show(ctx))?.guesses;
    guesses.get(&asked.question()).filter(|(round, _)| *round == reveal.round).map(|(_, seq)| *seq)
}

/// How the other one likes to be called.
pub(super) fn other(ctx: &Ctx<'_>) -> String {
    let voices = ctx.world.shared.as_ref().map(|shared| &shared.voices);
    let other = voices.zip(asked::voice(ctx)).and_then(|(voices, mine)| voices.person(mine.other()));
    other.map_or_else(|| asked::partner(ctx), |other| asked::name(ctx, other))
}

/// The day both answers were there.
pub(super) fn opened(ctx: &Ctx<'_>, reveal: &Reveal) -> String {
    let at = |answer: &AnswerRef| ctx.world.items.get(&(SpaceName::Shared, answer.seq)).map(|item| item.at);
    let opened: Instant = reveal.answers.iter().flatten().filter_map(at).max().unwrap_or_else(|| reveal.at());
    dates::day(ctx.words, opened.day_in(&ctx.world.zone))
}

/// The answer of one of the two.
pub(super) fn answer(ctx: &Ctx<'_>, reveal: &Reveal, of: Option<Voice>) -> AnswerView {
    let Some(answer) = reveal.by(of) else { return AnswerView::default() };
    let words = match ctx.world.item(SpaceName::Shared, answer.seq) {
        Some((shared::Event::Answered { text, .. }, _)) => text,
        _ => String::new(),
    };
    let said = reveal.replies.iter().filter_map(|seq| ctx.world.item(SpaceName::Shared, *seq));
    let notes = said.filter_map(|(event, item)| note(ctx, of, event, item)).collect();
    AnswerView { words, tell: answer.tell, notes }
}

/// A reply belongs to the other one's answer, a word back to one's own.
fn note(ctx: &Ctx<'_>, of: Option<Voice>, event: shared::Event, item: &Item) -> Option<Note> {
    let own = ctx.world.shared.as_ref()?.voice(item.author) == of;
    let mine = item.author == asked::me(ctx);
    let side = if mine { "mine" } else { "theirs" };
    let (key, words) = match event {
        shared::Event::Replied { reply, text, .. } if !own => {
            (format!("reveal-{side}-{}", reply.as_str()), text)
        }
        shared::Event::WordBack { got_it, text, .. } if own => {
            (format!("reveal-{side}-{}", if got_it { "got-it" } else { "nearly" }), text)
        }
        _ => return None,
    };
    let name = asked::name(ctx, item.author);
    Some(Note { mine, label: ctx.words.say_with(&key, &[("name", Arg::Text(&name))]), words })
}
