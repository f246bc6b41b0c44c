"""The account that tickets are mailed from, and a trial to oneself."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from kiosk.actions.mails.account import account_from, keep_password, password_of, settings_of
from kiosk.actions.mails.roll import mail_roll
from kiosk.actions.mails.send import check_account, send_trial
from kiosk.core.mail_account import FASTEST, PORTS, SLOWEST, Account, Security
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.file_field import FileField
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.words.catalogue import N_, _

_SECURITY = {
    Security.STARTTLS: N_("STARTTLS (usual)"),
    Security.TLS: N_("TLS from the beginning"),
    Security.NONE: N_("None: anyone on the way can read it"),
}
_CERTIFICATES = (".pem", ".crt", ".cer")


class MailAccountDialog(Dialog):
    """Kept on this laptop; the password goes into the key ring of the system."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, account = desk, account_from(desk.settings)
        self.host, self.user, self.address = QLineEdit(account.host), QLineEdit(account.user), QLineEdit(account.sender)
        self.sender_name, self.reply_to = QLineEdit(account.sender_name), QLineEdit(account.reply_to)
        self.certificate = FileField(_CERTIFICATES)
        if account.certificate:
            self.certificate.set_path(Path(account.certificate))
        self.password = QLineEdit(password_of(account), echoMode=QLineEdit.EchoMode.Password)
        self.trial_to = QLineEdit(account.sender)
        self.port, self.pace, self.security = page.number(QSpinBox()), page.number(QSpinBox()), QComboBox()
        self.port.setRange(1, 65_535)
        self.pace.setRange(SLOWEST, FASTEST)
        for way, text in _SECURITY.items():
            self.security.addItem(_(text), way)
        self.security.setCurrentIndex(self.security.findData(account.security))
        self.port.setValue(account.port)
        self.pace.setValue(account.pace)
        self.notice = page.Notice()
        self.save, self.trial, self._back = page.button("primary"), page.button(), page.button()
        self._lay_out()
        self.security.currentIndexChanged.connect(
            lambda: self.port.setValue(PORTS[Security(self.security.currentData())])
        )
        self.save.clicked.connect(self._on_save)
        self.save.setDefault(True)
        self.trial.clicked.connect(self._on_trial)
        self._back.clicked.connect(self.reject)

    def account(self) -> Account:
        """What stands in the fields."""
        return Account(
            self.host.text().strip(), self.port.value(), Security(self.security.currentData()),
            self.user.text().strip(), self.address.text().strip(), self.sender_name.text().strip(),
            self.reply_to.text().strip(), self.pace.value(), str(self.certificate.path() or ""),
        )  # fmt: skip

    def _on_save(self) -> None:
        if self._kept():
            self.accept()

    def _on_trial(self) -> None:
        """One mail to oneself, with the account as it stands here."""
        if not self._kept():
            return
        self.trial.setEnabled(False)
        work = partial(_trial, self.account(), self.password.text(), self.trial_to.text().strip())
        self.desk.mails.run(work, self._on_tried, self._on_refused)

    def _kept(self) -> bool:
        """Keep the account and its password; false when something is wrong with them."""
        account = self.account()
        try:
            check_account(account)
        except KioskError as trouble:
            self._on_refused(trouble)
            return False
        self.desk.device.change(**settings_of(account))
        if account.user and not keep_password(account, self.password.text()):
            self.notice.attention(_("This computer has no key store: the password is kept until the program closes."))
        return True

    def _on_tried(self, said: str) -> None:
        self.trial.setEnabled(True)
        told = _("The test e-mail was sent to {email}. The server replied: {answer}")
        self.notice.done(told.format(email=self.trial_to.text().strip(), answer=said))

    def _on_refused(self, trouble: KioskError) -> None:
        self.trial.setEnabled(True)
        self.notice.trouble(self.desk.explain(trouble))

    def _lay_out(self) -> None:
        title, hint = page.text("title"), page.text("hint")
        self.setWindowTitle(_("E-mail account"))
        title.setText(self.windowTitle())
        hint.setText(_("See the help pages of your e-mail provider. Many require a separate app password."))
        rows: list[tuple[str, QWidget]] = [
            (_("Server for outgoing mail (SMTP)"), self.host), (_("Encryption"), self.security),
            (_("Port"), self.port), (_("User"), self.user), (_("Password"), self.password),
            (_("Sender address"), self.address), (_("Sender name"), self.sender_name),
            (_("Reply-to address"), self.reply_to), (_("E-mails per minute"), self.pace),
            (_("Custom certificate (PEM file)"), self.certificate), (_("Send a test to"), self.trial_to),
        ]  # fmt: skip
        for text, field in rows:
            if isinstance(field, FileField):
                field.say(text)
            else:
                field.setAccessibleName(text)
        self.save.setText(_("Save the account"))
        self.trial.setText(_("Send a test e-mail"))
        self._back.setText(_("Cancel"))
        form = page.form([(PlainLabel(text), field) for text, field in rows], spacing=8)
        buttons = page.row(self.trial, None, self._back, self.save)
        self.setLayout(page.column(title, hint, form, self.notice, buttons, margins=36, spacing=12))
        self.setMinimumWidth(theme.px(1000))


def _trial(
    account: Account, password: str, to: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> str:
    registered = [one for one in mail_roll(records) if one.person.is_registered]
    if not registered:
        raise KioskError("mail.nobody")
    return send_trial(records, registered[0].letter, account, password, to)
