//! Content lines as RFC 5545 wants them written: escaped, folded at 75 bytes, ended by CRLF.

use std::fmt::{Display, Write};

/// The most bytes of a line, without its end.
const WIDTH: usize = 75;

/// A file in the making.
pub(crate) struct Sheet {
    done: String,
    /// The line that is being put together.
    line: String,
}

impl Sheet {
    /// An empty one, with room for so many bytes.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { done: String::with_capacity(bytes), line: String::new() }
    }

    /// Adds a short line as it is.
    pub(crate) fn line(&mut self, line: &str) {
        self.done.push_str(line);
        self.done.push_str("\r\n");
    }

    /// Adds a property whose value has nothing to escape.
    pub(crate) fn plain(&mut self, name: &str, value: impl Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.line, "{name}:{value}");
        self.fold();
    }

    /// Adds a property whose value is a time in a zone.
    pub(crate) fn zoned(&mut self, name: &str, zone: &str, value: impl Display) {
        let _ = write!(self.line, "{name};TZID={zone}:{value}");
        self.fold();
    }

    /// Adds a property whose value is text.
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.line.push_str(name);
        self.line.push(':');
        let mut rest = value;
        while let Some(at) = rest.find(|c: char| matches!(c, '\\' | ';' | ',') || c.is_control()) {
            let (plain, after) = rest.split_at(at);
            self.line.push_str(plain);
            let mut characters = after.chars();
            match characters.next() {
                Some(mark @ ('\\' | ';' | ',')) => self.line.extend(['\\', mark]),
                Some('\r') if characters.as_str().starts_with('\n') => {}
                Some('\n' | '\r') => self.line.push_str("\\n"),
                Some('\t') => self.line.push('\t'),
                // No other control character may stand in a calendar.
                _ => {}
            }
            rest = characters.as_str();
        }
        self.line.push_str(rest);
        self.fold();
    }

    /// Ends the line, cut where it is too long, never within a character.
    fn fold(&mut self) {
        let mut rest = self.line.as_str();
        let mut room = WIDTH;
        while rest.len() > room {
            let (line, more) = rest.split_at(rest.floor_char_boundary(room));
            self.done.push_str(line);
            self.done.push_str("\r\n ");
            rest = more;
            // The blank counts.
            room = WIDTH - 1;
        }
        self.done.push_str(rest);
        self.done.push_str("\r\n");
        self.line.clear();
    }

    /// The whole file.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.done.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> String {
        let mut sheet = Sheet::with_capacity(0);
        sheet.text("X", text);
        String::from_utf8(sheet.into_bytes()).unwrap()
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(written("a,b;c\\d\r\ne\nf\u{0}g:h\"i\""), "X:a\\,b\\;c\\\\d\\ne\\nfg:h\"i\"\r\n");
    }

    proptest! {
        #[test]
        fn lines_are_cut_and_joined_again(text in "[a-z äß🙂]{0,300}") {
            let whole = written(&text);
            prop_assert!(whole.split("\r\n").all(|line| line.len() <= 75));
            prop_assert_eq!(whole.replace("\r\n ", ""), format!("X:{text}\r\n"));
        }
    }
}
