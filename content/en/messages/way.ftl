# One of the three ways, to read and to print.
way-alone = First, alone
way-alone-text = Take one thing. Write what you can, leave out the rest, and let it take days. Nobody else reads it.
way-begin = Begin on my own list
way-two = Then, only if you both want to
way-two-ask = One asks for a talk about this one thing, and names a time. “Not now” is a good answer.
way-two-turns = You take turns. One speaks in short pieces, and the other says it back.
way-two-pause = Either may ask for a pause, with a time to come back. Either may stop.
way-two-heard = Each says or writes what they heard.
way-two-agree = You agree on something small, until a day. Or on nothing, if it was enough to be heard.
way-two-again = On that day you look again. Is it better, the same, or harder?
way-turns = Taking turns
way-human = When a person helps more
way-why = Why this, and how well it is known
way-guide = To read: { $title }
way-print = This page prints with room to write.
way-put-down = One question is enough for one evening. Then put this down.
