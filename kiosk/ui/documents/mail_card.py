"""Tickets by mail: their words, the account, sending with what became of each, a table or drafts for other programs."""

import queue
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox

from kiosk.actions.mails.account import account_from, password_of
from kiosk.actions.mails.files import MailFiles, write_mail_files
from kiosk.actions.mails.roll import Receiver, chosen, mail_roll, unreachable
from kiosk.actions.mails.send import Result, Run, check_account, send_tickets
from kiosk.actions.mails.words import mail_words
from kiosk.core.mail import MailState, Outcome, Words
from kiosk.core.mail_account import Account, Security
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.documents.documents_card import DocumentsCard
from kiosk.ui.mails.account_dialog import MailAccountDialog
from kiosk.ui.mails.words_dialog import MailWordsDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress, RecordsLane
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.file_dialogs import ask_for_folder, ask_to_save
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.list_dialog import ListDialog
from kiosk.words.catalogue import N_, _, language
from kiosk.words.mail import OUTCOMES, run_text, server_text, state_text, stopped_text
from kiosk.words.names import name_of
from kiosk.words.terms import export_word

_FORMS = {
    MailState.DUE: N_("Send to everyone who has not received one"),
    MailState.CHANGED: N_("Resend what has changed since"),
    MailState.REFUSED: N_("Resend what was refused"),
    MailState.UNSURE: N_("Resend what is uncertain"),
    "xlsx": N_("Table for a mail merge (XLSX)"),
    "csv": N_("Table for a mail merge (CSV)"),
    "eml": N_("Drafts for a mail program (.eml)"),
}
_WRITTEN = ("xlsx", "csv", "eml")
_HEADINGS = (
    (N_("Name"), 240),
    (N_("Affiliation"), 340),
    (N_("E-mail"), 380),
    (N_("Mail"), 260),
    (N_("Server reply"), 0),
)


