"""A field of a person is one row of one table, and everything else goes by it."""

from dataclasses import fields

from kiosk.cli.attendee import _FIELDS as HELP
from kiosk.core.lists.roster_file import _READER_OF as READER_OF
from kiosk.core.lists.roster_words import FIELDS
from kiosk.core.operation import Kind
from kiosk.core.operation_shape import _SHAPES as SHAPES
from kiosk.core.roster import EDITABLE, KEPT, PERSON_FIELDS, Attendee
from kiosk.words.terms import PERSON_FIELDS as WORDS

NAMES = {field.name for field in PERSON_FIELDS}
IN_FILES = {field.name for field in PERSON_FIELDS if field.in_files}


def test_the_table_has_every_field_of_an_attendee_once():
    assert len(NAMES) == len(PERSON_FIELDS)
    assert {field.name for field in fields(Attendee)} == NAMES | {"id"}


def test_every_field_of_a_file_has_words_for_its_header_and_a_reader():
    assert set(FIELDS) >= IN_FILES
    assert IN_FILES - {"sessions"} == set(READER_OF)


def test_every_field_kept_has_a_shape_in_the_log():
    _required, optional, _column = SHAPES[Kind.ATTENDEE]
    beside = {"listed", "removed", "stands"}  # what an import writes, and a newer program
    assert set(optional) - beside == set(KEPT)


def test_every_field_has_a_name_for_people_and_every_editable_one_an_option():
    assert WORDS.keys() >= NAMES - {"status_reason"}
    assert set(EDITABLE) == set(HELP)
