# Small reaches: a scene a day, and one's own answering.
bid-heading = Small reaches
bid-kept = Kept, in your own space.
bid-notes = Your notes
bid-rests = It is a quiet time. No scene is laid out while you rest, and none is kept for later.
bid-scene = A scene for today. Read it, and wait a breath before you look.
bid-reach = What was reached for?
bid-toward = What could “toward” look like, on a tired evening?
bid-other-ways = And the other two ways?
bid-away = Away:
bid-against = Against:
bid-everybody = Everybody does all three, many times a day.

bid-own = A small reach today, and what I did with it
bid-hint = A look, a sigh, “come and see this”. A line is enough: what you did, or what you would like to do with it tomorrow. Only your own half. Nobody else can read it.

bid-mend = And if one went by
bid-mend-lead = You can go back to it, an hour later or the next week. Say it in your own way.
bid-mend-all = All of these lines, to print
bid-free = Nobody answers them all, and nothing here keeps count. If answering does not feel safe, trust that.
bid-guide = To read: { $title }
bid-put-down = That is all for today. Put this down, and look up.
