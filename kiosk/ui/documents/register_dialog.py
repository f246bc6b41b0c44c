"""The register of certificates (수료증 발급대장): what was issued, how it stands, what is to be done about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget

from kiosk.actions.papers.certificate_register import CertificateState, RegisterNow, register_now, reissue, revoke
from kiosk.actions.papers.issue_certificates import Withheld
from kiosk.actions.papers.register_files import export_register
from kiosk.actions.papers.render_certificates import Rendered, render_papers
from kiosk.core.certificate_paper import IssuedCertificate
from kiosk.core.kept_register import KeptLine
from kiosk.core.open_event import OpenEvent
from kiosk.core.search import lines_with
from kiosk.errors import KioskError
from kiosk.ui.people.attendee_dialog import AttendeeDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.choices import refill
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.ui.widgets.flow import FlowBox, FoldingRow
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.ui.widgets.typed_line import TypedLine, with_reading
from kiosk.words import catalogue
from kiosk.words.catalogue import N_, _
from kiosk.words.certificates import (
    register_word,
    revoked_because,
    series_text,
    state_advice,
    state_text,
    withheld_text,
)

_HEADINGS = (
    (N_("Certificate number"), 170), (N_("Kind"), 210), (N_("Name"), 180), (N_("Affiliation"), 205),
    (N_("Issued on"), 165), (N_("Status"), 110), (N_("What to do, or the reason"), 0),
)  # fmt: skip
_FORMS = "XLSX (*.xlsx);;PDF (*.pdf);;HTML (*.html);;JSON (*.json)"
Line = CertificateState | Withheld | KeptLine


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the register that can be looked at alone."""

    label: str
    holds: Callable[[Line], bool]


PARTS = {
    "all": Part(N_("All: {count}"), lambda _line: True),
    "reissue": Part(
        N_("Needs a reissue: {count}"), lambda line: isinstance(line, CertificateState) and line.needs_reissue
    ),
    "lapsed": Part(
        N_("No longer earned: {count}"), lambda line: isinstance(line, CertificateState) and line.no_longer_earned
    ),
    "withheld": Part(N_("Withheld, no font has the name: {count}"), lambda line: isinstance(line, Withheld)),
    "ended": Part(
        N_("Revoked or replaced: {count}"),
        lambda line: isinstance(line, CertificateState) and not line.certificate.is_valid,
    ),
}  # fmt: skip


