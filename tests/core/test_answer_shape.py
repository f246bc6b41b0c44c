"""An answer is written and read in one place."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.answer_shape import answer_json, answer_of, scan_fields
from kiosk.core.attendance import Direction
from kiosk.core.operation import Kind, Operation
from kiosk.core.operation_shape import fault_of
from kiosk.core.scan import Answer, Person, Previous, Scan, Verdict

TEXT = st.text("가나 ab", max_size=5)
MOMENT = st.integers(0, 10**15).map(lambda us: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(microseconds=us))
ANSWERS = st.builds(
    Answer, scan_id=TEXT, verdict=st.sampled_from(Verdict), accepted=st.booleans(),
    direction=st.sampled_from(Direction), session=st.none() | TEXT, at=MOMENT, desk=TEXT,
    person=st.none() | st.builds(Person, TEXT, TEXT, TEXT, TEXT),
    previous=st.none()
    | st.builds(Previous, MOMENT, TEXT, st.none() | TEXT, st.sampled_from(Verdict), st.booleans()),
    overridden=st.booleans(), badge_due=st.booleans(), opens_next=st.none() | TEXT, reason=TEXT,
    left=st.lists(TEXT).map(tuple),
)  # fmt: skip


@given(ANSWERS)
def test_what_is_kept_of_an_answer_is_read_back_whole_and_has_the_shape_of_a_scan(answer: Answer):
    scan = Scan(answer.scan_id, "text", answer.at, answer.desk)
    at_us = (answer.at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    kept = Operation(
        "log", 1, answer.scan_id, "desk-1", Kind.SCAN, "1", answer.session, answer.direction, at_us, 0, 1,
        scan_fields(scan, "code", answer),
    )  # fmt: skip
    assert answer_of(kept) == answer
    assert fault_of(kept) == ""


@given(ANSWERS)
def test_scripts_are_told_everything_of_an_answer(answer: Answer):
    told = answer_json(answer)
    assert told.keys() | {"desk"} == {field.name for field in fields(Answer)} - {"person"} | {"attendee"}
    assert not answer.previous or told["previous"].keys() == set(Previous._fields)
