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
enter-empty = Both the name and the passphrase are needed.
enter-wait = Please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} before the next try.
enter-busy = Many people are signing in right now. Please try again in a few seconds.
