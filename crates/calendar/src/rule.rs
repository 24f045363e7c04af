//! A recurrence rule (RRULE) as it is written: RFC 5545, section 3.3.10, and SKIP of RFC 7529.

use crate::bits::{Bits, Ends};
use crate::value::{Stamp, integer};

/// How often a rule fires; the order is from the longest period to the shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Frequency {
    Yearly,
    Monthly,
    Weekly,
    Daily,
    Hourly,
    Minutely,
    Secondly,
}

/// What the BY… parts say. An empty set says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct By {
    pub(crate) months: Bits<1>,
    pub(crate) weeks: Ends<1>,
    pub(crate) year_days: Ends<6>,
    pub(crate) month_days: Ends<1>,
    /// Days of the week without a number; Monday is 0.
    pub(crate) weekdays: Bits<1>,
    /// For each day of the week, its numbers within the month or year.
    pub(crate) nth_weekdays: [Ends<1>; 7],
    pub(crate) hours: Bits<1>,
    pub(crate) minutes: Bits<1>,
    pub(crate) seconds: Bits<1>,
    pub(crate) positions: Vec<i64>,
}

impl By {
    /// Whether it says anything about days.
    pub(crate) fn has_days(&self) -> bool {
        !self.months.is_empty() || self.names_days()
    }

    /// Whether it says which days of a year, month or week are meant.
    pub(crate) fn names_days(&self) -> bool {
        !(self.weeks.is_empty() && self.year_days.is_empty() && self.month_days.is_empty())
            || self.names_weekdays()
    }

    /// Whether it says which days of the week are meant.
    pub(crate) fn names_weekdays(&self) -> bool {
        !self.weekdays.is_empty() || self.numbers_weekdays()
    }

    /// Whether any day of the week has a number.
    pub(crate) fn numbers_weekdays(&self) -> bool {
        self.nth_weekdays.iter().any(|nth| !nth.is_empty())
    }

    /// Whether it says nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        let times = [self.hours, self.minutes, self.seconds];
        !self.has_days() && times.iter().all(Bits::is_empty) && self.positions.is_empty()
    }
}

/// A recurrence rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) frequency: Frequency,
    /// Every how many periods; at least one.
    pub(crate) interval: i64,
    pub(crate) count: Option<i64>,
    pub(crate) until: Option<Stamp>,
    /// The day weeks begin on; Monday is 0.
    pub(crate) week_start: u32,
    /// SKIP=BACKWARD: what falls on the 31st of a shorter month happens on its last day.
    pub(crate) backward: bool,
    pub(crate) by: By,
}

/// Why a rule cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadRule;

