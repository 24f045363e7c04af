//! Asking the other one for a talk about one thing: one's own act, seen beforehand just as the other one will see it.
//!
//! Invariant: before the form comes a question that is the same for everybody, and whose answer is kept nowhere. One
//! ask at a time, so that nobody can fill the other one's page; it can be taken back until the other one says yes.

use askama::Template;
use domain::RepairId;
use domain::repair::{ABOUT, Change, Kind, MOST, Stage};

use super::things::{self, LINE, Thing};
use super::{Talk, address, change, fresh, kind_of, list, meet, paper, repairs, still_to_load, talks};
use crate::pages::quiet;
use crate::pages::talk::asked;
use crate::shell::Shell;
use crate::{Ctx, Form, Outcome, when};

/// An ask, as the other one sees it.
pub(super) struct Card {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) kind: &'static str,
    pub(super) time: Option<String>,
}

impl Card {
    /// One that was asked.
    pub(super) fn of(ctx: &Ctx<'_>, talk: &Talk<'_>) -> Self {
        let person = ctx.world.shared.as_ref().and_then(|shared| shared.voices.person(talk.it.by));
        Self {
            href: talk.address(),
            name: person.map_or_else(|| asked::partner(ctx), |person| asked::name(ctx, person)),
            about: talk.it.about.clone(),
            kind: title(ctx, talk.it.kind),
            time: meet::asked_for(ctx, talk),
        }
    }

    /// One that is about to be.
    fn to_be(ctx: &Ctx<'_>, wanted: &Wanted) -> Self {
        Self {
            href: String::new(),
            name: asked::name(ctx, asked::me(ctx)),
            about: wanted.about.clone(),
            kind: title(ctx, wanted.kind),
            time: wanted.plan.as_ref().map(|plan| meet::words(ctx, plan)),
        }
    }
}

fn title(ctx: &Ctx<'_>, kind: Kind) -> &'static str {
    ctx.library.repair.path(kind_of(kind)).map_or("", |path| path.title.as_str())
}

/// What somebody wants to ask.
struct Wanted {
    kind: Kind,
    about: String,
    plan: Option<domain::ritual::Plan>,
}

/// A field that could not be taken, and why.
struct Problem {
    field: &'static str,
    text: String,
}

/// A kind one can choose.
struct Choice {
    value: &'static str,
    title: &'static str,
    on: bool,
}

/// What the page is about.
enum View {
    /// Nothing is asked while all rests.
    Rests,
    /// There is an ask of one's own already.
    Open(String),
    /// There are as many as there can be.
    Full,
    /// The question before the form.
    First(String),
    /// The form.
    Form(Vec<Choice>),
    /// What the other one will see.
    Preview(Card),
}

#[derive(Template)]
#[template(path = "pages/settle/ask.html")]
struct Page<'a> {
    p: Shell<'a>,
    view: View,
    partner: String,
    of: String,
    about: String,
    day: String,
    at: String,
    kind: String,
    longest: usize,
    most: u8,
    problems: Vec<Problem>,
}

impl Page<'_> {
    /// Whether a field could not be taken.
    fn bad(&self, field: &str) -> bool {
        self.problems.iter().any(|problem| problem.field == field)
    }
}

/// The question, then the form.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    if let Some(more) = still_to_load(ctx, None) {
        return more;
    }
    let thing = things::named(ctx, ctx.query.text("of"));
    let view = closed(ctx).unwrap_or_else(|| match (ctx.query.has("go"), &thing) {
        (true, thing) => View::Form(choices(ctx, &kind_of_thing(ctx, thing.as_ref()))),
        (false, thing) => View::First(address_of_form(thing.as_ref())),
    });
    let about = thing.as_ref().map(|thing| thing.about().to_owned()).unwrap_or_default();
    let (of, kind) = (thing.as_ref().map(|thing| thing.id.clone()), kind_of_thing(ctx, thing.as_ref()));
    page(ctx, view, Typed { of: of.unwrap_or_default(), about, kind, ..Typed::default() }, Vec::new())
}

/// Why nothing can be asked now, if so.
fn closed(ctx: &Ctx<'_>) -> Option<View> {
    let own = talks(ctx).into_iter().find(|talk| talk.mine && talk.stage == Stage::Asked);
    match (own, repairs(ctx)) {
        _ if quiet::rests(ctx) => Some(View::Rests),
        (Some(own), _) => Some(View::Open(own.address())),
        (None, Some(repairs)) if repairs.have_room(ctx.world.now, ctx.today()) => None,
        (None, _) => Some(View::Full),
    }
}

