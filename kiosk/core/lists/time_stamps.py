"""When each row of a form's answers was sent in: by the column in which forms write it.

Of a form filled in twice the later answer counts.  Rows of which the moment cannot be read are in the order of the
file, in which forms append them.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from kiosk.core.lists.cells import Cell, Row, squash, text, without_brackets

# The surest first: when it was finished, then sent in, then changed, then begun.
_HEADERS = (
    ("타임스탬프", "timestamp", "zeitstempel", "horodateur", "marcatemporal", "informazionicronologiche", "tijdstempel",
     "carimbodedatahora", "タイムスタンプ", "时间戳记", "時間戳記"),
    ("완료시간", "완료시각", "completiontime", "fertigstellungszeit", "heuredefin", "horadefinalización",
     "horadefinalizacion", "oradicompletamento", "tijdvanvoltooien", "完了時刻", "完成时间", "완료일시", "completedat"),
    ("응답일시", "응답시간", "응답일", "제출일시", "제출시간", "제출일", "참여일시", "참여시간", "답변일시", "답변일",
     "신청일시", "신청시간", "신청일", "접수일시", "접수시간", "접수일", "등록일시", "등록시간", "등록일", "작성일시",
     "작성시간", "작성일", "submittedat", "submitdate", "submitdateutc", "submissiondate", "submissiontime",
     "submitted", "datesubmitted", "submittime", "responsedate", "responsetime", "registeredat", "registrationdate",
     "registrationtime", "dateregistered", "createdat", "created", "createdon", "creationdate", "orderdate",
     "ordercreated", "purchasedate", "orderdatetime", "回答日時", "提交时间", "eingereichtam", "soumisle", "提出日時"),
    ("마지막수정시간", "수정일시", "수정시간", "lastmodifiedtime", "lastmodified", "modifiedat", "updatedat",
     "updated"),
    ("시작시간", "시작시각", "starttime", "startzeit", "heurededébut", "heurededebut", "horadeinicio", "oradiinizio",
     "begintijd", "開始時刻", "开始时间"),
)  # fmt: skip
_RANK = {word: rank for rank, words in enumerate(_HEADERS) for word in words}
_NUMBERS = re.compile(r"\d+")
_AFTERNOON = re.compile(r"오후|午後|下午|\bp\.?\s?m\b|\dp\.?m\b", re.IGNORECASE)
_MORNING = re.compile(r"오전|午前|上午|\ba\.?\s?m\b|\da\.?m\b", re.IGNORECASE)
_FRACTION = re.compile(r"(?<=:\d\d)\.\d+")
_MOST_MONTHS = 12
_CENTURY, _CENTURY_NOW = 100, 2000
_SHORT_YEARS = range(20, 50)


def column_of_moments(labels: Sequence[str]) -> int | None:
    """The column, from 0, in which a form writes when it was sent in; None when there is none."""
    ranked = [
        (_RANK[word], column)
        for column, label in enumerate(labels)
        for word in (squash(label), squash(without_brackets(label)))
        if word in _RANK
    ]
    return min(ranked)[1] if ranked else None


def moments(rows: Sequence[Row], first: int, column: int) -> Mapping[int, datetime]:
    """The moments of the rows from index ``first`` on, by row number from 1; as written, taken for UTC, to be compared.

    A date like 3/4/2024 is read as the whole column has to be read.
    """
    cells = {number: row[column] for number, row in enumerate(rows[first:], start=first + 1) if column < len(row)}
    day_first = any(_begins_with_day(text(cell)) for cell in cells.values() if isinstance(cell, str))
    read = {number: _moment(cell, day_first=day_first) for number, cell in cells.items()}
    return {number: moment for number, moment in read.items() if moment is not None}


def _begins_with_day(written: str) -> bool:
    numbers = _NUMBERS.findall(written)
    return len(numbers) > 2 and len(numbers[0]) < 3 and _MOST_MONTHS < int(numbers[0]) < 32


def _moment(cell: Cell, *, day_first: bool) -> datetime | None:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=cell.tzinfo or UTC)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day, tzinfo=UTC)
    return _written_moment(text(cell), day_first=day_first) if isinstance(cell, str) else None


def _written_moment(written: str, *, day_first: bool) -> datetime | None:
    numbers = [int(number) for number in _NUMBERS.findall(_FRACTION.sub("", written))[:6]]
    if len(numbers) < 3:
        return None
    year, month, day = _date(*numbers[:3], day_first=day_first)
    hour, minute, second = (*numbers[3:], 0, 0, 0)[:3]
    if _AFTERNOON.search(written) and hour < 12:
        hour += 12
    if _MORNING.search(written) and hour == 12:
        hour = 0
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _date(first: int, second: int, third: int, *, day_first: bool) -> tuple[int, int, int]:
    """Year, month and day: 2024. 4. 1, 24. 4. 1, 4/1/2024 or 1.4.24."""
    if first >= _CENTURY:
        return first, second, third
    if first in _SHORT_YEARS and third not in _SHORT_YEARS and third < _CENTURY:
        return _CENTURY_NOW + first, second, third
    year = third if third >= _CENTURY else _CENTURY_NOW + third
    return (year, second, first) if day_first else (year, first, second)
