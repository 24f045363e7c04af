use domain::calendars::{Change, MOST};
use domain::desk::Event;

use super::*;
use crate::pages::find::house::House;
use crate::testing::{alone, count, goes, page, read, stranger, text};
use crate::{FetchFailure, Fetched, New, Request, Row, Upload};

const WORK: &str = "https://calendar.example/private-4712/work.ics";

fn entry(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:canary-uid-1\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn dinner() -> String {
    entry(
        "DTSTART:20261125T180000Z\r\nDTEND:20261125T200000Z\r\nSUMMARY:Canary 4711\r\nLOCATION:Canary 4711\r\nATTENDEE:mailto:canary@4711.example",
    )
}

fn got(text: &str) -> Fetched {
    Fetched::Got { bytes: text.as_bytes().to_vec(), etag: Some("v1".into()) }
}

fn upload_of(bytes: &[u8], fields: &[(&str, &str)]) -> Request {
    let mut request = Request::post("/time/calendars", fields);
    request.files.push(Upload { field: "file".into(), bytes: bytes.to_vec() });
    request
}

fn with_work() -> House {
    let mut house = House::new();
    house.web.insert(WORK.into(), got(&dinner()));
    let outcome = house.does("/time/calendars", &[("name", "Work"), ("url", WORK)]);
    assert_eq!(goes(&outcome), "/time/calendars?done=read");
    house
}

fn id(house: &House) -> String {
    house.world.desk.as_ref().unwrap().calendars.all().next().unwrap().0.as_str().to_owned()
}

fn reads_again(house: &mut House, answer: Fetched) -> Outcome {
    house.web.insert(WORK.into(), answer);
    let id = id(house);
    house.does("/time/calendars", &[("id", &id)])
}

#[test]
fn a_file_is_read_and_only_its_times_are_kept() {
    let mut house = House::of(alone());
    let outcome = house.carries_out(&upload_of(dinner().as_bytes(), &[("name", " Club ")]));
    assert_eq!(goes(&outcome), "/time/calendars?done=read");
    let [
        New::Desk(Event::CalendarChanged { change: Change::Added { name, url: None }, .. }),
        New::Desk(Event::CalendarChanged { change: Change::Read { busy, problems: 0, etag: None }, .. }),
    ] = outcome.events.as_slice()
    else {
        panic!("{:?}", outcome.events)
    };
    assert_eq!((name.as_str(), busy.len()), ("Club", 1));
    let shown = text(&house.get("/time/calendars?done=read"));
    assert!(shown.contains("Read on 23 November 2026, 20:00."), "{shown}");
    assert!(shown.contains("One busy time until 18 January 2027."), "{shown}");
    assert!(shown.contains("A file does not change."));
}

#[test]
fn no_title_place_or_person_of_a_calendar_comes_into_a_log_or_page() {
    let mut house = with_work();
    house.carries_out(&upload_of(dinner().as_bytes(), &[]));
    let broken = dinner().replace("DTSTART:20261125T180000Z", "DTSTART:Canary 4711");
    let outcome = house.carries_out(&upload_of(broken.as_bytes(), &[]));
    let bytes: Vec<u8> = house.log.values().flat_map(|item| item.body.clone()).collect();
    let log = String::from_utf8_lossy(&bytes);
    let pages = [
        format!("{:?}", outcome.answer),
        house.get("/time/calendars").html(),
        house.get("/time/find").html(),
    ];
    for canary in ["4711", "anary"] {
        assert!(!log.contains(canary));
        assert!(pages.iter().all(|page| !page.contains(canary)), "{pages:?}");
    }
    assert!(log.contains("private-4712"), "the address is sealed with the desk");
    assert!(pages.iter().all(|page| !page.contains("4712")), "and shown on no page");
}

#[test]
fn an_address_is_fetched_when_it_is_added_and_not_on_any_visit() {
    let mut house = with_work();
    assert_eq!(house.asked.len(), 1);
    house.later(24);
    house.get("/time/calendars");
    house.get("/time/find");
    assert_eq!(house.asked.len(), 1);
    assert_eq!(count(&house.get("/time/calendars"), "form[action='/time/calendars'] input[name=id]"), 1);
}

#[test]
fn what_cannot_be_read_is_not_added_and_says_why() {
    let page_of_login = "<!DOCTYPE html><html><title>Sign in</title></html>";
    for (answer, said) in [
        (Fetched::Failed(FetchFailure::Unreachable), "Nothing answers"),
        (Fetched::Failed(FetchFailure::Refused), "gives nothing out"),
        (Fetched::Failed(FetchFailure::NotAnAddress), "no address of a calendar"),
        (Fetched::Failed(FetchFailure::Inside), "leads into the network"),
        (Fetched::Failed(FetchFailure::TooLong), "longer than a calendar"),
        (Fetched::Failed(FetchFailure::Redirects), "leads on and on"),
        (Fetched::NotChanged, "gives nothing out"),
        (got(page_of_login), "a web page"),
        (got("hello"), "not a calendar"),
        (got(""), "nothing in it"),
    ] {
        let mut house = House::new();
        house.web.insert(WORK.into(), answer);
        let outcome = house.does("/time/calendars", &[("name", "Work"), ("url", WORK)]);
        let (status, shown) = page(&outcome);
        assert_eq!((status, outcome.events.len()), (422, 0));
        assert!(text(&shown).contains(said), "{said}: {}", text(&shown));
        assert_eq!(
            count(
                &shown,
                &format!("[role=alert], input[aria-invalid][value='{WORK}'], input[name=name][value=Work]")
            ),
            3
        );
    }
}

#[test]
fn a_file_or_an_address_and_not_more_than_fit() {
    let mut house = House::new();
    assert_eq!(page(&house.does("/time/calendars", &[("name", "Work")])).0, 422);
    let both = upload_of(dinner().as_bytes(), &[("url", WORK)]);
    assert_eq!(page(&house.carries_out(&both)).0, 422);
    let long = "a".repeat(2_001);
    assert_eq!(page(&house.does("/time/calendars", &[("url", &long)])).0, 422);
    for n in 0..MOST {
        house.world.chance = [n as u8; 32];
        house.carries_out(&upload_of(dinner().as_bytes(), &[]));
    }
    let shown = house.get("/time/calendars");
    assert_eq!((count(&shown, "input[type=file]"), count(&shown, ".list > li")), (0, MOST));
    assert_eq!(page(&house.carries_out(&upload_of(dinner().as_bytes(), &[]))).0, 422);
}

#[test]
fn broken_lines_are_named_once_and_the_rest_counts() {
    let mut house = House::new();
    let text_of = dinner()
        .replace("END:VCALENDAR", "BEGIN:VEVENT\r\nUID:2\r\nDTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR");
    let outcome = house.carries_out(&upload_of(text_of.as_bytes(), &[("name", "Club")]));
    let (status, shown) = page(&outcome);
    assert_eq!((status, outcome.events.len()), (200, 2));
    let said = text(&shown);
    assert!(said.contains("“Club” was read") && said.contains("It has one busy time"), "{said}");
    assert!(said.contains("Line 13:"), "{said}");
    let later = text(&house.get("/time/calendars"));
    assert!(later.contains("could not be read. The rest counts.") && !later.contains("Line 13:"));
}

#[test]
fn whatever_goes_wrong_the_last_good_state_stays_and_it_says_since_when() {
    for (answer, said) in [
        (Fetched::Failed(FetchFailure::Unreachable), "Nothing answers"),
        (got("<html><body>Please sign in"), "a web page"),
        (got("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"), "without a single entry"),
        (got(""), "nothing in it"),
    ] {
        let mut house = with_work();
        house.later(24);
        let outcome = reads_again(&mut house, answer);
        assert_eq!(goes(&outcome), "/time/calendars?done=failed");
        let shown = text(&house.get("/time/calendars"));
        assert!(shown.contains("Nothing new since 23 November 2026, 20:00."), "{shown}");
        assert!(
            shown.contains("The last try was on 24 November 2026, 20:00.") && shown.contains(said),
            "{shown}"
        );
        assert!(shown.contains("One busy time"), "{shown}");
        let desk = house.world.desk.as_ref().unwrap();
        assert_eq!(desk.calendars.all().next().unwrap().1.stretches, 1);
    }
}

#[test]
fn a_304_says_that_it_is_still_true() {
    let mut house = with_work();
    house.later(24);
    reads_again(&mut house, Fetched::Failed(FetchFailure::Unreachable));
    house.later(24);
    let outcome = reads_again(&mut house, Fetched::NotChanged);
    assert_eq!(goes(&outcome), "/time/calendars?done=same");
    assert_eq!(house.asked.last().unwrap().etag.as_deref(), Some("v1"));
    let shown = text(&house.get("/time/calendars"));
    assert!(!shown.contains("Nothing new since"), "{shown}");
    let calendars = &house.world.desk.as_ref().unwrap().calendars;
    assert_eq!(calendars.all().next().unwrap().1.good_at, Some(house.world.now));
}

#[test]
fn one_that_never_changes_is_asked_for_whole_before_what_was_read_runs_out() {
    let mut house = with_work();
    house.later(27 * 24);
    reads_again(&mut house, Fetched::NotChanged);
    assert_eq!(house.asked.last().unwrap().etag.as_deref(), Some("v1"));
    house.later(24);
    let weekly = dinner().replace("DTSTART", "RRULE:FREQ=WEEKLY\r\nDTSTART");
    reads_again(&mut house, got(&weekly));
    assert_eq!(house.asked.last().unwrap().etag, None);
    let desk = house.world.desk.as_ref().unwrap();
    assert_eq!(desk.calendars.all().next().unwrap().1.stretches, 8);
    reads_again(&mut house, Fetched::NotChanged);
    assert_eq!(house.asked.last().unwrap().etag.as_deref(), Some("v1"));
}

#[test]
fn holidays_without_a_date_in_them_are_no_broken_calendar() {
    let mut house = with_work();
    let past = entry("DTSTART:20250101T100000Z\r\nDTEND:20250101T110000Z");
    reads_again(&mut house, got(&past));
    assert!(text(&house.get("/time/calendars")).contains("Nothing was busy until"));
}

#[test]
fn a_calendar_is_taken_away() {
    let mut house = with_work();
    let removed = id(&house);
    assert_eq!(goes(&house.does("/time/calendars/remove", &[("id", &removed)])), "/time/calendars?done=gone");
    assert_eq!(count(&house.get("/time/calendars"), "h3"), 0);
    for act in ["/time/calendars", "/time/calendars/remove"] {
        let outcome = house.does(act, &[("id", &removed)]);
        assert_eq!((goes(&outcome), outcome.events.len()), ("/time/calendars", 0));
    }
}

#[test]
fn whole_days_and_floating_times_are_meant_where_the_person_is() {
    for (zone, from, to) in [
        ("Europe/Berlin", "2027-01-06T23:00:00Z", "2027-01-07T23:00:00Z"),
        ("America/New_York", "2027-01-07T05:00:00Z", "2027-01-08T05:00:00Z"),
    ] {
        let mut house = House::new();
        house.world.zone = house.world.zones.get(zone).unwrap();
        let text = entry("DTSTART;VALUE=DATE:20270107");
        let outcome = house.carries_out(&upload_of(text.as_bytes(), &[]));
        let Some(New::Desk(Event::CalendarChanged { change: Change::Read { busy, .. }, .. })) =
            outcome.events.get(1)
        else {
            panic!()
        };
        let moment = |at: domain::Instant| jiff::Timestamp::from_millisecond(at.0).unwrap().to_string();
        assert_eq!(
            busy.iter().map(|one| (moment(one.from), moment(one.to))).collect::<Vec<_>>(),
            [(from.to_owned(), to.to_owned())]
        );
    }
}

#[test]
fn more_busy_times_than_fit_are_cut_and_it_says_so() {
    let mut house = House::new();
    let often =
        entry("DTSTART:20261124T000000Z\r\nDTEND:20261124T001000Z\r\nRRULE:FREQ=MINUTELY;INTERVAL=20");
    let outcome = house.carries_out(&upload_of(often.as_bytes(), &[]));
    assert!(text(&page(&outcome).1).contains("The first 2,000 count."), "{}", text(&page(&outcome).1));
    let Some(New::Desk(event @ Event::CalendarChanged { change: Change::Read { busy, .. }, .. })) =
        outcome.events.get(1)
    else {
        panic!()
    };
    assert_eq!(busy.len(), 2_000);
    assert!(domain::event::encode(event).len() < 80_000);
}

#[test]
fn there_is_no_address_until_one_makes_it() {
    let mut house = House::new();
    let shown = house.get("/time/calendars");
    assert_eq!((count(&shown, "#address"), count(&shown, "a[href^='webcal:']")), (0, 0));
    assert_eq!(count(&shown, "input[name=titles][value=neutral][checked]"), 1);
    let outcome = house.does("/time/calendars/address", &[("titles", "neutral")]);
    assert_eq!(goes(&outcome), "/time/calendars?done=made");
    let [New::Desk(Event::FeedOpened { token, titles: false })] = outcome.events.as_slice() else { panic!() };
    assert_eq!(token.len(), 43);
    let [Row::FeedPut { token: of_row, feed }] = outcome.rows.as_slice() else { panic!() };
    assert_eq!(of_row, token);
    assert!(feed.now == feed.next && feed.now.starts_with(b"BEGIN:VCALENDAR\r\n"));
    let shown = house.get("/time/calendars");
    assert_eq!(
        count(&shown, &format!("input#address[readonly][value='http://127.0.0.1:8080/c/{token}']")),
        1
    );
    assert_eq!(count(&shown, &format!("a[href='webcal://127.0.0.1:8080/c/{token}']")), 1);
    assert!(text(&shown).contains("Titles are neutral."));
}

#[test]
fn an_address_is_closed_or_made_anew_and_the_old_one_answers_nothing() {
    let mut house = House::new();
    house.does("/time/calendars/address", &[("titles", "neutral")]);
    let first = house.feeds.keys().next().unwrap().clone();
    house.world.chance = [8; 32];
    let outcome = house.does("/time/calendars/address", &[("titles", "own")]);
    assert_eq!(outcome.rows.first(), Some(&Row::FeedDrop { token: first.clone() }));
    assert!(house.feeds.len() == 1 && !house.feeds.contains_key(&first));
    assert!(text(&house.get("/time/calendars")).contains("Your own titles stand in it."));
    let outcome = house.does("/time/calendars/address/end", &[]);
    assert_eq!(outcome.events, [New::Desk(Event::FeedClosed)]);
    assert!(house.feeds.is_empty());
    let outcome = house.does("/time/calendars/address/end", &[]);
    assert!(outcome.events.is_empty() && outcome.rows.is_empty());
}

#[test]
fn whoever_has_the_address_gets_the_calendar_and_nobody_else_gets_anything() {
    let mut house = House::new();
    house.does("/time/calendars/address", &[]);
    let (token, feed) = house.feeds.iter().next().unwrap();
    let mut world = stranger();
    world.feed = Some(feed.clone());
    match read(&world, &format!("/c/{token}")).answer {
        crate::Answer::File { name, media, bytes } => {
            assert_eq!((name.as_str(), media), ("calendar.ics", "text/calendar"));
            assert_eq!(bytes, feed.now);
        }
        other => panic!("{other:?}"),
    }
    let needs = crate::needs(&Request::get(&format!("/c/{token}")), &crate::Visitor::Stranger);
    assert_eq!(needs.feed.as_ref(), Some(token));
    assert_eq!(page(&read(&stranger(), &format!("/c/{token}"))).0, 404);
    assert_eq!(goes(&read(&stranger(), "/time/calendars")), "/enter");
}
