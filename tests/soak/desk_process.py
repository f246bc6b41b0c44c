"""A desk as a process of its own: it scans without pause, and shares through the hub whenever the hub can be reached.

    desk_process.py EVENT LAPTOP ACCESS.json SEED          until it is killed
    desk_process.py EVENT LAPTOP ACCESS.json --settle      exchanges until nothing waits anywhere, and ends

Each answer is printed as a line of JSON after it is safe on the disk, so whoever reads the lines knows what must never
be lost.  Records and network have a thread each, as in the window: a scan never waits for the network.
"""

import json
import queue
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kiosk import clock
from kiosk.actions.desks import sync
from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.actions.event import Records, open_event
from kiosk.core.scan import Asked, Scan
from kiosk.errors import KioskError
from kiosk.store import hub_link
from kiosk.store.hub_access import Access

PACE_S = 0.02
"""Between two scans; a person needs two seconds."""


class Lane:
    """Work for the thread that holds the records, done between scans."""

    def __init__(self) -> None:
        self._waiting: queue.Queue = queue.Queue()

    def ask(self, work: Callable[[Records], object]) -> object:
        """Have ``work`` done there and wait for its result; called by the network's thread."""
        answer: queue.Queue = queue.Queue()
        self._waiting.put((work, answer))
        result, trouble = answer.get()
        if trouble is not None:
            raise trouble
        return result

    def serve(self, records: Records, seconds: float) -> None:
        """Do what waits, for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                work, answer = self._waiting.get(timeout=left)
            except queue.Empty:
                return
            try:
                answer.put((work(records), None))
            except KioskError as trouble:
                answer.put((None, trouble))


def share_for_ever(lane: Lane, access: Access, laptop: str) -> None:
    """Connect, exchange, wait for news; after trouble try again, later and later."""
    failures = 0
    while True:
        try:
            link = hub_link.connect(access, laptop, laptop)
            try:
                while True:
                    sync.sync_all(link, lane.ask)
                    failures = 0
                    link.wait(0.5)
            finally:
                link.close()
        except KioskError:
            failures += 1
            time.sleep(min(sync.next_pause(failures), 2.0))


def settle(records: Records, access: Access, laptop: str) -> None:
    """Exchange until neither side lacks anything; trouble is the test's to see."""
    link = hub_link.connect(access, laptop, laptop)
    try:
        sync.sync_all(link, lambda work: work(records))
    finally:
        link.close()


def scan_for_ever(records: Records, lane: Lane, laptop: str, luck: random.Random) -> None:
    """Anybody, anywhere; people who are in other desks' files alone are scanned as soon as they arrive here."""
    codes: list[str] = []
    while True:
        if not codes or luck.random() < 0.02:
            codes = [person.ticket_code for person in records.people.all()]
        if codes:
            session, asked = luck.choice("REFP"), luck.choice([Asked.IN, Asked.IN, Asked.OUT])
            beam = Scan(new_scan_id(), luck.choice(codes), clock.now(), laptop, session=session, asked=asked)
            answer = check_in(records, beam)
            line = {"scan_id": answer.scan_id, "verdict": answer.verdict, "accepted": answer.accepted}
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
        lane.serve(records, PACE_S)


def main(event: str, laptop: str, access_file: str, how: str) -> None:
    fields = json.loads(Path(access_file).read_text(encoding="utf-8"))
    access = Access(**fields | {"hosts": tuple(fields["hosts"])})
    records = open_event(Path(event), desk_id=laptop)
    if how == "--settle":
        settle(records, access, laptop)
        records.close()
        return
    lane = Lane()
    threading.Thread(target=share_for_ever, args=(lane, access, laptop), daemon=True).start()
    scan_for_ever(records, lane, laptop, random.Random(int(how)))


if __name__ == "__main__":
    main(*sys.argv[1:])
