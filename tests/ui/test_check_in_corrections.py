"""Overruling, taking back, and badges at the door, through the real window."""

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from kiosk.actions.event import read_event
from kiosk.core.answer_shape import answer_of
from kiosk.core.scan import Verdict
from kiosk.ui.check_in.answer_text import Kind
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from kiosk.ui.widgets.symbols import Symbol
from tests.scanners.keyboard import type_keys


def operations(path: Path) -> list:
    with closing(read_event(path)) as records:
        return records.scans.newest(50)


def asked(window: MainWindow) -> ReasonDialog:
    [dialog] = [child for child in window.findChildren(ReasonDialog) if child.isVisible()]
    return dialog


def test_a_refusal_is_overruled_with_a_reason_and_both_are_kept(window, scan, people, workshop, qtbot, door_clock):
    door_clock.at = door_clock.at.replace(hour=15, minute=30)
    uninvited = next(person for person in people if "S2" not in person.sessions)
    window.check_in.bar.chosen.emit("회의실 A", None)
    scan(uninvited)
    assert window.check_in.panel.shown.word == "Not registered"
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F9)
    dialog = asked(window)
    assert not dialog.confirm.isEnabled()
    dialog.usual[0].click()
    with qtbot.waitSignal(window.answer_painted):
        dialog.confirm.click()
    shown = window.check_in.panel.shown
    assert (shown.kind, shown.word, shown.marked) == (Kind.DONE, "Admitted anyway", True)
    overruling, refused = operations(workshop)
    assert answer_of(refused).accepted is False
    assert answer_of(overruling).overridden
    assert overruling.payload["override"] == "Approved by the organiser"
    assert overruling.session == "S2"


def test_overruling_is_offered_only_for_what_may_be_overruled(window, scan, people, qtbot):
    with qtbot.waitSignal(window.answer_painted):
        type_keys("4006381333931\r")
    assert not window.check_in.override.isEnabled()
    scan(people[0])
    assert not window.check_in.override.isEnabled()
    window.check_in.bar.chosen.emit(None, "S3")
    scan(people[1])
    assert window.check_in.override.isEnabled()


def test_a_scan_is_taken_back_with_a_reason_and_the_count_follows(window, scan, people, workshop, qtbot):
    scan(people[0])
    assert window.check_in.counts._number.text() == "1"
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F8)
    dialog = asked(window)
    dialog.reason.setText("wrong person")
    with qtbot.waitSignal(window.answer_painted):
        dialog.confirm.click()
    assert window.check_in.panel.shown.symbol is Symbol.BACK
    assert window.check_in.counts._number.text() == "0"
    assert window.check_in.scans.scans.row(0).taken_back
    with closing(read_event(workshop)) as records:
        [void] = records.scans.voided().values()
    assert void.payload["reason"] == "wrong person"
    assert not window.check_in.undo.isEnabled()


def test_any_listed_scan_can_be_taken_back_also_one_from_before_a_restart(window, scan, people, workshop, qtbot):
    scan(people[0])
    scan(people[1])
    window.close_event()
    with qtbot.waitSignal(window.ready):
        window.open_event(workshop)
    scans = window.check_in.scans
    qtbot.waitUntil(lambda: scans.scans.rowCount() == 2)
    scans.setCurrentIndex(scans.scans.index(1))
    scans.setFocus()
    qtbot.keyClick(scans, Qt.Key.Key_Delete)
    dialog = asked(window)
    dialog.usual[0].click()
    with qtbot.waitSignal(window.answer_painted):
        dialog.confirm.click()
    assert [scans.scans.row(row).taken_back for row in range(2)] == [False, True]
    with closing(read_event(workshop)) as records:
        assert list(records.scans.voided()) == [operations(workshop)[1].op_id]


def test_leaving_the_question_changes_nothing(window, scan, people, workshop, qtbot):
    scan(people[0])
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F8)
    asked(window).reject()
    with closing(read_event(workshop)) as records:
        assert records.scans.voided() == {}


