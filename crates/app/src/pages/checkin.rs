//! The check-in: what would come next, giving it, and what it shows before anything is asked again.
//!
//! Invariant: nothing is ever due; an item left out is nowhere; what was answered is shown only while *private* is open.

use askama::Template;
use content::TalkPrompt;
use domain::SpaceName;
use domain::checkin::Set;

use super::quiet;
use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome};

pub(super) mod circles;
mod day;
mod done;
pub(super) mod form;

pub(crate) const ROUTES: &[Route] = &[
    get("/me/check", Guard::Person, everything, index),
    get("/me/check/done", Guard::Person, own, done::show),
    get("/me/check/talk", Guard::Person, nothing, talk),
    get("/me/check/{set}", Guard::Person, nothing, form::show),
    post("/me/check/{set}", Guard::Person, own, form::save),
];

fn own(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Private)
}

fn everything(_: &Ask<'_>) -> Needs {
    Needs::all_spaces()
}

/// One size of check-in, as it is offered.
struct Offer {
    set: &'static str,
    name: String,
    takes: String,
}

impl Offer {
    fn of(ctx: &Ctx<'_>, set: Set) -> Self {
        let set = set.as_str();
        Self {
            set,
            name: ctx.say(&format!("checkin-{set}-name")),
            takes: ctx.say(&format!("checkin-{set}-takes")),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/checkin/index.html")]
struct Index<'a> {
    p: Shell<'a>,
    note: String,
    next: Option<Offer>,
    others: Vec<Offer>,
    resting: bool,
}

fn index(ctx: &Ctx<'_>) -> Outcome {
    let (note, next) = match &ctx.world.private {
        None => ("checkin-shut", Some(Set::Pulse)),
        Some(private) => match private.last.next(ctx.today(), private.first_day()) {
            Some(next) if private.last.any.is_none() => ("checkin-first", Some(next)),
            Some(next) => ("checkin-lead", Some(next)),
            None => ("checkin-enough", None),
        },
    };
    let others = Set::ALL.iter().copied().filter(|set| Some(*set) != next);
    ctx.page(&Index {
        p: ctx.shell("checkin-title"),
        note: ctx.say(note),
        next: next.map(|set| Offer::of(ctx, set)),
        others: others.map(|set| Offer::of(ctx, set)).collect(),
        resting: quiet::rests(ctx),
    })
}

#[derive(Template)]
#[template(path = "pages/checkin/talk.html")]
struct Talk<'a> {
    p: Shell<'a>,
    prompts: &'a [TalkPrompt],
}

fn talk(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Talk { p: ctx.shell("checkin-talk-title"), prompts: &ctx.library.checkin.talks })
}

#[cfg(test)]
mod tests {
    use domain::checkin::{Answers, Score, Set};
    use domain::private::{Event, Private};
    use domain::{Day, SpaceName};

    use crate::testing::{ALEX, NOW, alone, apply, count, goes, page, read, send, shut, text};
    use crate::{New, World};

    fn today() -> Day {
        NOW.day_in(&jiff::tz::TimeZone::UTC)
    }

    fn given(world: &mut World<'_>, set: Set, ago: i32, scores: &[(&str, u8)]) {
        let scores = scores.iter().map(|(id, n)| ((*id).to_owned(), Score::new(*n).unwrap())).collect();
        let answers = Answers { scores, closeness: None };
        let event = Event::CheckedIn { set, day: today().plus(-ago), answers };
        apply(world.private.get_or_insert_with(Private::default), ALEX, 1, event);
    }

    #[test]
    fn the_first_one_is_short_and_the_others_may_be_chosen() {
        let (status, page) = page(&read(&alone(), "/me/check"));
        assert_eq!(status, 200);
        assert_eq!(count(&page, ".card.main a[href='/me/check/pulse']"), 1);
        assert_eq!(count(&page, "main li a[href='/me/check/checkup']"), 1);
    }

