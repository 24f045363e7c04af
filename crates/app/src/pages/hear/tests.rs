use domain::checkin::Quiet;
use domain::first_step::{Answer as Way, Change};
use domain::shared;

use crate::pages::say::fixture::Home;
use crate::testing::{ALEX, SAM, goes, page, stranger, text};
use crate::{Method, New, Row, routes};

fn words(html: &str) -> String {
    text(&scraper::Html::parse_document(html)).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count(html: &str, selector: &str) -> usize {
    crate::testing::count(&scraper::Html::parse_document(html), selector)
}

/// A home with a talk today, in which Alex may have offered something; Sam looks.
fn at_a_talk(offered: bool) -> (Home, String) {
    let mut home = Home::two();
    home.talk_today();
    let id = if offered { home.offers("The house is loud without you.") } else { String::new() };
    home.be(SAM);
    (home, id)
}

fn changes(outcome: &crate::Outcome) -> Vec<&Change> {
    let change = |event: &'_ New| matches!(event, New::Shared(shared::Event::StepChanged { .. }));
    let all = outcome.events.iter().filter(|event| change(event));
    all.map(|event| match event {
        New::Shared(shared::Event::StepChanged { change, .. }) => change,
        _ => unreachable!(),
    })
    .collect()
}

#[test]
fn nobody_can_tell_before_asking_whether_there_is_something() {
    let pages = |offered: bool| {
        let (mut home, _) = at_a_talk(offered);
        home.world.chance = [7; 32];
        let gets = routes().filter(|route| route.method == Method::Get && !route.path.contains('{'));
        let own = ["/talk", "/time", "/us", "/today", "/me/say", "/me"];
        let paths = gets.map(|route| route.path).filter(|path| own.iter().any(|it| path.starts_with(it)));
        let date = format!("/time/o/talk/{}", home.today().date());
        let paths = paths.map(str::to_owned).chain([date, "/talk/hear?said=yes".into()]);
        paths.map(|path| format!("{path}: {:?}", home.read(&path).answer)).collect::<Vec<_>>()
    };
    let (with, without) = (pages(true), pages(false));
    assert!(with.len() > 10);
    for (one, other) in with.iter().zip(&without) {
        assert_eq!(one, other);
    }
}

#[test]
fn reading_looks_at_no_gate_and_asking_only_on_the_day_of_a_talk() {
    let (mut home, id) = at_a_talk(true);
    for path in ["/talk/hear", "/talk/hear?said=yes", "/talk/hear/listen", "/talk/heard", "/talk"] {
        home.read(path);
    }
    home.later(1);
    let html = home.html("/talk/hear");
    assert!(words(&html).contains("This can be asked on a day") && count(&html, "main form") == 0);
    assert_eq!(goes(&home.send("/talk/hear", &[])), "/talk/hear");
    assert_eq!(goes(&home.send("/talk/hear/open", &[("step", &id)])), "/talk/hear");
    assert!(home.looked.is_empty(), "{:?}", home.looked);
    home.later(-1);
    home.send("/talk/hear", &[]);
    let alexs = domain::first_step::gates(ALEX);
    assert_eq!(
        home.looked.iter().collect::<Vec<_>>(),
        [&alexs[0]],
        "and then only at whether there is something"
    );
}

#[test]
fn an_agreed_talk_is_one_for_talking_or_one_of_their_own() {
    for (template, is_talk) in
        [(Some("weekly-talk"), true), (None, true), (Some("evening-walk"), false), (Some("good-news"), true)]
    {
        let mut home = Home::two();
        let today = home.today();
        home.agree_on("ritual", today, template);
        assert_eq!(
            count(&home.html("/talk/hear"), "form[action='/talk/hear']"),
            usize::from(is_talk),
            "{template:?}"
        );
        let date = home.html(&format!("/time/o/ritual/{}", today.date()));
        assert_eq!(count(&date, "form[action='/talk/hear']"), usize::from(is_talk), "{template:?}");
        let skipped = domain::ritual::Change::Skipped { on: today };
        home.shared(SAM, shared::Event::RitualChanged { ritual: "ritual".into(), change: skipped });
        assert_eq!(count(&home.html("/talk/hear"), "form[action='/talk/hear']"), 0);
    }
    // A talk that began before midnight goes on.
    let mut home = Home::two();
    home.talk_today();
    home.world.now = domain::Instant(home.world.now.0 + 4 * 3_600_000 + 60_000);
    assert_eq!(count(&home.html("/talk/hear"), "form[action='/talk/hear']"), 0, "it ended at ten");
    home.world.now = domain::Instant(home.world.now.0 - 60_000);
    let mut late = Home::two();
    let today = late.today();
    late.agree_on("late", today, None);
    let moved = domain::ritual::Change::Moved { on: today, to: today, at: 23 * 60 + 30 };
    late.shared(SAM, shared::Event::RitualChanged { ritual: "late".into(), change: moved });
    late.world.now = home.world.now;
    assert_eq!(count(&late.html("/talk/hear"), "form[action='/talk/hear']"), 1);
    let tomorrow = format!("/time/o/late/{}", today.plus(1).date());
    assert_eq!(page(&late.read(&tomorrow)).0, 404);
}

#[test]
fn first_the_kind_and_length_then_how_to_listen_then_the_words() {
    let (mut home, id) = at_a_talk(true);
    let asked = home.does("/talk/hear", &[]);
    assert!(matches!(asked.rows.as_slice(), [Row::GateOpen { label }] if label.starts_with("step/cover/")));
    let cover = home.html(goes(&asked));
    let said = words(&cover);
    for line in ["Alex would like you to hear something.", "It is about the two of you.", "A few words."] {
        assert!(said.contains(line), "{line}");
    }
    assert!(!cover.contains("The house is loud without you."));
    assert_eq!((count(&cover, "main a[href='/talk/hear/listen']"), count(&cover, "main form")), (2, 0));
    let listen = home.html("/talk/hear/listen");
    assert_eq!(count(&listen, "main ol > li"), content::Library::english().steps.listen.len());
    assert_eq!(count(&listen, &format!("form[action='/talk/hear/open'] input[value='{id}']")), 1);
    let opened = home.does("/talk/hear/open", &[("step", &id)]);
    assert_eq!(goes(&opened), format!("/talk/hear/{id}"));
    assert_eq!(changes(&opened), [&Change::Received]);
    let told = home.html(goes(&opened));
    assert!(told.contains("The house is loud without you.") && words(&told).contains("What Alex told you"));
    assert_eq!(count(&told, "input[name=answer]:not([checked])"), 4);
    // Once more, from another device or with the button of the browser.
    assert_eq!(goes(&home.send("/talk/hear/open", &[("step", &id)])), format!("/talk/hear/{id}"));
    assert!(
        words(&home.html("/talk/heard"))
            .contains("Alex told you It is about the two of you. 23 November 2026")
    );
}

#[test]
fn when_it_was_received_is_the_day_it_was_opened() {
    let (mut home, id) = at_a_talk(true);
    home.later(8);
    home.agree_on("later", home.today(), None);
    home.receives(&id);
    assert!(words(&home.html(&format!("/talk/hear/{id}"))).contains("1 December 2026"));
    let newest = home.world.shared.as_ref().unwrap().moments.newest().next().cloned();
    assert!(matches!(newest, Some(shared::Moment::Said(_, at, _)) if at == home.world.now));
}

#[test]
fn asking_when_there_is_nothing_says_so_calmly_and_writes_nothing() {
    let (mut home, _) = at_a_talk(false);
    let outcome = home.does("/talk/hear", &[]);
    assert!(outcome.rows.is_empty() && outcome.events.is_empty());
    assert!(words(&home.html(goes(&outcome))).contains("There is nothing for you here just now."));
    // One's own offer is not what one asks for.
    home.be(ALEX);
    home.offers("words of my own");
    assert!(home.send("/talk/hear", &[]).rows.is_empty());
}

#[test]
fn not_now_is_a_way_out_that_does_nothing() {
    let (mut home, id) = at_a_talk(true);
    home.does("/talk/hear", &[]);
    let cover = home.html("/talk/hear");
    let out = count(&cover, "main a.button[href='/talk']");
    assert_eq!((out, count(&home.html("/talk/hear/listen"), "main a.button[href='/talk']")), (1, 1));
    home.read("/talk");
    assert_eq!(home.html("/talk/hear"), cover);
    assert_eq!(home.lie(), 1, "the words still lie there");
    home.receives(&id);
}

#[test]
fn what_was_taken_back_meanwhile_is_said_kindly() {
    let (mut home, id) = at_a_talk(true);
    home.does("/talk/hear", &[]);
    home.be(ALEX);
    home.does("/me/say/back", &[]);
    home.be(SAM);
    let outcome = home.does("/talk/hear/open", &[("step", &id)]);
    assert!(outcome.events.is_empty() && outcome.rows.is_empty());
    assert_eq!(goes(&outcome), format!("/talk/hear/{id}"));
    let (status, gone) = page(&home.read(goes(&outcome)));
    assert_eq!(status, 404);
    assert!(text(&gone).contains("It is not here any more. That is all right"), "{}", text(&gone));
    assert!(!text(&gone).contains("Alex"));
}

#[test]
fn what_is_not_there_is_the_same_for_every_reason() {
    let (mut home, id) = at_a_talk(true);
    home.does("/talk/hear", &[]);
    // The words were altered where they lay, and the host took them away; or they were never there.
    let altered = page(&home.read(&format!("/talk/hear/{id}")));
    let never = page(&home.read("/talk/hear/0123456789abcdef"));
    assert_eq!((altered.0, never.0), (404, 404));
    assert_eq!(altered.1.html(), never.1.html());
    for step in ["", "../../leave", "a/b"] {
        assert_eq!(goes(&home.send("/talk/hear/open", &[("step", step)])), "/talk/hear");
    }
}

#[test]
fn the_one_who_received_it_answers_and_the_one_who_said_it_sends_a_word_back() {
    let (mut home, id) = at_a_talk(true);
    home.receives(&id);
    let at = format!("/talk/hear/{id}");
    let refused = home.send(&format!("{at}/answer"), &[("text", "a thought")]);
    let (status, html) = page(&refused);
    assert_eq!(status, 422);
    assert!(html.html().contains("a thought"));
    let sent = home.does(&format!("{at}/answer"), &[("answer", "did-not-know"), ("text", "I had no idea.")]);
    assert_eq!(
        changes(&sent),
        [&Change::Answered { answer: Way::DidNotKnow, text: "I had no idea.".into() }]
    );
    home.does(&format!("{at}/answer"), &[("answer", "heard")]);
    assert!(words(&home.html(&at)).contains("You said: I didn’t know I had no idea."));
    assert!(
        home.send(&format!("{at}/word"), &[("word", "got-it")]).events.is_empty(),
        "it is not theirs to say"
    );

    home.be(ALEX);
    let html = home.html(&at);
    assert!(words(&html).contains("Sam says: I didn’t know I had no idea."));
    assert_eq!(
        (
            count(&html, &format!("form[action='{at}/answer']")),
            count(&html, &format!("form[action='{at}/word']"))
        ),
        (0, 1)
    );
    assert_eq!(page(&home.send(&format!("{at}/word"), &[("word", "nearly")])).0, 422);
    home.does(&format!("{at}/word"), &[("word", "nearly"), ("text", "the evenings most of all")]);
    assert!(home.send(&format!("{at}/answer"), &[("answer", "heard")]).events.is_empty());
    home.be(SAM);
    assert!(
        words(&home.html(&at))
            .contains("Alex says: nearly. The part I’d like you to hear is the evenings most of all")
    );
}

#[test]
fn each_has_room_for_three_and_neither_takes_the_others() {
    let (mut home, id) = at_a_talk(true);
    home.receives(&id);
    let at = format!("/talk/hear/{id}");
    for _ in 0..3 {
        assert_eq!(changes(&home.does(&format!("{at}/answer"), &[("answer", "thanks")])).len(), 1);
    }
    assert_eq!(page(&home.send(&format!("{at}/answer"), &[("answer", "thanks")])).0, 422);
    home.be(ALEX);
    assert_eq!(changes(&home.does(&format!("{at}/word"), &[("word", "got-it")])).len(), 1);
}

#[test]
fn while_they_rest_nothing_is_asked_or_opened() {
    let (mut home, id) = at_a_talk(true);
    home.does("/talk/hear", &[]);
    home.looked.clear();
    let until = home.today();
    home.world.shared.as_mut().unwrap().quiet = Some(Quiet { until });
    let html = home.html("/talk/hear");
    assert!(words(&html).contains("A quiet time") && count(&html, "main form") == 0);
    assert_eq!(count(&home.html("/talk/hear/listen"), "main form"), 0);
    for (path, fields) in [("/talk/hear", vec![]), ("/talk/hear/open", vec![("step", id.as_str())])] {
        assert!(home.send(path, &fields).rows.is_empty());
    }
    assert!(home.looked.is_empty());
}

#[test]
fn what_was_told_can_be_read_after_leaving_and_nothing_be_added() {
    for state in [crate::CoupleState::ILeft, crate::CoupleState::TheyLeft] {
        let (mut home, id) = at_a_talk(true);
        home.receives(&id);
        if let crate::Visitor::Person(person) = &mut home.world.visitor {
            person.couple.as_mut().unwrap().state = state;
        }
        let html = home.html(&format!("/talk/hear/{id}"));
        assert!(
            html.contains("The house is loud without you.") && words(&html).contains("What Alex told you")
        );
        assert_eq!(count(&html, "main form"), 0);
        assert_eq!(count(&home.html("/talk/heard"), &format!("main a[href='/talk/hear/{id}']")), 1);
    }
}

#[test]
fn the_ladder_and_how_to_listen_print_for_anybody() {
    let steps = &content::Library::english().steps;
    let (status, html) = page(&crate::testing::read(&stranger(), "/talk/hear/paper"));
    assert_eq!(status, 200);
    let openings: usize = steps.rungs.iter().map(|rung| rung.openings.len()).sum();
    assert_eq!(crate::testing::count(&html, ".deck > li"), openings);
    assert!(steps.listen.iter().chain(&[]).all(|line| text(&html).contains(&line.text)));
    assert!(steps.answers.iter().flat_map(|way| &way.starters).all(|starter| text(&html).contains(starter)));
    assert!(html.html().len() < 20_000);
}

#[test]
fn every_page_is_small_and_has_one_heading_and_no_page_counts_or_waits() {
    let (mut home, id) = at_a_talk(true);
    home.receives(&id);
    home.does(&format!("/talk/hear/{id}/answer"), &[("answer", "need-time"), ("text", "words")]);
    for who in [SAM, ALEX] {
        home.be(who);
        let told = format!("/talk/hear/{id}");
        for path in
            ["/talk/hear", "/talk/hear/listen", "/talk/hear/paper", "/talk/heard", "/me/say", told.as_str()]
        {
            let html = home.html(path);
            assert!(html.len() < 20_000, "{path}: {} bytes", html.len());
            assert_eq!(count(&html, "h1"), 1, "{path}");
            assert_eq!(count(&html, "input[checked]"), 0, "{path}");
            let lower = html.to_lowercase();
            for word in ["waiting", "overdue", "missed", "has not", "unread"] {
                assert!(!lower.contains(word), "{path}: {word}");
            }
        }
    }
}

/// Whoever sets their clock to where it is another day neither comes early nor too late.
#[test]
fn a_talk_is_on_its_day_whatever_zone_one_sets() {
    for (hours, on) in [(-21, false), (-20, true), (0, true), (5, false)] {
        for zone in ["America/Los_Angeles", "UTC", "Asia/Tokyo"] {
            let mut home = Home::two();
            home.talk_today();
            home.world.now = domain::Instant(home.world.now.0 + hours * 3_600_000);
            home.world.zone = jiff::tz::TimeZone::get(zone).unwrap();
            home.world.prefs.zone = zone.to_owned();
            let forms = count(&home.html("/talk/hear"), "form[action='/talk/hear']");
            assert_eq!(forms, usize::from(on), "{hours} in {zone}");
        }
    }
}

#[test]
fn everything_that_was_told_can_be_read_again_however_much_there_is() {
    let (mut home, _) = at_a_talk(false);
    let mut told = Vec::new();
    for n in 0..45 {
        let (author, other) = if n % 2 == 0 { (ALEX, SAM) } else { (SAM, ALEX) };
        home.be(author);
        home.does("/me/say/done", &[]);
        let id = home.offers(&format!("words number {n}."));
        home.be(other);
        home.receives(&id);
        home.be(author);
        home.does(&format!("/me/say/d/{id}"), &[("do", "burn")]);
        told.push(id);
    }
    for who in [ALEX, SAM] {
        home.be(who);
        let mut found = Vec::new();
        for number in 0..3 {
            let html = home.html(&format!("/talk/heard?page={number}"));
            assert!(html.len() < 20_000 && count(&html, "h1") == 1);
            let older = format!("main a[href='/talk/heard?page={}']", number + 1);
            assert_eq!(count(&html, &older), usize::from(number < 2), "{number}");
            let links = html.split("href=\"/talk/hear/").skip(1);
            found.extend(links.map(|link| link.split('"').next().unwrap().to_owned()));
        }
        found.reverse();
        assert_eq!(found, told);
        for number in ["3", "18446744073709551615"] {
            assert_eq!(goes(&home.read(&format!("/talk/heard?page={number}"))), "/talk/heard");
        }
        for (n, id) in told.iter().enumerate() {
            let html = home.html(&format!("/talk/hear/{id}"));
            assert!(html.contains(&format!("words number {n}.")), "{n}");
            let at_hand = home.world.shared.as_ref().unwrap().steps.get(&id.as_str().into()).is_some();
            assert_eq!(count(&html, "main form"), usize::from(at_hand), "what is long ago is only read");
        }
        assert_eq!(page(&home.read("/talk/hear/0123456789abcdef")).0, 404);
    }
}

#[test]
fn whoever_has_written_enough_is_told_so_of_themselves_alone() {
    let (mut home, id) = at_a_talk(true);
    home.receives(&id);
    let at = format!("/talk/hear/{id}/answer");
    for _ in 0..3 {
        home.does(&at, &[("answer", "thanks")]);
    }
    let said = text(&page(&home.send(&at, &[("answer", "thanks")])).1);
    assert!(said.contains("There is no more room for your words here.") && !said.contains("both"));
}
