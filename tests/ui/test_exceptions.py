"""What is not a scan, without a queue: found, registered, corrected, printed again, looked up — by keyboard alone."""

from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.papers.print_documents import Batch, note_badges
from kiosk.actions.people.manage_roster import edit_attendee, reissue, set_status
from kiosk.core.access import Caller
from kiosk.core.answer_shape import answer_of
from kiosk.core.roster import Status
from kiosk.ui.check_in.correct_person_dialog import CorrectPersonDialog
from kiosk.ui.check_in.key_overview import KEYS, KeyOverview
from kiosk.ui.people.history_dialog import HistoryDialog
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from tests.scanners.keyboard import type_keys
from tests.ui.door import dialog_of, press, roster, scans


def test_people_who_share_a_name_are_told_apart_and_the_meant_one_is_checked_in_by_keys(
    window, workshop, people, qtbot
):
    same = [person for person in people if person.name == "소율완"]
    press(qtbot, window, Qt.Key.Key_F3)
    line = window.check_in.search.line
    qtbot.waitUntil(line.hasFocus)
    line.setText(f"소율완 {same[1].phone[-4:]}")
    assert window.check_in.search.current().id == same[1].id
    line.setText("ㅅㅇㅇ")
    found = window.check_in.search._model
    rows = {found.data(found.index(row)) for row in range(found.rowCount())}
    assert len(rows) == found.rowCount() >= 2
    qtbot.keyClick(line, Qt.Key.Key_Down)
    meant = window.check_in.search.current()
    with qtbot.waitSignal(window.answer_painted):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert answer_of(scans(workshop)[0]).person.id == meant.id


def test_a_name_is_corrected_before_the_badge_is_made(window, scan, workshop, people, viewer, qtbot):
    scan(people[0])
    press(qtbot, window, Qt.Key.Key_F2)
    dialog = dialog_of(window, CorrectPersonDialog)
    qtbot.waitUntil(dialog.fields["name"].hasFocus)
    dialog.fields["name"].setText("도재담수")
    dialog.save_and_print.click()
    qtbot.waitUntil(lambda: bool(viewer.opened), timeout=30_000)
    assert "도재담수" in viewer.opened[0].name
    assert roster(workshop)[0].name == "도재담수"
    with closing(read_event(workshop)) as records:
        assert answer_of(records.scans.newest(1)[0]).person.name == people[0].name  # the scan says what was known then
    qtbot.waitUntil(lambda: "도재담수" in window.check_in.scans.scans.index(0).data())
    window.check_in.undo.click()
    asked = dialog_of(window, ReasonDialog)
    assert any(label.text().startswith("도재담수") for label in asked.findChildren(QLabel))
    asked.reject()


def test_the_person_marked_in_a_search_is_the_one_that_is_corrected(window, people, qtbot):
    press(qtbot, window, Qt.Key.Key_F3)
    window.check_in.search.line.setText(people[7].name)
    assert window.check_in.correct.isEnabled()
    press(qtbot, window, Qt.Key.Key_F2)
    assert dialog_of(window, CorrectPersonDialog).fields["name"].text() == people[7].name


def test_a_badge_is_made_again_only_with_a_reason_that_is_kept(window, scan, workshop, people, viewer, qtbot):
    scan(people[0])
    press(qtbot, window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: len(viewer.opened) == 1, timeout=30_000)
    noted = []
    window.desk.lane.run(lambda records: records.papers.has_badge(people[0].id), noted.append)
    qtbot.waitUntil(lambda: noted == [True])
    press(qtbot, window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(ReasonDialog)))
    dialog = dialog_of(window, ReasonDialog)
    assert not dialog.confirm.isEnabled()
    dialog.usual[1].click()
    dialog.confirm.click()
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=30_000)
    reasons = []
    window.desk.lane.run(
        lambda records: [op.payload["reason"] for op in records.journal.in_order() if op.kind == "badge"],
        reasons.extend,
    )
    qtbot.waitUntil(lambda: len(reasons) == 2)
    assert reasons == ["", "Damaged or badly printed"]


