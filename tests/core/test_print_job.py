"""What may happen to a print job: the table in the code, the picture in the documents, and what follows from them."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.print_job import (
    AT_ONCE,
    OPEN,
    STEPS,
    Occasion,
    Paper,
    PrintJob,
    State,
    Step,
    after,
    badge_digest,
    may,
    to_send,
)
from tests import making

AT = datetime(2024, 2, 27, 4, 30, tzinfo=UTC)
PICTURE = Path(__file__).parents[2] / "docs" / "printing.md"


def job(number: int = 1, **fields) -> PrintJob:
    return PrintJob(f"job-{number}", Paper.BADGE, Occasion.CHECK_IN, AT, AT, **fields)


def test_the_picture_in_the_documents_is_the_table_in_the_code():
    drawn = re.findall(r"^    (\w+) --> (\w+): (\w+)$", PICTURE.read_text(encoding="utf-8"), re.MULTILINE)
    coded = {(start, end, step) for step, ways in STEPS.items() for start, end in ways.items()}
    assert set(drawn) == coded


def test_a_step_that_cannot_happen_is_a_bug():
    with pytest.raises(ValueError, match="confirm cannot happen to a job that is queued"):
        after(job(), Step.CONFIRM, AT)


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_however_a_job_fares_it_is_counted_once_for_every_time_it_was_handed_over(steps: list[Step]):
    now, sent = job(), 0
    for step in steps:
        if may(now, step):
            now = after(now, step, AT)
            sent += (step is Step.SEND) - (step is Step.PUT_BACK)
    assert now.times == sent


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_nothing_that_waits_is_ever_forgotten(steps: list[Step]):
    """A job leaves the open ones only by being printed or by a person's word, and a person can end every open one."""
    now = job()
    for step in steps:
        if may(now, step):
            before, now = now, after(now, step, AT)
            if before.state in OPEN and now.state not in OPEN:
                assert step in (Step.CONFIRM, Step.CANCEL)
    assert now.state not in OPEN or may(now, Step.CANCEL)


def test_a_failure_is_told_until_the_job_goes_on():
    failed = after(after(job(), Step.SEND, AT), Step.FAIL, AT, trouble="printer.aborted", details={"printer": "zebra"})
    assert (failed.trouble, failed.details) == ("printer.aborted", {"printer": "zebra"})
    again = after(failed, Step.RETRY, AT + timedelta(seconds=5))
    assert (again.trouble, again.details, again.state) == ("", {}, State.QUEUED)


def test_a_printer_is_given_two_jobs_ahead_in_their_order():
    queued = [job(number, printer="zebra") for number in range(1, 6)]
    assert [one.id for one in to_send([], queued, {})] == ["job-1", "job-2"]
    ahead = [job(0, printer="zebra", state=State.SENT)]
    assert [one.id for one in to_send(ahead, queued, {})] == ["job-1"]
    assert to_send(ahead * AT_ONCE, queued, {}) == []


def test_one_printer_that_stands_still_does_not_stop_another():
    queued = [job(1, printer="zebra"), job(2), job(3, printer="office")]
    chosen = to_send([], queued, {Paper.BADGE: "brother"}, {"zebra"})
    assert [(one.id, one.printer) for one in chosen] == [("job-2", "brother"), ("job-3", "office")]


def test_a_job_waits_until_its_kind_of_paper_has_a_printer():
    assert to_send([], [job()], {}) == []
    assert to_send([], [job()], {Paper.CERTIFICATE: "office"}) == []


@pytest.mark.parametrize("field", ["name", "name_latin", "affiliation", "title", "category", "ticket_code"])
def test_a_fingerprint_changes_with_all_that_is_printed(field: str):
    person = making.person(ticket_code="12")
    changed = replace(person, **{field: "다른 값"})
    assert badge_digest(person, b"secret") != badge_digest(changed, b"secret")


def test_a_fingerprint_says_nothing_without_the_secret_and_ignores_what_is_not_printed():
    person = making.person()
    assert badge_digest(person, b"secret") == badge_digest(replace(person, phone="010-0000-0000"), b"secret")
    assert badge_digest(person, b"secret") != badge_digest(person, b"another")
