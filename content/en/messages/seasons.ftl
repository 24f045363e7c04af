# The time of life.

seasons-title = Time of life
seasons-heading = What is true of your days just now?
seasons-lead = Tick what fits. Some questions, practices and times are made for it, and turn up only then. Nothing else changes.
seasons-legend = Just now
seasons-both = Either of you can change this. You both see it.
seasons-own = Only you see this.
seasons-kept = That’s noted.
