"""Pages, not workshops: a layout and records of text go in, PDF pages come out.

``layout`` and ``sheet`` read what a page looks like, ``fonts`` and ``fitting`` decide how text gets into its box,
``qr`` makes codes, ``draw`` turns items into PDF operators and ``documents`` writes whole batches.
Nothing here knows what an attendee or an event is; this package imports nothing of the program around it.
"""