class RegisterDialog(StoringDialog):
    """Lists, revokes, issues again, writes out; what needs something done stands first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, part: str = "all") -> None:
        super().__init__(parent)
        self.desk, self._lines, self._began = desk, tuple[Line, ...](), part
        self._shown: list[Line] = []
        self.notice, self.count = page.Notice(), page.text("hint", wrap=False)
        self.part, self.search = QComboBox(), TypedLine(may_clear=True)
        self.model = LinesModel([text for text, _width in _HEADINGS], self._described)
        self.table = page.Table(self.model, [width for _text, width in _HEADINGS[:-1]])
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.again, self.again_all, self.revoke = page.button(), page.button(), page.button("danger")
        self.print, self.correct = page.button(), page.button()
        self.write, self.close_button = page.button(), page.button()
        self._lay_out()
        self._connect()
        self.reload()

    @property
    def chosen(self) -> list[Line]:
        """The lines that are marked, in their order."""
        return [self._shown[index.row()] for index in self.table.selectionModel().selectedRows()]

    def reload(self) -> None:
        """Read the register anew."""
        self.desk.reader.run(_read, self._on_read, self._on_refused)

    def issue_again(self, serials: Sequence[str]) -> None:
        """Ask why, then issue these again; without any, all that need it."""
        self._ask(
            _("Issue again"),
            _("Each certificate gets a new number and replaces the previous one. The reason goes into the register."),
            partial(self._issue_again, tuple(serials)),
            usual=(_("Correction of the name"), _("Correction of the hours")),
        )  # fmt: skip

    def take_back(self, serials: Sequence[str]) -> None:
        """Ask why, then revoke these."""
        self._ask(
            _("Revoke"), _("Anyone who checks one of these certificates sees that it was revoked."),
            partial(self._take_back, tuple(serials)), danger=True, usual=(_("Not earned"), _("Issued by mistake")),
        )  # fmt: skip

    def write_to(self, out: Path) -> None:
        """Write the register: to print (.pdf), as a workbook (.xlsx), as key file (.json) or page (.html)."""
        self.desk.papers.run(partial(_write, out), self._on_written, self._on_refused)

    def print_to(self, out: Path) -> None:
        """Make the PDF of the chosen ones anew, as they were issued."""
        certificates = [line.certificate for line in self.chosen if isinstance(line, CertificateState)]
        self.desk.papers.run(partial(_print, certificates, out), partial(self._on_printed, out), self._on_refused)

    def _connect(self) -> None:
        self.part.currentIndexChanged.connect(self._show)
        self.search.typed_changed.connect(self._show)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.again.clicked.connect(lambda: self.issue_again(self._serials()))
        self.again_all.clicked.connect(lambda: self.issue_again(()))
        self.revoke.clicked.connect(lambda: self.take_back(self._serials()))
        self.correct.clicked.connect(self._correct)
        self.print.clicked.connect(self._ask_where_to_print)
        self.write.clicked.connect(self._ask_where_to_write)
        self.close_button.clicked.connect(self.accept)

    def _serials(self) -> list[str]:
        return [line.certificate.serial for line in self.chosen if isinstance(line, CertificateState)]

    def _ask(
        self, verb: str, consequence: str, go_on: Callable[[str], None], *, usual: Sequence[str], danger: bool = False
    ) -> None:
        dialog = ReasonDialog(verb, consequence, verb, needed=True, danger=danger, usual=usual, parent=self)
        dialog.given.connect(go_on)
        open_dialog(dialog)

    def _issue_again(self, serials: tuple[str, ...], reason: str) -> None:
        telling = self.telling(self.desk, self._on_issued_again, self._on_refused)
        self.desk.lane.run(lambda records: reissue(records, serials, reason), *telling)

    def _take_back(self, serials: tuple[str, ...], reason: str) -> None:
        telling = self.telling(self.desk, self._on_taken_back, self._on_refused)
        self.desk.lane.run(lambda records: revoke(records, serials, reason), *telling)

    def _on_issued_again(self, made: Sequence[IssuedCertificate]) -> None:
        numbers = ", ".join(one.serial for one in made[:5])
        told = _("Issued again: {count} ({numbers}). Select them and create the PDF.")
        self._on_stored(told.format(count=len(made), numbers=numbers + (" …" if len(made) > 5 else "")))

    def _on_taken_back(self, taken: Sequence[IssuedCertificate]) -> None:
        count = len(taken)
        self._on_stored(_("{count} {count:certificate was|certificates were} revoked.").format(count=count))

    def _on_stored(self, sentence: str) -> None:
        if self.isHidden():  # closed meanwhile
            self.accept()
            return
        self.notice.done(sentence)
        self.reload()

    def _on_written(self, out: Path) -> None:
        self.notice.done(_("Saved: {file}.").format(file=out.name))

    def _on_printed(self, out: Path, rendered: Rendered) -> None:
        for _certificate, trouble in rendered.left_out:
            self._on_refused(trouble)
            return
        self._on_written(out)

    def _on_refused(self, trouble: KioskError) -> None:
        self.notice.trouble(self.desk.explain(trouble))

    def _on_read(self, register: RegisterNow) -> None:
        certificate_states = sorted(
            register.certificate_states, key=lambda one: not (one.needs_reissue or one.no_longer_earned)
        )
        self._lines = (*register.withheld, *certificate_states, *register.kept)
        before = self.part.currentData() or self._began
        counts = {name: sum(map(part.holds, self._lines)) for name, part in PARTS.items()}
        refill(self.part, [(_(part.label).format(count=counts[name]), name) for name, part in PARTS.items()])
        self.part.setCurrentIndex(max(0, self.part.findData(before)))
        self.again_all.setText(_("Reissue all that need it: {count}").format(count=counts["reissue"]))
        self.again_all.setEnabled(counts["reissue"] > 0)
        self._show()

    def _show(self) -> None:
        part = PARTS[self.part.currentData() or "all"]
        lines = [line for line in self._lines if part.holds(line)]
        self._shown, read_as = lines_with(lines, self.search.typed(), self._described)
        self.model.show(self._shown)
        told = _("{found} of {total} {total:line|lines}").format(found=len(self._shown), total=len(self._lines))
        self.count.setText(with_reading(told, read_as))
        self._enable()

    def _enable(self) -> None:
        chosen = self.chosen
        issued = [line for line in chosen if isinstance(line, CertificateState)]
        whole = bool(issued) and len(issued) == len(chosen)
        valid = whole and all(line.certificate.is_valid for line in issued)
        self.again.setEnabled(valid and all(line.earned for line in issued))
        self.revoke.setEnabled(valid)
        self.print.setEnabled(valid)
        alone = chosen[0] if len(chosen) == 1 else None
        self.correct.setEnabled(isinstance(alone, Withheld))
        if isinstance(alone, Withheld):  # too long for its column
            self.notice.attention(withheld_text(alone))

    def _correct(self) -> None:
        (line,) = self.chosen
        if isinstance(line, Withheld):
            known = sorted({one.attendee.category for one in self._lines if isinstance(one, Withheld)} - {""})
            dialog = AttendeeDialog(self.desk, line.attendee, known, self)
            dialog.saved.connect(self._on_corrected)
            open_dialog(dialog)

    def _on_corrected(self, _person: object) -> None:
        self.desk.tell_roster_changed()
        self.reload()

    def _ask_where_to_write(self) -> None:
        suggested = self.desk.path.parent / _("register.xlsx")
        out = ask_to_save(
            self, self.windowTitle(), suggested, "XLSX (*.xlsx);;PDF (*.pdf);;HTML (*.html);;JSON (*.json)"
        )
        if out is not None:
            self.write_to(out if out.suffix else out.with_suffix(".xlsx"))

    def _ask_where_to_print(self) -> None:
        out = ask_to_save(self, self.windowTitle(), self.desk.path.parent / _("certificates.pdf"), "PDF (*.pdf)")
        if out is not None:
            self.print_to(out.with_suffix(".pdf"))

    def _described(self, line: Line) -> tuple[str, ...]:
        if isinstance(line, Withheld):
            who = line.attendee
            return "–", "", who.name, who.affiliation, "", _("withheld"), withheld_text(line)
        if isinstance(line, KeptLine):
            day = line.issued_at.astimezone(self.desk.zone).date().isoformat()
            return line.serial, "", "–", "–", day, state_text(line.state), _("personal data was erased")
        one = line.certificate
        day = one.issued_at.astimezone(self.desk.zone).date().isoformat()
        said = state_advice(line) or revoked_because(one.state_reason)
        return one.serial, series_text(one.series), line.name, line.affiliation, day, state_text(one.state), said

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Register of certificates"))
        title = page.text("title")
        title.setText(self.windowTitle())
        self.part.setAccessibleName(_("Which certificates"))
        self.part.setMinimumWidth(theme.px(420))
        self.search.setPlaceholderText(_("Number, name, affiliation"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.table.setAccessibleName(self.windowTitle())
        self.again.setText(_("Issue again"))
        self.again_all.setText(_("Reissue all that need it: {count}").format(count=0))
        self.revoke.setText(_("Revoke"))
        self.print.setText(_("Create PDF"))
        self.correct.setText(_("Correct the person"))
        self.write.setText(_("Export the register"))
        self.close_button.setText(_("Close"))
        doing = self.again, self.again_all, self.print, self.correct, self.revoke
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        head = FoldingRow(self.part, self.search, self.count, spacing=16, shares=(0, 1, 0))
        foot = page.row(self.write, None, self.close_button)
        layout = page.column(title, head, framed, FlowBox(*doing, spacing=8), self.notice, foot, margins=36, spacing=14)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.resize(theme.px(1500), theme.px(900))


def _read(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> RegisterNow:
    return register_now(records)


def _write(out: Path, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Path:
    return export_register(records, out, register_word, language=catalogue.language())


def _print(
    certificates: Sequence[IssuedCertificate], out: Path, records: OpenEvent, progress: Progress, cancelled: Cancelled
) -> Rendered:
    return render_papers(records, certificates, out, progress=progress, cancelled=cancelled)
