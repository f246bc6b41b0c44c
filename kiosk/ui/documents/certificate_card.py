"""Certificates: the rule, who earned one and who did not and why, and the PDF."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.actions.papers.issue_certificates import (
    Issue,
    Judgement,
    Numbered,
    check_certificates,
    entitlements,
    give_numbers,
    judge,
    render_certificates,
)
from kiosk.actions.papers.keep_seal import keep_seal
from kiosk.actions.papers.print_queue import Enqueued, enqueue_certificates
from kiosk.core.certificate import Entitlement, Rule
from kiosk.core.open_event import OpenEvent
from kiosk.core.print_job import Paper
from kiosk.core.roster import Attendee
from kiosk.ui.documents.documents_card import DocumentsCard
from kiosk.ui.documents.paper_choice import PaperChooser
from kiosk.ui.documents.rule_dialog import RuleDialog
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.file_dialogs import ask_for_folder, ask_to_open, ask_to_save
from kiosk.ui.widgets.list_dialog import ListDialog
from kiosk.words.catalogue import N_, _
from kiosk.words.error_messages import Finding
from kiosk.words.names import name_of
from kiosk.words.sessions import titles_text
from kiosk.words.terms import shortfall

if TYPE_CHECKING:
    from kiosk.ui.documents.register_dialog import RegisterDialog
    from kiosk.ui.documents.verify_dialog import VerifyDialog

Judged = tuple[Attendee, Entitlement]

_FORMS = {"pdf": N_("One PDF to print"), "files": N_("One PDF per person")}
_HEADINGS = (
    (N_("Name"), 200), (N_("Affiliation"), 380), (N_("Sessions"), 130), (N_("Minutes"), 130), (N_("Certificate"), 0),
)  # fmt: skip


class CertificateCard(DocumentsCard):
    """Issues certificates by the event's rule."""

    def __init__(self, desk: Desk) -> None:
        self.to_printer, self._to_printer = page.button(), False
        super().__init__(desk, "certificate", self.to_printer)
        self.rule_text = page.text()
        self.change_rule, self.who, self.seal = page.button(), page.button(), page.button()
        self.paper = PaperChooser(desk, "certificate", "certificate", _FORMS)
        self.controls.addWidget(self.rule_text)
        self.controls.addLayout(page.row(self.change_rule, self.who, self.seal, None, spacing=6))
        self.controls.addWidget(self.paper)
        self.listing: ListDialog | None = None
        self.make.clicked.connect(self.check)
        self.to_printer.clicked.connect(self.check_and_print)
        desk.prints.changed.connect(self._show_printer)
        self.change_rule.clicked.connect(self.open_rule)
        self.who.clicked.connect(self.list_people)
        self.seal.clicked.connect(self._ask_for_seal)
        desk.programme_changed.connect(self.retranslate)
        self.retranslate()

    def check(self) -> None:
        """Look the certificates through, then go on to choosing the file, over the findings if there are any."""
        self._to_printer = False
        self.start(partial(_check, self.paper.choice.layout), self._on_checked)

    def check_and_print(self) -> None:
        """Look the certificates through as they will come out of the printer, then number and queue them."""
        self._to_printer = True
        self.start(partial(_check, ""), self._on_checked)

    def make_to(self, out: Path) -> None:
        """Make them: ``out`` ending in .pdf is a file, else a folder for a file each."""
        self.start(_judge_all, partial(self._number, out))

    def list_people(self) -> None:
        """Show everybody with what their attendance amounts to; those who earned none first."""
        self.start(_judge, self._show_people)

    def take_seal(self, picture: Path) -> None:
        """Keep the seal in this picture in the event; it is stamped on every certificate made from now on."""
        self.wait_for(lambda records: keep_seal(records, picture), self._on_seal)

    def open_rule(self) -> RuleDialog:
        """Change the rule."""
        dialog = RuleDialog(self.desk, self)
        return open_dialog(dialog)

    def open_register(self, part: str = "all") -> "RegisterDialog":
        """Show what was issued, and what is to be done about it; ``part`` of it first."""
        from kiosk.ui.documents.register_dialog import RegisterDialog  # imported late: it brings what signs

        dialog = RegisterDialog(self.desk, self, part)
        open_dialog(dialog)
        return dialog

    def open_verify(self) -> "VerifyDialog":
        """Check whether a certificate, a ticket or evidence is genuine."""
        from kiosk.ui.documents.verify_dialog import VerifyDialog  # imported late: it brings what reads pictures

        dialog = VerifyDialog(self.desk, self)
        open_dialog(dialog)
        return dialog

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.title.setText(_("Certificates"))
        self.line.setText(_("Only for those who earned one."))
        if self.desk.has_opened:
            self.rule_text.setText(self._rule_sentence(self.desk.details.rule))
        self.change_rule.setText(_("Rule"))
        self.who.setText(_("Who qualifies"))
        self.seal.setText(_("Seal"))
        self.make.setText(_("Make certificates"))
        self._show_printer()
        super().retranslate()

    def _rule_sentence(self, rule: Rule) -> str:
        share = round(rule.minimum_share * 100)
        if rule.required:
            sentence = _(
                "At least {count} {count:session|sessions}, {share} per cent of the minutes, and the required "
                "sessions: {sessions}."
            )
        elif share:
            sentence = _("At least {count} {count:session|sessions} and {share} per cent of the minutes.")
        else:
            sentence = _("At least {count} {count:session|sessions}.")
        required = titles_text(rule.required, self.desk.programme)
        return sentence.format(count=rule.minimum_sessions, share=share, sessions=required)

    def _ask_for_seal(self) -> None:
        picture = ask_to_open(
            self, _("Picture of the seal"), self.suggested("").parent, "PNG, JPEG (*.png *.jpg *.jpeg)"
        )
        if picture is not None:
            self.take_seal(picture)

    def _on_seal(self, _nothing: None) -> None:
        self.finish(_("The seal is saved in the event and printed over the issuer's name."))
        self.paper.take(self.paper.choice)

    def _show_people(self, judged: Sequence[Judged]) -> None:
        earned = sum(claim.earned for _person, claim in judged)
        lines = sorted(judged, key=lambda one: one[1].earned)
        sentence = _("{earned} of {total} {total:person has|people have} earned a certificate.").format(
            earned=earned, total=len(judged)
        )
        self.listing = ListDialog(
            _("Who earned a certificate"), sentence, _HEADINGS, lines, self._described, parent=self
        )
        open_dialog(self.listing)

    def _described(self, one: Judged) -> tuple[str, ...]:
        person, claim = one
        missed = titles_text(claim.missed, self.desk.programme)
        reasons = " ".join(shortfall(code, missed) for code in claim.shortfalls)
        return (
            person.name, name_of(person.affiliation), str(len(claim.sessions)), str(claim.minutes),
            _("earned") if claim.earned else reasons,
        )  # fmt: skip

    def _on_checked(self, found: tuple[Finding, ...]) -> None:
        self.look_through(
            found,
            _("Before the certificates are made"),
            _("Check these certificates. Correct the people under People, or make them anyway."),
            self._go_on,
        )

    def _show_printer(self) -> None:
        """Offer the printer that certificates have, if they have one."""
        name = self.desk.prints.setup.printer_for(Paper.CERTIFICATE)
        self.to_printer.setVisible(bool(name))
        self.to_printer.setText(_("Print on {printer}").format(printer=name))

    def _go_on(self) -> None:
        if self._to_printer:
            self.start(_judge_all, self._queue)
        else:
            self._ask_where()

    def _queue(self, judgement: Judgement) -> None:
        """Number and queue them at once; each is drawn when its printer is free."""
        if not judgement.earned:
            self._tell_nobody()
            return
        self.wait_for(partial(_number_and_queue, judgement, self.desk.desk_name), self._on_queued)

    def _on_queued(self, asked: Enqueued) -> None:
        count = f"{len(asked.jobs):,}"
        self.finish(_("In the print queue: {count} {count:certificate|certificates}.").format(count=count))
        self.desk.prints.go_on()

    def _tell_nobody(self) -> None:
        self.tell_nothing_made(_("Nobody has earned a certificate yet. “Who qualifies” shows why."))

    def _ask_where(self) -> None:
        if self.paper.choice.form == "pdf":
            out = ask_to_save(self, self.title.text(), self.suggested(_("certificates.pdf")), "PDF (*.pdf)")
            out = out and out.with_suffix(".pdf")
        else:
            out = ask_for_folder(self, _("Folder for the certificates"), self.suggested(""))
        if out is not None:
            self.make_to(out)

    def _number(self, out: Path, judgement: Judgement) -> None:
        """Store the numbers, then render: paper never carries a number that is not known."""
        if not judgement.earned:
            self._tell_nobody()
            return
        self.wait_for(
            lambda records: give_numbers(records, judgement, self.desk.desk_name, self.paper.choice.layout),
            lambda numbered: self.start(partial(_render, out, judgement, numbered), self._on_made),
        )

    def _on_made(self, issue: Issue) -> None:
        made = None
        if issue.files:
            made = issue.files[0] if len(issue.files) == 1 else issue.files[0].parent
        sentence = _("Certificates made: {earned}. Not earned: {refused}.").format(
            earned=len(issue.issued) - len(issue.left_out), refused=len(issue.refused)
        )
        self.finish(sentence, made)
        if issue.withheld or issue.left_out:
            sentence = _(
                "Certificates made: {earned}. Not earned: {refused}. Withheld, because no font has the name: "
                "{withheld}. To be issued again before they can be printed: {left_out}. “Register of certificates” "
                "lists them."
            )
            self.notice.attention(
                sentence.format(
                    earned=len(issue.issued) - len(issue.left_out), refused=len(issue.refused),
                    withheld=len({one.attendee.id for one in issue.withheld}), left_out=len(issue.left_out),
                )
            )  # fmt: skip


def _judge(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> list[Judged]:
    return [(person.attendee, claim) for person, claim in entitlements(records)]


def _check(layout: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> tuple[Finding, ...]:
    return check_certificates(records, judge(records), layout_name=layout).all


def _number_and_queue(judgement: Judgement, desk: str, records: OpenEvent) -> Enqueued:
    numbered = give_numbers(records, judgement, desk)
    return enqueue_certificates(records, numbered.certificates, desk=desk)


def _judge_all(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Judgement:
    return judge(records)


def _render(
    out: Path,
    judgement: Judgement,
    numbered: Numbered,
    records: OpenEvent,
    progress: Progress,
    cancelled: Cancelled,
) -> Issue:
    return render_certificates(records, judgement, numbered, out, progress=progress, cancelled=cancelled)
