"""The print queue at a real event file: who is queued, what becomes of it, what a crash leaves."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.actions.event import open_event
from kiosk.actions.papers.print_documents import Batch, note_badges
from kiosk.actions.papers.print_out import hand_over
from kiosk.actions.papers.print_queue import (
    badge_digest_of,
    decide,
    enqueue_badges,
    enqueue_certificates,
    enqueue_file,
    move,
    next_jobs,
    note_failed,
    note_printed,
    note_spooled,
    print_again,
    put_back,
    recover,
)
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee
from kiosk.core.access import Caller
from kiosk.core.operation import Kind
from kiosk.core.print_job import Occasion, Paper, PrintJob, State, Step
from kiosk.core.printer_setup import PaperSetup, PrintSetup
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store import log
from kiosk.store.examination import examine
from kiosk.store.records import Records
from printing.documents import Findings
from tests import making

SETUP = PrintSetup(papers={Paper.BADGE: PaperSetup("zebra")})


def states(records: Records) -> list[State]:
    return [job.state for job in sorted(records.print_jobs.newest(100), key=lambda job: job.id)]


def sent(records: Records) -> list[PrintJob]:
    return list(next_jobs(records, SETUP))


def test_a_job_is_made_in_the_name_of_whoever_queued_it_and_noted_in_that_of_whoever_prints(event, people):
    event = event.by(Caller("김하늘"))
    [job] = enqueue_badges(event, [people[0].id]).jobs
    event = event.by(Caller("이도윤"))
    with pytest.raises(KioskError, match="attendee"):
        hand_over(event, replace(job, attendee_id="0000000000000"), PrintSetup())
    assert (job.operator, event.caller.operator) == ("김하늘", "이도윤")


def test_a_badge_goes_from_the_queue_to_the_log(event: Records, people: list[Attendee]):
    event = event.by(Caller("수진"))
    (queued,) = enqueue_badges(event, [people[0].id], occasion=Occasion.CHECK_IN, desk="1").jobs
    assert (queued.state, queued.desk, queued.operator) == (State.QUEUED, "1", "수진")
    (job,) = sent(event)
    assert (job.printer, job.times, job.state) == ("zebra", 1, State.SENT)
    assert not event.papers.has_badge(people[0].id), "sent is not printed"
    note_printed(event, [job.id])
    assert event.papers.badge_times() == {people[0].id: 1}
    (noted,) = log.of_kind(event.file.connection, Kind.BADGE)
    assert (noted.payload["printer"], noted.payload["occasion"], noted.payload["times"]) == ("zebra", "check_in", 1)


def test_nobody_is_queued_twice(event: Records, people: list[Attendee]):
    first = enqueue_badges(event, [people[0].id, people[0].id])
    second = enqueue_badges(event, [person.id for person in people])
    assert len(first.jobs) == 1
    assert [job.id for job in second.waiting] == [first.jobs[0].id]
    assert [job.attendee_id for job in second.jobs] == [people[1].id, people[2].id]


def test_at_check_in_only_a_badge_that_is_owed_is_queued(event: Records, people: list[Attendee]):
    enqueue_badges(event, [people[0].id])
    note_printed(event, [sent(event)[0].id])
    assert enqueue_badges(event, [people[0].id], occasion=Occasion.CHECK_IN).jobs == ()
    assert len(enqueue_badges(event, [people[0].id], occasion=Occasion.AGAIN, reason="분실").jobs) == 1


def test_whoever_comes_back_after_a_failure_is_printed_again(event: Records, people: list[Attendee]):
    enqueue_badges(event, [people[0].id], occasion=Occasion.SELF_SERVICE)
    (job,) = sent(event)
    note_failed(event, job.id, KioskError("printer.aborted", printer="zebra"))
    assert states(event) == [State.FAILED]
    assert event.print_jobs.newest(1)[0].details == {"printer": "zebra"}
    (again,) = enqueue_badges(event, [people[0].id], occasion=Occasion.SELF_SERVICE).jobs
    assert (again.id, again.state, again.times) == (job.id, State.QUEUED, 1)


def test_a_badge_again_needs_a_reason(event: Records, people: list[Attendee]):
    with pytest.raises(KioskError, match=r"print\.no_reason"):
        enqueue_badges(event, [people[0].id], occasion=Occasion.AGAIN, reason="  ")
    with pytest.raises(KioskError, match=r"print\.no_reason"):
        print_again(event, ["any"], "")
    assert states(event) == []


def test_one_unknown_person_queues_nobody(event: Records, people: list[Attendee]):
    with pytest.raises(KioskError, match=r"attendee\.unknown"):
        enqueue_badges(event, [people[0].id, "9999999999999"])
    assert states(event) == []


def test_two_are_handed_over_at_a_time_in_the_order_of_the_list(event: Records, people: list[Attendee]):
    enqueue_badges(event, [person.id for person in reversed(people)])
    first = sent(event)
    assert [job.attendee_id for job in first] == [people[2].id, people[1].id]
    assert sent(event) == []
    note_printed(event, [first[0].id])
    assert [job.attendee_id for job in sent(event)] == [people[0].id]


def test_a_program_that_died_after_sending_asks_and_never_prints_twice(tmp_path: Path):
    records = making.new_event(tmp_path)
    (person,) = making.add_people(records, 1)
    enqueue_badges(records, [person.id])
    (job,) = sent(records)
    records.close()  # what a kill leaves: the job was stored as sent before anything was handed over
    records = open_event(tmp_path / "day.kiosk", desk_id="laptop-1")
    assert [lost.id for lost in recover(records)] == [job.id]
    assert states(records) == [State.UNKNOWN]
    assert sent(records) == []
    assert enqueue_badges(records, [person.id], occasion=Occasion.SELF_SERVICE).waiting[0].id == job.id
    assert decide(records, [job.id], Step.CONFIRM)[0].state is State.PRINTED
    assert records.papers.has_badge(person.id)
    records.close()


def test_a_copy_on_another_laptop_prints_nothing(tmp_path: Path):
    records = making.new_event(tmp_path)
    enqueue_badges(records, [making.add_people(records, 1)[0].id])
    records.close()
    other = open_event(tmp_path / "day.kiosk", desk_id="laptop-2")
    assert sent(other) == []
    assert other.print_jobs.newest(9) == []
    other.close()


def test_a_printer_that_is_not_there_leaves_the_job_waiting(event: Records, people: list[Attendee]):
    enqueue_badges(event, [people[0].id])
    (job,) = sent(event)
    (waiting,) = put_back(event, job.id)
    assert (waiting.state, waiting.times) == (State.QUEUED, 0)
    assert next_jobs(event, SETUP, blocked={"zebra"}) == ()
    move(event, [job.id], "office")
    assert [one.printer for one in next_jobs(event, SETUP, blocked={"zebra"})] == ["office"]


def test_a_person_holds_releases_cancels_and_retries(event: Records, people: list[Attendee]):
    (job,) = enqueue_badges(event, [people[0].id]).jobs
    decide(event, [job.id], Step.HOLD)
    assert sent(event) == []
    decide(event, [job.id], Step.RELEASE)
    decide(event, [job.id], Step.CANCEL)
    assert sent(event) == []
    assert decide(event, [job.id], Step.HOLD) == (), "too late: it stays as it is"
    decide(event, [job.id], Step.RETRY)
    assert [one.id for one in sent(event)] == [job.id]


def test_a_printed_job_is_printed_again_as_a_new_one_with_its_reason(event: Records, people: list[Attendee]):
    enqueue_badges(event, [people[0].id])
    (job,) = sent(event)
    assert print_again(event, [job.id], "번짐").jobs == (), "it is still on its way"
    note_printed(event, [job.id])
    (again,) = print_again(event, [job.id], "번짐").jobs
    assert (again.occasion, again.reason, again.printer, again.attendee_id) == (
        Occasion.AGAIN, "번짐", "zebra", people[0].id,
    )  # fmt: skip
    assert len(event.print_jobs.of_person(people[0].id)) == 2


def test_what_a_badge_said_is_remembered(event: Records, people: list[Attendee]):
    enqueue_badges(event, [people[0].id])
    (job,) = sent(event)
    said = badge_digest_of(event, people[0])
    note_spooled(event, replace(job, spool_id="zebra-1", fingerprint=said))
    note_printed(event, [job.id])
    note_badges(event, Batch((), (people[1],), Findings(())))
    printed = event.papers.badge_digest_ofs()
    assert printed == {people[0].id: said, people[1].id: badge_digest_of(event, people[1])}
    changed = edit_attendee(event, people[0].id, {"name": "새이름"})
    assert badge_digest_of(event, changed) != said
    event.rebuild()
    assert event.papers.badge_digest_ofs() == printed
    assert examine(event.file).sound


def test_certificates_are_queued_for_those_who_have_one(event: Records, people: list[Attendee]):
    with pytest.raises(KioskError, match=r"print\.no_certificate"):
        enqueue_certificates(event, [people[0].id])
    with event.transaction():
        event.append(Kind.CERTIFICATE, people[0].id, {"serial": "1-0001", "basis": {}}, at=making.DAY)
    (job,) = enqueue_certificates(event, [people[0].id], printer="office").jobs
    assert (job.paper, job.printer) == (Paper.CERTIFICATE, "office")
    note_printed(event, [sent(event)[0].id])
    assert event.papers.badge_times() == {}, "a certificate is no badge"


def test_a_finished_pdf_is_queued_by_its_place(event: Records, tmp_path: Path):
    with pytest.raises(KioskError, match=r"print\.no_file"):
        enqueue_file(event, tmp_path / "report.pdf")
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4")
    (job,) = enqueue_file(event, tmp_path / "report.pdf").jobs
    assert (job.file, job.paper) == (str(tmp_path / "report.pdf"), Paper.REPORT)


def test_a_long_queue_is_looked_through_by_its_first_jobs_alone(event: Records):
    people = [add_attendee(event, {"name": f"사람{number}"}).id for number in range(30)]
    enqueue_badges(event, people)
    assert [job.attendee_id for job in event.print_jobs.first_queued(2)] == people[:2]
    assert event.print_jobs.counts() == {State.QUEUED: 30}
