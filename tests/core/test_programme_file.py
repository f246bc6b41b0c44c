"""Programme files: header words, times, and what is wrong with which row."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.programme import Admission, Session, Tracking
from kiosk.core.programmes.date_times import read_moment
from kiosk.core.programmes.programme_columns import columns_of
from kiosk.core.programmes.programme_file import programme_score, read_programme
from kiosk.words.error_messages import explain
from tests.demonstration import SEOUL, programme

HEADER = ("code", "title_ko", "starts_at", "ends_at")
GOOD = {"code": "S1", "title_ko": "포럼", "starts_at": "2024-02-27 13:30", "ends_at": "2024-02-27 15:00"}


def one(**cells: object) -> Session:
    """The session of a file with one row: GOOD with ``cells`` changed or added."""
    row = {**GOOD, **cells}
    reading = read_programme([tuple(row), tuple(row.values())], SEOUL)
    assert reading.refused is None and not reading.rejected, reading
    return reading.sessions[0]


def fault(**cells: object) -> tuple[int, str]:
    """The row number and the code of what is wrong with GOOD after ``cells``."""
    row = {**GOOD, **cells}
    (found,) = read_programme([tuple(row), tuple(row.values())], SEOUL).rejected
    assert "{" not in explain(found.code, found.details)
    return found.row, found.code


def test_the_workshop_has_seven_items_of_which_two_overlap() -> None:
    sessions = {session.code: session for session in programme()}
    assert list(sessions) == ["REG1", "S1", "S2", "S3", "REG2", "S4", "S5"]
    forum, partnering = sessions["S4"], sessions["S5"]
    assert forum.starts_at < partnering.starts_at < forum.ends_at
    assert sessions["REG1"].starts_at == datetime(2024, 2, 27, 3, 30, tzinfo=UTC)
    assert sessions["REG1"].kind == "registration" and not sessions["REG1"].counts
    assert sessions["S2"] == Session(
        code="S2",
        titles={"ko": "창원강소특구 총괄회의", "en": "Changwon INNOPOLIS general meeting"},
        kind="meeting",
        room="회의실 A",
        starts_at=datetime(2024, 2, 27, 6, 20, tzinfo=UTC),
        ends_at=datetime(2024, 2, 27, 7, 40, tzinfo=UTC),
        capacity=60,
        admission=Admission.REGISTERED,
        tracking=Tracking.ENTRY_EXIT,
        minimum_share=0.5,
    )


def test_korean_header_words_are_known_below_title_rows() -> None:
    rows = [
        ("2024 합동 워크숍 프로그램",),
        (),
        ("연번", "코드", "세션명", "영문명", "종류", "장소", "시작", "종료", "정원", "참가대상", "확인방식", "인정"),
        (
            1,
            "A",
            "포럼",
            "Forum",
            "등록",
            "홀",
            "2024. 2. 27. 13:30",
            "2024. 2. 27. 14:30",
            50.0,
            "구분:산;관",
            "입퇴장",
            "○",
        ),
    ]
    (session,) = read_programme(rows, SEOUL).sessions
    assert (session.admission, session.categories) == (Admission.CATEGORY, ("산", "관"))
    assert (session.kind, session.capacity, session.tracking, session.counts) == (
        "registration",
        50,
        Tracking.ENTRY_EXIT,
        True,
    )


def test_a_session_has_the_titles_that_the_file_says() -> None:
    assert one().titles == {"ko": "포럼"}
    assert one(title_ko="", title_en="Forum").titles == {"en": "Forum"}
    assert one(title_ja="フォーラム", title_en="Forum").titles == {"en": "Forum", "ja": "フォーラム", "ko": "포럼"}


def test_what_the_file_does_not_say_has_its_usual_value() -> None:
    session = one()
    assert (session.capacity, session.admission, session.tracking) == (None, Admission.OPEN, Tracking.ENTRY)
    assert (session.opens_before, session.closes_after, session.minimum_share, session.counts) == (20, 20, 0.0, True)
    assert one(tracking="entry_exit").minimum_share == 0.5
    assert one(tracking="entry_exit", minimum_share="80%").minimum_share == 0.8
    assert one(kind="registration").counts is False


@pytest.mark.parametrize(
    "cell",
    [
        "2024-02-27T13:30",
        "2024-02-27 13:30:00",
        "2024. 2. 27. 13:30",
        "2024.2.27(화) 오후 1:30",
        "2024/02/27 1:30 PM",
        "2024년 2월 27일 13시 30분",
        "2024-02-27T13:30+09:00",
        "2024-02-27T04:30Z",
        "2024-02-26 23:30-05:00",
        datetime.fromisoformat("2024-02-27T13:30"),
        datetime.fromisoformat("2024-02-27T13:29:59.999990"),
        datetime(2024, 2, 27, 4, 30, tzinfo=UTC),
    ],
)
def test_one_moment_may_be_written_in_many_ways(cell: object) -> None:
    assert read_moment(cell, SEOUL) == datetime(2024, 2, 27, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(("cell", "hour"), [("오전 12:30", 0), ("오후 12:30", 12), ("12:30 am", 0), ("11:30 PM", 23)])
def test_noon_and_midnight_of_the_twelve_hour_clock_are_told_apart(cell: str, hour: int) -> None:
    assert read_moment(f"2024-02-27 {cell}", UTC) == datetime(2024, 2, 27, hour, 30, tzinfo=UTC)


def test_a_column_with_the_day_completes_columns_with_times() -> None:
    session = one(day="2024. 2. 28.", starts_at="10:00", ends_at=time(12, 0))
    assert session.starts_at == datetime(2024, 2, 28, 1, 0, tzinfo=UTC)
    assert (
        one(day=datetime.fromisoformat("2024-02-28T00:00"), starts_at="10:00", ends_at="11:00").starts_at
        == session.starts_at
    )


BERLIN = ZoneInfo("Europe/Berlin")


def test_an_hour_skipped_by_summer_time_is_no_time_and_one_that_comes_twice_is_its_first() -> None:
    assert read_moment("2024-03-31 02:30", BERLIN) == "programme.time_does_not_exist"
    assert read_moment("2024-10-27 02:30", BERLIN) == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)


@given(
    st.datetimes(
        min_value=datetime.fromisoformat("1990-01-01T00:00"), max_value=datetime.fromisoformat("2090-01-01T00:00")
    )
)
def test_every_local_time_is_read_as_written_or_named_as_not_existing(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    found = read_moment(moment.isoformat(" "), BERLIN)
    if isinstance(found, datetime):
        assert found.astimezone(BERLIN).replace(tzinfo=None) == moment
    else:
        assert found == "programme.time_does_not_exist"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"title_ko": ""}, "programme.no_title"),
        ({"starts_at": None}, "programme.no_time"),
        ({"starts_at": "화요일"}, "programme.bad_time"),
        ({"starts_at": "2024-02-30 10:00"}, "programme.bad_time"),
        ({"starts_at": 20240227}, "programme.bad_time"),
        ({"starts_at": "2024-02-27 오후 13:30"}, "programme.bad_time"),
        ({"starts_at": "0001-01-01 00:00"}, "programme.bad_time"),
        ({"ends_at": "2024-02-27 13:30"}, "programme.ends_before_start"),
        ({"capacity": "많음"}, "programme.bad_number"),
        ({"capacity": 0}, "programme.bad_number"),
        ({"capacity": -5}, "programme.bad_number"),
        ({"opens_before": "1.5"}, "programme.bad_number"),
        ({"admission": "vip"}, "programme.bad_admission"),
        ({"admission": "category:"}, "programme.bad_admission"),
        ({"tracking": "camera"}, "programme.bad_tracking"),
        ({"counts": "maybe"}, "programme.bad_counts"),
        ({"minimum_share": "많이"}, "programme.bad_share"),
        ({"minimum_share": "120%"}, "programme.bad_share"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_reason(cells: dict, code: str) -> None:
    assert fault(**cells) == (2, code)


def test_of_one_code_in_two_rows_neither_is_taken_and_both_rows_are_named() -> None:
    rows = [HEADER, ("A", "하나", *list(GOOD.values())[2:]), (), ("a ", "둘", *list(GOOD.values())[2:])]
    reading = read_programme(rows, SEOUL)
    assert reading.sessions == ()
    assert "2, 4" in explain(reading.rejected[0].code, reading.rejected[0].details)
    assert [(found.row, found.details["rows"]) for found in reading.rejected] == [(2, "2, 4"), (4, "2, 4")]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "programme.no_header"),
        ([("성명", "소속"), ("도재담", "창원")], "programme.no_header"),
        ([("code", "title_ko", "room")], "programme.no_column"),
        ([("code", "room", "starts_at", "ends_at"), ("a", "b", "c", "d")], "programme.no_column"),
        ([HEADER, (), ("", None)], "programme.no_rows"),
    ],
)
def test_a_table_that_is_no_programme_is_refused_as_a_whole(rows: list, code: str) -> None:
    reading = read_programme(rows, SEOUL)
    assert explain(reading.refused.code, reading.refused.details)
    assert reading.refused.code == code and not reading.sessions and not reading.rejected


CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.times()
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_no_table_makes_the_reading_fail(rows: list) -> None:
    read_programme(rows, SEOUL)
    read_programme([HEADER, *rows], SEOUL)


def test_a_programme_looks_more_like_one_than_a_roster_does() -> None:
    assert programme_score([("안내",), HEADER]) > programme_score([("성명", "소속", "구분"), ("가", "나", "다")])


def test_of_two_columns_for_one_field_the_plainer_word_wins() -> None:
    assert columns_of(("내용", "제목", "시작", "시작"))["title_ko"] == 1
    assert columns_of(("시작", "시작"))["starts_at"] == 0


def test_a_number_under_no_date_format_is_the_date_a_spreadsheet_means() -> None:
    assert one(starts_at=45349.5625, ends_at=45349.625) == one()
    with_day = {"day": 45349, "starts_at": 0.5625, "ends_at": 0.625}
    assert one(**with_day) == one()


@pytest.mark.parametrize("number", [0, 0.0, 1, -1, 1.5, 2024, 20240227, 1e300, float("inf"), float("nan"), True])
def test_a_number_that_is_no_likely_date_is_refused(number: float) -> None:
    assert fault(starts_at=number) == (2, "programme.bad_time")


@pytest.mark.parametrize("code", ["S1;S2", "S1,S2", "S1,", ";", "가、나"])
def test_a_code_with_a_sign_that_stands_between_codes_is_refused(code: str) -> None:
    assert fault(code=code) == (2, "programme.bad_code")
