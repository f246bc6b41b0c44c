"""Badges: looked through before printing, made as one PDF, and noted as made."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel

from kiosk.actions.event import Records
from kiosk.actions.guide import chosen_layout
from kiosk.actions.print_documents import (
    Batch,
    check_badges,
    choose_attendees,
    note_badges,
    print_badges,
)
from kiosk.actions.shipped_layouts import layout_names, load_layout, load_sheet, sheet_names
from kiosk.ui.background import Cancelled, Progress
from kiosk.ui.desk import Desk
from kiosk.ui.documents.documents_card import DocumentsCard
from kiosk.ui.widgets import page
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.ui.widgets.list_dialog import ListDialog
from kiosk.wording import N_, Finding, _, finding, language

_WHO = {"all": N_("Everybody"), "unprinted": N_("Without a badge yet")}
_FIELDS = {"who": N_("For"), "layout": N_("Layout"), "sheet": N_("Paper")}


class BadgeCard(DocumentsCard):
    """Checks the badges first; only what needs a look is shown, and a person decides."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "badge")
        self.who, self.layout_name, self.sheet = QComboBox(), QComboBox(), QComboBox()
        choices = {"who": self.who, "layout": self.layout_name, "sheet": self.sheet}
        for choice, names in zip(choices.values(), (_WHO, layout_names("badge"), sheet_names()), strict=True):
            for name in names:
                choice.addItem(name, name)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData("single")))
        self._labels = {name: QLabel() for name in choices}
        self.controls.addLayout(
            page.form([(self._labels[name], choice) for name, choice in choices.items()], spacing=8)
        )
        self.make.clicked.connect(self.check)
        desk.reader.run(_chosen_layout, self._on_layout)
        self.findings: ListDialog | None = None
        self.retranslate()

    def check(self) -> None:
        """Look the badges through, then go on to choosing the file, over the findings if there are any."""
        self.start(partial(_check, self.who.currentData(), self.layout_name.currentData()), self._on_checked)

    def make_to(self, out: Path) -> None:
        """Make them as one PDF."""
        work = partial(_make, out, self.who.currentData(), self.layout_name.currentData(), self.sheet.currentData())
        self.start(work, self._on_made)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.title.setText(_("Badges"))
        self.line.setText(_("With name, affiliation and QR code; looked through before they are made."))
        for name, label in self._labels.items():
            label.setText(_(_FIELDS[name]))
            label.buddy().setAccessibleName(label.text())
        for place, text in enumerate(_WHO.values()):
            self.who.setItemText(place, _(text))
        for place in range(self.sheet.count()):
            self.sheet.setItemText(place, load_sheet(self.sheet.itemData(place)).label[language()])
        for place in range(self.layout_name.count()):
            label = load_layout(self.layout_name.itemData(place)).label
            self.layout_name.setItemText(place, label[language()])
        self.make.setText(_("Make badges"))
        super().retranslate()

    def _on_layout(self, name: str) -> None:
        """Begin with the layout that the event has chosen."""
        self.layout_name.setCurrentIndex(max(0, self.layout_name.findData(name)))

    def _on_checked(self, found: tuple[Finding, ...]) -> None:
        if not found:
            self._ask_where()
            return
        self.findings = ListDialog(
            _("Before the badges are made"),
            _("These badges need a look. Correct the people under People, or make the badges as they are."),
            [(N_("What to look at"), 0)], found, lambda one: [finding(one)],
            verb=_("Make them as they are"), parent=self,
        )  # fmt: skip
        self.findings.accepted.connect(self._ask_where)
        self.findings.finished.connect(self.findings.deleteLater)
        self.findings.open()

    def _ask_where(self) -> None:
        out = ask_to_save(self, self.title.text(), self.suggested(_("badges.pdf")), "PDF (*.pdf)")
        if out is not None:
            self.make_to(out.with_suffix(".pdf"))

    def _on_made(self, batch: Batch) -> None:
        sentence = _("Badges made for {count} people.").format(count=f"{len(batch.attendees):,}")
        self.note(lambda records: note_badges(records, batch), sentence, batch.files[0])


def _chosen_layout(records: Records, _progress: Progress, _cancelled: Cancelled) -> str:
    return chosen_layout(records)


def _check(who: str, layout: str, records: Records, _progress: Progress, _cancelled: Cancelled) -> tuple[Finding, ...]:
    return check_badges(records, choose_attendees(records, [who]), layout_name=layout).all


def _make(
    out: Path, who: str, layout: str, sheet: str, records: Records, progress: Progress, cancelled: Cancelled
) -> Batch:
    return print_badges(
        records, choose_attendees(records, [who]), out, layout_name=layout, sheet_name=sheet, progress=progress,
        cancelled=cancelled,
    )  # fmt: skip
