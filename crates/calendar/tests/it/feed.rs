//! The feed of our own times: what our reader and other programs read of it.

use std::path::Path;
use std::process::Command;

use calendar::{Entry, Feed, Interval, Transparency, Unwritable, feed, merge};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::ask::{at, between, read, zones};

fn entry(uid: &str, start: &str, zone: &str, minutes: u32) -> Entry {
    Entry {
        uid: format!("{uid}@toward.invalid"),
        sequence: 1,
        dtstamp: at("2026-09-01T08:00:00Z"),
        last_modified: at("2026-09-02T08:00:00Z"),
        summary: "Walk; round the lake, slowly".to_owned(),
        description: Some(
            "Shoes\nand a thermos \\ of tea. Grüße – und ein langer Satz, der gefaltet wird 🙂🙂🙂"
                .to_owned(),
        ),
        url: Some("https://toward.example/together/1?a=1;b=2".to_owned()),
        start: start.parse().unwrap(),
        zone: zone.to_owned(),
        minutes,
        cancelled: false,
    }
}

fn written(entries: &[Entry]) -> Vec<u8> {
    let of = Feed { name: "Toward", transparency: Transparency::Opaque, refresh_hours: 12, entries };
    feed(&of, &zones()).unwrap()
}

/// When entries are, said without a calendar.
fn expected(entries: &[Entry]) -> Vec<Interval> {
    let stretch = |entry: &Entry| {
        let start =
            zones().get(&entry.zone).unwrap().to_ambiguous_timestamp(entry.start).compatible().unwrap();
        Interval::new(start, start + SignedDuration::from_mins(i64::from(entry.minutes)))
    };
    merge(entries.iter().filter(|entry| !entry.cancelled).filter_map(stretch).collect())
}

#[test]
fn a_feed_is_written_as_the_standard_wants_it() {
    let mut entries = vec![
        entry("a", "2026-10-20T18:30", "Europe/Berlin", 90),
        entry("b", "2026-10-27T18:30", "Europe/Berlin", 90),
    ];
    entries[1].cancelled = true;
    let bytes = written(&entries);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
    let whole = text.replace("\r\n ", "");
    for line in [
        "METHOD:PUBLISH",
        "NAME:Toward",
        "X-WR-CALNAME:Toward",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "TZID:Europe/Berlin",
        "DTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET",
        "UID:a@toward.invalid\r\nSEQUENCE:1\r\nDTSTAMP:20260901T080000Z",
        "DTSTART;TZID=Europe/Berlin:20261020T183000\r\nDTEND;TZID=Europe/Berlin:20261020T200000",
        "SUMMARY:Walk\\; round the lake\\, slowly",
        "DESCRIPTION:Shoes\\nand a thermos \\\\ of tea. Grüße",
        "URL:https://toward.example/together/1?a=1;b=2",
        "STATUS:CANCELLED\r\nTRANSP:OPAQUE\r\nCLASS:PRIVATE\r\nEND:VEVENT",
    ] {
        assert!(whole.contains(line), "{line}\n{whole}");
    }
    assert_eq!(bytes, written(&entries));
}

#[test]
fn what_cannot_be_written_is_refused() {
    let refused = |entry: Entry| {
        let of =
            Feed { name: "", transparency: Transparency::Transparent, refresh_hours: 1, entries: &[entry] };
        feed(&of, &zones()).unwrap_err()
    };
    let nowhere = refused(entry("a", "2026-10-20T18:30", "Nowhere/Land", 1));
    assert_eq!(nowhere, Unwritable::Zone("Nowhere/Land".to_owned()));
    for far in ["-000100-01-01T00:00", "9999-12-31T23:00"] {
        assert!(matches!(refused(entry("a", far, "Europe/Berlin", 600)), Unwritable::Year(_)), "{far}");
    }
}

proptest! {
    #[test]
    fn our_reader_reads_our_feed(
        list in prop::collection::vec((0i64..730 * 24 * 4, 0u32..600, any::<bool>(),
            prop::sample::select(vec!["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
                "Africa/Casablanca", "America/St_Johns", "UTC", "Etc/GMT+5"])), 0..40),
        own in any::<bool>(),
    ) {
        let first: DateTime = "2026-01-01T00:00".parse().unwrap();
        let entries: Vec<_> = (0..).zip(list).map(|(n, (quarter, minutes, cancelled, zone))| {
            let start = first + SignedDuration::from_mins(quarter * 15);
            Entry { start, cancelled, ..entry(&format!("e{n}"), "2026-01-01T00:00", zone, minutes) }
        }).collect();
        let mut bytes = written(&entries);
        if own {
            // The zones that the feed describes say the same as those of the database.
            let text = String::from_utf8(bytes).unwrap().replace("\r\n ", "").replace("TZID:", "TZID:own ");
            bytes = text.replace("TZID=", "TZID=own ").into_bytes();
        }
        let said = read(&bytes, "Pacific/Apia", between("2025-12-01T00:00:00Z", "2028-03-01T00:00:00Z"));
        prop_assert_eq!(said.problems, []);
        prop_assert_eq!(said.busy, expected(&entries));
    }
}

