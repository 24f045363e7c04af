//! Recurrence rules: the standard's own examples, and that a leap to the stretch asked for leaves nothing out.

use calendar::Interval;
use proptest::prelude::*;

use crate::ask::{between, event, read, told};

/// The days, and the times where they differ from nine o'clock, at which a rule fires in New York within a stretch.
fn fires(start: &str, rule: &str, from: &str, to: &str) -> Vec<String> {
    let bytes = event(&format!("DTSTART;TZID=America/New_York:{start}\nDURATION:PT1S\nRRULE:{rule}"));
    let said = read(&bytes, "America/New_York", between(from, to));
    assert_eq!(said.problems, []);
    let zone = crate::ask::zones().get("America/New_York").unwrap();
    let local = |one: &Interval| {
        let local = zone.to_datetime(one.start()).to_string();
        let time = local[11..16].to_owned();
        if time == "09:00" { local[..10].to_owned() } else { format!("{} {time}", &local[..10]) }
    };
    said.busy.iter().map(local).collect()
}

fn of_year(year: &str, rule: &str) -> Vec<String> {
    fires(&format!("{year}0902T090000"), rule, "1997-01-01T00:00:00Z", "1999-01-01T00:00:00Z")
}

#[test]
fn counts_and_ends_are_kept() {
    assert_eq!(of_year("1997", "FREQ=DAILY;COUNT=3"), ["1997-09-02", "1997-09-03", "1997-09-04"]);
    let until = of_year("1997", "FREQ=DAILY;INTERVAL=10;UNTIL=19971002T130000Z");
    assert_eq!(until, ["1997-09-02", "1997-09-12", "1997-09-22", "1997-10-02"]);
    // The day of an end without a time still counts.
    assert_eq!(of_year("1997", "FREQ=WEEKLY;UNTIL=19970909").len(), 2);
    assert_eq!(of_year("1997", "FREQ=WEEKLY;COUNT=4;BYDAY=TU,TH").last().unwrap(), "1997-09-11");
    // A beginning that does not fit is the first one of those that are counted.
    let unfit = of_year("1997", "FREQ=WEEKLY;COUNT=3;BYDAY=WE");
    assert_eq!(unfit, ["1997-09-02", "1997-09-03", "1997-09-10"]);
}

#[test]
fn weeks_begin_where_the_rule_says() {
    let start = |week| format!("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST={week}");
    let fires = |rule: &str| fires("19970805T090000", rule, "1997-01-01T00:00:00Z", "1998-01-01T00:00:00Z");
    assert_eq!(fires(&start("MO")), ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]);
    assert_eq!(fires(&start("SU")), ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]);
}

#[test]
fn months_count_days_from_both_ends() {
    let first_friday = of_year("1997", "FREQ=MONTHLY;COUNT=3;BYDAY=1FR");
    assert_eq!(first_friday, ["1997-09-02", "1997-09-05", "1997-10-03"]);
    let both_sundays = of_year("1997", "FREQ=MONTHLY;INTERVAL=2;COUNT=5;BYDAY=1SU,-1SU");
    assert_eq!(both_sundays, ["1997-09-02", "1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30"]);
    let third_last = of_year("1997", "FREQ=MONTHLY;BYMONTHDAY=-3;UNTIL=19971231");
    assert_eq!(third_last, ["1997-09-02", "1997-09-28", "1997-10-29", "1997-11-28", "1997-12-29"]);
    let thirteenth = fires(
        "19980213T090000",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "1998-01-01T00:00:00Z",
        "2001-01-01T00:00:00Z",
    );
    assert_eq!(thirteenth, ["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13", "2000-10-13"]);
    // What falls on the 31st is left out in shorter months, unless the rule says otherwise.
    let last = |skip: &str| {
        fires(
            "19970131T090000",
            &format!("FREQ=MONTHLY;COUNT=3{skip}"),
            "1997-01-01T00:00:00Z",
            "1998-01-01T00:00:00Z",
        )
    };
    assert_eq!(last(""), ["1997-01-31", "1997-03-31", "1997-05-31"]);
    assert_eq!(last(";RSCALE=GREGORIAN;SKIP=BACKWARD"), ["1997-01-31", "1997-02-28", "1997-03-31"]);
}

