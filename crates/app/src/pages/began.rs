//! How we began: what the two have told each other about it, as a little booklet for the screen and for paper.
//!
//! Invariant: photographs are chosen when it is printed. They are drawn into the page by its own script, sent nowhere and
//! kept nowhere; without script there is an empty frame to glue one in.

use askama::Template;
use content::{Domain, Question};
use domain::reveal::AnswerRef;
use domain::{SpaceName, Voice, shared};

use super::quiet;
use super::talk::{self, asked};
use super::us::Seat;
use crate::routes::{Guard, Route, get};
use crate::shell::Shell;
use crate::{Ctx, Outcome, excerpt, leaves};

pub(crate) const ROUTES: &[Route] = &[get("/us/began", Guard::Person, talk::spaces, show)];

/// What one of the two says.
struct Said {
    name: String,
    words: String,
}

/// A question with what was said to it.
struct Piece {
    question: &'static str,
    said: Vec<Said>,
}

impl Piece {
    fn bytes(&self) -> usize {
        let said = self.said.iter().map(|said| excerpt::bytes(&said.words) + said.name.len() + 80);
        self.question.len() + said.sum::<usize>()
    }
}

#[derive(Template)]
#[template(path = "pages/began/show.html")]
struct Page<'a> {
    p: Shell<'a>,
    alone: bool,
    names: String,
    pieces: Vec<Piece>,
    next: Option<&'static Question>,
    page: usize,
    pages: usize,
}

