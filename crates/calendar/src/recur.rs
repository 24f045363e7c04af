//! When a rule fires: local times, in order, near the stretch that is asked for.
//!
//! A rule steps through its periods (years, months, weeks, days, or hours, minutes, seconds). Where no COUNT has to be
//! counted from the beginning, the first period looked at is the one before the stretch, however long ago the rule
//! began. Every period and every day looked at is a step, and steps are bounded.

use crate::civil::{
    Civil, DAY, END, LAST_YEAR, days_in_month, days_in_year, week_number, week_start, weekday,
};
use crate::limits::Steps;
use crate::rule::{By, Frequency, Rule};
use crate::sink::Sink;

/// Steps that it takes to begin with a rule.
const BEGINNING: u64 = 8;

/// A stretch of local seconds: from the first to just before the second.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    pub(crate) from: i64,
    pub(crate) to: i64,
}

/// Calls `found` with each local time within the stretch at which the rule fires, from `start` (DTSTART) on, in order.
///
/// `start` itself is the first occurrence whether it fits the rule or not, so it counts where the rule has a COUNT; it
/// is not told here unless it fits. False when the steps did not suffice.
pub(crate) fn fire(
    rule: &Rule,
    start: i64,
    within: Stretch,
    steps: &mut Steps,
    found: impl FnMut(i64),
) -> bool {
    // Beginning takes longer than a step does.
    if !steps.take(BEGINNING + u64::try_from(rule.by.positions.len() / 16).unwrap_or(0)) {
        return false;
    }
    let mut to = within.to.min(END);
    let mut left = rule.count;
    if let Some(count) = rule.count.filter(|_| rule.by.is_empty())
        && let Some(unit) = unit(rule.frequency)
    {
        // Each period has exactly one, so the last one is known without counting.
        let last = (count - 1).saturating_mul(rule.interval).saturating_mul(unit);
        to = to.min(last.saturating_add(start).saturating_add(1));
        left = None;
    }
    let anchored = Anchored { by: filled(rule, start), rule, start };
    let mut sink = Sink { start, from: within.from, to, left, first: true, found };
    if rule.frequency <= Frequency::Daily {
        anchored.by_days(&mut sink, steps)
    } else {
        anchored.by_clock(&mut sink, steps)
    }
}

/// The length of a period that always has the same one, in seconds.
fn unit(frequency: Frequency) -> Option<i64> {
    Some(match frequency {
        Frequency::Weekly => 7 * DAY,
        Frequency::Daily => DAY,
        Frequency::Hourly => 3_600,
        Frequency::Minutely => 60,
        Frequency::Secondly => 1,
        Frequency::Yearly | Frequency::Monthly => return None,
    })
}

/// What a rule leaves open comes from its beginning.
fn filled(rule: &Rule, start: i64) -> By {
    let mut by = rule.by.clone();
    let day = start.div_euclid(DAY);
    let date = Civil::of(day);
    match rule.frequency {
        Frequency::Yearly if !by.weeks.is_empty() && !by.names_weekdays() => {
            by.weekdays.add(i64::from(weekday(day)));
        }
        Frequency::Yearly if !by.names_days() => {
            if by.months.is_empty() {
                by.months.add(date.month);
            }
            by.month_days.add(date.day);
        }
        Frequency::Monthly if !by.names_days() => by.month_days.add(date.day),
        Frequency::Weekly if !by.names_days() => by.weekdays.add(i64::from(weekday(day))),
        _ => {}
    }
    if rule.frequency != Frequency::Yearly && rule.frequency != Frequency::Monthly {
        // Numbers mean nothing within a week or a day.
        for (day, nth) in (0..).zip(&mut by.nth_weekdays) {
            if !nth.is_empty() {
                by.weekdays.add(day);
                *nth = Default::default();
            }
        }
    }
    let second = start.rem_euclid(DAY);
    for (set, shorter, value) in [
        (&mut by.hours, Frequency::Hourly, second / 3_600),
        (&mut by.minutes, Frequency::Minutely, second / 60 % 60),
        (&mut by.seconds, Frequency::Secondly, second % 60),
    ] {
        if set.is_empty() && rule.frequency < shorter {
            set.add(value);
        }
    }
    by
}

/// A rule with its beginning.
struct Anchored<'a> {
    by: By,
    rule: &'a Rule,
    start: i64,
}

