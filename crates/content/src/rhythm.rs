//! How often something comes round, and at what hour.
//!
//! Invariant: there is no date and no time zone here; what falls on which day is worked out elsewhere.

use std::fmt;

use serde::Deserialize;

use crate::Weekday;

/// How often a time comes round.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub enum Rhythm {
    /// Every day.
    Daily,
    /// From Monday to Friday.
    Weekdays,
    /// On these days of every nth week.
    Weekly {
        /// How many weeks lie from one to the next, 1 to 52.
        n: u8,
        /// The days, at least one and each once.
        on: Vec<Weekday>,
    },
    /// On the nth such day of each month, as in the first Saturday.
    MonthlyOn {
        /// Which one, 1 to 4, or -1 for the last.
        nth: i8,
        /// The day.
        on: Weekday,
    },
    /// On one date of each month, 1 to 28, so that no month lacks it.
    Monthly {
        /// The date.
        day: u8,
    },
    /// Every nth day, as shifts go, 2 to 60.
    EveryDays {
        /// How many days lie from one to the next.
        n: u8,
    },
    /// Once a year.
    Yearly {
        /// The month, 1 to 12.
        month: u8,
        /// The date, 1 to 28.
        day: u8,
    },
}

impl Rhythm {
    /// Roughly how many days lie from one time to the next.
    pub fn days_between(&self) -> u16 {
        match self {
            Self::Daily | Self::Weekdays => 1,
            Self::Weekly { n, on } => u16::from(*n) * 7 / u16::try_from(on.len().max(1)).unwrap_or(7),
            Self::MonthlyOn { .. } | Self::Monthly { .. } => 30,
            Self::EveryDays { n } => u16::from(*n),
            Self::Yearly { .. } => 365,
        }
    }
}

/// The rhythm as it stands in the data file: `{ every = "week", n = 2, on = ["sat"] }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    every: Every,
    n: Option<u8>,
    nth: Option<i8>,
    month: Option<u8>,
    day: Option<u8>,
    #[serde(default)]
    on: Vec<Weekday>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Every {
    Day,
    Weekday,
    Week,
    Month,
    Days,
    Year,
}

impl TryFrom<Written> for Rhythm {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let Written { every, n, nth, month, day, on } = written;
        match (every, n, nth, month, day, on.as_slice()) {
            (Every::Day, None, None, None, None, []) => Ok(Self::Daily),
            (Every::Weekday, None, None, None, None, []) => Ok(Self::Weekdays),
            (Every::Week, n, None, None, None, [_, ..]) => weekly(n.unwrap_or(1), on),
            (Every::Month, None, Some(nth), None, None, [on]) => match nth {
                1..=4 | -1 => Ok(Self::MonthlyOn { nth, on: *on }),
                _ => Err("`nth` is 1 to 4, or -1 for the last"),
            },
            (Every::Month, None, None, None, Some(day @ 1..=28), []) => Ok(Self::Monthly { day }),
            (Every::Days, Some(n @ 2..=60), None, None, None, []) => Ok(Self::EveryDays { n }),
            (Every::Year, None, None, Some(month @ 1..=12), Some(day @ 1..=28), []) => {
                Ok(Self::Yearly { month, day })
            }
            _ => Err("is no rhythm: see “A ritual template” in CONTRIBUTING.md"),
        }
    }
}

fn weekly(n: u8, on: Vec<Weekday>) -> Result<Rhythm, &'static str> {
    let twice = on.iter().enumerate().any(|(at, day)| on.iter().skip(at + 1).any(|other| other == day));
    match n {
        1..=52 if !twice => Ok(Rhythm::Weekly { n, on }),
        1..=52 => Err("names a day twice"),
        _ => Err("`n` weeks are 1 to 52"),
    }
}

/// A time on the wall clock, as in `19:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct WallClock {
    hour: u8,
    minute: u8,
}

impl WallClock {
    /// The hour, 0 to 23.
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> u8 {
        self.minute
    }

    /// The time that is written like this, with two digits each.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        let number = |digits: &str, below: u8| {
            let plain = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
            digits.parse::<u8>().ok().filter(|number| plain && *number < below)
        };
        Some(Self { hour: number(hour, 24)?, minute: number(minute, 60)? })
    }
}

impl TryFrom<String> for WallClock {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("“{text}” is no time; write it as in 19:30"))
    }
}

impl fmt::Display for WallClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Line {
        rhythm: Rhythm,
    }

    fn read(text: &str) -> Result<Rhythm, String> {
        toml::from_str::<Line>(&format!("rhythm = {text}"))
            .map(|line| line.rhythm)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn each_rhythm_is_read_as_it_is_written() {
        use Weekday::{Friday, Monday, Saturday};
        for (text, rhythm, days) in [
            ("{ every = 'day' }", Rhythm::Daily, 1),
            ("{ every = 'weekday' }", Rhythm::Weekdays, 1),
            ("{ every = 'week', on = ['fri'] }", Rhythm::Weekly { n: 1, on: vec![Friday] }, 7),
            ("{ every = 'week', n = 2, on = ['sat'] }", Rhythm::Weekly { n: 2, on: vec![Saturday] }, 14),
            ("{ every = 'week', on = ['mon', 'fri'] }", Rhythm::Weekly { n: 1, on: vec![Monday, Friday] }, 3),
            ("{ every = 'month', nth = -1, on = ['sat'] }", Rhythm::MonthlyOn { nth: -1, on: Saturday }, 30),
            ("{ every = 'month', day = 15 }", Rhythm::Monthly { day: 15 }, 30),
            ("{ every = 'days', n = 4 }", Rhythm::EveryDays { n: 4 }, 4),
            ("{ every = 'year', month = 6, day = 1 }", Rhythm::Yearly { month: 6, day: 1 }, 365),
        ] {
            let found = read(text).unwrap();
            assert_eq!((found.days_between(), found), (days, rhythm), "{text}");
        }
    }

    #[test]
    fn what_is_no_rhythm_is_refused() {
        for text in [
            "{ every = 'hour' }",
            "{ every = 'day', n = 2 }",
            "{ every = 'week' }",
            "{ every = 'week', on = ['someday'] }",
            "{ every = 'week', on = ['fri', 'fri'] }",
            "{ every = 'week', n = 0, on = ['fri'] }",
            "{ every = 'month' }",
            "{ every = 'month', nth = 5, on = ['sat'] }",
            "{ every = 'month', nth = 1, on = ['sat', 'sun'] }",
            "{ every = 'month', day = 31 }",
            "{ every = 'days' }",
            "{ every = 'days', n = 1 }",
            "{ every = 'year', month = 2, day = 30 }",
            "{ every = 'year', month = 6 }",
            "{ every = 'week', on = ['fri'], at = 3 }",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_time_is_two_digits_and_two_digits() {
        let time = WallClock::parse("07:05").unwrap();
        assert_eq!((time.hour(), time.minute(), time.to_string().as_str()), (7, 5, "07:05"));
        for text in ["7:05", "24:00", "19:60", "1930", "", "+1:00"] {
            assert_eq!(WallClock::parse(text), None, "{text}");
        }
    }
}
