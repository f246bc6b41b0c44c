"""A morning at the desk with real keys alone: sign in, find, register, take back, lock, and scan all the same."""

import time
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.actions.desks import manage_operators
from kiosk.actions.event import read_event
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.core.access import Role
from kiosk.core.answer_shape import answer_of
from kiosk.core.scan import Verdict
from tests.journeys.display import PATIENCE, Display

pytestmark = pytest.mark.long

CHIEF, PIN = "김주관", "402817"
NAVY = (0x14, 0x21, 0x3D)
BY_HAND = 120  # milliseconds between two keys of a person


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """The demonstration, with a programme that begins now and an organiser to sign in."""
    path = tmp_path / "workshop.kiosk"
    with closing(make_demonstration(path)) as records:
        manage_operators.add_operator(records, CHIEF, Role.ORGANISER, PIN)
    return path


def wait_for_rail(display: Display, *, there: bool) -> None:
    """The navigation along the left edge is there only while somebody is signed in."""
    deadline = time.monotonic() + PATIENCE
    while (display.share_of(NAVY) > 0.1) is not there:
        assert time.monotonic() < deadline, "the desk did not sign in or lock"
        time.sleep(0.05)


def test_the_desk_is_driven_by_keys_alone(display: Display, event: Path):
    with closing(read_event(event)) as records:
        found, scanned = records.people.all()[0], records.people.all()[5]

    display.type(PIN + "\r", delay=BY_HAND)
    wait_for_rail(display, there=True)

    display.key("F3")  # find by the phone's last four
    display.type(found.phone[-4:], delay=BY_HAND)
    display.key("Return")
    assert display.told() == "ANSWER admitted"

    display.key("F5")  # on no list: name, affiliation, category
    display.wait_for_window("Register on site")
    display.type("walk-in\tacme\tguest\r", delay=BY_HAND)
    assert display.told() == "ANSWER admitted"

    display.key("F8")  # the one registered last was a mistake
    display.wait_for_window("Undo this scan?")
    display.type("test\r", delay=BY_HAND)
    assert display.told() == "ANSWER taken_back"

    display.key("ctrl+l")
    wait_for_rail(display, there=False)
    display.scan(scanned.ticket_code)  # the door goes on
    assert display.told() == "ANSWER admitted"
    assert display.quit() == 0

    with closing(read_event(event)) as records:
        scans = {answer_of(scan).person.name: scan for scan in records.scans.newest(10)}
        added = next(person for person in records.people.all() if person.name == "walk-in")
        voided = records.scans.voided()
        outcomes = [operation.payload["outcome"] for operation in records.operators.sign_ins(CHIEF)]
    assert set(scans) == {found.name, "walk-in", scanned.name}
    assert {answer_of(scan).verdict for scan in scans.values()} == {Verdict.ADMITTED}
    assert [scans[name].payload["operator"] for name in (found.name, "walk-in", scanned.name)] == [CHIEF, CHIEF, ""]
    assert (added.affiliation, added.category) == ("acme", "guest")
    assert [(void.payload["reason"], void.payload["operator"]) for void in voided.values()] == [("test", CHIEF)]
    assert list(voided) == [scans["walk-in"].op_id]
    assert outcomes == ["right", "signed_out"]
