# A question, and one’s answer written apart.
answer-aloud = Ask it aloud instead
answer-before = Read what you both said last time
answer-kept = It is kept among your private notes.
answer-change = Change it
answer-note = What you noted for yourself
answer-label = Your answer
answer-label-alone = What you would say
answer-who = { $name } sees these very words, once you have both answered. If both answers are there, they open at once. Until then you can take yours back.
answer-who-deep = Kept for you alone, it stays among your private notes. If you answer for { $name } instead, they see these very words, once you have both answered. If both answers are there, they open at once.
answer-who-alone = It stays with you, among your private notes.
answer-button = Answer for { $name }
answer-tell = I’d rather tell you myself
answer-keep = Keep it for me alone
answer-one-open = One answer lies closed at a time. You already have one, to this question:
answer-instead = Take that one back and use this one
answer-opened-meanwhile = While you wrote, your earlier answers to this question opened. Your words are still here. You can read what opened first.
answer-put-down = Once you have written, put this down. Or ask it aloud and forget the writing.
