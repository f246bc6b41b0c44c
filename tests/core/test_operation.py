"""The log's values: clocks that never go back, text that every database takes, edits that any order folds alike."""

import json
import unicodedata
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.operation import Kind, Operation, clean, latest_fields, tick


def edit(hlc: int, op_id: str = "", **fields) -> Operation:
    return Operation("log", hlc, op_id or str(hlc), "desk", Kind.ATTENDEE, "1", None, None, 0, 0, hlc, fields)


def test_of_each_field_the_latest_edit_wins():
    edits = [edit(1, name="김", title="부장"), edit(3, title=""), edit(2, name="박", title="과장")]
    for order in permutations(edits):
        assert latest_fields(order) == {"name": "박", "title": ""}


def test_two_edits_of_one_moment_are_decided_by_their_ids():
    edits = [edit(1, "b", name="박"), edit(1, "a", name="김")]
    assert latest_fields(edits) == latest_fields(reversed(edits)) == {"name": "박"}


def test_nothing_is_folded_from_nothing():
    assert latest_fields([]) == {}


@given(st.lists(st.integers(0, 2**46), min_size=1))
def test_the_logical_clock_always_goes_forward(wall: list[int]):
    last = 0
    for milliseconds in wall:
        following = tick(last, milliseconds)
        assert following > last
        last = following


def test_the_logical_clock_follows_the_wall_clock_where_it_can():
    assert tick(0, 1_000) == 1_000 << 16
    assert tick(1_000 << 16, 1_000) == (1_000 << 16) + 1
    assert tick(1_000 << 16, 10) == (1_000 << 16) + 1


def test_the_corrected_moment_is_the_clock_and_its_offset():
    late = Operation("log", 1, "1", "desk", Kind.SCAN, "1", "A", "in", 5_000_000, -2_000_000, 1, {})
    assert late.at_us == 3_000_000


@pytest.mark.parametrize(("value", "kept"), [
    ("김\0민수", "김민수"),
    ("A\0B", "AB"),
    (unicodedata.normalize("NFD", "김민수"), "김민수"),
    ("\ud800", "?"),
    ("김\udcff", "김?"),
    (float("nan"), None),
    (float("inf"), None),
    (1.5, 1.5),
    (True, True),
    (None, None),
    (("가", "나"), ["가", "나"]),
    ({"키\0": ["\ud800"]}, {"키": ["?"]}),
])  # fmt: skip
def test_values_are_kept_as_every_database_takes_them(value: object, kept: object):
    assert clean(value) == kept


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec=None)), inner),
    max_leaves=10,
)


@given(anything)
def test_whatever_was_cleaned_can_be_written_as_json_and_stays_as_it_is(value: object):
    cleaned = clean(value)
    text = json.dumps(cleaned, ensure_ascii=False, allow_nan=False)
    assert "\0" not in text and text.encode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert clean(cleaned) == cleaned
