//! Ideas: the templates of the library, by season. What leads to touch or to mending stands at the end, for whoever
//! looks for it, and is suggested nowhere.

use askama::Template;
use content::{Evidence, Season, Template as Ritual};
use domain::talk::shuffle_key;

use super::{FIRST, SHORT};
use crate::shell::Shell;
use crate::{Ctx, Outcome, when};

/// A template in a list.
pub(super) struct Idea {
    pub(super) href: String,
    pub(super) title: &'static str,
    pub(super) what: &'static str,
    pub(super) why: &'static str,
    pub(super) length: String,
    pub(super) rhythm: String,
    pub(super) evidence: String,
    /// Who found that out; nothing more is to be said where it is only experience.
    pub(super) source: Option<&'static str>,
}

/// Some ideas under a heading.
struct Group {
    heading: String,
    hint: Option<String>,
    ideas: Vec<Idea>,
}

#[derive(Template)]
#[template(path = "pages/time/ideas.html")]
struct Page<'a> {
    p: Shell<'a>,
    seasons: Vec<(usize, String, bool)>,
    guide: &'static str,
    guide_title: &'static str,
    groups: Vec<Group>,
}

/// Where a template is taken over. A browser keeps addresses, so this one tells nothing.
pub(crate) fn address(template: &Ritual) -> String {
    format!("/time/new?from={}", token(template))
}

fn token(template: &Ritual) -> String {
    format!("{:08x}", shuffle_key(0, template.id.as_str()) >> 32)
}

/// The template that a token, or its own id, names.
pub(super) fn named(ctx: &Ctx<'_>, name: &str) -> Option<&'static Ritual> {
    let by_token = || ctx.library.rituals.iter().find(|template| token(template) == name);
    ctx.library.ritual(name).or_else(by_token)
}

/// What an empty page offers: a few short ones.
pub(super) fn first(ctx: &Ctx<'_>) -> Vec<Idea> {
    let short = ctx.library.rituals_for(Season::Any);
    let short = short.filter(|each| each.minutes <= SHORT && !each.is_careful() && !each.logistics);
    short.take(FIRST).map(|each| idea(ctx, each)).collect()
}

fn idea(ctx: &Ctx<'_>, template: &'static Ritual) -> Idea {
    let (rhythm, first) = when::of_library(&template.rhythm, ctx.today());
    Idea {
        href: address(template),
        title: &template.title,
        what: &template.what,
        why: &template.why,
        length: when::length(ctx.words, template.minutes),
        rhythm: when::rhythm(ctx.words, &rhythm, first),
        evidence: ctx.say(&format!("today-evidence-{}", template.evidence.as_str())),
        source: (template.evidence != Evidence::Wisdom).then_some(template.source.as_str()),
    }
}

/// The page.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    // A number, because an address stays in the browser's history.
    let season = ctx.query.number::<usize>("season").and_then(|n| Season::ALL.get(n)).copied();
    let season = season.unwrap_or(Season::Any);
    let guide = season.guide();
    let seasons = Season::ALL.iter().enumerate().map(|(n, each)| {
        let name = ctx.say(&format!("time-season-{}", each.as_str()));
        (n, name, *each == season)
    });
    ctx.page(&Page {
        p: ctx.shell("time-title"),
        seasons: seasons.collect(),
        guide,
        guide_title: ctx.library.guide(guide).map_or("", |guide| guide.title.as_str()),
        groups: groups(ctx, season),
    })
}

fn groups(ctx: &Ctx<'_>, season: Season) -> Vec<Group> {
    let place = |each: &Ritual| match each {
        each if each.is_careful() => "careful",
        each if each.logistics => "plans",
        each if each.minutes <= SHORT => "short",
        each if each.minutes <= 60 => "hour",
        _ => "long",
    };
    let group = |name: &str| {
        let ideas = ctx.library.rituals_for(season).filter(|each| place(each) == name);
        let hint = matches!(name, "careful" | "plans").then(|| ctx.say(&format!("time-ideas-{name}-hint")));
        Group {
            heading: ctx.say(&format!("time-ideas-{name}")),
            hint,
            ideas: ideas.map(|each| idea(ctx, each)).collect(),
        }
    };
    let groups = ["short", "hour", "long", "plans", "careful"].into_iter().map(group);
    groups.filter(|group| !group.ideas.is_empty()).collect()
}
