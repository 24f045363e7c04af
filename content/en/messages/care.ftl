# Five questions to oneself about being safe.
care-title = For me
care-heading = Five questions, only for you
care-lead = Before two people come closer, it is good to ask yourself, alone, whether it feels safe. Leave out what you like.
care-kept = Your answers are not kept, not even for you. What is kept, locked in your own space, is the day, and whether what you are offered should lean to things you can do by yourself.
care-nobody = Nobody else is told. Nothing that your partner sees here changes.
care-skip = Skip this
care-question-1 = Are you sometimes afraid of your partner?
care-question-2 = Has your partner hurt you, or said they would?
care-question-3 = Does your partner control what you do, whom you see, your money or your phone?
care-question-4 = Have you been pushed into sex when you did not want it?
care-question-5 = Can you be honest at home without fearing what comes after?
care-leave-out = I would rather not say
care-go = Done
care-onward = Go on

care-worry-heading = Thank you for being honest with yourself
care-worry-words = What you said matters. You did not cause it, and it is not yours to mend alone. Being safe comes before being close.
care-worry-more = A help line is there for this too: they listen, they do not judge, and you decide what happens next. If you think of leaving, speak to them first; that time can be the most risky.
care-worry-kept = Your answers are gone. From now on what you are offered here leans to what is good for you and needs nobody else. You can do these five again at any time.
care-well-heading = That is good to hear
care-well-words = You answered that it feels safe. Should that ever change, these lines and these five questions are here.
care-well-kept = Your answers are gone. What you are offered here stays as wide as it is.
care-some-heading = Thank you
care-some-words = You left some out, and that is fine. You know your life best. These lines are for anybody who wonders about any of this.
care-some-kept = Your answers are gone. Nothing was kept and nothing changes.

care-lines = Somebody to talk to
care-lines-everybody = Everybody who does these five questions sees these lines.
care-device = If somebody may look at this device, use another one for calling or reading about it.
care-other-side = If you are the one who frightens or hurts the other, these lines will listen to you too, and can tell you where to get help to stop.
care-emergency = In an emergency:
care-checked = Number last checked: { $month }
