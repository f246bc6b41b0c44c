"""A whole event played without a window: roster, tickets, arrivals, badges, certificates, export.

Arrivals are invented; everything they meet is real: the same actions, the same decisions, the same files as at the
desk.
"""

import json
import random
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.actions.event import look_through, open_records, opened, read_records
from kiosk.actions.office import event_report, export_records, record_rows
from kiosk.actions.office.export_tables import Words
from kiosk.actions.office.report_language import Words as ReportWords
from kiosk.actions.papers import issue_certificates
from kiosk.actions.papers import print_documents as documents
from kiosk.actions.papers.output_paths import make_folder
from kiosk.actions.people import import_roster, manage_roster
from kiosk.actions.preparing import demonstration
from kiosk.actions.preparing.invented_people import ROSTER_HEADER, invented_rows
from kiosk.actions.programme.hold_meetings import mark_meeting
from kiosk.core.agenda import opens_at
from kiosk.core.attendance import REGISTRATION
from kiosk.core.programme import Admission, Session, Tracking
from kiosk.core.programmes.partnering import Result, count_results
from kiosk.core.roster import Attendee, Status, may_enter
from kiosk.core.scan import OVERRIDABLE, Answer, Scan, Verdict
from kiosk.core.ticket import issue
from kiosk.errors import KioskError
from kiosk.store import event_file
from kiosk.store.records import Records
from kiosk.tables.writing import write_csv

Progress = Callable[[int, int], None]

_SEED = 20240227
_ENDINGS = (Result.MATCHED, Result.MATCHED, Result.MATCHED, Result.FOLLOW_UP, Result.DECLINED, Result.NO_SHOW)


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the rehearsal: its code, how many things it made, and seconds taken."""

    code: str
    count: int
    seconds: float


@dataclass(slots=True)
class Rehearsal:
    """What was played: the folder, the steps, the answers counted by verdict."""

    folder: Path
    event: Path
    steps: list[Step] = field(default_factory=list)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    refused_certificates: int = 0

    @contextmanager
    def step(self, code: str) -> Iterator[list[int]]:
        """Time a step; the block appends how many things it made."""
        made: list[int] = []
        begun = time.perf_counter()
        yield made
        self.steps.append(Step(code, sum(made), time.perf_counter() - begun))


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody at a door: when, with which code, and what the desk does if they are refused."""

    at: datetime
    code: str
    room: str
    override: str = ""


def rehearse(
    folder: Path,
    event: Path | None = None,
    *,
    people: int | None = None,
    desks: int = 2,
    speed: float = 0.0,
    words: Words,
    report_words: ReportWords | None = None,
    language: str = "ko",
    progress: Progress | None = None,
) -> Rehearsal:
    """Play an event and leave its documents in ``folder``.

    Without ``event`` the demonstration workshop is played; a given event is copied first and never touched itself.
    ``people`` replaces the roster by that many invented people, ``desks`` share the doors, ``speed`` is how many
    seconds of the event pass in one (0: as fast as it goes).  Raises ``KioskError``, among others when ``folder`` is
    not empty.
    """
    played = Rehearsal(folder, folder / "event.kiosk")
    with ExitStack() as until_the_end:
        with played.step("roster") as made:
            records = until_the_end.enter_context(opened(_prepare(played, event, people)))
            if people is not None:
                _invite(records, folder / "roster.csv", people)
            made.append(records.people.count())
        if not records.programme.sessions():
            raise KioskError("rehearse.no_programme", file=records.path.name)
        with played.step("tickets") as made:
            everybody = documents.choose_attendees(records)
            made.append(len(documents.print_tickets(records, everybody, folder / "tickets.pdf").attendees))
        with played.step("arrivals") as made:
            made.append(_play(records, played.verdicts, words, desks, speed, progress))
        with played.step("meetings") as made:
            made.append(_hold_meetings(records, demonstrated=event is None))
        _make_documents(records, played, folder, words, language)
        if report_words is not None:
            with played.step("report") as made:
                event_report.report_event(records, folder / "report.pdf", report_words, language)
                made.append(1)
    return played


