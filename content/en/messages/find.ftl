# Finding a time: each ticks what suits, and what suits both is shown to both.
find-title = Time
find-heading = Find a time
find-lead = Tick what would suit you in the next two weeks. Your partner does the same. Up to five times that suit you both then stand here.
find-learns = Your partner sees only times that suit you both, never what else you ticked and nothing of your calendar. You two can look once a day, so nobody can try out the other’s days.
find-wish = Begin with:
find-wish-evenings = evenings
find-wish-lunch = lunch
find-wish-weekends = weekends
find-parts = Morning is 9 to 12, lunch 12 to 13:30, afternoon 14 to 18, evening 18:30 to 22.
find-part-morning = Morning
find-part-lunch = Lunch
find-part-afternoon = Afternoon
find-part-evening = Evening
find-least = The shortest time worth it
find-least-30 = Half an hour
find-least-60 = One hour
find-least-120 = Two hours
find-notice = Not before (hours from now)
find-rises = I am up from
find-sleeps = In bed at
find-calendars = Leave out what is busy in my calendars
find-calendars-hint = Those with an address are read again first, if twelve hours have passed.
find-bring = Bring in a calendar, and what is busy in it is left out
find-keep = Keep my ticks
find-not-now = Not now
find-kept = Kept. When both of you have, what suits both stands here.
find-kept-long = After two weeks your ticks are forgotten by themselves. Until the times stand here, you can tick anew.
find-anew = Tick anew
find-back = Take my ticks back

# Why a form was not taken.
find-meanwhile = Something changed while this page was open, so nothing was kept. Please look again.
find-no-ticks = There is no tick yet. One evening is enough.
find-no-least = Please choose the shortest time that is worth it to you.
find-no-notice = Please say the notice in hours, from 0 to 168.
find-no-clock = Please write when you get up and go to bed like 07:00.
find-nothing-left = Of what you ticked nothing is long enough: it is too soon, too late in the evening, busy, or too short. Perhaps half an hour will do?

# What was found.
find-found-heading = Times that suit you both
find-found-lead = You both said so on { $day }. The times are by your own clock.
find-time = { $day }, { $from } to { $to }
find-take-which = Which one would you like?
find-taken = This one is taken.
find-take-title = What shall it be?
find-take-title-hint = A few words for the two of you.
find-take = Propose this time
find-take-why = It is set when your partner says yes to it. A time that suits is not a promise yet.
find-take-no-time = Please choose one of the times.
find-take-no-title = Please give it a name of a few words, on one line.
find-take-no-room = You have as many rituals and proposals as fit here. End one you no longer need, then take this time.
find-nothing = Nothing suits you both this time.
find-nothing-next = Full weeks do that. It says nothing about the two of you. Tomorrow you can tick again: half an hour, a lunch, a morning. Or ask aloud tonight: “Where could we find half an hour?”
find-nothing-before = Nothing suited you both last time. Shorter times and more ticks make it likelier.
find-over = The times that were found have passed.
find-again = Look for other times
find-all-day = This stays as it is today. From tomorrow you can look again.
