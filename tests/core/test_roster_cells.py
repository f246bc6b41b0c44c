"""Cells of a roster that say less than they hold, halves of names, and what is typed by hand instead."""

import pytest

from kiosk.core.lists.cells import ROWS_OF_A_PART, Fault
from kiosk.core.lists.roster_columns import Columns
from kiosk.core.lists.roster_file import read_fields, read_people
from kiosk.words.error_messages import explain
from tests.core.roster_lines import changed, read_rows
from tests.demonstration import reading

# what a column holds → what is kept (None: the file says nothing of it), and what is told
UNSAID = {
    "an error for an address": (
        {"이메일": "#REF!"}, "email", None, ("roster.error_cell", {"value": "#REF!", "column": "이메일"}),
    ),
    "an error of LibreOffice": (
        {"휴대폰": "Err:502"}, "phone", None, ("roster.error_cell", {"value": "Err:502", "column": "휴대폰"}),
    ),
    "a masked address": ({"이메일": "g***@naver.com"}, "email", None, ("roster.masked", {"value": "g***@naver.com"})),
    "a masked number": ({"휴대폰": "010-****-0001"}, "phone", None, ("roster.masked", {"value": "010-****-0001"})),
    "no address": ({"이메일": "없음"}, "email", "", None),
    "nobody's address": ({"이메일": "anonymous"}, "email", "", None),
    "no number": ({"휴대폰": "해당 없음"}, "phone", "", None),
    "an odd address": (
        {"이메일": "guest-example.com"}, "email", "guest-example.com",
        ("roster.odd_email", {"value": "guest-example.com"}),
    ),
    "stars elsewhere": ({"소속": "별**"}, "affiliation", "별**", None),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "field", "kept", "told"), UNSAID.values(), ids=UNSAID)
def test_what_a_cell_cannot_say_is_told_and_empties_nothing(
    cells: dict, field: str, kept: str | None, told: tuple[str, dict] | None
) -> None:
    read = read_rows(changed(**cells))
    assert read.people[0].fields.get(field) == kept
    assert [(2, fault.code, dict(fault.details)) for fault in read.warnings] == ([(2, *told)] if told else [])
    assert all("{" not in explain(fault.code, fault.details) for fault in read.warnings)


def test_a_column_without_a_heading_is_named_by_its_number() -> None:
    columns = Columns(0, ("성명", ""), {"name": 0, "phone": 1})
    read = read_people([("성명", None), ("도재담", "#N/A"), ("추솔", "#N/A")], columns, ())
    assert [fault.details["column"] for fault in read.warnings] == ["2", "2"]
    nameless = Columns(0, ("",), {"name": 0})
    (fault,) = read_people([("",), ("#N/A",), ("추솔",)], nameless, ()).rejected
    assert fault.details["column"] == "1"


HALVES = {
    "both": (("재담", "도"), "도재담"),
    "Latin ones": (("Ada", "Lee"), "Ada Lee"),
    "the first alone": (("Ada", None), "Ada"),
    "the last alone": ((None, "Lee"), "Lee"),
}


@pytest.mark.parametrize(("cells", "name"), HALVES.values(), ids=HALVES)
def test_a_name_is_put_together_from_its_halves(cells: tuple, name: str) -> None:
    (person,) = reading([("이름", "성", "소속"), (*cells, "창원")]).people
    assert person.fields["name"] == name


# --- typed by hand ---

TYPED = {
    "all is well": ({"name": "도재담", "email": "a@example.com", "status": "취소"},
                    {"name": "도재담", "email": "a@example.com", "status": "cancelled"}, None),
    "no name": ({"name": " "}, {}, ("roster.no_name", {})),
    "a name that is not asked for": ({"phone": "010-0000-0001"}, {"phone": "010-0000-0001"}, None),
    "an address that is none": ({"name": "도재담", "email": "guest"}, {}, ("roster.bad_email", {"value": "guest"})),
    "no address": ({"name": "도재담", "email": ""}, {"name": "도재담", "email": ""}, None),
    "a state that nobody knows": ({"name": "도재담", "status": "보류"}, {}, ("roster.bad_status", {"value": "보류"})),
    "a text too long": (
        {"name": "도재담", "title": "가" * 501}, {}, ("roster.too_long", {"field": "title", "longest": 500}),
    ),
    "a number without its last digits": (
        {"name": "도재담", "external_id": "1.2E+20"}, {}, ("roster.lost_digits", {"value": "1.2E+20"}),
    ),
    "a resident registration number": (
        {"name": "도재담", "notes": "900101-1234567"}, {}, ("roster.resident_number", {"field": "notes"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "fields", "fault"), TYPED.values(), ids=TYPED)
def test_what_is_typed_by_hand_is_read_by_the_rules_of_a_file(
    cells: dict, fields: dict, fault: tuple[str, dict] | None
) -> None:
    read, found = read_fields(cells)
    assert (read, found and (found.row, found.code, dict(found.details))) == (fields, fault and (0, *fault))


def test_lists_side_by_side_are_read_with_rows_of_their_own() -> None:
    people = [("도재담", "창원", "추솔", "경남"), ("위욱빈", "서울", None, None), (None, None, "강새로", "부산")]
    read = reading([("성명", "소속") * 2, *people])
    assert [(person.row, person.fields["name"], person.fields["affiliation"]) for person in read.people] == [
        (2, "도재담", "창원"), (3, "위욱빈", "서울"),
        (2 + ROWS_OF_A_PART, "추솔", "경남"), (4 + ROWS_OF_A_PART, "강새로", "부산"),
    ]  # fmt: skip
    assert read.skipped == (Fault(4, "roster.aside_blank"), Fault(3 + ROWS_OF_A_PART, "roster.aside_blank"))