    #[test]
    fn after_one_this_week_it_says_that_this_is_enough_and_still_lets_one_do_it() {
        let mut world = alone();
        given(&mut world, Set::Pulse, 0, &[("company", 5)]);
        let (_, page) = page(&read(&world, "/me/check"));
        assert_eq!(count(&page, ".card.main"), 0);
        assert_eq!(count(&page, "main li a[href='/me/check/pulse']"), 1);
    }

    #[test]
    fn after_six_weeks_the_longer_look_comes_next() {
        let mut world = alone();
        given(&mut world, Set::Pulse, 44, &[("company", 5)]);
        let (_, page) = page(&read(&world, "/me/check"));
        assert_eq!(count(&page, ".card.main a[href='/me/check/review']"), 1);
    }

    #[test]
    fn it_can_be_done_while_the_own_space_is_shut() {
        let (status, page) = page(&read(&shut(alone()), "/me/check"));
        assert_eq!(status, 200);
        assert_eq!(count(&page, ".card.main a[href='/me/check/pulse']"), 1);
    }

    #[test]
    fn a_pulse_is_four_scales_and_the_circles_and_nothing_is_ticked() {
        let (_, page) = page(&read(&alone(), "/me/check/pulse"));
        assert_eq!(count(&page, ".scale"), 4);
        assert_eq!(count(&page, "input[name=company]"), 12);
        assert_eq!(count(&page, "input[name=closeness]"), 8);
        assert_eq!(count(&page, "main svg"), 7);
        assert_eq!(count(&page, "input[checked]"), 0);
        assert_eq!(count(&page, "main fieldset:not(:has(legend))"), 0);
    }

    #[test]
    fn the_longer_ones_ask_twelve_things_in_groups_with_a_way_to_stop_after_each() {
        for set in ["review", "checkup"] {
            let (_, page) = page(&read(&alone(), &format!("/me/check/{set}")));
            assert_eq!(count(&page, ".scale"), 12);
            assert_eq!(count(&page, "main section"), 5);
            assert_eq!(count(&page, "main section button"), 4);
            assert_eq!(count(&page, "main a[href='/me/check/done?of=nothing']"), 1);
        }
    }

    #[test]
    fn the_longest_one_offers_the_five_questions_first() {
        let link = "a[href='/me/own?to=/me/check/checkup']";
        assert_eq!(count(&page(&read(&alone(), "/me/check/checkup")).1, link), 1);
        assert_eq!(count(&page(&read(&alone(), "/me/check/pulse")).1, link), 0);
    }

    #[test]
    fn an_unknown_size_is_not_there() {
        assert_eq!(page(&read(&alone(), "/me/check/huge")).0, 404);
        assert_eq!(page(&send(&alone(), "/me/check/huge", &[])).0, 404);
    }

    #[test]
    fn what_was_ticked_is_kept_and_what_was_left_out_is_nowhere() {
        let fields = [("company", "7"), ("warmth", ""), ("closeness", "3"), ("play", "9")];
        for world in [alone(), shut(alone())] {
            let outcome = send(&world, "/me/check/pulse", &fields);
            assert_eq!(goes(&outcome), "/me/check/done?of=pulse");
            let [New::Private(Event::CheckedIn { set: Set::Pulse, day, answers })] = &outcome.events[..]
            else {
                panic!("{:?}", outcome.events)
            };
            assert_eq!(*day, today());
            assert_eq!(answers.scores.len(), 1, "play is not asked in a pulse");
            assert_eq!(answers.scores["company"].value(), 7);
            assert_eq!(answers.closeness.unwrap().value(), 3);
        }
    }

    #[test]
    fn all_left_out_keeps_nothing() {
        let outcome = send(&alone(), "/me/check/pulse", &[("company", "")]);
        assert_eq!(goes(&outcome), "/me/check/done?of=nothing");
        assert!(outcome.events.is_empty());
        assert_eq!(page(&read(&alone(), "/me/check/done?of=nothing")).0, 200);
    }

