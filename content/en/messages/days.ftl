# The first days after an affair came out.
days-heading = The first days
days-lead = It has just come out. There is little you have to do, and nothing you have to settle.
days-put-down = Lie down now, if you can. All of this is here tomorrow.
