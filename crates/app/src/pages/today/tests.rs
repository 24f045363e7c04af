use std::collections::BTreeSet;

use domain::checkin::{Answers, LastGiven, Quiet, Score, Set};
use domain::desk::{self, Mark, Path, WeekPlan};
use domain::plan::{Half, half_for};
use domain::shared::{self, Moment};
use domain::{Day, Instant, PracticeId, private};
use jiff::tz::TimeZone;

use crate::library::practices;
use crate::testing::{ALEX, NOW, SAM, alone, apply, count, goes, page, read, send, shut, text, together};
use crate::{Answer, CoupleState, Gate, New, Outcome, Visitor, World};

fn today() -> Day {
    NOW.day_in(&TimeZone::UTC)
}

fn html(world: &World<'_>, path: &str) -> String {
    match read(world, path).answer {
        Answer::Page { status: 200, html } => {
            assert!(!html.contains('⟦'), "{path}: words are missing");
            html
        }
        other => panic!("{path}: {other:?}"),
    }
}

fn plan(world: &mut World<'_>, ids: &[&str]) {
    let practices = ids.iter().map(|id| PracticeId::from(*id)).collect();
    desk(world).plan = Some(WeekPlan { week: today().week(), practices, ritual: None });
}

fn desk<'a>(world: &'a mut World<'_>) -> &'a mut desk::Desk {
    world.desk.as_mut().unwrap()
}

/// Does to the desk what an outcome says.
fn carry_out(world: &mut World<'_>, outcome: &Outcome) {
    for (n, event) in outcome.events.iter().enumerate() {
        if let New::Desk(event) = event {
            apply(world.desk.as_mut().unwrap(), ALEX, 50 + n as u64, event.clone());
        }
    }
}

fn plan_made(outcome: &Outcome) -> Option<Vec<String>> {
    outcome.events.iter().rev().find_map(|event| match event {
        New::Desk(desk::Event::PlanMade { practices, .. }) => {
            Some(practices.iter().map(|id| id.as_str().to_owned()).collect())
        }
        _ => None,
    })
}

fn marked(outcome: &Outcome) -> Vec<Mark> {
    let mark = |event: &New| match event {
        New::Desk(desk::Event::PracticeMarked { mark, .. }) => Some(*mark),
        _ => None,
    };
    outcome.events.iter().filter_map(mark).collect()
}

fn shared_events(outcome: &Outcome) -> usize {
    outcome.events.iter().filter(|event| matches!(event, New::Shared(_))).count()
}

