"""What a scanner meant: readings of text from other input modes and layouts."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.codes.keyboard import as_typed, clean, hangul_as_keys, keys_as_hangul, other_mode, same_key
from tests.scanners.hangul_mode import FINALS, FIRSTS, VOWELS, typed_in_hangul_mode

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODES = st.text(string.digits + string.ascii_uppercase + "-_.:/", min_size=1, max_size=40)
# Letters whose Shift types no other Hangul letter: their case is lost under the Korean input mode.
CASELESS = "ABCDFGHIJKLMNSUVXYZ"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("ABC123HAJ", "뮻123ㅗ머"),
        ("dkssud", "안녕"),
        ("rkqtdl", "값이"),
        ("rkqtl", "갑시"),
        ("dhkswjsgl", "완전히"),
        ("RkRk", "까까"),
        ("hk", "ㅘ"),
        ("rr", "ㄱㄱ"),
    ],
)
def test_the_automaton_of_these_tests_composes_like_an_input_method(keys, text):
    assert typed_in_hangul_mode(keys) == text


@given(CODES)
def test_an_upper_case_code_typed_in_hangul_mode_comes_back(code):
    assert code in as_typed(typed_in_hangul_mode(code))


@given(st.text(CROCKFORD, min_size=1, max_size=40))
def test_a_crockford_code_comes_back_also_decomposed(code):
    assert code in as_typed(unicodedata.normalize("NFD", typed_in_hangul_mode(code)))


@given(st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=40))
def test_a_lower_case_code_typed_in_hangul_mode_comes_back(code):
    assert code in as_typed(typed_in_hangul_mode(code))


@given(st.text(string.ascii_letters + string.digits, min_size=1, max_size=40))
def test_a_code_of_mixed_case_comes_back_but_for_its_case(code):
    assert hangul_as_keys(typed_in_hangul_mode(code)).casefold() == code.casefold()
    assert same_key(typed_in_hangul_mode(code)) == same_key(code)


@given(st.text(string.ascii_letters + string.digits, min_size=1, max_size=40))
def test_shift_is_known_where_it_makes_another_letter(code):
    expected = "".join(char.lower() if char in CASELESS else char for char in code)
    assert hangul_as_keys(typed_in_hangul_mode(code)) == expected


def test_every_modern_syllable_has_keys_that_compose_it_again():
    wrong = [chr(place) for place in range(0xAC00, 0xD7A4) if retyped(chr(place)) != chr(place)]
    assert wrong == []


def retyped(text):
    return typed_in_hangul_mode(hangul_as_keys(text))


@given(st.text("가각갃값과궈의꽤뷁홍두깨김나결 이", max_size=12))
def test_keys_make_the_syllables_that_were_meant(name):
    assert keys_as_hangul(hangul_as_keys(name)) == name


def test_keys_make_every_modern_syllable():
    wrong = [chr(place) for place in range(0xAC00, 0xD7A4) if keys_as_hangul(hangul_as_keys(chr(place))) != chr(place)]
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("rlaskruf", "김나결"), ("RLASKRUF", "김나결"), ("ghdenRo", "홍두깨"), ("qkr tjddns", "박 성운"), ("rl", "기"),
        ("김 rlf", "김 길"), ("ㅗㅐㅜㅎ", "hong"), ("ㄱㅎㅇ", "rgd"), ("1234", ""), ("010-1234", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_same_keys_are_read_in_the_other_mode(typed, other):
    assert other_mode(typed) == other


@pytest.mark.parametrize("letter", sorted(set(FIRSTS + VOWELS + FINALS.strip())))
def test_every_single_letter_has_keys_in_each_of_its_forms(letter):
    keys = hangul_as_keys(letter)
    name = unicodedata.name(letter).removeprefix("HANGUL LETTER ")
    forms = [
        unicodedata.lookup(f"HANGUL {kind} {name}")
        for kind, letters in (("CHOSEONG", FIRSTS), ("JUNGSEONG", VOWELS), ("JONGSEONG", FINALS))
        if letter in letters
    ]
    assert keys.isascii()
    assert typed_in_hangul_mode(keys) == letter or letter in FINALS
    assert [hangul_as_keys(form) for form in forms] == [keys] * len(forms)
    assert hangul_as_keys(clean(unicodedata.lookup(f"HALFWIDTH HANGUL LETTER {name}"))) == keys


DIGITS = "1234567890123456789012345678901234"


@pytest.mark.parametrize(
    ("meant", "arrived"),
    [
        (DIGITS, DIGITS),
        (DIGITS, f"\ufeff  {DIGITS}\r\n"),
        (DIGITS, "\x02" + DIGITS + "\x03"),
        (DIGITS, DIGITS[:9] + "\u200b" + DIGITS[9:]),
        (DIGITS, "\u3000" + "".join(chr(ord(digit) + 0xFEE0) for digit in DIGITS)),
        ("1234567890", "&é\"'(-è_çà"),
        ("ABC-123", 'QBC)&é"'),
        ("MAZ.Q;W", "?QW:AmZ"),
        ("abc-123", 'qbc)&é"'),
        ("XYZ-12", "XZYß12"),
        ("AB_9", "AB?9"),
        ("Abc9", "aBC9"),
        ("ABC123", "qbc123"),
        ("ABC123", 'qbc&é"'),
        ("XYZ", "xzy"),
        ("ABC123HAJ", "뮻123ㅗ머"),
        ("abc123haj", "뮻123ㅗ머"),
        ("RE-1", "ㄲㄸ-1"),
        ("re-1", "ㄲㄸ-1"),
    ],
)
def test_the_code_is_among_the_readings(meant, arrived):
    assert meant in as_typed(arrived)


def test_the_first_reading_is_the_text_itself():
    assert next(as_typed(" \uff21\uff22-가\u1100\t")) == "AB-가\u1100"


@given(st.text(max_size=60))
def test_no_reading_comes_twice_and_none_raises(text):
    readings = list(as_typed(text))
    assert len(readings) == len(set(readings))
    assert readings[0] == clean(text)


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(string.digits, min_size=34, max_size=34))
def test_digits_stay_the_first_reading_whatever_the_input_mode(code):
    assert next(as_typed(typed_in_hangul_mode(code))) == code


def test_a_single_letter_is_not_turned_into_its_conjoining_form():
    assert clean("ㄱ") == "ㄱ"


@given(CODES)
def test_case_and_input_mode_make_no_difference_to_the_key(code):
    key = same_key(code)
    assert same_key(code.lower()) == same_key(code.swapcase()) == same_key(f" {code}\r") == key
    assert same_key(typed_in_hangul_mode(code)) == key
    assert same_key(key) == key


def test_a_code_written_in_hangul_has_the_key_of_its_keys():
    assert same_key("참가-01") == same_key("ckark-01") == "ckark-01"


def test_a_text_that_is_longer_than_any_symbol_is_read_as_it_is_alone():
    assert list(as_typed("a" * 10_000_000)) == ["a" * 10_000_000]
