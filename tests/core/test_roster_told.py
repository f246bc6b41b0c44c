"""What a reading of a roster says of its file."""

from kiosk.core.lists.reading import LooksLike, Told
from kiosk.core.lists.roster_columns import guess_columns
from kiosk.core.lists.roster_file import read_people
from kiosk.core.lists.roster_told import tell
from kiosk.words.reading import told_lines
from tests.demonstration import programme, roster_rows

ROWS = [
    ("2026년 워크숍 참가자",),
    (),
    ("성명", "소속", "그 밖의 연락 수단", "총괄회의"),
    ("도재담", "창원", "a@example.com", "○"),
    ("추솔", "경남", "b@example.com", None),
    ("계", "2명"),
    (),
    ("도하", "창원", "c@example.com", "○"),
]


def told_of(rows: list) -> Told:
    columns = guess_columns(rows, programme())
    return tell(rows, columns, read_people(rows, columns, programme()), file="roster.csv", encoding="utf-8")


def test_columns_taken_come_with_three_samples_and_the_others_with_what_they_look_like() -> None:
    told = told_of(ROWS)
    assert [(column.header, column.field, column.samples) for column in told.columns] == [
        ("성명", "name", ("도재담", "추솔", "계")),
        ("소속", "affiliation", ("창원", "경남", "2명")),
        ("총괄회의", "session:S2", ("○",)),
    ]
    assert [(column.header, column.looks_like) for column in told.unused] == [("그 밖의 연락 수단", LooksLike.EMAIL)]
    assert told.header_rows == (3,)


def test_every_row_that_is_no_person_is_named_with_its_reason() -> None:
    told = told_of(ROWS)
    assert [(fault.row, fault.code.removeprefix("roster.aside_")) for fault in told.skipped] == [
        (1, "above"), (2, "blank"), (6, "total"), (7, "blank"),
    ]  # fmt: skip
    assert told.rows == 3 + len(told.skipped)


def test_two_rows_of_headings_are_both_told() -> None:
    rows = [("성명", "참가 세션", None), (None, "총괄회의", "불모포럼"), ("도재담", "○", None)]
    assert told_of(rows).header_rows == (1, 2)


def test_the_words_say_where_what_and_which_rows() -> None:
    lines = list(told_lines(told_of(ROWS)))
    assert "roster.csv, encoding utf-8; headers in row 3" in lines
    assert "Name: from A “성명” (도재담, 추솔, 계)" in lines
    assert any("looks like an e-mail address" in line and "그 밖의 연락 수단" in line for line in lines)
    assert "Skipped, blank: rows 2, 7" in lines


def test_the_rows_of_the_offices_file_add_up() -> None:
    rows = roster_rows("roster.xlsx")
    told = told_of(list(rows))
    assert told.rows == len(rows) - len(told.header_rows) == 84 + len(told.skipped)
