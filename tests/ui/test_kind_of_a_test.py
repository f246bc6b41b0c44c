"""A kind of item that only this test knows is put on a badge in the editor, changed, saved and printed."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from kiosk.ui.layouts.layout_screen import LayoutScreen
from kiosk.ui.services.desk import Desk
from printing import kinds, layout_writing
from tests.printing.rings import Ring, RingKind


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Iterator[LayoutScreen]:
    take_out = kinds.register(RingKind())
    made = LayoutScreen(desk)
    qtbot.addWidget(made)
    made.resize(1240, 740)
    made.show()
    qtbot.waitUntil(lambda: made.trial.count() > 1 and not made.view._picture.isNull())
    yield made
    take_out()


def test_a_kind_is_offered_edited_seen_and_written_without_a_line_of_the_window(qtbot: QtBot, screen: LayoutScreen):
    before = screen.view._picture
    screen.tools.new["ring"].click()
    number = screen.draft.selected
    assert isinstance(screen.draft.layout.items[number], Ring)
    qtbot.waitUntil(lambda: screen.view._picture != before)
    seen = screen.view._picture
    filled = screen.form.field("filled")
    assert isinstance(filled, QCheckBox) and not filled.isChecked()
    filled.click()
    screen.form.field("width").setValue(14)
    item = screen.draft.layout.items[number]
    assert (item.filled, item.frame.width, item.frame.height) == (True, 14, 14)
    qtbot.waitUntil(lambda: screen.view._picture != seen)
    assert 'kind = "ring"' in layout_writing.to_toml(screen.draft.layout)
    screen.tools.undo.click()
    screen.tools.undo.click()
    screen.tools.undo.click()
    assert len(screen.draft.layout.items) == number
    qtbot.waitUntil(lambda: screen._drawing is None)  # the ring is known until nobody draws it any more
