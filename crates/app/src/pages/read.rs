//! Things to read and to try, for everybody: guides, the general rules of the plan, practices to print.

use askama::Template;
use content::{Evidence, Guide, Kind, Practice, Shelf, Who};

use super::errors::not_found;
use crate::routes::{Guard, Route, get, nothing};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

pub(crate) const ROUTES: &[Route] = &[
    get("/read", Guard::Anyone, nothing, index),
    get("/read/plan", Guard::Anyone, nothing, plan),
    get("/read/practices", Guard::Anyone, nothing, practices),
    get("/read/practice/{id}", Guard::Anyone, nothing, practice),
    get("/read/{slug}", Guard::Anyone, nothing, guide),
];

struct Guides<'a> {
    heading: String,
    /// Each with its minutes, in words.
    guides: Vec<(&'a Guide, String)>,
}

#[derive(Template)]
#[template(path = "pages/read/index.html")]
struct Index<'a> {
    p: Shell<'a>,
    groups: Vec<Guides<'a>>,
}

#[derive(Template)]
#[template(path = "pages/read/guide.html")]
struct OneGuide<'a> {
    p: Shell<'a>,
    guide: &'a Guide,
    minutes: String,
    evidence: String,
    goes_with: Vec<&'a Practice>,
}

#[derive(Template)]
#[template(path = "pages/read/plan.html")]
struct Plan<'a> {
    p: Shell<'a>,
}

struct Board<'a> {
    heading: String,
    items: Vec<Item<'a>>,
}

struct Item<'a> {
    practice: &'a Practice,
    takes: String,
}

#[derive(Template)]
#[template(path = "pages/read/practices.html")]
struct Practices<'a> {
    p: Shell<'a>,
    shelves: Vec<Board<'a>>,
}

#[derive(Template)]
#[template(path = "pages/read/practice.html")]
struct OnePractice<'a> {
    p: Shell<'a>,
    practice: &'a Practice,
    takes: String,
    /// The private half, where everybody is shown that first.
    first_half: Option<&'a str>,
    /// The whole of it is for one person, too.
    for_one: bool,
    evidence: String,
    easier: Option<&'a Practice>,
    deeper: Option<&'a Practice>,
}

fn index(ctx: &Ctx<'_>) -> Outcome {
    let all = ctx.library.guide_index();
    let group = |shelf: &Shelf| {
        let guides = all.iter().copied().filter(|guide| guide.shelf == *shelf);
        let guides = guides.map(|guide| (guide, minutes(ctx, guide.minutes))).collect();
        Guides { heading: ctx.say(&format!("read-shelf-{shelf}")), guides }
    };
    ctx.page(&Index { p: ctx.shell("read-title"), groups: Shelf::ALL.iter().map(group).collect() })
}

fn guide(ctx: &Ctx<'_>) -> Outcome {
    let Some(guide) = ctx.library.guide(ctx.param(0)) else { return not_found(ctx) };
    let signs = ctx.library.signs.iter().filter(|sign| sign.guide == guide.slug).map(|sign| &sign.practice);
    let causes =
        ctx.library.causes.iter().filter(|cause| cause.guide == guide.slug).map(|cause| &cause.practice);
    let goes_with = signs.chain(causes).filter_map(|id| ctx.library.practice(id.as_str())).collect();
    let evidence = evidence(ctx, guide.evidence);
    ctx.page(&OneGuide {
        p: ctx.shell("read-title"),
        guide,
        minutes: minutes(ctx, guide.minutes),
        evidence,
        goes_with,
    })
}

fn plan(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Plan { p: ctx.shell("read-title") })
}

fn practices(ctx: &Ctx<'_>) -> Outcome {
    let shelf = |kind: Kind| Board {
        heading: ctx.say(&format!("read-kind-{kind}")),
        items: ctx
            .library
            .practices
            .iter()
            .filter(|each| each.kind == kind)
            .map(|each| item(ctx, each))
            .collect(),
    };
    let shelves = Kind::ALL.iter().map(|kind| shelf(*kind)).filter(|shelf| !shelf.items.is_empty()).collect();
    ctx.page(&Practices { p: ctx.shell("read-title"), shelves })
}

fn item<'a>(ctx: &Ctx<'_>, practice: &'a Practice) -> Item<'a> {
    Item { practice, takes: takes(ctx, practice) }
}

fn practice(ctx: &Ctx<'_>) -> Outcome {
    let Some(practice) = ctx.library.practice(ctx.param(0)) else { return not_found(ctx) };
    let other = |id: &Option<content::PracticeId>| ctx.library.practice(id.as_ref()?.as_str());
    ctx.page(&OnePractice {
        p: ctx.shell("read-title"),
        practice,
        takes: takes(ctx, practice),
        first_half: practice.alone.as_deref().filter(|_| practice.is_careful()),
        for_one: practice.who == Who::Alone,
        evidence: evidence(ctx, practice.evidence),
        easier: other(&practice.easier),
        deeper: other(&practice.deeper),
    })
}

