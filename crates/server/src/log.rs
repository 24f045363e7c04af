//! Logs by allow-list: only these fields are ever written, whatever a line of code may say.

use std::fmt::Write as _;
use std::io::Write as _;

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber, span};

/// The fields that may be written. Nothing in them can name a person or hold a word of theirs.
const ALLOWED: &[&str] = &["event", "route", "status", "micros", "number", "cause"];

/// Starts writing to standard error.
pub fn start() {
    start_into(|line| {
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    });
}

/// Starts giving each line to a function.
pub fn start_into(write: fn(&str)) {
    let _ = tracing::subscriber::set_global_default(Log(write));
}

struct Log(fn(&str));

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && *metadata.level() <= Level::INFO && metadata.target().starts_with("server")
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().as_str().to_lowercase());
        event.record(&mut line);
        (self.0)(&line.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if ALLOWED.contains(&field.name()) {
            let _ = write!(self.0, " {}={value:?}", field.name());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_is_not_allowed_is_not_written() {
        struct Catch(std::sync::Mutex<String>);
        impl Subscriber for &'static Catch {
            fn enabled(&self, _: &Metadata<'_>) -> bool {
                true
            }
            fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
                span::Id::from_u64(1)
            }
            fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
            fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
            fn event(&self, event: &Event<'_>) {
                let mut line = Line(String::new());
                event.record(&mut line);
                self.0.lock().unwrap().push_str(&line.0);
            }
            fn enter(&self, _: &span::Id) {}
            fn exit(&self, _: &span::Id) {}
        }
        let catch: &'static Catch = Box::leak(Box::new(Catch(std::sync::Mutex::new(String::new()))));
        tracing::subscriber::with_default(catch, || {
            tracing::info!(event = "request", route = "/enter", path = "/i/token", body = "words");
        });
        assert_eq!(*catch.0.lock().unwrap(), " event=\"request\" route=\"/enter\"");
    }
}
