//! Measures reading, free time and the feed, and reads many files in one go, for `bin/bench-calendar`.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark measures, prints, and stops where something is wrong"
)]

use std::io::BufRead;
use std::time::Instant;

use calendar::{Ask, Daily, Entry, Feed, Interval, Limits, Transparency, busy, feed, free};
use jiff::SignedDuration;
use jiff::tz::TimeZoneDatabase;

fn main() {
    let zones = TimeZoneDatabase::bundled();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["busy", zone, from, to, file] => expand(&zones, zone, between(from, to), file),
        ["free", zone, from, to, a, b] => both(&zones, zone, between(from, to), a, b),
        ["feed"] => two_years(&zones),
        ["many"] => many(&zones),
        _ => panic!("measure busy ZONE FROM TO FILE | free ZONE FROM TO FILE FILE | feed | many"),
    }
}

fn between(from: &str, to: &str) -> Interval {
    Interval::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
}

/// The median of eleven runs, in milliseconds, and what the last one gave.
fn median<T>(mut run: impl FnMut() -> T) -> (f64, T) {
    let mut timed = || {
        let begun = Instant::now();
        let result = run();
        (begun.elapsed().as_secs_f64() * 1_000.0, result)
    };
    let mut times: Vec<f64> = (0..10).map(|_| timed().0).collect();
    let (last, result) = timed();
    times.push(last);
    times.sort_by(f64::total_cmp);
    (times.get(5).copied().unwrap_or(last), result)
}

fn read(zones: &TimeZoneDatabase, zone: &str, within: Interval, bytes: &[u8]) -> Vec<Interval> {
    let attendee = zones.get(zone).unwrap();
    busy(bytes, &Ask { attendee: &attendee, zones, within, limits: Limits::default() }).unwrap().busy
}

fn expand(zones: &TimeZoneDatabase, zone: &str, within: Interval, file: &str) {
    let bytes = std::fs::read(file).unwrap();
    let (time, found) = median(|| read(zones, zone, within, &bytes));
    println!("{time:.2} {}", found.len());
}

fn both(zones: &TimeZoneDatabase, zone: &str, within: Interval, a: &str, b: &str) {
    let (a, b) = (std::fs::read(a).unwrap(), std::fs::read(b).unwrap());
    let attendee = zones.get(zone).unwrap();
    let daily: Daily = "18:00-22:00".parse().unwrap();
    let (time, found) = median(|| {
        let (a, b) = (read(zones, zone, within, &a), read(zones, zone, within, &b));
        free(&a, &b, daily, &attendee, within, 60)
    });
    println!("{time:.2} {}", found.len());
}

/// Five times a day for two years, in two zones.
fn two_years(zones: &TimeZoneDatabase) {
    let first = jiff::civil::date(2026, 1, 1).at(7, 0, 0, 0);
    let stamp = "2026-01-01T00:00:00Z".parse().unwrap();
    let entries: Vec<_> = (0..3_650)
        .map(|n| Entry {
            uid: format!("{n:08x}-6c1f-4f0e-9d7e-1f2e3d4c5b6a@toward.invalid"),
            sequence: 0,
            dtstamp: stamp,
            last_modified: stamp,
            summary: "Walk round the block".to_owned(),
            description: Some("Ten minutes and shoes. The telephones stay where they are.".to_owned()),
            url: Some(format!("https://toward.example/together/{n:08x}")),
            start: first + SignedDuration::from_hours(n / 5 * 24 + n % 5 * 3),
            zone: if n % 7 == 0 { "America/New_York" } else { "Europe/Berlin" }.to_owned(),
            minutes: 30,
            cancelled: n % 50 == 0,
        })
        .collect();
    let of =
        Feed { name: "Toward", transparency: Transparency::Opaque, refresh_hours: 12, entries: &entries };
    let (time, bytes) = median(|| feed(&of, zones).unwrap());
    println!("{time:.2} {}", bytes.len());
}

/// Answers each line `zone TAB from TAB to TAB file` with a line of stretches, or with `error`.
fn many(zones: &TimeZoneDatabase) {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let parts: Vec<_> = line.split('\t').collect();
        let [zone, from, to, file] = parts.as_slice() else { panic!("not four parts: {line}") };
        let attendee = zones.get(zone).unwrap();
        let bytes = std::fs::read(file).unwrap();
        let ask = Ask { attendee: &attendee, zones, within: between(from, to), limits: Limits::default() };
        match busy(&bytes, &ask) {
            Ok(said) => {
                let list: Vec<_> =
                    said.busy.iter().map(|one| format!("{}/{}", one.start(), one.end())).collect();
                println!("{}", list.join(" "));
            }
            Err(error) => println!("error {error}"),
        }
    }
}
