"""What a person's choice does to the columns of a roster, and how a column is named."""

import pytest

from kiosk.core.lists.reading import LEAVE_UNUSED, Asked, LooksLike, Question
from kiosk.core.lists.roster_columns import (
    Columns,
    assign,
    assign_name,
    find_column,
    guess_columns,
    holds_people,
    looks_like,
    roster_score,
)
from kiosk.core.roster import Status

LABELS = ("이름", "성", "소속", "총괄회의", "상태", "결제")


def columns(**more: object) -> Columns:
    """A list whose columns were read as told by ``more``."""
    return Columns(0, LABELS, **more)


# the fields before, the column and the meaning chosen for it → the fields after
CHOICES = {
    "a field of an unused column": ({"name": 0}, 2, "affiliation", {"name": 0, "affiliation": 2}),
    "another column for a field": ({"name": 0, "affiliation": 1}, 2, "affiliation", {"name": 0, "affiliation": 2}),
    "another field for a column": ({"name": 0, "affiliation": 2}, 2, "title", {"name": 0, "title": 2}),
    "nothing": ({"name": 0, "affiliation": 2}, 2, None, {"name": 0}),
    "a whole name instead of halves": ({"first_name": 0, "last_name": 1, "title": 2}, 2, "name", {"name": 2}),
    "a whole name instead of three parts": (
        {"first_name": 0, "middle_name": 2, "last_name": 1}, 0, "name", {"name": 0},
    ),
    "a first name beside a whole one": ({"name": 1}, 0, "first_name", {"last_name": 1, "first_name": 0}),
    "a last name beside a whole one": ({"name": 0}, 1, "last_name", {"first_name": 0, "last_name": 1}),
    "a first name where there is a last one": ({"last_name": 1}, 0, "first_name", {"last_name": 1, "first_name": 0}),
    "a field beside halves": (
        {"first_name": 0, "last_name": 1}, 2, "affiliation", {"first_name": 0, "last_name": 1, "affiliation": 2},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "column", "meaning", "after"), CHOICES.values(), ids=CHOICES)
def test_a_choice_gives_a_column_one_meaning_and_a_meaning_one_column(
    before: dict[str, int], column: int, meaning: str | None, after: dict[str, int]
) -> None:
    assert assign(columns(fields=before), column, meaning).fields == after


@pytest.mark.parametrize(
    ("column", "meaning", "after"),
    [
        (3, "session:S2", {"S2": 3}),
        (2, "session:S2", {"S2": 2}),
        (2, "session:S4", {"S2": 3, "S4": 2}),
        (3, "session:S4", {"S4": 3}),
        (3, "notes", {}),
        (3, None, {}),
        (2, "notes", {"S2": 3}),
    ],
)
def test_a_session_has_one_column_and_a_column_one_session(column: int, meaning: str | None, after: dict) -> None:
    assert assign(columns(sessions={"S2": 3}), column, meaning).sessions == after


def test_what_is_said_to_be_of_no_use_is_remembered_until_it_is_given_a_meaning() -> None:
    left_out = assign(columns(ignored=frozenset({5})), 2, None)
    assert left_out.ignored == {2, 5}
    assert assign(left_out, 2, "affiliation").ignored == {5}


def test_a_further_state_is_given_up_with_its_column_alone() -> None:
    several = columns(fields={"name": 0, "status": 4}, more_states=(3, 5))
    assert assign(several, 5, "notes").more_states == (3,)
    assert assign(several, 2, "affiliation").more_states == (3, 5)


def test_what_follows_the_name_stays_until_its_column_or_the_name_is_chosen_anew() -> None:
    composed = columns(fields={"name": 1}, behind_name=(0, 2))
    assert assign(composed, 2, "affiliation").behind_name == (0,)
    assert assign(composed, 5, "notes").behind_name == (0, 2)
    assert assign(composed, 0, "name").behind_name == ()


def test_of_a_cell_with_several_values_the_place_is_forgotten_with_the_field() -> None:
    shared = columns(fields={"name": 0, "affiliation": 0, "title": 0}, pieces={"name": 0, "affiliation": 1, "title": 2})
    assert assign(shared, 2, "affiliation").pieces == {"name": 0, "title": 2}
    assert assign(shared, 2, "title").pieces == {"name": 0, "affiliation": 1}
    assert assign(shared, 0, "notes").pieces == {}


def test_a_choice_answers_what_was_asked_of_its_column_and_nothing_else() -> None:
    of_state = Question(0, Asked.STATUS_COLUMN, file="결제")
    of_another = Question(0, Asked.STATUS_COLUMN, file="상태")
    asked = columns(questions=(of_state, of_another))
    assert assign(asked, 5, None).questions == (of_another,)
    assert assign(asked, 9, "notes").questions == (of_state, of_another)


def test_a_name_of_several_columns_keeps_their_order() -> None:
    named = assign_name(columns(fields={"name": 2, "first_name": 0, "affiliation": 1}), [1, 0, 2])
    assert (named.fields, named.behind_name, named.ignored) == ({"name": 1}, (0, 2), frozenset())
    other = assign_name(columns(fields={"title": 5}, ignored=frozenset({4})), [1, 0])
    assert (other.fields, other.behind_name, other.ignored) == ({"title": 5, "name": 1}, (0,), {4})


