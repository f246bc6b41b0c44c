"""Two scanners that type at once: both are read where that is certain, else both are refused; nobody is mistaken."""

import random
from itertools import chain, zip_longest

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.scanners.desk import FOREIGN, OTHER_TICKET, TICKET, line_edit, list_view, plain_widget, state
from tests.scanners.keyboard import type_keys

PLACES = [line_edit, plain_widget, list_view, QPushButton]


def in_turns(one, other):
    return "".join(chain.from_iterable(zip_longest(one, other, fillvalue="")))


def at_random(one, other, seed):
    chance, left, text = random.Random(seed), [list(one), list(other)], ""
    while any(left):
        keys = chance.choice([keys for keys in left if keys])
        text += keys.pop(0)
    return text


@pytest.mark.parametrize("make", PLACES)
@pytest.mark.parametrize("end", ["\r", "\t"])
def test_two_tickets_typed_into_one_another_are_both_read(desk, make, end, qtbot):
    widget = desk.focus(make())
    before = state(widget)
    type_keys(in_turns(TICKET + end, OTHER_TICKET + end))
    qtbot.waitUntil(lambda: len(desk.scanned) == 2)
    assert set(desk.scanned) == {TICKET, OTHER_TICKET}
    assert desk.refused == []
    assert state(widget) == before


@pytest.mark.parametrize("seed", range(12))
def test_in_whatever_order_the_strokes_come_nobody_else_is_read(desk, seed, qtbot):
    line = desk.focus(QLineEdit("name"))
    type_keys(at_random(TICKET + "\r", OTHER_TICKET + "\r", seed))
    qtbot.waitUntil(lambda: len(desk.scanned) == 2)
    assert set(desk.scanned) == {TICKET, OTHER_TICKET}
    assert line.text() == "name"


@pytest.mark.parametrize("make", PLACES)
def test_what_cannot_be_told_apart_is_refused_once(desk, make, qtbot):
    widget = desk.focus(make())
    before = state(widget)
    mixed = in_turns(TICKET, OTHER_TICKET)[1:] + "9"
    type_keys(mixed[:60] + "\r" + mixed[60:] + "\r")
    qtbot.waitUntil(lambda: desk.refused == [mixed])
    assert desk.scanned == []
    assert state(widget) == before


def test_the_end_of_a_tangle_is_no_short_code_of_somebody_else(desk, qtbot):
    desk.focus(plain_widget())
    type_keys("X" + TICKET[:20] + "\r" + FOREIGN + "\r")
    qtbot.waitUntil(lambda: len(desk.refused) == 1)
    assert desk.scanned == []


def test_a_ticket_right_behind_a_wrong_code_is_read(desk, qtbot):
    desk.focus(plain_widget())
    type_keys("https://example.com\r" + TICKET + "\r")
    qtbot.waitUntil(lambda: desk.scanned == [TICKET])


def test_a_wrong_code_is_told_after_a_short_pause(desk, qtbot):
    desk.focus(plain_widget())
    type_keys("https://example.com\r")
    assert desk.refused == []
    qtbot.waitUntil(lambda: desk.refused == ["https://example.com"])
    type_keys(FOREIGN + "\r")
    assert desk.scanned == [FOREIGN]


def test_a_person_who_types_after_a_wrong_code_keeps_every_character(desk, qtbot):
    line = desk.focus(QLineEdit())
    type_keys("9" * 50 + "\r")
    type_keys("k")
    desk.pause(80)
    type_keys("im minsu")
    qtbot.waitUntil(lambda: desk.refused == ["9" * 50])
    type_keys("\r")
    assert line.text() == "kim minsu"


@pytest.mark.parametrize("make", PLACES)
def test_two_scanners_without_an_end_are_both_read(desk, make, qtbot):
    widget = desk.focus(make())
    before = state(widget)
    type_keys(TICKET + OTHER_TICKET)
    qtbot.waitUntil(lambda: desk.scanned == [TICKET, OTHER_TICKET])
    assert state(widget) == before
