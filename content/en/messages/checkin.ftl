# The check-in.
checkin-title = A look
checkin-heading = How is it for you just now?
checkin-first = A short look, so that you can see where you stand. Later ones show whether it is moving.
checkin-lead = A short look at how it is for you. There is no right answer, and no right week.
checkin-enough = You have looked this week. That is enough; feelings move slowly, and looking more often shows no more.
checkin-shut = Your own space is shut, so this page cannot tell when you last looked. You can do it all the same; it is kept and will be there when you open the space.
checkin-resting = You asked for a rest. This may rest too; there will be nothing to catch up on.
checkin-begin = Have a look
checkin-not-now = Not now
checkin-others = Or another size
checkin-anyway = If you would like to all the same
checkin-to-trend = How it has been over time
checkin-to-today = Go to today

checkin-pulse-name = The short look
checkin-pulse-takes = Four sentences and a picture. Less than a minute.
checkin-review-name = The longer look
checkin-review-takes = Twelve sentences and a picture. About three minutes. Every six weeks or so is plenty.
checkin-checkup-name = The big look
checkin-checkup-takes = Twelve sentences and a picture, then a few cards and, if you both like, a talk about it. Twice a year is plenty.

checkin-how = Tap what fits today. Leave out whatever you like. The first thing that comes to mind is good enough.
checkin-skip-all = Skip it all
checkin-stop = Stop here and keep what I ticked
checkin-keep = Keep this
checkin-leave-out = leave this one out
checkin-kept-where = Kept in your own space. Nobody else sees it, and nobody sees that you looked.
checkin-own-first = Before a big look it is good to check one thing with yourself.
checkin-own-link = Five questions, only for you
checkin-problem = One of these was not a number from the scale. All the rest is as you left it.
checkin-item-problem = Please tap one of the numbers, or leave it out.
checkin-circles-problem = Please tap one of the pictures, or leave it out.

checkin-group-signs = The two of you, lately
checkin-group-known = Knowing each other
checkin-group-time = Time and play
checkin-group-between = Thanks, and finding back

checkin-circles-heading = A picture
checkin-circles-ask = Which of these is most like the two of you today?
checkin-circles-hint = One circle is you, the other is your partner. Closer is not always better; it is only where you are.
checkin-circles-0 = far apart
checkin-circles-1 = apart
checkin-circles-2 = just touching
checkin-circles-3 = overlapping a little
checkin-circles-4 = half overlapping
checkin-circles-5 = mostly overlapping
checkin-circles-6 = almost one

checkin-nothing-heading = Nothing was kept
checkin-nothing-text = That is fine. Some days are not for looking. It will be here another time, if you like.

checkin-done-heading = Thank you for looking
checkin-done-shut = It is kept. What you answered shows once your own space is open.
checkin-done-earlier = What you answered before is kept, and shows under “over time”.
checkin-done-table = What you answered today, from 0 to 10
checkin-done-down = This is well below what is usual for you. You need not carry it by yourself.
checkin-dips = Scores dip for many reasons: a bad night, a cold, a hard week at work. One look says little.
checkin-since = Since { $day }
checkin-change-none = Much the same as then.
checkin-change-higher = Higher than then
checkin-change-lower = Lower than then
checkin-first-thing = One thing, if you like
checkin-first-thing-shut = When you next come in at the same door, stop for half a minute. Look up, say hello, and let the rest wait.
checkin-first-thing-well = Something is going well here. Find out what it was this week, and do a little of it again.
checkin-guide = Read about it
checkin-more = And when you have a quiet moment
checkin-more-causes = Five cards: how it came to be so
checkin-more-causes-hint = Just for you. Two minutes.
checkin-more-talk = A talk about it, aloud
checkin-more-talk-hint = Eight prompts for the two of you, from easy to deep. Stop at any of them.
checkin-more-own = Five questions, only for you
checkin-more-own-hint = About feeling safe. The answers are not kept.
checkin-share-hint = Your partner sees none of this. If you would like to tell them something of it, do it in your own words.
checkin-share = Put it into words

checkin-talk-title = A talk
checkin-talk-heading = A talk, aloud
checkin-talk-lead = About half an hour, on a couch or on a walk. Screens away; print this page or read it once.
checkin-talk-turns = Take turns. One speaks, the other listens, then you change.
checkin-talk-listen = Who listens says back what they heard before they say anything of their own.
checkin-talk-stop = Leave out any of them. Stop while it is still good.
checkin-talk-safe = If being honest with your partner feels risky, leave this talk for now.
checkin-talk-paper = To have it on paper, print this page.
checkin-talk-down = Now put this down, and look at each other.
