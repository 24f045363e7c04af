# Talks about one thing that are over.
before-link = Earlier talks
before-heading = Earlier talks
before-lead = What you two settled, or tried to. What each of you heard and what you agreed stays with you both.
before-empty = There is nothing here. A talk you both wanted can be read here once it is over.
before-when = { $from } – { $until }
before-over = This talk is over. What stood here can be read, by both of you. There is nothing to do.
