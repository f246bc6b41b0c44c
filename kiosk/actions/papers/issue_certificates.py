"""Certificates for those who earned one, and the list of those who did not.

Three steps, so that a desk can go on scanning: judging and rendering only read, giving numbers writes.  The numbers are
stored before anything is rendered: paper that got out never carries a number that is given to somebody else later.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from kiosk import clock, dates, languages
from kiosk.actions.access import require
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.figures import refuse_erased
from kiosk.actions.office.report_attendance import PersonAttendance, attendance_of_all
from kiosk.actions.papers.document_fields import event_fields, person_fields, session_hours
from kiosk.actions.papers.keep_seal import seal_file
from kiosk.actions.papers.own_layouts import find_layout, layout_choices
from kiosk.actions.papers.print_documents import Cancelled, Progress, told_once, write
from kiosk.actions.papers.shipped_layouts import all_fonts, printing_troubles
from kiosk.actions.papers.targets import FOLDER, check_target, file_name, make_folder
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.attendance import Attendance, AttendanceStatus
from kiosk.core.certificate import Entitlement, Shortfall, counts_for_certificates, entitlement
from kiosk.core.operation import Kind
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee
from kiosk.store.found import IssuedCertificate
from kiosk.store.records import Records
from printing import documents
from printing.documents import Findings
from printing.layout import Layout
from printing.setting import Finding

_OWN_LANGUAGE = re.compile(r"certificate(-[a-z]{2,3})?")
"""Names of the layouts that people get when none is chosen: each the certificate of their own language."""

_IN_PART = {"ko": "{title} (일부 참석)", "en": "{title} (in part)"}
"""A session of which somebody missed too much to count it: its minutes count, and it is not one of the sessions."""

_NO_NUMBER_YET = "0000"
Claim = tuple[PersonAttendance, Entitlement]


@dataclass(frozen=True, slots=True)
class _Part:
    """The certificates of one file."""

    layout: Layout
    claims: list[Claim]
    file: Path


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
    """Who earned a certificate with what their attendance amounts to, and who did not."""

    earned: tuple[tuple[PersonAttendance, Entitlement], ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """Certificates made (with those issued before), who did not earn one, and the files."""

    issued: tuple[tuple[Attendee, IssuedCertificate], ...]
    refused: tuple[Refused, ...]
    files: tuple[Path, ...] = ()
    findings: tuple[Findings, ...] = ()


@takes_event
def entitlements(records: Records) -> list[tuple[PersonAttendance, Entitlement]]:
    """Everybody on the roster with what their attendance amounts to under the event's rule."""
    programme, rule = records.programme.sessions(), details_of(records).rule
    return [
        (person, entitlement(person.attendee, person.attendances, programme, rule))
        for person in attendance_of_all(records)
        if person.attendee.name
    ]


@takes_event
def judge(records: Records) -> Judgement:
    """Hold everybody's attendance against the event's rule."""
    judged = entitlements(records)
    return Judgement(
        earned=tuple((person, claim) for person, claim in judged if claim.earned),
        refused=tuple(
            Refused(person.attendee, claim.shortfalls, claim.missed, claim.minutes, claim.sessions)
            for person, claim in judged
            if not claim.earned
        ),
    )


@takes_event
def give_numbers(records: Records, judgement: Judgement, desk: str) -> dict[str, IssuedCertificate]:
    """The certificate of each person who earned one, by attendee id: the one issued before, else a new one stored now
    with this desk's next serial, ``DESK-0001``.
    """
    require(records, Permission.PRINT)
    with records.transaction():
        known = {certificate.attendee_id: certificate for certificate in records.papers.certificates()}
        taken = [certificate.serial.rpartition("-") for certificate in known.values()]
        last = max((int(number) for name, _, number in taken if name == desk and number.isdecimal()), default=0)
        now = clock.now()
        for person, claim in judgement.earned:
            attendee_id = person.attendee.id
            if attendee_id in known:
                continue
            last += 1
            serial, basis = f"{desk}-{last:04d}", {"sessions": list(claim.sessions), "minutes": claim.minutes}
            known[attendee_id] = IssuedCertificate(serial, attendee_id, now, basis)
            records.append(Kind.CERTIFICATE, attendee_id, {"serial": serial, "basis": basis}, at=now)
    return known


@takes_event
def check_certificates(records: Records, judgement: Judgement, *, layout_name: str = "") -> Findings:
    """What to know before certificates are made: names that get small, characters no font has, what is missing."""
    numbered = {certificate.attendee_id: certificate for certificate in records.papers.certificates()}
    ids = [person.attendee.id for person, _ in judgement.earned]
    certificates = {
        each: numbered.get(each) or IssuedCertificate(_NO_NUMBER_YET, each, clock.now(), {}) for each in ids
    }
    found: list[Finding] = []
    with printing_troubles():
        for part in _parts(records, judgement.earned, certificates, Path("all.pdf"), layout_name):
            found += documents.check(part.layout, _rows(records, part, certificates, ""), all_fonts()).all
    return told_once(Findings(tuple(found)))


