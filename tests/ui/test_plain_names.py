"""Names that look like HTML stay text, wherever they are shown: on screens, in dialogs, under the pointer."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from kiosk.actions.event import open_event, opened
from kiosk.core.operation import Kind
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.widgets.plain import PlainLabel, PlainQuestion, plain_tip
from tests import making
from tests.ui.every_dialog import dialogs
from tests.ui.reading import finish_reading
from tests.ui.test_pseudo_language import SCREENS

EVIL = "<b>굵게</b><img src=file:///etc/passwd>"


@pytest.fixture
def evil(open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window of an event in which everything that somebody can name is named so."""
    with opened(open_event(workshop)) as records, records.transaction():
        for person in records.people.all()[:20]:
            fields = dict.fromkeys(("name", "affiliation", "title", "notes", "mark", "needs", "category"), EVIL)
            records.append(Kind.ATTENDEE, person.id, fields, at=making.DAY)
        for code in records.programme.sessions():
            records.append(Kind.SESSION, code, {"titles": {"ko": EVIL, "en": EVIL}, "room": EVIL}, at=making.DAY)
        names = {"ko": EVIL, "en": EVIL}
        records.append(Kind.EVENT, "event", {"names": names, "places": names, "organisers": names}, at=making.DAY)
    window = open_window(workshop)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.overview is not None)
    window.device.change(desk=EVIL)
    yield window


def rich(root: QWidget) -> list[str]:
    """What of a window Qt would take for HTML that somebody else wrote."""
    found = []
    for label in root.findChildren(QLabel):
        told = label.text()
        if label.textFormat() != Qt.TextFormat.PlainText and "<" in told and not told.startswith("<qt>"):
            found.append(f"{type(label).__name__}: {told}")
    tips = [widget.toolTip() for widget in root.findChildren(QWidget)]
    for view in root.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(min(3, model.rowCount())) if model is not None else ():
            for column in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1):
                tips.append(str(model.data(model.index(row, column), Qt.ItemDataRole.ToolTipRole) or ""))
    return found + [tip for tip in tips if "<img" in tip or "<b>" in tip]


@pytest.mark.parametrize("name", SCREENS)
def test_on_a_screen(evil: MainWindow, qtbot: QtBot, name: str):
    evil.show_screen(name)
    finish_reading(qtbot, evil.desk)
    qtbot.wait(100)
    assert rich(evil) == []


def test_in_dialogs(evil: MainWindow, qtbot: QtBot):
    found = []
    for dialog in dialogs(evil):
        dialog.show()
        qtbot.wait(50)
        found += [f"{type(dialog).__name__}: {fault}" for fault in rich(dialog)]
        dialog.hide()
    assert found == []


def test_in_a_question(qtbot: QtBot):
    box = PlainQuestion(QMessageBox.Icon.Question, "title", EVIL)
    box.setInformativeText(EVIL)
    qtbot.addWidget(box)
    box.show()
    assert rich(box) == []
    assert {EVIL, plain_tip(EVIL)} <= {label.text() for label in box.findChildren(QLabel)}


def test_a_label_of_qt_s_own_would_be_found(qtbot: QtBot):
    window = QWidget(toolTip=EVIL)
    QLabel(EVIL, window)
    QWidget(window, toolTip=EVIL)
    qtbot.addWidget(window)
    assert len(rich(window)) == 2
    PlainLabel(EVIL, window).setToolTip(plain_tip(EVIL))
    assert len(rich(window)) == 2


def test_every_label_and_question_of_the_window_is_a_plain_one(checkout: Path):
    own = {"plain.py", "page.py", "elided_label.py"}
    for path in (checkout / "kiosk" / "ui").rglob("*.py"):
        made = re.search(r"\b(?:QLabel|QMessageBox)\((?!\):)", path.read_text("utf-8"))
        assert path.name in own or made is None, path
