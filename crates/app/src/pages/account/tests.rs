use domain::Instant;
use domain::calendars::Change;
use domain::desk::Event;

use crate::testing::{ALEX, NOW, alone, apply, count, goes, page, read, send, shut, stranger, text};
use crate::{
    AccountView, KeyAct, Needs, Outcome, Proof, Proven, Recovery, Request, RunBy, SessionView, World, needs,
    spoken,
};

fn device(id: &str, words: [u16; 2], current: bool) -> SessionView {
    let seen = Instant(NOW.0 - 60_000);
    SessionView { id: id.into(), words, since: Instant(NOW.0 - 86_400_000), seen, mine: current, current }
}

fn home() -> World<'static> {
    let mut world = alone();
    world.account = Some(AccountView {
        sessions: vec![device("bb", [3, 4], false), device("aa", [1, 2], true), device("cc", [5, 6], false)],
        pins: vec![("p1".into(), true), ("p2".into(), false)],
        recovery: Recovery::Set,
        failed: 2,
    });
    world
}

fn proven(proven: Proven) -> World<'static> {
    World { proven: Some(proven), ..home() }
}

fn with(recovery: Recovery) -> World<'static> {
    let mut world = home();
    world.account.as_mut().unwrap().recovery = recovery;
    world
}

/// The one act on keys that an outcome does, and where it goes.
fn does(outcome: &Outcome) -> (&KeyAct, &str) {
    assert!(outcome.events.is_empty() && outcome.rows.is_empty());
    match outcome.keys.as_slice() {
        [act] => (act, goes(outcome)),
        other => panic!("{} acts", other.len()),
    }
}

#[test]
fn every_device_is_shown_with_its_two_words_and_can_be_ended() {
    let (status, page) = page(&read(&home(), "/me/account"));
    assert_eq!(status, 200);
    let words = scraper::Selector::parse("#devices .spoken").unwrap();
    let words: Vec<String> = page.select(&words).map(|found| found.text().collect()).collect();
    assert_eq!(words, [spoken::words(&[1, 2]), spoken::words(&[3, 4]), spoken::words(&[5, 6])]);
    assert_eq!(count(&page, "form[action='/me/account/end'] input[name=id]"), 3);
    assert_eq!(count(&page, "form[action='/me/account/end-others']"), 1);
    assert!(text(&page).contains("23 November 2026, 19:59"));
    assert_eq!(count(&page, "input[type=password][value]"), 0);
    assert!(!text(&page).contains('⟦'));
}

#[test]
fn an_address_that_gives_dates_out_and_calendars_that_come_in_stand_there() {
    assert_eq!(count(&page(&read(&home(), "/me/account")).1, "#calendars"), 0);
    let mut world = home();
    let desk = world.desk.as_mut().unwrap();
    apply(desk, ALEX, 1, Event::FeedOpened { token: "t".repeat(43), titles: false });
    let change = Change::Added { name: "Work".into(), url: None };
    apply(desk, ALEX, 2, Event::CalendarChanged { calendar: "c".into(), change });
    let shown = page(&read(&world, "/me/account")).1;
    assert_eq!(count(&shown, "#calendars a[href='/time/calendars']"), 1);
    assert!(text(&shown).contains("A private address") && text(&shown).contains("one calendar"));
}

#[test]
fn one_device_alone_has_no_others_to_end() {
    let mut world = home();
    world.account.as_mut().unwrap().sessions.retain(|session| session.current);
    assert_eq!(count(&page(&read(&world, "/me/account")).1, "form[action='/me/account/end-others']"), 0);
}

#[test]
fn the_page_needs_no_open_space_and_no_stranger_comes_in() {
    assert_eq!(page(&read(&shut(home()), "/me/account")).0, 200);
    assert_eq!(goes(&read(&stranger(), "/me/account")), "/enter");
    let asked = needs(&Request::get("/me/account"), &home().visitor);
    assert!(asked.account && asked.proof.is_none());
}

