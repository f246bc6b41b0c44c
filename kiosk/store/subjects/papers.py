"""What was made for people on paper, and the layouts it is made with."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from kiosk.core.certificate_paper import IssuedCertificate, Paper, PaperState, series_of
from kiosk.core.kept_register import KeptLine, lines_from
from kiosk.core.operation import Kind, Operation
from kiosk.store import layouts, log
from kiosk.store.layouts import OwnLayout
from kiosk.store.timestamps import moment


class PaperRecords:
    """Badges made, certificates issued, and layouts of the event's own."""

    def __init__(self, connection: sqlite3.Connection, purge: Callable[[], Operation | None]) -> None:
        self._db = connection
        self._purge = purge

    def layouts(self) -> dict[str, OwnLayout]:
        """The event's own layouts by name."""
        return layouts.read(self._db)

    def badge_times(self) -> dict[str, int]:
        """How often a badge was made, by attendee."""
        return dict(self._db.execute("SELECT attendee_id, times FROM badge").fetchall())

    def has_badge(self, attendee_id: str) -> bool:
        """Whether a badge was made for this person."""
        return self._db.execute("SELECT 1 FROM badge WHERE attendee_id = ?", (attendee_id,)).fetchone() is not None

    def badge_digest_ofs(self) -> dict[str, str]:
        """What the badge made last said, by attendee; empty for one made before that was noted."""
        return dict(self._db.execute("SELECT attendee_id, fingerprint FROM badge").fetchall())

    def certificates(self) -> list[IssuedCertificate]:
        """Every certificate issued, in the order of issue, those no longer valid among them."""
        rows = self._db.execute("SELECT * FROM certificate ORDER BY issued_us, length(op_id), op_id")
        return [_certificate(*row) for row in rows]

    def certificate(self, serial: str) -> IssuedCertificate | None:
        """The certificate of a number; of two people who got one number the first."""
        row = self._db.execute(
            "SELECT * FROM certificate WHERE serial = ? ORDER BY issued_us, length(op_id), op_id", (serial,)
        ).fetchone()
        return _certificate(*row) if row else None

    def paper(self, certificate: IssuedCertificate) -> Paper | None:
        """What a certificate says; None for one of an earlier program, which did not keep it."""
        found = log.all_by_id(self._db, certificate.op_id)
        said: Mapping[str, Any] = found[0].payload if found else {}
        if not said.get("form"):
            return None
        return Paper(said["form"], said["layout"], said["language"], said["fields"])

    def form(self, form_id: str) -> OwnLayout | None:
        """What certificates were printed with, by its id: the text of a layout with its pictures, or a seal."""
        for op in log.of_subject(self._db, Kind.FORM, form_id):
            return layouts.kept(form_id, op.payload)
        return None

    def kept_register(self) -> tuple[KeptLine, ...]:
        """Of an event whose people were erased: numbers, days, hashes and states of its certificates."""
        word = self._purge()
        return lines_from(word.payload.get("register")) if word else ()


def _certificate(
    serial: str, who: str, issued_us: int, basis: str, op_id: str, series: str, session: str, language: str, mark: str,
    replaces: str, state: str, state_us: int | None, reason: str, by: str,
) -> IssuedCertificate:  # fmt: skip
    ended = None if state_us is None else moment(state_us)
    return IssuedCertificate(
        serial, who, moment(issued_us), log.from_json(basis), op_id, series_of(series), session, language, mark,
        replaces, PaperState(state), ended, reason, by,
    )  # fmt: skip
