# How we began.
began-heading = How we began
began-lead = What you have told each other about your beginning, as a little booklet. It grows with each question you answer.
began-lead-alone = What you remember of how it began. What you write here is yours alone.
began-print = It prints as it stands. In the frames there is room for a photograph: glue one in, or choose one here just before you print. A chosen photograph is drawn on this page only. It is not sent and not kept.
began-photo = A photograph for this frame
began-next = One more question:
began-told = Told aloud.
began-before = The page before
began-after = The next page
