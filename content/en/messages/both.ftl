# Both at once: six weeks with a little talk and a little touch.
both-title = Us
both-rests = Rest until { $day }. These weeks rest, too, and nothing goes on without you.
both-half = Your own half
both-two = For two, if you both like to
both-two-note = Asking is up to you, and so is not asking. A no is whole.
both-talk = A few words
both-touch = A little touch
both-here = I’m at this one
both-here-mark = you’re here
both-own = Where you are stands here for you alone. You may go back, leave one out, or stay in one for a month.
both-shut = It shows while your own space is open.
both-stop = How to stop
both-stop-button = Put these weeks down
both-print = All of it on paper
both-put-down = A little of each is enough. Then put this down.
