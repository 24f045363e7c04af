//! Turns: one phone between two, one speaks and the other says it back. Needs no account and keeps nothing: all it
//! knows stands in the address.
//!
//! Invariant: nothing is loaded here. A talk that two have agreed on is only a place to go on to.

use askama::Template;
use content::{Line, RepairPath};

use super::settle;
use crate::routes::{Guard, Route, get, nothing};
use crate::shell::Shell;
use crate::{Ctx, Form, Outcome};

pub(crate) const ROUTES: &[Route] = &[
    get("/talk/turns", Guard::Anyone, nothing, show),
    get("/talk/turns/go", Guard::Anyone, nothing, go),
    get("/talk/turns/pause", Guard::Anyone, nothing, pause),
];

/// How long each speaks, in minutes.
const MINUTES: [u8; 3] = [3, 5, 10];
/// The steps of a round: each speaks, and each says it back.
const ROUND: u8 = 4;

/// What the two have chosen, and how far they are.
#[derive(Clone, Debug, PartialEq)]
struct Turns {
    minutes: u8,
    /// The number of the way, or nothing.
    of: String,
    /// The talk it belongs to, or nothing.
    talk: String,
    /// From 1; past the last one it is over.
    step: u8,
}

impl Turns {
    fn read(query: &Form) -> Self {
        let plain = |name: &str| {
            let text = query.text(name);
            let plain = text.len() <= 36 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if plain { text.to_owned() } else { String::new() }
        };
        let minutes = query.number("minutes").filter(|minutes| MINUTES.contains(minutes)).unwrap_or(5);
        let step = query.number("step").unwrap_or(1).clamp(1, ROUND + 1);
        Self { minutes, of: plain("of"), talk: plain("r"), step }
    }

    fn address(&self, page: &str) -> String {
        let Self { minutes, of, talk, step } = self;
        format!("/talk/turns{page}?minutes={minutes}&of={of}&r={talk}&step={step}")
    }

    fn at(&self, step: u8) -> Self {
        Self { step, ..self.clone() }
    }

    /// The step after this one.
    fn next(&self) -> String {
        self.at(self.step.saturating_add(1)).address("/go")
    }

    /// The one who spoke says more.
    fn more(&self) -> String {
        self.at(self.step.saturating_sub(1)).address("/go")
    }

    /// Where the two are.
    fn here(&self) -> String {
        self.address("/go")
    }

    fn pause(&self) -> String {
        self.address("/pause")
    }

    fn stop(&self) -> String {
        self.at(ROUND + 1).address("/go")
    }

    fn anew(&self) -> String {
        self.at(1).address("/go")
    }

    /// One speaks; else the other one says it back.
    fn speaks(&self) -> bool {
        self.step % 2 == 1
    }

    fn is_over(&self) -> bool {
        self.step > ROUND
    }

    /// Where what was heard is written down, for two who agreed on a talk.
    fn onward(&self) -> Option<String> {
        (!self.talk.is_empty()).then(|| format!("/talk/settle/r/{}", self.talk))
    }

    fn path(&self, ctx: &Ctx<'_>) -> Option<&'static RepairPath> {
        let of = if self.of.is_empty() { "1" } else { &self.of };
        settle::path_of_number(ctx, of)
    }
}

#[derive(Template)]
#[template(path = "pages/turns/show.html")]
struct Show<'a> {
    p: Shell<'a>,
    turns: Turns,
    minutes: [u8; 3],
    path: Option<&'static RepairPath>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let turns = Turns::read(&ctx.query);
    let path = turns.path(ctx);
    ctx.page(&Show { p: ctx.shell("talk-title"), turns, minutes: MINUTES, path })
}

#[derive(Template)]
#[template(path = "pages/turns/go.html")]
struct Step<'a> {
    p: Shell<'a>,
    turns: Turns,
    who: String,
    lines: &'static [String],
}

#[derive(Template)]
#[template(path = "pages/turns/end.html")]
struct End<'a> {
    p: Shell<'a>,
    turns: Turns,
    prompts: &'static [Line],
}

fn go(ctx: &Ctx<'_>) -> Outcome {
    let turns = Turns::read(&ctx.query);
    if turns.is_over() {
        let prompts = &ctx.library.repair.heard;
        return ctx.page(&End { p: ctx.shell("talk-title"), turns, prompts });
    }
    let lines = |path: &'static RepairPath| {
        if turns.speaks() { path.speaker.as_slice() } else { path.listener.as_slice() }
    };
    let lines = turns.path(ctx).map(lines).unwrap_or_default();
    let who = ctx.say(&format!("turns-step-{}", turns.step));
    ctx.page(&Step { p: ctx.shell("talk-title"), who, lines, turns })
}

#[derive(Template)]
#[template(path = "pages/turns/pause.html")]
struct Pause<'a> {
    p: Shell<'a>,
    turns: Turns,
    lines: &'static [Line],
}

fn pause(ctx: &Ctx<'_>) -> Outcome {
    let turns = Turns::read(&ctx.query);
    ctx.page(&Pause { p: ctx.shell("talk-title"), turns, lines: &ctx.library.repair.pauses })
}
