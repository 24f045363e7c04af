# On paper: what prints.
paper-title = On paper
paper-heading = On paper
paper-lead = Everything here works with scissors and a pen, and without a screen. Nobody needs an account to take part.
paper-how = Open a page, print it from your browser, and close it again. All of it fits A4 and Letter.
paper-all = Everything that prints

paper-group-cards = Cards to cut out
paper-questions = Questions
paper-questions-more = A mixed deck of the light ones; or one kind:
paper-scenes = Small scenes
paper-scenes-more = On the front a moment, on the back what was reached for and three ways to turn.
paper-down = Cards for a while without screens
paper-down-more = Something to do with the hands, or nothing.
paper-small = Kindnesses in secret
paper-small-more = Draw one, do it, say nothing.
paper-cups = Slips to hide
paper-cups-more = Under a cup, in a shoe, in the bread bin.
paper-thanks = Slips for thanks
paper-thanks-more = Each begins a sentence. The rest is done with a pen.

paper-group-wall = To hang up
paper-week = The week for the fridge
paper-week-more = What only concerns you is printed without its name.
paper-sheet = Screens down
paper-sheet-more = What you agreed on, and what to say when the phone is needed.
paper-sheet-blank = With room for what you agree on, and what to say when the phone is needed.
paper-courtesy-more = One sentence, said aloud, and then kept to.
paper-lines = When a small reach went by
paper-lines-more = What to say minutes, hours or days later. For the inside of a cupboard door.

paper-group-pen = With a pen
paper-pulse-more = Four sentences and a picture, for two weeks. It folds up.
paper-review-more = Twelve sentences and a picture.
paper-enter = Enter what is on paper
paper-enter-more = Up to eight weeks later, on the day it was written.

paper-group-evening = For an evening
paper-ladder = Questions by turns
paper-ladder-more = Choose how long and how deep, and print it as a sheet.
paper-practices = Things to try
paper-practices-more = Each of them prints on a page of its own.

# Decks.
paper-two-sides = Print on both sides, turned on the long edge, at full size. Cut along the dashed lines.
paper-one-side = Print on one side, at full size. Cut along the dashed lines.
paper-two-sides-link = On both sides instead
paper-one-side-link = On one side instead
paper-parts = Parts of this deck
paper-part = Part { $n }
paper-fronts = Sheet { $n }, fronts
paper-backs = Sheet { $n }, backs
paper-listen = Whoever listens puts things down, waits through the pause, and says back what was heard.
paper-kind = { $kind } · { $depth }
paper-none = There are none just now.
paper-scenes-lead = Read the front aloud, wait a breath, and say what you think was reached for. Then turn the card round.
paper-reach = Reached for:
paper-toward = Toward:
paper-small-lead = Keep them in an envelope of your own. Draw one on a day that has room for it.
paper-small-back = Nobody will see it
paper-small-found = It comes to light some day
paper-cups-lead = Cut them out, and hide one now and then. They need no answer.
paper-thanks-lead = Cut them out, finish the sentence with one exact thing, and put it where it will be found.

# Lines that mend.
paper-lines-lead = It happens to everybody, many times a day. You can go back to it. Take the line that is nearest, and make it your own.
paper-lines-minutes = Minutes later
paper-lines-hours = The same day
paper-lines-days = Days later
paper-lines-end = No reasons, no but. Say it, and leave the next word to the other one.

# The looks.
paper-look-lead = Ring one number in each line. Leave out whatever you like.
paper-look-private = It is for you alone. Fold it with the numbers inside, and keep it where only you look.
paper-look-enter = Enter one that is filled in
paper-look-later = Whoever has an account can enter it there later.
paper-look-day = Day:
paper-look-word = A word for myself, if I like:
paper-look-fold = fold here, numbers inside
