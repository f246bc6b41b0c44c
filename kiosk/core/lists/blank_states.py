"""Columns of states that are ticked for some people and blank for others: 확정, 입금, Paid.

Whether who has no tick is registered, only a person can say: one question for the column.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.core.lists import states
from kiosk.core.lists.cells import Cell, Row, squash, text
from kiosk.core.lists.reading import SAMPLES, Asked, Question
from kiosk.core.lists.roster_columns import Columns
from kiosk.core.roster import Status

_CHOICES = tuple(map(str, Status))


@dataclass(slots=True)
class BlankStates:
    """Who stands without a word in which column of states, and what stands there of the others."""

    said: Mapping[str, Status]
    """What a person answered, by ``states.blank_in`` the heading."""
    _blank: dict[str, list[str]] = field(default_factory=dict)
    _seen: set[tuple[int, Cell]] = field(default_factory=set)
    _filled: dict[str, set[Status | None]] = field(default_factory=dict)

    def take(self, row: Row, columns: Columns, name: str, status: str) -> None:
        """Take the row of the person called ``name``, whose cells together say ``status``."""
        for column in (columns.fields["status"], *columns.more_states):
            cell = row[column]
            if (column, cell) in self._seen:  # a column has a few words, each of them many times
                continue
            label = columns.labels[column] if column < len(columns.labels) else ""
            written = text(cell)
            if not states.says_nothing(written):
                self._seen.add((column, cell))
                word = self.said.get(squash(written)) or states.read_state(written, label).status
                leaves_open = states.leaves_open(written, label)
                self._filled.setdefault(label, set()).add(word if leaves_open else None)
            elif status in ("", Status.REGISTERED) and not self._is_said_elsewhere(row, columns, label, status):
                names = self._blank.setdefault(label, [])
                if len(names) <= SAMPLES:
                    names.append(name)

    def _is_said_elsewhere(self, row: Row, columns: Columns, label: str, status: str) -> bool:
        """Whether nothing is unpaid, or the day of a payment is all that is not there."""
        is_free = columns.price is not None and columns.price < len(row) and states.is_no_money(row[columns.price])
        return (is_free and states.is_of_money(label)) or (bool(status) and states.is_of_a_day(label))

    def questions(self) -> list[Question]:
        """What has to be said of each column that has nothing but ticks and blanks."""
        return [
            Question(
                0, Asked.BLANK_STATE, who=", ".join(names[:SAMPLES]) + ("…" if len(names) > SAMPLES else ""),
                field=label, file=label, choices=_CHOICES,
            )
            for label, names in self._blank.items()
            if self._filled.get(label) == {Status.REGISTERED}
            and not states.is_contrary(label)
            and states.blank_in(label) not in self.said
        ]  # fmt: skip
