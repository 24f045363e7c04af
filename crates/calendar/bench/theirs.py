"""Expands a calendar with recurring-ical-events and prints milliseconds: theirs.py FILE FROM TO, both as 2026-10-01."""

import datetime
import sys
import time

import icalendar
import recurring_ical_events

path, start, stop = sys.argv[1:]
begun = time.perf_counter()
with open(path, "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
read = time.perf_counter()
start, stop = (datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.timezone.utc) for day in (start, stop))
many = len(recurring_ical_events.of(calendar, components=["VEVENT"]).between(start, stop))
done = time.perf_counter()
print(f"{(done - begun) * 1000:.0f} {(read - begun) * 1000:.0f} {many}")
