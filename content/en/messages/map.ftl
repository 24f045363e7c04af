# The map: what I know of your inner world.
map-heading = What I know of your inner world
map-lead = What { $name } has told you here, and how long ago. Nobody is known for good, because people change.
map-empty = Nothing is on the map yet. Each question that you and { $name } both answer draws a piece of it. Much of what you know stands nowhere, and that is fine.
map-empty-alone = This map fills when two people answer the same questions. You can ask one aloud meanwhile, and keep what you hear to yourself.
map-whole = The whole map
map-more = More that you know
map-anew = You heard this long ago. You could ask it anew:
map-begin = A light one to begin with:
map-nothing = Nothing yet.
map-put-down = A map is for going there. Put this down and ask.
