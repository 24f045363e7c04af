# Opening one's own space.
unlock-title = Open
unlock-heading = Open your own space
unlock-lead = What you wrote for yourself is locked. Nobody else can open it here.
unlock-pin = PIN of this device
unlock-or = Or with your passphrase
unlock-button = Open it
unlock-shuts = It shuts by itself after ten quiet minutes. You can also shut it at any time under “Me”.
unlock-not-now = Not now
unlock-wrong = That is not the passphrase you sign in with. Please look at it once more.
unlock-wrong-pin = That PIN does not open it. After five wrong tries only your passphrase does.
unlock-empty = Your passphrase is needed for this.
