//! Settling something: a disagreement, a hurt, broken trust. Each prepares alone, in sheets of their own; between the
//! two there is only what one asked and the other said yes to.
//!
//! Invariant: nothing here is ever suggested to two. Asking is one's own act, behind a question that is the same for
//! everybody and kept nowhere; putting an ask away changes no byte for who asked. No page here looks at the safety
//! flag: help and one's own half come first for everybody, so nothing can be inferred from where they stand.

mod again;
mod agree;
mod ask;
mod before;
mod between;
mod end;
mod friend;
mod heard;
mod list;
mod meet;
mod paper;
mod pause;
mod prepare;
mod reply;
mod show;
mod things;
pub(crate) mod told;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use content::RepairKind;
use domain::repair::{Change, Kind, Repair, Repairs, Stage};
use domain::{RepairId, RitualId, SpaceName, Voice, shared};

use crate::pages::talk::asked;
use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::{Ctx, Needs, Outcome};

pub(crate) use paper::named as path_of_number;

pub(crate) const ROUTES: &[Route] = &[
    get("/talk/settle", Guard::Person, everything, show::show),
    get("/talk/settle/way/{way}", Guard::Anyone, nothing, paper::show),
    get("/talk/settle/days", Guard::Anyone, nothing, paper::days),
    post("/talk/settle/list", Guard::Open, everything, list::add),
    get("/talk/settle/t/{thing}", Guard::Open, everything, prepare::show),
    get("/talk/settle/t/{thing}/{step}", Guard::Open, everything, prepare::step),
    post("/talk/settle/t/{thing}/step", Guard::Open, everything, prepare::keep),
    post("/talk/settle/t/{thing}/line", Guard::Open, everything, list::say_anew),
    post("/talk/settle/t/{thing}/side", Guard::Open, everything, list::pick),
    post("/talk/settle/t/{thing}/gone", Guard::Open, whole, list::let_go),
    get("/talk/settle/ask", Guard::Couple, everything, ask::show),
    post("/talk/settle/ask", Guard::Couple, everything, ask::save),
    post("/talk/settle/asks", Guard::Couple, everything, reply::let_in),
    get("/talk/settle/before", Guard::Person, before::needs, before::show),
    get("/talk/settle/r/{talk}", Guard::Person, everything, between::show),
    post("/talk/settle/r/{talk}/yes", Guard::Couple, everything, reply::yes),
    post("/talk/settle/r/{talk}/away", Guard::Couple, everything, reply::put_away),
    post("/talk/settle/r/{talk}/time", Guard::Couple, everything, meet::suggest),
    post("/talk/settle/r/{talk}/suits", Guard::Couple, everything, meet::suits),
    post("/talk/settle/r/{talk}/prepare", Guard::Open, everything, list::begin),
    post("/talk/settle/r/{talk}/pause", Guard::Couple, everything, pause::begin),
    post("/talk/settle/r/{talk}/on", Guard::Couple, everything, pause::go_on),
    post("/talk/settle/r/{talk}/heard", Guard::Couple, everything, heard::save),
    post("/talk/settle/r/{talk}/agree", Guard::Couple, everything, agree::write),
    post("/talk/settle/r/{talk}/agreed", Guard::Couple, everything, agree::yes),
    post("/talk/settle/r/{talk}/undo", Guard::Couple, everything, agree::undo),
    post("/talk/settle/r/{talk}/again", Guard::Couple, everything, again::save),
    post("/talk/settle/r/{talk}/end", Guard::Couple, everything, end::end),
    get("/talk/settle/friend", Guard::Open, everything, friend::show),
    post("/talk/settle/friend", Guard::Open, everything, friend::keep),
    get("/talk/settle/friend/{day}", Guard::Open, everything, friend::read),
    post("/talk/settle/friend/{day}/gone", Guard::Open, whole, friend::let_go),
];

fn everything(_: &Ask<'_>) -> Needs {
    Needs::all_spaces()
}

/// Burning reads one's own log whole, so that versions which a state no longer names are found as well.
fn whole(_: &Ask<'_>) -> Needs {
    Needs { whole: vec![SpaceName::Private], ..Needs::all_spaces() }
}