#[test]
fn another_device_is_ended_and_this_one_is_left() {
    let ended = send(&home(), "/me/account/end", &[("id", "bb")]);
    assert!(does(&ended) == (&KeyAct::EndSession("bb".into()), "/me/account?done=ended"));
    assert!(does(&send(&home(), "/me/account/end", &[("id", "aa")])) == (&KeyAct::Exit, "/enter"));
    assert!(send(&home(), "/me/account/end", &[("id", "of-somebody-else")]).keys.is_empty());
    let others = send(&home(), "/me/account/end-others", &[]);
    assert!(does(&others) == (&KeyAct::EndOtherSessions, "/me/account?done=others"));
}

#[test]
fn failed_sign_ins_are_said() {
    assert!(text(&page(&read(&home(), "/me/account")).1).contains("2 tries"));
    let mut world = home();
    world.account.as_mut().unwrap().failed = 0;
    assert!(text(&page(&read(&world, "/me/account")).1).contains("Nobody has tried"));
}

#[test]
fn a_pin_is_set_behind_the_passphrase() {
    let fields = [("passphrase", "otter lamp"), ("pin", " 2580 ")];
    let asked = needs(&Request::post("/me/account/pin", &fields), &home().visitor);
    assert_eq!(asked.proof, Some(Proof::Passphrase("otter lamp".into())));
    let set = send(&proven(Proven::Yes), "/me/account/pin", &fields);
    assert!(does(&set) == (&KeyAct::SetPin("2580".into()), "/me/account?done=pin"));
}

#[test]
fn a_pin_that_is_none_costs_no_proof() {
    for pin in ["", "258", "12a4", "1234567890123", "１２３４"] {
        let fields = [("passphrase", "otter lamp"), ("pin", pin)];
        assert_eq!(needs(&Request::post("/me/account/pin", &fields), &home().visitor).proof, None, "{pin}");
        let outcome = send(&home(), "/me/account/pin", &fields);
        assert!(outcome.keys.is_empty());
        let (status, page) = page(&outcome);
        assert_eq!(status, 422);
        assert_eq!(count(&page, "form[action='/me/account/pin'] .problem[role=alert]"), 1);
        assert_eq!(count(&page, ".problem"), 1);
    }
}

#[test]
fn a_pin_of_any_device_can_be_forgotten() {
    assert_eq!(count(&page(&read(&home(), "/me/account")).1, "form[action='/me/account/pin/drop']"), 2);
    let dropped = send(&home(), "/me/account/pin/drop", &[("id", "p2")]);
    assert!(does(&dropped) == (&KeyAct::DropPin("p2".into()), "/me/account?done=pin-dropped"));
    assert!(send(&home(), "/me/account/pin/drop", &[("id", "of-somebody-else")]).keys.is_empty());
}

#[test]
fn a_recovery_sheet_is_made_once_asked_for_and_shown_once() {
    assert_eq!(count(&page(&read(&home(), "/me/account")).1, ".code"), 0);
    let outcome = send(&proven(Proven::Yes), "/me/account/recovery", &[("passphrase", "otter lamp")]);
    assert!(outcome.keys == [KeyAct::KeepRecovery("AAAA-BBBB-CCCC".into())]);
    let (status, page) = page(&outcome);
    assert_eq!(status, 200);
    let code = scraper::Selector::parse(".code").unwrap();
    assert_eq!(page.select(&code).next().unwrap().inner_html(), "AAAA-BBBB-CCCC");
    assert!(text(&page).contains("/enter/lost") && !text(&page).contains('⟦'));
}

#[test]
fn a_sheet_can_be_made_worthless_and_a_recovery_called_off() {
    let dropped = send(&home(), "/me/account/recovery/drop", &[]);
    assert!(does(&dropped) == (&KeyAct::DropRecovery, "/me/account?done=sheet-dropped"));
    let stopped = send(&home(), "/me/account/recovery/stop", &[]);
    assert!(does(&stopped) == (&KeyAct::CallOffRecovery, "/me/account?done=stopped"));
}

#[test]
fn a_recovery_that_somebody_asked_for_is_said_loudly() {
    let stop = "section[role=alert] form[action='/me/account/recovery/stop']";
    let shown = page(&read(&with(Recovery::Asked { opens: Instant(NOW.0 + 3_600_000) }), "/me/account")).1;
    assert_eq!(count(&shown, stop), 1);
    assert!(text(&shown).contains("23 November 2026, 21:00"));
    for recovery in [Recovery::None, Recovery::Set] {
        assert_eq!(count(&page(&read(&with(recovery), "/me/account")).1, stop), 0);
    }
}

