"""Invitations: digits that pass any keyboard, and let nothing through that was cut or mistyped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.invitation import Invitation, decode, encode, grouped

HOSTS = st.one_of(st.ip_addresses().map(str), st.from_regex(r"[a-z]{1,8}(\.[a-z]{2,8}){0,3}", fullmatch=True))


def hexadecimal(count: int) -> st.SearchStrategy[str]:
    return st.binary(min_size=count, max_size=count).map(bytes.hex)


INVITATIONS = st.builds(
    Invitation,
    hosts=st.lists(HOSTS, min_size=1, max_size=4).map(tuple),
    port=st.integers(1, 65535),
    database=st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True),
    event=hexadecimal(6),
    desk=st.integers(1, 2**24 - 1),
    password=hexadecimal(16),
    fingerprint=st.one_of(st.just(""), hexadecimal(32)),
    organiser=st.one_of(st.just(""), hexadecimal(16)),
)
ONE = Invitation(("192.168.0.10",), 7432, "kiosk", "00ff00ff00ff", 3, "00" * 16, "ab" * 32, "cd" * 16)


@settings(max_examples=40)  # drawing names of hosts takes long
@given(INVITATIONS)
def test_what_is_encoded_is_decoded(invitation: Invitation):
    text = encode(invitation)
    assert text.isdecimal()
    assert decode(text) == decode(grouped(text)) == decode(f"\ufeff {grouped(text)}\r\n") == invitation


def test_an_ordinary_invitation_fits_a_small_code():
    assert len(encode(ONE)) <= 255, "version 6 with error correction M holds 255 digits"


@given(st.integers(0, 170), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(place: int, change: int):
    text = encode(ONE)
    wrong = text[:place] + str((int(text[place]) + change) % 10) + text[place + 1 :]
    assert decode(wrong) is None


@given(st.integers(1, 120))
def test_an_invitation_that_was_cut_is_none(lost: int):
    assert decode(encode(ONE)[:-lost]) != ONE


@pytest.mark.parametrize("text", ["", "123", "9" * 200, "kiosk", "1" * 34, "한글", "٣" * 150])
def test_other_texts_are_no_invitation(text: str):
    assert decode(text) is None


@given(st.text(alphabet="0123456789", min_size=120, max_size=400))
def test_no_digits_make_it_stumble(digits: str):
    decode(digits)
    decode(f"9{digits}")
