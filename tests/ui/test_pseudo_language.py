"""Every screen and dialog in a language made from the English: nothing is left in English, joined or cut."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

import kiosk.ui
from kiosk import languages, paths
from kiosk.actions.desks import manage_operators
from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.mails.words import mail_words
from kiosk.actions.office.audit import audit_trail
from kiosk.actions.papers.shipped_layouts import layout_names, load_layout, load_sheet, sheet_names
from kiosk.core.access import Role
from kiosk.core.programme import Tracking
from kiosk.tables.reading import read_table
from kiosk.ui.access.organiser_dialog import OrganiserDialog
from kiosk.ui.access.sign_in_screen import SignInScreen
from kiosk.ui.board.board_window import BoardWindow
from kiosk.ui.check_in.check_in_screen import CheckInScreen
from kiosk.ui.check_in.correction_dialogs import badge_again_dialog
from kiosk.ui.check_in.key_overview import KeyOverview
from kiosk.ui.check_in.waiting_badges import WaitingBadges, WaitingDialog
from kiosk.ui.documents.audit_dialog import AuditDialog
from kiosk.ui.documents.documents_screen import DocumentsScreen
from kiosk.ui.documents.register_dialog import RegisterDialog
from kiosk.ui.documents.report_dialog import ReportDialog
from kiosk.ui.documents.rule_dialog import RuleDialog
from kiosk.ui.documents.typed_sheet_dialog import TypedSheetDialog
from kiosk.ui.documents.verify_dialog import VerifyDialog
from kiosk.ui.events.welcome_screen import WelcomeScreen
from kiosk.ui.frame import screens
from kiosk.ui.frame.bug_report import BugReportDialog
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.frame.second_window import SecondWindow
from kiosk.ui.imports.columns_dialog import ColumnsDialog
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from kiosk.ui.layouts.layout_files import left_out_dialog
from kiosk.ui.layouts.name_dialog import NameDialog
from kiosk.ui.mails.account_dialog import MailAccountDialog
from kiosk.ui.mails.words_dialog import MailWordsDialog
from kiosk.ui.people.history_dialog import HistoryDialog
from kiosk.ui.people.own_field_dialog import OwnFieldDialog
from kiosk.ui.people.own_fields_dialog import OwnFieldsDialog
from kiosk.ui.practice.practice_window import PracticeWindow
from kiosk.ui.preparing.desk_dialog import DeskDialog
from kiosk.ui.printing.printing_screen import again_dialog
from kiosk.ui.programme.handout_dialog import HandoutDialog
from kiosk.ui.programme.handouts_dialog import HandoutsDialog
from kiosk.ui.self_service.self_service_window import SelfServiceWindow
from kiosk.ui.self_service.staff_pin import keep_pin
from kiosk.ui.services.guard import OrganiserWanted
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.theme import Weight
from kiosk.words import catalogue
from kiosk.words.names import name_of
from tests import making, pseudo
from tests.ui.conftest import DoorClock
from tests.ui.every_dialog import dialogs
from tests.ui.looks import cut_texts
from tests.ui.reading import finish_reading
from tests.ui.test_dialogs import squeezed

_NO_WORDS = re.compile(
    r"Ctrl\+\w|\(Del\)|\bF\d{1,2}\b|\b[TS]\d\b|(?:[0-9A-Z]{6}\s+){2}[0-9A-Z]{6}|[\w./-]+\.(?:xlsx|csv|kiosk)"
    r"|\d{1,2} (?:January|February) \d{4}|Asia/Seoul|\b(?:Esc|Tab|Enter)\b|\{\w+\}|[0-9a-f-]{36}"
)
"""Names of keys, codes and files; and days, which a language that the Unicode CLDR does not know has in English."""


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: MainWindow) -> Iterator[MainWindow]:
    """The window, speaking the language."""
    pseudo.make(tmp_path / "catalogues")
    monkeypatch.setenv("KIOSK_TRANSLATIONS", str(tmp_path / "catalogues"))
    window.resize(1366, 768)
    window.device.change(language=pseudo.CODE)
    yield window
    catalogue.use_language("en")


def entered(window: MainWindow) -> set[str]:
    """What people wrote, and the labels that files bring along in their own languages."""
    desk = window.desk
    people = window.check_in.people.people.values()
    labels = [load_layout(name).label for name in layout_names()] + [load_sheet(name).label for name in sheet_names()]
    texts = [session.titles for session in desk.programme.values()]
    texts += [desk.details.names, desk.details.places, desk.details.organisers, desk.details.purposes, *labels]
    found = {text for each in texts for text in each.values()}
    found |= {text for others in desk.overview.translations.all().values() for text in others.values()}
    found |= {session.room for session in desk.programme.values()} | {window.device.settings.desk}
    for person in people:
        found |= {person.name, person.affiliation, person.title, person.category, person.email}
    found |= {name_of(text) for text in found}
    for code in languages.available():
        found |= {languages.name_of(code), languages.name_of(code, pseudo.CODE)}
    return found - {""}


def shown(root: QWidget) -> set[str]:
    """Every text of a screen, also those for screen readers and those under the pointer."""
    found = {root.windowTitle()}
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        found |= {widget.accessibleName(), widget.toolTip()}
        if isinstance(widget, QLabel | QAbstractButton) and not isinstance(widget, ElidedLabel):
            # One that may end in “…” has its whole text as its name; a long key stands on two lines.
            found.add(widget.text().replace("\n", " ") if isinstance(widget, QAbstractButton) else widget.text())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            found.add(widget.placeholderText())
        if isinstance(widget, QGroupBox):
            found.add(widget.title())
        if isinstance(widget, QComboBox):
            found |= {widget.itemText(place) for place in range(widget.count())}
        if isinstance(widget, QTabBar):
            found |= {widget.tabText(place) for place in range(widget.count())}
        if isinstance(widget, QAbstractItemView):
            found |= set(cells(widget))
    return {_NO_WORDS.sub("", text) for text in found - available_timezones() if text}


def cells(view: QAbstractItemView) -> Iterator[str]:
    """What stands in a list or a table, and above its columns."""
    model = view.model()
    if model is None:
        return
    for column in range(model.columnCount() if isinstance(view, QTableView) else 1):
        if isinstance(view, QTableView):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), _ROWS)):
            yield str(model.index(row, column).data() or "")


_ROWS = 200
"""So many rows of a table are read."""


def faults_of(root: QWidget, data: set[str]) -> list[str]:
    return [fault for text in shown(root) for fault in pseudo.faults(text, data)]


def classes(ending: str) -> set[type[QWidget]]:
    """Every widget of the window whose class is named so."""
    found = set()
    for module in pkgutil.walk_packages(kiosk.ui.__path__, "kiosk.ui."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if name.endswith(ending) and inspect.isclass(value) and value.__module__ == module.name:
                found |= {value} if issubclass(value, QWidget) else set()
    return found


BUILT = inspect.getsource(screens)
SCREENS = ("check_in", *re.findall(r'(?:case|name ==) "(\w+)"', BUILT))


def test_every_screen_and_every_window_is_walked_here() -> None:
    built = set(re.findall(r"return (\w+Screen)\(", BUILT))
    apart = {CheckInScreen, WelcomeScreen, SignInScreen}
    assert {each.__name__ for each in classes("Screen") - apart} == built
    assert len(built) == len(SCREENS) - 1
    assert classes("Window") == {MainWindow, BoardWindow, PracticeWindow, SecondWindow, SelfServiceWindow}


def meetings_of(window: MainWindow) -> set[str]:
    with opened(read_event(window.desk.path)) as records:
        meetings = records.programme.meetings()
    return {text for one in meetings for text in (*one.companies, one.proposal, one.table)}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_whole_in_any_language(spoken: MainWindow, qtbot: QtBot, name: str) -> None:
    spoken.show_screen(name)
    finish_reading(qtbot, spoken.desk)
    qtbot.wait(200)
    data = entered(spoken) | (meetings_of(spoken) if name == "meetings" else set())
    assert faults_of(spoken, data) == []
    elided = {label.text() for label in spoken.findChildren(ElidedLabel)}
    assert [text for text in cut_texts(spoken) if text not in elided | data] == []


def written_in_files() -> set[str]:
    """What stands in the cells of the files that the import dialogs show."""
    files = [read_table(paths.resource("demo", name)) for name in ("roster.xlsx", "programme.csv")]
    columns = (map(str, filter(None, cells)) for file in files for cells in zip(*file.rows, strict=False))
    samples = {" · ".join(list(dict.fromkeys(cells))[:3])[:60] for cells in columns}
    return {line for file in files for row in file.rows for cell in row for line in str(cell).splitlines()} | samples


def further_dialogs(window: MainWindow, qtbot: QtBot, folder: Path) -> Iterator[QDialog]:
    """Dialogs without any text of the test's own, in place of those that ``dialogs`` has of their kinds."""
    desk, person = window.desk, next(iter(window.check_in.people.people.values()))
    sheet = folder / "signed.csv"
    sheet.write_text(f"성명,입장,퇴장\n{person.name},13:40,\n", encoding="utf-8")
    with opened(read_event(desk.path)) as records:
        words, entries = mail_words(records), audit_trail(records)
    yield MailAccountDialog(desk, window)
    yield MailWordsDialog(desk, words, window)
    yield NameDialog("", set(), window)
    yield WaitingDialog(desk, WaitingBadges(desk, window), window)
    yield KeyOverview(window)
    yield BugReportDialog("", window)
    yield OrganiserDialog(desk, OrganiserWanted(lambda _name: None, lambda: None), window)
    yield HandoutDialog(desk, None, (), window)
    yield HandoutsDialog(desk, window)
    yield DeskDialog(desk, window)
    yield badge_again_dialog(person.name, window)
    yield again_dialog(window, person.name)
    yield left_out_dialog((), window)
    yield ReportDialog(desk, window)
    yield AuditDialog(entries, desk.zone, window)
    yield RegisterDialog(desk, window)
    yield TypedSheetDialog(desk, "S1", sheet, window)
    yield RuleDialog(desk, window)
    yield OwnFieldDialog(desk, None, window)
    yield OwnFieldsDialog(desk, window)
    yield HistoryDialog(desk, person, window)
    yield VerifyDialog(desk, window)
    programme = ProgrammeImportDialog(desk, window)
    programme.open_file(paths.resource("demo", "programme.csv"))
    finish_reading(qtbot, desk)
    programme.choose_columns()
    yield programme.findChild(ColumnsDialog)
    window.show_screen("documents")
    chooser = window.findChild(DocumentsScreen).badges.paper
    chooser.open()
    yield chooser.dialog


