# Settling something: the first page, with what one carries and what is between the two.
settle-title = Talk
settle-heading = Settling something
settle-lead = A disagreement, something that hurt, trust that was broken. You begin with your own half, alone, and go as slowly as you like.
settle-afraid = If you are afraid of what happens when you bring something up, please do not begin here. Read this first, alone:

settle-mine = Your own half
settle-mine-text = Your half is whole in itself. It can make you clearer and calmer. Whether anything changes between you two is not in your hands alone.
settle-shut = What you carry shows here while your own pages are open.
settle-open = Open them
settle-now = The one for now
settle-go-on = Go on where you were
settle-list-text = On your list. One at a time: the others may stay where they are.
settle-list-empty = Your list is empty. What you would like to settle some day can lie here until you pick it, or let it go.
settle-add-label = One thing, in a line
settle-add-hint = Only you see it. “The evening your brother came.”
settle-add = Put it on my list
settle-list-full = There are { $most } things on your list, or your own pages are full. Let one go, and there is room again.
settle-list-is-full = Your list is full. Let one go, and there is room again.

settle-two = Between you two
settle-two-empty = Nothing. A talk about one thing begins when one of you asks and the other one says yes.
settle-asks-see = Look at it
settle-ask = Ask { $name } for a talk about one thing
settle-left-out = You leave out what { $name } asks here. Nobody is told.
settle-let-in = Let it in again
settle-rests = You are resting until { $day }. Nothing is asked now, and nothing is lost. What was begun opens where it was.
settle-stands-asked = You asked for a talk.
settle-stands-pause = A pause until { $at }.
settle-stands-turns = You both want to talk about it.
settle-stands-settled = You look at it again on { $day }.
settle-stands-again = This is a good time to look at it again.
settle-stands-done = You have both looked at it again.

settle-ways = Three ways
settle-ways-text = To read, to print, and to do on paper. Where trust was broken, a trained person helps more than any page.
settle-beside = Beside them
settle-turns = Taking turns, with one phone between you
settle-turns-more = One speaks, the other says it back. It needs no account.
settle-friend = Seven minutes as a friend of both
settle-friend-more = Alone, three times a year.
settle-friend-again = Alone, three times a year. Today would be a good day for it, and so is any other.
settle-days = The first days after an affair
settle-put-down = Nothing has to be settled tonight. Put this down.
