//! On paper: the menu, to be filled in by hand, and the agreement. Each takes a sheet of their own.

use askama::Template;
use content::{Agreement, Touch, TouchGroup};

use crate::shell::Shell;
use crate::{Ctx, Outcome};

#[derive(Template)]
#[template(path = "pages/near/print.html")]
struct Page<'a> {
    p: Shell<'a>,
    groups: Vec<(String, Vec<&'static Touch>)>,
    agreement: Option<&'static Agreement>,
}

/// GET `/us/near/print`.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let of = |group: &TouchGroup| {
        let touches = ctx.library.touches.iter().filter(|it| it.group == *group);
        (format!("near-group-{group}"), touches.collect::<Vec<_>>())
    };
    let groups = TouchGroup::ALL.iter().map(of).filter(|(_, touches)| !touches.is_empty()).collect();
    ctx.page(&Page { p: ctx.shell("near-title"), groups, agreement: ctx.library.near.agreement.as_ref() })
}
