# Seven minutes as a friend of both.
friend-which = Which disagreement, in a line?
friend-done = Seven minutes. Finish your sentence, and that is enough.
friend-only = Only you can read it, now and later.
friend-keep = Keep this
friend-earlier = What you wrote before
friend-is-full = There is no room for one more. Let an earlier one go first.
friend-full = There is no room for one more. Let an earlier one go first; your words are still here.
friend-go-on = Go on with it
friend-put-down = That was for you both, and nobody need know. Put this down.
