"""What stands beside the rows of a list: a heading over people, crossed out and hidden rows, asked about once."""

from dataclasses import replace

from kiosk.core.lists.cells import squash
from kiosk.core.lists.looks import Looks
from kiosk.core.lists.reading import Asked
from kiosk.core.lists.roster_columns import guess_columns
from kiosk.core.lists.roster_file import Reading, read_people
from kiosk.core.roster import Status

ROWS = (
    ("성명", "소속"),
    ("김하나", "가온"),
    ("[대기자]", None),
    ("이두리", "나래"),
    ("[확정자]", None),
    ("박세나", "다솜"),
)
STRUCK = Looks(struck=frozenset({(1, 0), (1, 1)}))


def reading(rows: tuple[tuple[str | None, ...], ...], looks: Looks | None = None, **said: Status) -> Reading:
    columns = guess_columns(rows, ())
    return read_people(rows, replace(columns, states={squash(word): state for word, state in said.items()}), (), looks)


def states(found: Reading) -> list[str]:
    return [person.fields.get("status", "") for person in found.people]


def test_people_under_a_heading_of_a_state_are_asked_about_once_until_another_heading_ends_it() -> None:
    (question,) = reading(ROWS).questions
    assert (question.row, question.kind, question.file, question.who) == (0, Asked.LIST_STATE, "[대기자]", "이두리")


def test_the_answer_counts_for_those_under_the_heading_alone() -> None:
    found = reading(ROWS, 대기자=Status.WAITING)
    assert not found.questions
    assert states(found) == ["", "waiting", ""]


def test_a_part_of_such_a_list_is_asked_about_on_its_own() -> None:
    rows = (*ROWS[:4], ("□ 산업계", None), ("박세나", "다솜"))
    assert [question.file for question in reading(rows).questions] == ["[대기자]", "[대기자] · □ 산업계"]


def test_who_is_crossed_out_is_asked_about_and_becomes_what_was_said() -> None:
    (question,) = reading(ROWS[:2], STRUCK).questions
    assert (question.kind, question.who) == (Asked.STRUCK_OUT, "김하나")
    assert states(reading(ROWS[:2], STRUCK, struck_out=Status.CANCELLED)) == ["cancelled"]


def test_a_struck_note_beside_a_name_says_nothing_of_the_person() -> None:
    assert not reading(ROWS[:2], Looks(struck=frozenset({(1, 1)}))).questions


def test_the_heading_of_a_group_makes_its_column_no_column_of_states() -> None:
    rows = (("연번", "성명", "소속"), ("1", "김하나", "가온"), ("취소자 명단", None, None), ("1", "이두리", "나래"))
    assert [question.kind for question in reading(rows).questions] == [Asked.LIST_STATE]


def test_who_is_cancelled_by_their_own_row_is_not_asked_about() -> None:
    rows = (("성명", "상태"), ("취소자 명단", None), ("김하나", "취소"))
    found = reading(rows)
    assert (states(found), found.questions) == (["cancelled"], ())


def test_a_sheet_called_after_those_who_do_not_come_is_asked_about() -> None:
    assert [q.file for q in reading(ROWS[:2], Looks(sheet="취소자")).questions] == ["취소자"]


def test_hidden_rows_are_read_and_told() -> None:
    found = reading(ROWS[:2], Looks(hidden=frozenset({1})))
    assert [(fault.code, fault.details["rows"]) for fault in found.warnings] == [("roster.hidden_rows", "2")]