/// The practices a page of today names, the main one first.
fn named(world: &World<'_>) -> Vec<&'static str> {
    let html = html(world, "/today");
    let mut found: Vec<_> = content::Library::english()
        .practices
        .iter()
        .filter_map(|practice| Some((html.find(&format!(">{}</a>", practice.title))?, practice.id.as_str())))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}

fn first_form_practice(world: &World<'_>) -> String {
    let (_, page) = page(&read(world, "/today"));
    let field = scraper::Selector::parse("input[name=practice]").unwrap();
    page.select(&field).next().unwrap().attr("value").unwrap().to_owned()
}

#[test]
fn the_first_day_has_one_main_thing_within_ten_lines_and_at_most_three() {
    for mut world in [alone(), together(), shut(alone()), shut(together())] {
        desk(&mut world).began_at = Some(NOW);
        let (status, page) = page(&read(&world, "/today"));
        assert_eq!(status, 200);
        assert_eq!((count(&page, "h1"), count(&page, ".card.main")), (1, 1));
        let main = first_form_practice(&world);
        let title = &content::Library::english().practice(&main).unwrap().title;
        let text = text(&page);
        let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(10).collect();
        assert!(lines.iter().any(|line| line.contains(title.as_str())), "{lines:?}");
        let named = named(&world);
        assert_eq!(named.first().copied(), Some(main.as_str()));
        assert!((1..=3).contains(&named.len()), "{named:?}");
    }
}

#[test]
fn the_page_stays_small() {
    let mut world = together();
    desk(&mut world).began_at = Some(NOW);
    assert!(html(&world, "/today").len() <= 14 * 1024);
    for practice in &content::Library::english().practices {
        plan(&mut world, &[practice.id.as_str(), "ask-one-more", "two-cups-at-the-window"]);
        let length = html(&world, "/today").len();
        assert!(length <= 14 * 1024, "{} {length}", practice.id);
    }
}

#[test]
fn a_stranger_is_sent_to_the_door() {
    assert_eq!(goes(&read(&crate::testing::stranger(), "/today")), "/enter");
}

#[test]
fn a_partner_s_state_never_changes_today() {
    let plain = together();
    let mut busy = together();
    let shared = busy.shared.as_mut().unwrap();
    for (n, event) in [
        shared::Event::Answered { question: "joys-1-01".into(), round: 0, text: "x".into(), tell: false },
        shared::Event::QuestionAdded { question: "own-1".into(), text: "What now?".into() },
        shared::Event::SummaryShared { words: "w".into(), wish: "w".into() },
        shared::Event::PracticeDone { practice: "ask-one-more".into(), minutes: 2, day: today() },
        shared::Event::Named { name: "Samira".into() },
        shared::Event::StillTrue { question: "joys-1-01".into() },
        super::next::tests::proposed("a", today()),
    ]
    .into_iter()
    .enumerate()
    {
        apply(shared, SAM, n as u64 + 1, event);
    }
    shared.moments.push(Moment::Did(PracticeId::from(named(&plain)[0]), today(), 5));
    busy.gates.insert("answer".into(), Gate { mine: false, theirs: true });
    busy.pairing = crate::Pairing::Invited;
    for path in ["/today", "/today/week", "/me/path"] {
        assert_eq!(html(&plain, path), html(&busy, path));
        assert_eq!(html(&shut(together()), path), html(&shut_again(&busy), path));
    }
}

fn shut_again(busy: &World<'static>) -> World<'static> {
    World { shared: busy.shared.clone(), gates: busy.gates.clone(), ..shut(together()) }
}

#[test]
fn two_people_with_the_same_past_need_not_get_the_same_week() {
    let weeks: BTreeSet<_> = (0..20)
        .map(|n| {
            let mut world = together();
            if let Visitor::Person(person) = &mut world.visitor {
                person.id.0 = [n; 16];
            }
            named(&world)
        })
        .collect();
    assert!(weeks.len() > 3);
}

fn careful(mut world: World<'static>) -> World<'static> {
    apply(world.private.as_mut().unwrap(), ALEX, 1, private::Event::CareTaken { solo: true });
    world
}

fn in_every_season(world: &mut World<'static>) {
    let all: Vec<_> = content::Season::ALL.iter().map(|season| season.as_str().to_owned()).collect();
    if let Some(shared) = &mut world.shared {
        shared.seasons.clone_from(&all);
    }
    desk(world).seasons = all;
}

#[test]
fn deep_practices_show_only_the_own_half_to_everyone() {
    for id in practices().iter().filter(|practice| half_for(practice) == Half::Own).map(|each| &each.id) {
        let practice = content::Library::english().practice(id.as_str()).unwrap();
        for mut world in [together(), alone(), shut(together()), shut(careful(together()))] {
            desk(&mut world).minutes = Some(60);
            in_every_season(&mut world);
            plan(&mut world, &[id.as_str()]);
            let (_, page) = page(&read(&world, "/today"));
            let text = text(&page);
            assert!(text.contains(practice.alone.as_deref().unwrap()), "{id:?}");
            for step in &practice.steps {
                assert!(!text.contains(step), "{id:?}");
            }
            assert_eq!(count(&page, "button[value=did]"), 0);
        }
    }
}

#[test]
fn with_private_shut_the_safety_flag_changes_no_byte() {
    for ids in [["a-slower-hug", "say-it-back-first"], ["two-cups-at-the-window", "ask-one-more"]] {
        let (mut with, mut without) = (shut(careful(together())), shut(together()));
        plan(&mut with, &ids);
        plan(&mut without, &ids);
        for path in ["/today", "/today/week", "/today/a-slower-hug", "/today/ask-one-more"] {
            assert_eq!(format!("{:?}", read(&with, path)), format!("{:?}", read(&without, path)));
        }
        assert_eq!(html(&with, "/today"), html(&without, "/today"));
    }
}

#[test]
fn with_the_flag_and_private_open_only_what_one_does_alone_is_left_and_no_word_says_why() {
    let mut world = careful(together());
    plan(&mut world, &["a-slower-hug", "two-cups-at-the-window", "ask-one-more"]);
    let named = named(&world);
    assert!(named.contains(&"ask-one-more"));
    for id in &named {
        let practice = content::Library::english().practice(id).unwrap();
        assert!(practice.who != content::Who::Together && !practice.is_careful(), "{id}");
    }
    let without = {
        let mut world = together();
        plan(&mut world, &named);
        html(&world, "/today")
    };
    assert_eq!(html(&world, "/today"), without, "the same things are shown with the same words");
}

#[test]
fn a_personal_reason_shows_only_while_private_is_open() {
    let mut world = together();
    let mut answers = Answers::default();
    for (sign, score) in [("inner-world", 8), ("depth-of-talk", 9), ("company", 2), ("warmth", 8)] {
        answers.scores.insert(sign.into(), Score::new(score).unwrap());
    }
    let event = private::Event::CheckedIn { set: Set::Pulse, day: today(), answers };
    apply(world.private.as_mut().unwrap(), ALEX, 1, event);
    plan(&mut world, &["two-cups-at-the-window"]);
    assert!(html(&world, "/today").contains("“Company” was among the lowest"));
    let shut = shut(world);
    assert!(!html(&shut, "/today").contains("among the lowest"));
    let why = &content::Library::english().practice("two-cups-at-the-window").unwrap().why;
    assert!(text(&page(&read(&shut, "/today")).1).contains(why));
}

#[test]
fn we_did_it_is_kept_for_both_and_leads_to_the_question_afterwards() {
    let mut world = together();
    plan(&mut world, &["two-cups-at-the-window"]);
    let outcome = send(&world, "/today/mark", &[("practice", "two-cups-at-the-window"), ("mark", "did")]);
    assert_eq!(marked(&outcome), [Mark::Did]);
    assert_eq!(shared_events(&outcome), 1);
    let after = goes(&outcome).to_owned();
    assert!(after.starts_with("/today/after/") && !after.contains("cups"));
    carry_out(&mut world, &outcome);
    let (status, asked) = page(&read(&world, &after));
    assert_eq!(
        (status, count(&asked, "button[value=closer]"), count(&asked, "main a[href='/today']")),
        (200, 1, 1)
    );
    assert!(html(&world, "/today").contains("Done for today"));
}

#[test]
fn what_is_done_alone_stays_alone() {
    let mark = |world: &World<'_>, practice: &str, mark: &str| {
        shared_events(&send(world, "/today/mark", &[("practice", practice), ("mark", mark)]))
    };
    assert_eq!(mark(&together(), "two-cups-at-the-window", "i-did"), 0);
    assert_eq!(mark(&together(), "ask-one-more", "did"), 0, "needs one");
    assert_eq!(mark(&together(), "a-slower-hug", "did"), 0, "only suggested by halves");
    assert_eq!(mark(&alone(), "two-cups-at-the-window", "did"), 0, "nobody there");
    let mut left = together();
    if let Visitor::Person(person) = &mut left.visitor {
        person.couple.as_mut().unwrap().state = CoupleState::ILeft;
    }
    assert_eq!(mark(&left, "two-cups-at-the-window", "did"), 0);
}

#[test]
fn a_second_mark_of_the_same_says_nothing_new() {
    let mut world = shut(together());
    plan(&mut world, &["two-cups-at-the-window", "ask-one-more"]);
    let did = [("practice", "two-cups-at-the-window"), ("mark", "did")];
    let closer = [("practice", "two-cups-at-the-window"), ("mark", "closer")];
    assert!(marked(&send(&world, "/today/mark", &closer)).is_empty(), "it was never done");
    let first = send(&world, "/today/mark", &did);
    carry_out(&mut world, &first);
    if let New::Shared(event) = first.events.last().unwrap() {
        apply(world.shared.as_mut().unwrap(), ALEX, 9, event.clone());
    }
    assert_eq!(send(&world, "/today/mark", &did).events, []);
    let felt = send(&world, "/today/mark", &closer);
    assert_eq!(marked(&felt), [Mark::Closer]);
    carry_out(&mut world, &felt);
    assert_eq!(send(&world, "/today/mark", &closer).events, []);

    let wave = [("practice", "ask-one-more"), ("mark", "easier")];
    let waved = send(&world, "/today/mark", &wave);
    carry_out(&mut world, &waved);
    assert_eq!(send(&world, "/today/mark", &wave).events, []);
    assert_eq!(world.desk.unwrap().depth_wish, -1);
}

#[test]
fn not_this_gives_another_and_keeps_the_rest() {
    for mut world in [alone(), together(), shut(alone()), shut(together())] {
        let mut gone = BTreeSet::new();
        for _ in 0..3 {
            let before = named(&world);
            let main = first_form_practice(&world);
            gone.insert(main.clone());
            let outcome = send(&world, "/today/mark", &[("practice", main.as_str()), ("mark", "not-this")]);
            assert_eq!((goes(&outcome), marked(&outcome)), ("/today", vec![Mark::NotThis]));
            let next = plan_made(&outcome).unwrap();
            assert!(next.iter().all(|id| !gone.contains(id)), "{next:?}");
            assert!(before.iter().filter(|id| **id != main).all(|id| next.iter().any(|other| other == id)));
            carry_out(&mut world, &outcome);
            assert_eq!(named(&world), next, "the page shows the plan that was made");
        }
    }
}

#[test]
fn when_everything_was_waved_away_the_page_says_that_this_is_fine() {
    let mut world = alone();
    for _ in 0..60 {
        let Some(main) = named(&world).first().copied() else { break };
        let outcome = send(&world, "/today/mark", &[("practice", main), ("mark", "not-this")]);
        carry_out(&mut world, &outcome);
    }
    assert!(named(&world).is_empty());
    assert!(html(&world, "/today").contains("Nothing for this week"));
}

#[test]
fn easier_and_deeper_are_wishes() {
    for (mark, wish) in [("easier", -1), ("deeper", 1)] {
        let mut world = alone();
        let main = first_form_practice(&world);
        let outcome = send(&world, "/today/mark", &[("practice", main.as_str()), ("mark", mark)]);
        carry_out(&mut world, &outcome);
        assert_eq!(world.desk.as_ref().unwrap().depth_wish, wish);
        assert!(plan_made(&outcome).is_some_and(|plan| !plan.contains(&main)));
    }
}

#[test]
fn what_is_not_in_the_week_cannot_be_waved_away_and_nonsense_is_not_found() {
    let mut world = alone();
    plan(&mut world, &["ask-one-more"]);
    let wave = |practice| send(&world, "/today/mark", &[("practice", practice), ("mark", "not-this")]);
    assert_eq!((goes(&wave("one-old-photo")), wave("one-old-photo").events), ("/today", vec![]));
    assert_eq!(page(&wave("no-such-thing")).0, 404);
    let odd = send(&world, "/today/mark", &[("practice", "ask-one-more"), ("mark", "loved-it")]);
    assert_eq!((page(&odd).0, odd.events), (404, vec![]));
    assert_eq!(page(&send(&world, "/today/mark", &[])).0, 404);
}

#[test]
fn the_plan_is_kept_with_the_first_act_while_private_is_open() {
    let acts: [(&str, &[(&str, &str)]); 4] = [
        ("/today/tiny", &[("tiny", "tiny-look-up")]),
        ("/today/card/recovery", &[]),
        ("/today/minutes", &[("minutes", "10")]),
        ("/today/mark", &[("practice", "ask-one-more"), ("mark", "i-did")]),
    ];
    for (path, form) in acts {
        let world = alone();
        let made = plan_made(&send(&world, path, form)).unwrap();
        assert!((1..=3).contains(&made.len()), "{path}");
        assert_eq!(plan_made(&send(&shut(alone()), path, form)), None, "{path}");
    }
    let mut world = alone();
    let ids = named(&world);
    plan(&mut world, &ids);
    assert_eq!(plan_made(&send(&world, "/today/card/recovery", &[])), None, "once is enough");
}

#[test]
fn somebody_who_left_gets_a_week_that_needs_nobody() {
    let mut world = together();
    plan(&mut world, &["two-cups-at-the-window", "ask-one-more"]);
    assert!(named(&world).contains(&"two-cups-at-the-window"));
    if let Visitor::Person(person) = &mut world.visitor {
        person.couple.as_mut().unwrap().state = CoupleState::TheyLeft;
    }
    let named = named(&world);
    assert!(named.contains(&"ask-one-more") && !named.contains(&"two-cups-at-the-window"));
}

#[test]
fn fewer_minutes_shorten_the_week_at_once() {
    let mut world = together();
    plan(&mut world, &["a-walk-with-no-errand", "ask-one-more"]);
    let outcome = send(&world, "/today/minutes", &[("minutes", "5")]);
    assert_eq!(goes(&outcome), "/today");
    carry_out(&mut world, &outcome);
    assert_eq!(world.desk.as_ref().unwrap().minutes, Some(5));
    for id in named(&world) {
        assert!(content::Library::english().practice(id).unwrap().minutes <= 5, "{id}");
    }
    assert_eq!(send(&world, "/today/minutes", &[("minutes", "5")]).events, []);
}

#[test]
fn minutes_that_nobody_offered_are_refused() {
    for minutes in ["", "7", "-5", "100000", "x"] {
        let outcome = send(&together(), "/today/minutes", &[("minutes", minutes)]);
        let (status, page) = page(&outcome);
        assert_eq!((status, count(&page, "[role=alert]"), outcome.events), (422, 1, vec![]));
    }
}

#[test]
fn the_tiny_thing_is_the_same_all_day_and_done_once() {
    let mut world = alone();
    let tiny = |world: &World<'_>| {
        let (_, page) = page(&read(world, "/today"));
        let field = scraper::Selector::parse("input[name=tiny]").unwrap();
        page.select(&field).next().map(|field| field.attr("value").unwrap().to_owned())
    };
    let id = tiny(&world).unwrap();
    let outcome = send(&world, "/today/tiny", &[("tiny", &id)]);
    assert_eq!(goes(&outcome), "/today");
    carry_out(&mut world, &outcome);
    assert_eq!(tiny(&world), None);
    assert!(html(&world, "/today").contains("Done today."));
    assert_eq!(send(&world, "/today/tiny", &[("tiny", &id)]).events, []);
    assert_eq!(page(&send(&world, "/today/tiny", &[("tiny", "tiny-nonsense")])).0, 404);
}

#[test]
fn somebody_alone_never_gets_a_tiny_thing_for_two() {
    for day in 0..100 {
        let mut world = alone();
        world.now = NOW.plus_days(day);
        let (_, page) = page(&read(&world, "/today"));
        let field = scraper::Selector::parse("input[name=tiny]").unwrap();
        let id = page.select(&field).next().unwrap().attr("value").unwrap().to_owned();
        let tiny = content::Library::english().tiny_thing(&id).unwrap();
        assert_ne!(tiny.who, content::Who::Together);
    }
}

fn card(world: &World<'_>) -> Option<String> {
    let (_, page) = page(&read(world, "/today"));
    let form = scraper::Selector::parse("form[action^='/today/card/']").unwrap();
    let mut cards = page.select(&form).map(|form| form.attr("action").unwrap().to_owned());
    let first = cards.next();
    assert_eq!(cards.next(), None, "one at a time");
    first
}

#[test]
fn welcome_cards_come_one_at_a_time_and_each_can_be_put_away() {
    let mut world = alone();
    desk(&mut world).began_at = Some(NOW.plus_days(-3));
    let mut seen = Vec::new();
    while let Some(path) = card(&world) {
        let outcome = send(&world, &path, &[]);
        assert_eq!(goes(&outcome), "/today");
        carry_out(&mut world, &outcome);
        assert_eq!(send(&world, &path, &[]).events, []);
        seen.push(path.rsplit('/').next().unwrap().to_owned());
    }
    assert_eq!(seen, ["recovery", "check", "lean", "wish", "invite", "minutes"]);
    assert_eq!(page(&send(&world, "/today/card/nonsense", &[])).0, 404);
}

#[test]
fn the_invitation_comes_after_two_days_and_only_to_one_alone_who_is_not_on_the_way_out() {
    let ready = |mut world: World<'static>, days: i64| {
        let away = ["recovery", "check", "lean", "wish", "minutes"].map(str::to_owned);
        desk(&mut world).cards_away = away.to_vec();
        desk(&mut world).began_at = Some(NOW.plus_days(-days));
        card(&world)
    };
    assert_eq!(ready(alone(), 1), None);
    assert!(ready(alone(), 2).is_some());
    assert_eq!(ready(alone(), 20), None, "it goes by itself");
    assert_eq!(ready(together(), 2), None);
    let mut out = alone();
    out.private.as_mut().unwrap().leaning = Some(private::Leaning::Out);
    assert_eq!(ready(out, 2), None);
    assert_eq!(ready(careful(alone()), 2), None);
}

