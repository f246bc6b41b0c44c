"""Certificates for those who earned one, and the list of those who did not.

Three steps, so that a desk can go on scanning: judging and rendering only read, giving numbers writes.  What a paper
says is stored with its number before anything is rendered: paper that got out never carries a number that is given to
somebody else later, or that says something else the next time it is printed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.event import details_of
from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.figures import refuse_erased
from kiosk.actions.office.report_attendance import PersonAttendance, attendance_of_all
from kiosk.actions.papers.certificate_papers import PaperMaker, check_issuer
from kiosk.actions.papers.output_paths import FOLDER, check_target
from kiosk.actions.papers.own_layouts import find_layout
from kiosk.actions.papers.print_documents import Cancelled, Progress, shown_once
from kiosk.actions.papers.render_certificates import render_papers
from kiosk.actions.papers.shipped_layouts import all_fonts, printing_troubles
from kiosk.core.access import Permission
from kiosk.core.certificate import Entitlement, Shortfall, entitlement, entitlement_of_session
from kiosk.core.certificate_paper import IssuedCertificate, Numbers, Paper, Series, mark_of
from kiosk.core.operation import Kind, Operation
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing import documents, paging
from printing.documents import Findings
from printing.layout import Layout
from printing.setting import Finding

if TYPE_CHECKING:  # what signs takes long to be imported, and the window shows this card without it
    from printing.pdf_signature import Signatory

_NO_NUMBER_YET = "0000"
Claim = tuple[PersonAttendance, Entitlement]
_Pages = tuple[Layout, list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Refused:
    """Somebody who did not earn a certificate, and why."""

    attendee: Attendee
    shortfalls: tuple[Shortfall, ...]
    missed: tuple[str, ...]
    minutes: int
    sessions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Who earned a certificate with what their attendance amounts to, and who did not; of one session where there is
    one."""

    earned: tuple[tuple[PersonAttendance, Entitlement], ...]
    refused: tuple[Refused, ...]
    session: str = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Somebody who earned a certificate that cannot be printed: no font has these ``characters`` of a ``field``."""

    attendee: Attendee
    field: str
    characters: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """The certificate of everybody who earned one, by attendee id, and who cannot be given one."""

    certificates: Mapping[str, IssuedCertificate]
    withheld: tuple[Withheld, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """Certificates made (with those issued before), who did not earn one or cannot be given one, the files, and those
    that are in no file because they cannot be printed as they were issued.
    """

    issued: tuple[tuple[Attendee, IssuedCertificate], ...]
    refused: tuple[Refused, ...]
    files: tuple[Path, ...] = ()
    findings: tuple[Findings, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    left_out: tuple[tuple[IssuedCertificate, KioskError], ...] = ()


@takes_event
def entitlements(records: Records, session: str = "") -> list[tuple[PersonAttendance, Entitlement]]:
    """Everybody on the roster with what their attendance amounts to under the event's rule, or in one session."""
    programme, rule = records.programme.sessions(), details_of(records).rule
    if session and session not in programme:
        raise KioskError("scan.unknown_session", session=session)
    return [
        (
            person,
            entitlement_of_session(person.attendee, person.attendances, programme[session])
            if session
            else entitlement(person.attendee, person.attendances, programme, rule),
        )
        for person in attendance_of_all(records)
        if person.attendee.name
    ]


@takes_event
def judge(records: Records, session: str = "") -> Judgement:
    """Hold everybody's attendance against the event's rule; or with ``session`` who was present there.

    Raises ``KioskError`` for a session that the programme lacks.
    """
    judged = entitlements(records, session)
    return Judgement(
        earned=tuple((person, claim) for person, claim in judged if claim.earned),
        refused=tuple(
            Refused(person.attendee, claim.shortfalls, claim.missed, claim.minutes, claim.sessions)
            for person, claim in judged
            if not claim.earned
        ),
        session=session,
    )


@takes_event
def give_numbers(records: Records, judgement: Judgement, desk: str, layout_name: str = "") -> Numbered:
    """The certificate of each person who earned one: the one issued before, else a new one stored now with all it
    says and this desk's next serial, ``DESK-0001``.

    Raises ``KioskError`` when the event does not say who issues them, and for a layout at fault: then none is stored.
    """
    require(records, Permission.PRINT)
    if not judgement.earned:
        return Numbered({})
    check_issuer(records)
    with records.transaction():
        return _Issuing(records, judgement, desk, layout_name).run()


