"""The live board in the real window: it follows the desk, rests while nobody looks, and can be read in every way."""

import csv
import time
from contextlib import closing
from datetime import UTC, timedelta

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel

from kiosk.actions.event import read_event
from kiosk.actions.office.board import read_board
from kiosk.core.board import Step
from kiosk.ui.board import board_feed
from kiosk.ui.board.board_screen import BoardScreen
from kiosk.ui.board.board_window import BoardWindow
from kiosk.ui.board.charts import Curve, CurveChart
from kiosk.ui.board.roll_call_dialog import RollCallDialog
from kiosk.ui.widgets import theme
from kiosk.words import catalogue
from tests.making import moment
from tests.ui.looks import cut_texts
from tests.ui.reading import finish_reading


@pytest.fixture
def board(window, qtbot, monkeypatch) -> BoardScreen:
    monkeypatch.setattr(board_feed, "LEAST_MS", 20)
    window.show_screen("board")
    qtbot.waitUntil(lambda: window.front.view._board is not None)
    return window.front


def scan(window, qtbot, people) -> None:
    for person in people:
        with qtbot.waitSignal(window.answer_painted):
            window.take_scan(person.ticket_code)


def numbers(board: BoardScreen) -> list[str]:
    return [one.number.text() for one in board.view.numbers]


def test_the_board_follows_the_desk_and_shows_what_is_counted(window, board, people, qtbot):
    assert numbers(board) == ["0", "0", "84", "0"]
    scan(window, qtbot, people[:3])
    window.take_scan("nonsense-that-nobody-issued")
    qtbot.waitUntil(lambda: numbers(board)[:2] == ["3", "3"])
    qtbot.waitUntil(lambda: board.view.refused.model.rowCount() == 1)
    with closing(read_event(window.desk.path)) as records:
        counted = read_board(records, window.desk.now())
    assert numbers(board) == [
        f"{number}" for number in (
            counted.whole.of_expected, counted.whole.inside, counted.whole.absent, counted.whole.beside)
    ]  # fmt: skip
    assert board.view.desks.model.data(board.view.desks.model.index(0, 0)) == "desk-1"
    assert "3 came of 84 expected" in board._line.text()


def test_it_rests_while_nobody_looks_and_catches_up_when_somebody_does(window, board, people, qtbot):
    window.show_screen("settings")
    looks = []
    board._feed.read.connect(looks.append)
    scan(window, qtbot, people[:2])
    qtbot.wait(150)
    assert looks == []
    window.show_screen("board")
    qtbot.waitUntil(lambda: numbers(board)[0] == "2")


def test_many_scans_are_one_look(window, board, people, qtbot, monkeypatch):
    monkeypatch.setattr(board_feed, "LEAST_MS", 400)
    finish_reading(qtbot, window.desk)
    looks = []
    board._feed.read.connect(looks.append)
    begun = time.monotonic()
    for person in people[:20]:
        window.take_scan(person.ticket_code)
    qtbot.waitUntil(lambda: numbers(board)[0] == "20")
    assert len(looks) <= 2 + (time.monotonic() - begun) / 0.4


def test_every_chart_is_also_a_table_and_a_description(window, board, people, qtbot):
    scan(window, qtbot, people[:3])
    qtbot.waitUntil(lambda: numbers(board)[0] == "3")
    for card in board.view.cards:
        if card.chart is not None:
            assert card.chart.isVisible()
            assert card.chart.focusPolicy() == Qt.FocusPolicy.TabFocus
            assert card.chart.accessibleName()
            for row in card.model._part.rows:
                assert all(cell in card.chart.accessibleDescription() for cell in row)
    board.as_tables.click()
    for card in board.view.cards:
        assert card.chart is None or not card.chart.isVisible()
    assert board.view.categories.table.isVisible()
    shown = board.view.categories.model
    assert [shown.data(shown.index(row, 0)) for row in range(shown.rowCount())] == [
        "Industry",
        "Academia",
        "Research",
        "Government",
    ]


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1093, 614), QSize(911, 512)])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_is_cut_at_any_size_and_all_can_be_reached(window, board, qtbot, size, language):
    window.device.change(language=language)
    window.setMinimumSize(300, 300)
    window.resize(size)
    qtbot.wait(50)
    assert cut_texts(board) == []
    right = board.view.mapTo(board, board.view.rect().topRight()).x()
    assert right <= board.width(), "nothing lies beyond the right edge"
    for card in board.view.cards:
        assert card.width() <= board.view.width()
        needed = card.layout().totalMinimumHeightForWidth(card.width()) - theme.px(12)  # the room below the last bar
        assert card.height() >= max(needed, theme.px(200))


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_the_curve_is_seen_in_every_theme(qtbot, looks, name):
    theme.use_theme(name)
    chart = CurveChart(UTC)
    qtbot.addWidget(chart)
    chart.resize(600, 300)
    empty = chart.grab().toImage()
    begin = moment("09:00")
    steps = (Step(begin + timedelta(minutes=10), 40),)
    chart.show_curve(
        Curve(steps, 80, begin, begin + timedelta(hours=2), begin + timedelta(hours=1), "expected: 80", "came: 40")
    )
    painted = chart.grab().toImage()
    assert painted != empty
    found = {painted.pixelColor(x, y).name() for x in range(0, 600, 2) for y in range(0, 300, 2)}
    assert theme.GOOD.name() in found


