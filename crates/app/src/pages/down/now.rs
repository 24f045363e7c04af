//! A while without screens: a dark page that says until when, and comes to its end by itself.
//!
//! Invariant: it keeps nothing. When it ends stands in the address, so that a page loaded again ends at the same time;
//! everything up to the question afterwards is in the page and needs no network.

use askama::Template;
use content::SessionCard;
use domain::Instant;

use super::drawn;
use crate::pages::today;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// How long it may be, in minutes.
pub(super) const LENGTHS: &[u16] = &[10, 20, 30, 45, 60];

const MINUTE: i64 = 60_000;
/// So long after its end the question is still asked; later it is an old address in a history.
const FRESH: i64 = 12 * 60 * MINUTE;

/// When it ends.
struct End {
    /// By the clock on the wall.
    clock: String,
    /// Seconds from now.
    left: i64,
    /// Seconds from its beginning.
    whole: i64,
}

#[derive(Template)]
#[template(path = "pages/down/now.html")]
struct Page<'a> {
    p: Shell<'a>,
    end: Option<End>,
    card: &'a str,
    /// The question afterwards, and its place among them.
    question: &'a str,
    ask: usize,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let minutes = ctx.query.number::<u16>("minutes").filter(|minutes| LENGTHS.contains(minutes));
    let Some(minutes) = minutes else { return page(ctx, None) };
    let (now, whole) = (ctx.world.now.0, i64::from(minutes).saturating_mul(MINUTE));
    let Some(until) = ctx.query.number::<i64>("until") else {
        // To the full minute, because that is what a clock on the wall shows.
        let until = now.saturating_add(whole).saturating_add(MINUTE - 1).div_euclid(MINUTE);
        return Outcome::go(&format!("/time/down/now?minutes={minutes}&until={until}"));
    };
    let until = until.saturating_mul(MINUTE);
    let left = until.saturating_sub(now);
    if left <= -FRESH || left > whole.saturating_add(MINUTE) {
        return Outcome::go("/time/down");
    }
    if left <= 0 {
        return Outcome::go("/time/down/after");
    }
    let second = |milliseconds: i64| milliseconds.div_euclid(1000);
    page(ctx, Some(End { clock: clock(ctx, Instant(until)), left: second(left), whole: second(whole) }))
}

fn page(ctx: &Ctx<'_>, end: Option<End>) -> Outcome {
    let presence = &ctx.library.presence;
    let cards: Vec<&SessionCard> =
        presence.cards.iter().filter(|card| card.alone || today::together(ctx)).collect();
    let card = drawn(ctx, &cards).and_then(|at| cards.get(at));
    let ask = drawn(ctx, &presence.closings).unwrap_or_default();
    ctx.page(&Page {
        p: ctx.shell("down-title"),
        end,
        card: card.map_or("", |card| &card.text),
        question: presence.closings.get(ask).map_or("", |closing| &closing.text),
        ask,
    })
}

