# Settings.
settings-title = Settings
settings-heading = Settings
settings-kept = Kept.
settings-name-hint = It stands at the top of your pages.
settings-name-together = It stands at the top of your pages, and your partner sees it too.
settings-no-name = Please say what you would like to be called, in at most { $most } characters.
settings-zone = Your time zone
settings-zone-hint = By what is set here it is now { $now }. Type a part of the world and a city, with a slash between them.
settings-no-zone = A time zone looks like Europe/Vienna. Please pick one from the list, or type one.
settings-discreet = A quiet title
settings-discreet-hint = The pages are called “Notes” then, at the top and in the browser’s history.
settings-mute = Leave out questions that my partner adds
settings-mute-thanks = Leave out thanks from my partner
settings-mute-hint = You do not see them, and your partner is not told.
settings-more = More
settings-season = A baby, an illness, children who leave home: what is made for it turns up only then.
settings-account = Devices, PIN, passphrase, and a sheet for when it is lost.
