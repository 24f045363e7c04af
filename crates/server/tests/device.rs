//! Two programs: one keeps what is sealed, one runs on a person's own computer. What the first one holds is searched for
//! every word, in its memory, its files and its log.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A program that is stopped when the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts one of the two and waits until it says where it is.
fn start(args: &[&str], log: &Path) -> (Running, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toward"));
    command.args(args).stdout(Stdio::piped()).stderr(std::fs::File::create(log).unwrap());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap_or_default().to_owned();
    assert!(!url.is_empty(), "{line}{}", std::fs::read_to_string(log).unwrap());
    (Running(child), url)
}

/// One browser in front of an address.
struct Browser {
    host: String,
    cookies: Vec<(String, String)>,
}

impl Browser {
    fn new(url: &str) -> Self {
        Self { host: url.trim_start_matches("http://").to_owned(), cookies: Vec::new() }
    }

    fn send(&mut self, method: &str, path: &str, body: &str) -> (u16, String, String) {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut stream = TcpStream::connect(&self.host).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.host,
            cookies.join("; "),
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, page) = answer.split_once("\r\n\r\n").unwrap();
        let mut to = String::new();
        for line in head.lines() {
            let Some((name, value)) = line.split_once(": ") else { continue };
            match name.to_ascii_lowercase().as_str() {
                "location" => value.clone_into(&mut to),
                "set-cookie" => {
                    let (name, value) = value.split(';').next().unwrap().split_once('=').unwrap();
                    self.cookies.retain(|(held, _)| held != name);
                    self.cookies.push((name.to_owned(), value.to_owned()));
                }
                _ => {}
            }
        }
        (head[9..12].parse().unwrap(), to, page.to_owned())
    }

    fn get(&mut self, path: &str) -> String {
        let (status, to, page) = self.send("GET", path, "");
        assert_eq!(status, 200, "{path}: {to}\n{page}");
        page
    }

    /// Sends the form with this action, and says where it leads.
    fn post(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> String {
        let html = self.get(page);
        let form = html.split_once(&format!("action=\"{action}\"")).expect("the form is there").1;
        let act = form.split_once("name=\"act\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        let all = fields.iter().copied().chain([("act", act.as_str())]);
        let body: Vec<_> = all.map(|(name, value)| format!("{name}={}", value.replace(' ', "+"))).collect();
        let (status, to, page) = self.send("POST", action, &body.join("&"));
        assert_eq!(status, 303, "{action}: {page}");
        to
    }
}

/// Whether any memory of a process that it can write to holds these words.
fn remembers(pid: u32, words: &str) -> bool {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let mut memory = std::fs::File::open(format!("/proc/{pid}/mem")).unwrap();
    maps.lines().filter(|line| line.contains(" rw")).any(|line| {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        let mut bytes = vec![0; (to - from) as usize];
        memory.seek(SeekFrom::Start(from)).unwrap();
        // Some places cannot be read; they hold nothing of ours.
        memory.read_exact(&mut bytes).is_ok() && holds(&bytes, words)
    })
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

/// Whether any file below a folder holds these words.
fn kept(folder: &Path, words: &str) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() { kept(&path, words) } else { holds(&std::fs::read(&path).unwrap(), words) }
    })
}

#[test]
fn the_server_of_a_device_never_holds_a_word_or_a_passphrase() {
    const PASS: &str = "lantern river cedar zqmorning";
    const NOTE: &str = "zqkettle in the window";
    const NAME: &str = "Zqrobin";
    let folder = tempfile::tempdir().unwrap();
    let (at, home) = (folder.path().join("server"), folder.path().join("device"));
    let data = at.join("data");
    std::fs::create_dir(&at).unwrap();
    let log = at.join("log");
    let (server, store) =
        start(&["--devices", "--data", data.to_str().unwrap(), "--listen", "127.0.0.1:0"], &log);
    let device_args =
        ["device", "--store", &store, "--data", home.to_str().unwrap(), "--listen", "127.0.0.1:0"];
    let (device, url) = start(&device_args, &folder.path().join("device.log"));
    let mut robin = Browser::new(&url);
    let fields = [
        ("name", NAME),
        ("email", "robin@home.example"),
        ("passphrase", PASS),
        ("again", PASS),
        ("run_by", "neither"),
        ("mine", "yes"),
    ];
    robin.post("/begin", "/begin", &fields);
    robin.post("/me/note", "/me/note", &[("text", NOTE)]);
    assert!(robin.get("/me/notes").contains(NOTE));

    for words in [PASS, NOTE, NAME, "zqmorning", "zqkettle"] {
        assert!(!remembers(server.0.id(), words), "the server remembers {words}");
        assert!(!kept(&at, words), "the server keeps {words}");
        assert!(!kept(&home, words), "the device keeps {words} in the clear");
    }
    // The search does find what is there: the address is in the server's memory, and the note was on the device's.
    assert!(remembers(server.0.id(), store.trim_start_matches("http://")));

    // The device starts again: whoever is signed in still is. Signed out, nothing is left to read.
    drop(device);
    let again =
        ["device", "--store", &store, "--data", home.to_str().unwrap(), "--listen", robin.host.as_str()];
    let (_device, _) = start(&again, &folder.path().join("device.log"));
    assert!(robin.get("/me/notes").contains(NOTE));
    robin.post("/today", "/exit", &[]);
    let (status, to, _) = robin.send("GET", "/me/notes", "");
    assert_eq!((status, to.split('?').next().unwrap()), (303, "/enter"));

    // While the server is away, people are told to wait a moment.
    drop(server);
    let (status, _, page) = robin.send("POST", "/enter", "email=robin&passphrase=x");
    assert_eq!(status, 503, "{page}");
}

#[test]
fn a_device_listens_to_nobody_else_and_names_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("device");
    let refused = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_toward"));
        let done =
            command.arg("device").args(args).args(["--data", data.to_str().unwrap()]).output().unwrap();
        assert!(!done.status.success());
        String::from_utf8(done.stderr).unwrap()
    };
    assert!(refused(&["--store", "https://a.example", "--listen", "0.0.0.0:0"]).contains("127.0.0.1 only"));
    assert!(refused(&["--store", "http://a.example"]).contains("https://"));
    assert!(
        refused(&["--store", "http://127.0.0.1:1", "--listen", "127.0.0.1:0"])
            .contains("look whether it runs")
    );
}
