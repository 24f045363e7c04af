//! A question, from the library or of the couple's own, and how it stands between the two.
//!
//! Invariant: nothing here looks at a gate. What is shown follows from the two logs and the day.

use content::{Arg, Depth, Domain, Question, Season};
use domain::desk::{self, OpenAnswer};
use domain::shared::{OwnQuestion, Shared};
use domain::talk::{self, Standing};
use domain::text::{Refusal, tidy};
use domain::{Instant, PersonId, QuestionId, SpaceName, private};

use crate::pages::seasons;
use crate::{Ctx, dates};

/// A question on a page.
#[derive(Clone, Debug)]
pub(crate) struct Asked<'a> {
    /// Its id.
    pub(crate) id: &'a str,
    /// The question.
    pub(crate) text: &'a str,
    /// What the one who listens may ask next; empty for an own question.
    pub(crate) more: &'a str,
    /// The part of the inner world it asks about; none for an own question.
    pub(crate) domain: Option<Domain>,
    /// It asks much of the one who answers.
    pub(crate) deep: bool,
    /// Who of the two added it.
    pub(crate) from: Option<PersonId>,
}

impl<'a> Asked<'a> {
    pub(crate) fn of_library(question: &'a content::Question) -> Self {
        Self {
            id: question.id.as_str(),
            text: &question.text,
            more: &question.more,
            domain: Some(question.domain),
            deep: question.depth.is_deep(),
            from: None,
        }
    }

    fn of_couple(own: &'a OwnQuestion) -> Self {
        Self {
            id: own.id.as_str(),
            text: &own.text,
            more: "",
            domain: None,
            deep: false,
            from: Some(own.author),
        }
    }

    /// The id as the logs know it.
    pub(crate) fn question(&self) -> QuestionId {
        self.id.into()
    }

    /// The message that names its part of the inner world.
    pub(crate) fn domain_key(&self) -> String {
        format!("talk-of-{}", self.domain.map_or("own", Domain::as_str))
    }
}

/// The question with this id, as far as the visitor may see it.
pub(crate) fn find<'a>(ctx: &'a Ctx<'_>, id: &str) -> Option<Asked<'a>> {
    if let Some(question) = ctx.library.question(id) {
        return Some(Asked::of_library(question));
    }
    let shared = ctx.world.shared.as_ref()?;
    let own = shared.own_question(&id.into())?;
    shows(ctx, shared, own).then(|| Asked::of_couple(own))
}

/// Own questions the visitor may see, newest first.
pub(crate) fn own_questions<'a>(ctx: &'a Ctx<'_>) -> Vec<(&'a OwnQuestion, Asked<'a>)> {
    let Some(shared) = &ctx.world.shared else { return Vec::new() };
    let visible = shared.own.iter().rev().filter(|own| shows(ctx, shared, own));
    visible.map(|own| (own, Asked::of_couple(own))).collect()
}

/// Muted questions of the other one do not show, unless both have answered them or one's own answer lies there.
fn shows(ctx: &Ctx<'_>, shared: &Shared, own: &OwnQuestion) -> bool {
    own.author == me(ctx)
        || shared.revealed(&own.id).is_some()
        || ctx.world.desk.as_ref().is_none_or(|desk| {
            !desk.mutes("questions") || desk.open_answer.as_ref().is_some_and(|open| open.question == own.id)
        })
}

/// The visitor. Behind a guard, so that a stranger is nobody in particular.
pub(crate) fn me(ctx: &Ctx<'_>) -> PersonId {
    ctx.person().map_or(PersonId([0; 16]), |person| person.id)
}

/// The visitor is one of two who can write to each other.
pub(crate) fn together(ctx: &Ctx<'_>) -> bool {
    ctx.world.shared.is_some() && ctx.person().is_some_and(crate::Person::is_together)
}

/// The visitor's private space is open, so their own words may be shown.
pub(crate) fn own_words_show(ctx: &Ctx<'_>) -> bool {
    ctx.person().is_some_and(|person| person.private_open)
}

/// How one of the two likes to be called.
pub(crate) fn name(ctx: &Ctx<'_>, person: PersonId) -> String {
    let names = ctx.world.shared.as_ref().map(|shared| &shared.names);
    names.and_then(|names| names.get(&person)).cloned().unwrap_or_else(|| ctx.say("talk-somebody"))
}

/// How the other one likes to be called.
pub(crate) fn partner(ctx: &Ctx<'_>) -> String {
    let other = ctx.person().and_then(|person| person.couple.as_ref()).map(|couple| couple.partner);
    other.map_or_else(|| ctx.say("talk-somebody"), |other| name(ctx, other))
}

/// Whose question it is, when it is not from the library.
pub(crate) fn whose(ctx: &Ctx<'_>, from: PersonId) -> String {
    if from == me(ctx) {
        return ctx.say("talk-added-mine");
    }
    let name = name(ctx, from);
    ctx.words.say_with("talk-added-theirs", &[("name", Arg::Text(&name))])
}

