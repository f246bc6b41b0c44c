"""Erasing the event's people in the window: only with the event's name typed, and with a certificate."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.actions.event import details_of, open_event, opened, read_event
from kiosk.actions.keeping.backup import backup
from kiosk.actions.keeping.erase_traces import is_cut_off
from kiosk.actions.keeping.purge import purge
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.store import erasure
from kiosk.ui.documents.backup_card import CheckCard
from kiosk.ui.documents.purge_dialog import PurgeDialog
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.services.desk import Desk

SLOW_MS = 20_000


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> Iterator[PurgeDialog]:
    card = CheckCard(desk)
    qtbot.addWidget(card)
    card.show()
    made = card.open_privacy().open_purge()
    qtbot.waitUntil(lambda: "84 people" in made._reach.text(), timeout=SLOW_MS)
    yield made
    card.close()


def test_nothing_can_be_erased_until_the_name_of_the_event_is_typed(dialog: PurgeDialog, desk: Desk, qtbot: QtBot):
    assert not dialog.erase.isEnabled()
    qtbot.keyClicks(dialog.typed, "yes")
    assert not dialog.erase.isEnabled()
    dialog.typed.setText(desk.details.names["ko"])
    assert dialog.erase.isEnabled()


def test_everybody_is_erased_and_the_certificate_written(dialog: PurgeDialog, desk: Desk, qtbot: QtBot, tmp_path: Path):
    dialog.typed.setText(desk.details.names["ko"])
    with qtbot.waitSignal(desk.roster_changed, timeout=SLOW_MS):
        qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    assert desk.overview.attendee_count == 0
    assert dialog.notice.text().startswith("Erased 84 people")
    dialog.certify_to(tmp_path / "erased.pdf")
    qtbot.waitUntil(lambda: "was saved" in dialog.notice.text(), timeout=SLOW_MS)
    assert (tmp_path / "erased.pdf").exists()


def test_the_other_files_that_go_are_named_before(desk: Desk, qtbot: QtBot):
    with opened(read_event(desk.path)) as records:
        backup(records, desk.path.with_name("evening.kiosk"))
    with opened(open_event(desk.path.with_name("evening.kiosk"))) as records:
        add_attendee(records, {"name": "늦은이"})
    dialog = PurgeDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    said = dialog.findChildren(QLabel)
    told = "These files will be deleted too, including any work done in them:\n·  evening.kiosk"
    qtbot.waitUntil(lambda: any(told in label.text() and label.isVisible() for label in said), timeout=SLOW_MS)
    assert any("evening.kiosk holds records that this file does not" in label.text() for label in said)


def test_what_is_left_is_named_afterwards(dialog: PurgeDialog, desk: Desk, qtbot: QtBot):
    left = desk.path.with_name(f"{desk.path.stem}.bak")
    left.write_bytes(desk.path.read_bytes())
    dialog.typed.setText(desk.details.names["ko"])
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: f"Left as is: {left.name}" in dialog.notice.text(), timeout=SLOW_MS)
    assert "Erased 84 people" in dialog.notice.text()


def test_an_erasure_that_was_cut_off_is_finished_when_the_event_is_opened_and_said(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    class KilledError(BaseException):
        pass

    def killed(_connection: object) -> None:
        raise KilledError

    with opened(open_event(workshop)) as records, monkeypatch.context() as patched:
        patched.setattr(erasure, "compact", killed)
        with pytest.raises(KilledError):
            purge(records, details_of(records).names["ko"], now=datetime(2024, 3, 1, tzinfo=UTC))
    assert is_cut_off(workshop)
    window = open_window(workshop)
    qtbot.waitUntil(lambda: "The interrupted erasure is finished" in window.messages.sentence, timeout=SLOW_MS)
    assert not is_cut_off(workshop)