def test_a_scan_is_taken_while_a_reason_is_being_typed_and_the_text_stays(window, scan, people, workshop, qtbot):
    scan(people[0])
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F8)
    dialog = asked(window)
    dialog.reason.setFocus()
    qtbot.waitUntil(lambda: QGuiApplication.focusObject() is dialog.reason)
    dialog.reason.setText("wrong ")
    scan(people[1])
    assert dialog.reason.text() == "wrong "
    assert dialog.isVisible()
    assert window.band.shown.name == people[1].name
    with qtbot.waitSignal(window.answer_painted):
        dialog.confirm.click()
    newest, first = operations(workshop)
    with closing(read_event(workshop)) as records:
        assert list(records.scans.voided()) == [first.op_id]
    assert newest.payload["attendee"]["name"] == people[1].name


def test_the_badge_of_the_scanned_person_is_made_noted_and_opened(window, scan, people, workshop, viewer, qtbot):
    scan(people[0])
    assert window.check_in.panel.shown.message == "Badge not printed yet – F6"
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: bool(viewer.opened), timeout=20_000)
    pdf = viewer.opened[0]
    assert pdf.read_bytes()[:5] == b"%PDF-"
    assert people[0].name in pdf.name
    done = []
    window.desk.lane.run(lambda records: records.papers.has_badge(people[0].id), done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert done == [True]
    assert people[0].name in window.check_in.status.text()


def test_buttons_that_would_do_nothing_are_off(window):
    screen = window.check_in
    assert [b.isEnabled() for b in (screen.look_up, screen.badge, screen.undo, screen.override)] == [True] + [False] * 3


# -- what taking back and admitting anyway are for ---------------------------------------------------------------------


def test_only_a_scan_that_moved_somebody_can_be_taken_back(window, scan, people, qtbot):
    with qtbot.waitSignal(window.answer_painted):
        type_keys("4006381333931\r")
    assert not window.check_in.undo.isEnabled()
    scan(people[0])
    assert window.check_in.undo.isEnabled()
    scans = window.check_in.scans
    scans.setCurrentIndex(scans.scans.index(1))
    scans.doubleClicked.emit(scans.scans.index(1))
    assert [child for child in window.findChildren(ReasonDialog) if child.isVisible()] == []
    assert not window.check_in.undo.isEnabled()


def test_on_a_double_beep_the_entry_it_repeats_is_taken_back(window, scan, people, workshop, door_clock, qtbot):
    scan(people[0])
    scan(people[1])
    door_clock.forward(seconds=2)
    scan(people[1])
    assert window.check_in.flow.last.answer.verdict is Verdict.REPEAT
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F8)
    dialog = asked(window)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert people[1].name in said
    assert "Joint briefing on support programmes” at 13:40" in said
    dialog.usual[0].click()
    with qtbot.waitSignal(window.answer_painted):
        dialog.confirm.click()
    entry = operations(workshop)[1]
    with closing(read_event(workshop)) as records:
        assert list(records.scans.voided()) == [entry.op_id]
        assert records.scans.counts()[entry.session][1] == 1
    shown = window.check_in.panel.shown
    assert (shown.name, shown.message.partition(" no longer")[0]) == (
        people[1].name, "The entry to “Joint briefing on support programmes” at 13:40",
    )  # fmt: skip
    scans = window.check_in.scans
    scans.setCurrentIndex(scans.scans.index(0))
    assert not window.check_in.undo.isEnabled()  # the double beep, whose entry is taken back by now


def test_a_refusal_that_beeped_twice_can_still_be_overruled(window, scan, people, workshop, door_clock, qtbot):
    scan(people[0])
    door_clock.forward(minutes=1)
    scan(people[0])
    assert window.check_in.panel.shown.word == "Already in"
    door_clock.forward(seconds=1)
    scan(people[0])
    assert window.check_in.flow.last.answer.verdict is Verdict.REPEAT
    assert window.check_in.panel.shown.aside == "Admit anyway: F9"
    assert not window.check_in.undo.isEnabled()
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F9)
    dialog = asked(window)
    assert any("Already in" in label.text() for label in dialog.findChildren(QLabel))
    dialog.usual[0].click()
    with qtbot.waitSignal(window.answer_painted):
        dialog.confirm.click()
    assert window.check_in.panel.shown.word == "Admitted anyway"
    assert answer_of(operations(workshop)[0]).accepted


