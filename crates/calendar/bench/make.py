"""Makes the calendars that the benchmark reads: make.py FOLDER.

`big.ics` and `other.ics` have 10,000 events each: three in ten repeat, with exceptions and overrides, in several zones,
some all day, some transparent. The rest are hostile, each in its own way.
"""

import random
import sys

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Europe/London", "Australia/Sydney"]
RULES = [
    "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=DAILY;COUNT=40", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20270101T000000Z", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=WEEKLY;COUNT=100",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
]


def stamp(chance, year, month=None):
    month = month or chance.randint(1, 12)
    return f"{year}{month:02}{chance.randint(1, 28):02}", f"{chance.randint(6, 20):02}{chance.choice(['00', '30'])}00"


def event(lines):
    return ["BEGIN:VEVENT", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"]


def words(chance):
    return "DESCRIPTION:" + " ".join(chance.choice(["walk", "tea", "lake", "letter", "train"]) for _ in range(9))


def big(seed):
    chance = random.Random(seed)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN"]
    made = 0
    while made < 10_000:
        made += 1
        uid, zone = f"UID:{seed}-{made}@bench.invalid", chance.choice(ZONES)
        repeats = chance.random() < 0.3
        day, time = stamp(chance, chance.randint(2015, 2026) if repeats else chance.randint(2020, 2027))
        extra = ["TRANSP:TRANSPARENT"] if chance.random() < 0.1 else []
        if chance.random() < 0.1:
            lines += event([uid, f"DTSTART;VALUE=DATE:{day}", words(chance), *extra])
            continue
        lines_of = [uid, f"DTSTART;TZID={zone}:{day}T{time}", "DURATION:PT45M", f"SUMMARY:Number {made}", words(chance)]
        if not repeats:
            lines += event(lines_of + extra)
            continue
        lines_of.append(f"RRULE:{chance.choice(RULES)}")
        if chance.random() < 0.3:
            gone, _ = stamp(chance, 2026)
            lines_of.append(f"EXDATE;TZID={zone}:{gone}T{time}")
        lines += event(lines_of + extra)
        if chance.random() < 0.1 and made < 10_000:
            made += 1
            of, _ = stamp(chance, 2026)
            to, at = stamp(chance, 2026)
            lines += event([uid, f"RECURRENCE-ID;TZID={zone}:{of}T{time}", f"DTSTART;TZID={zone}:{to}T{at}", "DURATION:PT1H"])
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def calendar(lines):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def hostile():
    start, second = "DTSTART:19700101T000000Z", "DURATION:PT1S"
    dates = ",".join(f"2026{n % 12 + 1:02}{n % 28 + 1:02}T{n % 24:02}{n % 60:02}{n // 60 % 60:02}Z" for n in range(1_000_000))
    deep = 10_000
    zone = "\r\n".join([
        "BEGIN:VTIMEZONE", "TZID:Mine{0}", "BEGIN:STANDARD", "DTSTART:00010101T000000", "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000", "RRULE:FREQ=SECONDLY", "END:STANDARD", "END:VTIMEZONE", "BEGIN:VEVENT",
        "DTSTART;TZID=Mine{0}:20261101T000000", "DURATION:PT1H", "END:VEVENT"])
    every = "BYSECOND=" + ",".join(map(str, range(60))) + ";BYMINUTE=" + ",".join(map(str, range(60))) + ";BYHOUR=" + \
        ",".join(map(str, range(24)))
    yield "every-second", calendar(event([start, second, "RRULE:FREQ=SECONDLY"]))
    yield "every-other-second", calendar(event([start, second, "RRULE:FREQ=SECONDLY;INTERVAL=2"]))
    yield "seconds-10000", calendar(
        line for n in range(10_000) for line in event([f"UID:{n}", start, second, f"RRULE:FREQ=SECONDLY;INTERVAL={n % 7 + 2}"]))
    yield "seconds-of-a-day-10000", calendar(
        line for n in range(10_000) for line in event([f"UID:{n}", start, second, f"RRULE:FREQ=DAILY;{every}"]))
    yield "counted-10000", calendar(
        line for n in range(10_000)
        for line in event([f"UID:{n}", start, second, "RRULE:FREQ=DAILY;COUNT=999999999;BYDAY=MO,TU"]))
    yield "never", calendar(event([start, second, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]))
    yield "never-10000", calendar(
        line for n in range(10_000) for line in event([f"UID:{n}", start, second, "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"]))
    yield "events-100000", calendar(
        line for n in range(100_000)
        for line in event([f"UID:{n}", "DTSTART;TZID=Europe/Berlin:20261101T000000", "DURATION:PT1H", "RRULE:FREQ=DAILY"]))
    yield "same-uid-100000", calendar(
        line for n in range(100_000)
        for line in event(["UID:1", f"RECURRENCE-ID:2026{n % 12 + 1:02}{n % 28 + 1:02}T{n % 24:02}{n % 60:02}00Z",
                           "DTSTART:20261101T000000Z", second, f"SEQUENCE:{n}"]))
    yield "overrides-of-a-count", calendar([
        *event(["UID:1", start, second, "SEQUENCE:9", "RRULE:FREQ=MINUTELY;BYDAY=MO;COUNT=999999999"]),
        *(line for n in range(50_000)
          for line in event(["UID:1", "RRULE:FREQ=DAILY", f"RECURRENCE-ID:2026{n % 12 + 1:02}{n % 28 + 1:02}T{n % 24:02}{n % 60:02}00Z",
                             "DTSTART:20261101T000000Z", second]))])
    yield "this-and-future-50000", calendar([
        *event(["UID:1", start, second, "RRULE:FREQ=MINUTELY"]),
        *(line for n in range(50_000)
          for line in event(["UID:1", f"RECURRENCE-ID;RANGE=THISANDFUTURE:2026{n % 12 + 1:02}{n % 28 + 1:02}T{n % 24:02}{n % 60:02}00Z",
                             "DTSTART:20261101T000000Z", second]))])
    yield "rdates-1000000", calendar(event(["DTSTART:20261101T000000Z", second, f"RDATE:{dates}"]))
    yield "exdates-1000000", calendar(event(["DTSTART:20260101T000000Z", second, "RRULE:FREQ=MINUTELY", f"EXDATE:{dates}"]))
    yield "deep-10000", calendar(["BEGIN:X-A"] * deep + event([start, second]) + ["END:X-A"] * deep)
    yield "deep-with-wrong-ends", calendar(["BEGIN:X-A", "END:X-B"] * 400_000)
    yield "one-line-14MB", calendar(event([start, second, "DTSTART:" + "9" * 14_000_000]))
    yield "one-param-14MB", calendar(event(['DTSTART;TZID="' + ";:," * 4_600_000 + '":20261101T000000', second]))
    yield "folded-14MB", calendar(event([start, second, "RDATE:20261101T000000Z"] + [" ,20261101T000000Z"] * 700_000))
    yield "broken-14MB", calendar(["x" * 12] * 1_000_000)
    yield "zones-1000", calendar(zone.format(n) for n in range(1_000))
    yield "zone-names-100000", calendar(
        line for n in range(100_000) for line in event([f"DTSTART;TZID=Zone/{n}:20261101T000000", second]))
    yield "zone-path", calendar(event(["DTSTART;TZID=" + "/a" * 1_000_000 + ":20261101T000000", second]))
    yield "calendars-100000", "".join(calendar(event(["DTSTART:20261101T000000Z", second])) for _ in range(100_000))
    yield "alarms", calendar(event([start, second, *(["BEGIN:VALARM", "TRIGGER:-PT15M", "END:VALARM"] * 300_000)]))


def main():
    folder = sys.argv[1]
    for name, text in [("big", big(1)), ("other", big(2)), *((f"hostile-{name}", text) for name, text in hostile())]:
        with open(f"{folder}/{name}.ics", "w", newline="") as file:
            file.write(text)


main()
