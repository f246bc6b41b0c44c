"""Who somebody without a ticket is: the whole name and the end of the phone number, and one person only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.codes.keyboard import with_letter, without_last_letter
from kiosk.core.name_and_phone import person_called
from kiosk.core.roster import Attendee

PEOPLE = [
    Attendee("A", "김하나", phone="010-1234-5678"),
    Attendee("B", "김하나", phone="010-9999-1111"),
    Attendee("C", "김나결", name_latin="Nagyeol KIM", phone="+82 10 4444 5678"),
    Attendee("D", "이둘", phone="010-2222-3333"),
    Attendee("E", "이둘", phone="010-4444-3333"),
    Attendee("F", "박무번"),
]


@pytest.mark.parametrize(
    ("name", "digits", "found"),
    [
        ("김하나", "5678", "A"),
        (" 김 하나 ", "5678", "A"),
        ("김하나", "1111", "B"),
        ("rlaskruf", "5678", "C"),  # typed with the Korean mode off
        ("kim nagyeol", "5678", "C"),
        ("Nagyeol Kim", "5678", "C"),
        ("이둘", "3333", None),  # two people: nobody is chosen for them
        ("김하", "5678", None),  # half a name says who is on the roster
        ("ㄱㅎㄴ", "5678", None),
        ("김하나", "678", None),
        ("김하나", "45678", None),
        ("김하나", "567a", None),
        ("박무번", "", None),
        ("박무번", "0000", None),
        ("", "5678", None),
        ("-", "5678", None),
    ],
)
def test_whole_name_and_last_digits_find_one_person_or_nobody(name: str, digits: str, found: str | None):
    person = person_called(PEOPLE, name, digits)
    assert (person and person.id) == found


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("ㄱㅣㅁㄴㅏㄱㅕㄹ", "김나결"),
        ("ㅎㅗㅏㅇ", "황"),
        ("ㄷㅏㄹㄱㄱㅏ", "닭가"),
        ("ㄲㅗㅊ", "꽃"),
        ("Ada", "Ada"),
        ("ㄱㅏA", "가A"),
    ],
)
def test_letters_of_the_screen_make_syllables(letters: str, text: str):
    typed = ""
    for letter in letters:
        typed = with_letter(typed, letter)
    assert typed == text


@given(st.lists(st.sampled_from("ㄱㄴㄷㄹㅁㅂㅅㅇㅎㄲㅏㅓㅗㅜㅣㅕ"), max_size=12))
def test_deleting_undoes_letter_by_letter(letters: list[str]):
    steps = [""]
    for letter in letters:
        steps.append(with_letter(steps[-1], letter))
    text = steps[-1]
    for before in reversed(steps[:-1]):
        text = without_last_letter(text)
        assert text == before
    assert text == ""


def test_deleting_takes_one_character_of_other_letters():
    assert without_last_letter("Ada") == "Ad"
    assert without_last_letter("") == ""
