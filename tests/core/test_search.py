"""Finding people while typing: everything a Korean keyboard passes through on the way to a name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.roster import Attendee
from kiosk.core.search import SearchIndex

PEOPLE = [
    Attendee("1", "김민수", "Minsu Kim", "한빛정밀", phone="010-0000-1234"),
    Attendee("2", "김만수", "Mansu Kim", "㈜누리데이터랩", phone="010-0000-4321"),
    Attendee("3", "박김민", "", "김해시청", phone="010-0000-0012", email="guest00030@example.com"),
    Attendee("4", "O'Brien Éva", "", "KERI (한국전기연구원)", phone="+1 555 0100"),
    Attendee("5", "남궁 민", "", "창원대학교"),
]
INDEX = SearchIndex(PEOPLE)

SEARCHES = [
    ("김민수", "1"),
    ("guest00030", "3"),
    ("김", "123"),
    ("김ㅁ", "123"),  # half a syllable: on the way to 김민 or 김만
    ("김미", "13"),
    ("김마", "2"),
    ("ㄱㅁㅅ", "12"),
    ("ㄱㅁ", "1235"),
    ("ㅁㅅ", "12"),
    ("민수", "1"),
    (" 김 민 수 ", "1"),
    ("남궁민", "5"),
    ("남궁 민", "5"),
    (unicodedata.normalize("NFD", "김민수"), "1"),
    ("min", "1"),
    ("MINSU KIM", "1"),
    ("minsukim", "1"),
    ("éva", "4"),
    ("o'brien", "4"),
    ("누리", "2"),
    ("keri", "4"),
    ("1234", "1"),
    ("010-0000-1234", "1"),
    ("0000-12", "13"),  # the digits, wherever the hyphens are
    ("0012", "13"),
    ("12", ""),  # two digits tell nothing
    ("없는사람", ""),
    ("", ""),
    ("   ", ""),
    ("\n", ""),
    ("%", ""),
    ("*", ""),
]


@pytest.mark.parametrize(("typed", "found"), SEARCHES)
def test_people_are_found_by_what_was_typed_so_far(typed: str, found: str):
    assert sorted(INDEX.find(typed)) == list(found)


def test_who_begins_so_comes_before_who_contains_it():
    assert INDEX.find("김")[:2] == ["1", "2"]
    assert INDEX.find("ㅁㅅ") == ["1", "2"]
    assert INDEX.find("김해") == ["3"]


def test_a_phone_that_ends_so_comes_first():
    people = [Attendee("1", "가", phone="1234-0000"), Attendee("2", "나", phone="010-0000-1234")]
    assert SearchIndex(people).find("1234") == ["2", "1"]


def test_no_more_are_found_than_asked_for():
    crowd = SearchIndex(Attendee(str(number), "김민수") for number in range(50))
    assert crowd.find("김", limit=7) == [str(number) for number in range(7)]


def test_everybody_is_found_once():
    assert INDEX.find("김") == list(dict.fromkeys(INDEX.find("김")))


def test_an_empty_roster_has_nobody():
    assert SearchIndex([]).find("김") == []


names = st.text(st.sampled_from("김민수박만남궁 KimÉ"), min_size=1, max_size=6)


@given(st.lists(names, max_size=8), names, st.data())
def test_every_part_of_a_name_finds_its_bearer(others: list[str], name: str, data: st.DataObject):
    people = [Attendee(str(number), other) for number, other in enumerate(others)] + [Attendee("sought", name)]
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]
    if part.strip():
        assert "sought" in SearchIndex(people).find(part, limit=100)


@given(st.lists(st.text(max_size=8), max_size=5), st.text(max_size=5))
def test_nothing_typed_makes_the_search_fail(names: list[str], typed: str):
    people = [Attendee(str(number), name) for number, name in enumerate(names)]
    assert set(SearchIndex(people).find(typed)) <= {person.id for person in people}
