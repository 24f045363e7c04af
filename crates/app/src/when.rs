//! When something is: moments on the reader's own clock, rhythms and lengths in words, and what date and time fields
//! hold.
//!
//! Invariant: nothing here knows where the other one is; two clocks are the reader's and the ritual's.

use content::{Arg, Words};
use domain::rhythm::{Rhythm, Weekdays};
use domain::ritual::Plan;
use domain::{Day, Instant};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::{Ctx, dates};

/// A moment in words: by the reader's clock, and by another one where that shows something else.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct At {
    /// `Friday 27 November`.
    pub(crate) day: String,
    /// `19:30`.
    pub(crate) time: String,
    /// `13:30 in New York`, with its day where that differs.
    pub(crate) there: Option<String>,
}

impl At {
    /// All of it in one line.
    pub(crate) fn line(&self, words: &Words) -> String {
        let here = words.say_with("when-at", &[("day", (&self.day).into()), ("time", (&self.time).into())]);
        self.both(words, here)
    }

    /// The time of day, where the day has been said.
    pub(crate) fn time_line(&self, words: &Words) -> String {
        self.both(words, self.time.clone())
    }

    fn both(&self, words: &Words, here: String) -> String {
        match &self.there {
            Some(there) => words.say_with("when-both", &[("here", (&here).into()), ("there", there.into())]),
            None => here,
        }
    }
}

/// The zone with this IANA name; one that is unknown here reads as the reader's own.
pub(crate) fn zone(ctx: &Ctx<'_>, name: &str) -> TimeZone {
    ctx.world.zones.get(name).unwrap_or_else(|_| ctx.world.zone.clone())
}

/// `New York`, of `America/New_York`.
pub(crate) fn place(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// A moment as the reader's clock shows it, and as the clock of the named zone does where the two differ.
pub(crate) fn at(ctx: &Ctx<'_>, moment: Instant, zone: &str) -> At {
    let own = &ctx.world.zone;
    let theirs = self::zone(ctx, zone);
    let (day, time) = (moment.day_in(own), minute_in(moment, own));
    let (day_there, time_there) = (moment.day_in(&theirs), minute_in(moment, &theirs));
    let there = || {
        let (place, time) = (place(zone), clock(time_there));
        let args = [("place", Arg::Text(&place)), ("time", Arg::Text(&time))];
        if day == day_there {
            return ctx.words.say_with("when-there", &args);
        }
        let day = dates::weekday(ctx.words, day_there);
        let [place, time] = args;
        ctx.words.say_with("when-there-day", &[place, time, ("day", Arg::Text(&day))])
    };
    At {
        day: dates::weekday(ctx.words, day),
        time: clock(time),
        there: ((day, time) != (day_there, time_there)).then(there),
    }
}

/// Whether a clock in the named zone shows what the reader's own does, all through the year to come. (`Etc/UTC` and
/// `UTC` do, and so do Berlin and Paris.)
pub(crate) fn is_own_clock(ctx: &Ctx<'_>, zone: &str) -> bool {
    let there = self::zone(ctx, zone);
    let same = |week: i64| {
        let moment = ctx.world.now.plus_days(week.saturating_mul(7));
        (moment.day_in(&there), minute_in(moment, &there))
            == (moment.day_in(&ctx.world.zone), minute_in(moment, &ctx.world.zone))
    };
    zone == ctx.world.prefs.zone || (0..53).all(same)
}

/// The minute of the day that a clock in this zone shows.
pub(crate) fn minute_in(moment: Instant, zone: &TimeZone) -> u16 {
    let stamp = jiff::Timestamp::from_millisecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = zone.to_datetime(stamp);
    let number = |part: i8| u16::try_from(part).unwrap_or(0);
    number(local.hour()).saturating_mul(60).saturating_add(number(local.minute()))
}

/// `19:30`, of minutes after midnight.
pub(crate) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// What a time field holds, in minutes after midnight: `19:30`, also `7:30` or `19.30` from whoever types it.
pub(crate) fn clock_typed(text: &str) -> Option<u16> {
    let text = text.trim().replace('.', ":");
    let mut parts = text.split(':');
    let mut part = |below: u16| {
        let digits = parts.next()?;
        let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse::<u16>().ok().filter(|number| plain && *number < below)
    };
    let (hour, minute) = (part(24)?, part(60)?);
    // A browser may add seconds.
    let seconds = parts.next().is_none_or(|rest| rest.bytes().all(|c| c == b'0'));
    seconds.then(|| hour.saturating_mul(60).saturating_add(minute))
}

/// What a date field holds: `2026-11-27`.
pub(crate) fn day_typed(text: &str) -> Option<Day> {
    let text = text.trim();
    let shape = |(n, c): (usize, u8)| if matches!(n, 4 | 7) { c == b'-' } else { c.is_ascii_digit() };
    let plain = text.len() == 10 && text.bytes().enumerate().all(shape);
    let date: Date = plain.then(|| text.parse().ok()).flatten()?;
    (1970..2200).contains(&date.year()).then(|| Day::from_date(date))
}

/// A day as a date field and an address have it.
pub(crate) fn day_written(day: Day) -> String {
    day.date().to_string()
}

/// `Friday`, of 4.
pub(crate) fn weekday(words: &Words, day: u8) -> String {
    words.say(&format!("weekday-{}", day.saturating_add(1))).into_owned()
}

/// `half an hour`, `two hours`, `one hour and 20 minutes`, `one day`.
pub(crate) fn length(words: &Words, minutes: u16) -> String {
    let some = |key: &str, n: u16| words.say_with(key, &[("n", n.into())]);
    match (minutes / 60, minutes % 60) {
        (0, 30) => words.say("when-half-hour").into_owned(),
        (0, minutes) => some("when-minutes", minutes),
        (hours, 0) if hours % 24 == 0 => some("when-days", hours / 24),
        (hours, 0) => some("when-hours", hours),
        (hours, 30) => some("when-half-hours", hours),
        (hours, minutes) => {
            let (hours, minutes) = (some("when-hours", hours), some("when-minutes", minutes));
            words.say_with("when-and", &[("first", (&hours).into()), ("last", (&minutes).into())])
        }
    }
}

/// `Monday, Wednesday and Friday`.
pub(crate) fn list(words: &Words, parts: &[String]) -> String {
    let joined = |key: &str, first: &str, last: &str| {
        words.say_with(key, &[("first", Arg::Text(first)), ("last", Arg::Text(last))])
    };
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first, middle @ .., last] => {
            let before =
                middle.iter().fold(first.clone(), |before, next| joined("when-comma", &before, next));
            joined("when-and", &before, last)
        }
    }
}

