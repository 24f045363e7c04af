# Calendars: one's own busy times in, and an address others can subscribe to.
calendars-title = Calendars
calendars-heading = Calendars
calendars-in = When you are busy
calendars-in-lead = Bring your calendars in, and “Find a time” leaves out what is busy. Only from when to when you are busy is kept, for eight weeks ahead. What it is, where and with whom is not even looked at. Your partner sees nothing of it.
calendars-name = What do you call it?
calendars-name-hint = Work, club, children … You may leave this empty.
calendars-name-usual = Calendar
calendars-url = Its address
calendars-url-hint = Many calendars have a private address that ends in .ics. It is read now, and again when you look for a time, at most every twelve hours.
calendars-file = Or a file
calendars-file-hint = One that your calendar saved or exported, ending in .ics. It stays as it was on that day.
calendars-add = Read it
calendars-kept = An address is kept sealed, like everything you write here, and is read only while you are here.
calendars-read = Read on { $when }.
calendars-busy = { $count ->
    [0] Nothing was busy until { $day }.
    [one] One busy time until { $day }.
   *[other] { $count } busy times until { $day }.
}
calendars-problems = { $count ->
    [one] One line could not be read. The rest counts.
   *[other] { $count } lines could not be read. The rest counts.
}
calendars-file-stands = A file does not change. When your calendar has, remove it and bring in a new one.
calendars-again = Read it now
calendars-remove = Remove
calendars-find = Find a time
calendars-failed = Nothing new since { $good }. The last try was on { $tried }. { $why } What was read before still counts.
calendars-failed-never = It could not be read on { $tried }. { $why }
calendars-why-unreachable = Nothing answers at this address. Perhaps there is a slip in it, or the other side rests.
calendars-why-refused = This address answers, but gives nothing out. Perhaps it has ended, or needs a sign-in.
calendars-why-not-an-address = This is no address of a calendar. One begins with https:// or webcal://.
calendars-why-inside = This address leads into the network that this server stands in. Whoever runs the server has to allow that.
calendars-why-too-long = It is longer than a calendar may be here.
calendars-why-redirects = This address leads on and on, and arrives nowhere.
calendars-why-web-page = This is a web page, not a calendar. Perhaps it asks for a sign-in; look for a private address that ends in .ics.
calendars-why-not-a-calendar = This is not a calendar we can read. A calendar’s file ends in .ics. If this is its address, perhaps it asks for a sign-in.
calendars-why-empty = There is nothing in it.
calendars-why-shrank = It came back without a single entry. If it really is empty now, remove it here.
calendars-none = Please give an address, or choose a file.
calendars-one-of-two = Please give an address or a file, not both at once.
calendars-no-room = Four calendars fit here. Remove one before you bring in another.
calendars-report = “{ $name }” was read
calendars-report-busy = { $count ->
    [0] Nothing in it makes you busy in the next eight weeks.
    [one] It has one busy time in the next eight weeks.
   *[other] It has { $count } busy times in the next eight weeks.
}
calendars-report-lines = Some lines could not be read. They are named here once and kept nowhere:
calendars-line = Line { $line }: { $what }
calendars-line-whole = The whole file: { $what }
calendars-lines-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
calendars-cut = That is more than fits here. The first 2,000 count.
calendars-done-read = Read. It is left out when you look for a time.
calendars-done-same = It has not changed since it was last read.
calendars-done-failed = It could not be read just now. What was read before still counts.
calendars-done-gone = Removed. What was busy in it no longer counts.
calendars-done-made = Your new address is below.
calendars-done-ended = The address is closed. It answers nothing any more.

# Out: an address to subscribe to.
calendars-out = Your rituals in your calendar
calendars-out-lead = A private address puts the dates of your rituals into any calendar that can subscribe.
calendars-out-none = There is none until you make one.
calendars-out-sees = Whoever has the address sees when your dates are and how long, which were moved or let go, and their titles as you choose below. They see no names and nothing else from here. You can close it at any time; what a calendar has read by then, it may keep.
calendars-address = Your address
calendars-webcal = Open in a calendar on this device
calendars-now-neutral = Titles are neutral.
calendars-now-own = Your own titles stand in it.
calendars-changes = What you two change shows there from four in the morning, so nobody can read from it what you did today.
calendars-end = Close this address
calendars-anew = Make a new address
calendars-anew-lead = The old one answers nothing from then on. Do this when somebody has it who should not, or to change the titles.
calendars-titles = What stands in the calendar?
calendars-titles-neutral = Neutral titles, such as “Walk” or “Tea”
calendars-titles-own = The titles you two gave
calendars-make = Make an address
calendar-feed-name = Calendar
calendar-neutral-title = Set aside
