"""Finding a person at the door, and checking them in by hand."""

from PySide6.QtCore import Qt

from kiosk.core.scan import Verdict
from kiosk.ui.check_in.answer_text import SECONDS_SHOWN, Kind
from tests.ui.door import person, roster, stored


def test_a_person_is_found_by_part_of_the_name_and_checked_in_by_hand(window, workshop, qtbot):
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F3)
    line = window.check_in.search.line
    assert window.focusWidget() is line
    line.setText("재담")
    assert window.check_in.search.current().name == "도재담"
    with qtbot.waitSignal(window.answer_painted):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.check_in.panel.shown.name == "도재담"
    assert stored(workshop)[0].verdict is Verdict.ADMITTED
    assert window.focusWidget() is window.check_in.panel


def test_people_who_share_a_name_are_told_apart(window, workshop):
    names = [attendee.name for attendee in roster(workshop)]
    shared = next(name for name in names if names.count(name) == 2)
    window.check_in.begin_search()
    window.check_in.search.line.setText(shared)
    model = window.check_in.search._model
    texts = {model.data(model.index(row)) for row in range(model.rowCount())}
    assert model.rowCount() == len(texts) == 2


def test_the_arrows_move_in_the_list_while_the_cursor_stays_in_the_line(window, qtbot):
    window.check_in.begin_search()
    line = window.check_in.search.line
    line.setText("ㄱ")
    first = window.check_in.search.current()
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert window.check_in.search.current() != first
    assert window.focusWidget() is line
    assert line.text() == "ㄱ"


def test_escape_leaves_the_search(window, qtbot):
    window.check_in.begin_search()
    qtbot.keyClick(window.check_in.search.line, Qt.Key.Key_Escape)
    assert window.check_in.stack.currentWidget() is window.check_in.panel


def test_a_scan_during_a_search_is_answered_and_the_search_goes_on(window, scan, workshop, monkeypatch, qtbot):
    monkeypatch.setitem(SECONDS_SHOWN, Kind.DONE, 0.1)
    window.check_in.begin_search()
    line = window.check_in.search.line
    line.setText("김")
    scan(person(workshop, "도재담"))
    assert stored(workshop)[0].person.name == "도재담"
    qtbot.waitUntil(lambda: window.check_in.stack.currentWidget() is window.check_in.search)
    assert line.text() == "김"
    assert window.focusWidget() is line


def test_a_person_who_is_in_the_session_already_is_marked_in_the_search(window, scan, workshop, qtbot):
    scan(person(workshop, "추솔"))
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F3)
    search = window.check_in.search
    search.line.setText("추솔")
    qtbot.waitUntil(lambda: "Already in" in search._model.index(0).data())
    search.line.setText("도재담")
    assert "Already in" not in search._model.index(0).data()
