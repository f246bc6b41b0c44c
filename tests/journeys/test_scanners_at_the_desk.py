"""Keyboard-type scanners as they come, and people beside them, at the program as it is started on a real display."""

import time
from collections import Counter
from contextlib import closing
from itertools import chain, pairwise
from pathlib import Path

import pytest

from kiosk.actions.event import read_event
from kiosk.core.roster import Attendee
from kiosk.scanners.line import PAUSE_S
from tests.journeys.display import Display

pytestmark = pytest.mark.long


def stored(event: Path) -> list[str]:
    """Who was scanned, the newest first."""
    with closing(read_event(event)) as records:
        return [scan.subject for scan in records.scans.newest(20)]


def test_a_code_is_read_however_the_scanner_frames_it(display: Display, event: Path, people: list[Attendee]):
    patterns = ("{}\r", "{}\t", "{}", "{}\x03", "]Q1{}\r", "]Q1\\000026{}\t", "GATE 7 {}\r\r", "{}#\r")
    for person, pattern in zip(people, patterns, strict=False):
        display.type(pattern.format(person.ticket_code))
        assert display.told() == "ANSWER admitted", pattern
    display.key("Caps_Lock")
    display.type("]Q3\\000026" + people[20].ticket_code + "\r")
    assert display.told() == "ANSWER admitted"
    assert stored(event) == [people[20].id, *[person.id for person in people[: len(patterns)]][::-1]]


def test_a_scan_goes_past_an_open_dialog_and_leaves_it_as_it_was(display: Display, event: Path, people: list[Attendee]):
    display.scan(people[0].ticket_code)
    assert display.told() == "ANSWER admitted"
    display.key("F8")  # take the entry back: asks for a reason
    display.wait_for_window("Undo this scan?")
    display.type("wrong door")
    time.sleep(4 * PAUSE_S)  # the pause in which a person turns to the scanner is what this is about
    for person, end in zip(people[1:4], ("\r", "\t", ""), strict=True):
        display.type(person.ticket_code + end)
        assert display.told() == "ANSWER admitted"
    display.key("Return")
    assert display.told() == "ANSWER taken_back"
    with closing(read_event(event)) as records:
        reasons = [
            operation.payload.get("reason") for operation in records.journal.in_order() if operation.kind == "void"
        ]
    assert reasons == ["wrong door"]


def test_two_scanners_that_type_in_turns_are_both_read(display: Display, event: Path, people: list[Attendee]):
    for pair in pairwise(people[:7]):
        strokes = zip(*[person.ticket_code + "\r" for person in pair], strict=True)
        display.type("".join(chain.from_iterable(strokes)))
        answers = {display.told(), display.told()}
        assert "ANSWER admitted" in answers and "ANSWER unknown" not in answers
        assert set(stored(event)[:2]) == {person.id for person in pair}


def test_two_scanners_that_press_keys_at_once_never_let_in_anybody_else(
    display: Display, event: Path, people: list[Attendee]
):
    """Both use the one keyboard of the X server, which leaves out a stroke when both press the same key."""
    for first in range(0, 12, 2):
        pair = people[first : first + 2]
        display.type(*[person.ticket_code + "\r" for person in pair], delay=8)
        answer = display.told()
        if answer == "ANSWER admitted":
            assert display.told() == "ANSWER admitted"
        assert answer in ("ANSWER admitted", "ANSWER unknown", "ANSWER forged")
    assert {person.id for person in people[12:]}.isdisjoint(stored(event))


def test_a_person_who_types_fast_finds_whom_they_look_for(display: Display, event: Path, people: list[Attendee]):
    ends = Counter(person.phone[-4:] for person in people)
    person = next(person for person in people if ends[person.phone[-4:]] == 1 and person.phone)
    display.key("F3")
    display.type(person.phone[-4:], delay=1)
    display.key("Return")
    assert display.told() == "ANSWER admitted"
    assert stored(event) == [person.id]
