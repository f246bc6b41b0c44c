"""Every dialog of the program, for the tests that walk all of them; none is left out by forgetting it."""

import importlib
import inspect
from collections.abc import Iterator
from contextlib import closing

from PySide6.QtWidgets import QDialog

from kiosk import paths
from kiosk.actions.event import read_event
from kiosk.actions.mails.words import mail_words
from kiosk.actions.office.audit import audit_trail
from kiosk.actions.papers.preview_documents import layouts_to_choose
from kiosk.core.roster import Status
from kiosk.tables.reading import read_table
from kiosk.ui.access.operator_dialog import OperatorDialog
from kiosk.ui.access.organiser_dialog import OrganiserDialog
from kiosk.ui.board.not_here_dialog import NotHereDialog
from kiosk.ui.board.roll_call_dialog import RollCallDialog
from kiosk.ui.check_in.correct_person_dialog import CorrectPersonDialog
from kiosk.ui.check_in.key_overview import KeyOverview
from kiosk.ui.check_in.waiting_badges import WaitingBadges, WaitingDialog
from kiosk.ui.desks.desks_screen import DesksScreen
from kiosk.ui.desks.invite_dialog import InviteDialog
from kiosk.ui.desks.use_invitation_dialog import UseInvitationDialog
from kiosk.ui.documents.audit_dialog import AuditDialog
from kiosk.ui.documents.paper_choice import PaperChoice
from kiosk.ui.documents.paper_dialog import PaperDialog
from kiosk.ui.documents.privacy_dialog import PrivacyDialog
from kiosk.ui.documents.purge_dialog import PurgeDialog
from kiosk.ui.documents.register_dialog import RegisterDialog
from kiosk.ui.documents.report_dialog import ReportDialog
from kiosk.ui.documents.rule_dialog import RuleDialog
from kiosk.ui.documents.typed_sheet_dialog import TypedSheetDialog
from kiosk.ui.documents.verify_dialog import VerifyDialog
from kiosk.ui.events.encryption_dialog import EncryptionDialog
from kiosk.ui.events.join_dialog import JoinDialog
from kiosk.ui.events.new_event_dialog import NewEventDialog
from kiosk.ui.events.recover_dialog import RecoverDialog
from kiosk.ui.events.unlock_dialog import UnlockDialog
from kiosk.ui.frame.ahead import modules
from kiosk.ui.frame.bug_report import BugReportDialog
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.imports.columns_dialog import ColumnsDialog
from kiosk.ui.imports.import_dialog import ImportDialog
from kiosk.ui.imports.meetings_import_dialog import MeetingsImportDialog
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from kiosk.ui.imports.roster_import_dialog import RosterImportDialog
from kiosk.ui.layouts.layout_files import left_out_dialog
from kiosk.ui.layouts.name_dialog import NameDialog
from kiosk.ui.mails.account_dialog import MailAccountDialog
from kiosk.ui.mails.words_dialog import MailWordsDialog
from kiosk.ui.people.attendee_dialog import AttendeeDialog
from kiosk.ui.people.history_dialog import HistoryDialog
from kiosk.ui.people.own_field_dialog import OwnFieldDialog
from kiosk.ui.people.own_fields_dialog import OwnFieldsDialog
from kiosk.ui.people.person_dialogs import status_dialog
from kiosk.ui.preparing.badge_layout_dialog import BadgeLayoutDialog
from kiosk.ui.preparing.desk_dialog import DeskDialog
from kiosk.ui.preparing.scanner_trial_dialog import ScannerTrialDialog
from kiosk.ui.programme.event_dialog import EventDialog
from kiosk.ui.programme.handout_dialog import HandoutDialog
from kiosk.ui.programme.handouts_dialog import HandoutsDialog
from kiosk.ui.programme.names_dialog import NamesDialog
from kiosk.ui.programme.session_dialog import SessionDialog
from kiosk.ui.services.guard import OrganiserWanted
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.words.terms import PROGRAMME_COLUMNS

_SHAPES = {StoringDialog, ImportDialog}
"""What other dialogs are made of; they are never shown themselves."""


def kinds() -> set[type[QDialog]]:
    """The classes of all dialogs that any module of the window defines."""
    loaded = [importlib.import_module(name) for name in modules()]
    found = {value for module in loaded for value in vars(module).values() if inspect.isclass(value)}
    return {kind for kind in found if issubclass(kind, Dialog)} - {Dialog, *_SHAPES}


