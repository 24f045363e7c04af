//! Giving a check-in: one page, each item may be left out, one tap skips it all or stops.

use askama::Template;
use content::{CheckSet, CheckinItem};
use domain::checkin::{Answers, Closeness, Score, Set};
use domain::private::Event;

use super::circles::Circles;
use super::day::{self, DayField};
use crate::pages::errors;
use crate::shell::Shell;
use crate::{Ctx, Outcome, when};

/// One item as it is asked.
struct Item<'a> {
    id: &'a str,
    statement: &'a str,
    low: &'a str,
    high: &'a str,
    picked: Option<u8>,
    wrong: bool,
}

impl Item<'_> {
    fn is(&self, n: &u8) -> bool {
        self.picked == Some(*n)
    }
}

struct Group<'a> {
    heading: String,
    items: Vec<Item<'a>>,
}

#[derive(Template)]
#[template(path = "pages/checkin/form.html")]
struct Page<'a> {
    p: Shell<'a>,
    set: &'static str,
    lead: String,
    checkup: bool,
    day: Option<DayField>,
    problem: bool,
    groups: Vec<Group<'a>>,
    circles: Vec<Circles>,
    circles_wrong: bool,
}

/// What came with the form: what is good, and the fields that hold no score.
#[derive(Default)]
struct Given {
    answers: Answers,
    wrong: Vec<String>,
}

const CIRCLES: &str = "closeness";

/// The headings in their order.
const GROUPS: [&str; 4] = ["signs", "known", "time", "between"];

/// Where an item of the long looks stands; one that is new stands with the last.
fn group_of(item: &CheckinItem) -> &'static str {
    match item.id.as_str() {
        _ if item.set == CheckSet::Pulse => "signs",
        "known-by-me" | "accepted" | "safe-honest" => "known",
        "our-time" | "play" | "screens" => "time",
        _ => "between",
    }
}

/// The items a set asks.
pub(in crate::pages) fn items<'a>(ctx: &Ctx<'a>, set: Set) -> impl Iterator<Item = &'a CheckinItem> {
    let asks = move |item: &&CheckinItem| set != Set::Pulse || item.set == CheckSet::Pulse;
    ctx.library.checkin.items.iter().filter(asks)
}

impl Given {
    fn read(ctx: &Ctx<'_>, set: Set) -> Self {
        let mut given = Self::default();
        for item in items(ctx, set).map(|item| item.id.as_str()).filter(|id| ctx.form.has(id)) {
            match ctx.form.number(item).and_then(Score::new) {
                Some(score) => drop(given.answers.scores.insert(item.to_owned(), score)),
                None => given.wrong.push(item.to_owned()),
            }
        }
        if ctx.form.has(CIRCLES) {
            given.answers.closeness = ctx.form.number(CIRCLES).and_then(Closeness::new);
            if given.answers.closeness.is_none() {
                given.wrong.push(CIRCLES.to_owned());
            }
        }
        given
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.iter().any(|wrong| wrong == field)
    }

    fn is_empty(&self) -> bool {
        self.answers.scores.is_empty() && self.answers.closeness.is_none()
    }
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    match Set::parse(ctx.param(0)) {
        Some(set) => page(ctx, 200, set, &Given::default(), DayField::fresh(ctx)),
        None => errors::not_found(ctx),
    }
}

pub(super) fn save(ctx: &Ctx<'_>) -> Outcome {
    let Some(set) = Set::parse(ctx.param(0)) else { return errors::not_found(ctx) };
    let given = Given::read(ctx, set);
    let (day, field) = match day::given(ctx) {
        Ok(day) => day,
        Err(field) => return page(ctx, 422, set, &given, Some(*field)),
    };
    if !given.wrong.is_empty() {
        return page(ctx, 422, set, &given, field);
    }
    if given.is_empty() {
        return Outcome::go("/me/check/done?of=nothing");
    }
    let on = if day == ctx.today() { String::new() } else { format!("&on={}", when::day_written(day)) };
    let event = Event::CheckedIn { set, day, answers: given.answers };
    Outcome::go(&format!("/me/check/done?of={}{on}", set.as_str())).private(event)
}

fn page(ctx: &Ctx<'_>, status: u16, set: Set, given: &Given, day: Option<DayField>) -> Outcome {
    let groups = GROUPS.iter().map(|key| Group {
        heading: ctx.say(&format!("checkin-group-{key}")),
        items: items(ctx, set).filter(|item| group_of(item) == *key).map(|item| ask(item, given)).collect(),
    });
    let page = Page {
        p: ctx.shell("checkin-title"),
        set: set.as_str(),
        lead: ctx.say(&format!("checkin-{}-takes", set.as_str())),
        checkup: set == Set::Checkup,
        day,
        problem: !given.wrong.is_empty(),
        groups: groups.filter(|group| !group.items.is_empty()).collect(),
        circles: Circles::all(ctx, given.answers.closeness),
        circles_wrong: given.is_wrong(CIRCLES),
    };
    ctx.page_with(status, &page)
}

fn ask<'a>(item: &'a CheckinItem, given: &Given) -> Item<'a> {
    let id = item.id.as_str();
    Item {
        id,
        statement: &item.statement,
        low: &item.low,
        high: &item.high,
        picked: given.answers.scores.get(id).map(|score| score.value()),
        wrong: given.is_wrong(id),
    }
}
