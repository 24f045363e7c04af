# A lost passphrase.
recover-title = Sign in
recover-heading = If you lost your passphrase
recover-lead = The code on your recovery sheet can open what is yours again.
recover-how = It takes 72 hours, so that nobody who finds the sheet can use it without your seeing it.
recover-code = The code on your sheet
recover-code-hint = Capital or small letters, with or without the gaps.
recover-button = Go on
recover-no = That name and code do not open anything here. Please look at both once more.
recover-empty = Both the name and the code are needed.
recover-none = If you have no sheet
recover-none-text = Then nobody can open what you wrote, not even whoever runs this server. That is hard, and it is also what keeps it yours. A device that is still signed in stays so for a while. You can always begin again.
recover-back = Back

recover-asked = It is asked for
recover-opens = It opens on { $opens }.
recover-zone = That is the time in { $zone }.
recover-why = Until then, whoever is signed in to this account can see that it was asked for, and can call it off.
recover-then = After that, come back to this page with the same name and code, and choose a new passphrase. Keep the sheet until then.

recover-new-heading = A new passphrase
recover-new-lead = The code is good. With a new passphrase, every device is signed out, every PIN is forgotten, and this sheet ends.
recover-new = The new passphrase
recover-new-button = Set it
