# The ladder: one phone between two people, one question at a time.
ladder-heading = One phone between you
ladder-lead = One question at a time, read aloud. Nothing is written down or kept. No account is needed.
ladder-minutes = How long?
ladder-minutes-ten = Ten minutes
ladder-minutes-long = Three quarters of an hour
ladder-kind = How?
ladder-kind-turns = Taking turns
ladder-kind-turns-hint = One asks, the other answers, then change over. All of it stays light.
ladder-kind-deepening = Going deeper step by step
ladder-kind-deepening-hint = You both answer each question. You can stop on any step.
ladder-where = Where are you?
ladder-where-near = Side by side
ladder-where-far = Far apart, by voice
ladder-before = Only if both of you want to. Anyone may pass any question, without a reason.
ladder-begin = Begin
ladder-why-summary = Why a ladder
ladder-why = It is easier to say something true when the other one has just done so, and when it comes in small steps. It takes two people, some quiet, and no preparation.

ladder-near-turns-odd = Whoever holds the phone reads this aloud. The other one answers.
ladder-near-turns-even = Pass the phone. Whoever holds it now reads this aloud. The other one answers.
ladder-near-deepening-odd = Whoever holds the phone reads this aloud and answers first. Then the other one.
ladder-near-deepening-even = Pass the phone. Whoever holds it now reads this aloud and answers first. Then the other one.
ladder-far-turns-odd = Whoever sees this reads it aloud. The one who listens answers.
ladder-far-turns-even = Whoever sees this reads it aloud, and then answers it.
ladder-far-deepening-odd = Whoever sees this reads it aloud. The one who listens answers first, then the reader.
ladder-far-deepening-even = Whoever sees this reads it aloud and answers first. Then the one who listens.

ladder-more = The listener may ask next: { $more }
ladder-each = { $minutes ->
    [one] About a minute each.
   *[other] About { $minutes } minutes for this one.
}
ladder-done = Take your time. Go on when you both like.
ladder-another = Another one
ladder-stop = That is enough for now
ladder-deeper = From here it goes deeper. Go on only if you both want to. Stopping now is a good end too.
ladder-end-heading = That was time together
ladder-end-text = Each of you, say one thing you heard that you want to keep.
ladder-put-down = Now put this down.

ladder-paper = As a sheet to print
ladder-paper-heading = Questions by turns
ladder-paper-turns = Read them aloud in turn. Whoever reads asks, and the other one answers.
ladder-paper-deepening = Read them aloud in turn. Whoever reads answers first, then the other one.
ladder-paper-each = About { $minutes } minutes for each.
ladder-paper-other = Another sheet
