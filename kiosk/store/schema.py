"""What marks an event file, and which of its tables are folded from the log.

``op`` is the log and the only truth; every other table is a read model, folded from it and rebuilt from it at will.
``kiosk.store.migrations`` makes the tables.
"""

APPLICATION_ID = 0x4B494F53
"""``KIOS``: what tells an event file from any other SQLite database (``PRAGMA application_id``)."""

READ_MODEL = (
    "event",
    "session",
    "handout",
    "own_field",
    "attendee",
    "ticket",
    "scan",
    "presence",
    "handed",
    "badge",
    "certificate",
    "layout",
    "meeting",
    "operator",
    "clock",
    "merged",
    "conflict",
)
"""Tables that are folded from the log."""
