//! What two people shared: as much of it as one can read.

use domain::Voice;
use domain::repair::Again;
use domain::shared::Moment;
use serde::Serialize;

use super::kept::{OnDay, Said, When};
use crate::Ctx;
use crate::pages::settle;
use crate::pages::talk::asked;
use crate::pages::today;
use crate::past::{Past, Words};

/// One round of a question.
#[derive(Serialize)]
pub(super) struct Told {
    pub(super) question: String,
    pub(super) opened: When,
    pub(super) answers: Vec<Said>,
    pub(super) replies: Vec<Said>,
}

/// An agreement.
#[derive(Serialize)]
pub(super) struct Agreement {
    pub(super) words: String,
    pub(super) by: String,
    pub(super) agreed: When,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) look_again: Option<OnDay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ended: Option<When>,
}

/// A part of the life together, in the words both agreed to, one after the other.
#[derive(Serialize)]
pub(super) struct Part {
    pub(super) question: String,
    pub(super) words: Vec<Said>,
}

/// Something they did.
#[derive(Serialize)]
pub(super) struct Done {
    pub(super) day: OnDay,
    pub(super) what: String,
}

/// A first step that was opened, with what was said to it.
#[derive(Serialize)]
pub(super) struct Step {
    pub(super) words: Said,
    pub(super) answers: Vec<Said>,
}

/// A talk about one thing: what it was about, what each heard and both agreed, and how both found it afterwards.
#[derive(Serialize)]
pub(super) struct Talk {
    pub(super) about: Said,
    pub(super) heard: Vec<Said>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) agreed: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) found: Vec<Found>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) over: Option<When>,
}

/// How one of the two found it on looking again.
#[derive(Serialize)]
pub(super) struct Found {
    pub(super) by: String,
    pub(super) how: String,
}

/// All of it.
#[derive(Serialize)]
pub(super) struct Between {
    pub(super) names: Vec<String>,
    pub(super) together_since: OnDay,
    pub(super) told: Vec<Told>,
    pub(super) summaries: Vec<Said>,
    pub(super) thanks: Vec<Said>,
    pub(super) steps: Vec<Step>,
    pub(super) talks: Vec<Talk>,
    pub(super) agreements: Vec<Agreement>,
    pub(super) life: Vec<Part>,
    pub(super) done: Vec<Done>,
}

impl Between {
    pub(super) fn gather(ctx: &Ctx<'_>) -> Option<Self> {
        let shared = ctx.world.shared.as_ref()?;
        let past = Past::read(ctx);
        let thanks = past.thanks.iter().filter(|words| hears_thanks(ctx, words));
        let summary = |(words, wish): &(Words, String)| {
            let both = [words.text.as_str(), wish.as_str()].join("\n\n");
            Said { words: both.trim().to_owned(), ..said(ctx, words) }
        };
        Some(Self {
            names: shared.names.values().cloned().collect(),
            together_since: OnDay::of(ctx, shared.paired_on),
            told: past.told.iter().map(|told| self::told(ctx, &past, told)).collect(),
            summaries: past.summaries.iter().map(summary).collect(),
            thanks: thanks.map(|words| said(ctx, words)).collect(),
            steps: past.steps.iter().map(|step| self::step(ctx, step)).collect(),
            talks: talks(ctx, &past),
            agreements: past.agreed.iter().map(|agreed| agreement(ctx, agreed)).collect(),
            life: past.life.iter().map(|(part, words)| self::part(ctx, part.as_str(), words)).collect(),
            done: past.done.iter().filter_map(|moment| done(ctx, moment)).collect(),
        })
    }
}

/// Thanks that one muted, unseen, stay unseen.
fn hears_thanks(ctx: &Ctx<'_>, words: &Words) -> bool {
    words.by == asked::me(ctx) || !today::desk(ctx).mutes("thanks")
}

fn said(ctx: &Ctx<'_>, words: &Words) -> Said {
    Said {
        by: asked::name(ctx, words.by),
        at: When::of(ctx, words.at),
        how: String::new(),
        words: words.text.clone(),
    }
}

