//! Talking to somebody: the levels of help, help lines, being safe, and what we promise.
//!
//! Invariant: each of these pages is the same for everyone. Nobody is sent to one because of what they said.

use askama::Template;
use content::{HelpCountry, HelpLine};

use crate::routes::{Guard, Route, get, nothing};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

pub(crate) const ROUTES: &[Route] = &[
    get("/help", Guard::Anyone, nothing, show),
    get("/help/lines", Guard::Anyone, nothing, lines),
    get("/help/safe", Guard::Anyone, nothing, safe),
    get("/help/promise", Guard::Anyone, nothing, promise),
];

/// The levels, from the smallest to the most urgent, and where each goes on.
const LEVELS: [(&str, &str); 6] = [
    ("guide", "/read"),
    ("practice", "/read/practices"),
    ("coach", "#find"),
    ("intensive", "/read/intensives"),
    ("therapist", "/read/when-to-get-help"),
    ("crisis", "/help/lines"),
];

struct Level {
    heading: String,
    when: String,
    why: String,
    link: String,
    href: &'static str,
}

#[derive(Template)]
#[template(path = "pages/help/levels.html")]
struct Levels<'a> {
    p: Shell<'a>,
    levels: Vec<Level>,
}

struct Country<'a> {
    data: &'a HelpCountry,
    tel: String,
    lines: Vec<Line<'a>>,
}

struct Line<'a> {
    data: &'a HelpLine,
    kind: String,
    tel: String,
    site: Option<(&'a str, &'a str)>,
    seen: String,
}

#[derive(Template)]
#[template(path = "pages/help/lines.html")]
struct Lines<'a> {
    p: Shell<'a>,
    countries: Vec<Country<'a>>,
}

#[derive(Template)]
#[template(path = "pages/help/safe.html")]
struct Safe<'a> {
    p: Shell<'a>,
}

#[derive(Template)]
#[template(path = "pages/help/promise.html")]
struct Promise<'a> {
    p: Shell<'a>,
    runs: String,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let levels = LEVELS.iter().map(|(level, href)| {
        let say = |part: &str| ctx.say(&format!("help-{level}-{part}"));
        Level { heading: say("heading"), when: say("when"), why: say("why"), link: say("link"), href }
    });
    ctx.page(&Levels { p: ctx.shell("help-title"), levels: levels.collect() })
}

fn lines(ctx: &Ctx<'_>) -> Outcome {
    let countries = ctx.library.help.iter().map(|data| Country {
        data,
        tel: dial(&data.emergency),
        lines: data.lines.iter().map(|line| one_line(ctx, line)).collect(),
    });
    ctx.page(&Lines { p: ctx.shell("help-title"), countries: countries.collect() })
}

fn one_line<'a>(ctx: &Ctx<'_>, data: &'a HelpLine) -> Line<'a> {
    Line {
        data,
        kind: ctx.say(&format!("help-lines-kind-{}", data.kind)),
        tel: dial(&data.number),
        site: data.url.as_deref().and_then(|url| Some((url, host(url)?))),
        seen: seen(ctx, data),
    }
}

/// A number as a telephone wants it.
fn dial(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// The site of an address, to be read.
fn host(url: &str) -> Option<&str> {
    let host = url.strip_prefix("https://")?.split('/').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// When and where the number was seen, `2026-11` said as a month.
fn seen(ctx: &Ctx<'_>, line: &HelpLine) -> String {
    let date = line.checked.as_deref().and_then(|checked| checked.split_once('-'));
    let month = |text: &str| text.parse::<u8>().ok().filter(|month| (1..=12).contains(month));
    let seen = || {
        let (year, number) = date?;
        Some((year, month(number)?, line.source.as_deref().and_then(host)?))
    };
    let Some((year, month, source)) = seen() else { return ctx.say("help-lines-unseen") };
    let month = ctx.say(&format!("month-{month}"));
    let parts = [("month", (&month).into()), ("year", year.into()), ("source", source.into())];
    ctx.words.say_with("help-lines-seen", &parts)
}

fn safe(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Safe { p: ctx.shell("help-title") })
}

fn promise(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Promise { p: ctx.shell("help-title"), runs: who_runs(ctx) })
}

/// Who runs this server, in a sentence.
pub(super) fn who_runs(ctx: &Ctx<'_>) -> String {
    ctx.say(&format!("help-runs-{}", ctx.world.server.run_by.as_str()))
}

#[cfg(test)]
mod tests {
    use content::Library;

    use super::*;
    use crate::testing::{alone, count, page, read, shut, stranger, text, together};
    use crate::{Answer, RunBy, World};

    fn main_of(world: &World<'_>, path: &str) -> String {
        let (status, page) = page(&read(world, path));
        assert_eq!(status, 200, "{path}");
        let main = scraper::Selector::parse("main").unwrap();
        page.select(&main).next().unwrap().inner_html()
    }

