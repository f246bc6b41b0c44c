"""The screens of an open event by the names the rail has for them.

Each is imported when it is wanted first: a start must not wait for what is not shown yet.
"""

from PySide6.QtWidgets import QWidget

from kiosk.ui.services.backups import Backups
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.sync import Sync


def build(name: str, desk: Desk, sharing: Sync, keeping: Backups) -> QWidget:
    """The screen that the rail calls ``name``; check-in is made by the window itself."""
    if name == "board":
        return _board(desk, keeping)
    return _desks(sharing) if name == "desks" else _of_the_event(name, desk)


def _board(desk: Desk, keeping: Backups) -> QWidget:
    from kiosk.ui.board.board_screen import BoardScreen  # imported late: start-up time

    return BoardScreen(desk, keeping)


def _desks(sharing: Sync) -> QWidget:
    from kiosk.ui.desks.desks_screen import DesksScreen  # imported late: start-up time

    return DesksScreen(sharing)


def _of_the_event(name: str, desk: Desk) -> QWidget:
    match name:
        case "people":
            from kiosk.ui.people.roster_screen import RosterScreen  # imported late: start-up time

            return RosterScreen(desk)
        case "programme":
            from kiosk.ui.programme.programme_screen import ProgrammeScreen  # imported late: start-up time

            return ProgrammeScreen(desk)
        case "documents":
            from kiosk.ui.documents.documents_screen import DocumentsScreen  # imported late: start-up time

            return DocumentsScreen(desk)
        case "checklist":
            from kiosk.ui.preparing.checklist_screen import ChecklistScreen  # imported late: start-up time

            return ChecklistScreen(desk)
        case "guide":
            from kiosk.ui.preparing.guide_screen import GuideScreen  # imported late: start-up time

            return GuideScreen(desk)
        case "meetings":
            from kiosk.ui.meetings.meetings_screen import MeetingsScreen  # imported late: start-up time

            return MeetingsScreen(desk)
        case "layouts":
            from kiosk.ui.layouts.layout_screen import LayoutScreen  # imported late: start-up time

            return LayoutScreen(desk)
        case "printing":
            from kiosk.ui.printing.printing_screen import PrintingScreen  # imported late: start-up time

            return PrintingScreen(desk)
        case "settings":
            from kiosk.ui.settings.settings_screen import SettingsScreen  # imported late: start-up time

            return SettingsScreen(desk)
    raise ValueError(name)
