//! Sheets: the looks to fill in with a pen, and the lines that mend.

use askama::Template;
use content::{After, CheckinItem, Mend};
use domain::checkin::Set;

use crate::pages::checkin::circles::Circles;
use crate::pages::checkin::form;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// So many short looks stand on one sheet.
const WEEKS: usize = 2;
/// After so many items the sheet is folded, so that the two halves cover each other's numbers.
const FOLDS: (usize, usize) = (3, 7);

#[derive(Template)]
#[template(path = "pages/paper/look.html")]
struct Look<'a> {
    p: Shell<'a>,
    heading: String,
    long: bool,
    fold: usize,
    /// The same questions, once for each time.
    times: Vec<Vec<&'a CheckinItem>>,
    circles: Vec<Circles>,
}

pub(super) fn pulse(ctx: &Ctx<'_>) -> Outcome {
    look(ctx, Set::Pulse, WEEKS)
}

pub(super) fn review(ctx: &Ctx<'_>) -> Outcome {
    look(ctx, Set::Review, 1)
}

fn look(ctx: &Ctx<'_>, set: Set, times: usize) -> Outcome {
    let items: Vec<_> = form::items(ctx, set).collect();
    ctx.page(&Look {
        p: ctx.shell("paper-title"),
        heading: ctx.say(&format!("checkin-{}-name", set.as_str())),
        long: set != Set::Pulse,
        fold: if set == Set::Pulse { FOLDS.0 } else { FOLDS.1 },
        times: vec![items; times],
        circles: Circles::all(ctx, None),
    })
}

#[derive(Template)]
#[template(path = "pages/paper/lines.html")]
struct Lines<'a> {
    p: Shell<'a>,
    groups: Vec<(String, Vec<&'a Mend>)>,
}

/// What to say when a small reach went by: by how long ago it was.
pub(super) fn lines(ctx: &Ctx<'_>) -> Outcome {
    let group = |after: &After| {
        let heading = ctx.say(&format!("paper-lines-{}", after.as_str()));
        (heading, ctx.library.bids.mends_after(*after).collect())
    };
    ctx.page(&Lines { p: ctx.shell("paper-title"), groups: After::ALL.iter().map(group).collect() })
}
