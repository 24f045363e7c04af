# Signing in.
enter-title = Sign in
enter-heading = Come in
enter-name = Sign-in name or e-mail
enter-passphrase = Passphrase
enter-mine = This device is mine
enter-mine-hint = Stay signed in for two weeks. Leave it unticked on a device that others use.
enter-button = Sign in
enter-begin = I am new here
enter-lost = I lost my passphrase
enter-no = That name and passphrase do not open anything here. Please look at both once more.
enter-on-device = This account opens only on your own device. Please sign in there. Its passphrase was typed here just now, so it would be good to choose a new one there.
enter-at-server = This account opens in the pages of the server, which had its keys from the start. Please sign in there; or begin anew here, with another passphrase.
enter-empty = Both the name and the passphrase are needed.
enter-wait = Please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} before the next try.
enter-busy = Many people are signing in right now. Please try again in a few seconds.
