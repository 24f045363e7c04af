//! `toward calendar` as a script uses it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests are tests")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

const OCTOBER: [&str; 4] = ["--from", "2026-10-01T00:00:00Z", "--to", "2026-11-01T00:00:00Z"];

const EVENING: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:a secret\r\nno colon\r\n\
    DTSTART;TZID=Europe/Berlin:20261001T180000\r\nDURATION:PT90M\r\nRRULE:FREQ=DAILY;COUNT=2\r\n\
    END:VEVENT\r\nEND:VCALENDAR\r\n";

fn toward(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toward"));
    command.arg("calendar").args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that refuses its arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn out(said: &Output) -> String {
    String::from_utf8(said.stdout.clone()).unwrap()
}

#[test]
fn busy_times_are_printed_as_json_and_nothing_else_of_the_file() {
    let said = toward(&[&["busy", "--zone", "Europe/Berlin", "-"], &OCTOBER[..]].concat(), EVENING);
    let first = r#"["2026-10-01T16:00:00Z","2026-10-01T17:30:00Z"]"#;
    let second = r#"["2026-10-02T16:00:00Z","2026-10-02T17:30:00Z"]"#;
    assert_eq!(out(&said), format!("{{\"busy\":[{first},{second}]}}\n"));
    assert!(said.status.success());
    assert_eq!(String::from_utf8(said.stderr).unwrap(), "-:5: there is no colon in this line\n");
}

#[test]
fn free_times_are_those_in_which_neither_is_busy() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ics");
    std::fs::write(&file, EVENING).unwrap();
    let file = file.to_str().unwrap();
    let asked = ["free", "--a", file, "--zone-a", "Europe/Berlin", "--b", "-", "--zone-b", "Europe/Lisbon"];
    let day = ["--from", "2026-10-01T00:00:00Z", "--to", "2026-10-02T00:00:00Z", "--daily", "18:00-22:00"];
    let other = EVENING.replace("Europe/Berlin", "Europe/Lisbon").replace("T180000", "T190000");
    let said = toward(&[&asked[..], &day, &["--minutes", "30"]].concat(), &other);
    assert_eq!(
        out(&said),
        "{\"free\":[[\"2026-10-01T17:30:00Z\",\"2026-10-01T18:00:00Z\"],[\"2026-10-01T19:30:00Z\",\"2026-10-01T20:00:00Z\"]]}\n"
    );
    let said = toward(&[&asked[..], &day, &["--minutes", "31"]].concat(), &other);
    assert_eq!(out(&said), "{\"free\":[]}\n");
}

#[test]
fn what_goes_wrong_is_said_as_json_and_the_command_fails() {
    let berlin = ["busy", "--zone", "Europe/Berlin"];
    let turned = ["--from", "2026-11-01T00:00:00Z", "--to", "2026-10-01T00:00:00Z"];
    let vague = ["--from", "October", "--to", "2026-10-01T00:00:00Z"];
    for (arguments, input, why) in [
        ([&berlin[..], &OCTOBER, &["-"]].concat(), "", "-: the file is empty"),
        ([&berlin[..], &OCTOBER, &["-"]].concat(), "<html>", "web page"),
        ([&berlin[..], &OCTOBER, &["/not/there.ics"]].concat(), "", "/not/there.ics: "),
        ([&berlin[..], &turned, &["-"]].concat(), EVENING, "is not before"),
        ([&berlin[..], &vague, &["-"]].concat(), EVENING, "“October” is no moment"),
        ([&["busy", "--zone", "Nowhere/\"Land\""][..], &OCTOBER, &["-"]].concat(), EVENING, "is not known"),
    ] {
        let said = toward(&arguments, input);
        let line = out(&said);
        assert!(line.starts_with("{\"error\":\"") && line.contains(why), "{line}");
        assert_eq!(said.status.code(), Some(1), "{line}");
    }
}

#[test]
fn wrong_arguments_are_said_as_any_other_mistake() {
    for arguments in [["free", "--minutes", "x"], ["busy", "--zone", "UTC"], ["busy", "--nonsense", "1"]] {
        let said = toward(&arguments, "");
        assert!(out(&said).starts_with("{\"error\":\""), "{arguments:?}: {}", out(&said));
        assert_eq!(said.status.code(), Some(1), "{arguments:?}");
    }
}
