"""Changing the language of everything on screen, without a restart."""

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QTranslator

from kiosk import languages
from kiosk.ui.widgets.present import application
from kiosk.words import catalogue

_of_qt: list[QTranslator] = []


def use_language(language: str) -> None:
    """Speak ``language`` from now on and tell every widget, each of which sets its texts anew.

    Qt's own dialogs (choosing a file, for one) speak it too, by the catalogues Qt brings along.
    """
    catalogue.use_language(language)
    app = application()
    while _of_qt:
        app.removeTranslator(_of_qt.pop())
    translator = QTranslator(app)
    if translator.load(f"qtbase_{catalogue.language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        _of_qt.append(translator)
        app.installTranslator(translator)
    QCoreApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))


def other_language() -> str:
    """The language after the one in use, of those the program speaks."""
    known = languages.available()
    return known[(known.index(catalogue.language()) + 1) % len(known)]
