"""Asking for files speaks the language in use, also where Qt's own catalogue does not."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from kiosk.ui.services.language import use_language
from kiosk.ui.widgets.file_dialogs import ask_to_save, make_dialog


@pytest.fixture
def korean(looks: None):
    use_language("ko")
    yield
    use_language("en")


def test_every_word_of_the_dialog_is_korean_before_any_event_is_open(korean, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = make_dialog(None, "행사 파일", tmp_path, "표 (*.csv)")
    qtbot.addWidget(dialog)
    dialog.show()
    columns = dialog.findChild(QTreeView, "treeView")
    heads = [columns.model().headerData(place, columns.header().orientation()) for place in range(4)]
    texts = [widget.text() for kind in (QLabel, QPushButton) for widget in dialog.findChildren(kind)]
    texts += [str(head) for place, head in enumerate(heads) if not columns.isColumnHidden(place)]
    assert len(texts) > 6
    assert [text for text in texts if re.search("[A-Za-z]{2,}", text)] == []


def test_a_name_without_ending_gets_the_one_suggested(korean, qtbot: QtBot, tmp_path: Path) -> None:
    def name_it() -> None:
        (dialog,) = [top for top in QApplication.topLevelWidgets() if isinstance(top, QFileDialog) and top.isVisible()]
        dialog.findChild(QLineEdit, "fileNameEdit").setText("명찰 둘째 날")
        dialog.accept()

    QTimer.singleShot(0, name_it)
    assert ask_to_save(None, "명찰", tmp_path / "badges.pdf", "PDF (*.pdf)") == tmp_path / "명찰 둘째 날.pdf"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
