//! What was, a part at a time: the newest of it, the rest that is still at hand, and the chapters before.

use domain::SpaceName;
use domain::shared::{Moment, Shared};

use crate::routes::Ask;
use crate::{Ctx, Form, Needs};

/// How many moments the first page looks at.
const FIRST: usize = 64;

/// Which part of what was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    /// The newest.
    Newest,
    /// What is at hand besides.
    Rest,
    /// A chapter, by its number.
    Chapter(u32),
}

impl Part {
    /// The part that an address names.
    pub(crate) fn of(query: &Form) -> Self {
        match query.number("chapter") {
            Some(number) => Part::Chapter(number),
            None if query.has("rest") => Part::Rest,
            None => Part::Newest,
        }
    }
}

/// All spaces, and the chapter that the address names.
pub(crate) fn needs(ask: &Ask<'_>) -> Needs {
    let chapters = match Part::of(ask.query) {
        Part::Chapter(number) => vec![(SpaceName::Shared, number)],
        Part::Newest | Part::Rest => Vec::new(),
    };
    Needs { chapters, ..Needs::all_spaces() }
}

/// The moments of a part, newest first, and where on this page the older ones are.
pub(crate) fn read(ctx: &Ctx<'_>, shared: &Shared, part: Part, page: &str) -> (Vec<Moment>, Option<String>) {
    let before = |number: u32| number.checked_sub(1).map(|older| format!("{page}?chapter={older}"));
    let last_chapter = before(shared.moments.chapters());
    let hot = shared.moments.newest().cloned();
    match part {
        Part::Newest if shared.moments.newest().nth(FIRST).is_some() => {
            (hot.take(FIRST).collect(), Some(format!("{page}?rest=yes")))
        }
        Part::Newest => (hot.collect(), last_chapter),
        Part::Rest => (hot.skip(FIRST).collect(), last_chapter),
        Part::Chapter(number) => {
            let chapter = ctx.world.chapters.get(&(SpaceName::Shared, number));
            let mut moments = chapter.map(|bytes| domain::shared::moments(bytes)).unwrap_or_default();
            moments.reverse();
            (moments, before(number))
        }
    }
}