def test_dialogs_are_whole_in_any_language(spoken: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    data, found, walked = entered(spoken) | meetings_of(spoken) | written_in_files(), [], set()
    further = list(further_dialogs(spoken, qtbot, tmp_path))
    kinds = set(map(type, further))
    for dialog in (*further, *(each for each in dialogs(spoken) if type(each) not in kinds)):
        dialog.show()
        finish_reading(qtbot, spoken.desk)
        found += [f"{type(dialog).__name__}: {fault}" for fault in (*faults_of(dialog, data), *squeezed(dialog))]
        walked.add(type(dialog))
        dialog.hide()
    assert found == [], found
    left = {each for each in classes("Dialog") if not each.__subclasses__()} - walked
    assert left == set(), f"walk these, too: {left}"


def test_the_first_screen_is_whole_in_any_language(spoken: MainWindow, qtbot: QtBot) -> None:
    known = entered(spoken)
    spoken.close_event()
    qtbot.waitUntil(lambda: spoken.desk is None)
    qtbot.wait(200)
    assert faults_of(spoken, known | {spoken.device.settings.last_event_name}) == []
    assert cut_texts(spoken) == []


def test_the_board_of_its_own_is_whole_in_any_language(spoken: MainWindow, qtbot: QtBot) -> None:
    data = entered(spoken)
    board = BoardWindow(spoken.desk)
    qtbot.addWidget(board)
    board.resize(1366, 768)
    board.show()
    finish_reading(qtbot, spoken.desk)
    qtbot.wait(200)
    assert faults_of(board, data) == []
    assert cut_texts(board) == []


def test_practice_is_whole_in_any_language(spoken: MainWindow, qtbot: QtBot) -> None:
    data = entered(spoken)
    spoken.others.start_practice()
    practice = spoken.others.practice
    qtbot.waitUntil(lambda: practice.card.guest is not None)
    found = []
    while practice.desk is not None:
        finish_reading(qtbot, practice.desk)
        found += [*faults_of(practice, data), *cut_texts(practice)]
        count = len(practice.played)
        practice.card.next.click()
        qtbot.waitUntil(lambda count=count: len(practice.played) > count)
        qtbot.waitUntil(lambda: practice.desk is None or not practice._is_judging)
    assert found + faults_of(practice, data) + cut_texts(practice) == []


def is_whole(second: SecondWindow) -> bool:
    """Whether what is next stands beside how many are inside, and none of it is cut off."""
    board = second.board
    counted = QFontMetrics(second._font(0.055, Weight.EXTRA_BOLD)).horizontalAdvance(board.inside)
    room = round(second.width() - second._base() * 0.18) - counted
    fonts = (second._font(0.036, Weight.BOLD), second._fitted(board.next_title, 0.05, 0.034, room))
    texts = (board.next_word, board.next_title)
    return all(QFontMetrics(font).horizontalAdvance(text) <= room for font, text in zip(fonts, texts, strict=True))


def test_the_second_screen_is_whole_in_any_language(
    open_window: Callable[[Path], MainWindow], spoken: MainWindow, door_clock: DoorClock, qtbot: QtBot, tmp_path: Path
) -> None:
    """Of a programme that is written in one language it speaks that of the desk."""
    written = {"titles": {"ko": "세션"}}
    sessions = [making.session("A", "10:00-12:00", **written), making.session("B", "13:00-14:00", **written)]
    sessions[1] = replace(sessions[1], tracking=Tracking.ENTRY)
    making.new_event(tmp_path, sessions).close()
    window = open_window(tmp_path / "day.kiosk")
    window.device.change(second_window=True, room="Hall")
    qtbot.waitUntil(lambda: window.others.second is not None)
    second, data = window.others.second, entered(window)
    second.resize(1366, 768)
    for clock, words in (("09:00", "Welcome Next"), ("10:30", "Now inside Next"), ("13:30", "Now here")):
        door_clock.at = making.moment(clock)
        second.refresh()
        said = " ".join(second.board.texts)
        assert [word for word in words.split() if pseudo.pseudo(word).partition("~")[0].strip("⟦⟧") not in said] == []
        assert [fault for text in second.board.texts for fault in pseudo.faults(text, data)] == []
        assert is_whole(second), second.board


def test_signing_in_is_whole_in_any_language(
    open_window: Callable[[Path], MainWindow], spoken: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    making.new_event(tmp_path).close()
    with opened(open_event(tmp_path / "day.kiosk")) as records:
        manage_operators.add_operator(records, "주관", Role.ORGANISER, "402817")
    window = open_window(tmp_path / "day.kiosk")
    finish_reading(qtbot, window.desk)
    assert isinstance(window.front, SignInScreen)
    assert faults_of(window, entered(window) | {"주관", "하루"}) == []
    assert cut_texts(window) == []


def test_self_service_is_whole_in_any_language(spoken: MainWindow, qtbot: QtBot) -> None:
    keep_pin(spoken.device, "8046")
    spoken.others.start_self_service()
    kiosk = spoken.others.self_service
    try:
        for ticket in ("nonsense-nobody-issued", next(iter(spoken.check_in.people.people.values())).ticket_code):
            assert faults_of(kiosk, entered(spoken)) == []
            with qtbot.waitSignal(spoken.answer_painted):
                spoken.take_scan(ticket)
        assert faults_of(kiosk, entered(spoken)) == []
        kiosk.staff.click()
        qtbot.wait(100)
        assert faults_of(kiosk, entered(spoken)) == []
    finally:
        spoken.others._end_self_service(for_good=True)


def test_the_test_finds_what_it_looks_for() -> None:
    assert pseudo.faults("⟦Šàvé~⟧ all", set()) == ["not translated: ⟦Šàvé~⟧ all"]
    assert pseudo.faults("⟦Šàvéd⟧ ⟦àll⟧", set()) == ["joined from pieces: ⟦Šàvéd⟧ ⟦àll⟧"]
    assert pseudo.faults("⟦Šàvéd: Forum⟧ · Forum", {"Forum"}) == []
