"""Opens a page of the help in the browser of this computer."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from kiosk import help_pages
from kiosk.errors import KioskError
from kiosk.words import catalogue, error_messages

PAGES = {
    "board": "board",
    "check_in": "helper",
    "people": "files-in",
    "programme": "before-the-event",
    "checklist": "before-the-event",
    "guide": "before-the-event",
    "meetings": "partnering",
    "documents": "records",
    "layouts": "layouts",
    "printing": "printing",
    "desks": "several-desks",
    "settings": "trouble",
    "sign_in": "access",
    "about": "whats-new",
}
"""The page that tells about a screen; every other screen has the first page."""


def show_help(screen: str = "") -> str:
    """Open the page that tells about ``screen``; returns the sentence to tell where that cannot be, else nothing."""
    try:
        file = help_pages.page(PAGES.get(screen, help_pages.HOME), catalogue.language())
    except KioskError as trouble:
        return error_messages.explain(trouble.code, trouble.details)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
    return ""