class MailCard(DocumentsCard):
    """One run at a time, on a lane of its own; the desk goes on meanwhile."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "ticket")
        self.form = QComboBox()
        for form in _FORMS:
            self.form.addItem("", form)
        self.words, self.account, self.who = page.button(), page.button(), page.button()
        self.controls.addWidget(self.form)
        self.controls.addWidget(FlowBox(self.words, self.account, self.who, spacing=6))
        self.listing: ListDialog | None = None
        self.make.clicked.connect(self._on_make)
        self.words.clicked.connect(lambda: self.start(_words, self._show_words, desk.reader))
        self.account.clicked.connect(self.open_account)
        self.who.clicked.connect(self.list_people)
        self.form.currentIndexChanged.connect(self.retranslate)
        self.retranslate()

    def send(self) -> None:
        """Send to the people chosen; what is wrong with the account is told at once."""
        account = account_from(self.desk.settings)
        try:
            check_account(account)
        except KioskError as trouble:
            self.refuse(trouble)
            return
        work = partial(_send, MailState(self.form.currentData()), account, password_of(account), noting(self.desk.lane))
        self.start(work, partial(self._on_sent, account), self.desk.mails)

    def make_to(self, out: Path) -> None:
        """Write a table or drafts."""
        self.start(partial(_write, out, account_from(self.desk.settings)), self._on_written)

    def list_people(self) -> None:
        """Show who was sent what."""
        self.start(_roll, self._show_roll, self.desk.reader)

    def open_account(self) -> MailAccountDialog:
        """The account that mails are sent from."""
        return open_dialog(MailAccountDialog(self.desk, self))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.title.setText(_("Tickets by mail"))
        self.line.setText(_("Each person gets their QR code, PDF and sessions."))
        for place, text in enumerate(_FORMS.values()):
            self.form.setItemText(place, _(text))
        self.form.setAccessibleName(_("What to do"))
        self.words.setText(_("Edit text"))
        self.account.setText(_("Account"))
        self.who.setText(_("Sent mail"))
        self.make.setText(_("Send") if self.form.currentData() not in _WRITTEN else _("Create"))
        super().retranslate()

    def _on_make(self) -> None:
        form = self.form.currentData()
        if form not in _WRITTEN:
            self.send()
            return
        if form == "eml":
            out = ask_for_folder(self, _("Folder for the drafts"), self.suggested(""))
        else:
            out = ask_to_save(self, self.title.text(), self.suggested(_("mail merge") + f".{form}"), f"*.{form}")
            out = out and out.with_suffix(f".{form}")
        if out is not None:
            self.make_to(out)

    def _show_words(self, words: dict[str, Words]) -> None:
        open_dialog(MailWordsDialog(self.desk, words, self))

    def _show_roll(self, roll: list[Receiver]) -> None:
        lines = sorted(roll, key=lambda one: list(MailState).index(one.state))
        self._list(
            _("Sent mail"),
            _("People without an address are listed; nobody gets the same e-mail twice."),
            lines,
            _receiver,
        )

    def _on_sent(self, account: Account, sent: tuple[Run, int]) -> None:
        run, missing = sent
        sentences = [run_text(run), stopped_text(run)]
        if missing:
            sentences.append(_("Without an address: {count}").format(count=f"{missing:,}"))
        if account.security is Security.NONE:
            sentences.append(_("These e-mails were sent to the server without encryption."))
        told = "\n".join(filter(None, sentences))
        unsent = [one for one in run.results.values() if one.outcome is not Outcome.SENT]
        if unsent or run.stopped or run.left:
            self.tell_nothing_made(told)
        else:
            self.finish(told)
        if unsent:
            self._list(_("Not sent"), _("Server replies."), unsent, _result)

    def _list(self, title: str, sentence: str, lines: Sequence[Any], describe: Callable[[Any], Sequence[str]]) -> None:
        self.listing = ListDialog(title, sentence, _HEADINGS, lines, describe, parent=self)
        open_dialog(self.listing)

    def _on_written(self, made: MailFiles) -> None:
        sentence = _("Created for {count} {count:person|people}.").format(count=f"{made.count:,}")
        if made.unreachable:
            names = ", ".join(person.name for person in made.unreachable[:5])
            sentence += "\n" + _("Without an address: {names}").format(names=names)
        self.finish(sentence, made.files[0])


def noting(lane: RecordsLane) -> Callable[[Callable[[OpenEvent], object]], object]:
    """Does a piece of work on the records lane and waits, in another thread, until it is on the disk."""

    def note(work: Callable[[OpenEvent], object]) -> object:
        answers: queue.SimpleQueue[tuple[object, BaseException | None]] = queue.SimpleQueue()

        def do(records: OpenEvent) -> None:
            try:
                answers.put((work(records), None))
            except BaseException as trouble:  # noqa: BLE001 - handed to whoever waits for it
                answers.put((None, trouble))

        lane.run(do)
        value, trouble = answers.get()
        if trouble is not None:
            raise trouble
        return value

    return note


def _send(
    state: MailState, account: Account, password: str, note: Callable[..., object], records: OpenEvent,
    progress: Progress, cancelled: Cancelled,
) -> tuple[Run, int]:  # fmt: skip
    roll = mail_roll(records)
    run = send_tickets(
        records, chosen(roll, (state,)), account, password, note=note, cancelled=cancelled,
        tell=lambda run: progress(len(run.results), run.total),
    )  # fmt: skip
    return run, len(list(unreachable(roll)))


def _write(out: Path, account: Account, records: OpenEvent, progress: Progress, cancelled: Cancelled) -> MailFiles:
    return write_mail_files(
        records, out, export_word, sender=account.mailbox, language=language(), progress=progress, cancelled=cancelled
    )


def _words(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> dict[str, Words]:
    return mail_words(records)


def _roll(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> list[Receiver]:
    return mail_roll(records)


def _receiver(one: Receiver) -> tuple[str, ...]:
    said = one.last.server if one.last else ""
    return one.person.name, name_of(one.person.affiliation), one.person.email, state_text(one), said


def _result(one: Result) -> tuple[str, ...]:
    return one.person.name, name_of(one.person.affiliation), one.address, _(OUTCOMES[one.outcome]), server_text(one)
