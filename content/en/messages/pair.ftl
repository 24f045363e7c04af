# Coming together.
pair-title = Come in
pair-heading = You were asked in
pair-lead = Nothing you have written so far is shown to anybody. This is what changes when you say yes:
pair-see-me = What is marked “only me” stays yours. Your partner cannot read it or count it.
pair-see-us = What is marked “us two” can be read by you both. It gets there only when you put it there.
pair-see-leave = Either of you can leave, alone, in one step, without a reason.
pair-code = The code they told you
pair-code-hint = Six letters and numbers. Ask for it in person or on the phone.
pair-yes = Yes, let us begin
pair-later = Not now
pair-code-empty = The code is needed. If you do not have it, ask for it in person.
pair-code-no = This code does not work, or not any more. Ask them for a new one; they can make one in a moment.
pair-closed-heading = This way in is closed
pair-closed-text = The invitation is not open any more. That can have many reasons. If you would like to come in, ask your partner for a new letter.
pair-words-changed = The words have changed. Please say the new ones to each other before you go on.
pair-passphrase-empty = Your passphrase is needed for this.
pair-passphrase-no = That is not your passphrase. Please look at it once more.
