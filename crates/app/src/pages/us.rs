//! Us: what the two share, and the way there for somebody alone.

use askama::Template;
use domain::shared::{Event, Moment, Shared};
use domain::{PersonId, SpaceName};

use super::given;
use super::me::back;
use crate::routes::{Ask, Guard, Route, get};
use crate::shell::Shell;
use crate::{CoupleState, Ctx, Needs, Outcome, Pairing, dates, spoken};

pub(crate) const ROUTES: &[Route] = &[get("/us", Guard::Person, needs, show)];

/// How somebody stands to what two people share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seat {
    /// There are not two.
    Alone,
    /// There are two, and this session has not opened what they share.
    ToOpen,
    /// One of two.
    Two,
    /// One has left; what was shared can be read.
    Over,
}

impl Seat {
    /// Where the visitor sits.
    pub(crate) fn of(ctx: &Ctx<'_>) -> Self {
        let couple = ctx.person().and_then(|person| person.couple.as_ref());
        match couple.map(|couple| couple.state) {
            None => Seat::Alone,
            Some(CoupleState::Together) => Seat::Two,
            Some(CoupleState::ToOpen { .. }) => Seat::ToOpen,
            Some(CoupleState::ILeft | CoupleState::TheyLeft) if ctx.world.shared.is_some() => Seat::Over,
            // One left before this session had opened it.
            Some(CoupleState::ILeft | CoupleState::TheyLeft) => Seat::Alone,
        }
    }
}

/// How many moments the page shows.
const MOMENTS: usize = 8;

/// What the page touches.
pub(super) fn needs(_: &Ask<'_>) -> Needs {
    Needs { pairing: true, spaces: vec![SpaceName::Desk, SpaceName::Shared], ..Needs::default() }
}

/// What the page is about.
enum View {
    /// Nobody else is here.
    Alone { invited: bool },
    /// Four words to say, and what one can do then.
    Words { words: String, act: Option<&'static str> },
    /// The two of us.
    Together,
    /// One has left; what was revealed stays readable.
    Over { i_left: bool },
}

/// A summary somebody shared of how it is for them.
struct Summary {
    name: String,
    when: String,
    words: String,
    wish: String,
}

#[derive(Template)]
#[template(path = "pages/us.html")]
struct Us<'a> {
    p: Shell<'a>,
    view: View,
    names: String,
    joined: Option<String>,
    summaries: Vec<Summary>,
    moments: Vec<String>,
    given: Option<String>,
    offer: Option<back::Offer>,
    problem: Option<String>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, 200, None)
}

/// The page, with a problem when a passphrase on it was not taken.
pub(super) fn page(ctx: &Ctx<'_>, status: u16, problem: Option<String>) -> Outcome {
    let shared = ctx.world.shared.as_ref();
    let items = shared.into_iter().flat_map(|shared| shared.summaries.values());
    if let Some(more) = ctx.missing(items.map(|(seq, _)| (SpaceName::Shared, *seq))) {
        return more;
    }
    let page = Us {
        p: ctx.shell("us-title"),
        view: view(ctx),
        names: shared.map(|shared| names(ctx, shared)).unwrap_or_default(),
        joined: joined(ctx),
        summaries: shared.map(|shared| summaries(ctx, shared)).unwrap_or_default(),
        moments: shared.map(|shared| moments(ctx, shared)).unwrap_or_default(),
        given: shared.and_then(|shared| self::given(ctx, shared)),
        offer: back::offer(ctx),
        problem,
    };
    ctx.page_with(status, &page)
}

fn view(ctx: &Ctx<'_>) -> View {
    match (
        ctx.world.pairing,
        ctx.person().and_then(|person| person.couple.as_ref()).map(|couple| couple.state),
    ) {
        (_, Some(CoupleState::Together)) => View::Together,
        (_, Some(CoupleState::ToOpen { words })) => {
            View::Words { words: spoken::words(&words), act: Some("/us/open") }
        }
        (Pairing::Answered { words }, _) => {
            View::Words { words: spoken::words(&words), act: Some("/us/pair") }
        }
        (Pairing::ISaidYes { words }, _) => View::Words { words: spoken::words(&words), act: None },
        (_, Some(state)) => View::Over { i_left: state == CoupleState::ILeft },
        // One's own desk, not the link's fate: the page is the same whatever became of the letter.
        (_, None) => {
            View::Alone { invited: ctx.world.desk.as_ref().is_some_and(|desk| desk.invitation.is_some()) }
        }
    }
}

fn name_of(ctx: &Ctx<'_>, shared: &Shared, person: PersonId) -> String {
    match shared.names.get(&person).filter(|name| !name.is_empty()) {
        Some(name) => name.clone(),
        None => ctx.say("us-somebody"),
    }
}

fn names(ctx: &Ctx<'_>, shared: &Shared) -> String {
    let Some(me) = ctx.person() else { return String::new() };
    let mine = name_of(ctx, shared, me.id);
    let Some(couple) = me.couple.as_ref() else { return mine };
    let named = |name: &&String| !name.is_empty();
    match shared.names.get(&couple.partner).filter(named) {
        Some(theirs) => ctx
            .words
            .say_with("us-names", &[("mine", mine.as_str().into()), ("theirs", theirs.as_str().into())]),
        None => ctx.words.say_with("us-names-yet", &[("mine", mine.as_str().into())]),
    }
}

