# Finding something one wrote.
seek-heading = Find something you wrote
seek-label = Words you remember
seek-hint = In any language, in large or small letters. All of them must be in it. What you look for is kept nowhere.
seek-button = Find
seek-problem = Please write a word or two, and not more than 200 letters.
seek-found = Found
seek-nothing = Nothing of yours has these words in it. Perhaps you wrote it another way.
seek-older = Older ones
seek-by-month = Look by month
seek-months = By month
