//! On paper: what to say when the phone is needed, all cards for a while without screens, and a sheet to hang up.

use askama::Template;
use content::{Courtesy, SessionCard};

use super::between;
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
#[template(path = "pages/down/sheet.html")]
struct Sheet<'a> {
    p: Shell<'a>,
    two: bool,
    /// What was agreed, or is kept by one alone: its name, and what it means.
    agreed: Vec<(Option<&'a str>, &'a str)>,
    lines: Vec<&'a Courtesy>,
}

/// So many lines for when the phone is needed find room on the sheet.
const LINES: usize = 8;

/// Places and times without screens, to hang up. Of two people it shows what both agreed to, and nothing else.
pub(super) fn sheet(ctx: &Ctx<'_>) -> Outcome {
    let all = between::ours(ctx).unwrap_or_else(|| between::mine(ctx));
    let agreed = all.agreed().map(|(_, agreement)| agreement);
    let mut agreed: Vec<_> = agreed.filter(|agreement| super::is_of_screens(ctx, agreement)).collect();
    agreed.sort_by_key(|agreement| agreement.at);
    ctx.page(&Sheet {
        p: ctx.shell("down-title"),
        two: crate::pages::today::together(ctx),
        agreed: agreed.into_iter().map(super::cut).collect(),
        lines: ctx.library.presence.courtesies.iter().take(LINES).collect(),
    })
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
    use domain::agreement::Change;
    use domain::{desk, shared};

    use crate::testing::{ALEX, SAM, alone, apply, count, page, read, stranger, text, together};

    #[test]
    fn the_sheet_shows_what_both_agreed_to_and_room_to_write_where_there_is_nothing() {
        let change = |words: &str| Change::Proposed { piece: None, text: words.into(), look_again: None };
        let said = |id: &str, change| shared::Event::AgreementChanged { agreement: id.into(), change };
        let mut world = together();
        let own = desk::Event::AgreementChanged { agreement: "m".into(), change: change("Only mine") };
        apply(world.desk.as_mut().unwrap(), ALEX, 1, own.clone());
        let ours = world.shared.as_mut().unwrap();
        apply(ours, SAM, 1, said("s", change("Tea on the step")));
        apply(ours, ALEX, 2, said("s", Change::Agreed));
        apply(ours, SAM, 3, said("o", change("Not agreed yet")));
        let (_, sheet) = page(&read(&world, "/time/down/sheet"));
        assert!(text(&sheet).contains("Tea on the step"));
        assert!(!text(&sheet).contains("Not agreed yet") && !text(&sheet).contains("Only mine"));
        assert_eq!((count(&sheet, "main .line"), count(&sheet, "main .circle.us")), (2, 1));

        let mut world = alone();
        apply(world.desk.as_mut().unwrap(), ALEX, 1, own);
        assert!(text(&page(&read(&world, "/time/down/sheet")).1).contains("Only mine"));
        let (status, blank) = page(&read(&stranger(), "/time/down/sheet"));
        assert_eq!((status, count(&blank, "main .line"), count(&blank, "main .circle")), (200, 8, 0));
        assert_eq!(count(&blank, "ul.mend-lines > li"), 8);
    }

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