def test_a_double_beep_has_a_mark_of_its_own_in_the_list(window, scan, people, door_clock):
    scan(people[0])
    first = window.check_in.scans.grab().toImage()
    door_clock.forward(seconds=2)
    scan(people[0])
    model, scans = window.check_in.scans.model(), window.check_in.scans
    rows = [scans.visualRect(model.index(row)) for row in range(2)]
    image = scans.viewport().grab().toImage()
    repeat, entry = (image.copy(box.x(), box.y(), box.height(), box.height()) for box in rows)
    assert repeat != entry
    assert not has_colour(repeat, theme.TEAL)
    assert has_colour(entry, theme.TEAL)
    assert has_colour(first, theme.TEAL)


def has_colour(image: QImage, colour: QColor) -> bool:
    return any(
        image.pixelColor(x, y).rgb() == colour.rgb() for x in range(image.width()) for y in range(image.height())
    )


def test_the_question_names_the_person_and_leaves_the_name_in_the_answer_free(window, scan, people, qtbot):
    scan(people[0])
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F8)
    dialog, panel = asked(window), window.check_in.panel
    assert any(people[0].name in label.text() for label in dialog.findChildren(QLabel))
    assert window.geometry().contains(dialog.geometry())
    name_ends = panel.mapToGlobal(panel.rect().center()).x()
    assert dialog.geometry().left() > name_ends


def test_with_nobody_on_the_answer_every_key_names_whom_it_means(window, scan, people, viewer, qtbot):
    scan(people[0])
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_Escape)
    assert window.check_in.panel.shown.name == ""
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F8, Qt.Key.Key_F10):
        qtbot.keyClick(window.check_in.panel, key)
        (dialog,) = [each for each in window.findChildren(QDialog) if each.isVisible()]
        said = [label.text() for label in dialog.findChildren(QLabel)]
        said += [field.text() for field in dialog.findChildren(QLineEdit)]
        assert any(people[0].name in text for text in said), key
        dialog.reject()
        window.check_in.panel.setFocus()
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: f"Making the badge for {people[0].name}…" == window.check_in.status.text())
    qtbot.waitUntil(lambda: people[0].name in window.check_in.status.text() and bool(viewer.opened), timeout=20_000)


# -- what is told of a badge -------------------------------------------------------------------------------------------


def test_the_message_of_a_badge_is_one_line_and_moves_nothing(window, scan, people, viewer, qtbot):
    scan(people[0])
    parts = (window.check_in.panel, window.check_in.look_up, window.check_in.status)
    before = {part: part.geometry() for part in parts}
    qtbot.keyClick(window.check_in.panel, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: bool(viewer.opened), timeout=20_000)
    qtbot.wait(20)
    status, path = window.check_in.status, str(viewer.opened[0])
    assert {part: part.geometry() for part in before} == before
    assert Path(path).name in status.text()
    assert str(Path(path).parent) not in status.text()
    assert status.toolTip() == path
    assert Path(path).parent.name == "workshop badges"
    window.device.change(language="ko")
    qtbot.waitUntil(lambda: "명찰이 준비되었습니다" in status.text())


def test_a_badge_that_fails_leaves_no_promise_behind(window, scan, people, workshop, viewer, qtbot):
    scan(people[0])
    workshop.rename(workshop.with_name("away.kiosk"))
    window.check_in._badges.make(people[0].id, people[0].name)
    assert window.check_in.status.text() == f"Making the badge for {people[0].name}…"
    qtbot.waitUntil(lambda: bool(window.messages.sentence), timeout=20_000)
    assert window.check_in.status.text() == ""
    assert "kiosk new" not in window.messages.sentence
    assert "workshop.kiosk is no longer where it was opened" in window.messages.sentence
    workshop.with_name("away.kiosk").rename(workshop)