/// What the two have, as long as there are two.
fn repairs<'a>(ctx: &Ctx<'a>) -> Option<&'a Repairs> {
    ctx.world.shared.as_ref().filter(|_| asked::together(ctx)).map(|shared| &shared.repairs)
}

/// Which of the two the reader is. Who has never written there comes second.
fn me(ctx: &Ctx<'_>) -> Voice {
    asked::voice(ctx).unwrap_or(Voice::Second)
}

/// A talk about one thing, as it stands for the reader.
struct Talk<'a> {
    id: RepairId,
    it: &'a Repair,
    stage: Stage,
    /// The reader asked for it.
    mine: bool,
}

impl<'a> Talk<'a> {
    fn of(ctx: &Ctx<'_>, id: &RepairId, it: &'a Repair) -> Self {
        let stage = it.stage(ctx.world.now, ctx.today());
        Self { id: id.clone(), it, stage, mine: it.by == me(ctx) }
    }

    /// Whether it is an ask of the other one's, to which nothing has been said.
    fn is_asked_of_me(&self) -> bool {
        self.stage == Stage::Asked && !self.mine
    }

    fn address(&self) -> String {
        address(&self.id)
    }

    /// Where a form says it was sent from, to see whether it moved on meanwhile.
    fn place(&self) -> &'static str {
        match self.stage {
            Stage::Asked | Stage::Lapsed => "asked",
            Stage::Paused { .. } | Stage::Turns => "turns",
            Stage::Settled { .. } | Stage::LookAgain | Stage::Done => "settled",
        }
    }
}

/// Where a talk has its page.
fn address(id: &RepairId) -> String {
    format!("/talk/settle/r/{}", id.as_str())
}

/// Every talk of the two that the reader may see: an ask that was put away is not among them, nor any ask while all
/// rests or while asks are left out.
fn talks<'a>(ctx: &Ctx<'a>) -> Vec<Talk<'a>> {
    let Some(repairs) = repairs(ctx) else { return Vec::new() };
    let all = repairs.all(ctx.world.now, ctx.today()).map(|(id, it)| Talk::of(ctx, id, it));
    let mut all: Vec<_> = all.filter(|talk| !talk.is_asked_of_me() || reply::shows(ctx, &talk.id)).collect();
    all.sort_by_key(|talk| talk.it.at);
    all
}

/// The talk of the address, if the reader may see it.
fn found<'a>(ctx: &Ctx<'a>) -> Option<Talk<'a>> {
    talks(ctx).into_iter().find(|talk| talk.id.as_str() == ctx.param(0))
}

/// And this happened to a talk.
fn change(outcome: Outcome, id: &RepairId, change: Change) -> Outcome {
    outcome.shared(shared::Event::RepairChanged { repair: id.clone(), change })
}

/// The date of an ask that nobody said yes to is named on the page of that ask and nowhere else.
pub(crate) fn only_asks_for(ctx: &Ctx<'_>, ritual: &RitualId) -> bool {
    repairs(ctx).is_some_and(|repairs| repairs.only_asks_for(ritual))
}

/// The library's word for what a talk is about.
fn kind_of(kind: Kind) -> RepairKind {
    match kind {
        Kind::Disagreement => RepairKind::Disagreement,
        Kind::Hurt => RepairKind::Hurt,
        Kind::Trust => RepairKind::Trust,
    }
}

/// A name nobody has used; the `n`th of this request.
fn fresh(ctx: &Ctx<'_>, n: usize) -> String {
    let bytes = ctx.world.chance.iter().skip(n.saturating_mul(8)).take(8);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

/// One's own words may be shown and written.
fn is_open(ctx: &Ctx<'_>) -> bool {
    asked::own_words_show(ctx) && ctx.world.private.is_some()
}

/// One line, with single blanks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything this page may read of one's own and of the two, once: a page may ask for more only once.
fn still_to_load(ctx: &Ctx<'_>, talk: Option<&Repair>) -> Option<Outcome> {
    let heard = talk.into_iter().flat_map(|talk| talk.heard).flatten();
    ctx.missing(things::items(ctx).into_iter().chain(heard.map(|seq| (SpaceName::Shared, seq))))
}