impl Anchored<'_> {
    /// Years, months, weeks and days: the days of a period that fit, each at every time of day.
    fn by_days(&self, sink: &mut Sink<impl FnMut(i64)>, steps: &mut Steps) -> bool {
        if !steps.take(self.by.hours.count() * self.by.minutes.count() * self.by.seconds.count()) {
            return false;
        }
        let times = self.times(0..DAY);
        let base = self.period_of(self.start.div_euclid(DAY));
        let near = self.period_of(sink.begin().div_euclid(DAY));
        let mut skipped = (near - base).max(0) / self.rule.interval;
        let mut days = Vec::new();
        loop {
            let Some((first, last)) = self.period(base + skipped * self.rule.interval) else { return true };
            if first * DAY >= sink.to {
                return true;
            }
            days.clear();
            if !self.days(first, last, &mut days, steps) {
                return false;
            }
            if !steps.take(self.chosen()) {
                return false;
            }
            let all = days.iter().flat_map(|day| times.iter().map(move |time| day * DAY + time));
            if self.by.positions.is_empty() {
                for local in all {
                    if !steps.take(1) {
                        return false;
                    }
                    if !sink.take(local) {
                        return true;
                    }
                }
            } else {
                let at = |index: usize| {
                    Some(
                        days.get(index / times.len().max(1))? * DAY
                            + times.get(index % times.len().max(1))?,
                    )
                };
                for local in self.positioned(days.len() * times.len(), at) {
                    if !sink.take(local) {
                        return true;
                    }
                }
            }
            skipped += 1;
        }
    }

    /// How many positions are chosen of each period.
    fn chosen(&self) -> u64 {
        u64::try_from(self.by.positions.len()).unwrap_or(0)
    }

    /// Hours, minutes and seconds: a period that fits has its times; whole days and hours that do not are leapt over.
    fn by_clock(&self, sink: &mut Sink<impl FnMut(i64)>, steps: &mut Steps) -> bool {
        let unit = unit(self.rule.frequency).unwrap_or(1);
        let step = unit * self.rule.interval;
        let base = self.start - self.start.rem_euclid(unit);
        let after = |moment: i64| (moment - base + step - 1).div_euclid(step);
        let mut skipped = ((sink.begin() - base).max(0) / step - 1).max(0);
        if !steps.take(self.by.minutes.count() * self.by.seconds.count()) {
            return false;
        }
        // The times of an hour or a minute; those of each period are the same.
        let within = self.times(0..unit);
        let (mut day, mut fits) = (i64::MIN, true);
        loop {
            let period = base + skipped * step;
            if period >= sink.to {
                return true;
            }
            if !steps.take(1 + self.chosen()) {
                return false;
            }
            if self.by.has_days() && period.div_euclid(DAY) != day {
                day = period.div_euclid(DAY);
                fits = self.fits(day);
            }
            let leap = if !fits { Some(DAY) } else { self.misses(period) };
            if let Some(leap) = leap {
                skipped = after((period.div_euclid(leap) + 1) * leap).max(skipped + 1);
                continue;
            }
            if self.by.positions.is_empty() {
                for second in &within {
                    if !steps.take(1) {
                        return false;
                    }
                    if !sink.take(period + second) {
                        return true;
                    }
                }
            } else {
                for local in self.positioned(within.len(), |index| Some(period + within.get(index)?)) {
                    if !sink.take(local) {
                        return true;
                    }
                }
            }
            skipped += 1;
        }
    }

    /// The length of the hour, minute or second that a period lies in and that does not fit.
    fn misses(&self, period: i64) -> Option<i64> {
        let second = period.rem_euclid(DAY);
        let misses = |set: &crate::bits::Bits<1>, value| !set.is_empty() && !set.has(value);
        if misses(&self.by.hours, second / 3_600) {
            return Some(3_600);
        }
        if self.rule.frequency >= Frequency::Minutely && misses(&self.by.minutes, second / 60 % 60) {
            return Some(60);
        }
        (self.rule.frequency == Frequency::Secondly && misses(&self.by.seconds, second % 60)).then_some(1)
    }

    /// The seconds within a day, hour, minute or second at which it fires.
    fn times(&self, of: std::ops::Range<i64>) -> Vec<i64> {
        let one = crate::bits::Bits::<1>::default();
        let or_zero = |set: &crate::bits::Bits<1>, asked: bool| {
            let mut set = if asked { *set } else { one };
            if set.is_empty() {
                set.add(0);
            }
            set
        };
        let hours = or_zero(&self.by.hours, of.end > 3_600);
        let minutes = or_zero(&self.by.minutes, of.end > 60);
        let seconds = or_zero(&self.by.seconds, of.end > 1);
        let mut times = Vec::new();
        for hour in hours.iter() {
            for minute in minutes.iter() {
                times.extend(seconds.iter().map(|second| hour * 3_600 + minute * 60 + second));
            }
        }
        times
    }

    /// The occurrences of one period that BYSETPOS picks out of `many`, in order.
    fn positioned(&self, many: usize, at: impl Fn(usize) -> Option<i64>) -> Vec<i64> {
        let many = i64::try_from(many).unwrap_or(0);
        let places = self.by.positions.iter().map(|place| if *place < 0 { many + place } else { place - 1 });
        let mut picked: Vec<_> =
            places.filter_map(|place| usize::try_from(place).ok()).filter_map(at).collect();
        picked.sort_unstable();
        picked.dedup();
        picked
    }

    /// The number of the period a day lies in.
    fn period_of(&self, day: i64) -> i64 {
        let date = Civil::of(day);
        match self.rule.frequency {
            Frequency::Yearly => date.year,
            Frequency::Monthly => date.year * 12 + date.month - 1,
            Frequency::Weekly => week_start(day, self.rule.week_start).div_euclid(7),
            _ => day,
        }
    }

    /// The first and the last day of a period; none after the last year.
    fn period(&self, number: i64) -> Option<(i64, i64)> {
        let (first, last) = match self.rule.frequency {
            Frequency::Yearly => {
                let first = Civil::number(number.min(LAST_YEAR + 1), 1, 1);
                (first, first + days_in_year(number) - 1)
            }
            Frequency::Monthly => {
                let (year, month) = (number.div_euclid(12).min(LAST_YEAR + 1), number.rem_euclid(12) + 1);
                let first = Civil::number(year, month, 1);
                (first, first + days_in_month(year, month) - 1)
            }
            Frequency::Weekly => {
                // The week whose start lies in these seven days; 1970 began on a Thursday.
                let start = number.min(END / DAY) * 7 + (i64::from(self.rule.week_start) + 4) % 7;
                (start, start + 6)
            }
            _ => (number, number),
        };
        (first < END / DAY).then_some((first, last))
    }

    /// The days of a period that fit.
    fn days(&self, first: i64, last: i64, days: &mut Vec<i64>, steps: &mut Steps) -> bool {
        let mut day = first;
        while day <= last {
            if !steps.take(1) {
                return false;
            }
            let date = Civil::of(day);
            if !self.by.months.is_empty() && !self.by.months.has(date.month) {
                // On to the next month.
                day += days_in_month(date.year, date.month) - date.day + 1;
                continue;
            }
            if self.fits_on(day, date) {
                days.push(day);
            }
            day += 1;
        }
        true
    }

    fn fits(&self, day: i64) -> bool {
        let date = Civil::of(day);
        (self.by.months.is_empty() || self.by.months.has(date.month)) && self.fits_on(day, date)
    }

    /// Whether a day of a month that fits fits, too.
    fn fits_on(&self, day: i64, date: Civil) -> bool {
        let by = &self.by;
        let of_month = days_in_month(date.year, date.month);
        if !by.month_days.is_empty() {
            let cut = self.rule.backward
                && date.day == of_month
                && (of_month + 1..=31).any(|missing| by.month_days.front.has(missing));
            if !cut && !by.month_days.has(date.day, of_month) {
                return false;
            }
        }
        let (of_year, in_year) = (day - Civil::number(date.year, 1, 1) + 1, days_in_year(date.year));
        if !by.year_days.is_empty() && !by.year_days.has(of_year, in_year) {
            return false;
        }
        if !by.weeks.is_empty() {
            let (week, many) = week_number(day, self.rule.week_start);
            if !by.weeks.has(week, many) {
                return false;
            }
        }
        if !by.names_weekdays() {
            return true;
        }
        let weekday = weekday(day);
        if by.weekdays.has(i64::from(weekday)) {
            return true;
        }
        let Some(nth) = usize::try_from(weekday).ok().and_then(|weekday| by.nth_weekdays.get(weekday)) else {
            return false;
        };
        // Numbers count within the month, or within the year where no month is named.
        let in_month = self.rule.frequency == Frequency::Monthly || !by.months.is_empty();
        let (place, many) = if in_month { (date.day, of_month) } else { (of_year, in_year) };
        !nth.is_empty() && (nth.front.has((place - 1) / 7 + 1) || nth.back.has((many - place) / 7 + 1))
    }
}
