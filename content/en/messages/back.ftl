# Looking back after some months. (The word on buttons that lead back stands in the frame.)
back-heading = Looking back
back-heading-of = { $months ->
    [12] After a year
   *[other] After { $months } months
}
back-lead = What has grown is easily taken for granted, and what you do not look at fades. Three times in the first year you can read what you wrote at the beginning, and say how it is now.
back-keep = A note that you would like to read again then can be kept for it. Its own page has a button.
back-opens = From { $day } on, if you like.
back-written = You wrote it on { $day }.
back-not-yet = It is early for that. From { $day } on you can read your first words again here and say how it is now.
back-offer = Your first words, and how it is now. A quarter of an hour, only for you.
back-away = Not now
back-now-lead = First then, in your own words. After that, now. Nothing has to have become better.
back-then = Then
back-then-nothing = Nothing was written down at the beginning. That is all right. Write what you remember of then, if you like, and how it is now.
back-then-wish = What you would like back
back-then-look = How it was when you first looked
back-then-inner-world-faint = You could hardly tell your partner what was going on in you.
back-then-inner-world-partly = Some things you could tell your partner, and some you could not.
back-then-inner-world-strong = You could tell your partner what was going on in you.
back-then-depth-of-talk-faint = You two spoke of little but plans and bills.
back-then-depth-of-talk-partly = Now and then you two spoke of more than plans and bills.
back-then-depth-of-talk-strong = You two spoke of more than plans and bills.
back-then-company-faint = You felt alone beside your partner.
back-then-company-partly = Beside your partner you felt alone at some times, and less so at others.
back-then-company-strong = Beside your partner you felt less alone.
back-then-warmth-faint = The affection between you felt cool.
back-then-warmth-partly = The affection between you felt warm at times.
back-then-warmth-strong = The affection between you felt warm.
back-now = Now
back-now-different = What is different?
back-now-different-hint = Also what is harder than before.
back-now-next = What would you like next?
back-now-next-hint = One thing, small enough to begin.
back-now-thank = One thing to thank for
back-now-thank-hint = For yourself. If you like, say it aloud tonight.
back-now-keep = Keep this
back-share = It stays with you. To tell your partner something of it is an act of its own:
back-burn-text = What you wrote on this page is gone then, from every file on this server. Nobody can get it back.