    #[test]
    fn a_number_that_is_none_is_asked_again_with_all_else_still_ticked() {
        for wrong in ["11", "-1", "six"] {
            let fields = [("company", wrong), ("warmth", "4"), ("closeness", "6")];
            let outcome = send(&alone(), "/me/check/pulse", &fields);
            assert!(outcome.events.is_empty());
            let (status, page) = page(&outcome);
            assert_eq!(status, 422);
            assert_eq!(count(&page, "[role=alert]"), 1);
            assert_eq!(count(&page, "input[name=warmth][value='4'][checked]"), 1);
            assert_eq!(count(&page, "input[name=closeness][value='6'][checked]"), 1);
            assert_eq!(count(&page, "input[name=company][checked]"), 0);
            assert_eq!(count(&page, "fieldset[aria-invalid=true]"), 1);
        }
        assert_eq!(page(&send(&alone(), "/me/check/pulse", &[("closeness", "7")])).0, 422);
    }

    #[test]
    fn the_result_comes_first_with_one_thing_to_do_from_the_lowest_sign() {
        let mut world = alone();
        given(&mut world, Set::Pulse, 0, &[("company", 3), ("warmth", 8)]);
        let (_, page) = page(&read(&world, "/me/check/done?of=pulse"));
        assert!(text(&page).contains("dip for many reasons"));
        assert_eq!(count(&page, "main table tr"), 2);
        assert_eq!(count(&page, ".card.main a[href='/read/sign-company']"), 1);
        assert_eq!(count(&page, "a[href='/me/check/talk']"), 0);
    }

    #[test]
    fn while_the_own_space_is_shut_the_result_says_nothing_of_what_was_answered() {
        let (_, page) = page(&read(&shut(alone()), "/me/check/done?of=pulse"));
        assert!(text(&page).contains("dip for many reasons"));
        assert_eq!(count(&page, "main table"), 0);
        assert_eq!(count(&page, ".card.main"), 1);
    }

    #[test]
    fn two_long_looks_are_compared_in_words() {
        let mut world = alone();
        given(&mut world, Set::Review, 60, &[("play", 2), ("thanks", 7), ("company", 5)]);
        given(&mut world, Set::Review, 0, &[("play", 6), ("thanks", 6), ("company", 5)]);
        let (_, page) = page(&read(&world, "/me/check/done?of=review"));
        assert_eq!(count(&page, "main ul.higher li"), 1);
        assert_eq!(count(&page, "main ul.lower li"), 0);
    }

    #[test]
    fn the_longest_one_leads_to_the_cards_the_talk_and_the_five_questions() {
        let (_, page) = page(&read(&shut(alone()), "/me/check/done?of=checkup"));
        for link in ["/me/causes", "/me/check/talk", "/me/own"] {
            assert_eq!(count(&page, &format!("main a[href='{link}']")), 1, "{link}");
        }
    }

    #[test]
    fn the_talk_has_its_prompts_in_order() {
        let (_, page) = page(&read(&alone(), "/me/check/talk"));
        assert_eq!(count(&page, "main ol li"), 8);
    }

    fn ago(days: i32) -> String {
        today().plus(-days).date().to_string()
    }

    #[test]
    fn a_paper_form_asks_for_its_day_and_any_other_does_not() {
        let field = |path: &str| count(&page(&read(&alone(), path)).1, "main input[type=date][name=day]");
        assert_eq!((field("/me/check/pulse"), field("/me/check/pulse?paper=yes")), (0, 1));
        let (_, shown) = page(&read(&alone(), "/me/check/review?paper=yes"));
        let (first, last) = (ago(56), ago(0));
        assert_eq!(
            count(&shown, &format!("input[name=day][min='{first}'][max='{last}'][value='{last}']")),
            1
        );
        assert_eq!(
            count(&page(&read(&alone(), "/me/check")).1, "main a[href='/me/check/pulse?paper=yes']"),
            1
        );
    }