#[test]
fn what_was_said_already_is_not_asked_again() {
    let mut world = alone();
    desk(&mut world).began_at = Some(NOW.plus_days(-1));
    desk(&mut world).cards_away.push("recovery".into());
    let private = world.private.as_mut().unwrap();
    private.last.any = Some(today());
    private.leaning = Some(private::Leaning::In);
    assert!(card(&world).unwrap().ends_with("wish"));
    world.private.as_mut().unwrap().wish = Some(3);
    assert_eq!(card(&world), None);
}

#[test]
fn after_a_silence_it_says_welcome_back_and_nothing_to_catch_up() {
    let mut world = alone();
    desk(&mut world).last_at = Some(NOW.plus_days(-9));
    assert!(!html(&world, "/today").contains("Welcome back"));
    desk(&mut world).last_at = Some(NOW.plus_days(-10));
    assert!(html(&world, "/today").contains("Welcome back. Nothing to catch up."));
}

#[test]
fn a_quiet_time_has_only_restful_things() {
    let mut own = together();
    desk(&mut own).quiet = Some(Quiet { until: today() });
    let mut ours = together();
    ours.shared.as_mut().unwrap().quiet = Some(Quiet { until: today().plus(30) });
    for mut world in [own, ours] {
        desk(&mut world).began_at = Some(NOW);
        plan(&mut world, &["a-walk-with-no-errand", "ask-one-more"]);
        let (_, page) = page(&read(&world, "/today"));
        assert_eq!((count(&page, ".card.main"), count(&page, "nav .list"), card(&world)), (0, 0, None));
        assert_eq!(count(&page, "button[value=did]"), 0);
        let html = html(&world, "/today");
        assert!(html.contains("It is a quiet time"));
        for word in ["/talk\">", "/me/check", "/me/bid", "tiny"] {
            assert_eq!(html.matches(word).count(), usize::from(word == "/talk\">"), "{word}");
        }
        let main = first_form_practice(&world);
        let kind = content::Library::english().practice(&main).unwrap().kind;
        assert!(matches!(kind, content::Kind::Rest | content::Kind::OwnLife));
        let wave = send(&world, "/today/mark", &[("practice", main.as_str()), ("mark", "not-this")]);
        assert_eq!(plan_made(&wave), None);
        carry_out(&mut world, &wave);
        assert_ne!(first_form_practice(&world), main);
    }
    let mut over = together();
    over.shared.as_mut().unwrap().quiet = Some(Quiet { until: today().plus(-1) });
    assert!(!html(&over, "/today").contains("quiet time"));
}

