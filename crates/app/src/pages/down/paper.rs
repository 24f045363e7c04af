//! On paper: what to say when the phone is needed, and all cards for a while without screens.

use askama::Template;
use content::{Courtesy, SessionCard};

use crate::shell::Shell;
use crate::{Ctx, Outcome};

#[derive(Template)]
#[template(path = "pages/down/lines.html")]
struct Lines<'a> {
    p: Shell<'a>,
    lines: &'a [Courtesy],
}

pub(super) fn lines(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Lines { p: ctx.shell("down-title"), lines: &ctx.library.presence.courtesies })
}

#[derive(Template)]
#[template(path = "pages/down/cards.html")]
struct Cards<'a> {
    p: Shell<'a>,
    cards: &'a [SessionCard],
}

pub(super) fn cards(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Cards { p: ctx.shell("down-title"), cards: &ctx.library.presence.cards })
}

#[cfg(test)]
mod tests {
    use content::Library;

    use crate::testing::{alone, count, page, read, stranger, text, together};

    #[test]
    fn lines_and_cards_print_for_anybody() {
        let presence = &Library::english().presence;
        for world in [stranger(), alone(), together()] {
            let (_, lines) = page(&read(&world, "/time/down/lines"));
            assert_eq!(count(&lines, "ul.down-lines > li"), presence.courtesies.len());
            let (_, cards) = page(&read(&world, "/time/down/cards"));
            assert_eq!(count(&cards, "ul.down-cards > li > p"), presence.cards.len());
            assert_eq!((count(&cards, ".no-print h1"), count(&cards, "main form")), (1, 0));
            assert!(presence.cards.iter().all(|card| text(&cards).contains(&card.text)));
            assert!(presence.courtesies.iter().all(|line| text(&lines).contains(&line.text)));
        }
    }
}
