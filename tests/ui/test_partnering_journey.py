"""A partnering session from the organisers' file to the count of matched tasks, through the real window."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kiosk.actions.event import opened, read_event
from kiosk.actions.office.export_records import export_records
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.core.programmes.partnering import Result
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.imports.columns_dialog import ColumnsDialog
from kiosk.ui.meetings.meetings_screen import MeetingsScreen
from kiosk.words import catalogue, terms
from tests.making import DEMO, SEOUL, new_event
from tests.ui.conftest import DoorClock

FILE = DEMO / "partnering.xlsx"


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], tmp_path: Path, door_clock: DoorClock) -> MainWindow:
    """The workshop on its second day, at a quarter past two."""
    path = tmp_path / "workshop.kiosk"
    make_demonstration(path, as_planned=True).close()
    door_clock.at = datetime(2024, 2, 28, 14, 15, tzinfo=SEOUL)
    return open_window(path)


def board(window: MainWindow, qtbot: QtBot) -> MeetingsScreen:
    window.show_screen("meetings")
    screen = window.findChild(MeetingsScreen)
    qtbot.waitUntil(lambda: len(screen.board.cards) == 9)
    return screen


def results(window: MainWindow) -> dict[str, Result]:
    with opened(read_event(window.desk.path)) as records:
        return {meeting.id: meeting.result for meeting in records.programme.meetings()}


def ticket_of(window: MainWindow, affiliation: str) -> str:
    with opened(read_event(window.desk.path)) as records:
        people = [p for p in records.people.all() if p.affiliation == affiliation and "S5" in p.sessions]
        return people[0].ticket_code


def test_somebody_who_comes_in_is_told_the_next_tables_and_the_board_knows_who_is_here(
    window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.answer_painted):
        window.take_scan(ticket_of(window, "두산에너빌리티㈜"))
    lines = window.check_in.panel.shown.message.splitlines()
    assert lines[0] == "14:10  table T1  Hanbit Precision"
    assert lines[2] == "14:10  table T3  Sungwoo Electric Industry  and 3 more"
    screen = board(window, qtbot)
    screen.board.cards["S5-4"].setFocus()
    here = re.compile(r"^Doosan Enerbility: (?!none of ).+ here$", re.MULTILINE)
    qtbot.waitUntil(lambda: here.search(screen.panel._people.text()) is not None)
    assert screen.panel._companies.text() == "Doosan Enerbility\nHanbit Precision"


def test_a_meeting_is_marked_by_keys_alone_and_the_tasks_matched_are_counted(window: MainWindow, qtbot: QtBot) -> None:
    screen = board(window, qtbot)
    assert screen.count.text() == "0 of 9 meetings matched, 9 still open"
    qtbot.waitUntil(lambda: screen.board.cards["S5-1"].hasFocus())
    qtbot.keyClick(screen.board.cards["S5-1"], Qt.Key.Key_Right)
    assert screen.board.cards["S5-2"].hasFocus()
    qtbot.keyClick(screen.board.cards["S5-2"], Qt.Key.Key_Down)
    assert screen.board.cards["S5-5"].hasFocus()
    qtbot.keyClick(screen.board.cards["S5-5"], Qt.Key.Key_Return)
    planned, matched = screen.panel.marks[Result.PLANNED], screen.panel.marks[Result.MATCHED]
    assert planned.hasFocus()
    qtbot.keyClick(planned, Qt.Key.Key_Down)
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Down)
    assert matched.hasFocus()
    qtbot.keyClick(matched, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screen.count.text() == "1 of 9 meetings matched, 8 still open")
    assert results(window)["S5-5"] is Result.MATCHED
    qtbot.waitUntil(lambda: screen.board.cards["S5-5"].hasFocus())


def test_held_and_no_show_are_marked_by_clicks_and_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    screen = board(window, qtbot)
    for result in (Result.HELD, Result.NO_SHOW, Result.PLANNED):
        screen.board.cards["S5-1"].click()
        qtbot.mouseClick(screen.panel.marks[result], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda result=result: screen.board.cards["S5-1"].meeting.result is result)
        assert results(window)["S5-1"] is result


def test_the_organisers_file_brings_six_matched_tasks_to_the_board_and_into_the_workbook(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = board(window, qtbot)
    dialog = screen.open_import(FILE)
    qtbot.waitUntil(dialog.store_button.isEnabled)
    reasons = [dialog.faults.model.index(row, 2).data() for row in range(dialog.faults.model.rowCount())]
    assert len(reasons) == 3
    assert all(reason.startswith("두산에너빌리티㈜ is at several tables at once") for reason in reasons)
    qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.count.text() == "6 of 9 meetings matched, 0 still open")
    out = tmp_path / "attendance.xlsx"
    with opened(read_event(window.desk.path)) as records:
        export_records(records, out, terms.export_word, language=catalogue.language())
    book = openpyxl.load_workbook(out)
    header, *rows = book["Meetings"].iter_rows(values_only=True)
    book.close()
    assert [row[header.index("Result")] for row in rows].count("matched") == 6
    assert rows[0][2:4] == (datetime(2024, 2, 28, 13, 30), datetime(2024, 2, 28, 14, 0))  # noqa: DTZ001 - a cell


def test_a_list_with_a_table_given_twice_cannot_be_imported(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text(
        "테이블,시작,종료,수요기업,제안기업\nT1,2024-02-28 13:30,2024-02-28 14:00,가,나\n", encoding="utf-8"
    )
    screen = board(window, qtbot)
    dialog: QDialog = screen.open_import(file)
    qtbot.waitUntil(lambda: dialog.faults.model.rowCount() > 0)
    assert dialog.figures["rejected"].text() == "1"
    assert not dialog.store_button.isEnabled()
    dialog.reject()


def test_columns_nobody_can_guess_are_chosen_and_forgotten_with_another_file(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("자리,언제,갑,을\nT9,2024-02-28 13:30~14:00,가,나\n", encoding="utf-8")
    dialog = board(window, qtbot).open_import(file)
    qtbot.waitUntil(dialog.columns.isVisible)
    assert dialog.look.planned is None and not dialog.store_button.isEnabled()
    dialog.columns.click()
    (columns,) = dialog.findChildren(ColumnsDialog)
    for name, column in (("table", "1"), ("time", "2"), ("company", "3"), ("partner", "4")):
        columns.choices[name].setCurrentIndex(columns.choices[name].findData(column))
    columns.take.click()
    qtbot.waitUntil(dialog.store_button.isEnabled)
    assert [dialog.meetings.index(0, column).data() for column in range(1, 6)] == [
        "T9", "02-28 13:30", "14:00", "가", "나",
    ]  # fmt: skip
    assert "Company: from C “갑” (가)" in dialog.summary.lines.toPlainText()
    dialog.open_file(FILE)
    qtbot.waitUntil(lambda: dialog.look.table is not None and dialog.look.table.file == FILE.name)
    assert dialog.look.planned is not None and not dialog.mapping
    dialog.reject()


def test_an_event_without_partnering_has_no_button_for_it(
    open_window: Callable[[Path], MainWindow], window: MainWindow, tmp_path: Path
) -> None:
    assert window.rail.buttons["meetings"].isVisible()
    new_event(tmp_path).close()
    plain = open_window(tmp_path / "day.kiosk")
    assert not plain.rail.buttons["meetings"].isVisible()
