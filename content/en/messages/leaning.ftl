# Where I stand, and what I would like back.
leaning-title = A question
leaning-heading = Where do you stand, just now?
leaning-lead = Only you see this. Each of the three is an honest place to be, and you may say another one tomorrow.
leaning-ask = About the two of you
leaning-in = I want this
leaning-in-more = Tired or not, I would like us to find each other again.
leaning-unsure = I do not know
leaning-unsure-more = Some days yes, some days no.
leaning-out = I am on my way out
leaning-out-more = Part of me has left, or most of me.
leaning-problem = Please tap one of the three, or leave the question.
leaning-keep = Keep this
leaning-skip = Not now
leaning-what-it-does = It changes only what you are offered here to read and to try. Nobody will try to talk you into anything.

leaning-after-in-heading = That is good to know
leaning-after-in-lead = Nobody was told. It decides what you are offered here to read and to try, and you may say another one any day.
leaning-after-shut-heading = It is kept
leaning-after-shut-lead = What goes with it to read and to try shows while your own space is open.
leaning-open = Open it
leaning-after-unsure-heading = You need not know yet
leaning-after-unsure-lead = Being unsure is a place, and many people are there for a long time. Here is something to read, and small steps that need nobody else and decide nothing.
leaning-after-out-heading = Thank you for saying so
leaning-after-out-lead = Nothing here will try to keep you. These are for thinking it over in your own time, and for doing well by yourself and others whichever way you go.
leaning-path = Six quiet weeks on your own
leaning-path-hint = A few minutes a day. It helps you, whatever becomes of the two of you.
leaning-safe = If you are afraid of your partner, speak to a help line before you do anything else.
leaning-down = Nothing has to be decided tonight. You can put this down.

leaning-wish-title = A wish
leaning-wish-heading = What would you like back?
leaning-wish-lead = Something the two of you had once, or something you had, that you miss. It is good to know it, even if nothing comes of it today.
leaning-wish-label = I would like back
leaning-wish-hint = A moment says more than a rule. “How we used to cook on Sundays” rather than “more time”.
leaning-wish-earlier = What you wrote on { $day }
leaning-wish-kept = Kept, in your own space.
leaning-wish-keep = Keep this
