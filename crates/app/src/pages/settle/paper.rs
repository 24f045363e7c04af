//! The three ways as they can be read and printed by anybody, and the first days after an affair came out.
//!
//! Invariant: no account is needed, nothing is asked and nothing kept; addresses have numbers and no names.

use askama::Template;
use content::{FirstDay, Guide, RepairKind, RepairPath};

use crate::pages::errors;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// Where a way is told: a browser keeps addresses, so this one tells nothing.
pub(crate) fn address(kind: RepairKind) -> String {
    format!("/talk/settle/way/{}", number(kind))
}

/// The number of a way, from 1.
pub(crate) fn number(kind: RepairKind) -> usize {
    RepairKind::ALL.iter().position(|each| *each == kind).unwrap_or_default().saturating_add(1)
}

/// The way with this number.
pub(crate) fn named(ctx: &Ctx<'_>, number: &str) -> Option<&'static RepairPath> {
    let kind = RepairKind::ALL.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
    ctx.library.repair.path(*kind)
}

/// Guides that go further, where the library has them.
fn guide(ctx: &Ctx<'_>, kind: RepairKind) -> Option<&'static Guide> {
    ctx.library.guide(match kind {
        RepairKind::Disagreement => "after-a-disagreement",
        RepairKind::Hurt => "after-a-hurt",
        RepairKind::Trust => "when-trust-is-broken",
    })
}

#[derive(Template)]
#[template(path = "pages/settle/way.html")]
struct Page<'a> {
    p: Shell<'a>,
    path: &'static RepairPath,
    number: usize,
    evidence: String,
    guide: Option<&'static Guide>,
}

impl Page<'_> {
    /// A person before the page, and the first days beside it.
    fn slow(&self) -> bool {
        self.path.id == RepairKind::Trust
    }
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some(path) = named(ctx, ctx.param(0)) else { return errors::not_found(ctx) };
    ctx.page(&Page {
        p: ctx.shell("settle-title"),
        path,
        number: number(path.id),
        evidence: ctx.say(&format!("today-evidence-{}", path.evidence)),
        guide: guide(ctx, path.id),
    })
}

#[derive(Template)]
#[template(path = "pages/settle/days.html")]
struct Days<'a> {
    p: Shell<'a>,
    days: &'static [FirstDay],
    guide: Option<&'static Guide>,
}

pub(super) fn days(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Days {
        p: ctx.shell("settle-title"),
        days: &ctx.library.repair.days,
        guide: ctx.library.guide("the-first-three-days"),
    })
}
