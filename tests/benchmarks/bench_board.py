"""A look at the live board of a large event while two hundred desks scan: what it costs, and what the door pays."""

import random
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from kiosk.actions.door.check_in import Scan, check_in, new_scan_id
from kiosk.actions.event import read_records
from kiosk.actions.office.board import read_board
from kiosk.core.board_count import BoardCount
from tests.benchmarks import PEOPLE, Figure
from tests.benchmarks.events import give_history, make_event

TITLE = "The live board"
DESKS, LOOKS = 200, 10
_SCANS_A_LOOK = 40
"""Two hundred desks with a scan in ten seconds each, and a look every two seconds."""


def measure():
    """The first look, and one of those that follow, in processor time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "event.kiosk"
        with closing(make_event(path, PEOPLE, as_planned=False)) as records:
            give_history(records, 2)
            session = records.programme.sessions()["S3"]
            codes = [person.ticket_code for person in records.people.each()]
            with closing(read_records(path)) as reading:
                count, at, chance = BoardCount(), session.starts_at + timedelta(minutes=5), random.Random(1)
                yield Figure(f"first look, {PEOPLE:,} people", _ms(lambda: read_board(reading, at, count)))
                took = []
                for look in range(LOOKS):
                    for number in range(_SCANS_A_LOOK):
                        moment, desk = at + timedelta(seconds=2 * look + number / 20), f"desk {number % DESKS}"
                        scan = Scan(new_scan_id(), chance.choice(codes), moment, desk, session=session.code)
                        check_in(records, scan)
                    took.append(_seconds(lambda: read_board(reading, at, count)))
                yield Figure(
                    f"the look after {_SCANS_A_LOOK} more scans, slowest of {LOOKS}", f"{max(took) * 1000:.1f} ms",
                    aim="< 50 ms",
                )  # fmt: skip


def _ms(call: Callable[[], object]) -> str:
    return f"{_seconds(call) * 1000:,.0f} ms"


def _seconds(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun
