"""The print queue: what waits, what was printed, what needs a look, and what a person does about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kiosk.actions.papers import print_queue
from kiosk.actions.papers.print_queue import Line, newest_lines
from kiosk.core.open_event import OpenEvent
from kiosk.core.print_job import OPEN, PrintJob, State, Step, may
from kiosk.errors import KioskError
from kiosk.ui.printing.print_texts import news, state_text, time_text, why_text
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.words import terms
from kiosk.words.catalogue import N_, _

_SHOWN = 500
_HEADINGS = (
    N_("Status"), N_("Time"), N_("Paper"), N_("Action"), N_("Printer"), N_("Times"), N_("Operator"), N_("Why"),
)  # fmt: skip
_WAITING = (State.QUEUED, State.HELD, State.SENT)
_WIDTHS = (190, 120, 130, 240, 210, 90, 130)


class PrintingScreen(Retranslated, QWidget):
    """The jobs of this laptop, those that changed last first."""

    wants_screen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.prints = desk, desk.prints
        self.lines: tuple[Line, ...] = ()
        self._title, self.state, self.notice = page.text("title", wrap=False), page.text("heading"), page.Notice()
        self.model = LinesModel(_HEADINGS, self._describe)
        self.table = page.Table(self.model, _WIDTHS)
        self.table.setSelectionMode(page.Table.SelectionMode.ExtendedSelection)
        self.pause, self.settings, self.cancel_all = page.button(), page.button(), page.button("danger")
        self.whole = page.text()
        self.retry, self.lies_there, self.hold, self.elsewhere, self.again, self.cancel = (
            page.button(look) for look in ("primary", "", "", "", "", "danger")
        )
        self._nothing, self._whence = page.text("title"), page.text("hint")
        self.printers = QMenu(self)
        self.dialog: ReasonDialog | None = None
        self._arrange()
        self._connect()
        self.retranslate()

    # -- what is shown -------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Show the queue as it is now."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read the queue again."""
        if self.isVisible():
            self.desk.lane.run(_read_lines, self._on_read)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._title.setText(_("Printing"))
        self.table.setAccessibleName(_("Print queue"))
        self._nothing.setText(_("Nothing is waiting to be printed"))
        self._whence.setText(
            _(
                "Badges made at the door or under Documents appear here. They are printed as soon as their "
                "printer, chosen under Settings, is free."
            )
        )
        self.settings.setText(_("Printers…"))
        self.settings.setToolTip(_("Choose printers, paper and layouts under Settings"))
        self.retry.setText(_("Try again"))
        self.lies_there.setText(_("It was printed"))
        self.lies_there.setToolTip(_("Mark it as printed"))
        self.elsewhere.setText(_("Other printer"))
        self.again.setText(_("Print again"))
        self.again.setToolTip(_("Print it again, with a reason"))
        self.cancel.setText(_("Cancel"))
        self.cancel_all.setText(_("Cancel all that wait"))
        self.cancel_all.setToolTip(_("Take out of the queue everything that was not printed yet"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_HEADINGS) - 1)
        self._show_state()
        self._enable()

    def chosen(self) -> list[PrintJob]:
        """The jobs marked in the list."""
        return [self.lines[index.row()].job for index in self.table.selectionModel().selectedRows()]

    def _describe(self, line: Line) -> tuple[str, ...]:
        job = line.job
        times = str(job.times) if job.times else ""
        return (
            state_text(job), time_text(job, self.desk.zone), terms.print_word(job.paper), line.what,
            job.printer or self.prints.setup.printer_for(job.paper), times, job.operator, why_text(job),
        )  # fmt: skip

    def _on_read(self, lines: tuple[Line, ...]) -> None:
        marked = {job.id for job in self.chosen()}
        self.lines = lines
        self.model.show(lines)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row, line in enumerate(lines):
            if line.job.id in marked:
                self.table.selectionModel().select(self.model.index(row, 0), flags)
        failed = next((row for row, line in enumerate(lines) if line.job.state is State.FAILED), None)
        if not marked and failed is not None:
            self.table.selectRow(failed)
        self._show_whether_empty()
        self._enable()

    def _show_whether_empty(self) -> None:
        """Where nothing was ever printed, say how things get here in place of an empty table."""
        for part in (self.state, self._framed, self._steps):
            part.setVisible(bool(self.lines))
        self._empty.setVisible(not self.lines)

    def _show_state(self) -> None:
        told = news(self.prints)
        counts = self.prints.queue.counts
        under_way = counts.get(State.QUEUED, 0) + counts.get(State.SENT, 0)
        if told:
            (self.notice.trouble if told[0].is_trouble else self.notice.attention)("\n".join(n.sentence for n in told))
        else:
            self.notice.clear()
        self.state.setText(
            _("{count} in progress, {printed} printed").format(count=under_way, printed=counts.get(State.PRINTED, 0))
        )
        paused = self._all_paused()
        self.pause.setText(_("Resume printing") if paused else _("Pause printing"))
        self.pause.setEnabled(bool(self.prints.setup.assigned()))

    def _enable(self) -> None:
        jobs = self.chosen()
        self.cancel_all.setEnabled(any(line.job.state in _WAITING for line in self.lines))
        self._tell_whole(jobs)
        held = bool(jobs) and all(job.state is State.HELD for job in jobs)
        self.hold.setText(_("Release") if held else _("Hold"))
        for button, step in (
            (self.retry, Step.RETRY), (self.lies_there, Step.CONFIRM), (self.elsewhere, Step.MOVE),
            (self.cancel, Step.CANCEL), (self.hold, Step.RELEASE if held else Step.HOLD),
        ):  # fmt: skip
            button.setEnabled(any(may(job, step) for job in jobs))
        self.lies_there.setEnabled(any(job.state is State.UNKNOWN for job in jobs))
        self.again.setEnabled(any(job.state not in OPEN for job in jobs))

    def _tell_whole(self, jobs: list[PrintJob]) -> None:
        """Of one marked job the whole reason, with the way out: a cell has room for one line."""
        self.whole.setText(why_text(jobs[0]) if len(jobs) == 1 else "")
        theme.set_look(self.whole, "trouble" if jobs and jobs[0].state is State.FAILED else "")
        self.whole.setVisible(bool(self.whole.text()))

    # -- what a person does --------------------------------------------------------------------------------------

    def step(self, step: Step) -> None:
        """Take the marked jobs a step on."""
        ids = [job.id for job in self.chosen()]
        self.prints.do(lambda records: print_queue.decide(records, ids, step), self._on_trouble)

    def move_to(self, printer: str) -> None:
        """Give the marked jobs to another printer, taken back from the first one."""
        self.prints.withdraw(
            [job.id for job in self.chosen() if may(job, Step.MOVE)],
            lambda ids: self.prints.do(lambda records: print_queue.move(records, ids, printer), self._on_trouble),
        )

    def cancel_chosen(self) -> None:
        """Take the marked jobs out of the queue, and back from the printer."""
        self.prints.withdraw(
            [job.id for job in self.chosen() if may(job, Step.CANCEL)],
            lambda ids: self.prints.do(lambda records: print_queue.decide(records, ids, Step.CANCEL), self._on_trouble),
        )

    def cancel_waiting(self) -> None:
        """Take out of the queue all that was not printed yet; what failed or is unclear stays to be looked at."""
        listed = [line.job for line in self.lines if line.job.state in _WAITING]
        waiting = list(dict.fromkeys(job.id for job in (*self.prints.queue.waiting, *listed)))
        self.prints.withdraw(
            waiting,
            lambda ids: self.prints.do(lambda records: print_queue.decide(records, ids, Step.CANCEL), self._on_trouble),
        )

    def ask_again(self) -> ReasonDialog:
        """Ask why the marked jobs are printed again."""
        ids = [job.id for job in self.chosen()]
        self.dialog = again_dialog(self)
        self.dialog.given.connect(
            lambda reason: self.prints.do(
                lambda records: print_queue.print_again(records, ids, reason, desk=self.desk.desk_name),
                self._on_trouble,
            )
        )
        return open_dialog(self.dialog)

    def _on_hold(self) -> None:
        self.step(Step.RELEASE if all(job.state is State.HELD for job in self.chosen()) else Step.HOLD)

    def _on_pause(self) -> None:
        setup, paused = self.prints.setup, not self._all_paused()
        for printer in setup.assigned().values():
            setup = setup.with_printer(printer, paused=paused)
        self.prints.change(setup)

    def _all_paused(self) -> bool:
        assigned = set(self.prints.setup.assigned().values())
        return bool(assigned) and assigned <= self.prints.setup.paused()

    def _on_move(self) -> None:
        """The printers of this computer, asked for when they are wanted."""
        self.prints.read_printers(self._offer_printers)

    def _offer_printers(self, names: list[str]) -> None:
        self.printers.clear()
        for name in names:
            self.printers.addAction(name, partial(self.move_to, name))
        if not names:
            self.printers.addAction(_("This computer has no printer")).setEnabled(False)
        self.printers.popup(self.elsewhere.mapToGlobal(self.elsewhere.rect().bottomLeft()))

    def _on_trouble(self, trouble: KioskError) -> None:
        self.desk.trouble.emit(self.desk.explain(trouble))

    def _on_changed(self) -> None:
        self._show_state()
        self.reload()

    # -- building ------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.prints.changed.connect(self._on_changed)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.model.modelReset.connect(self._enable)
        acts: tuple[tuple[QPushButton, Callable[[], object]], ...] = (
            (self.pause, self._on_pause),
            (self.settings, lambda: self.wants_screen.emit("settings.printing")),
            (self.retry, lambda: self.step(Step.RETRY)),
            (self.lies_there, lambda: self.step(Step.CONFIRM)),
            (self.hold, self._on_hold),
            (self.elsewhere, self._on_move),
            (self.again, self.ask_again),
            (self.cancel, self.cancel_chosen),
            (self.cancel_all, self.cancel_waiting),
        )
        for button, act in acts:
            button.clicked.connect(lambda _checked=False, act=act: act())

    def _arrange(self) -> None:
        self._framed, self._empty, self._steps = page.card(), page.card(), QWidget()
        self._framed.setLayout(page.column(self.table, margins=1, spacing=0))
        for label in (self._nothing, self._whence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture = page.row(None, Picture("print", 140), None)
        self._empty.setLayout(page.column(None, picture, self._nothing, self._whence, None, margins=40))
        head = ScreenHead(self._title, self.settings, self.pause, line=self.state, notice=self.notice)
        steps = (self.retry, self.lies_there, self.hold, self.elsewhere, self.again, self.cancel, self.cancel_all)
        self._steps.setLayout(page.column(self.whole, FlowBox(*steps, spacing=12), spacing=8))
        layout = screen_column(head, self._framed, self._empty, self._steps)
        for part in (self._framed, self._empty):
            layout.setStretchFactor(part, 1)
        self.setLayout(layout)
        self._empty.hide()  # until it is known


def again_dialog(parent: QWidget, name: str = "") -> ReasonDialog:
    """Asks why something is printed again."""
    return ReasonDialog(
        _("Print again"),
        _("The reason is kept with the badge: who printed it again, when and why."),
        _("Print again"),
        concerned=name,
        needed=True,
        usual=(_("Lost"), _("Misspelt"), _("Damaged"), _("Was never printed")),
        parent=parent,
    )


def _read_lines(records: OpenEvent) -> tuple[Line, ...]:
    return newest_lines(records, _SHOWN)
