# Answers that have opened.
reveal-theirs = { $name }’s answer
reveal-theirs-tell = { $name } would rather tell you this. Let them choose the moment.
reveal-mine = Your answer
reveal-mine-tell = You would rather tell { $name } this. You choose the moment.

reveal-reply-summary = Tell { $name } what reached you
reveal-reply-aloud = Best said aloud. If writing is easier tonight, write.
reveal-reply-legend = What would you like to say?
reveal-way-heard = What I heard you say
reveal-way-more = Tell me more about …
reveal-way-thanks = Thank you for …
reveal-way-glad = I’m glad I know you better
reveal-reply-label = In your words
reveal-reply-who = { $name } will see this, word for word. It cannot be taken back.
reveal-reply-button = Say it
reveal-choose = Choose one of the four first. Your words are still here.
reveal-full = There is no more room for your words here. Say the rest aloud.

reveal-mine-heard = What you heard
reveal-mine-more = You would like to hear more about
reveal-mine-thanks = You give thanks for
reveal-mine-glad = You are glad to know this
reveal-mine-got-it = You said: you got it
reveal-mine-nearly = You said: nearly. The part I’d like you to hear is
reveal-theirs-heard = What { $name } heard
reveal-theirs-more = { $name } would like to hear more about
reveal-theirs-thanks = { $name } thanks you for
reveal-theirs-glad = { $name } is glad to know you better
reveal-theirs-got-it = { $name } says: you got it
reveal-theirs-nearly = { $name } says: nearly. The part I’d like you to hear is

reveal-word-summary = A word back to { $name }
reveal-word-legend = Did it arrive as you meant it?
reveal-word-got-it = You got it
reveal-word-nearly = Nearly. The part I’d like you to hear is …
reveal-word-label = Words to go with it
reveal-word-button = Say it

reveal-felt = How was it to tell this?
reveal-felt-legend = Tick what was so. Nobody but you sees it.
reveal-felt-understood = I felt understood
reveal-felt-accepted = I felt all right as I am
reveal-felt-button = Keep it for me
reveal-felt-kept = You have noted how it was.
reveal-felt-shut = You can note this while your private pages are open.

reveal-still = It is still true
reveal-still-skip = Skip this
reveal-anew = Answer it anew
reveal-put-down = Now look up, and talk. Put this down.

reveal-again-heading = Answers to read again
reveal-again-lead = What the two of you have told each other, the newest first.
reveal-again-empty = When you have both answered a question, you find it here again.
reveal-again-none-here = No answers opened in this stretch of time.
reveal-again-first = Begin with a card
reveal-again-older = Older ones
reveal-again-newest = Back to the newest
reveal-again-all = The newest
reveal-earlier = What you said before that
reveal-earlier-before = And before that
reveal-earlier-now = What you said last