/// Entries around both changes of clocks, in two zones.
fn season() -> Vec<Entry> {
    let days = ["2026-03-27", "2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2026-10-26"];
    let zoned = |zone: &'static str| days.iter().map(move |day| (zone, day));
    let both = zoned("Europe/Berlin").chain(zoned("America/New_York"));
    both.map(|(zone, day)| entry(&format!("{day}-{}", &zone[..2]), &format!("{day}T19:00"), zone, 45))
        .collect()
}

/// Whether a program is installed; says so when it is not.
#[allow(clippy::print_stdout, reason = "whoever runs the tests should know what was not tested")]
fn installed(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok_and(|said| said.status.success());
    if !there {
        println!("{program} is not installed (bin/setup does it); this test was skipped");
    }
    there
}

/// What a program prints; fails when it fails.
fn run(command: &mut Command) -> String {
    let said = command.output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    assert!(said.status.success(), "{command:?}\n{out}\n{err}");
    out.into_owned()
}

/// A folder that is removed when the test is over.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("toward-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> std::path::PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Entries as lines of moments, sorted.
fn moments(entries: &[Entry], local: impl Fn(Timestamp) -> String) -> Vec<String> {
    let mut lines: Vec<_> = entries
        .iter()
        .flat_map(|entry| expected(std::slice::from_ref(entry)))
        .map(|one| format!("{} {}", local(one.start()), local(one.end())))
        .collect();
    lines.sort();
    lines
}

#[test]
fn vdirsyncer_and_khal_read_our_feed() {
    if !installed("vdirsyncer") || !installed("khal") {
        return;
    }
    let entries = season();
    let folder = Folder::new("khal");
    let feed = folder.write("feed.ics", written(&entries));
    let path = |name: &str| folder.0.join(name).display().to_string();
    std::fs::create_dir_all(folder.0.join("events")).unwrap();
    let syncs = format!(
        "[general]\nstatus_path = \"{}\"\n[pair toward]\na = \"feed\"\nb = \"events\"\ncollections = null\n\
        [storage feed]\ntype = \"singlefile\"\nread_only = true\npath = \"{}\"\n\
        [storage events]\ntype = \"filesystem\"\nfileext = \".ics\"\npath = \"{}\"\n",
        path("status"),
        feed.display(),
        path("events")
    );
    let syncs = folder.write("vdirsyncer.conf", syncs);
    let vdirsyncer = |what: &str| {
        run(Command::new("vdirsyncer").arg("-c").arg(&syncs).arg(what).env("HOME", &folder.0));
    };
    vdirsyncer("discover");
    vdirsyncer("sync");
    let khal = folder.write(
        "khal.conf",
        format!(
            "[calendars]\n[[toward]]\npath = {}\ntype = calendar\n[sqlite]\npath = {}\n[locale]\n\
            local_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\ntimeformat = %H:%M\n\
            dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n\
            longdatetimeformat = %Y-%m-%d %H:%M\n",
            path("events"),
            path("khal.db")
        ),
    );
    let mut list = Command::new("khal");
    list.arg("-c").arg(&khal).args(["list", "--once", "--day-format", ""]).env("HOME", &folder.0);
    list.args(["--format", "{start-long-full} {end-long-full}", "2026-01-01", "2027-01-01"]);
    let said = run(&mut list);
    let mut found: Vec<_> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    found.sort_unstable();
    let berlin = zones().get("Europe/Berlin").unwrap();
    let local = |moment| berlin.to_datetime(moment).strftime("%Y-%m-%d %H:%M").to_string();
    assert_eq!(found, moments(&entries, local));
}

/// Prints start and end of every event in UTC, sorted, as an independent reader sees them.
const PYTHON: &str = "
import sys, datetime, icalendar
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
utc = lambda moment: moment.astimezone(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
for line in sorted(utc(e['DTSTART'].dt) + ' ' + utc(e['DTEND'].dt) for e in calendar.walk('VEVENT')):
    print(line)
";

#[test]
fn python_reads_our_feed() {
    let python = "/usr/bin/python3";
    let there = Path::new(python).exists()
        && Command::new(python)
            .args(["-c", "import icalendar"])
            .output()
            .is_ok_and(|said| said.status.success());
    if !there {
        println!("python3-icalendar is not installed (bin/setup does it); this test was skipped");
        return;
    }
    let entries = season();
    let folder = Folder::new("python");
    let feed = folder.write("feed.ics", written(&entries));
    let said = run(Command::new(python).args(["-c", PYTHON]).arg(&feed));
    assert_eq!(said.lines().collect::<Vec<_>>(), moments(&entries, |moment| moment.to_string()));
}