#[test]
fn years_have_days_weeks_and_months() {
    let of = |start: &str, rule: &str| fires(start, rule, "1997-01-01T00:00:00Z", "2005-01-01T00:00:00Z");
    let days = of("19970101T090000", "FREQ=YEARLY;INTERVAL=3;COUNT=5;BYYEARDAY=1,100,200");
    assert_eq!(days, ["1997-01-01", "1997-04-10", "1997-07-19", "2000-01-01", "2000-04-09"]);
    let twentieth_monday = of("19970519T090000", "FREQ=YEARLY;COUNT=3;BYDAY=20MO");
    assert_eq!(twentieth_monday, ["1997-05-19", "1998-05-18", "1999-05-17"]);
    let week = of("19970512T090000", "FREQ=YEARLY;COUNT=3;BYWEEKNO=20;BYDAY=MO");
    assert_eq!(week, ["1997-05-12", "1998-05-11", "1999-05-17"]);
    // Without a day of the week, it is that of the beginning.
    assert_eq!(of("19970512T090000", "FREQ=YEARLY;COUNT=3;BYWEEKNO=20"), week);
    let election =
        of("19961105T090000", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8");
    assert_eq!(election, ["2000-11-07", "2004-11-02"]);
    let leap = of("19960229T090000", "FREQ=YEARLY");
    assert_eq!(leap, ["2000-02-29", "2004-02-29"]);
    let march = of("19970313T090000", "FREQ=YEARLY;COUNT=4;BYMONTH=3;BYDAY=TH");
    assert_eq!(march, ["1997-03-13", "1997-03-20", "1997-03-27", "1998-03-05"]);
}

#[test]
fn positions_pick_out_of_a_period() {
    let third = fires(
        "19970904T090000",
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997-01-01T00:00:00Z",
        "1998-01-01T00:00:00Z",
    );
    assert_eq!(third, ["1997-09-04", "1997-10-07", "1997-11-06"]);
    let last_but_one = fires(
        "19970929T090000",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-01-01T00:00:00Z",
        "1997-12-01T00:00:00Z",
    );
    assert_eq!(last_but_one, ["1997-09-29", "1997-10-30", "1997-11-27"]);
    let hours = of_year("1997", "FREQ=DAILY;COUNT=4;BYHOUR=9,12,15;BYSETPOS=1,-1");
    assert_eq!(hours, ["1997-09-02", "1997-09-02 15:00", "1997-09-03", "1997-09-03 15:00"]);
}

#[test]
fn hours_minutes_and_seconds_step_too() {
    let hourly = of_year("1997", "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z");
    assert_eq!(hourly, ["1997-09-02", "1997-09-02 12:00", "1997-09-02 15:00"]);
    let minutely = of_year("1997", "FREQ=MINUTELY;INTERVAL=90;COUNT=4");
    assert_eq!(minutely, ["1997-09-02", "1997-09-02 10:30", "1997-09-02 12:00", "1997-09-02 13:30"]);
    let every_twenty = "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16";
    let by_day = "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40";
    assert_eq!(of_year("1997", every_twenty), of_year("1997", by_day));
    let far = fires(
        "19700101T000000",
        "FREQ=SECONDLY;INTERVAL=3600",
        "2026-10-01T00:00:00Z",
        "2026-10-01T03:00:00Z",
    );
    assert_eq!(far.len(), 3);
}

#[test]
fn a_rule_that_never_fires_takes_no_time() {
    for rule in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYWEEKNO=54",
    ] {
        let bytes = event(&format!("DTSTART:20000101T090000Z\nDURATION:PT1H\nRRULE:{rule}"));
        let said = read(&bytes, "UTC", between("2026-01-01T00:00:00Z", "9000-01-01T00:00:00Z"));
        assert_eq!(told(&said.busy), [""; 0], "{rule}");
    }
}

/// Any part of a rule, most of them sensible.
fn part() -> impl Strategy<Value = String> {
    let list = |name: &'static str, range: std::ops::RangeInclusive<i32>| {
        prop::collection::vec(
            range.prop_filter("zero means nothing", move |n| *n != 0 || name.len() > 9),
            1..4,
        )
        .prop_map(move |numbers| {
            let numbers: Vec<_> = numbers.iter().map(i32::to_string).collect();
            format!(";{name}={}", numbers.join(","))
        })
    };
    let day = (
        prop::sample::select(vec!["", "1", "2", "-1", "5"]),
        prop::sample::select(vec!["MO", "TU", "FR", "SU"]),
    );
    prop_oneof![
        list("BYMONTH", 1..=12),
        list("BYMONTHDAY", -31..=31),
        list("BYYEARDAY", -366..=366),
        list("BYWEEKNO", -53..=53),
        list("BYHOUR", 1..=23),
        list("BYMINUTE", 1..=59),
        list("BYSETPOS", -4..=4),
        prop::collection::vec(day, 1..4).prop_map(|days| {
            let days: Vec<_> = days.iter().map(|(number, day)| format!("{number}{day}")).collect();
            format!(";BYDAY={}", days.join(","))
        }),
        Just(";WKST=SU".to_owned()),
        (1..400u32).prop_map(|count| format!(";COUNT={count}")),
        (2000..2004u32).prop_map(|year| format!(";UNTIL={year}0704T120000Z")),
    ]
}

fn rule() -> impl Strategy<Value = String> {
    let frequency = prop::sample::select(vec!["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"]);
    (frequency, 1..5u32, prop::collection::vec(part(), 0..4)).prop_map(|(frequency, interval, parts)| {
        let interval = if frequency == "MINUTELY" { interval * 37 } else { interval };
        format!("FREQ={frequency};INTERVAL={interval}{}", parts.concat())
    })
}

proptest! {
    #[test]
    fn a_leap_finds_what_stepping_from_the_beginning_finds(
        rule in rule(), day in 1..29u32, month in 1..13u32, hour in 0..24u32, begin in 0..1_500i64, long in 1..90i64,
    ) {
        let start = format!("2000{month:02}{day:02}T{hour:02}1500");
        let bytes = event(&format!("DTSTART;TZID=Europe/Berlin:{start}\nDURATION:PT45M\nRRULE:{rule}"));
        let all = between("2000-01-01T00:00:00Z", "2005-01-01T00:00:00Z");
        let from = all.start() + jiff::SignedDuration::from_hours(24 * begin + 5);
        let within = Interval::new(from, from + jiff::SignedDuration::from_hours(24 * long)).unwrap();
        let whole = read(&bytes, "Europe/Berlin", all);
        let near = read(&bytes, "Europe/Berlin", within);
        prop_assert_eq!(calendar::clip(&whole.busy, within), near.busy);
    }
}
