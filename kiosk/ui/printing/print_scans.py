"""Scans at a desk that only prints, and what a check-in says of the badge it prints."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.actions.papers.print_scan import Outcome, PrintAnswer, print_for_scan
from kiosk.core.printer_setup import Mode
from kiosk.core.scan import Answer
from kiosk.errors import KioskError
from kiosk.ui.check_in.answer_text import Kind, Shown, shown_answer
from kiosk.ui.check_in.corrections import may_overrule
from kiosk.ui.check_in.door import Door, new_scan
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.symbols import Symbol
from kiosk.words.catalogue import _
from kiosk.words.names import category_of, name_of


class PrintScans(QObject):
    """``answered`` carries what a scan at such a desk shows."""

    answered = Signal(object, str)  # a Shown, a word for it

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    @property
    def takes_scans(self) -> bool:
        """Whether this desk prints instead of checking in."""
        return self._desk.prints.setup.mode in (Mode.PRINT_ONLY, Mode.PRINT_AGAIN)

    def take(self, text: str) -> None:
        """Print the badge of whoever holds the code ``text``."""
        setup = self._desk.prints.setup
        scan = new_scan(Door(None, None, None), text, self._desk.now(), self._desk.desk_name)
        because = _("Printed again by scanning at this desk") if setup.mode is Mode.PRINT_AGAIN else ""
        work = partial(print_for_scan, scan=scan, paper=setup.at_check_in, again_because=because)
        self._desk.lane.run(work, self._on_answered, self._on_trouble, urgent=True)

    def with_badge(self, shown: Shown, answer: Answer) -> Shown:
        """The answer as it is shown at a desk that prints the badge by itself: nobody has to ask for it."""
        if self._desk.prints.setup.mode is not Mode.ON_CHECK_IN or not answer.badge_due or answer.person is None:
            return shown
        if may_overrule(answer):  # what to do about the refusal is more important
            return shown
        told = _("Badge is printing")
        return replace(shown, aside=told) if shown.aside else replace(shown, message=told)

    def _on_answered(self, told: PrintAnswer) -> None:
        self._desk.prints.go_on()
        self.answered.emit(_shown(told, self._desk), f"badge_{told.outcome}")

    def _on_trouble(self, trouble: KioskError) -> None:
        self._desk.trouble.emit(self._desk.explain(trouble))


def _shown(told: PrintAnswer, desk: Desk) -> Shown:
    if told.outcome is Outcome.REFUSED:
        return shown_answer(told.answer, desk.programme, desk.zone)
    person = told.answer.person
    details = "  ·  ".join(filter(None, (name_of(present(person).affiliation), category_of(present(person).category))))
    match told.outcome:
        case Outcome.QUEUED:
            kind, symbol, word = Kind.DONE, Symbol.TICK, _("Badge is printing")
            message = _("Nobody is checked in at this desk.")
        case Outcome.ON_ITS_WAY:
            kind, symbol, word = Kind.DONE, Symbol.AGAIN, _("Badge is on its way")
            message = _("It waits in the print queue.")
        case _:
            kind, symbol, word = Kind.ATTENTION, Symbol.ATTENTION, _("Already has a badge")
            message = _("Another one is printed at a desk that prints again, or by hand with a reason.")
    return Shown(kind, symbol, word, name=present(person).name, details=details, message=message)