fn kind_of_thing(ctx: &Ctx<'_>, thing: Option<&Thing>) -> String {
    let path = thing.and_then(|thing| thing.side(ctx)).map(|(path, _)| path.id.as_str());
    path.unwrap_or_default().to_owned()
}

fn address_of_form(thing: Option<&Thing>) -> String {
    let of = thing.map(|thing| format!("&of={}", thing.id)).unwrap_or_default();
    format!("/talk/settle/ask?go=yes{of}")
}

/// What stands in the fields.
#[derive(Default)]
struct Typed {
    of: String,
    kind: String,
    about: String,
    day: String,
    at: String,
}

impl Typed {
    fn of_form(form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        Self { of: text("of"), kind: text("kind"), about: text("about"), day: text("day"), at: text("at") }
    }
}

fn page(ctx: &Ctx<'_>, view: View, typed: Typed, problems: Vec<Problem>) -> Outcome {
    let status = if problems.is_empty() { 200 } else { 422 };
    let page = Page {
        p: ctx.shell("settle-title"),
        view,
        partner: asked::partner(ctx),
        of: typed.of,
        about: typed.about,
        day: typed.day,
        at: typed.at,
        kind: typed.kind,
        longest: LINE,
        most: u8::try_from(MOST).unwrap_or(u8::MAX),
        problems,
    };
    ctx.page_with(status, &page)
}

fn choices(ctx: &Ctx<'_>, chosen: &str) -> Vec<Choice> {
    let choice =
        |kind: &Kind| Choice { value: kind.as_str(), title: title(ctx, *kind), on: kind.as_str() == chosen };
    Kind::ALL.iter().map(choice).collect()
}

/// Shows what would be asked; or asks it.
pub(super) fn save(ctx: &Ctx<'_>) -> Outcome {
    if let Some(more) = still_to_load(ctx, None) {
        return more;
    }
    let typed = Typed::of_form(&ctx.form);
    if let Some(closed) = closed(ctx) {
        // The words are still there, to be copied.
        let text = ctx.say("ask-not-now");
        return page(ctx, closed, typed, vec![Problem { field: "room", text }]);
    }
    let form = |typed: Typed, problems| {
        let choices = choices(ctx, &typed.kind);
        page(ctx, View::Form(choices), typed, problems)
    };
    match wanted(ctx) {
        _ if ctx.form.text("step") == "edit" => form(typed, Vec::new()),
        Err(problems) => form(typed, problems),
        Ok(wanted) if ctx.form.text("step") == "ask" => match ask(ctx, wanted) {
            Ok(outcome) => outcome,
            Err(text) => form(typed, vec![Problem { field: "time", text }]),
        },
        Ok(wanted) => {
            let card = Card::to_be(ctx, &wanted);
            page(ctx, View::Preview(card), Typed { about: wanted.about, ..typed }, Vec::new())
        }
    }
}

fn wanted(ctx: &Ctx<'_>) -> Result<Wanted, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut no = |field, text| problems.push(Problem { field, text });
    let kind = Kind::parse(ctx.form.text("kind")).ok_or_else(|| no("kind", ctx.say("ask-choose")));
    let short = |about: String| {
        if about.len() > ABOUT { Err(ctx.say("ask-long")) } else { Ok(about) }
    };
    let about = list::line(ctx).and_then(short).map_err(|text| no("about", text));
    let plan = meet::typed(ctx, &ctx.form).map_err(|text| no("time", text));
    match (kind, about, plan) {
        (Ok(kind), Ok(about), Ok(plan)) => Ok(Wanted { kind, about, plan }),
        _ => Err(problems),
    }
}

/// Asks; and notes on one's own sheet, where there is one, that it is for this talk.
fn ask(ctx: &Ctx<'_>, wanted: Wanted) -> Result<Outcome, String> {
    let id = RepairId(fresh(ctx, 0));
    let there = Outcome::go(&address(&id));
    let (outcome, ritual) = match wanted.plan {
        Some(plan) => meet::propose(there, ctx, plan).map(|(outcome, ritual)| (outcome, Some(ritual)))?,
        None => (there, None),
    };
    let asked = Change::Asked { kind: wanted.kind, about: wanted.about, ritual };
    let outcome = change(outcome, &id, asked);
    Ok(match things::named(ctx, ctx.form.text("of")) {
        Some(thing) => things::asked_with(outcome, ctx, &thing, id.as_str()),
        None => outcome,
    })
}

/// The first day a date field may hold, as it is written there.
pub(super) fn today(ctx: &Ctx<'_>) -> String {
    when::day_written(ctx.today())
}

/// Where the way of an ask is told.
pub(super) fn way(kind: Kind) -> String {
    paper::address(kind_of(kind))
}
