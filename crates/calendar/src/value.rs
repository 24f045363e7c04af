//! Values of properties: dates, times, durations and periods as RFC 5545 writes them, and as files do.

use crate::civil::{Civil, DAY, days_in_month};

/// The name of a time zone in its file: a place in the list of names.
pub(crate) type ZoneName = u32;

/// What a written date or time is meant in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// A date without a time.
    Date,
    /// A time without a zone.
    Floating,
    /// A time in UTC.
    Utc,
    /// A time in a named zone.
    Zoned(ZoneName),
}

/// A date or time as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Local seconds; of a date, those of its midnight.
    pub(crate) local: i64,
    pub(crate) frame: Frame,
}

impl Stamp {
    /// Its day as written.
    pub(crate) fn day(self) -> i64 {
        self.local.div_euclid(DAY)
    }

    /// Reads `20261001`, `20261001T180000`, `20261001T180000Z`; dashes, colons and missing seconds are let pass.
    pub(crate) fn parse(text: &[u8], zone: Option<ZoneName>) -> Option<Self> {
        let (date, time) = match text.iter().position(|byte| matches!(byte, b'T' | b't')) {
            Some(at) => (text.get(..at)?, Some(text.get(at + 1..)?)),
            None => (text, None),
        };
        let (digits, 8) = digits(date)? else { return None };
        let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
        if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        let midnight = Civil::number(year, month, day) * DAY;
        let Some(time) = time else {
            return Some(Self { local: midnight, frame: Frame::Date });
        };
        let (time, frame) = match (time.strip_suffix(b"Z").or_else(|| time.strip_suffix(b"z")), zone) {
            (Some(time), _) => (time, Frame::Utc),
            (None, Some(zone)) => (time, Frame::Zoned(zone)),
            (None, None) => (time, Frame::Floating),
        };
        Some(Self { local: midnight + seconds_of_day(time)?, frame })
    }
}

/// Seconds from midnight of `180000` or `1800`. The leap second is the one before it; 24:00 is the next midnight.
fn seconds_of_day(time: &[u8]) -> Option<i64> {
    let number = match digits(time)? {
        (number, 6) => number,
        (number, 4) => number * 100,
        _ => return None,
    };
    let (hour, minute, second) = (number / 10_000, number / 100 % 100, number % 100);
    let good = (hour < 24 && minute < 60 && second <= 60) || number == 240_000;
    good.then(|| hour * 3_600 + minute * 60 + second.min(59))
}

/// A number of at most nine digits, and how many there are; dashes and colons between them do not count.
fn digits(text: &[u8]) -> Option<(i64, usize)> {
    let (mut number, mut count) = (0, 0);
    for byte in text.iter().filter(|byte| !matches!(byte, b'-' | b':')) {
        if !byte.is_ascii_digit() || count == 9 {
            return None;
        }
        number = number * 10 + i64::from(byte - b'0');
        count += 1;
    }
    Some((number, count))
}

/// A length of time: days of the calendar first, then exact seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) days: i64,
    pub(crate) seconds: i64,
}

impl Length {
    /// So many exact seconds.
    pub(crate) fn exact(seconds: i64) -> Self {
        Self { days: 0, seconds }
    }

    /// So many days of the calendar.
    pub(crate) fn days(days: i64) -> Self {
        Self { days, seconds: 0 }
    }

    /// At least as long as it can be on any clock, in seconds.
    pub(crate) fn at_most(self) -> i64 {
        self.days.saturating_mul(DAY).saturating_add(self.seconds).saturating_add(DAY).max(0)
    }

    /// Reads `PT1H30M`, `P1D`, `P2W`, `-PT15M`. Days and weeks are days of the calendar, the rest is exact.
    pub(crate) fn parse(text: &[u8]) -> Option<Self> {
        let (sign, text) = match text.split_first()? {
            (b'-', rest) => (-1, rest),
            (b'+', rest) => (1, rest),
            _ => (1, text),
        };
        let (b'P' | b'p', text) = text.split_first()? else { return None };
        let (mut length, mut number, mut in_time, mut units) = (Self::default(), None, false, 0);
        for byte in text {
            let unit = byte.to_ascii_uppercase();
            if unit.is_ascii_digit() {
                let digit = i64::from(unit - b'0');
                // Nobody plans further than the calendar goes; the bound keeps every sum small.
                number = Some((number.unwrap_or(0) * 10 + digit).min(999_999_999));
                continue;
            }
            if unit == b'T' && number.is_none() {
                in_time = true;
                continue;
            }
            let many = number.take()? * sign;
            units += 1;
            match (unit, in_time) {
                (b'W', _) => length.days += many * 7,
                (b'D', _) => length.days += many,
                (b'H', true) => length.seconds += many * 3_600,
                (b'M', true) => length.seconds += many * 60,
                (b'S', true) => length.seconds += many,
                _ => return None,
            }
            if units > 8 {
                return None;
            }
        }
        (number.is_none() && units > 0).then_some(length)
    }
}

/// A whole number with an optional sign, of at most nine digits.
pub(crate) fn integer(text: &[u8]) -> Option<i64> {
    let text = text.trim_ascii();
    let (sign, text) = match text.split_first()? {
        (b'-', rest) => (-1, rest),
        (b'+', rest) => (1, rest),
        _ => (1, text),
    };
    let plain = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    let (number, _) = digits(text).filter(|_| plain)?;
    Some(sign * number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_files_write_them() {
        let read = |text: &str| Stamp::parse(text.as_bytes(), Some(3));
        let local = Civil::number(2026, 10, 1) * DAY;
        let evening = local + 18 * 3_600;
        assert_eq!(read("20261001"), Some(Stamp { local, frame: Frame::Date }));
        assert_eq!(read("20261001T180000"), Some(Stamp { local: evening, frame: Frame::Zoned(3) }));
        for text in ["20261001T180000Z", "20261001t180000z", "2026-10-01T18:00:00Z", "20261001T1800Z"] {
            assert_eq!(read(text), Some(Stamp { local: evening, frame: Frame::Utc }));
        }
        assert_eq!(read("20260930T240000Z").map(|stamp| stamp.local), Some(local));
        for text in ["", "T", "2026100", "20261301", "20260230", "20261001T", "20261001T256000", "2026x001"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn days_of_a_duration_are_days_of_the_calendar() {
        assert_eq!(Length::parse(b"P1W"), Some(Length::days(7)));
        assert_eq!(Length::parse(b"P1DT2H30M5S"), Some(Length { days: 1, seconds: 9_005 }));
        assert_eq!(Length::parse(b"-PT15M"), Some(Length::exact(-900)));
        for text in ["", "P", "PT", "1H", "P1H", "PT1", "PT1X", "P99999999999999999999WT"] {
            assert_eq!(Length::parse(text.as_bytes()).filter(|_| text.len() < 9), None, "{text}");
        }
    }
}
