# Guides, the rules of the plan, and something to try.
read-title = Reading
read-heading = Things to read
read-lead = Short guides, about three minutes each. Read one, then put it down for the night.
read-group-understanding = To understand
read-group-signs = The four signs of distance
read-group-causes = Five reasons why it fades
read-group-hard = When it is hard
read-more-heading = And besides
read-practices-link = Something to try
read-practices-link-text = All practices, to do or to print. No account needed.
read-plan-link = How suggestions are made
read-plan-link-text = The general rules, in plain words.
read-look-link = See where we are
read-look-link-text = Four sentences and five cards. Nothing is kept.
read-minutes = { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}
read-evidence = How well it is known:
read-evidence-strong = Well. Several controlled studies stand behind it.
read-evidence-some = Fairly well. There is a controlled study, or good studies over years.
read-evidence-early = A little. The studies are small, or look at something near it.
read-evidence-wisdom = From long practice of counsellors. There is no good study yet.
read-tonight = Tonight
read-sources = Where this comes from
read-sources-note = Names and years, so that you can look them up.
read-about = It goes with
read-all = All things to read
read-safe = If you are sometimes afraid of your partner, something else comes first.
read-safe-link = Being safe
read-put-down = That is all. You can put this down now.

# Something to try.
read-practices-heading = Something to try
read-practices-lead = Pick one. Say it or do it, and leave the screen. Each page prints well and needs no account.
read-practices-note = None of this is a duty. If one does not suit you, leave it.
read-kind-talk = Talking and listening
read-kind-side-by-side = Side by side
read-kind-play = Play, and something new
read-kind-began = How you began
read-kind-kindness = A small kindness
read-kind-touch = Affection
read-kind-repair = Mending small things
read-kind-rest = Rest
read-kind-own-life = A life of your own
read-who-alone = for one
read-who-together = for two
read-who-either = for one or two
read-wordless = needs no words
read-takes = What it takes
read-steps = How it goes
read-half = Your own half
read-half-note = For one person alone. It asks nothing of the other one.
read-half-first = You can do this part alone. It is what we suggest to everyone, and it is whole in itself.
read-whole = Show what two would do
read-half-alone = The smallest way
read-whole-alone = Show all of it
read-whole-note = Only if both of you want it, this time. Either may stop at any point and give no reason.
read-easier = Something easier
read-deeper = Something deeper
read-try-all = All things to try
read-practice-put-down = Take it with you, in your head or on paper, and leave the screen here.

# The general rules of the plan.
read-plan-heading = How suggestions are made
read-plan-lead = No machine guesses at you. A list of plain rules picks at most three things for your week, and one of them is shown as today’s. Here are the general rules.
read-plan-from-heading = What they are made from
read-plan-from-1 = From what you yourself said: your last check-in, and the cards you ticked. What serves your lowest sign comes first, then what answers a card.
read-plan-from-2 = From what you marked afterwards. What brought you closer counts for more, and what did not counts for less.
read-plan-from-3 = From the minutes a day you said you have. If you did not say, we take twenty.
read-plan-from-4 = Nothing your partner keeps private goes into your plan. Each of you has a plan of your own.
read-plan-week-heading = How a week is put together
read-plan-week-1 = The three are of different kinds, so that it is not all talk.
read-plan-week-2 = One takes five minutes or less, and needs nobody else.
read-plan-week-3 = If it can be had, one needs no words.
read-plan-week-4 = What you did rests for two weeks before it comes again, and for three before it is the main thing again. What you waved away rests for four.
read-plan-week-5 = Where the rules leave a choice, chance decides.
read-plan-deep-heading = From safe to deep
read-plan-deep-1 = For the first two weeks, only the easiest things are suggested. Up to the eighth week there is a little more depth, up to the twentieth a little more again. You can ask for easier or deeper at any time.
read-plan-deep-2 = Deep things, mending and touch are shown to everyone in the same way: your own half first, and only that. Whether you ask the other one is up to you. If they leave it unanswered, nothing is said about it.
read-plan-deep-3 = While you use this alone, or rest what is shared, only things one person can do are suggested.
read-plan-why-heading = What stands beside each one
read-plan-why-1 = Why it is there, in one line. The reason is something you said yourself, something you asked for, a good first step, or simply a change.
read-plan-why-2 = What it takes, and how well it is known to help.
read-plan-why-3 = A way to say “not this one”. Nobody else sees that you said it.
