"""Erasing the event's people in the window: only with the event's name typed, and with a certificate."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.ui.desk import Desk
from kiosk.ui.documents.purge_dialog import PurgeDialog
from kiosk.ui.documents.safety_card import CheckCard

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
    dialog.typed.setText(desk.event.name)
    assert dialog.erase.isEnabled()


def test_everybody_is_erased_and_the_certificate_written(dialog: PurgeDialog, desk: Desk, qtbot: QtBot, tmp_path: Path):
    dialog.typed.setText(desk.event.name)
    with qtbot.waitSignal(desk.roster_changed, timeout=SLOW_MS):
        qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    assert desk.overview.attendee_count == 0
    assert dialog.notice.text().startswith("Erased: 84 people")
    dialog.certify_to(tmp_path / "erased.pdf")
    qtbot.waitUntil(lambda: "written" in dialog.notice.text(), timeout=SLOW_MS)
    assert (tmp_path / "erased.pdf").exists()
