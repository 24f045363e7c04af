# One practice.
practice-own-half = Your own half
practice-whole-two = The whole of it, for two
practice-whole-one = The whole of it
practice-care-two = Only if both of you like. To ask is up to you, and leaving it is always fine.
practice-care-one = Only if it feels right and safe to you. Leaving it is always fine.
practice-steps = How it goes
practice-both = When you are two
practice-alone = If you do it alone
practice-wordless = needs no words
practice-timer-done = The time is over. Stop while it is good.
practice-easier = Something easier:
practice-settle = A page to write your own half on, only for you
practice-deeper = Further on, if you ever like:
practice-known = How well it is known to help
practice-put-down = Read it once, then put this down and do it without a screen.
