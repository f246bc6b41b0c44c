"""Erasing people from an event file: from the log, from what is folded from it, and from the bytes of the file.

Lines of the log stay with their digests and chains, so that the log can still be checked from end to end; their content
and the nonce that salts its digest go, so that nothing can be guessed back (``kiosk.core.hash_chain``).
"""

import sqlite3
from typing import NamedTuple

from kiosk.core.operation import Kind

KEPT = (
    Kind.EVENT, Kind.SESSION, Kind.HANDOUT, Kind.OWN_FIELD, Kind.LAYOUT, Kind.FORM, Kind.CLOCK, Kind.PURGE,
    Kind.GRANT, Kind.WITHDRAW, Kind.LAPTOP, Kind.SEAL,
)  # fmt: skip
"""What a log still says afterwards: the event, its programme, its keys, and that people were erased.  All else is of
people.
"""

_KEPT = ",".join(f"'{kind}'" for kind in KEPT)
TABLES_OF_PEOPLE = ("print_job",)
"""Tables that are not folded from the log and hold people."""
A_DAY = 86_400_000 << 16
"""Of a logical clock."""

TABLES_OF_LINES = ("op", "set_aside")
"""Of these the lines stay without their content."""


class Word(NamedTuple):
    """That people are erased: the logical clock before which, and the corrected moment at which it was said."""

    before: int
    at_us: int


NEVER = Word(0, 0)


def erase(connection: sqlite3.Connection, word: Word) -> None:
    """Erase the content of all lines older than ``word`` by logical clock, but for the kinds kept.

    A line of a laptop whose clock was ahead seems younger than it is.  It is older, too, when its moment is and its
    logical clock is, by what was measured of its laptop's clock; beyond a day, when its moment is.

    The caller's transaction makes it one step; what is folded from the log has to be folded anew.
    """
    connection.execute("PRAGMA secure_delete=ON")  # freed pages are overwritten
    for table in TABLES_OF_LINES:
        measured = _measured(table)
        connection.execute(
            f"UPDATE {table} SET subject = '', operator = '', payload = '{{}}', nonce = NULL"
            " WHERE (hlc < :before"
            f" OR hlc > :before + :day AND wall_us + {measured} < :at_us"
            f" OR wall_us + {measured} < :at_us AND (hlc >> 16) * 1000 + {measured} < :at_us)"
            f" AND nonce IS NOT NULL AND kind NOT IN ({_KEPT})",
            {"before": word.before, "day": A_DAY, "at_us": word.at_us},
        )
    for table in TABLES_OF_PEOPLE:
        connection.execute(f"DELETE FROM {table}")


def younger(table: str) -> str:
    """The SQL condition that a line of ``table`` is of after the last word that people are erased."""
    words = "FROM op AS word WHERE word.kind = 'purge' AND word.kind <> 'scan'"
    said = f"SELECT MAX(word.wall_us + COALESCE({_measured('word')}, word.offset_us)) {words}"
    return (
        f"({table}.hlc >= (SELECT COALESCE(MAX(word.hlc), 0) {words})"
        f" AND NOT COALESCE({table}.wall_us + {_measured(table)} < ({said}), 0))"
    )


def _measured(table: str) -> str:
    return f"(SELECT clock.offset_us FROM clock WHERE clock.log_id = {table}.log_id)"


def to_be_erased(connection: sqlite3.Connection) -> int:
    """How many lines say something of people."""
    lines = connection.execute(f"SELECT COUNT(*) FROM op WHERE nonce IS NOT NULL AND kind NOT IN ({_KEPT})")
    return int(lines.fetchone()[0])


def compact(connection: sqlite3.Connection) -> None:
    """Write the file anew without its free pages, and empty the write-ahead log: outside any transaction."""
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA temp_store=MEMORY")  # no temporary file with people in it
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