impl Rule {
    /// Reads a rule. Parts that nobody knows are passed over.
    pub(crate) fn parse(text: &[u8]) -> Result<Self, BadRule> {
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            week_start: 0,
            backward: false,
            by: By::default(),
        };
        let mut frequency = None;
        for part in text.split(|byte| *byte == b';') {
            let part = part.trim_ascii();
            let Some(at) = part.iter().position(|byte| *byte == b'=') else { continue };
            let (name, value) = part.split_at(at);
            let value = value.get(1..).unwrap_or_default().trim_ascii();
            // Some say the property's name twice.
            let name = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
            if name.eq_ignore_ascii_case(b"FREQ") {
                frequency = Some(frequency_of(value).ok_or(BadRule)?);
            } else {
                rule.part(&name.to_ascii_uppercase(), value).ok_or(BadRule)?;
            }
        }
        rule.frequency = frequency.ok_or(BadRule)?;
        if rule.by.positions.len() > 1 {
            rule.by.positions.sort_unstable();
            rule.by.positions.dedup();
        }
        Ok(rule)
    }

    fn part(&mut self, name: &[u8], value: &[u8]) -> Option<()> {
        let by = &mut self.by;
        match name {
            b"INTERVAL" => self.interval = integer(value)?.max(1),
            // A count below one is no count, as others read it, too.
            b"COUNT" => self.count = Some(integer(value)?).filter(|count| *count > 0),
            b"UNTIL" => self.until = Some(Stamp::parse(value, None)?),
            b"WKST" => self.week_start = weekday_of(value)?,
            b"RSCALE" => return value.eq_ignore_ascii_case(b"GREGORIAN").then_some(()),
            b"SKIP" => self.backward = value.eq_ignore_ascii_case(b"BACKWARD"),
            b"BYMONTH" => each(value, 1..=12, |number| by.months.add(number))?,
            b"BYWEEKNO" => each(value, -53..=53, |number| by.weeks.add(number))?,
            b"BYYEARDAY" => each(value, -366..=366, |number| by.year_days.add(number))?,
            b"BYMONTHDAY" => each(value, -31..=31, |number| by.month_days.add(number))?,
            b"BYHOUR" => each(value, 0..=23, |number| by.hours.add(number))?,
            b"BYMINUTE" => each(value, 0..=59, |number| by.minutes.add(number))?,
            b"BYSECOND" => each(value, 0..=60, |number| by.seconds.add(number.min(59)))?,
            b"BYSETPOS" => each(value, -366..=366, |number| {
                // Longer lists than there are numbers repeat themselves.
                if by.positions.len() < 732 {
                    by.positions.push(number);
                }
            })?,
            b"BYDAY" => {
                for day in value.split(|byte| *byte == b',') {
                    self.weekday(day.trim_ascii())?;
                }
            }
            _ => {}
        }
        Some(())
    }

    /// Adds `MO`, `2TU` or `-1FR`.
    fn weekday(&mut self, text: &[u8]) -> Option<()> {
        let (number, name) = text.split_at(text.len().checked_sub(2)?);
        let day = weekday_of(name)?;
        if number.is_empty() {
            self.by.weekdays.add(i64::from(day));
        } else {
            let number = integer(number).filter(|number| *number != 0 && number.abs() <= 53)?;
            self.by.nth_weekdays.get_mut(usize::try_from(day).ok()?)?.add(number);
        }
        Some(())
    }
}

/// Hands on each number of a list within its range. Zero is never meant where numbers count from one.
fn each(list: &[u8], range: std::ops::RangeInclusive<i64>, mut take: impl FnMut(i64)) -> Option<()> {
    for item in list.split(|byte| *byte == b',') {
        let number = integer(item)?;
        if !range.contains(&number) || (number == 0 && *range.start() != 0) {
            return None;
        }
        take(number);
    }
    Some(())
}

fn weekday_of(name: &[u8]) -> Option<u32> {
    let names: [&[u8]; 7] = [b"MO", b"TU", b"WE", b"TH", b"FR", b"SA", b"SU"];
    (0..7).zip(names).find(|(_, known)| name.eq_ignore_ascii_case(known)).map(|(day, _)| day)
}

fn frequency_of(name: &[u8]) -> Option<Frequency> {
    use Frequency::{Daily, Hourly, Minutely, Monthly, Secondly, Weekly, Yearly};
    let names: [(&[u8], Frequency); 7] = [
        (b"YEARLY", Yearly),
        (b"MONTHLY", Monthly),
        (b"WEEKLY", Weekly),
        (b"DAILY", Daily),
        (b"HOURLY", Hourly),
        (b"MINUTELY", Minutely),
        (b"SECONDLY", Secondly),
    ];
    names.into_iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, frequency)| frequency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_in_any_order_and_case() {
        let rule = Rule::parse(b"byday=-1fr,MO;INTERVAL=2;freq=Monthly;COUNT=5;X-NEW=1;").unwrap();
        assert_eq!((rule.frequency, rule.interval, rule.count), (Frequency::Monthly, 2, Some(5)));
        assert!(rule.by.weekdays.has(0) && rule.by.nth_weekdays[4].has(4, 4));
    }

    #[test]
    fn a_rule_that_says_nonsense_is_refused() {
        for text in
            ["", "FREQ=NEVER", "INTERVAL=2", "FREQ=DAILY;BYHOUR=24", "FREQ=DAILY;BYMONTHDAY=0", "FREQ"]
        {
            assert_eq!(Rule::parse(text.as_bytes()), Err(BadRule), "{text}");
        }
    }
}
