//! The next time together, or alone one's own: a quiet line.

use crate::Ctx;
use crate::pages::time::circle;

/// How many days ahead it is said.
const DAYS: i32 = 7;

/// The next date both agreed on.
pub(super) struct Next {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) title: String,
    pub(super) when: String,
}

/// It, if there is one within a week that is not called off.
pub(super) fn time(ctx: &Ctx<'_>) -> Option<Next> {
    let date = circle::next(ctx, DAYS).into_iter().find(|date| !date.of.skipped)?;
    let now = date.starts <= ctx.world.now;
    let label = match (now, circle::two(ctx)) {
        (true, _) => "today-next-now",
        (false, true) => "today-next",
        (false, false) => "today-next-alone",
    };
    Some(Next {
        href: circle::address_of_date(&date.of.ritual, date.of.on),
        label: ctx.say(label),
        title: date.ritual.plan.title.clone(),
        when: date.at(ctx).line(ctx.words),
    })
}

#[cfg(test)]
pub(super) mod tests {
    use domain::checkin::Quiet;
    use domain::rhythm::{Rhythm, Weekdays};
    use domain::ritual::{Change, Plan, Told};
    use domain::{Day, desk, shared};
    use jiff::tz::TimeZone;

    use crate::World;
    use crate::testing::{ALEX, NOW, SAM, alone, apply, page, read, together};

    fn today() -> Day {
        NOW.day_in(&TimeZone::UTC)
    }

    fn whole(world: &World<'_>) -> String {
        page(&read(world, "/today")).1.html()
    }

    fn fridays(starts: Day) -> Plan {
        Plan {
            title: "Date night".into(),
            template: None,
            rhythm: Rhythm::Week { n: 1, on: Weekdays::of([4]) },
            at: 19 * 60 + 30,
            minutes: 120,
            zone: "America/New_York".into(),
            starts,
        }
    }

    pub(in crate::pages::today) fn changed(ritual: &str, change: Change) -> shared::Event {
        shared::Event::RitualChanged { ritual: ritual.into(), change }
    }

    pub(in crate::pages::today) fn proposed(ritual: &str, starts: Day) -> shared::Event {
        changed(ritual, Change::Proposed { plan: fridays(starts), instead_of: None })
    }

    #[test]
    fn the_next_time_both_agreed_on_is_a_line_on_the_reader_s_own_clock() {
        let line = |world: &World<'_>| {
            let (_, page) = page(&read(world, "/today"));
            let next = scraper::Selector::parse("main .next").unwrap();
            page.select(&next).next().map(|line| line.text().collect::<String>())
        };
        let mut world = together();
        let happens =
            |world: &mut World<'_>, who, event| apply(world.shared.as_mut().unwrap(), who, 1, event);
        happens(&mut world, SAM, proposed("a", today()));
        assert_eq!(line(&world), None, "a suggestion is no date");
        happens(&mut world, ALEX, changed("a", Change::Agreed));
        let said = line(&world).unwrap();
        assert!(said.contains("Next time together: Date night"), "{said}");
        assert!(
            said.contains("Saturday 28 November, 00:30 (Friday 27 November, 19:30 in New York)"),
            "{said}"
        );
        // How another date went is not told here.
        let before = whole(&world);
        happens(&mut world, SAM, changed("a", Change::Told { on: today().plus(11), how: Told::Did }));
        assert_eq!(whole(&world), before);
        happens(&mut world, SAM, changed("a", Change::Skipped { on: today().plus(4) }));
        assert_eq!(line(&world), None, "the one after is more than a week ahead");
        let mut rests = world;
        happens(&mut rests, SAM, changed("a", Change::Restored { on: today().plus(4) }));
        rests.shared.as_mut().unwrap().quiet = Some(Quiet { until: today() });
        assert_eq!(line(&rests), None);

        let mut own = alone();
        let event = desk::Event::RitualChanged {
            ritual: "a".into(),
            change: Change::Proposed { plan: fridays(today()), instead_of: None },
        };
        apply(own.desk.as_mut().unwrap(), ALEX, 1, event);
        assert!(line(&own).unwrap().contains("Your next time: Date night"));
    }
}
