"""What a list changes in a person: by what it said last time, what it says now, and what the desk has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.lists.merge import Merged, merge, new_fields
from kiosk.core.lists.roster_file import RosterRow
from kiosk.core.roster import Attendee, Status


def merged(
    desk: dict, file: dict, listed: dict, *, sessions: set | None = None, of: set | None = None, **more: object
) -> Merged:
    covered = None if of is None else frozenset(of)
    person = RosterRow(2, {"name": "가", **file}, None if sessions is None else frozenset(sessions), covered)
    return merge(Attendee("A", "가", **desk), person, {"name": "가", **listed}, more.pop("answers", {}), **more)


# what the list said last time, what the desk has, what the list says now -> what is stored, or "?" for a question
FIELDS = {
    "nothing changed": ("과장", "과장", "과장", {}),
    "the desk changed it": ("과장", "부장", "과장", {}),
    "the desk emptied it": ("과장", "", "과장", {}),
    "the list changed it": ("과장", "과장", "부장", {"title": "부장"}),
    "both changed it to the same": ("과장", "부장", "부장", {}),
    "both changed it": ("과장", "부장", "차장", "?"),
    "the desk emptied it and the list changed it": ("과장", "", "차장", "?"),
    "the list says it for the first time": (None, "", "부장", {"title": "부장"}),
    "the desk had it before any list": (None, "부장", "차장", "?"),
    "an empty cell says nothing": ("과장", "과장", "", {}),
    "an empty cell says nothing of what the desk changed": ("과장", "부장", "", {}),
    "only the case differs where both changed": ("ceo", "Ceo", "CEO", {}),
}


@pytest.mark.parametrize(("listed", "desk", "file", "expected"), FIELDS.values(), ids=FIELDS)
def test_a_field_is_merged_three_ways(listed: str | None, desk: str, file: str, expected: object) -> None:
    said = {} if listed is None else {"title": listed}
    result = merged({"title": desk}, {"title": file}, said)
    assert ("?" if result.conflicts else dict(result.changes)) == expected


def test_an_answer_decides_and_is_not_asked_again() -> None:
    given_up = ({"title": "부장"}, {"title": "차장"}, {"title": "과장"})
    assert dict(merged(*given_up, answers={"title": "file"}).changes) == {"title": "차장"}
    kept = merged(*given_up, answers={"title": "desk"})
    assert (kept.changes, kept.conflicts) == ({}, ())
    assert not merged({"title": "부장"}, {"title": "차장"}, {"title": "과장", **kept.listed}).conflicts


STATES = {
    "a list cancels": ("registered", "registered", "cancelled", {"status": Status.CANCELLED}),
    "who the desk cancelled stays so": ("registered", "cancelled", "registered", {}),
    "who the desk blocked stays so": ("registered", "blocked", "registered", {}),
    "who a list cancelled and now has again is asked about": ("cancelled", "cancelled", "registered", "?"),
    "who the desk cancelled before any list came is asked about": (None, "cancelled", "registered", "?"),
    "an empty cell lifts nothing": ("registered", "blocked", "", {}),
}


@pytest.mark.parametrize(("listed", "desk", "file", "expected"), STATES.values(), ids=STATES)
def test_nobody_who_was_cancelled_or_blocked_comes_back_unasked(
    listed: str | None, desk: str, file: str, expected: object
) -> None:
    said = {} if listed is None else {"status": listed}
    result = merged({"status": Status(desk)}, {"status": file}, said)
    assert ("?" if result.conflicts else dict(result.changes)) == expected


SESSIONS = {
    "what the desk gave stays": ({"A"}, {"A", "C"}, {"A"}, None, None),
    "what the desk took stays away": ({"A", "B"}, {"A"}, {"A", "B"}, None, None),
    "what the list added is added": ({"A"}, {"A", "C"}, {"A", "B"}, None, ("A", "B", "C")),
    "what the list took is taken": ({"A", "B"}, {"A", "B", "C"}, {"A"}, None, ("A", "C")),
    "an empty cell says nothing": ({"A", "B"}, {"A", "B"}, set(), None, None),
    "marks taken away are taken": ({"A", "B"}, {"A", "B"}, {"A"}, {"A", "B"}, ("A",)),
    "marks speak of their own sessions only": ({"A", "C"}, {"A", "C"}, set(), {"A", "B"}, ("C",)),
}


@pytest.mark.parametrize(("listed", "desk", "file", "of", "expected"), SESSIONS.values(), ids=SESSIONS)
def test_sessions_are_merged_one_by_one(
    listed: set, desk: set, file: set, of: set | None, expected: tuple | None
) -> None:
    result = merged(
        {"sessions": tuple(sorted(desk))}, {}, {"sessions": sorted(listed)}, sessions=file, of=of, renewed=True
    )
    assert result.changes.get("sessions") == expected


def test_another_list_takes_nobody_out_of_a_session() -> None:
    result = merged({"sessions": ("A",)}, {}, {"sessions": ["A"]}, sessions=set(), of={"A"})
    assert not result.changes


def test_a_name_in_another_spelling_is_no_question() -> None:
    result = merged({"affiliation": "㈜한빛"}, {"affiliation": "주식회사 한빛"}, {"affiliation": "한빛"})
    assert (result.changes, result.conflicts) == ({}, ())


VALUES = st.sampled_from(["", "과장", "부장", "차장"])


@given(
    VALUES,
    VALUES,
    VALUES,
    st.sets(st.sampled_from("ABC")),
    st.sets(st.sampled_from("ABC")),
    st.sets(st.sampled_from("ABC")),
)
def test_what_was_merged_once_changes_nothing_again(
    listed: str, desk: str, file: str, said: set, has: set, now: set
) -> None:
    known = {"title": listed or None, "sessions": sorted(said)}
    first = merged({"title": desk, "sessions": tuple(sorted(has))}, {"title": file}, known, sessions=now, renewed=True)
    if first.conflicts:
        return
    after = {"title": first.changes.get("title", desk), "sessions": first.changes.get("sessions", tuple(sorted(has)))}
    again = merged(after, {"title": file}, known | dict(first.listed), sessions=now, renewed=True)
    assert (again.changes, again.listed, again.conflicts) == ({}, {}, ())


def test_a_registration_passed_on_takes_what_the_list_says_and_not_its_state() -> None:
    desk = {"title": "부장", "status": Status.CANCELLED}
    result = merged(desk, {"title": "차장", "status": "registered"}, {"title": "과장"}, carried=True)
    assert result.changes["title"] == "차장", "it is another person's now"
    assert [conflict.field for conflict in result.conflicts] == ["status"], "whether they may come is asked"


def test_a_state_that_a_list_brings_is_one_of_the_states() -> None:
    taken = merged({}, {"status": "waiting"}, {"status": "registered"}).changes["status"]
    assert type(taken) is Status
    made = new_fields(RosterRow(2, {"name": "가", "status": "waiting", "title": ""}, None, None))
    assert made == {"name": "가", "status": "waiting"} and type(made["status"]) is Status
    assert new_fields(RosterRow(2, {"name": "가"}, None, None))["status"] is Status.REGISTERED


def test_the_list_may_be_given_the_last_word_on_what_only_the_desk_changed() -> None:
    unchanged = ({"title": "부장"}, {"title": "과장"}, {"title": "과장"})
    assert dict(merged(*unchanged, answers={"title": "file"}).changes) == {"title": "과장"}
    assert not merged(*unchanged, answers={"title": "desk"}).changes


@pytest.mark.parametrize(
    ("field", "desk", "file"),
    [
        ("name", "김 하나", "김하나"),
        ("name_latin", "KIM Hana", "Kim, Hana"),
        ("affiliation", "㈜한빛", "주식회사 한빛"),
        ("email", "Hana@Example.org", "hana@example.org"),
    ],
)
def test_two_ways_of_writing_the_same_are_no_question(field: str, desk: str, file: str) -> None:
    person = RosterRow(2, {"name": "가", field: file}, None, None)
    attendee = Attendee("A", **{"name": "가", field: desk})
    result = merge(attendee, person, {"name": "가", field: "something else"}, {})
    assert (result.changes, result.conflicts) == ({}, ())
