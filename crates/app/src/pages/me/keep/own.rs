//! What is one's own: notes, pages one filled in, looks, marks.

use std::collections::{BTreeMap, BTreeSet};

use domain::SpaceName;
use domain::checkin::Answers;
use domain::desk::{self, Marks};
use domain::private::{Event, Leaning};
use serde::Serialize;

use super::kept::{Field, Filled, OnDay, Piece, When};
use crate::pages::me::place;
use crate::pages::talk::asked;
use crate::pages::today;
use crate::{Ctx, Item, sheet, whole};

/// A check-in: what was asked, and what one said from 0 to 10.
#[derive(Serialize)]
pub(super) struct Look {
    pub(super) day: OnDay,
    pub(super) scores: BTreeMap<String, u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) circles: Option<u8>,
}

/// What one said about a practice.
#[derive(Serialize)]
pub(super) struct Marked {
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) done: Option<OnDay>,
}

/// All that is one's own.
#[derive(Default, Serialize)]
pub(super) struct Own {
    pub(super) notes: Vec<Piece>,
    pub(super) wishes: Vec<Piece>,
    pub(super) pages: Vec<Filled>,
    pub(super) looks: Vec<Look>,
    pub(super) causes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) stands: Option<String>,
    pub(super) practices: Vec<Marked>,
    /// Answers that lie closed, and guesses.
    pub(super) apart: Vec<Piece>,
}

impl Own {
    pub(super) fn gather(ctx: &Ctx<'_>) -> Self {
        let mut own = Self::default();
        let among_notes = sheet::among_notes(ctx);
        for (seq, event, item) in whole::entries::<Event>(ctx, SpaceName::Private) {
            own.take(ctx, &among_notes, seq, event, item);
        }
        if let Some(private) = &ctx.world.private {
            let cause = |cause: &domain::checkin::Cause| {
                let known = content::CauseId::ALL.iter().find(|id| id.as_str() == cause.as_str())?;
                Some(ctx.library.cause(*known)?.name.clone())
            };
            own.causes = private.causes.iter().filter_map(cause).collect();
            let stands = |leaning: Leaning| ctx.say(&format!("leaning-{}", leaning.as_str()));
            own.stands = private.leaning.map(stands);
        }
        own.practices =
            today::desk(ctx).marks.iter().map(|(id, marks)| marked(ctx, id.as_str(), marks)).collect();
        own.apart = apart(ctx);
        own
    }

    fn take(&mut self, ctx: &Ctx<'_>, among_notes: &BTreeSet<u64>, seq: u64, event: Event, item: &Item) {
        let at = When::of(ctx, item.at);
        match event {
            Event::NoteKept { place, text } => {
                self.notes.push(Piece { at, about: place::of_note(ctx, &place), words: text });
            }
            Event::WishedBack { text } => self.wishes.push(Piece { at, about: String::new(), words: text }),
            Event::SheetKept { sheet, fields }
                if !fields.is_empty()
                    && (sheet::place(ctx, &sheet) == Some((SpaceName::Private, seq))
                        || among_notes.contains(&seq)) =>
            {
                let fields = place::written(ctx, &sheet, fields).into_iter();
                let fields = fields.map(|(asked, words)| Field { asked, words }).collect();
                self.pages.push(Filled { at, name: place::of_sheet(ctx, &sheet).0, fields });
            }
            Event::CheckedIn { day, answers, .. } => self.looks.push(look(ctx, day, &answers)),
            _ => {}
        }
    }
}

fn look(ctx: &Ctx<'_>, day: domain::Day, answers: &Answers) -> Look {
    let asked = |item: &str| {
        let items = ctx.library.checkin.items.iter();
        let known = items.into_iter().find(|known| known.id == *item);
        known.map_or_else(|| item.to_owned(), |known| known.statement.clone())
    };
    let scores = answers.scores.iter().map(|(item, score)| (asked(item), score.value()));
    let circles = answers.closeness.map(domain::checkin::Closeness::value);
    Look { day: OnDay::of(ctx, day), scores: scores.collect(), circles }
}

fn marked(ctx: &Ctx<'_>, id: &str, marks: &Marks) -> Marked {
    let title = ctx.library.practice(id).map_or_else(|| id.to_owned(), |practice| practice.title.clone());
    Marked { title, done: marks.did.map(|day| OnDay::of(ctx, day)) }
}

/// One's own words that lie on the desk: the answer that has not opened, and guesses.
fn apart(ctx: &Ctx<'_>) -> Vec<Piece> {
    let desk = today::desk(ctx);
    let closed = asked::written(ctx).map(|(open, _)| open.seq);
    let guesses = desk.guesses.values().map(|(_, seq)| *seq);
    let words = |seq| {
        let (event, item) = ctx.world.item::<desk::Event>(SpaceName::Desk, seq)?;
        let (question, words, key) = match event {
            desk::Event::AnswerWritten { question, text, .. } => (question, text, "keep-closed"),
            desk::Event::Guessed { question, text, .. } => (question, text, "keep-guess"),
            _ => return None,
        };
        let name = asked::find(ctx, question.as_str())
            .map_or_else(|| ctx.say("talk-some-question"), |asked| asked.text.to_owned());
        let about = ctx.words.say_with(key, &[("name", name.as_str().into())]);
        (!words.is_empty()).then(|| Piece { at: When::of(ctx, item.at), about, words })
    };
    closed.into_iter().chain(guesses).filter_map(words).collect()
}
