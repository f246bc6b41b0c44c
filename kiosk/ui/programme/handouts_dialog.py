"""What is handed out at the event, and who was given it: made and edited, listed, printed and exported."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from kiosk.actions.office.handed_out import Holder, export_holders, read_holders
from kiosk.actions.programme.edit_handouts import handouts_of
from kiosk.core.handout import Handout, HandoutCount
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.programme.handout_dialog import HandoutDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.file_dialogs import ask_to_save, folder_beside
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.words import catalogue
from kiosk.words.catalogue import N_, _, text_of
from kiosk.words.handouts import lending_text, list_title, state_text, stock_text
from kiosk.words.terms import export_word

Line = tuple[Handout, HandoutCount]
_READ = tuple[dict[str, Line], tuple[Holder, ...]]


class HandoutsDialog(Dialog):
    """The hand-outs above, and below them who was given the marked one; ``changed`` comes when one was edited."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.lines: list[Line] = []
        self.holders: tuple[Holder, ...] = ()
        self.shown: list[Holder] = []
        self.model = LinesModel((N_("Title"), N_("Code"), N_("How"), N_("Given"), N_("In stock")), self._describe)
        self.table = page.Table(self.model, (360, 130, 300, 470))
        headings = (
            N_("Hand-out"),
            N_("Name"),
            N_("Affiliation"),
            N_("Phone"),
            N_("Given at"),
            N_("Desk"),
            N_("Returned at"),
        )
        self.people_model = LinesModel(headings, self._describe_holder)
        self.people = page.Table(self.people_model, (230, 190, 280, 230, 170, 150))
        self.notice, self.not_returned = page.Notice(), QCheckBox()
        self.count, self._nothing = page.text("heading"), page.text("hint")
        self.new, self.edit = page.button("primary"), page.button()
        self.again, self.back, self.export = page.button(), page.button(), page.button()
        self._lay_out()
        self._connect()
        self.read()

    def read(self) -> None:
        """Read what is handed out and who has it."""
        self._desk.reader.run(_read, self._on_read, self._on_trouble)

    def chosen(self) -> Handout | None:
        """The hand-out that is marked."""
        rows = self.table.selectionModel().selectedRows()
        return self.lines[rows[0].row()][0] if rows and rows[0].row() < len(self.lines) else None

    def open_handout(self, handout: Handout | None) -> HandoutDialog:
        """Edit a hand-out, or make one."""
        dialog = HandoutDialog(self._desk, handout, [one.code for one, _count in self.lines], self)
        dialog.stored.connect(self._on_stored)
        return open_dialog(dialog)

    def export_to(self, out: Path) -> None:
        """Write the people who are shown."""
        work = partial(_export, tuple(self.shown), out, list_title(self.not_returned.isChecked()))
        self._desk.papers.run(work, self._on_written, self._on_trouble)

    def _on_stored(self, sentence: str) -> None:
        self.notice.done(sentence)
        self.changed.emit()
        self.read()

    def _on_read(self, found: _READ) -> None:
        marked = self.chosen()
        self.lines, self.holders = list(found[0].values()), found[1]
        self.model.show(self.lines)
        row = next((place for place, (one, _c) in enumerate(self.lines) if marked and one.code == marked.code), -1)
        if row >= 0:
            self.table.selectRow(row)
        self._show_people()

    def _show_people(self) -> None:
        marked, only_out = self.chosen(), self.not_returned.isChecked()
        self.shown = [
            one for one in self.holders
            if (marked is None or one.handout.code == marked.code)
            and (not only_out or (one.handout.lent and one.handed.is_out))
        ]  # fmt: skip
        self.people_model.show(self.shown)
        self.count.setText(
            _("{title}: {count} {count:person|people}").format(title=list_title(only_out), count=len(self.shown))
        )
        self.edit.setEnabled(marked is not None)
        self.export.setEnabled(bool(self.shown))
        self._nothing.setVisible(not self.lines)

    def _describe(self, line: Line) -> Sequence[str]:
        one, count = line
        how = lending_text(is_lent=one.lent)
        return text_of(one.titles), one.code, how, state_text(one, count), stock_text(one, count)

    def _describe_holder(self, one: Holder) -> Sequence[str]:
        zone, handed = self._desk.zone, one.handed
        back = f"{handed.returned_at.astimezone(zone):%m-%d %H:%M}" if handed.returned_at else ""
        return (
            text_of(one.handout.titles), one.person.name or _("(record not received yet)"), one.person.affiliation,
            one.person.phone, f"{handed.given_at.astimezone(zone):%m-%d %H:%M}", handed.desk, back,
        )  # fmt: skip

    def _edit_marked(self) -> None:
        if (marked := self.chosen()) is not None:
            self.open_handout(marked)

    def _ask_where(self) -> None:
        suggested = folder_beside(self._desk.path) / f"{list_title(self.not_returned.isChecked())}.pdf"
        out = ask_to_save(self, self.windowTitle(), suggested, "*.pdf *.xlsx *.csv")
        if out is not None:
            self.export_to(out)

    def _on_written(self, out: Path) -> None:
        self.notice.done(_("Saved: {file}.").format(file=out.name))

    def _on_trouble(self, trouble: KioskError) -> None:
        self.notice.trouble(self._desk.explain(trouble))

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._show_people)
        self.table.activated.connect(self._edit_marked)
        self.not_returned.toggled.connect(self._show_people)
        self.new.clicked.connect(lambda: self.open_handout(None))
        self.edit.clicked.connect(self._edit_marked)
        self.again.clicked.connect(self.read)
        self.back.clicked.connect(self.reject)
        self.export.clicked.connect(self._ask_where)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.new.click)

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Hand-outs"))
        heading, line = page.text("title"), page.text("hint")
        heading.setText(self.windowTitle())
        line.setText(
            _(
                "What is given once per person, such as a kit or a meal, or lent and returned. A desk hands it out by "
                "choosing it in place of a session. It counts nobody as present."
            )
        )
        self._nothing.setText(_("Nothing is handed out yet."))
        self.not_returned.setText(_("Only what is not returned yet"))
        self.new.setText(_("New hand-out"))
        self.edit.setText(_("Edit"))
        self.again.setText(_("Refresh"))
        self.back.setText(_("Close"))
        self.export.setText(_("Export (PDF, XLSX, CSV)"))
        self.table.setAccessibleName(self.windowTitle())
        self.people.setAccessibleName(_("People given one"))
        for table in (self.table, self.people):
            table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            table.setMinimumHeight(theme.px(170))
        cards = []
        for table in (self.table, self.people):
            framed = page.card()
            framed.setLayout(page.column(table, margins=1, spacing=0))
            cards.append(framed)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignLeft)
        layout = page.column(
            heading, line, cards[0], page.row(self._nothing, None, self.edit, self.new),
            page.row(self.count, None, self.not_returned), cards[1], self.notice,
            page.row(self.again, None, self.back, self.export), margins=36, spacing=14,
        )  # fmt: skip
        layout.setStretchFactor(cards[0], 2)
        layout.setStretchFactor(cards[1], 3)
        self.setLayout(layout)
        self.resize(theme.px(1560), theme.px(960))


def _read(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> _READ:
    return handouts_of(records), read_holders(records)


def _export(
    holders: tuple[Holder, ...], out: Path, title: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> Path:
    return export_holders(records, holders, out, export_word, language=catalogue.language(), title=title)
