"""One-to-one meetings of a partnering session: who meets whom at which table, what came of it, and what clashes."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.core.lists.cells import squash, without_brackets

KIND = "partnering"
"""The kind of a session whose programme is meetings at tables."""

# What says how a company is registered and not what it is called. NFKC has made (주) of ㈜ before.
_LEGAL_FORM = re.compile(
    r"\((?:주|유|합|사|재)\)|주식회사|유한회사|유한책임회사|사단법인|재단법인"
    r"|\b(?:co\.?,?\s*ltd|inc|corp|corporation|llc|ltd|gmbh)\b\.?",
    re.IGNORECASE,
)


class Result(StrEnum):
    """What is known of a meeting: still to come, held with its result open, or how it ended."""

    PLANNED = "planned"
    HELD = "held"
    MATCHED = "matched"
    FOLLOW_UP = "follow_up"
    DECLINED = "declined"
    NO_SHOW = "no_show"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two companies at a table.  ``company`` looks for partners (수요기업), ``partner`` proposes (제안기업).

    Moments are aware datetimes in UTC; ``id`` is the session's code and the number the organisers gave the meeting.
    """

    id: str
    session: str
    table: str
    starts_at: datetime
    ends_at: datetime
    company: str
    partner: str
    proposal: str = ""
    result: Result = Result.PLANNED

    @property
    def companies(self) -> tuple[str, str]:
        """Both sides of the table."""
        return self.company, self.partner

    def other(self, affiliation: str) -> str:
        """Whom a person of ``affiliation``, who is at this meeting, meets there."""
        return self.partner if is_of(affiliation, self.company) else self.company


@dataclass(frozen=True, slots=True)
class Clash:
    """A company (``company``) or a table (no company) that several overlapping meetings want at once."""

    meetings: tuple[Meeting, ...]
    company: str = ""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables concerned, in the order of the meetings."""
        return tuple(dict.fromkeys(meeting.table for meeting in self.meetings))


def company_key(name: str) -> str:
    """A company's name without its legal form, signs and case: ㈜누리랩, (주) 누리랩 and 누리랩 주식회사 are one."""
    return squash(_plain(name))


def is_of(affiliation: str, company: str) -> bool:
    """Whether an affiliation of the roster is this company, or a part of it written after its name."""
    wanted = company_key(company)
    words = _plain(affiliation).split()
    return bool(wanted) and any(squash("".join(words[:count])) == wanted for count in range(1, len(words) + 1))


def meetings_of(affiliation: str, meetings: Iterable[Meeting]) -> list[Meeting]:
    """The meetings of a person's company, in the order of their start."""
    own = [m for m in meetings if any(is_of(affiliation, company) for company in m.companies)]
    return sorted(own, key=lambda meeting: (meeting.starts_at, meeting.table))


def next_meetings(affiliation: str, meetings: Iterable[Meeting], at: datetime) -> list[Meeting]:
    """Of the meetings of a person's company those that are not over at ``at`` and of which nothing is known yet."""
    return [m for m in meetings_of(affiliation, meetings) if m.ends_at > at and m.result is Result.PLANNED]


def company_clashes(meetings: Iterable[Meeting]) -> list[Clash]:
    """Companies that would have to be at two tables at once."""
    sides = [(company_key(company), company, meeting) for meeting in meetings for company in meeting.companies]
    names = {key: company for key, company, _meeting in reversed(sides)}
    return [
        Clash(together, names[key])
        for key in dict.fromkeys(key for key, _company, _meeting in sides)
        for together in _overlapping([meeting for other, _company, meeting in sides if other == key])
        if len({meeting.table for meeting in together}) > 1
    ]


def table_clashes(meetings: Iterable[Meeting]) -> list[Clash]:
    """Tables that are given to two meetings at once, in one session."""
    listed = list(meetings)
    places = dict.fromkeys((meeting.session, table_key(meeting.table)) for meeting in listed)
    return [
        Clash(together)
        for place in places
        for together in _overlapping([m for m in listed if (m.session, table_key(m.table)) == place])
    ]


def table_key(table: str) -> str:
    """A table's name as it is compared: T 1 and t1 are one table."""
    return squash(table)


def count_results(meetings: Iterable[Meeting]) -> dict[Result, int]:
    """How many meetings have which result, all results in their order."""
    counts = Counter(meeting.result for meeting in meetings)
    return {result: counts[result] for result in Result}


def tables_of(meetings: Iterable[Meeting]) -> list[str]:
    """The tables in the order people count them: T2 before T10."""
    return sorted({meeting.table for meeting in meetings}, key=_as_counted)


def slots_of(meetings: Iterable[Meeting]) -> list[tuple[datetime, datetime]]:
    """The time slots, in their order."""
    return sorted({(meeting.starts_at, meeting.ends_at) for meeting in meetings})


def _overlapping(meetings: Sequence[Meeting]) -> Iterator[tuple[Meeting, ...]]:
    """Groups of at least two meetings in which each overlaps one before it; touching ends do not overlap."""
    group: list[Meeting] = []
    for meeting in sorted(meetings, key=lambda one: (one.starts_at, one.table)):
        if group and meeting.starts_at >= max(one.ends_at for one in group):
            if len(group) > 1:
                yield tuple(group)
            group = []
        group.append(meeting)
    if len(group) > 1:
        yield tuple(group)


def _plain(name: str) -> str:
    """The name in words, without legal form and without what stands in brackets."""
    folded = _LEGAL_FORM.sub(" ", unicodedata.normalize("NFKC", name))
    return without_brackets(folded)


def _as_counted(table: str) -> list[tuple[int, int, str]]:
    """Digits compared as numbers."""
    parts = re.split(r"(\d+)", table)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]
