"""The programme drawn, made, edited and removed in the real window, by pointer and by keys."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt, QTime
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from kiosk.actions.event import details_of, opened, read_event
from kiosk.core.certificate import Rule
from kiosk.core.programme import Admission, Session
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.programme.programme_screen import ProgrammeScreen
from kiosk.ui.programme.session_dialog import SessionDialog
from tests.making import SEOUL
from tests.ui.conftest import DoorClock


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path, door_clock: DoorClock) -> MainWindow:
    """The workshop on its second day, at a quarter past ten: the forum has begun."""
    door_clock.at = datetime(2024, 2, 28, 10, 15, tzinfo=SEOUL)
    return open_window(workshop)


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> ProgrammeScreen:
    """The programme, on today's tab."""
    window.show_screen("programme")
    made = window.findChild(ProgrammeScreen)
    qtbot.waitUntil(lambda: set(made.view.grid.blocks) == {"REG2", "S4", "S5"})
    return made


def stored(screen: ProgrammeScreen) -> dict[str, Session]:
    with opened(read_event(screen.desk.path)) as records:
        return dict(records.programme.sessions())


def dialog_of(screen: ProgrammeScreen) -> SessionDialog:
    (dialog,) = (dialog for dialog in screen.findChildren(SessionDialog) if dialog.isVisible())
    return dialog


def test_the_grid_has_a_column_a_room_and_sessions_at_one_time_stand_side_by_side(screen: ProgrammeScreen) -> None:
    forum, partnering = (screen.view.grid.blocks[code].geometry() for code in ("S4", "S5"))
    assert forum.right() < partnering.left()
    assert forum.top() < partnering.top() < forum.bottom() < partnering.bottom()
    assert screen.view.tabs.count() == 3
    screen.view.tabs.setCurrentIndex(0)
    assert set(screen.view.grid.blocks) == {"REG1", "S1", "S2", "S3"}


def test_a_session_is_drawn_with_the_pointer_and_kept(qtbot: QtBot, screen: ProgrammeScreen) -> None:
    grid = screen.view.grid
    forum = grid.blocks["S4"].geometry()
    hour = forum.height() / 2
    begin = QPoint(forum.center().x(), round(forum.bottom() + hour))
    end = QPoint(forum.center().x() + 20, round(forum.bottom() + 2.5 * hour))
    qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(grid, end)
    qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=end)
    dialog = dialog_of(screen)
    assert (dialog.room.currentText(), dialog.code.text()) == ("그랜드볼룸", "S6")
    assert (dialog.start.time(), dialog.end.time()) == (QTime(13, 0), QTime(14, 30))
    dialog.titles.lines["ko"].setText("마무리")
    dialog.admission.setCurrentIndex(dialog.admission.findData(Admission.CATEGORY))
    dialog.categories.setText("산; 관")
    qtbot.keyClick(dialog.categories, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "S6" in grid.blocks)
    made = stored(screen)["S6"]
    assert (made.titles, made.admission, made.categories) == ({"ko": "마무리"}, Admission.CATEGORY, ("산", "관"))
    assert made.starts_at == datetime(2024, 2, 28, 13, 0, tzinfo=SEOUL)


