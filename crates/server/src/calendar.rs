//! The command `toward calendar`: for checking what is read of a calendar, and for scripts. It needs no server.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::calendar::{Ask, Daily, Interval, Limits};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde_json::json;

/// What may be asked about calendars.
#[derive(Subcommand)]
pub enum Command {
    /// Print when somebody is busy, as JSON
    Busy(Busy),
    /// Print when two people are free at once, as JSON
    Free(Free),
}

/// The stretch of time that is of interest.
#[derive(Args)]
struct Within {
    /// Beginning, as 2026-10-01T00:00:00Z
    #[arg(long)]
    from: String,
    /// End, as 2026-12-01T00:00:00Z
    #[arg(long)]
    to: String,
}

/// When somebody is busy.
#[derive(Args)]
pub struct Busy {
    /// Time zone of the person whose calendar it is, as Europe/Berlin
    #[arg(long)]
    zone: String,
    #[command(flatten)]
    within: Within,
    /// The iCalendar file; - reads standard input
    file: PathBuf,
}

/// When two people are free at once.
#[derive(Args)]
pub struct Free {
    /// The first one's iCalendar file; - reads standard input
    #[arg(long)]
    a: PathBuf,
    /// The first one's time zone; the time of day is meant in it
    #[arg(long)]
    zone_a: String,
    /// The second one's iCalendar file
    #[arg(long)]
    b: PathBuf,
    /// The second one's time zone
    #[arg(long)]
    zone_b: String,
    #[command(flatten)]
    within: Within,
    /// Time of day, as 18:00-22:00; it may cross midnight
    #[arg(long, default_value = "00:00-24:00")]
    daily: String,
    /// The least number of minutes
    #[arg(long, default_value_t = 60)]
    minutes: u32,
}

/// Runs the command: one line of JSON to `out`, lines that cannot be read to `err`. A failure is JSON, too.
pub fn run(command: &Command, out: &mut impl Write, err: &mut impl Write) -> ExitCode {
    let said = match command {
        Command::Busy(ask) => busy(ask, err).map(|list| json!({ "busy": pairs(&list) })),
        Command::Free(ask) => free(ask, err).map(|list| json!({ "free": pairs(&list) })),
    };
    let (line, code) = match said {
        Ok(said) => (said, ExitCode::SUCCESS),
        Err(error) => (json!({ "error": error }), ExitCode::FAILURE),
    };
    // Whoever closed the pipe has seen enough.
    let _ = writeln!(out, "{line}");
    code
}

fn busy(ask: &Busy, err: &mut impl Write) -> Result<Vec<Interval>, String> {
    let within = ask.within.interval()?;
    read(&ask.file, &zone(&ask.zone)?, within, err)
}

fn free(ask: &Free, err: &mut impl Write) -> Result<Vec<Interval>, String> {
    let within = ask.within.interval()?;
    let daily: Daily = ask.daily.parse().map_err(|error: ::calendar::BadDaily| error.to_string())?;
    let (zone_a, zone_b) = (zone(&ask.zone_a)?, zone(&ask.zone_b)?);
    let a = read(&ask.a, &zone_a, within, err)?;
    let b = read(&ask.b, &zone_b, within, err)?;
    Ok(::calendar::free(&a, &b, daily, &zone_a, within, ask.minutes))
}

impl Within {
    fn interval(&self) -> Result<Interval, String> {
        let moment = |text: &str| {
            text.parse::<Timestamp>()
                .map_err(|_| format!("“{text}” is no moment; one is written 2026-10-01T00:00:00Z"))
        };
        Interval::new(moment(&self.from)?, moment(&self.to)?)
            .ok_or_else(|| format!("{} is not before {}", self.from, self.to))
    }
}

fn zone(name: &str) -> Result<TimeZone, String> {
    let found = jiff::tz::db().get(name).ok().filter(|zone| !zone.is_unknown());
    found.ok_or_else(|| format!("the time zone “{name}” is not known; one is written Europe/Berlin"))
}

/// When the owner of a file is busy. What cannot be read of it goes to `err`.
fn read(
    file: &Path,
    attendee: &TimeZone,
    within: Interval,
    err: &mut impl Write,
) -> Result<Vec<Interval>, String> {
    let limits = Limits::default();
    let bytes = load(file, limits.bytes).map_err(|error| format!("{}: {error}", file.display()))?;
    let zones: &TimeZoneDatabase = jiff::tz::db();
    let read = ::calendar::busy(&bytes, &Ask { attendee, zones, within, limits })
        .map_err(|error| format!("{}: {error}", file.display()))?;
    for problem in &read.problems {
        let _ = writeln!(err, "{}:{}: {}", file.display(), problem.line, problem.what);
    }
    Ok(read.busy)
}

/// The bytes of a file or of standard input: at most one more than may be, which tells that there are more.
fn load(file: &Path, most: usize) -> io::Result<Vec<u8>> {
    let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn pairs(list: &[Interval]) -> Vec<[String; 2]> {
    list.iter().map(|one| [one.start().to_string(), one.end().to_string()]).collect()
}
