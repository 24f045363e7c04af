# What is signed in, what opens this account, and how to end each of them.
account-title = Account
account-heading = Your account
account-lead = Here is all that can open what is yours, and how to end each part of it. Your partner does not see this page.
account-back = Back to “Me”
account-your-passphrase = Your passphrase

account-done-ended = That device is signed out.
account-done-others = All other devices are signed out.
account-done-pin = This device has its PIN now.
account-done-pin-dropped = That PIN is forgotten.
account-done-sheet-dropped = The sheet opens nothing any more. You can throw it away.
account-done-stopped = Called off. Your passphrase is as it was. If it was not you who asked, make a new sheet, or cancel the old one.
account-done-passphrase = Your passphrase is changed, and all other devices are signed out.

account-asked-heading = Somebody asked to use your recovery sheet
account-asked-text = If nobody calls it off, whoever holds the sheet can set a new passphrase on { $opens }. If that was you, there is nothing to do. If it was not you, call it off now.
account-asked-stop = Call it off

account-devices = Where you are signed in
account-devices-text = Each device has two words of its own. If there is one here that you do not know, end it, and then change your passphrase.
account-this = This device
account-mine = Marked as mine
account-since = Signed in { $when }
account-seen = Last used { $when }
account-end = Sign out “{ $words }”
account-end-this = Sign out here
account-end-others = Sign out all the others
account-failed-none = Nobody has tried to sign in with a wrong passphrase since you last came in.
account-failed = There { $n ->
    [one] was one try
   *[other] were { $n } tries
} with a wrong passphrase since you last came in. It may have been you.

account-pin = A PIN
account-pin-text = A PIN opens your own space quickly, on one device alone. Set one only where nobody looks over your shoulder.
account-pin-here = This device has a PIN.
account-pin-elsewhere = Another device has a PIN.
account-pin-drop = Forget this PIN
account-pin-new = A PIN for this device
account-pin-other = Another PIN for this device
account-pin-hint = 4 to 12 digits. Better no birthday, and none that your partner knows.
account-pin-digits = A PIN has 4 to 12 digits, and nothing but digits.
account-pin-set = Set it

account-sheet = A recovery sheet
account-sheet-text = If you ever lose your passphrase, nobody can look it up for you, and what you wrote stays locked for good. A sheet of paper with a code can open it again. You need not have one.
account-sheet-care = Whoever holds the sheet can use it. It works only after 72 hours. During that time this page says so, and you can call it off. Keep it where only you will find it.
account-sheet-there = You have a sheet.
account-sheet-make = Make a sheet
account-sheet-again = Make a new one instead
account-sheet-drop = Cancel the sheet
account-sheet-heading = Your recovery sheet
account-sheet-once = This code is shown once, here and now. Print this page, or write it down by hand.
account-sheet-code = The code
account-sheet-made = Made on { $day }.
account-sheet-how = How to use it
account-sheet-how-1 = Go to { $place }.
account-sheet-how-2 = Type your sign-in name and this code.
account-sheet-how-3 = Wait 72 hours, do the same again, and choose a new passphrase.
account-sheet-keep = A printer may keep what it prints, and so may a photo on a phone. By hand is the most private.
account-sheet-older = Only the newest sheet is good. If this page is loaded again, it makes a new code.
account-sheet-written = I have it

account-passphrase = Change your passphrase
account-passphrase-text = All other devices are signed out with it.
account-passphrase-now = Your passphrase until now
account-passphrase-new = The new one
account-passphrase-hint = At least 10 characters. Four words that come to mind by chance are strong and easy to keep.
account-passphrase-change = Change it

account-on-device = These pages are made on your own device. Whoever runs the server cannot read your words; they still see who is paired, when you write and roughly how much.
account-on-server = Whoever runs the server could read what you write while you are signed in, if they changed the software or watched its memory.
account-one-of-you = So one of you two holds the machine this runs on. Whoever does could read what you write while you are signed in, if they changed the software or watched its memory. If that troubles you, write here only what they may know.
account-calendars = Calendars
account-address = A private address gives the dates of your rituals to whoever has it.
account-calendars-in = { $n ->
    [one] You brought one calendar in, for its busy times.
   *[other] You brought { $n } calendars in, for their busy times.
}
account-calendars-link = See them, or close the address