#[test]
fn a_sheet_is_offered_and_never_there_by_itself() {
    let shown = page(&read(&with(Recovery::None), "/me/account")).1;
    assert_eq!(count(&shown, "form[action='/me/account/recovery']"), 1);
    assert_eq!(count(&shown, "form[action='/me/account/recovery/drop']"), 0);
    assert_eq!(count(&page(&read(&home(), "/me/account")).1, "form[action='/me/account/recovery/drop']"), 1);
}

const NEW: [(&str, &str); 3] =
    [("passphrase", "otter lamp"), ("new_passphrase", "quilt plum harbor"), ("again", "quilt plum harbor")];

#[test]
fn the_passphrase_is_changed_by_whoever_knows_it() {
    let asked = needs(&Request::post("/me/account/passphrase", &NEW), &home().visitor);
    assert_eq!(asked.proof, Some(Proof::Passphrase("otter lamp".into())));
    let changed = send(&proven(Proven::Yes), "/me/account/passphrase", &NEW);
    let act = KeyAct::ChangePassphrase("quilt plum harbor".into());
    assert!(does(&changed) == (&act, "/me/account?done=passphrase"));
}

#[test]
fn a_new_passphrase_that_will_not_do_is_said_before_any_proof() {
    for (new, again) in
        [("short", "short"), ("password123", "password123"), ("quilt plum harbor", "quilt plum")]
    {
        let fields = [("passphrase", "otter lamp"), ("new_passphrase", new), ("again", again)];
        let asked = needs(&Request::post("/me/account/passphrase", &fields), &home().visitor);
        assert_eq!(Needs { spaces: vec![], ..asked }, Needs { account: true, ..Needs::default() });
        let outcome = send(&proven(Proven::Yes), "/me/account/passphrase", &fields);
        assert!(outcome.keys.is_empty());
        assert_eq!(page(&outcome).0, 422);
    }
}

#[test]
fn nothing_new_is_set_without_the_passphrase() {
    let forms = [("/me/account/pin", "pin"), ("/me/account/recovery", ""), ("/me/account/passphrase", "")];
    let failed = [
        (Some(Proven::No), 422),
        (Some(Proven::Wait { seconds: 4 }), 429),
        (Some(Proven::Busy), 429),
        (None, 422),
    ];
    for (path, field) in forms {
        for (proven, status) in failed {
            let mut fields = NEW.to_vec();
            fields.push((field, "2580"));
            let outcome = send(&World { proven, ..home() }, path, &fields);
            assert!(outcome.keys.is_empty(), "{path}");
            let (shown, page) = page(&outcome);
            assert_eq!(shown, status, "{path}");
            assert_eq!(count(&page, &format!("form[action='{path}'] .problem[role=alert]")), 1, "{path}");
            assert_eq!(count(&page, "input[type=password][value]"), 0);
            assert_eq!(count(&page, ".code"), 0);
        }
    }
}

#[test]
fn what_was_done_is_said_once_and_nothing_else_can_be_put_there() {
    for done in super::DONE {
        let page = page(&read(&home(), &format!("/me/account?done={done}"))).1;
        assert_eq!(count(&page, "[role=status]"), 1, "{done}");
        assert!(!text(&page).contains('⟦'), "{done}");
    }
    assert_eq!(count(&page(&read(&home(), "/me/account?done=anything")).1, "[role=status]"), 0);
}

#[test]
fn when_one_of_the_two_runs_the_server_it_is_said_plainly() {
    let mut world = home();
    let shown = text(&page(&read(&world, "/me/account")).1);
    assert!(shown.contains("Whoever runs the server could read") && !shown.contains("one of you two holds"));
    world.server.on_device = true;
    let shown = text(&page(&read(&world, "/me/account")).1);
    assert!(shown.contains("cannot read your words") && !shown.contains("could read"));
    world.server.on_device = false;
    world.server.run_by = RunBy::OneOfYou;
    let said = text(&page(&read(&world, "/me/account")).1);
    assert!(said.contains("one of the two partners runs it") && said.contains("could read"));
}
