"""Every screen and dialog in a language made from the English: nothing is left in English, joined or cut."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk import languages
from kiosk.actions.event import opened, read_event
from kiosk.actions.papers.shipped_layouts import layout_names, load_layout, load_sheet, sheet_names
from kiosk.ui.board.board_window import BoardWindow
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.self_service.staff_pin import keep_pin
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.words import catalogue
from kiosk.words.names import name_of
from tests import pseudo
from tests.ui.looks import cut_texts
from tests.ui.reading import finish_reading
from tests.ui.test_dialogs import dialogs, squeezed

_NO_WORDS = re.compile(
    r"Ctrl\+\w|\(Del\)|\bF\d{1,2}\b|\b[TS]\d\b|(?:[0-9A-Z]{6}\s+){2}[0-9A-Z]{6}|[\w./-]+\.(?:xlsx|csv|kiosk)"
)
"""Names of keys, codes and files."""


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: MainWindow) -> Iterator[MainWindow]:
    """The window, speaking the language."""
    pseudo.make(tmp_path / "catalogues")
    monkeypatch.setenv("KIOSK_TRANSLATIONS", str(tmp_path / "catalogues"))
    window.resize(1366, 768)
    window.device.change(language=pseudo.CODE)
    yield window
    catalogue.use_language("en")


def entered(window: MainWindow) -> set[str]:
    """What people wrote, and the labels that files bring along in their own languages."""
    desk = window.desk
    people = window.check_in.people.people.values()
    labels = [load_layout(name).label for name in layout_names()] + [load_sheet(name).label for name in sheet_names()]
    texts = [session.titles for session in desk.programme.values()]
    texts += [desk.details.names, desk.details.places, desk.details.organisers, *labels]
    found = {text for each in texts for text in each.values()}
    found |= {text for others in desk.overview.translations.all().values() for text in others.values()}
    found |= {session.room for session in desk.programme.values()} | {window.device.settings.desk}
    for person in people:
        found |= {person.name, person.affiliation, person.title, person.category, person.email}
    found |= {name_of(text) for text in found}
    for code in languages.available():
        found |= {languages.name_of(code), languages.name_of(code, pseudo.CODE)}
    return found - {""}


def shown(root: QWidget) -> set[str]:
    """Every text of a screen, also those for screen readers and those under the pointer."""
    found = {root.windowTitle()}
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        found |= {widget.accessibleName(), widget.toolTip()}
        if isinstance(widget, QLabel | QAbstractButton) and not isinstance(widget, ElidedLabel):
            found.add(widget.text())  # one that may end in “…” has its whole text as its name
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
    return {_NO_WORDS.sub("", text) for text in found if text}


def faults_of(root: QWidget, data: set[str]) -> list[str]:
    return [fault for text in shown(root) for fault in pseudo.faults(text, data)]


SCREENS = ("board", "check_in", "people", "programme", "documents", "settings", "guide", "layouts", "desks", "printing",
           "checklist")  # fmt: skip


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_whole_in_any_language(spoken: MainWindow, qtbot: QtBot, name: str) -> None:
    spoken.show_screen(name)
    finish_reading(qtbot, spoken.desk)
    qtbot.wait(200)
    assert faults_of(spoken, entered(spoken)) == []
    elided = {label.text() for label in spoken.findChildren(ElidedLabel)}
    assert [text for text in cut_texts(spoken) if text not in elided] == []


def test_dialogs_are_whole_in_any_language(spoken: MainWindow, qtbot: QtBot) -> None:
    data, found = entered(spoken), []
    for dialog in dialogs(spoken):
        dialog.show()
        qtbot.wait(100)
        found += [f"{type(dialog).__name__}: {fault}" for fault in (*faults_of(dialog, data), *squeezed(dialog))]
        dialog.hide()
    assert found == [], found


def test_the_first_screen_is_whole_in_any_language(spoken: MainWindow, qtbot: QtBot) -> None:
    known = entered(spoken)
    spoken.close_event()
    qtbot.waitUntil(lambda: spoken.desk is None)
    qtbot.wait(200)
    assert faults_of(spoken, known | {spoken.device.settings.last_event_name}) == []
    assert cut_texts(spoken) == []


def test_the_board_of_its_own_is_whole_in_any_language(spoken: MainWindow, qtbot: QtBot) -> None:
    data = entered(spoken)
    board = BoardWindow(spoken.desk)
    qtbot.addWidget(board)
    board.resize(1366, 768)
    board.show()
    finish_reading(qtbot, spoken.desk)
    qtbot.wait(200)
    assert faults_of(board, data) == []
    assert cut_texts(board) == []


def test_self_service_is_whole_in_any_language(spoken: MainWindow, qtbot: QtBot) -> None:
    keep_pin(spoken.device, "8046")
    spoken.others.start_self_service()
    kiosk = spoken.others.self_service
    try:
        for ticket in ("nonsense-nobody-issued", next(iter(spoken.check_in.people.people.values())).ticket_code):
            assert faults_of(kiosk, entered(spoken)) == []
            with qtbot.waitSignal(spoken.answer_painted):
                spoken.take_scan(ticket)
        assert faults_of(kiosk, entered(spoken)) == []
        kiosk.staff.click()
        qtbot.wait(100)
        assert faults_of(kiosk, entered(spoken)) == []
    finally:
        spoken.others._end_self_service(for_good=True)


def test_partnering_is_whole_in_any_language(spoken: MainWindow, qtbot: QtBot) -> None:
    spoken.show_screen("meetings")
    finish_reading(qtbot, spoken.desk)
    qtbot.wait(200)
    data = entered(spoken)
    with opened(read_event(spoken.desk.path)) as records:
        for meeting in records.programme.meetings():
            data |= {*meeting.companies, meeting.proposal, meeting.table}
    assert faults_of(spoken, data) == []


def test_the_test_finds_what_it_looks_for() -> None:
    assert pseudo.faults("⟦Šàvé~⟧ all", set()) == ["not translated: ⟦Šàvé~⟧ all"]
    assert pseudo.faults("⟦Šàvéd⟧ ⟦àll⟧", set()) == ["joined from pieces: ⟦Šàvéd⟧ ⟦àll⟧"]
    assert pseudo.faults("⟦Šàvéd: Forum⟧ · Forum", {"Forum"}) == []