/// The private half, where the whole needs two or asks for care.
pub(super) fn alone_instead(practice: &Practice) -> Option<&str> {
    practice.alone.as_deref().filter(|_| practice.who == Who::Together || practice.is_careful())
}

/// So many minutes, in words.
pub(super) fn minutes(ctx: &Ctx<'_>, minutes: u16) -> String {
    ctx.words.say_with("read-minutes", &[("minutes", minutes.into())])
}

/// How long, for whom, and whether it needs words.
fn takes(ctx: &Ctx<'_>, practice: &Practice) -> String {
    let mut parts = vec![minutes(ctx, practice.minutes), ctx.say(&format!("read-who-{}", practice.who))];
    parts.extend(practice.wordless.then(|| ctx.say("read-wordless")));
    parts.join(", ")
}

fn evidence(ctx: &Ctx<'_>, evidence: Evidence) -> String {
    ctx.say(&format!("read-evidence-{evidence}"))
}

#[cfg(test)]
mod tests {
    use content::Library;

    use crate::testing::{alone, count, page, read, stranger, text, together};

    #[test]
    fn every_guide_stands_in_the_index_once() {
        let (status, page) = page(&read(&stranger(), "/read"));
        assert_eq!(status, 200);
        for guide in &Library::english().guides {
            assert_eq!(count(&page, &format!("main a[href='/read/{}']", guide.slug)), 1, "{}", guide.slug);
        }
        assert_eq!(count(&page, "main h2"), content::Shelf::ALL.len() + 1);
        for link in ["/read/plan", "/read/practices"] {
            assert_eq!(count(&page, &format!("main a[href='{link}']")), 1, "{link}");
        }
    }

    #[test]
    fn every_guide_can_be_read_with_its_evidence_sources_and_tonight() {
        for guide in &Library::english().guides {
            let (status, page) = page(&read(&stranger(), &format!("/read/{}", guide.slug)));
            assert_eq!(status, 200, "{}", guide.slug);
            assert_eq!(count(&page, "main h1"), 1);
            assert_eq!(count(&page, "main .tonight p"), 1);
            assert!(count(&page, "main article > p") > 3, "{}", guide.slug);
            let said = text(&page);
            assert!(said.contains(&guide.title) && guide.sources.iter().all(|source| said.contains(source)));
            assert!(!said.contains('⟦'), "{}", guide.slug);
        }
    }

    #[test]
    fn no_title_tells_what_is_read() {
        let guide = page(&read(&stranger(), "/read/parting-well")).1;
        let title = scraper::Selector::parse("title").unwrap();
        assert_eq!(guide.select(&title).next().unwrap().inner_html(), "Reading · Toward");
    }

    #[test]
    fn what_is_not_there_is_said_kindly() {
        for path in ["/read/nothing-here", "/read/practice/nothing-here"] {
            assert_eq!(page(&read(&stranger(), path)).0, 404, "{path}");
        }
    }

    #[test]
    fn every_practice_has_a_page_and_a_place_on_a_shelf() {
        let shelves = page(&read(&stranger(), "/read/practices")).1;
        for practice in &Library::english().practices {
            let path = format!("/read/practice/{}", practice.id);
            assert_eq!(count(&shelves, &format!("main a[href='{path}']")), 1, "{path}");
            let (status, page) = page(&read(&stranger(), &path));
            assert_eq!(status, 200, "{path}");
            assert_eq!(count(&page, "main ol li"), practice.steps.len(), "{path}");
            assert!(!text(&page).contains('⟦'), "{path}");
        }
        assert!(!text(&shelves).contains('⟦'));
    }

    #[test]
    fn deep_things_mending_and_touch_show_everyone_only_the_private_half_first() {
        let library = Library::english();
        for practice in library.practices.iter().filter(|each| each.is_careful() && each.alone.is_some()) {
            for world in [stranger(), alone(), together()] {
                let (_, page) = page(&read(&world, &format!("/read/practice/{}", practice.id)));
                assert_eq!(count(&page, "main .half"), 1, "{}", practice.id);
                assert_eq!(count(&page, "main details:not([open]) ol li"), practice.steps.len());
                assert_eq!(count(&page, "main > article > ol"), 0);
            }
        }
    }

    #[test]
    fn the_rules_that_can_be_read_are_the_rules_that_are_kept() {
        use domain::plan::deepest;
        let said = text(&page(&read(&stranger(), "/read/plan")).1);
        assert!(said.contains("first two weeks") && deepest(1, 0) == 1 && deepest(2, 0) == 2);
        assert!(said.contains("Up to the eighth week") && deepest(7, 0) == 2 && deepest(8, 0) == 3);
        assert!(said.contains("up to the twentieth") && deepest(19, 0) == 3 && deepest(20, 0) == 4);
    }

    #[test]
    fn the_rules_are_the_same_for_everyone_and_name_no_flag() {
        let main = |world| text(&page(&read(&world, "/read/plan")).1);
        let said = main(stranger());
        assert_eq!(said, main(together()));
        let said = said.to_lowercase();
        for word in ["safety", "afraid", "careful", "flag", "hurt", "frighten", "risk"] {
            assert!(!said.contains(word), "{word}");
        }
    }
}
