# A talk about one thing, wherever it stands.
between-time-name = A talk
between-day = Day
between-at = At

# Asked.
between-asks = { $name } asks for a talk
between-asks-when = Would { $at } suit?
between-asks-open = A time can be found together.
between-you-asked = You asked for this talk
between-asked-mine = { $name } finds it on the page “Settling something” and nowhere else. You will not be told whether it was seen.
between-asked-until = On { $day } it goes by itself.
between-take-back = Take it back
between-asked-heading = Somebody asks for a talk
between-asked-care = You owe no answer. If you are afraid of this talk, leave it, and read this:
between-yes = Yes, let us talk about it
between-yes-time = Yes, at another time
between-yes-time-do = Yes, at this time
between-away = Put it away
between-away-more = If you put it away, { $name } is not told. It looks as if you had not seen it.
between-away-all = Put away all that { $name } asks here
between-away-all-text = From now on nothing that { $name } asks here is shown to you. Nobody is told, and you can let it in again.
between-away-all-do = Put all of it away

# One's own half beside it.
between-own = Your own half
between-own-text = Before you talk, you may write for yourself. It is never sent.
between-own-begin = Prepare alone
between-own-there = What I wrote for it
between-own-shut = What you wrote for it shows while your own pages are open.

# Agreed.
between-rests = Everything is resting now. This opens afterwards where it was.
between-paused = A pause until { $at }. Until then nobody has to think about it.
between-go-on = Go on now
between-when = When
between-when-mine = You proposed { $at }.
between-when-theirs = { $at } is proposed. Does that suit you?
between-when-open = No time is set. Find one over tea, or propose one.
between-when-passed = The time you had set has passed. You can go on here, or find another one.
between-suits = That suits me
between-time = Another time
between-time-do = Propose this time
between-time-problem = Choose a day and a time that lie ahead, within two months.
between-time-meanwhile = Meanwhile another time was proposed. It stands on this page now, and what you typed is still here.

between-pause = I need a pause
between-pause-text = Either of you can ask for one, at any moment. Say it aloud, with a time to come back:
between-pause-how = Then walk, breathe out slowly, drink some water. Leave your case alone until you are back.
between-pause-short = 20 minutes
between-pause-hour = One hour
between-pause-day = Until tomorrow, at this time
between-pause-other = Or until
between-pause-do = Pause until then
between-pause-problem = Choose when you come back: a day and a time from now on, within two weeks.

between-turns = Taking turns
between-turns-text = Put the phone between you. One speaks, the other says it back, and then you change over.
between-turns-link = Begin the turns
between-way = How it goes: { $title }

between-heard = What we heard
between-heard-write = Write down what I heard
between-heard-text = Say it first. If you like, each of you then writes down what you heard the other one say. You can both read it.
between-heard-mine = What you heard
between-heard-theirs = What { $name } heard
between-heard-label = What I heard you say
between-heard-save = Keep it for { $name } and me

between-agree = What we agree
between-agree-write = Write down what we agree
between-agree-text = One small thing, until a day. One of you writes it, and it counts once the other one says yes. If it was enough to be heard, agree on nothing.
between-amends = To make good
between-agree-label = In one or two sentences
between-agree-day = We look again on
between-agree-day-hint = In a week at the earliest, in three months at the latest.
between-agree-when = Choose a day to look again, between one week and three months from now.
between-agree-save = Write it down
between-agree-long = That is a little too long to remember. Shorten it; your words are still here.
between-agree-full = There are { $most } agreements already, with what is proposed. End one, and there is room again.
between-agree-mine = You wrote this. It counts once { $name } says yes to it.
between-agree-theirs = { $name } wrote this. It counts once you say yes to it.
between-agree-both = You both said yes to this. It ends by itself on the day you look again.
between-agree-yes = Yes to this
between-agree-undo = End this agreement
between-agree-other = Say it in other words
between-agree-other-do = Propose these words
between-agree-none = Nothing is agreed now. What stood here was taken back, ended, or went by itself.
between-settled = You look at it again on { $day }. Until then, let it rest.

between-again = Looking again
between-again-text = How is it now, for you?
between-again-better = Better
between-again-same = The same
between-again-harder = Harder
between-again-keep = That is how it is for me
between-again-choose = Choose one of the three.
between-again-both = Each says it for themselves. What you both said shows to both of you together.
between-again-mine = You said:
between-again-theirs = { $name } said:
between-onward-better = Tell each other one thing that the other one did. Then you may end this here.
between-onward-same = That happens. Something smaller may fit better, or another talk on another day.
between-onward-harder = It was good to say so. You two need not carry it alone: somebody who is trained for this can help.
between-onward-talk = Another talk
between-onward-own = My own half

between-end = End this
between-end-text = Either of you can end it, alone and without a reason. What you wrote for yourself stays yours.

# What happened while a page was open.
between-meanwhile-end = Meanwhile this has gone on a step. Look at it first. You can still end it, by tapping once more.
between-meanwhile-settled = Meanwhile it was written down what you agree. Your words are still here, to copy or to say.
between-meanwhile-agreed = Meanwhile you both said yes to these words.
between-meanwhile-mine = The words have changed since you opened this page. They stand here as you wrote them last.
between-meanwhile-written = Meanwhile { $name } wrote it down. Those words stand here now, and yours are still here.
between-meanwhile-undone = Meanwhile the words were taken back or ended. Yours are still here.
between-put-down = Slowly is fast enough. Put this down.

# Not there, or over.
between-gone-heading = This is not here
between-gone-text = It was taken back, it ended, or it went by itself. Either of two people can end such a talk, at any step and without a reason.
between-gone-own = What you wrote for yourself is still on your own list.
between-past = The space you shared has ended, and so has this. What stood here can be read. There is nothing to do.
between-past-agreed = What you had agreed
between-past-own = What you wrote for yourself is yours, and stays on your own list.
between-past-help = Something can hurt long after it ended. There are people to talk to.
