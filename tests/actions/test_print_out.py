"""From a wish to the paper, through a real CUPS: the badge that arrives is measured, read and scanned."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfWriter

from kiosk.actions.event import open_event
from kiosk.actions.papers.print_out import (
    hand_over,
    look,
    note_fates,
    note_refused,
    print_calibration,
    print_waiting,
    status_of,
    withdraw,
)
from kiosk.actions.papers.print_queue import decide, enqueue_badges, enqueue_file, move, next_jobs, recover
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee
from kiosk.actions.preparing.guide import choose_layout
from kiosk.core.print_job import Occasion, Paper, PrintJob, State, Step
from kiosk.core.printer_setup import PaperSetup, PrinterSetup, PrintSetup
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing.placing import measure
from tests import making
from tests.printers import PrintServer, wait_until
from tests.printing import pages

pytestmark = pytest.mark.long

SETUP = PrintSetup(
    papers={Paper.BADGE: PaperSetup("zebra"), Paper.REPORT: PaperSetup("zebra")},
    printers={"zebra": PrinterSetup(left=22, warn_at=20)},
)


@pytest.fixture
def person(event: Records) -> Attendee:
    return add_attendee(event, {"name": "김하늘", "affiliation": "㈜누리랩", "category": "산"})


def printed(records: Records, setup: PrintSetup = SETUP, seconds: float = 60) -> PrintSetup:
    """Print what waits; the set-up afterwards."""
    setups = [setup]
    print_waiting(records, setup, seconds=seconds, tell=setups.append)
    return setups[-1]


def printed_later(records: Records) -> None:
    """Wait until the printer has finished what it was given."""
    wait_until(lambda: note_fates(records, look(records.print_jobs.in_state(State.SENT))))


def newest(records: Records) -> PrintJob:
    return records.print_jobs.newest(1)[0]


def test_a_badge_arrives_as_large_as_its_layout_and_scans(print_server: PrintServer, event: Records, person: Attendee):
    sink = print_server.add("zebra")
    enqueue_badges(event, [person.id], occasion=Occasion.CHECK_IN)
    after = printed(event)
    (arrived,) = sink.jobs
    measured = measure(arrived)
    assert (measured.width, measured.height) == pytest.approx((55, 90), abs=0.1)
    assert pages.codes(pages.picture(arrived)) == [person.ticket_code]
    text = pages.read(arrived)[0].text
    assert "김하늘" in text.replace(" ", "") and "누리랩" in text
    assert newest(event).state is State.PRINTED
    assert event.papers.has_badge(person.id)
    assert after.of("zebra").left == 21


def test_without_a_layout_of_this_laptop_a_badge_has_that_of_the_event(
    print_server: PrintServer, event: Records, person: Attendee
):
    sink = print_server.add("zebra")
    choose_layout(event, "badge-a6")
    enqueue_badges(event, [person.id])
    printed(event)
    measured = measure(sink.jobs[0])
    assert (measured.width, measured.height) == pytest.approx((105, 148), abs=0.1)


def test_badges_come_out_in_the_order_of_the_list_and_paper_is_counted(print_server: PrintServer, event: Records):
    sink = print_server.add("zebra")
    people = making.add_people(event, 3)
    enqueue_badges(event, [people[2].id, people[0].id, people[1].id], occasion=Occasion.BATCH)
    after = printed(event)
    names = [pages.read(job)[0].text for job in sink.jobs]
    assert ["3" in names[0], "1" in names[1], "2" in names[2]] == [True, True, True]
    assert after.of("zebra").left == 19
    assert after.of("zebra").runs_out


def test_the_badge_says_what_is_true_when_it_is_printed(print_server: PrintServer, event: Records, person: Attendee):
    sink = print_server.add("zebra")
    enqueue_badges(event, [person.id])
    edit_attendee(event, person.id, {"name": "김하눌"})
    printed(event)
    assert "김하눌" in pages.read(sink.jobs[0])[0].text.replace(" ", "")


def test_a_printer_that_is_not_there_keeps_its_jobs_and_says_so(
    print_server: PrintServer, event: Records, person: Attendee
):
    enqueue_badges(event, [person.id])
    away = print_waiting(event, SETUP, seconds=5, tell=lambda _setup: None)
    assert {name: trouble.code for name, trouble in away.items()} == {"zebra": "printer.missing"}
    assert (newest(event).state, newest(event).times) == (State.QUEUED, 0)
    assert [one.trouble for one in status_of(["zebra"])] == ["printer.missing"]
    sink = print_server.add("zebra")
    printed(event)
    assert len(sink.jobs) == 1


def test_the_print_service_dies_with_a_badge_in_it(print_server: PrintServer, event: Records, person: Attendee):
    """What it had is printed when it is back, what was queued meanwhile waits for it, and nothing is said twice."""
    sink = print_server.add("zebra")
    print_server.run("cupsdisable", "zebra")
    enqueue_badges(event, [person.id])
    printed(event, seconds=0)
    print_server.kill()
    with pytest.raises(KioskError, match=r"printer\.no_service"):
        look(event.print_jobs.in_state(State.SENT))
    assert [one.trouble for one in status_of(["zebra"])] == ["printer.no_service"]
    enqueue_badges(event, [making.add_people(event, 1)[0].id])
    (second,) = next_jobs(event, SETUP)
    with pytest.raises(KioskError, match=r"printer\.no_service") as refused:
        hand_over(event, second, SETUP)
    note_refused(event, second, refused.value)
    assert [job.state for job in event.print_jobs.in_state(State.QUEUED, State.SENT)] == [State.SENT, State.QUEUED]
    print_server.start()
    print_server.run("cupsenable", "zebra")
    printed_later(event)
    printed(event)
    assert [job.state for job in event.print_jobs.newest(9)] == [State.PRINTED, State.PRINTED]
    assert len(sink.jobs) == 2


def test_the_printer_is_switched_off_while_printing_and_goes_on_later(
    print_server: PrintServer, event: Records, person: Attendee
):
    sink = print_server.add("zebra")
    sink.switch_off()
    enqueue_badges(event, [person.id])
    printed(event, seconds=1)
    assert newest(event).state is State.SENT
    assert not event.papers.has_badge(person.id)
    sink.switch_on()
    printed_later(event)
    assert (len(sink.jobs), newest(event).state) == (1, State.PRINTED)


def test_a_job_the_printer_gave_up_has_failed_and_is_tried_again(
    print_server: PrintServer, event: Records, person: Attendee
):
    print_server.add("zebra", device="trouble:fails")
    enqueue_badges(event, [person.id])
    printed(event)
    failed = newest(event)
    assert (failed.state, failed.trouble, failed.details) == (State.FAILED, "printer.aborted", {"printer": "zebra"})
    assert not event.papers.has_badge(person.id)
    spare = print_server.add("spare")
    move(event, [failed.id], "spare")
    printed(event)
    assert (newest(event).state, newest(event).times, len(spare.jobs)) == (State.PRINTED, 2, 1)


def test_a_job_in_a_stopped_printer_is_taken_back_and_printed_on_another(
    print_server: PrintServer, event: Records, person: Attendee
):
    first, second = print_server.add("zebra"), print_server.add("spare")
    print_server.run("cupsdisable", "zebra")
    enqueue_badges(event, [person.id])
    printed(event, seconds=0)
    assert [one.trouble for one in status_of(["zebra"])] == ["printer.stopped"]
    move(event, withdraw(event.print_jobs.in_state(State.SENT)), "spare")
    printed(event)
    print_server.run("cupsenable", "zebra")
    assert print_server.run("lpstat", "-o", "zebra") == ""
    assert (len(first.jobs), len(second.jobs)) == (0, 1)


def test_whoever_cancels_in_the_system_cancels_here(print_server: PrintServer, event: Records, person: Attendee):
    print_server.add("zebra")
    print_server.run("cupsdisable", "zebra")
    enqueue_badges(event, [person.id])
    printed(event, seconds=0)
    print_server.run("cancel", "-a", "zebra")
    note_fates(event, look(event.print_jobs.in_state(State.SENT)))
    assert newest(event).state is State.CANCELLED


def test_a_finished_pdf_arrives_with_all_its_pages(print_server: PrintServer, event: Records, tmp_path: Path):
    sink = print_server.add("zebra")
    report = PdfWriter()
    for _page in range(2):
        report.add_blank_page(200, 300)
    report.write(tmp_path / "report.pdf")
    enqueue_file(event, tmp_path / "report.pdf")
    assert printed(event).of("zebra").left == 20
    assert measure(sink.jobs[0]).count == 2


def test_the_calibration_page_lies_as_the_printer_is_set_up(print_server: PrintServer, event: Records):
    sink = print_server.add("zebra")
    print_calibration(event, SETUP.with_printer("zebra", right=2.0), Paper.BADGE, ["zebra"])
    wait_until(lambda: sink.jobs)
    measured = measure(sink.jobs[0])
    assert (measured.width, measured.height) == pytest.approx((55, 90), abs=0.1)
    assert event.print_jobs.newest(1) == [], "it is no job of the event"


def test_a_program_killed_between_sent_and_printed_finds_out_or_asks(
    print_server: PrintServer, tmp_path: Path, environment_of_a_user: dict[str, str]
):
    """The program is really killed, with one badge in the printer's queue; on the next start nothing is doubled."""
    sink = print_server.add("zebra")
    print_server.run("cupsdisable", "zebra")
    records = making.new_event(tmp_path)
    (person,) = making.add_people(records, 1)
    path = records.path
    records.close()
    command = [sys.executable, "-m", "kiosk", "print", str(path), "--printer", "zebra", "--wait", "600"]
    program = subprocess.Popen(command, env=environment_of_a_user, stdout=subprocess.DEVNULL)
    wait_until(lambda: print_server.run("lpstat", "-o", "zebra"))
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    records = open_event(path, desk_id="")
    (unknown,) = recover(records)
    assert unknown.state is State.UNKNOWN
    print_server.run("cupsenable", "zebra")
    wait_until(lambda: sink.jobs)
    if unknown.spool_id:
        wait_until(lambda: any(job.state is State.PRINTED for job in note_fates(records, look([unknown]))))
    else:  # killed before the printer's answer was stored: nobody can know, so a person says
        decide(records, [unknown.id], Step.CONFIRM)
    assert records.papers.badge_times() == {person.id: 1}
    printed(records)
    assert len(sink.jobs) == 1
    records.close()
