//! What the two agree, until a day to look again: one writes it, and it counts once the other one says yes to it.
//!
//! Invariant: a yes is to the words that stood on the page. Where they changed meanwhile nothing is agreed, and the new
//! ones are shown.

use content::Arg;
use domain::agreement::{self, Agreement, Agreements, MOST, TEXT};
use domain::repair::{Change, LOOK_AGAIN, Repair, Stage};
use domain::text::{LONGEST, tidy};
use domain::{AgreementId, Day, shared};

use super::heard::on_talk;
use super::{Talk, between, change, fresh, one_line};
use crate::pages::me::refusal_text;
use crate::pages::talk::asked;
use crate::pages::time::circle;
use crate::{Ctx, Outcome, when};

/// In how many days one looks again, unless another day is chosen.
const USUAL: i32 = 14;

/// What is written down of an agreement, as its talk shows it.
pub(super) struct Agreed {
    /// The words; none, when what was written was ended or lapsed.
    pub(super) words: Option<String>,
    /// Both said yes to them.
    pub(super) agreed: bool,
    /// The reader wrote them.
    pub(super) mine: bool,
    /// Which words these are, for a form to say which it meant.
    pub(super) was: String,
}

impl Agreed {
    /// Of a talk in which something was written down.
    pub(super) fn of(ctx: &Ctx<'_>, talk: &Talk<'_>) -> Option<Self> {
        talk.it.settled.as_ref()?;
        let words = standing(ctx, talk.it);
        Some(Self {
            words: words.map(|words| words.text.clone()),
            agreed: words.is_some_and(|words| words.agreed),
            mine: words.is_some_and(|words| circle::is_me(ctx, words.by)),
            was: version(ctx, words),
        })
    }
}

fn agreements<'a>(ctx: &'a Ctx<'_>) -> Option<&'a Agreements> {
    ctx.world.shared.as_ref().map(|shared| &shared.agreements)
}

/// The agreement of a talk, as long as it is there.
fn standing<'a>(ctx: &'a Ctx<'_>, it: &Repair) -> Option<&'a Agreement> {
    let (id, _) = it.settled.as_ref()?;
    agreements(ctx)?.get(id).filter(|words| !words.lapsed(ctx.world.now))
}

/// Which words an agreement has: they change only by being written anew, by either.
fn version(ctx: &Ctx<'_>, words: Option<&Agreement>) -> String {
    let by = |words: &Agreement| ctx.world.shared.as_ref()?.voice(words.by);
    words.map_or(String::new(), |words| {
        let second = by(words) == Some(domain::Voice::Second);
        format!("{}-{}", words.at.0, u8::from(second))
    })
}

/// The first and the last day to look again, and the usual one, as a date field has them.
pub(super) fn days(ctx: &Ctx<'_>) -> (String, String, String) {
    let day = |days: i32| when::day_written(ctx.today().plus(days));
    (day(*LOOK_AGAIN.start()), day(*LOOK_AGAIN.end()), day(USUAL))
}

/// What they agree is written down, or in other words.
pub(super) fn write(ctx: &Ctx<'_>) -> Outcome {
    on_talk(ctx, |talk| {
        let written = match &talk.it.settled {
            None => first(ctx, talk),
            Some((id, day)) => anew(ctx, talk, id, *day),
        };
        written.unwrap_or_else(|problem| problem_at(ctx, talk, problem))
    })
}

fn problem_at(ctx: &Ctx<'_>, talk: &Talk<'_>, problem: String) -> Outcome {
    between::page(ctx, 422, talk, between::Draft::at("agree", problem))
}

fn first(ctx: &Ctx<'_>, talk: &Talk<'_>) -> Result<Outcome, String> {
    let text = text(ctx)?;
    let look_again = when::day_typed(ctx.form.text("day"));
    let look_again = look_again.filter(|day| LOOK_AGAIN.contains(&day.since(ctx.today())));
    let look_again = look_again.ok_or_else(|| ctx.say("between-agree-when"))?;
    let agreement = AgreementId(format!("own-{}", fresh(ctx, 2)));
    let outcome = proposed(Outcome::go(&talk.address()), ctx, &agreement, text, look_again)?;
    Ok(change(outcome, &talk.id, Change::Settled { agreement, look_again }))
}

