//! A talk about one thing, for either of the two, wherever it stands: asked, agreed, paused, settled, looked at again.
//!
//! Invariant: what stands here of the other one is what they wrote or agreed to. Nothing tells what they left undone,
//! and what either found when they looked again shows to both at once or to neither.

use askama::Template;
use content::{Line, RepairKind, RepairPath};
use domain::repair::{Again, Repair, Stage};
use domain::ritual::LAPSES;
use domain::{SpaceName, Voice, shared};

use super::agree::Agreed;
use super::meet::Meet;
use super::{
    Talk, again, ask, before, found, is_open, kind_of, me, paper, pause, show, still_to_load, things,
};
use crate::pages::quiet;
use crate::pages::talk::asked;
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates, when};

/// What was not taken, and why.
#[derive(Default)]
pub(super) struct Draft {
    field: &'static str,
    problem: String,
}

impl Draft {
    pub(super) fn at(field: &'static str, problem: String) -> Self {
        Self { field, problem }
    }

    /// The problem of a form, if it has one.
    fn of(&self, field: &str) -> Option<&str> {
        (self.field == field && !self.problem.is_empty()).then_some(self.problem.as_str())
    }
}

/// Where it stands, as the page says it.
enum Stands {
    /// The reader asked.
    AskedByMe { until: String },
    /// The other one asked.
    AskedOfMe,
    /// It rests until then.
    Paused { until: String },
    /// Both want it.
    Turns,
    /// Something was written down; looked at again on a day.
    Settled { day: String },
    /// The day has come; or the reader has looked.
    LookAgain { mine: Option<&'static str> },
    /// Both have looked.
    Done { mine: &'static str, theirs: &'static str },
}

/// What one of the two heard.
struct Heard {
    mine: bool,
    words: String,
}

/// One's own preparation, beside a talk.
enum Own {
    /// There is none yet.
    None,
    /// Where it is.
    There(String),
    /// One's own space is shut.
    Shut,
}

#[derive(Template)]
#[template(path = "pages/settle/between.html")]
struct Page<'a> {
    p: Shell<'a>,
    at: String,
    card: ask::Card,
    partner: String,
    path: Option<&'static RepairPath>,
    way: String,
    number: usize,
    stands: Stands,
    place: &'static str,
    rests: bool,
    meet: Meet,
    was: String,
    heard: Vec<Heard>,
    agreed: Option<Agreed>,
    own: Own,
    prompts: &'static [Line],
    beginnings: &'static [Line],
    amends: &'static [Line],
    pauses: &'static [Line],
    today: String,
    look_again: (String, String, String),
    typed: Typed,
    draft: Draft,
}

/// What was typed, when it was not taken.
#[derive(Default)]
struct Typed {
    text: String,
    day: String,
    at: String,
}

impl Page<'_> {
    /// Whether both want it, and nothing is written down yet.
    fn under_way(&self) -> bool {
        matches!(self.stands, Stands::Turns | Stands::Paused { .. })
    }

    /// The other one asks, and nothing was said to it.
    fn is_asked_of_me(&self) -> bool {
        matches!(self.stands, Stands::AskedOfMe)
    }

    /// An ask of the reader's own.
    fn is_mine_to_take_back(&self) -> bool {
        matches!(self.stands, Stands::AskedByMe { .. })
    }

    /// A time is set that lies ahead.
    fn has_time(&self) -> bool {
        matches!(self.meet, Meet::Set(..))
    }

    /// The name of this talk in an address.
    fn id(&self) -> &str {
        self.at.rsplit('/').next().unwrap_or_default()
    }

    /// Which words of an agreement the page shows.
    fn was_agreed(&self) -> &str {
        self.agreed.as_ref().map_or("", |agreed| agreed.was.as_str())
    }

    /// Nothing was written down yet.
    fn is_first(&self) -> bool {
        self.agreed.is_none()
    }

    /// Words can be written, or others proposed: until both said yes, and until the day.
    fn may_write(&self) -> bool {
        let open = self.agreed.as_ref().is_some_and(|agreed| !agreed.agreed);
        open && matches!(self.stands, Stands::Settled { .. })
    }

    /// A person helps more than a page, and this is said before anything else.
    fn slow(&self) -> bool {
        self.path.is_some_and(|path| path.id == RepairKind::Trust)
    }

    /// What one can find on the day.
    fn ways(&self) -> &'static [Again] {
        again::WAYS
    }

    /// The pauses one tap takes.
    fn lengths(&self) -> [(&'static str, i64); 3] {
        pause::LENGTHS
    }

    /// What the reader wrote last of what they heard.
    fn my_words(&self) -> &str {
        if self.draft.of("heard").is_some() {
            return &self.typed.text;
        }
        self.heard.iter().find(|heard| heard.mine).map_or("", |heard| heard.words.as_str())
    }
}

