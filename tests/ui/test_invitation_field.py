"""An invitation reaches its dialog from a scanner, a file or a picture of its code, and is never taken for a ticket."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.actions.desks.invitation_files import JOIN_SUFFIX, invitation_file, read_invitation_file, save_invitation
from kiosk.core import invitation
from kiosk.core.codes.devices import Source
from kiosk.core.invitation import Invitation
from kiosk.core.roster import Attendee
from kiosk.ui.desks.use_invitation_dialog import UseInvitationDialog
from kiosk.ui.frame.main_window import MainWindow
from tests.scanners.keyboard import type_keys

TEXT = invitation.encode(Invitation(("192.0.2.7", "fd00::7"), 7462, "kiosk", "0123456789ab", 2, "5a" * 16, "c3" * 32))


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path) -> MainWindow:
    return open_window(workshop)


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> UseInvitationDialog:
    window.show_screen("desks")
    opened = window.front.use_invitation()
    opened.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is opened.code)
    return opened


def scans_in(window: MainWindow, qtbot: QtBot) -> int:
    found = []
    window.desk.lane.run(lambda records: found.append(len(list(records.scans.all()))), lambda _nothing: None)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


@pytest.mark.parametrize("end", ["\r", "\t", ""])
def test_a_keyboard_scanner_delivers_it_and_nothing_is_checked_in(window, dialog, qtbot, end: str):
    type_keys(TEXT + end)
    qtbot.waitUntil(dialog.use.isEnabled)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.use)  # the next Enter uses it, and not this one
    assert dialog.code.toPlainText() == TEXT
    assert scans_in(window, qtbot) == 0, "its password must not stand in the log that all desks share"


@pytest.mark.parametrize("source", [Source.SERIAL, Source.CAMERA])
def test_other_scanners_deliver_it(window, dialog, qtbot, source: Source):
    window.device.scanners.arrived.emit(source, TEXT + "\r\n")
    assert dialog.use.isEnabled()


def test_a_ticket_is_told_to_be_no_invitation_and_counts_again_afterwards(
    window, dialog, qtbot, people: list[Attendee]
):
    type_keys(people[0].ticket_code + "\r")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "This is not an invitation" in dialog.notice.text()
    assert scans_in(window, qtbot) == 0
    dialog.close()
    window.activateWindow()
    qtbot.waitActive(window).__exit__(None, None, None)
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    assert scans_in(window, qtbot) == 1


@pytest.mark.parametrize("name", ["two.kioskjoin", "two.png"])
def test_a_file_and_a_picture_of_the_code_are_read(dialog, tmp_path: Path, name: str):
    save_invitation(TEXT, tmp_path / name)
    dialog.code.take_file(tmp_path / name)
    assert dialog.use.isEnabled()


@pytest.mark.parametrize("desk", ["1층/로비", "Hall 1.2", "문: 왼쪽?"])
def test_an_invitation_is_kept_beside_the_event_whatever_the_desk_is_called(tmp_path: Path, desk: str):
    path = invitation_file(tmp_path, desk)
    save_invitation(TEXT, path)
    assert path.parent == tmp_path and path.suffix == JOIN_SUFFIX
    assert invitation.decode(read_invitation_file(path)) is not None


@pytest.mark.parametrize("name", ["notes.txt", "photo.jpg"])
def test_another_file_is_answered_with_a_sentence(dialog, tmp_path: Path, name: str):
    (tmp_path / name).write_text("없음", encoding="utf-8")
    dialog.code.take_file(tmp_path / name)
    assert "This is not an invitation" in dialog.notice.text()
    dialog.code.take_file(tmp_path / f"other-{name}")
    assert "cannot be read" in dialog.notice.text()


def test_a_sentence_makes_the_dialog_grow_and_squeezes_no_field(dialog, tmp_path: Path, qtbot):
    before = dialog.code.height(), dialog.height()
    dialog.code.take_file(tmp_path / "gone.kioskjoin")
    dialog.notice.trouble(" ".join([dialog.notice.text()] * 4))
    qtbot.waitUntil(lambda: dialog.height() > before[1])
    assert dialog.code.height() == before[0]
