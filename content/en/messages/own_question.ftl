# A question of one’s own.
own-question-heading = Ask something of your own
own-question-lead = Ask only what you would like to answer too. You go first.
own-question-label = Your question
own-question-hint = Ask about what goes on inside a person, not about chores or plans. { $name } will find it here, and so will you. It cannot be taken back.
own-question-button = Add it and answer it
own-question-open = This one lies before you both. When you have both answered it, or after { $day }, you can add another.
own-question-look = Go to it
own-question-quiet = Everything is resting now, so nothing is asked. Afterwards this page is here again.
own-question-rests = Everything rests just now, so this was not asked. Your words are still here.
own-question-one-open = You have added a question that is still before you both. One at a time. Your words are still here.
own-question-mute-summary = Questions that come from { $name }
own-question-heard = They show on your page. You can leave them out. { $name } does not see that you did.
own-question-muted = They do not show on your page. { $name } does not see that.
own-question-mute = Leave them out
own-question-unmute = Show them again