WIDE = Columns(0, tuple(f"열{number}" for number in range(1, 61)))


@pytest.mark.parametrize(
    ("named", "index"),
    [
        ("A", 0), ("z", 25), ("AA", 26), ("ab", 27), ("BH", 59), ("BI", None), ("ABC", None), ("1", 0), ("60", 59),
        ("61", None), ("0", None), ("열60", 59), ("열61", None), ("가", None), ("１", 0), ("A1", None), (" ", None),
    ],
)  # fmt: skip
def test_a_column_is_found_by_letters_number_or_heading_or_not_at_all(named: str, index: int | None) -> None:
    assert find_column(WIDE, named) == index


def test_used_and_unknown_columns_are_told_for_every_part_of_a_list_side_by_side() -> None:
    two = Columns(
        1, ("성명", "소속", "번호") * 2, {"name": 0}, {"S2": 1}, behind_name=(7,), more_states=(8,), offsets=(0, 3)
    )
    assert two.used == {0, 1, 7, 8, 3, 4, 10, 11}
    assert two.unknown == (2, 5)


@pytest.mark.parametrize(
    ("header", "two", "rows"), [(-1, False, ()), (0, False, (1,)), (3, False, (4,)), (3, True, (3, 4))]
)
def test_rows_of_the_heading_count_from_1(header: int, two: bool, rows: tuple[int, ...]) -> None:
    assert Columns(header, LABELS, has_two_rows=two).header_rows == rows


@pytest.mark.parametrize(
    ("header", "samples", "what"),
    [
        ("그 밖의 연락 수단", ("a@example.com", "b@example.com"), LooksLike.EMAIL),
        ("그 밖의 연락 수단", ("a@example.com", "없음"), None),
        ("그 밖의 연락 수단", (), None),
        ("결제 상태", (), LooksLike.STATUS),
        ("보호자 성명", (), LooksLike.NAME),
        ("First name", (), LooksLike.NAME),
        ("비상 연락처", (), LooksLike.PHONE),
        ("연번", ("1", "2"), None),
        ("", (), None),
    ],
)
def test_a_column_left_out_tells_what_it_looks_like(header: str, samples: tuple[str, ...], what: LooksLike | None):
    assert looks_like(header, samples) is what


def test_only_a_table_with_names_holds_people() -> None:
    assert holds_people(roster_score([("성명",), ("도재담",)]))
    assert not holds_people(roster_score([("명단", None), ("성명", "소속"), (None, None)])), "only headers"
    assert holds_people(roster_score([("First name", "Last name"), ("Ada", "Lee")]))
    assert not holds_people(roster_score([("소속", "휴대폰", "이메일"), ("창원", "010-0000-0001", "a@example.com")]))


def test_names_of_states_that_a_person_said_are_kept() -> None:
    said = columns(fields={"name": 0}, states={"보류": Status.WAITING})
    assert assign(said, 2, "affiliation").states == {"보류": Status.WAITING}


# --- how the heading is found ---


@pytest.mark.parametrize(
    ("rows", "header", "fields"),
    [
        ([("성명", "소속"), ("도재담", "창원")], 0, {"name": 0, "affiliation": 1}),
        ([("2026 워크숍",), (), ("성명", "소속"), ("도재담", "창원")], 2, {"name": 0, "affiliation": 1}),
        ([("제목",)] * 49 + [("성명", "소속"), ("도재담", "창원")], 49, {"name": 0, "affiliation": 1}),
        ([("제목",)] * 50 + [("성명", "소속"), ("도재담", "창원")], -1, {}),
        ([("성명" * 41, "소속"), ("성명", "소속"), ("도재담", "창원")], 1, {"name": 0, "affiliation": 1}),
    ],
)
def test_the_heading_is_found_in_the_first_fifty_rows(rows: list, header: int, fields: dict[str, int]) -> None:
    found = guess_columns(rows, ())
    assert (found.header, dict(found.fields)) == (header, fields)


def test_one_known_word_makes_a_heading_and_no_row_none() -> None:
    assert dict(guess_columns([("소속", "그 밖"), ("창원", "예")], ()).fields) == {"affiliation": 0}
    assert guess_columns([], ()).labels == ()
    assert guess_columns([(), ("도재담", "창원", "부산")], ()).labels == ("", "", "")


def test_people_beside_one_another_are_seen() -> None:
    upright = [("성명", "도재담", "추솔"), ("소속", "창원", "경남"), ("이메일", "a@example.com", "b@example.com")]
    assert guess_columns(upright, ()).is_transposed
    assert guess_columns([("번호", *row) for row in upright], ()).is_transposed, "behind a column of numbers, too"
    assert not guess_columns(list(zip(*upright, strict=True)), ()).is_transposed


