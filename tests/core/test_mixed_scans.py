"""Codes typed into one another are told apart where there is one way to do it, and never guessed."""

import random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.codes.mixed_scans import SHORTEST, separate_scans

CHANCE = random.Random(8)
CODES = ["10417" + "".join(CHANCE.choices("0123456789", k=29)) for _ in range(3000)]
KNOWN = frozenset(CODES)


def mixed(one, other, order):
    """The strokes of both, ``order`` says whose turn it is; whoever is left types the rest."""
    left, text = {True: list(one), False: list(other)}, ""
    for turn in [*order, *[True] * len(one), *[False] * len(other)]:
        if left[turn]:
            text += left[turn].pop(0)
    return text


@given(st.integers(0, 2999), st.integers(0, 2999), st.lists(st.booleans(), max_size=68))
def test_two_tickets_are_told_apart_however_their_strokes_were_mixed(first, second, order):
    one, other = CODES[first], CODES[second]
    assert sorted(separate_scans([mixed(one, other, order)], KNOWN)) == sorted([one, other])


def test_an_enter_in_between_does_no_harm():
    text = mixed(CODES[0], CODES[1], [True, False] * 30)
    assert set(separate_scans([text[:60], text[60:]], KNOWN)) == {CODES[0], CODES[1]}


def test_a_code_that_is_whole_counts_beside_one_that_is_not():
    assert separate_scans(["https://example.com", CODES[5]], KNOWN) == (CODES[5],)


def test_with_a_stroke_too_many_or_too_few_nobody_is_guessed():
    text = mixed(CODES[0], CODES[1], [True, False] * 34)
    assert separate_scans([text[:-1]], KNOWN) == ()
    assert separate_scans([text + "7"], KNOWN) == ()
    assert separate_scans([text[1:] + "7"], KNOWN) == ()


def test_a_known_code_mixed_with_an_unknown_one_is_not_taken():
    assert separate_scans([mixed(CODES[0], CODES[1], [True, False] * 34)], KNOWN - {CODES[1]}) == ()


def test_two_ways_to_tell_them_apart_are_none():
    known = {"A" * SHORTEST + "12", "A" * SHORTEST + "34", "A" * SHORTEST + "13", "A" * SHORTEST + "24"}
    text = "A" * (2 * SHORTEST) + "1234"
    assert separate_scans([text], known) == ()
    assert set(separate_scans([text], {"A" * SHORTEST + "12", "A" * SHORTEST + "34"})) == {
        "A" * SHORTEST + "12",
        "A" * SHORTEST + "34",
    }


def test_short_codes_are_never_made_out_of_a_long_one():
    assert separate_scans(["10011002"], {"1001", "1002"}) == ()
    assert separate_scans(["1001", "1002"], {"1001", "1002"}) == ()
