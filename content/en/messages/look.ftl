# See where we are: answered in the page, nothing stored.
look-title = A look
look-heading = See where we are
look-lead = Four sentences and five cards. Answer for how the last two weeks were, not for one bad evening. Leave out whatever you like.
look-kept = Your answers go into the next page and nowhere else. Nothing is stored.
look-view = This is how you see it. Your partner may see it another way, and both can be true.
look-signs = Four sentences
look-low = not at all
look-high = very much
look-skip = I leave this one out
look-causes = Five cards
look-causes-hint = Tick what sounds like the two of you. None is an answer too.
look-button = Show me what to do first
look-empty = There is nothing ticked yet. One answer is enough, any of them.
look-safe = If you are sometimes afraid of your partner, something else comes first.
look-safe-link = Being safe

look-result-heading = What to do first
look-result-kept = Nothing was kept. Your answers are gone when you leave this page. If you print it, mind where it lies.
look-result-lowest = Lowest for you now: { $name }
look-result-low-why = Of what you answered, this stands lowest. Perhaps you know it like this:
look-result-tied = Something else stands as low. That is all right; one thing at a time is enough.
look-result-cause = A card you ticked: { $name }
look-result-cause-why = Nothing stands low in your answers, so we begin with the card:
look-result-cause-only = You ticked this card:
look-result-well = It reads as if there is a good deal between you
look-result-well-why = Nothing stands low in your answers. Nothing needs mending tonight. What goes well can do with a little care too.
look-result-first = Do this first
look-result-read = Read about it
look-result-practice = One thing you can do by yourself
look-result-takes = What it takes:
look-result-behind = What may lie behind it
look-result-behind-text = { $n ->
    [one] You ticked this card too. It is for later.
   *[other] You ticked these cards too. They are for later. You do not have to do them all.
}
look-result-ask = To think about:
look-result-yours = Your own answers
look-result-sign-th = The sentence
look-result-score-th = 0 to 10
look-result-out = left out
look-result-not-a-test = This is no test, and it does not tell how things will go. Scores dip for many reasons: little sleep, a hard week, an illness.
look-result-onward = If you would like to go on
look-result-begin = Begin
look-result-begin-text = Make a space of your own, and get one small thing a day.
look-result-today = Go to today
look-result-today-text = One small thing is there.
look-result-readings = Things to read
look-result-readings-text = Short guides, three minutes each.
look-result-help = Talk to somebody
look-result-help-text = When a person helps more than a page.
look-result-again = Look again
look-result-put-down = One thing is enough for today. You can put this down.