def _prepare(played: Rehearsal, event: Path | None, people: int | None) -> Records:
    folder, target = played.folder, played.event
    if folder.exists() and any(folder.iterdir()):
        raise KioskError("rehearse.folder_in_use", folder=str(folder))
    make_folder(folder)
    if event is None:
        return demonstration.demonstration_records(target, as_planned=True, invented_people=people)
    with opened(read_records(event)) as original:
        look_through(original)
        event_file.copy_to(original.file, target)
    return open_records(target)


def _invite(records: Records, file: Path, count: int) -> None:
    """Invented people, brought in the way an office does: as a file."""
    sessions = [session.code for session in records.programme.sessions().values() if session.kind != REGISTRATION]
    write_csv(file, ROSTER_HEADER, invented_rows(count, sessions))
    table = import_roster.open_roster(file)
    planned = import_roster.plan_roster(records, table, import_roster.guess(records, table))
    import_roster.import_roster(records, planned)


def _make_documents(records: Records, played: Rehearsal, folder: Path, words: Words, language: str) -> None:
    with played.step("badges") as made:
        batch = documents.print_badges(records, documents.choose_attendees(records), folder / "badges.pdf")
        documents.note_badges(records, batch)
        made.append(len(batch.attendees))
    with played.step("certificates") as made:
        issued = issue_certificates.issue_certificates(records, folder / "certificates", desk="1")
        made.append(len(issued.issued))
        played.refused_certificates = len(issued.refused)
    with played.step("export") as made:
        export_records.export_records(records, folder / "attendance.xlsx", words, language=language)
        made.append(records.people.count())
    with played.step("scan_log") as made, (folder / "scans.jsonl").open("w", encoding="utf-8") as log:
        for scan in record_rows.scan_rows(records):
            log.write(json.dumps(scan, ensure_ascii=False) + "\n")
            made.append(1)


def _play(
    records: Records,
    verdicts: Counter[Verdict],
    words: Words,
    desks: int,
    speed: float,
    progress: Progress | None,
) -> int:
    chance = random.Random(_SEED)
    arrivals = sorted(_arrivals(records, words, chance), key=lambda arrival: arrival.at)
    begun = time.monotonic()
    for number, arrival in enumerate(arrivals):
        if speed > 0:
            due = (arrival.at - arrivals[0].at).total_seconds() / speed
            time.sleep(max(0.0, due - (time.monotonic() - begun)))
        answer = _scan(records, arrival, desk := f"{number % desks + 1}")
        verdicts[answer.verdict] += 1
        if arrival.override and answer.verdict in OVERRIDABLE:
            later = Arrival(arrival.at + timedelta(seconds=20), arrival.code, arrival.room)
            verdicts[_scan(records, later, desk, arrival.override).verdict] += 1
        if progress:
            progress(number + 1, len(arrivals))
    return sum(verdicts.values())


def _hold_meetings(records: Records, *, demonstrated: bool) -> int:
    """Mark what comes of every meeting at its end; returns how many matched.

    The meetings of the demonstration end as they did, those of other events by chance.
    """
    chance = random.Random(_SEED)
    results = demonstration.results_of_meetings(records) if demonstrated else {}
    for meeting in records.programme.meetings():
        if meeting.result is Result.PLANNED:
            result = results.get(meeting.id) or chance.choice(_ENDINGS)
            mark_meeting(records, meeting.id, result, at=meeting.ends_at)
    return count_results(records.programme.meetings())[Result.MATCHED]


def _scan(records: Records, arrival: Arrival, desk: str, override: str = "") -> Answer:
    return check_in(records, Scan(new_scan_id(), arrival.code, arrival.at, desk, room=arrival.room, override=override))


