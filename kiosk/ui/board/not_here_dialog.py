"""Who has not come yet: by session, category and organisation, to be called, and as a file for the office."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from kiosk.actions.office.not_here import FIELDS, NotHere, export_not_here, read_not_here
from kiosk.actions.papers.output_paths import file_name
from kiosk.core.figures import category_order
from kiosk.core.open_event import OpenEvent
from kiosk.core.roster import Attendee
from kiosk.core.search import SearchIndex
from kiosk.errors import KioskError
from kiosk.ui.board.part_card import PartModel
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.choices import refill
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.file_dialogs import ask_to_save, folder_beside
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.typed_line import TypedLine, with_reading
from kiosk.words import catalogue
from kiosk.words.board import Part
from kiosk.words.catalogue import _, title_of
from kiosk.words.fields import field_name, field_text
from kiosk.words.live import not_here_word
from kiosk.words.names import category_of, name_of

_WIDTHS = (170, 310, 150, 100, 190)


class NotHereDialog(Dialog):
    """A list that is chosen from in memory; a session is counted anew when it is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._found = desk, NotHere()
        self._index = SearchIndex([])
        self.shown: list[Attendee] = []
        self.model, self.notice = PartModel(len(FIELDS)), page.Notice()
        self.table = page.Table(self.model, _WIDTHS)
        self.session, self.category, self.organisation = QComboBox(), QComboBox(), QComboBox()
        self.search = TypedLine(may_clear=True)
        self._heading, self.count, self._note = page.text("title"), page.text("heading"), page.text("hint")
        self.again, self.back, self.export = page.button(), page.button(), page.button("primary")
        self._say()
        self._lay_out()
        self._connect()
        self.read()

    def read(self) -> None:
        """Count those missing at the session chosen, or all day."""
        session = self.session.currentData()
        self._desk.reader.run(partial(_read, session, self._desk.now()), self._on_read, self._on_trouble)

    def export_to(self, out: Path) -> None:
        """Write those who are shown."""
        self._desk.papers.run(partial(_export, tuple(self.shown), out), self._on_written, self._on_trouble)

    def _on_read(self, found: NotHere) -> None:
        self._found = found
        self._index = SearchIndex(found.people)
        categories = category_order({person.category for person in found.people})
        _fill(self.category, [(category_of(name), name) for name in categories], _("All categories"))
        organisations = {person.affiliation for person in found.people} - {""}
        called = sorted((name_of(name), name) for name in organisations)
        _fill(self.organisation, called, _("All organisations"))
        self._note.setText(
            "" if found.with_contacts else _("Only organisers see full phone numbers and e-mail addresses.")
        )
        self._note.setHidden(found.with_contacts)
        self._show()

    def _show(self) -> None:
        self.shown = [person for person in self._searched() if self._is_chosen(person)]
        header = tuple(field_name(field) for field in FIELDS)
        rows = tuple(tuple(field_text(person, field) for field in FIELDS) for person in self.shown)
        self.model.show(Part(self.windowTitle(), "", header, rows))
        told = _("{shown} of {count} not here yet")
        told = told.format(shown=f"{len(self.shown):,}", count=f"{len(self._found.people):,}")
        self.count.setText(with_reading(told, self._index.read_as(self.search.typed())))
        self.export.setEnabled(bool(self.shown))

    def _searched(self) -> list[Attendee]:
        typed = self.search.typed().strip()
        if not typed:
            return list(self._found.people)
        by_id = {person.id: person for person in self._found.people}
        return [by_id[found] for found in self._index.find(typed, len(by_id))]

    def _is_chosen(self, person: Attendee) -> bool:
        category, organisation = self.category.currentData(), self.organisation.currentData()
        return category in (None, person.category) and organisation in (None, person.affiliation)

    def _ask_where(self) -> None:
        name = _("not here yet at {session}").format(session=self.session.currentText())
        suggested = folder_beside(self._desk.path) / f"{file_name(name)}.xlsx"
        out = ask_to_save(self, self.windowTitle(), suggested, "*.xlsx *.csv")
        if out is not None:
            self.export_to(out)

    def _on_written(self, out: Path) -> None:
        self.notice.done(_("Saved: {file}.").format(file=out.name))

    def _on_trouble(self, trouble: KioskError) -> None:
        self.notice.trouble(self._desk.explain(trouble))

    def _say(self) -> None:
        self.setWindowTitle(not_here_word("not_here"))
        self._heading.setText(self.windowTitle())
        self.count.setText(_("Counting…"))
        self.session.addItem(_("Any session of the day"), "")
        for code, session in self._desk.programme.items():
            self.session.addItem(title_of(session), code)
        self.search.setPlaceholderText(_("Name, initial consonants, affiliation or phone digits"))
        for field, name in (
            (self.session, _("Session")), (self.category, _("Category")), (self.organisation, _("Affiliation")),
            (self.search, _("Find people")), (self.table, self.windowTitle()),
        ):  # fmt: skip
            field.setAccessibleName(name)
        _fill(self.category, (), _("All categories"))
        _fill(self.organisation, (), _("All organisations"))
        self.again.setText(_("Refresh"))
        self.back.setText(_("Close"))
        self.export.setText(_("Export (XLSX, CSV)"))
        self.export.setEnabled(False)

    def _lay_out(self) -> None:
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        for box in (self.session, self.category, self.organisation):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(20)
        choices = FlowBox(self.session, self.category, self.organisation, spacing=12)
        layout = page.column(
            self._heading, self.count, choices, self.search, framed, self._note, self.notice,
            page.row(self.again, None, self.back, self.export), margins=36, spacing=14,
        )  # fmt: skip
        layout.setStretchFactor(framed, 1)
        self.setLayout(layout)
        self.resize(theme.px(1500), theme.px(940))

    def _connect(self) -> None:
        self.session.currentIndexChanged.connect(self.read)
        for box in (self.category, self.organisation):
            box.currentIndexChanged.connect(self._show)
        self.search.typed_changed.connect(self._show)
        self.again.clicked.connect(self.read)
        self.back.clicked.connect(self.reject)
        self.export.clicked.connect(self._ask_where)


def _fill(box: QComboBox, choices: Sequence[tuple[str, str]], everything: str) -> None:
    refill(box, [(everything, None), *((called or _("without a category"), name) for called, name in choices)])


def _read(session: str, at: datetime, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> NotHere:
    return read_not_here(records, session, at)


def _export(
    people: tuple[Attendee, ...], out: Path, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> Path:
    return export_not_here(records, people, out, not_here_word, catalogue.language())