/// How often: `Every second Friday`, `On the last Sunday of each month`.
pub(crate) fn rhythm(words: &Words, rhythm: &Rhythm, starts: Day) -> String {
    match rhythm {
        Rhythm::Once => {
            let day = dates::weekday(words, starts);
            words.say_with("when-once", &[("day", Arg::Text(&day))])
        }
        Rhythm::Cycle { days: 1, .. } => words.say("when-daily").into_owned(),
        Rhythm::Cycle { days, on } => {
            let places: Vec<u8> = on.places().collect();
            if places == [0] {
                return words.say_with("when-every-days", &[("n", (*days).into())]);
            }
            let places: Vec<_> = places.iter().map(|place| place.saturating_add(1).to_string()).collect();
            let named = list(words, &places);
            let args =
                [("n", Arg::from(places.len())), ("places", (&named).into()), ("days", (*days).into())];
            words.say_with("when-rota", &args)
        }
        Rhythm::Week { n, on } => weekly(words, *n, *on),
        Rhythm::MonthDay { day } => words.say_with("when-month-day", &[("day", (*day).into())]),
        Rhythm::MonthWeekday { nth, on } => {
            let day = weekday(words, *on);
            words.say_with(
                "when-month-weekday",
                &[("nth", (*nth).max(0).unsigned_abs().into()), ("day", (&day).into())],
            )
        }
        Rhythm::Year { month, day } => {
            let month = words.say(&format!("month-{month}"));
            words.say_with("when-yearly", &[("day", (*day).into()), ("month", Arg::Text(&month))])
        }
    }
}

fn weekly(words: &Words, n: u8, on: Weekdays) -> String {
    let days: Vec<_> = on.days().map(|day| weekday(words, day)).collect();
    match (n, days.len()) {
        (1, 7) => words.say("when-daily").into_owned(),
        (1, _) if on == Weekdays::WORKING => words.say("when-working").into_owned(),
        (_, count) => {
            let key = if count == 1 { "when-week" } else { "when-weeks" };
            words.say_with(key, &[("n", n.into()), ("days", (&list(words, &days)).into())])
        }
    }
}

/// When, how often and how long: `Every second Friday at 19:30, two hours`; with the place of the clock, where the
/// reader's own is another zone.
pub(crate) fn plan(ctx: &Ctx<'_>, plan: &Plan) -> String {
    let rhythm = rhythm(ctx.words, &plan.rhythm, plan.starts);
    let (time, length, place) = (clock(plan.at), length(ctx.words, plan.minutes), place(&plan.zone));
    let key = if is_own_clock(ctx, &plan.zone) { "when-plan" } else { "when-plan-there" };
    ctx.words.say_with(
        key,
        &[
            ("rhythm", (&rhythm).into()),
            ("time", (&time).into()),
            ("length", (&length).into()),
            ("place", (&place).into()),
        ],
    )
}

/// A rhythm of the library as the rules know it, and the first day it may begin on, from a day on.
pub(crate) fn of_library(rhythm: &content::Rhythm, from: Day) -> (Rhythm, Day) {
    let number = |day: content::Weekday| {
        let place = content::Weekday::ALL.iter().position(|each| *each == day);
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or(0)
    };
    let rhythm = match rhythm {
        content::Rhythm::Daily => Rhythm::daily(),
        content::Rhythm::Weekdays => Rhythm::Week { n: 1, on: Weekdays::WORKING },
        content::Rhythm::Weekly { n, on } => {
            Rhythm::Week { n: *n, on: Weekdays::of(on.iter().map(|day| number(*day))) }
        }
        content::Rhythm::MonthlyOn { nth, on } => Rhythm::MonthWeekday { nth: *nth, on: number(*on) },
        content::Rhythm::Monthly { day } => Rhythm::MonthDay { day: *day },
        content::Rhythm::EveryDays { n } => Rhythm::Cycle { days: *n, on: domain::rhythm::Places::of([0]) },
        content::Rhythm::Yearly { month, day } => Rhythm::Year { month: *month, day: *day },
    };
    let first = rhythm.days(from, from, from.plus(372)).next().unwrap_or(from);
    (rhythm, first)
}

#[cfg(test)]
mod tests;