@takes_event
def render_certificates(
    records: Records,
    judgement: Judgement,
    certificates: dict[str, IssuedCertificate],
    out: Path,
    *,
    layout_name: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Issue:
    """Render the certificates of those who earned one, in the named layout or else each in their own language's.

    ``out`` ending in ``.pdf`` becomes that file, with one beside it for people of another language; otherwise it is a
    folder with a file for each person.  Raises ``KioskError`` as printing does.
    """
    require(records, Permission.PRINT)
    check_target(out, (".pdf", FOLDER))
    if not judgement.earned:
        return Issue((), judgement.refused)
    parts = list(_parts(records, judgement.earned, certificates, out, layout_name))
    files, findings = _render(records, parts, certificates, progress, cancelled)
    issued = tuple((person.attendee, certificates[person.attendee.id]) for person, _ in judgement.earned)
    note_access(records, Access.PRINT, len(issued))
    return Issue(issued, judgement.refused, files, findings)


@takes_event
def issue_certificates(
    records: Records,
    out: Path,
    *,
    desk: str,
    layout_name: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Issue:
    """Judge, number and render in one go; a person keeps the number once given, however often this is run."""
    require(records, Permission.PRINT)
    check_target(out, (".pdf", FOLDER))
    refuse_erased(records)
    if layout_name:
        find_layout(records, layout_name)  # a layout at fault is told before any number is given
    judgement = judge(records)
    certificates = give_numbers(records, judgement, desk) if judgement.earned else {}
    return render_certificates(
        records, judgement, certificates, out, layout_name=layout_name, progress=progress, cancelled=cancelled
    )


def _render(
    records: Records,
    parts: Sequence[_Part],
    certificates: dict[str, IssuedCertificate],
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> tuple[tuple[Path, ...], tuple[Findings, ...]]:
    files: list[Path] = []
    findings: list[Findings] = []
    done, total = 0, sum(len(part.claims) for part in parts)
    with printing_troubles(), tempfile.TemporaryDirectory(prefix="kiosk-seal-") as folder:
        seal = seal_file(records, Path(folder))
        for part in parts:
            rows = _rows(records, part, certificates, seal)
            tell = (lambda count, _, before=done: progress(before + count, total)) if progress else None
            printed = write(records, part.layout, rows, part.file, len(part.claims), progress=tell, cancelled=cancelled)
            files.extend(printed.files)
            findings.append(printed.findings)
            done += len(part.claims)
    return tuple(files), tuple(findings)


def _parts(
    records: Records, earned: Sequence[Claim], certificates: dict[str, IssuedCertificate], out: Path, layout_name: str
) -> Iterator[_Part]:
    """One file for all, or for all of a language; or in a folder one for each."""
    layouts = {"": find_layout(records, layout_name)} if layout_name else layouts_by_language(records)
    if out.suffix.lower() == ".pdf":
        is_first = True
        for language, chosen in layouts.items():
            claims = [claim for claim in earned if _language(claim[0].attendee, layouts) == language]
            if claims:
                yield _Part(chosen, claims, out if is_first else out.with_stem(f"{out.stem}-{chosen.language}"))
                is_first = False
        return
    make_folder(out)
    for person, claim in earned:
        attendee = person.attendee
        chosen = layouts[_language(attendee, layouts)]
        name = file_name(_word_for(chosen), attendee.name, certificates[attendee.id].serial)
        yield _Part(chosen, [(person, claim)], out / f"{name}.pdf")


def _word_for(chosen: Layout) -> str:
    """What a file in this layout is called: ``수료증``, ``참가확인서``, ``certificate``; the serial tells namesakes
    apart."""
    return texts.in_language(chosen.label, chosen.language).split()[0].lower()


def layouts_by_language(records: Records) -> dict[str, Layout]:
    """The certificate of each language: the one without a language in its name first, then ``certificate-en`` and so
    on, as far as its texts are in that language.
    """
    names = sorted(choice.name for choice in layout_choices(records) if _OWN_LANGUAGE.fullmatch(choice.name))
    layouts = {name: find_layout(records, name) for name in names}
    return {
        found.language: found
        for name, found in layouts.items()
        if name in ("certificate", f"certificate-{found.language}")
    }


def _language(attendee: Attendee, layouts: Mapping[str, Layout]) -> str:
    """The language of somebody's certificate: their own, the first for who has said none."""
    if not attendee.language:
        return next(iter(layouts))
    return texts.chosen({language: language for language in layouts}, attendee.language) or next(iter(layouts))


def _rows(
    records: Records, part: _Part, certificates: dict[str, IssuedCertificate], seal: str
) -> Iterable[dict[str, str]]:
    language = part.layout.language
    shared, programme, zone = event_fields(records, language), records.programme.sessions(), event_zone(records)
    for person, claim in part.claims:
        certificate = certificates[person.attendee.id]
        issued_on = certificate.issued_at.astimezone(zone)
        # What lends minutes is listed, so that the lines add up to the total that the rule counted.
        listed = [
            attended
            for attended in person.attendances
            if attended.status is not AttendanceStatus.ABSENT and counts_for_certificates(programme[attended.session])
        ]
        yield (
            shared
            | person_fields(person.attendee)
            | {
                "serial": certificate.serial,
                "issued_on": dates.written_day(issued_on, language),
                **{f"issued_on_{code}": dates.written_day(issued_on, code) for code in languages.available()},
                "sessions_text": "\n".join(_session_lines(listed, programme, zone, language)),
                "total_sessions": str(len(listed)),
                "total_minutes": str(claim.minutes),
                "total_time": dates.duration(claim.minutes, language),
                "seal": seal,
            }
        )


def _session_lines(
    listed: Iterable[Attendance], programme: dict[str, Session], zone: tzinfo, language: str
) -> Iterable[str]:
    for attended in listed:
        session = programme[attended.session]
        title = texts.in_language(session.titles, language)
        if attended.status is AttendanceStatus.PARTIAL:
            title = _IN_PART["ko" if language == "ko" else "en"].format(title=title)
        yield f"{title}\t{session_hours(session, zone, language)}\t{attended.minutes}"
