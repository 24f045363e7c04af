# Leaving the couple.
part-title = Settings
part-heading = Leave this shared space
part-safe = If you are afraid of how your partner may react, please speak to a help line first. Leaving can be the riskiest time, and they know how to plan it.
part-lines = Help lines
part-lead = You can leave alone, now, and for any reason or none. Nobody can stop it here.
part-own = Your own words and your own space stay with you.
part-revealed = What you two opened to each other stays readable for both. Nothing you write from now on is shared.
part-nothing-sent = Nothing is sent to anybody. Your partner sees it when they next visit after the day you choose.
part-shows = When may it show?
part-days-0 = At their next visit
part-days-7 = In seven days at the earliest
part-days-14 = In fourteen days at the earliest
part-days-30 = In thirty days at the earliest
part-when = Please choose when it may show.
part-do = Leave the shared space
part-stay = Stay