    #[test]
    fn help_goes_from_a_guide_to_a_crisis_line() {
        let (_, page) = page(&read(&stranger(), "/help"));
        assert_eq!(count(&page, "main ol.levels > li"), LEVELS.len());
        assert_eq!(count(&page, "main #find"), 1);
        for (_, href) in LEVELS {
            assert!(count(&page, &format!("main ol.levels a[href='{href}']")) == 1, "{href}");
        }
        assert!(!text(&page).contains('⟦'));
    }

    #[test]
    fn every_page_that_a_level_names_is_there() {
        for (_, href) in LEVELS.iter().filter(|(_, href)| href.starts_with('/')) {
            assert_eq!(page(&read(&stranger(), href)).0, 200, "{href}");
        }
    }

    #[test]
    fn every_help_line_is_shown_with_its_month() {
        let (_, page) = page(&read(&stranger(), "/help/lines"));
        let said = text(&page);
        for country in &Library::english().help {
            assert_eq!(count(&page, &format!("section[id='{}']", country.code)), 1, "{}", country.code);
            assert!(
                country.lines.iter().all(|line| said.contains(&line.number) && said.contains(&line.name))
            );
        }
        let lines: usize = Library::english().help.iter().map(|country| country.lines.len()).sum();
        assert_eq!(said.matches("Number seen").count() + said.matches("not been confirmed").count(), lines);
        assert!(!said.contains('⟦'));
    }

    #[test]
    fn a_link_that_leads_away_does_not_say_where_one_came_from() {
        let (_, page) = page(&read(&stranger(), "/help/lines"));
        assert!(count(&page, "a[href^='https:']") > 0);
        assert_eq!(count(&page, "a[href^='http']:not([rel=noreferrer])"), 0);
    }

    #[test]
    fn a_number_is_dialled_without_its_gaps() {
        assert_eq!(dial("0800 111 0 111"), "08001110111");
        assert_eq!(dial("+44 (20) 7946"), "+44207946");
    }

    #[test]
    fn a_line_nobody_confirmed_says_so() {
        let world = stranger();
        let request = crate::Request::get("/help/lines");
        let ctx = Ctx::bare(&request, &world);
        let mut line = Library::english().help[0].lines[0].clone();
        line.source = Some("https://www.example.org/a/b?c".into());
        line.checked = Some("2026-11".into());
        assert_eq!(seen(&ctx, &line), "Number seen November 2026 on example.org.");
        for odd in [None, Some("2026"), Some("2026-13"), Some("soon-ish")] {
            line.checked = odd.map(ToOwned::to_owned);
            assert_eq!(seen(&ctx, &line), ctx.say("help-lines-unseen"));
        }
    }

    #[test]
    fn everyone_is_given_the_same_pages() {
        for path in ["/help", "/help/lines", "/help/safe"] {
            let one = main_of(&stranger(), path);
            for world in [alone(), shut(alone()), together()] {
                assert_eq!(main_of(&world, path), one, "{path}");
            }
        }
    }

    #[test]
    fn being_safe_speaks_of_lines_leaving_and_history_and_to_the_other_one() {
        let (_, page) = page(&read(&stranger(), "/help/safe"));
        assert_eq!(count(&page, "main a[href='/help/lines']"), 2);
        assert_eq!(count(&page, "main form"), 0);
        assert_eq!(count(&page, "main h2[id=other]"), 1);
        let said = text(&page);
        assert!(said.contains("riskiest time") && said.contains("does not erase your browser’s history"));
        assert!(!said.contains('⟦'));
    }

    #[test]
    fn the_promise_uses_the_allowed_sentences_and_says_who_runs_the_server() {
        let mut world = stranger();
        world.server.run_by = RunBy::OneOfYou;
        let said = text(&page(&read(&world, "/help/promise")).1);
        for sentence in [
            "A thief who copies the database or the backups learns none of your words. One who takes the whole \
             disk would still have to guess your passphrase.",
            "Whoever runs the server could read what you write while you are signed in, if they changed the \
             software or watched its memory. So choose who runs it; this page says who does.",
            "On your own device (later: in your own browser) even they cannot; they still see who is paired, \
             when you write and roughly how much.",
            "one of the two partners runs it",
        ] {
            assert!(said.contains(sentence), "{sentence}");
        }
        assert!(!said.contains('⟦'));
    }

    #[test]
    fn whoever_runs_it_there_is_a_sentence_for_that() {
        let world = stranger();
        let request = crate::Request::get("/");
        let ctx = Ctx::bare(&request, &world);
        for run_by in [RunBy::Unsaid, RunBy::OneOfYou, RunBy::Coach, RunBy::Neither] {
            assert!(ctx.words.has(&format!("help-runs-{}", run_by.as_str())), "{run_by:?}");
        }
    }

    #[test]
    fn each_page_stays_small() {
        for path in ["/help", "/help/lines", "/help/safe", "/help/promise", "/read", "/read/practices"] {
            let Answer::Page { html, .. } = read(&stranger(), path).answer else { panic!("no page") };
            assert!(html.len() <= 20 * 1024, "{path}: {}", html.len());
        }
    }
}
