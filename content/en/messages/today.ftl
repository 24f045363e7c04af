# Today: one thing to do, one tiny thing, a few quiet doors.
today-title = Today
today-back = Welcome back. Nothing to catch up.
today-kicker = One thing for today
today-kicker-own = One thing for today, and only your own half of it
today-takes = It takes: { $what }
today-takes-own = nobody but you.
today-minutes = { $n ->
    [one] one minute
   *[other] { $n } minutes
}
today-who-alone = for you alone
today-who-together = for the two of you
today-who-either = alone or as two
today-steps = How it goes
today-we-did = We did it
today-i-did = I did it
today-not-this = Not this one
today-easier = Easier
today-deeper = Deeper
today-we-did-circle = “We did it” is for us two. It stands on the page Us.
today-rest-circle = All the rest is only for me.

# The next time together.
today-next = Next time together:
today-next-alone = Your next time:
today-next-now = Now:
today-offer = A time for the two of you
today-offer-open = Look at it and suggest it

# Why this.
today-why-this = Why this?
today-why-sign = In your last check-in, “{ $name }” was among the lowest. This is one small thing for it.
today-why-cause = You recognised “{ $name }”. This is one small answer to it.
today-why-closer = You said that this one brought you closer.
today-why-kind-closer = You said that time of this kind brought you closer.
today-why-season = Because it is made for the time of life you are in.
today-why-easier = You asked for something easier.
today-why-deeper = You asked for something deeper.
today-source = Source: { $source }.
today-rules = How a week is put together: it starts from what you said in your check-ins and what you recognised. It likes what brought you closer. It goes from safe to deep, mixes different kinds, fits your minutes, and does not come back soon with the same. For deeper things, for mending and for touch, everybody gets only their own half.
today-evidence-strong = evidence: strong
    .sentence = Several good studies tested this very exercise.
today-evidence-some = evidence: some
    .sentence = At least one good study speaks for it. It may work differently for you.
today-evidence-early = evidence: first small studies
    .sentence = The studies are few and small, or look at it from the side.
today-evidence-wisdom = evidence: experience, no study
    .sentence = People who work with couples have long used it. Nobody has studied it well.

# What may lead in place of the one thing.
today-step-kicker = Your six weeks: { $week }
today-step-done = Done
today-step-aside = Leave it aside
today-step-write = Write a line about it
today-step-path = All six weeks
today-enough = That is enough for today
today-enough-day = Today’s step is done. The next one is there another day.
today-enough-week = Today’s step is done, and with it a week of the path.
today-look-back = Look back, and choose
today-look-back-text = You have been through all six weeks. There are five ways to go on, and all of them are good.
today-look-back-open = Look at the five
today-done = Done for today
today-done-text = That is enough. Let it settle.
today-all-done = Nothing more this week
today-all-done-text = You have done what there was. Enjoy what is left of the week.
today-nothing = Nothing for this week
today-nothing-text = There is nothing to suggest right now, and that is fine. Sit down next to each other, or by yourself.
today-rest = It is a quiet time
today-rest-text = Rest is all there is to do, until { $until }. Nothing needs to be caught up later.
today-rest-thing = Something small, only if it does you good

today-us = There is something for you two on the page Us
today-more = Also in this week
today-tiny = One tiny thing
today-tiny-done = Done
today-tiny-is-done = Done today.
today-doors = If you like
today-talk = Two cards for today, to ask each other
today-talk-alone = A question you could ask aloud
today-path = Your own six weeks
today-bid = A small scene, and a line for yourself
today-check = Check in, if you like
today-check-pulse = Four short questions about how it is, if you like
today-check-review = Twelve questions about how it is, if you like
today-check-checkup = A longer look at how it is, if you like
today-put-down = That is all. Put this down, and be where you are.

# The welcome cards.
today-card-away = Put this card away
today-card-parted = The space you two shared has come to rest
    .text = Your partner has left it. Your own space is as it was, and what you opened to each other stays readable. If this is a hard day, you do not have to be alone with it.
    .button = What this means
today-card-recovery = A sheet for the drawer
    .text = If you forget your passphrase, nobody can open your words for you. A printed sheet can. You may make one, or not.
    .button = Look at it
today-card-check = How is it right now?
    .text = Four short questions, under a minute. Only you see the answers, and they help to choose what comes here.
    .button = Answer them
today-card-lean = Leaning in, unsure, leaning out?
    .text = You may want this, not know, or be on your way out. Whatever it is, it can be said here, and what you read will fit.
    .button = Say where I stand
today-card-wish = What would you like back?
    .text = One thing you miss, in your own words. It stays with you alone.
    .button = Write it down
today-card-invite = If you would like company
    .text = There is a letter you can change, print, send, or never send. Everything here also works for you alone.
    .button = Look at the letter
today-card-minutes = How many minutes does a day have?
    .text = So that nothing comes here that is too long for your days.
    .button = Say it

# Minutes a day.
today-minutes-heading = Minutes a day
today-minutes-legend = Minutes you have on most days
today-minutes-chosen = { $n ->
    [one] You said one minute a day.
   *[other] You said { $n } minutes a day.
}
today-minutes-unsaid = You have not said how many. Without it, nothing here takes longer than twenty.
today-minutes-problem = Please choose one of these.

# Afterwards.
today-after = It is done
today-after-question = Did it bring you closer?
today-after-question-alone = Did it do you good?
today-after-closer = Yes, a little
today-after-not-closer = Not this time
today-after-closer-alone = Yes, a little
today-after-not-closer-alone = Not this time
today-after-skip = Skip this
today-after-hint = Only you see the answer. It helps to choose what comes next.
today-after-put-down = And now put this down. The rest of the day is yours.

# The week on a page.
today-week = This week, to print
today-week-heading = The week from { $day }
today-week-text = You can print this page with your browser. What is only yours is printed without its name.
today-week-rest = This is a quiet time. Only restful things are here.
today-week-own = Something of my own
today-week-put-down = A week is long enough for one of these.
