//! A ritual of the library to suggest, for whom time is what is short.

use content::{CauseId, Template};
use domain::desk::Desk;

use super::plan;
use crate::pages::quiet;
use crate::pages::time::{self, circle};
use crate::{Ctx, when};

/// The card.
pub(super) struct Offer {
    /// What the card is put away by.
    pub(super) card: String,
    pub(super) href: String,
    pub(super) title: &'static str,
    /// Why it is here: what one recognised, said only while one's own space is open; else what it is good for.
    pub(super) why: String,
    pub(super) what: &'static str,
    pub(super) length: String,
    pub(super) evidence: String,
}

/// The name under which a template's card is put away.
fn card(template: &Template) -> String {
    format!("ritual-{}", template.id)
}

/// Whether there is such a card at all.
pub(super) fn is_card(ctx: &Ctx<'_>, name: &str) -> bool {
    name.strip_prefix("ritual-").is_some_and(|id| ctx.library.ritual(id).is_some())
}

/// The card of this week, unless it was put away or they have a ritual already.
pub(super) fn this_week(ctx: &Ctx<'_>, desk: &Desk) -> Option<Offer> {
    if !circle::two(ctx) || quiet::rests(ctx) {
        return None;
    }
    let (id, cause) = plan::offered(ctx, desk)?;
    let template = ctx.library.ritual(&id)?;
    let name = cause.and_then(|cause| ctx.library.cause(CauseId::parse(cause.as_str())?));
    let why = match name {
        Some(cause) => ctx.words.say_with("today-why-cause", &[("name", (&cause.name).into())]),
        None => template.why.clone(),
    };
    let card = card(template);
    (!desk.put_away(&card)).then(|| Offer {
        card,
        href: time::address_of_template(template),
        title: &template.title,
        why,
        what: &template.what,
        length: when::length(ctx.words, template.minutes),
        evidence: ctx.say(&format!("today-evidence-{}", template.evidence.as_str())),
    })
}

#[cfg(test)]
mod tests {
    use domain::checkin::Cause;
    use domain::desk::WeekPlan;
    use domain::private;
    use domain::ritual::Change;
    use jiff::tz::TimeZone;

    use crate::pages::today::next::tests::{changed, proposed};
    use crate::testing::{ALEX, NOW, SAM, alone, apply, count, goes, page, read, send, shut, text, together};
    use crate::{New, World};

    fn today() -> domain::Day {
        NOW.day_in(&TimeZone::UTC)
    }

    fn short_of_time(mut world: World<'static>) -> World<'static> {
        let said = private::Event::CausesMarked { causes: vec![Cause::Busy] };
        apply(world.private.as_mut().unwrap(), ALEX, 1, said);
        world
    }

    const OFFER: &str = "main form[action^='/today/card/ritual-']";

    #[test]
    fn whoever_lacks_time_is_offered_a_ritual_to_suggest_and_may_put_it_away() {
        let mut world = short_of_time(together());
        let offered = |world: &World<'_>| count(&page(&read(world, "/today")).1, OFFER);
        let (_, shown) = page(&read(&world, "/today"));
        assert_eq!(count(&shown, OFFER), 1);
        assert!(text(&shown).contains("You recognised “Life got busy”"));
        assert_eq!(count(&shown, "main a[href^='/time/new?from=']"), 2);
        assert_eq!(offered(&short_of_time(alone())), 0, "it takes two");
        assert_eq!(offered(&together()), 0);
        let mut careful = short_of_time(together());
        apply(careful.private.as_mut().unwrap(), ALEX, 2, private::Event::CareTaken { solo: true });
        assert_eq!(offered(&careful), 0);

        let form = scraper::Selector::parse(OFFER).unwrap();
        let path = shown.select(&form).next().unwrap().attr("action").unwrap().to_owned();
        let outcome = send(&world, &path, &[]);
        assert_eq!(goes(&outcome), "/today");
        let [New::Desk(put_away)] = outcome.events.first_chunk().unwrap() else { panic!() };
        apply(world.desk.as_mut().unwrap(), ALEX, 50, put_away.clone());
        assert_eq!(offered(&world), 0);
        assert_eq!(page(&send(&world, "/today/card/ritual-nonsense", &[])).0, 404);
    }

    #[test]
    fn with_private_shut_the_offer_of_the_plan_stays_and_its_reason_does_not() {
        let mut world = together();
        world.desk.as_mut().unwrap().plan =
            Some(WeekPlan { week: today().week(), practices: vec![], ritual: Some("morning-coffee".into()) });
        let shut_world = shut(short_of_time(world));
        let (_, shown) = page(&read(&shut_world, "/today"));
        assert_eq!(count(&shown, OFFER), 1);
        assert!(!text(&shown).contains("recognised"));
        let mut agreed = shut_world;
        let shared = agreed.shared.as_mut().unwrap();
        apply(shared, SAM, 1, proposed("a", today()));
        apply(shared, ALEX, 2, changed("a", Change::Agreed));
        assert_eq!(count(&page(&read(&agreed, "/today")).1, OFFER), 0, "they have one");
    }
}
