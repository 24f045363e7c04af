//! What could not be read, in plain words.

use std::fmt;

/// A line that could not be read, or a bound that was reached there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from one; zero speaks of the whole file.
    pub line: usize,
    /// What is wrong with it. It quotes names of properties and time zones, never what somebody wrote.
    pub what: String,
}

/// Why nothing of a file can be read. Its display is a sentence without a full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// A web page, which is what an address behind a sign-in answers.
    WebPage,
    /// Something else.
    NoCalendar,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the file is empty",
            Self::WebPage => "this is a web page, not a calendar; perhaps its address asks for a sign-in",
            Self::NoCalendar => "this is not an iCalendar file; nothing in it begins a calendar or an event",
        })
    }
}

impl std::error::Error for Unreadable {}

/// A bounded list of problems.
#[derive(Debug)]
pub(crate) struct Problems {
    list: Vec<Problem>,
    room: usize,
}

impl Problems {
    /// A list with room for so many.
    pub(crate) fn new(room: usize) -> Self {
        Self { list: Vec::new(), room }
    }

    /// Adds a problem while there is room.
    pub(crate) fn add(&mut self, line: usize, what: impl Into<String>) {
        if self.list.len() < self.room {
            self.list.push(Problem { line, what: what.into() });
        }
    }

    /// The problems by line.
    pub(crate) fn into_list(mut self) -> Vec<Problem> {
        self.list.sort_by_key(|problem| problem.line);
        self.list
    }
}