/// An answer; one that its author would rather tell has no words.
fn answer(ctx: &Ctx<'_>, words: &Words) -> Said {
    let how = if words.text.is_empty() { ctx.say("keep-told-aloud") } else { String::new() };
    Said { how, ..said(ctx, words) }
}

fn told(ctx: &Ctx<'_>, past: &Past, told: &crate::past::Told) -> Told {
    let reply = |(way, words): &(String, Words)| Said {
        how: ctx.words.say_with(
            &format!("reveal-theirs-{way}"),
            &[("name", asked::name(ctx, words.by).as_str().into())],
        ),
        ..said(ctx, words)
    };
    Told {
        question: past.question(ctx, told.question.as_str()),
        opened: When::of(ctx, told.opened),
        answers: told.answers.iter().map(|words| answer(ctx, words)).collect(),
        replies: told.replies.iter().map(reply).collect(),
    }
}

fn step(ctx: &Ctx<'_>, step: &crate::past::Step) -> Step {
    let answers = step.answers.iter().map(|words| said(ctx, words));
    Step { words: said(ctx, &step.words), answers: answers.collect() }
}

/// Talks both wanted, also those that are over, and what one asked for oneself.
fn talks(ctx: &Ctx<'_>, past: &Past) -> Vec<Talk> {
    let asked = settle::told::asked(ctx).into_iter().map(|(by, at, words)| Talk {
        about: Said { by: asked::name(ctx, by), at: When::of(ctx, at), how: String::new(), words },
        heard: Vec::new(),
        agreed: None,
        found: Vec::new(),
        over: None,
    });
    past.talks.iter().map(|talk| self::talk(ctx, past, talk)).chain(asked).collect()
}

fn talk(ctx: &Ctx<'_>, past: &Past, talk: &crate::past::Talk) -> Talk {
    let voices = ctx.world.shared.as_ref().map(|shared| &shared.voices);
    let found = |(voice, how): (Voice, Again)| {
        let by = voices.and_then(|voices| voices.person(voice))?;
        Some(Found { by: asked::name(ctx, by), how: ctx.say(&format!("between-again-{}", how.as_str())) })
    };
    let looked =
        talk.looked().into_iter().flat_map(|both| [Voice::First, Voice::Second].into_iter().zip(both));
    Talk {
        about: said(ctx, &talk.about),
        heard: talk.heard.iter().flatten().map(|words| said(ctx, words)).collect(),
        agreed: past.agreed_in(talk).map(|agreed| agreed.words.text.clone()),
        found: looked.filter_map(found).collect(),
        over: talk.over.then(|| When::of(ctx, talk.last)),
    }
}

fn agreement(ctx: &Ctx<'_>, agreed: &crate::past::Agreed) -> Agreement {
    Agreement {
        words: agreed.words.text.clone(),
        by: asked::name(ctx, agreed.words.by),
        agreed: When::of(ctx, agreed.on),
        look_again: agreed.look_again.map(|day| OnDay::of(ctx, day)),
        ended: agreed.ended.map(|(at, _)| When::of(ctx, at)),
    }
}

fn part(ctx: &Ctx<'_>, part: &str, words: &[(domain::Instant, Words)]) -> Part {
    let question = ctx.library.question(part).map_or_else(|| part.to_owned(), |part| part.text.clone());
    let agreed = |(on, words): &(domain::Instant, Words)| Said { at: When::of(ctx, *on), ..said(ctx, words) };
    Part { question, words: words.iter().map(agreed).collect() }
}

fn done(ctx: &Ctx<'_>, moment: &Moment) -> Option<Done> {
    let (what, day) = match moment {
        Moment::Did(practice, day, _) => (ctx.library.practice(practice.as_str())?.title.clone(), *day),
        Moment::Kept(title, day, _) => (title.clone(), *day),
        Moment::Revealed(..) | Moment::Thanked(..) | Moment::Said(..) => return None,
    };
    Some(Done { day: OnDay::of(ctx, day), what })
}