fn questions(ctx: &Ctx<'_>) -> impl Iterator<Item = &'static Question> + use<> {
    ctx.library.questions.iter().filter(|question| question.domain == Domain::Began)
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let seat = Seat::of(ctx);
    if seat == Seat::ToOpen {
        return Outcome::go("/us");
    }
    let alone = seat == Seat::Alone;
    if let Some(more) = ctx.missing(items(ctx, alone)) {
        return more;
    }
    let pieces: Vec<Piece> = questions(ctx).filter_map(|question| piece(ctx, question, alone)).collect();
    let told: Vec<&str> = pieces.iter().map(|piece| piece.question).collect();
    let next = questions(ctx).find(|question| !told.contains(&question.text.as_str()));
    let rests = seat == Seat::Over || quiet::rests(ctx);
    let page = leaves::asked(&ctx.query);
    let (pieces, pages) = leaves::leaf(pieces, page, Piece::bytes);
    let names = if alone { String::new() } else { super::us::names_of(ctx) };
    ctx.page(&Page {
        p: ctx.shell("us-title"),
        alone,
        names,
        pieces,
        next: next.filter(|_| !rests),
        page,
        pages,
    })
}

/// What the page has to read: both answers to each question; alone, one's own notes.
fn items(ctx: &Ctx<'_>, alone: bool) -> Vec<(SpaceName, u64)> {
    let seqs = questions(ctx).flat_map(|question| match alone {
        true => {
            asked::note(ctx, question.id.as_str()).map(|seq| (SpaceName::Private, seq)).into_iter().collect()
        }
        false => {
            let answers = answers(ctx, question).into_iter();
            answers.map(|(_, answer)| (SpaceName::Shared, answer.seq)).collect::<Vec<_>>()
        }
    });
    seqs.collect()
}

/// Both answers to a question, once it has opened; one's own comes second, as on its page.
fn answers(ctx: &Ctx<'_>, question: &Question) -> Vec<(Voice, AnswerRef)> {
    let shared = ctx.world.shared.as_ref();
    let Some(reveal) = shared.and_then(|shared| shared.revealed(&question.id.as_str().into())) else {
        return Vec::new();
    };
    let mine = asked::voice(ctx).unwrap_or(Voice::First);
    let answer = |voice: Voice| reveal.by(Some(voice)).map(|answer| (voice, *answer));
    [mine.other(), mine].into_iter().filter_map(answer).collect()
}

fn piece(ctx: &Ctx<'_>, question: &'static Question, alone: bool) -> Option<Piece> {
    let said: Vec<Said> = if alone {
        let note = asked::note(ctx, question.id.as_str()).and_then(|seq| asked::note_words(ctx, seq));
        note.into_iter().map(|words| Said { name: String::new(), words }).collect()
    } else {
        answers(ctx, question).into_iter().filter_map(|(voice, answer)| said(ctx, voice, &answer)).collect()
    };
    (!said.is_empty()).then_some(Piece { question: &question.text, said })
}

fn said(ctx: &Ctx<'_>, voice: Voice, answer: &AnswerRef) -> Option<Said> {
    let (shared::Event::Answered { text, .. }, item) = ctx.world.item(SpaceName::Shared, answer.seq)? else {
        return None;
    };
    let known = ctx.world.shared.as_ref().and_then(|shared| shared.voices.person(voice));
    let name = asked::name(ctx, known.unwrap_or(item.author));
    let words = if text.is_empty() { ctx.say("began-told") } else { text };
    Some(Said { name, words })
}

#[cfg(test)]
mod tests {
    use content::Library;
    use domain::{PersonId, private};

    use super::*;
    use crate::testing::{
        ALEX, SAM, alone, count, goes, html, in_private, in_shared, is_a_page, over, page, read, shut, text,
        together,
    };
    use crate::{CoupleState, World};

    fn told(world: &mut World<'static>, id: &str, words: [(PersonId, &str); 2]) {
        for (author, text) in words {
            let event = shared::Event::Answered {
                question: id.into(),
                round: 0,
                text: text.into(),
                tell: text.is_empty(),
            };
            in_shared(world, author, event);
        }
    }

    #[test]
    fn it_begins_with_a_question_and_grows_with_what_was_told() {
        let mut world = together();
        is_a_page(&world, "/us/began");
        assert_eq!(count(&page(&read(&world, "/us/began")).1, "main a[href='/talk/began-1-01']"), 1);
        told(&mut world, "began-1-01", [(ALEX, "the green coat"), (SAM, "")]);
        told(&mut world, "joys-1-01", [(ALEX, "not of this"), (SAM, "nor this")]);
        is_a_page(&world, "/us/began");
        let shown = page(&read(&world, "/us/began")).1;
        assert!(text(&shown).contains("the green coat") && text(&shown).contains("Told aloud"));
        assert!(!text(&shown).contains("not of this"));
        assert_eq!(count(&shown, "main a[href='/talk/began-1-02']"), 1);
    }

    #[test]
    fn photographs_are_asked_for_by_no_form_and_have_an_empty_frame() {
        let mut world = together();
        told(&mut world, "began-1-01", [(ALEX, "the green coat"), (SAM, "rain")]);
        let shown = page(&read(&world, "/us/began")).1;
        assert_eq!(count(&shown, "main figure[data-photo] canvas"), 2);
        assert_eq!(
            count(&shown, "main form input[type=file]") + count(&shown, "main input[type=file][name]"),
            0
        );
    }

    #[test]
    fn a_long_story_has_several_pages_and_none_of_it_is_lost() {
        let mut world = together();
        let long = "Once upon a time. ".repeat(60);
        let all: Vec<_> = Library::english().questions.iter().filter(|q| q.domain == Domain::Began).collect();
        for question in &all {
            told(&mut world, question.id.as_str(), [(ALEX, &long), (SAM, "and I was there")]);
        }
        let mut seen = 0;
        for number in 0..20 {
            let path = format!("/us/began?page={number}");
            is_a_page(&world, &path);
            seen += count(&page(&read(&world, &path)).1, "main section.piece");
        }
        assert_eq!(seen, all.len());
        assert_eq!(count(&page(&read(&world, "/us/began")).1, "main a[href='/us/began?page=1']"), 1);
    }

    #[test]
    fn alone_it_is_ones_own_and_after_leaving_it_can_be_read() {
        let mut world = alone();
        let note =
            private::Event::NoteKept { place: "talk/began-1-01".into(), text: "the green coat".into() };
        in_private(&mut world, note);
        is_a_page(&world, "/us/began");
        assert!(html(&read(&world, "/us/began")).contains("the green coat"));
        assert!(!html(&read(&shut(world), "/us/began")).contains("the green coat"));
        let mut world = together();
        told(&mut world, "began-1-01", [(ALEX, "the green coat"), (SAM, "rain")]);
        let world = over(world, CoupleState::ILeft);
        let shown = page(&read(&world, "/us/began")).1;
        assert!(text(&shown).contains("the green coat"));
        assert_eq!(count(&shown, "main a[href^='/talk/']"), 0, "nothing is asked any more");
        let world = over(world, CoupleState::ToOpen { words: [1, 2, 3, 4] });
        assert_eq!(goes(&read(&world, "/us/began")), "/us");
    }
}