def dialogs(window: MainWindow) -> Iterator[QDialog]:
    """One of each, filled from the event of ``window`` as far as that takes no waiting."""
    yield from _of_the_event(window)
    yield from _of_people(window)
    yield from _of_files(window)
    yield from _of_papers(window)
    yield from _of_desks(window)


def _of_the_event(window: MainWindow) -> Iterator[QDialog]:
    desk, device = window.desk, window.device
    session = next(iter(desk.programme.values()))
    yield NewEventDialog(device, window)
    yield JoinDialog(device, window)
    yield SessionDialog(desk, window, session=session)
    yield EventDialog(desk, window)
    yield NamesDialog(desk, window)
    yield RuleDialog(desk, window)
    yield HandoutsDialog(desk, window)
    yield HandoutDialog(desk, None, (), window)
    yield EncryptionDialog(desk, window)
    yield RecoverDialog(desk.path, device, window)
    yield UnlockDialog(desk.path, window)
    yield BadgeLayoutDialog(desk, window)
    yield DeskDialog(desk, window)
    yield ScannerTrialDialog(desk, window)


def _of_people(window: MainWindow) -> Iterator[QDialog]:
    desk = window.desk
    person = next(iter(window.check_in.people.people.values()))
    yield OperatorDialog(desk, None, window)
    yield OrganiserDialog(desk, OrganiserWanted(lambda _name: None, lambda: None), window)
    yield AttendeeDialog(desk, person, ("산", "학", "연", "관"), window)
    yield CorrectPersonDialog(desk, person, window)
    yield HistoryDialog(desk, person, window)
    yield status_dialog(person, Status.BLOCKED, window)
    yield OwnFieldsDialog(desk, window)
    yield OwnFieldDialog(desk, None, window)
    walk_in = window.check_in.exceptions.register(window.check_in.people, next(iter(desk.programme.values())))
    walk_in.name.setText(person.name)  # somebody of that name is on the list: it asks
    yield walk_in
    yield NotHereDialog(desk, window)
    yield RollCallDialog(desk, window)
    yield WaitingDialog(desk, window.check_in.findChild(WaitingBadges), window)
    yield KeyOverview(window)
    yield BugReportDialog("kiosk 1.0 · Python 3.11\n" + "  in kiosk.ui.check_in.door\n" * 30, window)


def _of_files(window: MainWindow) -> Iterator[QDialog]:
    desk = window.desk
    session = next(iter(desk.programme.values()))
    for kind, file in ((RosterImportDialog, "roster.xlsx"), (ProgrammeImportDialog, "programme.csv")):
        importing = kind(desk, window)
        importing.open_file(paths.resource("demo", file))
        yield importing
    yield MeetingsImportDialog(desk, window, session=session.code)
    table, title = read_table(paths.resource("demo", "programme.csv")), desk.details.names["ko"]
    yield ColumnsDialog(table, None, {}, PROGRAMME_COLUMNS, title=title, hint=title, parent=window)
    yield TypedSheetDialog(desk, session.code, paths.resource("demo", "roster.xlsx"), window)
    yield left_out_dialog([], window)


def _of_papers(window: MainWindow) -> Iterator[QDialog]:
    desk = window.desk
    with closing(read_event(desk.path)) as records:
        offers, trail, words = layouts_to_choose(records, "badge"), audit_trail(records), mail_words(records)
    yield PaperDialog(desk, offers, PaperChoice(offers[0].name), offers[0].name, {}, window)
    yield PrivacyDialog(desk, window)
    yield PurgeDialog(desk, window)
    yield AuditDialog(trail, desk.zone, window)
    yield RegisterDialog(desk, window)
    yield VerifyDialog(desk, window)
    yield ReportDialog(desk, window)
    yield MailAccountDialog(desk, window)
    yield MailWordsDialog(desk, words, window)
    yield NameDialog("90 × 55 mm", set(), window)


def _of_desks(window: MainWindow) -> Iterator[QDialog]:
    window.show_screen("desks")
    sharing = window.findChild(DesksScreen).sharing
    yield UseInvitationDialog(sharing, window)
    yield InviteDialog(sharing, window)
