"""Badges: looked through before printing, made as one PDF and noted as made, or given to the print queue."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.actions.papers.choose_badges import choose_badges
from kiosk.actions.papers.print_documents import (
    Batch,
    check_badges,
    note_badges,
    print_badges,
)
from kiosk.actions.papers.print_queue import Enqueued
from kiosk.actions.preparing.guide import chosen_layout
from kiosk.core.open_event import OpenEvent
from kiosk.core.print_job import Occasion
from kiosk.ui.documents.documents_card import DocumentsCard
from kiosk.ui.documents.paper_choice import PaperChoice, PaperChooser
from kiosk.ui.documents.whose_badges import WhoseBadges
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.words.catalogue import _
from kiosk.words.error_messages import Finding


class BadgeCard(DocumentsCard):
    """Checks the badges first; only what needs a look is shown, and a person decides."""

    def __init__(self, desk: Desk) -> None:
        self.to_printer, self._to_printer = page.button(), False
        super().__init__(desk, "badge", self.to_printer)
        self.whose = WhoseBadges(desk)
        self.paper = PaperChooser(desk, "badge", "badge")
        self.controls.addWidget(self.whose)
        self.controls.addWidget(self.paper)
        self.make.clicked.connect(self.check)
        self.to_printer.clicked.connect(self.check_and_print)
        desk.prints.changed.connect(self._show_printer)
        desk.reader.run(_chosen_layout, self._on_layout)
        self.retranslate()

    def check(self) -> None:
        """Look the badges through, then go on to choosing the file, over the findings if there are any."""
        self._to_printer = False
        self.start(partial(_check, self.whose.choice, self.paper.choice.layout), self._on_checked)

    def check_and_print(self) -> None:
        """Look the badges through as they will come out of the printer, then queue them in their order."""
        self._to_printer = True
        setup = self.desk.prints.setup
        self.start(partial(_check, self.whose.choice, setup.layout_for(setup.at_check_in)), self._on_checked)

    def make_to(self, out: Path) -> None:
        """Make them as one PDF."""
        self.start(partial(_make, out, self.whose.choice, self.paper.choice), self._on_made)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.title.setText(_("Badges"))
        self.line.setText(_("Checked before they are made."))
        self._show_printer()
        self.make.setText(_("Make badges"))
        super().retranslate()

    def _on_layout(self, name: str) -> None:
        """Begin with the layout that the event has chosen, unless another was chosen here last."""
        if not self.desk.settings.paper_badge:
            self.paper.take(replace(self.paper.choice, layout=name))

    def _show_printer(self) -> None:
        """Offer the printer that badges have, if they have one."""
        name = self.desk.prints.setup.printer_for(self.desk.prints.setup.at_check_in)
        self.to_printer.setVisible(bool(name))
        self.to_printer.setText(_("Print on {printer}").format(printer=name))

    def _on_checked(self, found: tuple[Finding, ...]) -> None:
        self.look_through(
            found,
            _("Before the badges are made"),
            _("Check these badges. Correct the people under People, or make the badges anyway."),
            self._go_on,
        )

    def _go_on(self) -> None:
        if self._to_printer:
            self.start(partial(_ids, self.whose.choice), self._queue)
        else:
            self._ask_where()

    def _queue(self, ids: tuple[str, ...]) -> None:
        def queued(asked: Enqueued) -> None:
            count = f"{len(asked.jobs):,}"
            self.finish(_("In the print queue: {count} {count:badge|badges}.").format(count=count))
            self.whose.begin_anew()

        if ids:
            self.desk.prints.print_badges(ids, Occasion.BATCH, then=queued, failed=self.refuse)
        else:
            self.tell_nothing_made(_("There are no badges to print."))

    def _ask_where(self) -> None:
        out = ask_to_save(self, self.title.text(), self.suggested(_("badges.pdf")), "PDF (*.pdf)")
        if out is not None:
            self.make_to(out.with_suffix(".pdf"))

    def _on_made(self, batch: Batch) -> None:
        sentence = _("Badges made for {count} {count:person|people}.").format(count=f"{len(batch.attendees):,}")
        self.note(lambda records: note_badges(records, batch), sentence, batch.files[0])
        self.desk.lane.run(lambda _records: None, lambda _noted: self.whose.begin_anew())


def _chosen_layout(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> str:
    return chosen_layout(records)


def _check(
    whose: dict[str, Any], layout: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> tuple[Finding, ...]:
    return check_badges(records, choose_badges(records, **whose), layout_name=layout or chosen_layout(records)).all


def _ids(whose: dict[str, Any], records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> tuple[str, ...]:
    return tuple(person.id for person in choose_badges(records, **whose))


def _make(
    out: Path,
    whose: dict[str, Any],
    paper: PaperChoice,
    records: OpenEvent,
    progress: Progress,
    cancelled: Cancelled,
) -> Batch:
    return print_badges(
        records, choose_badges(records, **whose), out, layout_name=paper.layout, sheet_name=paper.sheet,
        start=paper.start, progress=progress, cancelled=cancelled,
    )  # fmt: skip
