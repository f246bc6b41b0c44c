"""What a reading of a roster says of its file."""

from kiosk.core.lists.cells import Fault
from kiosk.core.lists.reading import LooksLike, OtherSheet, Question, ReadColumn, ReadingSummary, UnusedColumn
from kiosk.core.lists.roster_columns import Columns, guess_columns
from kiosk.core.lists.roster_file import Reading, read_people
from kiosk.core.lists.roster_summary import summary_of
from kiosk.words.reading import summary_lines
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


def told_of(rows: list) -> ReadingSummary:
    columns = guess_columns(rows, programme())
    return summary_of(rows, columns, read_people(rows, columns, programme()), file="roster.csv", encoding="utf-8")


def test_columns_taken_come_with_three_samples_and_the_others_with_what_they_look_like() -> None:
    summary = told_of(ROWS)
    assert [(column.header, column.field, column.samples) for column in summary.columns] == [
        ("성명", "name", ("도재담", "추솔", "계")),
        ("소속", "affiliation", ("창원", "경남", "2명")),
        ("총괄회의", "session:S2", ("○",)),
    ]
    assert [(column.header, column.looks_like) for column in summary.unused] == [("그 밖의 연락 수단", LooksLike.EMAIL)]
    assert summary.header_rows == (3,)


def test_every_row_that_is_no_person_is_named_with_its_reason() -> None:
    summary = told_of(ROWS)
    assert [(fault.row, fault.code.removeprefix("roster.aside_")) for fault in summary.skipped] == [
        (1, "above"), (2, "blank"), (6, "total"), (7, "blank"),
    ]  # fmt: skip
    assert summary.rows == 3 + len(summary.skipped)


def test_two_rows_of_headings_are_both_told() -> None:
    rows = [("성명", "참가 세션", None), (None, "총괄회의", "불모포럼"), ("도재담", "○", None)]
    assert told_of(rows).header_rows == (1, 2)


def test_everything_that_was_read_and_asked_is_told_with_where_it_comes_from() -> None:
    asked = Question(2, "status_word", who="추솔", file="보류")
    columns = Columns(
        0, ("성명", "상태", "비고", "결제"), {"name": 0, "status": 1}, behind_name=(2,), more_states=(3,),
    )  # fmt: skip
    rows = [columns.labels, ("도재담", "확정", "박사", "완료"), ("추솔", "보류", None, None, "덧붙임")]
    read = Reading(skipped=(Fault(4, "roster.aside_blank"),), questions=(asked,))
    summary = summary_of(rows, columns, read, file="a.xlsx", sheet="명단", encoding="", others=[OtherSheet("둘째", 9)])
    assert summary == ReadingSummary(
        file="a.xlsx",
        sheet="명단",
        header_rows=(1,),
        columns=(
            ReadColumn(0, "성명", "name", ("도재담", "추솔")),
            ReadColumn(1, "상태", "status", ("확정", "보류")),
            ReadColumn(2, "비고", "name", ("박사",)),
            ReadColumn(3, "결제", "status", ("완료",)),
        ),
        unused=(UnusedColumn(4, "", ("덧붙임",)),),
        skipped=(Fault(4, "roster.aside_blank"),),
        questions=(asked,),
        other_sheets=(OtherSheet("둘째", 9),),
        rows=2,
    )


def test_a_heading_with_nothing_below_it_is_told_as_unused_and_a_bare_column_is_not() -> None:
    rows = [("성명", "그 밖", None), ("도재담", None, None)]
    assert told_of(rows).unused == (UnusedColumn(1, "그 밖"),)
    assert summary_of([], Columns(-1, ()), Reading()).unused == ()
    assert summary_of([("성명",)], Columns(0, ("성명",), {"name": 0, "email": 1}), Reading()).columns[1].header == ""


def test_rows_of_a_list_side_by_side_count_once_for_each_part() -> None:
    rows = [
        ("참가자",),
        ("성명", "소속", "성명", "소속"),
        ("도재담", "창원", "추솔", "경남"),
        ("위욱빈", "서울", None, None),
    ]
    summary = told_of(rows)
    assert (summary.rows, len(summary.skipped)) == (2 * 2 + 1, 2)


def test_the_words_say_where_what_and_which_rows() -> None:
    lines = list(summary_lines(told_of(ROWS)))
    assert "roster.csv, encoding utf-8; headers in row 3" in lines
    assert "Name: from A “성명” (도재담, 추솔, 계)" in lines
    assert any("looks like an e-mail address" in line and "그 밖의 연락 수단" in line for line in lines)
    assert "Skipped, blank: rows 2, 7" in lines


def test_the_rows_of_the_offices_file_add_up() -> None:
    rows = roster_rows("roster.xlsx")
    summary = told_of(list(rows))
    assert summary.rows == len(rows) - len(summary.header_rows) == 84 + len(summary.skipped)
