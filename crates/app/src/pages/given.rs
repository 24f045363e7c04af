//! Time given to each other: what the two did, opened and said, month by month.
//!
//! Invariant: only what was, never what was not. Nothing is compared: no month has a sum, and nothing has an average.

use askama::Template;
use domain::shared::{Moment, Shared};
use domain::{Day, Voice};

use super::moments::{self, Part};
use super::talk::asked;
use super::us::{self, Seat};
use crate::routes::{Guard, Route, get};
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates};

pub(crate) const ROUTES: &[Route] = &[get("/us/given", Guard::Person, moments::needs, show)];

/// What was in a month.
struct Month {
    name: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/given.html")]
struct Page<'a> {
    p: Shell<'a>,
    seat: Seat,
    given: Option<String>,
    months: Vec<Month>,
    newest: bool,
    older: Option<String>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let seat = Seat::of(ctx);
    if seat == Seat::ToOpen {
        return Outcome::go("/us");
    }
    let part = Part::of(&ctx.query);
    let shared = ctx.world.shared.as_ref().filter(|_| seat != Seat::Alone);
    let (moments, older) = match shared {
        Some(shared) => moments::read(ctx, shared, part, "/us/given"),
        None => (Vec::new(), None),
    };
    let page = Page {
        p: ctx.shell("us-title"),
        seat,
        given: shared.filter(|_| part == Part::Newest).and_then(|shared| us::given(ctx, shared)),
        months: shared.map(|shared| by_month(ctx, shared, &moments)).unwrap_or_default(),
        newest: part == Part::Newest,
        older,
    };
    ctx.page(&page)
}

fn by_month(ctx: &Ctx<'_>, shared: &Shared, moments: &[Moment]) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for moment in moments {
        let Some((day, line)) = line(ctx, shared, moment) else { continue };
        let name = asked::month(ctx, day.moment(12 * 60, &ctx.world.zone));
        match months.last_mut() {
            Some(month) if month.name == name => month.lines.push(line),
            _ => months.push(Month { name, lines: vec![line] }),
        }
    }
    months
}

/// A moment in one line, and its day. Thanks have a page of their own and are announced nowhere, and what is asked no more
/// is passed over.
pub(crate) fn line(ctx: &Ctx<'_>, shared: &Shared, moment: &Moment) -> Option<(Day, String)> {
    let zone = &ctx.world.zone;
    let (key, day, text) = match moment {
        Moment::Revealed(question, at) => {
            let text = ctx.library.question(question.as_str()).map(|question| question.text.clone());
            let text = text.or_else(|| shared.own_question(question).map(|own| own.text.clone()))?;
            ("us-moment-talk", at.day_in(zone), text)
        }
        Moment::Did(practice, day, _) => {
            ("us-moment-did", *day, ctx.library.practice(practice.as_str())?.title.clone())
        }
        Moment::Kept(title, day, _) => ("us-moment-did", *day, title.clone()),
        Moment::Thanked(..) => return None,
        Moment::Said(_, at, by) => ("us-moment-said", at.day_in(zone), name(ctx, shared, *by)),
    };
    let said = dates::day(ctx.words, day);
    Some((day, ctx.words.say_with(key, &[("day", said.as_str().into()), ("text", text.as_str().into())])))
}

fn name(ctx: &Ctx<'_>, shared: &Shared, voice: Voice) -> String {
    let person = shared.voices.person(voice);
    person.map_or_else(|| ctx.say("us-somebody"), |person| asked::name(ctx, person))
}

#[cfg(test)]
mod tests {
    use domain::SpaceName;
    use domain::shared::Event;

    use crate::testing::{
        ALEX, NOW, SAM, alone, count, goes, html, in_shared, is_a_page, over, page, read, text, together,
    };
    use crate::{CoupleState, World};

    /// A walk every third day, the last one today.
    fn walked(many: i32) -> World<'static> {
        let mut world = together();
        let today = NOW.day_in(&world.zone);
        let practice = content::Library::english().practices[0].id.as_str();
        for n in (0..many).rev() {
            let done =
                Event::PracticeDone { practice: practice.into(), minutes: 40, day: today.plus(-3 * n) };
            in_shared(&mut world, ALEX, done);
        }
        world
    }

    #[test]
    fn it_lies_there_month_by_month_and_no_month_has_a_sum() {
        let world = walked(30);
        is_a_page(&world, "/us/given");
        let shown = page(&read(&world, "/us/given")).1;
        let said = text(&shown);
        assert!(said.contains("November 2026") && said.contains("October 2026"));
        assert_eq!(count(&shown, "main ul.list li"), 30);
        for word in ["average", "than last", "fewer", "more than", "minutes"] {
            assert!(!said.to_lowercase().contains(word), "{word}");
        }
        assert_eq!(said.matches("hours").count(), 1, "only all of it");
    }

    #[test]
    fn all_of_it_can_be_reached() {
        let mut world = walked(300);
        let chapters = domain::Fold::take_chapters(world.shared.as_mut().unwrap()).into_iter();
        world.chapters = chapters.map(|(number, bytes)| ((SpaceName::Shared, number), bytes)).collect();
        let (mut path, mut seen) = ("/us/given".to_owned(), 0);
        for _ in 0..20 {
            is_a_page(&world, &path);
            let shown = page(&read(&world, &path)).1;
            seen += count(&shown, "main ul.list li");
            let older = scraper::Selector::parse("main a[href^='/us/given?']").unwrap();
            let Some(link) = shown.select(&older).next() else { break };
            path = link.value().attr("href").unwrap().to_owned();
        }
        assert_eq!(seen, 300);
    }

    #[test]
    fn thanks_are_announced_nowhere_and_what_was_told_first_stands_on_this_page_alone() {
        let mut world = together();
        in_shared(&mut world, SAM, Event::Thanked { text: "for the tea".into() });
        assert_eq!(html(&read(&world, "/us/given")), html(&read(&together(), "/us/given")));
        let step = |change| Event::StepChanged { step: "s".into(), change };
        let about = domain::first_step::About::Us;
        in_shared(&mut world, SAM, step(domain::first_step::Change::Covered { about, words: 2 }));
        in_shared(&mut world, SAM, step(domain::first_step::Change::Said { text: "held back".into() }));
        let said = text(&page(&read(&world, "/us/given")).1);
        assert!(said.contains("Sam let the other one know something") && !said.contains("held back"));
        assert!(!text(&page(&read(&world, "/us")).1).contains("let the other one know"));
    }

    #[test]
    fn with_nothing_yet_or_alone_it_explains_itself_and_after_leaving_it_can_be_read() {
        is_a_page(&together(), "/us/given");
        is_a_page(&alone(), "/us/given");
        let world = over(walked(3), CoupleState::TheyLeft);
        assert_eq!(count(&page(&read(&world, "/us/given")).1, "main ul.list li"), 3);
        let world = over(world, CoupleState::ToOpen { words: [1, 2, 3, 4] });
        assert_eq!(goes(&read(&world, "/us/given")), "/us");
    }
}