class _Issuing:
    """One run of giving numbers."""

    def __init__(self, records: Records, judgement: Judgement, desk: str, layout_name: str) -> None:
        self._records, self._judgement, self._desk = records, judgement, desk
        self._maker = PaperMaker(records, layout_name, judgement.session)
        issued = records.papers.certificates()
        self._numbers = Numbers(certificate.serial for certificate in issued)
        self._held: dict[str, list[IssuedCertificate]] = {}
        for certificate in issued:
            if certificate.is_valid:
                self._held.setdefault(certificate.attendee_id, []).append(certificate)
        self._any_language = not layout_name
        self._now = clock.now()

    def run(self) -> Numbered:
        given: dict[str, IssuedCertificate] = {}
        withheld: list[Withheld] = []
        operations: list[Operation] = []
        for person, claim in self._judgement.earned:
            attendee = person.attendee
            layout = self._maker.layout_for(attendee)
            if held := self._held_by(attendee, layout):
                given[attendee.id] = held
                continue
            paper = self._maker.paper(layout, person, claim, self._now)
            if lacking := self._maker.missing_characters(paper):
                withheld += [Withheld(attendee, field, characters) for field, characters in lacking]
                continue
            series = self._maker.series_of(layout)
            operation = issue_operation(
                self._records, attendee.id, self._numbers.new(self._desk, series), paper, claim,
                series=series, session=self._judgement.session, at=self._now,
            )  # fmt: skip
            operations.append(operation)
            given[attendee.id] = certificate_of(operation)
        self._records.append_all([*self._maker.new_forms(), *operations])
        return Numbered(given, tuple(withheld))

    def _held_by(self, attendee: Attendee, layout: Layout) -> IssuedCertificate | None:
        """The last of this kind that is in force; in the language of a layout that was asked for by name."""
        series = self._maker.series_of(layout)
        for certificate in reversed(self._held.get(attendee.id, [])):
            same_kind = (certificate.series, certificate.session) == (series, self._judgement.session)
            if same_kind and (self._any_language or certificate.language in ("", layout.language)):
                return certificate
        return None


def issue_operation(
    records: Records, attendee_id: str, serial: str, paper: Paper, claim: Entitlement, *, series: Series, session: str,
    at: datetime, replaces: str = "", reason: str = "",
) -> Operation:  # fmt: skip
    """The operation that issues a paper, to be appended in the same transaction."""
    payload: dict[str, object] = {
        "serial": serial,
        "basis": {"sessions": list(claim.sessions), "minutes": claim.minutes, **_credits_of(records, claim)},
        "series": str(series),
        "session": session,
        "language": paper.language,
        "layout": paper.layout,
        "form": paper.form,
        "fields": dict(paper.fields),
        "hash": mark_of(serial, paper),
    }
    if replaces:
        payload |= {"replaces": replaces, "reason": reason}
    return records.new_operation(Kind.CERTIFICATE, attendee_id, payload, at=at)


def _credits_of(records: Records, claim: Entitlement) -> dict[str, int]:
    awarded = details_of(records).credits
    return {"credits": awarded.of(claim.minutes)} if awarded.are_awarded else {}


def certificate_of(operation: Operation) -> IssuedCertificate:
    """The certificate that an operation issues."""
    said = operation.payload
    return IssuedCertificate(
        said["serial"], operation.subject, operation.at, said["basis"], operation.op_id, Series(said["series"]),
        said["session"], said["language"], said["hash"], said.get("replaces", ""),
    )  # fmt: skip


@takes_event
def check_certificates(records: Records, judgement: Judgement, *, layout_name: str = "") -> Findings:
    """What to know before certificates are made: names that get small, characters no font has, what is missing.

    Raises ``KioskError`` when the event does not say who issues them.
    """
    check_issuer(records)
    maker, now = PaperMaker(records, layout_name, judgement.session), clock.now()
    found: list[Finding] = []
    with printing_troubles():
        for layout, rows in _by_layout(maker, judgement.earned, now):
            found += documents.check(layout, rows, all_fonts()).all
    return shown_once(Findings(tuple(found)))


def _by_layout(maker: PaperMaker, earned: Iterable[Claim], now: datetime) -> Iterator[_Pages]:
    rows: dict[str, _Pages] = {}
    for person, claim in earned:
        layout = maker.layout_for(person.attendee)
        row = {**maker.paper(layout, person, claim, now).fields, "serial": _NO_NUMBER_YET}
        rows.setdefault(layout.name, (layout, []))[1].extend(paging.pages_of(layout, row))
    return iter(rows.values())


@takes_event
def render_certificates(
    records: Records,
    judgement: Judgement,
    numbered: Numbered,
    out: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    institution: "Signatory | None" = None,
) -> Issue:
    """Render the certificates of those who earned one, as they were issued.

    ``out`` ending in ``.pdf`` becomes that file, with one beside it for each further layout; otherwise it is a folder
    with a file for each person.  Raises ``KioskError`` as printing does.
    """
    require(records, Permission.PRINT)
    check_target(out, (".pdf", FOLDER))
    given = [(person.attendee, numbered.certificates.get(person.attendee.id)) for person, _ in judgement.earned]
    issued = tuple((attendee, certificate) for attendee, certificate in given if certificate)
    if not issued:
        return Issue((), judgement.refused, withheld=numbered.withheld)
    rendered = render_papers(
        records,
        [certificate for _, certificate in issued],
        out,
        progress=progress,
        cancelled=cancelled,
        institution=institution,
    )
    note_access(records, Access.PRINT, len(issued))
    return Issue(
        issued, judgement.refused, rendered.files, rendered.findings, numbered.withheld, rendered.left_out
    )  # fmt: skip


@takes_event
def issue_certificates(
    records: Records,
    out: Path,
    *,
    desk: str,
    layout_name: str = "",
    session: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    institution: "Signatory | None" = None,
) -> Issue:
    """Judge, number and render in one go; a person keeps the number once given, however often this is run."""
    require(records, Permission.PRINT)
    check_target(out, (".pdf", FOLDER))
    refuse_erased(records)
    if layout_name:
        find_layout(records, layout_name)  # a layout at fault is told before any number is given
    judgement = judge(records, session)
    numbered = give_numbers(records, judgement, desk, layout_name)
    return render_certificates(
        records, judgement, numbered, out, progress=progress, cancelled=cancelled, institution=institution
    )