#[test]
fn a_couple_that_is_not_open_yet_gets_one_neutral_line() {
    let mut world = alone();
    let state = CoupleState::ToOpen { words: [1, 2, 3, 4] };
    if let Visitor::Person(person) = &mut world.visitor {
        person.couple = Some(crate::Couple { partner: SAM, state });
    }
    assert!(html(&world, "/today").contains("There is something for you two on the page Us"));
    assert!(!html(&together(), "/today").contains("something for you two"));
}

#[test]
fn the_next_check_in_is_an_offer_and_known_only_while_private_is_open() {
    let mut world = together();
    let last = |world: &mut World<'_>, days: i32| {
        let private = world.private.as_mut().unwrap();
        private.last = LastGiven::default();
        private.last.note(Set::Checkup, today().plus(-days));
    };
    last(&mut world, 0);
    assert!(!html(&world, "/today").contains("/me/check"));
    last(&mut world, 7);
    assert!(html(&world, "/today").contains("/me/check/pulse"));
    last(&mut world, 50);
    assert!(html(&world, "/today").contains("/me/check/review"));
    let shut = html(&shut(world), "/today");
    assert!(shut.contains("Check in, if you like") && !shut.contains("review"));
}

#[test]
fn on_the_six_weeks_today_s_step_leads_and_two_others_are_folded() {
    for mut world in [alone(), shut(alone())] {
        desk(&mut world).path = Path { began: Some(today()), ..Path::default() };
        let (_, open) = page(&read(&world, "/today"));
        assert_eq!(count(&open, ".card.main form[action='/me/path/see-1']"), 1);
        assert_eq!(count(&open, ".card.main form[action='/today/mark']"), 0);
        assert!(named(&world).len() <= 2);
        let done = send(&world, "/me/path/see-1", &[("said", "done"), ("from", "today")]);
        assert_eq!(goes(&done), "/today");
        carry_out(&mut world, &done);
        let (_, enough) = page(&read(&world, "/today"));
        assert!(text(&enough).contains("That is enough for today"));
        assert_eq!(count(&enough, ".card.main form"), 0);
    }
}

