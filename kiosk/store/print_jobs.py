"""The print queue of one event file.

The jobs are this file's own and are not folded from the log: paper belongs to the place where the printer stands.  That
a badge was printed is an operation of the log like every other fact.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from itertools import chain
from typing import Any

from kiosk.core.print_job import Occasion, Paper, PrintJob, State
from kiosk.store import log
from kiosk.store.timestamps import microseconds, moment

_COLUMNS = (
    "job_id", "paper", "occasion", "created_us", "changed_us", "attendee_id", "file", "printer", "reason", "operator",
    "desk", "state", "times", "spool_id", "trouble", "details", "fingerprint",
)  # fmt: skip
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM print_job"
_WRITE = (  # an upsert keeps the row's place, and with it the order in which paper was asked for
    f"INSERT INTO print_job ({', '.join(_COLUMNS)}, laptop) VALUES ({', '.join('?' * 18)})"
    " ON CONFLICT (job_id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
)


class PrintJobs:
    """The jobs of one laptop: a copy of the file on another laptop prints nothing of this one's.

    A reader that names no laptop sees those of all.
    """

    def __init__(self, connection: sqlite3.Connection, laptop: str) -> None:
        self._db = connection
        self._laptop = laptop

    def write(self, jobs: Iterable[PrintJob]) -> None:
        """Add jobs or change them, inside a transaction of the records."""
        self._db.executemany(_WRITE, [(*_row(job), self._laptop) for job in jobs])

    def job(self, job_id: str) -> PrintJob | None:
        """One job by its id."""
        return next(iter(self._jobs("job_id = ?", job_id)), None)

    def in_state(self, *states: State) -> list[PrintJob]:
        """The jobs in one of these states, in the order in which they were asked for."""
        return self._jobs(f"state IN ({', '.join('?' * len(states))})", *states)

    def first_queued(self, limit: int) -> list[PrintJob]:
        """The jobs that are next, for each printer and kind of paper at most ``limit``, in their order.

        By the index alone, so that a queue of ten thousand badges costs a desk that scans nothing.
        """
        kinds = self._db.execute("SELECT DISTINCT printer, paper FROM print_job WHERE state = ?", (State.QUEUED,))
        of_kind = "state = ? AND printer = ? AND paper = ?"
        firsts = [self._jobs(of_kind, State.QUEUED, *kind, order=f"rowid LIMIT {limit:d}") for kind in kinds.fetchall()]
        return sorted(chain.from_iterable(firsts), key=lambda job: job.created_at)

    def newest(self, limit: int) -> list[PrintJob]:
        """The jobs that changed last, newest first."""
        return self._jobs("TRUE", order=f"changed_us DESC, rowid DESC LIMIT {limit:d}")

    def of_person(self, attendee_id: str) -> list[PrintJob]:
        """All that was ever queued for one person here, in the order in which it was asked for."""
        return self._jobs("attendee_id = ?", attendee_id)

    def counts(self) -> dict[State, int]:
        """How many jobs there are in each state."""
        here, given = self._here
        rows = self._db.execute(f"SELECT state, COUNT(*) FROM print_job WHERE {here} GROUP BY state", given)
        return {State(state): count for state, count in rows}

    @property
    def _here(self) -> tuple[str, tuple[str, ...]]:
        return ("laptop = ?", (self._laptop,)) if self._laptop else ("TRUE", ())

    def _jobs(self, condition: str, *values: str, order: str = "rowid") -> list[PrintJob]:
        here, given = self._here
        rows = self._db.execute(f"{_SELECT} WHERE {condition} AND {here} ORDER BY {order}", (*values, *given))
        return [_job(row) for row in rows]


def _row(job: PrintJob) -> tuple[Any, ...]:
    values = asdict(job)
    values |= {"details": json.dumps(dict(job.details), ensure_ascii=False)}
    values |= {"job_id": job.id, "created_us": microseconds(job.created_at), "changed_us": microseconds(job.changed_at)}
    return tuple(values[name] for name in _COLUMNS)


def _job(row: tuple[Any, ...]) -> PrintJob:
    values = dict(zip(_COLUMNS, row, strict=True))
    values |= {"paper": Paper(values["paper"]), "occasion": Occasion(values["occasion"])}
    values["details"] = log.from_json(values["details"])
    return PrintJob(
        id=values.pop("job_id"),
        created_at=moment(values.pop("created_us")),
        changed_at=moment(values.pop("changed_us")),
        state=State(values.pop("state")),
        **values,
    )
