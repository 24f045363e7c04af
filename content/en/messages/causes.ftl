# The five cards on how closeness fades.
causes-title = Cards
causes-heading = How did it come to be so?
causes-lead = Five ways in which people who like each other drift apart. Most know more than one.
causes-own-side = Read them for your own side first. Nobody is accused here, and you need not find a culprit.
causes-legend = Cards you know
causes-mine = I know this one
causes-first = A first small thing:
causes-guide = Read more
causes-keep = Keep these
causes-skip = Leave it
causes-kept = Kept, in your own space.
causes-what-it-does = What you tick weighs in when things to try are picked for you. Your partner sees neither the cards nor what follows from them. You can change it any time; the newest marks count.
