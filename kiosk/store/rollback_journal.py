"""What a rollback journal beside a file holds (https://sqlite.org/fileformat2.html#the_rollback_journal)."""

from pathlib import Path
from typing import NamedTuple

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER, _AROUND_PAGE = 28, 8  # bytes: before a record comes the number of its page, behind it a checksum
_UP_TO_THE_END = (0, 0xFFFFFFFF)  # said of records that were not counted


class Journal(NamedTuple):
    """How many pages a journal puts back, and the first page of the file as it puts that back; empty if it does not."""

    records: int
    first_page: bytes


def read(path: Path) -> Journal | None:
    """None for what SQLite never plays: a journal that begins with a zero.  Raises OSError when it cannot be read."""
    content = path.read_bytes()
    if not content or not content[0]:
        return None
    records, first, at = 0, b"", 0
    while content[at : at + len(_MAGIC)] == _MAGIC:
        count, sector, page = (_number(content, at + offset) for offset in (8, 20, 24))
        if sector < _HEADER or not page:
            break
        length, begin = page + _AROUND_PAGE, at + sector
        if count in _UP_TO_THE_END:
            count = len(content)
        for record in range(begin, min(begin + count * length, len(content) - length + 1), length):
            records += 1
            if _number(content, record) == 1:
                first = content[record + 4 : record + 4 + page]
        at = -(-(begin + count * length) // sector) * sector
    return Journal(records, first)


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "big")
