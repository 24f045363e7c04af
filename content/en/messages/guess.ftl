# A guess at the other’s answer. Only the guesser sees it.
guess-summary = Guess what { $name } would say
guess-text = A game for you alone. After the answers open you see your guess beside the real one. Nobody else ever does.
guess-label = My guess
guess-button = Keep my guess
guess-look = Look at your guess
guess-laugh = Near or far, now you know. That is worth a laugh.
