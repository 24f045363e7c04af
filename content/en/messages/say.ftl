# What one has not said yet: the ladder, drafts, and offering one.
say-title = Me
say-heading = Something you have not said yet
say-lead = Five rungs, from safe to deep. Write on any of them, for yourself, as long as you like. Nobody has to see it.
say-rests = You are resting. Nothing here needs you now. What you have written is safe.
say-shut = What you have written shows while your own space is open.
say-shut-open = Open it
say-ladder = The ladder
say-rung = { $number }. { $title }
say-begin = A good place to begin
say-drafts = What you have written
say-drafts-empty = There is nothing yet. Choose a rung and begin with half a sentence.
say-draft-line = { $day } · { $rung }
say-draft-offered = offered
say-ways = More
say-way-prepare = If it is too big for a phone: how to prepare
say-way-paper = The ladder and how to listen, to print
say-way-heard = What you two have told each other this way
say-way-hear = Hearing something, at a talk you two agreed on
say-put-down = One sentence is enough. Now put this down.
say-second = You received something on { $day }. If you would like to go second, any rung will do. You can also leave it as it is.
say-second-link = Read it again

say-said-kept = It is kept. Only you can read it.
say-said-kept-too = It is kept. What was opened stays as it was.
say-said-offered = It is done. Nobody was told. Now put this down.
say-said-done = It is done, and nobody was told. Nothing of yours lies offered now.
say-said-rest = It is done, and nobody was told. You noted that it was too much. Rest. If it stays with you, talk to somebody.
say-said-late = It has been opened, so it cannot be taken back. What it said stays as you wrote it.
say-said-shut = Your own space is shut. What you sent to keep is kept, and shows once it is open. To burn or to offer something, open it first.

# A rung.
say-rung-of = Rung { $number } of { $all }
say-rung-begin = Begin with half a sentence
say-rung-free = Begin with your own
say-rung-deep = This goes deep. Choose a day when you are rested and feel safe. It may stay on the page, and it may go to a friend or a helper first.
say-rung-why = Why this rung
say-rung-felt = Have you said something of this kind?
say-rung-felt-text = Aloud counts as well: to a friend, to a helper, or to the mirror. Only you see this. It decides which rung is shown as a good place to begin.
say-rung-felt-yes = Yes, and it felt all right
say-rung-felt-no = Yes, and it was too much
say-rung-felt-well = You noted that it felt all right.
say-rung-felt-ill = You noted that it was too much. A rung further down is a good place, too.
say-rung-felt-shut = You can note how it felt while your own space is open.
say-rung-down = A safer rung
say-rung-up = A deeper rung
say-rung-back = All five rungs
say-rung-put-down = Think of one thing. Then write it, or put this down.

# Writing.
say-new-heading = For yourself
say-label = Your words
say-hint = Nobody else can read them. Take your time. If your own space shuts meanwhile, they are kept all the same.
say-keep = Keep it
say-leave = Leave it
say-full = You have { $most } pieces here, and there is no room for more. Burn one you no longer need. Your words are still below.
say-full-empty = You have { $most } pieces here, and there is no room for more. Burn one you no longer need.
say-older = Before that
say-drafts-full = There is no room for more pieces here. What you write while your own space is shut is kept all the same: it lies here or among your notes.

# One piece.
say-draft-heading = What you wrote
say-acts = What may become of it
say-acts-text = It can simply stay here. All of these can wait.
say-act-aloud = Read it aloud, or print it
say-act-aloud-more = In big letters, for you or for somebody you trust.
say-act-offer = Offer it
say-act-offer-more = Your partner could ask for it at a talk you two agreed on. One question comes first.
say-act-burn = Burn it
say-burn-text = All of it goes, with every earlier version, and cannot be brought back.
say-burn-told = Your own copy goes, with every earlier version, and cannot be brought back. What was opened stays with you both.
say-burn-offered = The offer is taken back as well.
say-burn-button = Burn it for good
say-burn-keep = Made for nobody’s eyes is also a good use of words.
say-gone-heading = This is not here any more
say-gone-text = What is burned lies in no file of this server, in none of its versions.
say-gone-told = Your own copy is gone. These words were opened, and what was opened stays with you both.
say-gone-backup = A backup made earlier may still hold what you burned, sealed.
say-told = These words were opened. They are among what you two have told each other.
say-told-link = Read them there
say-draft-put-down = It is enough to have written it. Put this down.

