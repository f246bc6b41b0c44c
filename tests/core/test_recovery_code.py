"""The recovery code: read as it is printed, and a mistake named by its group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.recovery_code import HEADER, MistypedError, RecoveryCode, mark_in, new_code, read_code

codes = st.integers(0, 2**150 - 1).map(RecoveryCode)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def mistyped(text: str) -> tuple[int, ...]:
    with pytest.raises(MistypedError) as raised:
        read_code(text)
    return raised.value.groups


@given(codes)
def test_a_code_is_read_as_it_is_printed(code: RecoveryCode):
    assert read_code(code.text) == code
    assert [len(group) for group in code.text.split("-")] == [6] * 6


@given(codes)
def test_a_code_is_read_as_people_type_it(code: RecoveryCode):
    loose = code.text.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code.text.replace("-", ""))
    assert read_code(f"  {loose}\n") == read_code(wide) == read_code(code.text.replace("-", "")) == code


@given(codes, st.integers(0, 35), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_named_by_its_group(code: RecoveryCode, place: int, wrong: str):
    typed = code.text.replace("-", "")
    changed = typed[:place] + wrong + typed[place + 1 :]
    if changed == typed:
        assert read_code(changed) == code
    else:
        assert mistyped(changed) == (place // 6 + 1,)


@given(codes, st.integers(0, 5), st.integers(0, 4))
def test_two_exchanged_characters_are_named_by_their_group(code: RecoveryCode, group: int, place: int):
    groups = code.text.split("-")
    word = groups[group]
    groups[group] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if groups[group] == word:
        assert read_code("-".join(groups)) == code
    else:
        assert mistyped("-".join(groups)) == (group + 1,)


@given(codes, st.permutations(range(6)))
def test_groups_in_another_order_are_never_taken(code: RecoveryCode, order: list[int]):
    groups = code.text.split("-")
    moved = [groups[place] for place in order]
    if moved == groups:
        assert read_code("-".join(moved)) == code
    else:
        assert mistyped("-".join(moved))


def test_a_group_too_short_or_with_a_foreign_letter_is_named():
    groups = RecoveryCode(123456789).text.split("-")
    assert mistyped("-".join([*groups[:2], groups[2][:5], *groups[3:]])) == (3,)
    assert mistyped("-".join([*groups[:5], "U" + groups[5][1:]])) == (6,)


@pytest.mark.parametrize("text", ["", "12345", "-", "홍길동", "A" * 40])
def test_what_is_no_code_at_all_is_told_without_groups(text: str):
    assert mistyped(text) == ()


def test_key_and_mark_are_of_the_code_alone_and_different():
    one, other = new_code(bytes(19)), new_code(b"\xff" * 19)
    assert one.key == new_code(bytes(19)).key != other.key
    assert len(one.key) == 32
    assert one.mark not in one.key
    assert one.mark != other.mark


def test_the_mark_is_found_in_a_header_and_nowhere_else():
    code = RecoveryCode(1)
    assert mark_in(HEADER + code.mark + b"rest") == code.mark
    assert mark_in(b"SQLite format 3\0") is None
    assert mark_in(HEADER + code.mark[:3]) is None


def test_a_code_is_in_no_trace():
    assert str(2**140 + 7) not in repr(RecoveryCode(2**140 + 7))
