"""Every text of every screen follows the language while it is open."""

import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.ui.documents.badge_card import BadgeCard
from kiosk.ui.documents.documents_screen import DocumentsScreen
from kiosk.ui.documents.paper_choice import PaperChooser
from kiosk.ui.events.new_event_dialog import NewEventDialog
from kiosk.ui.events.welcome_screen import WelcomeScreen
from kiosk.ui.imports.meetings_import_dialog import MeetingsImportDialog
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from kiosk.ui.imports.roster_import_dialog import RosterImportDialog
from kiosk.ui.people.roster_screen import RosterScreen
from kiosk.ui.preparing.checklist_screen import ChecklistScreen
from kiosk.ui.programme.programme_screen import ProgrammeScreen
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.words import catalogue
from kiosk.words.names import name_of
from tests.demonstration import FOLDER
from tests.ui.reading import finish_reading

MARK = "¡"


class MarkedLanguage(gettext.NullTranslations):
    """A language in which every sentence begins with a mark, so that what was not translated stands out."""

    def gettext(self, message: str) -> str:
        return MARK + message


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speaks the marked language from here on."""
    monkeypatch.setattr(catalogue, "_catalogue", MarkedLanguage())
    yield
    catalogue.use_language("en")


def untranslated(root: QWidget) -> list[str]:
    """Texts made of words that do not carry the mark; figures, codes and what people entered have none to carry."""
    texts = {root.windowTitle(): root}
    for widget in root.findChildren(QWidget):
        if isinstance(widget, ElidedLabel) and isinstance(widget.parent(), PaperChooser):
            continue  # the names of layouts and papers stand in their files, in both languages
        if isinstance(widget, QLabel | QPushButton | QCheckBox) and widget.text():
            texts[widget.text()] = widget
        if isinstance(widget, QLineEdit) and widget.placeholderText():
            texts[widget.placeholderText()] = widget
        if isinstance(widget, QPushButton | QLineEdit) and not widget.accessibleName() and not widget.text():
            texts[f"no name: {widget.metaObject().className()}"] = widget
    return sorted(text for text in texts if MARK not in text and any(char.isalpha() for char in text))


def switch(qtbot: QtBot, root: QWidget) -> None:
    root.show()
    qtbot.wait(300)
    QApplication.sendEvent(QApplication.instance(), QEvent(QEvent.Type.LanguageChange))
    qtbot.wait(50)


def test_the_welcome_screen_follows_the_language(qtbot: QtBot, device, marked: None) -> None:
    screen = WelcomeScreen(device)
    qtbot.addWidget(screen)
    switch(qtbot, screen)
    assert untranslated(screen) == ["한국어"], "languages are named in themselves"


def test_the_new_event_dialog_follows_the_language(qtbot: QtBot, device, request: pytest.FixtureRequest) -> None:
    dialog = NewEventDialog(device)
    qtbot.addWidget(dialog)
    request.getfixturevalue("marked")
    switch(qtbot, dialog)
    assert untranslated(dialog) == ["English", "Korean"], "a line for each language, whose names are not ours"


@pytest.mark.parametrize("kind", [RosterScreen, DocumentsScreen, ChecklistScreen])
def test_a_screen_follows_the_language(
    qtbot: QtBot, desk: Desk, request: pytest.FixtureRequest, kind: type[QWidget]
) -> None:
    screen = kind(desk)
    qtbot.addWidget(screen)
    screen.show()
    finish_reading(qtbot, desk)
    request.getfixturevalue("marked")
    switch(qtbot, screen)
    assert [text for text in untranslated(screen) if text not in names_of_layouts(screen)] == []


def names_of_layouts(screen: QWidget) -> set[str]:
    """What layout and sheet of the badges are called: layout files say it in both languages themselves."""
    choosers = [card.paper for card in screen.findChildren(BadgeCard)]
    return {label.text() for chooser in choosers for label in (chooser.layout_name, chooser.second_line)}


def test_the_programme_follows_the_language_but_for_what_the_organisers_wrote(
    qtbot: QtBot, desk: Desk, request: pytest.FixtureRequest
) -> None:
    screen = ProgrammeScreen(desk)
    qtbot.addWidget(screen)
    request.getfixturevalue("marked")
    switch(qtbot, screen)
    written = {session.titles["en"] for session in desk.programme.values()}
    written |= {name_of(session.room, "en") for session in desk.programme.values()} | {
        "27 February 2024",
        "28 February 2024",
    }
    assert set(untranslated(screen)) == written


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        (RosterImportDialog, "roster.xlsx"),
        (ProgrammeImportDialog, "programme.csv"),
        (MeetingsImportDialog, "partnering.xlsx"),
    ],
)
def test_an_import_follows_the_language(
    qtbot: QtBot, desk: Desk, request: pytest.FixtureRequest, kind: type[QWidget], file: str
) -> None:
    dialog = kind(desk)
    qtbot.addWidget(dialog)
    dialog.open_file(FOLDER / file)
    qtbot.waitUntil(lambda: not dialog.busy)
    request.getfixturevalue("marked")
    switch(qtbot, dialog)
    assert untranslated(dialog) == [file]