say-aloud-hint = Before you read it to somebody, ask: “I would like to tell you something. Is now good?”
say-aloud-back = Back
say-aloud-put-down = When it is said, put this down and stay.

# Offering. First one question, whose answer is kept nowhere.
say-ask-heading = One question first
say-ask-question = Could this change whether one of you stays, or put someone at risk?
say-ask-examples = Think of another love, a debt, an illness, something a child needs to be safe, a wish to leave, or fear of what comes after.
say-ask-kept = Your answer is kept nowhere and leaves no trace. “Not sure” counts as yes.
say-ask-yes = Yes
say-ask-unsure = I am not sure
say-ask-no = No
say-ask-leave = Leave it for now
say-ask-put-down = You owe nobody an answer tonight.

say-prepare-heading = How to prepare to say it
say-prepare-after = Then not by phone. Some things need a voice, a good hour, and somebody who helps. What you wrote stays here, for you.
say-prepare-lead = Some things are too big for a phone. They need a voice, a good hour, and somebody who helps.
say-prepare-help = Talk to somebody
say-prepare-guide = When to get help
say-prepare-back = Back to what you wrote
say-prepare-put-down = You can take one of these steps this week, or none. Put this down for now.

say-kind-heading = What kind is it?
say-kind-lead = { $name } would first see only the kind and how long it is. Then, if they say they are ready, your words.
say-kind-legend = It is
say-kind-me = About me
say-kind-us = About us
say-kind-thanks = A thank-you
say-kind-choose = Choose one of the three. Nothing was offered.
say-kind-look = Look at it once more

say-preview-heading = This is what would be seen
say-preview-first = First, when { $name } asks at a talk
say-preview-then = Then, when they say they are ready
say-preview-how = How it goes
say-preview-quiet = It is not announced. None of { $name }’s pages changes.
say-preview-talk = It lies there until { $name } asks, at a talk you two agreed on.
say-preview-back = You can take it back until its words are opened.
say-preview-days = If it is not opened by { $day }, it is destroyed. What you wrote stays with you.
say-preview-button = Offer it
say-preview-changed = What you wrote was changed meanwhile. This is how it would be seen now. Nothing was offered.
say-preview-put-down = You can also leave it for another day.

say-next = Your next such talk: { $title }, { $at }.
say-next-none = You two have not agreed on a talk yet.
say-next-suggest = Suggest one

say-offer-alone = To offer something takes two people here.
say-offer-open = What the two of you share is still shut on this device. Open it first.
say-offer-open-link = To your page
say-offer-rests = You two are resting. It can be offered afterwards.
say-offer-another = One at a time. Look at the one you offered before this first.
say-offer-another-link = To what you offered
say-offer-told = These words have been opened already.

# What became of it.
say-offered-heading = What you have offered
say-offered-lies = It lies there until { $name } asks for it at a talk. Nobody was told.
say-offered-until = If it is not opened by { $day }, it is destroyed. What you wrote stays with you.
say-offered-look = See what you wrote
say-offered-back = Take it back
say-offered-shut = What the two of you share is still shut on this device. Once it is open, you can see or take back what you offered.
say-opened-heading = Your words were opened
say-opened-text = How was it to say this? Only you see it. It decides which rung is shown as a good place to begin.
say-opened-well = It felt all right
say-opened-ill = It was too much
say-opened-skip = Skip this
say-opened-read = Read it, and what was said to it
say-lapsed-heading = The thirty days are over
say-lapsed-text = The offer is gone, and its copy destroyed. What you wrote is yours alone, as before.
say-over-heading = The shared space has come to rest
say-over-text = Nobody can open what you offered any more. What you wrote is yours alone, as before.
say-fine = All right
