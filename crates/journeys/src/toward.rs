//! The program `toward` itself, on a free port with its own folder.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock};

use tempfile::TempDir;

/// Ends the program when the story ends, even if the story is killed: then `cat` comes to its end.
const KEEPER: &str = r#""$@" & it=$!; exec >/dev/null 2>&1; cat; kill "$it"; wait "$it""#;

/// A running server.
pub struct Toward {
    /// Where it can be reached.
    pub url: String,
    /// Where its data lies.
    pub data: PathBuf,
    log: Arc<Mutex<Vec<String>>>,
    alive: Option<ChildStdin>,
    shell: Child,
    _home: TempDir,
}

impl Toward {
    /// Starts a server with nobody in it.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// Starts a throw-away one, where Alex and Sam have ten weeks behind them.
    pub fn demo() -> Self {
        Self::with(&["demo"])
    }

    /// The sign-in name and the passphrase of somebody in the demo.
    pub fn login(&self, name: &str) -> (String, String) {
        let text = std::fs::read_to_string(self.data.join("demo.json")).unwrap();
        let demo: serde_json::Value = serde_json::from_str(&text).unwrap();
        let all = demo["people"].as_array().unwrap();
        let person = all.iter().find(|person| person["name"] == name).unwrap();
        let field = |field: &str| person[field].as_str().unwrap_or_default().to_owned();
        (field("email"), field("passphrase"))
    }

    fn with(more: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        let secrets = home.path().join("secrets");
        let mut shell = Command::new("/bin/sh")
            .args(["-c", KEEPER, "sh"])
            .arg(program())
            .args(more)
            .args(["--listen", "127.0.0.1:0"])
            .args(["--data".as_ref(), data.as_os_str(), "--secrets".as_ref(), secrets.as_os_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = Arc::new(Mutex::new(Vec::new()));
        listen(shell.stderr.take().unwrap(), Arc::clone(&log));
        let mut said = BufReader::new(shell.stdout.take().unwrap());
        let url =
            address(&mut said).unwrap_or_else(|| panic!("toward did not start: {:#?}", log.lock().unwrap()));
        listen(said, Arc::clone(&log));
        let alive = shell.stdin.take();
        Self { url, data, log, alive, shell, _home: home }
    }

    /// The last lines it wrote.
    pub fn log(&self) -> Vec<String> {
        let log = self.log.lock().unwrap();
        log.iter().rev().take(12).rev().cloned().collect()
    }
}

impl Drop for Toward {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the server's last lines: {:#?}", self.log());
        }
        drop(self.alive.take());
        let _ = self.shell.wait();
    }
}

/// The address in the line that says it is ready.
fn address(said: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    while matches!(said.read_line(&mut line), Ok(count) if count > 0) {
        if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
            let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
            return Some(format!("http://127.0.0.1:{port}"));
        }
        line.clear();
    }
    None
}

fn listen(from: impl std::io::Read + Send + 'static, log: Arc<Mutex<Vec<String>>>) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            log.lock().unwrap().push(line);
        }
    });
}

/// `TOWARD_BIN`, or the one this build makes. Cargo tells other crates no `CARGO_BIN_EXE`, so it is asked to build it:
/// once per run, and nothing if it is there and fresh.
fn program() -> PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| std::env::var_os("TOWARD_BIN").map_or_else(built, PathBuf::from)).clone()
}

fn built() -> PathBuf {
    let me = std::env::current_exe().unwrap();
    let folder = me.ancestors().find(|folder| folder.join("deps").is_dir()).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--quiet", "-p", "toward-server", "--bin", "toward"])
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    if folder.ends_with("release") {
        cargo.arg("--release");
    }
    let done = cargo.env("CARGO_TARGET_DIR", folder.parent().unwrap()).status().unwrap();
    assert!(done.success(), "toward did not build");
    folder.join("toward")
}
