# What stands around every page.
site-name = Toward
site-name-discreet = Notes
leave-page = Leave this page
skip-to-content = Skip to the page
menu-label = Menu
menu-today = Today
menu-talk = Talk
menu-time = Time
menu-us = Us
menu-me = Me
menu-look = See where we are
menu-read = Read
menu-enter = Sign in
not-you = Not you?
foot-label = More
foot-help = Talk to somebody
foot-safe = Being safe
foot-read = Things to read
foot-promise = What we promise
foot-device = This device is called “{ $words }”.
foot-devices = All devices
recovery-asked = Somebody asked to use your recovery code. It opens on { $opens }. If that was not you, call it off.
recovery-asked-link = Your account
foot-demo = This is a throw-away instance for trying things out. Do not write anything here that matters to you.
put-down = That is all for now. You can put this down.
circle-me = Only me
circle-us = Us two
trouble-went-back = Something written earlier is not in the log any more. The server’s data may have been put back to an older state. Nothing you see here was changed by you. If you did not expect this, ask whoever runs the server.
trouble-altered = A part of the data was altered or cannot be opened. It is left out, and the rest is shown. Ask whoever runs the server for a backup.
yes = Yes
no = No
save = Save
back = Back
next = Next
open = Open

date-long = { $day } { $month } { $year }
date-weekday = { $weekday } { $day } { $month }
date-moment = { $day }, { $time }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

# What a form may say about any text.
text-empty = There is nothing written yet.
text-too-long = That is longer than { $most } characters. Please shorten it a little; your words are still here.

# A timer that starts when it is tapped.
timer-start = { $minutes ->
    [one] Start one minute
   *[other] Start { $minutes } minutes
}
