# Hearing what the other one would like to say: at a talk two people agreed on.
hear-title = Talk
hear-heading = Something to hear
hear-ask = Is there something one of us would like the other to hear?
hear-ask-text = Sit down together, and put all other screens away. Each of you can ask on your own phone, at every talk. If there is nothing, the talk simply goes on.
hear-ask-button = Ask
hear-nothing = There is nothing for you here just now. The talk goes on.
hear-aloud = The best way is still to say it. “I would like to tell you something. Is now good?”
hear-gone = It is not here any more. That is all right, and nothing has to be said about it.
hear-off = This can be asked on a day for which you two have agreed on a talk.
hear-off-next = The next one: { $title }, { $at }.
hear-off-none = You two have not agreed on a talk yet.
hear-off-suggest = Suggest one
hear-rests-heading = A quiet time
hear-rests = Nothing is asked while you rest. All of it will be here.
hear-alone = This is for two people. For one, there is the ladder: what you have not said yet, written for yourself.
hear-alone-link = The ladder
hear-to-open = What the two of you share is still shut on this device.
hear-to-open-link = Open it
hear-over = The shared space has come to rest. What you told each other stays readable.
hear-heard = What you two have told each other this way
hear-paper = The ladder and how to listen, to print
hear-put-down = Now put the phone down and look up.

# First the kind and the length.
hear-cover = { $name } would like you to hear something.
hear-about-me = It is about { $name }.
hear-about-us = It is about the two of you.
hear-about-thanks = It is a thank-you.
hear-length-short = A few words.
hear-length = { $minutes ->
    [one] About { $words } words. A minute to read slowly.
   *[other] About { $words } words. { $minutes } minutes to read slowly.
}
hear-ready = I’m ready to receive
hear-not-now = Not now
hear-not-now-hint = Not now leaves no trace. You can also ask { $name } to say it aloud.

# Then how to listen.
hear-listen-heading = How to listen
hear-listen-lead = Read this first. It takes a minute, and it is half of what comes now.
hear-listen-lead-any = Half of being close is being heard. This is the other half’s work.
hear-listen-safe = If something in it makes you afraid, you can stop.
hear-open = Show me the words
hear-listen-put-down = There is no hurry. It can also be for another talk.

# Then the words.
hear-told-theirs = What { $name } told you
hear-told-mine = What you told { $name }
hear-told-when = { $kind } { $day }
hear-answer-heading = Answer { $name }
hear-answer-more = Say something more to { $name }
hear-answer-aloud = Best said aloud, with the phone face down. If writing is easier, choose one.
hear-answer-legend = What would you like to say?
hear-way-heard = I heard you
hear-way-thanks = Thank you
hear-way-did-not-know = I didn’t know
hear-way-need-time = I need a little time
hear-answer-starters = Words to begin with
hear-answer-label = In your own words, if you like
hear-answer-who = { $name } will see this, word for word. It cannot be taken back.
hear-answer-button = Say it
hear-answer-choose = Choose one of the four first. Your words are still here.
hear-full = There is no more room for your words here. Say the rest aloud.
hear-word-summary = A word back to { $name }
hear-word-legend = Did it arrive as you meant it?
hear-word-got-it = You got it
hear-word-nearly = Nearly. The part I’d like you to hear is …
hear-word-label = Words to go with it
hear-word-button = Say it
hear-mine-heard = You said: I heard you
hear-mine-thanks = You said: thank you
hear-mine-did-not-know = You said: I didn’t know
hear-mine-need-time = You said: I need a little time
hear-mine-got-it = You said: you got it
hear-mine-nearly = You said: nearly. The part I’d like you to hear is
hear-theirs-heard = { $name } says: I heard you
hear-theirs-thanks = { $name } says: thank you
hear-theirs-did-not-know = { $name } says: I didn’t know
hear-theirs-need-time = { $name } says: I need a little time
hear-theirs-got-it = { $name } says: you got it
hear-theirs-nearly = { $name } says: nearly. The part I’d like you to hear is
hear-told-all = All you two have told each other this way
hear-told-put-down = Now put the phone down, and stay a while.

# To read again.
hear-again-heading = What you told each other
hear-again-lead = At your talks, when one of you was ready to hear it. The newest first.
hear-again-empty = Nothing yet. What one of you offers and the other one receives at a talk can be read again here.
hear-again-first = The ladder
hear-again-theirs = { $name } told you
hear-again-mine = You told { $name }

# On paper.
hear-paper-heading = What is not said yet
hear-paper-lead = Five rungs, from safe to deep. Cut the cards, or lay the page between you. Whoever likes begins with half a sentence. Anyone may pass.
hear-paper-before = Before you say it: could this change whether one of you stays, or put someone at risk? If so, or if you are not sure, get help first. Then choose a good hour.
hear-paper-listen = Whoever listens
hear-paper-answers = Ways to answer
hear-paper-back = Then, if you like, a word back: “You got it”, or “Nearly. The part I’d like you to hear is …”
hear-paper-cards = Cards