/// One line after one's own yes. It knows of that yes alone, and of nothing the other one does.
fn joined(ctx: &Ctx<'_>) -> Option<String> {
    match ctx.query.text("said") {
        "first" => Some(ctx.say("us-joined-first")),
        "too" => Some(ctx.say("us-joined")),
        _ => None,
    }
}

fn summaries(ctx: &Ctx<'_>, shared: &Shared) -> Vec<Summary> {
    let read = |(person, (seq, at)): (&PersonId, &(u64, domain::Instant))| match ctx
        .world
        .item::<Event>(SpaceName::Shared, *seq)?
    {
        (Event::SummaryShared { words, wish }, item) if item.author == *person => Some(Summary {
            name: name_of(ctx, shared, *person),
            when: dates::day(ctx.words, at.day_in(&ctx.world.zone)),
            words,
            wish,
        }),
        _ => None,
    };
    shared.summaries.iter().filter_map(read).collect()
}

/// What was, newest first; never what was not. What one let the other know first is on no page that is open by chance.
fn moments(ctx: &Ctx<'_>, shared: &Shared) -> Vec<String> {
    let moments = shared.moments.newest().filter(|moment| !matches!(moment, Moment::Said(..)));
    let lines = moments.filter_map(|moment| given::line(ctx, shared, moment));
    lines.map(|(_, line)| line).take(MOMENTS).collect()
}

/// The names of the two.
pub(crate) fn names_of(ctx: &Ctx<'_>) -> String {
    ctx.world.shared.as_ref().map(|shared| names(ctx, shared)).unwrap_or_default()
}

/// The time given to each other, in words; nothing before the first hour.
pub(crate) fn given(ctx: &Ctx<'_>, shared: &Shared) -> Option<String> {
    let hours = shared.minutes.checked_div(60).filter(|hours| *hours > 0)?;
    let hours = i64::try_from(hours).unwrap_or(i64::MAX);
    Some(ctx.words.say_with("us-given", &[("hours", hours.into())]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ALEX, NOW, SAM, alone, apply, count, page, read, text, together};
    use crate::{Item, Visitor, World};
    use domain::{Day, event};

    #[test]
    fn somebody_alone_may_invite_or_not() {
        let (_, shown) = page(&read(&alone(), "/us"));
        assert_eq!(count(&shown, "main a[href='/us/invite']"), 1);
        assert_eq!(count(&shown, "main a[href='/me/path']"), 1);
    }

    #[test]
    fn the_words_are_said_by_both_and_confirmed_by_who_invited() {
        let answered = World { pairing: Pairing::Answered { words: [1, 2, 3, 4] }, ..alone() };
        assert_eq!(
            count(&page(&read(&answered, "/us")).1, "form[action='/us/pair'] input[name=passphrase]"),
            1
        );
        let yes = World { pairing: Pairing::ISaidYes { words: [1, 2, 3, 4] }, ..alone() };
        let (_, shown) = page(&read(&yes, "/us"));
        assert_eq!((count(&shown, "input[name=passphrase]"), count(&shown, ".spoken")), (0, 1));
    }

    #[test]
    fn one_line_greets_after_ones_own_yes_and_not_later() {
        let status = "main [role=status]";
        for said in ["first", "too"] {
            assert_eq!(count(&page(&read(&together(), &format!("/us?said={said}"))).1, status), 1);
            assert_eq!(count(&page(&read(&alone(), &format!("/us?said={said}"))).1, status), 0);
        }
        for path in ["/us", "/us?said=x"] {
            assert_eq!(count(&page(&read(&together(), path)).1, status), 0);
        }
    }

    #[test]
    fn a_partner_who_gave_no_name_yet_is_still_named_kindly() {
        let mut world = together();
        world.shared.as_mut().unwrap().names.remove(&SAM);
        assert!(text(&page(&read(&world, "/us")).1).contains("Alex and your partner"));
    }

    #[test]
    fn the_two_see_what_was_shared_and_done() {
        let mut world = together();
        let said = Event::SummaryShared { words: "Quieter than I like.".into(), wish: "A walk.".into() };
        let body = event::encode(&said);
        let shared = world.shared.as_mut().unwrap();
        apply(shared, SAM, 4, said);
        let practice = content::Library::english().practices.first().unwrap();
        let done =
            |day| Event::PracticeDone { practice: practice.id.as_str().into(), minutes: 40, day: Day(day) };
        apply(shared, ALEX, 5, done(20_000));
        apply(shared, SAM, 6, done(20_001));
        world.items.insert((SpaceName::Shared, 4), Item { author: SAM, at: NOW, body });
        let shown = text(&page(&read(&world, "/us")).1);
        assert!(shown.contains("Quieter than I like.") && shown.contains("Sam"));
        assert!(shown.contains(&practice.title));
    }

    #[test]
    fn after_somebody_left_nothing_asks_for_more() {
        for state in [CoupleState::ILeft, CoupleState::TheyLeft] {
            let mut world = together();
            if let Visitor::Person(person) = &mut world.visitor {
                person.couple.as_mut().unwrap().state = state;
            }
            let (_, shown) = page(&read(&world, "/us"));
            assert_eq!(count(&shown, "main form"), 0);
            assert_eq!(count(&shown, "main a[href='/talk/revealed']"), 1);
        }
    }
}
