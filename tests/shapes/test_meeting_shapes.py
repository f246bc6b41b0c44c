"""Partnering plans as lists with spans and lengths, and drawn as a grid of times and tables."""

from datetime import UTC, datetime

import pytest

from kiosk.core.lists.cells import Row
from kiosk.core.programme import Session
from kiosk.core.programmes.partnering_file import read_meetings
from tests.demonstration import SEOUL

DAY = Session(
    "P",
    {"ko": "파트너링"},
    "partnering",
    "",
    datetime(2026, 12, 1, 4, tzinfo=UTC),
    datetime(2026, 12, 1, 8, tzinfo=UTC),
)
GRID: list[Row] = [
    ("시간", "테이블 1", "테이블 2"), ("", "대한전자", "한국중공업"), ("14:00~14:20", "가온테크", "나래산업"),
    ("14:20~14:40", "다솜\n(스마트 공장)", ""),
]  # fmt: skip
SPANS: list[Row] = [
    ("번호", "테이블", "시간", "수요기업", "제안기업"), (1.0, "1", "14:00~14:20", "대한전자", "가온테크"),
]  # fmt: skip
LENGTHS: list[Row] = [
    ("테이블", "날짜", "시작", "소요시간(분)", "수요기업", "제안기업"),
    ("1", "2026-12-01", "14:00", 20.0, "대한전자", "가온테크"),
]


@pytest.mark.parametrize(("rows", "right"), [
    (GRID, ["1 14:00 14:20 대한전자 가온테크", "2 14:00 14:20 한국중공업 나래산업",
            "1 14:20 14:40 대한전자 다솜 스마트 공장"]),
    (SPANS, ["1 14:00 14:20 대한전자 가온테크"]),
    (LENGTHS, ["1 14:00 14:20 대한전자 가온테크"]),
], ids=["grid", "spans", "lengths"])  # fmt: skip
def test_a_plan_is_read_as_it_is_meant(rows: list[Row], right: list[str]) -> None:
    reading = read_meetings(rows, "P", SEOUL, hours=DAY)
    assert reading.refused is None and not reading.rejected
    told = []
    for one in reading.meetings:
        start, end = (moment.astimezone(SEOUL) for moment in (one.meeting.starts_at, one.meeting.ends_at))
        names = filter(None, (one.meeting.company, one.meeting.partner, one.meeting.proposal))
        told.append(f"{one.meeting.table} {start:%H:%M} {end:%H:%M} {' '.join(names)}")
        assert start.date() == datetime(2026, 12, 1, tzinfo=SEOUL).date()
    assert told == right


def test_a_list_with_words_nobody_knows_is_no_grid_of_tables() -> None:
    reading = read_meetings([("시간", "갑", "을"), ("14:00~14:20", "대한전자", "가온테크")], "P", SEOUL, hours=DAY)
    assert reading.refused is not None and not reading.meetings
