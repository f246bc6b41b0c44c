"""What commands say in a language made from the English: nothing is left in English or joined from pieces."""

import re
from pathlib import Path

import pytest

from tests import pseudo
from tests.cli.calls import Run
from tests.making import A_DAY

COMMANDS = (
    ("doctor",), ("statistics",), ("checklist",), ("audit",), ("conflicts",), ("attendees",),
    ("purge",),
    ("badges", "--out", "out.pdf"), ("tickets", "--out", "out.pdf"), ("certificates", "--out", "out.pdf"),
    ("signin", "--session", "E", "--out", "out.pdf"), ("signin", "--session", "Z", "--out", "out.pdf"),
    ("export", "--out", "out.xlsx"), ("report", "--out", "out.pdf"), ("backup", "--out", "copy.kiosk"),
    ("undo", "none", "--reason", "x"),
)  # fmt: skip
_NO_WORDS = re.compile(r"[\w./-]*\.(?:kiosk|pdf|xlsx)|[0-9a-f-]{36}(?::\d+)?|참석자\d")
"""Files, ids and the people of the event."""

DATA = {"하루", "모임", "산", "Asia/Seoul", "laptop-1", "Korean", "English", "talk", "registration"}
DATA |= {text for one in A_DAY for text in (*one.titles.values(), one.room, one.code, one.kind)}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_says_nothing_in_another_language(
    run: Run, event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    pseudo.make(tmp_path / "catalogues")
    monkeypatch.setenv("KIOSK_TRANSLATIONS", str(tmp_path / "catalogues"))
    monkeypatch.setenv("KIOSK_LANGUAGE", pseudo.CODE)
    told = run(words[0], event, *words[1:])
    assert "⟦" in told.out + told.err or words[0] in ("attendees", "conflicts")
    assert pseudo.faults(_NO_WORDS.sub("", told.out + told.err), DATA) == []