def test_a_session_is_edited_by_keys_alone_and_a_double_booking_is_seen(qtbot: QtBot, screen: ProgrammeScreen) -> None:
    grid = screen.view.grid
    qtbot.waitUntil(lambda: grid.blocks["REG2"].hasFocus())
    qtbot.keyClick(grid.blocks["REG2"], Qt.Key.Key_Right)
    assert grid.blocks["S4"].hasFocus()
    qtbot.keyClick(grid.blocks["S4"], Qt.Key.Key_Return)
    dialog = dialog_of(screen)
    assert not dialog.code.isEnabled()
    dialog.room.setEditText("컨벤션홀")
    dialog.capacity.setValue(0)
    qtbot.keyClick(dialog.titles.lines["ko"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.blocks["S4"].block.lanes == 2)
    assert "Another session is in this room then" in grid.blocks["S5"].accessibleName()
    assert (stored(screen)["S4"].room, stored(screen)["S4"].capacity) == ("컨벤션홀", None)


def test_the_speakers_of_a_session_are_changed_in_its_dialog(qtbot: QtBot, screen: ProgrammeScreen) -> None:
    qtbot.waitUntil(lambda: screen.view.grid.blocks["REG2"].hasFocus())
    qtbot.keyClick(screen.view.grid.blocks["S4"], Qt.Key.Key_Return)
    dialog = dialog_of(screen)
    dialog.speakers.setText("곽새솔; 명다솔 (누리, 라온)")
    with qtbot.waitSignal(dialog.stored):
        dialog.save.click()
    assert stored(screen)["S4"].speakers == ("곽새솔", "명다솔 (누리, 라온)")


def test_what_cannot_be_kept_is_said_in_the_dialog_which_stays(qtbot: QtBot, screen: ProgrammeScreen) -> None:
    dialog = screen.open_session(screen.desk.programme["S4"])
    dialog.end.setTime(QTime(9, 0))
    dialog.save.click()
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "before it starts" in dialog.notice.text()
    assert dialog.isVisible()
    dialog.reject()


def test_a_session_with_scans_is_removed_only_after_a_second_word(
    qtbot: QtBot, window: MainWindow, screen: ProgrammeScreen
) -> None:
    with opened(read_event(screen.desk.path)) as records:
        code = records.people.all()[0].ticket_code
    with qtbot.waitSignal(screen.desk.checked_in):
        window.take_scan(code)
    grid = screen.view.grid
    grid.blocks["S4"].setFocus()
    qtbot.keyClick(grid.blocks["S4"], Qt.Key.Key_Delete)
    dialog = dialog_of(screen)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QMessageBox)))
    assert "1 person was admitted to “Bulmo Forum”" in dialog.question.text()
    keep = next(button for button in dialog.question.buttons() if button.text() == "Keep")
    keep.click()
    assert "S4" in stored(screen)
    qtbot.waitUntil(dialog.remove.isEnabled)
    dialog.remove.click()
    qtbot.waitUntil(lambda: any(box.isVisible() for box in dialog.findChildren(QMessageBox)))
    next(button for button in dialog.question.buttons() if button.text() == "Remove").click()
    qtbot.waitUntil(lambda: "S4" not in grid.blocks)
    assert "S4" not in stored(screen)
    assert screen.notice.text() == "Removed: Bulmo Forum."


def test_a_session_nobody_was_at_is_removed_at_once(qtbot: QtBot, screen: ProgrammeScreen) -> None:
    screen.open_session(screen.desk.programme["S5"]).remove.click()
    qtbot.waitUntil(lambda: set(screen.view.grid.blocks) == {"REG2", "S4"})


def test_a_file_shows_what_it_would_change_before_it_is_taken(
    qtbot: QtBot, screen: ProgrammeScreen, tmp_path: Path
) -> None:
    file = tmp_path / "programme.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:S4\r\nDTSTART;TZID=Asia/Seoul:20240228T103000"
        "\r\nDTEND;TZID=Asia/Seoul:20240228T120000\r\nSUMMARY:불모포럼\r\nLOCATION:중회의실\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n",
        encoding="utf-8",
    )
    dialog = screen.open_import(file)
    qtbot.waitUntil(dialog.store_button.isEnabled)
    told = [dialog.sessions.index(0, column).data() for column in range(dialog.sessions.columnCount())]
    assert told[:2] == ["changed", "S4"]
    assert told[3:6] == ["그랜드볼룸 → 중회의실", "02-28 10:00 → 02-28 10:30", "12:00"]
    dialog.reject()


def test_the_rule_for_certificates_is_changed_beside_the_event(qtbot: QtBot, screen: ProgrammeScreen) -> None:
    dialog = screen.open_event()
    rule = dialog.open_rule()
    rule.sessions.setValue(3)
    rule.required["S4"].setChecked(True)
    rule.save.click()
    qtbot.waitUntil(lambda: screen.desk.details.rule == Rule(3, 0.0, ("S4",)))
    dialog.save.click()
    qtbot.waitUntil(lambda: screen.notice.text() == "The event details were saved.")
    assert screen.desk.details.rule == Rule(3, 0.0, ("S4",))


def test_the_event_is_renamed_and_moved_with_its_sessions(
    qtbot: QtBot, window: MainWindow, screen: ProgrammeScreen
) -> None:
    dialog = screen.open_event()
    assert (dialog.first_day.date(), dialog.last_day.date()) == (QDate(2024, 2, 27), QDate(2024, 2, 28))
    dialog.names.lines["en"].setText("Spring workshop")
    dialog.places.lines["ko"].setText("창원컨벤션센터")
    dialog.first_day.setDate(QDate(2024, 3, 5))
    assert dialog.last_day.date() == QDate(2024, 3, 6)
    assert dialog.move_sessions.isVisible()
    dialog.save.click()
    qtbot.waitUntil(lambda: window.windowTitle().startswith("Spring workshop"))
    assert stored(screen)["S4"].starts_at == datetime(2024, 3, 6, 10, 0, tzinfo=SEOUL)
    with opened(read_event(screen.desk.path)) as records:
        details = details_of(records)
    assert (details.places["ko"], details.first_day) == ("창원컨벤션센터", date(2024, 3, 5))
    assert details.rule == Rule(minimum_sessions=2)
