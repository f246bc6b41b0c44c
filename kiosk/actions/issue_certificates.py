"""Certificates for those who earned one, and the list of those who did not.

Three steps, so that a desk can go on scanning: judging and rendering only read, giving numbers writes.  The numbers are
stored before anything is rendered: paper that got out never carries a number that is given to somebody else later.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.print_documents import (
    Cancelled,
    Progress,
    event_fields,
    file_name,
    load_layout,
    make_folder,
    printing_troubles,
    write,
)
from kiosk.actions.report_attendance import PersonAttendance, attendance_of_all
from kiosk.actions.targets import FOLDER, check_target
from kiosk.core import dates
from kiosk.core.access import Permission
from kiosk.core.attendance import Attendance
from kiosk.core.certificate import Entitlement, Shortfall, entitlement
from kiosk.core.operation import Kind
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee
from kiosk.store.records import IssuedCertificate, Records
from printing.documents import Findings

LAYOUT_BY_LANGUAGE = {"ko": "certificate", "en": "certificate-en"}


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


def entitlements(records: Records) -> list[tuple[PersonAttendance, Entitlement]]:
    """Everybody on the roster with what their attendance amounts to under the event's rule."""
    programme, rule = records.programme(), details_of(records).rule
    return [
        (person, entitlement(person.attendee, person.attendances, programme, rule))
        for person in attendance_of_all(records)
        if person.attendee.name
    ]


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


def give_numbers(records: Records, judgement: Judgement, desk: str) -> dict[str, IssuedCertificate]:
    """The certificate of each person who earned one, by attendee id: the one issued before, else a new one stored now
    with this desk's next serial, ``DESK-0001``.
    """
    with records.transaction():
        known = {certificate.attendee_id: certificate for certificate in records.certificates()}
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


def render_certificates(
    records: Records,
    judgement: Judgement,
    certificates: dict[str, IssuedCertificate],
    out: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Issue:
    """Render the certificates of those who earned one.

    ``out`` ending in ``.pdf`` becomes that file, with one beside it for people of another language; otherwise it is a
    folder with a file for each person.  Raises ``KioskError`` as printing does.
    """
    require(records, Permission.PRINT)
    check_target(out, (".pdf", FOLDER))
    if not judgement.earned:
        return Issue((), judgement.refused)
    files, findings = _render(records, judgement.earned, certificates, out, progress, cancelled)
    issued = tuple((person.attendee, certificates[person.attendee.id]) for person, _ in judgement.earned)
    return Issue(issued, judgement.refused, files, findings)


def issue_certificates(
    records: Records,
    out: Path,
    *,
    desk: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Issue:
    """Judge, number and render in one go; a person keeps the number once given, however often this is run."""
    require(records, Permission.PRINT)
    check_target(out, (".pdf", FOLDER))
    judgement = judge(records)
    certificates = give_numbers(records, judgement, desk) if judgement.earned else {}
    return render_certificates(records, judgement, certificates, out, progress=progress, cancelled=cancelled)


def _render(
    records: Records,
    earned: Sequence[tuple[PersonAttendance, Entitlement]],
    certificates: dict[str, IssuedCertificate],
    out: Path,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> tuple[tuple[Path, ...], tuple[Findings, ...]]:
    batches = list(_batches(earned, certificates, out))
    files: list[Path] = []
    findings: list[Findings] = []
    done = 0
    if out.suffix.lower() != ".pdf":
        make_folder(out)
    with printing_troubles():
        for language, people, path in batches:
            rows = _rows(records, people, certificates, language)
            tell = (lambda count, _, before=done: progress(before + count, len(earned))) if progress else None
            chosen = load_layout(LAYOUT_BY_LANGUAGE[language])
            printed = write(records, chosen, rows, path, len(people), progress=tell, cancelled=cancelled)
            files.extend(printed.files)
            findings.append(printed.findings)
            done += len(people)
    return tuple(files), tuple(findings)


def _batches(
    earned: Sequence[tuple[PersonAttendance, Entitlement]], certificates: dict[str, IssuedCertificate], out: Path
) -> Iterator[tuple[str, list[tuple[PersonAttendance, Entitlement]], Path]]:
    """Language, people and file of each PDF."""
    if out.suffix.lower() == ".pdf":
        path = out
        for language in LAYOUT_BY_LANGUAGE:
            people = [(person, claim) for person, claim in earned if _language(person.attendee) == language]
            if people:
                yield language, people, path
                path = out.with_stem(f"{out.stem}-en")
        return
    for person, claim in earned:
        attendee = person.attendee
        language = _language(attendee)
        word = "수료증" if language == "ko" else "certificate"
        name = file_name(word, attendee.name, certificates[attendee.id].serial)
        yield language, [(person, claim)], out / f"{name}.pdf"


def _language(attendee: Attendee) -> str:
    return attendee.language if attendee.language in LAYOUT_BY_LANGUAGE else "ko"


def _rows(
    records: Records,
    people: Sequence[tuple[PersonAttendance, Entitlement]],
    certificates: dict[str, IssuedCertificate],
    language: str,
) -> Iterable[dict[str, str]]:
    shared, programme, zone = event_fields(records, language), records.programme(), event_zone(records)
    for person, claim in people:
        attendee = person.attendee
        certificate = certificates[attendee.id]
        listed = [attended for attended in person.attendances if attended.session in claim.sessions]
        yield shared | {
            "serial": certificate.serial,
            "issued_on": dates.written_day(certificate.issued_at.astimezone(zone), language),
            "name": attendee.name,
            "name_latin": attendee.name_latin,
            "affiliation": attendee.affiliation,
            "title": attendee.title,
            "category": attendee.category,
            "sessions_text": "\n".join(_session_lines(listed, programme, zone, language)),
            "total_sessions": str(len(listed)),
            # The sum of what is listed; the rule also counts minutes of sessions attended only in part.
            "total_minutes": str(sum(attended.minutes for attended in listed)),
        }


def _session_lines(
    listed: Iterable[Attendance], programme: dict[str, Session], zone: tzinfo, language: str
) -> Iterable[str]:
    for attended in listed:
        session = programme[attended.session]
        title = session.title_en if language == "en" and session.title_en else session.title_ko
        start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
        yield f"{title}\t{dates.hours(start, end, language)}\t{attended.minutes}"