def test_the_history_of_a_person_shows_what_was_taken_back_by_whom_and_why(
    window, scan, workshop, people, qtbot, door_clock
):
    scan(people[0])
    door_clock.forward(minutes=10)
    scan(people[0])
    scan(people[1])
    scans_list = window.check_in.scans
    scans_list.setCurrentIndex(scans_list.model().index(1))
    press(qtbot, window, Qt.Key.Key_F10)
    history = dialog_of(window, HistoryDialog)
    qtbot.waitUntil(lambda: history.model.rowCount() == 3)
    assert people[0].name in history.windowTitle()
    assert not history.undo.isEnabled()  # the event was made after the days it plays on: so the entry is the newest
    qtbot.keyClick(history.table, Qt.Key.Key_Down)
    assert not history.undo.isEnabled()  # a refusal
    qtbot.keyClick(history.table, Qt.Key.Key_Down)
    assert history.undo.isEnabled()
    history.undo.click()
    reason = dialog_of(window, ReasonDialog)
    reason.usual[1].click()
    with qtbot.waitSignal(window.answer_painted):
        reason.confirm.click()
    qtbot.waitUntil(lambda: history.model.line(2).taken_back is not None)
    texts = [history.model.data(history.model.index(2, column)) for column in range(6)]
    assert texts[1] == "Joint briefing on support programmes"
    assert texts[2] == "Entry  ·  Checked in"
    assert "Undone" in texts[5] and "Wrong person" in texts[5]
    fonts = [history.model.data(history.model.index(row, 1), Qt.ItemDataRole.FontRole) for row in (1, 2)]
    assert fonts[0] is None and fonts[1].strikeOut()
    with closing(read_event(workshop)) as records:
        assert len(records.scans.voided()) == 1


def test_the_history_of_a_person_tells_what_was_changed_printed_and_cancelled(open_window, workshop, people, qtbot):
    person = people[0]
    with opened(open_event(workshop)) as records:
        records = records.by(Caller("박접수"))
        edit_attendee(records, person.id, {"name": "도재당"})
        note_badges(records, Batch((), (person,), ()), "구겨짐")
        reissue(records, person.id, "전화기 분실")
        set_status(records, person.id, Status.CANCELLED, "출장")
    window = open_window(workshop)
    qtbot.waitUntil(lambda: len(window.check_in.people.people) >= 84)
    history = window.check_in.exceptions.show_history(window.check_in.people.people[person.id])
    qtbot.waitUntil(lambda: history.model.rowCount() == 5)
    lines = [[history.model.data(history.model.index(row, column)) for column in (2, 4, 5)] for row in range(5)]
    assert lines == [
        ["Registration cancelled", "박접수", "Status: registered → cancelled; Reason: 출장"],
        ["New ticket code", "박접수", "전화기 분실"],
        ["Badge made", "박접수", "구겨짐"],
        ["Changed", "박접수", "Name: 도재담 → 도재당"],
        ["Added", "–", ""],
    ]
    assert history._hint.text() == "Nothing was scanned yet."
    assert not history.undo.isEnabled()


def test_marks_and_needs_of_a_person_are_shown_at_the_scan_and_a_correction_of_them_at_once(
    open_window, workshop, people, qtbot
):
    with opened(open_event(workshop)) as records:
        edit_attendee(records, people[0].id, {"mark": "VIP", "needs": "휠체어"})
    window = open_window(workshop)
    qtbot.waitUntil(lambda: len(window.check_in.people.people) >= 84)
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    assert [mark.text for mark in window.check_in.panel.shown.marks] == ["VIP", "휠체어"]
    window.show_screen("people")
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    assert "VIP" in window.band._line()


# -- keys --------------------------------------------------------------------------------------------------------------


def test_the_overview_names_every_key_that_does_something(window, qtbot):
    press(qtbot, window, Qt.Key.Key_F1)
    overview = dialog_of(window, KeyOverview)
    named = {key for key, _meaning in KEYS}
    buttons = (button.key for button in window.check_in.findChildren(QPushButton) if hasattr(button, "key"))
    assert set(buttons) | {"F4", "F7", "F11", "F12"} == {key for key in named if key.startswith("F")}
    qtbot.keyClick(overview, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.check_in.panel.hasFocus)


def test_every_button_of_the_door_is_named_with_its_key_and_reached_by_tab(window):
    screen = window.check_in
    for button in (screen.look_up, screen.walk_in, screen.correct, screen.badge, screen.undo, screen.override):
        assert button.accessibleName() == f"{button.word}, {button.key}"
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