/// In other words: who had written them before, and which, has to be what the page showed.
fn anew(ctx: &Ctx<'_>, talk: &Talk<'_>, id: &AgreementId, look_again: Day) -> Result<Outcome, String> {
    let words = standing(ctx, talk.it);
    if ctx.form.text("was") != version(ctx, words) {
        return Err(meanwhile(ctx, words));
    }
    let may = matches!(talk.stage, Stage::Settled { .. }) && words.is_none_or(|words| !words.agreed);
    if !may {
        return Ok(Outcome::go(&talk.address()));
    }
    let text = text(ctx)?;
    let outcome = Outcome::go(&talk.address());
    let known = agreements(ctx).is_some_and(|all| all.get(id).is_some());
    let outcome = if known { happened(outcome, id, agreement::Change::Ended) } else { outcome };
    proposed(outcome, ctx, id, text, look_again)
}

/// What became of the words since the page was opened.
fn meanwhile(ctx: &Ctx<'_>, words: Option<&Agreement>) -> String {
    let name = asked::partner(ctx);
    let key = match words {
        Some(words) if words.agreed => "between-meanwhile-agreed",
        Some(words) if circle::is_me(ctx, words.by) => "between-meanwhile-mine",
        Some(_) => "between-meanwhile-written",
        None => "between-meanwhile-undone",
    };
    ctx.words.say_with(key, &[("name", Arg::Text(&name))])
}

fn text(ctx: &Ctx<'_>) -> Result<String, String> {
    let text = tidy(ctx.form.text("text"), LONGEST).map_err(|refusal| refusal_text(ctx, refusal))?;
    let text = one_line(&text);
    if text.len() > TEXT { Err(ctx.say("between-agree-long")) } else { Ok(text) }
}

fn proposed(
    outcome: Outcome,
    ctx: &Ctx<'_>,
    id: &AgreementId,
    text: String,
    look_again: Day,
) -> Result<Outcome, String> {
    let all = agreements(ctx);
    let room = all.is_some_and(|all| all.get(id).is_some() || all.have_room(ctx.world.now));
    if !room {
        return Err(ctx.words.say_with("between-agree-full", &[("most", Arg::from(MOST))]));
    }
    let proposed = agreement::Change::Proposed { piece: None, text, look_again: Some(look_again) };
    Ok(happened(outcome, id, proposed))
}

fn happened(outcome: Outcome, id: &AgreementId, change: agreement::Change) -> Outcome {
    outcome.shared(shared::Event::AgreementChanged { agreement: id.clone(), change })
}

/// Yes to the words that stood there.
pub(super) fn yes(ctx: &Ctx<'_>) -> Outcome {
    on_words(ctx, |there, id, words| {
        let mine = circle::is_me(ctx, words.by);
        if words.agreed || mine { there } else { happened(there, id, agreement::Change::Agreed) }
    })
}

/// The agreement ends, or one's own words are taken back. The other one's are theirs to take back.
pub(super) fn undo(ctx: &Ctx<'_>) -> Outcome {
    on_words(ctx, |there, id, words| {
        let may = words.agreed || circle::is_me(ctx, words.by);
        if may { happened(there, id, agreement::Change::Ended) } else { there }
    })
}

fn on_words(ctx: &Ctx<'_>, act: impl FnOnce(Outcome, &AgreementId, &Agreement) -> Outcome) -> Outcome {
    on_talk(ctx, |talk| {
        let there = Outcome::go(&talk.address());
        let words = standing(ctx, talk.it);
        if ctx.form.text("was") != version(ctx, words) {
            return problem_at(ctx, talk, meanwhile(ctx, words));
        }
        match (words, &talk.it.settled) {
            (Some(words), Some((id, _))) => act(there, id, words),
            _ => there,
        }
    })
}
