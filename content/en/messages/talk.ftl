# Talk: the cards of the day, and the ways to more.
talk-title = Talk
talk-heading = Two cards for today
talk-lead = Pick one, or none. The best way is to ask it aloud.
talk-lead-alone = Ask one when the moment is right, or answer it for yourself.
talk-to-open = Something the two of you share is still shut here. You can open it.
talk-quiet-heading = A quiet time
talk-quiet-text = Nothing is dealt while you rest, and nothing piles up. The cards will be here.

talk-aloud = Ask it aloud tonight
talk-self = For yourself first
talk-more = Whoever listens may ask next: { $more }
talk-deeper = This goes deeper. Answer it for yourself first. Whether you ask it is up to you.
talk-apart = Write apart
talk-for-me = Write it for myself
talk-photo = What you show can be photographed. Show what you would not mind meeting again.

talk-listen = When it is your turn to listen
talk-listen-first = Put things down. When they pause, count to three.
talk-listen-then = Then say back what you heard. Advice only if they ask for it.
talk-listen-guide = More about listening

talk-why-summary = Why these two
talk-why = They were dealt by chance, and you both have the same two all day. The first weeks bring light ones. Each takes about ten minutes, and one of you who asks.
talk-why-alone = They were dealt by chance. The first weeks bring light ones. Each takes about ten minutes.
talk-evidence = In several studies people felt closer after asking each other questions like these. Most of them were strangers. Fewer were couples.

talk-closed-heading = What you wrote
talk-closed-text = It opens once you have both answered. If it is still closed on { $day }, it comes back to you.
talk-closed-tell = You would rather tell it yourself.
talk-closed-shut = Your words show here while your private pages are open.
talk-closed-open = Open them
talk-closed-change = Look at it
talk-closed-back = Take it back

talk-back-heading = Something you wrote came back to you
talk-back-text = It stayed closed, so it is yours alone again. You can write it again, keep it for yourself, or let it go.
talk-back-again = Write it again
talk-back-keep = Keep it for myself
talk-back-go = Let it go

talk-added-mine = A question of yours
talk-added-theirs = A question { $name } likes to ask
talk-mute = Leave out questions from { $name }

talk-aged-summary = An older answer of yours
talk-aged-text = You said this in { $month }. People change. Is it still true?
talk-month = { $month } { $year }
talk-some-question = A question you cannot see here any more
talk-somebody = your partner

talk-age-week = this week
talk-age-weeks = in the last few weeks
talk-age-month = in { $month }
talk-age-old = over half a year ago

talk-past-summary = The cards of the past days
talk-ways-heading = Other ways
talk-way-ladder = Ten minutes or more, with one phone between you
talk-way-settle = Settling a disagreement, or something that hurt
talk-way-cards = All cards
talk-way-hear = Something one of you would like the other to hear
talk-way-say = Something you have not said yet
talk-way-ask = Add a question of your own
talk-way-map = What I know of your inner world
talk-way-revealed = Answers to read again
talk-put-down = One question is enough. Now put this down.

talk-of-all = A mixed deck
talk-of-fears = Fears
talk-of-hopes = Hopes
talk-of-struggles = Struggles
talk-of-joys = Joys
talk-of-thoughts = Thoughts
talk-of-feelings = Feelings
talk-of-began = How we began
talk-of-life = The life we want
talk-of-seasons = For a time of life
talk-of-own = Your own questions

talk-cards-heading = All cards
talk-cards-lead = You need no special day for any of them.
talk-cards-nav = Kinds of cards
talk-cards-print = A deck to print
talk-depth-1 = Light
talk-depth-2 = A little closer
talk-depth-3 = Deeper
talk-depth-4 = Near the heart
talk-depth-5 = Hardly ever said
talk-go-deeper = Go deeper
talk-go-deeper-care = These are for an evening when both of you feel safe and rested. Nobody has to ask them, and nobody has to answer. You can write about one for yourself and stop there.
talk-go-deeper-safe = If you are afraid of what an answer could bring
talk-print-lead = Print them, cut them, and keep them in a cup on the table. Whoever draws one asks it.
talk-print-deeper = With the deepest cards of this kind