/// The round of a question that would be answered next.
pub(crate) fn next_round(ctx: &Ctx<'_>, question: &QuestionId) -> u32 {
    ctx.world.shared.as_ref().map_or(0, |shared| shared.next_round(question))
}

/// The visitor's answer that was written apart, unless it has opened. One that cannot open any more came back.
pub(crate) fn written<'a>(ctx: &'a Ctx<'_>) -> Option<(&'a OpenAnswer, Standing)> {
    let open = ctx.world.desk.as_ref()?.open_answer.as_ref()?;
    let standing = match &ctx.world.shared {
        Some(shared) => talk::standing(open, shared, ctx.world.now),
        None => Standing::CameBack,
    };
    match standing {
        Standing::Opened => None,
        Standing::Closed if !together(ctx) => Some((open, Standing::CameBack)),
        standing => Some((open, standing)),
    }
}

/// The domains there are questions of for these two: those of a time of life only while they are in one.
pub(crate) fn domains(ctx: &Ctx<'_>) -> impl Iterator<Item = Domain> {
    let in_one = !seasons::said(ctx).is_empty();
    Domain::ALL.iter().copied().filter(move |domain| in_one || *domain != Domain::Seasons)
}

/// The questions of a domain at a depth, of those that are for these two.
pub(crate) fn at<'a>(ctx: &'a Ctx<'_>, domain: Domain, depth: Depth) -> impl Iterator<Item = &'a Question> {
    let said = seasons::said(ctx);
    let fits = move |season: Season| season == Season::Any || said.iter().any(|said| said == season.as_str());
    ctx.library.questions_at(domain, depth).filter(move |question| fits(question.season))
}

/// Which of the two the visitor is in the shared log; nobody, if they never wrote there.
pub(crate) fn voice(ctx: &Ctx<'_>) -> Option<domain::Voice> {
    ctx.world.shared.as_ref()?.voice(me(ctx))
}

/// The visitor's answer to this very question, if it lies closed or came back.
pub(crate) fn written_to<'a>(ctx: &'a Ctx<'_>, id: &str) -> Option<(&'a OpenAnswer, Standing)> {
    written(ctx).filter(|(open, _)| open.question.as_str() == id)
}

/// Own words that lie on the desk, once loaded.
pub(crate) fn desk_words(ctx: &Ctx<'_>, seq: u64) -> String {
    match ctx.world.item(SpaceName::Desk, seq) {
        Some((desk::Event::AnswerWritten { text, .. } | desk::Event::Guessed { text, .. }, _)) => text,
        _ => String::new(),
    }
}

/// Where a note on a question lies in the private space.
pub(crate) fn note_place(id: &str) -> String {
    format!("talk/{id}")
}

/// The newest note of one's own on a question: its place in the private log.
pub(crate) fn note(ctx: &Ctx<'_>, id: &str) -> Option<u64> {
    let place = note_place(id);
    let notes = &ctx.world.private.as_ref()?.notes;
    notes.newest().find(|note| note.place == place).map(|note| note.seq)
}

/// The words of a note, once loaded.
pub(crate) fn note_words(ctx: &Ctx<'_>, seq: u64) -> Option<String> {
    match ctx.world.item(SpaceName::Private, seq) {
        Some((private::Event::NoteKept { text, .. }, _)) => Some(text),
        _ => None,
    }
}

/// The day an answer goes back to its author.
pub(crate) fn until(ctx: &Ctx<'_>, at: Instant) -> String {
    dates::weekday(ctx.words, talk::returns_at(at).day_in(&ctx.world.zone))
}

/// How old something is that was said then: this week, in the last few weeks, in March, over half a year ago.
pub(crate) fn age(ctx: &Ctx<'_>, at: Instant) -> String {
    let then = at.day_in(&ctx.world.zone);
    match ctx.today().since(then) {
        ..7 => ctx.say("talk-age-week"),
        7..31 => ctx.say("talk-age-weeks"),
        _ if talk::aged(at, ctx.world.now) => ctx.say("talk-age-old"),
        _ => {
            let month = ctx.say(&format!("month-{}", then.date().month()));
            ctx.words.say_with("talk-age-month", &[("month", Arg::Text(&month))])
        }
    }
}

/// `March 2026`.
pub(crate) fn month(ctx: &Ctx<'_>, at: Instant) -> String {
    let date = at.day_in(&ctx.world.zone).date();
    let month = ctx.say(&format!("month-{}", date.month()));
    let year = date.year().to_string();
    ctx.words.say_with("talk-month", &[("month", Arg::Text(&month)), ("year", Arg::Text(&year))])
}

/// A field of free text, tidied; or why it was not taken, in words.
pub(crate) fn typed(ctx: &Ctx<'_>, field: &str, most: usize) -> Result<String, (Refusal, String)> {
    tidy(ctx.form.text(field), most).map_err(|refusal| {
        let words = match refusal {
            Refusal::Empty => ctx.say("text-empty"),
            Refusal::TooLong { most } => ctx.words.say_with("text-too-long", &[("most", Arg::from(most))]),
        };
        (refusal, words)
    })
}
