"""The desks of the event: how it is shared, who shares it, and what there is to resolve between them."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMessageBox, QSizePolicy, QStackedWidget, QWidget

from kiosk.actions.desks.hub import create_hub, desks_of, prepare_hub, revoke
from kiosk.core.exchange import DeskEntry
from kiosk.core.fleet import DeskReport, concerns
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.desks.conflict_card import ConflictCard
from kiosk.ui.desks.invite_dialog import InviteDialog
from kiosk.ui.desks.use_invitation_dialog import UseInvitationDialog
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.services.sync import Sync
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.focus import FocusKeeper
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.plain import PlainQuestion
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.words.catalogue import N_, _
from kiosk.words.sync import concern_text, duration_text, explained

REFRESH_MS = 5000
_CLOCK_NOISE = timedelta(seconds=1)


class DesksScreen(Retranslated, QWidget):
    """Makes the hub, invites and shuts out desks, on the organiser's laptop; tells how things stand on every one."""

    def __init__(self, sharing: Sync, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sharing, self.desk = sharing, sharing.desk
        self._entries: list[DeskEntry] = []
        self._title, self._state, self.notice = page.text("title", wrap=False), page.text("hint"), page.Notice()
        self._alone, self._why = page.text("title"), page.text("hint")
        self._desks_title = page.text("heading")
        self.make, self.invite, self.shut_out = page.button("primary"), page.button("primary"), page.button("danger")
        self.use, self.anew = page.button(), page.button()
        headings = (
            N_("Desk"), N_("Last contact"), N_("Look after"), N_("Last scan"), N_("Waiting to send"), N_("Clock"),
            N_("Battery"), N_("Disk free"), N_("Printers"), N_("Program"),
        )  # fmt: skip
        self.model = LinesModel(headings, self._describe)
        self.table = page.Table(self.model, (200, 150, 250, 130, 150, 170, 180, 120, 150))
        self.settle = ConflictCard(self.desk)
        self._stack = QStackedWidget()
        self._refreshing = QTimer(self, interval=REFRESH_MS)
        self._focus = FocusKeeper(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def reload(self) -> None:
        """Ask the hub for its desks, and the event for what is to be resolved."""
        self.settle.reload()
        if self.make.isEnabled():  # a hub that is just being made is not to be shared through yet
            self.sharing.look()
        by = self.sharing.by
        if by is not None and by.joined:
            work = partial(_desks, by.event, self.desk.settings.desk_id)
            self.sharing.hub.run(work, self._on_desks, lambda _trouble: None)

    def make_hub(self) -> None:
        """Make the hub on this laptop and share the event."""
        self.make.setEnabled(False)
        self.notice.done(_("Setting up the hub…"))
        self.desk.lane.run(prepare_hub, lambda _nothing: self._make_hub(), self._on_refused)

    def _make_hub(self) -> None:
        self.sharing.hub.run(partial(_create, self.desk.desk_name), self._on_made, self._on_refused)

    def invite_desk(self) -> InviteDialog:
        """Ask for a desk's name and show its invitation."""
        self.notice.clear()
        dialog = InviteDialog(self.sharing, self)
        dialog.finished.connect(self.reload)
        return open_dialog(dialog)

    def use_invitation(self) -> UseInvitationDialog:
        """Reach the hub by another invitation."""
        dialog = UseInvitationDialog(self.sharing, self)
        dialog.used.connect(self.sharing.restart)
        return open_dialog(dialog)

    def shut_out_desk(self, entry: DeskEntry) -> None:
        """Shut a desk out, at once."""
        self.sharing.hub.run(
            partial(_revoke, entry.number), lambda _nothing: self._on_shut_out(entry), self._on_refused
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up, and go on doing so while the screen is seen."""
        super().showEvent(event)
        self._refreshing.start()
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: ask nobody."""
        super().hideEvent(event)
        self._refreshing.stop()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._title.setText(_("Desks"))
        self._alone.setText(_("This event is only on this laptop"))
        self._why.setText(
            _("Set up the hub here to share it: other laptops join with a code or a file, get everything, and "
              "keep working when the network fails.")
        )  # fmt: skip
        self.make.setText(_("Set up the hub on this laptop"))
        self.invite.setText(_("Invite a desk"))
        self.shut_out.setText(_("Revoke access"))
        self.use.setText(_("Use an invitation"))
        self.anew.setText(_("Set up a new hub here"))
        self._desks_title.setText(_("Desks sharing this event"))
        self.table.setAccessibleName(self._desks_title.text())
        self.model.show(self._entries)
        self._show_state()

    def _describe(self, entry: DeskEntry) -> tuple[str, ...]:
        organiser = _("{desk} (organiser)").format(desk=entry.name) if entry.organiser else entry.name
        report = entry.report
        return (
            organiser, self._contact(entry), self._concerns(entry), self._moment(report.last_scan),
            f"{entry.waiting:,}" if entry.waiting else "", _clock(entry), _battery(report),
            "" if report.disk_free is None else f"{report.disk_free / 1e9:,.1f} GB", _printers(report), report.version,
        )  # fmt: skip

    def _concerns(self, entry: DeskEntry) -> str:
        if entry.revoked_at is not None or entry.joined_at is None:
            return ""
        offset = None if entry.offset_us is None else timedelta(microseconds=entry.offset_us)
        return ", ".join(map(concern_text, concerns(entry.report, entry.last_seen, offset, self.desk.now())))

    def _moment(self, at: datetime | None) -> str:
        """A moment of today by the clock alone."""
        if at is None:
            return ""
        here, now = at.astimezone(self.desk.zone), self.desk.now().astimezone(self.desk.zone)
        return f"{here:%H:%M}" if here.date() == now.date() else f"{here:%m-%d %H:%M}"

    def _contact(self, entry: DeskEntry) -> str:
        if entry.revoked_at is not None:
            return _("Access revoked")
        if entry.last_seen is None:
            return _("Not joined yet")
        if self.desk.now() - entry.last_seen < timedelta(minutes=1):
            return _("Just now")
        return self._moment(entry.last_seen)

    def _chosen(self) -> DeskEntry | None:
        rows = self.table.selectionModel().selectedRows()
        return self._entries[rows[0].row()] if rows and rows[0].row() < len(self._entries) else None

    def _show_state(self) -> None:
        by, state = self.sharing.by, self.sharing.state
        shared = by is not None and by.joined
        self._focus.leave()
        self._stack.setCurrentIndex(1 if shared else 0)
        self.invite.setVisible(shared and present(by).is_organiser)
        self.use.setVisible(not (shared and present(by).is_organiser))
        trouble = state.trouble if state is not None else None
        is_gone = trouble is not None and trouble.code == "hub.unreachable"  # and not: it shut us out
        self.anew.setVisible(shared and not present(by).is_organiser and is_gone)
        self._state.setText(explained(state, self.desk.zone) if shared and state is not None else "")
        self._state.setVisible(bool(self._state.text()))
        self._enable()
        self._focus.back((self.use if self.invite.isHidden() else self.invite) if shared else self.make)

    def _enable(self) -> None:
        chosen, by = self._chosen(), self.sharing.by
        self.shut_out.setVisible(by is not None and by.is_organiser)
        self.shut_out.setEnabled(chosen is not None and not chosen.organiser and chosen.revoked_at is None)

    def _on_desks(self, entries: list[DeskEntry]) -> None:
        if entries != self._entries:
            chosen = self._chosen()
            self._entries = entries
            self.model.show(entries)
            numbers = [entry.number for entry in entries]
            if chosen is not None and chosen.number in numbers:
                self.table.selectRow(numbers.index(chosen.number))
        self._enable()

    def _ask_anew(self) -> None:
        box = PlainQuestion(QMessageBox.Icon.Question, self.anew.text(), "", parent=self)
        box.setText(_("Is the hub lost for good?"))
        box.setInformativeText(
            _("If its laptop is only switched off, wait: nothing is lost. A new hub gets everything that is here; "
              "the other desks need new invitations and add what they have.")
        )  # fmt: skip
        agree = box.addButton(self.anew.text(), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.buttonClicked.connect(lambda button: self._make_anew() if button is agree else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def _make_anew(self) -> None:
        self.sharing.end()  # so that nobody reaches for the old one meanwhile
        self.make_hub()

    def _on_made(self, _access: object) -> None:
        self.make.setEnabled(True)
        self.notice.done(_("The hub is set up and runs while this event is open here. Now invite the other desks."))
        self.sharing.look()

    def _on_refused(self, trouble: KioskError) -> None:
        self.make.setEnabled(True)
        self.notice.trouble(self.desk.explain(trouble))
        self.sharing.look()

    def _on_shut_out(self, entry: DeskEntry) -> None:
        self.notice.done(_("{desk} no longer has access. What it shared before stays.").format(desk=entry.name))
        self.reload()

    def _ask_shut_out(self) -> None:
        entry = self._chosen()
        if entry is None:
            return
        box = PlainQuestion(QMessageBox.Icon.Question, self.shut_out.text(), "", parent=self)
        box.setText(_("Revoke access for {desk}?").format(desk=entry.name))
        box.setInformativeText(_("It no longer sends or receives anything. What it already has stays on that laptop."))
        agree = box.addButton(self.shut_out.text(), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.buttonClicked.connect(lambda button: self.shut_out_desk(entry) if button is agree else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def _connect(self) -> None:
        self.make.clicked.connect(self.make_hub)
        self.invite.clicked.connect(self.invite_desk)
        self.use.clicked.connect(self.use_invitation)
        self.anew.clicked.connect(self._ask_anew)
        self.shut_out.clicked.connect(self._ask_shut_out)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.sharing.changed.connect(self._show_state)
        self.desk.others_worked.connect(self.settle.reload)
        self._refreshing.timeout.connect(self.reload)

    def _lay_out(self) -> None:
        empty = QFrame()
        theme.set_look(empty, "card")
        picture = page.row(None, Picture("desks", 140), None)
        for label in (self._alone, self._why):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setLayout(
            page.column(None, picture, self._alone, self._why, 12, page.row(None, self.make, None), None, margins=40)
        )
        desks = page.card()
        head = page.row(self._desks_title, None, self.shut_out)
        inside = page.column(head, self.table, margins=24, spacing=10)
        desks.setLayout(inside)
        inside.setStretchFactor(self.table, 1)  # the head stays low where nobody can be shut out
        self.table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(theme.px(150))
        both = QWidget()
        halves = page.column(desks, self.settle, spacing=16)
        both.setLayout(halves)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        self._stack.addWidget(empty)
        self._stack.addWidget(both)
        top = ScreenHead(self._title, self.anew, self.use, self.invite, line=self._state, notice=self.notice)
        self.setLayout(screen_column(top, self._stack, fills=self._stack))


def _battery(report: DeskReport) -> str:
    if report.battery is None:
        return ""
    return (
        f"{report.battery} %"
        if report.on_mains is not False
        else _("{percent} %, unplugged").format(percent=report.battery)
    )


def _printers(report: DeskReport) -> str:
    if not report.printers:
        return ""
    if report.printers_in_trouble:
        return _("{count} of {all} with a problem").format(count=report.printers_in_trouble, all=report.printers)
    return _("{count} ready").format(count=report.printers)


def _clock(entry: DeskEntry) -> str:
    if entry.offset_us is None:
        return ""
    offset = timedelta(microseconds=entry.offset_us)
    if abs(offset) < _CLOCK_NOISE:
        return _("Accurate")
    length = duration_text(offset)
    return (
        _("{length} slow").format(length=length) if offset > timedelta() else _("{length} fast").format(length=length)
    )


def _create(desk: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> object:
    return create_hub(records, desk)


def _desks(event: str, laptop: str, _records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> list[DeskEntry]:
    return desks_of(event, laptop)


def _revoke(number: int, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> None:
    revoke(records, number)
