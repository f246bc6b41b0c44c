"""Practising with the desk in the real window: every mishap solved, some not, ended early, closed meanwhile."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.actions.access import in_the_name_of
from kiosk.actions.desks.manage_operators import add_operator
from kiosk.actions.event import create_event, open_event, opened, read_event
from kiosk.actions.preparing.guide import Step
from kiosk.core.access import Role
from kiosk.core.codes.devices import Health, Source
from kiosk.core.event import EventDetails
from kiosk.core.practice import ARRIVALS, Mishap
from kiosk.ui.check_in.key_overview import KeyOverview
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.practice.practice_window import PracticeWindow
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from kiosk.words import catalogue
from kiosk.words.practice import HOW
from tests.scanners.keyboard import type_keys
from tests.ui.conftest import Viewer

Key, NOTHING = Qt.Key, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def practice(window: MainWindow, qtbot: QtBot) -> PracticeWindow:
    """Begun from the guide, with the first person at the desk."""
    window.show_screen("guide")
    guide = window.front
    qtbot.waitUntil(lambda: bool(guide.done.done))
    guide.buttons[Step.PRACTICE].click()
    made = window.others.practice
    qtbot.waitUntil(lambda: made.card.guest is not None)
    qtbot.waitActive(made).__exit__(None, None, None)
    return made


def press(qtbot: QtBot, practice: PracticeWindow, key: Qt.Key, held: Qt.KeyboardModifier = NOTHING) -> None:
    qtbot.keyClick(QApplication.focusWidget() or practice, key, held)


def hand_over(qtbot: QtBot, practice: PracticeWindow) -> None:
    with qtbot.waitSignal(practice.answer_painted):
        press(qtbot, practice, Key.Key_H, Qt.KeyboardModifier.ControlModifier)


def find(qtbot: QtBot, practice: PracticeWindow) -> None:
    """Look for the person at the desk by name, and stand on the right one of those found."""
    search = practice.check_in.search
    qtbot.waitUntil(lambda: practice.guest.arrival.person in practice.check_in.people.people)
    press(qtbot, practice, Key.Key_F3)
    search.line.insert(practice.guest.name)
    qtbot.waitUntil(lambda: search.current() is not None)
    for _row in range(search._list.model().rowCount()):
        if search.current().id == practice.guest.arrival.person:
            return
        press(qtbot, practice, Key.Key_Down)
    raise AssertionError("the person is not found")


def check_in_by_name(qtbot: QtBot, practice: PracticeWindow) -> None:
    find(qtbot, practice)
    with qtbot.waitSignal(practice.answer_painted):
        press(qtbot, practice, Key.Key_Return)


def give_reason(qtbot: QtBot, practice: PracticeWindow) -> None:
    def shown() -> list[ReasonDialog]:
        return [dialog for dialog in practice.findChildren(ReasonDialog) if dialog.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    dialog = shown()[0]
    qtbot.waitUntil(dialog.reason.hasFocus)
    qtbot.keyClicks(dialog.reason, "asked")
    qtbot.keyClick(dialog.reason, Key.Key_Return)
    practice.activateWindow()  # as a window manager does
    qtbot.waitActive(practice).__exit__(None, None, None)


def solve(qtbot: QtBot, practice: PracticeWindow) -> None:
    """Do what a trained person would do for whoever stands at the desk."""
    mishap = practice.guest.arrival.mishap
    if mishap in (Mishap.FORGOTTEN, Mishap.SCANNER):
        check_in_by_name(qtbot, practice)
    elif mishap is Mishap.JAM:
        find(qtbot, practice)
        press(qtbot, practice, Key.Key_F6)
        give_reason(qtbot, practice)
    else:
        hand_over(qtbot, practice)
    if mishap is Mishap.DUPLICATE:
        press(qtbot, practice, Key.Key_F9)
        with qtbot.waitSignal(practice.answer_painted):
            give_reason(qtbot, practice)
    qtbot.waitUntil(lambda: practice.card.notice.text() == catalogue._("Solved. The next person may come."))


def go_on(qtbot: QtBot, practice: PracticeWindow) -> None:
    count = len(practice.played)
    press(qtbot, practice, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(practice.played) == count + 1)
    qtbot.waitUntil(lambda: practice.desk is None or not practice._is_judging)


def come_to(qtbot: QtBot, practice: PracticeWindow, mishap: Mishap) -> None:
    while practice.guest.arrival.mishap is not mishap:
        go_on(qtbot, practice)


def digest(path: Path) -> bytes:
    return sha256(path.read_bytes()).digest()


def count_of_lines(path: Path) -> int:
    with opened(read_event(path)) as records:
        return records.journal.count()


@pytest.fixture
def untouched(workshop: Path, window: MainWindow) -> Callable[[], None]:
    """Whether nothing came into the event since the test began, once the window is closed."""
    lines, before = count_of_lines(workshop), digest(workshop)

    def check() -> None:
        assert count_of_lines(workshop) == lines
        window.close_event()
        assert digest(workshop) == before

    return check


@pytest.mark.long
@pytest.mark.parametrize(
    ("language", "band", "end"),
    [("en", "Practice on a copy", "12 of 12 solved"), ("ko", "사본에서 연습 중", "12명 중 12명 해결")],
)
def test_a_trained_person_solves_every_mishap_with_keys_alone_and_the_event_stays_as_it_was(
    practice: PracticeWindow, window: MainWindow, qtbot: QtBot, viewer: Viewer, untouched: Callable[[], None],
    language: str, band: str, end: str,
) -> None:  # fmt: skip
    window.device.change(language=language)
    qtbot.waitUntil(lambda: practice._what.text().startswith(band))
    assert not window.isVisible()
    folder = practice.desk.path.parent
    while practice.desk is not None:
        solve(qtbot, practice)
        go_on(qtbot, practice)
    told = practice.result.summary
    assert (told.arrivals, told.solved, len(told.mishaps)) == (ARRIVALS, ARRIVALS, 6)
    assert practice.result.line.text().startswith(end)
    assert not folder.exists() and viewer.opened == []
    assert window.device.settings.practised
    practice.result.back.click()
    qtbot.waitUntil(window.isVisible)
    assert window.others.practice is None
    qtbot.waitUntil(lambda: Step.PRACTICE in window.front.done.done)
    untouched()


def test_what_was_not_solved_is_told_with_how_it_is_done_and_can_be_played_again(
    practice: PracticeWindow, qtbot: QtBot, untouched: Callable[[], None]
) -> None:
    hand_over(qtbot, practice)
    go_on(qtbot, practice)
    come_to(qtbot, practice, Mishap.WRONG_ROOM)
    hand_over(qtbot, practice)
    press(qtbot, practice, Key.Key_F9)  # admitted where they do not belong
    with qtbot.waitSignal(practice.answer_painted):
        give_reason(qtbot, practice)
    go_on(qtbot, practice)
    practice.stop.click()
    told = practice.result.summary
    assert told.solved == 1 and told.arrivals == len(practice.played)
    wrong = next(one for one in told.mishaps if one.mishap is Mishap.WRONG_ROOM)
    assert not wrong.solved
    texts = [label.text() for label in practice.result.findChildren(type(practice._what)) if label.isVisible()]
    assert catalogue._(HOW[Mishap.WRONG_ROOM]) in texts
    with qtbot.waitSignal(practice.ready):
        practice.result.again.click()
    assert practice.played == [] and practice.guest.arrival.mishap is Mishap.NONE
    untouched()


def test_scans_go_to_the_copy_and_a_scanner_that_counts_as_lost_reads_nothing(
    practice: PracticeWindow, window: MainWindow, qtbot: QtBot, untouched: Callable[[], None]
) -> None:
    picture = practice.card.code.pixmap().toImage()
    picture = picture.convertToFormat(picture.Format.Format_Grayscale8)
    width, height = picture.width(), picture.height()
    rows = [bytes(picture.constScanLine(row))[:width] for row in range(height)]
    (found,) = zxingcpp.read_barcodes(Image.frombytes("L", (width, height), b"".join(rows)))
    assert found.text == practice.guest.code
    with qtbot.waitSignal(practice.answer_painted):
        type_keys(found.text + "\r")
    qtbot.waitUntil(lambda: "Solved" in practice.card.notice.text())
    come_to(qtbot, practice, Mishap.SCANNER)
    assert practice.desk.device.scanners.health(Source.SERIAL) is Health.MISSING
    assert window.device.scanners.health(Source.SERIAL) is not Health.MISSING
    assert not practice.card.hand_over.isVisible()
    type_keys(practice.guest.code + "\r")
    qtbot.waitUntil(practice.messages.isVisible)
    assert "counts as lost" in practice.messages.sentence
    untouched()


def test_when_the_time_is_up_it_ends_and_tells_what_was_done_by_then(
    practice: PracticeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_over(qtbot, practice)
    go_on(qtbot, practice)
    monkeypatch.setattr("kiosk.ui.practice.practice_window.LASTS", timedelta(0))
    qtbot.waitUntil(lambda: practice.desk is None)
    assert practice.result.isVisible() and practice.result.summary.arrivals == 1


def test_who_is_signed_in_practises_in_their_own_name_and_a_desk_that_locks_ends_it(
    open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot
) -> None:
    with opened(open_event(workshop)) as records:
        add_operator(records, "하늘", Role.ORGANISER, "4711")
        add_operator(in_the_name_of(records, "하늘"), "바다", Role.OPERATOR, "4712")
    window = open_window(workshop)
    window.desk.access.let_in("바다")
    window.others.start_practice()
    practice = window.others.practice
    qtbot.waitUntil(lambda: practice.card.guest is not None)
    with qtbot.waitSignal(practice.answer_painted):
        practice.card.hand_over.click()
    with opened(read_event(practice.desk.path)) as records:
        assert records.scans.newest(1)[0].payload["operator"] == "바다"
    practice.desk.access.lock()
    qtbot.waitUntil(window.isVisible)
    assert window.others.practice is None


def test_closing_the_window_of_the_practice_leads_back_and_leaves_nothing(
    practice: PracticeWindow, window: MainWindow, qtbot: QtBot, untouched: Callable[[], None]
) -> None:
    folder = practice.desk.path.parent
    hand_over(qtbot, practice)
    practice.close()
    qtbot.waitUntil(window.isVisible)
    assert window.others.practice is None and not folder.exists()
    assert not window.device.settings.practised
    untouched()


def test_an_event_that_closes_meanwhile_takes_the_practice_along(
    practice: PracticeWindow, window: MainWindow, qtbot: QtBot
) -> None:
    folder = practice.desk.path.parent
    window.close_event()
    assert window.others.practice is None and window.isVisible() and not folder.exists()


def test_an_event_that_closes_while_the_copy_is_made_leaves_no_copy(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    window.others.start_practice()
    window.close_event()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_without_a_session_the_sentence_says_so(
    open_window: Callable[[Path | None], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    create_event(tmp_path / "empty.kiosk", EventDetails({"en": "Empty"})).close()
    window = open_window(tmp_path / "empty.kiosk")
    window.others.start_practice()
    practice = window.others.practice
    qtbot.waitUntil(lambda: "no session to practise at" in practice.notice.text())
    practice.stop.click()
    qtbot.waitUntil(window.isVisible)


def test_the_keys_at_the_door_lead_to_practice_and_not_from_practice_itself(window: MainWindow, qtbot: QtBot) -> None:
    window.check_in.keys.click()
    overview = window.findChild(KeyOverview)
    overview.practise.click()
    qtbot.waitUntil(lambda: window.others.practice is not None)
    practice = window.others.practice
    qtbot.waitUntil(lambda: practice.card.guest is not None)
    press(qtbot, practice, Key.Key_F1)
    qtbot.waitUntil(lambda: practice.findChild(KeyOverview) is not None)
    assert practice.findChild(KeyOverview).practise.isHidden()
