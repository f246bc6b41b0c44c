"""What was made for people on paper, and the layouts it is made with."""

import sqlite3

from kiosk.store import layouts, log
from kiosk.store.found import IssuedCertificate
from kiosk.store.layouts import OwnLayout
from kiosk.store.moments import moment


class PaperRecords:
    """Badges made, certificates issued, and layouts of the event's own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def layouts(self) -> dict[str, OwnLayout]:
        """The event's own layouts by name."""
        return layouts.read(self._db)

    def badge_times(self) -> dict[str, int]:
        """How often a badge was made, by attendee."""
        return dict(self._db.execute("SELECT attendee_id, times FROM badge").fetchall())

    def has_badge(self, attendee_id: str) -> bool:
        """Whether a badge was made for this person."""
        return self._db.execute("SELECT 1 FROM badge WHERE attendee_id = ?", (attendee_id,)).fetchone() is not None

    def badge_fingerprints(self) -> dict[str, str]:
        """What the badge made last said, by attendee; empty for one made before that was noted."""
        return dict(self._db.execute("SELECT attendee_id, fingerprint FROM badge").fetchall())

    def certificates(self) -> list[IssuedCertificate]:
        """Every certificate issued, in the order of issue."""
        rows = self._db.execute("SELECT * FROM certificate ORDER BY issued_us, rowid")
        return [IssuedCertificate(serial, who, moment(us), log.from_json(basis)) for serial, who, us, basis in rows]
