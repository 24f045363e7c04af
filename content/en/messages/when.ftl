# When something is: moments, lengths, rhythms.
when-at = { $day }, { $time }
when-both = { $here } ({ $there })
when-there = { $time } in { $place }
when-there-day = { $day }, { $time } in { $place }
when-plan = { $rhythm } at { $time }, { $length }
when-plan-there = { $rhythm } at { $time } in { $place }, { $length }

when-and = { $first } and { $last }
when-comma = { $first }, { $last }
when-minutes = { $n ->
    [one] one minute
   *[other] { $n } minutes
}
when-hours = { $n ->
    [1] one hour
    [2] two hours
   *[other] { $n } hours
}
when-half-hour = half an hour
when-half-hours = { $n ->
    [1] one and a half hours
    [2] two and a half hours
   *[other] { $n } and a half hours
}
when-days = { $n ->
    [1] one day
    [2] two days
   *[other] { $n } days
}

when-once = Once, on { $day }
when-daily = Every day
when-working = Monday to Friday
when-every-days = { $n ->
    [2] Every second day
   *[other] Every { $n } days
}
when-rota = { $n ->
    [one] On day { $places } of a rota of { $days } days
   *[other] On days { $places } of a rota of { $days } days
}
when-week = { $n ->
    [1] Every { $days }
    [2] Every second { $days }
   *[other] Every { $n } weeks on { $days }
}
when-weeks = { $n ->
    [1] Every { $days }
    [2] Every second week, on { $days }
   *[other] Every { $n } weeks, on { $days }
}
when-month-day = { $day ->
    [1] On the 1st of each month
    [2] On the 2nd of each month
    [3] On the 3rd of each month
    [21] On the 21st of each month
    [22] On the 22nd of each month
    [23] On the 23rd of each month
    [29] On the 29th of each month, or its last day
    [30] On the 30th of each month, or its last day
    [31] On the 31st of each month, or its last day
   *[other] On the { $day }th of each month
}
when-month-weekday = { $nth ->
    [1] On the first { $day } of each month
    [2] On the second { $day } of each month
    [3] On the third { $day } of each month
    [4] On the fourth { $day } of each month
   *[other] On the last { $day } of each month
}
when-yearly = Once a year, on { $day } { $month }
