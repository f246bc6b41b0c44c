"""What a certificate says once it is issued: a paper is frozen, and its number never says two things.

What it says is a mapping of texts, as they stand on the paper; ``mark_of`` is the hash of all of it, with number, form
and language.  Whether it still agrees with what is known now is told beside it and changes nothing in it.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

SEAL = "seal"
"""The field that holds, in a frozen paper, the id of the form with the picture that is stamped on it."""

_OF_ISSUE = frozenset({"serial", "issued_on", "code", "page", "pages"})
"""What a paper says of its own issue: another issue says another thing, and nobody's facts have changed."""


class Series(StrEnum):
    """Kinds of papers, each numbered for itself."""

    COMPLETION = "completion"  # 수료증
    ATTENDANCE = "attendance"  # 참가확인서
    SESSION = "session"  # of one session


def series_of(word: str) -> Series:
    """The series of a word; what only a newer program knows is shown among the certificates of completion."""
    return Series(word) if word in set(Series) else Series.COMPLETION


_LETTERS = {Series.COMPLETION: "", Series.ATTENDANCE: "C", Series.SESSION: "S"}


class PaperState(StrEnum):
    """What a number stands for."""

    VALID = "valid"
    REPLACED = "replaced"
    REVOKED = "revoked"


JOINED = "joined"
"""Why the later of two papers of one kind is revoked when two entries, or two desks, turn out to mean one person."""

NOT_KEPT = "not_kept"
"""Why a paper of an earlier program needs a reissue: what it said was not kept."""
NUMBER_TWICE = "number_twice"
"""Why the later of two people needs a reissue who got one number, by two laptops of one name."""


@dataclass(frozen=True, slots=True)
class IssuedCertificate:
    """A paper as it was issued: number, whose, when (UTC), the attendance it rests on, and the hash of what it says.

    ``op_id`` is the operation that keeps what it says.  ``session`` is the code for a paper of one session.  Of a
    paper that is no longer valid ``state_at`` (UTC), ``state_reason`` and ``state_by`` tell when, why and by whom.
    """

    serial: str
    attendee_id: str
    issued_at: datetime
    basis: Mapping[str, Any]
    op_id: str = ""
    series: Series = Series.COMPLETION
    session: str = ""
    language: str = ""
    mark: str = ""
    replaces: str = ""
    state: PaperState = PaperState.VALID
    state_at: datetime | None = None
    state_reason: str = ""
    state_by: str = ""

    @property
    def is_valid(self) -> bool:
        """Whether the number stands."""
        return self.state is PaperState.VALID


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a paper: the ids of its form and the texts in it; ``layout`` is what the form was called."""

    form: str
    layout: str
    language: str
    fields: Mapping[str, str] = field(default_factory=dict)


def mark_of(serial: str, paper: Paper) -> str:
    """The SHA-256 of all that a paper says, hexadecimal."""
    content = [serial, paper.form, paper.language, dict(paper.fields)]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def differences(frozen: Mapping[str, str], today: Mapping[str, str]) -> tuple[str, ...]:
    """The fields in which a paper would say something else if it were issued today."""
    return tuple(name for name in frozen if name not in _OF_ISSUE and today.get(name, "") != frozen[name])


class Numbers:
    """Gives numbers: ``DESK-NNNN``, with a letter before the digits in the series other than certificates of
    completion; a reissue has the number it replaces and ``-2``, ``-3`` and so on behind it.
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def new(self, desk: str, series: Series) -> str:
        """The next number of a desk in a series."""
        begin = f"{desk}-{_LETTERS[series]}"
        if begin not in self._last:
            pattern = re.compile(rf"{re.escape(begin)}(\d+)(-\d+)?")
            found = (pattern.fullmatch(serial) for serial in self._taken)
            self._last[begin] = max((int(match[1]) for match in found if match), default=0)
        self._last[begin] += 1
        return self._take(f"{begin}{self._last[begin]:04d}")

    def again(self, serial: str) -> str:
        """The number of the reissue of ``serial``."""
        found = re.fullmatch(r"(.+-[A-Z]?\d+)-(\d+)", serial)
        begin, last = (found[1], int(found[2])) if found else (serial, 1)
        while f"{begin}-{last + 1}" in self._taken:
            last += 1
        return self._take(f"{begin}-{last + 1}")

    def _take(self, serial: str) -> str:
        self._taken.add(serial)
        return serial
