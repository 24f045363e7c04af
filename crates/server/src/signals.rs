//! The command `toward signals`: when early warning would have spoken, for checking the rule on weekly scores of any
//! kind. It needs no server, and knows of each week only what came before it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use csv::{ReaderBuilder, StringRecord, Trim, WriterBuilder};
use domain::signals::{Reading, Signal, replay};

/// What may be asked about signals.
#[derive(Subcommand)]
pub enum Command {
    /// Print the weeks in which a word would have been said, as CSV
    Replay(Replay),
}

/// Weekly scores to go through.
#[derive(Args)]
pub struct Replay {
    /// CSV with the columns `stream_id,week,score`: weeks are whole numbers, scores 0 to 100 or empty; - reads standard
    /// input
    file: PathBuf,
    /// Say beside each week what was seen
    #[arg(long)]
    explain: bool,
}

/// The columns that are read.
const COLUMNS: [&str; 3] = ["stream_id", "week", "score"];
/// Weeks lie within so many of 0.
const FAR: i32 = 1_000_000;

/// Runs the command.
///
/// # Errors
///
/// What cannot be read, with its line, or written.
pub fn run(command: &Command, out: &mut impl Write) -> Result<(), String> {
    let Command::Replay(ask) = command;
    let told = |error: String| format!("{}: {error}", ask.file.display());
    let streams = streams(open(&ask.file).map_err(|error| told(error.to_string()))?).map_err(told)?;
    match write(ask, &streams, out) {
        // Whoever closed the pipe has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

fn write(ask: &Replay, streams: &[(String, Vec<Reading>)], out: &mut impl Write) -> io::Result<()> {
    let mut out = WriterBuilder::new().from_writer(out);
    let columns = ["stream_id", "week", "why"];
    let many = if ask.explain { 3 } else { 2 };
    out.write_record(columns.iter().take(many))?;
    for (stream, readings) in streams {
        for (week, signal) in replay(readings) {
            let row = [stream.clone(), week.to_string(), why(&signal)];
            out.write_record(row.iter().take(many))?;
        }
    }
    out.flush()
}

fn why(signal: &Signal) -> String {
    let Signal { since, usual, lately } = signal;
    format!("lower since about week {since}: {usual:.0} before, {lately:.0} from then on")
}

fn open(file: &Path) -> io::Result<Box<dyn Read>> {
    if file.as_os_str() == "-" { Ok(Box::new(io::stdin())) } else { Ok(Box::new(File::open(file)?)) }
}

/// The readings of each stream by week, in the order in which the streams come.
fn streams(from: impl Read) -> Result<Vec<(String, Vec<Reading>)>, String> {
    let mut from = ReaderBuilder::new().trim(Trim::All).from_reader(from);
    let header = from.headers().map_err(|error| error.to_string())?.clone();
    let place = |column: &str| header.iter().position(|name| name == column);
    let [Some(stream), Some(week), Some(score)] = COLUMNS.map(place) else {
        return Err(format!("the first line has to name the columns {}", COLUMNS.join(",")));
    };
    let mut order: Vec<String> = Vec::new();
    let mut all: BTreeMap<String, BTreeMap<i32, Option<f64>>> = BTreeMap::new();
    let mut row = StringRecord::new();
    while from.read_record(&mut row).map_err(|error| error.to_string())? {
        let line = row.position().map_or(0, csv::Position::line);
        let field = |at: usize| row.get(at).unwrap_or_default();
        let name = field(stream).to_owned();
        let week = number::<i32>(field(week), |week| (-FAR..=FAR).contains(week))
            .ok_or_else(|| format!("line {line}: “{}” is no week; one is a whole number", field(week)))?;
        let score = match field(score) {
            "" => None,
            text => Some(number::<f64>(text, |score| (0.0..=100.0).contains(score)).ok_or_else(|| {
                format!("line {line}: “{text}” is no score; one is a number from 0 to 100, or empty")
            })?),
        };
        let weeks = all.entry(name.clone()).or_insert_with(|| {
            order.push(name.clone());
            BTreeMap::new()
        });
        if weeks.insert(week, score).is_some() {
            return Err(format!("line {line}: week {week} of “{name}” is there twice"));
        }
    }
    let readings = |name: String| {
        let weeks = all.remove(&name).unwrap_or_default().into_iter();
        let readings = weeks.filter_map(|(week, score)| Some(Reading { week, score: score? })).collect();
        (name, readings)
    };
    Ok(order.into_iter().map(readings).collect())
}

fn number<T: std::str::FromStr>(text: &str, fits: impl Fn(&T) -> bool) -> Option<T> {
    text.parse().ok().filter(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(explain: bool, rows: &str) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("weeks.csv");
        std::fs::write(&file, rows).unwrap();
        let mut out = Vec::new();
        run(&Command::Replay(Replay { file, explain }), &mut out)
            .map_err(|error| error.split_once("csv: ").map_or(error.clone(), |(_, rest)| rest.to_owned()))?;
        Ok(String::from_utf8(out).unwrap())
    }

    /// Forty even weeks, then lower ones; another stream that stays as it is.
    fn rows() -> String {
        let score = |week: i32| 70 - 3 * (week % 3) - if week >= 40 { 20 } else { 0 };
        let falls = (0..60).map(|week| format!("\"one, falls\",{week},{}\n", score(week)));
        let stays = (0..60).rev().map(|week| format!("stays,{week},{}\n", 50 + 4 * (week % 4)));
        let empty = (60..70).map(|week| format!("stays,{week},\n"));
        format!("stream_id,week,score\n{}", falls.chain(stays).chain(empty).collect::<String>())
    }

    #[test]
    fn alarms_are_printed_by_stream_and_week() {
        let said = said(false, &rows()).unwrap();
        let (header, rest) = said.split_once('\n').unwrap();
        assert_eq!(header, "stream_id,week");
        assert_eq!(rest.lines().count(), 1, "{rest}");
        let week: i32 = rest.trim().strip_prefix("\"one, falls\",").unwrap().parse().unwrap();
        assert!((41..46).contains(&week), "{week}");
    }

    #[test]
    fn what_was_seen_is_said_when_asked_for() {
        let said = said(true, &rows()).unwrap();
        assert!(said.starts_with("stream_id,week,why\n"));
        assert!(said.contains("about week 40: 67 before"), "{said}");
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        for (rows, error) in [
            ("a,b\n1,2\n", "the first line has to name the columns stream_id,week,score"),
            ("", "the first line has to name the columns stream_id,week,score"),
            ("stream_id,week,score\na,1,50\na,two,50\n", "line 3: “two” is no week; one is a whole number"),
            ("stream_id,week,score\na,1,101\n", "line 2: “101” is no score"),
            ("stream_id,week,score\na,1,NaN\n", "line 2: “NaN” is no score"),
            ("stream_id,week,score\na,1,5\na,1,\n", "line 3: week 1 of “a” is there twice"),
            ("stream_id,week,score\na,1\n", "CSV error"),
        ] {
            let said = said(false, rows).unwrap_err();
            assert!(said.starts_with(error), "{said}");
        }
        let nowhere = Replay { file: "/nowhere.csv".into(), explain: false };
        assert!(run(&Command::Replay(nowhere), &mut Vec::new()).unwrap_err().starts_with("/nowhere.csv: "));
    }

    #[test]
    fn columns_may_stand_in_any_order_and_a_stream_may_be_empty() {
        assert_eq!(said(false, "score,stream_id,week\n,a,1\n,a,2\n").unwrap(), "stream_id,week\n");
        assert_eq!(said(false, "\u{feff}stream_id,week,score\r\n").unwrap(), "stream_id,week\n");
    }
}
