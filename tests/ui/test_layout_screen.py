"""The layout editor: an organiser changes a badge by hand and keeps it for the event."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk.actions.event import opened, read_event
from kiosk.actions.papers import own_layouts
from kiosk.actions.people.own_fields import save_own_field
from kiosk.core.own_field import OwnField
from kiosk.ui.layouts import layout_files, layout_screen
from kiosk.ui.layouts.layout_screen import LayoutScreen
from kiosk.ui.layouts.name_dialog import NameDialog
from kiosk.ui.layouts.page_view import PageView
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.language import use_language
from printing import layout_editing as editing
from printing.items import Colour, Frame
from printing.kinds.box import Box
from printing.kinds.qr_code import Qr
from printing.kinds.text import Text

NAME = 0


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> LayoutScreen:
    """The editor with the shipped badge on it, drawn."""
    made = LayoutScreen(desk)
    qtbot.addWidget(made)
    made.resize(1240, 740)
    made.show()
    qtbot.waitUntil(lambda: made.trial.count() > 1 and not made.view._picture.isNull())
    return made


def frame(screen: LayoutScreen, number: int) -> tuple[float, float, float, float]:
    found = screen.draft.layout.items[number].frame
    return found.x, found.y, found.width, found.height


def press(view: PageView, place: QPointF) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=place.toPoint())


def drag(view: PageView, start: QPointF, across: float, down: float, *, free: bool = True) -> None:
    """Drag by so many millimetres, in two steps as a hand does; ``free`` with the key that keeps edges from resting."""
    keys = Qt.KeyboardModifier.AltModifier if free else Qt.KeyboardModifier.NoModifier
    scale = view._scale()
    press(view, start)
    for part in (0.5, 1.0):
        to = start + QPointF(across, down) * scale * part
        _move(view, to, keys)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, keys, pos=(start + QPointF(across, down) * scale).toPoint())


def _move(view: PageView, to: QPointF, keys: Qt.KeyboardModifier) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove, to, view.mapToGlobal(to), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, keys
    )
    QApplication.sendEvent(view, event)


def number_of(screen: LayoutScreen, kind: type) -> int:
    return next(number for number, item in enumerate(screen.draft.layout.items) if isinstance(item, kind))


# -- by hand -----------------------------------------------------------------------------------------------------------


def test_a_click_takes_an_item_in_hand_and_a_click_beside_lays_it_down(screen):
    press(screen.view, screen.view.frame_on_screen(NAME).center())
    assert screen.draft.selected == NAME
    assert screen.form.field("text").lines["ko"].text() == "{name}"
    press(screen.view, QPointF(3, 3))
    assert screen.draft.selected is None


def test_an_item_is_dragged_and_going_back_puts_it_where_it_was(screen):
    before = frame(screen, NAME)
    drag(screen.view, screen.view.frame_on_screen(NAME).center(), -2, 3)
    after = frame(screen, NAME)
    assert after[0] - before[0] == pytest.approx(-2, abs=0.2)
    assert after[1] - before[1] == pytest.approx(3, abs=0.2)
    assert after[2:] == before[2:]
    screen.tools.undo.click()
    assert frame(screen, NAME) == before
    screen.tools.redo.click()
    assert frame(screen, NAME) == after


def test_a_handle_sizes_an_item_and_the_side_opposite_stays(screen):
    screen.draft.select(NAME)
    x, y, width, height = frame(screen, NAME)
    drag(screen.view, screen.view.frame_on_screen(NAME).bottomRight(), -10, -4)
    sized = frame(screen, NAME)
    assert sized[:2] == (x, y)
    assert sized[2] == pytest.approx(width - 10, abs=0.2)
    assert sized[3] == pytest.approx(height - 4, abs=0.2)


def test_a_dragged_edge_comes_to_rest_at_the_margin_of_the_page(screen):
    drag(screen.view, screen.view.frame_on_screen(NAME).center(), -2.7, 0, free=False)
    assert frame(screen, NAME)[0] == pytest.approx(3.0)


def test_escape_while_dragging_leaves_everything_as_it_was(screen):
    before = frame(screen, NAME)
    start = screen.view.frame_on_screen(NAME).center()
    press(screen.view, start)
    _move(screen.view, start + QPointF(60, 40), Qt.KeyboardModifier.NoModifier)
    assert frame(screen, NAME) != before
    QTest.keyClick(screen.view, Qt.Key.Key_Escape)
    assert frame(screen, NAME) == before
    assert not screen.draft.can_undo


def test_everything_can_be_done_by_keys(screen):
    screen.view.setFocus()
    QTest.keyClick(screen.view, Qt.Key.Key_PageDown)
    assert screen.draft.selected == 0
    before = frame(screen, 0)
    for key, keys in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier),
    ):
        QTest.keyClick(screen.view, key, keys)
    assert frame(screen, 0)[:2] == (pytest.approx(before[0] + 0.4), pytest.approx(before[1] + 5))
    count = len(screen.draft.layout.items)
    QTest.keyClick(screen.view, Qt.Key.Key_Delete)
    assert len(screen.draft.layout.items) == count - 1
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(screen.draft.layout.items) == count


def test_arrow_keys_pressed_in_a_row_are_gone_back_as_one_step(screen):
    screen.draft.select(NAME)
    before = frame(screen, NAME)
    for _ in range(5):
        QTest.keyClick(screen.view, Qt.Key.Key_Up)
    screen.tools.undo.click()
    assert frame(screen, NAME) == before


# -- values and fields -------------------------------------------------------------------------------------------------


def test_values_are_entered_in_millimetres_and_points(screen):
    screen.draft.select(NAME)
    screen.form.field("x").setValue(9.5)
    screen.form.field("size").setValue(30)
    item = screen.draft.layout.items[NAME]
    assert (item.frame.x, item.style.size) == (9.5, 30)
    choice = screen.form.field("align")
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    assert screen.draft.layout.items[NAME].style.align == "right"


@pytest.mark.parametrize("typed", ["36", "40", "9", "6.5", "120"])
def test_a_size_typed_digit_by_digit_changes_no_other_size_on_its_way(screen, typed):
    screen.draft.select(NAME)
    before = screen.draft.layout
    style = before.items[NAME].style
    field = screen.form.field("size")
    field.setFocus()
    field.selectAll()
    for key in typed:
        QTest.keyClicks(field, key)
        now = screen.draft.layout.items[NAME].style
        assert (now.comfort, now.smallest) == (style.comfort, style.smallest)
    QTest.keyClick(field, Qt.Key.Key_Return)
    size = float(typed)
    now = screen.draft.layout.items[NAME].style
    assert (now.size, now.comfort) == (size, min(style.comfort, size))
    assert now.smallest == min(style.smallest, now.comfort)
    assert screen.form.field("comfort").value() == pytest.approx(now.comfort)
    screen.tools.undo.click()
    assert screen.draft.layout is before, "one step"


def test_a_size_stepped_down_and_up_again_leaves_the_others_as_they_were(screen):
    screen.draft.select(NAME)
    style = screen.draft.layout.items[NAME].style
    field = screen.form.field("size")
    field.setFocus()
    steps = int((style.size - 5) / field.singleStep())
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        for _ in range(steps):
            QTest.keyClick(field, key)
    now = screen.draft.layout.items[NAME].style
    assert (now.size, now.comfort, now.smallest) == (style.size, style.comfort, style.smallest)


def test_each_side_of_a_box_is_its_own_even_of_one_thinner_than_can_be_taken_hold_of(screen):
    thin = Box(Frame(5, 5, 40, 0.4), Colour("#000000"), None, 0.0)
    made = editing.added(screen.draft.layout, thin)
    screen.draft.take(made, select=len(made.items) - 1)
    screen.form.field("x").setValue(7.5)
    assert screen.draft.layout.items[-1].frame == Frame(7.5, 5, 40, 0.4)


def test_a_new_text_shows_a_field_chosen_from_the_list(screen):
    screen.tools.new["text"].click()
    number = screen.draft.selected
    assert number == len(screen.draft.layout.items) - 1
    for line in screen.form.field("text").lines.values():
        line.clear()
    insert = screen.form.field("text field")
    insert.setCurrentIndex(insert.findData("title"))
    insert.activated.emit(insert.currentIndex())
    assert screen.draft.layout.items[number].templates.own == ("{title}",)
    assert screen.form.field("text").lines["en"].text() == ""


def test_the_events_own_fields_are_offered_by_their_names_and_shown(qtbot, screen, desk):
    table = OwnField("table", {"ko": "테이블", "en": "Table"})
    desk.lane.run(lambda records: save_own_field(records, table), lambda _field: desk.tell_roster_changed())
    qtbot.waitUntil(lambda: "table" in desk.own_fields)
    screen.tools.new["text"].click()
    number = screen.draft.selected
    for line in screen.form.field("text").lines.values():
        line.clear()
    insert = screen.form.field("text field")
    place = insert.findData("own_table")
    assert insert.itemText(place) == "Table"
    insert.setCurrentIndex(place)
    insert.activated.emit(place)
    assert screen.draft.layout.items[number].templates.own == ("{own_table}",)
    assert "own_table" in screen.draft.layout.fields


def test_a_text_is_edited_in_each_language_of_the_layout(qtbot, screen):
    screen.draft.select(NAME)
    lines = screen.form.field("text").lines
    assert list(lines) == ["ko", "en"]
    lines["en"].setText("Dr {name}")
    templates = screen.draft.layout.items[NAME].templates
    assert (templates.by_language["ko"], templates.by_language["en"]) == (("{name}",), ("Dr {name}",))
    before = screen.view._picture
    screen.trial.setCurrentIndex(screen.trial.findText("Sample, English"))
    screen.trial.activated.emit(screen.trial.currentIndex())
    qtbot.waitUntil(lambda: screen.view._picture != before)
    screen.tools.undo.click()
    assert lines["en"].text() == "{name}"
    assert not screen.draft.layout.items[NAME].templates.by_language


def test_a_language_is_added_to_a_layout_and_taken_away_again(qtbot, screen):
    boxes = screen.form.field("languages").boxes
    assert {code: (box.isChecked(), box.isEnabled()) for code, box in boxes.items()} == {
        "ko": (True, False), "en": (True, True),
    }  # fmt: skip
    boxes["en"].click()
    assert screen.draft.layout.languages == ("ko",)
    qtbot.waitUntil(lambda: screen.trial.findText("Sample, English") < 0 < screen.trial.count())
    screen.draft.select(NAME)
    assert list(screen.form.field("text").lines) == ["ko"]
    screen.tools.undo.click()
    assert screen.draft.layout.languages == ("ko", "en")
    assert list(screen.form.field("text").lines) == ["ko", "en"]
    qtbot.waitUntil(lambda: screen.trial.findText("Sample, English") > 0)


def test_the_page_is_tried_with_the_longest_names_of_this_event(qtbot, screen):
    labels = [screen.trial.itemText(place) for place in range(screen.trial.count())]
    assert labels[0] == "Sample"
    assert any(label.startswith("Longest affiliation: ") for label in labels)
    before = screen.view._picture
    screen.trial.setCurrentIndex(2)
    screen.trial.activated.emit(2)
    qtbot.waitUntil(lambda: screen.view._picture != before)


def test_what_cannot_be_printed_is_said_marked_and_not_saved(qtbot, screen):
    code = number_of(screen, Qr)
    screen.draft.select(code)
    screen.form.field("width").setValue(8)
    qtbot.waitUntil(lambda: "too small to be read" in screen._state.text())
    assert screen.view._fault == code
    assert not screen.save.isEnabled()
    screen.tools.undo.click()
    qtbot.waitUntil(lambda: screen.view._fault is None)


def test_the_page_follows_the_hand_even_where_it_cannot_be_printed(qtbot, screen):
    before = screen.view._picture
    screen.draft.take(editing.moved(screen.draft.layout, NAME, -30, 0))
    qtbot.waitUntil(lambda: screen.view._fault == NAME)
    assert screen.view._picture != before


@pytest.mark.parametrize("text", ["{nobody_knows_this}", "{name", "{name}}"])
def test_a_hole_that_is_no_field_is_said_and_the_rest_of_the_page_is_seen(qtbot, screen, text):
    before = screen.view._picture
    screen.draft.select(NAME)
    field = screen.form.field("text").lines["ko"]
    field.clear()
    field.insert(text)
    qtbot.waitUntil(lambda: screen._drawing is None and screen.view._fault == NAME)
    assert screen.view._picture != before
    assert not screen.save.isEnabled()


# -- kept and given away -----------------------------------------------------------------------------------------------


@pytest.fixture
def saved(qtbot: QtBot, screen: LayoutScreen) -> Callable[[str], None]:
    """Saves under a name of its own, as a person does."""

    def save(name: str) -> None:
        qtbot.waitUntil(screen.save.isEnabled)
        screen.save.click()
        dialog = screen.window().findChild(NameDialog)
        dialog.name.setText(name)
        with qtbot.waitSignal(screen.saved):
            dialog.confirm.click()

    return save


def test_a_changed_badge_is_kept_in_the_event_under_a_name_of_its_own(qtbot, screen, saved):
    screen.draft.take(editing.moved(screen.draft.layout, NAME, 0, -1))
    place = frame(screen, NAME)
    saved("우리 명찰")
    qtbot.waitUntil(lambda: screen.choice.findData("badge-우리 명찰") >= 0)
    assert not screen.draft.is_changed
    with opened(read_event(screen._desk.path)) as records:
        kept = own_layouts.find_layout(records, "badge-우리 명찰")
        assert (kept.items[NAME].frame.x, kept.items[NAME].frame.y) == place[:2]
        assert own_layouts.find_layout(records, "badge").items[NAME].frame.y == place[1] + 1


def test_a_name_that_another_layout_has_cannot_be_taken(qtbot, screen):
    screen.draft.take(editing.moved(screen.draft.layout, NAME, 0, -1))
    qtbot.waitUntil(screen.save.isEnabled)
    screen.save.click()
    dialog = screen.window().findChild(NameDialog)
    dialog.name.setText("Badge 90×55")
    assert not dialog.confirm.isEnabled()
    dialog.reject()


def test_an_own_layout_is_deleted_and_the_shipped_badge_is_back(qtbot, screen, saved):
    screen.draft.take(editing.moved(screen.draft.layout, NAME, 0, -1))
    saved("우리 명찰")
    qtbot.waitUntil(screen.remove.isEnabled)
    screen.remove.click()
    qtbot.waitUntil(lambda: screen.draft.layout.name == "badge")
    assert screen.choice.findData("badge-우리 명찰") < 0


def test_another_layout_is_not_opened_over_unsaved_work(screen):
    screen.draft.take(editing.moved(screen.draft.layout, NAME, 0, -1))
    screen.open_layout("ticket")
    assert screen.draft.layout.name == "badge"
    assert screen.notice.isVisible()


def test_a_pretix_layout_is_taken_and_what_is_missing_is_named(qtbot, screen, tmp_path, monkeypatch):
    text = {"type": "textarea", "left": 5, "bottom": 30, "fontsize": 16, "width": 80, "content": "attendee_name"}
    file = tmp_path / "conference.json"
    file.write_text(json.dumps({"layout": [text, text | {"rotation": 180}], "size": {"width": 90, "height": 55}}))
    monkeypatch.setattr(layout_screen, "ask_for_layout", lambda _parent: layout_files.read(file))
    screen.take_file.click()
    assert [type(item) for item in screen.draft.layout.items] == [Text]
    assert screen.draft.is_changed
    dialog = next(widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "left out")
    assert "Element 2" in dialog.model.index(0, 0).data()
    dialog.close()


def test_a_layout_goes_out_as_a_file_and_a_broken_one_is_told(qtbot, screen, tmp_path, monkeypatch):
    out = tmp_path / "ours.toml"
    monkeypatch.setattr("kiosk.ui.layouts.layout_files.ask_to_save", lambda *_asked: out)
    qtbot.waitUntil(screen.give_file.isEnabled)
    screen.give_file.click()
    assert own_layouts.read_layout_file(out)[0].items[NAME].templates.own == ("{name}",)
    out.write_text("[layout]\nwidth = ", encoding="utf-8")
    monkeypatch.setattr(layout_screen, "ask_for_layout", lambda _parent: layout_files.read(out))
    screen.take_file.click()
    assert "line 2" in screen.notice.text()


def test_the_editor_speaks_korean_when_the_language_changes(qtbot, screen):
    screen.draft.select(NAME)
    use_language("ko")

    def seen() -> list[str]:
        return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]

    qtbot.waitUntil(lambda: {"디자인", "왼쪽에서", "모두 잘 들어갑니다."} <= set(seen()))
    assert screen.trial.itemText(0) == "견본"


def test_the_page_is_painted_where_clicks_find_it(screen):
    grabbed = screen.view.grab().toImage()
    code = screen.view.frame_on_screen(number_of(screen, Qr))
    across = [QPoint(int(code.x() + code.width() * part / 10), int(code.center().y())) for part in range(1, 10)]
    colours = {grabbed.pixelColor(place).lightness() > 128 for place in across}
    assert colours == {True, False}, "a code is black and white"
