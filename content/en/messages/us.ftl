# What the two share.
us-title = Us
us-alone-heading = Just you, for now
us-alone-lead = Everything here works for one person. Somebody has to go first, and that can be done alone.
us-alone-text = If you would like your partner to join, you can write a letter. You may change it, keep it, or never send it.
us-invite = Write a letter
us-invited = See your letter
us-alone-path = There are six quiet weeks for one person, whole in themselves.
us-alone-path-link = The six weeks
us-alone-paper = And some things need no account at all:
us-ladder = Questions with one phone between you
us-cards = Cards to print
us-alone-down = To put your own screens down for a while takes nobody else.
us-down = Screens down
us-down-cards = Cards for a while without screens
us-somebody = Your partner
us-names = { $mine } and { $theirs }
us-names-yet = { $mine } and your partner
us-joined-first = You have said yes. Now your partner says yes to the same words, on their page Us. Then this place is yours, for you two.
us-joined = Now it is the two of you. That took some courage. Put this down, and go and say hello.
us-words-heading = Say these words to each other
us-words-lead = In the same room or on the phone: read them aloud. You should both see the same four.
us-words-why = If they are the same, nobody has put themselves between the two of you.
us-words-passphrase = It makes or opens the key that only you two have.
us-words-same = They are the same
us-words-differ = They differ, or I changed my mind
us-words-theirs = The one who invited you says yes first. Then open this page once more, and say yes too. Until then there is nothing for you to do.
us-acts = For you two
us-revealed = What we have told each other
us-map = What I know of your inner world
us-share = Tell them in words how it is for me
us-quiet = Rest everything for a while
us-end = Leave this shared space
us-wish = One wish
us-was = What you two have done
us-was-empty = Here you will find what you did for each other and what you opened. Nothing has to be here.
us-given = { $hours ->
    [one] About one hour given to each other.
   *[other] About { $hours } hours given to each other.
}
us-moment-talk = { $day }: you talked about “{ $text }”
us-moment-did = { $day }: { $text }
us-over-heading = This shared space has come to rest
us-over-mine = You have left it. Your own space is as it was.
us-over-theirs = Your partner has left it. Your own space is as it was.
us-over-text = What you two opened to each other stays readable. This may be a hard day. You do not have to be alone with it.
us-over-path = If you like, there is a quiet path for one person.
