"""Compares our reading of real files with another one: recurring-ical-events, with our rules applied to what it finds.

    agree.py MEASURE FOLDER...

Every .ics file below the folders is read over a few stretches of time around its events. Prints how often both agree,
and each file on which they do not with the first difference.
"""

import datetime as D
import hashlib
import os
import re
import signal
import subprocess
import sys
import zoneinfo

import icalendar
import recurring_ical_events

ZONE = "America/New_York"
UTC = D.timezone.utc
SILENT = {"CANCEL", "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"}
ATTENDEE = zoneinfo.ZoneInfo(ZONE)


def files(folders):
    """Different files only: packages copy each other's."""
    seen = set()
    for folder in folders:
        for path, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                if not name.lower().endswith(".ics"):
                    continue
                full = os.path.join(path, name)
                with open(full, "rb") as file:
                    data = file.read()
                digest = hashlib.sha256(data).digest()
                if digest not in seen and b"VEVENT" in data.upper():
                    seen.add(digest)
                    yield full, data


def stretches(data):
    """A month before and a year after the first date of an event, the year after the last one, and ten years on."""
    text = re.sub(rb"\r?\n[ \t]", b"", data)
    events = re.findall(rb"BEGIN:VEVENT.*?(?:END:VEVENT|$)", text, re.S | re.I)
    found = re.findall(rb"DTSTART[^:\n]*:(\d{4})(\d{2})(\d{2})", b"".join(events))
    days = set()
    for year, month, day in found:
        try:
            days.add(D.datetime(int(year), int(month), int(day), tzinfo=UTC))
        except ValueError:
            pass
    days = [day for day in days if 1901 < day.year < 2100] or [D.datetime(2020, 1, 1, tzinfo=UTC)]
    first, last = min(days), max(days)
    day = D.timedelta(days=1)
    spans = {(first - 30 * day, first + 90 * day), (last - 3 * day, last + 365 * day)}
    spans.add((first + 3650 * day, first + 3740 * day))
    return sorted(spans)


class TooLong(Exception):
    pass


def moment(value):
    """Days and what is still floating are the attendee's."""
    if not isinstance(value, D.datetime):
        return D.datetime(value.year, value.month, value.day, tzinfo=ATTENDEE).astimezone(UTC)
    if value.tzinfo is None:
        return value.replace(tzinfo=ATTENDEE).astimezone(UTC)
    return value.astimezone(UTC)


def by_our_rules(data):
    """The text in a form on which our rules and the other reader's cannot part: lines end and fold in one way, whole
    days have no zone, and floating times have the zone that we mean them in."""
    data = re.sub(rb"\r\n|\r|\n", b"\n", data)
    data = re.sub(rb"\n[ \t]", b"", data)
    whole = rb"(?mi)^(DTSTART|DTEND|RECURRENCE-ID)[^:\n]*TZID=[^:\n]*:(\d{8}$)"
    data = re.sub(whole, rb"\1;VALUE=DATE:\2", data)
    calendars = re.split(rb"(?i)(?=BEGIN:VCALENDAR)", data)
    return b"".join(map(zoned, calendars))


def zoned(calendar):
    name = ZONE.encode()
    usual = re.search(rb"(?mi)^X-WR-TIMEZONE[^:\n]*:(\S+)", calendar)
    if usual and usual.group(1).decode(errors="replace") in zoneinfo.available_timezones():
        name = usual.group(1)

    def event(found):
        lines = found.group(0)
        if re.search(rb"(?mi)^DT(START|END)[^:\n]*TZID", lines):
            return lines
        return re.sub(rb"(?mi)^(DTSTART|DTEND)(;VALUE=DATE-TIME)?:(\d{8}T\d{6})$", rb"\1;TZID=" + name + rb":\3", lines)

    return re.sub(rb"(?si)BEGIN:VEVENT.*?END:VEVENT", event, calendar)


def backwards(part):
    """Whether an event ends before it begins; the other reader turns it round, for us it takes no time."""
    try:
        return part["DTEND"].dt < part["DTSTART"].dt
    except (KeyError, AttributeError, TypeError):
        return False


def latest(roots):
    """One calendar with the last of the events that have the highest sequence, for each occurrence of each UID."""
    all_of_it, versions, nameless = icalendar.Calendar(), {}, 0
    for root in roots:
        method = str(root.get("METHOD", "")).upper()
        if method in SILENT and method != "CANCEL":
            continue
        for part in [root] if root.name == "VEVENT" else root.subcomponents:
            if part.name == "VTIMEZONE":
                all_of_it.add_component(part)
            if part.name != "VEVENT":
                continue
            if method == "CANCEL":
                part["STATUS"] = "CANCELLED"
            nameless += 1
            of = part.get("RECURRENCE-ID")
            key = (str(part.get("UID", nameless)), str(of.dt) if of else "")
            old = versions.get(key)
            if old is None or part.get("SEQUENCE", 0) >= old.get("SEQUENCE", 0):
                versions[key] = part
    for part in versions.values():
        if not backwards(part):
            all_of_it.add_component(part)
    return all_of_it


def theirs(data, start, stop):
    found = []
    calendar = latest(icalendar.Component.from_ical(by_our_rules(data), multiple=True))
    query = recurring_ical_events.of(calendar, components=["VEVENT"])
    margin = D.timedelta(days=2)
    for event in query.between(start - margin, stop + margin):
        if str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
            continue
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        begin, end = max(moment(event.start), start), min(moment(event.end), stop)
        if begin < end:
            found.append((begin, end))
    merged = []
    for begin, end in sorted(found):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def text(value):
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    measure, *folders = sys.argv[1:]
    cases = [(path, data, span) for path, data in files(folders) for span in stretches(data)]
    tasks = "".join(f"{ZONE}\t{text(a)}\t{text(b)}\t{path}\n" for path, _, (a, b) in cases)
    said = subprocess.run([measure, "many"], input=tasks, capture_output=True, text=True, check=True)

    def alarm(*_):
        raise TooLong

    signal.signal(signal.SIGALRM, alarm)
    agreed, failed, wrong = 0, {}, {}
    for (path, data, (start, stop)), line in zip(cases, said.stdout.split("\n")):
        signal.alarm(20)
        try:
            other = [f"{text(a)}/{text(b)}" for a, b in theirs(data, start, stop)]
        except TooLong:
            failed.setdefault(path, "takes more than 20 s")
            continue
        except Exception as error:  # whatever a file does to it
            failed.setdefault(path, f"{type(error).__name__}: {error}"[:90].replace("\n", " "))
            continue
        finally:
            signal.alarm(0)
        ours = line.split()
        if ours == other:
            agreed += 1
        else:
            wrong.setdefault(path, []).append((sorted(set(ours) - set(other)), sorted(set(other) - set(ours))))
    many = agreed + sum(len(cases) for cases in wrong.values())
    print(f"{len({path for path, *_ in cases})} files, {len(cases)} stretches; the other reader cannot read "
          f"{len(failed)} files")
    print(f"agreed on {agreed} of {many} stretches: {100 * agreed / max(many, 1):.2f} %")
    for path, differences in sorted(wrong.items()):
        ours, other = differences[0]
        short = "/".join(path.split("/")[-3:])
        print(f"- {short} ({len(differences)}): only ours {ours[:2]}, only theirs {other[:2]}")
    if os.environ.get("FAILED"):
        for path, why in sorted(failed.items()):
            print(f"  cannot: {'/'.join(path.split('/')[-3:])}: {why}")


main()
