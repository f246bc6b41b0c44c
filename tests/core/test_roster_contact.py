"""Phone numbers and addresses in the one form in which they are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.lists.contact import email, is_email, masked, phone

PHONES = [
    ("010-0000-0013", "010-0000-0013"),
    (1000000013, "010-0000-0013"),
    (1000000013.0, "010-0000-0013"),
    ("1000000013.0", "010-0000-0013"),
    ("01000000013", "010-0000-0013"),
    ("+82 10-0000-0013", "010-0000-0013"),
    ("+82-(0)10-0000-0013", "010-0000-0013"),
    ("0082 10 0000 0013", "010-0000-0013"),
    ("821000000013", "010-0000-0013"),
    ("０１０－００００－００１３", "010-0000-0013"),
    ("'01000000013", "010-0000-0013"),
    ("H.P 010.0000.0013", "010-0000-0013"),
    ("(02) 000-0000", "02-000-0000"),
    (20000000, "02-000-0000"),
    ("+82-2-0000-0000", "02-0000-0000"),
    ("055)000-0000", "055-000-0000"),
    ("0500-000-0000", "0500-000-0000"),
    ("1588-0000", "1588-0000"),
    ("2345-6789", "2345-6789"),
    ("+1 212 555 0100", "+1 212 555 0100"),
    ("010-0000-0001, 010-0000-0002", "010-0000-0001, 010-0000-0002"),
    ("내선 123", "내선 123"),
    (None, ""),
]


@pytest.mark.parametrize(("cell", "expected"), PHONES)
def test_a_phone_number_gets_its_one_form(cell: object, expected: str) -> None:
    assert phone(cell) == expected


@given(
    st.one_of(st.text(max_size=30), st.from_regex(r"[+0-9(][0-9 ().\-]{5,20}", fullmatch=True), st.integers(0, 10**13))
)
def test_the_form_of_a_phone_number_is_final(cell: object) -> None:
    assert phone(phone(cell)) == phone(cell)


@given(st.integers(0, 10**8 - 1))
def test_every_mobile_number_comes_back_from_every_way_of_writing_it(number: int) -> None:
    front, back = f"{number:08d}"[:4], f"{number:08d}"[4:]
    expected = f"010-{front}-{back}"
    written = [
        f"010{front}{back}",
        f"+82 10 {front} {back}",
        f"010 {front} {back}",
        10**9 + number,
        float(10**9 + number),
    ]
    assert {phone(cell) for cell in written} == {expected}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (" Guest@Example.COM ", "guest@example.com"),
        ("mailto:guest@example.com", "guest@example.com"),
        ("<guest@example.com>;", "guest@example.com"),
        ("ｇｕｅｓｔ＠example.com", "guest@example.com"),
        (None, ""),
    ],
)
def test_an_address_gets_its_one_form(cell: object, expected: str) -> None:
    assert email(cell) == expected


def test_what_is_not_one_address_is_seen() -> None:
    assert is_email("guest@example.com")
    assert not any(map(is_email, ["guest", "guest@", "a@example.com, b@example.com", "guest@example", "@example.com"]))


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("010-0000-0013", "010-****-0013"),
        ("02-123-4567", "02-1**-4567"),
        ("+1 415 555 2671", "+1 41* *** 2671"),
        ("1588-0000", "158*-0000"),
        ("0013", "0013"),
        ("", ""),
    ],
)
def test_a_number_that_others_can_see_hides_what_is_between_its_ends(number: str, shown: str) -> None:
    assert masked(number) == shown
