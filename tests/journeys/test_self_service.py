"""Self-service on a real display with a window manager: no key ends it, the PIN does."""

import json
import time
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest

from kiosk.actions.event import read_event
from kiosk.core.access import new_pin
from kiosk.core.print_job import Occasion
from kiosk.scanners.wedge import ECHO_S
from tests.journeys.display import PATIENCE, TEAL, Display

pytestmark = pytest.mark.long
PIN = "8046"


@pytest.fixture
def kept_settings() -> dict[str, object]:
    """Those of a laptop on which self-service was on when its plug was pulled."""
    return {"self_service": True, "self_service_pin": json.dumps(asdict(new_pin(PIN, b"salt" * 4)))}


def wait_for(condition) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_attendees_are_greeted_and_only_the_pin_leads_back_to_the_desk(display: Display, event: Path):
    with closing(read_event(event)) as records:
        first, second = records.people.all()[:2]
    display.scan(first.ticket_code)
    assert display.told() == "ANSWER admitted"
    wait_for(lambda: display.share_of(TEAL) > 0.6)  # the whole screen, not the panel of the desk

    for key in ("Escape", "alt+F4", "ctrl+q", "F11"):
        display.key(key)
    display.scan(second.ticket_code)
    assert display.told() == "ANSWER admitted", "still there, and still scanning"
    with closing(read_event(event)) as records:
        for person in (first, second):
            assert [job.occasion for job in records.print_jobs.of_person(person.id)] == [Occasion.SELF_SERVICE]

    time.sleep(3 * ECHO_S)  # a Tab right after a scan would be the scanner's second suffix
    for _press in range(3):  # the two languages, then the lock
        display.key("Tab")
    display.key("space")
    display.type(PIN + "\r", delay=60)
    display.wait_for_window("Check-in desk")
    assert display.quit() == 0
    with closing(read_event(event)) as records:
        assert len(records.scans.newest(10)) == 2, "the PIN was not taken for a scan, and is not in the record"
    kept = json.loads(next((event.parent / "config").rglob("settings.json")).read_text(encoding="utf-8"))
    assert kept["self_service"] is False