    #[test]
    fn what_was_filled_in_on_paper_is_kept_on_its_own_day() {
        for (days, world) in [(56, alone()), (20, shut(alone())), (1, alone())] {
            let day = ago(days);
            let outcome = send(&world, "/me/check/pulse", &[("company", "7"), ("day", &day)]);
            assert_eq!(goes(&outcome), format!("/me/check/done?of=pulse&on={day}"));
            let [New::Private(Event::CheckedIn { day, .. })] = &outcome.events[..] else { panic!() };
            assert_eq!(*day, today().plus(-days));
        }
        // One of today is like any other.
        let outcome = send(&alone(), "/me/check/pulse", &[("company", "7"), ("day", &ago(0))]);
        assert_eq!(goes(&outcome), "/me/check/done?of=pulse");
    }

    #[test]
    fn a_day_that_is_none_or_lies_too_far_off_is_asked_again_with_all_ticks() {
        for day in ["", "yesterday", "2026-13-40", &ago(57), &ago(-1)] {
            let outcome = send(&alone(), "/me/check/pulse", &[("company", "7"), ("day", day)]);
            assert!(outcome.events.is_empty(), "{day}");
            let (status, page) = page(&outcome);
            assert_eq!((status, count(&page, "input[name=day][aria-invalid=true]")), (422, 1), "{day}");
            assert_eq!(count(&page, "input[name=company][value='7'][checked]"), 1);
            assert_eq!(count(&page, "[role=alert]"), 1);
        }
        // A number that is none keeps the day.
        let outcome = send(&alone(), "/me/check/pulse", &[("company", "x"), ("day", &ago(9))]);
        assert_eq!(count(&page(&outcome).1, &format!("input[name=day][value='{}']", ago(9))), 1);
    }

    #[test]
    fn a_week_that_has_one_already_is_said_kindly_and_both_may_be_kept() {
        let mut world = alone();
        given(&mut world, Set::Pulse, 10, &[("company", 3)]);
        // 2026-11-23 is a Monday; ten days before was the Friday of the week before last.
        for (days, taken) in [(14, false), (8, false), (7, true), (15, true)] {
            let fields = [("company", "7"), ("day", &ago(days))];
            let outcome = send(&world, "/me/check/pulse", &fields);
            assert_eq!(outcome.events.len(), usize::from(taken), "{days}");
            if !taken {
                let (status, page) = page(&outcome);
                assert_eq!((status, count(&page, "button[name=again]")), (422, 1));
                assert!(text(&page).contains("Friday 13 November"));
                assert_eq!(count(&page, "input[name=company][value='7'][checked]"), 1);
                let again = [fields[0], fields[1], ("again", fields[1].1)];
                assert_eq!(send(&world, "/me/check/pulse", &again).events.len(), 1);
                // A yes to one day is none to another.
                let other = [fields[0], fields[1], ("again", "2026-11-01")];
                assert!(send(&world, "/me/check/pulse", &other).events.is_empty());
            }
        }
        // With the own space shut nobody knows, and it is kept.
        let fields = [("company", "7"), ("day", ago(10).leak() as &str)];
        assert_eq!(send(&shut(world), "/me/check/pulse", &fields).events.len(), 1);
    }

    #[test]
    fn one_from_paper_shows_its_answers_and_leaves_the_word_to_the_last_one() {
        let mut world = alone();
        given(&mut world, Set::Pulse, 0, &[("company", 8), ("warmth", 8)]);
        given(&mut world, Set::Pulse, 21, &[("company", 3), ("warmth", 4)]);
        let (_, shown) = page(&read(&world, &format!("/me/check/done?of=pulse&on={}", ago(21))));
        assert!(text(&shown).contains("2 November 2026") && !text(&shown).contains('⟦'));
        assert_eq!((count(&shown, "main table tr"), count(&shown, "main p.lead")), (2, 0));
        let (_, today) = page(&read(&world, "/me/check/done?of=pulse"));
        assert_eq!((count(&today, "main p.lead"), count(&today, "[role=status]")), (1, 0));
    }

    #[test]
    fn only_the_private_space_is_read_for_the_result() {
        let request = crate::Request::get("/me/check/done?of=pulse");
        let needs = crate::needs(&request, &alone().visitor);
        assert!(!needs.spaces.contains(&SpaceName::Shared));
    }
}
