"""An encrypted event in the window: encrypted while it is open, asked for its code on another laptop, opened."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.actions.event import read_event
from kiosk.actions.keeping import encrypt
from kiosk.actions.keeping.backup import backup
from kiosk.actions.keeping.unlock import is_encrypted, unlock
from kiosk.core.recovery_code import RecoveryCode
from kiosk.ui.documents.backup_card import CheckCard
from kiosk.ui.events.encryption_dialog import EncryptionDialog
from kiosk.ui.events.new_event_dialog import NewEventDialog
from kiosk.ui.events.unlock_dialog import UnlockDialog
from kiosk.ui.frame.main_window import MainWindow
from tests.key_rings import laptop

SLOW_MS = 20_000
OpenWindow = Callable[[Path | None], MainWindow]


@pytest.fixture(autouse=True)
def no_ring() -> Iterator[None]:
    with laptop():
        yield


def click(button: object, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(window: MainWindow, qtbot: QtBot) -> EncryptionDialog:
    """The dialog that the button beside “Personal data” opens, with a code."""
    window.show_screen("documents")
    card = window.findChild(CheckCard)
    assert card.encrypt.isVisibleTo(card)
    card.encrypt.click()
    dialog = window.findChild(EncryptionDialog)
    qtbot.waitUntil(lambda: dialog.code is not None, timeout=SLOW_MS)
    return dialog


def test_an_open_event_is_encrypted_and_opened_again(
    open_window: OpenWindow, workshop: Path, tmp_path: Path, qtbot: QtBot
):
    with closing(read_event(workshop)) as records:
        copy = backup(records, workshop.with_name("evening.kiosk"))
    window = open_window(workshop)
    dialog = asked(window, qtbot)
    code = dialog.code
    assert dialog.shown.text().split() == code.text.split("-")
    assert not dialog.encrypt.isEnabled()
    dialog.save_to(tmp_path / "code.pdf")
    qtbot.waitUntil((tmp_path / "code.pdf").exists, timeout=SLOW_MS)
    dialog.kept.setChecked(True)
    click(dialog.encrypt, qtbot)
    qtbot.waitUntil(dialog.go_on.isVisible, timeout=SLOW_MS)
    assert window.desk is None
    assert "evening.kiosk" in dialog.notice.text()
    click(dialog.remove, qtbot)
    qtbot.waitUntil(lambda: not copy.exists(), timeout=SLOW_MS)
    qtbot.waitUntil(lambda: "deleted" in dialog.notice.text(), timeout=SLOW_MS)
    with qtbot.waitSignal(window.ready, timeout=SLOW_MS):
        click(dialog.go_on, qtbot)
    assert window.desk.overview.attendee_count == 84
    assert is_encrypted(workshop)
    window.show_screen("documents")
    card = window.findChild(CheckCard)
    assert card.encrypt.text() == "Encryption"


def test_the_code_of_an_encrypted_event_can_be_put_on_paper_again_and_the_encryption_removed(
    open_window: OpenWindow, workshop: Path, tmp_path: Path, qtbot: QtBot
):
    code = encrypt.make_code()
    encrypt.encrypt_event(workshop, code)
    window = open_window(workshop)
    dialog = asked(window, qtbot)
    assert dialog.code == code
    assert not dialog.encrypt.isVisibleTo(dialog)
    dialog.save_to(tmp_path / "code.pdf")
    qtbot.waitUntil(lambda: "code.pdf" in dialog.notice.text(), timeout=SLOW_MS)
    click(dialog.decrypt, qtbot)
    qtbot.waitUntil(dialog.go_on.isVisible, timeout=SLOW_MS)
    assert not is_encrypted(workshop)
    with qtbot.waitSignal(window.ready, timeout=SLOW_MS):
        click(dialog.go_on, qtbot)
    assert window.desk.overview.attendee_count == 84


def test_a_new_event_can_be_encrypted_from_its_first_byte(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot):
    window = open_window(None)
    window.welcome.new.click()
    new = window.findChild(NewEventDialog)
    new.names.lines["ko"].setText("봄 워크숍")
    new.file.set_path(tmp_path / "spring.kiosk")
    new.encrypted.setChecked(True)
    new.make.click()
    qtbot.waitUntil(lambda: window.findChild(EncryptionDialog) is not None, timeout=SLOW_MS)
    dialog = window.findChild(EncryptionDialog)
    qtbot.waitUntil(lambda: dialog.code is not None, timeout=SLOW_MS)
    assert is_encrypted(tmp_path / "spring.kiosk")
    assert dialog.shown.text().split() == dialog.code.text.split("-")
    click(dialog.back, qtbot)
    window.close_event()
    with laptop():
        unlock(tmp_path / "spring.kiosk", dialog.code.text)
        with closing(read_event(tmp_path / "spring.kiosk")) as records:
            assert records.event.details().names["ko"] == "봄 워크숍"


def test_leaving_the_dialog_leaves_the_event_plain_and_open(open_window: OpenWindow, workshop: Path, qtbot: QtBot):
    window = open_window(workshop)
    dialog = asked(window, qtbot)
    click(dialog.back, qtbot)
    assert window.desk is not None
    assert not is_encrypted(workshop)


def test_a_file_that_another_program_reads_is_left_plain_and_opened_again(
    open_window: OpenWindow, workshop: Path, qtbot: QtBot
):
    window = open_window(workshop)
    dialog = asked(window, qtbot)
    dialog.kept.setChecked(True)
    with closing(read_event(workshop)) as other:
        other.people.all()
        click(dialog.encrypt, qtbot)
        qtbot.waitUntil(dialog.go_on.isVisible, timeout=SLOW_MS)
        assert "is open in another" in dialog.notice.text()
    with qtbot.waitSignal(window.ready, timeout=SLOW_MS):
        click(dialog.go_on, qtbot)
    assert not is_encrypted(workshop)


def test_on_another_laptop_the_code_is_asked_for(open_window: OpenWindow, workshop: Path, qtbot: QtBot):
    code = encrypt.make_code()
    with laptop():
        encrypt.encrypt_event(workshop, code)
    window = open_window(None)
    window.open_event(workshop)
    qtbot.waitUntil(lambda: window.findChild(UnlockDialog) is not None, timeout=SLOW_MS)
    dialog = window.findChild(UnlockDialog)
    assert not dialog.go_on.isEnabled()
    for typed, told in (
        (RecoveryCode(3).text, "not the recovery code of"),
        ("AAAAAA" + code.text[6:], "group 1"),
        ("12", "six"),
    ):
        dialog.typed.setText(typed)
        click(dialog.go_on, qtbot)
        assert told in dialog.notice.text()
        assert dialog.isVisible()
    dialog.typed.clear()
    qtbot.keyClicks(dialog.typed, code.text.lower())
    with qtbot.waitSignal(window.ready, timeout=SLOW_MS):
        qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    assert window.desk.overview.attendee_count == 84
