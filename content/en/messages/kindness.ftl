# A kindness in secret.
kindness-heading = A kindness in secret
kindness-kicker = One for this week, if you like
kindness-unseen = nobody will see it
kindness-found = it comes to light by itself, some day
kindness-did = I did it
kindness-another = Another one
kindness-how = Do it where nobody looks, and leave it at that. If it is never noticed, it has worked.
kindness-paper = On paper:
kindness-paper-deck = all of them, to draw from
kindness-paper-cups = slips to hide under a cup
kindness-not = When it turns into counting, rest from it. And if you are kind because a mood frightens you, that is something else. You owe nobody that.
kindness-rests = It is a quiet time. Nothing is laid out here, and nothing piles up.
kindness-done = Done
kindness-done-text = It stands among your own notes, and nowhere else. One a week is plenty.
kindness-one-more = See another one
kindness-put-down = Now put this down, and say nothing.
