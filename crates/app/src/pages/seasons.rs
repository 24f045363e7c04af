//! The time of life: what is true of their days just now. Questions, practices and rituals made for it are offered then.

use askama::Template;
use content::Season;
use domain::{SpaceName, desk, shared};

use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome};

pub(crate) const ROUTES: &[Route] =
    &[get("/us/season", Guard::Person, between, show), post("/us/season", Guard::Person, between, save)];

fn between(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Shared)
}

#[derive(Template)]
#[template(path = "pages/seasons.html")]
struct Page<'a> {
    p: Shell<'a>,
    kept: bool,
    choices: Vec<(&'static str, String, bool)>,
}

fn together(ctx: &Ctx<'_>) -> bool {
    ctx.person().is_some_and(crate::Person::is_together)
}

/// What was said: by either of two, or by one alone for themselves.
pub(super) fn said<'a>(ctx: &Ctx<'a>) -> &'a [String] {
    let shared = ctx.world.shared.as_ref().filter(|_| together(ctx)).map(|shared| shared.seasons.as_slice());
    let own = ctx.world.desk.as_ref().map(|desk| desk.seasons.as_slice());
    shared.or(own).unwrap_or_default()
}

fn seasons() -> impl Iterator<Item = &'static str> {
    Season::ALL.iter().filter(|season| **season != Season::Any).map(|season| season.as_str())
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let choice = |season: &'static str| {
        let ticked = said(ctx).iter().any(|said| said == season);
        (season, ctx.say(&format!("time-season-{season}")), ticked)
    };
    let choices = seasons().map(choice).collect();
    ctx.page(&Page { p: ctx.shell("seasons-title"), kept: ctx.query.has("kept"), choices })
}

fn save(ctx: &Ctx<'_>) -> Outcome {
    let seasons: Vec<String> = seasons()
        .filter(|season| ctx.form.all("season").any(|ticked| ticked == *season))
        .map(str::to_owned)
        .collect();
    let outcome = Outcome::go("/us/season?kept=yes");
    if seasons == said(ctx) {
        return outcome;
    }
    if together(ctx) {
        outcome.shared(shared::Event::SeasonsSaid { seasons })
    } else {
        outcome.desk(desk::Event::SeasonsSaid { seasons })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::{desk, shared};

    use crate::New;
    use crate::testing::{ALEX, alone, apply, count, goes, page, read, send, stranger, text, together};

    const GRIEF: [(&str, &str); 2] = [("season", "grief"), ("season", "nonsense")];

    fn said(events: &[New]) -> Vec<String> {
        match events {
            [New::Shared(shared::Event::SeasonsSaid { seasons })]
            | [New::Desk(desk::Event::SeasonsSaid { seasons })] => seasons.clone(),
            _ => panic!("{events:?}"),
        }
    }

    #[test]
    fn two_say_it_for_both_and_one_alone_for_themselves() {
        assert_eq!(said(&send(&together(), "/us/season", &GRIEF).events), ["grief"]);
        assert_eq!(said(&send(&alone(), "/us/season", &GRIEF).events), ["grief"]);
        assert_eq!(goes(&read(&stranger(), "/us/season")), "/enter");
    }

    #[test]
    fn what_was_said_is_ticked_and_saying_it_again_changes_nothing() {
        let mut world = together();
        let seasons = vec!["grief".to_owned()];
        apply(world.shared.as_mut().unwrap(), ALEX, 1, shared::Event::SeasonsSaid { seasons });
        let (_, shown) = page(&read(&world, "/us/season"));
        assert_eq!(count(&shown, "input[checked]"), 1);
        assert_eq!(count(&shown, "input[value=grief][checked]"), 1);
        assert!(!text(&shown).contains('⟦'));
        assert_eq!(send(&world, "/us/season", &GRIEF).events, []);
        assert_eq!(said(&send(&world, "/us/season", &[]).events), Vec::<String>::new());
    }

    #[test]
    fn only_what_was_said_is_dealt() {
        let dealt = |seasons: &[&str]| {
            let mut world = together();
            let seasons = seasons.iter().map(|season| (*season).to_owned()).collect();
            apply(world.shared.as_mut().unwrap(), ALEX, 1, shared::Event::SeasonsSaid { seasons });
            let mut all = BTreeSet::new();
            for _ in 0..150 {
                world.now = world.now.plus_days(1);
                let (_, shown) = page(&read(&world, "/talk"));
                let link = scraper::Selector::parse("article a").unwrap();
                let links = shown.select(&link).filter_map(|link| link.attr("href"));
                let ids = links
                    .filter_map(|href| href.strip_prefix("/talk/"))
                    .filter(|id| id.starts_with("seasons-"));
                let season = |id: &str| content::Library::english().question(id).unwrap().season;
                all.extend(ids.map(|id| season(id.split(['?', '/']).next().unwrap()).as_str()));
            }
            all
        };
        assert_eq!(dealt(&[]), BTreeSet::new());
        assert_eq!(dealt(&["grief"]), BTreeSet::from(["grief"]));
    }
}
