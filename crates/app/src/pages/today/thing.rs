//! One suggestion as a card shows it.

use content::{Arg, CauseId, Practice, SignId, Who};
use domain::plan::{Half, Suggestion, Why};

use super::together;
use crate::Ctx;
use crate::pages::{practice, quiet};

/// One suggestion as a card shows it.
pub(in crate::pages) struct Thing {
    /// Its id, for forms.
    pub(in crate::pages) id: &'static str,
    /// Its page.
    pub(in crate::pages) href: String,
    /// Its name.
    pub(in crate::pages) title: &'static str,
    /// The line above its name.
    pub(in crate::pages) kicker: String,
    /// Why it is here, in one line.
    pub(in crate::pages) why: String,
    /// What it is good for, when `why` says something else.
    pub(in crate::pages) good_for: Option<&'static str>,
    /// What one does of it alone, when that is all that is suggested.
    pub(in crate::pages) own_half: Option<&'static str>,
    /// How it goes; nothing where only one's own half is suggested.
    pub(in crate::pages) steps: &'static [String],
    /// What it takes.
    pub(in crate::pages) takes: String,
    /// How long.
    pub(in crate::pages) minutes: String,
    /// For whom.
    pub(in crate::pages) who: String,
    /// How well it is known to help, in a word, and in a sentence.
    pub(in crate::pages) evidence: [String; 2],
    /// Who found that out.
    pub(in crate::pages) source: &'static str,
    /// *We did it* can be said.
    pub(in crate::pages) we: bool,
    /// *I did it* can be said.
    pub(in crate::pages) alone: bool,
}

impl Thing {
    /// The card of a suggestion.
    pub(super) fn of(ctx: &Ctx<'_>, suggestion: &Suggestion) -> Option<Self> {
        let practice = ctx.library.practice(suggestion.practice.as_str())?;
        let own = suggestion.half == Half::Own;
        let reason = reason(ctx, suggestion.why);
        Some(Self {
            id: practice.id.as_str(),
            href: practice::address(&practice.id),
            title: &practice.title,
            kicker: ctx.say(if own { "today-kicker-own" } else { "today-kicker" }),
            good_for: reason.is_some().then_some(practice.why.as_str()),
            why: reason.unwrap_or_else(|| practice.why.clone()),
            own_half: practice.alone.as_deref().filter(|_| own),
            steps: if own { &[] } else { &practice.steps },
            takes: if own { ctx.say("today-takes-own") } else { practice.takes.clone() },
            minutes: minutes(ctx, practice.minutes),
            who: who(ctx, practice, own),
            evidence: evidence(ctx, practice),
            source: &practice.source,
            we: can_be_ours(ctx, practice),
            alone: practice.who != Who::Together || own || !can_be_ours(ctx, practice),
        })
    }
}

/// Whether the two can say of a practice that they did it: never of one that is only suggested by halves.
pub(in crate::pages) fn can_be_ours(ctx: &Ctx<'_>, practice: &Practice) -> bool {
    let rests = quiet::rests(ctx);
    together(ctx) && !rests && practice.who != Who::Alone && !practice.is_careful()
}

/// So many minutes, in words.
pub(in crate::pages) fn minutes(ctx: &Ctx<'_>, n: u16) -> String {
    ctx.words.say_with("today-minutes", &[("n", n.into())])
}

/// How well a practice is known to help: a word and a sentence.
pub(in crate::pages) fn evidence(ctx: &Ctx<'_>, practice: &Practice) -> [String; 2] {
    let key = format!("today-evidence-{}", practice.evidence.as_str());
    [ctx.say(&key), ctx.say(&format!("{key}.sentence"))]
}

/// For whom a practice is, or its own half.
pub(in crate::pages) fn who(ctx: &Ctx<'_>, practice: &Practice, own: bool) -> String {
    let who = if own { Who::Alone } else { practice.who };
    ctx.say(&format!("today-who-{}", who.as_str()))
}

/// What the person said themselves and is a reason for this one; told only while their private space is open.
fn reason(ctx: &Ctx<'_>, why: Why) -> Option<String> {
    ctx.world.private.as_ref()?;
    let named = |key: &str, name: &str| Some(ctx.words.say_with(key, &[("name", Arg::Text(name))]));
    match why {
        Why::Sign(sign) => named("today-why-sign", &ctx.library.sign(SignId::parse(sign.as_str())?)?.name),
        Why::Cause(cause) => {
            named("today-why-cause", &ctx.library.cause(CauseId::parse(cause.as_str())?)?.name)
        }
        Why::BroughtCloser => Some(ctx.say("today-why-closer")),
        Why::KindBroughtCloser => Some(ctx.say("today-why-kind-closer")),
        Why::Season => Some(ctx.say("today-why-season")),
        Why::AskedEasier => Some(ctx.say("today-why-easier")),
        Why::AskedDeeper => Some(ctx.say("today-why-deeper")),
        Why::Variety | Why::StartHere => None,
    }
}