@pytest.mark.parametrize(
    ("headings", "offsets"),
    [
        (("성명", "소속", "성명", "소속"), (0, 2)),
        (("성명", "소속", None, "성명", "소속", None), (0, 3)),
        (("연번", "성명", "소속") * 3, (0, 3, 6)),
        (("성명", "소속", "보호자 성명"), (0,)),
        (("성명", "성명"), (0, 1)),
        (("성명", "소속", "성명", "전공"), (0,)),
        (("성명", "이름", "성명", "이름"), (0, 2)),
    ],
)
def test_lists_printed_side_by_side_are_read_part_by_part(headings: tuple, offsets: tuple[int, ...]) -> None:
    people = tuple(f"사람{number}" for number in range(len(headings)))
    assert guess_columns([headings, people], ()).offsets == offsets


def test_the_upper_heading_says_whose_a_column_is() -> None:
    rows = [
        ("참가자", None, "보호자", None),
        ("성명", "연락처", "성명", "연락처"),
        ("도재담", "010-0000-0001", "도하늘", "010-0000-0002"),
    ]
    found = guess_columns(rows, ())
    assert (found.header_rows, dict(found.fields)) == ((1, 2), {"name": 0, "phone": 1})
    assert found.labels[2:] == ("보호자 성명", "보호자 연락처")


def test_a_choice_takes_the_column_from_everything_else_it_was() -> None:
    before = columns(
        fields={"name": 0}, behind_name=(1, 3), behind_latin=(2, 4), more_states=(4, 5),
        people=({"name": 2}, {"name": 5}),
    )  # fmt: skip
    after = assign(before, 5, "notes")
    assert (after.behind_name, after.behind_latin) == ((1, 3), (2, 4))
    assert (after.more_states, after.people) == ((4,), ({"name": 2}, {}))
    assert assign(before, 2, "notes").behind_latin == (4,)


def test_a_name_of_three_columns_leaves_none_of_them_with_another_meaning() -> None:
    named = assign_name(columns(fields={"affiliation": 0, "title": 1, "notes": 2}), [3, 0, 1])
    assert (named.fields, named.behind_name) == ({"notes": 2, "name": 3}, (0, 1))


@pytest.mark.parametrize("named", ["", "é", "1a", "ABC", "0", "7"])
def test_a_column_that_nobody_can_mean_is_none(named: str) -> None:
    assert find_column(columns(), named) is None


def test_a_sheet_with_exactly_a_column_of_names_holds_people() -> None:
    rows = [("이름",), ("김하나",)]
    assert holds_people(roster_score(rows))
    assert not holds_people(roster_score([("제목",), ("무엇",)]))


@pytest.mark.parametrize(
    ("headings", "behind_name", "behind_latin"),
    [
        (("Nombre", "Apellido paterno", "Apellido materno"), (2,), ()),
        (("성명", "영문 이름", "영문 성"), (), (2,)),
    ],
)
def test_a_name_in_several_columns_keeps_what_follows(
    headings: tuple[str, ...], behind_name: tuple[int, ...], behind_latin: tuple[int, ...]
) -> None:
    found = guess_columns([headings, ("Ana", "García", "López"), ("Luis", "Pérez", "Ruiz")], ())
    assert (found.behind_name, found.behind_latin) == (behind_name, behind_latin)
    assert assign(found, 0, "name_latin").behind_latin == ()


def test_a_second_column_of_names_is_asked_about_with_three_of_them() -> None:
    others = ("최하나", "최두리", "최세나", "최다섯")
    rows = [("성명", "소속", "비고", "성명"), *((f"김{other[1:]}", "가온", "", other) for other in others)]
    asked = Question(0, Asked.SECOND_NAME, "최하나, 최두리, 최세나", "성명", "", "성명", (LEAVE_UNUSED,))
    assert guess_columns(rows, ()).questions == (asked,)


def test_one_heading_below_another_that_spans_it_makes_two_rows_and_a_repeated_row_does_not() -> None:
    people = [("김하나", "가온", "a@example.com"), ("이두리", "나래", "b@example.com")]
    spanned = guess_columns([("성명", "소속", ""), ("", "", "이메일"), *people], ())
    assert (spanned.header_rows, spanned.fields["email"]) == ((1, 2), 2)
    below_another = guess_columns([("성명", "소속", ""), ("", "부서", "이메일"), *people], ())
    assert below_another.header_rows == (1,)
    again = guess_columns([("성명", "소속"), ("성명", "소속"), ("김하나", "가온")], ())
    assert again.header_rows == (1,)


def test_people_beside_one_another_have_no_row_of_headings() -> None:
    upright = [("성명", "도재담", "추솔"), ("소속", "창원", "경남"), ("이메일", "a@example.com", "b@example.com")]
    assert guess_columns(upright, ()).header == -1
    two = [("성명", "도재담", "추솔"), ("소속", "창원", "경남")]
    assert guess_columns(two, ()).is_transposed


def test_of_two_rows_with_two_words_each_the_one_with_exact_words_is_the_heading() -> None:
    rows = [
        ("이메일과 소속을 적어 주세요", "전화번호를 적어 주세요"),
        ("이메일", "전화"),
        ("a@example.com", "010-1000-0001"),
    ]
    assert guess_columns(rows, ()).header == 1
