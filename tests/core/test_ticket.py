"""Ticket codes: what is printed is read again in whatever way a scanner types it, and nothing else is believed."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import ticket
from kiosk.core.ticket import Origin

SECRET, TAG = b"a secret of this event", "0417"
numbers = st.text("0123456789", min_size=13, max_size=13)
CODE = ticket.issue("1234567890123", TAG, SECRET)


def origin(text: str) -> Origin | None:
    read = ticket.read(text, TAG, SECRET)
    return read and read.origin


@given(numbers, st.text("0123456789", min_size=4, max_size=4), st.binary(min_size=1))
def test_an_issued_code_is_34_digits_and_reads_as_genuine(number: str, tag: str, secret: bytes):
    code = ticket.issue(number, tag, secret)
    assert len(code) == 34
    assert code.isascii() and code.isdecimal()
    assert ticket.read(code, tag, secret) == ticket.Ticket(code, number, Origin.GENUINE)


def test_the_parts_lie_where_the_format_says():
    assert CODE[0] == "1"
    assert CODE[1:5] == TAG
    assert CODE[5:18] == "1234567890123"
    assert int(CODE) % 97 == 1


AS_SCANNED = {
    "plain": CODE,
    "in groups of four": ticket.grouped(CODE),
    "spaces around": f"  {CODE}\t",
    "carriage return": f"{CODE}\r\n",
    "control characters": f"\x02{CODE}\x03\x1d",
    "a NUL": f"\0{CODE[:5]}\0{CODE[5:]}",
    "hyphens": "-".join(CODE[i : i + 2] for i in range(0, 34, 2)),
    "full-width digits": "".join(chr(0xFF10 + int(digit)) for digit in CODE),
    "Arabic digits": "".join(chr(0x0660 + int(digit)) for digit in CODE),
    "a symbology identifier": f"]Q3{CODE}",
    "an ECI mark": f"]Q1\\000026{CODE}",
    "an ECI mark within": f"{CODE[:20]}\\000026{CODE[20:]}",
    "a prefix of letters": f"QR:{CODE}",
    "a prefix of digits": f"007{CODE}",
    "a suffix of digits": f"{CODE}9",
    "inside an address": f"https://example.com/t/{CODE}?s=1",
    "a byte order mark": f"\ufeff{CODE}",
    "zero-width spaces": "\u200b".join(CODE),
}  # fmt: skip


@pytest.mark.parametrize("text", AS_SCANNED.values(), ids=AS_SCANNED)
def test_what_scanners_add_does_no_harm(text: str):
    assert ticket.read(text, TAG, SECRET) == ticket.Ticket(CODE, "1234567890123", Origin.GENUINE)
    assert ticket.is_well_formed(text)


NO_CODES = ["", " ", "1", CODE[:-1], CODE[1:], "0" * 34, "1" * 34, "9" * 100, "ABC123", "https://example.com", "①" * 34]


@pytest.mark.parametrize("text", NO_CODES)
def test_what_is_no_code_is_not_read(text: str):
    assert ticket.read(text, TAG, SECRET) is None
    assert not ticket.is_well_formed(text)


def test_check_digits_make_no_code_of_what_is_too_short():
    short = next(str(number) for number in range(10**32, 10**32 + 97) if number % 97 == 1)
    assert [ticket.read(text, TAG, SECRET) for text in (short, f"2{short}", f"22{short}")] == [None] * 3


KEYS = {
    "both": ({"tag": TAG, "secret": "0aff"}, ticket.TicketKey(TAG, b"\x0a\xff")),
    "no tag": ({"secret": "0aff"}, None),
    "no secret": ({"tag": TAG}, None),
    "a tag that is no text": ({"tag": 417, "secret": "0aff"}, None),
    "a secret that is no text": ({"tag": TAG, "secret": 5}, None),
    "a secret that is not hexadecimal": ({"tag": TAG, "secret": "geheim"}, None),
    "nothing": ({}, None),
}


@pytest.mark.parametrize(("fields", "key"), KEYS.values(), ids=KEYS)
def test_the_key_of_an_event_is_read_or_missing(fields: dict, key: ticket.TicketKey | None):
    assert ticket.key_from(fields) == key


def test_other_keys_and_marks_are_made_of_the_secret_for_one_purpose_each():
    """Files and papers of earlier versions hang on these very bytes."""
    key = ticket.TicketKey(TAG, SECRET)
    assert key.derived("certificates") == hmac.new(SECRET, b"certificates", hashlib.sha512).digest()
    assert key.mark("hub") == hashlib.sha256(b"hub" + SECRET.hex().encode()).hexdigest()


@given(numbers, st.integers(0, 33), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(number: str, place: int, shift: int):
    code = ticket.issue(number, TAG, SECRET)
    wrong = code[:place] + str((int(code[place]) + shift) % 10) + code[place + 1 :]
    assert origin(wrong) is None


@given(numbers, st.integers(0, 32))
def test_every_swap_of_neighbours_is_noticed(number: str, place: int):
    code = ticket.issue(number, TAG, SECRET)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or origin(swapped) is None


@given(numbers, st.binary(min_size=1).filter(lambda secret: secret != SECRET))
def test_a_code_of_another_secret_is_forged(number: str, secret: bytes):
    assert origin(ticket.issue(number, TAG, secret)) is Origin.FORGED


@given(numbers, st.sampled_from(["0000", "0418", "9999"]))
def test_a_code_of_another_tag_is_of_another_event(number: str, tag: str):
    assert origin(ticket.issue(number, tag, SECRET)) is Origin.OTHER_EVENT


@given(st.text())
def test_no_text_at_all_makes_reading_fail(text: str):
    assert origin(text) in (None, *Origin)


def test_of_two_readings_the_most_trustworthy_is_taken():
    other = ticket.issue("1234567890123", "9999", SECRET)
    assert ticket.read(f"{other} / {CODE}"[:40] + "", TAG, SECRET).origin is Origin.OTHER_EVENT
    assert ticket.read(f"{other}x{CODE}", TAG, SECRET).origin is Origin.GENUINE


def test_a_megabyte_of_digits_is_read_in_no_time():
    assert origin("1" * 1_000_000) is None


@pytest.mark.parametrize(("number", "tag"), [("1", TAG), ("1234567890123", "41"), ("x" * 13, TAG)])
def test_a_number_that_is_none_is_not_issued(number: str, tag: str):
    with pytest.raises(ValueError, match=r"^a ticket number has 13 digits and an event tag 4$"):
        ticket.issue(number, tag, SECRET)


def test_people_see_the_code_in_groups_of_four():
    assert ticket.grouped("123456789") == "1234 5678 9"


def test_the_one_code_in_a_text_is_given_bare_and_of_two_none_is_chosen():
    assert ticket.code_in(f"wrong door]Q1{ticket.grouped(CODE)}") == CODE
    assert ticket.code_in("https://example.com") is None
    other = ticket.issue("9876543210987", TAG, SECRET)
    assert ticket.code_in(CODE + other) is None
    assert ticket.read(CODE + other, TAG, SECRET) is None
    both = f"{CODE}#{other}"
    assert ticket.code_in(both) == both
