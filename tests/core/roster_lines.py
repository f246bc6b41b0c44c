"""Lines of a roster below one heading, for tests that change a cell or two."""

from collections.abc import Sequence

from kiosk.core.lists.roster_file import Reading
from tests.demonstration import reading

HEADER = ("성명", "소속", "휴대폰", "이메일", "총괄회의", "상태", "접수번호", "언어")
GOOD = ("도재담", "창원", "010-0000-0001", "guest@example.com", "○", "확정", "A-1", "ko")


def read_rows(*rows: Sequence) -> Reading:
    """``rows`` below HEADER as a roster."""
    return reading([HEADER, *rows])


def rows_aside(read: Reading) -> tuple[int, ...]:
    """The rows that are no people."""
    return tuple(fault.row for fault in read.skipped)


def changed(**cells: object) -> tuple:
    """GOOD with the cells of some columns, named by their header, changed."""
    return tuple(cells.get(label, cell) for label, cell in zip(HEADER, GOOD, strict=True))