/// The talk of the address.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    match found(ctx).filter(|_| !before::is_asked_for(ctx)) {
        Some(talk) => page(ctx, 200, &talk, Draft::default()),
        None => before::read(ctx),
    }
}

/// The page, with what was typed when it was not taken.
pub(super) fn page(ctx: &Ctx<'_>, status: u16, talk: &Talk<'_>, draft: Draft) -> Outcome {
    if let Some(more) = still_to_load(ctx, Some(talk.it)) {
        return more;
    }
    let (repair, kind) = (&ctx.library.repair, kind_of(talk.it.kind));
    let text = |name: &str| if status == 200 { String::new() } else { ctx.form.text(name).to_owned() };
    let page = Page {
        p: ctx.shell("settle-title"),
        at: talk.address(),
        card: ask::Card::of(ctx, talk),
        partner: asked::partner(ctx),
        path: repair.path(kind),
        way: ask::way(talk.it.kind),
        number: paper::number(kind),
        stands: stands(ctx, talk),
        place: talk.place(),
        rests: quiet::rests(ctx),
        meet: Meet::of(ctx, talk),
        was: talk.it.ritual.as_ref().map_or(String::new(), |ritual| ritual.as_str().to_owned()),
        heard: heard(ctx, talk.it),
        agreed: Agreed::of(ctx, talk),
        own: own(ctx, talk),
        prompts: &repair.heard,
        beginnings: &repair.agree,
        amends: if kind == RepairKind::Disagreement { &[] } else { &repair.amends },
        pauses: &repair.pauses,
        today: ask::today(ctx),
        look_again: super::agree::days(ctx),
        typed: Typed { text: text("text"), day: text("day"), at: text("at") },
        draft,
    };
    ctx.page_with(status, &page)
}

fn stands(ctx: &Ctx<'_>, talk: &Talk<'_>) -> Stands {
    let day = |day| dates::weekday(ctx.words, day);
    match talk.stage {
        Stage::Asked | Stage::Lapsed if talk.mine => {
            let lapses = talk.it.at.plus_days(LAPSES).day_in(&ctx.world.zone);
            Stands::AskedByMe { until: dates::day(ctx.words, lapses) }
        }
        Stage::Asked | Stage::Lapsed => Stands::AskedOfMe,
        Stage::Paused { until } => {
            Stands::Paused { until: when::at(ctx, until, &ctx.world.prefs.zone).line(ctx.words) }
        }
        Stage::Turns => Stands::Turns,
        Stage::Settled { look_again } => Stands::Settled { day: day(look_again) },
        Stage::LookAgain | Stage::Done => looked(ctx, talk.it),
    }
}

/// Both findings or neither; one's own shows to oneself.
fn looked(ctx: &Ctx<'_>, it: &Repair) -> Stands {
    let of = |voice: Voice| *voice.of(&it.looked);
    let mine = of(me(ctx)).map(Again::as_str);
    match (mine, of(me(ctx).other()).map(Again::as_str)) {
        (Some(mine), Some(theirs)) => Stands::Done { mine, theirs },
        _ => Stands::LookAgain { mine },
    }
}

/// What was heard, the reader's own first.
fn heard(ctx: &Ctx<'_>, it: &Repair) -> Vec<Heard> {
    let words = |voice: Voice| {
        let seq = (*voice.of(&it.heard))?;
        match ctx.world.item(SpaceName::Shared, seq)? {
            (shared::Event::RepairChanged { change: domain::repair::Change::Heard { text }, .. }, _) => {
                Some(Heard { mine: voice == me(ctx), words: text })
            }
            _ => None,
        }
    };
    [me(ctx), me(ctx).other()].into_iter().filter_map(words).collect()
}

fn own(ctx: &Ctx<'_>, talk: &Talk<'_>) -> Own {
    if !is_open(ctx) {
        return Own::Shut;
    }
    let thing = things::of_talk(ctx, talk.id.as_str());
    thing.map_or(Own::None, |thing| Own::There(things::address(&thing.id)))
}

#[derive(Template)]
#[template(path = "pages/settle/gone.html")]
struct Gone<'a> {
    p: Shell<'a>,
    to_open: bool,
}

/// It is not there, or not any more: either could end it, and nobody says who did.
pub(super) fn gone(ctx: &Ctx<'_>) -> Outcome {
    ctx.page_with(404, &Gone { p: ctx.shell("settle-title"), to_open: show::to_open(ctx) })
}
