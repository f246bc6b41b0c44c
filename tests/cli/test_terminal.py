"""What a terminal would obey is shown: no name moves the cursor, clears the screen or changes the window's title."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.actions.event import open_event, opened
from kiosk.cli.terminal import shown
from kiosk.core.operation import Kind
from tests import making

EVIL = "김\x1b[2J\x1b]0;title\x07\x9b31m\x7f\rover"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("김하나\t산\r\n", "김하나\t산\r\n"),
        ("김\x1b[2J하나", "김�[2J하나"),
        ("a\x9b31m\x7f\x00", "a�31m��"),
        ("first\rover", "first�over"),
        ("\r\x1b[?25l  50%\x1b[K", "\r\x1b[?25l  50%\x1b[K"),
        ("\x1b[?25h", "\x1b[?25h"),
    ],
)
def test_control_characters_are_shown_and_the_progress_bar_works(text: str, told: str):
    assert shown(text) == told


def test_no_command_passes_an_order_on_to_the_terminal(tmp_path: Path, environment_of_a_user: dict[str, str]):
    path = making.closed_event(tmp_path, 2)
    with opened(open_event(path)) as records, records.transaction():
        (person, _other) = records.people.all()
        records.append(Kind.ATTENDEE, person.id, {"name": EVIL, "affiliation": EVIL}, at=making.DAY)
    for more in ((), ("--json",)):
        command = [sys.executable, "-m", "kiosk", "attendees", str(path), *more]
        said = subprocess.run(command, capture_output=True, env=environment_of_a_user, check=True).stdout.decode()
        assert not [char for char in said if (ord(char) < 32 and char not in "\n\t") or 127 <= ord(char) < 160]
    assert json.loads(said.splitlines()[0])["name"] == EVIL