#[test]
fn once_the_six_weeks_are_through_one_may_look_back_and_after_that_they_lead_no_more() {
    let mut world = alone();
    let all = super::super::path::weeks().iter().flat_map(|week| &week.steps).map(|id| (*id).to_owned());
    desk(&mut world).path = Path { began: Some(today()), done: all.collect(), ..Path::default() };
    assert!(html(&world, "/today").contains("href=\"/me/path/end\""));
    desk(&mut world).path.ending = Some("rest".into());
    assert!(!html(&world, "/today").contains("/me/path"));
    assert!(!named(&world).is_empty());
}

#[test]
fn when_all_of_the_week_is_done_there_is_nothing_more() {
    let mut world = together();
    world.now = Instant(NOW.0 + 3 * 86_400_000);
    plan(&mut world, &["ask-one-more"]);
    let event =
        desk::Event::PracticeMarked { practice: "ask-one-more".into(), mark: Mark::Did, day: today() };
    apply(desk(&mut world), ALEX, 3, event);
    assert!(html(&world, "/today").contains("Nothing more this week"));
}

#[test]
fn the_page_for_the_fridge_names_nothing_that_is_only_one_s_own() {
    let mut world = together();
    plan(&mut world, &["two-cups-at-the-window", "a-slower-hug", "a-kindness-nobody-mentions"]);
    let (status, week) = page(&read(&world, "/today/week"));
    assert_eq!((status, count(&week, "h1"), count(&week, "h2.only-print")), (200, 1, 2));
    let names = scraper::Selector::parse("h2:not(.no-print) a").unwrap();
    let names: Vec<_> = week.select(&names).flat_map(|name| name.text()).collect();
    assert_eq!(names, ["Two cups at the window"]);
    let own_half = scraper::Selector::parse("section > p:not(.no-print)").unwrap();
    assert!(!week.select(&own_half).flat_map(|p| p.text()).any(|text| text.contains("hug")));
}