/// What a clock on the wall shows where the person is.
fn clock(ctx: &Ctx<'_>, at: Instant) -> String {
    let stamp = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = ctx.world.zone.to_datetime(stamp);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

#[cfg(test)]
mod tests {
    use content::Library;
    use jiff::tz::TimeZone;

    use super::LENGTHS;
    use crate::World;
    use crate::testing::{NOW, alone, count, goes, page, read, text, together};

    /// The path that a length leads to, which ends at a full minute.
    fn begun(world: &World<'_>, minutes: u16) -> String {
        goes(&read(world, &format!("/time/down/now?minutes={minutes}"))).to_owned()
    }

    #[test]
    fn one_tap_leads_to_a_dark_page_that_says_until_when_by_the_clock_on_the_wall() {
        let mut world = together();
        let (_, down) = page(&read(&world, "/time/down"));
        assert_eq!(count(&down, "form[method=get][action='/time/down/now'] button[name=minutes]"), 6);
        world.now = domain::Instant(NOW.0 + 20_500);
        for (zone, clock) in [("UTC", "20:46"), ("Asia/Kolkata", "02:16"), ("Europe/Berlin", "21:46")] {
            world.zone = TimeZone::get(zone).unwrap();
            let (_, dark) = page(&read(&world, &begun(&world, 45)));
            assert!(text(&dark).contains(&format!("Until {clock}")), "{}", text(&dark));
            assert_eq!(count(&dark, "html.night [data-down][data-left='2739'][data-whole='2700']"), 1);
            assert_eq!(count(&dark, "svg circle[data-fills]"), 1);
        }
    }

    #[test]
    fn loaded_again_it_ends_at_the_same_time() {
        let mut world = together();
        let path = begun(&world, 20);
        let once = text(&page(&read(&world, &path)).1);
        world.now = domain::Instant(NOW.0 + 7 * 60_000);
        let (_, again) = page(&read(&world, &path));
        assert!(once.contains("Until 20:20") && text(&again).contains("Until 20:20"));
        assert_eq!(count(&again, "[data-left='780'][data-whole='1200']"), 1);
    }

    #[test]
    fn when_it_is_over_it_asks_and_as_an_old_address_it_says_nothing() {
        let mut world = together();
        let path = begun(&world, 20);
        for (hours, to) in
            [(1, "/time/down/after"), (11, "/time/down/after"), (13, "/time/down"), (900, "/time/down")]
        {
            world.now = domain::Instant(NOW.0 + hours * 3_600_000);
            assert_eq!(goes(&read(&world, &path)), to, "{hours}");
        }
        assert_eq!(goes(&read(&together(), "/time/down/now?minutes=20&until=99999999")), "/time/down");
        let nonsense = format!("/time/down/now?minutes=20&until={}", i64::MAX);
        assert_eq!(goes(&read(&together(), &nonsense)), "/time/down");
    }

    #[test]
    fn without_an_end_it_lasts_until_somebody_says() {
        for (world, words) in [(together(), "As long as you two like"), (alone(), "As long as you like")] {
            for query in ["?minutes=open", "", "?minutes=7", "?minutes=-1&until=x"] {
                let (status, dark) = page(&read(&world, &format!("/time/down/now{query}")));
                assert_eq!((status, count(&dark, "[data-left]"), count(&dark, "[data-fills]")), (200, 0, 0));
                assert!(text(&dark).contains(words), "{query}");
            }
        }
    }

    #[test]
    fn the_end_and_the_question_are_in_the_page_without_a_script() {
        let world = together();
        for length in LENGTHS {
            let (_, dark) = page(&read(&world, &begun(&world, *length)));
            assert_eq!((count(&dark, "a[href='#end']"), count(&dark, "section#end .question")), (1, 1));
            assert_eq!(
                (count(&dark, "header.top"), count(&dark, "footer"), count(&dark, "main form")),
                (0, 0, 0)
            );
            assert_eq!(count(&dark, "form[data-leave] button"), 1);
        }
    }

    #[test]
    fn the_card_is_one_that_suits_one_or_two() {
        let presence = &Library::english().presence;
        for chance in 0..40 {
            for mut world in [alone(), together()] {
                world.chance = [chance; 32];
                let (_, dark) = page(&read(&world, "/time/down/now"));
                let card = scraper::Selector::parse(".down-during .question").unwrap();
                let shown = dark.select(&card).next().unwrap().inner_html();
                let card = presence.cards.iter().find(|card| card.text == shown).unwrap();
                assert!(card.alone || world.shared.is_some(), "{}", card.id);
            }
        }
    }

    #[test]
    fn the_question_afterwards_is_the_one_of_the_dark_page() {
        let world = together();
        let (_, dark) = page(&read(&world, "/time/down/now"));
        let link = scraper::Selector::parse("#end a[href^='/time/down/after']").unwrap();
        let path = dark.select(&link).next().unwrap().value().attr("href").unwrap().to_owned();
        let question = scraper::Selector::parse("#end .question").unwrap();
        let question = dark.select(&question).next().unwrap().inner_html();
        assert!(text(&page(&read(&world, &path)).1).contains(&question));
        for query in ["", "?ask=99", "?ask=x"] {
            let (_, after) = page(&read(&world, &format!("/time/down/after{query}")));
            assert_eq!(count(&after, "h1.question"), 1);
        }
    }
}
