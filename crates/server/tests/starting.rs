//! The program itself: what it prints, how it stops, and that each trouble is one line with what to do.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what is wrong by panicking"
)]

use std::io::{BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn toward(data: &Path, listen: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toward"));
    command.args(["--data", &data.display().to_string(), "--listen", listen]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).env_clear();
    command
}

/// A running program that does not outlive its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts it, and waits for the line that says where.
fn started(data: &Path) -> (Running, String) {
    runs(toward(data, "127.0.0.1:0"))
}

fn runs(mut command: Command) -> (Running, String) {
    let mut child = Running(command.stderr(Stdio::null()).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(child.0.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    (child, line)
}

fn stop(Running(child): &mut Running) -> std::process::ExitStatus {
    let id = i32::try_from(child.id()).unwrap();
    rustix::process::kill_process(rustix::process::Pid::from_raw(id).unwrap(), rustix::process::Signal::TERM)
        .unwrap();
    child.wait().unwrap()
}

/// It must fail with exactly one line, and soon.
fn refusal(mut command: Command) -> String {
    let mut child = Running(command.stdout(Stdio::null()).spawn().unwrap());
    let status = (0..400).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        child.0.try_wait().unwrap()
    });
    assert!(!status.expect("it started instead of refusing").success());
    let mut problem = String::new();
    child.0.stderr.take().unwrap().read_to_string(&mut problem).unwrap();
    assert_eq!(problem.lines().count(), 1, "{problem}");
    problem
}

#[test]
fn it_says_where_it_is_and_stops_when_asked() {
    let dir = tempfile::tempdir().unwrap();
    let (mut child, line) = started(&dir.path().join("data"));
    let address = line.trim().rsplit("http://").next().unwrap().to_owned();
    let mut stream = TcpStream::connect(&address).unwrap();
    std::io::Write::write_all(
        &mut stream,
        format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes(),
    )
    .unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(stop(&mut child).success());
}

#[test]
fn a_taken_port_is_told_with_another_to_try() {
    let dir = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap().to_string();
    let problem = refusal(toward(&dir.path().join("data"), &listen));
    assert!(problem.contains("taken by another program") && problem.contains("--listen"), "{problem}");
}

#[test]
fn listening_off_loopback_in_the_open_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let problem = refusal(toward(&dir.path().join("data"), "0.0.0.0:0"));
    assert!(problem.contains("--behind-proxy"), "{problem}");
}

#[test]
fn secrets_that_others_can_read_stop_the_start() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    stop(&mut started(&data).0);
    let secrets = dir.path().join("data.secrets");
    std::fs::set_permissions(&secrets, std::fs::Permissions::from_mode(0o644)).unwrap();
    let problem = refusal(toward(&data, "127.0.0.1:0"));
    assert!(problem.contains("chmod 400"), "{problem}");
}

#[test]
fn missing_secrets_never_become_new_ones_over_old_data() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    stop(&mut started(&data).0);
    std::fs::remove_file(dir.path().join("data.secrets")).unwrap();
    let problem = refusal(toward(&data, "127.0.0.1:0"));
    assert!(problem.contains("put back your copy"), "{problem}");
    assert!(!dir.path().join("data.secrets").exists());
}

#[test]
fn a_damaged_and_a_newer_database_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    stop(&mut started(&data).0);
    let database = data.join("toward.sqlite");
    let kept = std::fs::read(&database).unwrap();
    // Without its journal: it could mend what is damaged here on purpose.
    for beside in ["toward.sqlite-wal", "toward.sqlite-shm"] {
        let _ = std::fs::remove_file(data.join(beside));
    }
    std::fs::write(&database, b"this is no database at all, only some words in a file").unwrap();
    let damaged = refusal(toward(&data, "127.0.0.1:0"));
    assert!(damaged.contains("damaged"), "{damaged}");
    let mut newer = kept;
    // The version lies at byte 60 of the header of an SQLite file.
    newer[60..64].copy_from_slice(&9_999u32.to_be_bytes());
    std::fs::write(&database, newer).unwrap();
    let problem = refusal(toward(&data, "127.0.0.1:0"));
    assert!(problem.contains("newer"), "{problem}");
}

#[test]
fn a_data_directory_that_cannot_be_made_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let problem = refusal(toward(&file.join("data"), "127.0.0.1:0"));
    assert!(problem.contains("--data"), "{problem}");
}

fn demo(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toward"));
    let data = data.display().to_string();
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.args(["demo", "--data", &data, "--listen", "127.0.0.1:0"]);
    command
}

#[test]
fn a_demo_never_clears_somebodys_data() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    stop(&mut started(&data).0);
    let problem = refusal(demo(&data));
    assert!(problem.contains("no demo’s"), "{problem}");
    assert!(data.join("toward.sqlite").exists());
    // Nor their secrets, where the data is elsewhere for a while.
    std::fs::rename(&data, dir.path().join("elsewhere")).unwrap();
    let problem = refusal(demo(&data));
    assert!(problem.contains("data.secrets"), "{problem}");
    assert!(dir.path().join("data.secrets").exists());
}

#[test]
fn a_demo_leaves_the_secrets_that_are_set_alone_and_nobody_serves_what_it_clears() {
    let dir = tempfile::tempdir().unwrap();
    let (data, set) = (dir.path().join("demo"), dir.path().join("set"));
    std::fs::write(&set, "somebody’s").unwrap();
    for _ in 0..2 {
        let mut command = demo(&data);
        command.env("TOWARD_SECRETS", &set);
        let (mut running, line) = runs(command);
        assert!(line.contains("ready"), "{line}");
        stop(&mut running);
        assert_eq!(std::fs::read_to_string(&set).unwrap(), "somebody’s");
    }
    let problem = refusal(toward(&data, "127.0.0.1:0"));
    assert!(problem.contains("throw-away"), "{problem}");
}

#[test]
fn data_is_not_opened_with_other_secrets() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (dir.path().join("one"), dir.path().join("other"));
    for data in [&one, &other] {
        stop(&mut started(data).0);
    }
    let secrets = |data: &Path| data.with_extension("secrets");
    std::fs::rename(secrets(&other), secrets(&one)).unwrap();
    let problem = refusal(toward(&one, "127.0.0.1:0"));
    assert!(problem.contains("not the secrets of this data"), "{problem}");
}
