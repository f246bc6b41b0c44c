"""Badges: looked through before printing, made as one PDF, and noted as made."""

from dataclasses import replace
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
from kiosk.ui.background import Cancelled, Progress
from kiosk.ui.desk import Desk
from kiosk.ui.documents.documents_card import DocumentsCard
from kiosk.ui.documents.paper_choice import PaperChoice, PaperChooser
from kiosk.ui.widgets import page
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.ui.widgets.list_dialog import ListDialog
from kiosk.wording import N_, Finding, _, finding

_WHO = {"all": N_("Everybody"), "unprinted": N_("Without a badge yet")}


class BadgeCard(DocumentsCard):
    """Checks the badges first; only what needs a look is shown, and a person decides."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "badge")
        self.who, self._who_label = QComboBox(), QLabel()
        for name in _WHO:
            self.who.addItem(name, name)
        self.paper = PaperChooser(desk, "badge", "badge")
        self.controls.addLayout(page.form([(self._who_label, self.who)], spacing=8))
        self.controls.addWidget(self.paper)
        self.make.clicked.connect(self.check)
        desk.reader.run(_chosen_layout, self._on_layout)
        self.findings: ListDialog | None = None
        self.retranslate()

    def check(self) -> None:
        """Look the badges through, then go on to choosing the file, over the findings if there are any."""
        self.start(partial(_check, self.who.currentData(), self.paper.choice), self._on_checked)

    def make_to(self, out: Path) -> None:
        """Make them as one PDF."""
        self.start(partial(_make, out, self.who.currentData(), self.paper.choice), self._on_made)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.title.setText(_("Badges"))
        self.line.setText(_("With name, affiliation and QR code; looked through before they are made."))
        self._who_label.setText(_("For"))
        self.who.setAccessibleName(self._who_label.text())
        for place, text in enumerate(_WHO.values()):
            self.who.setItemText(place, _(text))
        self.make.setText(_("Make badges"))
        super().retranslate()

    def _on_layout(self, name: str) -> None:
        """Begin with the layout that the event has chosen."""
        self.paper.take(replace(self.paper.choice, layout=name))

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


def _check(
    who: str, paper: PaperChoice, records: Records, _progress: Progress, _cancelled: Cancelled
) -> tuple[Finding, ...]:
    return check_badges(records, choose_attendees(records, [who]), layout_name=paper.layout).all


def _make(out: Path, who: str, paper: PaperChoice, records: Records, progress: Progress, cancelled: Cancelled) -> Batch:
    return print_badges(
        records, choose_attendees(records, [who]), out, layout_name=paper.layout, sheet_name=paper.sheet,
        start=paper.start, progress=progress, cancelled=cancelled,
    )  # fmt: skip