def test_those_not_here_are_chosen_searched_and_exported(window, board, people, qtbot, tmp_path):
    scan(window, qtbot, people[:4])
    dialog = board.open_not_here()
    qtbot.waitUntil(lambda: len(dialog.shown) == 80)
    dialog.category.setCurrentIndex(dialog.category.findData("학"))
    assert {person.category for person in dialog.shown} == {"학"}
    dialog.category.setCurrentIndex(0)
    dialog.organisation.setCurrentIndex(1)
    assert {person.affiliation for person in dialog.shown} == {dialog.organisation.currentData()}
    dialog.organisation.setCurrentIndex(0)
    someone = people[10]
    dialog.search.setText(someone.name)
    assert someone.id in {person.id for person in dialog.shown}
    assert len(dialog.shown) < 10
    out = tmp_path / "missing.csv"
    dialog.export_to(out)
    qtbot.waitUntil(lambda: dialog.notice.isVisible())
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert someone.name in {row["Name"] for row in csv.DictReader(file)}
    dialog.search.clear()
    dialog.session.setCurrentIndex(dialog.session.findData("S1"))
    qtbot.waitUntil(lambda: len(dialog.shown) == 80)
    dialog.back.click()


def test_one_key_shows_who_is_inside_on_any_screen_and_enter_makes_the_page(window, people, qtbot, viewer):
    scan(window, qtbot, people[:3])
    window.show_screen("people")
    finish_reading(qtbot, window.desk)
    begun = time.monotonic()
    qtbot.keyClick(window, Qt.Key.Key_F12)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RollCallDialog)
    qtbot.waitUntil(lambda: dialog.roll is not None)
    assert {one.person.id for one in dialog.roll.called} == {person.id for person in people[:3]}
    assert dialog.model.rowCount() == 3
    dialog.paper.click()
    qtbot.waitUntil(lambda: bool(viewer.opened), timeout=10_000)
    assert time.monotonic() - begun < 10
    pdf = pypdfium2.PdfDocument(viewer.opened[0])
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()
    assert all(person.name in text for person in people[:3])
    dialog.back.click()


def test_the_second_screen_shows_the_board_and_no_person(window, people, qtbot):
    window.device.change(second_window=True, second_board=True)
    qtbot.waitUntil(lambda: isinstance(window.others.second, BoardWindow))
    second = window.others.second
    scan(window, qtbot, people[:3])
    second._feed.wake()
    qtbot.waitUntil(lambda: second.view.numbers[0].number.text() == "3", timeout=8_000)
    words = " ".join(label.text() for label in second.findChildren(QLabel))
    for person in people[:3]:
        assert person.name not in words
    assert not second.view.devices.isVisible()
    window.device.change(second_board=False)
    qtbot.waitUntil(lambda: window.others.second is not None and not isinstance(window.others.second, BoardWindow))


def test_the_language_changes_on_the_board_too(window, board, qtbot):
    window.device.change(language="ko")
    assert catalogue.language() == "ko"
    qtbot.waitUntil(lambda: board._title.text() == "현황")
    assert board.view.categories._title.text() == "구분"
