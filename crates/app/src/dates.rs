//! Dates as people say them, in the page's language.

use content::{Arg, Words};
use domain::{Day, Instant};
use jiff::tz::TimeZone;

/// `23 November 2026`.
pub(crate) fn day(words: &Words, day: Day) -> String {
    let date = day.date();
    let month = words.say(&format!("month-{}", date.month()));
    words.say_with(
        "date-long",
        &[
            ("day", Arg::Number(date.day().into())),
            ("month", Arg::Text(&month)),
            ("year", Arg::Text(&date.year().to_string())),
        ],
    )
}

/// `Monday 23 November`.
pub(crate) fn weekday(words: &Words, day: Day) -> String {
    let date = day.date();
    let weekday = words.say(&format!("weekday-{}", date.weekday().to_monday_one_offset()));
    let month = words.say(&format!("month-{}", date.month()));
    words.say_with(
        "date-weekday",
        &[
            ("weekday", Arg::Text(&weekday)),
            ("day", Arg::Number(date.day().into())),
            ("month", Arg::Text(&month)),
        ],
    )
}

/// `23 November 2026, 18:05`.
pub(crate) fn moment(words: &Words, at: Instant, zone: &TimeZone) -> String {
    let stamp = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = zone.to_datetime(stamp);
    let day = day(words, at.day_in(zone));
    words.say_with(
        "date-moment",
        &[
            ("day", Arg::Text(&day)),
            ("time", Arg::Text(&format!("{:02}:{:02}", local.hour(), local.minute()))),
        ],
    )
}
