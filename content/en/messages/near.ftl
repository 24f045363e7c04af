# Near: small affection that leads nowhere.
near-title = Us
near-heading = Near
near-lead = A hand on the back, feet under one blanket, a hug at the door. None of it leads anywhere, and none of it is owed.
near-kept = Kept. Only you see what you said.
near-rests = Rest until { $day }. Nothing is asked here meanwhile, and nothing is lost.
near-shown = You’d both welcome this
near-shown-how = There’s no need to do anything about it. A yes here isn’t a yes tonight: ask with your eyes, an open hand or a word, each time.
near-shown-mind = Minds change. “Not now” is whole, and needs no reason. This stays here even so, so that nothing tells, and goes by itself after two weeks at most.
near-menu = What would you welcome?
near-menu-two = Each of you marks a menu alone. Once both have, one or two things that you both welcome may show here. Chance draws them, and some months it draws nothing. So what doesn’t show was never a no.
near-menu-one = A menu to go through for yourself: welcome, ask first, not now. Nobody else sees it. It’s good to know before somebody asks.
near-menu-open = Go through the menu
near-menu-change = Look at what I said, or change it
near-shut = What you said shows only while your own space is open.
near-half = Your own half
near-ask-for = Something you could ask for:
near-ask-for-how = You welcome it yourself. “Would you like …?” is enough, or an open hand. Ask gladly, and take a no gladly.
near-half-of = One’s own half of:
near-warm = Warmth that needs nobody else
near-warm-lead = Skin likes warmth, whoever or whatever it comes from. Any of these counts as the real thing.
near-more = More of this
near-both = Both at once
near-both-more = six weeks, for when talk and touch have both faded
near-paper = The menu on paper, without an account
near-care = Nobody owes anybody touch. If it isn’t safe to say “not now” at home, this is not the page you need.
near-put-down = Now put this down. A hand is nearer than a screen.
near-open = Open it

near-group-coming-and-going = Hello and goodbye
near-group-in-passing = In passing
near-group-near = Near each other
near-group-out-and-about = Out and about
near-group-comfort = For comfort
near-group-rest = To rest
near-group-play = To play

# The agreement.
near-agree-read = An agreement that some couples like
near-agree-free = You two could agree on this
near-agree-theirs = { $name } has proposed this
near-agree-mine = Proposed by you. It goes by itself on { $day }.
near-agree-agreed = You two have agreed on this
near-agree-propose = Propose this
near-agree-propose-more = Your partner finds it on this page and nowhere else. If nothing is said, it goes by itself after 30 days.
near-agree-yes = I’d like that
near-agree-away = Put it away
near-agree-away-more = Nobody is told that you put it away. Left alone, it goes by itself.
near-agree-back = Take it back
near-agree-end = End this
near-agree-no-room = You two have as many agreements and proposals as there’s room for. End one you no longer need, and there is room again.

# The menu.
near-menu-heading = What would you welcome?
near-menu-lead-two = Only you see what you say here. Of what you both welcome, one or two things may show to you both.
near-menu-lead-one = Only you see what you say here. Leave whatever you like at “not now”.
near-menu-chance = Chance draws, and some months it draws nothing. What doesn’t show was never a no.
near-menu-tonight = A yes here isn’t a yes tonight. It’s asked for again each time, with a look or a word.
near-menu-first = “Ask first” is a note to yourself and never shows to anybody. You may tell it aloud.
near-menu-any-time = Change it whenever you like. Nobody sees that you did. There is one draw a month, and no page tells whether it has been. What you change after it is for yourself, until next month.
near-menu-lapses = At the end of { $month } all of it lapses. You can begin anew then, or leave it be.
near-menu-again = Begin with what I said last time
near-menu-again-there = This is what you said last time. It counts once you keep it.
near-menu-empty = The menu is empty just now.
near-not-now = not now
near-welcome = welcome
near-ask = ask first
near-menu-keep = Keep this
near-menu-none = Take everything back: all “not now”
near-menu-server = Whoever runs this server could look at it early, if they changed the software.
near-menu-put-down = As few or as many as are true. Then put this down.

# On paper.
near-print-heading = A menu of small touch
near-print-alone = Each takes a sheet and marks it alone, in any corner. Nothing has to be welcome.
near-print-copy = Each copies two things that they’d welcome onto a slip. Only two, even if there are more.
near-print-swap = Swap the slips, or lay them under a cup. What isn’t on a slip was never a no.
near-print-keep = The sheets stay with whoever wrote them. In a month, tear them up and begin anew.
near-print-two = Print it twice, one for each of you. It works for one person as well.
near-print-tonight = A yes on paper isn’t a yes tonight. Ask with your eyes or a word, each time.
near-print-agree = Say it aloud to each other if you both like it. Either may end it alone, with a word.