def _arrivals(records: Records, words: Words, chance: random.Random) -> Iterator[Arrival]:
    """Everything that happens at the doors: mostly people who come when they should, and what else desks meet."""
    yield from _incidents(records, records.people.all(), words, chance)
    people = records.people.all()  # after the incidents: who was given a new code comes with that one
    for session in records.programme.sessions().values():
        for person in people:
            if chance.random() < _eagerness(person, session):
                yield from _visit(person.ticket_code, session, words("rehearsed.let_in"), chance)


def _eagerness(person: Attendee, session: Session) -> float:
    """How likely a person is to come: to what they signed up for nearly always, elsewhere now and then."""
    if session.kind == REGISTRATION:
        return 0.95
    if session.code in person.sessions:
        return 0.92
    return 0.08 if session.admission is Admission.OPEN else 0.01 if not may_enter(person, session) else 0.2


def _visit(code: str, session: Session, reason: str, chance: random.Random) -> Iterator[Arrival]:
    """In with the rush around the beginning; where exits are scanned, out at the end, some early, some back again."""
    length = (session.ends_at - session.starts_at) / timedelta(minutes=1)
    spread = length * 0.5 if session.kind == REGISTRATION else 6
    after = min(max(chance.gauss(0, spread), -session.opens_before + 1), length - 1)
    came = session.starts_at + timedelta(minutes=after, seconds=chance.randrange(60))
    came = max(opens_at(session), min(came, session.ends_at - timedelta(seconds=90)))
    yield Arrival(came, code, session.room, override=reason if chance.random() < 0.5 else "")
    if chance.random() < 0.03:  # the scanner beeps twice
        yield Arrival(came + timedelta(seconds=2), code, session.room)
    if session.tracking is not Tracking.ENTRY_EXIT:
        if chance.random() < 0.03:  # somebody is not sure whether it worked
            yield Arrival(came + timedelta(seconds=40), code, session.room)
        return
    yield from _ways_out(code, session, came, chance)


def _ways_out(code: str, session: Session, came: datetime, chance: random.Random) -> Iterator[Arrival]:
    if chance.random() < 0.15 and session.ends_at - came > timedelta(minutes=30):  # a telephone call outside
        out = came + (session.ends_at - came) * 0.4
        yield Arrival(out, code, session.room)
        yield Arrival(out + timedelta(minutes=8), code, session.room)
    if chance.random() < 0.85:
        yield Arrival(session.ends_at - timedelta(seconds=chance.randrange(60, 600)), code, session.room)


def _incidents(records: Records, people: list[Attendee], words: Words, chance: random.Random) -> Iterator[Arrival]:
    """A strange code, another event's, a forgery; a lost phone, a cancelled and a blocked person."""
    session = next(iter(records.programme.sessions().values()))
    at = session.starts_at + timedelta(minutes=5)
    key = records.event.ticket_key()
    number = people[0].id if people else "0" * 13
    other_tag = f"{(int(key.tag) + 1) % 10_000:04d}"
    yield Arrival(at, "https://example.com/menu", session.room)
    yield Arrival(at, issue(number, other_tag, secrets.token_bytes(32)), session.room)
    yield Arrival(at, issue(number, key.tag, secrets.token_bytes(32)), session.room)
    if len(people) < 10:
        return
    lost, cancelled, blocked = chance.sample(people, 3)
    manage_roster.reissue(records, lost.id, words("rehearsed.lost"))
    yield Arrival(at + timedelta(minutes=1), lost.ticket_code, session.room)
    yield Arrival(at + timedelta(minutes=2), manage_roster.attendee(records, lost.id).ticket_code, session.room)
    manage_roster.set_status(records, cancelled.id, Status.CANCELLED, words("rehearsed.cannot_come"))
    yield Arrival(at + timedelta(minutes=3), cancelled.ticket_code, session.room)
    manage_roster.set_status(records, blocked.id, Status.BLOCKED, words("rehearsed.ask"))
    yield Arrival(at + timedelta(minutes=4), blocked.ticket_code, session.room, override=words("rehearsed.asked"))
