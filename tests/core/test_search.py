"""Finding people while typing: everything a Korean keyboard passes through on the way to a name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.roster import Attendee
from kiosk.core.search import SearchIndex, lines_with, name_meant

PEOPLE = [
    Attendee("1", "김민수", "Minsu Kim", "한빛정밀", phone="010-0000-1234"),
    Attendee("2", "김만수", "Mansu Kim", "㈜누리데이터랩", phone="010-0000-4321"),
    Attendee("3", "박김민", "", "김해시청", phone="010-0000-0012", email="guest00030@example.com"),
    Attendee("4", "O'Brien Éva", "", "KERI (한국전기연구원)", phone="+1 555 0100"),
    Attendee("5", "남궁 민", "", "창원대학교"),
    Attendee("6", "선우·기나", "Kina Sunwoo", "한국산업·기술진흥원", phone="010-0000-7777"),
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
    ("ㄱㅁ ㅅ", "123"),  # the third by name and affiliation, and last
    ("ㄱㅁ·ㅅ", "123"),
    ("ㅁㅅㄱ", ""),
    ("ㄴㄱㅁ", "5"),  # over the space between surname and name
    ("ㄴㄱ ㅁ", "5"),
    ("ㅅㅇㄱㄴ", "6"),  # over the dot between two names
    ("선우기나", "6"),
    ("선우 기나", "6"),
    ("선우·기나", "6"),
    ("선우ㆍ기나", "6"),
    ("선우긴", "6"),  # the input mode has drawn the ㄴ of 나 to 기
    ("산업기술", "6"),
    ("산업·기술", "6"),
    ("ㅎㄱㅅㅇ", "6"),  # initials of an affiliation
    ("ㅎㅂㅈㅁ", "1"),
    ("김 한빛", "1"),  # two words of two fields
    ("한빛 김", "1"),
    ("김민수 한빛정밀", "1"),
    ("ㄱㅁㅅ 누리", "2"),
    ("ㄱ ㅎㅂ", "1"),
    ("김 4321", "2"),
    ("kim 한빛", "1"),
    ("kim minsu", "1"),  # the words of a name the other way round
    ("김 창원", ""),
    ("eva", "4"),  # who has no key for é
    ("obrien", "4"),
    ("누리데이터랩", "2"),
    ("㈜누리", "2"),
    ("(주)누리", ""),  # 주 is no letter of the sign
    ("·", ""),
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
    assert INDEX.find("ㄱㅁ ㅅ") == ["1", "2", "3"]


@pytest.mark.parametrize(("joined", "apart"), [("ㄳ", "ㄱㅅ"), ("ㄵ", "ㄴㅈ"), ("ㄺ", "ㄹㄱ"), ("ㅄ", "ㅂㅅ")])
def test_initials_are_found_although_the_input_mode_joins_two_of_them(joined: str, apart: str):
    sounds = dict(zip("ㄱㄴㄹㅂㅅㅈ", "가나라바사자", strict=True))
    people = [Attendee("1", "".join(sounds[letter] for letter in apart)), Attendee("2", "하하")]
    assert SearchIndex(people).find(joined) == SearchIndex(people).find(apart) == ["1"]


def test_the_name_itself_comes_before_longer_ones_and_names_before_affiliations():
    people = [
        Attendee("company", "박가온", affiliation="민수정밀"), Attendee("inside", "김민수"),
        Attendee("longer", "민수현"), Attendee("itself", "민수"), Attendee("latin", "홍", name_latin="민수"),
    ]  # fmt: skip
    assert SearchIndex(people).find("민수") == ["itself", "longer", "inside", "latin", "company"]


def test_whom_the_whole_text_fits_comes_before_whom_its_words_fit():
    people = [Attendee("words", "김가온", affiliation="한빛 김해"), Attendee("whole", "한빛 김")]
    assert SearchIndex(people).find("한빛 김") == ["whole", "words"]


def test_everybody_of_one_name_is_found_and_told_apart_by_a_second_word():
    people = [Attendee(str(number), "김민수", affiliation=f"회사{number}") for number in range(20)]
    index = SearchIndex(people)
    assert len(index.find("김민수", limit=60)) == 20
    assert index.find("김민수 회사17") == ["17"]


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


@pytest.mark.parametrize(
    ("typed", "ids", "read_as"),
    [
        ("rlaalstn", "1", "김민수"),  # the keys of 김민수 in the Latin mode
        ("rla", "123", "김"),
        ("RLAALSTN", "1", "김민수"),  # with Caps Lock
        ("rlaalstn gksqlc", "1", "김민수 한빛"),
        ("ㅡㅑㅜ녀", "1", "minsu"),  # the keys of minsu in the Hangul mode
        ("김민수", "1", ""),
        ("minsu", "1", ""),
        ("keri", "4", ""),
        ("ghdenRo", "", ""),  # nobody in either mode
        ("", "", ""),
    ],
)
def test_the_wrong_input_mode_is_read_where_the_right_one_finds_nobody(typed, ids, read_as):
    assert "".join(INDEX.find(typed)) == ids
    assert INDEX.read_as(typed) == read_as


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("홍두깨", "홍두깨"), (" 홍  두깨 ", "홍 두깨"), ("ghdenRo", "홍두깨"), ("RLAALSTN", "김민수"),
        ("Tom", "Tom"), ("Anna", "Anna"),
        ("John Smith", "John Smith"), ("Do", "Do"), ("1234", ""), ("김 1234", ""), ("", ""), ("  ", ""), ("-", ""),
    ],
)  # fmt: skip
def test_the_name_of_whoever_was_looked_for_in_vain_is_known(typed, name):
    assert name_meant(typed) == name


def test_lines_are_found_by_any_of_their_texts_in_either_mode():
    lines = [("10:50", "김민수"), ("10:51", "O'Brien")]
    cases = [
        ("민수", lines[:1], ""),
        ("alstn", lines[:1], "민수"),
        ("brien", lines[1:], ""),
        ("10:5", lines, ""),
        ("", lines, ""),
    ]
    assert [lines_with(lines, typed, lambda line: line) for typed, _found, _read_as in cases] == [
        (found, read_as) for _typed, found, read_as in cases
    ]
    assert lines_with(lines, "nothing", lambda line: line) == ([], "")
