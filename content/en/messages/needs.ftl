# The needs map.
needs-heading = Where your needs are met
needs-lead = Everybody needs a few things from others. Where do you get each of them now? A name, a place, a time of the week: a line is enough. Some may stay empty.
needs-many = Several people and places are good. Friends and family are good, and nothing here asks you to see them less. It is only to see what is well fed, and what is hungry.
needs-home = Which one would you like to bring home?
needs-home-hint = One is plenty. It can stay with your friends, too, and be at home as well.
needs-home-none = None, for now
needs-home-of = To bring home a little: { $need }
needs-home-more = One small thing that suits it. Nobody has to know why you do it.
needs-keep = Keep this
needs-burn = Burn this page
needs-burn-text = You last wrote on it on { $day }. If you burn it, its words are gone from every file on this server, also those you wrote here earlier. Nobody can get them back.
needs-burn-do = Burn it
needs-put-down = You have looked. That is a lot. Put this down now.
