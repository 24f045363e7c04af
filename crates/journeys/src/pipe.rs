//! The wire to Chromium: commands go into its file 3, answers and events come out of its file 4.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long Chromium may take for one command.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Pipe {
    child: Child,
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    events: VecDeque<Value>,
    last: u64,
}

impl Pipe {
    /// Starts a program that speaks the protocol on its files 3 and 4.
    ///
    /// A shell lays its input and output there, because Rust gives a child no other files without `unsafe`.
    /// When this process ends, however it ends, the pipe closes and Chromium ends too.
    pub(crate) fn start(program: &str, arguments: &[String]) -> std::io::Result<Self> {
        let mut child = Command::new("/bin/sh")
            .args(["-c", r#"exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#, "sh", program])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let (heard, from) = channel();
        std::thread::spawn(move || {
            let mut text = Vec::new();
            while matches!(out.read_until(0, &mut text), Ok(count) if count > 0) {
                text.pop();
                if heard.send(serde_json::from_slice(&text).unwrap_or(Value::Null)).is_err() {
                    break;
                }
                text.clear();
            }
        });
        let to = child.stdin.take();
        Ok(Self { child, to, from, events: VecDeque::new(), last: 0 })
    }

    /// Sends a command; its answer is passed over unless [`Pipe::call`] waits for it.
    pub(crate) fn send(&mut self, session: Option<&str>, method: &str, params: &Value) -> u64 {
        self.last += 1;
        let mut command = json!({ "id": self.last, "method": method, "params": params });
        if let Some(session) = session {
            command["sessionId"] = session.into();
        }
        let mut bytes = command.to_string().into_bytes();
        bytes.push(0);
        self.to
            .as_mut()
            .unwrap()
            .write_all(&bytes)
            .unwrap_or_else(|error| panic!("Chromium is gone: {error}"));
        self.last
    }

    /// Sends a command and waits for its result; what happens meanwhile is kept.
    pub(crate) fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: &Value,
    ) -> Result<Value, String> {
        let id = self.send(session, method, params);
        let until = Instant::now() + PATIENCE;
        loop {
            let mut message =
                self.hear(until).ok_or_else(|| format!("{method}: Chromium does not answer"))?;
            if message["id"] == id {
                let error = &message["error"];
                return if error.is_null() {
                    Ok(message["result"].take())
                } else {
                    Err(format!("{method}: {error}"))
                };
            }
            self.events.push_back(message);
        }
    }

    /// The next event, if one comes in time.
    pub(crate) fn event(&mut self, until: Instant) -> Option<Value> {
        loop {
            let message = match self.events.pop_front() {
                Some(message) => message,
                None => self.hear(until)?,
            };
            if message["method"].is_string() {
                return Some(message);
            }
        }
    }

    fn hear(&mut self, until: Instant) -> Option<Value> {
        self.from.recv_timeout(until.saturating_duration_since(Instant::now())).ok()
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        drop(self.to.take());
        let until = Instant::now() + Duration::from_secs(3);
        while Instant::now() < until {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
