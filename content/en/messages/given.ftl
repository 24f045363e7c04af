# Time given to each other.
given-heading = Time given to each other
given-lead = Only what was. Nothing here is compared with anything, and no month has to look like another.
given-alone = Here two people find what they did for each other. On your own there is nothing to keep here, and nothing is missing.
given-first = Something for today
given-older = Before that
given-newest = Back to the newest