#[test]
fn the_page_afterwards_is_only_for_what_was_done() {
    let world = together();
    let address = super::super::practice::address_after(&"ask-one-more".into());
    assert!(goes(&read(&world, &address)).starts_with("/today/"));
    assert_eq!(page(&read(&world, "/today/after/nonsense")).0, 404);
}

#[test]
fn whoever_leans_out_is_not_talked_into_anything_for_two() {
    let mut world = together();
    plan(&mut world, &["two-cups-at-the-window", "ask-one-more"]);
    world.private.as_mut().unwrap().leaning = Some(private::Leaning::Out);
    for id in named(&world) {
        let practice = content::Library::english().practice(id).unwrap();
        // Of touch and mending everyone is shown only what one does by oneself.
        assert!(practice.who != content::Who::Together || practice.is_careful(), "{id}");
    }
}

#[test]
fn that_the_other_one_has_left_is_said_until_it_is_put_away() {
    let mut world = together();
    if let Visitor::Person(person) = &mut world.visitor {
        person.couple.as_mut().unwrap().state = CoupleState::TheyLeft;
    }
    desk(&mut world).quiet = Some(domain::checkin::Quiet { until: today().plus(3) });
    let (_, shown) = page(&read(&world, "/today"));
    assert_eq!(count(&shown, "section a[href='/us']"), 1, "in a time of rest, too");
    let away = "/today/card/parted-02020202";
    assert_eq!(count(&shown, &format!("form[action='{away}']")), 1);
    let put = send(&world, away, &[]);
    assert!(put.events.contains(&New::Desk(desk::Event::CardPutAway { card: "parted-02020202".into() })));
    desk(&mut world).cards_away.push("parted-02020202".into());
    assert_eq!(count(&page(&read(&world, "/today")).1, "section a[href='/us']"), 0);
}

#[test]
fn once_there_are_two_ones_own_six_weeks_stand_behind_a_door() {
    let mut world = together();
    desk(&mut world).path = Path { began: Some(today()), ..Path::default() };
    let (_, shown) = page(&read(&world, "/today"));
    assert_eq!(count(&shown, ".card.main form[action='/me/path/see-1']"), 0);
    assert_eq!(count(&shown, "nav a[href='/me/path']"), 1);
    desk(&mut world).path.ending = Some("rest".into());
    assert_eq!(count(&page(&read(&world, "/today")).1, "a[href='/me/path']"), 0);
}
