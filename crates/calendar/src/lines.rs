//! Content lines: a file's bytes unfolded, each line split into name, parameters and value.
//!
//! Lines end with CRLF, LF or CR. A line that begins with a blank continues the one before, even where that cuts a
//! character in two; what matters here is ASCII, so bytes are never decoded, and wrong encodings do no harm.

use std::borrow::Cow;

/// One content line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// Where it begins, counted from one.
    pub(crate) number: usize,
    /// The whole line, unfolded.
    pub(crate) text: Cow<'a, [u8]>,
}

/// A line's three parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts<'a> {
    pub(crate) name: &'a [u8],
    /// What stands between name and colon, with its leading semicolon.
    pub(crate) params: &'a [u8],
    pub(crate) value: &'a [u8],
}

/// The lines of a file. Continuations of lines whose name does not matter are passed over without a copy.
pub(crate) struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
    /// How many of the next bytes are CRs that no LF follows: each ends a line, and none is counted twice.
    lone: usize,
    matters: fn(&[u8]) -> bool,
}

impl<'a> Lines<'a> {
    /// The lines of some bytes, without a byte order mark.
    pub(crate) fn new(bytes: &'a [u8], matters: fn(&[u8]) -> bool) -> Self {
        Self { rest: bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes), number: 0, lone: 0, matters }
    }

    /// The next line as it stands in the file.
    fn raw(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        let end = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(self.rest.len());
        let (line, after) = self.rest.split_at(end);
        // Any number of CRs before an LF are one end of line; without LF, each CR is one.
        let returns = match self.lone {
            0 => after.iter().take_while(|byte| **byte == b'\r').count(),
            lone => lone,
        };
        let length = match after.get(returns) {
            Some(b'\n') => returns + 1,
            _ => returns.min(1),
        };
        self.lone = returns.saturating_sub(length);
        self.rest = after.get(length..).unwrap_or_default();
        Some(line)
    }

    fn continues(&self) -> bool {
        matches!(self.rest.first(), Some(b' ' | b'\t'))
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let first = loop {
            let line = self.raw()?;
            if !line.is_empty() {
                break line;
            }
        };
        let number = self.number;
        let mut text = Cow::Borrowed(first);
        // Whether its name matters, once that has ended; until then, how much of it was looked through.
        let (mut wanted, mut seen) = (None, 0);
        while self.continues() {
            let more = self.raw().and_then(|line| line.get(1..)).unwrap_or_default();
            if wanted.is_none() {
                let unseen = text.get(seen..).unwrap_or_default();
                let named = unseen.iter().position(|byte| matches!(byte, b':' | b';'));
                wanted = named.map(|end| text.get(..seen + end).is_some_and(self.matters));
                seen = text.len();
            }
            if wanted.unwrap_or(true) {
                text.to_mut().extend_from_slice(more);
            }
        }
        Some(Line { number, text })
    }
}

impl<'a> Parts<'a> {
    /// Splits a line at the first colon that is not quoted; none without a colon.
    pub(crate) fn of(line: &'a [u8]) -> Option<Self> {
        let mut quoted = false;
        let colon = line.iter().position(|byte| {
            quoted ^= *byte == b'"';
            *byte == b':' && !quoted
        });
        // A quote that nobody closes quotes nothing.
        let colon = colon.or_else(|| line.iter().position(|byte| *byte == b':'))?;
        Self::at(line, colon)
    }

    /// Splits at the last colon instead: names of zones with colons, which somebody forgot to quote.
    pub(crate) fn of_last(line: &'a [u8]) -> Option<Self> {
        Self::at(line, line.iter().rposition(|byte| *byte == b':')?)
    }

    fn at(line: &'a [u8], colon: usize) -> Option<Self> {
        let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        let name = head.iter().position(|byte| *byte == b';').unwrap_or(head.len());
        let (name, params) = head.split_at(name);
        Some(Self { name: name.trim_ascii(), params, value: value.trim_ascii() })
    }

    /// The value of a parameter, without its quotes.
    pub(crate) fn param(&self, name: &[u8]) -> Option<&'a [u8]> {
        let mut rest = self.params;
        while let Some((b';', after)) = rest.split_first() {
            let mut quoted = false;
            let end = after.iter().position(|byte| {
                quoted ^= *byte == b'"';
                *byte == b';' && !quoted
            });
            let (param, next) = after.split_at(end.unwrap_or(after.len()));
            rest = next;
            let Some(equals) = param.iter().position(|byte| *byte == b'=') else { continue };
            let (found, value) = param.split_at(equals);
            if found.trim_ascii().eq_ignore_ascii_case(name) {
                let value = value.get(1..).unwrap_or_default().trim_ascii();
                let bare = value.strip_prefix(b"\"").and_then(|value| value.strip_suffix(b"\""));
                return Some(bare.unwrap_or(value));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<(usize, String)> {
        let all = Lines::new(bytes, |name| name != b"SUMMARY");
        all.map(|line| (line.number, String::from_utf8_lossy(&line.text).into_owned())).collect()
    }

    #[test]
    fn lines_end_and_fold_in_every_way() {
        let text = "\u{feff}A:1\r\nB:2\nC:3\rD:4\r\n 5\n\t6\r\r\n E:7".as_bytes();
        let told = lines(text);
        let told: Vec<_> = told.iter().map(|(number, text)| (*number, text.as_str())).collect();
        assert_eq!(told, [(1, "A:1"), (2, "B:2"), (3, "C:3"), (4, "D:456E:7")]);
    }

    #[test]
    fn a_fold_may_cut_a_character_and_what_does_not_matter_is_not_joined() {
        assert_eq!(lines(b"X:\xC3\r\n \xA4")[0].1, "X:ä");
        assert_eq!(lines(b"SUMMARY:a\r\n b\r\nX:1\r\n"), [(1, "SUMMARY:a".into()), (3, "X:1".into())]);
        assert_eq!(lines(b"DTST\r\n ART:1")[0].1, "DTSTART:1");
    }

    #[test]
    fn quoted_parameters_may_hold_colons() {
        let line = br#"DTSTART;VALUE=DATE-TIME;tzid="(UTC+01:00) Amsterdam; Berlin":2026"#;
        let parts = Parts::of(line).unwrap();
        assert_eq!((parts.name, parts.value), (&b"DTSTART"[..], &b"2026"[..]));
        assert_eq!(parts.param(b"TZID"), Some(&b"(UTC+01:00) Amsterdam; Berlin"[..]));
        assert_eq!(Parts::of(b"no colon"), None);
        assert_eq!(Parts::of(b"A;B=\"c:d").unwrap().value, b"d");
        assert_eq!(
            Parts::of_last(b"A;TZID=(UTC+01:00) B:1").unwrap().param(b"TZID").unwrap(),
            b"(UTC+01:00) B"
        );
    }
}
