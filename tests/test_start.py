"""What a start of the program does not wait for."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.actions.preparing.demonstration import make_demonstration

LATER = {
    "cryptography",
    "icalendar",
    "openpyxl",
    "psycopg",
    "qrcode",
    "reportlab",
    "xlsxwriter",
    "zxingcpp",
}
"""Libraries of lists, pages, codes and sharing: together they take longer to load than all the rest of a start."""


def test_a_desk_that_opens_its_event_has_loaded_no_library_of_lists_and_pages_when_it_is_ready(tmp_path: Path):
    event = tmp_path / "workshop.kiosk"
    make_demonstration(event).close()
    kept = tmp_path / "kiosk" / "settings.json"
    kept.parent.mkdir()
    kept.write_text('{"desk_asked": true}', encoding="utf-8")  # a first start asks what the desk needs
    environment = os.environ | {"KIOSK_READY": "1", "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    loaded = set()
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "kiosk", "open", str(event)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as program:  # fmt: skip
        for line in program.stdout:
            if line.startswith("READY"):
                break
            if module := re.match(r"import time: .*\| +(\w+)$", line):
                loaded.add(module[1])
        program.kill()
    assert line.startswith("READY")
    assert {"kiosk", "PySide6"} <= loaded
    assert loaded & LATER == set()


@pytest.mark.long
def test_a_check_of_the_program_leaves_behind_no_more_than_a_start(tmp_path: Path):
    environment = os.environ | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    command = [sys.executable, "-m", "kiosk", "--self-check"]
    checked = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "ok      window and fonts" in checked.stdout, checked.stdout + checked.stderr
    (noted,) = (tmp_path / "config").rglob("*.json")
    told = json.loads(noted.read_text(encoding="utf-8"))  # the laptop's id is given at the first start of all
    assert (told["language"], told["last_event"], bool(told["desk_id"])) == ("", "", True)
